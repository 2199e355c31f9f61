//! The reliefs of the programme: what each one grants to whom, since when, and where it can be looked at before it counts.

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Portal, Problem, StaffScope, page};
use crate::present::area_name;
use crate::view::Tone;
use crate::{route, sample};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::{App, StaffRole};
use jubilee_core::{Announcement, AreaId, Base, Day, Lang, Move, Reactivation, Relief, Scope, Span};
use jubilee_texts::t;

/// What was announced on a day.
#[derive(Clone, Debug)]
pub struct AnnouncementCard {
    /// The day.
    pub announced_on: Day,
    /// What it is: the announcement, or a revision, in words.
    pub title: String,
    /// Whether it is what counts today.
    pub is_standing: bool,
    /// The offers it is for, by name.
    pub offers: String,
    /// The areas it is for; nothing where it is for all.
    pub areas: Option<String>,
    /// The areas that it leaves out.
    pub except_areas: Option<String>,
    /// The anniversaries that it names; nothing where it is for reactivations only.
    pub anniversaries: Option<(Day, Day)>,
    /// What it does, a sentence each.
    pub effects: Vec<String>,
    /// What reminders say instead of their usual text.
    pub reminder: Option<String>,
}

/// A relief.
#[derive(Clone, Debug)]
pub struct ReliefCard {
    /// The name of its place on the page.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How far it is, in words.
    pub stage: String,
    /// The colour of that.
    pub tone: Tone,
    /// What members read about it.
    pub notice: String,
    /// What was announced, the latest first.
    pub announcements: Vec<AnnouncementCard>,
    /// Where managers see who is covered.
    pub preview_href: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/reliefs.html")]
pub struct Reliefs {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// The reliefs, the one announced last first.
    pub reliefs: Vec<ReliefCard>,
}

/// Shows the reliefs.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    let (today, lang) = (portal.app.today().await?, scope.visit.lang());
    let mut reliefs: Vec<&Relief> = portal.app.programme().reliefs.iter().collect();
    reliefs.sort_by_key(|relief| std::cmp::Reverse(relief.announcements.last().map(|told| told.announced_on)));
    let may_preview = scope.role >= StaffRole::Manager;
    page(&Reliefs {
        frame: scope.visit.frame(Section::Reliefs),
        today,
        reliefs: reliefs.into_iter().map(|relief| card(&portal.app, relief, today, may_preview, lang)).collect(),
    })
}

fn card(app: &App, relief: &Relief, today: Day, may_preview: bool, lang: Lang) -> ReliefCard {
    let (stage, tone) = stage(relief, today, lang);
    let standing = relief.standing_on(today).map(|told| told.announced_on);
    let told = relief.announcements.iter().enumerate().rev();
    ReliefCard {
        key: format!("relief-{}", relief.id),
        name: relief.name.get(lang).to_owned(),
        stage,
        tone,
        notice: relief.notice.get(lang).to_owned(),
        announcements: told.map(|(at, told)| announcement(app, at, told, standing, today, lang)).collect(),
        preview_href: may_preview.then(|| route::staff_relief(&relief.id)),
    }
}

/// How far a relief is on a day.
fn stage(relief: &Relief, today: Day, lang: Lang) -> (String, Tone) {
    if let Some(on) = relief.withdrawn_on.filter(|on| *on <= today) {
        return (t!(lang, "relief-stage-withdrawn", on = on), Tone::Quiet);
    }
    let mut days = relief.announcements.iter().map(|told| told.announced_on);
    let first = days.clone().next().unwrap_or(today);
    match days.rfind(|on| *on <= today) {
        None => (t!(lang, "relief-stage-to-come", on = first), Tone::Due),
        Some(on) if on > first => (t!(lang, "relief-stage-revised", on = on), Tone::Good),
        Some(on) => (t!(lang, "relief-stage-since", on = on), Tone::Good),
    }
}

fn announcement(app: &App, at: usize, told: &Announcement, standing: Option<Day>, today: Day, lang: Lang) -> AnnouncementCard {
    let Announcement { announced_on, scope, from, until, waives_requirements, moves, reactivation, reminder } = told;
    let mut effects = Vec::new();
    if *waives_requirements {
        effects.push(t!(lang, "relief-effect-waived"));
    }
    effects.extend(moves.map(|how| moved(how, lang)));
    effects.extend(reactivation.iter().flat_map(|how| reactivated(how, lang)));
    let areas = |areas: &[AreaId]| {
        let names: Vec<String> = areas.iter().map(|area| area_name(app, area, lang)).collect();
        (!names.is_empty()).then(|| jubilee_texts::list(lang, &names))
    };
    AnnouncementCard {
        announced_on: *announced_on,
        title: if at == 0 {
            t!(lang, "relief-page-announced", on = *announced_on)
        } else {
            t!(lang, "relief-page-revised", on = *announced_on)
        },
        is_standing: standing == Some(*announced_on),
        offers: offers(app, scope, today.max(*announced_on), lang),
        areas: areas(&scope.areas),
        except_areas: areas(&scope.except_areas),
        anniversaries: (from <= until).then_some((*from, *until)),
        effects,
        reminder: reminder.as_ref().map(|words| words.get(lang).to_owned()),
    }
}

/// The names of the offers that a relief is for, by the rules of a day.
fn offers(app: &App, scope: &Scope, on: Day, lang: Lang) -> String {
    let renewed = app.programme().version(on).offers.iter().filter(|offer| offer.renewal.is_some());
    let names: Vec<&str> = renewed.filter(|offer| scope.covers_offer(offer)).map(|offer| offer.name.get(lang)).collect();
    if names.is_empty() { t!(lang, "relief-no-offer") } else { jubilee_texts::list(lang, &names) }
}

fn moved(how: Move, lang: Lang) -> String {
    match how {
        Move::By(Span::Days(days)) => t!(lang, "relief-effect-days", days = days),
        Move::By(Span::Months(months)) => t!(lang, "relief-effect-months", months = months),
        Move::To(day) => t!(lang, "relief-effect-to", day = day),
    }
}

fn reactivated(how: &Reactivation, lang: Lang) -> Vec<String> {
    let Reactivation { from, until, pay_until, needs_approval, waives_requirements, base } = how;
    let mut words = vec![t!(lang, "relief-effect-reactivation", from = *from, until = *until, pay = *pay_until)];
    if *needs_approval {
        words.push(t!(lang, "relief-effect-approval"));
    }
    words.push(if *waives_requirements {
        t!(lang, "relief-effect-reactivation-waived")
    } else {
        t!(lang, "relief-effect-reactivation-met")
    });
    words.push(match base {
        Base::Anniversary => t!(lang, "relief-effect-base-anniversary"),
        Base::Payment => t!(lang, "relief-effect-base-payment"),
    });
    words
}

impl Sample for Reliefs {
    fn samples(lang: Lang) -> Vec<(&'static str, Reliefs)> {
        let first = AnnouncementCard {
            announced_on: sample::day(2020, 8, 13),
            title: t!(lang, "relief-page-announced", on = sample::day(2020, 8, 13)),
            is_standing: false,
            offers: sample::gold(lang),
            areas: None,
            except_areas: Some("Messaging".to_owned()),
            anniversaries: Some((sample::day(2020, 7, 1), sample::day(2020, 12, 31))),
            effects: vec![t!(lang, "relief-effect-waived"), moved(Move::By(Span::Months(3)), lang)],
            reminder: Some(sample::refusal(lang)),
        };
        let reactivation = Reactivation {
            from: sample::day(2020, 1, 1),
            until: sample::day(2020, 12, 31),
            pay_until: sample::day(2020, 12, 31),
            needs_approval: true,
            waives_requirements: true,
            base: Base::Anniversary,
        };
        let revised = AnnouncementCard {
            announced_on: sample::day(2020, 9, 1),
            title: t!(lang, "relief-page-revised", on = sample::day(2020, 9, 1)),
            is_standing: true,
            areas: Some("Security".to_owned()),
            anniversaries: None,
            effects: reactivated(&reactivation, lang),
            ..first.clone()
        };
        let card = ReliefCard {
            key: "relief-covid-19".to_owned(),
            name: sample::words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19"),
            stage: t!(lang, "relief-stage-revised", on = sample::day(2020, 9, 1)),
            tone: Tone::Good,
            notice: sample::refusal(lang),
            announcements: vec![revised, first.clone()],
            preview_href: Some("/staff/reliefs/covid-19".to_owned()),
        };
        let over = ReliefCard {
            key: "relief-flood".to_owned(),
            name: sample::words(lang, "Flood relief", "Regeling na de overstroming"),
            stage: t!(lang, "relief-stage-withdrawn", on = sample::day(2020, 9, 10)),
            tone: Tone::Quiet,
            announcements: vec![first],
            preview_href: None,
            ..card.clone()
        };
        let full = Reliefs {
            frame: sample::staff_frame(lang, "/staff/reliefs", Section::Reliefs),
            today: sample::today(),
            reliefs: vec![card, over],
        };
        vec![("full", full.clone()), ("empty", Reliefs { reliefs: Vec::new(), ..full })]
    }
}
