# Medewerkers activeren iets opnieuw voor een lid.

behalf-page-title = { $offer } opnieuw activeren voor { $member }
behalf-by-relief = Dit kan tot en met { $until }, volgens de regeling “{ $relief }”.
behalf-by-exception = Dit kan tot en met { $until }, door een uitzondering.
behalf-active-from = Actief vanaf de valutadatum van de betaling
behalf-page-fee = Er wordt een bestelling van { $fee } geplaatst op naam van het lid; de beheerders krijgen bericht hoe zij betalen. De betaling telt met een valutadatum tot en met { $until }.
behalf-page-free = Er hoeft niets te worden betaald. De aanbieding is meteen actief.
behalf-page-order = Bestelling plaatsen
behalf-page-reactivate = Opnieuw activeren
behalf-page-approve = Opnieuw activeren goedkeuren
behalf-not-your-role = Met uw rol ziet u dit, maar kunt u niet voor leden bestellen.
behalf-page-link = { $offer } opnieuw activeren
