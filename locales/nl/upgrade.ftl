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
upgrade-offer-title = Upgraden naar { $offer }
upgrade-offer-not-now = Nog niet te upgraden naar { $offer }
upgrade-offer-price = { $share ->
    [none] Het eerste jaar kost { $fee }. { $offer } gaat in met de betaling en komt in de plaats van deze aanbieding.
   *[other] Het eerste jaar kost { $fee }: van de jaarbijdrage gaat { $share } af. { $offer } gaat in met de betaling en komt in de plaats van deze aanbieding.
}
upgrade-buy-effect = { $new } komt in de plaats van uw { $old } op de dag waarop de betaling telt. Vanaf dat moment wordt { $old } niet meer verlengd, wordt de jaarbijdrage daarvan niet terugbetaald en vervallen de voordelen; in plaats daarvan hebt u de voordelen van { $new }. Wat u al hebt ingewisseld, blijft te gebruiken tot en met de eigen datum.
upgrade-buy-left = { $areas } vervalt samen met { $old }, omdat daar niet aan de eisen van { $new } is voldaan. Dat geldt ook voor alles wat u hieronder niet kiest.
upgrade-order-gone = { $offer }, waarvoor deze aanbieding in de plaats zou komen, is intussen terugbetaald of vervangen; daarmee vervalt de grond voor de korting. Betaal deze bestelling niet: annuleer haar hieronder en bestel opnieuw. Geld dat er toch voor binnenkomt, heeft geen gevolg; wij houden het voor u aan.
upgrade-order-replaces = Komt in de plaats van
upgrade-order-waits = { $offer }, vanaf de dag waarop de betaling telt
upgrade-order-done = { $offer }, op { $on }
upgrade-order-nothing = { $offer }, intussen terugbetaald of vervangen: een betaling heeft geen gevolg
upgrade-mail-ordered = { $new } komt in de plaats van uw { $old } op de dag waarop de betaling telt. Vanaf dat moment wordt { $old } niet meer verlengd, wordt de jaarbijdrage daarvan niet terugbetaald en vervallen de voordelen daarvan.
upgrade-mail-replaced = { $new } is op { $on } in de plaats gekomen van uw { $old }. { $old } wordt niet meer verlengd, de jaarbijdrage wordt niet terugbetaald en de voordelen zijn vervallen; in plaats daarvan hebt u de voordelen van { $new }.
upgrade-mail-again = Uw { $old }, waarvoor { $new } in de plaats was gekomen, is er weer, met de datums die u had. Die aanbieding wordt niet automatisch verlengd: kijk tot wanneer u kunt verlengen.
