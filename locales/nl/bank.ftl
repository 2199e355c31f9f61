# Geld op bankafschriften.

bank-doubt-no-reference = Er staat geen bestelling bij.
bank-doubt-unknown-reference = De genoemde bestelling bestaat niet.
bank-doubt-several-orders = Er staan meerdere bestellingen bij.
bank-doubt-another-amount = Dit is meer dan voor de genoemde bestelling nog te betalen is.
bank-doubt-another-currency = Dit is niet de valuta van de genoemde bestelling.
bank-doubt-already-paid = De genoemde bestelling is al betaald.
bank-doubt-cancelled = De genoemde bestelling is geannuleerd.
bank-doubt-closed = Het geld van de genoemde bestelling is terugbetaald of voor een andere bestelling gebruikt.
bank-doubt-expired = De genoemde bestelling was verlopen voordat het geld binnenkwam.
bank-doubt-value-date = De valutadatum ligt in de toekomst, of lang voor de genoemde bestelling.
bank-doubt-batch = Dit zijn meerdere overschrijvingen die op het afschrift niet zijn uitgesplitst.
bank-doubt-credit-reversed = De bank heeft ontvangen geld teruggeboekt. Was daar een bestelling mee betaald, betaal die dan terug.
bank-doubt-debit-reversed = Geld dat was overgemaakt, is teruggekomen.

bank-nav-label = Bank
bank-page-title = Bank
bank-waiting-count = { $count ->
    [one] Er wacht één betaling op de bankafschriften, met valutadatum { $oldest }.
   *[other] Er wachten { $count } betalingen op de bankafschriften; de oudste heeft valutadatum { $oldest }.
}
bank-waiting-look = Bekijken
bank-waiting-title = Wacht op u
bank-waiting-words = Geld waarvan niet vanzelf blijkt wat ermee betaald wordt. Kies een regel om te zeggen wat het is.
bank-waiting-none = Er wacht geen geld.
bank-settled-title = Afgehandeld
bank-entry-payer = Betaler
bank-payer-unknown = Niet genoemd
bank-entry-counterparty = Rekening van de betaler
bank-entry-text = Omschrijving
bank-text-none = Geen
bank-entry-account = Onze rekening
bank-entry-file = Bestand
bank-row-why = Waarom het wacht
bank-row-became = Wat ermee is gebeurd
bank-row-becomes = Wat ermee zou gebeuren
bank-row-proposal = Mogelijk voor bestelling { $order }.
bank-state-recorded = Vastgelegd als betaling van bestelling { $order }.
bank-state-assigned = Door een medewerker vastgelegd als betaling van bestelling { $order }.
bank-state-dismissed = Niet voor ons: { $reason }
bank-state-returned = Teruggestuurd: { $reason }
bank-settled-on = Afgehandeld op
bank-not-your-role = Met uw rol ziet u bankafschriften, maar kunt u niets wijzigen. Een behandelaar kan dat wel.
bank-form-camt = CAMT.053 (XML)
bank-form-csv = { $bank } (CSV)
bank-form-plain = Onze eigen indeling (CSV)
bank-import-title = Afschrift inlezen
bank-import-words = Wat zijn bestelling noemt, met precies het juiste bedrag, wordt vastgelegd met de valutadatum. Al het andere wacht hier. Leest u een bestand nog eens in, dan wordt niets dubbel vastgelegd.
bank-import-form = Indeling van het bestand
bank-import-file = Bestand
bank-import-do = Inlezen
bank-import-check = Alleen controleren
bank-import-no-file = Kies een bestand.
bank-import-not-xml = Dit is geen CAMT.053. Kies de indeling van het bestand.
bank-import-faults = { $count ->
    [one] Er staat een fout in het bestand; daarom is niets ingelezen.
   *[other] Er staan { $count } fouten in het bestand; daarom is niets ingelezen.
}
bank-import-faults-title = Fouten, elk met de regel
bank-import-done = { $recorded } vastgelegd, { $waiting } in afwachting, { $repeated } al eerder ingelezen.
bank-import-tried = Er is niets ingelezen. Van dit bestand zouden er { $recorded } worden vastgelegd en { $waiting } wachten; { $repeated } waren al eerder ingelezen.
bank-import-passed-over = Overgeslagen: { $debits } afschrijvingen en { $pending } die nog niet zijn geboekt.
bank-import-other-accounts = Het bestand gaat niet alleen over de rekening van het programma: { $accounts }.
bank-tried-title = Wat inlezen zou doen
bank-entry-title = { $amount }, valutadatum { $date }
bank-entry-assign = Dit is de betaling van een bestelling
bank-entry-order = Bestelnummer of betalingskenmerk
bank-entry-order-hint = Bijvoorbeeld 104-3.
bank-entry-no-order = Deze bestelling bestaat niet. Controleer het nummer.
bank-entry-currency = Die bestelling wordt betaald in { $currency }. Geld in een andere valuta wordt teruggestuurd.
bank-entry-effects = Vastleggen voor bestelling { $order } van { $member } doet het volgende
bank-entry-dismiss = Hiermee is geen bestelling betaald
bank-entry-what = Wat het is
bank-entry-not-ours = Niet voor ons
bank-entry-returned = Het is teruggestuurd
bank-entry-reason-hint = Voor medewerkers en voor het archief.
bank-entry-reason-missing = Geef een reden.
bank-entry-reason-unfit = Een reden heeft ten hoogste { $most } tekens en geen regeleinden.
bank-entry-dismiss-do = Van de lijst halen
