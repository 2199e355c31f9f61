# Paying by card.

card-order-description = { $offer }, order { $number }
card-order-title = Pay by card
card-order-words = A card payment counts at once. You pay on a secure page of our payment provider; we never see your card’s number.
card-order-pay = Pay by card
card-pay-amount = Pay { $amount } by card
card-or-transfer = Or pay by bank transfer
card-order-renew = Renew and pay by card
card-order-buy = Buy and pay by card
card-order-reactivate = Reactivate and pay by card
card-order-refused = This order cannot be paid by card any more: the money would come too late to count, or the order needs none.
card-order-none = No card payments are taken at the moment. Please pay by bank transfer.
card-order-failed = The card payment could not be begun, and nothing was charged. Please try again later, or pay by bank transfer.
card-under-way-title = A card payment has been begun
card-under-way-words = Please do not pay a second time before you have seen how it stands.
card-under-way-go = See how it stands

card-page-title = Card payment for order { $number }
card-page-open-title = Pay on our provider’s page
card-page-open-words = You go to a secure page of our payment provider and come back here afterwards. Until then nothing is charged.
card-page-open-go = Go to the payment page
card-page-other-way = Pay in another way
card-page-declined = Your bank declined the card. Nothing was charged. You can try again, or use another card.
card-page-progress-title = Your payment is in progress
card-page-progress-words = The payment of { $amount } has not been confirmed yet. Please do not pay again: this page says when it is confirmed, and we send a mail. It usually takes less than a minute.
card-page-look-again = Look again
card-page-surplus-title = This payment was not needed
card-page-surplus-words = We received { $amount } by card, but the order had been paid or taken back already. The money goes back to your card; the programme’s staff see to it.
card-page-ended-title = This payment has ended
card-page-ended-words = The payment page has closed, and nothing was charged on it. You can begin again.

card-refund-effect = { $amount } goes back to the card with which it was paid, and what it had paid for is undone.

card-task-title = Card payments to see to
card-task-matter = What is the matter
card-task-do = What to do
card-task-surplus = Paid by card, although the order needed no money any more.
card-task-disputed = The card’s holder disputes the payment at the bank. Answer at the payment provider.
card-task-dispute-lost = The bank gave the money back to the card’s holder. Decide what becomes of the order. If you refund it here, transfer nothing: the money is back already.
card-task-refunded-outside = Money was sent back at the payment provider, not here. Decide what becomes of the order. If you refund it here, do not transfer again what is back already.
card-task-refund-failed = The money did not go back to the card. Look at the payment provider whether it is back by another way; if it is not, transfer it at the bank.
card-task-give-back = Send it back
card-task-noted = Noted
