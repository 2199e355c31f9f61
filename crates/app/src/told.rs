//! The ledger of a member, as sentences.

use std::collections::BTreeMap;

use jubilee_core::{Actor, AreaId, Day, Fact, Lang, Purpose, Recorded, ReliefId, SubscriptionId, Use};
use jubilee_texts::{list, t};

use crate::app::App;
use crate::status::MemberFile;

/// An entry of the ledger, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which of the member's entries, from 1.
    pub sequence: i64,
    /// What happened.
    pub what: String,
    /// Who caused it.
    pub by: String,
    /// The day from which it counts.
    pub effective_on: Day,
    /// The business date on which it was recorded.
    pub recorded_on: Day,
}

impl App {
    /// An entry of a member's ledger in words. `staff` names the programme's own people by their numbers.
    pub fn told(
        &self,
        file: &MemberFile,
        staff: &BTreeMap<i64, String>,
        sequence: i64,
        recorded: &Recorded,
        lang: Lang,
    ) -> Told {
        Told {
            sequence,
            what: what(self, file, &recorded.entry.fact, lang),
            by: file.actor_words(staff, recorded.by, lang),
            effective_on: recorded.entry.effective_on,
            recorded_on: recorded.entry.recorded_on,
        }
    }
}

impl MemberFile {
    /// Who caused something, in words.
    pub fn actor_words(&self, staff: &BTreeMap<i64, String>, actor: Actor, lang: Lang) -> String {
        match actor {
            Actor::DailyRun => t!(lang, "staff-ledger-by-run"),
            Actor::Import => t!(lang, "staff-ledger-by-import"),
            Actor::Operator => t!(lang, "staff-ledger-by-operator"),
            Actor::CardProvider => t!(lang, "staff-ledger-by-card-provider"),
            Actor::User(id) => self.person_words(id, lang),
            Actor::Staff(id) => staff.get(&id).cloned().unwrap_or_else(|| t!(lang, "staff-ledger-by-former", number = id)),
        }
    }

    /// A person of the member, by name as long as the name is known.
    pub fn person_words(&self, user: i64, lang: Lang) -> String {
        let known = self.users.iter().find(|known| known.id == user);
        known.map_or_else(|| t!(lang, "staff-ledger-by-former", number = user), |known| known.name.clone())
    }
}

fn what(app: &App, file: &MemberFile, fact: &Fact, lang: Lang) -> String {
    let offer = |id: SubscriptionId| {
        let held = file.member.subscription(id);
        let known = held.and_then(|held| app.programme().offer(&held.offer, file.today));
        known.map_or_else(String::new, |offer| offer.name.get(lang).to_owned())
    };
    let area = |area: &AreaId| app.programme().area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
    let relief = |relief: &ReliefId| {
        app.programme().relief(relief).map_or_else(|| relief.to_string(), |known| known.name.get(lang).to_owned())
    };
    let named = jubilee_texts::country;
    match fact {
        Fact::Enrolled { country, .. } => t!(lang, "staff-ledger-enrolled", country = named(lang, country)),
        Fact::CountryChanged { country } => t!(lang, "staff-ledger-country", country = named(lang, country)),
        Fact::BillingChanged { country, vat_country, is_exempt } => {
            let country = country.as_deref().unwrap_or(&file.member.country);
            let number = vat_country.as_deref().map_or_else(|| "none".to_owned(), |code| named(lang, code));
            let exempt = if *is_exempt { "yes" } else { "no" };
            t!(lang, "staff-ledger-billing", country = named(lang, country), number = number, exempt = exempt)
        }
        Fact::CarriedOver { subscription, .. } => t!(lang, "staff-ledger-carried-over", offer = offer(*subscription)),
        Fact::Ordered { order, purpose, amount, further: Some(further), .. } => {
            let all = std::iter::once(purpose).chain(further.iter().map(|further| &further.purpose));
            let offers: Vec<String> = all.map(|purpose| offer(purpose.subscription())).collect();
            let (number, offers) = (order.to_string(), list(lang, &offers));
            t!(lang, "staff-ledger-ordered-together", number = number, offers = offers, amount = *amount)
        }
        Fact::Ordered { order, purpose, amount, .. } => {
            let (number, offer) = (order.to_string(), offer(purpose.subscription()));
            match purpose {
                Purpose::Renew { .. } => {
                    t!(lang, "staff-ledger-ordered-renewal", number = number, offer = offer, amount = *amount)
                }
                Purpose::Reactivate { .. } => {
                    t!(lang, "staff-ledger-ordered-reactivation", number = number, offer = offer, amount = *amount)
                }
                Purpose::Buy { .. } => {
                    t!(lang, "staff-ledger-ordered-purchase", number = number, offer = offer, amount = *amount)
                }
            }
        }
        Fact::PaymentIdentified { order, identity, .. } => {
            t!(lang, "staff-ledger-identified", number = order.to_string(), identity = identity)
        }
        Fact::HeldRefunded { order, amount } => {
            t!(lang, "staff-ledger-held-refunded", number = order.to_string(), amount = *amount)
        }
        Fact::PaymentRecorded { order, amount, .. } => {
            t!(lang, "staff-ledger-paid", number = order.to_string(), amount = *amount)
        }
        Fact::ProofFiled { order, proof, value_on } => {
            let (number, proof) = (order.to_string(), i64::from(*proof));
            t!(lang, "staff-ledger-proof-filed", number = number, proof = proof, value = *value_on)
        }
        Fact::ProofAnswered { order, proof, is_accepted } => {
            let (number, proof) = (order.to_string(), i64::from(*proof));
            if *is_accepted {
                t!(lang, "staff-ledger-proof-accepted", number = number, proof = proof)
            } else {
                t!(lang, "staff-ledger-proof-rejected", number = number, proof = proof)
            }
        }
        Fact::CardFollowed { order, is_in_flight: true, .. } => {
            t!(lang, "staff-ledger-card-in-flight", number = order.to_string())
        }
        Fact::CardFollowed { order, .. } => t!(lang, "staff-ledger-card-failed", number = order.to_string()),
        Fact::AutoRenewalSwitchedOn { subscription, card } => {
            t!(lang, "auto-ledger-on", offer = offer(*subscription), card = jubilee_texts::card(card))
        }
        Fact::AutoRenewalSwitchedOff { subscription } => t!(lang, "auto-ledger-off", offer = offer(*subscription)),
        Fact::AutoRenewalAnnounced { subscription, anniversary } => {
            t!(lang, "auto-ledger-announced", offer = offer(*subscription), anniversary = *anniversary)
        }
        Fact::ChargeTried { order, number, .. } => {
            t!(lang, "auto-ledger-tried", number = order.to_string(), try = i64::from(*number) + 1)
        }
        Fact::ChargeFailed { subscription, fault, is_last, .. } => {
            let (offer, why) = (offer(*subscription), jubilee_texts::charge_fault(lang, *fault));
            if *is_last {
                t!(lang, "auto-ledger-given-up", offer = offer, why = why)
            } else {
                t!(lang, "auto-ledger-failed", offer = offer, why = why)
            }
        }
        Fact::OrderCancelled { order } => t!(lang, "staff-ledger-cancelled", number = order.to_string()),
        Fact::PaymentMoved { order, from, amount } => {
            let (number, from) = (order.to_string(), from.to_string());
            t!(lang, "staff-ledger-moved", number = number, from = from, amount = *amount)
        }
        Fact::Refunded { order, amount } => {
            t!(lang, "staff-ledger-refunded", number = order.to_string(), amount = *amount)
        }
        Fact::Purchased { order } => {
            let bought = file.member.order(*order).map(|order| offer(order.first().subscription())).unwrap_or_default();
            t!(lang, "staff-ledger-purchased", offer = bought)
        }
        Fact::Replaced { subscription, by } => {
            t!(lang, "upgrade-ledger-replaced", by = offer(*by), offer = offer(*subscription))
        }
        Fact::Renewed { subscription, anniversary, .. } => {
            t!(lang, "staff-ledger-renewed", offer = offer(*subscription), anniversary = *anniversary)
        }
        Fact::Reminded { subscription, reminder, anniversary } => {
            let number = i64::from(*reminder) + 1;
            t!(lang, "staff-ledger-reminded", offer = offer(*subscription), number = number, anniversary = *anniversary)
        }
        Fact::ReminderSuperseded { subscription, reminder, .. } => {
            let number = i64::from(*reminder) + 1;
            t!(lang, "staff-ledger-reminder-superseded", offer = offer(*subscription), number = number)
        }
        Fact::ReminderMissed { subscription, reminder, .. } => {
            let number = i64::from(*reminder) + 1;
            t!(lang, "staff-ledger-reminder-missed", offer = offer(*subscription), number = number)
        }
        Fact::Lapsed { subscription, anniversary } => {
            t!(lang, "staff-ledger-lapsed", offer = offer(*subscription), anniversary = *anniversary)
        }
        Fact::LapseReversed { subscription, .. } => t!(lang, "staff-ledger-lapse-reversed", offer = offer(*subscription)),
        Fact::Migrated => t!(lang, "staff-ledger-migrated"),
        Fact::RolesChanged { user, before, after } => {
            let (name, roles) = (file.person_words(*user, lang), jubilee_texts::roles(lang, after));
            match (before.as_slice(), after.as_slice()) {
                ([], _) => t!(lang, "people-ledger-given", name = name, roles = roles),
                (taken, []) => t!(lang, "people-ledger-taken", name = name, roles = jubilee_texts::roles(lang, taken)),
                (before, _) => {
                    t!(lang, "people-ledger-changed", name = name, before = jubilee_texts::roles(lang, before), roles = roles)
                }
            }
        }
        Fact::PersonRemoved { user, roles } if roles.is_empty() => {
            t!(lang, "people-ledger-removed", name = file.person_words(*user, lang))
        }
        Fact::PersonRemoved { user, roles } => {
            let roles = jubilee_texts::roles(lang, roles);
            t!(lang, "people-ledger-removed-with", name = file.person_words(*user, lang), roles = roles)
        }
        Fact::Attained { measure, area: of, amount, .. } => {
            let (amount, what) = (i64::from(*amount), jubilee_texts::measure(lang, app.programme(), measure));
            match of {
                Some(of) => t!(lang, "staff-ledger-attained-for", amount = amount, what = what, area = area(of)),
                None => t!(lang, "staff-ledger-attained", amount = amount, what = what),
            }
        }
        Fact::AttainmentEnded { attainment } => t!(lang, "staff-ledger-attainment-ended", number = i64::from(*attainment)),
        Fact::AreaCovered { subscription, area: of } => {
            t!(lang, "staff-ledger-area-covered", offer = offer(*subscription), area = area(of))
        }
        Fact::Reactivated { subscription, anniversary, next_anniversary, .. } => {
            let (offer, next) = (offer(*subscription), *next_anniversary);
            t!(lang, "staff-ledger-reactivated", offer = offer, anniversary = *anniversary, next = next)
        }
        Fact::ExceptionGranted { subscription, exception, kind, until } => {
            let (number, kind) = (i64::from(*exception), jubilee_texts::exception_kind(lang, *kind));
            let offer = offer(*subscription);
            t!(lang, "staff-ledger-exception-granted", offer = offer, number = number, kind = kind, until = *until)
        }
        Fact::ExceptionEnded { subscription, exception } => {
            t!(lang, "staff-ledger-exception-ended", offer = offer(*subscription), number = i64::from(*exception))
        }
        Fact::Announced { subscription, relief: of, .. } => {
            t!(lang, "staff-ledger-announced", offer = offer(*subscription), relief = relief(of))
        }
        Fact::AnnouncementSuperseded { subscription, relief: of, .. } => {
            t!(lang, "staff-ledger-announcement-superseded", offer = offer(*subscription), relief = relief(of))
        }
        Fact::BenefitUsed { subscription, benefit, how, .. } => {
            let (offer, benefit) = (offer(*subscription), jubilee_texts::benefit(lang, app.programme(), benefit));
            match how {
                Use::Activated => t!(lang, "benefit-ledger-activated", offer = offer, benefit = benefit),
                Use::Assigned { user } => {
                    t!(lang, "benefit-ledger-assigned", offer = offer, benefit = benefit, name = file.person_words(*user, lang))
                }
                Use::Reassigned { user, .. } => {
                    t!(
                        lang,
                        "benefit-ledger-reassigned",
                        offer = offer,
                        benefit = benefit,
                        name = file.person_words(*user, lang)
                    )
                }
                Use::Revealed => t!(lang, "benefit-ledger-revealed", offer = offer, benefit = benefit),
                Use::Redeemed => t!(lang, "benefit-ledger-redeemed", offer = offer, benefit = benefit),
                Use::Counted { amount } => {
                    t!(lang, "benefit-ledger-counted", offer = offer, benefit = benefit, amount = i64::from(*amount))
                }
            }
        }
    }
}
