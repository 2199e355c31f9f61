//! One proof of payment: what the member states, the file, and what staff say to it. Accepting it records the payment, in two steps.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MOST_REJECTION};
use jubilee_core::{Command, Day, Lang, Money, Refusal};
use jubilee_texts::{t, t_of};

use super::payment::{consequence, find};
use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::orders::attachment;
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present::{on_its_way, proof_line};
use crate::view::{Order, ProofLine};
use crate::{route, sample};

/// What was typed into the forms, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct AnswerForm {
    /// The value date as typed, `2020-10-01`.
    pub value_on: String,
    /// What is wrong with the value date, a sentence.
    pub value_on_problem: Option<String>,
    /// The amount as typed, `4730.00`.
    pub amount: String,
    /// What is wrong with the amount, a sentence.
    pub amount_problem: Option<String>,
    /// Why it is rejected, as typed.
    pub reason: String,
    /// What is wrong with the reason, a sentence.
    pub reason_problem: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/proof.html")]
pub struct AnswerProof {
    /// The frame.
    pub frame: Frame,
    /// Where the forms go.
    pub here: String,
    /// The order's page for staff.
    pub back: String,
    /// Where the file is.
    pub file_href: String,
    /// The proof.
    pub proof: ProofLine,
    /// The order.
    pub order: Order,
    /// The member's name.
    pub member: String,
    /// The business date, the latest value date that can be.
    pub today: Day,
    /// What is waited for, and until when, a sentence.
    pub waits: Option<String>,
    /// Whether the person may answer it.
    pub may_answer: bool,
    /// The longest reason, in characters.
    pub most_reason: usize,
    /// The forms.
    pub form: AnswerForm,
    /// What accepting it would do, sentences; not empty on the second step, where the form only asks for confirmation.
    pub effects: Vec<String>,
    /// Why it cannot be answered so, a sentence.
    pub refusal: Option<String>,
}

impl AnswerProof {
    /// Whether this is the second step.
    pub fn is_confirmation(&self) -> bool {
        !self.effects.is_empty()
    }
}

/// Shows the proof, with what the member states filled in.
pub(crate) async fn get(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    page(&first(&portal, &scope, &id, &number).await?)
}

/// Says what accepting the proof would do, and, once that is confirmed, records the payment; or rejects the proof.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((id, number)): Path<(String, String)>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["do", "value_on", "amount", "confirmed", "reason"], None)?;
    let first = first(&portal, &scope, &id, &number).await?;
    match given.get("do") {
        "accept" => accept(&portal, &scope, first, &given).await,
        "reject" => reject(&portal, &scope, first, given.get("reason")).await,
        _ => Err(Problem::Malformed),
    }
}

async fn accept(portal: &Portal, scope: &StaffScope, first: AnswerProof, given: &Form) -> Result<Response, Problem> {
    let (lang, order, proof) = (scope.visit.lang(), first.order.id, first.proof.number);
    let value_on: Option<Day> = given.get("value_on").parse().ok();
    let amount = Money::from_decimal(given.get("amount"), first.order.amount.currency).ok();
    let form = AnswerForm {
        value_on: given.get("value_on").to_owned(),
        value_on_problem: value_on.is_none().then(|| t!(lang, "staff-payment-not-a-date")),
        amount: given.get("amount").to_owned(),
        amount_problem: amount
            .is_none()
            .then(|| t!(lang, "staff-payment-not-an-amount", amount = first.order.amount.decimal())),
        ..AnswerForm::default()
    };
    let typed = AnswerProof { form, ..first };
    let (Some(value_on), Some(amount)) = (value_on, amount) else {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &typed);
    };
    if given.get("confirmed") == "yes" {
        return match portal.app.accept_proof(order, proof, value_on, Some(amount), scope.actor).await {
            Ok(_) => Ok(see_other(&route::staff_recorded(order))),
            Err(AppError::Refused(refusal)) => refused(portal, typed, &refusal),
            Err(error) => Err(error.into()),
        };
    }
    let file = portal.app.member_file(order.member()).await?;
    match portal.app.decision(&file, Command::AcceptProof { order, proof, value_on, amount }) {
        Ok(decision) => page(&AnswerProof { effects: consequence(&portal.app, &decision, lang), ..typed }),
        Err(refusal) => refused(portal, typed, &refusal),
    }
}

async fn reject(portal: &Portal, scope: &StaffScope, first: AnswerProof, reason: &str) -> Result<Response, Problem> {
    let (lang, order, number) = (scope.visit.lang(), first.order.id, first.proof.number);
    let is_missing = reason.trim().is_empty();
    let reason_problem = is_missing.then(|| t!(lang, "proof-reason-missing"));
    let typed = AnswerProof { form: AnswerForm { reason: reason.to_owned(), reason_problem, ..first.form.clone() }, ..first };
    if is_missing || reason.chars().count() > MOST_REJECTION {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &typed);
    }
    match portal.app.reject_proof(order, number, reason, scope.actor).await {
        Ok(()) => Ok(see_other(&typed.here)),
        Err(AppError::Refused(refusal)) => refused(portal, typed, &refusal),
        Err(error) => Err(error.into()),
    }
}

fn refused(portal: &Portal, form: AnswerProof, refusal: &Refusal) -> Result<Response, Problem> {
    let reason = refusal.reasons.first().map(|reason| portal.app.sentence(reason, form.frame.lang));
    page_with(StatusCode::CONFLICT, &AnswerProof { refusal: reason, ..form })
}

/// Gives the file of a proof to staff.
pub(crate) async fn file(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, order) = find(&portal, &scope, &id).await?;
    let number = number.parse().map_err(|_| Problem::NotFound)?;
    Ok(attachment(portal.app.proof_file(order.id, number).await?))
}

async fn first(portal: &Portal, scope: &StaffScope, id: &str, number: &str) -> Result<AnswerProof, Problem> {
    let (file, order) = find(portal, scope, id).await?;
    let number: u16 = number.parse().map_err(|_| Problem::NotFound)?;
    let proofs = portal.app.proofs(order.id).await?;
    let proof = proofs.into_iter().find(|proof| proof.number == number).ok_or(Problem::NotFound)?;
    let here = route::staff_proof(order.id, number);
    let stated = proof.value_on.min(file.today);
    Ok(AnswerProof {
        frame: scope.visit.frame(Section::Payments),
        back: route::staff_payment(order.id),
        file_href: route::staff_proof_file(order.id, number),
        proof: proof_line(&proof, here.clone()),
        here,
        member: file.row.name.clone(),
        today: file.today,
        waits: on_its_way(&portal.app, &file, order.id, scope.visit.lang()).map(|(words, _)| words),
        may_answer: scope.role.may_act(),
        most_reason: MOST_REJECTION,
        form: AnswerForm { value_on: stated.to_string(), amount: order.missing.decimal(), ..AnswerForm::default() },
        effects: Vec::new(),
        refusal: None,
        order,
    })
}

impl Sample for AnswerProof {
    fn samples(lang: Lang) -> Vec<(&'static str, AnswerProof)> {
        let order = sample::order(lang);
        let mut proofs = sample::proofs(true);
        let (rejected, waiting) = (proofs.remove(0), proofs.remove(0));
        let form =
            AnswerForm { value_on: waiting.value_on.to_string(), amount: order.amount.decimal(), ..AnswerForm::default() };
        let first = AnswerProof {
            frame: sample::staff_frame(lang, "/staff/payments/270499841/proofs/2", Section::Payments),
            here: "/staff/payments/270499841/proofs/2".to_owned(),
            back: "/staff/payments/270499841".to_owned(),
            file_href: "/staff/payments/270499841/proofs/2/file".to_owned(),
            proof: waiting,
            order,
            member: "Brightwater Systems".to_owned(),
            today: sample::today(),
            waits: Some(sample::in_flight(lang)),
            may_answer: true,
            most_reason: MOST_REJECTION,
            form: form.clone(),
            effects: Vec::new(),
            refusal: None,
        };
        let wrong = AnswerForm {
            value_on_problem: Some(sample::not_a_date(lang)),
            amount_problem: Some(sample::wrong_amount(lang)),
            reason_problem: Some(t!(lang, "proof-reason-missing")),
            ..form
        };
        vec![
            ("first", first.clone()),
            ("viewer", AnswerProof { may_answer: false, ..first.clone() }),
            ("wrong", AnswerProof { form: wrong, ..first.clone() }),
            ("confirm", AnswerProof { effects: sample::effects(lang), ..first.clone() }),
            ("refused", AnswerProof { refusal: Some(sample::refusal(lang)), ..first.clone() }),
            ("rejected", AnswerProof { proof: rejected, waits: None, ..first }),
        ]
    }
}
