# One order for several subscriptions.

together-offers-title = Renew { $count } offers at once
together-offers-words = One order, one payment and one invoice: { $total } for all of them.
together-offers-legend = What to renew together
together-offers-item = { $fee }, renew until { $until }
together-offers-go = Renew what is ticked together
together-page-title = Renew { $count } offers with one order
together-page-lead = You pay once, and each of them is renewed by its own dates.
together-page-late = A payment that comes too late for one of them still renews the others. Its part of the money is then held for you.

## Where something that has lapsed comes back by the same order
together-offers-title-back = Renew or reactivate { $count } offers at once
together-offers-legend-back = What to renew or reactivate together
together-offers-item-back = { $fee }, lapsed; reactivate until { $until }
together-offers-go-back = Order what is ticked together
together-page-title-back = Renew or reactivate { $count } offers with one order
together-page-lead-back = You pay once, and each of them is renewed or comes back by its own dates.
together-page-lapsed = It lapsed on { $on }, and comes back when the payment counts. After { $until } it can no longer be reactivated.
together-page-late-back = A payment that comes too late for one of them still counts for the others. Its part of the money is then held for you.
