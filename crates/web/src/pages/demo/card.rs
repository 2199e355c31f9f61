//! The sandbox's own page of a card provider, on which no money moves.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_core::{Lang, Money};
use jubilee_payments::{Choice, Practice};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Form, Portal, Problem, SignedIn, page, see_other};
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo/card.html")]
pub struct DemoCard {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub here: String,
    /// What is paid for.
    pub description: String,
    /// The amount; `None` where a card is left to be charged later.
    pub amount: Option<Money>,
    /// Where the payer goes back to.
    pub back: String,
    /// Whether the payer can pay still.
    pub is_open: bool,
}

/// Shows the page to anybody who is signed in: the provider does not know who belongs to whom.
pub(crate) async fn get(
    State(portal): State<Portal>,
    signed_in: SignedIn,
    Path(checkout): Path<String>,
) -> Result<Response, Problem> {
    let practice = practice(&portal).await?;
    let (paid, is_open) = practice.page(&checkout).ok_or(Problem::NotFound)?;
    page(&DemoCard {
        frame: signed_in.visit.frame(Section::None),
        here: route::demo_card(&checkout),
        description: paid.description().to_owned(),
        amount: paid.amount(),
        back: local(&portal, paid.return_to()),
        is_open,
    })
}

/// Pays, or has a card declined, and leads back.
pub(crate) async fn post(
    State(portal): State<Portal>,
    _: SignedIn,
    Path(checkout): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    form.only(&["do"], None)?;
    let practice = practice(&portal).await?;
    let (paid, _) = practice.page(&checkout).ok_or(Problem::NotFound)?;
    practice.choose(
        &checkout,
        match form.get("do") {
            "pay" => Choice::Pay,
            "pay-once" => Choice::PayOnce,
            "decline" => Choice::Decline,
            _ => return Err(Problem::Malformed),
        },
    );
    Ok(see_other(&local(&portal, paid.return_to())))
}

async fn practice(portal: &Portal) -> Result<&Practice, Problem> {
    portal.demo().await?.ok_or(Problem::NotFound)?;
    portal.options.practice.as_deref().ok_or(Problem::NotFound)
}

/// The path of an address of this portal.
fn local(portal: &Portal, address: &str) -> String {
    address.strip_prefix(portal.app.base_url()).unwrap_or(route::ORDERS).to_owned()
}

impl Sample for DemoCard {
    fn samples(lang: Lang) -> Vec<(&'static str, DemoCard)> {
        let order = sample::order(lang);
        let here = "/demo/card/cs_practice_7".to_owned();
        let open = DemoCard {
            frame: sample::member_frame(lang, &here, Section::None),
            here,
            description: t!(lang, "card-order-description", offer = order.offer, number = order.number),
            amount: Some(order.amount),
            back: order.href(),
            is_open: true,
        };
        let description = t!(lang, "auto-card-description", offer = sample::order(lang).offer);
        let left = DemoCard { amount: None, description, ..open.clone() };
        vec![("closed", DemoCard { is_open: false, ..open.clone() }), ("left", left), ("open", open)]
    }
}
