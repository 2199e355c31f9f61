//! The member's first screen: what needs attention, the most urgent first and with one button each; what was granted beside the
//! rules; and the days that lie ahead.

use crate::portal::{MemberScope, NotInScope, Portal, Problem, SignedIn, page, see_other};
use crate::present::{Eyes, Shelf, ahead, attention, notices, relief_notices};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_core::{Day, Lang};
use jubilee_texts::t;

use crate::frame::{Frame, Gate, Section};
use crate::pages::Sample;
use crate::view::{Ahead, Attention, ReliefNotice};
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/dashboard/overview.html")]
pub struct Dashboard {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// What needs attention, the most urgent first.
    pub cards: Vec<Attention>,
    /// Where nothing needs attention: the day on which something will.
    pub calm_until: Option<Day>,
    /// The reliefs that concern the member, the latest first.
    pub reliefs: Vec<ReliefNotice>,
    /// What else was granted, and that the account was moved, a sentence each.
    pub notices: Vec<String>,
    /// The days that lie ahead, the earliest first.
    pub ahead: Vec<Ahead>,
}

/// Shows the first screen of a member; leads staff, and who has to choose a member, to theirs.
pub(crate) async fn get(
    State(portal): State<Portal>,
    signed_in: SignedIn,
    scope: Result<MemberScope, NotInScope>,
) -> Result<Response, Problem> {
    if signed_in.visitor.staff.is_some() {
        return Ok(see_other(route::STAFF_MEMBERS));
    }
    let scope = match scope {
        Ok(scope) => scope,
        Err(NotInScope::Choose) => return Ok(see_other(route::MEMBERS)),
        Err(NotInScope::Problem(problem)) => return Err(problem),
    };
    let file = scope.file(&portal).await?;
    let shelf = Shelf { app: &portal.app, file: &file, lang: scope.visit.lang(), eyes: Eyes::User(&scope.roles) };
    let ahead = ahead(shelf);
    page(&Dashboard {
        frame: scope.frame(Section::Dashboard, &file),
        today: file.today,
        cards: attention(shelf),
        calm_until: ahead.iter().map(|one| one.renew_from).filter(|from| *from > file.today).min(),
        reliefs: relief_notices(shelf),
        notices: notices(shelf),
        ahead,
    })
}

impl Sample for Dashboard {
    fn samples(lang: Lang) -> Vec<(&'static str, Dashboard)> {
        let busy = Dashboard {
            frame: sample::member_frame(lang, "/", Section::Dashboard),
            today: sample::today(),
            cards: sample::cards(lang),
            calm_until: None,
            reliefs: vec![sample::relief_notice(lang)],
            notices: sample::notices(lang),
            ahead: sample::ahead(lang),
        };
        let calm_until = Some(sample::day(2021, 3, 6));
        let usual = Dashboard { cards: busy.cards[..1].to_vec(), notices: Vec::new(), ..busy.clone() };
        let calm = Dashboard { cards: Vec::new(), reliefs: Vec::new(), notices: Vec::new(), calm_until, ..busy.clone() };
        let empty = Dashboard { ahead: Vec::new(), calm_until: None, ..calm.clone() };
        let mut legacy = Dashboard { cards: sample::cards_of_legacy(lang), ..usual.clone() };
        legacy.frame.gate = Some(Gate { system: "Partner Membership Center (PMC)".to_owned(), who_can: None });
        vec![("busy", busy), ("usual", usual), ("calm", calm), ("empty", empty), ("legacy", legacy)]
    }
}
