//! What something costs a member on a day: the one answer that decisions, standings, pages and mails give alike.

use crate::bill::{Bill, Line, LineKind, Tax};
use crate::member::Member;
use crate::programme::{Offer, Programme};
use crate::upgrade::replaceable;
use crate::{Day, Money};

/// What a fee is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// To buy an offer.
    Purchase,
    /// To renew it.
    Renewal,
    /// To bring it back after it has lapsed.
    Reactivation,
}

impl Occasion {
    /// All of them.
    pub const ALL: [Occasion; 3] = [Occasion::Purchase, Occasion::Renewal, Occasion::Reactivation];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Occasion::Purchase => "purchase",
            Occasion::Renewal => "renewal",
            Occasion::Reactivation => "reactivation",
        }
    }
}

/// What an order that is made on a day costs a member, by these rules of the offer: those of the cycle that is renewed, or those by
/// which it is sold. A purchase that takes the place of what the member holds has its discount taken off. `None` where nothing is to be paid.
pub fn price(programme: &Programme, member: &Member, offer: &Offer, occasion: Occasion, on: Day) -> Option<Bill> {
    let fee = offer.fee(&member.country, on)?;
    let line = |kind, amount, percent| Line { item: 0, kind, amount, percent };
    let mut lines = vec![line(LineKind::Fee, fee, None)];
    if occasion == Occasion::Purchase {
        let discount = replaceable(programme, member, offer, on).and_then(|(_, upgrade)| upgrade.discount);
        let off = discount.map(|percent| (Money { minor: percent.of(fee.minor), ..fee }, percent));
        let off = off.filter(|(amount, _)| amount.minor > 0);
        lines.extend(off.map(|(amount, percent)| line(LineKind::UpgradeDiscount, amount, Some(percent))));
    }
    for surcharge in offer.surcharges.iter().filter(|surcharge| surcharge.on == occasion) {
        lines.extend(surcharge.charge(fee).map(|(amount, percent)| line(LineKind::Surcharge, amount, percent)));
    }
    let rules = programme.version(on).tax.as_ref();
    Bill::new(lines, |net| rules.map_or(Tax::None, |rules| rules.tax(&member.buyer(), net, on)))
}
