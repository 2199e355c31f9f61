## Automatic renewal: why, as sentences
auto-not-offered = { $offer } cannot be renewed automatically.
auto-is-on = It renews automatically already, with { $card }.
auto-is-off = It does not renew automatically.
auto-switched-on = On { $on } it was switched on that it renews automatically, with { $card }.
auto-switched-off = On { $on } automatic renewal was switched off.
auto-notice-given = On { $on } the member was told that the renewal of the year up to { $anniversary } will be charged automatically.
auto-renews-on = It renews automatically on { $on }, with { $card }.
auto-card-expired = { $card } will not be charged: it has expired by { $on }.
auto-charge-tried = On { $on } the card is charged for order { $order } ({ $number ->
    [1] the first time
   *[other] attempt { $number }
}).
auto-charge-failed = The card was not charged for order { $order } on { $on }: { $why }.
auto-charge-failed-next = The card was not charged for order { $order } on { $on }: { $why }. It is charged again on { $next }.
auto-given-up = It was not renewed automatically: { $why }. You can renew it yourself until { $until }.
auto-reminder-not-needed = The reminder of { $due } was not needed, because the renewal is charged automatically.
auto-rule-title = Automatic renewal

## Why a card was not charged
auto-fault-declined = the bank declined it
auto-fault-insufficient-funds = there was not enough money
auto-fault-card-expired = the card has expired
auto-fault-card-blocked = the bank does not accept this card any more
auto-fault-confirmation-needed = the bank asks the card's holder to confirm each payment
auto-fault-card-gone = the card is not kept any more
auto-fault-provider-failed = the payment provider could not be reached
auto-fault-requirements-not-met = the requirements are not met
auto-fault-legacy-system = the account is still in the legacy system
auto-fault-order-open = an order for this renewal waits for its payment already
auto-fault-payment-on-its-way = a payment for it is on its way
auto-fault-order-over = its order needs no money any more or was taken back
auto-fault-window-closed = the renewal window has closed
auto-fault-switched-off = automatic renewal was switched off

## The ledger, for staff
auto-ledger-on = { $offer } renews automatically from now on, with { $card }
auto-ledger-off = { $offer } does not renew automatically any more
auto-ledger-announced = Notice of the automatic renewal of { $offer }, anniversary { $anniversary }
auto-ledger-tried = Card to be charged for order { $number }, attempt { $try }
auto-ledger-failed = Card for { $offer } not charged: { $why }
auto-ledger-given-up = Automatic renewal of { $offer } given up: { $why }

## What comes, in an explanation
auto-coming-notice = The member is told of the charge for the renewal.
auto-coming-charge = The card is charged for the renewal.

## In the portal
auto-order-tick = Keep this card and renew automatically
auto-order-keep = On { $on } we charge the fee for your { $offer } to this card, { $fee } as it is today, and so on each year when the renewal window opens. We tell you { $days } days before, and you can switch it off at any time. The card's number stays with the payment provider.
auto-page-title = Automatic renewal of { $offer }
auto-page-link = See or switch off
auto-page-link-on = Have it renewed automatically
auto-page-card = Card
auto-page-valid-until = Valid until
auto-page-fee = Fee, as it is today
auto-page-words = We tell you before the card is charged. Switching off counts at once: nothing is charged any more, and we have the payment provider forget the card. You then renew yourself, and get the reminders for it.
auto-page-switch-off = Switch off
auto-page-keep = Leave it on
auto-page-off = Your { $offer } is not renewed automatically. You renew it yourself when its renewal window is open.
auto-page-on-title = Have it renewed automatically
auto-page-terms = On { $on } we charge the fee for your { $offer } to the card, { $fee } as it is today, and so on each year when the renewal window opens. We tell you { $days } days before, and you can switch it off at any time.
auto-page-use-kept = Use { $card }
auto-page-give-words = You give the card on a secure page of our payment provider and come back here. Nothing is charged now, and the card’s number stays with the provider.
auto-page-give = Give a card
auto-page-give-other = Give another card
auto-page-no-cards = No card payments are taken at the moment, so it cannot be switched on now. Please try again later, or renew it yourself when the window is open.
auto-page-no-kept-card = No card of yours is kept any more. Give one instead.
auto-page-failed = The payment provider cannot be reached at the moment. Nothing has changed; please try again in a few minutes.
auto-page-renew-first = Its renewal window is open now. Renew it first: when you pay that order by card, you can tick “Keep this card and renew automatically”. After the renewal you can also switch it on here.
auto-page-other-title = Another card
auto-page-other-words = Give another card if this one expires or is replaced. Nothing is charged for that; the provider forgets the card that you gave before.
auto-card-title = A card for { $offer }
auto-card-description = Automatic renewal of { $offer }
auto-card-open-title = Give the card on our provider’s page
auto-card-open-words = You go to a secure page of our payment provider and come back here afterwards. Nothing is charged on it.
auto-card-open-go = Go to the provider’s page
auto-card-not-now = Not now
auto-card-progress-title = Your card is being confirmed
auto-card-progress-words = The payment provider has not confirmed the card yet. This page says when it has, and we send a mail. It usually takes less than a minute.
auto-card-refused-title = The card was not kept
auto-card-refused-words = Automatic renewal could not be switched on with this card any more when it came in. Nothing is charged to it, and we have the payment provider forget it.
auto-card-back = Back to automatic renewal
auto-card-ended-title = No card was given
auto-card-ended-words = The provider’s page has closed, and no card was left on it. You can begin again.

## For staff
auto-staff-title = Automatic renewal of { $offer } for { $member }
auto-staff-is-off = It is not renewed automatically. The member renews it itself when its window is open.
auto-staff-terms = On { $on } the fee for { $offer } is charged to the card, { $fee } as it is today, and so on each year when the renewal window opens. The member is told { $days } days before, and it can be switched off at any time.
auto-staff-renew-first = Its renewal window is open now, so this year is renewed first. When the member pays that order by card, it can tick “Keep this card and renew automatically”. After the renewal it can be switched on here, with a card that is kept.
auto-staff-off-words = Switching it off counts at once: nothing is charged any more, and the payment provider forgets the card. The member is told by mail, and has to renew by itself from then on. To switch it on again, a card is needed.
auto-staff-no-kept-card = No card of the member is kept, so only the member can switch it on: with a card of its own, under Membership offers, or when it pays an order by card.
auto-staff-agreed = { $member } has asked for this, and agrees that the fee is charged to { $card }.
auto-staff-agree-first = Nothing was switched on: tick that the member has asked for it and agrees to the charge.
auto-staff-not-your-role = Your role sees this and does not switch it for members.
