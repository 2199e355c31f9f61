# Moving a member's account out of the legacy system.

migration-banner-title = Your account is still in { $system }
migration-banner-words = Until it is moved you cannot renew, buy, pay or reactivate anything. Your dates do not wait.
migration-banner-move = Move your account
migration-banner-who = { $people ->
    [one] { $names } can move it.
   *[other] { $names } can move it.
}
migration-banner-nobody = None of your users is a global admin. Ask the programme’s staff to move it for you.
migration-page-title = Move your account from { $system }
migration-page-lead = It takes two minutes, and everything is possible at once afterwards. The dates of your offers stay as they are.
migration-only-admin = Only a global admin of your organisation can move the account.
migration-company-title = Confirm your company
migration-company-name = Name
migration-company-country = Country
migration-company-confirm = Name and country are right
migration-company-missing = Confirm that name and country are right. If they are not, ask the programme’s staff before you move.
migration-locations-title = Confirm your locations
migration-locations-words = Take away the tick at a location that no longer exists, and add those that are missing.
migration-locations-headquarters = { $name }, { $country } (headquarters)
migration-locations-one = { $name }, { $country }
migration-locations-new = Another location
migration-locations-country = Country
migration-locations-choose = Choose a country
migration-locations-incomplete = A location needs a name and a country from the list.
migration-people-title = Give people their roles
migration-people-words = You keep your own roles. Everybody else has none after the move until you give one here or later.
migration-people-you = You: { $roles }
migration-people-none = No role for now
migration-people-mails = Reminders and other mails go to global and programme admins only.
migration-people-alone = You have no other users.
migration-people-unknown = Choose one of the roles in the list for { $name }.
migration-after-title = What becomes possible at once
migration-after-nothing = Nothing is waiting for you. Your next dates are on the first page.
migration-after-renew = { $offer }: renew, until { $until }
migration-after-reactivate = { $offer }: reactivate, until { $until }
migration-after-early = The renewal period that began before the anniversary in { $system } does not come along: here it opens on the day after the anniversary.
migration-page-submit = Move the account now
migration-page-cancel = Not now
migration-done-title = Your account has been moved
migration-done-words = It was moved on { $date }. Everything is possible from now on.
migration-done-go = To your offers

## Staff move an account for a member
migration-staff-title = Move the account of { $member }
migration-staff-lead = Its account is in { $system }. Dates stay as they are, and everything is possible at once.
migration-staff-mover = Who makes the move
migration-staff-others = Of { $names }, only the one who makes the move keeps a role. Roles of the others are given again afterwards.
migration-staff-nobody = No user of this member is a global admin. Appoint one first, by importing users.
migration-staff-mover-missing = Choose a global admin of this member, who makes the move.
migration-staff-not-your-role = Your role sees this and does not move accounts.
migration-staff-confirm = Move the account
migration-staff-link = Move the account
