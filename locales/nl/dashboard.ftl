# Het eerste scherm van een lid.

dashboard-nav-label = Overzicht
dashboard-page-title = Overzicht
dashboard-calm-until = U hoeft niets te doen tot { $date }
dashboard-calm-now = U hoeft niets te doen
dashboard-calm-words = Alles is in orde. Alle beheerders krijgen op tijd een herinnering.
dashboard-empty-words = Uw lidmaatschap zelf hoeft u nooit te verlengen.
dashboard-empty-go = Bekijk wat u kunt toevoegen
dashboard-ahead-title = Komende data
dashboard-ahead-renew = Verlengen

## Kaarten
dashboard-open-title = { $offer } verlengen
dashboard-open-blocked = { $offer } is nog niet te verlengen
dashboard-open-alone = { $areas }: wordt niet mee verlengd, omdat niet aan de eisen is voldaan.
dashboard-open-exempt = U hebt een vrijstelling van de eisen. U betaalt nog wel de jaarbijdrage.
dashboard-open-if-not = Verlengt u niet, dan vervallen uw { $offer } en de bijbehorende voordelen op { $on }.
dashboard-flight-title = Uw betaling voor { $offer } is onderweg
dashboard-flight-order = Bestelling bekijken
dashboard-pay-title = Bestelling { $number } betalen: { $offer }
dashboard-pay-purchase = De aanbieding gaat in met uw betaling. Na { $until } verloopt de bestelling.
dashboard-pay-reactivation = Met uw betaling activeert u de aanbieding opnieuw. Het geld moet uiterlijk op { $until } binnen zijn.
dashboard-reactivate-title = { $offer } opnieuw activeren
dashboard-reactivate-lapsed = Vervallen op { $on }. Na het opnieuw activeren is de jubileumdatum { $next } en kunt u weer verlengen vanaf { $opens }.
dashboard-reactivate-if-not = Na { $until } kunt u de aanbieding alleen nog opnieuw aanschaffen{ $requirements ->
    [apply] , en dan gelden de eisen.
   *[none] .
}
dashboard-lapsed-title = { $offer } is vervallen
dashboard-lapsed-words = De verlengingsperiode is zonder verlenging verlopen; sinds { $on } hebt u geen voordelen meer.
dashboard-losing-title = Vervalt binnenkort: { $areas }
dashboard-losing-words = { $offer } is zonder dit gebied verlengd. Het vervalt op { $on }, tenzij u vóór die dag aan de eisen voldoet.
dashboard-risk-title = Loopt gevaar: { $areas }
dashboard-risk-all = { $offer } loopt door. Om te verlengen, van { $from } tot en met { $until }, moet u weer aan de eisen voldoen.
dashboard-risk-some = { $offer } kunt u nog verlengen. Wat gevaar loopt, vervalt afzonderlijk, tenzij u uiterlijk op { $until } aan de eisen voldoet.
dashboard-again-title = De eisen gelden weer: { $areas }
dashboard-again-words = De vrijstelling geldt voor het jaar dat u hebt betaald. Om { $offer } daarna te verlengen, van { $from } tot en met { $until }, moet u aan de eisen voldoen.
dashboard-again-missing = Voor { $area } ontbreekt nog: { $missing }.
dashboard-again-missing-all = Er ontbreekt nog: { $missing }.
dashboard-aside-title = De betaling van bestelling { $number } kwam te laat
dashboard-aside-words = De valutadatum is { $value }; de laatste dag was { $until }. Het geld is apart gezet. Medewerkers van het programma bepalen samen met u wat ermee gebeurt.
dashboard-aside-see = Bestelling bekijken

## Mededelingen
dashboard-notices-title = Goed om te weten
dashboard-relief-announced = Aangekondigd op { $on }.
dashboard-relief-revised = Herzien op { $on }.
dashboard-relief-withdrawn = Ingetrokken op { $on }; wat voor u al gold, blijft gelden.
dashboard-relief-notice = De mededeling van het programma
dashboard-relief-waived = { $offer }: u hebt een vrijstelling van de eisen tot de volgende verlenging, tot en met { $until }.
dashboard-relief-waived-some = { $offer }: u hebt voor { $areas } een vrijstelling van de eisen tot de volgende verlenging, tot en met { $until }.
dashboard-relief-moved = { $offer }: de jubileumdatum verschuift van { $from } naar { $to }.
dashboard-relief-reactivate = { $offer }: vervallen. Tot en met { $until } kunt u deze aanbieding opnieuw activeren.
dashboard-exception-words = { $offer }: { $what }
dashboard-moved-words = Uw account is op { $on } overgestapt. Sindsdien kunt u alles doen.
