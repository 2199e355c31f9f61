# Reactivating what has lapsed.

reactivate-page-title = Reactivate { $offer }
reactivate-lead-relief = Possible until { $until }, under “{ $relief }”.
reactivate-lead-staff = Possible until { $until }: the programme’s staff have allowed it.
reactivate-table-title = Before and after the reactivation
reactivate-table-before = Now
reactivate-table-after = After reactivation
reactivate-row-status = Status
reactivate-row-window = Renewal window
reactivate-lapsed-since = Lapsed on { $on }
reactivate-active-from = Active from the value date of your payment
reactivate-window-missed = Missed
reactivate-words-short = { $days ->
    [one] Paid today, your benefits last for this one day until the anniversary, { $anniversary }. The next renewal, with another fee, is possible from { $opens }.
   *[other] Paid today, your benefits last for { $days } days until the anniversary, { $anniversary }. The next renewal, with another fee, is possible from { $opens }.
}
reactivate-words-gap = There are no benefits for the days between, from { $from } until your payment counts.
reactivate-base-anniversary = The anniversary follows from the one that you missed and not from the day on which you pay. Waiting makes the time that you pay for shorter.
reactivate-base-payment = The anniversary is counted from the value date of your payment. These days hold for a payment of today.
reactivate-if-not = After { $until } it can no longer be reactivated. A new purchase is possible then{ $requirements ->
    [apply] , for which the requirements apply.
   *[none] .
}
reactivate-requirements-waived = The requirements are waived (“{ $relief }”). You pay the fee only.
reactivate-requirements-waived-staff = The programme’s staff have waived the requirements. You pay the fee only.
reactivate-requirements-met = The requirements are met.
reactivate-requirements-missing = The requirements have to be met before you can reactivate. Still missing:
reactivate-order-for = Reactivation of { $offer }: the anniversary moves from { $before } to { $after }.
reactivate-letter-line = Reactivation of { $offer }
