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
reason-no-fee = Er hoeft niets te worden betaald.
reason-pay-by-order = De bijdrage van { $fee } moet worden betaald: plaats eerst een bestelling.
reason-order-open = Bestelling { $order } wacht op betaling; die moet uiterlijk op { $until } meetellen.
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
reason-wrong-amount = De bestelling bedraagt { $expected }; opgegeven is { $given }.
reason-already-paid = Bestelling { $order } is al betaald, met valutadatum { $value }.
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
