//! The payments desk: orders that wait for money, and money that waits for a decision.

use crate::pages::staff::members::MOST_SURVEYED;
use crate::portal::{Portal, Problem, StaffScope, page};
use crate::present::order_line;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, StaffRole};
use jubilee_core::{Day, Lang, Money};
use jubilee_core::{OrderId, OrderState};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::OrderLine;
use crate::{route, sample};

/// Money that arrived too late to count.
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
    /// The last value date that would have counted.
    pub pay_by: Day,
    /// The member's page.
    pub href: String,
    /// Where a manager accepts it.
    pub accept_href: Option<String>,
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
    /// The money that came too late.
    pub late: Vec<LateMoney>,
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
        is_partial: !is_whole,
    })
}

/// The member's money that had no effect.
fn late(file: &MemberFile, may_accept: bool) -> impl Iterator<Item = LateMoney> {
    let aside = file.member.orders.iter().filter(|order| order.state(file.today) == OrderState::SetAside);
    aside.filter_map(move |order| {
        // An exception has to count today, and to reach the value date that it is for.
        let until = order.payment?.value_on.max(file.today);
        Some(LateMoney {
            order: order.id.to_string(),
            member: file.row.name.clone(),
            amount: order.amount,
            value_on: order.payment?.value_on,
            pay_by: order.pay_by,
            href: route::staff_member(file.row.id),
            accept_href: may_accept.then(|| route::accept_late(order.purpose.subscription(), until)),
        })
    })
}

/// What the page says after a payment was recorded: read back from the facts.
async fn recorded(portal: &Portal, order: &str, lang: Lang) -> Result<Option<String>, Problem> {
    let Some(id) = order.parse().ok().and_then(OrderId::from_number) else { return Ok(None) };
    let file = portal.app.member_file(id.member()).await?;
    let Some(payment) = file.member.order(id).and_then(|order| order.payment) else { return Ok(None) };
    let (number, date) = (id.to_string(), payment.value_on);
    Ok(Some(if payment.is_applied {
        t!(lang, "staff-payments-recorded", number = number, date = date)
    } else {
        t!(lang, "staff-payments-set-aside", number = number, date = date)
    }))
}

impl Sample for Payments {
    fn samples(lang: Lang) -> Vec<(&'static str, Payments)> {
        let empty = Payments {
            frame: sample::staff_frame(lang, "/staff/payments", Section::Payments),
            query: String::new(),
            notice: None,
            orders: Vec::new(),
            late: Vec::new(),
            is_partial: false,
        };
        let full = Payments {
            notice: Some(sample::notice(lang)),
            orders: sample::open_order_lines(lang),
            late: sample::late(),
            is_partial: true,
            ..empty.clone()
        };
        vec![("full", full), ("none", Payments { query: "4127-9".to_owned(), ..empty.clone() }), ("empty", empty)]
    }
}
