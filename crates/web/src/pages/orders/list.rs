//! All orders of a member.

use crate::portal::{MemberScope, Portal, Problem, page};
use crate::present::{by_year, order_line};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{InvoiceYear, OrderLine};
use crate::{route, sample};

/// The orders, the newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/list.html")]
pub struct Orders {
    /// The frame.
    pub frame: Frame,
    /// The orders.
    pub orders: Vec<OrderLine>,
    /// The invoices and credit notes of every year, the newest first.
    pub invoices: Vec<InvoiceYear>,
}

/// Shows the orders.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    scope.may_see_orders()?;
    let file = scope.file(&portal).await?;
    let newest_first = file.member.orders.iter().rev();
    let line = |order: &jubilee_core::Order| order_line(&portal.app, &file, order, scope.visit.lang(), route::order(order.id));
    let invoices = by_year(&portal.app.invoices_of(scope.member).await?, route::invoice);
    page(&Orders { frame: scope.frame(Section::Orders, &file), orders: newest_first.map(line).collect(), invoices })
}

impl Sample for Orders {
    fn samples(lang: Lang) -> Vec<(&'static str, Orders)> {
        let frame = sample::member_frame(lang, "/orders", Section::Orders);
        let full = Orders { frame: frame.clone(), orders: sample::order_lines(lang), invoices: sample::invoices() };
        vec![("full", full), ("empty", Orders { frame, orders: Vec::new(), invoices: Vec::new() })]
    }
}
