//! All orders of a member.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::OrderLine;
use crate::{route, sample};

/// The orders, the newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/list.html")]
pub struct Orders {
    /// The frame.
    pub frame: Frame,
    /// The orders.
    pub orders: Vec<OrderLine>,
}

impl Sample for Orders {
    fn samples(lang: Lang) -> Vec<(&'static str, Orders)> {
        let frame = sample::member_frame(lang, "/orders", Section::Orders);
        let full = Orders { frame: frame.clone(), orders: sample::order_lines(lang) };
        vec![("full", full), ("empty", Orders { frame, orders: Vec::new() })]
    }
}
