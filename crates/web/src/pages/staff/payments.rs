//! The payments desk: orders that wait for money, and money that waits for a decision.

use askama::Template;
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::OrderLine;
use crate::{route, sample};

/// Money that arrived too late to count.
#[derive(Clone, Debug)]
pub struct LateMoney {
    /// The order's number.
    pub order: String,
    /// The member's name.
    pub member: String,
    /// The amount.
    pub amount: Money,
    /// Its value date.
    pub value_on: Day,
    /// The last value date that would have counted.
    pub pay_by: Day,
    /// The member's page.
    pub href: String,
}

/// The desk.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/payments.html")]
pub struct Payments {
    /// The frame.
    pub frame: Frame,
    /// What was searched for: an order number, a reference, a name.
    pub query: String,
    /// What just happened, a sentence.
    pub notice: Option<String>,
    /// The open orders, who has to pay first standing first.
    pub orders: Vec<OrderLine>,
    /// The money that came too late.
    pub late: Vec<LateMoney>,
}

impl Sample for Payments {
    fn samples(lang: Lang) -> Vec<(&'static str, Payments)> {
        let empty = Payments {
            frame: sample::staff_frame(lang, "/staff/payments", Section::Payments),
            query: String::new(),
            notice: None,
            orders: Vec::new(),
            late: Vec::new(),
        };
        let full = Payments {
            notice: Some(sample::notice(lang)),
            orders: sample::open_order_lines(lang),
            late: sample::late(),
            ..empty.clone()
        };
        vec![("full", full), ("none", Payments { query: "4127-9".to_owned(), ..empty.clone() }), ("empty", empty)]
    }
}
