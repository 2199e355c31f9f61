//! One order: how to pay it, or what it paid for.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{Order, OrderState, Purpose};
use crate::{route, sample};

/// The page of one order.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/show.html")]
pub struct ShowOrder {
    /// The frame.
    pub frame: Frame,
    /// The order.
    pub order: Order,
    /// Whether it has just been made.
    pub is_new: bool,
}

impl Sample for ShowOrder {
    fn samples(lang: Lang) -> Vec<(&'static str, ShowOrder)> {
        let order = sample::order(lang);
        let frame = sample::member_frame(lang, "/orders/270499841", Section::Orders);
        let with =
            |state| ShowOrder { frame: frame.clone(), order: crate::view::Order { state, ..order.clone() }, is_new: false };
        let paid = OrderState::Paid {
            value_on: sample::day(2020, 10, 1),
            term_from: sample::day(2020, 9, 16),
            term_until: sample::day(2021, 9, 15),
        };
        let bought =
            ShowOrder { order: crate::view::Order { purpose: Purpose::Purchase, ..order.clone() }, ..with(OrderState::Open) };
        vec![
            ("new", ShowOrder { is_new: true, ..with(OrderState::Open) }),
            ("purchase", bought),
            ("paid", with(paid)),
            ("expired", with(OrderState::Expired { on: sample::day(2020, 10, 20) })),
        ]
    }
}
