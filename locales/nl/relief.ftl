# Medewerkers: de regelingen van het programma en wat zij veranderen.

relief-nav-label = Regelingen
relief-page-title = Regelingen
relief-page-words = Wat het programma naast zijn regels toestaat, zoals het geldt op
relief-page-none = Het programma heeft geen regelingen.
relief-none-advice = Een regeling staat in het programmabestand, als tabel [[relief]], en wordt daarmee gepubliceerd.
relief-stage-to-come = Wordt aangekondigd op { $on }
relief-stage-since = Van kracht sinds { $on }
relief-stage-revised = Herzien op { $on }
relief-stage-withdrawn = Ingetrokken op { $on }
relief-page-announced = Aangekondigd op { $on }
relief-page-revised = Herzien op { $on }
relief-counts-now = geldt vandaag
relief-page-for = Voor
relief-no-offer = geen aanbieding
relief-page-areas = Gebieden
relief-all-areas = alle
relief-page-except = Behalve in
relief-page-anniversaries = Jubileumdata
relief-effect-waived = Vrijstelling van de eisen. De jaarbijdrage blijft verschuldigd, binnen de gewone verlengingsperiode.
relief-effect-days = { $days ->
    [one] De jubileumdatum schuift één dag op.
   *[other] De jubileumdatum schuift { $days } dagen op.
}
relief-effect-months = { $months ->
    [one] De jubileumdatum schuift één maand op.
   *[other] De jubileumdatum schuift { $months } maanden op.
}
relief-effect-to = De jubileumdatum wordt { $day }, tenzij zij al later valt.
relief-effect-reactivation = Wat is vervallen met een jubileumdatum van { $from } tot en met { $until }, kan tot en met { $pay } met een betaling opnieuw worden geactiveerd.
relief-effect-approval = Medewerkers keuren elke keer goed dat er opnieuw wordt geactiveerd, met een uitzondering.
relief-effect-reactivation-waived = Bij opnieuw activeren geldt een vrijstelling van de eisen.
relief-effect-reactivation-met = Bij opnieuw activeren moet aan de eisen zijn voldaan.
relief-effect-base-anniversary = Na opnieuw activeren telt de volgende jubileumdatum vanaf de verstreken jubileumdatum.
relief-effect-base-payment = Na opnieuw activeren telt de volgende jubileumdatum vanaf de dag van de betaling.
relief-page-reminder = Wat herinneringen in plaats daarvan zeggen
relief-page-notice = Wat leden lezen
relief-preview-link = Voor wie geldt dit

## Wat een regeling verandert
relief-preview-title = { $relief }: wat er verandert
relief-preview-words = Elke aanbieding zoals zij verdergaat met de regeling, naast hoe het zonder zou gaan. Vergeleken voor { $on }.
relief-preview-too-many = Er zijn te veel leden om dit uit te rekenen terwijl u wacht. De opdrachtregel doet het en laat zien hoe ver zij is:
relief-page-totals = Totalen
relief-total-differing = Er verandert iets voor
relief-total-covered = Valt onder de regeling
relief-total-waived = Vrijgesteld van de eisen
relief-total-carried = waarvan al verlengd, en vrijgesteld tot de volgende jubileumdatum
relief-total-moved = Jubileumdatum verschoven
relief-total-reactivatable = Opnieuw te activeren
relief-total-kept = Zonder regeling al vervallen
relief-total-must-move = Moet nog overstappen
relief-total-subscriptions = Bekeken aanbiedingen
relief-total-members = Bekeken leden
relief-total-fees = Bijdragen die verschuldigd blijven
relief-total-taxes = Daarin begrepen belasting
relief-total-failed = Leden die niet konden worden bekeken
relief-page-mails = Mails
relief-mail-kind = Mail
relief-page-without = Zonder de regeling
relief-page-with = Met de regeling
relief-mail-reminder = Herinnering { $number }
relief-mail-lapse = Bericht van vervallen
relief-mail-announcement = Aankondiging van de regeling
relief-mail-gone = { $mail } wordt niet verstuurd
relief-mail-new = { $mail }, nieuw
relief-mail-waived = { $mail }: vrijgesteld van de eisen, bijdrage blijft verschuldigd
relief-mail-own-words = { $mail } met de woorden van de regeling
relief-mail-usual = { $mail } met de gewone woorden
relief-mails-same = zoals zonder regeling
relief-page-rows = Voor wie geldt dit
relief-rows-none = Er verandert voor niemand iets.
relief-rows-beyond = De lijst is vóór deze pagina al ten einde.
relief-column-granted = Wat wordt toegestaan
relief-column-days = Jubileumdatum en verlengingsperiode
relief-row-waived = Vrijgesteld van de eisen
relief-row-waived-for = Vrijgesteld van de eisen voor { $areas }
relief-row-reactivation = Opnieuw te activeren tot en met { $until }; de volgende jubileumdatum is dan { $next }
relief-row-must-move = Moet nog overstappen
relief-no-fee = geen
relief-row-range = { $from } t/m { $until }
relief-pages-back = Eerste pagina
