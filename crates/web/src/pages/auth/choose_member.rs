//! Choosing one of the members that a person belongs to.

use crate::frame::Section;
use crate::portal::{Cookie, Form, Portal, Problem, SignedIn, page, see_other};
use crate::present::{Eyes, Shelf, offers};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use jubilee_app::{MemberFile, Visitor};
use jubilee_core::Lang;
use jubilee_texts::t;

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

/// How many members are shown to choose from.
const MOST: usize = 100;

/// Shows the members.
pub(crate) async fn get(State(portal): State<Portal>, signed_in: SignedIn) -> Result<Response, Problem> {
    let SignedIn { visit, visitor } = signed_in;
    let mut members = Vec::new();
    for file in files(&portal, &visitor).await? {
        let roles = visitor.roles(file.row.id);
        let shelf = Shelf { app: &portal.app, file: &file, lang: visit.lang(), eyes: Eyes::User(&roles) };
        let due = offers(shelf).iter().filter(|offer| offer.wants_attention()).count();
        members.push(MemberChoice { name: file.row.name.clone(), number: file.row.reference.clone(), due });
    }
    members.sort_by_key(|member| member.name.to_lowercase());
    page(&ChooseMember { frame: visit.frame(Section::None), members })
}

/// Remembers which member was chosen.
pub(crate) async fn post(State(portal): State<Portal>, signed_in: SignedIn, form: Form) -> Result<Response, Problem> {
    form.only(&["member"], None)?;
    let all = files(&portal, &signed_in.visitor).await?;
    let chosen = all.iter().find(|file| file.row.reference == form.get("member")).ok_or(Problem::NotFound)?;
    let mut response = see_other(route::HOME);
    // The cookie goes with the browser, and is held against the accounts of whoever is signed in each time it is read.
    let cookie = Cookie::Member.set(&chosen.row.id.to_string(), 86_400, portal.options.is_secure);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The members that the visitor has an account with; staff have none.
async fn files(portal: &Portal, visitor: &Visitor) -> Result<Vec<MemberFile>, Problem> {
    if visitor.staff.is_some() {
        return Err(Problem::Forbidden);
    }
    let mut all = Vec::new();
    for user in visitor.users.iter().take(MOST) {
        all.push(portal.app.member_file(user.member).await?);
    }
    Ok(all)
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
