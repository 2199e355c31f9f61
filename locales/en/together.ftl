# One order for several subscriptions.

together-offers-title = Renew { $count } offers at once
together-offers-words = One order, one payment and one invoice: { $total } for all of them.
together-offers-legend = What to renew together
together-offers-item = { $fee }, renew until { $until }
together-offers-go = Renew what is ticked together
together-page-title = Renew { $count } offers with one order
together-page-lead = You pay once, and each of them is renewed by its own dates.
together-page-late = A payment that comes too late for one of them still renews the others. Its part of the money is then held for you.
