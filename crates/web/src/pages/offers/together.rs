//! Renewing several subscriptions, or bringing them back, with one order: what it does for each of them, what it costs, and until when the money has to be there.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile};
use jubilee_core::{Command, Day, Lang, Lift, Money, Refusal, Standing, Subscription, SubscriptionId};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::offers::{Paying, purchase_order};
use crate::pages::{Sample, orders};
use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::present::{
    Eyes, Shelf, area_name, bill_total, bill_words, cycle_days, exempted, held_money, orderable, orderable_until,
};
use crate::view::{CycleDays, HeldMoney};
use crate::{route, sample};

/// The page that asks for the order's confirmation.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/together.html")]
pub struct Together {
    /// The frame.
    pub frame: Frame,
    /// What is renewed.
    pub items: Vec<TogetherItem>,
    /// What all of it costs.
    pub fee: Money,
    /// How it is paid.
    pub pay: Paying,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

/// One of the subscriptions that are renewed.
#[derive(Clone, Debug)]
pub struct TogetherItem {
    /// What the form calls it.
    pub id: i64,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// That its requirements are waived, a sentence.
    pub exemption: Option<String>,
    /// The areas that the renewal leaves behind, because their requirements are not met.
    pub left_behind: Vec<String>,
    /// The days of the cycle that is renewed, or that was not.
    pub days: CycleDays,
    /// The anniversary that it gives.
    pub next_anniversary: Day,
    /// The last day on which its payment counts.
    pub until: Day,
    /// Whether it has lapsed, and comes back.
    pub comes_back: bool,
    /// The fee, in words.
    pub fee: String,
}

impl Together {
    /// Whether any of it has lapsed.
    pub fn brings_back(&self) -> bool {
        self.items.iter().any(|item| item.comes_back)
    }
}

/// Shows what one order for what was ticked does. Where that is not several things, leads to where the one is renewed, or to the offers.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let chosen = chosen(&portal, &file, scope.visit.query());
    match chosen[..] {
        [] => return Ok(see_other(route::OFFERS)),
        [(only, ref standing)] => {
            let alone = if standing.reactivation.is_some() { route::reactivate } else { route::renew };
            return Ok(see_other(&alone(only.id)));
        }
        _ => {}
    }
    match form(&portal, &scope, &file, &chosen) {
        Ok(form) => page(&form),
        Err(Refusal { lift: Lift::Pay(order), .. }) => Ok(see_other(&route::order(order))),
        Err(_) => Ok(see_other(route::OFFERS)),
    }
}

/// Orders what was ticked.
pub(crate) async fn post(State(portal): State<Portal>, scope: MemberScope, given: Form) -> Result<Response, Problem> {
    scope.may_order()?;
    given.only(&["purchase_order", "pay"], Some("of"))?;
    let file = scope.file(&portal).await?;
    let lang = scope.visit.lang();
    let chosen = chosen(&portal, &file, &given);
    let ids: Vec<SubscriptionId> = ids(&given);
    if ids.len() < 2 {
        return Ok(see_other(route::OFFERS));
    }
    let shown = |problem: Option<String>| {
        let mut page = form(&portal, &scope, &file, &chosen).ok().filter(|_| chosen.len() == ids.len())?;
        page.pay = Paying { purchase_order: given.get("purchase_order").to_owned(), problem, ..page.pay };
        Some(page)
    };
    let number = match purchase_order::read(given.get("purchase_order"), lang) {
        Ok(number) => number,
        Err(problem) => {
            return match shown(Some(problem)) {
                Some(page) => page_with(StatusCode::UNPROCESSABLE_ENTITY, &page),
                None => Ok(see_other(route::OFFERS)),
            };
        }
    };
    let is_own = |id: &SubscriptionId| file.member.subscription(*id).is_some();
    if !ids.iter().all(is_own) {
        return Err(Problem::NotFound);
    }
    match portal.app.order_together(&ids, scope.request(number)).await {
        Ok(receipt) if given.get("pay") == "card" => orders::card::begin_or_ask(&portal, &scope, receipt.id).await,
        Ok(receipt) if receipt.is_repeated => Ok(see_other(&route::order(receipt.id))),
        Ok(receipt) => Ok(see_other(&route::new_order(receipt.id))),
        Err(AppError::Refused(refusal)) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            match shown(None) {
                Some(page) => page_with(StatusCode::CONFLICT, &Together { refusal, ..page }),
                // What was ticked cannot be renewed together any more; the offers say what can, and why not.
                None => Ok(see_other(route::OFFERS)),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// The subscriptions that a form names.
fn ids(given: &Form) -> Vec<SubscriptionId> {
    let mut ids: Vec<SubscriptionId> =
        given.all("of").into_iter().filter_map(|id| id.parse().ok().and_then(SubscriptionId::from_number)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What was ticked of what can be renewed with one order.
fn chosen<'a>(portal: &Portal, file: &'a MemberFile, given: &Form) -> Vec<(&'a Subscription, Standing)> {
    let ids = ids(given);
    let mut all = orderable(&portal.app, file);
    all.retain(|(held, _)| ids.contains(&held.id));
    all
}

fn form(
    portal: &Portal,
    scope: &MemberScope,
    file: &MemberFile,
    chosen: &[(&Subscription, Standing)],
) -> Result<Together, Refusal> {
    let (app, lang) = (&portal.app, scope.visit.lang());
    let shelf = Shelf { app, file, lang, eyes: Eyes::User(&scope.roles) };
    let subscriptions = chosen.iter().map(|(held, _)| held.id).collect();
    let decision = app.decision(file, Command::OrderTogether { subscriptions })?;
    let mut after = file.member.clone();
    let is_whole = decision.entries.iter().all(|entry| after.apply(entry).is_ok());
    let order = after.orders.last().filter(|_| is_whole).ok_or(Refusal { reasons: Vec::new(), lift: Lift::Correct })?;
    let items: Vec<TogetherItem> = chosen.iter().filter_map(|(held, standing)| item(shelf, held, standing)).collect();
    let names: Vec<String> = items.iter().map(|item| item.offer.clone()).collect();
    let first = chosen.first().map(|(held, _)| &held.offer);
    Ok(Together {
        frame: scope.frame(Section::Offers, file),
        items,
        fee: order.amount,
        pay: Paying {
            bill: bill_words(app, lang, &order.bill, file.today, &names),
            held_money: first.and_then(|offer| held_money(shelf, offer, Some(&decision))),
            ..Paying::until(app, file.today, order.pay_by(), Some(order.amount))
        },
        refusal: None,
    })
}

fn item(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<TogetherItem> {
    let Shelf { app, file, lang, .. } = shelf;
    let cycle = standing.cycle.as_ref()?;
    let area = |area| area_name(app, area, lang);
    let at_risk = standing.qualifications.iter().filter(|found| found.is_at_risk).filter_map(|found| found.area.as_ref());
    let offer = app.programme().offer(&held.offer, file.today);
    Some(TogetherItem {
        id: held.id.number(),
        offer: offer.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned()),
        areas: held.areas.iter().map(area).collect(),
        exemption: exempted(shelf, standing),
        left_behind: at_risk.map(area).collect(),
        next_anniversary: standing.reactivation.as_ref().map_or(cycle.next_anniversary, |opening| opening.next.anniversary),
        until: orderable_until(standing)?,
        comes_back: standing.reactivation.is_some(),
        days: cycle_days(cycle),
        fee: standing.bill.as_ref().map_or_else(String::new, |bill| bill_total(shelf, bill)),
    })
}

impl Sample for Together {
    fn samples(lang: Lang) -> Vec<(&'static str, Together)> {
        let order = sample::together(lang, [jubilee_core::ItemState::Waiting; 2]);
        let item = |id, at: usize, day: Day| TogetherItem {
            id,
            offer: order.items[at].offer.clone(),
            areas: order.items[at].areas.clone(),
            exemption: None,
            left_behind: Vec::new(),
            next_anniversary: sample::cycle(day).next_anniversary,
            until: sample::cycle(day).renew_until,
            comes_back: false,
            days: sample::cycle(day),
            fee: jubilee_texts::money(lang, order.items[at].amount),
        };
        let items = vec![item(4_226_049, 0, sample::day(2020, 9, 10)), item(4_226_050, 1, sample::day(2020, 9, 15))];
        let page = Together {
            frame: sample::member_frame(lang, "/offers/together?of=4226049&of=4226050", Section::Offers),
            items,
            fee: order.amount,
            pay: Paying { bill: order.bill.clone(), ..Paying::sample(order.pay_by) },
            refusal: None,
        };
        let paid = |pay| Together { pay, ..page.clone() };
        let pay = || page.pay.clone();
        let mut warned = page.items.clone();
        warned[1].left_behind = vec!["Data Analytics".to_owned()];
        let tight = Together { items: warned, ..paid(Paying { is_tight: true, takes_cards: true, ..pay() }) };
        let refused = Together {
            refusal: Some(sample::refusal(lang)),
            ..paid(Paying { problem: Some(sample::too_long(lang)), ..pay() })
        };
        let value = sample::day(2020, 9, 17);
        let words = t!(lang, "portal-held-pays", amount = page.fee, number = "4127-2", value = value);
        let held = paid(Paying { held_money: Some(HeldMoney { words, pays: true }), ..pay() });
        let mut back = page.items.clone();
        back[1].comes_back = true;
        back[1].exemption = Some(sample::exemption(lang));
        back[1].until = sample::day(2020, 12, 31);
        let back = Together { items: back, ..page.clone() };
        vec![("two", page), ("back", back), ("tight", tight), ("refused", refused), ("held", held)]
    }
}
