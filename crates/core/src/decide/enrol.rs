//! Decisions about the member itself, and about what is taken over from earlier records.

use super::{Case, Decision};
use crate::entry::{Fact, System};
use crate::member::Billing;
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::{AreaId, Day, OfferId};

impl Case<'_> {
    pub(super) fn enrol(&self, country: String, system: System) -> Result<Decision, Refusal> {
        if self.member.enrolled_on.is_some() {
            return Err(Refusal::new(Reason::AlreadyEnrolled, Lift::Done));
        }
        let fact = Fact::Enrolled { country, system };
        let entries = vec![self.entry(self.today, &[Rule::Membership], fact)];
        Ok(Decision { entries, reasons: Vec::new() })
    }

    pub(super) fn change_country(&self, country: String) -> Decision {
        let entries = if country == self.member.country {
            Vec::new()
        } else {
            vec![self.entry(self.today, &[Rule::Membership], Fact::CountryChanged { country })]
        };
        Decision { entries, reasons: Vec::new() }
    }

    pub(super) fn change_billing(&self, billing: Billing) -> Decision {
        let entries = if billing == self.member.billing {
            Vec::new()
        } else {
            let Billing { country, vat_country, is_exempt } = billing;
            vec![self.entry(self.today, &[Rule::Tax], Fact::BillingChanged { country, vat_country, is_exempt })]
        };
        Decision { entries, reasons: Vec::new() }
    }

    pub(super) fn carry_over(
        &self,
        offer: &OfferId,
        areas: Vec<AreaId>,
        purchased_on: Day,
        anniversary: Option<Day>,
    ) -> Result<Decision, Refusal> {
        let Some(known) = self.programme.offer(offer, purchased_on) else {
            return Err(Refusal::new(Reason::UnknownOffer { offer: offer.clone() }, Lift::Correct));
        };
        if known.included {
            return Err(Refusal::new(Reason::NotSold { offer: offer.clone() }, Lift::Correct));
        }
        // Earlier records may not say which areas a level covered; what they do say must exist.
        if !areas.iter().all(|area| known.areas.contains(area)) {
            return Err(Refusal::new(Reason::AreasNeeded { offer: offer.clone() }, Lift::Correct));
        }
        let subscription = self.next_subscription()?;
        let reason = match (&known.renewal, anniversary) {
            (None, _) => Reason::NeverRenews,
            (Some(_), Some(anniversary)) => Reason::CarriedOver { anniversary },
            (Some(rules), None) => {
                Reason::FirstAnniversary { purchased_on, anniversary: rules.first_anniversary.after(purchased_on) }
            }
        };
        Ok(self.one(purchased_on, reason, Fact::CarriedOver { subscription, offer: offer.clone(), areas, anniversary }))
    }

    pub(super) fn migrate(&self) -> Result<Decision, Refusal> {
        if self.member.system != System::Legacy {
            return Err(Refusal::new(Reason::AlreadyMoved, Lift::Done));
        }
        Ok(self.one(self.today, Reason::MovedOver { on: self.today }, Fact::Migrated))
    }
}
