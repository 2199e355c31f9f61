//! What holds for a subscription: the answer of `jubilee status`, of the portal and of the mails, from the same standing.

use jubilee_core::{
    Action, Bill, Day, Item, Lang, Member, MemberId, Occasion, Offer, OrderId, Qualification, Recorded, RequirementState,
    Standing, Subscription, SubscriptionId, System, price, standing,
};
use jubilee_store::members::MemberRow;
use jubilee_store::subscriptions::SubscriptionRow;
use jubilee_store::users::UserRow;
use jubilee_store::{ledger, orders};
use serde::Serialize;

use crate::app::App;
use crate::error::{AppError, Damage};
use crate::exception::ExceptionNote;
use crate::location::LocationRow;

/// The contract of `jubilee status --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusReport {
    /// The subscription's reference.
    pub subscription: String,
    /// The member's reference.
    pub member: String,
    /// The offer.
    pub offer: String,
    /// The day for which it holds.
    pub as_of: Day,
    /// The status' name, for example `renewal-open`.
    pub status: &'static str,
    /// The cycle's dates; all empty for what never renews or has not begun.
    #[serde(flatten)]
    pub dates: Dates,
    /// Whether benefits are there.
    pub benefits: bool,
    /// What a renewal or the first payment costs.
    pub fee: Option<jubilee_core::Money>,
    /// What it is made up of, tax included; `null` where nothing is to be paid.
    pub bill: Option<jubilee_core::Bill>,
    /// What can be done.
    pub actions: Vec<ActionReport>,
    /// Why it is so.
    pub reasons: Vec<ReasonReport>,
    /// How its areas stand with their requirements; one without area where it covers none. Empty where nothing is required.
    pub requirements: Vec<RequirementReport>,
    /// The anniversary that the rules gave, where a relief moved it.
    pub moved_from: Option<Day>,
    /// The reliefs that cover the current cycle.
    pub reliefs: Vec<String>,
    /// The reactivation that is open.
    pub reactivation: Option<ReactivationReport>,
    /// Whether the account has to be moved out of the legacy system before anything can be done.
    pub must_move: bool,
    /// The payment that is on its way, for which the lapse waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_flight: Option<InFlightReport>,
}

/// How an area stands with its requirements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequirementReport {
    /// The area.
    pub area: Option<String>,
    /// `not-started`, `in-progress` or `complete`; exemption included.
    pub state: &'static str,
    /// Whether it counts as met by exemption.
    pub exempt: bool,
    /// The last day of the exemption: the next renewal date.
    pub exempt_until: Option<Day>,
    /// Whether it has lapsed and its requirements are waived for a reactivation.
    pub waived_on_reactivation: bool,
    /// Whether the next renewal is in danger.
    pub at_risk: bool,
    /// The first day without this area, where the level was renewed without it.
    pub lost_on: Option<Day>,
    /// What is missing on the path that is nearest.
    pub missing: Vec<MissingReport>,
}

/// What is missing of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingReport {
    /// What is measured.
    pub measure: String,
    /// How much is there.
    pub have: u32,
    /// The least that is enough.
    pub need: u32,
}

/// A reactivation that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReactivationReport {
    /// The last value date.
    pub until: Day,
    /// The anniversary that a payment on the day gives.
    pub next_anniversary: Day,
    /// The first day of the window after that.
    pub renew_from: Day,
    /// The last day of that window.
    pub renew_until: Day,
}

/// The dates of the current cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// The anniversary.
    pub anniversary: Option<Day>,
    /// The first day of the renewal window.
    pub renew_from: Option<Day>,
    /// The last day of the renewal window.
    pub renew_until: Option<Day>,
    /// The last day with benefits unless renewed.
    pub benefits_until: Option<Day>,
    /// The day on which it lapses unless renewed.
    pub lapses_on: Option<Day>,
    /// The reminders.
    pub reminders: Vec<Day>,
    /// The next anniversary if renewed.
    pub next_anniversary: Option<Day>,
}

/// A payment that is on its way, for which the lapse waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InFlightReport {
    /// The order that it pays.
    pub order: String,
    /// Its value date, as far as that is known.
    pub value_date: Day,
    /// What shows it: `proof` or `card`.
    pub shown_by: &'static str,
    /// The last day on which the lapse waits.
    pub until: Day,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionReport {
    /// `renew`, `pay`, `reactivate` or `buy`.
    pub action: &'static str,
    /// Whether it is possible on the day.
    pub allowed: bool,
    /// Why not.
    pub reason: Option<String>,
    /// The first day on which it is possible.
    pub from: Option<Day>,
    /// The last day on which it is possible.
    pub until: Option<Day>,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonReport {
    /// The rule it follows from.
    pub rule: &'static str,
    /// The sentence.
    pub text: String,
}

/// Everything about one member, for pages.
#[derive(Clone, Debug)]
pub struct MemberFile {
    /// Its row: name, reference, language.
    pub row: MemberRow,
    /// What is known of it.
    pub member: Member,
    /// Its users.
    pub users: Vec<UserRow>,
    /// What its subscriptions are called.
    pub subscriptions: Vec<SubscriptionRow>,
    /// The rows of its orders, newest first.
    pub orders: Vec<orders::OrderRow>,
    /// What staff allowed, with their reasons; empty in lists of many members, which do not show them.
    pub exceptions: Vec<ExceptionNote>,
    /// Its locations, the headquarters first; empty in lists of many members.
    pub locations: Vec<LocationRow>,
    /// The business date.
    pub today: Day,
}

impl MemberFile {
    /// The names of what an order is for, one by one; none for an order that there is not.
    pub fn order_names(&self, app: &App, order: OrderId, lang: Lang) -> Vec<String> {
        let Some(order) = self.member.order(order) else { return Vec::new() };
        let name = |item: &Item| {
            let held = self.member.subscription(item.subscription());
            let offer = held.and_then(|held| app.programme().offer(&held.offer, order.created_on));
            offer.map_or_else(String::new, |offer| offer.name.get(lang).to_owned())
        };
        order.items.iter().map(name).collect()
    }

    /// The standing of every subscription that still matters, in their order.
    pub fn standings(&self, app: &App) -> Vec<(&Subscription, Standing)> {
        let held = self.member.subscriptions.iter();
        held.filter_map(|held| Some((held, standing(app.programme(), &self.member, held.id, self.today)?))).collect()
    }

    /// Whether the account has to be moved out of the programme's legacy system first (R18).
    pub fn must_move(&self, app: &App) -> bool {
        self.member.system == System::Legacy && app.programme().legacy.is_some()
    }

    /// What buying an offer costs today; `None` for what costs nothing.
    pub fn price(&self, app: &App, sold: &Offer) -> Option<Bill> {
        price(app.programme(), &self.member, sold, Occasion::Purchase, self.today)
    }

    /// What a subscription is called.
    pub fn reference(&self, id: SubscriptionId) -> &str {
        self.subscriptions.iter().find(|row| row.id == id).map_or("", |row| row.reference.as_str())
    }
}

impl App {
    /// What holds for a subscription on a day: for a day that has passed, from what was known then; for a day to come, from what is
    /// known now.
    pub async fn status(&self, reference: &str, as_of: Option<Day>, lang: Lang) -> Result<StatusReport, AppError> {
        let id = self.find_subscription(reference).await?;
        let today = self.today().await?;
        let on = as_of.unwrap_or(today);
        let held = self.hold(id.member()).await?;
        let member = if on < today { self.known_on(id.member(), on).await? } else { held.member.clone() };
        let unknown = || AppError::NothingKnown { on, subscription: reference.to_owned() };
        let standing = standing(&self.programme, &member, id, on).ok_or_else(unknown)?;
        let subscription = member.subscription(id).ok_or_else(unknown)?;
        Ok(self.report(held.row.reference, reference.to_owned(), subscription, &standing, lang))
    }

    fn report(&self, member: String, reference: String, held: &Subscription, standing: &Standing, lang: Lang) -> StatusReport {
        let dates = standing.cycle.as_ref().map_or_else(Dates::default, |cycle| Dates {
            anniversary: Some(cycle.anniversary),
            renew_from: Some(cycle.renew_from),
            renew_until: Some(cycle.renew_until),
            benefits_until: Some(cycle.benefits_until),
            lapses_on: Some(cycle.lapses_on),
            reminders: cycle.reminders.clone(),
            next_anniversary: Some(cycle.next_anniversary),
        });
        StatusReport {
            subscription: reference,
            member,
            offer: held.offer.to_string(),
            as_of: standing.on,
            status: standing.status.id(),
            dates,
            benefits: standing.has_benefits,
            fee: standing.fee,
            bill: standing.bill.clone(),
            actions: standing.actions.iter().map(|action| self.action(action, lang)).collect(),
            reasons: standing
                .reasons
                .iter()
                .map(|reason| ReasonReport { rule: reason.rule().id(), text: self.sentence(reason, lang) })
                .collect(),
            requirements: standing.qualifications.iter().map(|found| requirement(held, standing, found)).collect(),
            moved_from: standing
                .ruled_anniversary
                .filter(|ruled| standing.cycle.as_ref().is_some_and(|cycle| cycle.anniversary != *ruled)),
            reliefs: standing.reliefs.iter().map(|applied| applied.relief.to_string()).collect(),
            reactivation: standing.reactivation.as_ref().map(|opening| ReactivationReport {
                until: opening.until,
                next_anniversary: opening.next.anniversary,
                renew_from: opening.next.renew_from,
                renew_until: opening.next.renew_until,
            }),
            must_move: standing.must_move,
            in_flight: standing.hold.map(|hold| InFlightReport {
                order: hold.order.to_string(),
                value_date: hold.value_on,
                shown_by: if hold.is_card { "card" } else { "proof" },
                until: hold.until,
            }),
        }
    }

    fn action(&self, action: &Action, lang: Lang) -> ActionReport {
        let decisive = action.refusal.as_ref().and_then(|refusal| refusal.reasons.first());
        ActionReport {
            action: action.kind.id(),
            allowed: action.refusal.is_none(),
            reason: decisive.map(|reason| self.sentence(reason, lang)),
            from: action.from,
            until: action.until,
        }
    }

    /// A reason in words.
    pub fn sentence(&self, reason: &jubilee_core::Reason, lang: Lang) -> String {
        jubilee_texts::reason(lang, &self.programme, reason)
    }

    /// A member as it was known on a day.
    pub(crate) async fn known_on(&self, id: MemberId, day: Day) -> Result<Member, AppError> {
        let entries = self.ledger_of(id).await?;
        Member::replay(id, entries.iter().map(|(_, recorded)| recorded), Some(day))
            .map_err(|error| AppError::Ledger { member: id.number(), source: Damage::Misfit(error) })
    }

    /// A member's ledger with the number of each entry, the first one first.
    pub async fn ledger_of(&self, id: MemberId) -> Result<Vec<(i64, Recorded)>, AppError> {
        let damaged = |source: Damage| AppError::Ledger { member: id.number(), source };
        let rows = ledger::of_member(&self.db, id).await?;
        rows.iter().map(|row| Ok((row.seq, Recorded::decode(&row.body).map_err(|error| damaged(error.into()))?))).collect()
    }

    /// Everything about one member.
    pub async fn member_file(&self, id: MemberId) -> Result<MemberFile, AppError> {
        let today = self.today().await?;
        let held = self.hold(id).await?;
        let orders = orders::by_member(&self.db, id).await?;
        let exceptions = self.exception_notes(&held.member).await?;
        let locations = self.location_rows(&held.row).await?;
        let (row, member, users, subscriptions) = (held.row, held.member, held.users, held.subscriptions);
        Ok(MemberFile { row, member, users, subscriptions, orders, exceptions, locations, today })
    }
}

fn requirement(held: &Subscription, standing: &Standing, found: &Qualification) -> RequirementReport {
    let waived_on_reactivation = standing.is_waived_on_return(held, found);
    // What is missing matters to nobody who is exempt or has lost the area.
    let is_wanted = found.exemption.is_none() && found.state != RequirementState::Complete;
    let missing = if is_wanted { found.missing() } else { Vec::new() };
    let missing =
        missing.into_iter().map(|need| MissingReport { measure: need.measure.to_string(), have: need.have, need: need.need });
    RequirementReport {
        area: found.area.as_ref().map(ToString::to_string),
        state: found.state.id(),
        exempt: found.exemption.is_some(),
        exempt_until: found.exemption.as_ref().map(|exemption| exemption.until),
        waived_on_reactivation,
        at_risk: found.is_at_risk,
        lost_on: found.lost_on,
        missing: missing.collect(),
    }
}
