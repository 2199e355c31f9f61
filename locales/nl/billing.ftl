# Factuurgegevens: voor wie de facturen zijn, en waar de belasting van afhangt.

billing-page-title = Factuurgegevens
billing-page-lead = Voor wie de facturen zijn, en waar de belasting op bestellingen van afhangt.
billing-tax-title = Belasting op een bestelling van vandaag
billing-open-words = { $orders ->
    [one] Deze bestelling wacht op betaling. Het bedrag en de belasting blijven zoals ze bij het bestellen waren. Moeten de gegevens anders zijn, wijzig ze dan hier, annuleer de bestelling en bestel opnieuw.
   *[other] Deze bestellingen wachten op betaling. De bedragen en de belasting blijven zoals ze bij het bestellen waren. Moeten de gegevens van een bestelling anders zijn, wijzig ze dan hier, annuleer de bestelling en bestel opnieuw.
}
billing-business-title = Het bedrijf
billing-business-name = Naam van het bedrijf
billing-business-hint = Zoals die op facturen moet staan. Vult u niets in: { $name }.
billing-address-label = Adres
billing-address-hint = Hoogstens 6 regels, zonder het land.
billing-country-label = Land
billing-country-hint = De belasting hangt af van het land van het bedrijf.
billing-country-own = { $country }, zoals geregistreerd
billing-vat-label = Btw-nummer
billing-vat-hint = Met de letters van het land, bijvoorbeeld NL004495445B01. Alleen de vorm wordt gecontroleerd, niet of het nummer in gebruik is.
billing-email-label = E-mailadres voor facturen
billing-email-hint = Bijvoorbeeld dat van de crediteurenadministratie. Vult u niets in: alleen de medewerkers van de organisatie krijgen ze.
billing-page-after = Een wijziging geldt voor bestellingen die daarna worden geplaatst.
billing-page-save = Opslaan
billing-page-cancel = Annuleren
billing-not-your-role = Uw rol ziet deze gegevens en kan ze niet wijzigen.
billing-done-saved = Opgeslagen. Dit geldt voor bestellingen die vanaf nu worden geplaatst.
billing-done-exempt = Het lid is vrijgesteld van belasting. Dit geldt voor bestellingen die vanaf nu worden geplaatst.
billing-done-not-exempt = Het lid is niet meer vrijgesteld van belasting. Dit geldt voor bestellingen die vanaf nu worden geplaatst.
billing-exempt-title = Vrijstelling van belasting
billing-exempt-because = Het lid is vrijgesteld: { $reason }
billing-exempt-not = Het lid is niet vrijgesteld.
billing-exempt-not-your-role = Managers beslissen over een vrijstelling. Uw rol ziet haar.
billing-exempt-end = Vrijstelling beëindigen
billing-exempt-reason = Waarom het lid is vrijgesteld
billing-exempt-hint = Voor medewerkers en voor het archief, bijvoorbeeld uit welke brief het blijkt. Het lid hoort dat het is vrijgesteld, niet waarom.
billing-exempt-grant = Vrijstellen van belasting
billing-wrong-business = Een naam heeft hoogstens 200 tekens, op één regel.
billing-wrong-address = Een adres heeft hoogstens 6 regels van elk hoogstens 100 tekens.
billing-wrong-country = Kies een land uit de lijst.
billing-wrong-vat-prefix = Een btw-nummer begint met de letters van het land, bijvoorbeeld NL004495445B01.
billing-wrong-vat-form = Btw-nummers van dit land hebben een andere vorm. Vergelijk het met de registratie.
billing-wrong-vat-digits = De controlecijfers kloppen niet: er is een cijfer verkeerd getypt.
billing-wrong-vat-country = Dit btw-nummer is van een ander land ({ $number }) dan het bedrijf ({ $business }). Vul het nummer in dat het bedrijf daar heeft, of kies een ander land.
billing-wrong-email = Dit is geen e-mailadres.
billing-wrong-reason = Schrijf waarom, in hoogstens { $most } tekens.
