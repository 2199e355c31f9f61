//! Buying an offer.

use askama::Template;
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::{route, sample};

/// An area that an offer can cover.
#[derive(Clone, Debug)]
pub struct AreaChoice {
    /// The area's name in the programme file; the value of the form's field `area`.
    pub id: String,
    /// Its name in the programme's words.
    pub name: String,
    /// Whether it was chosen.
    pub is_chosen: bool,
}

/// The page that asks for the purchase's confirmation.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/buy.html")]
pub struct Buy {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub form: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// What it is, in the programme's words.
    pub description: String,
    /// The areas to choose from; none for an offer without areas.
    pub areas: Vec<AreaChoice>,
    /// What is wrong with the choice of areas, a sentence.
    pub area_problem: Option<String>,
    /// The fee.
    pub fee: Money,
    /// The last value date that counts.
    pub pay_by: Day,
    /// The latest day on which ordering the transfer is safe.
    pub safe_until: Day,
    /// The first anniversary, if the payment's value date is today.
    pub anniversary_if_today: Day,
    /// The purchase-order number as it was typed.
    pub purchase_order: String,
    /// What is wrong with the purchase-order number, a sentence.
    pub problem: Option<String>,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

impl Sample for Buy {
    fn samples(lang: Lang) -> Vec<(&'static str, Buy)> {
        let mut offers = sample::available(lang).into_iter();
        let (pack, silver) = (offers.next(), offers.next());
        let page = |offer: Option<crate::view::Available>, areas, fee| {
            let (name, description) = offer.map_or_else(Default::default, |offer| (offer.name, offer.description));
            Buy {
                frame: sample::member_frame(lang, "/offers/buy/action-pack", Section::Offers),
                form: "/offers/buy/action-pack".to_owned(),
                offer: name,
                description,
                areas,
                area_problem: None,
                fee: sample::usd(fee),
                pay_by: sample::day(2020, 10, 20),
                safe_until: sample::day(2020, 10, 13),
                anniversary_if_today: sample::day(2021, 9, 20),
                purchase_order: String::new(),
                problem: None,
                refusal: None,
            }
        };
        let with_areas = Buy { area_problem: Some(sample::choose_an_area(lang)), ..page(silver, sample::areas(), 167_000) };
        vec![("plain", page(pack, Vec::new(), 47_500)), ("areas", with_areas)]
    }
}
