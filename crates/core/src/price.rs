//! What something costs a member on a day: the one answer that decisions, standings, pages and mails give alike.

use crate::Day;
use crate::bill::{Bill, Line, LineKind, Tax};
use crate::member::Member;
use crate::programme::{Offer, Programme};

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
/// which it is sold. `None` where nothing is to be paid.
pub fn price(programme: &Programme, member: &Member, offer: &Offer, occasion: Occasion, on: Day) -> Option<Bill> {
    let fee = offer.fee(&member.country, on)?;
    let line = |kind, amount, percent| Line { item: 0, kind, amount, percent };
    let mut lines = vec![line(LineKind::Fee, fee, None)];
    for surcharge in offer.surcharges.iter().filter(|surcharge| surcharge.on == occasion) {
        lines.extend(surcharge.charge(fee).map(|(amount, percent)| line(LineKind::Surcharge, amount, percent)));
    }
    let rules = programme.version(on).tax.as_ref();
    Bill::new(lines, |net| rules.map_or(Tax::None, |rules| rules.tax(&member.buyer(), net, on)))
}
