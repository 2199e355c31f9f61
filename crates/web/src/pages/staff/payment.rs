//! Recording a payment, in two steps: what the bank statement says, and then what it would do.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{Order, OrderState};
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
            ("wrong", RecordPayment { form: wrong, ..first.clone() }),
            ("confirm", RecordPayment { form: typed, effects: sample::effects(lang), ..first.clone() }),
            ("refused", RecordPayment { refusal: Some(sample::refusal(lang)), ..first }),
        ]
    }
}
