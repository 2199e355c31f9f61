//! Benefits: what a subscription grants, and what members and staff do with it.

use jubilee_core::{
    Actor, BenefitId, BenefitKind, BenefitReason, BenefitStatus, Command, Day, Decision, Fact, Grant, Item, Lang, Lift,
    Purpose, Reason, Refusal, SubscriptionId, Use, benefits, decide, granted, refundable,
};
use jubilee_store::benefit_keys::{self, KeyCount};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
use crate::secret::Secret;
use crate::status::MemberFile;

/// The longest product key, in characters.
const MOST_KEY: usize = 200;
/// The most keys that are loaded at once.
const MOST_KEYS: usize = 100_000;
/// How many keys are kept in one transaction.
const KEYS_AT_ONCE: usize = 500;
/// How often a key is looked for when others take it.
const MOST_ATTEMPTS: usize = 20;
/// How many free keys are looked at, so that those who come together do not all want the same one.
const KEYS_LOOKED_AT: i64 = 64;

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

    /// Until when the fee that brought a benefit can be given back, as long as that can be: a first use of the benefit ends it. `None`
    /// where it does not, or where there is no such right.
    pub fn refund_until(&self, app: &App, grant: &Grant) -> Option<Day> {
        if !grant.benefit.ends_refund || grant.first_used_on.is_some() {
            return None;
        }
        let is_for = |order: &&jubilee_core::Order| {
            let is_of_set = |item: &Item| match item.purpose {
                Purpose::Buy { .. } => grant.set == 0,
                Purpose::Renew { .. } | Purpose::Reactivate { .. } => grant.set as usize == item.cycle + 1,
            };
            let item = order.item(grant.subscription).filter(|item| item.is_applied);
            order.closing.is_none() && item.is_some_and(is_of_set)
        };
        let order = self.member.orders.iter().rev().find(is_for)?;
        refundable(app.programme(), &self.member, order, self.today).ok().flatten()
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
        if how == Use::Revealed {
            return Ok(self.reveal_key(which, by).await?.0);
        }
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
        self.used(which, &done.after).await
    }

    /// Shows one more key of a benefit, and gives the benefit as it stands afterwards. No key is ever given twice, whoever comes at the
    /// same moment; where none is left, nothing is recorded.
    pub async fn reveal_key(&self, which: &Which, by: Actor) -> Result<(Grant, Secret), AppError> {
        let Which { subscription, set, benefit } = which.clone();
        let command = Command::UseBenefit { subscription, set, benefit, how: Use::Revealed };
        for attempt in 0..MOST_ATTEMPTS {
            let free = benefit_keys::free(&self.db, &which.benefit, KEYS_LOOKED_AT).await?;
            // Who comes at the same moment begins at another one.
            let at = (subscription.number().unsigned_abs() as usize).wrapping_add(attempt);
            let digest = at.checked_rem(free.len()).and_then(|at| free.get(at)).copied();
            let deciding = |held: &Held, today: Day| {
                let decision = decide(&self.programme, &held.member, command.clone(), today)?;
                if digest.is_none() {
                    let reason = Reason::Benefit { benefit: which.benefit.clone(), what: BenefitReason::NoKeyLeft };
                    return Err(Refusal { reasons: vec![reason], lift: Lift::AskStaff }.into());
                }
                Ok(decision)
            };
            let beside = |_: &mut Held, decision: &Decision| {
                let taking = number_of(decision).zip(digest);
                Ok(taking
                    .map(|(number, key)| benefit_keys::take(subscription, number, &which.benefit, key))
                    .into_iter()
                    .collect())
            };
            let Some(done) = self.attempt(subscription.member(), Request::by(by), &deciding, &beside).await? else { continue };
            let number = number_of(&done.decision).unwrap_or_default();
            let shown = benefit_keys::shown(&self.db, subscription).await?.into_iter().find(|key| key.number == number);
            let key = shown.ok_or_else(|| AppError::not_found("key", number))?;
            return Ok((self.used(which, &done.after).await?, Secret::given(&key.secret)));
        }
        Err(AppError::Busy { member: subscription.member().number() })
    }

    /// The keys of a benefit that were shown, in the order in which they were.
    pub async fn shown_keys(&self, grant: &Grant) -> Result<Vec<Secret>, AppError> {
        if grant.keys.is_empty() {
            return Ok(Vec::new());
        }
        let shown = benefit_keys::shown(&self.db, grant.subscription).await?;
        let of_grant = shown.into_iter().filter(|key| grant.keys.contains(&key.number));
        Ok(of_grant.map(|key| Secret::given(&key.secret)).collect())
    }

    /// Keeps product keys, one a line, so that they can be shown; how many of them are new. All of them or none: the first line that
    /// is no key is an error. A key is never repeated in a message.
    pub async fn load_keys(&self, benefit: &BenefitId, text: &str) -> Result<usize, AppError> {
        let is_known = self.programme.benefit(benefit).is_some_and(|known| known.kind == BenefitKind::ProductKey);
        if !is_known {
            let all = self.programme.versions.iter().flat_map(|version| &version.offers).flat_map(|offer| &offer.benefits);
            let keys = all.filter(|known| known.kind == BenefitKind::ProductKey).map(|known| known.id.as_str());
            let meant = jubilee_programme::nearest(benefit.as_str(), keys);
            let meant = meant.map_or_else(String::new, |id| format!("; did you mean '{id}'?"));
            return Err(AppError::Usage(format!(
                "the programme has no benefit of the kind product-key called '{benefit}'{meant}"
            )));
        }
        let mut keys = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let key = Secret::given(line);
            if key.as_str().chars().count() > MOST_KEY || key.as_str().chars().any(char::is_control) {
                let what = format!("line {} is no key: a key has at most {MOST_KEY} characters that can be seen", at + 1);
                return Err(AppError::Usage(what));
            }
            keys.push(key);
        }
        if keys.is_empty() || keys.len() > MOST_KEYS {
            return Err(AppError::Usage(format!(
                "a file has from 1 to {MOST_KEYS} keys, one a line, and this has {}",
                keys.len()
            )));
        }
        let before = self.keys_of(benefit).await?;
        for some in keys.chunks(KEYS_AT_ONCE) {
            let stmts = some.iter().map(|key| benefit_keys::load(benefit, key.hash(), key.as_str())).collect::<Vec<_>>();
            self.db.commit(stmts).await?;
        }
        Ok(self.keys_of(benefit).await?.saturating_sub(before))
    }

    async fn keys_of(&self, benefit: &BenefitId) -> Result<usize, AppError> {
        let counts = benefit_keys::counts(&self.db).await?;
        let own = counts.iter().find(|count| &count.benefit == benefit);
        Ok(own.map_or(0, |count| usize::try_from(count.free + count.shown).unwrap_or(usize::MAX)))
    }

    /// How many keys of each benefit there are; with 0 for those of which none was loaded.
    pub async fn key_counts(&self) -> Result<Vec<KeyCount>, AppError> {
        let mut counts = benefit_keys::counts(&self.db).await?;
        let all = self.programme.versions.iter().flat_map(|version| &version.offers).flat_map(|offer| &offer.benefits);
        for benefit in all.filter(|benefit| benefit.kind == BenefitKind::ProductKey) {
            if !counts.iter().any(|count| count.benefit == benefit.id) {
                counts.push(KeyCount { benefit: benefit.id.clone(), free: 0, shown: 0 });
            }
        }
        Ok(counts)
    }

    /// A benefit as it stands after something was done with it.
    async fn used(&self, which: &Which, after: &Held) -> Result<Grant, AppError> {
        let today = self.today().await?;
        let grant = granted(&self.programme, &after.member, which.subscription, (&which.benefit, which.set), today);
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

/// The number of the use that a decision records.
fn number_of(decision: &Decision) -> Option<u32> {
    decision.entries.iter().find_map(|entry| match &entry.fact {
        Fact::BenefitUsed { number, .. } => Some(*number),
        _ => None,
    })
}
