//! Recording a payment, in two steps: what the bank statement says, and then what it would do.

use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{App, AppError, MemberFile, Request, StaffRole};
use jubilee_core::{Command, Decision, Fact, Money, OrderId, Programme, Reason, Replacing, refundable};
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{Order, ProofLine};
use crate::{route, sample};

/// What was typed into the form, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct PaymentForm {
    /// The value date as typed, `2020-10-01`.
    pub value_on: String,
    /// What is wrong with the value date, a sentence.
    pub value_on_problem: Option<String>,
    /// The amount as typed, `4730.00`.
    pub amount: String,
    /// What is wrong with the amount, a sentence.
    pub amount_problem: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/payment.html")]
pub struct RecordPayment {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub form_href: String,
    /// The order.
    pub order: Order,
    /// The member's name.
    pub member: String,
    /// The business date, the latest value date that can be.
    pub today: Day,
    /// Whether the person may record payments, or only sees.
    pub may_record: bool,
    /// Whether the person may cancel the order or pay it back, as it stands.
    pub may_take_back: bool,
    /// Whether the person may pay back what is held with the order.
    pub may_pay_held: bool,
    /// Until when what it paid for can be given back.
    pub refundable_until: Option<Day>,
    /// The proofs that the member sent in for it.
    pub proofs: Vec<ProofLine>,
    /// The form.
    pub form: PaymentForm,
    /// What recording it would do, sentences; not empty on the second step, where the form only asks for confirmation.
    pub effects: Vec<String>,
    /// Why it cannot be recorded, a sentence.
    pub refusal: Option<String>,
}

impl RecordPayment {
    /// Whether this is the second step.
    pub fn is_confirmation(&self) -> bool {
        !self.effects.is_empty()
    }
}

/// Shows the form, with the amount filled in.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let (file, order) = find(&portal, &scope, &id).await?;
    let proofs = proofs(&portal, order.id).await?;
    page(&RecordPayment { proofs, ..form(portal.app.programme(), &scope, &file, order, PaymentForm::default()) })
}

/// Says what recording the payment would do, and, once that is confirmed, records it.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["value_on", "amount", "confirmed"], None)?;
    let (file, order) = find(&portal, &scope, &id).await?;
    let lang = scope.visit.lang();
    let (id, expected) = (order.id, order.amount);
    let value_on: Option<Day> = given.get("value_on").parse().ok();
    let amount = Money::from_decimal(given.get("amount"), expected.currency).ok();
    let typed = PaymentForm {
        value_on: given.get("value_on").to_owned(),
        value_on_problem: value_on.is_none().then(|| t!(lang, "staff-payment-not-a-date")),
        amount: given.get("amount").to_owned(),
        amount_problem: amount.is_none().then(|| t!(lang, "staff-payment-not-an-amount", amount = expected.decimal())),
    };
    let first =
        RecordPayment { proofs: proofs(&portal, id).await?, ..form(portal.app.programme(), &scope, &file, order, typed) };
    let (Some(value_on), Some(amount)) = (value_on, amount) else {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &first);
    };
    if given.get("confirmed") == "yes" {
        return match portal.app.record_payment(id, value_on, Some(amount), Request::by(scope.actor)).await {
            Ok(_) => Ok(see_other(&route::staff_recorded(id))),
            Err(AppError::Refused(refusal)) => refuse(&portal, first, &refusal),
            Err(error) => Err(error.into()),
        };
    }
    match portal.app.decision(&file, Command::RecordPayment { order: id, value_on, amount, identity: None }) {
        Ok(decision) => page(&RecordPayment { effects: consequence(&portal.app, &decision, lang), ..first }),
        Err(refusal) => refuse(&portal, first, &refusal),
    }
}

/// What recording a payment would do, sentences.
pub(super) fn consequence(app: &App, decision: &Decision, lang: Lang) -> Vec<String> {
    let mut effects: Vec<String> = decision.reasons.iter().map(|reason| app.sentence(reason, lang)).collect();
    let moves = |fact: &Fact| matches!(fact, Fact::Renewed { .. } | Fact::Purchased { .. } | Fact::Reactivated { .. });
    effects.push(if decision.entries.iter().any(|entry| moves(&entry.fact)) {
        t!(lang, "staff-payment-confirmation-goes")
    } else if decision.reasons.iter().any(|reason| matches!(reason, Reason::PartlyPaid { .. })) {
        t!(lang, "staff-payment-rest-is-told")
    } else {
        t!(lang, "staff-payment-nothing-moves")
    });
    effects
}

fn refuse(portal: &Portal, form: RecordPayment, refusal: &jubilee_core::Refusal) -> Result<Response, Problem> {
    let reason = refusal.reasons.first().map(|reason| portal.app.sentence(reason, form.frame.lang));
    page_with(StatusCode::CONFLICT, &RecordPayment { refusal: reason, ..form })
}

async fn proofs(portal: &Portal, order: OrderId) -> Result<Vec<ProofLine>, Problem> {
    Ok(present::proof_lines(&portal.app.proofs(order).await?, |proof| route::staff_proof(order, proof.number)))
}

pub(super) async fn find(portal: &Portal, scope: &StaffScope, id: &str) -> Result<(MemberFile, Order), Problem> {
    let id = id.parse().ok().and_then(OrderId::from_number).ok_or(Problem::NotFound)?;
    let file = portal.app.member_file(id.member()).await?;
    let order = file.member.order(id).ok_or(Problem::NotFound)?;
    let order = present::order(&portal.app, &file, order, scope.visit.lang());
    Ok((file, order))
}

fn form(programme: &Programme, scope: &StaffScope, file: &MemberFile, order: Order, form: PaymentForm) -> RecordPayment {
    let core = file.member.order(order.id);
    let refundable = core.and_then(|order| refundable(programme, &file.member, order, file.today).ok());
    let is_open = order.is_waiting();
    let may_take_back = if is_open { scope.role.may_act() } else { scope.role >= StaffRole::Manager && refundable.is_some() };
    let may_pay_held = scope.role >= StaffRole::Manager && order.has_held();
    let amount = if form.value_on.is_empty() && form.amount.is_empty() { lacking(&order).decimal() } else { form.amount };
    RecordPayment {
        frame: scope.visit.frame(Section::Payments),
        form_href: route::staff_payment(order.id),
        order,
        member: file.row.name.clone(),
        today: file.today,
        may_record: scope.role.may_act(),
        may_take_back,
        may_pay_held,
        refundable_until: refundable.flatten(),
        proofs: Vec::new(),
        form: PaymentForm { amount, ..form },
        effects: Vec::new(),
        refusal: None,
    }
}

/// What the form proposes: what the order still lacks, and its amount where it lacks nothing.
fn lacking(order: &Order) -> Money {
    if order.missing.minor > 0 { order.missing } else { order.amount }
}

impl Sample for RecordPayment {
    fn samples(lang: Lang) -> Vec<(&'static str, RecordPayment)> {
        let order = sample::order(lang);
        let first = RecordPayment {
            frame: sample::staff_frame(lang, "/staff/payments/270499841", Section::Payments),
            form_href: "/staff/payments/270499841".to_owned(),
            form: PaymentForm { amount: order.amount.decimal(), ..PaymentForm::default() },
            order,
            member: "Brightwater Systems".to_owned(),
            today: sample::today(),
            may_record: true,
            may_take_back: true,
            may_pay_held: false,
            refundable_until: None,
            proofs: Vec::new(),
            effects: Vec::new(),
            refusal: None,
        };
        let typed = PaymentForm { value_on: "2020-09-18".to_owned(), ..first.form.clone() };
        let wrong = PaymentForm {
            value_on: "18-9-2020".to_owned(),
            value_on_problem: Some(sample::not_a_date(lang)),
            amount: "473".to_owned(),
            amount_problem: Some(sample::wrong_amount(lang)),
        };
        vec![
            ("first", first.clone()),
            ("overpaid", RecordPayment { order: sample::overpaid_order(lang), may_pay_held: true, ..first.clone() }),
            ("upgrade", RecordPayment { order: sample::upgrade_order(lang, Replacing::Waits), ..first.clone() }),
            ("proofs", RecordPayment { proofs: sample::proofs(true), ..first.clone() }),
            ("viewer", RecordPayment { may_record: false, may_take_back: false, ..first.clone() }),
            ("wrong", RecordPayment { form: wrong, ..first.clone() }),
            ("confirm", RecordPayment { form: typed, effects: sample::effects(lang), ..first.clone() }),
            ("refused", RecordPayment { refusal: Some(sample::refusal(lang)), ..first }),
        ]
    }
}
