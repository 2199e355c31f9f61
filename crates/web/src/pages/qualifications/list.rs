//! The areas in which a member can qualify, with how far it is at each level, under the programme's own heading.

use crate::portal::{MemberScope, Portal, Problem, page};
use crate::present::{Eyes, Shelf, areas, heading, levels, plain};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{AreaRow, AreaState, State as Progress};
use crate::{route, sample};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/qualifications/list.html")]
pub struct Qualifications {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// What the programme calls its areas.
    pub heading: String,
    /// Whether only what is the member's own is shown.
    pub is_yours_only: bool,
    /// How many areas are the member's own.
    pub yours: usize,
    /// How many areas there are.
    pub all: usize,
    /// The names of the levels: the columns.
    pub levels: Vec<String>,
    /// The areas that are shown, in the programme's order.
    pub rows: Vec<AreaRow>,
    /// The offers without areas that require something.
    pub plain: Vec<AreaState>,
}

impl Qualifications {
    /// Whether anything that is shown counts as met by exemption, so that the page has to say what that is.
    pub fn has_exempt(&self) -> bool {
        let cells = self.rows.iter().flat_map(|row| row.levels.iter().flatten());
        cells.chain(&self.plain).any(|cell| cell.is_exempt)
    }
}

/// Shows the list: the member's own areas where it has any, unless all were asked for.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let shelf = Shelf { app: &portal.app, file: &file, lang: scope.visit.lang(), eyes: Eyes::User(&scope.roles) };
    let levels: Vec<String> = levels(shelf).iter().map(|offer| offer.name.get(shelf.lang).to_owned()).collect();
    let plain = plain(shelf);
    if levels.is_empty() && plain.is_empty() {
        return Err(Problem::NotFound);
    }
    let mut rows = areas(shelf);
    let (all, yours) = (rows.len(), rows.iter().filter(|row| row.is_yours).count());
    let is_yours_only = match scope.visit.query().get("show") {
        "all" => false,
        "yours" => true,
        _ => yours > 0,
    };
    rows.retain(|row| row.is_yours || !is_yours_only);
    page(&Qualifications {
        frame: scope.frame(Section::Qualifications, &file),
        today: file.today,
        heading: heading(shelf),
        is_yours_only,
        yours,
        all,
        levels,
        rows,
        plain,
    })
}

impl Sample for Qualifications {
    fn samples(lang: Lang) -> Vec<(&'static str, Qualifications)> {
        let rows = sample::area_rows(lang);
        let all = Qualifications {
            frame: sample::member_frame(lang, "/qualifications?show=all", Section::Qualifications),
            today: sample::today(),
            heading: sample::words(lang, "Competencies", "Competenties"),
            is_yours_only: false,
            yours: rows.iter().filter(|row| row.is_yours).count(),
            all: rows.len(),
            levels: vec![sample::silver(lang), sample::gold(lang)],
            rows,
            plain: vec![AreaState {
                name: "Microsoft Action Pack".to_owned(),
                ..sample::area_state(lang, Progress::InProgress)
            }],
        };
        let mut yours = Qualifications { is_yours_only: true, plain: Vec::new(), ..all.clone() };
        yours.rows.retain(|row| row.is_yours);
        let none = Qualifications { rows: Vec::new(), yours: 0, ..yours.clone() };
        let plain =
            Qualifications { rows: Vec::new(), levels: Vec::new(), all: 0, yours: 0, is_yours_only: false, ..all.clone() };
        vec![("all", all), ("yours", yours), ("none", none), ("plain", plain)]
    }
}
