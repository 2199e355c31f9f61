//! Tax, by where the member's business is (data of the programme file; nothing here knows a country).

use crate::bill::{Percent, Tax, Untaxed};
use crate::{Day, Money, Words};

/// How a programme charges tax on its fees, which are without tax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRules {
    /// ISO 3166 code of the country in which the programme sells.
    pub country: String,
    /// What the tax is called.
    pub name: Words,
    /// The standard rates. Of those that name a country the one that began last counts; the rates without countries are for those that
    /// no other names. A country for which there is none is outside the scope of the tax.
    pub rates: Vec<TaxRate>,
    /// The countries whose businesses account for the tax themselves when they have a VAT number there.
    pub reverse_charge: Vec<String>,
    /// The countries that are outside the scope of the tax although there is a rate for all others.
    pub outside_scope: Vec<String>,
    /// What an invoice says when no tax is charged.
    pub notes: TaxNotes,
}

/// What an invoice says when no tax is charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxNotes {
    /// Because the buyer accounts for it.
    pub reverse_charge: Words,
    /// Because the buyer's country is outside its scope.
    pub outside_scope: Words,
    /// Because the buyer is exempt.
    pub exempt: Words,
}

impl TaxNotes {
    /// The note for a reason.
    pub const fn note(&self, why: Untaxed) -> &Words {
        match why {
            Untaxed::ReverseCharge => &self.reverse_charge,
            Untaxed::OutsideScope => &self.outside_scope,
            Untaxed::Exempt => &self.exempt,
        }
    }
}

/// A standard rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRate {
    /// The countries it is for; empty for all that no other rate names.
    pub countries: Vec<String>,
    /// The first day on which it counts; `None` for the first rate of a country.
    pub from: Option<Day>,
    /// The rate.
    pub rate: Percent,
}

/// What decides about the tax of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer<'a> {
    /// ISO 3166 code of the country of its business.
    pub country: &'a str,
    /// The country whose VAT number it has; `None` for none.
    pub vat_country: Option<&'a str>,
    /// Whether staff established that it is exempt.
    pub is_exempt: bool,
}

impl TaxRules {
    /// The standard rate of a country on a day; `None` for one outside the scope of the tax.
    pub fn rate(&self, country: &str, on: Day) -> Option<Percent> {
        let is_listed = |listed: &[String]| listed.iter().any(|listed| listed == country);
        if is_listed(&self.outside_scope) {
            return None;
        }
        let latest = |of: &dyn Fn(&TaxRate) -> bool| {
            let begun = self.rates.iter().filter(|rate| of(rate) && rate.from.is_none_or(|from| from <= on));
            begun.max_by_key(|rate| rate.from).map(|rate| rate.rate)
        };
        latest(&|rate| is_listed(&rate.countries)).or_else(|| latest(&|rate| rate.countries.is_empty()))
    }

    /// Whether businesses of a country account for the tax themselves when they have a VAT number there.
    pub fn has_reverse_charge(&self, country: &str) -> bool {
        country != self.country && self.reverse_charge.iter().any(|listed| listed == country)
    }

    /// The tax on a sum, for what is ordered on a day.
    pub fn tax(&self, buyer: &Buyer<'_>, net: Money, on: Day) -> Tax {
        let country = buyer.country.to_owned();
        let Some(rate) = self.rate(&country, on) else { return Tax::Free { country, why: Untaxed::OutsideScope } };
        if buyer.is_exempt {
            Tax::Free { country, why: Untaxed::Exempt }
        } else if self.has_reverse_charge(&country) && buyer.vat_country == Some(buyer.country) {
            Tax::Free { country, why: Untaxed::ReverseCharge }
        } else {
            Tax::Charged { country, rate, amount: Money { minor: rate.of(net.minor), ..net } }
        }
    }
}
