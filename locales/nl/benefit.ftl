# Voordelen: wat een jaar geeft, en wat ermee wordt gedaan.

## Wat er over een voordeel te zeggen is
benefit-reason-unknown = Er is hier geen voordeel ‘{ $name }’ toegekend.
benefit-reason-not-done = Dat is niet wat u met { $name } kunt doen.
benefit-reason-activate-by = { $name }: te activeren tot en met { $until }.
benefit-reason-usable = { $name }: te gebruiken tot en met { $until }.
benefit-reason-activated = { $name }: geactiveerd op { $on }.
benefit-reason-assigned = { $name }: op { $on } aan een persoon toegewezen.
benefit-reason-reassigned = { $name }: op { $on } aan een andere persoon toegewezen.
benefit-reason-revealed = { $name }: op { $on } is een productcode getoond.
benefit-reason-redeemed = { $name }: ingewisseld op { $on }.
benefit-reason-counted = { $name }: { $amount } gebruikt op { $on }.
benefit-reason-used-up = { $name }: alle { $quantity } zijn gebruikt.
benefit-reason-too-much = { $name }: er zijn er { $asked } gevraagd en nog { $left } over.
benefit-reason-nothing = { $name }: gebruik is ten minste 1.
benefit-reason-not-activated = { $name } moet eerst worden geactiveerd, uiterlijk op { $until }.
benefit-reason-activation-over = { $name } kon worden geactiveerd tot en met { $until }.
benefit-reason-over = { $name } kon worden gebruikt tot en met { $until }.
benefit-reason-withdrawn = { $name } is sinds { $from } vervallen, omdat de aanbieding niet op tijd is verlengd.
benefit-reason-person-has-it = Deze persoon heeft { $name } al.
benefit-reason-reassign-from = { $name }: vanaf { $on } kan iemand anders het krijgen.
benefit-reason-unknown-seat = { $name }: aan deze persoon is niets toegewezen.
benefit-reason-no-key-left = { $name }: er is op dit moment geen productcode beschikbaar. Van uw aantal is niets afgegaan.
benefit-reason-ends-refund = Zodra u { $name } voor het eerst gebruikt, vervalt het recht op terugbetaling.
benefit-reason-refund-ended = { $name } is op { $on } gebruikt; daarmee is het recht op terugbetaling vervallen.

## In het grootboek
benefit-ledger-activated = { $offer }: { $benefit } geactiveerd
benefit-ledger-assigned = { $offer }: { $benefit } toegewezen aan { $name }
benefit-ledger-reassigned = { $offer }: { $benefit } opnieuw toegewezen, aan { $name }
benefit-ledger-revealed = { $offer }: een productcode van { $benefit } getoond
benefit-ledger-redeemed = { $offer }: { $benefit } ingewisseld
benefit-ledger-counted = { $offer }: { $amount } gebruikt van { $benefit }
