# Why something holds or is refused. The ids follow core's reasons; the same sentences answer in the portal, the API, the command
# line and the mails.

reason-never-renews = This offer never needs to be renewed.
reason-first-anniversary = It was purchased on { $purchased }, so the anniversary is { $anniversary }.
reason-carried-over = The anniversary, { $anniversary }, was taken over from earlier records.
reason-next-anniversary = The year up to { $renewed } was renewed with a payment of { $paid }, so the anniversary is now { $anniversary }.
reason-not-begun = It begins on { $begins }.
reason-not-open-yet = The anniversary is { $anniversary }. Renewal is possible from { $opens } on.
reason-window-open = The renewal window is open, from { $opens } through { $closes }.
reason-window-closed = The renewal window closed on { $closes } and was not used.
reason-benefits-until = The benefits run through { $until }, and on without a gap after a renewal.
reason-benefits-ended = There are no benefits from { $from } on.
reason-next-if-renewed = If it is renewed in its window, the next anniversary is { $next }, whichever day of the window is used.
reason-lapses-on = If it is not renewed, it lapses on { $on }.
reason-fee-due = The fee is { $fee }.
reason-no-fee = There is no fee to pay.
reason-pay-by-order = The fee of { $fee } has to be paid: make an order first.
reason-order-open = Order { $order } waits for its payment, which has to count by { $until }.
reason-awaiting-payment = It begins when order { $order } is paid; the order can be paid until { $until }.
reason-order-expired = Order { $order } was not paid by { $on } and has expired.
reason-lapsed = It lapsed on { $on }.
reason-buy-anew = It can be bought anew, which starts a year of its own.
reason-already-renewed = The year up to { $anniversary } has already been renewed.
reason-paid-in-window = The payment counts on { $value }, inside the window that closes on { $closes }.
reason-paid-too-late = The payment counts on { $value }, after { $until }, the last day on which it could have its effect. The money is set aside, and staff decide about it.
reason-purchased-on = The purchase counts from { $on }.
reason-value-date-ahead = The value date { $value } lies ahead; today is { $today }.
reason-value-date-before-order = The value date { $value } lies too long before the order, which was made on { $ordered }; check the year.
reason-wrong-amount = The order is for { $expected }, and { $given } was given.
reason-already-paid = Order { $order } has already been paid, with value date { $value }.
reason-most-per-member = { $most ->
    [one] A member can hold { $offer } only once, and already does.
   *[other] A member can hold { $offer } at most { $most } times, and already does.
}
reason-not-sold = { $offer } comes with the membership and is not sold.
reason-unknown-offer = This programme has no offer called { $offer }.
reason-unknown-subscription = There is no such subscription.
reason-unknown-order = There is no such order.
reason-areas-needed = The areas do not fit { $offer }: name areas that it covers, or none if it covers none.
reason-not-due-before = This is not due before { $on }.
reason-step-closed = This has already happened for the current year.
reason-reminder-due = The reminder was due on { $on } and sent that day.
reason-reminder-late = The reminder was due on { $on } and could only be sent later.
reason-reminder-superseded = The reminder of { $on } was not sent, because the one of { $by } takes its place.
reason-reminder-missed = The reminder of { $on } was not sent, because the window had closed on { $closes } before it could be.
reason-already-enrolled = The organisation is a member already.
reason-not-enrolled = The organisation is not a member.
reason-too-many = A member can have at most { $most } of these.
