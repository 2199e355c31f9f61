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
upgrade-offer-title = Upgrade to { $offer }
upgrade-offer-not-now = Not yet to be upgraded to { $offer }
upgrade-offer-price = { $share ->
    [none] The first year costs { $fee }. { $offer } begins with the payment and takes the place of this offer.
   *[other] The first year costs { $fee }: { $share } is taken off the fee. { $offer } begins with the payment and takes the place of this offer.
}
upgrade-buy-effect = { $new } takes the place of your { $old } on the day from which the payment counts. From then on { $old } is not renewed any more, its fee is not paid back, and its benefits end; you have those of { $new } instead. What you have redeemed stays usable until its own date.
upgrade-buy-left = { $areas } ends with { $old }, because the requirements of { $new } are not met there. So does everything that you do not choose below.
upgrade-order-gone = { $offer }, whose place it was to take, was given back or replaced since, and the discount has no ground any more. Do not pay this order: cancel it, below, and order anew. Money that comes for it all the same has no effect and is held for you.
upgrade-order-replaces = Takes the place of
upgrade-order-waits = { $offer }, from the day from which the payment counts
upgrade-order-done = { $offer }, on { $on }
upgrade-order-nothing = { $offer }, which was given back or replaced since: a payment has no effect
upgrade-mail-ordered = { $new } takes the place of your { $old } on the day from which the payment counts. From then on { $old } is not renewed any more, its fee is not paid back, and its benefits end.
upgrade-mail-replaced = { $new } took the place of your { $old } on { $on }. { $old } is not renewed any more, its fee is not paid back, and its benefits have ended; you have those of { $new } instead.
upgrade-mail-again = Your { $old }, whose place { $new } had taken, is there again with the dates that it had. It is not renewed automatically: look up until when you can renew it.
