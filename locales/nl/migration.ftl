# De overstap van een lid uit het oude systeem.

migration-banner-title = Uw account staat nog in { $system }
migration-banner-words = Tot uw overstap kunt u niets verlengen, aanschaffen, betalen of opnieuw activeren. De termijnen lopen gewoon door.
migration-banner-move = Overstappen
migration-banner-who = { $people ->
    [one] { $names } kan de overstap maken.
   *[other] { $names } kunnen de overstap maken.
}
migration-banner-nobody = Geen van uw gebruikers is globale beheerder. Vraag de medewerkers van het programma om de overstap voor u te maken.
migration-page-title = Overstappen vanuit { $system }
migration-page-lead = Het kost u twee minuten en daarna is alles meteen mogelijk. De data van uw aanbiedingen blijven zoals ze zijn.
migration-only-admin = Alleen een globale beheerder van uw organisatie kan de overstap maken.
migration-company-title = Bevestig uw bedrijf
migration-company-name = Naam
migration-company-country = Land
migration-company-confirm = Naam en land kloppen
migration-company-missing = Bevestig dat naam en land kloppen. Kloppen ze niet, vraag het dan na bij de medewerkers van het programma voordat u overstapt.
migration-locations-title = Bevestig uw vestigingen
migration-locations-words = Haal het vinkje weg bij een vestiging die niet meer bestaat en voeg toe wat ontbreekt.
migration-locations-headquarters = { $name }, { $country } (hoofdvestiging)
migration-locations-one = { $name }, { $country }
migration-locations-new = Nog een vestiging
migration-locations-country = Land
migration-locations-choose = Kies een land
migration-locations-incomplete = Een vestiging heeft een naam nodig en een land uit de lijst.
migration-people-title = Rollen toewijzen
migration-people-words = U houdt uw eigen rollen. Alle anderen hebben na de overstap geen rol, tot u er hier of later een geeft.
migration-people-you = U: { $roles }
migration-people-none = Voorlopig geen rol
migration-people-mails = Herinneringen en andere mails gaan alleen naar globale beheerders en programmabeheerders.
migration-people-alone = U hebt geen andere gebruikers.
migration-people-unknown = Kies voor { $name } een van de rollen uit de lijst.
migration-after-title = Wat meteen mogelijk wordt
migration-after-nothing = Er wacht niets op u. Uw volgende data staan op de eerste pagina.
migration-after-renew = { $offer }: verlengen, tot en met { $until }
migration-after-reactivate = { $offer }: opnieuw activeren, tot en met { $until }
migration-after-early = De verlengingsperiode die in { $system } al vóór de jubileumdatum begon, gaat niet mee: hier begint zij op de dag na de jubileumdatum.
migration-page-submit = Nu overstappen
migration-page-cancel = Nu niet
migration-done-title = Uw overstap is voltooid
migration-done-words = U bent overgestapt op { $date }. Vanaf nu is alles mogelijk.
migration-done-go = Naar uw aanbiedingen

## Medewerkers maken de overstap voor een lid
migration-staff-title = Overstap van { $member }
migration-staff-lead = Het account staat in { $system }. De data blijven zoals ze zijn en alles is meteen mogelijk.
migration-staff-mover = Wie maakt de overstap
migration-staff-others = Van { $names } houdt alleen wie de overstap maakt een rol. De anderen krijgen hun rol daarna opnieuw.
migration-staff-nobody = Geen gebruiker van dit lid is globale beheerder. Wijs er eerst een aan, door gebruikers te importeren.
migration-staff-mover-missing = Kies een globale beheerder van dit lid, die de overstap maakt.
migration-staff-not-your-role = Uw rol ziet dit en maakt de overstap niet.
migration-staff-confirm = Overstap maken
migration-staff-link = Overstap maken
