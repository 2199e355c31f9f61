//! What every page has around its content: who is here, in which language, where, and the clock of a sandbox.

use jubilee_core::{Day, Lang, Money};
use jubilee_texts::{Id, id, t_of};

use crate::route;

/// A plain value, or a reference to it however deep: templates hand over references where Rust would copy.
pub trait Plain<T> {
    /// The value.
    fn plain(&self) -> T;
}

macro_rules! plain {
    ($($kind:ty),*) => {$(
        impl Plain<$kind> for $kind {
            fn plain(&self) -> $kind {
                *self
            }
        }
    )*};
}

plain!(Day, Lang, Money, i64);

impl Plain<i64> for usize {
    fn plain(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl<T, U: Plain<T> + ?Sized> Plain<T> for &U {
    fn plain(&self) -> T {
        (**self).plain()
    }
}

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language of the page.
    pub lang: Lang,
    /// The programme's name, in its own words.
    pub programme: String,
    /// The part of the portal that the page belongs to.
    pub section: Section,
    /// Who is signed in.
    pub person: Option<Person>,
    /// The member whose affairs are shown.
    pub member: Option<MemberName>,
    /// The token that every form sends back, bound to the session.
    pub csrf: String,
    /// The page's own path and query, without `lang`.
    pub path: String,
    /// The clock of a sandbox; `None` in a real store.
    pub demo: Option<Demo>,
    /// What staff have to know on every page, a sentence: that the business date is held.
    pub warning: Option<String>,
    /// What a member in the legacy system has to know on every page.
    pub gate: Option<Gate>,
    /// What the programme calls its areas of qualification; `None` where it has nothing to qualify for, and where no member is.
    pub qualifications: Option<String>,
}

/// What a member whose account is in the legacy system sees on every page (R18).
#[derive(Clone, Debug)]
pub struct Gate {
    /// What people call that system.
    pub system: String,
    /// Who can move the account, a sentence; `None` where the one who looks can.
    pub who_can: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person's name, or the mail address where no name is known.
    pub name: String,
    /// Whether the person works for the programme.
    pub is_staff: bool,
    /// Whether the person belongs to more than one member.
    pub has_several_members: bool,
}

/// A member as a heading shows it.
#[derive(Clone, Debug)]
pub struct MemberName {
    /// The organisation's name.
    pub name: String,
    /// Its number, as people write it.
    pub number: String,
}

/// The clock of a sandbox.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The business date.
    pub today: Day,
    /// Whose eyes the visitor has; `None` for somebody who has not come in yet.
    pub view: Option<DemoView>,
    /// How many mails have fallen due.
    pub mails: usize,
}

/// Whose eyes the visitor of a sandbox has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoView {
    /// A member's admin.
    Member,
    /// A staff administrator.
    Staff,
}

/// A part of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// No part: signing in, errors.
    None,
    /// What needs a member's attention.
    Dashboard,
    /// What a member has to meet.
    Qualifications,
    /// A member's offers.
    Offers,
    /// A member's benefits.
    Benefits,
    /// A member's orders.
    Orders,
    /// A member's people.
    People,
    /// Staff: members.
    Members,
    /// Staff: payments.
    Payments,
    /// Staff: bank statements.
    Bank,
    /// Staff: mail.
    Mail,
    /// Staff: runs.
    Runs,
    /// Staff: reliefs.
    Reliefs,
    /// Staff: the programme's versions.
    Programme,
    /// The mailbox of a sandbox.
    Mailbox,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: &'static str,
    /// Whether the page belongs to it.
    pub is_current: bool,
}

impl Frame {
    /// The entries of the navigation for who is signed in; none for nobody.
    pub fn navigation(&self) -> Vec<NavItem> {
        let item =
            |section, label: Id, href| NavItem { label: t_of!(self.lang, label), href, is_current: self.section == section };
        match &self.person {
            None => Vec::new(),
            Some(person) if person.is_staff => vec![
                item(Section::Members, id!("staff-nav-members"), route::STAFF_MEMBERS),
                item(Section::Payments, id!("staff-nav-payments"), route::STAFF_PAYMENTS),
                item(Section::Bank, id!("bank-nav-label"), route::STAFF_BANK),
                item(Section::Mail, id!("staff-nav-mail"), route::STAFF_MAIL),
                item(Section::Runs, id!("staff-nav-runs"), route::STAFF_RUNS),
                item(Section::Reliefs, id!("relief-nav-label"), route::STAFF_RELIEFS),
                item(Section::Programme, id!("version-nav-label"), route::STAFF_PROGRAMME),
            ],
            Some(_) => {
                let qualifications = self.qualifications.clone().map(|label| NavItem {
                    label,
                    href: route::QUALIFICATIONS,
                    is_current: self.section == Section::Qualifications,
                });
                let mut items = vec![
                    item(Section::Dashboard, id!("dashboard-nav-label"), route::HOME),
                    item(Section::Offers, id!("portal-nav-offers"), route::OFFERS),
                ];
                items.extend(qualifications);
                items.push(item(Section::Benefits, id!("benefit-nav-label"), route::BENEFITS));
                items.push(item(Section::Orders, id!("portal-nav-orders"), route::ORDERS));
                items.push(item(Section::People, id!("people-nav-label"), route::PEOPLE));
                items
            }
        }
    }

    /// Where the programme's name leads: the first screen of who is signed in.
    pub fn home(&self) -> &'static str {
        match &self.person {
            None => route::SIGN_IN,
            Some(person) if person.is_staff => route::STAFF_MEMBERS,
            Some(_) => route::HOME,
        }
    }

    /// The same page in another language.
    pub fn in_language(&self, lang: impl Plain<Lang>) -> String {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{mark}lang={}", self.path, lang.plain().code())
    }

    /// A date in full.
    pub fn date(&self, day: impl Plain<Day>) -> String {
        jubilee_texts::date(self.lang, day.plain())
    }

    /// A date with a short month, for tables.
    pub fn short_date(&self, day: impl Plain<Day>) -> String {
        jubilee_texts::date_short(self.lang, day.plain())
    }

    /// A date in full with its weekday.
    pub fn weekday(&self, day: impl Plain<Day>) -> String {
        jubilee_texts::weekday_date(self.lang, day.plain())
    }

    /// The name of a country, by its code.
    pub fn country(&self, code: &str) -> String {
        jubilee_texts::country(self.lang, code)
    }

    /// An amount of money.
    pub fn money(&self, amount: impl Plain<Money>) -> String {
        jubilee_texts::money(self.lang, amount.plain())
    }

    /// A whole number.
    pub fn number(&self, number: impl Plain<i64>) -> String {
        jubilee_texts::number(self.lang, number.plain())
    }

    /// Names in a row.
    pub fn list(&self, names: &[String]) -> String {
        jubilee_texts::list(self.lang, names)
    }

    /// Whether the sandbox is seen with a member's eyes.
    pub fn is_member_view(&self) -> bool {
        self.demo.as_ref().is_some_and(|demo| demo.view == Some(DemoView::Member))
    }

    /// Whether the sandbox is seen with staff's eyes.
    pub fn is_staff_view(&self) -> bool {
        self.demo.as_ref().is_some_and(|demo| demo.view == Some(DemoView::Staff))
    }

    /// Whether the page is the mailbox of the sandbox.
    pub fn is_mailbox(&self) -> bool {
        self.section == Section::Mailbox
    }
}

/// The name of a language in itself, for the language switch.
pub fn own_name(lang: impl Plain<Lang>) -> &'static str {
    match lang.plain() {
        Lang::En => "English",
        Lang::Nl => "Nederlands",
    }
}
