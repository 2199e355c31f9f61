//! Reactivating what has lapsed: which days it gives, before and after, and what it costs, before anybody agrees to it.

use crate::pages::offers::{Paying, purchase_order};
use crate::pages::orders;
use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::present::{Eyes, Shelf, area_name, bill_words, held_money_for, need_words, relief_name};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile};
use jubilee_core::{
    Base, Command, Cycle, ExceptionKind, Fact, Lift, Opening, Qualification, Reason, Refusal, RequirementState, Subscription,
};
use jubilee_core::{Day, Lang, Money, Standing, SubscriptionId};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::{route, sample};

/// How the requirements stand for a reactivation.
#[derive(Clone, Debug)]
pub enum Requirements {
    /// Nothing is required.
    None,
    /// They are waived.
    Waived {
        /// The name of the relief that waives them, where it is one.
        relief: Option<String>,
    },
    /// They are met.
    Met,
    /// They are not met: what is missing, a sentence for each area.
    Missing(Vec<String>),
}

/// The page that asks for the reactivation's confirmation.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/reactivate.html")]
pub struct Reactivate {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// Where the form goes.
    pub form: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// What allows it: the relief's name, or `None` for staff.
    pub by: Option<String>,
    /// The last value date that brings it back.
    pub until: Day,
    /// The anniversary that was not renewed.
    pub anniversary: Day,
    /// The day on which it lapsed.
    pub lapsed_on: Day,
    /// The first day without benefits.
    pub gap_from: Day,
    /// The anniversary after the reactivation.
    pub next_anniversary: Day,
    /// The first day of the window that follows.
    pub next_from: Day,
    /// The last day of that window.
    pub next_until: Day,
    /// For how many days the payment gives benefits until that anniversary, if it counts today.
    pub days_of_benefits: i32,
    /// Whether the days depend on the day on which the payment counts.
    pub depends_on_payment: bool,
    /// How the requirements stand.
    pub requirements: Requirements,
    /// The fee; `None` where it costs nothing, and then nothing is ordered.
    pub fee: Option<Money>,
    /// How it is paid.
    pub pay: Paying,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

/// So few days of benefits for a whole fee are said with emphasis.
const FEW_DAYS: i32 = 90;

impl Reactivate {
    /// Whether requirements `apply` to a new purchase, or `none` do.
    pub fn asked_anew(&self) -> &'static str {
        if matches!(self.requirements, Requirements::None) { "none" } else { "apply" }
    }

    /// Whether there is anything to agree to: not while requirements are missing.
    pub fn is_possible(&self) -> bool {
        !matches!(self.requirements, Requirements::Missing(_))
    }

    /// Whether the anniversary comes so soon after the payment that nobody should find out afterwards.
    pub fn is_short(&self) -> bool {
        self.days_of_benefits <= FEW_DAYS
    }
}

/// A subscription whose reactivation is open.
struct Found<'a> {
    held: &'a Subscription,
    standing: Standing,
    opening: Opening,
    lapsed: Cycle,
}

/// Shows what reactivating does. Where there is nothing to agree to, leads to what there is instead: the order that waits, or the
/// offers with the reason.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let Some(found) = find(&portal, &file, &id)? else { return Ok(see_other(route::OFFERS)) };
    match pay_by(&portal, &file, &found) {
        Ok(pay_by) => page(&form(&portal, &scope, &file, &found, pay_by)),
        Err(Refusal { lift: Lift::Pay(order), .. }) => Ok(see_other(&route::order(order))),
        // The page says what is missing; anything else is said on the page of offers.
        Err(refusal) if matches!(refusal.reasons[..], [Reason::RequirementsNotMet { .. }, ..]) => {
            page(&form(&portal, &scope, &file, &found, found.opening.until))
        }
        Err(_) => Ok(see_other(route::OFFERS)),
    }
}

/// Orders the reactivation; where it costs nothing, reactivates.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    given.only(&["purchase_order", "pay"], None)?;
    let file = scope.file(&portal).await?;
    let Some(found) = find(&portal, &file, &id)? else { return Ok(see_other(route::OFFERS)) };
    let (lang, held) = (scope.visit.lang(), found.held);
    let show = |problem: Option<String>| {
        let last = pay_by(&portal, &file, &found).unwrap_or(found.opening.until);
        let mut page = form(&portal, &scope, &file, &found, last);
        page.pay = Paying { purchase_order: given.get("purchase_order").to_owned(), problem, ..page.pay };
        page
    };
    let number = match purchase_order::read(given.get("purchase_order"), lang) {
        Ok(number) => number,
        Err(problem) => {
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &show(Some(problem)));
        }
    };
    let done = if found.standing.fee.is_none() {
        let done = portal.app.reactivate(held.id, scope.actor).await;
        done.map(|()| format!("{}?renewed={}", route::OFFERS, held.id.number()))
    } else {
        let ordered = portal.app.order_reactivation(held.id, scope.request(number)).await;
        if let (Ok(receipt), "card") = (&ordered, given.get("pay")) {
            return orders::card::begin_or_ask(&portal, &scope, receipt.id).await;
        }
        ordered.map(|receipt| if receipt.is_repeated { route::order(receipt.id) } else { route::new_order(receipt.id) })
    };
    match done {
        Ok(place) => Ok(see_other(&place)),
        Err(AppError::Refused(refusal)) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &Reactivate { refusal, ..show(None) })
        }
        Err(error) => Err(error.into()),
    }
}

/// The member's subscription of this number; `None` where no reactivation of it is open.
fn find<'a>(portal: &Portal, file: &'a MemberFile, id: &str) -> Result<Option<Found<'a>>, Problem> {
    let id = id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)?;
    let found = file.standings(&portal.app).into_iter().find(|(held, _)| held.id == id);
    let (held, standing) = found.ok_or(Problem::NotFound)?;
    Ok(match (standing.reactivation.clone(), standing.cycle.clone()) {
        (Some(opening), Some(lapsed)) => Some(Found { held, standing, opening, lapsed }),
        _ => None,
    })
}

/// The last value date that an order made now would have, as the rules say, without ordering.
fn pay_by(portal: &Portal, file: &MemberFile, found: &Found<'_>) -> Result<Day, Refusal> {
    let until = found.opening.until;
    match portal.app.decision(file, Command::OrderReactivation { subscription: found.held.id }) {
        Ok(decision) => {
            let ordered = decision.entries.iter().find_map(|entry| match &entry.fact {
                Fact::Ordered { pay_by, .. } => Some(*pay_by),
                _ => None,
            });
            Ok(ordered.unwrap_or(until))
        }
        Err(refusal) if refusal.reasons.contains(&Reason::NoFee) => Ok(until),
        Err(refusal) => Err(refusal),
    }
}

fn form(portal: &Portal, scope: &MemberScope, file: &MemberFile, found: &Found<'_>, pay_by: Day) -> Reactivate {
    let Found { held, standing, opening, lapsed: cycle } = found;
    let (lang, programme) = (scope.visit.lang(), portal.app.programme());
    let shelf = Shelf { app: &portal.app, file, lang, eyes: Eyes::User(&scope.roles) };
    let offer = programme.offer(&held.offer, file.today);
    let next = &opening.next;
    Reactivate {
        frame: scope.frame(Section::Offers, file),
        today: file.today,
        form: route::reactivate(held.id),
        offer: offer.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned()),
        areas: held.areas.iter().map(|area| area_name(&portal.app, area, lang)).collect(),
        by: opening.relief.as_ref().map(|relief| relief_name(shelf, relief)),
        until: opening.until,
        anniversary: cycle.anniversary,
        lapsed_on: cycle.lapses_on,
        gap_from: cycle.benefits_until.next(),
        next_anniversary: next.anniversary,
        next_from: next.renew_from,
        next_until: next.renew_until,
        days_of_benefits: (next.anniversary.days_since(file.today) + 1).max(0),
        depends_on_payment: opening.base == Base::Payment,
        requirements: requirements(shelf, held, standing, opening),
        fee: standing.fee,
        pay: Paying {
            bill: standing.bill.as_ref().and_then(|bill| bill_words(&portal.app, lang, bill, file.today, &[])),
            held_money: held_money_for(shelf, held, standing),
            ..Paying::until(&portal.app, file.today, pay_by, standing.fee)
        },
        refusal: None,
    }
}

/// How the requirements stand: waived by the relief, or as the rules find them on the day.
fn requirements(shelf: Shelf<'_>, held: &Subscription, standing: &Standing, opening: &Opening) -> Requirements {
    if standing.qualifications.iter().all(|found| found.paths.is_empty()) {
        return Requirements::None;
    }
    if opening.waives_requirements {
        return Requirements::Waived { relief: opening.relief.as_ref().map(|relief| relief_name(shelf, relief)) };
    }
    if held.exceptions_on(standing.on).any(|exception| exception.kind == ExceptionKind::Exemption) {
        return Requirements::Waived { relief: None };
    }
    let refused = standing.actions.iter().filter_map(|action| action.refusal.as_ref());
    let is_refused =
        refused.flat_map(|refusal| &refusal.reasons).any(|reason| matches!(reason, Reason::RequirementsNotMet { .. }));
    let is_met = standing.qualifications.iter().any(|found| found.state == RequirementState::Complete);
    if is_met || !is_refused {
        return Requirements::Met;
    }
    let missing = |found: &Qualification| {
        let what: Vec<String> = found.missing().iter().map(|need| need_words(shelf, need)).collect();
        let what = jubilee_texts::list(shelf.lang, &what);
        match &found.area {
            Some(area) => format!("{}: {what}", area_name(shelf.app, area, shelf.lang)),
            None => what,
        }
    };
    Requirements::Missing(standing.qualifications.iter().map(missing).collect())
}

impl Sample for Reactivate {
    fn samples(lang: Lang) -> Vec<(&'static str, Reactivate)> {
        let relief = sample::words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19");
        let page = Reactivate {
            frame: sample::member_frame(lang, "/offers/4226049/reactivate", Section::Offers),
            today: sample::today(),
            form: "/offers/4226049/reactivate".to_owned(),
            offer: sample::gold(lang),
            areas: vec!["Cloud Platform".to_owned(), "Data Analytics".to_owned()],
            by: Some(relief.clone()),
            until: sample::day(2020, 12, 31),
            anniversary: sample::day(2020, 7, 5),
            lapsed_on: sample::day(2020, 8, 5),
            gap_from: sample::day(2020, 8, 5),
            next_anniversary: sample::day(2021, 7, 5),
            next_from: sample::day(2021, 7, 6),
            next_until: sample::day(2021, 8, 4),
            days_of_benefits: 289,
            depends_on_payment: false,
            requirements: Requirements::Waived { relief: Some(relief) },
            fee: Some(sample::usd(473_000)),
            pay: Paying::sample(sample::day(2020, 10, 20)),
            refusal: None,
        };
        // T26d: reactivated on the last day, its next window opens on the day after.
        let short = Reactivate {
            today: sample::day(2020, 12, 31),
            anniversary: sample::day(2020, 1, 1),
            lapsed_on: sample::day(2020, 2, 1),
            gap_from: sample::day(2020, 2, 1),
            next_anniversary: sample::day(2020, 12, 31),
            next_from: sample::day(2021, 1, 1),
            next_until: sample::day(2021, 1, 30),
            days_of_benefits: 1,
            requirements: Requirements::Met,
            pay: Paying { is_tight: true, ..page.pay.clone() },
            ..page.clone()
        };
        let missing = Reactivate {
            requirements: Requirements::Missing(vec![sample::missing(lang)]),
            by: None,
            depends_on_payment: true,
            refusal: Some(sample::refusal(lang)),
            ..page.clone()
        };
        let free = Reactivate { fee: None, requirements: Requirements::None, by: None, ..page.clone() };
        let held =
            Reactivate { pay: Paying { held_money: Some(sample::held_money(lang, true)), ..page.pay.clone() }, ..page.clone() };
        let by_card = Reactivate { pay: Paying { takes_cards: true, ..page.pay.clone() }, ..page.clone() };
        vec![("waived", page), ("short", short), ("missing", missing), ("free", free), ("held", held), ("card", by_card)]
    }
}
