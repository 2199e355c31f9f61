//! The members as another installation could import them: who they are and what they hold today, in the files that `jubilee import` reads.

use std::io;
use std::path::Path;

use jubilee_core::{Attainment, Day, Programme, Status, Subscription, current_cycle, standing};
use jubilee_store::{Bulk, billing, ledger, locations, members, subscriptions, users};

use super::file::{Csv, ExportedFile};
use super::unwritten;
use crate::error::AppError;
use crate::held::Held;

/// How many references are read at a time.
const PAGE: u32 = 10_000;

/// The files, each with the header that the import expects.
pub(super) struct Anew {
    members: Csv,
    users: Csv,
    subscriptions: Csv,
    attainments: Csv,
    locations: Csv,
    billing: Csv,
}

impl Anew {
    pub(super) fn create(folder: &Path) -> io::Result<Anew> {
        let csv = |name: &str, header: &str| Csv::create(folder, &format!("import/{name}.csv"), header.split(','));
        Ok(Anew {
            members: csv("members", "member,name,country,language,system")?,
            users: csv("users", "member,email,name,roles,language")?,
            subscriptions: csv("subscriptions", "subscription,member,offer,purchased_on,anniversary_on,areas")?,
            attainments: csv("attainments", "member,measure,area,amount,attained_on,expires_on")?,
            locations: csv("locations", "member,name,country")?,
            billing: csv("billing", "member,business,address,country,vat_number,email,exempt_because")?,
        })
    }

    /// Writes all members down as they are on `today`.
    pub(super) async fn write(
        mut self,
        bulk: &mut Bulk,
        programme: &Programme,
        today: Day,
        folder: &Path,
    ) -> Result<Vec<ExportedFile>, AppError> {
        let mut after = 0;
        loop {
            let page = members::refs_in(bulk, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id.number();
            for known in page {
                self.member(bulk, known.id, programme, today).await?;
            }
        }
        let files = [self.members, self.users, self.subscriptions, self.attainments, self.locations, self.billing];
        let files: io::Result<Vec<ExportedFile>> = files.into_iter().map(Csv::finished).collect();
        files.map_err(|error| unwritten(folder, &error))
    }

    async fn member(
        &mut self,
        bulk: &mut Bulk,
        id: jubilee_core::MemberId,
        programme: &Programme,
        today: Day,
    ) -> Result<(), AppError> {
        let Some(row) = members::by_id_in(bulk, id).await? else { return Ok(()) };
        let entries = ledger::of_member_in(bulk, id).await?;
        let rows = subscriptions::by_member_in(bulk, id).await?;
        let people = users::by_member_in(bulk, id).await?;
        let held = Held::new(row, &entries, people, rows)?;
        let row = &held.row;
        let own = row.reference.as_str();
        self.members.record([own, &row.name, &row.country, row.language.code(), &row.system]);
        for user in &held.users {
            self.users.record([own, &user.email, &user.name, &user.roles, user.language.code()]);
        }
        for subscription in held.member.subscriptions.iter().filter(|of| is_held(programme, &held, of, today)) {
            let (Some(bought), reference) = (subscription.purchased_on(), held.reference(subscription.id)) else { continue };
            let anniversary = current_cycle(programme, subscription, today).map(|cycle| cycle.anniversary.to_string());
            let areas: Vec<&str> = subscription.areas.iter().map(jubilee_core::AreaId::as_str).collect();
            let (bought, anniversary, areas) = (bought.to_string(), anniversary.unwrap_or_default(), areas.join(";"));
            self.subscriptions.record([&reference, own, subscription.offer.as_str(), &bought, &anniversary, &areas]);
        }
        for attained in held.member.attainments.iter().filter(|attained| attained.ended_on.is_none()) {
            self.attainment(own, attained);
        }
        for location in locations::by_member_in(bulk, id).await? {
            self.locations.record([own, &location.name, &location.country]);
        }
        if let Some(details) = billing::by_member_in(bulk, id).await? {
            let lines: Vec<&str> = details.address.lines().collect();
            let opt = |text: &Option<String>| text.clone().unwrap_or_default();
            let (country, vat, email) = (opt(&details.country), opt(&details.vat_number), opt(&details.email));
            let exempt = opt(&details.exempt_because);
            self.billing.record([own, &details.business, &lines.join(";"), &country, &vat, &email, &exempt]);
        }
        Ok(())
    }

    fn attainment(&mut self, own: &str, attained: &Attainment) {
        let area = attained.area.as_ref().map_or("", jubilee_core::AreaId::as_str);
        let (amount, on) = (attained.amount.to_string(), attained.attained_on.to_string());
        let expires = attained.expires_on.map(|on| on.to_string()).unwrap_or_default();
        self.attainments.record([own, attained.measure.as_str(), area, &amount, &on, &expires]);
    }
}

/// Whether somebody who begins anew would have to know of it: it has begun, and is not over for good.
fn is_held(programme: &Programme, held: &Held, subscription: &Subscription, today: Day) -> bool {
    let standing = standing(programme, &held.member, subscription.id, today);
    standing.is_some_and(|standing| !matches!(standing.status, Status::Ordered | Status::Replaced | Status::Ended))
}
