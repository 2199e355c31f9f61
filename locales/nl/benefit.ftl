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
benefit-reason-replaced = { $name } is sinds { $from } vervallen, omdat er door een upgrade een andere aanbieding voor in de plaats is gekomen.
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

## De pagina’s
benefit-nav-label = Voordelen
benefit-page-title = Voordelen
benefit-page-lead = Wat uw jaar u geeft, hoeveel ervan is gebruikt en tot wanneer. Uw lidmaatschap, uw voordelen en een ingewisselde licentie eindigen elk op een eigen dag.
benefit-page-none = U hebt niets dat voordelen geeft. Voordelen horen bij wat u aanschaft of verlengt.
benefit-page-not-yours = Alleen een globale beheerder of programmabeheerder van uw organisatie kan iets met voordelen doen.
benefit-page-not-your-role = Met uw rol ziet u voordelen, maar kunt u er niets mee doen.
benefit-page-benefit = Voordeel
benefit-page-kind = Soort
benefit-page-quantity = Aantal
benefit-page-used = Gebruikt
benefit-page-people = Toegewezen aan
benefit-page-activate-by = Te activeren tot en met
benefit-page-usable-until = Te gebruiken tot en met
benefit-page-status = Status
benefit-page-stand = Hoe het ervoor staat
benefit-page-keys = Uw productcodes
benefit-page-since = sinds { $on }
benefit-page-person = Persoon
benefit-page-assign = Toewijzen
benefit-page-reassign = Aan iemand anders toewijzen
benefit-page-activate = Activeren
benefit-page-redeem = Inwisselen
benefit-page-reveal = Productcode tonen
benefit-page-record = Gebruik vastleggen
benefit-page-amount = Hoeveel is er gebruikt
benefit-page-amount-wrong = Schrijf hoeveel er is gebruikt als een geheel getal van ten minste 1.
benefit-page-ends-refund = Tot en met { $until } kunt u de bijdrage terugkrijgen. Hierna vervalt dat recht.
benefit-page-sure = Ik weet dat de bijdrage hierna niet wordt terugbetaald.
benefit-page-not-sure = Tot en met { $until } kunt u de bijdrage terugkrijgen; hierna vervalt dat recht. Geef aan dat u dat weet.

## Wat er is toegekend
benefit-set-granted = Toegekend op { $on }
benefit-set-earlier = Eerder toegekend, op { $on }; deze voordelen lopen tot en met { $until }

## De termijnen
benefit-clock-membership = Lidmaatschap
benefit-clock-benefits = Voordelen
benefit-clock-licence = Ingewisselde licentie
benefit-clock-until = tot en met { $on }
benefit-clock-not-yet = nog niet ingewisseld

## Soorten
benefit-kind-product-key = Productcodes
benefit-kind-licence-seats = Licenties
benefit-kind-monthly-credit = Maandelijks tegoed
benefit-kind-bulk-credit = Tegoed
benefit-kind-developer-subscription = Abonnementen op naam
benefit-kind-support-incidents = Supportincidenten
benefit-kind-advisory-hours = Adviesuren

## Hoe een voordeel ervoor staat
benefit-status-available = Beschikbaar
benefit-status-activated = In gebruik
benefit-status-assigned = Toegewezen
benefit-status-redeemed = Ingewisseld
benefit-status-used-up = Opgebruikt
benefit-status-expired = Verlopen
benefit-status-withdrawn = Vervallen

## De eerste pagina
benefit-card-title = { $offer }: betaald, maar nog niet geactiveerd
benefit-card-by = Te activeren tot en met { $until }
benefit-card-words = Dit staat voor u klaar: { $names }.
benefit-card-button = Voordelen bekijken
