# Staff: the reliefs of the programme, and what they change.

relief-nav-label = Reliefs
relief-page-title = Reliefs
relief-page-words = What the programme grants beside its rules, as it stands on
relief-page-none = The programme has no reliefs.
relief-none-advice = A relief is announced in the programme file, as a table [[relief]], and published with it.
relief-stage-to-come = To be announced on { $on }
relief-stage-since = In force since { $on }
relief-stage-revised = Revised on { $on }
relief-stage-withdrawn = Withdrawn on { $on }
relief-page-announced = Announced on { $on }
relief-page-revised = Revised on { $on }
relief-counts-now = counts today
relief-page-for = For
relief-no-offer = no offer
relief-page-areas = Areas
relief-all-areas = all
relief-page-except = Except in
relief-page-anniversaries = Anniversaries
relief-effect-waived = The requirements are waived. The fee stays due, in the ordinary renewal window.
relief-effect-days = { $days ->
    [one] The anniversary moves one day further on.
   *[other] The anniversary moves { $days } days further on.
}
relief-effect-months = { $months ->
    [one] The anniversary moves one month further on.
   *[other] The anniversary moves { $months } months further on.
}
relief-effect-to = The anniversary moves to { $day }, unless it lies later already.
relief-effect-reactivation = What lapsed with an anniversary from { $from } to { $until } can be reactivated by a payment until { $pay }.
relief-effect-approval = Staff approve each reactivation, by an exception.
relief-effect-reactivation-waived = For a reactivation the requirements are waived.
relief-effect-reactivation-met = For a reactivation the requirements have to be met.
relief-effect-base-anniversary = After a reactivation the next anniversary is counted from the one that passed.
relief-effect-base-payment = After a reactivation the next anniversary is counted from the day of the payment.
relief-page-reminder = What reminders say instead
relief-page-notice = What members read
relief-preview-link = Who is covered

## What a relief changes
relief-preview-title = { $relief }: what it changes
relief-preview-words = Each subscription as it goes on with the relief, beside how it would without it. Compared for { $on }.
relief-preview-too-many = There are too many members to work this out while you wait. The command line does it, with its progress:
relief-page-totals = Totals
relief-total-differing = Something differs for
relief-total-covered = Covered
relief-total-waived = Requirements waived
relief-total-carried = of which renewed already, and exempt until the next anniversary
relief-total-moved = Anniversary moved
relief-total-reactivatable = Can come back
relief-total-kept = Would have lapsed without it
relief-total-must-move = Account still to be moved
relief-total-subscriptions = Subscriptions looked at
relief-total-members = Members looked at
relief-total-fees = Fees that stay due
relief-total-taxes = Tax included in them
relief-total-failed = Members that could not be looked at
relief-page-mails = Mails
relief-mail-kind = Mail
relief-page-without = Without the relief
relief-page-with = With it
relief-mail-reminder = Reminder { $number }
relief-mail-lapse = Message of the lapse
relief-mail-announcement = Announcement of the relief
relief-mail-gone = { $mail } is not sent
relief-mail-new = { $mail }, new
relief-mail-waived = { $mail }: requirements waived, fee still due
relief-mail-own-words = { $mail } with the relief’s own words
relief-mail-usual = { $mail } with its usual words
relief-mails-same = as without it
relief-page-rows = Who is covered
relief-rows-none = It changes nothing for anybody.
relief-rows-beyond = The list ends before this page.
relief-column-granted = What it grants
relief-column-days = Anniversary and renewal window
relief-row-waived = Requirements waived
relief-row-waived-for = Requirements waived for { $areas }
relief-row-reactivation = Reactivation until { $until }; the next anniversary is then { $next }
relief-row-must-move = Account still to be moved
relief-no-fee = none
relief-row-range = { $from } to { $until }
relief-pages-back = First page
