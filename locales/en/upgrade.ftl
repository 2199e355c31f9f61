### An offer that takes the place of another
upgrade-rule-title = Upgrading
upgrade-reason-replaced = { $offer } took its place on { $on }. It is not renewed any more, and its fee is not paid back.
upgrade-reason-replaces = It takes the place of { $offer } from the day of the purchase.
upgrade-reason-discount = { $share ->
    [none] { $amount } is taken off the fee, because it takes the place of { $offer } from the day of the purchase.
   *[other] { $share } is taken off the fee ({ $amount }), because it takes the place of { $offer } from the day of the purchase.
}
upgrade-reason-ordered = Order { $order } for { $offer }, which is to take its place, waits for its payment, which has to count by { $until }. Whoever does not want the upgrade cancels that order first.
upgrade-reason-renewal-ordered = Order { $order } for { $offer } waits for its payment, which has to count by { $until }. It has to be paid or cancelled before an upgrade, so that nobody pays for both.
upgrade-reason-nothing = { $offer }, whose place it was to take, was given back or replaced since. The discount has no ground any more, and the money is held for the member.
upgrade-reason-undone = The money of { $offer }, which had taken its place, went back on { $on }: it is there again, with the dates that it has.
upgrade-ledger-replaced = { $by } took the place of { $offer }
