# Waaraan moet worden voldaan: de lijst van gebieden en de pagina van elk gebied.

qualifications-list-lead = Wat u hebt en hoever u bent met de eisen.
qualifications-filter-label = Wat u ziet
qualifications-filter-yours = Die u hebt
qualifications-filter-all = Alle
qualifications-column-area = Gebied
qualifications-none-title = U hebt hier nog niets van.
qualifications-none-words = Kies “Alle” om te zien wat voor elk gebied wordt geëist.
qualifications-plain-title = Eisen van andere aanbiedingen
qualifications-exempt-words = “Voldaan, vrijgesteld” betekent: u hebt een vrijstelling, ook als u nog niet aan alle eisen voldoet. Tot wanneer, ziet u op de pagina van het gebied.
qualifications-help-states = Wat betekenen de aanduidingen?
qualifications-help-states-words = “Niet begonnen”: er is nog niets van wat wordt geëist. “Bezig”: een deel is er; wat nog ontbreekt, ziet u op de pagina van het gebied. “Voldaan”: u voldoet aan de eisen of bent ervan vrijgesteld. “Actief”: u hebt dit niveau. “Gekwalificeerd”: u komt ervoor in aanmerking, maar hebt het niet.
qualifications-help-risk = Wat betekent “Loopt gevaar”?
qualifications-help-risk-words = U hebt dit gebied, maar voldoet niet meer aan de eisen. Voorlopig verandert er niets. Voldoet u bij de verlenging nog steeds niet, dan vervalt het.

## Aanduidingen
qualifications-state-not-started = Niet begonnen
qualifications-state-in-progress = Bezig
qualifications-state-complete = Voldaan
qualifications-state-exempt = Voldaan, vrijgesteld
qualifications-state-on-return = Voldaan, met vrijstelling bij opnieuw activeren
qualifications-mark-active = Actief
qualifications-mark-qualified = Gekwalificeerd
qualifications-mark-at-risk = Loopt gevaar
qualifications-mark-lapses = Vervalt op { $on }
qualifications-mark-lapsed = Vervallen op { $on }
qualifications-mark-reactivatable = Opnieuw te activeren tot en met { $until }

## Eén gebied
qualifications-nothing-required = Hiervoor gelden geen eisen.
qualifications-any-path = Een van deze mogelijkheden is genoeg.
qualifications-path-met = Voldaan
qualifications-need-met = voldaan
qualifications-need-progress = { $measure }: { $have } van { $need }
qualifications-need-missing = Nog te behalen: { $what }.
qualifications-step-cover = Toevoegen zonder extra bijdrage
qualifications-step-cover-words = U voldoet aan de eisen. Uw { $offer } kan ook voor dit gebied gelden; de bijdrage die u voor het niveau betaalt, is genoeg.
qualifications-step-cover-later = Zodra u aan de eisen voldoet, kan uw { $offer } ook voor dit gebied gelden, zonder extra bijdrage.
qualifications-step-buy-later = Zodra u aan de eisen voldoet, kunt u dit aanschaffen voor { $fee } per jaar.
qualifications-step-later = Zodra u aan de eisen voldoet, kunt u dit krijgen.
qualifications-step-see = { $offer } bij de lidmaatschapsaanbiedingen
qualifications-step-covered = { $offer } omvat nu ook { $area }.

## Wat is behaald
qualifications-attained-title = Wat voor u meetelt
qualifications-attained-none = Er is nog niets vastgelegd.
qualifications-attained-words = Medewerkers van het programma leggen dit vast. Ontbreekt er iets? Neem dan contact op met het programmateam.
qualifications-attained-what = Wat
qualifications-attained-since = Sinds
qualifications-attained-until = Tot en met
qualifications-attained-for-good = onbeperkt
qualifications-attained-over = telt niet meer mee
qualifications-attained-general = (voor elk gebied)
qualifications-attained-amount = { $measure }: { $amount }
