//! What of a programme file a rule comes from.

use jubilee_core::{AreaId, BenefitId, OfferId, Reason, ReliefId, Rule, Untaxed};

/// What a line of a programme file can be about. Keys have the names that the file gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A key of `[programme]`.
    Programme(&'static str),
    /// A key of `[bank-transfer]`.
    Transfer(&'static str),
    /// How long a lapse waits for a payment in flight.
    InFlight,
    /// How long what was paid for can be given back.
    Refunds,
    /// A key of `[tax]`.
    Tax(&'static str),
    /// The legacy system.
    LegacySystem,
    /// A key of an offer.
    Offer {
        /// Which offer.
        offer: OfferId,
        /// The key, for example `most-per-member`.
        key: &'static str,
    },
    /// A key of the way in which an offer is renewed.
    Renewal {
        /// Which offer.
        offer: OfferId,
        /// The key, for example `closes`.
        key: &'static str,
    },
    /// An offer's fee.
    Fee {
        /// Which offer.
        offer: OfferId,
        /// The member's country (ISO 3166 code); without it the fee for all other countries is meant.
        country: Option<String>,
    },
    /// What has to be met for an offer.
    Requirement {
        /// Which offer.
        offer: OfferId,
        /// The area; without it the requirement for all other areas is meant.
        area: Option<AreaId>,
        /// Which of its paths, from 0; the first where that is not known.
        path: usize,
    },
    /// A benefit that an offer grants.
    Benefit {
        /// Which offer.
        offer: OfferId,
        /// Which benefit; the first where that is not known.
        benefit: Option<BenefitId>,
    },
    /// A key of a relief.
    Relief {
        /// Which relief.
        relief: ReliefId,
        /// The key, for example `requirements` or `reactivation.pay-until`.
        key: &'static str,
        /// As of which announcement, as [`jubilee_core::Relief::events`] numbers them; without it the last one before a withdrawal.
        announcement: Option<u8>,
    },
}

/// What a decision was about, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The offer.
    pub offer: Option<&'a OfferId>,
    /// The area whose requirement was looked at.
    pub area: Option<&'a AreaId>,
    /// Which path of the area's requirement counted, from 0.
    pub path: usize,
    /// The member's country.
    pub country: Option<&'a str>,
    /// The relief.
    pub relief: Option<&'a ReliefId>,
    /// Which of its announcements.
    pub announcement: Option<u8>,
}

impl About<'_> {
    fn of_offer(&self, key: &'static str) -> Option<Topic> {
        self.offer.map(|offer| Topic::Offer { offer: offer.clone(), key })
    }

    fn of_renewal(&self, key: &'static str) -> Option<Topic> {
        self.offer.map(|offer| Topic::Renewal { offer: offer.clone(), key })
    }

    fn of_relief(&self, key: &'static str) -> Option<Topic> {
        self.relief.map(|relief| Topic::Relief { relief: relief.clone(), key, announcement: self.announcement })
    }
}

/// What of the file a reason comes from: as [`topic`] has it for its rule, and more exactly where the reason says which area, relief or
/// announcement it is about.
pub fn topic_of(reason: &Reason, about: &About<'_>) -> Option<Topic> {
    let relief = |relief, key| About { relief: Some(relief), ..*about }.of_relief(key);
    let offer = |offer, key| About { offer: Some(offer), ..*about }.of_offer(key);
    match reason {
        Reason::Exempt { relief: id, .. } => relief(id, "requirements"),
        Reason::Moved { relief: id, .. } => relief(id, "move-anniversary"),
        Reason::ReactivationOpen { relief: Some(id), .. }
        | Reason::WaivedUntil { relief: id, .. }
        | Reason::ReactivationOver { relief: id, .. } => relief(id, "reactivation.pay-until"),
        Reason::NeedsApproval { relief: id } => relief(id, "reactivation.approval"),
        Reason::ReliefAnnounced { relief: id, announcement, .. } => {
            let about = About { relief: Some(id), announcement: Some(*announcement), ..*about };
            about.of_relief("announced-on")
        }
        Reason::ReliefWithdrawn { relief: id, .. } => relief(id, "withdrawn-on"),
        Reason::AnnouncementSuperseded { relief: id } => relief(id, "announced-on"),
        Reason::RequirementsMet { area }
        | Reason::RequirementsNotMet { area, .. }
        | Reason::AtRisk { area, .. }
        | Reason::Attained { area, .. }
        | Reason::AttainmentEnded { area, .. } => {
            topic(Rule::Requirements, &About { area: area.as_ref().or(about.area), ..*about })
        }
        Reason::AreaLapses { area, .. } | Reason::AreaLapsed { area, .. } => {
            topic(Rule::Requirements, &About { area: Some(area), ..*about })
        }
        Reason::NoTax { why: Untaxed::ReverseCharge, .. } => Some(Topic::Tax("reverse-charge")),
        Reason::NoTax { why: Untaxed::OutsideScope, .. } => Some(Topic::Tax("outside-scope")),
        Reason::MostPerMember { offer: id, .. } => offer(id, "most-per-member"),
        Reason::Benefit { benefit, .. } => {
            let benefit = Some(benefit.clone());
            about.offer.map(|offer| Topic::Benefit { offer: offer.clone(), benefit })
        }
        Reason::Replaced { offer: id, .. }
        | Reason::UpgradeOrdered { offer: id, .. }
        | Reason::ReplacementUndone { offer: id, .. } => offer(id, "upgrades"),
        Reason::NotSold { offer: id } => offer(id, "included"),
        Reason::AreasNeeded { offer: id } => offer(id, "areas"),
        // Staff's exception opened it, or staff established it; the file has no such offer.
        Reason::ReactivationOpen { relief: None, .. }
        | Reason::NoTax { why: Untaxed::Exempt, .. }
        | Reason::UnknownOffer { .. } => None,
        other => topic(other.rule(), about),
    }
}

/// What of the file a rule comes from: `None` for what no line of the file decides, as records from before, exceptions by staff, and
/// the membership itself; and where `about` does not say which offer or relief is meant.
pub fn topic(rule: Rule, about: &About<'_>) -> Option<Topic> {
    match rule {
        Rule::NeverRenews => about.of_offer("renewal"),
        // Who buys anew begins with a first anniversary again.
        Rule::FirstAnniversary | Rule::BuyAnew => about.of_renewal("first-anniversary"),
        Rule::WindowOpens => about.of_renewal("opens"),
        Rule::WindowCloses | Rule::RenewInWindow | Rule::Lapse => about.of_renewal("closes"),
        Rule::BenefitsUntil => about.of_renewal("benefits-until"),
        Rule::Reminders => about.of_renewal("reminders"),
        Rule::NextAnniversary | Rule::OncePerCycle => about.of_renewal("next-anniversary"),
        // A value date is good up to the window's last day.
        Rule::ValueDate => about.of_renewal("closes").or(Some(Topic::Transfer("takes"))),
        Rule::Fee => {
            let country = about.country.map(str::to_owned);
            about.offer.map(|offer| Topic::Fee { offer: offer.clone(), country })
        }
        Rule::OrderLife => Some(Topic::Transfer("order-life")),
        Rule::PaymentInFlight => Some(Topic::InFlight),
        Rule::AutoRenewal => about.of_renewal("auto-renewal"),
        Rule::Refund => Some(Topic::Refunds),
        Rule::Tax => Some(Topic::Tax("rates")),
        Rule::Upgrade => about.of_offer("upgrades"),
        Rule::MostPerMember => about.of_offer("most-per-member"),
        Rule::Ordering => about.of_offer("id"),
        Rule::Requirements => {
            let area = about.area.cloned();
            about.offer.map(|offer| Topic::Requirement { offer: offer.clone(), area, path: about.path })
        }
        Rule::Benefits => about.offer.map(|offer| Topic::Benefit { offer: offer.clone(), benefit: None }),
        Rule::Relief => about.of_relief("announced-on"),
        Rule::Exemption => about.of_relief("requirements"),
        Rule::Reactivation => about.of_relief("reactivation"),
        Rule::Migration => Some(Topic::LegacySystem),
        Rule::Versions => Some(Topic::Programme("effective-on")),
        Rule::CarriedOver | Rule::Exception | Rule::Membership => None,
    }
}
