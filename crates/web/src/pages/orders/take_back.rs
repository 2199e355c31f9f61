//! Taking an order back, after a question: a member cancels what it has not paid; staff cancel too, and pay back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, StaffRole};
use jubilee_core::{Actor, Command, Item, Lang, Money, Order as CoreOrder, OrderId, standing};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Form, MemberScope, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::view::Order;
use crate::{present, route, sample};

/// The question, or why there is none.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/take_back.html")]
pub struct TakeBack {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub here: String,
    /// The page of the order.
    pub back: String,
    /// The order.
    pub order: Order,
    /// The member's name, for staff.
    pub member: Option<String>,
    /// Whether its money goes back; otherwise it is cancelled.
    pub is_refund: bool,
    /// What it would do, sentences; empty where it is refused.
    pub effects: Vec<String>,
    /// Why it is not possible, a sentence.
    pub refusal: Option<String>,
}

/// What is asked for, by whom.
struct Case<'a> {
    portal: &'a Portal,
    file: MemberFile,
    order: CoreOrder,
    lang: Lang,
    by: Actor,
    is_refund: bool,
    to_card: Option<Money>,
    here: String,
    back: String,
}

/// Asks a member whether to cancel its order.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let case = of_member(&portal, &scope, &id).await?;
    page(&case.shown(scope.frame(Section::Orders, &case.file), None))
}

/// Cancels a member's order.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    let case = of_member(&portal, &scope, &id).await?;
    given.only(&[], None)?;
    let frame = scope.frame(Section::Orders, &case.file);
    case.done(frame).await
}

/// Asks staff whether to cancel an order, or to pay it back.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let case = of_staff(&portal, &scope, &id).await?;
    page(&case.shown(scope.visit.frame(Section::Payments), None))
}

/// Cancels an order, or pays it back, for staff.
pub(crate) async fn post_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    let case = of_staff(&portal, &scope, &id).await?;
    given.only(&[], None)?;
    case.done(scope.visit.frame(Section::Payments)).await
}

async fn of_member<'a>(portal: &'a Portal, scope: &MemberScope, id: &str) -> Result<Case<'a>, Problem> {
    scope.may_order()?;
    let file = scope.file(portal).await?;
    let id = number(id)?;
    let order = file.member.order(id).cloned().ok_or(Problem::NotFound)?;
    let (here, back) = (route::cancel(id), route::order(id));
    let (lang, by) = (scope.visit.lang(), scope.actor);
    Ok(Case { portal, file, order, lang, by, is_refund: false, to_card: None, here, back })
}

async fn of_staff<'a>(portal: &'a Portal, scope: &StaffScope, id: &str) -> Result<Case<'a>, Problem> {
    scope.may_act()?;
    let id = number(id)?;
    let file = portal.app.member_file(id.member()).await?;
    let order = file.member.order(id).cloned().ok_or(Problem::NotFound)?;
    let is_refund = !order.state(file.today).is_waiting();
    if is_refund && scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    let (here, back) = (route::staff_take_back(id), route::staff_payment(id));
    let (lang, by) = (scope.visit.lang(), scope.actor);
    let to_card = if is_refund { portal.app.refund_to_cards(id, Command::Refund { order: id }).await? } else { None };
    Ok(Case { portal, file, order, lang, by, is_refund, to_card, here, back })
}

fn number(id: &str) -> Result<OrderId, Problem> {
    id.parse().ok().and_then(OrderId::from_number).ok_or(Problem::NotFound)
}

impl Case<'_> {
    fn shown(&self, frame: Frame, refused: Option<String>) -> TakeBack {
        let order = self.order.id;
        let command = if self.is_refund { Command::Refund { order } } else { Command::CancelOrder { order } };
        let sentence = |reason: &_| self.portal.app.sentence(reason, self.lang);
        let (mut effects, mut refusal) = (Vec::new(), refused);
        match self.portal.app.decision(&self.file, command) {
            Ok(decision) => {
                let mut after = self.file.member.clone();
                let is_whole = decision.entries.iter().all(|entry| after.apply(entry).is_ok());
                let programme = self.portal.app.programme();
                let of = |item: &Item| standing(programme, &after, item.subscription(), self.file.today);
                // What holds afterwards; for what was only ordered the cancellation says it all.
                let held = self.order.items.iter().filter(|_| is_whole).filter_map(of);
                let holds = held.filter(|standing| standing.cycle.is_some());
                if self.is_refund {
                    let minor = self.order.received().minor - self.to_card.map_or(0, |money| money.minor);
                    let rest = Money { minor, ..self.order.amount };
                    effects.extend(self.to_card.map(|amount| t!(self.lang, "card-refund-effect", amount = amount)));
                    effects.extend((minor > 0).then(|| t!(self.lang, "portal-order-refund-effect", amount = rest)));
                } else {
                    effects.push(t!(self.lang, "portal-order-cancel-effect"));
                }
                let said = holds.filter_map(|standing| {
                    let words = standing.reasons.first().map(sentence)?;
                    let offer = &self.file.member.subscription(standing.subscription)?.offer;
                    let name = programme.offer(offer, self.file.today)?.name.get(self.lang);
                    Some(if self.order.items.len() > 1 { format!("{name}: {words}") } else { words })
                });
                effects.extend(said);
            }
            Err(no) => refusal = refusal.or_else(|| no.reasons.first().map(sentence)),
        }
        TakeBack {
            frame,
            here: self.here.clone(),
            back: self.back.clone(),
            order: present::order(&self.portal.app, &self.file, &self.order, self.lang),
            member: matches!(self.by, Actor::Staff(_)).then(|| self.file.row.name.clone()),
            is_refund: self.is_refund,
            effects,
            refusal,
        }
    }

    async fn done(self, frame: Frame) -> Result<Response, Problem> {
        let (app, order) = (&self.portal.app, self.order.id);
        let outcome = if self.is_refund { app.refund(order, self.by).await } else { app.cancel_order(order, self.by).await };
        match outcome {
            Ok(_) => Ok(see_other(&self.back)),
            Err(AppError::Refused(refusal)) => {
                let refused = refusal.reasons.first().map(|reason| app.sentence(reason, self.lang));
                page_with(StatusCode::CONFLICT, &self.shown(frame, refused))
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Sample for TakeBack {
    fn samples(lang: Lang) -> Vec<(&'static str, TakeBack)> {
        let order = sample::order(lang);
        let cancel = TakeBack {
            frame: sample::member_frame(lang, "/orders/270499841/cancel", Section::Orders),
            here: "/orders/270499841/cancel".to_owned(),
            back: "/orders/270499841".to_owned(),
            member: None,
            is_refund: false,
            effects: vec![t!(lang, "portal-order-cancel-effect")],
            refusal: None,
            order,
        };
        let refund = TakeBack {
            frame: sample::staff_frame(lang, "/staff/payments/270499841/take-back", Section::Payments),
            member: Some(sample::member().name),
            is_refund: true,
            effects: vec![t!(lang, "portal-order-refund-effect", amount = cancel.order.amount)],
            ..cancel.clone()
        };
        let effects = vec![t!(lang, "card-refund-effect", amount = cancel.order.amount)];
        let to_card = TakeBack { effects, ..refund.clone() };
        let refused = TakeBack { effects: Vec::new(), refusal: Some(sample::refusal(lang)), ..refund.clone() };
        vec![("cancel", cancel), ("refund", refund), ("refund-card", to_card), ("refused", refused)]
    }
}
