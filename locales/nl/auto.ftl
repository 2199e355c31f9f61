## Automatisch verlengen: waarom, in zinnen
auto-not-offered = { $offer } kan niet automatisch worden verlengd.
auto-is-on = De aanbieding wordt al automatisch verlengd, met { $card }.
auto-is-off = De aanbieding wordt niet automatisch verlengd.
auto-switched-on = Op { $on } is automatisch verlengen ingeschakeld, met { $card }.
auto-switched-off = Op { $on } is automatisch verlengen uitgeschakeld.
auto-notice-given = Op { $on } is het lid bericht dat de bijdrage voor de verlenging van het jaar tot en met { $anniversary } automatisch wordt afgeschreven.
auto-renews-on = De aanbieding wordt op { $on } automatisch verlengd, met { $card }.
auto-card-expired = Van { $card } wordt niets afgeschreven: de creditcard is op { $on } verlopen.
auto-charge-tried = Op { $on } wordt bestelling { $order } van de creditcard afgeschreven ({ $number ->
    [1] eerste poging
   *[other] poging { $number }
}).
auto-charge-failed = Bestelling { $order } is op { $on } niet van de creditcard afgeschreven: { $why }.
auto-charge-failed-next = Bestelling { $order } is op { $on } niet van de creditcard afgeschreven: { $why }. Op { $next } volgt een nieuwe poging.
auto-given-up = De aanbieding is niet automatisch verlengd: { $why }. U kunt tot en met { $until } zelf verlengen.
auto-reminder-not-needed = De herinnering van { $due } was niet nodig, omdat de bijdrage automatisch wordt afgeschreven.
auto-rule-title = Automatisch verlengen

## Waarom er niet is afgeschreven
auto-fault-declined = de bank heeft de betaling geweigerd
auto-fault-insufficient-funds = het saldo was niet toereikend
auto-fault-card-expired = de creditcard is verlopen
auto-fault-card-blocked = de bank accepteert deze creditcard niet meer
auto-fault-confirmation-needed = de bank vraagt de kaarthouder elke betaling te bevestigen
auto-fault-card-gone = de creditcard wordt niet meer bewaard
auto-fault-provider-failed = de betaaldienst was niet bereikbaar
auto-fault-requirements-not-met = er is niet aan de eisen voldaan
auto-fault-legacy-system = het account staat nog in het oude systeem
auto-fault-order-open = voor deze verlenging staat al een bestelling open
auto-fault-payment-on-its-way = er is al een betaling voor onderweg
auto-fault-order-over = voor de bestelling is geen geld meer nodig, of zij is ingetrokken
auto-fault-window-closed = de verlengingsperiode is voorbij
auto-fault-switched-off = automatisch verlengen is uitgeschakeld

## Het grootboek, voor medewerkers
auto-ledger-on = { $offer } wordt vanaf nu automatisch verlengd, met { $card }
auto-ledger-off = { $offer } wordt niet meer automatisch verlengd
auto-ledger-announced = Bericht over de automatische verlenging van { $offer }, jubileumdatum { $anniversary }
auto-ledger-tried = Bestelling { $number } wordt van de creditcard afgeschreven, poging { $try }
auto-ledger-failed = Niet afgeschreven voor { $offer }: { $why }
auto-ledger-given-up = Automatische verlenging van { $offer } opgegeven: { $why }

## Wat er komt, in een uitleg
auto-coming-notice = Het lid krijgt bericht over de afschrijving voor de verlenging.
auto-coming-charge = De bijdrage voor de verlenging wordt van de creditcard afgeschreven.

## In het portaal
auto-order-tick = Deze creditcard bewaren en automatisch verlengen
auto-order-keep = Op { $on } schrijven wij de bijdrage voor uw { $offer } af van deze creditcard, nu { $fee }, en daarna elk jaar wanneer de verlengingsperiode begint. U krijgt { $days } dagen vooraf bericht en kunt dit altijd uitschakelen. Het kaartnummer blijft bij de betaaldienst.
auto-page-title = Automatisch verlengen van { $offer }
auto-page-link = Bekijken of uitschakelen
auto-page-link-on = Automatisch laten verlengen
auto-page-card = Creditcard
auto-page-valid-until = Geldig tot en met
auto-page-fee = Bijdrage, zoals die nu is
auto-page-words = U krijgt bericht voordat er wordt afgeschreven. Uitschakelen geldt meteen: er wordt niets meer afgeschreven en wij laten de betaaldienst de bewaarde creditcard verwijderen. U verlengt dan zelf en krijgt daarvoor de herinneringen.
auto-page-switch-off = Uitschakelen
auto-page-keep = Ingeschakeld laten
auto-page-off = Uw { $offer } wordt niet automatisch verlengd. U verlengt zelf wanneer de verlengingsperiode open is.
auto-page-on-title = Automatisch laten verlengen
auto-page-terms = Op { $on } schrijven wij de bijdrage voor uw { $offer } van de creditcard af, nu { $fee }, en daarna elk jaar wanneer de verlengingsperiode begint. U krijgt { $days } dagen vooraf bericht en kunt dit altijd uitschakelen.
auto-page-use-kept = { $card } gebruiken
auto-page-give-words = U geeft de creditcard op een beveiligde pagina van onze betaaldienst op en komt daarna hier terug. Er wordt nu niets afgeschreven en het kaartnummer blijft bij de betaaldienst.
auto-page-give = Creditcard opgeven
auto-page-give-other = Andere creditcard opgeven
auto-page-no-cards = Betalen met een creditcard is op dit moment niet mogelijk, dus u kunt dit nu niet inschakelen. Probeer het later opnieuw, of verleng zelf wanneer de verlengingsperiode open is.
auto-page-no-kept-card = Er wordt geen creditcard van u meer bewaard. Geef een creditcard op.
auto-page-failed = De betaaldienst is op dit moment niet bereikbaar. Er is niets veranderd; probeer het over een paar minuten opnieuw.
auto-page-renew-first = De verlengingsperiode is nu open. Verleng eerst zelf: als u die bestelling met een creditcard betaalt, kunt u “Deze creditcard bewaren en automatisch verlengen” kiezen. Na de verlenging kunt u het ook hier inschakelen.
auto-page-other-title = Een andere creditcard
auto-page-other-words = Geef een andere creditcard op als deze verloopt of wordt vervangen. Daarvoor wordt niets afgeschreven; de betaaldienst verwijdert de creditcard die u eerder hebt opgegeven.
auto-card-title = Een creditcard voor { $offer }
auto-card-description = Automatisch verlengen van { $offer }
auto-card-open-title = Geef de creditcard op bij onze betaaldienst
auto-card-open-words = U gaat naar een beveiligde pagina van onze betaaldienst en komt daarna hier terug. Op die pagina wordt niets afgeschreven.
auto-card-open-go = Naar de pagina van de betaaldienst
auto-card-not-now = Nu niet
auto-card-progress-title = Uw creditcard wordt bevestigd
auto-card-progress-words = De betaaldienst heeft de creditcard nog niet bevestigd. Deze pagina laat zien wanneer dat is gebeurd, en u krijgt een e-mail. Dat duurt meestal minder dan een minuut.
auto-card-refused-title = De creditcard is niet bewaard
auto-card-refused-words = Toen de creditcard binnenkwam, kon automatisch verlengen er niet meer mee worden ingeschakeld. Er wordt niets van afgeschreven en wij laten de betaaldienst de creditcard verwijderen.
auto-card-back = Terug naar automatisch verlengen
auto-card-ended-title = Er is geen creditcard opgegeven
auto-card-ended-words = De pagina van de betaaldienst is gesloten zonder dat er een creditcard is opgegeven. U kunt opnieuw beginnen.

## Voor medewerkers
auto-staff-title = Automatisch verlengen van { $offer } voor { $member }
auto-staff-is-off = De aanbieding wordt niet automatisch verlengd. Het lid verlengt zelf wanneer de verlengingsperiode open is.
auto-staff-terms = Op { $on } wordt de bijdrage voor { $offer } van de creditcard afgeschreven, nu { $fee }, en daarna elk jaar wanneer de verlengingsperiode begint. Het lid krijgt { $days } dagen vooraf bericht, en uitschakelen kan altijd.
auto-staff-renew-first = De verlengingsperiode is nu open; eerst wordt dit jaar verlengd. Betaalt het lid die bestelling met een creditcard, dan kan het “Deze creditcard bewaren en automatisch verlengen” kiezen. Na de verlenging kan het hier worden ingeschakeld, met een creditcard die wordt bewaard.
auto-staff-off-words = Uitschakelen geldt meteen: er wordt niets meer afgeschreven en de betaaldienst verwijdert de creditcard. Het lid krijgt daarover een e-mail en moet voortaan zelf verlengen. Om het weer in te schakelen is opnieuw een creditcard nodig.
auto-staff-no-kept-card = Er wordt geen creditcard van het lid bewaard. Alleen het lid zelf kan dit inschakelen: met een eigen creditcard, onder Lidmaatschapsaanbiedingen, of bij het betalen van een bestelling met een creditcard.
auto-staff-agreed = { $member } heeft hierom gevraagd en gaat ermee akkoord dat de bijdrage van { $card } wordt afgeschreven.
auto-staff-agree-first = Er is niets ingeschakeld: geef aan dat het lid hierom heeft gevraagd en akkoord gaat met de afschrijving.
auto-staff-not-your-role = Met uw rol ziet u dit, maar kunt u het niet voor leden in- of uitschakelen.
