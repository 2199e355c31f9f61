//! Benefits: what a subscription grants, and what members and staff do with it.

use jubilee_core::{
    Actor, BenefitId, BenefitStatus, Command, Day, Grant, Lang, SubscriptionId, Use, benefits, decide, granted,
};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
use crate::status::MemberFile;

/// Which benefit of a subscription is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Which {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// Which of its sets; `None` for the newest.
    pub set: Option<u32>,
    /// The benefit.
    pub benefit: BenefitId,
}

/// A benefit as it stands, for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BenefitReport {
    /// Its name in the programme file.
    pub benefit: String,
    /// What it is called.
    pub name: String,
    /// What it is, for example `support-incidents`.
    pub kind: &'static str,
    /// Which of the subscription's sets it is of: how many renewals there were before.
    pub set: u32,
    /// How much the set grants.
    pub quantity: u32,
    /// What that counts, where the name does not say it.
    pub unit: Option<String>,
    /// How much is used; of a monthly credit, in the month of the day.
    pub used: u32,
    /// How much is left.
    pub left: u32,
    /// Who has one of it.
    pub assigned_to: Vec<SeatReport>,
    /// The day of the grant.
    pub granted_on: Day,
    /// The last day for a first use, where one is needed.
    pub activate_by: Option<Day>,
    /// The last day on which it is of use, once that is known.
    pub usable_until: Option<Day>,
    /// The anniversary that ends the term of its set.
    pub anniversary: Day,
    /// The last day with benefits of its set.
    pub benefits_until: Day,
    /// How it stands, for example `available`.
    pub status: &'static str,
    /// Why.
    pub reasons: Vec<String>,
}

/// One of a benefit, with who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatReport {
    /// The address of the person; `None` for who does not belong to the member any more.
    pub person: Option<String>,
    /// Since when.
    pub since: Day,
    /// The first day on which somebody else can have it.
    pub reassign_from: Day,
}

impl MemberFile {
    /// What a subscription grants, as it stands today.
    pub fn benefits(&self, app: &App, subscription: SubscriptionId) -> Vec<Grant> {
        benefits(app.programme(), &self.member, subscription, self.today)
    }

    /// What waits for somebody to do something with it, of all subscriptions.
    pub fn waiting_benefits(&self, app: &App) -> Vec<Grant> {
        let all = self.member.subscriptions.iter().flat_map(|held| self.benefits(app, held.id));
        all.filter(Grant::waits).collect()
    }

    /// One benefit for machines.
    pub fn benefit_report(&self, app: &App, grant: &Grant, lang: Lang) -> BenefitReport {
        let email = |user: i64| self.users.iter().find(|known| known.id == user).map(|known| known.email.clone());
        let seats = grant.seats.iter().map(|seat| SeatReport {
            person: email(seat.user),
            since: seat.since,
            reassign_from: seat.reassign_from,
        });
        BenefitReport {
            benefit: grant.benefit.id.to_string(),
            name: grant.benefit.name.get(lang).to_owned(),
            kind: grant.benefit.kind.id(),
            set: grant.set,
            quantity: grant.benefit.quantity,
            unit: grant.benefit.unit.as_ref().map(|unit| unit.get(lang).to_owned()),
            used: grant.used,
            left: if is_over(grant) { 0 } else { grant.left() },
            assigned_to: seats.collect(),
            granted_on: grant.granted_on,
            activate_by: grant.activate_by,
            usable_until: grant.usable_until,
            anniversary: grant.anniversary,
            benefits_until: grant.benefits_until,
            status: grant.status.id(),
            reasons: grant.reasons.iter().map(|reason| app.sentence(reason, lang)).collect(),
        }
    }
}

/// Whether nothing can be done with it any more.
fn is_over(grant: &Grant) -> bool {
    matches!(grant.status, BenefitStatus::Expired | BenefitStatus::Withdrawn)
}

impl App {
    /// What a subscription grants, as it stands on a day: for a day that has passed, from what was known then; for a day to come, from
    /// what is known now.
    pub async fn benefits_as_of(
        &self,
        subscription: SubscriptionId,
        as_of: Option<Day>,
        lang: Lang,
    ) -> Result<Vec<BenefitReport>, AppError> {
        let mut file = self.member_file(subscription.member()).await?;
        let on = as_of.unwrap_or(file.today);
        if on < file.today {
            file.member = self.known_on(subscription.member(), on).await?;
        }
        file.today = on;
        Ok(file.benefits(self, subscription).iter().map(|grant| file.benefit_report(self, grant, lang)).collect())
    }

    /// Does something with a benefit, and gives it as it stands afterwards. Whoever gets one of it has to belong to the member.
    pub async fn use_benefit(&self, which: &Which, how: Use, by: Actor) -> Result<Grant, AppError> {
        let Which { subscription, set, benefit } = which.clone();
        let command = Command::UseBenefit { subscription, set, benefit, how };
        let deciding = |held: &Held, today: Day| {
            if let Use::Assigned { user } | Use::Reassigned { user, .. } = how
                && !held.users.iter().any(|known| known.id == user)
            {
                return Err(AppError::not_found("person of this member", user));
            }
            Ok(decide(&self.programme, &held.member, command.clone(), today)?)
        };
        let beside = |_: &mut Held, _: &_| Ok(Vec::new());
        let done = self.act_as(subscription.member(), Request::by(by), &deciding, &beside).await?;
        let today = self.today().await?;
        let grant = granted(&self.programme, &done.after.member, subscription, (&which.benefit, which.set), today);
        grant.ok_or_else(|| AppError::not_found("benefit", &which.benefit))
    }

    /// A benefit of a subscription by its id or by its name in any of the programme's languages; what is neither is an error with what
    /// there is.
    pub async fn find_benefit(&self, subscription: SubscriptionId, set: Option<u32>, text: &str) -> Result<Grant, AppError> {
        let file = self.member_file(subscription.member()).await?;
        let all = benefits(&self.programme, &file.member, subscription, file.today);
        let is_named = |grant: &&Grant| {
            let benefit = &grant.benefit;
            let name = |lang: Lang| benefit.name.get(lang).eq_ignore_ascii_case(text.trim());
            let is_of_set = set.map_or(grant.is_newest, |set| grant.set == set);
            is_of_set && (benefit.id.as_str() == text.trim() || self.programme.languages.iter().any(|lang| name(*lang)))
        };
        if let Some(found) = all.iter().find(is_named) {
            return Ok(found.clone());
        }
        let mut ids: Vec<&str> = all.iter().map(|grant| grant.benefit.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let meant = jubilee_programme::nearest(text.trim(), ids.iter().copied());
        let meant = meant.map_or_else(String::new, |id| format!("did you mean '{id}'? "));
        let there = if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") };
        let of_set = set.map_or_else(String::new, |set| format!(" of set {set}"));
        Err(AppError::Usage(format!("there is no benefit '{}'{of_set}; {meant}the subscription grants {there}", text.trim())))
    }
}
