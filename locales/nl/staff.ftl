# Pagina's voor de medewerkers van het programma.

staff-nav-members = Leden
staff-nav-payments = Betalingen
staff-nav-mail = Mail
staff-nav-runs = Dagverwerking
staff-search-go = Zoeken
staff-pages-previous = Vorige pagina
staff-pages-next = Volgende pagina

## Leden
staff-members-title = Leden
staff-members-search = Zoek op naam, nummer of e-mailadres
staff-members-show = Tonen
staff-members-show-all = Alle
staff-members-show-renewal-open = Te verlengen
staff-members-show-payment-pending = Wacht op betaling
staff-members-show-lapsed = Pas vervallen
staff-members-name = Lid
staff-members-number = Nummer
staff-members-country = Land
staff-members-offers = Aangeschafte aanbiedingen
staff-members-no-offers = geen
staff-members-none = Er is geen lid gevonden.
staff-members-none-advice = Controleer de spelling of zoek op een deel van de naam.
staff-member-no-orders = Er zijn geen bestellingen.
staff-member-users = Personen
staff-member-no-users = Bij dit lid is niemand bekend; geen enkele mail kan het dus bereiken.
staff-member-user-name = Naam
staff-member-user-email = E-mailadres
staff-member-user-roles = Rollen
staff-member-user-mail = Mail
staff-member-user-no-mail = krijgt geen mail
staff-member-ledger = Geschiedenis
staff-member-ledger-words = Alles wat over dit lid is vastgelegd. Er wordt nooit iets gewijzigd; een correctie is een eigen regel.
staff-member-no-ledger = Er is nog niets vastgelegd.
staff-ledger-sequence = Nr.
staff-ledger-what = Wat er gebeurde
staff-ledger-effective = Telt vanaf
staff-ledger-recorded = Vastgelegd op
staff-ledger-by = Door

## Betalingen
staff-payments-title = Betalingen
staff-payments-search = Zoek op bestelnummer, kenmerk of lid
staff-payments-open = Openstaande bestellingen
staff-payments-none = Er wacht geen bestelling op betaling.
staff-payments-not-found = Geen openstaande bestelling past bij “{ $query }”.
staff-payments-pay-by = Uiterlijk binnen op
staff-payments-record = Betaling vastleggen
staff-payments-late = Te laat binnengekomen
staff-payments-late-words = Dit geld kwam na de laatste dag die telt. Het staat apart totdat iemand beslist wat ermee gebeurt.
staff-payment-title = Betaling van bestelling { $number }
staff-payment-value-date-hint = De valutadatum op het bankafschrift. Die bepaalt of de betaling meetelt.
staff-payment-amount = Bedrag in { $currency }
staff-payment-amount-hint = Zoals op het bankafschrift, met een punt voor de centen.
staff-payment-check = Controleren
staff-payment-effects = { $currency } { $amount } met valutadatum { $date } vastleggen doet het volgende
staff-payment-confirm = Betaling vastleggen
staff-payment-change = Wijzigen

## Mail
staff-mail-title = Mail
staff-mail-folder = Er is geen mailserver ingesteld. Mails komen in de map { $folder } en bereiken niemand.
staff-mail-none = Nog geen mails.
staff-mail-subject = Onderwerp
staff-mail-recipient = Ontvanger
staff-mail-due = Datum
staff-mail-tries = Pogingen
staff-mail-state-waiting = Wacht
staff-mail-state-sent = Aangenomen
staff-mail-state-deferred = Uitgesteld
staff-mail-state-refused = Geweigerd
staff-mail-state-unclear = Onduidelijk

## Dagverwerking
staff-runs-title = Dagverwerking
staff-runs-words = Wat er elke dag te doen was en wat ervan geworden is. Te doen is de som van de rest.
staff-runs-days = Dagen
staff-runs-none = Er is nog geen dag verwerkt.
staff-runs-failed-title = Mislukte stappen
staff-runs-day = Dag
staff-runs-step = Stap
staff-runs-problem = Wat er misging
staff-runs-due = Te doen
staff-runs-done = Gedaan
staff-runs-superseded = Achterhaald
staff-runs-missed = Gemist
staff-runs-failed = Mislukt
staff-runs-wrong-sum = Som klopt niet
