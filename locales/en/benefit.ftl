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
