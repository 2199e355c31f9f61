//! A programme as the rules see it: its published versions, each with its offers and their dates and fees.
//!
//! All that differs between programmes is data here (invariant 6). The reader of the programme file builds these types and has
//! checked them; the rules rely on what [`RenewalRules`] and [`Offer`] promise in their docs.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::auto_renewal::AutoRenewalRules;
use crate::benefit::Benefit;
use crate::bill::Percent;
use crate::invoice::InvoiceRules;
use crate::price::Occasion;
use crate::relief::Relief;
use crate::requirement::{Check, Measure, Requirement};
use crate::tax::TaxRules;
use crate::{AreaId, BenefitId, Day, Lang, LevelId, MeasureId, Money, OfferId, ReliefId, Span, Words};

/// A programme with the whole history of its published versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its short name in kebab-case, for example `mpn`.
    pub id: String,
    /// Its name, for people.
    pub name: Words,
    /// The languages in which it speaks, the first one being used where nothing better is known.
    pub languages: Vec<Lang>,
    /// The IANA time zone in which its days begin and end, for example `UTC`.
    pub zone: String,
    /// The published versions, oldest first; never empty.
    pub versions: Vec<Version>,
    /// The reliefs, in the order of the latest file. They are no part of a version: they overlay every cycle that they name, from
    /// their announcement on.
    pub reliefs: Vec<Relief>,
    /// The legacy system from which members have to move before they can renew; `None` where there is none (R18).
    pub legacy: Option<LegacySystem>,
}

impl Programme {
    /// The version in force on a day: the last that is effective by then, else the first.
    pub fn version(&self, on: Day) -> &Version {
        let begun = self.versions.iter().rev().find(|version| version.effective_on <= on);
        begun.unwrap_or(&self.versions[0])
    }

    /// An offer by the rules in force on a day. An offer that has been retired since keeps the rules of the last version that had
    /// it, because it runs its members to the end (C82); one that came later has those of the first. `None` only for a name that
    /// no version knows.
    pub fn offer(&self, offer: &OfferId, on: Day) -> Option<&Offer> {
        let begun = self.versions.iter().rev().filter(|version| version.effective_on <= on);
        begun.chain(self.versions.iter()).find_map(|version| version.offer(offer))
    }

    /// The offer of a cycle as its rules stand on a day: those of the version in which it began, or of a later one that says that it
    /// is for begun cycles too and came before the cycle's window opened: no window changes while it is open.
    pub fn offer_in_cycle(&self, offer: &OfferId, began_on: Day, anniversary: Day, on: Day) -> Option<&Offer> {
        let mut current = self.offer(offer, began_on)?;
        let later = self.versions.iter().filter(|version| version.is_for_begun && version.effective_on > began_on);
        for version in later.filter(|version| version.effective_on <= on) {
            let opens_on = current.renewal.as_ref().map_or(Day::MAX, |rules| rules.opens.after(anniversary));
            if version.effective_on < opens_on {
                current = version.offer(offer).unwrap_or(current);
            }
        }
        Some(current)
    }

    /// The relief of this name.
    pub fn relief(&self, relief: &ReliefId) -> Option<&Relief> {
        self.reliefs.iter().find(|known| &known.id == relief)
    }

    /// What is measured, by the latest version that knows it.
    pub fn measure(&self, measure: &MeasureId) -> Option<&Measure> {
        let known = self.versions.iter().rev().flat_map(|version| &version.measures);
        known.into_iter().find(|known| &known.id == measure)
    }

    /// A benefit by the latest version that knows it. Offers that grant it may differ in how much of it they do.
    pub fn benefit(&self, benefit: &BenefitId) -> Option<&Benefit> {
        let known = self.versions.iter().rev().flat_map(|version| &version.offers).flat_map(|offer| &offer.benefits);
        known.into_iter().find(|known| &known.id == benefit)
    }

    /// The name of an area in the latest version that knows it.
    pub fn area_name(&self, area: &AreaId, lang: Lang) -> Option<&str> {
        let known = self.versions.iter().rev().flat_map(|version| &version.areas);
        known.into_iter().find(|known| &known.id == area).map(|area| area.name.get(lang))
    }
}

/// One published version of a programme's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1 for the first, counted upwards.
    pub number: u32,
    /// The first day on which it is in force. A cycle that began earlier keeps the version it began with.
    pub effective_on: Day,
    /// Whether it is also for cycles that had begun before it, as long as their window has not opened. Their anniversaries stay what
    /// they were.
    pub is_for_begun: bool,
    /// What the programme calls its areas of qualification, for example "Competencies".
    pub qualifications_heading: Words,
    /// The areas that offers may cover, in the order in which they are shown.
    pub areas: Vec<Area>,
    /// What can be measured for requirements, in the order in which it is shown.
    pub measures: Vec<Measure>,
    /// The offers, in the order in which they are shown.
    pub offers: Vec<Offer>,
    /// How bank transfers are paid.
    pub transfer: TransferRules,
    /// From the day from which a payment counts to the last day on which it is refunded; `None` where what was paid for is not.
    pub refund_within: Option<Span>,
    /// How many days after a window's end its lapse waits for a payment in flight; `None` where it does not.
    pub in_flight_days: Option<i32>,
    /// How tax is charged; `None` where the programme says nothing about it.
    pub tax: Option<TaxRules>,
    /// How invoices are sent; `None` where none are.
    pub invoices: Option<InvoiceRules>,
}

impl Version {
    /// The offer of this name.
    pub fn offer(&self, offer: &OfferId) -> Option<&Offer> {
        self.offers.iter().find(|known| &known.id == offer)
    }
}

/// An area of qualification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its name in the file.
    pub id: AreaId,
    /// Its name for people.
    pub name: Words,
}

/// Something that members hold: the membership itself, a package, a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name in the file.
    pub id: OfferId,
    /// Its name for people.
    pub name: Words,
    /// The answer to "what is this?", one paragraph.
    pub help: Words,
    /// The level it stands for, if it does.
    pub level: Option<LevelId>,
    /// Whether its subscriptions cover areas (at least one), and which ones may be covered.
    pub areas: Vec<AreaId>,
    /// Whether every member has it without buying it.
    pub included: bool,
    /// How many live subscriptions of it one member may buy; `None` for any number.
    pub most_per_member: Option<u32>,
    /// How it is renewed; `None` for an offer that never needs renewal (R2).
    pub renewal: Option<RenewalRules>,
    /// The fee of a year, by country and date; entries without a country are for all others. Empty: it costs nothing.
    pub fees: Vec<Fee>,
    /// What is charged on top of the fee; at most one for each occasion.
    pub surcharges: Vec<Surcharge>,
    /// The offers whose place it takes when who holds one of them buys it; each other than itself, and none can be reached from it in the
    /// same way.
    pub upgrades: Vec<Upgrade>,
    /// What has to be met to buy and to renew it, by area; the entry without areas is for all others. Empty: nothing.
    pub requirements: Vec<Requirement>,
    /// What each term grants, in the order in which it is shown. Empty for an offer that never renews.
    pub benefits: Vec<Benefit>,
}

impl Offer {
    /// The fee for a member of this country (ISO 3166 code) on a day, before tax; `None` when the offer costs nothing. Of several the
    /// one that began last counts.
    pub fn fee(&self, country: &str, on: Day) -> Option<Money> {
        let latest = |of: &dyn Fn(&Fee) -> bool| {
            let begun = self.fees.iter().filter(|fee| of(fee) && fee.from.is_none_or(|from| from <= on));
            begun.max_by_key(|fee| fee.from).map(|fee| fee.amount)
        };
        let own = latest(&|fee| fee.countries.iter().any(|listed| listed == country));
        own.or_else(|| latest(&|fee| fee.countries.is_empty()))
    }
}

impl Offer {
    /// What has to be met for an area, or for the offer itself where it covers none; `None` when nothing has.
    pub fn requirement(&self, area: Option<&AreaId>) -> Option<&Requirement> {
        let own = area.and_then(|area| self.requirements.iter().find(|requirement| requirement.areas.contains(area)));
        own.or_else(|| self.requirements.iter().find(|requirement| requirement.areas.is_empty()))
    }

    /// Whether anything has to be met to buy it for these areas; for any of its own where none are named.
    pub fn has_requirements(&self, areas: &[AreaId]) -> bool {
        let areas = if areas.is_empty() { &self.areas } else { areas };
        let of_area = |area: &AreaId| self.requirement(Some(area)).is_some();
        if areas.is_empty() { self.requirement(None).is_some() } else { areas.iter().any(of_area) }
    }
}

/// The system that holds the accounts of members who have not moved yet (R18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacySystem {
    /// What people call it.
    pub name: Words,
    /// What a member has to know about moving, one paragraph.
    pub how_to_move: Words,
}

/// A yearly fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// The countries it is for; empty for all that no other fee names.
    pub countries: Vec<String>,
    /// The first day on which orders have it; `None` for the first fee of a country.
    pub from: Option<Day>,
    /// The amount, before tax.
    pub amount: Money,
}

/// What is charged on top of a fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surcharge {
    /// The occasion on which it is.
    pub on: Occasion,
    /// How much.
    pub charge: Charge,
}

/// That an offer takes the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// The other.
    pub from: OfferId,
    /// The share of the fee that is taken off; less than the whole, and `None` for none.
    pub discount: Option<Percent>,
}

/// How much a surcharge is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charge {
    /// A fixed amount, in each currency in which the offer has a fee.
    Fixed(Vec<Money>),
    /// A share of the fee.
    Share(Percent),
}

impl Surcharge {
    /// What it comes to beside a fee, and the share of the fee that it is.
    pub(crate) fn charge(&self, fee: Money) -> Option<(Money, Option<Percent>)> {
        match &self.charge {
            Charge::Fixed(amounts) => {
                amounts.iter().find(|amount| amount.currency == fee.currency).map(|amount| (*amount, None))
            }
            Charge::Share(percent) => Some((Money { minor: percent.of(fee.minor), ..fee }, Some(*percent))),
        }
    }
}

/// The dates of a cycle, as steps from its anniversary.
///
/// The programme's check promises, for every anniversary: opens <= closes, anniversary <= benefits <= closes, every reminder is
/// on or before the closing day, and the next anniversary is after this one, so that terms tile and no cycle can stand still (C4,
/// C24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalRules {
    /// From the purchase to the first anniversary (R4).
    pub first_anniversary: Span,
    /// From the anniversary to the window's first day (R5).
    pub opens: Span,
    /// From the anniversary to the window's last day (R6).
    pub closes: Span,
    /// From the anniversary to the last day with benefits for who has not renewed (R7).
    pub benefits_until: Span,
    /// From the anniversary to each reminder, earliest first (R8, R9).
    pub reminders: Vec<Span>,
    /// Where the next anniversary is counted from (R12).
    pub next_base: Base,
    /// From that base to the next anniversary (R12).
    pub next_anniversary: Span,
    /// When the requirements are looked at.
    pub check: Check,
    /// How it renews automatically for who switches that on; `None` where nobody can.
    pub auto_renewal: Option<AutoRenewalRules>,
}

/// The day from which the next anniversary is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// The anniversary that is being renewed, whichever day the payment came.
    #[n(0)]
    Anniversary,
    /// The value date of the payment.
    #[n(1)]
    Payment,
}

/// How bank transfers are paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferRules {
    /// The name of the account's holder.
    pub account_holder: String,
    /// The account's IBAN, without spaces.
    pub iban: String,
    /// The bank's BIC.
    pub bic: String,
    /// From an order's creation to the last day on which it can be paid.
    pub order_life: Span,
    /// How many days a transfer may take; the latest safe day to order is that many days before the last.
    pub takes_days: i32,
}
