//! A card that is being left for automatic renewal: the way to the provider's page, and what has become of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::LeftProgress;
use jubilee_core::Lang;
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::offers::auto_renewal::{AutoState, Reader, find, state_of};
use crate::portal::{MemberScope, Portal, Problem, page, see_other};
use crate::{route, sample};

/// What has become of it.
#[derive(Clone, Debug)]
pub enum LeftState {
    /// It can be left, on this page of the provider.
    Open(String),
    /// The provider works on it, or does not say.
    InProgress,
    /// It was left, and nothing can be charged to it.
    Refused,
    /// It is over, and no card was left.
    Ended,
}

/// The page of a card that is not kept yet.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/left_card.html")]
pub struct LeftCardPage {
    /// The frame.
    pub frame: Frame,
    /// This page, to look again.
    pub here: String,
    /// Where another attempt is begun.
    pub again: String,
    /// The page about the automatic renewal.
    pub back: String,
    /// What automatic renewal is like today.
    pub auto: AutoState,
    /// What has become of the card.
    pub state: LeftState,
}

/// Shows what has become of the card by the provider's newest answer; once it is kept, what is charged to it.
pub(crate) async fn get(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path((id, attempt)): Path<(String, String)>,
) -> Result<Response, Problem> {
    scope.may_order()?;
    let id = find(&id)?;
    scope.file(&portal).await?.member.subscription(id).ok_or(Problem::NotFound)?;
    let state = match portal.app.left_card(id, &attempt).await?.progress {
        LeftProgress::Kept => return Ok(see_other(&route::auto_renewal(id))),
        LeftProgress::Open(address) => LeftState::Open(address),
        LeftProgress::InProgress => LeftState::InProgress,
        LeftProgress::Refused => LeftState::Refused,
        LeftProgress::Ended => LeftState::Ended,
    };
    let file = scope.file(&portal).await?;
    page(&LeftCardPage {
        auto: state_of(&portal, (scope.visit.lang(), Reader::Member), &file, id).await?,
        frame: scope.frame(Section::Offers, &file),
        here: route::left_card(id, &attempt),
        again: route::give_card(id),
        back: route::auto_renewal(id),
        state,
    })
}

impl Sample for LeftCardPage {
    fn samples(lang: Lang) -> Vec<(&'static str, LeftCardPage)> {
        let back = "/offers/4226049/auto-renewal".to_owned();
        let here = format!("{back}/card/left-4226049-k7mq2x");
        let with = |state| LeftCardPage {
            frame: sample::member_frame(lang, &here, Section::Offers),
            here: here.clone(),
            again: format!("{back}/card"),
            back: back.clone(),
            auto: AutoState::sample_off(lang),
            state,
        };
        vec![
            ("open", with(LeftState::Open("/demo/card/cs_practice_7".to_owned()))),
            ("in-progress", with(LeftState::InProgress)),
            ("refused", with(LeftState::Refused)),
            ("ended", with(LeftState::Ended)),
        ]
    }
}
