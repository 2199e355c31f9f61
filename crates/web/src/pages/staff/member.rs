//! One member as staff see it: its offers as the member sees them, its people, its orders, its whole history.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::view::{Action, Membership, Offer, OrderLine, Status};
use crate::{route, sample};

/// A person of the member.
#[derive(Clone, Debug)]
pub struct UserLine {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The roles in words.
    pub roles: String,
    /// The language of the mails.
    pub lang: Lang,
    /// Whether reminders go to this person.
    pub gets_mail: bool,
}

/// An entry of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    /// Its number within the member.
    pub sequence: i64,
    /// What happened, a sentence.
    pub what: String,
    /// By whom.
    pub by: String,
    /// The day from which it counts.
    pub effective_on: Day,
    /// The day on which it was recorded.
    pub recorded_on: Day,
}

/// The page of a member.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/member.html")]
pub struct MemberPage {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// The member.
    pub member: MemberName,
    /// The code of its country.
    pub country: String,
    /// The language in which it is addressed.
    pub language: Lang,
    /// The memberships that never need renewal.
    pub memberships: Vec<Membership>,
    /// The offers.
    pub offers: Vec<Offer>,
    /// The orders, the newest first; an open one leads to the recording of its payment.
    pub orders: Vec<OrderLine>,
    /// The people.
    pub users: Vec<UserLine>,
    /// The ledger, the newest first.
    pub ledger: Vec<LedgerLine>,
}

impl Sample for MemberPage {
    fn samples(lang: Lang) -> Vec<(&'static str, MemberPage)> {
        let full = MemberPage {
            frame: sample::staff_frame(lang, "/staff/members/4127", Section::Members),
            today: sample::today(),
            member: sample::member(),
            country: "NL".to_owned(),
            language: Lang::Nl,
            memberships: vec![sample::membership(lang)],
            offers: vec![
                Offer { action: Action::Record { href: route::staff_payment(sample::order_id(3)) }, ..sample::pending(lang) },
                sample::lapsed(lang),
            ],
            orders: sample::order_lines(lang),
            users: sample::users(lang),
            ledger: sample::ledger(lang),
        };
        let bare = MemberPage { offers: Vec::new(), orders: Vec::new(), users: Vec::new(), ledger: Vec::new(), ..full.clone() };
        vec![("full", full), ("bare", bare)]
    }
}
