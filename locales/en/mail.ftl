# Mails. Written to an administrator who looks once a year and in a hurry: when, how much, what happens if not.

## The frame of every mail

mail-frame-greeting = Dear { $name },
mail-frame-greeting-unnamed = Hello,
mail-frame-footer = You receive this message because you are an administrator of { $member } in { $programme }.

## Facts

mail-row-anniversary = Anniversary
mail-row-renew-from = Renew from
mail-row-renew-until = Renew until
mail-row-was-renewable-until = Could be renewed until
mail-row-lapsed-on = Lapsed on
mail-row-fee = Fee
mail-row-covers = Covers
mail-row-tax = Tax
mail-row-offer = Offer
mail-row-term = Term
mail-row-order = Order number
mail-row-paid = Paid
mail-row-value-date = Value date
mail-row-held = Held for you
mail-row-used = Paid with money held for you
mail-row-received = Received
mail-row-missing = Still missing
mail-row-amount = Amount
mail-row-account-holder = Account holder
mail-row-iban = IBAN
mail-row-bic = BIC
mail-row-reference = Reference
mail-row-pay-by = Must be paid by
mail-row-transfer-by = Transfer by
mail-row-purchase-order = Your purchase order

# The window as a picture.
mail-bar-anniversary = Anniversary
mail-bar-window = Renew
mail-bar-today = Today
mail-bar-lapse = Otherwise lapses
mail-bar-range = { $from } – { $until }

## The digest of notices

mail-notices-subject-and-more = { $subject } (and { $more } more)
mail-notices-heading-several = { $count } things need your attention
mail-notices-more = { $count ->
    [one] One more notice is shown under Membership offers.
   *[other] { $count } more notices are shown under Membership offers.
}
mail-notices-covers = For { $areas }
mail-notices-button-renew = Renew in Membership offers
mail-notices-button-view = Go to Membership offers
mail-notices-button-move = Move your account

## A reminder

mail-reminder-subject-upcoming = Your { $offer }: renew from { $from } until { $until }
mail-reminder-subject-open = Renew your { $offer } by { $date }
mail-reminder-subject-move-first = Move your account first: your { $offer } can be renewed until { $date }
mail-reminder-subject-last-days = { $days ->
    [one] 1 day left to renew your { $offer }: until { $date }
   *[other] { $days } days left to renew your { $offer }: until { $date }
}
mail-reminder-subject-today = Last day today ({ $date }): renew your { $offer }

mail-reminder-heading-upcoming = Your renewal is coming up
mail-reminder-heading-open = You can renew now
mail-reminder-heading-blocked = Your renewal window is open
mail-reminder-heading-last-days = { $days ->
    [one] One day left to renew
   *[other] { $days } days left to renew
}
mail-reminder-subject-in-flight = { $offer }: your payment is on its way
mail-reminder-heading-in-flight = Your payment is on its way
mail-reminder-badge-in-flight = Payment on its way
mail-reminder-in-flight = { $how ->
    [card] Your card payment for order { $order } is being processed.
   *[other] We have your proof of payment for order { $order }, with value date { $value }.
} You need not pay again.
mail-reminder-in-flight-until = We wait for the money until { $until }. If it has not come by then, your { $offer } will have lapsed on { $date }.
mail-reminder-heading-today = Today is the last day to renew

mail-reminder-badge-upcoming = Opens { $date }
mail-reminder-badge-open = Open now
mail-reminder-badge-last-days = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
mail-reminder-badge-today = Last day

mail-reminder-lead-upcoming = The anniversary of your { $offer } is { $date }. It does not renew by itself.
mail-reminder-lead-open = You can renew your { $offer } now. The last day is { $date }. It does not renew by itself.
mail-reminder-lead-blocked = The renewal window of your { $offer } is open. Its last day is { $date }. Nothing is renewed by itself.
mail-reminder-lead-last-days = { $days ->
    [one] You have one day left to renew your { $offer }: the last day is { $date }. It does not renew by itself.
   *[other] You have { $days } days left to renew your { $offer }: the last day is { $date }. It does not renew by itself.
}
mail-reminder-lead-today = Today, { $date }, is the last day on which you can renew your { $offer }. It does not renew by itself.
mail-reminder-window = You can renew from { $from } until { $until }, both days included.
mail-reminder-benefits-meanwhile = Your benefits continue during that time.
mail-reminder-benefits-until-then = Your benefits continue until then.
mail-reminder-waived = The requirements are waived for this renewal.
mail-reminder-waived-fee-due = The requirements are waived for this renewal. The fee is still due.
mail-reminder-move-first = Your account is still in { $system }. Please move it first: only then can you renew and pay. The renewal window does not wait for the move.
mail-system-unnamed = another system
mail-reminder-if-renewed = If you renew in this window, on whichever day, your next anniversary is { $date }.
mail-reminder-if-not = If you do not renew in time, your { $offer } and its benefits lapse on { $date }.
mail-reminder-losses = You would then lose: { $benefits }.

## A lapse

mail-lapsed-subject = Your { $offer } lapsed on { $date }
mail-lapsed-heading = Your renewal window has closed
mail-lapsed-badge = Lapsed
mail-lapsed-lead = Your { $offer } could be renewed until { $until } and was not. It lapsed on { $date }, together with its benefits.
mail-lapsed-losses = These benefits ended with it: { $benefits }.
mail-lapsed-member-still = Your membership itself remains: it does not need renewing.
mail-lapsed-paid-in-time = Did you pay by bank transfer with a value date of { $date } or earlier? Then the renewal still counts as soon as the payment has been recorded. There is nothing more for you to do.
mail-lapsed-buy-again = You can buy this offer again.{ $requirements ->
    [apply] {" "}The requirements apply then, and a new year begins on the day of that purchase.
   *[none] {" "}A new year begins on the day of that purchase.
}
mail-lapsed-buy-again-for = You can buy this offer again for { $fee }.{ $requirements ->
    [apply] {" "}The requirements apply then, and a new year begins on the day of that purchase.
   *[none] {" "}A new year begins on the day of that purchase.
}
mail-lapsed-buy-later = You cannot buy this offer again yet; its fee is { $fee }. Membership offers shows what has to happen first.
mail-lapsed-not-on-sale = This offer is no longer sold.
mail-lapsed-move-first = Your account is still in { $system }. Please move it first: only then can you order and pay. The dates do not wait for the move.

## A renewal

mail-renewed-subject = Your { $offer } is renewed until { $date }
mail-renewed-preheader = Your anniversary moves from { $from } to { $to }.
mail-renewed-heading = Thank you: your renewal is complete
mail-renewed-lead = Your { $offer } is renewed until { $date }. Your benefits continue without a gap.
mail-renewed-from-label = Previous anniversary
mail-renewed-to-label = New anniversary
mail-renewed-range = { $from } until { $until }
mail-purchased-subject = Your { $offer } is active since { $date }
mail-purchased-preheader = Your first anniversary is { $date }.
mail-purchased-heading = Thank you: your purchase is complete
mail-purchased-lead = Your { $offer } is active from { $from } until { $until }, with all its benefits.
mail-purchased-from-label = Active from
mail-purchased-to-label = Anniversary
mail-renewed-next = You can renew next from { $from } until { $until }. We will remind you in time, and the dates are in the attached calendar entry.

## An order

mail-order-subject = Order { $order }: { $amount }, to be paid by { $date }
mail-order-preheader = Transfer to { $iban } with reference { $reference }.
mail-order-heading = Your order waits for your payment
mail-order-lead-renewal = Thank you for your order to renew your { $offer }. Please pay it by bank transfer:
mail-order-lead-purchase = Thank you for your order of { $offer }. Please pay it by bank transfer:
mail-order-lead-together = Thank you for your order for { $offers }. One bank transfer pays for all of it:
mail-order-transfer-by = Give the transfer to your bank by { $date }. It then arrives in time: its value date must be { $pay_by } or earlier.
mail-order-transfer-now = Please transfer today: the value date of the payment must be { $pay_by } or earlier, and a transfer takes a few days.
mail-order-exact = Please transfer the exact amount in the stated currency, and give the reference. That is how we recognise your payment.
mail-order-after-renewal = As soon as the payment is confirmed, your renewal is complete and we will tell you so. What counts is its value date: until { $date } it is in time, even if we see it later.
mail-order-after-purchase = As soon as the payment is confirmed, your offer is active and we will tell you so.
mail-order-after-together = As soon as the payment is confirmed, all of it takes effect and we will tell you so. What counts is its value date: until { $date } it is in time for everything, even if we see it later. What it comes too late for does not take effect; that part of the money is held for you.
mail-order-item = anniversary { $anniversary }, to be paid by { $until }
mail-order-item-covers = { $said }; covers { $areas }
mail-order-partly = The requirements of some areas are not met. What is missing: { $missing }. An area whose requirements are not met by { $until } is lost, even when this order is paid.
mail-order-pass-on = Does your finance department pay? Pass this message on, or print the payment request for them.
mail-order-request = Print the payment request
mail-order-button = View the order

## Signing in

mail-signin-subject = Your sign-in link for { $programme }
mail-signin-heading = Sign in
mail-signin-lead = Use this link to sign in to { $programme }:
mail-signin-button = Sign in
mail-signin-or-code = Or enter this code on the page where you asked for it:
mail-signin-validity = { $minutes ->
    [one] Link and code are valid for one minute, and only once.
   *[other] Link and code are valid for { $minutes } minutes, and only once.
}
mail-signin-ignore = Was it not you who asked for this? Then ignore this message. Nobody can sign in without it. Never give the code to anyone: we will not ask for it.
mail-signin-footer = You receive this message because someone entered this address to sign in to { $programme }.

## The entry in the calendar

mail-calendar-summary = Renew { $offer }: until { $until }
mail-calendar-description = You can renew { $offer } from { $from } until { $until }. If you do not, it lapses on { $lapses }. { $url }
mail-calendar-moved-summary = Moved: renew { $offer }
mail-calendar-moved-description = The renewal window of { $offer } has moved. You can now renew from { $from } until { $until }. { $url }

## A relief: announced, revised, withdrawn

mail-relief-subject-announced = { $relief }: what changes for your { $offer }
mail-relief-subject-revised = { $relief } revised: what changes for your { $offer }
mail-relief-subject-withdrawn = { $relief } withdrawn: what holds for your { $offer }
mail-relief-lead-announced = “{ $relief }” was announced on { $date }.
mail-relief-lead-revised = “{ $relief }” was revised on { $date }. This holds from now on:
mail-relief-lead-withdrawn = “{ $relief }” was withdrawn on { $date }. The usual rules apply again to the requirements, the dates and the fee.
mail-relief-moved = The anniversary of your { $offer } moves from { $from } to { $to }.
mail-relief-exempt = You are exempt from meeting the requirements of your { $offer } until your next renewal date, { $until }.
mail-relief-fee-due = The fee of { $fee } is still due: pay it from { $from } until { $until }, both days included.
mail-relief-fee = The fee is { $fee }: pay it from { $from } until { $until }, both days included.
mail-relief-paid = You have paid until { $until }. There is nothing for you to do now.
mail-relief-reactivate = Your { $offer } has lapsed. You can reactivate it until { $until }.
mail-relief-reactivate-for = Your { $offer } has lapsed. You can reactivate it until { $until } by paying the fee of { $fee }. There are no benefits for the days between.
mail-relief-reactivate-approval = Your { $offer } has lapsed. It can be reactivated until { $until } once the programme’s staff have approved it. There are no benefits for the days between.
mail-relief-lapsed = Your { $offer } has lapsed and cannot be reactivated under “{ $relief }”.

## An exception by staff

mail-taken-back-subject-cancelled = Order { $order } has been cancelled
mail-taken-back-subject-refunded = Order { $order }: { $amount } is paid back
mail-taken-back-heading-cancelled = An order has been cancelled
mail-taken-back-heading-refunded = Your money goes back
mail-taken-back-badge-cancelled = Cancelled
mail-taken-back-badge-refunded = Paid back
mail-taken-back-lead-cancelled = Order { $order } has been cancelled. Nothing has to be paid for it.
mail-taken-back-lead-refunded = { $amount }, which you had paid for order { $order }, goes back to the account from which it came.
mail-taken-back-undone = What it had paid for is undone: your { $offer } stands as if the order had not been paid.
mail-taken-back-on-its-way = If your payment is on its way already, it is not lost: it pays your next order, or we pay it back.
mail-proof-subject = Order { $order }: your proof of payment was not accepted
mail-proof-heading = Your proof of payment was not accepted
mail-proof-badge = Proof not accepted
mail-proof-lead = We could not accept the proof of payment that you sent in for order { $order }, with value date { $value }.
mail-proof-reason = The reason: { $reason }
mail-proof-lapsed = Nothing is waited for any more, so your { $offer } has lapsed on { $date }.
mail-proof-pay = The order has still to be paid, by { $until }. If the money has left your account, send in a proof that shows it.
mail-proof-paid-in-time = If you did pay in time, send in a proof that shows it. Money that came in time always counts, also when we find it later.
mail-came-subject-partly = Order { $order }: { $missing } is missing, to be paid by { $until }
mail-came-subject-over = Order { $order }: we hold money for you
mail-came-heading-partly = Part of your payment has come
mail-came-heading-over = You have paid more than was due
mail-came-badge-partly = Partly paid
mail-came-badge-over = Overpaid
mail-came-lead-partly = We received { $amount } for order { $order }. { $missing } is still missing.
mail-came-lead-over = We received { $amount } for order { $order }, which had been paid in full.
mail-came-effect = The order takes its effect when the rest counts on { $until } at the latest. Use the same reference.
mail-came-not-lost = What you have paid is not lost, even if the rest does not come: it pays your next order, or we pay it back.
mail-came-subject-without = Order { $order }: your payment had no effect for { $offers }
mail-came-heading-without = Your payment had no effect for part of the order
mail-came-badge-without = In part
mail-came-lead-without = We received { $amount } for order { $order }. It had its effect for the rest of the order, but not for what is named here.
mail-came-without-late = Too late: the payment had to count on { $until } at the latest
mail-came-without-other = It could not be renewed or reactivated any more
mail-came-held-without = We hold that part of the money for you: it pays your next order. If you would rather have it back, or think that the payment should count all the same, answer this message or write to us.
mail-came-held = We hold it for you: it pays your next order. If you would rather have it back, answer this message or write to us.
mail-exception-subject = Your { $offer }: an exception until { $date }
mail-exception-subject-ended = Your { $offer }: an exception has ended
mail-exception-heading = An exception for you
mail-exception-heading-ended = An exception has ended
mail-exception-badge = Exception
mail-exception-lead = The programme’s staff have allowed this for your { $offer }, until { $until }: { $kind }.
mail-exception-lead-ended = This no longer holds for your { $offer }: { $kind }. The usual rules apply from now on.
mail-exception-renew-exempt = You can renew without meeting the requirements. The fee is still due.
mail-exception-reactivate-exempt = You can reactivate it without meeting the requirements. The fee is still due.
mail-exception-renew-later = You can renew until { $until }.
mail-exception-reactivate = You can reactivate it until { $until } by paying the fee.
mail-exception-pay-late = A payment with a value date of { $until } or earlier still counts.
mail-exception-see = Membership offers shows what you can do, and until when.

## The move out of the legacy system

mail-moved-subject = Your account was moved on { $date }
mail-moved-heading = Your account has been moved
mail-moved-badge = Moved
mail-moved-title = Your account
mail-moved-lead = Your account is no longer in { $system }. Everything is possible at once; your dates stayed as they were.
mail-moved-renew = You can renew your { $offer } until { $until }.
mail-moved-reactivate = You can reactivate your { $offer } until { $until }.
mail-moved-without-role = These people have no role any more; they cannot sign in and get no mails: { $names }. Give them a role on the page People in the portal.

## A reactivation

mail-reactivated-subject = Your { $offer } is active again, until { $date }
mail-reactivated-heading = Thank you: your offer is active again
mail-reactivated-lead = Your { $offer } has been active again since { $on } and runs until { $until }. There are no benefits for the days between the lapse and that day.
mail-reactivated-from-label = Anniversary that had passed
mail-renewed-without = The renewal does not cover { $areas }: the requirements are not met. { $count ->
    [one] You keep this area only if they are met by { $until }.
   *[other] You keep each of these areas only if its requirements are met by { $until }.
}

mail-row-reactivate-until = Reactivate until
mail-row-next-anniversary = Next anniversary if reactivated now
mail-row-allowed-until = Allowed until
mail-row-moved-on = Moved on
mail-row-locations = Locations
mail-reminder-partly = The requirements of some areas are not met. What is missing: { $missing }. An area whose requirements are not met by { $until } is lost, even if you renew.
mail-reminder-missing = The requirements are not met yet. What is missing: { $missing }. You can renew once they are met, until { $until }.
mail-lapsed-reactivate = You can reactivate it until { $date } by paying the fee.
mail-order-lead-reactivation = Thank you for your order to reactivate your { $offer }. Please pay it by bank transfer:
mail-order-after-reactivation = As soon as the payment is confirmed, your offer is active again and we will tell you so. What counts is its value date: until { $date } it is in time, even if we see it later.

## An invoice or a credit note

mail-invoice-subject = Invoice { $number }: { $amount }, paid
mail-invoice-heading = Your invoice
mail-invoice-lead = Thank you for your payment of { $date } for order { $order }. The invoice is attached as a PDF; there is nothing left to pay.
mail-invoice-credit-subject = Credit note { $number }: { $amount }
mail-invoice-credit-heading = Your credit note
mail-invoice-credit-lead = Order { $order } was paid back to you on { $date }. The credit note for invoice { $invoice } is attached as a PDF.
mail-invoice-later = You can download the invoices and credit notes of every year from your orders at any time.
mail-invoice-button = Orders and invoices
mail-invoice-footer = You receive this message because you are an admin of { $member } in { $programme }, or because its invoices go to this address.
mail-row-invoice = Invoice number
mail-row-credit-note = Credit note number
mail-row-date = Date

## Automatic renewal
mail-auto-row-card = Card
mail-auto-row-charge = Charged on
mail-auto-with-tax = { $amount } including { $tax }
mail-auto-badge-on = Renews automatically
mail-auto-badge-failed = Not renewed automatically
mail-auto-badge-off = Switched off
mail-auto-subject-upcoming = { $offer }: renewed automatically on { $date }
mail-auto-subject-expires = { $offer }: { $card } expires before your renewal
mail-auto-subject-failed = { $offer }: { $card } could not be charged
mail-auto-subject-given-up = { $offer }: renew it yourself by { $until }
mail-auto-subject-on = { $offer }: automatic renewal is on
mail-auto-subject-off = { $offer }: automatic renewal is off
mail-auto-heading-upcoming = Your renewal will be charged
mail-auto-heading-expires = Your card expires before the renewal
mail-auto-heading-failed = Your card could not be charged
mail-auto-heading-given-up = Not renewed automatically
mail-auto-heading-on = Automatic renewal is on
mail-auto-heading-off = Automatic renewal is off
mail-auto-upcoming = On { $date } we charge the fee of that day to { $card } and renew your { $offer }. You need not do anything.
mail-auto-expires = Your { $offer } was to be renewed automatically on { $date }, but { $card } will have expired by then. Nothing will be charged.
mail-auto-failed = We could not charge { $card } for your { $offer }: { $why }. We try again on { $date }.
mail-auto-given-up = Your { $offer } was not renewed automatically: { $why }. Nothing was charged, and we do not try again.
mail-auto-on = From now on your { $offer } is renewed automatically. On { $date } we charge the fee of that day to { $card }; you are told beforehand.
mail-auto-off = Your { $offer } is not renewed automatically any more. Nothing is charged to { $card }, and the payment provider forgets that card.
mail-auto-missing = It is only charged if your requirements are met on that day. Still missing: { $missing }.
mail-auto-can-switch-off = You can switch this off at any time before, on the page of your membership offers. You then renew yourself.
mail-auto-pay-otherwise = You can also pay the order in another way, with another card or by bank transfer, by { $until }.
mail-auto-renew-until = You can renew it yourself until { $until }, on the page of your membership offers.
mail-auto-renew-yourself = You can renew it yourself from { $from } to { $until }. It can be renewed automatically again with a card that you give on the page of your membership offers, or when you pay an order by card.
mail-auto-other-card = Give another card before that day, on the page of your membership offers, and it is renewed automatically after all. Or renew it yourself, from { $from } to { $until }.
