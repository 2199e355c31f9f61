//! Automatic renewal of one subscription: what is charged, and when, and the buttons that switch it on and off.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, AutoTerms, CardLeaving, MemberFile};
use jubilee_core::{Day, Lang, Lift, Money, Reason, Refusal, Rule, SubscriptionId, standing};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::{route, sample};

/// What automatic renewal of a subscription is like today, for members and for staff.
#[derive(Clone, Debug)]
pub struct AutoState {
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The card, while it is switched on.
    pub card: Option<String>,
    /// The last day on which the card is valid.
    pub valid_until: Option<Day>,
    /// What is charged.
    pub fee: Option<Money>,
    /// What is so, a sentence each.
    pub words: Vec<String>,
    /// What switching it on would mean, where it can be; each page words it for its reader.
    pub terms: Option<AutoTerms>,
    /// Why it cannot be switched on, and what to do about it.
    pub refused: Vec<String>,
    /// The card that is kept for another subscription of the member, where it can be charged for this one too.
    pub kept: Option<String>,
    /// Whether another card can be given: card payments are taken, and nothing stands in the way.
    pub takes_card: bool,
}

impl AutoState {
    /// What switching on means, as members are told.
    pub(crate) fn terms_told(&self, frame: &Frame) -> Option<String> {
        let terms = self.terms?;
        Some(t!(
            frame.lang,
            "auto-page-terms",
            on = terms.on,
            offer = self.offer.as_str(),
            fee = terms.fee,
            days = terms.notice_days
        ))
    }
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/auto_renewal.html")]
pub struct AutoRenewal {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub here: String,
    /// Where a card is given.
    pub give: String,
    /// What it is like today.
    pub state: AutoState,
    /// Why nothing came of what was just asked for.
    pub problem: Option<String>,
}

/// Who reads how it stands with automatic renewal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reader {
    /// Somebody of the member.
    Member,
    /// Somebody of the programme's staff.
    Staff,
}

/// A refusal to switch on, as sentences. While the window is open, the way is the order's own tick, which only the member can set.
pub(crate) fn refused_words(portal: &Portal, lang: Lang, refusal: &Refusal, reader: Reader) -> Vec<String> {
    if matches!(refusal.reasons.first(), Some(Reason::WindowOpen { .. })) {
        return vec![match reader {
            Reader::Member => t!(lang, "auto-page-renew-first"),
            Reader::Staff => t!(lang, "auto-staff-renew-first"),
        }];
    }
    let reasons = refusal.reasons.iter().map(|reason| portal.app.sentence(reason, lang));
    reasons.chain(jubilee_texts::lift(lang, &refusal.lift)).collect()
}

/// What automatic renewal of a subscription is like today.
pub(crate) async fn state_of(
    portal: &Portal,
    (lang, reader): (Lang, Reader),
    file: &MemberFile,
    id: SubscriptionId,
) -> Result<AutoState, Problem> {
    let held = file.member.subscription(id).ok_or(Problem::NotFound)?;
    let programme = portal.app.programme();
    let standing = standing(programme, &file.member, id, file.today).ok_or(Problem::NotFound)?;
    let known = programme.offer(&held.offer, file.today).ok_or(Problem::NotFound)?;
    let offer = known.name.get(lang).to_owned();
    let card = standing.automatic.card.as_ref();
    let (terms, refused) = match portal.app.keeping_terms(file, id) {
        Ok(terms) => (terms, Vec::new()),
        Err(AppError::Refused(refusal)) => (None, refused_words(portal, lang, &refusal, reader)),
        Err(error) => return Err(error.into()),
    };
    let is_possible = refused.is_empty();
    let kept = portal.app.kept_card(file).await?.filter(|kept| is_possible && card.is_none() && kept.expires_on >= file.today);
    let is_said = |reason: &&Reason| reason.rule() == Rule::AutoRenewal;
    Ok(AutoState {
        card: card.map(jubilee_texts::card),
        valid_until: card.map(|card| card.expires_on),
        fee: standing.fee.filter(|_| card.is_some()),
        words: standing.reasons.iter().filter(is_said).map(|reason| portal.app.sentence(reason, lang)).collect(),
        terms: terms.filter(|_| card.is_none()),
        refused: if card.is_none() { refused } else { Vec::new() },
        kept: kept.as_ref().map(jubilee_texts::card),
        takes_card: is_possible && portal.app.takes_cards(),
        offer,
    })
}

/// Shows what is charged, and when.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    scope.may_order()?;
    page(&shown(&portal, &scope, find(&id)?, None).await?)
}

async fn shown(
    portal: &Portal,
    scope: &MemberScope,
    id: SubscriptionId,
    problem: Option<String>,
) -> Result<AutoRenewal, Problem> {
    let file = scope.file(portal).await?;
    Ok(AutoRenewal {
        state: state_of(portal, (scope.visit.lang(), Reader::Member), &file, id).await?,
        frame: scope.frame(Section::Offers, &file),
        here: route::auto_renewal(id),
        give: route::give_card(id),
        problem,
    })
}

/// Switches it off, at once, or on with the card that is kept for another subscription. What is so already stays so.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let id = find(&id)?;
    file.member.subscription(id).ok_or(Problem::NotFound)?;
    given.only(&["do"], None)?;
    let (done, is_there) = match given.get("do") {
        "off" => (portal.app.switch_off(id, scope.request(None)).await.map(drop), true),
        "on" => match portal.app.switch_on(id, scope.request(None)).await {
            Ok(switched) => (Ok(()), switched.is_some()),
            Err(error) => (Err(error), true),
        },
        _ => return Err(Problem::Malformed),
    };
    match done {
        Ok(()) if !is_there => {
            let problem = Some(t!(scope.visit.lang(), "auto-page-no-kept-card"));
            page_with(StatusCode::CONFLICT, &shown(&portal, &scope, id, problem).await?)
        }
        Ok(()) => Ok(see_other(&route::auto_renewal(id))),
        Err(AppError::Refused(refusal)) if matches!(*refusal, Refusal { lift: Lift::Done, .. }) => {
            Ok(see_other(&route::auto_renewal(id)))
        }
        // The page says why, wherever it does not say so already.
        Err(AppError::Refused(refusal)) => {
            let words = refused_words(&portal, scope.visit.lang(), &refusal, Reader::Member).join(" ");
            let shown = shown(&portal, &scope, id, None).await?;
            let problem = Some(words).filter(|_| shown.state.refused.is_empty());
            page_with(StatusCode::CONFLICT, &AutoRenewal { problem, ..shown })
        }
        Err(error) => Err(error.into()),
    }
}

/// Begins to have a card left for it on the provider's page, without paying anything, and leads to the page of the attempt.
pub(crate) async fn give(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    let id = find(&id)?;
    let lang = scope.visit.lang();
    let state = state_of(&portal, (lang, Reader::Member), &scope.file(&portal).await?, id).await?;
    given.only(&[], None)?;
    if !portal.app.takes_cards() {
        return Ok(see_other(&route::auto_renewal(id)));
    }
    let wanted = CardLeaving {
        subscription: id,
        description: &t!(lang, "auto-card-description", offer = state.offer),
        place: &route::give_card(id),
        mail: scope.visit.visitor().map(|visitor| visitor.email.as_str()),
        lang,
    };
    let problem = match portal.app.leave_card(wanted).await {
        Ok(left) => return Ok(see_other(&route::left_card(id, &left.attempt))),
        Err(AppError::Refused(refusal)) => (
            StatusCode::CONFLICT,
            Some(refused_words(&portal, lang, &refusal, Reader::Member).join(" ")).filter(|_| state.refused.is_empty()),
        ),
        Err(AppError::Cards(fault)) => {
            tracing::warn!(error = %fault, "a page to leave a card on could not be begun");
            (StatusCode::SERVICE_UNAVAILABLE, Some(t!(lang, "auto-page-failed")))
        }
        Err(error) => return Err(error.into()),
    };
    page_with(problem.0, &shown(&portal, &scope, id, problem.1).await?)
}

pub(crate) fn find(id: &str) -> Result<SubscriptionId, Problem> {
    id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)
}

impl AutoState {
    /// What it is like while it is on.
    pub(crate) fn sample_on(lang: Lang) -> AutoState {
        let card = "Visa •••• 4242".to_owned();
        AutoState {
            offer: sample::order(lang).offer,
            valid_until: Some(sample::day(2034, 12, 31)),
            fee: Some(sample::usd(473_000)),
            words: vec![t!(lang, "auto-renews-on", on = sample::day(2021, 9, 16), card = card.as_str())],
            card: Some(card),
            terms: None,
            refused: Vec::new(),
            kept: None,
            takes_card: true,
        }
    }

    /// What it is like while it is off and can be switched on.
    pub(crate) fn sample_off(lang: Lang) -> AutoState {
        let on = AutoState::sample_on(lang);
        let terms = Some(AutoTerms { on: sample::day(2021, 9, 16), fee: sample::usd(473_000), notice_days: 15 });
        AutoState { card: None, valid_until: None, fee: None, words: Vec::new(), terms, ..on }
    }
}

impl Sample for AutoRenewal {
    fn samples(lang: Lang) -> Vec<(&'static str, AutoRenewal)> {
        let here = "/offers/4226049/auto-renewal".to_owned();
        let with = |state| AutoRenewal {
            frame: sample::member_frame(lang, &here, Section::Offers),
            here: here.clone(),
            give: format!("{here}/card"),
            state,
            problem: None,
        };
        let off = || AutoState::sample_off(lang);
        let first = AutoState { terms: None, refused: vec![t!(lang, "auto-page-renew-first")], takes_card: false, ..off() };
        let failed = AutoRenewal { problem: Some(t!(lang, "auto-page-failed")), ..with(off()) };
        vec![
            ("on", with(AutoState::sample_on(lang))),
            ("off", with(off())),
            ("off-kept", with(AutoState { kept: Some("Visa •••• 4242".to_owned()), ..off() })),
            ("off-window-open", with(first)),
            ("off-no-cards", with(AutoState { takes_card: false, ..off() })),
            ("failed", failed),
        ]
    }
}
