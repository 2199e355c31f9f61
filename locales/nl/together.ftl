# Eén bestelling voor meer abonnementen.

together-offers-title = { $count } aanbiedingen tegelijk verlengen
together-offers-words = Eén bestelling, één betaling en één factuur: { $total } voor alles samen.
together-offers-legend = Wat u samen wilt verlengen
together-offers-item = { $fee }, uiterlijk te verlengen op { $until }
together-offers-go = Aangevinkte samen verlengen
together-page-title = { $count } aanbiedingen met één bestelling verlengen
together-page-lead = U betaalt één keer; elke aanbieding wordt verlengd volgens haar eigen datums.
together-page-late = Komt een betaling voor een van de aanbiedingen te laat, dan worden de andere wel verlengd. Dat deel van het bedrag houden wij dan voor u aan.

## Als iets wat is vervallen met dezelfde bestelling terugkomt
together-offers-title-back = { $count } aanbiedingen tegelijk verlengen of opnieuw activeren
together-offers-legend-back = Wat u samen wilt verlengen of opnieuw activeren
together-offers-item-back = { $fee }, vervallen; opnieuw te activeren tot en met { $until }
together-offers-go-back = Aangevinkte samen bestellen
together-page-title-back = { $count } aanbiedingen met één bestelling verlengen of opnieuw activeren
together-page-lead-back = U betaalt één keer; elke aanbieding wordt volgens haar eigen datums verlengd of opnieuw actief.
together-page-lapsed = Deze aanbieding is vervallen op { $on } en wordt weer actief zodra de betaling meetelt. Na { $until } kunt u haar niet meer opnieuw activeren.
together-page-late-back = Komt een betaling voor een van de aanbiedingen te laat, dan telt zij voor de andere wel. Dat deel van het bedrag houden wij dan voor u aan.
