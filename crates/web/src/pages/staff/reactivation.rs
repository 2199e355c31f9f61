//! Reactivating what a member has lost, for it: staff see the days before and after, and place the order.

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present::{Eyes, Shelf, area_name, relief_name};
use crate::{route, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, Request, StaffRole};
use jubilee_core::{Command, Day, Fact, Lang, Lift, Money, Reason, Refusal, SubscriptionId};
use jubilee_texts::t;

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/reactivation.html")]
pub struct ReactivateFor {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// Where the form goes.
    pub here: String,
    /// The member's page.
    pub back: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// What allows it: the relief's name, or `None` for an exception.
    pub by: Option<String>,
    /// The last value date that brings it back.
    pub until: Day,
    /// The day on which it lapsed.
    pub lapsed_on: Day,
    /// The anniversary that was not renewed.
    pub anniversary: Day,
    /// The anniversary after the reactivation, by a payment of today.
    pub next_anniversary: Day,
    /// The first day of the window that follows.
    pub next_from: Day,
    /// The last day of that window.
    pub next_until: Day,
    /// The last value date that counts for an order made now.
    pub pay_by: Day,
    /// The fee; `None` where it costs nothing.
    pub fee: Option<Money>,
    /// Whether the person may order, or only sees.
    pub may_act: bool,
    /// Why it is not possible, a sentence.
    pub refusal: Option<String>,
    /// Where a manager approves it, when that is what is missing.
    pub approve_href: Option<String>,
}

impl ReactivateFor {
    /// Whether there is something to press.
    pub fn is_possible(&self) -> bool {
        self.may_act && self.refusal.is_none()
    }
}

/// Shows what reactivating does. What cannot be reactivated leads to the member's page, which says why.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let (id, file) = find(&portal, &id).await?;
    match form(&portal, &scope, &file, id) {
        Some(form) => page(&form),
        None => Ok(see_other(&route::staff_member(id.member()))),
    }
}

/// Orders the reactivation, and leads to where its payment is recorded; where it costs nothing, reactivates.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&[], None)?;
    let (id, file) = find(&portal, &id).await?;
    let Some(form) = form(&portal, &scope, &file, id) else { return Ok(see_other(&route::staff_member(id.member()))) };
    let done = if form.fee.is_none() {
        portal.app.reactivate(id, scope.actor).await.map(|()| route::staff_member(id.member()))
    } else {
        let ordered = portal.app.order_reactivation(id, Request::by(scope.actor)).await;
        ordered.map(|receipt| route::staff_payment(receipt.id))
    };
    match done {
        Ok(place) => Ok(see_other(&place)),
        Err(AppError::Refused(refusal)) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, scope.visit.lang()));
            page_with(StatusCode::CONFLICT, &ReactivateFor { refusal, ..form })
        }
        Err(error) => Err(error.into()),
    }
}

async fn find(portal: &Portal, id: &str) -> Result<(SubscriptionId, MemberFile), Problem> {
    let id = id.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)?;
    let file = portal.app.member_file(id.member()).await?;
    file.member.subscription(id).ok_or(Problem::NotFound)?;
    Ok((id, file))
}

/// The page; nothing where no reactivation is open.
fn form(portal: &Portal, scope: &StaffScope, file: &MemberFile, id: SubscriptionId) -> Option<ReactivateFor> {
    let (lang, today) = (scope.visit.lang(), file.today);
    let (held, standing) = file.standings(&portal.app).into_iter().find(|(held, _)| held.id == id)?;
    let (opening, lapsed) = (standing.reactivation.as_ref()?, standing.cycle.as_ref()?);
    let shelf = Shelf { app: &portal.app, file, lang, eyes: Eyes::Staff(scope.role.may_act()) };
    let offer = portal.app.programme().offer(&held.offer, today);
    let command = match standing.fee {
        Some(_) => Command::OrderReactivation { subscription: id },
        None => Command::Reactivate { subscription: id },
    };
    // An order that waits is shown again and refused to nobody.
    let refused = |refusal: &Refusal| !matches!(refusal.lift, Lift::Pay(_));
    let decision = portal.app.decision(file, command);
    let ordered = decision.iter().flat_map(|decision| &decision.entries).find_map(|entry| match &entry.fact {
        Fact::Ordered { pay_by, .. } => Some(*pay_by),
        _ => None,
    });
    let refusal = decision.err().filter(refused);
    let is_to_approve =
        refusal.as_ref().is_some_and(|refusal| matches!(refusal.reasons.first(), Some(Reason::NeedsApproval { .. })));
    Some(ReactivateFor {
        frame: scope.visit.frame(Section::Members),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        here: route::staff_reactivate(id),
        back: route::staff_member(id.member()),
        offer: offer.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned()),
        areas: held.areas.iter().map(|area| area_name(&portal.app, area, lang)).collect(),
        by: opening.relief.as_ref().map(|relief| relief_name(shelf, relief)),
        until: opening.until,
        lapsed_on: lapsed.lapses_on,
        anniversary: lapsed.anniversary,
        next_anniversary: opening.next.anniversary,
        next_from: opening.next.renew_from,
        next_until: opening.next.renew_until,
        pay_by: ordered.unwrap_or(opening.until),
        fee: standing.fee,
        may_act: scope.role.may_act(),
        approve_href: (is_to_approve && scope.role >= StaffRole::Manager)
            .then(|| route::approve_reactivation(id, opening.until)),
        refusal: refusal.and_then(|refusal| refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang))),
    })
}

impl Sample for ReactivateFor {
    fn samples(lang: Lang) -> Vec<(&'static str, ReactivateFor)> {
        let full = ReactivateFor {
            frame: sample::staff_frame(lang, "/staff/subscriptions/270499841/reactivate", Section::Members),
            member: sample::member(),
            here: "/staff/subscriptions/270499841/reactivate".to_owned(),
            back: "/staff/members/4127".to_owned(),
            offer: sample::gold(lang),
            areas: vec!["DevOps".to_owned()],
            by: Some(sample::words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19")),
            until: sample::day(2020, 12, 31),
            lapsed_on: sample::day(2020, 8, 5),
            anniversary: sample::day(2020, 7, 5),
            next_anniversary: sample::day(2021, 7, 5),
            next_from: sample::day(2021, 7, 6),
            next_until: sample::day(2021, 8, 4),
            pay_by: sample::day(2020, 10, 20),
            fee: Some(sample::usd(473_000)),
            may_act: true,
            refusal: None,
            approve_href: None,
        };
        let viewer = ReactivateFor { may_act: false, ..full.clone() };
        let approve = Some("/staff/members/4127/exceptions?kind=reactivation#grant".to_owned());
        let refused = ReactivateFor { refusal: Some(sample::refusal(lang)), approve_href: approve, ..full.clone() };
        let free = ReactivateFor { fee: None, by: None, ..full.clone() };
        vec![("full", full), ("viewer", viewer), ("refused", refused), ("free", free)]
    }
}
