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
auto-page-card = Card
auto-page-valid-until = Valid until
auto-page-fee = Fee, as it is today
auto-page-words = We tell you before the card is charged. Switching off counts at once: nothing is charged any more, and we have the payment provider forget the card. You then renew yourself, and get the reminders for it.
auto-page-switch-off = Switch off
auto-page-keep = Leave it on
auto-page-off = Your { $offer } is not renewed automatically. You renew it yourself when its renewal window is open.
auto-page-how-on = To have it renewed automatically, tick "Keep this card and renew automatically" when you pay an order for it by card.
