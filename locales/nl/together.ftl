# Eén bestelling voor meer abonnementen.

together-offers-title = { $count } aanbiedingen tegelijk verlengen
together-offers-words = Eén bestelling, één betaling en één factuur: { $total } voor alles samen.
together-offers-legend = Wat u samen wilt verlengen
together-offers-item = { $fee }, uiterlijk te verlengen op { $until }
together-offers-go = Aangevinkte samen verlengen
together-page-title = { $count } aanbiedingen met één bestelling verlengen
together-page-lead = U betaalt één keer; elke aanbieding wordt verlengd volgens haar eigen datums.
together-page-late = Komt een betaling voor een van de aanbiedingen te laat, dan worden de andere wel verlengd. Dat deel van het bedrag houden wij dan voor u aan.
