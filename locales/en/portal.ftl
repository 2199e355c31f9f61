# The member's portal.

## The frame of every page
portal-frame-skip = Skip to the content
portal-frame-languages = Language
portal-frame-navigation = Main navigation
portal-frame-pages = Pages
portal-frame-sign-out = Sign out
portal-frame-switch-member = switch
portal-frame-footer = Dates follow the programme’s own calendar.
portal-nav-offers = Membership offers
portal-nav-orders = Orders and invoices

## Signing in
portal-sign-in-title = Sign in
portal-sign-in-words = Fill in your e-mail address. We send you a link and a code; either of them signs you in, on this device or another.
portal-sign-in-email = E-mail address
portal-sign-in-send = Send me a link and a code
portal-sign-in-no-password = There is no password to remember.
portal-sign-in-malformed = This is not a whole e-mail address. Write it like name@organisation.com.
portal-sign-in-signed-out = You have signed out.
portal-sign-in-first = Sign in to see that page. You are taken there afterwards.
portal-code-title = Check your mail
portal-code-words = If { $email } belongs to a member, a mail is on its way. Open the link in it, or type its code here.
portal-code-label = Code from the mail
portal-code-hint = Six digits. Link and code are good for { $minutes } minutes and for one sign-in.
portal-code-sign-in = Sign in
portal-code-wrong = This is not the code from the latest mail. Look at the mail again and type all six digits.
portal-code-spent = This code has expired or has been used. Ask for a new mail.
portal-code-too-many-tries = There were too many wrong codes, so this mail no longer signs anybody in. Ask for a new one.
portal-code-no-mail = No mail after a few minutes? Look in the junk folder, or check the address.
portal-code-again = Ask for a new mail
portal-link-title = Sign in
portal-link-words = One click, and you are in the { $programme } portal.
portal-link-sign-in = Sign in now
portal-link-expired-title = This link has expired
portal-link-expired-words = A link works for a short time only, so that an old mail opens nothing. Ask for a new one: it takes a minute.
portal-link-used-title = This link has been used
portal-link-used-words = Each link signs in once. To sign in again, ask for a new mail.
portal-choose-title = Choose a member
portal-choose-words = You belong to more than one. You can switch at any time, at the top of the page.
portal-choose-number = Member { $number }
portal-choose-due = { $count ->
    [one] { $count } offer needs attention
   *[other] { $count } offers need attention
}

## Membership offers
portal-offers-title = Membership offers
portal-offers-of = { $member }, member { $number }
portal-offers-purchased = Purchased offers
portal-offers-none = You have no purchased offers.
portal-offers-none-advice = Your membership itself stays as it is. What you can add to it is shown below.
portal-offers-available = Offers available to you
portal-offers-a-year = a year
portal-offers-buy = Buy
portal-membership-since = Member since { $date }
portal-membership-never-renews = Does not need renewing
portal-attention-title = Needs your attention

## One offer
portal-status-ordered = Ordered
portal-status-active = Active
portal-status-renewal-open = Renewal open
portal-status-payment-pending = Awaiting payment
portal-status-lapsed = Lapsed
portal-status-reactivatable = Can be reactivated
portal-status-replaced = Replaced
portal-status-ended = Ended
portal-offer-areas = Areas covered
portal-offer-lead-open = You can renew now.
portal-offer-lead-pending = Your renewal waits for its payment. You keep your benefits up to and including { $until }.
portal-offer-lead-on-its-way = Your payment is on its way.
portal-offer-lead-lapsed = This offer lapsed on { $on }, because it was not renewed in its renewal window.
portal-offer-lead-reactivatable = This offer lapsed on { $on }. You can reactivate it.
portal-offer-lead-active = All is well. You can renew from { $from }; the last day is { $until }.
portal-offer-lead-ordered = This offer starts when its first payment arrives.
portal-offer-lead-replaced = A higher offer has taken the place of this one.
portal-offer-lead-ended = This offer has come to its end.
portal-offer-days-left = { $days ->
    [one] Today, { $until }, is the last day.
   *[other] { $days } days left, up to and including { $until }.
}
portal-offer-renew-from = Renewal start date
portal-offer-anniversary = anniversary { $date }
portal-offer-renew-until = Renew until
portal-offer-benefits-until = Benefits until
portal-offer-fee = Fee
portal-offer-renew = Renew
portal-offer-pay = See how to pay
portal-offer-buy-anew = Buy again
portal-offer-reactivate = Reactivate
portal-offer-not-now = Not to be renewed yet
portal-offer-not-now-from = You can renew from { $date }
portal-offer-order-waits = Order { $number } waits for its payment.
portal-offer-order-pay-by = It has to arrive by { $date }.
portal-offer-why = How these dates come about
portal-offer-role-of-others = Your role sees this offer and cannot order it. These administrators can: { $names }.
portal-offer-role-nobody = Your role sees this offer and cannot order it. That takes a global or programme administrator, and this member has none at present.
portal-offer-moved = The anniversary moved from { $from } to { $to } ({ $relief }).
portal-offer-lead-blocked = The renewal window is open, but you cannot renew yet.
portal-offer-lead-at-risk = It runs on. You can renew from { $from } to { $until }, and only if the requirements are met again.
portal-offer-lead-in-danger = It runs on. You can renew from { $from } to { $until }. Look at what is marked below: it does not meet its requirements.
portal-offer-lead-reactivating = This offer lapsed on { $on }. Your order to reactivate it waits for its payment.
portal-offer-reactivate-until = Possible until { $until }. You see the resulting dates before you order.
portal-offer-unmet = The requirements are not met
portal-offer-unmet-until = Meeting them helps until { $until }.
portal-offer-unmet-see = See what is missing
portal-offers-no-area-met = { $offer } can be bought as soon as the requirements of one of its areas are met.
portal-renew-left-behind = Not renewed along with it: { $areas }. The requirements are not met. If they are met by { $until }, nothing is lost.
portal-buy-areas-unmet = { $areas ->
    [one] One other area cannot be chosen yet: its requirements are not met.
   *[other] { $areas } other areas cannot be chosen yet: their requirements are not met.
}

## Fee, exemption, exceptions
portal-fee-due-by = due by { $until }
portal-fee-paid-until = no fee due: paid until { $until }
portal-fee-to-reactivate = to reactivate, by { $until }
portal-fee-none = no fee
portal-fee-now-sentence = The fee of { $fee } is due by { $until }.
portal-fee-ordered-sentence = The fee is due: order { $number } has to be paid by { $until }.
portal-fee-paid-sentence = No fee is due: it is paid until { $paid }. The next fee, { $fee }, is due from { $from } to { $until }.
portal-fee-none-sentence = There is no fee.
portal-fee-reactivate-sentence = Reactivating it costs { $fee }, to be paid by { $until }.
portal-exempt-relief = You are exempt from the requirements until your next renewal date, { $until } ({ $relief }).
portal-exempt-fee-due = The fee is still due.
portal-exempt-fee-later = The fee will still be due, in your ordinary renewal window.
portal-exempt-fee-paid = No fee is due: it is paid until { $until }.
portal-held-pays = We already hold { $amount } for you: money that came for order { $number }, value date { $value }, and was not used there. It pays a new order at once. Nothing more has to be transferred.
portal-held-pays-part = We already hold { $amount } for you: money that came for order { $number }, value date { $value }, and was not used there. It pays part of a new order; { $missing } remains to be transferred.
portal-held-waits = We already hold { $amount } for this: the payment of order { $number } with value date { $value }, which came too late to count. The programme’s staff decide with you what becomes of it. A new order asks for the fee once more, so ask them first.
portal-exception-exemption = The programme’s staff have exempted you from the requirements until { $until }.
portal-exception-extension = The programme’s staff have extended your renewal window until { $until }.
portal-exception-reactivation = The programme’s staff let you reactivate it until { $until }.
portal-exception-late-payment = The programme’s staff accept a late payment with a value date until { $until }.

## The timeline
portal-timeline-title = Timeline of { $offer }
portal-timeline-description = Today is { $today }. Anniversary: { $anniversary }. Renewal window: { $from } to { $until } inclusive. Last day with benefits: { $benefits }.
portal-timeline-today = Today
portal-timeline-today-date = Today, { $date }
portal-timeline-anniversary = Anniversary
portal-timeline-opens = Renewal opens
portal-timeline-window = Renewal window
portal-timeline-window-from = from { $date }
portal-timeline-closes = Last day to renew
portal-timeline-benefits = Benefits end
portal-timeline-reminder = Reminder
portal-timeline-former = Anniversary before
portal-timeline-reactivate = Reactivate until
portal-timeline-description-reminders = Reminders: { $reminders }.
portal-timeline-description-moved = The anniversary was moved from { $from }.
portal-timeline-description-reactivate = It can be reactivated until { $until }.
portal-dates-what = What
portal-dates-when = When
portal-dates-today = Today
portal-dates-range = { $from } to { $until } inclusive
portal-dates-next = Next anniversary, when renewed
portal-dates-next-back = Next anniversary, when reactivated

## What is this?
portal-help-title = What is this?
portal-help-anniversary = What is the anniversary?
portal-help-anniversary-words = The day on which the year you paid for ends. Every purchased offer has an anniversary of its own. It is not yet the day to renew: the renewal start date comes after it.
portal-help-window = When can I renew, and what becomes of my benefits?
portal-help-window-words = You can renew on any day from the renewal start date until the last day, both included. Your benefits continue during that time, and the new anniversary is the same whichever day you choose.
portal-help-late = What happens if I am late?
portal-help-late-words = After the last day the offer lapses and its benefits end. We send reminders before that, to all administrators. Your membership itself does not lapse.
portal-help-offer = What is “{ $offer }”?

## Renewing and buying
portal-offers-renewed = { $offer } has been renewed. Its anniversary is now { $date }.
portal-order-purchase-order-wrong = A purchase-order number has at most { $most } characters, all on one line.
portal-buy-areas-missing = Choose at least one area.
portal-renew-title = Renew { $offer }
portal-renew-effect = What this does
portal-renew-anniversary-now = Anniversary now
portal-renew-anniversary-then = Anniversary after renewal
portal-renew-any-day = The result is the same on any day up to and including { $until }. Your benefits continue without a gap.
portal-renew-if-not = If you do not renew, your benefits are lost from { $on }.
portal-renew-confirm = Place the order
portal-renew-cancel = Cancel
portal-renew-after = You then see how to pay { $fee }. Nothing is charged automatically.
portal-held-after = { $fee } is there already. It counts as soon as you order.
portal-held-order = Order and pay with the money that is there
portal-buy-title = Buy { $offer }
portal-buy-effect = What this does
portal-buy-begins = The offer starts on the value date of your payment.
portal-buy-anniversary = Paid today, its first anniversary would be { $date }.
portal-buy-areas = Areas to be covered
portal-buy-confirm = Place the order
portal-payment-title = Fee and payment
portal-payment-method = Payment method
portal-payment-transfer = Bank transfer
portal-payment-safe-until = Safe to transfer until
portal-payment-pay-by = Has to arrive by
portal-payment-value-date = What counts is the value date at our bank: { $date } at the latest. A transfer may take some days.
portal-payment-tight = The safe day for a transfer, { $date }, is past. Ask your bank for an urgent transfer, or the money may arrive too late.

## Orders
portal-orders-title = Orders and invoices
portal-orders-table = Orders
portal-orders-words = Everything you ordered, and the invoices for it, the newest first.
portal-orders-none = There are no orders yet.
portal-orders-none-advice = An order is made when you renew or buy something.
portal-order-title = Order { $number }
portal-order-number = Order number
portal-order-offer = Offer
portal-order-made-on = Ordered on
portal-order-amount = Amount
portal-order-state = State
portal-order-state-open = Awaiting payment
portal-order-state-partly-paid = Partly paid
portal-order-state-overpaid = Paid, with money held
portal-order-state-in-part = Took effect in part
portal-order-partly-title = { $missing } is still missing
portal-order-partly-words = Part of your payment has come. Transfer the { $missing } that is missing, with the same reference, so that it counts on { $until } at the latest. What you have paid is not lost: if the rest does not come, it pays your next order or is paid back.
portal-order-over-words = You have paid more than was due. We hold { $over } for you: it pays your next order, or the programme’s staff pay it back.
portal-order-in-part-words = The payment came too late for part of this order. We hold { $over } for you: it pays your next order, or the programme’s staff pay it back or accept it all the same.
portal-order-came = Received, value date { $value }
portal-order-missing = Still missing
portal-order-held = Held
portal-order-went-back = Paid back
portal-order-pays-others = Used for other orders
portal-order-state-paid = Paid
portal-order-state-expired = Expired
portal-order-state-cancelled = Cancelled
portal-order-state-moved = Used for another order
portal-order-state-refunded = Paid back
portal-order-cancel-link = Cancel this order
portal-order-cancel-title = Cancel order { $number }?
portal-order-cancel-effect = The order is taken back, and nobody has to pay it. If money is on its way, it is kept and pays your next order for the same offer.
portal-order-cancel-confirm = Cancel the order
portal-order-keep = Keep it as it is
portal-order-cancelled-title = This order was cancelled on { $on }
portal-order-cancelled-words = Nothing has to be paid for it. If you have paid after all, the money is not lost: it pays your next order for the same offer.
portal-order-moved-title = The money of this order was used for another one
portal-order-moved-words = It has paid order { $number }.
portal-order-refund-link = Pay this order back
portal-order-refund-title = Pay order { $number } back?
portal-order-refund-effect = { $amount } goes back to the member, and what it had paid for is undone. Transfer the money at the bank; this page only records it.
portal-order-refund-confirm = Pay it back
portal-order-refundable = What this order paid for can be given back until { $until }. The programme’s staff can do that.
portal-order-refunded-title = This order was paid back on { $on }
portal-order-refunded-words = { $amount } goes back to the account from which it came. What the order had paid for is undone.
portal-order-state-set-aside = Money held
portal-order-term-without-end = from { $from }, without an end
portal-order-set-aside-title = Your payment came too late to count
portal-order-set-aside-words = We received it with value date { $value }; the last day that counts was { $until }. The money is not lost: it is set aside, and the programme’s staff decide with you what becomes of it.
portal-order-kept-title = We hold { $held } for you
portal-order-kept-words = This order has not taken its effect. The money is not lost: it pays your next order, or the programme’s staff pay it back.
portal-order-new = Your order has been placed. One thing is left to do: pay it.
portal-order-for-renewal = Renewal of { $offer }: the anniversary moves from { $before } to { $after }.
portal-order-for-purchase = Purchase of { $offer }.
portal-order-for-together = One order for { $offers }.
portal-order-items-title = What this order is for
portal-order-pay-late = Do not transfer this amount as it stands: for { $offers } it would come too late. Cancel the order, below, and order the rest anew; you then get a new amount and a new reference. Money that has come for this order is not lost: it pays the new one.
portal-letter-late = Please do not pay this request as it stands: for { $offers } a payment would come too late. Ask whoever sent it to you for a new one, with another amount and another reference.
portal-order-items-late = For part of this order a payment would come too late. Cancel it and order the rest anew, so that you pay only for what can still be renewed.
portal-order-item-anniversary = Anniversary
portal-item-waiting = Awaiting payment
portal-item-too-late = Too late
portal-item-done = Done
portal-item-without = No effect, money held
portal-item-over = Nothing paid
portal-order-covers = Covers { $areas }.
portal-order-pay-title = How to pay
portal-order-holder = Account holder
portal-order-reference = Reference
portal-order-reference-words = Transfer exactly this amount, with the reference, so that we recognise your payment.
portal-order-copy = Copy
portal-order-copied = Copied
portal-order-pass-on-title = Does someone else pay?
portal-order-pass-on-words = Pass the payment request on to your finance department: one page with everything they need.
portal-order-pass-on = Payment request
portal-order-paid-title = Paid, thank you
portal-order-value-date = Value date
portal-order-term = Term that it pays for
portal-order-expired-title = This order expired on { $on }
portal-order-expired-words = It was not paid in time. If you have paid after all, the money is not lost: it will be matched to a new order. You can place one on the membership offers page.
portal-order-purchase-order = Purchase-order number
portal-order-purchase-order-label = Purchase-order number (optional)
portal-order-purchase-order-hint = Your own number. It is printed on the payment request.

## The payment request
portal-letter-title = Payment request { $number }
portal-letter-heading = Payment request
portal-letter-print = Print this page, or save it as a PDF: it is laid out for one sheet of A4.
portal-letter-to = To
portal-letter-department = Finance department
portal-letter-member = Member { $number }
portal-letter-date = Date
portal-letter-contact = Ordered by
portal-letter-words = On behalf of your organisation, { $contact } has placed the following order in the { $programme }. Please pay it by bank transfer.
portal-letter-words-nobody = The following order has been placed for your organisation in the { $programme }. Please pay it by bank transfer.
portal-letter-description = Description
portal-letter-renewal = Renewal of { $offer }
portal-letter-renewal-term = Anniversary moves from { $before } to { $after }
portal-letter-purchase = Purchase of { $offer }
portal-letter-total = Total
portal-letter-received = Received already
portal-letter-pay-heading = Payment details
portal-letter-pay-words = Please order the transfer by { $safe }, so that it arrives by { $until }. Give the reference { $reference } and nothing else.
portal-letter-note = This is a request for payment and not a tax invoice.

## Errors
portal-error-home = Go to your first page
portal-error-incident = Please mention this number when you contact us:
portal-error-not-signed-in-title = You are not signed in
portal-error-not-signed-in-advice = Perhaps some time has passed. Sign in again; nothing has been lost.
portal-error-malformed-title = This could not be read
portal-error-malformed-advice = The address or the form said something that this page does not know, so nothing was done. Open the page again and repeat what you did.
portal-error-unfit-title = Something does not fit
portal-error-unfit-advice = What was filled in is not possible, so nothing was done. Go back, check what you wrote, and send it again.
portal-error-too-large-title = That is too large
portal-error-too-large-advice = More was sent than this page takes, so nothing was done. Go back and choose a smaller file.
portal-error-forbidden-title = This page is not yours to open
portal-error-forbidden-advice = It belongs to another member, or needs another role. If you came here from a form, open the page again and repeat what you did.
portal-error-not-found-title = There is no such page
portal-error-not-found-advice = Perhaps the address was cut off on its way. Everything you have is reached from your first page.
portal-error-conflict-title = Somebody else was quicker
portal-error-conflict-advice = What you were looking at has changed meanwhile, so nothing was done. Look at the page again and decide anew.
portal-error-fault-title = Something went wrong on our side
portal-error-fault-advice = We have recorded it. Whatever you were doing was either done completely or not at all: your first page shows which.
portal-error-unavailable-title = We are away for a moment
portal-error-unavailable-advice = The portal cannot be reached right now. Try again in a few minutes.

## Invoices

portal-invoices-title = Invoices
portal-invoices-words = Invoices and credit notes of every year, as PDF files.
portal-invoices-year = { $year }
portal-invoice-number = Number
portal-invoice-kind = Document
portal-invoice-order = Order
portal-invoice-date = Date
portal-invoice-is-invoice = Invoice
portal-invoice-is-credit = Credit note
portal-invoice-download = { $number } of { $date } (PDF)
