# Betalen met creditcard.

card-order-description = { $offer }, bestelling { $number }
card-order-title = Betalen met creditcard
card-order-words = Een betaling met creditcard telt meteen. U betaalt op een beveiligde pagina van onze betaaldienst; het nummer van uw kaart krijgen wij niet te zien.
card-order-pay = Betalen met creditcard
card-pay-amount = { $amount } betalen met creditcard
card-or-transfer = Of betaal per bankoverschrijving
card-order-renew = Verlengen en betalen met creditcard
card-order-buy = Aanschaffen en betalen met creditcard
card-order-reactivate = Opnieuw activeren en betalen met creditcard
card-order-refused = Deze bestelling kan niet meer met creditcard worden betaald: het geld zou te laat komen om mee te tellen, of er hoeft niets meer te worden betaald.
card-order-none = U kunt op dit moment niet met creditcard betalen. Betaal per bankoverschrijving.
card-order-failed = De betaling met creditcard kon niet worden gestart. Er is niets afgeschreven. Probeer het later opnieuw of betaal per bankoverschrijving.
card-under-way-title = Er is een betaling met creditcard gestart
card-under-way-words = Betaal niet nog een keer voordat u hebt gezien hoe het ermee staat.
card-under-way-go = Bekijken hoe het ermee staat

card-page-title = Creditcardbetaling voor bestelling { $number }
card-page-open-title = Betaal op de pagina van onze betaaldienst
card-page-open-words = U gaat naar een beveiligde pagina van onze betaaldienst en komt daarna hier terug. Tot die tijd wordt er niets afgeschreven.
card-page-open-go = Naar de betaalpagina
card-page-other-way = Op een andere manier betalen
card-page-declined = Uw bank heeft de kaart geweigerd. Er is niets afgeschreven. U kunt het opnieuw proberen of een andere kaart gebruiken.
card-page-progress-title = Uw betaling wordt verwerkt
card-page-progress-words = De betaling van { $amount } is nog niet bevestigd. Betaal niet opnieuw: deze pagina laat zien wanneer de betaling is bevestigd, en u krijgt een e-mail. Dat duurt meestal minder dan een minuut.
card-page-look-again = Opnieuw bekijken
card-page-surplus-title = Deze betaling was niet nodig
card-page-surplus-words = Wij hebben { $amount } per creditcard ontvangen, maar de bestelling was al betaald of geannuleerd. Het geld gaat terug naar uw kaart; de medewerkers van het programma zorgen daarvoor.
card-page-ended-title = Deze betaling is beëindigd
card-page-ended-words = De betaalpagina is gesloten en er is niets afgeschreven. U kunt opnieuw beginnen.

card-refund-effect = { $amount } gaat terug naar de creditcard waarmee is betaald; wat ermee betaald was, wordt ongedaan gemaakt.

card-task-title = Betalingen met creditcard die aandacht vragen
card-task-matter = Wat er aan de hand is
card-task-do = Wat te doen
card-task-surplus = Met creditcard betaald, hoewel er voor de bestelling niets meer hoefde te worden betaald.
card-task-disputed = De kaarthouder betwist de betaling bij de bank. Reageer bij de betaaldienst.
card-task-dispute-lost = De bank heeft het geld aan de kaarthouder teruggegeven. Beslis wat er met de bestelling gebeurt. Betaalt u de bestelling hier terug, maak dan niets over: het geld is al terug.
card-task-refunded-outside = Bij de betaaldienst zelf is geld teruggestuurd, niet hier. Beslis wat er met de bestelling gebeurt. Betaalt u de bestelling hier terug, maak dan niet nog eens over wat al terug is.
card-task-refund-failed = Het geld is niet teruggegaan naar de kaart. Kijk bij de betaaldienst of het langs een andere weg al terug is; zo niet, maak het dan over bij de bank.
card-task-give-back = Terugsturen
card-task-noted = Gezien
