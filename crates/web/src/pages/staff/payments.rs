//! The payments desk: orders that wait for money, and money that waits for a decision.

use crate::pages::staff::members::MOST_SURVEYED;
use crate::portal::{Portal, Problem, StaffScope, page};
use crate::present::{on_its_way, order_line};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::{AppError, CardTask, CardTrouble, MemberFile, StaffRole};
use jubilee_core::{Day, Item, Lang, Money};
use jubilee_core::{OrderId, OrderState};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::OrderLine;
use crate::{route, sample};

/// Money that is held: it has had no effect, or is more than its order costs.
#[derive(Clone, Debug)]
pub struct LateMoney {
    /// The order's number.
    pub order: String,
    /// The member's name.
    pub member: String,
    /// The amount.
    pub amount: Money,
    /// Its value date.
    pub value_on: Day,
    /// The last value date that counts, or would have counted.
    pub pay_by: Day,
    /// The member's page.
    pub href: String,
    /// The order's page for staff, where a manager pays it back.
    pub order_href: String,
    /// Whether it only came too late, so that a manager can accept it.
    pub is_acceptable: bool,
    /// Where a manager accepts it; `None` for who is none.
    pub accept_href: Option<String>,
}

/// Something about card payments that staff have to see to.
#[derive(Clone, Debug)]
pub struct CardLine {
    /// The order's number.
    pub order: String,
    /// The order's page for staff.
    pub href: String,
    /// The amount.
    pub amount: Money,
    /// What is the matter, a sentence.
    pub words: String,
    /// Where a manager sees to it, and what the button says; `None` where nothing can be done here.
    pub action: Option<(String, String)>,
}

/// A proof of payment that waits for staff.
#[derive(Clone, Debug)]
pub struct DeskProof {
    /// The order's number.
    pub order: String,
    /// The member's name.
    pub member: String,
    /// The day on which it was sent in.
    pub filed_on: Day,
    /// The value date that it states.
    pub value_on: Day,
    /// What the order still lacks.
    pub missing: Money,
    /// The last day on which a lapse waits for it; `None` where none does.
    pub until: Option<Day>,
    /// Where it is answered.
    pub href: String,
}

/// The desk.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/payments.html")]
pub struct Payments {
    /// The frame.
    pub frame: Frame,
    /// What was searched for: an order number, a reference, a name.
    pub query: String,
    /// What just happened, a sentence.
    pub notice: Option<String>,
    /// Whether the list of late money leaves members out, because there are too many to look through.
    pub is_partial: bool,
    /// The open orders, who has to pay first standing first.
    pub orders: Vec<OrderLine>,
    /// The money that is held.
    pub late: Vec<LateMoney>,
    /// What there is to see to about card payments.
    pub cards: Vec<CardLine>,
    /// The proofs of payment that wait, the one that waits longest first.
    pub proofs: Vec<DeskProof>,
}

/// How many open orders are shown.
const MOST: u32 = 200;

/// Shows the desk; when something was searched for, the open orders that match. An order that is found by its number or reference is
/// shown however it stands.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    let (lang, query) = (scope.visit.lang(), scope.visit.query().get("q").to_owned());
    let line = |file: &MemberFile, id: OrderId| {
        let order = file.member.order(id)?;
        Some(order_line(&portal.app, file, order, lang, route::staff_payment(id)))
    };
    let open = portal.app.open_orders(MOST).await?;
    let mut orders: Vec<OrderLine> = open.iter().filter_map(|desk| line(&desk.file, desk.order)).collect();
    if !query.is_empty() {
        orders = match portal.app.desk_order(&query).await {
            Ok(desk) => line(&desk.file, desk.order).into_iter().collect(),
            Err(AppError::NotFound { .. }) => {
                let text = query.to_lowercase();
                orders.into_iter().filter(|order| order.member.to_lowercase().contains(&text)).collect()
            }
            Err(error) => return Err(error.into()),
        };
    }
    let (members, is_whole) = portal.app.survey_members(MOST_SURVEYED).await?;
    let may_accept = scope.role >= StaffRole::Manager;
    page(&Payments {
        frame: scope.visit.frame(Section::Payments),
        notice: recorded(&portal, scope.visit.query().get("recorded"), lang).await?,
        query,
        orders,
        late: members.iter().flat_map(|file| late(file, may_accept)).collect(),
        cards: portal.app.card_tasks().await?.iter().map(|task| card_line(task, may_accept, lang)).collect(),
        proofs: proofs(&portal, lang).await?,
        is_partial: !is_whole,
    })
}

/// What is the matter with a card payment, and what a manager can do about it.
fn card_line(task: &CardTask, may_act: bool, lang: Lang) -> CardLine {
    let (words, action) = match task.trouble {
        Some(CardTrouble::Surplus) => (t!(lang, "card-task-surplus"), Some(t!(lang, "card-task-give-back"))),
        Some(CardTrouble::Disputed) => (t!(lang, "card-task-disputed"), Some(t!(lang, "card-task-noted"))),
        Some(CardTrouble::DisputeLost) => (t!(lang, "card-task-dispute-lost"), Some(t!(lang, "card-task-noted"))),
        Some(CardTrouble::RefundedOutside) => (t!(lang, "card-task-refunded-outside"), Some(t!(lang, "card-task-noted"))),
        None => (t!(lang, "card-task-refund-failed"), None),
    };
    CardLine {
        order: task.order.to_string(),
        href: route::staff_payment(task.order),
        amount: task.amount,
        words,
        action: action.filter(|_| may_act).map(|label| (route::staff_card(&task.attempt), label)),
    }
}

/// The proofs of payment that wait for staff.
async fn proofs(portal: &Portal, lang: Lang) -> Result<Vec<DeskProof>, Problem> {
    let waiting = portal.app.desk_proofs(MOST).await?;
    let line = |desk: &jubilee_app::DeskProof| {
        let order = desk.file.member.order(desk.proof.id)?;
        let (_, until) = on_its_way(&portal.app, &desk.file, order.id, lang)?;
        Some(DeskProof {
            order: order.id.to_string(),
            member: desk.file.row.name.clone(),
            filed_on: desk.proof.filed_on,
            value_on: desk.proof.value_on,
            missing: order.missing(),
            until,
            href: route::staff_proof(order.id, desk.proof.number),
        })
    };
    Ok(waiting.iter().filter_map(line).collect())
}

/// The member's money that is held: what had no effect, and what is more than its order costs.
fn late(file: &MemberFile, may_accept: bool) -> impl Iterator<Item = LateMoney> {
    let is_held = |state| matches!(state, OrderState::SetAside | OrderState::Overpaid);
    let held = file.member.orders.iter().filter(move |order| is_held(order.state(file.today)));
    held.filter_map(move |order| {
        // An exception has to count today, and to reach the value date that it is for.
        let value_on = order.paid_on()?;
        let until = value_on.max(file.today);
        // Staff can accept what is only late; what is not enough, or came for what had ended, is paid back or pays the next order.
        let is_late = |item: &&Item| {
            let held = file.member.subscription(item.subscription());
            let is_current = held.is_some_and(|held| held.renewals.len() == item.cycle);
            !item.is_applied && is_current && item.bill.total().minor <= order.held().minor
        };
        let is_whole = order.missing().minor == 0 && order.closing.is_none();
        // Of several things that came too late the first is accepted first; the next one is offered then.
        let acceptable = order.items.iter().filter(|_| is_whole).find(is_late);
        let is_acceptable = acceptable.is_some();
        Some(LateMoney {
            order: order.id.to_string(),
            member: file.row.name.clone(),
            amount: order.held(),
            value_on,
            pay_by: acceptable.map_or(order.pay_by(), |item| item.pay_by),
            href: route::staff_member(file.row.id),
            order_href: route::staff_payment(order.id),
            is_acceptable,
            accept_href: acceptable.filter(|_| may_accept).map(|item| route::accept_late(item.subscription(), until)),
        })
    })
}

/// What the page says after a payment was recorded: read back from the facts.
async fn recorded(portal: &Portal, order: &str, lang: Lang) -> Result<Option<String>, Problem> {
    let Some(id) = order.parse().ok().and_then(OrderId::from_number) else { return Ok(None) };
    let file = portal.app.member_file(id.member()).await?;
    let Some(order) = file.member.order(id) else { return Ok(None) };
    let Some(payment) = order.payments.last() else { return Ok(None) };
    let (number, date) = (id.to_string(), payment.value_on);
    Ok(Some(if order.is_applied() {
        t!(lang, "staff-payments-recorded", number = number, date = date)
    } else if order.state(file.today).is_waiting() {
        t!(lang, "staff-payments-partly", number = number, date = date, missing = order.missing())
    } else {
        t!(lang, "staff-payments-set-aside", number = number, date = date)
    }))
}

fn card_samples(lang: Lang) -> Vec<CardLine> {
    let troubles = [
        Some(CardTrouble::Surplus),
        Some(CardTrouble::Disputed),
        Some(CardTrouble::DisputeLost),
        Some(CardTrouble::RefundedOutside),
        None,
    ];
    let task = |(ordinal, trouble)| CardTask {
        attempt: format!("card-4127-{ordinal}-k7mq2x"),
        order: sample::order_id(ordinal),
        amount: sample::usd(473_000),
        trouble,
    };
    (3..).zip(troubles).map(task).map(|task| card_line(&task, true, lang)).collect()
}

impl Sample for Payments {
    fn samples(lang: Lang) -> Vec<(&'static str, Payments)> {
        let empty = Payments {
            frame: sample::staff_frame(lang, "/staff/payments", Section::Payments),
            query: String::new(),
            notice: None,
            orders: Vec::new(),
            late: Vec::new(),
            cards: Vec::new(),
            proofs: Vec::new(),
            is_partial: false,
        };
        let full = Payments {
            notice: Some(sample::notice(lang)),
            orders: sample::open_order_lines(lang),
            late: sample::late(),
            cards: card_samples(lang),
            proofs: sample::desk_proofs(),
            is_partial: true,
            ..empty.clone()
        };
        vec![("full", full), ("none", Payments { query: "4127-9".to_owned(), ..empty.clone() }), ("empty", empty)]
    }
}
