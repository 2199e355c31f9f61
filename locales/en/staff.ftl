# Pages for the programme's staff.

staff-nav-members = Members
staff-nav-payments = Payments
staff-nav-mail = Mail
staff-nav-runs = Runs
staff-search-go = Search
staff-pages-first = First page
staff-pages-next = Next page

## Members
staff-members-title = Members
staff-members-search = Search by name, number or e-mail address
staff-members-show = Show
staff-members-show-all = All
staff-members-show-renewal-open = Renewal open
staff-members-show-payment-pending = Awaiting payment
staff-members-show-lapsed = Lapsed recently
staff-members-show-reactivatable = Can be reactivated
staff-members-show-at-risk = At risk
staff-members-show-must-move = Still to be moved
staff-members-name = Member
staff-members-number = Number
staff-members-country = Country
staff-members-offers = Purchased offers
staff-members-no-offers = none
staff-members-damaged = cannot be read; tell the operator
staff-members-none = No member was found.
staff-members-none-advice = Look at the spelling, or search for a part of the name.
staff-member-no-orders = There are no orders.
staff-member-users = People
staff-member-no-users = Nobody is known for this member, so no mail can reach it.
staff-member-user-name = Name
staff-member-user-email = E-mail address
staff-member-user-roles = Roles
staff-member-user-mail = Mail
staff-member-user-no-mail = gets none
staff-member-ledger = History
staff-member-ledger-words = Everything that was recorded about this member. Nothing is ever changed; a correction is an entry of its own.
staff-member-no-ledger = Nothing has been recorded yet.
staff-ledger-sequence = No.
staff-ledger-what = What happened
staff-ledger-effective = Counts from
staff-ledger-recorded = Recorded on
staff-ledger-by = By

## Payments
staff-payments-title = Payments
staff-payments-search = Search by order number, reference or member
staff-payments-open = Open orders
staff-payments-none = No order waits for a payment.
staff-payments-not-found = No open order matches “{ $query }”.
staff-payments-pay-by = Pay by
staff-payments-record = Record payment
staff-payments-late = Money that is held
staff-payments-late-words = This money came too late, was too little, or is more than its order costs. It pays the member’s next order as far as it goes. A manager can accept what only came too late, and pays money back from the page of its order.
staff-payments-accept = Accept late payment
staff-payments-accept-manager = A manager can accept it
staff-payment-title = Payment of order { $number }
staff-payment-value-date-hint = The value date on the bank statement. It decides whether the payment counts.
staff-payment-amount = Amount in { $currency }
staff-payment-amount-hint = As on the bank statement, with a point before the cents.
staff-payment-check = Check
staff-payment-effects = Recording { $currency } { $amount } with value date { $date } does this
staff-payment-confirm = Record the payment
staff-payment-change = Change

## Mail
staff-mail-title = Mail
staff-mail-folder = No mail server is configured. Mails are written to the folder { $folder } and reach nobody.
staff-mail-none = No mails yet.
staff-mail-subject = Subject
staff-mail-recipient = Recipient
staff-mail-due = Due on
staff-mail-tries = Tries
staff-mail-state-waiting = Waiting
staff-mail-state-sent = Accepted
staff-mail-state-deferred = Deferred
staff-mail-state-refused = Refused
staff-mail-state-unclear = Unclear

## Runs
staff-runs-title = Runs
staff-runs-words = What was due on each day, and what became of it. Due is the sum of the others.
staff-runs-days = Days
staff-runs-none = No day has been run yet.
staff-runs-failed-title = Failed steps
staff-runs-day = Day
staff-runs-step = Step
staff-runs-problem = What went wrong
staff-runs-due = Due
staff-runs-done = Done
staff-runs-superseded = Superseded
staff-runs-missed = Missed
staff-runs-failed = Failed
staff-runs-wrong-sum = Does not add up

## Holding what happens by itself
staff-pause-title = Pause what happens by itself
staff-pause-words = While something is being put right, nobody is reminded, nothing is recorded as lapsed, no invoice is made, and of the mails only those for signing in go out. Members see their dates, order and pay as ever. The days go on: the first run after the pause makes up what fell due, dated as if nothing had been held.
staff-pause-reason = Reason
staff-pause-reason-hint = What is wrong and who puts it right; all staff see it on every page.
staff-pause-reason-missing = Say why, for those who read it later.
staff-pause-do = Pause
staff-pause-holds-title = Paused
staff-pause-since = Since
staff-pause-until = Until
staff-pause-by = By
staff-pause-waiting = Subscriptions with something due
staff-pause-resume-words = Resume once it has been put right. The next run then does what fell due, each step once; a reminder that would no longer be true is not sent, and the mails that wait go out as far as they are still true.
staff-pause-resume = Resume
staff-pause-not-your-role = A manager can resume.
staff-pause-already = Somebody else has paused meanwhile.
staff-pause-none = It has been resumed already.
staff-pause-past-title = Earlier pauses
staff-pause-warning = Paused since { $since }: { $reason } Nobody is reminded and nothing lapses until a manager resumes under Runs.

## What pages say once something was done, and roles
staff-members-partial = There are too many members to look through at once. The filters and their numbers cover the first 2,000 by name; “All” and the search have every member.
staff-payments-partial = There are too many members to look through at once. The money that is held covers the first 2,000 members by name; the open orders are all there.
staff-clock-ahead = The business date is held at { $date }: the machine’s calendar is further ahead of the last completed day than it may be. Check the machine’s clock; if it is right, run “jubilee run --catch-up”.
staff-clock-back = The business date is held at { $date }: the machine’s calendar has gone back behind a day that was already used. Check the machine’s clock.
staff-payment-not-your-role = Your role sees payments and cannot record them. An agent can.
staff-payments-recorded = The payment of order { $number } with value date { $date } has been recorded.
staff-payments-set-aside = The payment of order { $number } with value date { $date } has been recorded and set aside: it had no effect by itself.
staff-payments-partly = The payment of order { $number } with value date { $date } has been recorded. { $missing } is still missing; the member is told.
staff-payment-not-a-date = Write the value date as year-month-day, for example 2020-09-18.
staff-payment-not-an-amount = Write the amount with a point before the cents, for example { $amount }.
staff-payment-confirmation-goes = A confirmation goes to the member’s administrators.
staff-payment-nothing-moves = Nothing else changes: the money is set aside until somebody decides.
staff-payment-rest-is-told = The order waits for the rest, and the member is told what is missing and by when.
staff-held-link = Pay back what is held: { $held }
staff-held-title = Pay back money held with order { $number }
staff-held-amount-hint = All that is held, or part of it. The rest stays held and pays the member’s next order.
staff-held-effect = { $amount } goes back to the member, and { $rest } stays held. What the order paid for stays as it is. The member is told.
staff-held-effect-over = { $amount } goes back to the member, which is all that came for this order. The order ends. The member is told.
staff-held-to-card = { $amount } goes back to the card with which it was paid, by itself.
staff-held-transfer = Transfer { $amount } at the bank; this page only records it.
staff-mail-state-superseded = Not needed
staff-mail-unreadable = A mail that this version cannot read
staff-role-global-admin = Global admin
staff-role-programme-admin = Programme admin
staff-role-account-admin = Account admin
staff-role-billing-admin = Billing admin
staff-role-viewer = Viewer

## The history of a member
staff-ledger-by-run = Daily run
staff-ledger-by-import = Import
staff-ledger-by-operator = Command line
staff-ledger-by-card-provider = Card payment
staff-ledger-by-former = Somebody who has left (no. { $number })
staff-ledger-enrolled = Enrolled as a member ({ $country })
staff-ledger-country = Country changed to { $country }
staff-ledger-billing = Billing details changed: country { $country }, { $number ->
    [none] no VAT number
   *[other] VAT number ({ $number })
}{ $exempt ->
    [yes] , exempt from tax
   *[no] {""}
}
staff-ledger-carried-over = { $offer } taken over from earlier records
staff-ledger-ordered-renewal = Order { $number } made: renewal of { $offer }, { $amount }
staff-ledger-ordered-purchase = Order { $number } made: purchase of { $offer }, { $amount }
staff-ledger-ordered-together = Order { $number } made for { $offers }, { $amount } in all
staff-ledger-paid = Payment of { $amount } for order { $number } recorded
staff-ledger-proof-filed = Proof of payment { $proof } for order { $number } sent in, with value date { $value }
staff-ledger-proof-accepted = Proof of payment { $proof } for order { $number } accepted
staff-ledger-proof-rejected = Proof of payment { $proof } for order { $number } rejected
staff-ledger-card-in-flight = Card payment for order { $number } in process at the provider
staff-ledger-card-failed = Card payment for order { $number } came to nothing
staff-ledger-cancelled = Order { $number } cancelled
staff-ledger-moved = { $amount }, which had come for order { $from }, used for order { $number }
staff-ledger-refunded = Order { $number } paid back: { $amount }
staff-ledger-identified = Payment for order { $number } found outside: { $identity }
staff-ledger-held-refunded = Held with order { $number } and paid back: { $amount }
staff-ledger-purchased = { $offer } purchased
staff-ledger-renewed = { $offer } renewed (anniversary { $anniversary })
staff-ledger-reminded = { $offer }: reminder { $number } sent (anniversary { $anniversary })
staff-ledger-reminder-superseded = { $offer }: reminder { $number } left out, because a later one took its place
staff-ledger-reminder-missed = { $offer }: reminder { $number } missed, because the renewal window had closed
staff-ledger-lapsed = { $offer } lapsed (anniversary { $anniversary })
staff-ledger-lapse-reversed = The lapse of { $offer } reversed, because the money had come in time

## What the ledger says of requirements, reliefs, exceptions and the move
staff-ledger-ordered-reactivation = Order { $number }: reactivation of { $offer } for { $amount }
staff-ledger-migrated = The account was moved out of the legacy system
staff-ledger-attained = Attained: { $what } ({ $amount })
staff-ledger-attained-for = Attained for { $area }: { $what } ({ $amount })
staff-ledger-attainment-ended = Attainment { $number } ended
staff-ledger-area-covered = { $offer } covers { $area }
staff-ledger-reactivated = { $offer } reactivated after the anniversary { $anniversary }; the next one is { $next }
staff-ledger-exception-granted = { $offer }: exception { $number } granted, { $kind }, until { $until }
staff-ledger-exception-ended = { $offer }: exception { $number } taken back
staff-ledger-announced = { $offer }: told of { $relief }
staff-ledger-announcement-superseded = { $offer }: not told of { $relief }, which no longer concerned it
staff-member-more = More about this member
