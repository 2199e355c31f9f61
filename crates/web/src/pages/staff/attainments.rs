//! What a member attained: the list, recording more, ending what does not count any more, and covering an area that is met.

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::{route, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, Attained, MemberFile};
use jubilee_core::{AreaId, Day, Lang, MeasureId, MemberId, SubscriptionId};
use jubilee_texts::t;

/// Something to choose in a form.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value of the field.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Something that the member attained.
#[derive(Clone, Debug)]
pub struct AttainedLine {
    /// Its number within the member.
    pub number: i64,
    /// How much of what, and for which area, in words.
    pub what: String,
    /// The first day on which it counts.
    pub from: Day,
    /// The last day on which it counts; `None` for good.
    pub until: Option<Day>,
    /// Whether it counts today.
    pub is_valid: bool,
    /// Whether it can be ended.
    pub can_end: bool,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/attainments.html")]
pub struct Attainments {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// The page's own address, where the forms go.
    pub here: String,
    /// The member's page.
    pub back: String,
    /// Whether the person may record, or only sees.
    pub may_act: bool,
    /// The business date.
    pub today: Day,
    /// What was attained, the newest first.
    pub lines: Vec<AttainedLine>,
    /// What can be recorded.
    pub measures: Vec<Choice>,
    /// The areas it can be for.
    pub areas: Vec<Choice>,
    /// The amount as it was typed.
    pub amount: String,
    /// The first day as it was typed.
    pub from: String,
    /// The last day as it was typed.
    pub until: String,
    /// What is wrong with the form, a sentence.
    pub problem: Option<String>,
    /// The member's levels, for covering an area.
    pub levels: Vec<Choice>,
}

/// Shows what was attained.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let file = find(&portal, &id).await?;
    page(&shown(&portal, &scope, &file, &Form::default()))
}

/// Records, ends, or covers, as the field `do` says.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["do", "measure", "area", "amount", "from", "until", "number", "on", "subscription"], None)?;
    let file = find(&portal, &id).await?;
    let lang = scope.visit.lang();
    let done = match given.get("do") {
        "attain" => match read(&given, &file) {
            Some(attained) => portal.app.attain(file.row.id, attained, scope.actor).await.map(drop),
            None => return wrong(&portal, &scope, &file, &given, t!(lang, "attained-page-malformed")),
        },
        "end" => match (given.get("number").parse(), given.get("on").parse()) {
            (Ok(number), Ok(on)) => portal.app.end_attainment(file.row.id, number, on, scope.actor).await,
            _ => return wrong(&portal, &scope, &file, &given, t!(lang, "attained-page-malformed")),
        },
        "cover" => match given.get("subscription").parse().ok().and_then(SubscriptionId::from_number) {
            Some(subscription) if subscription.member() == file.row.id => {
                portal.app.cover_area(subscription, AreaId::from(given.get("area")), scope.actor).await
            }
            _ => return Err(Problem::NotFound),
        },
        _ => return Err(Problem::Malformed),
    };
    match done {
        Ok(()) => Ok(see_other(&route::staff_attainments(file.row.id))),
        Err(AppError::Refused(refusal)) => {
            let problem = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &Attainments { problem, ..shown(&portal, &scope, &file, &given) })
        }
        Err(error) => Err(error.into()),
    }
}

fn wrong(portal: &Portal, scope: &StaffScope, file: &MemberFile, given: &Form, problem: String) -> Result<Response, Problem> {
    let page = Attainments { problem: Some(problem), ..shown(portal, scope, file, given) };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(given: &Form, file: &MemberFile) -> Option<Attained> {
    let optional = |text: &str| if text.is_empty() { Some(None) } else { text.parse::<Day>().ok().map(Some) };
    Some(Attained {
        measure: MeasureId::from(given.get("measure")),
        area: Some(given.get("area")).filter(|area| !area.is_empty()).map(AreaId::from),
        amount: given.get("amount").parse().ok()?,
        attained_on: optional(given.get("from"))?.unwrap_or(file.today),
        expires_on: optional(given.get("until"))?,
    })
}

pub(super) async fn find(portal: &Portal, id: &str) -> Result<MemberFile, Problem> {
    let id = id.parse().ok().and_then(MemberId::from_number).ok_or(Problem::NotFound)?;
    Ok(portal.app.member_file(id).await?)
}

fn shown(portal: &Portal, scope: &StaffScope, file: &MemberFile, given: &Form) -> Attainments {
    let (lang, programme) = (scope.visit.lang(), portal.app.programme());
    let version = programme.version(file.today);
    let area = |area: &AreaId| programme.area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
    let lines = file.member.attainments.iter().rev().map(|attained| {
        let what = jubilee_texts::measure(lang, programme, &attained.measure);
        let amount = i64::from(attained.amount);
        let last = attained.ended_on.map(|ended_on| ended_on.plus_days(-1));
        AttainedLine {
            number: i64::from(attained.number),
            what: match &attained.area {
                Some(of) => t!(lang, "attained-line-for", amount = amount, what = what, area = area(of)),
                None => t!(lang, "attained-page-line", amount = amount, what = what),
            },
            from: attained.attained_on,
            until: [attained.expires_on, last].into_iter().flatten().min(),
            is_valid: attained.is_valid(file.today),
            can_end: attained.ended_on.is_none() && scope.role.may_act(),
        }
    });
    let choice = |id: &str, name: String, field: &str| Choice { is_chosen: given.get(field) == id, id: id.to_owned(), name };
    let held = file.member.subscriptions.iter().filter_map(|held| {
        let offer = programme.offer(&held.offer, file.today).filter(|offer| !offer.areas.is_empty())?;
        let name = format!("{} ({})", offer.name.get(lang), file.reference(held.id));
        Some(choice(&held.id.number().to_string(), name, "subscription"))
    });
    Attainments {
        frame: scope.visit.frame(Section::Members),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        here: route::staff_attainments(file.row.id),
        back: route::staff_member(file.row.id),
        may_act: scope.role.may_act(),
        today: file.today,
        lines: lines.collect(),
        measures: version
            .measures
            .iter()
            .map(|measure| choice(measure.id.as_str(), measure.name.get(lang).to_owned(), "measure"))
            .collect(),
        areas: version.areas.iter().map(|area| choice(area.id.as_str(), area.name.get(lang).to_owned(), "area")).collect(),
        amount: given.get("amount").to_owned(),
        from: if given.get("from").is_empty() { file.today.to_string() } else { given.get("from").to_owned() },
        until: given.get("until").to_owned(),
        problem: None,
        levels: held.collect(),
    }
}

impl Sample for Attainments {
    fn samples(lang: Lang) -> Vec<(&'static str, Attainments)> {
        let choice = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned(), is_chosen: false };
        let line = |number: i64, until, is_valid| AttainedLine {
            number,
            what: t!(lang, "attained-line-for", amount = 2, what = sample::measure(lang), area = "Security"),
            from: sample::day(2020, 3, 1),
            until,
            is_valid,
            can_end: is_valid,
        };
        let full = Attainments {
            frame: sample::staff_frame(lang, "/staff/members/4127/attainments", Section::Members),
            member: sample::member(),
            here: "/staff/members/4127/attainments".to_owned(),
            back: "/staff/members/4127".to_owned(),
            may_act: true,
            today: sample::today(),
            lines: vec![line(2, None, true), line(1, Some(sample::day(2020, 8, 31)), false)],
            measures: vec![choice("people-with-exam", &sample::measure(lang))],
            areas: vec![choice("security", "Security"), choice("devops", "DevOps")],
            amount: String::new(),
            from: "2020-09-20".to_owned(),
            until: String::new(),
            problem: None,
            levels: vec![choice("4226049", &sample::open(lang).name)],
        };
        let viewer = Attainments { may_act: false, lines: Vec::new(), ..full.clone() };
        let wrong = Attainments { problem: Some(t!(lang, "attained-page-malformed")), amount: "x".to_owned(), ..full.clone() };
        vec![("full", full), ("viewer", viewer), ("wrong", wrong)]
    }
}
