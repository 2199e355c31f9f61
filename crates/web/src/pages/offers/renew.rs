//! Renewing: what it does, what it costs, and until when the money has to be there, before anybody agrees to it.

use crate::pages::offers::{Paying, purchase_order};
use crate::pages::orders;
use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::present::{Eyes, Shelf, area_name, bill_words, cycle_days, exempted, held_money_for};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile};
use jubilee_core::{Command, Cycle, Fact, Lift, Reason, Refusal, Standing, Subscription, SubscriptionId};
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::CycleDays;
use crate::{route, sample};

/// The page that asks for the renewal's confirmation.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/renew.html")]
pub struct Renew {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub form: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// That its requirements are waived, a sentence.
    pub exemption: Option<String>,
    /// The areas that the renewal leaves behind, because their requirements are not met; the days until which that can change.
    pub left_behind: Vec<String>,
    /// The days of the cycle that is renewed.
    pub days: CycleDays,
    /// The fee; `None` where renewing costs nothing, and then nothing is ordered.
    pub fee: Option<Money>,
    /// How it is paid.
    pub pay: Paying,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

/// Shows what renewing does. Where there is nothing to agree to, leads to what there is instead: the order that waits, or the offers
/// with the reason.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let found = find(&portal, &file, &id)?;
    match terms(&portal, &file, found.held, &found.cycle) {
        Ok(terms) => page(&form(&portal, &scope, &file, &found, &terms)),
        Err(Refusal { lift: Lift::Pay(order), .. }) => Ok(see_other(&route::order(order))),
        Err(_) => Ok(see_other(route::OFFERS)),
    }
}

/// Orders the renewal; where it costs nothing, renews.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    given.only(&["purchase_order", "pay"], None)?;
    let file = scope.file(&portal).await?;
    let found = find(&portal, &file, &id)?;
    let (held, cycle, fee) = (found.held, &found.cycle, found.standing.fee);
    let terms = terms(&portal, &file, held, cycle);
    let lang = scope.visit.lang();
    let show = |terms: Terms, problem: Option<String>| {
        let mut page = form(&portal, &scope, &file, &found, &terms);
        page.pay = Paying { purchase_order: given.get("purchase_order").to_owned(), problem, ..page.pay };
        page
    };
    let number = match purchase_order::read(given.get("purchase_order"), lang) {
        Ok(number) => number,
        Err(problem) => {
            let page = show(terms.unwrap_or_else(|_| Terms::of(cycle, fee)), Some(problem));
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let is_free = terms.as_ref().is_ok_and(|terms| terms.fee.is_none());
    let done = if is_free {
        let renewed = portal.app.renew(held.id, scope.actor).await;
        renewed.map(|()| format!("{}?renewed={}", route::OFFERS, held.id.number()))
    } else {
        let ordered = portal.app.order_renewal(held.id, scope.request(number)).await;
        if let (Ok(receipt), "card") = (&ordered, given.get("pay")) {
            return orders::card::begin_or_ask(&portal, &scope, receipt.id).await;
        }
        ordered.map(|receipt| if receipt.is_repeated { route::order(receipt.id) } else { route::new_order(receipt.id) })
    };
    match done {
        Ok(place) => Ok(see_other(&place)),
        Err(AppError::Refused(refusal)) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            let page = show(Terms::of(cycle, fee), None);
            page_with(StatusCode::CONFLICT, &Renew { refusal, ..page })
        }
        Err(error) => Err(error.into()),
    }
}

/// A subscription with the cycle that it is in.
struct Found<'a> {
    held: &'a Subscription,
    cycle: Cycle,
    standing: Standing,
}

/// The member's subscription of this number.
fn find<'a>(portal: &Portal, file: &'a MemberFile, id: &str) -> Result<Found<'a>, Problem> {
    let id = id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)?;
    let found = file.standings(&portal.app).into_iter().find(|(held, _)| held.id == id);
    let (held, standing) = found.ok_or(Problem::NotFound)?;
    Ok(Found { held, cycle: standing.cycle.clone().ok_or(Problem::NotFound)?, standing })
}

/// What a renewal costs and until when it has to be paid.
struct Terms {
    fee: Option<Money>,
    pay_by: Day,
}

impl Terms {
    /// What the page shows about a renewal that gives no order, because it is refused or costs nothing: the dates of its window.
    const fn of(cycle: &Cycle, fee: Option<Money>) -> Terms {
        Terms { fee, pay_by: cycle.renew_until }
    }
}

/// What ordering would give now, as the rules say, without ordering.
fn terms(portal: &Portal, file: &MemberFile, held: &Subscription, cycle: &Cycle) -> Result<Terms, Refusal> {
    match portal.app.decision(file, Command::OrderRenewal { subscription: held.id }) {
        Ok(decision) => {
            let ordered = decision.entries.iter().find_map(|entry| match &entry.fact {
                Fact::Ordered { amount, pay_by, .. } => Some((*amount, *pay_by)),
                _ => None,
            });
            Ok(ordered.map_or(Terms::of(cycle, None), |(fee, pay_by)| Terms { fee: Some(fee), pay_by }))
        }
        Err(refusal) if refusal.reasons.contains(&Reason::NoFee) => Ok(Terms::of(cycle, None)),
        Err(refusal) => Err(refusal),
    }
}

fn form(portal: &Portal, scope: &MemberScope, file: &MemberFile, found: &Found<'_>, terms: &Terms) -> Renew {
    let Found { held, cycle, standing } = found;
    let (lang, programme) = (scope.visit.lang(), portal.app.programme());
    let area = |area| area_name(&portal.app, area, lang);
    let shelf = Shelf { app: &portal.app, file, lang, eyes: Eyes::User(&scope.roles) };
    let at_risk = standing.qualifications.iter().filter(|found| found.is_at_risk).filter_map(|found| found.area.as_ref());
    let offer = programme.offer(&held.offer, cycle.began_on);
    Renew {
        frame: scope.frame(Section::Offers, file),
        form: route::renew(held.id),
        offer: offer.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned()),
        areas: held.areas.iter().map(area).collect(),
        exemption: exempted(shelf, standing),
        left_behind: at_risk.map(area).collect(),
        days: cycle_days(cycle),
        fee: terms.fee,
        pay: Paying {
            bill: standing.bill.as_ref().and_then(|bill| bill_words(&portal.app, lang, bill, file.today, &[])),
            held_money: held_money_for(shelf, held, standing),
            ..Paying::until(&portal.app, file.today, terms.pay_by, terms.fee)
        },
        refusal: None,
    }
}

impl Sample for Renew {
    fn samples(lang: Lang) -> Vec<(&'static str, Renew)> {
        let offer = sample::open(lang);
        let days = sample::cycle(sample::day(2020, 9, 15));
        let page = Renew {
            frame: sample::member_frame(lang, "/offers/4226049/renew", Section::Offers),
            form: "/offers/4226049/renew".to_owned(),
            offer: offer.name,
            areas: offer.areas,
            exemption: None,
            left_behind: Vec::new(),
            pay: Paying::sample(days.renew_until),
            days,
            fee: Some(sample::usd(473_000)),
            refusal: None,
        };
        let paid = |pay| Renew { pay, ..page.clone() };
        let pay = || page.pay.clone();
        let number = "PO\u{2011}2020\u{2011}0417, second instalment of the department in Rotterdam".to_owned();
        let refused = paid(Paying { purchase_order: number, problem: Some(sample::too_long(lang)), ..pay() });
        let tight = Renew { refusal: Some(sample::refusal(lang)), ..paid(Paying { is_tight: true, ..pay() }) };
        let left_behind = vec!["Data Analytics".to_owned()];
        let free = Renew { fee: None, left_behind, ..page.clone() };
        let exempt = Renew { exemption: Some(sample::exemption(lang)), ..page.clone() };
        let held = paid(Paying { held_money: Some(sample::held_money(lang, true)), ..pay() });
        let waiting = paid(Paying { held_money: Some(sample::held_money(lang, false)), ..pay() });
        let taxed = Renew { fee: Some(sample::usd(429_248)), ..paid(Paying { bill: Some(sample::bill(lang, true)), ..pay() }) };
        let untaxed =
            Renew { fee: Some(sample::usd(354_750)), ..paid(Paying { bill: Some(sample::bill(lang, false)), ..pay() }) };
        let by_card = paid(Paying { takes_cards: true, ..pay() });
        let by_payment = [("held", held), ("waiting", waiting), ("taxed", taxed), ("untaxed", untaxed), ("card", by_card)];
        let mut all = vec![("empty", page), ("exempt", exempt), ("free", free), ("refused", refused), ("tight", tight)];
        all.extend(by_payment);
        all
    }
}
