//! All members, who wants attention first when asked so.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{Id, id, t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::Status;
use crate::{route, sample};

/// Which members are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberFilter {
    /// All.
    All,
    /// Who can renew now.
    RenewalOpen,
    /// Whose payment is awaited.
    PaymentPending,
    /// Who lapsed recently.
    Lapsed,
}

impl MemberFilter {
    /// All filters, in the order of the page.
    pub const ALL: [MemberFilter; 4] =
        [MemberFilter::All, MemberFilter::RenewalOpen, MemberFilter::PaymentPending, MemberFilter::Lapsed];

    /// The value of the query's `show`.
    pub const fn code(self) -> &'static str {
        match self {
            MemberFilter::All => "all",
            MemberFilter::RenewalOpen => "renewal-open",
            MemberFilter::PaymentPending => "payment-pending",
            MemberFilter::Lapsed => "lapsed",
        }
    }

    const fn label(self) -> Id {
        match self {
            MemberFilter::All => id!("staff-members-show-all"),
            MemberFilter::RenewalOpen => id!("staff-members-show-renewal-open"),
            MemberFilter::PaymentPending => id!("staff-members-show-payment-pending"),
            MemberFilter::Lapsed => id!("staff-members-show-lapsed"),
        }
    }

    /// Where the filter leads.
    pub fn href(self) -> String {
        format!("{}?show={}", route::STAFF_MEMBERS, self.code())
    }
}

/// An offer of a member, in a row.
#[derive(Clone, Debug)]
pub struct MemberOffer {
    /// The offer's name in the programme's words.
    pub name: String,
    /// Its status.
    pub status: Status,
}

/// A member, as a row.
#[derive(Clone, Debug)]
pub struct MemberLine {
    /// The organisation's name.
    pub name: String,
    /// Its number.
    pub number: String,
    /// The code of its country.
    pub country: String,
    /// What it holds.
    pub offers: Vec<MemberOffer>,
    /// Where its page is.
    pub href: String,
}

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/members.html")]
pub struct Members {
    /// The frame.
    pub frame: Frame,
    /// What was searched for.
    pub query: String,
    /// What is shown.
    pub filter: MemberFilter,
    /// Each filter with the number of members behind it.
    pub counts: Vec<(MemberFilter, usize)>,
    /// The members of this page.
    pub members: Vec<MemberLine>,
    /// The page before, where there is one.
    pub previous: Option<String>,
    /// The next page, where there is one.
    pub next: Option<String>,
}

impl Sample for Members {
    fn samples(lang: Lang) -> Vec<(&'static str, Members)> {
        let full = Members {
            frame: sample::staff_frame(lang, "/staff/members", Section::Members),
            query: String::new(),
            filter: MemberFilter::All,
            counts: MemberFilter::ALL.into_iter().zip([204, 18, 7, 11]).collect(),
            members: sample::member_lines(lang),
            previous: None,
            next: Some("/staff/members?after=4390".to_owned()),
        };
        let none = Members { query: "brihgtwater".to_owned(), members: Vec::new(), next: None, ..full.clone() };
        vec![("full", full), ("none", none)]
    }
}
