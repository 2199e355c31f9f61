# Opnieuw activeren wat is vervallen.

reactivate-page-title = { $offer } opnieuw activeren
reactivate-lead-relief = Dit kan tot en met { $until }, volgens de regeling “{ $relief }”.
reactivate-lead-staff = Dit kan tot en met { $until }: medewerkers van het programma hebben het toegestaan.
reactivate-table-title = Voor en na het opnieuw activeren
reactivate-table-before = Nu
reactivate-table-after = Na het opnieuw activeren
reactivate-row-status = Status
reactivate-row-window = Verlengingsperiode
reactivate-lapsed-since = Vervallen op { $on }
reactivate-active-from = Actief vanaf de valutadatum van uw betaling
reactivate-window-missed = Verlopen
reactivate-words-short = { $days ->
    [one] Betaalt u vandaag, dan hebt u alleen vandaag nog voordelen: de jubileumdatum is { $anniversary }. Al vanaf { $opens } kunt u weer verlengen, tegen een nieuwe jaarbijdrage.
   *[other] Betaalt u vandaag, dan hebt u nog { $days } dagen voordelen tot de jubileumdatum, { $anniversary }. Al vanaf { $opens } kunt u weer verlengen, tegen een nieuwe jaarbijdrage.
}
reactivate-words-gap = Voor de tussenliggende dagen hebt u geen voordelen: vanaf { $from } tot uw betaling telt.
reactivate-base-anniversary = De jubileumdatum volgt uit de gemiste jubileumdatum, niet uit de dag waarop u betaalt. Hoe langer u wacht, hoe korter de tijd waarvoor u betaalt.
reactivate-base-payment = De jubileumdatum wordt geteld vanaf de valutadatum van uw betaling. Deze data gelden bij een betaling van vandaag.
reactivate-if-not = Na { $until } kunt u niet meer opnieuw activeren. U kunt de aanbieding dan alleen nog opnieuw aanschaffen{ $requirements ->
    [apply] , en dan gelden de eisen.
   *[none] .
}
reactivate-requirements-waived = U hebt een vrijstelling van de eisen (“{ $relief }”). U betaalt alleen de jaarbijdrage.
reactivate-requirements-waived-staff = Medewerkers van het programma hebben u vrijgesteld van de eisen. U betaalt alleen de jaarbijdrage.
reactivate-requirements-met = U voldoet aan de eisen.
reactivate-requirements-missing = Voordat u opnieuw kunt activeren, moet u aan de eisen voldoen. Nog te behalen:
reactivate-order-for = { $offer } opnieuw activeren: de jubileumdatum verschuift van { $before } naar { $after }.
reactivate-letter-line = Opnieuw activeren van { $offer }
