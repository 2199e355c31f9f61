# Waarom iets zo is of geweigerd wordt. De namen volgen de redenen van de kern; dezelfde zinnen staan in het portaal, de API, op de
# opdrachtregel en in de mails.

reason-never-renews = Deze aanbieding hoeft nooit te worden verlengd.
reason-first-anniversary = De aanbieding is aangeschaft op { $purchased }; daarom is de jubileumdatum { $anniversary }.
reason-carried-over = De jubileumdatum, { $anniversary }, is overgenomen uit de eerdere administratie.
reason-next-anniversary = Het jaar tot en met { $renewed } is verlengd met een betaling van { $paid }; daarom is de jubileumdatum nu { $anniversary }.
reason-not-begun = De aanbieding gaat in op { $begins }.
reason-not-open-yet = De jubileumdatum is { $anniversary }. Verlengen kan vanaf { $opens }.
reason-window-open = De verlengingsperiode loopt van { $opens } tot en met { $closes }.
reason-window-closed = De verlengingsperiode is op { $closes } ongebruikt verstreken.
reason-benefits-until = De voordelen lopen tot en met { $until }, en na verlenging zonder onderbreking door.
reason-benefits-ended = Vanaf { $from } zijn er geen voordelen meer.
reason-next-if-renewed = Verlengt u binnen de verlengingsperiode, dan valt de volgende jubileumdatum op { $next }, op welke dag van die periode u ook verlengt.
reason-lapses-on = Verlengt u niet, dan vervalt de aanbieding op { $on }.
reason-fee-due = De bijdrage is { $fee }.
reason-tax-charged = Daarin is { $rate } { $tax } begrepen ({ $country }): { $amount }.
reason-no-tax = { $why ->
    [reverse-charge] Er wordt geen { $tax } in rekening gebracht: met zijn btw-nummer draagt het bedrijf die zelf af (verlegd, { $country }).
    [exempt] Er wordt geen { $tax } in rekening gebracht: medewerkers van het programma hebben vastgesteld dat het bedrijf is vrijgesteld.
   *[other] Er wordt geen { $tax } in rekening gebracht: het land van het bedrijf ({ $country }) valt buiten de heffing.
}
reason-no-fee = Er hoeft niets te worden betaald.
reason-pay-by-order = De bijdrage van { $fee } moet worden betaald: plaats eerst een bestelling.
reason-order-open = Bestelling { $order } wacht op betaling; de valutadatum moet uiterlijk { $until } zijn.
reason-awaiting-payment = De aanbieding gaat in zodra bestelling { $order } is betaald. Dat kan tot en met { $until }.
reason-order-expired = Bestelling { $order } is niet uiterlijk op { $on } betaald en is verlopen.
reason-lapsed = De aanbieding is vervallen op { $on }.
reason-buy-anew = U kunt de aanbieding opnieuw aanschaffen; daarmee begint een nieuw jaar.
reason-already-renewed = Het jaar tot en met { $anniversary } is al verlengd.
reason-paid-in-window = De betaling telt op { $value }, binnen de verlengingsperiode die loopt tot en met { $closes }.
reason-paid-too-late = De betaling telt op { $value }, na { $until }, de laatste dag waarop zij nog kon meetellen. Het bedrag is apart gezet; onze medewerkers beslissen erover.
reason-purchased-on = De aanschaf telt vanaf { $on }.
reason-value-date-ahead = De valutadatum { $value } ligt in de toekomst; vandaag is het { $today }.
reason-value-date-before-order = De valutadatum { $value } ligt te lang vóór de bestelling, die op { $ordered } is geplaatst; controleer het jaartal.
reason-wrong-amount = De bestelling bedraagt { $expected }; { $given } kan er niet voor zijn ontvangen. Geef een bedrag boven nul op, in dezelfde valuta.
reason-order-cancelled = Bestelling { $order } is op { $on } geannuleerd.
reason-payment-moved = Met het geld dat voor bestelling { $from } was ontvangen (valutadatum { $value }) is bestelling { $order } betaald.
reason-refunded = Het bedrag van bestelling { $order }, { $amount }, is op { $on } terugbetaald. Wat ermee betaald was, is ongedaan gemaakt.
reason-nothing-paid = Voor bestelling { $order } is geen geld ontvangen; er valt niets terug te betalen.
reason-refund-over = Bestelling { $order } kon tot en met { $until } worden terugbetaald.
reason-not-refundable = Dit programma betaalt bestelling { $order } niet terug.
reason-renewed-since = Er is daarna verlengd voor het jaar na { $anniversary }; alleen de laatste verlenging kan ongedaan worden gemaakt.
reason-payment-in-flight = { $how ->
    [card] De creditcardbetaling voor bestelling { $order } wordt verwerkt.
   *[other] Voor bestelling { $order } hebben wij een betalingsbewijs met valutadatum { $value }.
} Wij wachten tot en met { $until } op het geld. Is het dan niet ontvangen, dan geldt de aanbieding als vervallen op { $lapses }.
reason-payment-shown = { $how ->
    [card] De creditcardbetaling voor bestelling { $order } wordt verwerkt.
   *[other] Voor bestelling { $order } hebben wij een betalingsbewijs met valutadatum { $value }; wij gaan na of het geld is ontvangen.
}
reason-proof-filed = Op { $on } is voor bestelling { $order } een betalingsbewijs met valutadatum { $value } ingediend.
reason-proof-accepted = Het betalingsbewijs voor bestelling { $order } is op { $on } geaccepteerd: het geld is ontvangen.
reason-proof-rejected = Het betalingsbewijs voor bestelling { $order } is op { $on } afgewezen.
reason-unknown-proof = Dit betalingsbewijs is bij bestelling { $order } niet bekend.
reason-proof-settled = Dit betalingsbewijs voor bestelling { $order } is op { $on } afgehandeld.
reason-proofs-enough = Voor bestelling { $order } zijn { $most } betalingsbewijzen ingediend; meer nemen wij er niet aan.
reason-card-in-flight = De creditcardbetaling voor bestelling { $order } wordt sinds { $on } verwerkt.
reason-card-failed = De creditcardbetaling voor bestelling { $order } is op { $on } mislukt; er is geen geld ontvangen.
reason-already-paid = Bestelling { $order } is al betaald, met valutadatum { $value }.
reason-payment-known = De betaling van { $amount } met valutadatum { $value } was al vastgelegd voor bestelling { $order }.
reason-partly-paid = Voor bestelling { $order } is { $received } ontvangen; er ontbreekt nog { $missing }, en dat moet uiterlijk op { $until } meetellen.
reason-held-over = Voor bestelling { $order } is meer ontvangen dan zij kost: { $held } houden wij voor het lid aan. De volgende bestelling wordt ermee betaald, of het wordt terugbetaald.
reason-held-for-items = Een deel van bestelling { $order } kon niet meer ingaan: { $held } houden wij voor het lid aan. De volgende bestelling wordt ermee betaald, of het wordt terugbetaald.
reason-of-item = { $offer }, jubileumdatum { $anniversary }: { $said }
reason-several-currencies = Wat u samen bestelt, wordt in één valuta betaald; deze aanbiedingen hebben verschillende valuta's. Bestel ze afzonderlijk.
reason-held-less = Bij bestelling { $order } wordt { $held } aangehouden; alleen dat bedrag of een deel ervan kan worden terugbetaald zonder de rest te raken.
reason-held-none = Bij bestelling { $order } wordt geen geld aangehouden.
reason-held-refunded = Van het geld dat bij bestelling { $order } werd aangehouden, is { $amount } op { $on } terugbetaald.
reason-most-per-member = { $most ->
    [one] Een lid kan { $offer } maar één keer hebben, en dat is al zo.
   *[other] Een lid kan { $offer } hoogstens { $most } keer hebben, en dat is al zo.
}
reason-not-sold = { $offer } hoort bij het lidmaatschap en wordt niet apart verkocht.
reason-unknown-offer = Dit programma kent geen aanbieding met de naam { $offer }.
reason-unknown-subscription = Deze aanbieding is hier niet bekend.
reason-unknown-order = Deze bestelling is hier niet bekend.
reason-areas-needed = De gebieden passen niet bij { $offer }: noem gebieden die eronder vallen, of geen als er geen zijn.
reason-not-due-before = Dit is niet vóór { $on } aan de orde.
reason-step-closed = Dit is voor het lopende jaar al gebeurd.
reason-reminder-due = De herinnering was voor { $on } en is die dag verstuurd.
reason-reminder-late = De herinnering was voor { $on } en kon pas later worden verstuurd.
reason-reminder-superseded = De herinnering van { $on } is niet verstuurd, omdat die van { $by } ervoor in de plaats komt.
reason-reminder-missed = De herinnering van { $on } is niet verstuurd, omdat de verlengingsperiode op { $closes } al voorbij was.
reason-already-enrolled = De organisatie is al lid.
reason-not-enrolled = De organisatie is geen lid.
reason-too-many = Een lid kan er hoogstens { $most } hebben.

## Eisen
reason-requirements-met = Aan de eisen is voldaan{ $area ->
    [none] .
   *[other] {" "}voor { $area }.
}
reason-requirements-not-met = Aan de eisen is niet voldaan{ $area ->
    [none] {""}
   *[other] {" "}voor { $area }
}. Nodig: { $missing }.
reason-requirements-not-met-until = Aan de eisen is niet voldaan{ $area ->
    [none] {""}
   *[other] {" "}voor { $area }
}. Nodig: { $missing }. U bent op tijd als u er uiterlijk op { $until } aan voldoet.
reason-at-risk = De volgende verlenging loopt gevaar{ $area ->
    [none] {""}
   *[other] {" "}voor { $area }
}: vandaag is niet aan de eisen voldaan. Nodig: { $missing }.
reason-area-lapses = De verlenging gold niet voor { $area }: aan de eisen was niet voldaan. Deze vervalt op { $on }, tenzij er eerder aan wordt voldaan.
reason-area-lapsed = { $area } is vervallen op { $on }, omdat bij de verlenging niet aan de eisen was voldaan.
reason-area-held = { $area } hoort er al bij.
reason-area-covered = { $area } hoort er vanaf { $on } bij.
reason-missing = nog { $more } { $what } ({ $have } van { $need })
reason-unknown-measure = Het programma meet niets met de naam “{ $measure }”.
reason-measure-needs-area = “{ $what }” wordt per gebied vastgelegd. Noem het gebied.
reason-measure-has-no-area = “{ $what }” geldt voor alle gebieden. Noem geen gebied.
reason-unknown-area = Het programma heeft geen gebied met de naam “{ $area }”.
reason-nothing-attained = Wat is behaald, moet minstens 1 zijn.
reason-attained-too-short = Dit telt vanaf { $on } en kan niet eerder eindigen, op { $ends }.
reason-attained-ahead = De dag waarop het is behaald, { $on }, ligt in de toekomst; vandaag is het { $today }.
reason-already-attained = Hetzelfde is al vastgelegd, onder nummer { $attainment }. Zijn beide bedoeld, beëindig dat dan en leg één keer de som vast.
reason-unknown-attainment = Dit is niet als behaald bekend, of het telt niet meer.
reason-attained = Vanaf { $on } is vastgelegd: { $amount } { $what }{ $area ->
    [none] .
   *[other] {" "}voor { $area }.
}
reason-attained-until = Van { $on } tot en met { $until } is vastgelegd: { $amount } { $what }{ $area ->
    [none] .
   *[other] {" "}voor { $area }.
}
reason-attainment-ended = Vanaf { $on } telt niet meer mee: { $amount } { $what }{ $area ->
    [none] .
   *[other] {" "}voor { $area }.
}

## Regelingen
reason-exempt = { $relief }: u hebt een vrijstelling van de eisen{ $area ->
    [none] {""}
   *[other] {" "}voor { $area }
} tot de volgende verlenging, tot en met { $until }.{ $fee ->
    [due] {" "}U betaalt nog wel de bijdrage.
   *[none] {""}
}
reason-moved = Volgens de regeling “{ $relief }” is de jubileumdatum verschoven van { $from } naar { $to }.
reason-relief-announced = De regeling “{ $relief }” is aangekondigd op { $on }.
reason-relief-revised = De regeling “{ $relief }” is gewijzigd op { $on }.
reason-relief-withdrawn = De regeling “{ $relief }” is ingetrokken op { $on }.
reason-announcement-superseded = Wat met de regeling “{ $relief }” is aangekondigd, geldt niet meer voor deze aanbieding.

## Opnieuw activeren
reason-reactivation-open = Tot en met { $until } kunt u de aanbieding opnieuw activeren door de bijdrage te betalen.
reason-reactivation-open-by = { $relief }: tot en met { $until } kunt u de aanbieding opnieuw activeren door de bijdrage te betalen.
reason-waived-until = { $relief }: bij een betaling tot en met { $until } gelden de eisen niet; daarna moet u eraan voldoen.
reason-reactivation-over = { $relief }: opnieuw activeren kon tot en met { $until }.
reason-needs-approval = { $relief }: onze medewerkers moeten elke keer goedkeuren dat er opnieuw wordt geactiveerd; dat is hier nog niet gebeurd.
reason-next-if-reactivated = Activeert u vandaag opnieuw, dan is de volgende jubileumdatum { $next }; de verlengingsperiode loopt van { $opens } tot en met { $closes }.
reason-reactivated = Het jaar tot en met { $lapsed } was vervallen en is op { $on } opnieuw geactiveerd. De jubileumdatum is { $anniversary }; voor de dagen ertussen waren er geen voordelen.
reason-not-lapsed = De aanbieding is niet vervallen; er valt niets opnieuw te activeren.
reason-no-reactivation = Er is geen regeling waarmee de aanbieding opnieuw kan worden geactiveerd.
reason-reactivation-too-old = Het jaar dat u ermee zou krijgen, tot en met { $next }, is al voorbij.

## Het oude systeem
reason-move-first = Uw account staat nog in { $system }. Maak eerst de overstap; daarna kunt u verlengen, aanschaffen, betalen en opnieuw activeren.
reason-moved-over = De overstap is voltooid op { $on }. Sindsdien is alles mogelijk.
reason-already-moved = De overstap is al voltooid.
reason-people-not-yours = Alleen een globale beheerder of een accountbeheerder van uw organisatie beheert de medewerkers.
reason-global-admins-only = Alleen een globale beheerder bepaalt wie globale beheerder is.
reason-own-roles = Uw eigen rollen kunt u niet wijzigen. Een globale beheerder van uw organisatie kan dat wel.
reason-last-global-admin = Deze persoon is de enige globale beheerder. Maak eerst iemand anders globale beheerder.
reason-person-known = Er is al iemand met dit adres. Wijzig in plaats daarvan de rollen van die persoon.

## Uitzonderingen
reason-exempt-by-exception = Onze medewerkers hebben tot en met { $until } vrijstelling van de eisen gegeven (uitzondering { $exception }).
reason-extended = Onze medewerkers hebben de verlengingsperiode verlengd van { $from } tot en met { $until } (uitzondering { $exception }).
reason-exception-granted = Onze medewerkers hebben tot en met { $until } een uitzondering toegestaan (nummer { $exception }): { $kind }.
reason-exception-ended = Uitzondering { $exception } is op { $on } ingetrokken.
reason-unknown-exception = Deze uitzondering is niet bekend of is voorbij.
reason-ends-too-early = { $until } is te vroeg: de verlengingsperiode loopt al tot en met { $after }. Kies een latere dag.
reason-ends-in-past = { $until } is voorbij. Kies vandaag, { $today }, of later.
reason-ends-too-late = Het einde, { $until }, moet vóór { $before } liggen, de dag waarop de volgende verlengingsperiode begint.
reason-already-granted = Uitzondering { $exception } staat hetzelfde al toe, tot en met { $until }. Kies een latere einddatum, of laat het zo.
reason-ends-before-window = Deze zou op { $until } eindigen, vóór het begin van de verlengingsperiode, en dus nergens van vrijstellen. Kies { $opens }, de dag waarop de verlengingsperiode begint, of later.
reason-nothing-required = Voor { $offer } gelden geen eisen; er is dus niets om van vrij te stellen. Wat is vervallen, komt terug door het opnieuw te activeren.
reason-late-payment-accepted = De betaling telt op { $value }. Zij kwam te laat; onze medewerkers accepteren betalingen tot en met { $until }.

## Wat er is gebeurd
reason-version-of-cycle = Voor dit jaar geldt versie { $number } van de regels, van kracht vanaf { $on }.
reason-enrolled = De gegevens van de organisatie in dit systeem beginnen op { $on }.
reason-ordered = Bestelling { $order } van { $amount } is geplaatst op { $on }.
reason-payment-came = Voor bestelling { $order } is { $amount } ontvangen, met valutadatum { $value }.
reason-renewed = Het jaar tot en met { $anniversary } is verlengd op { $on }.
reason-renewed-late = Het jaar tot en met { $anniversary } is verlengd met de betaling van { $on }. Die kwam na de verlengingsperiode; onze medewerkers hebben haar geaccepteerd (uitzondering { $exception }).
reason-reminded = De herinnering van { $on } over de jubileumdatum { $anniversary } is verstuurd.
reason-lapse-reversed = Het vervallen na { $anniversary } telt niet, door een betaling die later bekend werd.
reason-lapse-reversed-late = Het vervallen na { $anniversary } telt niet, omdat onze medewerkers een te late betaling hebben geaccepteerd (uitzondering { $exception }).

## Regels met hun naam
reason-rule-never-renews = Hoeft niet te worden verlengd
reason-rule-first-anniversary = De eerste jubileumdatum
reason-rule-window-opens = Begin van de verlengingsperiode
reason-rule-window-closes = Einde van de verlengingsperiode
reason-rule-benefits-until = Hoe lang de voordelen lopen
reason-rule-reminders = Herinneringen
reason-rule-renew-in-window = Verlengen binnen de verlengingsperiode
reason-rule-lapse = Vervallen
reason-rule-next-anniversary = De volgende jubileumdatum
reason-rule-value-date = De valutadatum telt
reason-rule-fee = De bijdrage
reason-rule-order-life = Hoe lang een bestelling geldt
reason-rule-most-per-member = Hoeveel een lid er kan hebben
reason-rule-buy-anew = Opnieuw aanschaffen
reason-rule-carried-over = Overgenomen uit de eerdere administratie
reason-rule-ordering = Wat er te bestellen is
reason-rule-once-per-cycle = Eén keer per jaar
reason-rule-membership = Het lidmaatschap
reason-rule-requirements = Eisen
reason-rule-relief = Regeling
reason-rule-exemption = Vrijstelling
reason-rule-reactivation = Opnieuw activeren
reason-rule-exception = Uitzondering door medewerkers
reason-rule-migration = Overstap
reason-rule-payment-in-flight = Betalingen die onderweg zijn
reason-rule-refund = Hoe lang wat betaald is kan worden terugbetaald
reason-rule-tax = Belasting
reason-rule-benefits = Wat elk jaar geeft
reason-rule-versions = Welke versie van de regels

## Soorten uitzonderingen
reason-exception-exemption = vrijstelling van de eisen
reason-exception-extension = langere verlengingsperiode
reason-exception-reactivation = opnieuw activeren
reason-exception-late-payment = late betaling

## Wat een weigering opheft

reason-lift-wait = Dit kan vanaf { $on }.
reason-lift-buy-anew = Schaf de aanbieding opnieuw aan.
reason-lift-meet = Voldoe eerst aan de eisen.
reason-lift-meet-by = Voldoe uiterlijk op { $on } aan de eisen.
reason-lift-migrate = Maak eerst de overstap.
reason-lift-reactivate = Activeer de aanbieding opnieuw door tot en met { $on } de bijdrage te betalen.
reason-lift-ask-staff = Vraag het de medewerkers van het programma; zij kunnen het toestaan.
reason-lift-grant-reactivation = Sta in plaats daarvan opnieuw activeren of een late betaling toe.
reason-lift-pay = Betaal bestelling { $order }.
reason-lift-refund = Betaal het geld terug.
reason-lift-order = Plaats een bestelling en betaal de bijdrage.
reason-lift-count-from-payment = Laat de volgende jubileumdatum vanaf de betaling tellen.
reason-lift-activate = Activeer het eerst.
reason-lift-leave-out = Laat een ervan uit de bestelling weg.
