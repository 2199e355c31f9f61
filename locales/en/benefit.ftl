# Benefits: what a term grants, and what is done with it.

## What is to be said of a benefit
benefit-reason-unknown = There is no benefit “{ $name }” in what was granted here.
benefit-reason-not-done = That is not what is done with { $name }.
benefit-reason-activate-by = { $name }: to be activated by { $until }.
benefit-reason-usable = { $name }: of use until { $until }.
benefit-reason-activated = { $name }: activated on { $on }.
benefit-reason-assigned = { $name }: assigned to a person on { $on }.
benefit-reason-reassigned = { $name }: assigned to another person on { $on }.
benefit-reason-revealed = { $name }: a key was shown on { $on }.
benefit-reason-redeemed = { $name }: redeemed on { $on }.
benefit-reason-counted = { $name }: { $amount } used on { $on }.
benefit-reason-used-up = { $name }: all { $quantity } are used.
benefit-reason-too-much = { $name }: { $asked } are asked for, and { $left } are left.
benefit-reason-nothing = { $name }: what is used is at least 1.
benefit-reason-not-activated = { $name } has to be activated first, by { $until }.
benefit-reason-activation-over = { $name } could be activated until { $until }.
benefit-reason-over = { $name } was of use until { $until }.
benefit-reason-withdrawn = { $name } is gone since { $from }, because the offer was not renewed in time.
benefit-reason-replaced = { $name } is gone since { $from }, because an upgrade took the place of the offer.
benefit-reason-person-has-it = This person has one of { $name } already.
benefit-reason-reassign-from = { $name }: somebody else can have it from { $on } on.
benefit-reason-unknown-seat = { $name }: nothing is assigned to this person.
benefit-reason-no-key-left = { $name }: there is no key at the moment. Nothing was taken from your quantity.
benefit-reason-ends-refund = Using { $name } for the first time ends the right to a refund.
benefit-reason-refund-ended = { $name } was used on { $on }, which ended the right to a refund.

## In the ledger
benefit-ledger-activated = { $offer }: { $benefit } activated
benefit-ledger-assigned = { $offer }: one of { $benefit } assigned to { $name }
benefit-ledger-reassigned = { $offer }: one of { $benefit } assigned anew, to { $name }
benefit-ledger-revealed = { $offer }: a key of { $benefit } shown
benefit-ledger-redeemed = { $offer }: { $benefit } redeemed
benefit-ledger-counted = { $offer }: { $amount } of { $benefit } used

## The pages
benefit-nav-label = Benefits
benefit-page-title = Benefits
benefit-page-lead = What your year brings, how much of it is used, and until when. Your membership, your benefits and a licence that you have redeemed each end on a day of their own.
benefit-page-none = Nothing that you hold grants benefits. They come with what you buy or renew.
benefit-page-not-yours = Only a global admin or a programme admin of your organisation does something with benefits.
benefit-page-not-your-role = Your role sees benefits and does nothing with them.
benefit-page-benefit = Benefit
benefit-page-kind = Kind
benefit-page-quantity = Quantity
benefit-page-used = Used
benefit-page-people = Assigned to
benefit-page-activate-by = Activate by
benefit-page-usable-until = Usable until
benefit-page-status = Status
benefit-page-stand = How it stands
benefit-page-keys = Your keys
benefit-page-since = since { $on }
benefit-page-person = Person
benefit-page-assign = Assign
benefit-page-reassign = Assign to somebody else
benefit-page-activate = Activate
benefit-page-redeem = Redeem
benefit-page-reveal = Show a key
benefit-page-record = Record use
benefit-page-amount = How much was used
benefit-page-amount-wrong = Write how much was used as a whole number of at least 1.
benefit-page-ends-refund = Until { $until } the fee can be paid back to you. This ends that right.
benefit-page-sure = I know that the fee is not paid back after this.
benefit-page-not-sure = Until { $until } the fee can be paid back to you, and this ends that right. Say that you know it.

## The sets
benefit-set-granted = Granted on { $on }
benefit-set-earlier = The set before, granted on { $on }; its benefits run until { $until }

## The clocks
benefit-clock-membership = Membership
benefit-clock-benefits = Benefits
benefit-clock-licence = Redeemed licence
benefit-clock-until = until { $on }
benefit-clock-not-yet = not redeemed yet

## Kinds
benefit-kind-product-key = Product keys
benefit-kind-licence-seats = Licences
benefit-kind-monthly-credit = Monthly credit
benefit-kind-bulk-credit = Credit
benefit-kind-developer-subscription = Subscriptions for people
benefit-kind-support-incidents = Support incidents
benefit-kind-advisory-hours = Advisory hours

## How a benefit stands
benefit-status-available = Available
benefit-status-activated = In use
benefit-status-assigned = Assigned
benefit-status-redeemed = Redeemed
benefit-status-used-up = Used up
benefit-status-expired = Expired
benefit-status-withdrawn = Withdrawn

## The first page
benefit-card-title = { $offer }: paid, and not activated yet
benefit-card-by = Activate by { $until }
benefit-card-words = Waiting for you: { $names }.
benefit-card-button = See benefits
