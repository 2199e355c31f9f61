# Het portaal voor leden.

## Het kader van elke pagina
portal-frame-skip = Direct naar de inhoud
portal-frame-languages = Taal
portal-frame-navigation = Hoofdnavigatie
portal-frame-pages = Pagina’s
portal-frame-sign-out = Uitloggen
portal-frame-switch-member = wisselen
portal-frame-footer = Alle data volgen de kalender van het programma.
portal-nav-offers = Lidmaatschapsaanbiedingen
portal-nav-orders = Bestellingen en facturen

## Inloggen
portal-sign-in-title = Inloggen
portal-sign-in-words = Vul uw e-mailadres in. U krijgt een link en een code; met elk van beide logt u in, op dit apparaat of op een ander.
portal-sign-in-email = E-mailadres
portal-sign-in-send = Stuur mij een link en een code
portal-sign-in-no-password = U hoeft geen wachtwoord te onthouden.
portal-sign-in-malformed = Dit is geen volledig e-mailadres. Schrijf het als naam@organisatie.nl.
portal-sign-in-signed-out = U bent uitgelogd.
portal-sign-in-first = Log in om die pagina te zien. Daarna komt u er vanzelf terecht.
portal-code-title = Kijk in uw mail
portal-code-words = Als { $email } bij een lid hoort, is er een mail onderweg. Open de link in die mail of vul hier de code in.
portal-code-label = Code uit de mail
portal-code-hint = Zes cijfers. Link en code zijn { $minutes } minuten geldig, voor één keer inloggen.
portal-code-sign-in = Inloggen
portal-code-wrong = Dit is niet de code uit de laatste mail. Kijk de mail nog eens na en vul alle zes de cijfers in.
portal-code-spent = Deze code is verlopen of al gebruikt. Vraag een nieuwe mail aan.
portal-code-too-many-tries = Er is te vaak een verkeerde code ingevuld. Met deze mail kan niemand meer inloggen; vraag een nieuwe aan.
portal-code-no-mail = Na een paar minuten nog geen mail? Kijk bij de ongewenste mail of controleer het adres.
portal-code-again = Nieuwe mail aanvragen
portal-link-title = Inloggen
portal-link-words = Nog één klik en u bent in het portaal van het { $programme }.
portal-link-sign-in = Nu inloggen
portal-link-expired-title = Deze link is verlopen
portal-link-expired-words = Een link werkt maar kort, zodat een oude mail nergens meer toegang toe geeft. Vraag een nieuwe aan: dat is zo gebeurd.
portal-link-used-title = Deze link is al gebruikt
portal-link-used-words = Met elke link kunt u één keer inloggen. Wilt u opnieuw inloggen, vraag dan een nieuwe mail aan.
portal-choose-title = Kies een lid
portal-choose-words = U hoort bij meer dan één lid. Bovenaan de pagina kunt u altijd wisselen.
portal-choose-number = Lid { $number }
portal-choose-due = { $count ->
    [one] { $count } aanbieding vraagt aandacht
   *[other] { $count } aanbiedingen vragen aandacht
}

## Lidmaatschapsaanbiedingen
portal-offers-title = Lidmaatschapsaanbiedingen
portal-offers-of = { $member }, lid { $number }
portal-offers-purchased = Aangeschafte aanbiedingen
portal-offers-none = U hebt geen aangeschafte aanbiedingen.
portal-offers-none-advice = Uw lidmaatschap zelf blijft gewoon bestaan. Wat u kunt toevoegen, ziet u hieronder.
portal-offers-available = Voor u beschikbaar
portal-offers-a-year = per jaar
portal-offers-buy = Aanschaffen
portal-membership-since = Lid sinds { $date }
portal-membership-never-renews = Hoeft niet te worden verlengd
portal-attention-title = Vraagt uw aandacht

## Eén aanbieding
portal-status-ordered = Besteld
portal-status-active = Actief
portal-status-renewal-open = Te verlengen
portal-status-payment-pending = Wacht op betaling
portal-status-lapsed = Vervallen
portal-status-reactivatable = Opnieuw te activeren
portal-status-replaced = Vervangen
portal-status-ended = Beëindigd
portal-offer-areas = Gebieden
portal-offer-lead-open = U kunt nu verlengen.
portal-offer-lead-pending = Uw verlenging wacht op de betaling. U houdt uw voordelen tot en met { $until }.
portal-offer-lead-on-its-way = Uw betaling is onderweg.
portal-offer-lead-lapsed = Vervallen op { $on }, omdat de verlengingsperiode zonder verlenging is verlopen.
portal-offer-lead-reactivatable = Vervallen op { $on }. U kunt deze aanbieding opnieuw activeren.
portal-offer-lead-active = Alles is in orde. U kunt verlengen van { $from } tot en met { $until }.
portal-offer-lead-ordered = Deze aanbieding gaat in zodra de eerste betaling binnen is.
portal-offer-lead-replaced = Voor deze aanbieding is een hogere in de plaats gekomen.
portal-offer-lead-ended = Deze aanbieding is beëindigd.
portal-offer-days-left = { $days ->
    [one] Vandaag, { $until }, is de laatste dag.
   *[other] Nog { $days } dagen, tot en met { $until }.
}
portal-offer-renew-from = Te verlengen vanaf
portal-offer-anniversary = jubileumdatum { $date }
portal-offer-renew-until = Uiterlijk te verlengen op
portal-offer-benefits-until = Voordelen tot en met
portal-offer-fee = Jaarbijdrage
portal-offer-renew = Verlengen
portal-offer-pay = Bekijk hoe u betaalt
portal-offer-buy-anew = Opnieuw aanschaffen
portal-offer-reactivate = Opnieuw activeren
portal-offer-not-now = Nog niet te verlengen
portal-offer-not-now-from = U kunt verlengen vanaf { $date }
portal-offer-order-waits = Bestelling { $number } wacht op betaling.
portal-offer-order-pay-by = Het geld moet uiterlijk op { $date } binnen zijn.
portal-offer-why = Hoe deze data tot stand komen
portal-offer-role-of-others = Met uw rol ziet u deze aanbieding, maar kunt u niets bestellen. Deze beheerders kunnen dat wel: { $names }.
portal-offer-role-nobody = Met uw rol ziet u deze aanbieding, maar kunt u niets bestellen. Dat kan alleen een globale beheerder of een programmabeheerder, en die heeft dit lid nu niet.
portal-offer-moved = De jubileumdatum is verschoven van { $from } naar { $to } ({ $relief }).
portal-offer-lead-blocked = De verlengingsperiode is ingegaan, maar verlengen kan nog niet.
portal-offer-lead-at-risk = Deze aanbieding loopt door. U kunt verlengen van { $from } tot en met { $until }, maar alleen als u weer aan de eisen voldoet.
portal-offer-lead-in-danger = Deze aanbieding loopt door. U kunt verlengen van { $from } tot en met { $until }. Let op wat hieronder is aangeduid: daarvoor voldoet u niet aan de eisen.
portal-offer-lead-reactivating = Vervallen op { $on }. Uw bestelling om opnieuw te activeren wacht op betaling.
portal-offer-reactivate-until = Dit kan tot en met { $until }. Voordat u bestelt, ziet u welke data het oplevert.
portal-offer-unmet = U voldoet niet aan de eisen
portal-offer-unmet-until = U kunt er nog aan voldoen tot en met { $until }.
portal-offer-unmet-see = Bekijk wat ontbreekt
portal-offers-no-area-met = { $offer } kunt u aanschaffen zodra u voor een van de gebieden aan de eisen voldoet.
portal-renew-left-behind = Wordt niet mee verlengd: { $areas }. U voldoet daarvoor niet aan de eisen. Voldoet u er uiterlijk op { $until } wel aan, dan vervalt er niets.
portal-buy-areas-unmet = { $areas ->
    [one] Eén ander gebied kunt u nog niet kiezen: u voldoet daarvoor niet aan de eisen.
   *[other] { $areas } andere gebieden kunt u nog niet kiezen: u voldoet daarvoor niet aan de eisen.
}

## Bijdrage, vrijstelling, uitzonderingen
portal-fee-due-by = te betalen uiterlijk op { $until }
portal-fee-paid-until = nu niets te betalen: betaald tot en met { $until }
portal-fee-to-reactivate = om opnieuw te activeren, uiterlijk op { $until }
portal-fee-none = geen bijdrage
portal-fee-now-sentence = De jaarbijdrage van { $fee } moet uiterlijk op { $until } zijn betaald.
portal-fee-ordered-sentence = De jaarbijdrage moet nog worden betaald: bestelling { $number }, uiterlijk op { $until }.
portal-fee-paid-sentence = U hoeft nu niets te betalen: de jaarbijdrage is betaald tot en met { $paid }. De volgende, { $fee }, betaalt u van { $from } tot en met { $until }.
portal-fee-none-sentence = U betaalt hiervoor geen bijdrage.
portal-fee-reactivate-sentence = Opnieuw activeren kost { $fee }, uiterlijk op { $until } te betalen.
portal-exempt-relief = U hebt een vrijstelling van de eisen tot de volgende verlenging, tot en met { $until } ({ $relief }).
portal-exempt-fee-due = U betaalt nog wel de jaarbijdrage.
portal-exempt-fee-later = De jaarbijdrage betaalt u wel, in de gewone verlengingsperiode.
portal-exempt-fee-paid = U hoeft niets te betalen: de jaarbijdrage is betaald tot en met { $until }.
portal-held-pays = Wij houden al { $amount } voor u aan: geld dat voor bestelling { $number } is ontvangen (valutadatum { $value }) en daar niet is gebruikt. Een nieuwe bestelling wordt er meteen mee betaald. U hoeft niets meer over te maken.
portal-held-pays-part = Wij houden al { $amount } voor u aan: geld dat voor bestelling { $number } is ontvangen (valutadatum { $value }) en daar niet is gebruikt. Daarmee wordt een deel van een nieuwe bestelling betaald; u hoeft dan nog { $missing } over te maken.
portal-held-waits = Wij hebben hiervoor al { $amount } ontvangen: de betaling van bestelling { $number } met valutadatum { $value }, die te laat kwam om mee te tellen. De medewerkers van het programma beslissen met u wat ermee gebeurt. Bij een nieuwe bestelling betaalt u de jaarbijdrage nogmaals; vraag het hun dus eerst.
portal-exception-exemption = Medewerkers van het programma hebben u tot en met { $until } vrijgesteld van de eisen.
portal-exception-extension = Medewerkers van het programma hebben uw verlengingsperiode verlengd tot en met { $until }.
portal-exception-reactivation = Medewerkers van het programma staan toe dat u deze aanbieding tot en met { $until } opnieuw activeert.
portal-exception-late-payment = Medewerkers van het programma accepteren een te late betaling met een valutadatum tot en met { $until }.

## De tijdlijn
portal-timeline-title = Tijdlijn van { $offer }
portal-timeline-description = Vandaag is het { $today }. Jubileumdatum: { $anniversary }. Verlengingsperiode: { $from } tot en met { $until }. Voordelen tot en met { $benefits }.
portal-timeline-today = Vandaag
portal-timeline-today-date = Vandaag, { $date }
portal-timeline-anniversary = Jubileumdatum
portal-timeline-opens = U kunt verlengen
portal-timeline-window = Verlengingsperiode
portal-timeline-window-from = vanaf { $date }
portal-timeline-closes = Laatste dag
portal-timeline-benefits = Einde voordelen
portal-timeline-reminder = Herinnering
portal-timeline-former = Oude jubileumdatum
portal-timeline-reactivate = Uiterlijk activeren
portal-timeline-description-reminders = Herinneringen: { $reminders }.
portal-timeline-description-moved = De jubileumdatum is verschoven van { $from }.
portal-timeline-description-reactivate = Opnieuw te activeren tot en met { $until }.
portal-dates-what = Wat
portal-dates-when = Wanneer
portal-dates-today = Vandaag
portal-dates-range = { $from } tot en met { $until }
portal-dates-next = Volgende jubileumdatum, na verlenging
portal-dates-next-back = Volgende jubileumdatum, na opnieuw activeren

## Wat is dit?
portal-help-title = Wat is dit?
portal-help-anniversary = Wat is de jubileumdatum?
portal-help-anniversary-words = De dag waarop uw betaalde jaar afloopt. Elke aangeschafte aanbieding heeft een eigen jubileumdatum. Op die dag zelf kunt u nog niet verlengen: dat kan pas daarna, vanaf de datum die erbij staat.
portal-help-window = Wanneer kan ik verlengen, en houd ik mijn voordelen?
portal-help-window-words = U kunt verlengen op elke dag van de eerste tot en met de laatste dag van de verlengingsperiode. In die tijd houdt u uw voordelen. Welke dag u ook kiest, de nieuwe jubileumdatum is dezelfde.
portal-help-late = En als ik te laat ben?
portal-help-late-words = Na de laatste dag vervalt de aanbieding, met de voordelen. Daarvoor sturen wij herinneringen aan alle beheerders. Uw lidmaatschap zelf vervalt niet.
portal-help-offer = Wat is “{ $offer }”?

## Verlengen en aanschaffen
portal-offers-renewed = { $offer } is verlengd. De jubileumdatum is nu { $date }.
portal-order-purchase-order-wrong = Een inkoopnummer heeft hoogstens { $most } tekens, op één regel.
portal-buy-areas-missing = Kies ten minste één gebied.
portal-renew-title = { $offer } verlengen
portal-renew-effect = Wat er gebeurt
portal-renew-anniversary-now = Jubileumdatum nu
portal-renew-anniversary-then = Jubileumdatum na verlenging
portal-renew-any-day = Tot en met { $until } maakt het niet uit op welke dag u verlengt. U houdt uw voordelen zonder onderbreking.
portal-renew-if-not = Verlengt u niet op tijd, dan vervallen uw voordelen op { $on }.
portal-renew-confirm = Bestelling plaatsen
portal-renew-cancel = Annuleren
portal-renew-after = Daarna ziet u hoe u { $fee } betaalt. Er wordt niets automatisch afgeschreven.
portal-held-after = De { $fee } is al binnen. Het geld telt zodra u bestelt.
portal-held-order = Bestellen en met het ontvangen geld betalen
portal-buy-title = { $offer } aanschaffen
portal-buy-effect = Wat er gebeurt
portal-buy-begins = De aanbieding gaat in op de valutadatum van uw betaling.
portal-buy-anniversary = Betaalt u vandaag, dan valt de eerste jubileumdatum op { $date }.
portal-buy-areas = Gebieden
portal-buy-confirm = Bestelling plaatsen
portal-payment-title = Bijdrage en betaling
portal-payment-method = Betaalwijze
portal-payment-transfer = Bankoverschrijving
portal-payment-safe-until = Veilig over te maken tot en met
portal-payment-pay-by = Uiterlijk binnen op
portal-payment-value-date = De valutadatum bij onze bank telt: uiterlijk { $date }. Een overschrijving kan enkele dagen duren.
portal-payment-tight = De laatste veilige dag voor een overschrijving, { $date }, is voorbij. Vraag uw bank om een spoedoverschrijving; anders komt het geld mogelijk te laat binnen.

## Bestellingen
portal-orders-title = Bestellingen en facturen
portal-orders-table = Bestellingen
portal-orders-words = Alles wat u hebt besteld, en de facturen daarvoor; het nieuwste eerst.
portal-orders-none = Er zijn nog geen bestellingen.
portal-orders-none-advice = Een bestelling ontstaat wanneer u iets verlengt of aanschaft.
portal-order-title = Bestelling { $number }
portal-order-number = Bestelnummer
portal-order-offer = Aanbieding
portal-order-made-on = Besteld op
portal-order-amount = Bedrag
portal-order-state = Stand
portal-order-state-open = Wacht op betaling
portal-order-state-partly-paid = Deels betaald
portal-order-state-overpaid = Betaald, met tegoed
portal-order-state-in-part = Deels ingegaan
portal-order-partly-title = Er ontbreekt nog { $missing }
portal-order-partly-words = Een deel van uw betaling is binnen. Maak de ontbrekende { $missing } over met hetzelfde kenmerk, zodat het uiterlijk op { $until } meetelt. Wat u hebt betaald is niet weg: blijft de rest uit, dan wordt uw volgende bestelling ermee betaald of krijgt u het terug.
portal-order-over-words = U hebt meer betaald dan verschuldigd was. Wij houden { $over } voor u aan: uw volgende bestelling wordt ermee betaald, of de medewerkers van het programma betalen het terug.
portal-order-in-part-words = Voor een deel van deze bestelling kwam de betaling te laat. Wij houden { $over } voor u aan: uw volgende bestelling wordt ermee betaald, of de medewerkers van het programma betalen het terug of accepteren de betaling alsnog.
portal-order-came = Ontvangen, valutadatum { $value }
portal-order-missing = Nog te betalen
portal-order-held = Aangehouden
portal-order-went-back = Terugbetaald
portal-order-pays-others = Gebruikt voor andere bestellingen
portal-order-state-paid = Betaald
portal-order-state-expired = Verlopen
portal-order-state-cancelled = Geannuleerd
portal-order-state-moved = Voor een andere bestelling gebruikt
portal-order-state-refunded = Terugbetaald
portal-order-cancel-link = Deze bestelling annuleren
portal-order-cancel-title = Bestelling { $number } annuleren?
portal-order-cancel-effect = De bestelling vervalt; niemand hoeft haar te betalen. Is er al geld onderweg, dan blijft dat bewaard en wordt uw volgende bestelling van dezelfde aanbieding ermee betaald.
portal-order-cancel-confirm = Bestelling annuleren
portal-order-keep = Niets wijzigen
portal-order-cancelled-title = Deze bestelling is geannuleerd op { $on }
portal-order-cancelled-words = U hoeft er niets voor te betalen. Hebt u toch betaald, dan is het geld niet weg: uw volgende bestelling van dezelfde aanbieding wordt ermee betaald.
portal-order-moved-title = Het geld van deze bestelling is voor een andere gebruikt
portal-order-moved-words = Bestelling { $number } is ermee betaald.
portal-order-refund-link = Deze bestelling terugbetalen
portal-order-refund-title = Bestelling { $number } terugbetalen?
portal-order-refund-effect = { $amount } gaat terug naar het lid; wat ermee betaald was, wordt ongedaan gemaakt. Maak het bedrag over bij de bank; hier wordt het alleen vastgelegd.
portal-order-refund-confirm = Terugbetalen
portal-order-refundable = Wat met deze bestelling is betaald, kan tot en met { $until } worden terugbetaald. Dat doen de medewerkers van het programma.
portal-order-refunded-title = Deze bestelling is terugbetaald op { $on }
portal-order-refunded-words = { $amount } gaat terug naar de rekening waarvan het kwam. Wat met de bestelling was betaald, is ongedaan gemaakt.
portal-order-state-set-aside = Geld aangehouden
portal-order-term-without-end = vanaf { $from }, zonder einddatum
portal-order-set-aside-title = Uw betaling kwam te laat om mee te tellen
portal-order-set-aside-words = Wij hebben het geld met valutadatum { $value } ontvangen; de laatste dag die telt was { $until }. Het geld is niet weg: het staat apart, en de medewerkers van het programma beslissen met u wat ermee gebeurt.
portal-order-kept-title = Wij houden { $held } voor u aan
portal-order-kept-words = Deze bestelling is niet ingegaan. Het geld is niet weg: uw volgende bestelling wordt ermee betaald, of de medewerkers van het programma betalen het terug.
portal-order-new = Uw bestelling is geplaatst. U hoeft alleen nog te betalen.
portal-order-for-renewal = Verlenging van { $offer }: de jubileumdatum gaat van { $before } naar { $after }.
portal-order-for-purchase = Aanschaf van { $offer }.
portal-order-for-together = Eén bestelling voor { $offers }.
portal-order-items-title = Waarvoor deze bestelling is
portal-order-pay-late = Maak dit bedrag niet ongewijzigd over: voor { $offers } zou het te laat komen. Annuleer de bestelling hieronder en bestel de rest opnieuw; u krijgt dan een nieuw bedrag en een nieuw kenmerk. Geld dat voor deze bestelling al is ontvangen, gaat niet verloren: de nieuwe bestelling wordt ermee betaald.
portal-letter-late = Betaal dit verzoek niet ongewijzigd: voor { $offers } zou een betaling te laat komen. Vraag wie het u heeft gestuurd om een nieuw verzoek, met een ander bedrag en een ander kenmerk.
portal-order-items-late = Voor een deel van deze bestelling zou een betaling te laat komen. Annuleer haar en bestel de rest opnieuw; dan betaalt u alleen voor wat nog verlengd kan worden.
portal-order-item-anniversary = Jubileumdatum
portal-item-waiting = Wacht op betaling
portal-item-too-late = Te laat
portal-item-done = Ingegaan
portal-item-without = Niet ingegaan, geld aangehouden
portal-item-over = Niets betaald
portal-order-covers = Voor { $areas }.
portal-order-pay-title = Zo betaalt u
portal-order-holder = Ten name van
portal-order-reference = Betalingskenmerk
portal-order-reference-words = Maak precies dit bedrag over en vermeld het kenmerk, dan herkennen wij uw betaling.
portal-order-copy = Kopiëren
portal-order-copied = Gekopieerd
portal-order-pass-on-title = Betaalt iemand anders?
portal-order-pass-on-words = Geef het betaalverzoek door aan uw financiële afdeling: één pagina met alles wat nodig is.
portal-order-pass-on = Betaalverzoek
portal-order-paid-title = Betaald, dank u wel
portal-order-value-date = Valutadatum
portal-order-term = Betaalde periode
portal-order-expired-title = Deze bestelling is verlopen op { $on }
portal-order-expired-words = Er is niet op tijd betaald. Hebt u toch betaald, dan is het geld niet weg: het wordt aan een nieuwe bestelling gekoppeld. Die plaatst u bij de lidmaatschapsaanbiedingen.
portal-order-purchase-order = Inkoopnummer
portal-order-purchase-order-label = Inkoopnummer (niet verplicht)
portal-order-purchase-order-hint = Uw eigen nummer. Het staat op het betaalverzoek.

## Het betaalverzoek
portal-letter-title = Betaalverzoek { $number }
portal-letter-heading = Betaalverzoek
portal-letter-print = Druk deze pagina af of bewaar haar als pdf: ze past op één vel A4.
portal-letter-to = Aan
portal-letter-department = Financiële afdeling
portal-letter-member = Lid { $number }
portal-letter-date = Datum
portal-letter-contact = Besteld door
portal-letter-words = { $contact } heeft namens uw organisatie de onderstaande bestelling geplaatst bij het { $programme }. Wilt u het bedrag per bank overmaken?
portal-letter-words-nobody = Voor uw organisatie is bij het { $programme } de onderstaande bestelling geplaatst. Wilt u het bedrag per bank overmaken?
portal-letter-description = Omschrijving
portal-letter-renewal = Verlenging van { $offer }
portal-letter-renewal-term = Jubileumdatum gaat van { $before } naar { $after }
portal-letter-purchase = Aanschaf van { $offer }
portal-letter-total = Totaal
portal-letter-received = Al ontvangen
portal-letter-pay-heading = Betaalgegevens
portal-letter-pay-words = Geef de overschrijving uiterlijk op { $safe } op, zodat het geld uiterlijk op { $until } binnen is. Vermeld alleen het kenmerk { $reference }.
portal-letter-note = Dit is een betaalverzoek en geen btw-factuur.

## Fouten
portal-error-home = Naar uw eerste pagina
portal-error-incident = Noem dit nummer als u contact met ons opneemt:
portal-error-not-signed-in-title = U bent niet ingelogd
portal-error-not-signed-in-advice = Misschien is er wat tijd verstreken. Log opnieuw in; er is niets verloren gegaan.
portal-error-malformed-title = Dit konden wij niet lezen
portal-error-malformed-advice = In het adres of het formulier stond iets wat deze pagina niet kent; daarom is er niets gebeurd. Open de pagina opnieuw en herhaal wat u deed.
portal-error-unfit-title = Er klopt iets niet
portal-error-unfit-advice = Wat is ingevuld, is niet mogelijk; daarom is er niets gebeurd. Ga terug, controleer wat u hebt ingevuld en verstuur het opnieuw.
portal-error-too-large-title = Dit is te groot
portal-error-too-large-advice = U hebt meer verstuurd dan deze pagina aanneemt; daarom is er niets gebeurd. Ga terug en kies een kleiner bestand.
portal-error-forbidden-title = U hebt geen toegang tot deze pagina
portal-error-forbidden-advice = De pagina hoort bij een ander lid of vraagt een andere rol. Kwam u hier via een formulier, open de pagina dan opnieuw en herhaal wat u deed.
portal-error-not-found-title = Deze pagina bestaat niet
portal-error-not-found-advice = Misschien is het adres onderweg afgebroken. Alles wat u hebt, vindt u vanaf uw eerste pagina.
portal-error-conflict-title = Iemand was u voor
portal-error-conflict-advice = Wat u voor u had, is intussen gewijzigd; daarom is er niets gebeurd. Bekijk de pagina opnieuw en beslis dan.
portal-error-fault-title = Er ging bij ons iets mis
portal-error-fault-advice = Wij hebben het vastgelegd. Wat u deed, is volledig uitgevoerd of helemaal niet: op uw eerste pagina ziet u welk van de twee.
portal-error-unavailable-title = We zijn er even niet
portal-error-unavailable-advice = Het portaal is op dit moment niet bereikbaar. Probeer het over een paar minuten opnieuw.

## Facturen

portal-invoices-title = Facturen
portal-invoices-words = Facturen en creditnota’s van alle jaren, als pdf-bestand.
portal-invoices-year = { $year }
portal-invoice-number = Nummer
portal-invoice-kind = Document
portal-invoice-order = Bestelling
portal-invoice-date = Datum
portal-invoice-is-invoice = Factuur
portal-invoice-is-credit = Creditnota
portal-invoice-download = { $number } van { $date } (pdf)
