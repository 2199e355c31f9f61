//! One area with what each level requires of it, how far the member is, and what it can do; the same for an offer without areas.

use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::present::{Eyes, Shelf, Subject, area_name, attainments, covered_words, heading, subject};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile};
use jubilee_core::{AreaId, Day, Lang, OfferId, SubscriptionId};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{AreaState, AttainmentLine, Level, Mark, State as Progress, Step};
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/qualifications/show.html")]
pub struct QualificationPage {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// What the programme calls its areas.
    pub heading: String,
    /// The area's name, or the offer's.
    pub name: String,
    /// The page's own address, which takes the form.
    pub here: String,
    /// What just happened, a sentence.
    pub notice: Option<String>,
    /// Why something was refused, a sentence.
    pub refusal: Option<String>,
    /// Each level, in the programme's order.
    pub levels: Vec<Level>,
    /// What was attained, what counts today first.
    pub attainments: Vec<AttainmentLine>,
}

/// Shows an area.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let shown = of_area(&portal, &scope, &file, &AreaId::new(&id))?;
    page(&shown)
}

/// Shows an offer without areas.
pub(crate) async fn of_offer(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let id = OfferId::new(&id);
    let sold = portal.app.programme().version(file.today).offer(&id);
    let offer = sold.filter(|offer| offer.areas.is_empty() && !offer.requirements.is_empty()).ok_or(Problem::NotFound)?;
    let shelf = shelf(&portal, &scope, &file);
    page(&QualificationPage {
        frame: scope.frame(Section::Qualifications, &file),
        today: file.today,
        heading: heading(shelf),
        name: offer.name.get(shelf.lang).to_owned(),
        here: route::qualification_of(&id),
        notice: None,
        refusal: None,
        levels: subject(shelf, Subject::Offer(&id)),
        attainments: attainments(shelf, None),
    })
}

/// Lets a level that is held cover the area.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    given.only(&["subscription"], None)?;
    let file = scope.file(&portal).await?;
    let area = AreaId::new(&id);
    let shown = of_area(&portal, &scope, &file, &area)?;
    let subscription =
        given.get("subscription").parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::Malformed)?;
    file.member.subscription(subscription).ok_or(Problem::NotFound)?;
    match portal.app.cover_area(subscription, area.clone(), scope.actor).await {
        Ok(()) => Ok(see_other(&route::covered(&area, subscription))),
        Err(AppError::Refused(refusal)) => {
            let lang = scope.visit.lang();
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &QualificationPage { refusal, notice: None, ..shown })
        }
        Err(error) => Err(error.into()),
    }
}

fn shelf<'a>(portal: &'a Portal, scope: &'a MemberScope, file: &'a MemberFile) -> Shelf<'a> {
    Shelf { app: &portal.app, file, lang: scope.visit.lang(), eyes: Eyes::User(&scope.roles) }
}

fn of_area(portal: &Portal, scope: &MemberScope, file: &MemberFile, area: &AreaId) -> Result<QualificationPage, Problem> {
    let shelf = shelf(portal, scope, file);
    let lang = shelf.lang;
    let version = portal.app.programme().version(file.today);
    if !version.areas.iter().any(|known| &known.id == area) {
        return Err(Problem::NotFound);
    }
    let asked = scope.visit.query().get("covered").parse().ok().and_then(SubscriptionId::from_number);
    let held = asked.and_then(|id| file.member.subscription(id)).filter(|held| held.areas.contains(area));
    let offer = held.and_then(|held| portal.app.programme().offer(&held.offer, file.today));
    Ok(QualificationPage {
        frame: scope.frame(Section::Qualifications, file),
        today: file.today,
        heading: heading(shelf),
        name: area_name(&portal.app, area, lang),
        here: route::qualification(area),
        notice: offer.map(|offer| covered_words(shelf, area, offer.name.get(lang), lang)),
        refusal: None,
        levels: subject(shelf, Subject::Area(area)),
        attainments: attainments(shelf, Some(area)),
    })
}

impl Sample for QualificationPage {
    fn samples(lang: Lang) -> Vec<(&'static str, QualificationPage)> {
        let state =
            |name: String, state, is_exempt, marks| AreaState { name, is_exempt, marks, ..sample::area_state(lang, state) };
        let (silver, gold) = (sample::silver(lang), sample::gold(lang));
        let level = |standing: AreaState, step| sample::level(lang, standing, step);
        let see = || Step::See { href: "/offers#offer-1".to_owned() };
        let exempt = QualificationPage {
            frame: sample::member_frame(lang, "/qualifications/areas/cloud-platform", Section::Qualifications),
            today: sample::today(),
            heading: sample::words(lang, "Competencies", "Competenties"),
            name: "Cloud Platform".to_owned(),
            here: "/qualifications/areas/cloud-platform".to_owned(),
            notice: None,
            refusal: None,
            levels: vec![
                level(
                    state(silver.clone(), Progress::Complete, false, vec![Mark::Qualified]),
                    Step::Buy { href: "/offers/buy/silver?area=cloud-platform".to_owned() },
                ),
                Level {
                    exemption: Some(sample::waived(lang)),
                    fee: Some(sample::fee_sentence(lang)),
                    missing: None,
                    ..level(state(gold.clone(), Progress::Complete, true, vec![Mark::Active]), see())
                },
            ],
            attainments: sample::attainments(lang),
        };
        let at_risk = QualificationPage {
            notice: Some(sample::notice(lang)),
            levels: vec![
                Level {
                    notes: vec![sample::at_risk(lang)],
                    fee: Some(sample::fee_sentence(lang)),
                    ..level(state(silver.clone(), Progress::InProgress, false, vec![Mark::Active, Mark::AtRisk]), see())
                },
                level(
                    state(gold.clone(), Progress::Complete, false, vec![Mark::Qualified]),
                    Step::Cover { subscription: "4226049".to_owned() },
                ),
            ],
            ..exempt.clone()
        };
        let lapsed = sample::day(2020, 8, 15);
        let lost = QualificationPage {
            refusal: Some(sample::refusal(lang)),
            levels: vec![
                level(
                    state(silver, Progress::NotStarted, false, vec![Mark::Reactivatable(sample::day(2020, 12, 31))]),
                    Step::Reactivate { href: "/offers/4226049/reactivate".to_owned() },
                ),
                level(
                    state(gold, Progress::NotStarted, false, vec![Mark::Lapsed(lapsed), Mark::Lapses(lapsed)]),
                    Step::Nothing { reason: sample::refusal(lang) },
                ),
            ],
            attainments: Vec::new(),
            ..exempt.clone()
        };
        let bare = QualificationPage {
            levels: exempt.levels[..1]
                .iter()
                .map(|level| Level { paths: Vec::new(), missing: None, ..level.clone() })
                .collect(),
            attainments: Vec::new(),
            ..exempt.clone()
        };
        vec![("exempt", exempt), ("at-risk", at_risk), ("lost", lost), ("bare", bare)]
    }
}
