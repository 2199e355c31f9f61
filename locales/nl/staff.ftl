# Pagina's voor de medewerkers van het programma.

staff-nav-members = Leden
staff-nav-payments = Betalingen
staff-nav-mail = Mail
staff-nav-runs = Dagverwerking
staff-search-go = Zoeken
staff-pages-first = Eerste pagina
staff-pages-next = Volgende pagina

## Leden
staff-members-title = Leden
staff-members-search = Zoek op naam, nummer of e-mailadres
staff-members-show = Tonen
staff-members-show-all = Alle
staff-members-show-renewal-open = Te verlengen
staff-members-show-payment-pending = Wacht op betaling
staff-members-show-lapsed = Pas vervallen
staff-members-show-reactivatable = Opnieuw te activeren
staff-members-show-at-risk = Loopt gevaar
staff-members-show-must-move = Moet nog overstappen
staff-members-name = Lid
staff-members-number = Nummer
staff-members-country = Land
staff-members-offers = Aangeschafte aanbiedingen
staff-members-no-offers = geen
staff-members-damaged = niet leesbaar; meld dit aan de beheerder
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
staff-payments-late = Aangehouden geld
staff-payments-late-words = Dit geld kwam te laat, was te weinig of is meer dan de bestelling kost. De volgende bestelling van het lid wordt ermee betaald, zover het reikt. Een manager kan accepteren wat alleen te laat kwam, en betaalt geld terug vanaf de pagina van de bestelling.
staff-payments-accept = Te late betaling accepteren
staff-payments-accept-manager = Een manager kan haar accepteren
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

## Vasthouden wat vanzelf gebeurt
staff-pause-title = Automatische verwerking pauzeren
staff-pause-words = Zolang iets wordt hersteld, krijgt niemand een herinnering, wordt niets als vervallen vastgelegd, wordt geen factuur gemaakt en gaan alleen de mails om in te loggen de deur uit. Leden zien hun datums, bestellen en betalen zoals altijd. De dagen lopen door: de eerste verwerking na de pauze haalt in wat intussen aan de beurt kwam, met de datums alsof er niets was vastgehouden.
staff-pause-reason = Reden
staff-pause-reason-hint = Wat er mis is en wie het herstelt; alle medewerkers zien dit op elke pagina.
staff-pause-reason-missing = Vermeld waarom, voor wie het later leest.
staff-pause-do = Pauzeren
staff-pause-holds-title = Gepauzeerd
staff-pause-since = Sinds
staff-pause-until = Tot
staff-pause-by = Door
staff-pause-waiting = Abonnementen waarvoor iets te doen is
staff-pause-resume-words = Hervat de verwerking zodra het hersteld is. De volgende verwerking doet dan wat intussen aan de beurt kwam, elke stap één keer; een herinnering die niet meer klopt, wordt niet verstuurd, en de mails die wachten gaan uit voor zover ze nog kloppen.
staff-pause-resume = Hervatten
staff-pause-not-your-role = Een manager kan de verwerking hervatten.
staff-pause-already = Iemand anders heeft intussen gepauzeerd.
staff-pause-none = De verwerking is al hervat.
staff-pause-past-title = Eerdere pauzes
staff-pause-warning = Gepauzeerd sinds { $since }: { $reason } Niemand krijgt een herinnering en niets vervalt, totdat een manager de verwerking hervat onder Dagverwerking.

## Wat pagina’s zeggen als er iets is gedaan, en rollen
staff-members-partial = Er zijn te veel leden om in één keer door te nemen. De filters en hun aantallen gelden voor de eerste 2.000 op naam; onder “Alle” en met zoeken vindt u ieder lid.
staff-payments-partial = Er zijn te veel leden om in één keer door te nemen. Het aangehouden geld geldt voor de eerste 2.000 leden op naam; de openstaande bestellingen staan er alle.
staff-clock-ahead = De programmadatum staat stil op { $date }: de kalender van de server loopt verder voor op de laatst verwerkte dag dan mag. Controleer de klok van de server; klopt die, voer dan “jubilee run --catch-up” uit.
staff-clock-back = De programmadatum staat stil op { $date }: de kalender van de server is teruggegaan tot voor een dag die al is gebruikt. Controleer de klok van de server.
staff-payment-not-your-role = Met uw rol ziet u betalingen, maar kunt u ze niet vastleggen. Een behandelaar kan dat wel.
staff-payments-recorded = De betaling van bestelling { $number } met valutadatum { $date } is vastgelegd.
staff-payments-set-aside = De betaling van bestelling { $number } met valutadatum { $date } is vastgelegd en apart gezet: zij had uit zichzelf geen gevolgen.
staff-payments-partly = De betaling van bestelling { $number } met valutadatum { $date } is vastgelegd. Er ontbreekt nog { $missing }; het lid krijgt bericht.
staff-payment-not-a-date = Schrijf de valutadatum als jaar-maand-dag, bijvoorbeeld 2020-09-18.
staff-payment-not-an-amount = Schrijf het bedrag met een punt voor de centen, bijvoorbeeld { $amount }.
staff-payment-confirmation-goes = De beheerders van het lid krijgen een bevestiging.
staff-payment-nothing-moves = Verder verandert er niets: het geld staat apart totdat iemand beslist.
staff-payment-rest-is-told = De bestelling wacht op de rest, en het lid krijgt bericht wat er nog ontbreekt en tot wanneer.
staff-held-link = Aangehouden geld terugbetalen: { $held }
staff-held-title = Aangehouden geld van bestelling { $number } terugbetalen
staff-held-amount-hint = Alles wat wordt aangehouden, of een deel ervan. De rest blijft aangehouden; de volgende bestelling van het lid wordt ermee betaald.
staff-held-effect = { $amount } gaat terug naar het lid; { $rest } blijft aangehouden. Wat met de bestelling is betaald, blijft zoals het is. Het lid krijgt bericht.
staff-held-effect-over = { $amount } gaat terug naar het lid; dat is alles wat voor deze bestelling is ontvangen. De bestelling eindigt. Het lid krijgt bericht.
staff-held-to-card = { $amount } gaat vanzelf terug naar de creditcard waarmee is betaald.
staff-held-transfer = Maak { $amount } over bij de bank; hier wordt het alleen vastgelegd.
staff-mail-state-superseded = Niet meer nodig
staff-mail-unreadable = Een mail die deze versie niet kan lezen
staff-role-global-admin = Globale beheerder
staff-role-programme-admin = Programmabeheerder
staff-role-account-admin = Accountbeheerder
staff-role-billing-admin = Factuurbeheerder
staff-role-viewer = Lezer

## De geschiedenis van een lid
staff-ledger-by-run = Dagverwerking
staff-ledger-by-import = Import
staff-ledger-by-operator = Opdrachtregel
staff-ledger-by-card-provider = Betaling met creditcard
staff-ledger-by-former = Iemand die weg is (nr. { $number })
staff-ledger-enrolled = Ingeschreven als lid ({ $country })
staff-ledger-country = Land gewijzigd in { $country }
staff-ledger-billing = Factuurgegevens gewijzigd: land { $country }, { $number ->
    [none] geen btw-nummer
   *[other] btw-nummer ({ $number })
}{ $exempt ->
    [yes] , vrijgesteld van belasting
   *[no] {""}
}
staff-ledger-carried-over = { $offer } overgenomen uit eerdere gegevens
staff-ledger-ordered-renewal = Bestelling { $number } geplaatst: verlenging van { $offer }, { $amount }
staff-ledger-ordered-purchase = Bestelling { $number } geplaatst: aanschaf van { $offer }, { $amount }
staff-ledger-ordered-together = Bestelling { $number } geplaatst voor { $offers }, samen { $amount }
staff-ledger-paid = Betaling van { $amount } voor bestelling { $number } vastgelegd
staff-ledger-proof-filed = Betalingsbewijs { $proof } voor bestelling { $number } ingediend, met valutadatum { $value }
staff-ledger-proof-accepted = Betalingsbewijs { $proof } voor bestelling { $number } geaccepteerd
staff-ledger-proof-rejected = Betalingsbewijs { $proof } voor bestelling { $number } afgewezen
staff-ledger-card-in-flight = Creditcardbetaling voor bestelling { $number } in verwerking bij de betaaldienst
staff-ledger-card-failed = Creditcardbetaling voor bestelling { $number } niet doorgegaan
staff-ledger-cancelled = Bestelling { $number } geannuleerd
staff-ledger-moved = { $amount }, ontvangen voor bestelling { $from }, gebruikt voor bestelling { $number }
staff-ledger-refunded = Bestelling { $number } terugbetaald: { $amount }
staff-ledger-identified = Betaling voor bestelling { $number } teruggevonden: { $identity }
staff-ledger-held-refunded = Bij bestelling { $number } aangehouden en terugbetaald: { $amount }
staff-ledger-purchased = { $offer } aangeschaft
staff-ledger-renewed = { $offer } verlengd (jubileumdatum { $anniversary })
staff-ledger-reminded = { $offer }: herinnering { $number } uitgegaan (jubileumdatum { $anniversary })
staff-ledger-reminder-superseded = { $offer }: herinnering { $number } overgeslagen, omdat een latere ervoor in de plaats kwam
staff-ledger-reminder-missed = { $offer }: herinnering { $number } gemist, omdat de verlengingsperiode al voorbij was
staff-ledger-lapsed = { $offer } vervallen (jubileumdatum { $anniversary })
staff-ledger-lapse-reversed = Vervallen van { $offer } teruggedraaid, omdat het geld op tijd binnen was

## Wat het grootboek zegt over eisen, regelingen, uitzonderingen en de overstap
staff-ledger-ordered-reactivation = Bestelling { $number }: { $offer } opnieuw activeren voor { $amount }
staff-ledger-migrated = De overstap uit het oude systeem is voltooid
staff-ledger-attained = Behaald: { $what } ({ $amount })
staff-ledger-attained-for = Behaald voor { $area }: { $what } ({ $amount })
staff-ledger-attainment-ended = Behaald resultaat { $number } telt niet meer
staff-ledger-area-covered = { $offer } geldt nu ook voor { $area }
staff-ledger-reactivated = { $offer } opnieuw geactiveerd na de jubileumdatum { $anniversary }; de volgende is { $next }
staff-ledger-exception-granted = { $offer }: uitzondering { $number } toegestaan, { $kind }, tot en met { $until }
staff-ledger-exception-ended = { $offer }: uitzondering { $number } ingetrokken
staff-ledger-announced = { $offer }: bericht over { $relief }
staff-ledger-announcement-superseded = { $offer }: geen bericht over { $relief }, dat er niet meer voor gold
staff-member-more = Meer over dit lid
