//! Reading what is done in a step.

use std::collections::BTreeSet;

use jubilee_core::{AreaId, Base, BenefitId, ChargeFault, ExceptionKind, OfferId, Programme};

use super::super::words::{ACTS, BASES, EXCEPTIONS};
use super::super::{Act, Taking};
use super::{area, areas, attained, country, date, is_known, offer, word};
use crate::code::Code;
use crate::parse::amount;
use crate::section::{Item, Section};

pub(super) fn ordinal(section: &Section<'_>, key: &str) -> Option<u32> {
    section.get(key).and_then(|item| item.integer(1..=1000)).and_then(|ordinal| u32::try_from(ordinal).ok())
}

/// The keys of a step that belong to some acts only.
const KEYS_OF_ACTS: [&str; 20] = [
    "subscriptions",
    "value-date",
    "amount",
    "order",
    "offer",
    "areas",
    "country",
    "vat-country",
    "exempt",
    "measure",
    "area",
    "on",
    "expires-on",
    "exception",
    "until",
    "base",
    "benefit",
    "set",
    "person",
    "from-person",
];

/// The keys that belong to an act; the first `needed` of them it cannot do without.
struct Keys {
    known: &'static [&'static str],
    needed: usize,
}

/// What is done.
pub(super) fn act(
    item: &Item<'_>,
    step: &Section<'_>,
    offer_id: &OfferId,
    area_ids: &[AreaId],
    programme: &Programme,
) -> Option<Act> {
    let word = word(item, &ACTS.map(|(word, _)| word))?;
    let Keys { known, needed } = keys(word);
    check_keys(step, Some(word), known);
    let missing: Vec<&str> = known[..needed].iter().copied().filter(|key| !step.has(key)).collect();
    for key in &missing {
        let is_counted = matches!(word, "attain" | "use") && *key == "amount";
        let example = is_counted.then_some("amount = 2");
        let example = example.or(step.shape.key(key).map(|key| key.example)).map(|example| format!("for example: {example}"));
        item.refuse(Code::BadStep, format!("'{word}' needs the key '{key}'"), example);
    }
    if !missing.is_empty() {
        return None;
    }
    let value_on = || date(step, "value-date");
    let bought = || {
        let offer = step.get("offer").map_or(Some(offer_id.clone()), |item| offer(&item, programme));
        let areas = step.get("areas").map_or(Some(area_ids.to_vec()), |item| areas(&item, programme));
        Some((offer?, areas?))
    };
    let act = match word {
        "renew" => Act::Renew { value_on: value_on() },
        "buy" => {
            let (offer, areas) = bought()?;
            Act::Buy { offer, areas, value_on: value_on() }
        }
        "reactivate" => Act::Reactivate { value_on: value_on() },
        "order-renewal" => Act::OrderRenewal,
        "order-purchase" => {
            let (offer, areas) = bought()?;
            Act::OrderPurchase { offer, areas }
        }
        "order-reactivation" => Act::OrderReactivation,
        "order-together" => {
            let one = |item: &Item<'_>| item.integer(1..=1000).and_then(|ordinal| u32::try_from(ordinal).ok());
            Act::OrderTogether { subscriptions: step.maybe("subscriptions", |item| super::each(&item, one))? }
        }
        "pay" => {
            let amount = step.maybe("amount", |item| amount(&item))?;
            Act::Pay { order: ordinal(step, "order"), value_on: value_on(), amount }
        }
        "file-proof" => Act::FileProof { order: ordinal(step, "order"), value_on: value_on() },
        "accept-proof" => {
            let amount = step.maybe("amount", |item| amount(&item))?;
            Act::AcceptProof { order: ordinal(step, "order"), value_on: value_on(), amount }
        }
        "reject-proof" => Act::RejectProof { order: ordinal(step, "order") },
        "card-processing" => Act::FollowCard { order: ordinal(step, "order"), is_in_flight: true },
        "card-failed" => Act::FollowCard { order: ordinal(step, "order"), is_in_flight: false },
        "switch-on-auto-renewal" => Act::SwitchOn { expires_on: date(step, "expires-on") },
        "switch-off-auto-renewal" => Act::SwitchOff,
        "charge-declined" => Act::FailCharge { order: ordinal(step, "order"), fault: ChargeFault::Declined },
        "charge-refused" => Act::FailCharge { order: ordinal(step, "order"), fault: ChargeFault::CardBlocked },
        "cancel" => Act::Cancel { order: ordinal(step, "order") },
        "refund" => {
            let amount = step.maybe("amount", |item| amount(&item))?;
            Act::Refund { order: ordinal(step, "order"), amount }
        }
        "change-country" => Act::ChangeCountry { country: country(&step.get("country")?)? },
        "change-billing" => Act::ChangeBilling {
            country: step.maybe("country", |item| country(&item))?,
            vat_country: step.maybe("vat-country", |item| country(&item))?,
            is_exempt: step.maybe("exempt", |item| item.boolean())?.unwrap_or(false),
        },
        "migrate" => Act::Migrate,
        "attain" => Act::Attain(attained::attained(step, area_ids, programme)?),
        "end-attainment" => {
            let (measure, areas) = attained::measured(step, area_ids, programme)?;
            Act::EndAttainment { measure, areas, on: date(step, "on") }
        }
        "cover-area" => {
            let item = step.get("area")?;
            Act::CoverArea { area: area(&item, item.text()?, programme)? }
        }
        "activate" | "assign" | "reassign" | "reveal" | "redeem" | "use" => {
            let item = step.get("benefit")?;
            let benefit = benefit(&item, item.text()?, programme)?;
            let set = step.maybe("set", |item| item.integer(0..=1000))?.and_then(|set| u32::try_from(set).ok());
            Act::UseBenefit { benefit, set, how: taking(word, step)? }
        }
        "grant" => Act::Grant { kind: kind(step)?, until: date(step, "until")? },
        _ => Act::EndException { kind: step.maybe("exception", |item| super::word(&item, EXCEPTIONS))? },
    };
    Some(act)
}

fn keys(word: &str) -> Keys {
    let (known, needed): (&[&str], usize) = match word {
        "renew" | "reactivate" => (&["value-date"], 0),
        "buy" => (&["value-date", "offer", "areas"], 0),
        "order-purchase" => (&["offer", "areas"], 0),
        "order-together" => (&["subscriptions"], 0),
        "accept-proof" | "pay" => (&["value-date", "amount", "order"], 0),
        "file-proof" => (&["value-date", "order"], 0),
        "reject-proof" | "card-processing" | "card-failed" | "charge-declined" | "charge-refused" | "cancel" => (&["order"], 0),
        "switch-on-auto-renewal" => (&["expires-on"], 0),
        "refund" => (&["order", "amount"], 0),
        "change-country" => (&["country"], 1),
        "change-billing" => (&["country", "vat-country", "exempt"], 0),
        "attain" => (&["measure", "amount", "area", "on", "expires-on"], 2),
        "end-attainment" => (&["measure", "area", "on"], 1),
        "cover-area" => (&["area"], 1),
        "grant" => (&["exception", "until", "base"], 2),
        "end-exception" => (&["exception"], 0),
        "activate" | "reveal" | "redeem" => (&["benefit", "set"], 1),
        "assign" => (&["benefit", "person", "set"], 2),
        "reassign" => (&["benefit", "from-person", "person", "set"], 3),
        "use" => (&["benefit", "amount", "set"], 2),
        _ => (&[], 0),
    };
    Keys { known, needed }
}

/// A benefit of the programme by its name.
pub(super) fn benefit(item: &Item<'_>, name: &str, programme: &Programme) -> Option<BenefitId> {
    let offers = programme.versions.iter().flat_map(|version| &version.offers);
    // Offers share benefits; each is suggested once.
    let known: BTreeSet<&str> = offers.flat_map(|offer| &offer.benefits).map(|known| known.id.as_str()).collect();
    is_known(item, "benefit", name, known.iter().copied()).then(|| BenefitId::new(name))
}

/// What is done with a benefit.
fn taking(word: &str, step: &Section<'_>) -> Option<Taking> {
    let person = |key: &str| step.get(key).and_then(|item| item.integer(1..=1000));
    Some(match word {
        "activate" => Taking::Activate,
        "assign" => Taking::Assign { person: person("person")? },
        "reassign" => Taking::Reassign { from: person("from-person")?, person: person("person")? },
        "reveal" => Taking::Reveal,
        "redeem" => Taking::Redeem,
        _ => {
            let amount = step.get("amount").and_then(|item| item.integer(1..=1_000_000))?;
            Taking::Use { amount: u32::try_from(amount).ok()? }
        }
    })
}

/// What staff grant.
fn kind(step: &Section<'_>) -> Option<ExceptionKind> {
    let exception = word(&step.get("exception")?, EXCEPTIONS)?;
    let base = step.maybe("base", |item| word(&item, &BASES))?;
    if let (Some(_), Some(item)) = (base.filter(|_| exception != "reactivation"), step.get("base")) {
        let help = Some("leave it out".to_owned());
        item.refuse(Code::BadStep, format!("the key 'base' means nothing for the exception '{exception}'"), help);
    }
    Some(match exception {
        "exemption" => ExceptionKind::Exemption,
        "extension" => ExceptionKind::Extension,
        "reactivation" if base == Some("payment") => ExceptionKind::Reactivation { base: Base::Payment },
        "reactivation" => ExceptionKind::Reactivation { base: Base::Anniversary },
        _ => ExceptionKind::LatePayment,
    })
}

/// Reports the keys of a step that mean nothing there.
pub(super) fn check_keys(step: &Section<'_>, act: Option<&str>, keys: &[&str]) {
    for key in KEYS_OF_ACTS.iter().filter(|key| !keys.contains(key)) {
        if let Some(item) = step.get(key) {
            let act = act.map_or("a step that does nothing".to_owned(), |act| format!("'{act}'"));
            item.refuse(Code::BadStep, format!("the key '{key}' means nothing for {act}"), Some("leave it out".to_owned()));
        }
    }
}
