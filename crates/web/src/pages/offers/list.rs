//! Membership offers, the member's first screen: when, how much, and what happens if not.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::sample;
use crate::view::{Action, Available, HelpLink, Membership, Offer, Status};

/// The member's offers.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/list.html")]
pub struct Offers {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// What just happened, a sentence.
    pub notice: Option<String>,
    /// The memberships that never need renewal.
    pub memberships: Vec<Membership>,
    /// The offers that the member holds or held, what is most urgent first.
    pub offers: Vec<Offer>,
    /// The offers that it could have.
    pub available: Vec<Available>,
    /// The programme's own explanations.
    pub help: Vec<HelpLink>,
}

impl Offers {
    /// The offers that are named at the top.
    pub fn attention(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|offer| offer.wants_attention())
    }
}

impl Sample for Offers {
    fn samples(lang: Lang) -> Vec<(&'static str, Offers)> {
        let page = Offers {
            frame: sample::member_frame(lang, "/offers", Section::Offers),
            today: sample::today(),
            notice: None,
            memberships: vec![sample::membership(lang)],
            offers: Vec::new(),
            available: sample::available(lang),
            help: sample::help(lang),
        };
        let others = sample::available(lang).split_off(1);
        let with = |offers| Offers { offers, available: others.clone(), ..page.clone() };
        vec![
            ("open", with(vec![sample::open(lang), sample::active(lang)])),
            ("pending", with(vec![sample::pending(lang), sample::ordered(lang)])),
            ("lapsed", with(vec![sample::lapsed(lang), sample::replaced(lang), sample::ended(lang)])),
            ("calm", Offers { notice: Some(sample::notice(lang)), ..with(vec![sample::active(lang)]) }),
            ("empty", page.clone()),
        ]
    }
}
