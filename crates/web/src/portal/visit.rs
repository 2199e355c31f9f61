//! One request to the portal, seen as a visit: by whom, in which language, to which page; and the gate through which all of them
//! come in.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jubilee_app::{Held, Pause, Secret, Visitor};
use jubilee_core::{Day, Lang, MemberId, Version};
use jubilee_texts::t;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::frame::{Demo, DemoView, Frame, MemberName, Person, Section};
use crate::pages::errors::ErrorPage;
use crate::portal::upload::{self, Upload};
use crate::portal::{Cookie, Cookies, Form, Portal, Problem, header as headers, page_with, see_other};
use crate::present::instant;
use crate::route;

/// One request, as handlers see it.
#[derive(Clone, Debug)]
pub(crate) struct Visit(Arc<Facts>);

#[derive(Debug)]
struct Facts {
    lang: Lang,
    path: String,
    query: Form,
    cookies: Cookies,
    visitor: Option<Visitor>,
    programme: String,
    legacy: Option<String>,
    /// What the programme calls its areas of qualification, from which day on.
    qualifications: Vec<(Day, Option<String>)>,
    demo: Option<Demo>,
    alarm: Alarm,
}

impl Visit {
    /// The language of the answer.
    pub(crate) fn lang(&self) -> Lang {
        self.0.lang
    }

    /// Who is signed in.
    pub(crate) fn visitor(&self) -> Option<&Visitor> {
        self.0.visitor.as_ref()
    }

    /// A cookie's value.
    pub(crate) fn cookie(&self, cookie: Cookie) -> Option<&str> {
        self.0.cookies.get(cookie)
    }

    /// The session's token, whether or not it is still good.
    pub(crate) fn token(&self) -> Option<Secret> {
        self.cookie(Cookie::Session).map(Secret::given)
    }

    /// The fields of the query.
    pub(crate) fn query(&self) -> &Form {
        &self.0.query
    }

    /// Whether the demo's controls are there.
    pub(crate) fn is_demo(&self) -> bool {
        self.0.demo.is_some()
    }

    /// The frame of a page, without a member.
    pub(crate) fn frame(&self, section: Section) -> Frame {
        let facts = &*self.0;
        let person = facts.visitor.as_ref().map(|visitor| Person {
            name: visitor.name().to_owned(),
            is_staff: visitor.staff.is_some(),
            has_several_members: visitor.users.len() > 1,
        });
        Frame {
            lang: facts.lang,
            programme: facts.programme.clone(),
            section,
            person,
            member: None,
            csrf: facts.visitor.as_ref().map(|visitor| visitor.csrf.clone()).unwrap_or_default(),
            path: facts.path.clone(),
            demo: facts.demo.clone(),
            warning: facts.alarm.words(facts.lang),
            gate: None,
            qualifications: None,
        }
    }

    /// The frame of a page about a member.
    pub(crate) fn frame_of(&self, section: Section, member: MemberName) -> Frame {
        Frame { member: Some(member), ..self.frame(section) }
    }

    /// What the programme calls its areas of qualification on a day; `None` where it has nothing to qualify for.
    pub(crate) fn qualifications(&self, on: Day) -> Option<&str> {
        let headings = &self.0.qualifications;
        let current = headings.iter().rev().find(|(from, _)| *from <= on).or(headings.first());
        current.and_then(|(_, heading)| heading.as_deref())
    }

    /// What people call the programme's legacy system, where it has one.
    pub(crate) fn legacy(&self) -> Option<&str> {
        self.0.legacy.as_deref()
    }

    /// The member that the cookie names, if the visitor has an account with it; the only one, if there is only one.
    pub(crate) fn member(&self) -> Option<MemberId> {
        let visitor = self.visitor()?;
        let chosen = self.cookie(Cookie::Member).and_then(|text| text.parse().ok()).and_then(MemberId::from_number);
        let chosen = chosen.filter(|member| visitor.account(*member).is_some());
        match visitor.users.as_slice() {
            [only] => Some(only.member),
            _ => chosen,
        }
    }

    async fn look(portal: &Portal, parts: &Parts) -> (Visit, Option<Problem>) {
        let cookies = Cookies::read(&parts.headers, portal.options.is_secure);
        let query = Form::read(parts.uri.query().unwrap_or_default());
        let mut problem = query.as_ref().err().cloned();
        let query = query.unwrap_or_default();
        let (visitor, demo, alarm) = match circumstances(portal, &cookies).await {
            Ok(circumstances) => circumstances,
            Err(error) => {
                problem = Some(error);
                (None, None, Alarm::default())
            }
        };
        let lang = language(&query, &cookies, visitor.as_ref(), &parts.headers);
        let programme = portal.app.programme().name.get(lang).to_owned();
        let legacy = portal.app.programme().legacy.as_ref().map(|legacy| legacy.name.get(lang).to_owned());
        let heading = |version: &Version| {
            let has_some = version.offers.iter().any(|offer| !offer.areas.is_empty() || !offer.requirements.is_empty());
            (version.effective_on, has_some.then(|| version.qualifications_heading.get(lang).to_owned()))
        };
        let qualifications = portal.app.programme().versions.iter().map(heading).collect();
        let path = without_language(parts.uri.path(), parts.uri.query());
        let facts = Facts { lang, path, query, cookies, visitor, programme, legacy, qualifications, demo, alarm };
        (Visit(Arc::new(facts)), problem)
    }

    /// The page that says what went wrong; for somebody who is not signed in and wants to see a page, the way to the sign-in.
    fn tell(&self, problem: &Problem, method: &Method) -> Response {
        if *problem == Problem::NotSignedIn && *method != Method::POST {
            let next = utf8_percent_encode(&self.0.path, NON_ALPHANUMERIC);
            return see_other(&if self.0.path == route::HOME {
                route::SIGN_IN.to_owned()
            } else {
                format!("{}?next={next}", route::SIGN_IN)
            });
        }
        let kind = problem.kind();
        let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        page_with(status, &ErrorPage { frame: self.frame(Section::None), kind }).unwrap_or_else(|_| status.into_response())
    }
}

type Circumstances = (Option<Visitor>, Option<Demo>, Alarm);

/// Who is there, and what every page says about the clock to whom it concerns.
async fn circumstances(portal: &Portal, cookies: &Cookies) -> Result<Circumstances, Problem> {
    let visitor = match cookies.get(Cookie::Session) {
        Some(token) => portal.app.visitor(&Secret::given(token)).await?,
        None => None,
    };
    let demo = if portal.demo().await?.is_some() {
        let view = visitor.as_ref().map(|visitor| if visitor.staff.is_some() { DemoView::Staff } else { DemoView::Member });
        Some(Demo { today: portal.app.today().await?, view, mails: portal.app.mail_count().await? })
    } else {
        None
    };
    let is_staff = visitor.as_ref().is_some_and(|visitor| visitor.staff.is_some());
    let alarm = if is_staff {
        let (today, held) = portal.app.business_date().await?;
        Alarm { held: held.map(|held| (today, held)), paused: portal.app.paused().await? }
    } else {
        Alarm::default()
    };
    Ok((visitor, demo, alarm))
}

/// What staff have to know on every page.
#[derive(Clone, Debug, Default)]
struct Alarm {
    /// The business date, where it is not the calendar's, and why.
    held: Option<(Day, Held)>,
    /// The pause that holds.
    paused: Option<Pause>,
}

impl Alarm {
    fn words(&self, lang: Lang) -> Option<String> {
        let held = self.held.map(|(today, held)| match held {
            Held::Ahead => t!(lang, "staff-clock-ahead", date = today),
            Held::Back => t!(lang, "staff-clock-back", date = today),
        });
        let pause =
            |pause: &Pause| t!(lang, "staff-pause-warning", since = instant(pause.since, lang), reason = pause.reason.clone());
        let all: Vec<String> = held.into_iter().chain(self.paused.as_ref().map(pause)).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }
}

/// The language that was asked for with this request, or chosen before, or is the person's own, or is the browser's.
fn language(query: &Form, cookies: &Cookies, visitor: Option<&Visitor>, headers: &HeaderMap) -> Lang {
    let asked = query.get("lang").parse().ok();
    let chosen = || cookies.get(Cookie::Lang).and_then(|code| code.parse().ok());
    let own = || visitor.map(Visitor::lang);
    asked.or_else(chosen).or_else(own).unwrap_or_else(|| browsers_language(headers))
}

/// The best language of `Accept-Language` that there is, by its weights.
fn browsers_language(headers: &HeaderMap) -> Lang {
    let line = headers.get(header::ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let mut best = (0.0_f32, Lang::default());
    for item in line.split(',').take(20) {
        let (tag, weight) = item.split_once(";q=").unwrap_or((item, "1"));
        let code = tag.trim().split('-').next().unwrap_or_default().to_lowercase();
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        if let (Ok(lang), true) = (code.parse(), weight > best.0) {
            best = (weight, lang);
        }
    }
    best.1
}

/// The path with its query, without the choice of a language.
fn without_language(path: &str, query: Option<&str>) -> String {
    let kept: Vec<&str> =
        query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The gate: looks who comes, lets a form in only if it is the portal's own, hands over to the page, and puts headers and, where
/// something went wrong, the page about it into the answer.
pub(crate) async fn enter(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let method = parts.method.clone();
    let (visit, problem) = Visit::look(&portal, &parts).await;
    let asked_for = visit.query().get("lang").parse::<Lang>().ok();
    parts.extensions.insert(visit.clone());
    let admitted = match problem {
        Some(problem) => Err(problem),
        None => admit(&portal, parts, body, &visit).await,
    };
    let mut response = match admitted {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    if let Some(problem) = response.extensions().get::<Problem>() {
        response = visit.tell(problem, &method);
    }
    let is_secure = portal.options.is_secure;
    if let Some(lang) = asked_for {
        response.headers_mut().append(header::SET_COOKIE, Cookie::language(lang.code(), is_secure));
    }
    headers::add(&mut response, is_secure);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    response
}

/// Lets a request through to its page. What changes something has to be a form of the portal's own pages (S12): the browser says
/// that it comes from this origin, and it carries the token of the session. Before a session there is nothing that a token could be
/// bound to and nothing that a stranger's form could use; there the origin alone decides.
async fn admit(portal: &Portal, mut parts: Parts, body: Body, visit: &Visit) -> Result<Request, Problem> {
    if parts.method != Method::POST {
        return Ok(Request::from_parts(parts, body));
    }
    if !is_from_here(&parts.headers, portal.app.base_url()) {
        return Err(Problem::Forbidden);
    }
    let most = upload::most_bytes(parts.uri.path());
    let has_file = upload::is_multipart(&parts.headers);
    // Whoever is nobody sends no files, and what is too large is refused before it is read.
    if has_file && visit.visitor().is_none() {
        return Err(Problem::NotSignedIn);
    }
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most as u64) {
        return Err(Problem::TooLarge);
    }
    let bytes = to_bytes(body, most).await.map_err(|_| Problem::TooLarge)?;
    let (form, file) = if has_file {
        upload::read(&parts.headers, bytes).await?
    } else {
        (Form::read(std::str::from_utf8(&bytes).map_err(|_| Problem::Malformed)?)?, Upload::default())
    };
    let begins_session = parts.uri.path().starts_with(route::SIGN_IN);
    if let (Some(visitor), false) = (visit.visitor(), begins_session)
        && !is_same(form.get("csrf"), &visitor.csrf)
    {
        return Err(Problem::Forbidden);
    }
    parts.extensions.insert(form);
    parts.extensions.insert(file);
    Ok(Request::from_parts(parts, Body::empty()))
}

/// Whether a form was sent by a page of this origin, in the browser's own words. Browsers have sent `Origin` with every POST for
/// years; a request that says neither is refused.
fn is_from_here(headers: &HeaderMap, base_url: &str) -> bool {
    let line = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if line("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return false;
    }
    let Some(origin) = line("origin") else { return line("sec-fetch-site").is_some() };
    let host = line("host").unwrap_or_default();
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    origin.eq_ignore_ascii_case(base_url) || (!host.is_empty() && authority.eq_ignore_ascii_case(host))
}

/// Compares secrets without telling by the time it takes where they differ.
fn is_same(given: &str, expected: &str) -> bool {
    let differs = given.bytes().zip(expected.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
    given.len() == expected.len() && differs == 0 && !expected.is_empty()
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Visit, Problem> {
        // Every page lies behind the gate, which puts the visit there.
        parts.extensions.get::<Visit>().cloned().ok_or(Problem::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Form {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Form, Problem> {
        parts.extensions.get::<Form>().cloned().ok_or(Problem::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn the_browsers_language_is_chosen_by_weight() {
        for (line, expected) in [
            ("", Lang::En),
            ("nl", Lang::Nl),
            ("nl-BE,nl;q=0.9,en;q=0.8", Lang::Nl),
            ("fr,de;q=0.9", Lang::En),
            ("en;q=0.4, nl;q=0.5", Lang::Nl),
            ("nl;q=abc", Lang::En),
        ] {
            assert_eq!(browsers_language(&headers(&[("accept-language", line)])), expected, "{line}");
        }
    }

    #[test]
    fn the_choice_of_a_language_is_no_part_of_the_path() {
        assert_eq!(without_language("/orders", Some("lang=nl")), "/orders");
        assert_eq!(without_language("/orders", Some("a=1&lang=nl&b=2")), "/orders?a=1&b=2");
        assert_eq!(without_language("/orders", None), "/orders");
    }

    #[test]
    fn only_forms_of_this_origin_are_taken() {
        let base = "https://renewals.example";
        let own = [("host", "127.0.0.1:8080")];
        for (lines, expected) in [
            (vec![("origin", "http://127.0.0.1:8080")], true),
            (vec![("origin", "https://renewals.example")], true),
            (vec![("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "http://127.0.0.1:9090")], false),
            (vec![("origin", "https://renewals.example.evil.example")], false),
            (vec![("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "cross-site")], false),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "none")], false),
        ] {
            let all: Vec<_> = own.iter().copied().chain(lines.clone()).collect();
            assert_eq!(is_from_here(&headers(&all), base), expected, "{lines:?}");
        }
    }

    #[test]
    fn secrets_are_the_same_only_when_whole() {
        assert!(is_same("abc", "abc"));
        for (given, expected) in [("", "abc"), ("abcd", "abc"), ("ab", "abc"), ("abd", "abc"), ("", "")] {
            assert!(!is_same(given, expected), "{given} {expected}");
        }
    }
}
