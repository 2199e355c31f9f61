# Facturen en creditnota's.

## Op papier

invoice-paper-title = Factuur
invoice-paper-credit-title = Creditnota
invoice-paper-billed-to = FACTUUR AAN
invoice-paper-credited-to = CREDITNOTA AAN
invoice-paper-number = Factuurnummer
invoice-paper-date = Factuurdatum
invoice-paper-credit-number = Creditnotanummer
invoice-paper-credit-date = Datum
invoice-paper-credits = Crediteert factuur
invoice-paper-order = Bestelnummer
invoice-paper-ordered-on = Besteld op
invoice-paper-purchase-order = Uw inkoopordernummer
invoice-paper-member = Lidnummer
invoice-paper-vat-number = Btw-nummer { $number }
invoice-paper-description = OMSCHRIJVING
invoice-paper-term = LOOPTIJD
invoice-paper-tax-name = btw
invoice-paper-amount = BEDRAG
# Beide dagen horen erbij.
invoice-paper-from-until = { $from } tot en met { $until }
invoice-paper-net = Totaal exclusief { $tax }
invoice-paper-tax = { $rate } { $tax } over { $net }
invoice-paper-total = Totaal
invoice-paper-credit-total = Totaal gecrediteerd
invoice-paper-paid = Betaald op { $date }. U hoeft niets meer te betalen.
invoice-paper-paid-by-transfer = Betaald per bankoverschrijving op { $date }. U hoeft niets meer te betalen.
invoice-paper-paid-by-card = Betaald met creditcard op { $date }. U hoeft niets meer te betalen.
invoice-paper-paid-back = Dit bedrag is op { $date } aan u terugbetaald.
invoice-paper-continued = { $title } { $number }, vervolg
invoice-paper-page = Pagina { $page } van { $pages }

## De regels

invoice-line-renewal = { $offer }, verlenging
invoice-line-purchase = { $offer }, aankoop
invoice-line-reactivation = { $offer }, heractivering
invoice-line-upgrade-discount = Korting voor de overstap naar een hoger niveau
invoice-line-surcharge = Toeslag
