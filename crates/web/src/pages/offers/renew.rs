//! Renewing: what it does, what it costs, and until when the money has to be there, before anybody agrees to it.

use askama::Template;
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::CycleDays;
use crate::{route, sample};

/// The page that asks for the renewal's confirmation.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/renew.html")]
pub struct Renew {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub form: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The days of the cycle that is renewed.
    pub days: CycleDays,
    /// The fee.
    pub fee: Money,
    /// The last value date that counts.
    pub pay_by: Day,
    /// The latest day on which ordering the transfer is safe; already past when `is_tight`.
    pub safe_until: Day,
    /// Whether the latest safe day is past.
    pub is_tight: bool,
    /// The purchase-order number as it was typed.
    pub purchase_order: String,
    /// What is wrong with the purchase-order number, a sentence.
    pub problem: Option<String>,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

impl Sample for Renew {
    fn samples(lang: Lang) -> Vec<(&'static str, Renew)> {
        let offer = sample::open(lang);
        let days = sample::cycle(sample::day(2020, 9, 15));
        let page = Renew {
            frame: sample::member_frame(lang, "/offers/4226049/renew", Section::Offers),
            form: "/offers/4226049/renew".to_owned(),
            offer: offer.name,
            areas: offer.areas,
            pay_by: days.renew_until,
            safe_until: days.renew_until.plus_days(-7),
            days,
            fee: sample::usd(473_000),
            is_tight: false,
            purchase_order: String::new(),
            problem: None,
            refusal: None,
        };
        let refused = Renew {
            purchase_order: "PO\u{2011}2020\u{2011}0417, second instalment of the department in Rotterdam".to_owned(),
            problem: Some(sample::too_long(lang)),
            ..page.clone()
        };
        let tight = Renew { is_tight: true, refusal: Some(sample::refusal(lang)), ..page.clone() };
        vec![("empty", page), ("refused", refused), ("tight", tight)]
    }
}
