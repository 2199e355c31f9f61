//! Notices of automatic renewal: what will be charged and how to switch it off, what was not charged and why, and that it was switched.

use jubilee_core::{Day, Lang, Money};
use jubilee_texts::t;
use serde::{Deserialize, Serialize};

use super::{Notice, dollars, gold, sample_day};

/// Something about a renewal that is charged automatically.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutoNews {
    /// The subscription's reference.
    pub subscription: String,
    /// The offer's name.
    pub offer: String,
    /// The anniversary.
    pub anniversary: Day,
    /// The day on which this is said.
    pub on: Day,
    /// What is said.
    pub stage: AutoStage,
    /// The card, as its holder recognises it.
    pub card: String,
    /// The day of the next charge, where there is to be one.
    pub charge_on: Option<Day>,
    /// What is charged.
    #[serde(with = "crate::mail::kept::opt_money", default)]
    pub amount: Option<Money>,
    /// What the tax is called that is in it; none where no tax is charged.
    pub tax: Option<String>,
    /// The number of the order that was charged for.
    pub order: Option<String>,
    /// Why it was not charged, to stand behind a colon.
    pub why: Option<String>,
    /// What is missing for the requirements, where the renewal would not find them met.
    pub missing: Option<String>,
    /// The first and the last day on which the member can renew by itself.
    pub renew_from: Day,
    /// The last day of the window.
    pub renew_until: Day,
}

/// What is said of automatic renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutoStage {
    /// It will be charged.
    Upcoming,
    /// It would be, and the card will have expired.
    Expires,
    /// It was not charged, and is tried again.
    Failed,
    /// It was not charged, and is not tried again.
    GivenUp,
    /// It was switched on, or another card was given.
    SwitchedOn,
    /// It was switched off.
    SwitchedOff,
}

impl AutoNews {
    /// Whether the member has to do something.
    pub(super) fn is_urgent(&self) -> bool {
        matches!(self.stage, AutoStage::Expires | AutoStage::Failed | AutoStage::GivenUp)
    }

    pub(super) fn subject(&self, lang: Lang) -> String {
        let offer = &self.offer;
        match self.stage {
            AutoStage::Upcoming => {
                t!(lang, "mail-auto-subject-upcoming", offer = offer, date = self.charge_on.unwrap_or(self.renew_from))
            }
            AutoStage::Expires => t!(lang, "mail-auto-subject-expires", offer = offer, card = self.card),
            AutoStage::Failed => t!(lang, "mail-auto-subject-failed", offer = offer, card = self.card),
            AutoStage::GivenUp => t!(lang, "mail-auto-subject-given-up", offer = offer, until = self.renew_until),
            AutoStage::SwitchedOn => t!(lang, "mail-auto-subject-on", offer = offer),
            AutoStage::SwitchedOff => t!(lang, "mail-auto-subject-off", offer = offer),
        }
    }

    pub(super) fn heading(&self, lang: Lang) -> String {
        match self.stage {
            AutoStage::Upcoming => t!(lang, "mail-auto-heading-upcoming"),
            AutoStage::Expires => t!(lang, "mail-auto-heading-expires"),
            AutoStage::Failed => t!(lang, "mail-auto-heading-failed"),
            AutoStage::GivenUp => t!(lang, "mail-auto-heading-given-up"),
            AutoStage::SwitchedOn => t!(lang, "mail-auto-heading-on"),
            AutoStage::SwitchedOff => t!(lang, "mail-auto-heading-off"),
        }
    }

    pub(super) fn badge(&self, lang: Lang) -> String {
        match self.stage {
            AutoStage::Upcoming | AutoStage::SwitchedOn => t!(lang, "mail-auto-badge-on"),
            AutoStage::Expires | AutoStage::Failed | AutoStage::GivenUp => t!(lang, "mail-auto-badge-failed"),
            AutoStage::SwitchedOff => t!(lang, "mail-auto-badge-off"),
        }
    }

    /// What is so.
    pub(super) fn lead(&self, lang: Lang) -> Vec<String> {
        let (offer, card) = (&self.offer, &self.card);
        let (on, why) = (self.charge_on.unwrap_or(self.renew_from), self.why.clone().unwrap_or_default());
        let mut lead = vec![match self.stage {
            AutoStage::Upcoming => t!(lang, "mail-auto-upcoming", offer = offer, card = card, date = on),
            AutoStage::Expires => t!(lang, "mail-auto-expires", offer = offer, card = card, date = on),
            AutoStage::Failed => t!(lang, "mail-auto-failed", offer = offer, card = card, why = why, date = on),
            AutoStage::GivenUp => t!(lang, "mail-auto-given-up", offer = offer, why = why),
            AutoStage::SwitchedOn => t!(lang, "mail-auto-on", offer = offer, card = card, date = on),
            AutoStage::SwitchedOff => t!(lang, "mail-auto-off", offer = offer, card = card),
        }];
        lead.extend(self.missing.as_ref().map(|missing| t!(lang, "mail-auto-missing", missing = missing)));
        lead
    }

    /// What the member can do.
    pub(super) fn outcome(&self, lang: Lang) -> Vec<String> {
        let (from, until) = (self.renew_from, self.renew_until);
        vec![match self.stage {
            AutoStage::Upcoming | AutoStage::SwitchedOn => t!(lang, "mail-auto-can-switch-off"),
            AutoStage::Failed => t!(lang, "mail-auto-pay-otherwise", until = until),
            AutoStage::GivenUp => t!(lang, "mail-auto-renew-until", until = until),
            AutoStage::Expires => t!(lang, "mail-auto-other-card", from = from, until = until),
            AutoStage::SwitchedOff => t!(lang, "mail-auto-renew-yourself", from = from, until = until),
        }]
    }
}

/// Each stage, with the day of sending.
pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Day, Notice)> {
    let upcoming = AutoNews {
        subscription: "GLD-9".to_owned(),
        offer: gold(lang).to_owned(),
        anniversary: sample_day(2020, 9, 15),
        on: sample_day(2020, 8, 31),
        stage: AutoStage::Upcoming,
        card: "Visa •••• 4242".to_owned(),
        charge_on: Some(sample_day(2020, 9, 16)),
        amount: Some(dollars(473_000)),
        tax: None,
        order: None,
        why: None,
        missing: None,
        renew_from: sample_day(2020, 9, 16),
        renew_until: sample_day(2020, 10, 15),
    };
    let why = match lang {
        Lang::En => "there was not enough money",
        Lang::Nl => "het saldo was niet toereikend",
    };
    let failed = AutoNews {
        stage: AutoStage::Failed,
        on: sample_day(2020, 9, 16),
        charge_on: Some(sample_day(2020, 9, 19)),
        order: Some("1042-3".to_owned()),
        why: Some(why.to_owned()),
        ..upcoming.clone()
    };
    let given_up = AutoNews { stage: AutoStage::GivenUp, on: sample_day(2020, 9, 23), charge_on: None, ..failed.clone() };
    let expires = AutoNews { stage: AutoStage::Expires, ..upcoming.clone() };
    let on = AutoNews { stage: AutoStage::SwitchedOn, on: sample_day(2020, 1, 10), ..upcoming.clone() };
    let off = AutoNews { stage: AutoStage::SwitchedOff, charge_on: None, amount: None, ..on.clone() };
    vec![
        ("auto-renewal-upcoming", upcoming.on, Notice::Automatic(upcoming)),
        ("auto-renewal-expires", expires.on, Notice::Automatic(expires)),
        ("auto-renewal-failed", failed.on, Notice::Automatic(failed)),
        ("auto-renewal-given-up", given_up.on, Notice::Automatic(given_up)),
        ("auto-renewal-on", on.on, Notice::Automatic(on)),
        ("auto-renewal-off", off.on, Notice::Automatic(off)),
    ]
}
