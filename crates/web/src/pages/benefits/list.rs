//! What a member was granted: how much is used, who has it, and until when; with the three clocks side by side.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_core::Lang;
use jubilee_texts::t;

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::portal::{MemberOrStaff, MemberScope, Portal, Problem, StaffScope, page};
use crate::present::benefit_sets;
use crate::view::BenefitSet;
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/benefits/list.html")]
pub struct Benefits {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// The page before it, with its name; nothing for a page of the navigation.
    pub back: Option<(String, String)>,
    /// Why nothing can be done here, a sentence.
    pub closed: Option<String>,
    /// What was granted, set by set.
    pub sets: Vec<BenefitSet>,
}

/// Shows its benefits to one of the member's people.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::Member(scope)).await
}

/// Shows a member's benefits to staff.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(member): Path<String>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::staff(scope, &member)?).await
}

async fn show(portal: &Portal, who: &MemberOrStaff) -> Result<Response, Problem> {
    let file = who.file(portal).await?;
    let back = who.is_staff().then(|| (route::staff_member(file.row.id), file.row.name.clone()));
    page(&Benefits {
        frame: who.frame(Section::Benefits, &file),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        back,
        closed: who.benefits_closed(),
        sets: benefit_sets(&portal.app, &file, who.lang(), &|grant| who.benefit_page(grant)),
    })
}

impl Sample for Benefits {
    fn samples(lang: Lang) -> Vec<(&'static str, Benefits)> {
        let full = Benefits {
            frame: sample::member_frame(lang, "/benefits", Section::Benefits),
            member: sample::member(),
            back: None,
            closed: None,
            sets: sample::benefit_sets(lang),
        };
        let staff = Benefits {
            frame: sample::staff_frame(lang, "/staff/members/4127/benefits", Section::Members),
            back: Some(("/staff/members/4127".to_owned(), sample::member().name)),
            ..full.clone()
        };
        let viewer = Benefits { closed: Some(t!(lang, "benefit-page-not-yours")), ..full.clone() };
        let empty = Benefits { sets: Vec::new(), ..full.clone() };
        vec![("full", full), ("staff", staff), ("viewer", viewer), ("empty", empty)]
    }
}
