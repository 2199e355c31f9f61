//! The page behind a status, for members and for staff.

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::portal::{Form, MemberScope, Portal, Problem, StaffScope, page};
use crate::{route, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, Sentence};
use jubilee_core::{Day, Lang, Subscription, SubscriptionId};
use jubilee_texts::t;

/// A sentence of the story.
#[derive(Clone, Debug)]
pub struct Line {
    /// The day that it is about.
    pub on: Option<Day>,
    /// The sentence.
    pub text: String,
    /// The title of the rule that it follows from.
    pub rule: String,
    /// The file and the number of the line that it comes from.
    pub place: Option<(String, i64)>,
    /// That line as it stands there.
    pub source: Option<String>,
    /// The day on which it was recorded, where that is another one.
    pub recorded_on: Option<Day>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/why/story.html")]
pub struct Why {
    /// The frame.
    pub frame: Frame,
    /// Where the page leads back to.
    pub back: String,
    /// What that place is called.
    pub back_words: String,
    /// The page's own address, without a day.
    pub here: String,
    /// The offer's name with the areas that the subscription covers.
    pub offer: String,
    /// The subscription's reference.
    pub reference: String,
    /// The day for which it holds.
    pub as_of: Day,
    /// Whether that is the business date.
    pub is_today: bool,
    /// Whether it lies ahead.
    pub is_ahead: bool,
    /// What holds, the decisive sentence first.
    pub now: Vec<Line>,
    /// How it came, the oldest first.
    pub story: Vec<Line>,
    /// What comes next, the earliest first.
    pub to_come: Vec<Line>,
    /// The days on which something changed, the newest first.
    pub days: Vec<Day>,
    /// The day as it was typed.
    pub typed: String,
    /// What is wrong with it, a sentence.
    pub problem: Option<String>,
}

/// How many days are offered to choose from.
const MOST_DAYS: usize = 12;

/// Shows a member the story of its own subscription.
pub(crate) async fn member(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let held = find(&file, &id)?;
    let frame = scope.frame(Section::Offers, &file);
    let lang = scope.visit.lang();
    let mut why = story(&portal, &file, held, frame, scope.visit.query()).await?;
    why.here = route::why(held.id);
    route::OFFERS.clone_into(&mut why.back);
    why.back_words = t!(lang, "portal-offers-title");
    page(&why)
}

/// Shows staff the story of any subscription.
pub(crate) async fn staff(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let subscription = id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)?;
    let file = portal.app.member_file(subscription.member()).await?;
    let held = find(&file, &id)?;
    let member = MemberName { name: file.row.name.clone(), number: file.row.reference.clone() };
    let frame = scope.visit.frame_of(Section::Members, member);
    let mut why = story(&portal, &file, held, frame, scope.visit.query()).await?;
    why.here = route::staff_why(held.id);
    why.back = route::staff_member(subscription.member());
    why.back_words.clone_from(&file.row.name);
    page(&why)
}

fn find<'a>(file: &'a MemberFile, id: &str) -> Result<&'a Subscription, Problem> {
    let id = id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)?;
    file.member.subscription(id).ok_or(Problem::NotFound)
}

async fn story(portal: &Portal, file: &MemberFile, held: &Subscription, frame: Frame, query: &Form) -> Result<Why, Problem> {
    let lang = frame.lang;
    let typed = query.get("on").to_owned();
    let asked: Option<Day> = typed.parse().ok();
    let mut problem = (!typed.is_empty() && asked.is_none()).then(|| t!(lang, "why-day-malformed"));
    let told = match portal.app.explain(file.reference(held.id), asked, lang).await {
        Err(AppError::NothingKnown { on, .. }) if asked.is_some() => {
            problem = Some(t!(lang, "why-day-before", date = on));
            portal.app.explain(file.reference(held.id), None, lang).await?
        }
        told => told?,
    };
    let days: Vec<Day> = told.changed_on.iter().rev().take(MOST_DAYS).copied().collect();
    let lines = |sentences: Vec<Sentence>| sentences.into_iter().map(line).collect();
    let programme = portal.app.programme();
    let known = programme.offer(&held.offer, told.as_of);
    let name = known.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned());
    let areas: Vec<String> = held.areas.iter().filter_map(|area| programme.area_name(area, lang)).map(str::to_owned).collect();
    let offer = if areas.is_empty() { name } else { format!("{name}: {}", jubilee_texts::list(lang, &areas)) };
    Ok(Why {
        back: String::new(),
        back_words: String::new(),
        here: String::new(),
        offer,
        reference: file.reference(held.id).to_owned(),
        as_of: told.as_of,
        is_today: told.as_of == file.today,
        is_ahead: told.as_of > file.today,
        now: lines(told.now),
        story: lines(told.story),
        to_come: lines(told.to_come),
        days,
        typed,
        problem,
        frame,
    })
}

fn line(sentence: Sentence) -> Line {
    let place = sentence.source.as_ref().map(|place| (place.file.clone(), i64::try_from(place.line).unwrap_or(i64::MAX)));
    Line {
        on: sentence.on,
        text: sentence.text,
        rule: sentence.rule_title,
        place,
        source: sentence.source.map(|place| place.text),
        recorded_on: sentence.recorded_on.filter(|recorded_on| Some(*recorded_on) != sentence.on),
    }
}

impl Sample for Why {
    fn samples(lang: Lang) -> Vec<(&'static str, Why)> {
        let line = |on: Option<Day>, text: String, rule: &str, at: i64, source: &str| Line {
            on,
            text,
            rule: rule.to_owned(),
            place: Some(("programme.toml".to_owned(), at)),
            source: Some(source.to_owned()),
            recorded_on: None,
        };
        let opens = sample::day(2020, 9, 16);
        let now = line(None, sample::refusal(lang), "closes", 31, "closes = \"anniversary + 30 days\"");
        let bought = line(
            Some(sample::day(2019, 9, 15)),
            sample::refusal(lang),
            "first-anniversary",
            26,
            "first-anniversary = \"purchase + 1 year\"",
        );
        let full = Why {
            frame: sample::member_frame(lang, "/offers/4226049/why", Section::Offers),
            back: route::OFFERS.to_owned(),
            back_words: t!(lang, "portal-offers-title"),
            here: "/offers/4226049/why".to_owned(),
            offer: sample::open(lang).name,
            reference: "S-4127-1".to_owned(),
            as_of: sample::today(),
            is_today: true,
            is_ahead: false,
            now: vec![now.clone(), Line { place: None, source: None, ..now.clone() }],
            story: vec![Line { recorded_on: Some(opens), ..bought.clone() }, bought],
            to_come: vec![Line { on: Some(sample::day(2020, 10, 16)), ..now }],
            days: vec![opens, sample::day(2019, 9, 15)],
            typed: String::new(),
            problem: None,
        };
        let bare = Why {
            as_of: opens,
            is_today: false,
            story: Vec::new(),
            to_come: Vec::new(),
            days: Vec::new(),
            typed: "soon".to_owned(),
            problem: Some(t!(lang, "why-day-malformed")),
            ..full.clone()
        };
        vec![("full", full), ("bare", bare)]
    }
}
