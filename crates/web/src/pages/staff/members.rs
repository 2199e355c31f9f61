//! All members, who wants attention first when asked so.

use crate::portal::{Portal, Problem, StaffScope, page};
use crate::present::status_of;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::{ListedMember, MemberFile};
use jubilee_core::{Lang, MemberId, Qualification, Standing, Status as CoreStatus, Subscription};
use jubilee_texts::{Id, id, t, t_of};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

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
    /// Who can take something up again that lapsed.
    Reactivatable,
    /// Whose requirements are no longer met, for one area at least.
    AtRisk,
    /// Whose account is still in the legacy system.
    MustMove,
}

impl MemberFilter {
    /// All filters, in the order of the page.
    pub const ALL: [MemberFilter; 7] = [
        MemberFilter::All,
        MemberFilter::RenewalOpen,
        MemberFilter::PaymentPending,
        MemberFilter::Lapsed,
        MemberFilter::Reactivatable,
        MemberFilter::AtRisk,
        MemberFilter::MustMove,
    ];

    /// The value of the query's `show`.
    pub const fn code(self) -> &'static str {
        match self {
            MemberFilter::All => "all",
            MemberFilter::RenewalOpen => "renewal-open",
            MemberFilter::PaymentPending => "payment-pending",
            MemberFilter::Lapsed => "lapsed",
            MemberFilter::Reactivatable => "reactivatable",
            MemberFilter::AtRisk => "at-risk",
            MemberFilter::MustMove => "must-move",
        }
    }

    const fn label(self) -> Id {
        match self {
            MemberFilter::All => id!("staff-members-show-all"),
            MemberFilter::RenewalOpen => id!("staff-members-show-renewal-open"),
            MemberFilter::PaymentPending => id!("staff-members-show-payment-pending"),
            MemberFilter::Lapsed => id!("staff-members-show-lapsed"),
            MemberFilter::Reactivatable => id!("staff-members-show-reactivatable"),
            MemberFilter::AtRisk => id!("staff-members-show-at-risk"),
            MemberFilter::MustMove => id!("staff-members-show-must-move"),
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
    /// Whether one of its areas is at risk.
    pub is_at_risk: bool,
}

/// A member, as a row.
#[derive(Clone, Debug)]
pub struct MemberLine {
    /// The organisation's name.
    pub name: String,
    /// Its number.
    pub number: String,
    /// The name of its country.
    pub country: String,
    /// What it holds.
    pub offers: Vec<MemberOffer>,
    /// Whether its ledger cannot be read, so that nothing more can be said of it.
    pub is_damaged: bool,
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
    /// Whether the filters and their numbers leave members out, because there are too many to look through.
    pub is_partial: bool,
    /// What waits on the bank statements, a sentence; `None` where nothing does.
    pub bank: Option<String>,
    /// The members of this page.
    pub members: Vec<MemberLine>,
    /// The first page, where this is a later one.
    pub first: Option<String>,
    /// The next page, where there is one.
    pub next: Option<String>,
}

/// How many members a page shows.
const MOST: usize = 25;
/// How many members are looked through for the filters.
pub(super) const MOST_SURVEYED: usize = 2_000;
/// For how many days after its lapse an offer counts as lapsed recently.
const RECENT_DAYS: i32 = 60;
/// The longest text that is searched for, in characters.
const MOST_CHARACTERS: usize = 100;

impl MemberFilter {
    /// Whether a member belongs to it that stands like this.
    fn takes(self, portal: &Portal, file: &MemberFile, standings: &[(&Subscription, Standing)]) -> bool {
        if self == MemberFilter::MustMove {
            return file.must_move(&portal.app);
        }
        standings.iter().any(|(held, standing)| match self {
            MemberFilter::All | MemberFilter::MustMove => true,
            MemberFilter::Reactivatable => status_of(standing) == Status::Reactivatable,
            MemberFilter::AtRisk => is_at_risk(standing),
            MemberFilter::RenewalOpen => status_of(standing) == Status::RenewalOpen,
            MemberFilter::PaymentPending => standing.open_order.is_some() || standing.hold.is_some(),
            MemberFilter::Lapsed => {
                let is_back = standings.iter().any(|(other, _)| other.id > held.id && other.offer == held.offer);
                let lapsed_on = standing.cycle.as_ref().map(|cycle| cycle.lapses_on);
                let is_recent = lapsed_on.is_some_and(|on| file.today.days_since(on) <= RECENT_DAYS);
                status_of(standing) == Status::Lapsed && is_recent && !is_back
            }
        })
    }
}

/// Whether the requirements of one of its areas are no longer met, while it runs.
fn is_at_risk(standing: &Standing) -> bool {
    let is_at_risk = |found: &Qualification| found.is_at_risk && found.lost_on.is_none();
    standing.status == CoreStatus::Active && standing.qualifications.iter().any(is_at_risk)
}

/// Shows a page of the members.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    let asked = scope.visit.query();
    let query: String = asked.get("q").chars().take(MOST_CHARACTERS).collect();
    let filter = MemberFilter::ALL.into_iter().find(|filter| filter.code() == asked.get("show")).unwrap_or(MemberFilter::All);
    let after = asked.get("after").parse().ok().and_then(MemberId::from_number);
    let (surveyed, is_whole) = portal.app.survey_members(MOST_SURVEYED).await?;
    // Standings are worked out once for all filters.
    let mut taken: [Vec<&MemberFile>; MemberFilter::ALL.len()] = Default::default();
    for file in &surveyed {
        let standings = file.standings(&portal.app);
        for (choice, found) in MemberFilter::ALL.into_iter().zip(&mut taken) {
            if choice.takes(&portal, file, &standings) {
                found.push(file);
            }
        }
    }
    let whole = portal.app.member_count().await?.unsigned_abs() as usize;
    let count = |(choice, found): (MemberFilter, &Vec<&MemberFile>)| {
        (choice, if choice == MemberFilter::All { whole } else { found.len() })
    };
    let counts = MemberFilter::ALL.into_iter().zip(&taken).map(count).collect();
    let chosen = MemberFilter::ALL.into_iter().zip(taken).find(|(choice, _)| *choice == filter);
    let mut listed = if filter == MemberFilter::All {
        portal.app.search_members(&query, after, MOST as u32 + 1).await?
    } else {
        let mut found: Vec<&MemberFile> = chosen.into_iter().flat_map(|(_, found)| found).collect();
        if let Some(at) = found.iter().position(|file| Some(file.row.id) == after) {
            found.drain(..=at);
        }
        let few = found.into_iter().take(MOST + 1);
        few.map(|file| ListedMember::Whole(Box::new(file.clone()))).collect()
    };
    let has_more = listed.len() > MOST;
    listed.truncate(MOST);
    let next = listed.last().filter(|_| has_more).map(|last| {
        let text = utf8_percent_encode(&query, NON_ALPHANUMERIC);
        format!("{}?show={}&q={text}&after={}", route::STAFF_MEMBERS, filter.code(), last.id())
    });
    let all_found = || format!("{}?q={}", route::STAFF_MEMBERS, utf8_percent_encode(&query, NON_ALPHANUMERIC));
    let first = after.map(|_| if query.is_empty() { filter.href() } else { all_found() });
    page(&Members {
        frame: scope.visit.frame(Section::Members),
        query,
        filter,
        counts,
        is_partial: !is_whole,
        bank: super::bank::waiting_words(&portal, scope.visit.lang()).await?,
        members: listed.iter().map(|listed| listed_line(&portal, listed, scope.visit.lang())).collect(),
        first,
        next,
    })
}

fn listed_line(portal: &Portal, listed: &ListedMember, lang: Lang) -> MemberLine {
    match listed {
        ListedMember::Whole(file) => line(portal, file, lang),
        ListedMember::Damaged(row) => MemberLine {
            name: row.name.clone(),
            number: row.reference.clone(),
            country: jubilee_texts::country(lang, &row.country),
            offers: Vec::new(),
            is_damaged: true,
            href: route::staff_member(row.id),
        },
    }
}

fn line(portal: &Portal, file: &MemberFile, lang: Lang) -> MemberLine {
    let programme = portal.app.programme();
    let offers = file.standings(&portal.app).into_iter().map(|(held, standing)| MemberOffer {
        name: programme
            .offer(&held.offer, file.today)
            .map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned()),
        status: status_of(&standing),
        is_at_risk: is_at_risk(&standing),
    });
    MemberLine {
        name: file.row.name.clone(),
        number: file.row.reference.clone(),
        country: jubilee_texts::country(lang, &file.member.country),
        offers: offers.collect(),
        is_damaged: false,
        href: route::staff_member(file.row.id),
    }
}

impl Sample for Members {
    fn samples(lang: Lang) -> Vec<(&'static str, Members)> {
        let full = Members {
            frame: sample::staff_frame(lang, "/staff/members", Section::Members),
            query: String::new(),
            filter: MemberFilter::All,
            counts: MemberFilter::ALL.into_iter().zip([204, 18, 7, 11, 3, 5, 26]).collect(),
            is_partial: true,
            bank: Some(jubilee_texts::t!(lang, "bank-waiting-count", count = 3, oldest = sample::day(2020, 9, 17))),
            members: sample::member_lines(lang),
            first: None,
            next: Some("/staff/members?after=4390".to_owned()),
        };
        let later = Members { first: Some("/staff/members".to_owned()), ..full.clone() };
        let none = Members { query: "brihgtwater".to_owned(), members: Vec::new(), next: None, ..full.clone() };
        vec![("full", full), ("later", later), ("none", none)]
    }
}
