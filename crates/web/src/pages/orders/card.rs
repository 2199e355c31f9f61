//! Paying an order by card: the way to the provider's page, and how the payment stands.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::{AppError, CardCheckout, CardProgress};
use jubilee_core::{Lang, Money, OrderId};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::orders::show::find;
use crate::portal::{Form, MemberScope, Portal, Problem, page, see_other};
use crate::view::Order;
use crate::{route, sample};

/// How a card payment stands.
#[derive(Clone, Debug)]
pub enum CardState {
    /// The payer can pay.
    Open {
        /// On this page of the provider.
        address: String,
        /// Whether a card was declined already.
        is_declined: bool,
    },
    /// The provider works on it, or does not say.
    InProgress,
    /// It came for an order that needed no money any more.
    Surplus,
    /// It is over, and nothing was paid.
    Ended,
}

/// The page of a card payment that is not recorded yet.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/card.html")]
pub struct CardPage {
    /// The frame.
    pub frame: Frame,
    /// The order.
    pub order: Order,
    /// What is paid by card: what the order lacked when it was begun.
    pub amount: Money,
    /// This page, to look again.
    pub here: String,
    /// Where another attempt is begun.
    pub again: String,
    /// How the payment stands.
    pub state: CardState,
}

/// Begins to pay the order by card, and leads to the page of the attempt.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    let (_, order) = find(&portal, &scope, &id).await?;
    given.only(&["keep"], None)?;
    begin(&portal, &scope, order.id, given.get("keep") == "yes").await
}

/// Begins to pay an order that was just made; where the card could be kept for automatic renewal, the order's page asks first.
pub(crate) async fn begin_or_ask(portal: &Portal, scope: &MemberScope, id: OrderId) -> Result<Response, Problem> {
    let file = scope.file(portal).await?;
    if portal.app.takes_cards() && portal.app.automatic_terms(&file, id).is_some() {
        return Ok(see_other(&route::new_order(id)));
    }
    begin(portal, scope, id, false).await
}

/// Begins to pay an order of the member by card. Where that is not possible, the page of the order says why.
async fn begin(portal: &Portal, scope: &MemberScope, id: OrderId, is_kept: bool) -> Result<Response, Problem> {
    let (_, order) = find(portal, scope, &id.number().to_string()).await?;
    if !portal.app.takes_cards() {
        return Ok(see_other(&route::order_without_card(id, "none")));
    }
    let lang = scope.visit.lang();
    let wanted = CardCheckout {
        order: id,
        description: &t!(lang, "card-order-description", offer = order.offer, number = order.number),
        place: &route::card(id),
        mail: scope.visit.visitor().map(|visitor| visitor.email.as_str()),
        lang,
        is_kept,
    };
    match portal.app.pay_by_card(wanted).await {
        Ok(payment) => Ok(see_other(&route::card_payment(id, &payment.attempt))),
        Err(AppError::Refused(_)) => Ok(see_other(&route::order_without_card(id, "refused"))),
        Err(AppError::Cards(fault)) => {
            tracing::warn!(error = %fault, "a card payment could not be begun");
            Ok(see_other(&route::order_without_card(id, "failed")))
        }
        Err(error) => Err(error.into()),
    }
}

/// Shows how the payment stands by the provider's newest answer; once it is recorded, the order.
pub(crate) async fn get(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path((id, attempt)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, order) = find(&portal, &scope, &id).await?;
    let payment = portal.app.card_payment(order.id, &attempt).await?;
    let amount = payment.amount;
    let state = match payment.progress {
        CardProgress::Paid => return Ok(see_other(&route::order(order.id))),
        CardProgress::Open { address, is_declined } => CardState::Open { address, is_declined },
        CardProgress::InProgress => CardState::InProgress,
        CardProgress::Surplus => CardState::Surplus,
        CardProgress::Ended => CardState::Ended,
    };
    let (here, again) = (route::card_payment(order.id, &payment.attempt), route::card(order.id));
    let file = scope.file(&portal).await?;
    page(&CardPage { frame: scope.frame(Section::Orders, &file), order, amount, here, again, state })
}

impl Sample for CardPage {
    fn samples(lang: Lang) -> Vec<(&'static str, CardPage)> {
        let here = "/orders/270499841/card/card-4127-3-k7mq2x";
        let with = |state| CardPage {
            frame: sample::member_frame(lang, here, Section::Orders),
            order: sample::order(lang),
            amount: sample::order(lang).amount,
            here: here.to_owned(),
            again: "/orders/270499841/card".to_owned(),
            state,
        };
        let open = |is_declined| CardState::Open { address: "/demo/card/cs_practice_7".to_owned(), is_declined };
        vec![
            ("open", with(open(false))),
            ("declined", with(open(true))),
            ("in-progress", with(CardState::InProgress)),
            ("surplus", with(CardState::Surplus)),
            ("ended", with(CardState::Ended)),
        ]
    }
}
