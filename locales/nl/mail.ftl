# Mails. Geschreven voor een beheerder die één keer per jaar kijkt en weinig tijd heeft: wanneer, hoeveel, en wat als het niet gebeurt.

## Het kader van elke mail

mail-frame-greeting = Beste { $name },
mail-frame-greeting-unnamed = Goedendag,
mail-frame-footer = U ontvangt dit bericht omdat u beheerder bent van { $member } bij { $programme }.

## Gegevens

mail-row-anniversary = Jubileumdatum
mail-row-renew-from = Te verlengen vanaf
mail-row-renew-until = Uiterlijk te verlengen op
mail-row-was-renewable-until = Was te verlengen tot en met
mail-row-lapsed-on = Vervallen op
mail-row-fee = Bijdrage
mail-row-covers = Geldt voor
mail-row-tax = Belasting
mail-row-offer = Aanbieding
mail-row-term = Looptijd
mail-row-order = Bestelnummer
mail-row-paid = Betaald
mail-row-value-date = Valutadatum
mail-row-held = Voor u aangehouden
mail-row-used = Betaald met aangehouden geld
mail-row-received = Ontvangen
mail-row-missing = Nog te betalen
mail-row-amount = Bedrag
mail-row-account-holder = Rekeninghouder
mail-row-iban = IBAN
mail-row-bic = BIC
mail-row-reference = Kenmerk
mail-row-pay-by = Uiterlijk te betalen op
mail-row-transfer-by = Uiterlijk over te maken op
mail-row-purchase-order = Uw inkoopordernummer

# De verlengingsperiode als tekening.
mail-bar-anniversary = Jubileumdatum
mail-bar-window = Verlengen
mail-bar-today = Vandaag
mail-bar-lapse = Vervalt anders
mail-bar-range = { $from } – { $until }

## Het overzicht van berichten

mail-notices-subject-and-more = { $subject } (en nog { $more })
mail-notices-heading-several = { $count } zaken vragen uw aandacht
mail-notices-more = { $count ->
    [one] Nog één bericht vindt u bij Lidmaatschapsaanbiedingen.
   *[other] Nog { $count } berichten vindt u bij Lidmaatschapsaanbiedingen.
}
mail-notices-covers = Voor { $areas }
mail-notices-button-renew = Verlengen bij Lidmaatschapsaanbiedingen
mail-notices-button-view = Naar Lidmaatschapsaanbiedingen
mail-notices-button-move = Naar de overstap

## Een herinnering

mail-reminder-subject-upcoming = Uw { $offer }: te verlengen van { $from } tot en met { $until }
mail-reminder-subject-open = Verleng uw { $offer } uiterlijk op { $date }
mail-reminder-subject-move-first = Stap eerst over: uw { $offer } is te verlengen tot en met { $date }
mail-reminder-subject-last-days = { $days ->
    [one] Nog 1 dag om uw { $offer } te verlengen: tot en met { $date }
   *[other] Nog { $days } dagen om uw { $offer } te verlengen: tot en met { $date }
}
mail-reminder-subject-today = Vandaag ({ $date }) is de laatste dag om uw { $offer } te verlengen

mail-reminder-heading-upcoming = Binnenkort kunt u verlengen
mail-reminder-heading-open = U kunt nu verlengen
mail-reminder-heading-blocked = Uw verlengingsperiode is begonnen
mail-reminder-heading-last-days = { $days ->
    [one] Nog één dag om te verlengen
   *[other] Nog { $days } dagen om te verlengen
}
mail-reminder-subject-in-flight = { $offer }: uw betaling is onderweg
mail-reminder-heading-in-flight = Uw betaling is onderweg
mail-reminder-badge-in-flight = Betaling onderweg
mail-reminder-in-flight = { $how ->
    [card] Uw creditcardbetaling voor bestelling { $order } wordt verwerkt.
   *[other] Wij hebben uw betalingsbewijs voor bestelling { $order } ontvangen, met valutadatum { $value }.
} U hoeft niet nog eens te betalen.
mail-reminder-in-flight-until = Wij wachten tot en met { $until } op het geld. Is het dan niet ontvangen, dan geldt uw { $offer } als vervallen op { $date }.
mail-reminder-heading-today = Vandaag is de laatste dag om te verlengen

mail-reminder-badge-upcoming = Opent { $date }
mail-reminder-badge-open = Nu open
mail-reminder-badge-last-days = { $days ->
    [one] Nog 1 dag
   *[other] Nog { $days } dagen
}
mail-reminder-badge-today = Laatste dag

mail-reminder-lead-upcoming = De jubileumdatum van uw { $offer } is { $date }: de dag waarop uw jaar afloopt. Verlengen gaat niet vanzelf.
mail-reminder-lead-open = U kunt uw { $offer } nu verlengen. De laatste dag is { $date }. Verlengen gaat niet vanzelf.
mail-reminder-lead-blocked = De verlengingsperiode van uw { $offer } is begonnen. De laatste dag is { $date }. Verlengen gaat niet vanzelf.
mail-reminder-lead-last-days = { $days ->
    [one] U hebt nog één dag om uw { $offer } te verlengen: de laatste dag is { $date }. Verlengen gaat niet vanzelf.
   *[other] U hebt nog { $days } dagen om uw { $offer } te verlengen: de laatste dag is { $date }. Verlengen gaat niet vanzelf.
}
mail-reminder-lead-today = Vandaag, { $date }, is de laatste dag waarop u uw { $offer } kunt verlengen. Verlengen gaat niet vanzelf.
mail-reminder-window = U kunt verlengen van { $from } tot en met { $until }.
mail-reminder-benefits-meanwhile = In die tijd houdt u uw voordelen.
mail-reminder-benefits-until-then = Tot en met die dag houdt u uw voordelen.
mail-reminder-waived = Voor deze verlenging hebt u een vrijstelling van de eisen.
mail-reminder-waived-fee-due = Voor deze verlenging hebt u een vrijstelling van de eisen. U betaalt nog wel de bijdrage.
mail-reminder-move-first = Uw account staat nog in { $system }. Stap eerst over: pas daarna kunt u verlengen en betalen. De verlengingsperiode wacht niet op de overstap.
mail-system-unnamed = een ander systeem
mail-reminder-if-renewed = Verlengt u binnen deze periode, op welke dag dan ook, dan valt uw volgende jubileumdatum op { $date }.
mail-reminder-if-not = Verlengt u niet op tijd, dan vervallen uw { $offer } en de bijbehorende voordelen op { $date }.
mail-reminder-losses = U verliest dan: { $benefits }.

## Vervallen

mail-lapsed-subject = Uw { $offer } is op { $date } vervallen
mail-lapsed-heading = Uw verlengingsperiode is verlopen
mail-lapsed-badge = Vervallen
mail-lapsed-lead = U kon uw { $offer } verlengen tot en met { $until }; dat is niet gebeurd. Op { $date } zijn uw { $offer } en de bijbehorende voordelen vervallen.
mail-lapsed-losses = Het gaat om deze voordelen: { $benefits }.
mail-lapsed-member-still = Uw lidmaatschap zelf blijft bestaan: dat hoeft u niet te verlengen.
mail-lapsed-paid-in-time = Hebt u per bankoverschrijving betaald, met een valutadatum van uiterlijk { $date }? Dan telt uw verlenging alsnog, zodra de betaling is verwerkt. U hoeft daar niets meer voor te doen.
mail-lapsed-buy-again = U kunt deze aanbieding opnieuw aanschaffen.{ $requirements ->
    [apply] {" "}Dan gelden de eisen, en op de dag van die aankoop begint een nieuw jaar.
   *[none] {" "}Op de dag van die aankoop begint een nieuw jaar.
}
mail-lapsed-buy-again-for = U kunt deze aanbieding opnieuw aanschaffen voor { $fee }.{ $requirements ->
    [apply] {" "}Dan gelden de eisen, en op de dag van die aankoop begint een nieuw jaar.
   *[none] {" "}Op de dag van die aankoop begint een nieuw jaar.
}
mail-lapsed-buy-later = U kunt deze aanbieding nog niet opnieuw aanschaffen; de bijdrage is { $fee }. Bij Lidmaatschapsaanbiedingen ziet u wat er eerst moet gebeuren.
mail-lapsed-not-on-sale = Deze aanbieding is niet meer verkrijgbaar.
mail-lapsed-move-first = Uw account staat nog in { $system }. Stap eerst over: pas daarna kunt u bestellen en betalen. De termijnen wachten niet op de overstap.

## Een verlenging

mail-renewed-subject = Uw { $offer } is verlengd tot en met { $date }
mail-renewed-preheader = Uw jubileumdatum gaat van { $from } naar { $to }.
mail-renewed-heading = Dank u wel: uw verlenging is voltooid
mail-renewed-lead = Uw { $offer } is verlengd tot en met { $date }. U houdt uw voordelen zonder onderbreking.
mail-renewed-from-label = Vorige jubileumdatum
mail-renewed-to-label = Nieuwe jubileumdatum
mail-renewed-range = { $from } tot en met { $until }
mail-purchased-subject = Uw { $offer } is actief sinds { $date }
mail-purchased-preheader = Uw eerste jubileumdatum is { $date }.
mail-purchased-heading = Dank u wel: uw aanschaf is voltooid
mail-purchased-lead = Uw { $offer } is actief van { $from } tot en met { $until }, met alle voordelen.
mail-purchased-from-label = Actief vanaf
mail-purchased-to-label = Jubileumdatum
mail-renewed-next = De volgende keer kunt u verlengen van { $from } tot en met { $until }. Wij herinneren u er op tijd aan; de data staan ook in de bijgevoegde agenda-afspraak.

## Een bestelling

mail-order-subject = Bestelling { $order }: { $amount }, uiterlijk te betalen op { $date }
mail-order-preheader = Overmaken naar { $iban } onder vermelding van { $reference }.
mail-order-heading = Uw bestelling wacht op uw betaling
mail-order-lead-renewal = Dank u wel voor uw bestelling om uw { $offer } te verlengen. U kunt betalen per bankoverschrijving:
mail-order-lead-purchase = Dank u wel voor uw bestelling van { $offer }. U kunt betalen per bankoverschrijving:
mail-order-lead-together = Dank u wel voor uw bestelling van { $offers }. U betaalt alles met één bankoverschrijving:
mail-order-transfer-by = Geef uw bank uiterlijk { $date } de opdracht. Dan is de betaling op tijd: de valutadatum moet uiterlijk { $pay_by } zijn.
mail-order-transfer-now = Maak het bedrag vandaag nog over: de valutadatum van de betaling moet uiterlijk { $pay_by } zijn, en een overschrijving duurt een paar dagen.
mail-order-exact = Maak het precieze bedrag over, in de genoemde valuta, en vermeld het kenmerk. Daaraan herkennen wij uw betaling.
mail-order-after-renewal = Zodra de betaling is bevestigd, is uw verlenging voltooid en krijgt u van ons bericht. De valutadatum telt: tot en met { $date } bent u op tijd, ook als wij de betaling later zien.
mail-order-after-purchase = Zodra de betaling is bevestigd, is uw aanbieding actief en krijgt u van ons bericht.
mail-order-after-together = Zodra de betaling is bevestigd, gaat alles in en krijgt u van ons bericht. De valutadatum telt: tot en met { $date } bent u voor alles op tijd, ook als wij de betaling later zien. Waarvoor zij te laat komt, dat gaat niet in; dat deel van het bedrag houden wij voor u aan.
mail-order-item = jubileumdatum { $anniversary }, uiterlijk te betalen op { $until }
mail-order-item-covers = { $said }; voor { $areas }
mail-order-partly = Voor een deel van de gebieden is niet aan de eisen voldaan. Nodig: { $missing }. Een gebied waarvoor u niet uiterlijk op { $until } aan de eisen voldoet, vervalt, ook als deze bestelling is betaald.
mail-order-pass-on = Betaalt uw financiële afdeling? Stuur dit bericht door, of druk het betaalverzoek af.
mail-order-request = Betaalverzoek afdrukken
mail-order-button = Bestelling bekijken

## Inloggen

mail-signin-subject = Uw inloglink voor { $programme }
mail-signin-heading = Inloggen
mail-signin-lead = Gebruik deze link om in te loggen bij { $programme }:
mail-signin-button = Inloggen
mail-signin-or-code = Of vul deze code in op de pagina waar u erom vroeg:
mail-signin-validity = { $minutes ->
    [one] De link en de code zijn één minuut geldig, en maar één keer.
   *[other] De link en de code zijn { $minutes } minuten geldig, en maar één keer.
}
mail-signin-ignore = Hebt u hier niet om gevraagd? Dan hoeft u niets te doen. Zonder dit bericht kan niemand inloggen. Geef de code nooit aan iemand anders: wij vragen er niet om.
mail-signin-footer = U ontvangt dit bericht omdat iemand dit adres heeft ingevuld om in te loggen bij { $programme }.

## De afspraak in de agenda

mail-calendar-summary = { $offer } verlengen: uiterlijk { $until }
mail-calendar-description = U kunt { $offer } verlengen van { $from } tot en met { $until }. Doet u dat niet, dan vervalt { $offer } op { $lapses }. { $url }
mail-calendar-moved-summary = Verschoven: { $offer } verlengen
mail-calendar-moved-description = De verlengingsperiode van { $offer } is verschoven. U kunt nu verlengen van { $from } tot en met { $until }. { $url }

## Een regeling: aangekondigd, gewijzigd, ingetrokken

mail-relief-subject-announced = { $relief }: wat er verandert voor uw { $offer }
mail-relief-subject-revised = { $relief } gewijzigd: wat er verandert voor uw { $offer }
mail-relief-subject-withdrawn = { $relief } ingetrokken: wat er geldt voor uw { $offer }
mail-relief-lead-announced = “{ $relief }” is aangekondigd op { $date }.
mail-relief-lead-revised = “{ $relief }” is gewijzigd op { $date }. Vanaf nu geldt:
mail-relief-lead-withdrawn = “{ $relief }” is ingetrokken op { $date }. Voor de eisen, de termijnen en de bijdrage gelden weer de gewone regels.
mail-relief-moved = De jubileumdatum van uw { $offer } verschuift van { $from } naar { $to }.
mail-relief-exempt = Voor uw { $offer } hebt u een vrijstelling van de eisen tot de volgende verlenging, tot en met { $until }.
mail-relief-fee-due = U betaalt nog wel de bijdrage van { $fee }: van { $from } tot en met { $until }.
mail-relief-fee = De bijdrage is { $fee }: te betalen van { $from } tot en met { $until }.
mail-relief-paid = U hebt betaald tot en met { $until }. U hoeft nu niets te doen.
mail-relief-reactivate = Uw { $offer } is vervallen. Tot en met { $until } kunt u uw { $offer } opnieuw activeren.
mail-relief-reactivate-for = Uw { $offer } is vervallen. Tot en met { $until } kunt u uw { $offer } opnieuw activeren door de bijdrage van { $fee } te betalen. Voor de dagen ertussen zijn er geen voordelen.
mail-relief-reactivate-approval = Uw { $offer } is vervallen. Tot en met { $until } kunt u uw { $offer } opnieuw activeren, zodra de medewerkers van het programma dat hebben goedgekeurd. Voor de dagen ertussen zijn er geen voordelen.
mail-relief-lapsed = Uw { $offer } is vervallen en kan niet opnieuw worden geactiveerd volgens “{ $relief }”.

## Een uitzondering door medewerkers

mail-taken-back-subject-cancelled = Bestelling { $order } is geannuleerd
mail-taken-back-subject-refunded = Bestelling { $order }: { $amount } wordt terugbetaald
mail-taken-back-heading-cancelled = Een bestelling is geannuleerd
mail-taken-back-heading-refunded = U krijgt uw geld terug
mail-taken-back-badge-cancelled = Geannuleerd
mail-taken-back-badge-refunded = Terugbetaald
mail-taken-back-lead-cancelled = Bestelling { $order } is geannuleerd. U hoeft er niets voor te betalen.
mail-taken-back-lead-refunded = { $amount }, dat u voor bestelling { $order } had betaald, gaat terug naar de rekening waarvan het kwam.
mail-taken-back-undone = Wat ermee betaald was, is ongedaan gemaakt: voor uw { $offer } geldt weer wat gold voordat de bestelling was betaald.
mail-taken-back-on-its-way = Is uw betaling al onderweg, dan is het geld niet weg: uw volgende bestelling wordt ermee betaald, of u krijgt het terug.
mail-proof-subject = Bestelling { $order }: uw betalingsbewijs is niet geaccepteerd
mail-proof-heading = Uw betalingsbewijs is niet geaccepteerd
mail-proof-badge = Betalingsbewijs afgewezen
mail-proof-lead = Het betalingsbewijs met valutadatum { $value } dat u voor bestelling { $order } hebt ingediend, konden wij niet accepteren.
mail-proof-reason = De reden: { $reason }
mail-proof-lapsed = Er wordt nu nergens meer op gewacht; daarom is uw { $offer } vervallen op { $date }.
mail-proof-pay = De bestelling moet nog worden betaald, uiterlijk op { $until }. Is het geld al van uw rekening afgeschreven, dien dan een bewijs in waaruit dat blijkt.
mail-proof-paid-in-time = Hebt u wel op tijd betaald, dien dan een bewijs in waaruit dat blijkt. Geld dat op tijd is ontvangen telt altijd mee, ook als wij het later vinden.
mail-came-subject-partly = Bestelling { $order }: er ontbreekt nog { $missing }, te betalen tot en met { $until }
mail-came-subject-over = Bestelling { $order }: wij houden geld voor u aan
mail-came-heading-partly = Een deel van uw betaling is binnen
mail-came-heading-over = U hebt meer betaald dan verschuldigd was
mail-came-badge-partly = Deels betaald
mail-came-badge-over = Te veel betaald
mail-came-lead-partly = Wij hebben { $amount } ontvangen voor bestelling { $order }. Er ontbreekt nog { $missing }.
mail-came-lead-over = Wij hebben { $amount } ontvangen voor bestelling { $order }, die al volledig was betaald.
mail-came-effect = De bestelling gaat in zodra de rest uiterlijk op { $until } meetelt. Gebruik hetzelfde kenmerk.
mail-came-not-lost = Wat u hebt betaald is niet weg, ook niet als de rest uitblijft: uw volgende bestelling wordt ermee betaald, of u krijgt het terug.
mail-came-subject-without = Bestelling { $order }: uw betaling is niet verwerkt voor { $offers }
mail-came-heading-without = Uw betaling telde niet voor de hele bestelling mee
mail-came-badge-without = Deels verwerkt
mail-came-lead-without = Wij hebben { $amount } ontvangen voor bestelling { $order }. Voor de rest van de bestelling is de betaling verwerkt, maar niet voor wat hier wordt genoemd.
mail-came-without-late = Te laat: de betaling moest uiterlijk op { $until } meetellen
mail-came-without-other = Verlengen of opnieuw activeren was niet meer mogelijk
mail-came-held-without = Dat deel van het bedrag houden wij voor u aan: uw volgende bestelling wordt ermee betaald. Hebt u het liever terug, of vindt u dat de betaling toch moet meetellen, beantwoord dan dit bericht of neem contact met ons op.
mail-came-held = Wij houden het voor u aan: uw volgende bestelling wordt ermee betaald. Hebt u het liever terug, beantwoord dan dit bericht of neem contact met ons op.
mail-exception-subject = Uw { $offer }: een uitzondering tot en met { $date }
mail-exception-subject-ended = Uw { $offer }: een uitzondering is beëindigd
mail-exception-heading = Een uitzondering voor u
mail-exception-heading-ended = Een uitzondering is beëindigd
mail-exception-badge = Uitzondering
mail-exception-lead = De medewerkers van het programma hebben dit voor uw { $offer } toegestaan, tot en met { $until }: { $kind }.
mail-exception-lead-ended = Dit geldt niet meer voor uw { $offer }: { $kind }. Vanaf nu gelden de gewone regels.
mail-exception-renew-exempt = U kunt verlengen zonder aan de eisen te voldoen. U betaalt nog wel de bijdrage.
mail-exception-reactivate-exempt = U kunt deze aanbieding opnieuw activeren zonder aan de eisen te voldoen. U betaalt nog wel de bijdrage.
mail-exception-renew-later = U kunt verlengen tot en met { $until }.
mail-exception-reactivate = U kunt uw aanbieding tot en met { $until } opnieuw activeren door de bijdrage te betalen.
mail-exception-pay-late = Een betaling met een valutadatum van uiterlijk { $until } telt nog mee.
mail-exception-see = Bij Lidmaatschapsaanbiedingen ziet u wat u kunt doen en tot wanneer.

## De overstap uit het oude systeem

mail-moved-subject = Uw overstap is voltooid op { $date }
mail-moved-heading = Uw overstap is voltooid
mail-moved-badge = Overgestapt
mail-moved-title = Uw account
mail-moved-lead = Uw account staat niet meer in { $system }. Alles is meteen mogelijk; uw data zijn gebleven zoals ze waren.
mail-moved-renew = U kunt uw { $offer } verlengen tot en met { $until }.
mail-moved-reactivate = U kunt uw { $offer } opnieuw activeren tot en met { $until }.
mail-moved-without-role = Deze medewerkers hebben geen rol meer; zij kunnen niet inloggen en krijgen geen mails: { $names }. U geeft hun een rol op de pagina Medewerkers van het portaal.

## Opnieuw geactiveerd

mail-reactivated-subject = Uw { $offer } is weer actief, tot en met { $date }
mail-reactivated-heading = Dank u wel: uw aanbieding is weer actief
mail-reactivated-lead = Uw { $offer } is weer actief sinds { $on }, tot en met { $until }. Tussen het moment van vervallen en die dag had u geen voordelen.
mail-reactivated-from-label = Verstreken jubileumdatum
mail-renewed-without = De verlenging geldt niet voor { $areas }: aan de eisen is niet voldaan. { $count ->
    [one] U houdt dit gebied alleen als u uiterlijk op { $until } aan de eisen voldoet.
   *[other] U houdt elk van deze gebieden alleen als u uiterlijk op { $until } aan de eisen ervan voldoet.
}

mail-row-reactivate-until = Opnieuw te activeren tot en met
mail-row-next-anniversary = Volgende jubileumdatum als u nu activeert
mail-row-allowed-until = Toegestaan tot en met
mail-row-moved-on = Overgestapt op
mail-row-locations = Vestigingen
mail-reminder-partly = Voor een deel van de gebieden is niet aan de eisen voldaan. Nodig: { $missing }. Een gebied waarvoor u niet uiterlijk op { $until } aan de eisen voldoet, vervalt, ook als u verlengt.
mail-reminder-missing = Aan de eisen is nog niet voldaan. Nodig: { $missing }. U kunt verlengen zodra u eraan voldoet, tot en met { $until }.
mail-lapsed-reactivate = U kunt uw aanbieding tot en met { $date } opnieuw activeren door de bijdrage te betalen.
mail-order-lead-reactivation = Dank u wel voor uw bestelling om uw { $offer } opnieuw te activeren. U kunt betalen per bankoverschrijving:
mail-order-after-reactivation = Zodra de betaling is bevestigd, is uw aanbieding weer actief en krijgt u van ons bericht. De valutadatum telt: tot en met { $date } bent u op tijd, ook als wij de betaling later zien.

## Een factuur of creditnota

mail-invoice-subject = Factuur { $number }: { $amount }, betaald
mail-invoice-heading = Uw factuur
mail-invoice-lead = Dank u voor uw betaling van { $date } voor bestelling { $order }. De factuur vindt u als pdf in de bijlage; u hoeft niets meer te betalen.
mail-invoice-credit-subject = Creditnota { $number }: { $amount }
mail-invoice-credit-heading = Uw creditnota
mail-invoice-credit-lead = Bestelling { $order } is op { $date } aan u terugbetaald. De creditnota bij factuur { $invoice } vindt u als pdf in de bijlage.
mail-invoice-later = De facturen en creditnota's van alle jaren kunt u altijd downloaden bij uw bestellingen.
mail-invoice-button = Bestellingen en facturen
mail-invoice-footer = U ontvangt dit bericht omdat u beheerder bent van { $member } bij { $programme }, of omdat de facturen voor { $member } naar dit adres gaan.
mail-row-invoice = Factuurnummer
mail-row-credit-note = Creditnotanummer
mail-row-date = Datum

## Automatisch verlengen
mail-auto-row-card = Creditcard
mail-auto-row-charge = Afschrijving op
mail-auto-with-tax = { $amount } inclusief { $tax }
mail-auto-badge-on = Wordt automatisch verlengd
mail-auto-badge-failed = Niet automatisch verlengd
mail-auto-badge-off = Uitgeschakeld
mail-auto-subject-upcoming = { $offer }: automatisch verlengd op { $date }
mail-auto-subject-expires = { $offer }: { $card } verloopt vóór uw verlenging
mail-auto-subject-failed = { $offer }: afschrijven van { $card } is niet gelukt
mail-auto-subject-given-up = { $offer }: verleng zelf, uiterlijk op { $until }
mail-auto-subject-on = { $offer }: automatisch verlengen is ingeschakeld
mail-auto-subject-off = { $offer }: automatisch verlengen is uitgeschakeld
mail-auto-heading-upcoming = Uw bijdrage wordt automatisch afgeschreven
mail-auto-heading-expires = Uw creditcard verloopt vóór de verlenging
mail-auto-heading-failed = Afschrijven is niet gelukt
mail-auto-heading-given-up = Niet automatisch verlengd
mail-auto-heading-on = Automatisch verlengen is ingeschakeld
mail-auto-heading-off = Automatisch verlengen is uitgeschakeld
mail-auto-upcoming = Op { $date } schrijven wij de bijdrage van die dag af van { $card } en verlengen wij uw { $offer }. U hoeft niets te doen.
mail-auto-expires = Uw { $offer } zou op { $date } automatisch worden verlengd, maar { $card } is dan verlopen. Er wordt niets afgeschreven.
mail-auto-failed = Wij konden de bijdrage voor uw { $offer } niet afschrijven van { $card }: { $why }. Op { $date } proberen wij het opnieuw.
mail-auto-given-up = Uw { $offer } is niet automatisch verlengd: { $why }. Er is niets afgeschreven en wij proberen het niet opnieuw.
mail-auto-on = Vanaf nu wordt uw { $offer } automatisch verlengd. Op { $date } schrijven wij de bijdrage van die dag af van { $card }; u krijgt daarover vooraf bericht.
mail-auto-off = Uw { $offer } wordt niet meer automatisch verlengd. Er wordt niets meer afgeschreven van { $card } en de betaaldienst verwijdert die creditcard.
mail-auto-missing = Er wordt alleen afgeschreven als u op die dag aan de eisen voldoet. Nog nodig: { $missing }.
mail-auto-can-switch-off = U kunt dit tot die tijd altijd uitschakelen op de pagina met uw lidmaatschapsaanbiedingen. U verlengt dan zelf.
mail-auto-pay-otherwise = U kunt de bestelling ook anders betalen, met een andere creditcard of per bankoverschrijving, uiterlijk op { $until }.
mail-auto-renew-until = U kunt tot en met { $until } zelf verlengen op de pagina met uw lidmaatschapsaanbiedingen.
mail-auto-renew-yourself = U kunt zelf verlengen van { $from } tot en met { $until }. Automatisch verlengen kan weer met een creditcard die u opgeeft op de pagina met uw lidmaatschapsaanbiedingen, of als u een bestelling met een creditcard betaalt.
mail-auto-other-card = Geef vóór die dag een andere creditcard op, op de pagina met uw lidmaatschapsaanbiedingen; dan wordt er toch automatisch verlengd. Of verleng zelf, van { $from } tot en met { $until }.
