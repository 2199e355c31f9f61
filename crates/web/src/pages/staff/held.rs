//! Paying back money that is held with an order, in two steps: how much, and then what that does. What the order paid for stays.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, StaffRole};
use jubilee_core::{Command, Fact, Lang, Money, Refusal};
use jubilee_texts::{t, t_of};

use super::payment::find;
use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::view::Order;
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/held.html")]
pub struct HeldBack {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub here: String,
    /// The order's page for staff.
    pub back: String,
    /// The order.
    pub order: Order,
    /// The member's name.
    pub member: String,
    /// The amount as typed, `25.00`.
    pub amount: String,
    /// What is wrong with the amount, a sentence.
    pub amount_problem: Option<String>,
    /// What it would do, sentences; not empty on the second step, where the form only asks for confirmation.
    pub effects: Vec<String>,
    /// Why it is not possible, a sentence.
    pub refusal: Option<String>,
}

impl HeldBack {
    /// Whether this is the second step.
    pub fn is_confirmation(&self) -> bool {
        !self.effects.is_empty()
    }
}

/// Shows the form, with all that is held filled in.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    page(&first(&portal, &scope, &id).await?)
}

/// Says what paying the amount back would do, and, once that is confirmed, records it.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    let first = first(&portal, &scope, &id).await?;
    given.only(&["amount", "confirmed"], None)?;
    let (lang, order, held) = (scope.visit.lang(), first.order.id, first.order.held);
    let typed = HeldBack { amount: given.get("amount").to_owned(), ..first };
    let Ok(amount) = Money::from_decimal(given.get("amount"), held.currency) else {
        let amount_problem = Some(t!(lang, "staff-payment-not-an-amount", amount = held.decimal()));
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &HeldBack { amount_problem, ..typed });
    };
    let refused = |refusal: &Refusal| {
        let reason = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
        page_with(StatusCode::CONFLICT, &HeldBack { refusal: reason, ..typed.clone() })
    };
    if given.get("confirmed") == "yes" {
        return match portal.app.refund_held(order, Some(amount), scope.actor).await {
            Ok(_) => Ok(see_other(&typed.back)),
            Err(AppError::Refused(refusal)) => refused(&refusal),
            Err(error) => Err(error.into()),
        };
    }
    let file = portal.app.member_file(order.member()).await?;
    let command = Command::RefundHeld { order, amount };
    match portal.app.decision(&file, command.clone()) {
        Ok(decision) => {
            let is_over = decision.entries.iter().any(|entry| matches!(entry.fact, Fact::Refunded { .. }));
            let rest = Money { minor: held.minor - amount.minor, ..held };
            let to_card = portal.app.refund_to_cards(order, command).await?;
            let effects = effects(lang, amount, Some(rest).filter(|_| !is_over), to_card);
            page(&HeldBack { effects, ..typed })
        }
        Err(refusal) => refused(&refusal),
    }
}

/// What it does to pay an amount back: what stays, and how the money goes.
fn effects(lang: Lang, amount: Money, rest: Option<Money>, to_card: Option<Money>) -> Vec<String> {
    let by_transfer = Money { minor: amount.minor - to_card.map_or(0, |money| money.minor), ..amount };
    let mut effects = vec![match rest {
        Some(rest) => t!(lang, "staff-held-effect", amount = amount, rest = rest),
        None => t!(lang, "staff-held-effect-over", amount = amount),
    }];
    effects.extend(to_card.map(|money| t!(lang, "staff-held-to-card", amount = money)));
    effects.extend((by_transfer.minor > 0).then(|| t!(lang, "staff-held-transfer", amount = by_transfer)));
    effects
}

async fn first(portal: &Portal, scope: &StaffScope, id: &str) -> Result<HeldBack, Problem> {
    if scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    let (file, order) = find(portal, scope, id).await?;
    Ok(HeldBack {
        frame: scope.visit.frame(Section::Payments),
        here: route::staff_held(order.id),
        back: route::staff_payment(order.id),
        amount: order.held.decimal(),
        amount_problem: None,
        member: file.row.name,
        effects: Vec::new(),
        refusal: None,
        order,
    })
}

impl Sample for HeldBack {
    fn samples(lang: Lang) -> Vec<(&'static str, HeldBack)> {
        let order = sample::overpaid_order(lang);
        let first = HeldBack {
            frame: sample::staff_frame(lang, "/staff/payments/270499841/held", Section::Payments),
            here: "/staff/payments/270499841/held".to_owned(),
            back: "/staff/payments/270499841".to_owned(),
            member: sample::member().name,
            amount: order.held.decimal(),
            amount_problem: None,
            effects: Vec::new(),
            refusal: None,
            order,
        };
        let part = HeldBack {
            amount: "5.00".to_owned(),
            effects: effects(lang, sample::usd(500), Some(sample::usd(1_500)), None),
            ..first.clone()
        };
        let order = sample::set_aside_order(lang, 200_000, false);
        let over = HeldBack {
            amount: order.held.decimal(),
            effects: effects(lang, order.held, None, Some(sample::usd(150_000))),
            order,
            ..first.clone()
        };
        let wrong = HeldBack { amount: "20,00".to_owned(), amount_problem: Some(sample::wrong_amount(lang)), ..first.clone() };
        let refused = HeldBack { refusal: Some(sample::refusal(lang)), ..first.clone() };
        vec![("first", first), ("part", part), ("over", over), ("wrong", wrong), ("refused", refused)]
    }
}
