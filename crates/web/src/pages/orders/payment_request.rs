//! The payment request: a letter for the member's finance department, one page of A4.

use crate::pages::orders::show;
use crate::portal::{MemberScope, Portal, Problem, page};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_core::Lang;
use jubilee_core::{Actor, Fact};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::sample;
use crate::view::{Order, Purpose};

/// The letter.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/payment_request.html")]
pub struct PaymentRequest {
    /// The frame.
    pub frame: Frame,
    /// The order.
    pub order: Order,
    /// The member's name.
    pub member: String,
    /// The member's number.
    pub member_number: String,
    /// The person who ordered, where it was one of the member's.
    pub contact: Option<String>,
}

/// Shows the letter.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let (file, order) = show::find(&portal, &scope, &id).await?;
    let entries = portal.app.ledger_of(scope.member).await?;
    let made = entries
        .iter()
        .find(|(_, recorded)| matches!(&recorded.entry.fact, Fact::Ordered { order: made, .. } if *made == order.id));
    let user = match made.map(|(_, recorded)| recorded.by) {
        Some(Actor::User(id)) => file.users.iter().find(|user| user.id == id),
        _ => None,
    };
    page(&PaymentRequest {
        frame: scope.frame(Section::Orders, &file),
        member: file.row.name.clone(),
        member_number: file.row.reference.clone(),
        contact: user.map(|user| user.name.clone()),
        order,
    })
}

impl Sample for PaymentRequest {
    fn samples(lang: Lang) -> Vec<(&'static str, PaymentRequest)> {
        let letter = PaymentRequest {
            frame: sample::member_frame(lang, "/orders/270499841/payment-request", Section::Orders),
            order: sample::order(lang),
            member: "Brightwater Systems".to_owned(),
            member_number: "4127".to_owned(),
            contact: Some("Ines Aldridge".to_owned()),
        };
        let without = Order { purchase_order: None, ..letter.order.clone() };
        let taxed = Order { amount: sample::usd(429_248), bill: Some(sample::bill(lang, true)), ..letter.order.clone() };
        let taxed = PaymentRequest { order: taxed, ..letter.clone() };
        vec![
            ("numbered", letter.clone()),
            ("taxed", taxed),
            ("partly-paid", PaymentRequest { order: sample::partly_paid_order(lang), ..letter.clone() }),
            ("plain", PaymentRequest { order: without, contact: None, ..letter }),
        ]
    }
}
