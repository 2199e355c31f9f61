//! Automatic renewal of one subscription: what is charged, and when, and the button that switches it off.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::AppError;
use jubilee_core::{Day, Lang, Lift, Money, Refusal, SubscriptionId, standing};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Form, MemberScope, Portal, Problem, page, see_other};
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/auto_renewal.html")]
pub struct AutoRenewal {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub here: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The card, while it is switched on.
    pub card: Option<String>,
    /// The last day on which the card is valid.
    pub valid_until: Option<Day>,
    /// What is charged.
    pub fee: Option<Money>,
    /// What is so, a sentence each.
    pub words: Vec<String>,
}

/// Shows what is charged, and when.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let id = find(&id)?;
    let held = file.member.subscription(id).ok_or(Problem::NotFound)?;
    let programme = portal.app.programme();
    let standing = standing(programme, &file.member, id, file.today).ok_or(Problem::NotFound)?;
    let lang = scope.visit.lang();
    let known = programme.offer(&held.offer, file.today).ok_or(Problem::NotFound)?;
    let card = standing.automatic.card.as_ref();
    let is_said = |reason: &&jubilee_core::Reason| reason.rule() == jubilee_core::Rule::AutoRenewal;
    page(&AutoRenewal {
        frame: scope.frame(Section::Offers, &file),
        here: route::auto_renewal(id),
        offer: known.name.get(lang).to_owned(),
        card: card.map(jubilee_texts::card),
        valid_until: card.map(|card| card.expires_on),
        fee: standing.fee.filter(|_| card.is_some()),
        words: standing.reasons.iter().filter(is_said).map(|reason| portal.app.sentence(reason, lang)).collect(),
    })
}

/// Switches it off, at once. What is off already stays so.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let id = find(&id)?;
    file.member.subscription(id).ok_or(Problem::NotFound)?;
    given.only(&[], None)?;
    match portal.app.switch_off(id, scope.request(None)).await {
        Ok(_) => {}
        Err(AppError::Refused(refusal)) if matches!(*refusal, Refusal { lift: Lift::Done, .. }) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(see_other(&route::auto_renewal(id)))
}

fn find(id: &str) -> Result<SubscriptionId, Problem> {
    id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)
}

impl Sample for AutoRenewal {
    fn samples(lang: Lang) -> Vec<(&'static str, AutoRenewal)> {
        let here = "/offers/4226049/auto-renewal".to_owned();
        let card = "Visa •••• 4242".to_owned();
        let words = t!(lang, "auto-renews-on", on = sample::day(2020, 9, 16), card = card.as_str());
        let on = AutoRenewal {
            frame: sample::member_frame(lang, &here, Section::Offers),
            here,
            offer: sample::order(lang).offer,
            card: Some(card),
            valid_until: Some(sample::day(2034, 12, 31)),
            fee: Some(sample::usd(473_000)),
            words: vec![words],
        };
        let off = AutoRenewal { card: None, valid_until: None, fee: None, words: Vec::new(), ..on.clone() };
        vec![("on", on), ("off", off)]
    }
}
