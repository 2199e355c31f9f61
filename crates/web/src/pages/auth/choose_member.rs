//! Choosing one of the members that a person belongs to.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::Frame;
use crate::pages::Sample;
use crate::{route, sample};

/// A member to choose.
#[derive(Clone, Debug)]
pub struct MemberChoice {
    /// The organisation's name.
    pub name: String,
    /// Its number, as people write it; the value of the form's field `member`.
    pub number: String,
    /// How many of its offers want attention.
    pub due: usize,
}

/// The page with one button for each member.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/auth/choose_member.html")]
pub struct ChooseMember {
    /// The frame.
    pub frame: Frame,
    /// The members, in the order of their names.
    pub members: Vec<MemberChoice>,
}

impl Sample for ChooseMember {
    fn samples(lang: Lang) -> Vec<(&'static str, ChooseMember)> {
        let choice = |name: &str, number: &str, due| MemberChoice { name: name.to_owned(), number: number.to_owned(), due };
        let members = vec![choice("Brightwater Systems", "4127", 1), choice("Noorderlicht Automatisering B.V.", "4390", 0)];
        let mut frame = sample::member_frame(lang, "/members", crate::frame::Section::None);
        frame.member = None;
        vec![("two", ChooseMember { frame, members })]
    }
}
