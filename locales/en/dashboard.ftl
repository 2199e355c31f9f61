# The member's first screen.

dashboard-nav-label = Overview
dashboard-page-title = Overview
dashboard-calm-until = Nothing to do until { $date }
dashboard-calm-now = Nothing to do
dashboard-calm-words = Everything is in order. We remind all administrators in good time.
dashboard-empty-words = Your membership itself never has to be renewed.
dashboard-empty-go = See what you can add
dashboard-ahead-title = Dates ahead
dashboard-ahead-renew = Renew

## Cards
dashboard-open-title = Renew { $offer }
dashboard-open-blocked = { $offer } cannot be renewed yet
dashboard-open-alone = { $areas }: not renewed along with it, because the requirements are not met.
dashboard-open-exempt = You need not meet the requirements this time. The fee is still due.
dashboard-open-if-not = If you do nothing, your { $offer } and its benefits lapse on { $on }.
dashboard-flight-title = Your payment for { $offer } is on its way
dashboard-flight-order = See the order
dashboard-pay-title = Pay order { $number } for { $offer }
dashboard-pay-purchase = It begins with your payment. After { $until } the order expires.
dashboard-pay-reactivation = It is reactivated by your payment, which has to arrive by { $until }.
dashboard-reactivate-title = Reactivate { $offer }
dashboard-reactivate-lapsed = It lapsed on { $on }. Once reactivated, its anniversary is { $next }, and it is next renewed from { $opens }.
dashboard-reactivate-if-not = After { $until } only a new purchase is possible{ $requirements ->
    [apply] , for which the requirements apply.
   *[none] .
}
dashboard-lapsed-title = { $offer } has lapsed
dashboard-lapsed-words = It was not renewed in its window; its benefits ended on { $on }.
dashboard-losing-title = About to lapse: { $areas }
dashboard-losing-words = { $offer } was renewed without it. It lapses on { $on } unless the requirements are met before.
dashboard-risk-title = At risk: { $areas }
dashboard-risk-all = { $offer } runs on. To renew it, from { $from } to { $until }, the requirements have to be met again.
dashboard-risk-some = { $offer } can still be renewed. What is at risk lapses alone unless its requirements are met by { $until }.
dashboard-again-title = Requirements apply again: { $areas }
dashboard-again-words = The exemption is for the year that you have paid. To renew { $offer } after it, from { $from } to { $until }, the requirements have to be met.
dashboard-again-missing = Still missing for { $area }: { $missing }.
dashboard-again-missing-all = Still missing: { $missing }.
dashboard-aside-title = The payment of order { $number } came too late
dashboard-aside-words = It counts on { $value }; the last day was { $until }. The money is set aside, and the programme’s staff decide with you.
dashboard-aside-see = See the order

## Notices
dashboard-notices-title = Good to know
dashboard-relief-announced = Announced on { $on }.
dashboard-relief-revised = Revised on { $on }.
dashboard-relief-withdrawn = Withdrawn on { $on }; what had begun to count for you stays.
dashboard-relief-notice = The programme’s notice
dashboard-relief-waived = { $offer }: you are exempt from the requirements until your next renewal date, { $until }.
dashboard-relief-waived-some = { $offer }: you are exempt from the requirements of { $areas } until your next renewal date, { $until }.
dashboard-relief-moved = { $offer }: the anniversary moves from { $from } to { $to }.
dashboard-relief-reactivate = { $offer }: it has lapsed, and you can reactivate it until { $until }.
dashboard-exception-words = { $offer }: { $what }
dashboard-moved-words = Your account was moved on { $on }. Everything is possible since.
