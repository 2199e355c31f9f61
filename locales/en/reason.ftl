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
reason-tax-charged = { $tax } at { $rate } ({ $country }) is included: { $amount }.
reason-no-tax = { $why ->
    [reverse-charge] No { $tax } is charged: with its VAT number the business accounts for it itself (reverse charge, { $country }).
    [exempt] No { $tax } is charged: the programme’s staff established that the business is exempt from it.
   *[other] No { $tax } is charged: the country of the business ({ $country }) is outside its scope.
}
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
reason-wrong-amount = The order is for { $expected }, and { $given } cannot have come for it: an amount above zero in the same currency can.
reason-order-cancelled = Order { $order } was cancelled on { $on }.
reason-payment-moved = The money that had come for order { $from }, with value date { $value }, has paid order { $order }.
reason-refunded = The money of order { $order }, { $amount }, was paid back on { $on }. What it had paid for is undone.
reason-nothing-paid = No money has come for order { $order }, so there is nothing to pay back.
reason-refund-over = What order { $order } paid for could be given back until { $until }.
reason-not-refundable = What order { $order } paid for is not given back in this programme.
reason-renewed-since = It was renewed for the year after { $anniversary } since; only the last renewal can be undone.
reason-payment-in-flight = { $how ->
    [card] The card payment for order { $order } is being processed.
   *[other] We have a proof of payment for order { $order }, with value date { $value }.
} We wait for the money until { $until }. If it has not come by then, the offer will have lapsed on { $lapses }.
reason-payment-shown = { $how ->
    [card] The card payment for order { $order } is being processed.
   *[other] We have a proof of payment for order { $order }, with value date { $value }, and are looking for the money.
}
reason-proof-filed = A proof of payment with value date { $value } was sent in for order { $order } on { $on }.
reason-proof-accepted = The proof of payment for order { $order } was accepted on { $on }: the money has come.
reason-proof-rejected = The proof of payment for order { $order } was rejected on { $on }.
reason-unknown-proof = There is no such proof of payment for order { $order }.
reason-proof-settled = This proof of payment for order { $order } was settled on { $on }.
reason-proofs-enough = { $most } proofs of payment have been sent in for order { $order }; no more are taken.
reason-card-in-flight = The card payment for order { $order } has been in process since { $on }.
reason-card-failed = The card payment for order { $order } failed on { $on }; no money has come of it.
reason-already-paid = Order { $order } has already been paid, with value date { $value }.
reason-payment-known = The payment of { $amount } with value date { $value } has been recorded for order { $order } before.
reason-partly-paid = For order { $order } we received { $received }; { $missing } is still missing, and has to count by { $until }.
reason-held-over = More came for order { $order } than it costs: { $held } is held for the member. It pays the next order, or is paid back.
reason-held-for-items = Part of what order { $order } was for could not take effect any more: { $held } is held for the member. It pays the next order, or is paid back.
reason-of-item = { $offer }, anniversary { $anniversary }: { $said }
reason-several-currencies = What is ordered together is paid in one currency, and these have several. Order them one by one.
reason-held-less = With order { $order } { $held } is held; no other amount than that, or part of it, can be paid back and leave the rest as it is.
reason-held-none = With order { $order } no money is held.
reason-held-refunded = Of the money that was held with order { $order }, { $amount } was paid back on { $on }.
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

## Requirements
reason-requirements-met = The requirements are met{ $area ->
    [none] .
   *[other] {" "}for { $area }.
}
reason-requirements-not-met = The requirements are not met{ $area ->
    [none] {""}
   *[other] {" "}for { $area }
}. What is missing: { $missing }.
reason-requirements-not-met-until = The requirements are not met{ $area ->
    [none] {""}
   *[other] {" "}for { $area }
}. What is missing: { $missing }. It is in time if they are met by { $until }.
reason-at-risk = The next renewal is at risk{ $area ->
    [none] {""}
   *[other] {" "}for { $area }
}: the requirements are not met today. What is missing: { $missing }.
reason-area-lapses = The renewal did not cover { $area }: its requirements were not met. It is lost on { $on } unless they are met before.
reason-area-lapsed = { $area } was lost on { $on }, because the level was renewed without its requirements being met.
reason-area-held = { $area } is covered already.
reason-area-covered = { $area } is covered from { $on } on.
reason-missing = { $more } more { $what } ({ $have } of { $need })
reason-unknown-measure = The programme measures nothing called “{ $measure }”.
reason-measure-needs-area = “{ $what }” is recorded for one area. Name the area.
reason-measure-has-no-area = “{ $what }” counts for every area. Name no area.
reason-unknown-area = The programme has no area called “{ $area }”.
reason-nothing-attained = What is attained has to be at least 1.
reason-attained-too-short = It was attained on { $on } and cannot end before that, on { $ends }.
reason-attained-ahead = The day on which it was attained, { $on }, lies ahead; today is { $today }.
reason-already-attained = The same is recorded already, as number { $attainment }. Where both are meant, end that one and record their sum once.
reason-unknown-attainment = There is no such attainment, or it has ended.
reason-attained = { $amount } { $what } recorded from { $on } on{ $area ->
    [none] .
   *[other] {" "}for { $area }.
}
reason-attained-until = { $amount } { $what } recorded from { $on } through { $until }{ $area ->
    [none] .
   *[other] {" "}for { $area }.
}
reason-attainment-ended = { $amount } { $what } do not count any more from { $on } on{ $area ->
    [none] .
   *[other] {" "}for { $area }.
}

## Reliefs
reason-exempt = { $relief }: you are exempt from the requirements{ $area ->
    [none] {""}
   *[other] {" "}for { $area }
} until your next renewal date, { $until }.{ $fee ->
    [due] {" "}The fee is still due.
   *[none] {""}
}
reason-moved = Under “{ $relief }” the anniversary moved from { $from } to { $to }.
reason-relief-announced = “{ $relief }” was announced on { $on }.
reason-relief-revised = “{ $relief }” was revised on { $on }.
reason-relief-withdrawn = “{ $relief }” was withdrawn on { $on }.
reason-announcement-superseded = What “{ $relief }” announced does not concern this subscription any more.

## Reactivation
reason-reactivation-open = It can be reactivated by paying the fee, through { $until }.
reason-reactivation-open-by = { $relief }: it can be reactivated by paying the fee, through { $until }.
reason-waived-until = { $relief }: the requirements are waived for a payment through { $until }; after that they have to be met.
reason-reactivation-over = { $relief }: reactivation was possible through { $until }.
reason-needs-approval = { $relief }: each reactivation has to be approved by staff, and this one has not been.
reason-next-if-reactivated = If it is reactivated today, the next anniversary is { $next }; its renewal window runs from { $opens } through { $closes }.
reason-reactivated = The year up to { $lapsed } had lapsed and was reactivated on { $on }. The anniversary is { $anniversary }; there were no benefits for the days between.
reason-not-lapsed = It has not lapsed, so there is nothing to reactivate.
reason-no-reactivation = Nothing allows it to be reactivated.
reason-reactivation-too-old = The year that a reactivation would give, up to { $next }, is over already.

## The legacy system
reason-move-first = The account is still in { $system }. It has to be moved before anything can be renewed, bought, paid or reactivated.
reason-moved-over = The account was moved on { $on }. Everything has been possible since.
reason-already-moved = The account is in this system already.
reason-people-not-yours = Only a global admin or an account admin of your organisation looks after its people.
reason-global-admins-only = Only a global admin decides who is a global admin.
reason-own-roles = You cannot change your own roles. A global admin of your organisation can.
reason-last-global-admin = This person is the only global admin. Make somebody else a global admin first.
reason-person-known = There is somebody with this address already. Change that person’s roles instead.

## Exceptions
reason-exempt-by-exception = Staff exempted it from the requirements until { $until } (exception { $exception }).
reason-extended = Staff extended the renewal window from { $from } to { $until } (exception { $exception }).
reason-exception-granted = Staff granted exception { $exception }, { $kind }, until { $until }.
reason-exception-ended = Exception { $exception } was taken back on { $on }.
reason-unknown-exception = There is no such exception, or it is over.
reason-ends-too-early = { $until } is too early: the window already runs until { $after }. Choose a later day.
reason-ends-in-past = { $until } is past. Choose today, { $today }, or later.
reason-ends-too-late = The end, { $until }, has to lie before { $before }, when the next renewal window opens.
reason-already-granted = Exception { $exception } allows the same already, until { $until }. Choose a later end, or leave it as it is.
reason-ends-before-window = It would end on { $until }, before the renewal window opens, and exempt from nothing. Choose { $opens }, the day on which the window opens, or later.
reason-nothing-required = { $offer } has no requirements, so there is nothing to exempt it from. What has lapsed comes back by a reactivation.
reason-late-payment-accepted = The payment counts on { $value }. It came late, and staff accept payments until { $until }.

## What happened
reason-version-of-cycle = This year runs by version { $number } of the rules, in force from { $on }.
reason-enrolled = The records of the organisation in this system begin on { $on }.
reason-ordered = Order { $order } of { $amount } was made on { $on }.
reason-payment-came = { $amount } came for order { $order }, with value date { $value }.
reason-renewed = The year up to { $anniversary } was renewed on { $on }.
reason-renewed-late = The year up to { $anniversary } was renewed with the payment of { $on }. It came after the window, and staff accepted it (exception { $exception }).
reason-reminded = The reminder of { $on } about the anniversary { $anniversary } was sent.
reason-lapse-reversed = The lapse after { $anniversary } does not count, because of a payment that became known later.
reason-lapse-reversed-late = The lapse after { $anniversary } does not count, because staff accepted a payment that came late (exception { $exception }).

## Rules by their titles
reason-rule-never-renews = Never renewed
reason-rule-first-anniversary = The first anniversary
reason-rule-window-opens = When the window opens
reason-rule-window-closes = When the window closes
reason-rule-benefits-until = How long benefits run
reason-rule-reminders = Reminders
reason-rule-renew-in-window = Renewal inside the window
reason-rule-lapse = Lapse
reason-rule-next-anniversary = The next anniversary
reason-rule-value-date = The value date counts
reason-rule-fee = The fee
reason-rule-order-life = How long an order lives
reason-rule-most-per-member = How many a member can hold
reason-rule-buy-anew = Buying anew
reason-rule-carried-over = Taken over from earlier records
reason-rule-ordering = What can be ordered
reason-rule-once-per-cycle = Once a year
reason-rule-membership = The membership
reason-rule-requirements = Requirements
reason-rule-relief = Relief
reason-rule-exemption = Exemption
reason-rule-reactivation = Reactivation
reason-rule-exception = Exception by staff
reason-rule-migration = Moving the account
reason-rule-payment-in-flight = Payments in flight
reason-rule-refund = How long what was paid for can be given back
reason-rule-tax = Tax
reason-rule-benefits = What each year grants
reason-rule-versions = Which version of the rules

## Kinds of exceptions
reason-exception-exemption = exemption from the requirements
reason-exception-extension = extension of the window
reason-exception-reactivation = reactivation
reason-exception-late-payment = late payment

## What lifts a refusal

reason-lift-wait = It is possible from { $on } on.
reason-lift-buy-anew = Buy the offer anew.
reason-lift-meet = Meet the requirements first.
reason-lift-meet-by = Meet the requirements by { $on }.
reason-lift-migrate = Move the account first.
reason-lift-reactivate = Reactivate it by paying the fee, until { $on }.
reason-lift-ask-staff = Ask the programme’s staff, who can allow it.
reason-lift-grant-reactivation = Allow a reactivation, or accept the payment late, instead.
reason-lift-pay = Pay order { $order }.
reason-lift-refund = Pay the money back.
reason-lift-order = Make an order and pay the fee.
reason-lift-count-from-payment = Have the next anniversary counted from the payment instead.
reason-lift-activate = Activate it first.
reason-lift-leave-out = Leave one of them out of the order.
