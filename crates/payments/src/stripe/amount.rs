//! Amounts as Stripe counts them, which is not always how ISO 4217 does.

use jubilee_core::{Currency, Money};

/// The largest amount that a charge may have: eight digits.
const MOST: i64 = 99_999_999;

/// How many of Stripe's units our minor unit is worth, as a fraction, and how coarse the amount has to be.
struct Scale {
    times: i64,
    over: i64,
    /// The amount at Stripe is a multiple of this.
    step: i64,
}

/// How a currency is counted; `None` for one that Stripe does not take.
fn scale(currency: Currency) -> Option<Scale> {
    let same = Scale { times: 1, over: 1, step: 1 };
    Some(match currency.code() {
        // Without decimals here and in ISO 4217, and still given with two at Stripe.
        "ISK" | "UGX" => Scale { times: 100, over: 1, step: 100 },
        // With decimals in ISO 4217, and without at Stripe.
        "MGA" => Scale { times: 1, over: 100, step: 1 },
        // Three decimals, of which the last has to be nought.
        "BHD" | "JOD" | "KWD" | "OMR" | "TND" => Scale { step: 10, ..same },
        "IQD" | "LYD" => return None,
        _ => same,
    })
}

/// The amount in Stripe's units, or why it cannot be one.
pub(super) fn to_stripe(amount: Money) -> Result<i64, String> {
    let scale = scale(amount.currency).ok_or_else(|| format!("{} cannot be paid by card", amount.currency))?;
    let units = amount.minor.checked_mul(scale.times).filter(|units| *units > 0);
    let exact = units.filter(|units| units % scale.over == 0).map(|units| units / scale.over);
    exact
        .filter(|units| units % scale.step == 0 && *units <= MOST)
        .ok_or_else(|| format!("{amount} is not an amount that can be paid by card"))
}

/// The amount in our minor units.
pub(super) fn from_stripe(units: i64, currency: &str) -> Option<Money> {
    let currency = Currency::new(&currency.to_uppercase())?;
    let scale = scale(currency)?;
    let minor = units.checked_mul(scale.over)? / scale.times;
    Some(Money { minor, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_counted_as_stripe_counts_them() {
        for (ours, theirs) in [
            ("475.00 USD", 47_500),
            ("5000 JPY", 5_000),
            ("4730 KRW", 4_730),
            ("500 ISK", 50_000),
            ("500 UGX", 50_000),
            ("500.00 MGA", 500),
            ("12.340 KWD", 12_340),
            ("999999.99 EUR", 99_999_999),
        ] {
            let money: Money = ours.parse().unwrap();
            assert_eq!(to_stripe(money), Ok(theirs), "{ours}");
            assert_eq!(from_stripe(theirs, &money.currency.code().to_lowercase()), Some(money), "{ours}");
        }
        for bad in ["0.00 EUR", "12.345 KWD", "5.50 MGA", "1.000 IQD", "1000000.00 EUR", "1000000 ISK"] {
            assert!(to_stripe(bad.parse().unwrap()).is_err(), "{bad}");
        }
    }
}
