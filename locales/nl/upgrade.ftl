### Een aanbieding die in de plaats komt van een andere
upgrade-rule-title = Upgraden
upgrade-reason-replaced = Op { $on } is { $offer } hiervoor in de plaats gekomen. Deze aanbieding wordt niet meer verlengd en de jaarbijdrage wordt niet terugbetaald.
upgrade-reason-replaces = Deze aanbieding komt vanaf de dag van aankoop in de plaats van { $offer }.
upgrade-reason-discount = { $share ->
    [none] Er gaat { $amount } van de jaarbijdrage af, omdat de aanbieding vanaf de dag van aankoop in de plaats komt van { $offer }.
   *[other] Er gaat { $share } van de jaarbijdrage af ({ $amount }), omdat de aanbieding vanaf de dag van aankoop in de plaats komt van { $offer }.
}
upgrade-reason-ordered = Bestelling { $order } voor { $offer }, die hiervoor in de plaats komt, wacht op betaling; de valutadatum moet uiterlijk { $until } zijn. Wie de upgrade niet wil, annuleert eerst die bestelling.
upgrade-reason-renewal-ordered = Bestelling { $order } voor { $offer } wacht op betaling; de valutadatum moet uiterlijk { $until } zijn. Betaal of annuleer haar vóór de upgrade, zodat niemand voor beide betaalt.
upgrade-reason-nothing = { $offer }, waarvoor deze aanbieding in de plaats zou komen, is intussen terugbetaald of vervangen. Daarmee vervalt de grond voor de korting; het geld houden wij voor het lid aan.
upgrade-reason-undone = { $offer }, die hiervoor in de plaats was gekomen, is op { $on } terugbetaald: deze aanbieding is er weer, met haar eigen datums.
upgrade-ledger-replaced = { $by } is in de plaats gekomen van { $offer }
