//! Exceptions for a member: what was allowed, why and by whom; allowing more; taking back.

use std::collections::BTreeMap;

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::pages::staff::attainments::{Choice, find};
use crate::pages::staff::reason::reason_problem;
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present::{by, consequences};
use crate::{route, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, Grant, MemberFile, StaffRole};
use jubilee_core::{Base, Command, Day, ExceptionKind, Lang, Refusal, SubscriptionId};
use jubilee_texts::t;

/// An exception that was granted.
#[derive(Clone, Debug)]
pub struct ExceptionLine {
    /// The subscription, the value of the form's field.
    pub subscription: i64,
    /// Its number within the subscription.
    pub number: i64,
    /// The offer's name and the subscription's reference.
    pub offer: String,
    /// What is allowed, in words.
    pub kind: String,
    /// The day on which it was granted.
    pub granted_on: Day,
    /// The last day on which it counts.
    pub until: Day,
    /// The first day without it, where it was taken back.
    pub ended_on: Option<Day>,
    /// Why it was granted.
    pub reason: String,
    /// Why it was taken back.
    pub end_reason: Option<String>,
    /// By whom.
    pub by: String,
    /// Whether it counts today.
    pub is_valid: bool,
}

/// A kind of exception to choose.
#[derive(Clone, Debug)]
pub struct KindChoice {
    /// The value of the field.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does, a sentence.
    pub what: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// What is about to be done, for somebody to agree to.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// What it is, the title of the step.
    pub title: String,
    /// What it would do, sentences.
    pub effects: Vec<String>,
    /// The reason that was given.
    pub reason: String,
    /// The fields of the form, to be sent again.
    pub fields: Vec<(&'static str, String)>,
    /// The words on the button.
    pub button: String,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/exceptions.html")]
pub struct Exceptions {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// The page's own address, where the forms go.
    pub here: String,
    /// The member's page.
    pub back: String,
    /// Whether the person may grant, or only sees.
    pub may_grant: bool,
    /// The business date.
    pub today: Day,
    /// What was granted, the newest first.
    pub lines: Vec<ExceptionLine>,
    /// The member's subscriptions.
    pub subscriptions: Vec<Choice>,
    /// The kinds.
    pub kinds: Vec<KindChoice>,
    /// Where the next anniversary of a reactivation is counted from.
    pub bases: Vec<Choice>,
    /// The end as it was typed.
    pub until: String,
    /// The reason as it was typed.
    pub reason: String,
    /// What is wrong with the form, a sentence.
    pub problem: Option<String>,
    /// What is asked once more, on the second step; the page then shows nothing else.
    pub confirmation: Option<Confirmation>,
}

/// The fields of both forms.
const FIELDS: [&str; 8] = ["do", "subscription", "kind", "base", "until", "reason", "number", "confirmed"];

/// What a form asks for.
enum Asked {
    /// To allow something until a day.
    Grant(ExceptionKind, Day),
    /// To take back the exception with this number.
    End(u16),
}

impl Asked {
    fn command(&self, subscription: SubscriptionId) -> Command {
        match *self {
            Asked::Grant(kind, until) => Command::GrantException { subscription, kind, until },
            Asked::End(exception) => Command::EndException { subscription, exception },
        }
    }

    /// What is allowed and until when, a sentence for each; nothing for what is taken back.
    fn what(&self, lang: Lang) -> Vec<String> {
        match *self {
            Asked::Grant(kind, until) => vec![what(lang, kind), t!(lang, "exception-then-last-day", until = until)],
            Asked::End(_) => Vec::new(),
        }
    }
}

/// Shows the exceptions. The query may fill the form in: `subscription`, `kind`, `until`.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let file = find(&portal, &id).await?;
    let staff = portal.app.staff_names().await?;
    page(&shown(&portal, &scope, &file, &staff, scope.visit.query()))
}

/// Says what allowing or taking back would do, as the field `do` says, and, once that is confirmed, does it.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    if scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    given.only(&FIELDS, None)?;
    let file = find(&portal, &id).await?;
    let (lang, staff) = (scope.visit.lang(), portal.app.staff_names().await?);
    let subscription = given.get("subscription").parse().ok().and_then(SubscriptionId::from_number);
    let subscription = subscription.filter(|id| file.member.subscription(*id).is_some()).ok_or(Problem::NotFound)?;
    let first = shown(&portal, &scope, &file, &staff, &given);
    let asked = match read(&given, lang)? {
        Ok(asked) => asked,
        Err(problem) => {
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &Exceptions { problem: Some(problem), ..first });
        }
    };
    let refuse = |first: Exceptions, refusal: &Refusal| {
        let problem = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
        page_with(StatusCode::CONFLICT, &Exceptions { problem, ..first })
    };
    if given.get("confirmed") != "yes" {
        return match portal.app.decision(&file, asked.command(subscription)) {
            Ok(decision) => {
                let then = consequences(&portal.app, &file, &decision, subscription, lang);
                let effects = asked.what(lang).into_iter().chain(then).collect();
                page(&Exceptions { confirmation: Some(confirmation(&asked, effects, &given, lang)), ..first })
            }
            Err(refusal) => refuse(first, &refusal),
        };
    }
    let reason = given.get("reason").to_owned();
    let done = match asked {
        Asked::Grant(kind, until) => {
            portal.app.grant_exception(subscription, Grant { kind, until, reason }, scope.actor).await.map(drop)
        }
        Asked::End(number) => portal.app.end_exception(subscription, number, reason, scope.actor).await,
    };
    match done {
        Ok(()) => Ok(see_other(&route::staff_exceptions(file.row.id))),
        Err(AppError::Refused(refusal)) => refuse(first, &refusal),
        Err(error) => Err(error.into()),
    }
}

/// What the form asks for, or what is wrong with it, a sentence.
fn read(given: &Form, lang: Lang) -> Result<Result<Asked, String>, Problem> {
    if let Some(problem) = reason_problem(given.get("reason"), || t!(lang, "exception-reason-missing"), lang) {
        return Ok(Err(problem));
    }
    match given.get("do") {
        "grant" => Ok(match (kind(given), given.get("until").parse::<Day>()) {
            (Some(kind), Ok(until)) => Ok(Asked::Grant(kind, until)),
            (None, _) => Err(t!(lang, "exception-kind-missing")),
            (_, Err(_)) => Err(t!(lang, "exception-until-malformed")),
        }),
        "end" => Ok(Ok(Asked::End(given.get("number").parse().map_err(|_| Problem::Malformed)?))),
        _ => Err(Problem::Malformed),
    }
}

fn confirmation(asked: &Asked, effects: Vec<String>, given: &Form, lang: Lang) -> Confirmation {
    let (title, button) = match asked {
        Asked::Grant(..) => (t!(lang, "exception-grant-effects"), t!(lang, "exception-grant-confirm")),
        Asked::End(_) => (t!(lang, "exception-end-effects"), t!(lang, "exception-end-confirm")),
    };
    let sent = FIELDS.into_iter().filter(|name| *name != "confirmed" && !given.get(name).is_empty());
    Confirmation {
        title,
        effects,
        reason: given.get("reason").trim().to_owned(),
        fields: sent.map(|name| (name, given.get(name).to_owned())).collect(),
        button,
    }
}

fn kind(given: &Form) -> Option<ExceptionKind> {
    let base = if given.get("base") == "payment" { Base::Payment } else { Base::Anniversary };
    allowable(base).into_iter().find(|kind| kind.id() == given.get("kind"))
}

fn kinds(lang: Lang, chosen: &str) -> Vec<KindChoice> {
    let choice = |kind: ExceptionKind| KindChoice {
        id: kind.id().to_owned(),
        name: jubilee_texts::exception_kind(lang, kind),
        what: what(lang, kind),
        is_chosen: kind.id() == chosen,
    };
    allowable(Base::Anniversary).into_iter().map(choice).collect()
}

/// The kinds, in the order in which they are shown.
const fn allowable(base: Base) -> [ExceptionKind; 4] {
    use ExceptionKind as Kind;
    [Kind::Exemption, Kind::Extension, Kind::Reactivation { base }, Kind::LatePayment]
}

/// What a kind of exception does, a sentence.
fn what(lang: Lang, kind: ExceptionKind) -> String {
    match kind {
        ExceptionKind::Exemption => t!(lang, "exception-what-exemption"),
        ExceptionKind::Extension => t!(lang, "exception-what-extension"),
        ExceptionKind::Reactivation { .. } => t!(lang, "exception-what-reactivation"),
        ExceptionKind::LatePayment => t!(lang, "exception-what-late-payment"),
    }
}

fn bases(lang: Lang, chosen: &str) -> Vec<Choice> {
    let choice = |id: &str, name: String| Choice { id: id.to_owned(), name, is_chosen: chosen == id };
    vec![choice("anniversary", t!(lang, "exception-base-anniversary")), choice("payment", t!(lang, "exception-base-payment"))]
}

fn shown(portal: &Portal, scope: &StaffScope, file: &MemberFile, staff: &BTreeMap<i64, String>, given: &Form) -> Exceptions {
    let (lang, programme) = (scope.visit.lang(), portal.app.programme());
    let named = |id: SubscriptionId| {
        let held = file.member.subscription(id);
        let offer = held.and_then(|held| programme.offer(&held.offer, file.today));
        let name = offer.map_or_else(String::new, |offer| offer.name.get(lang).to_owned());
        format!("{name} ({})", file.reference(id))
    };
    let lines = file.exceptions.iter().rev().map(|note| {
        let held = file.member.subscription(note.subscription);
        let is_valid = held.is_some_and(|held| held.exceptions_on(file.today).any(|valid| valid.number == note.number));
        ExceptionLine {
            subscription: note.subscription.number(),
            number: i64::from(note.number),
            offer: named(note.subscription),
            kind: jubilee_texts::exception_kind(lang, note.kind),
            granted_on: note.granted_on,
            until: note.until,
            ended_on: note.ended_on,
            reason: note.reason.clone(),
            end_reason: note.end_reason.clone(),
            by: by(file, staff, note.by, lang),
            is_valid,
        }
    });
    let subscription = |held: &jubilee_core::Subscription| Choice {
        is_chosen: given.get("subscription") == held.id.number().to_string(),
        id: held.id.number().to_string(),
        name: named(held.id),
    };
    Exceptions {
        frame: scope.visit.frame(Section::Members),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        here: route::staff_exceptions(file.row.id),
        back: route::staff_member(file.row.id),
        may_grant: scope.role >= StaffRole::Manager,
        today: file.today,
        lines: lines.collect(),
        subscriptions: file.member.subscriptions.iter().map(subscription).collect(),
        kinds: kinds(lang, given.get("kind")),
        bases: bases(lang, given.get("base")),
        until: given.get("until").to_owned(),
        reason: given.get("reason").to_owned(),
        problem: None,
        confirmation: None,
    }
}

impl Sample for Exceptions {
    fn samples(lang: Lang) -> Vec<(&'static str, Exceptions)> {
        let line = |number: i64, is_valid, ended_on| ExceptionLine {
            subscription: 4_226_049,
            number,
            offer: sample::open(lang).name,
            kind: jubilee_texts::exception_kind(lang, ExceptionKind::Extension),
            granted_on: sample::day(2020, 9, 18),
            until: sample::day(2020, 10, 31),
            ended_on,
            reason: sample::refusal(lang),
            end_reason: ended_on.map(|_| sample::refusal(lang)),
            by: "Marit Verbeek".to_owned(),
            is_valid,
        };
        let choice = |id: &str, name: String| Choice { id: id.to_owned(), name, is_chosen: false };
        let full = Exceptions {
            frame: sample::staff_frame(lang, "/staff/members/4127/exceptions", Section::Members),
            member: sample::member(),
            here: "/staff/members/4127/exceptions".to_owned(),
            back: "/staff/members/4127".to_owned(),
            may_grant: true,
            today: sample::today(),
            lines: vec![line(2, true, None), line(1, false, Some(sample::day(2020, 9, 19)))],
            subscriptions: vec![choice("4226049", sample::open(lang).name)],
            kinds: kinds(lang, "extension"),
            bases: bases(lang, ""),
            until: String::new(),
            reason: String::new(),
            problem: None,
            confirmation: None,
        };
        let asked = Confirmation {
            title: t!(lang, "exception-grant-effects"),
            effects: {
                let (before, until) = (sample::day(2020, 10, 15), sample::day(2020, 10, 31));
                let mut effects = Asked::Grant(ExceptionKind::Extension, until).what(lang);
                effects.push(t!(lang, "exception-then-window", before = before, after = until));
                let kind = jubilee_texts::exception_kind(lang, ExceptionKind::Extension);
                let words = t!(lang, "reason-exception-granted", exception = 3, kind = kind, until = until);
                effects.push(t!(lang, "exception-then-recorded", words = words));
                effects
            },
            reason: sample::refusal(lang),
            fields: vec![("do", "grant".to_owned()), ("until", "2020-10-31".to_owned())],
            button: t!(lang, "exception-grant-confirm"),
        };
        let viewer = Exceptions { may_grant: false, lines: Vec::new(), ..full.clone() };
        let wrong = Exceptions { problem: Some(t!(lang, "exception-reason-missing")), ..full.clone() };
        let confirm = Exceptions { confirmation: Some(asked), ..full.clone() };
        vec![("full", full), ("viewer", viewer), ("wrong", wrong), ("confirm", confirm)]
    }
}
