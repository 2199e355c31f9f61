//! One member as staff see it: its offers as the member sees them, its people, its orders, its whole history.

use crate::portal::{Portal, Problem, StaffScope, page};
use crate::present::{Eyes, Shelf, by_year, ledger, memberships, offers, order_line, relevant, roles};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::Roles;
use jubilee_core::{Day, Lang, MemberId, Standing, Subscription};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::view::{Action, InvoiceYear, Membership, Offer, OrderLine, Status};
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
    /// What it attained.
    pub attainments_href: String,
    /// Its exceptions.
    pub exceptions_href: String,
    /// What it was granted.
    pub benefits_href: String,
    /// Its billing details.
    pub billing_href: String,
    /// Its people.
    pub people_href: String,
    /// Moving its account; only while it is in the legacy system.
    pub move_href: Option<String>,
    /// What can be reactivated for it: the words of the link, and where it leads.
    pub reactivations: Vec<(String, String)>,
    /// The name of its country.
    pub country: String,
    /// The language in which it is addressed.
    pub language: Lang,
    /// The memberships that never need renewal.
    pub memberships: Vec<Membership>,
    /// The offers.
    pub offers: Vec<Offer>,
    /// The orders, the newest first; an open one leads to the recording of its payment.
    pub orders: Vec<OrderLine>,
    /// The invoices and credit notes of every year, the newest first.
    pub invoices: Vec<InvoiceYear>,
    /// The people.
    pub users: Vec<UserLine>,
    /// The ledger, the newest first.
    pub ledger: Vec<LedgerLine>,
}

/// How many entries of the ledger are shown.
const MOST_ENTRIES: usize = 200;

/// Shows the member.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = id.parse().ok().and_then(MemberId::from_number).ok_or(Problem::NotFound)?;
    let file = portal.app.member_file(id).await?;
    let entries = portal.app.ledger_of(id).await?;
    let staff = portal.app.staff_names().await?;
    let lang = scope.visit.lang();
    let shelf = Shelf { app: &portal.app, file: &file, lang, eyes: Eyes::Staff(scope.role.may_act()) };
    let latest = &entries[entries.len().saturating_sub(MOST_ENTRIES)..];
    let orders = file.member.orders.iter().rev();
    let invoices = by_year(&portal.app.invoices_of(id).await?, route::staff_invoice);
    page(&MemberPage {
        invoices,
        frame: scope.visit.frame(Section::Members),
        today: file.today,
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        attainments_href: route::staff_attainments(file.row.id),
        exceptions_href: route::staff_exceptions(file.row.id),
        benefits_href: route::staff_benefits(file.row.id),
        billing_href: route::staff_billing(file.row.id),
        people_href: route::staff_people(file.row.id),
        move_href: file.must_move(&portal.app).then(|| route::staff_migration(file.row.id)),
        reactivations: reactivations(shelf),
        country: jubilee_texts::country(lang, &file.member.country),
        language: file.row.language,
        memberships: memberships(shelf),
        offers: offers(shelf),
        orders: orders.map(|order| order_line(&portal.app, &file, order, lang, route::staff_payment(order.id))).collect(),
        users: file
            .users
            .iter()
            .map(|user| UserLine {
                name: user.name.clone(),
                email: user.email.clone(),
                roles: roles(&user.roles, lang),
                lang: user.language,
                gets_mail: Roles::read(&user.roles).is_ok_and(|roles| roles.gets_mails()),
            })
            .collect(),
        ledger: ledger(&portal.app, &file, latest, &staff, lang),
    })
}

/// A link for each reactivation that is open.
fn reactivations(shelf: Shelf<'_>) -> Vec<(String, String)> {
    let open = relevant(shelf).into_iter().filter(|(_, standing)| standing.reactivation.is_some());
    let link = |(held, _): (&Subscription, Standing)| {
        let known = shelf.app.programme().offer(&held.offer, shelf.file.today);
        let offer = known.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(shelf.lang).to_owned());
        (t!(shelf.lang, "behalf-page-link", offer = offer), route::staff_reactivate(held.id))
    };
    open.map(link).collect()
}

impl Sample for MemberPage {
    fn samples(lang: Lang) -> Vec<(&'static str, MemberPage)> {
        let full = MemberPage {
            frame: sample::staff_frame(lang, "/staff/members/4127", Section::Members),
            today: sample::today(),
            member: sample::member(),
            attainments_href: "/staff/members/4127/attainments".to_owned(),
            exceptions_href: "/staff/members/4127/exceptions".to_owned(),
            benefits_href: "/staff/members/4127/benefits".to_owned(),
            billing_href: "/staff/members/4127/billing".to_owned(),
            people_href: "/staff/members/4127/people".to_owned(),
            move_href: Some("/staff/members/4127/move".to_owned()),
            reactivations: vec![(
                t!(lang, "behalf-page-link", offer = sample::gold(lang)),
                "/staff/subscriptions/270499841/reactivate".to_owned(),
            )],
            country: jubilee_texts::country(lang, "NL"),
            language: Lang::Nl,
            memberships: vec![sample::membership(lang)],
            offers: vec![
                Offer { action: Action::Record { href: route::staff_payment(sample::order_id(3)) }, ..sample::pending(lang) },
                sample::lapsed(lang),
            ],
            orders: sample::order_lines(lang),
            invoices: sample::invoices(),
            users: sample::users(lang),
            ledger: sample::ledger(lang),
        };
        let bare = MemberPage {
            offers: Vec::new(),
            orders: Vec::new(),
            invoices: Vec::new(),
            users: Vec::new(),
            ledger: Vec::new(),
            ..full.clone()
        };
        vec![("full", full), ("bare", bare)]
    }
}
