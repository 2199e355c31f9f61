//! The account has been moved: what is possible now.

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{MemberScope, Portal, Problem, page, see_other};
use crate::{route, sample};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_core::{Day, Lang};
use jubilee_texts::t;

use super::start::possible;

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/migration/done.html")]
pub struct Moved {
    /// The frame.
    pub frame: Frame,
    /// The day of the move.
    pub on: Day,
    /// What is possible now and has an end, a sentence each.
    pub possible: Vec<String>,
}

/// Shows what is possible; who has not moved is led to the move.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let Some(on) = file.member.migrated_on else { return Ok(see_other(route::MIGRATION)) };
    page(&Moved { possible: possible(&portal, &file, scope.visit.lang()), frame: scope.frame(Section::None, &file), on })
}

impl Sample for Moved {
    fn samples(lang: Lang) -> Vec<(&'static str, Moved)> {
        let frame = sample::member_frame(lang, "/move/done", Section::None);
        let until = sample::day(2020, 10, 15);
        let possible = vec![t!(lang, "migration-after-renew", offer = sample::open(lang).name, until = until)];
        let some = Moved { frame, on: sample::today(), possible };
        vec![("some", some.clone()), ("none", Moved { possible: Vec::new(), ..some })]
    }
}
