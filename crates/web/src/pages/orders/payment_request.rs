//! The payment request: a letter for the member's finance department, one page of A4.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::sample;
use crate::view::{Order, Purpose};

/// The letter.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/payment_request.html")]
pub struct PaymentRequest {
    /// The frame.
    pub frame: Frame,
    /// The order.
    pub order: Order,
    /// The member's name.
    pub member: String,
    /// The member's number.
    pub member_number: String,
    /// The person who asks for the payment.
    pub contact: String,
}

impl Sample for PaymentRequest {
    fn samples(lang: Lang) -> Vec<(&'static str, PaymentRequest)> {
        let letter = PaymentRequest {
            frame: sample::member_frame(lang, "/orders/270499841/payment-request", Section::Orders),
            order: sample::order(lang),
            member: "Brightwater Systems".to_owned(),
            member_number: "4127".to_owned(),
            contact: "Ines Aldridge".to_owned(),
        };
        let without = Order { purchase_order: None, ..letter.order.clone() };
        vec![("numbered", letter.clone()), ("plain", PaymentRequest { order: without, ..letter })]
    }
}
