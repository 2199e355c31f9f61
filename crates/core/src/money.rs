//! Amounts of money: minor units and an ISO 4217 currency.

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// An ISO 4217 currency, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Currency(#[n(0)] [u8; 3]);

impl Currency {
    /// The currency with this code, or `None` unless the code is three capital letters.
    pub fn new(code: &str) -> Option<Currency> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Currency(letters))
    }

    /// The three letters, for example `EUR`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// How many decimal digits the minor unit stands for: 2 for most, 0 and 3 for those that ISO 4217 lists so.
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX" | b"VND"
            | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents) of one currency.
///
/// ```
/// use jubilee_core::{Currency, Money};
/// let fee: Money = "4730.00 USD".parse().unwrap();
/// assert_eq!(fee, Money { minor: 473_000, currency: Currency::new("USD").unwrap() });
/// assert_eq!(fee.decimal(), "4730.00");
/// assert_eq!("5000 JPY".parse::<Money>().unwrap().minor, 5000);
/// assert!("47.3 USD".parse::<Money>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Money {
    /// Minor units; a refund is a payment in the other direction and not a negative amount.
    #[n(0)]
    pub minor: i64,
    /// The currency.
    #[n(1)]
    pub currency: Currency,
}

impl Money {
    /// No money, in `currency`.
    pub const fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// The amount as plain decimal text with all its digits, for example `475.00`: the form of every interface for machines.
    pub fn decimal(self) -> String {
        let exponent = self.currency.exponent();
        let unit = 10_u64.pow(exponent);
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        if exponent == 0 {
            format!("{sign}{minor}")
        } else {
            format!("{sign}{}.{:0width$}", minor / unit, minor % unit, width = exponent as usize)
        }
    }

    /// Reads plain decimal text as an amount of `currency`. All digits of the minor unit are required, so that `47.3` is not
    /// guessed to be forty-seven thirty.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Money, NotMoney> {
        let refuse = || NotMoney { text: text.chars().take(40).collect(), example: example(currency) };
        let exponent = currency.exponent() as usize;
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if exponent > 0 => (whole, fraction),
            Some(_) => return Err(refuse()),
            None => (text, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || fraction.len() != exponent || !all_digits(whole) || !all_digits(fraction) {
            return Err(refuse());
        }
        let minor = format!("{whole}{fraction}").parse().map_err(|_| refuse())?;
        Ok(Money { minor, currency })
    }
}

fn example(currency: Currency) -> String {
    Money { minor: 475 * 10_i64.pow(currency.exponent()), currency }.to_string()
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

impl Serialize for Money {
    /// `{"amount": "475.00", "currency": "USD"}`: decimal text, because a JSON number does not keep cents.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut money = serializer.serialize_struct("Money", 2)?;
        money.serialize_field("amount", &self.decimal())?;
        money.serialize_field("currency", self.currency.code())?;
        money.end()
    }
}

/// A text that is not an amount of money in the form `475.00 USD`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not an amount; write it as '{example}'")]
pub struct NotMoney {
    text: String,
    example: String,
}

impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Money, NotMoney> {
        let refuse = || NotMoney { text: text.chars().take(40).collect(), example: "475.00 USD".to_owned() };
        let (amount, code) = text.split_once(' ').ok_or_else(refuse)?;
        Money::from_decimal(amount, Currency::new(code).ok_or_else(refuse)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        for good in ["0.00 EUR", "475.00 USD", "1 JPY", "12.345 KWD"] {
            assert_eq!(good.parse::<Money>().unwrap().to_string(), good);
        }
        for bad in [
            "475 USD",
            "475.0 USD",
            "475,00 USD",
            "-1.00 USD",
            "1.0 JPY",
            "1. USD",
            "1. JPY",
            ".50 USD",
            "1.00 usd",
            "1.00",
            "99999999999999999999.00 USD",
        ] {
            assert!(bad.parse::<Money>().is_err(), "{bad}");
        }
    }

    #[test]
    fn amounts_are_told_with_all_the_digits_of_their_currency() {
        let money = |minor, code: &str| Money { minor, currency: Currency::new(code).unwrap() };
        for (minor, code, text) in [
            (5, "EUR", "0.05 EUR"),
            (-5, "EUR", "-0.05 EUR"),
            (-47_500, "USD", "-475.00 USD"),
            (-7, "JPY", "-7 JPY"),
            (1_001, "KWD", "1.001 KWD"),
        ] {
            assert_eq!(money(minor, code).to_string(), text);
        }
        assert_eq!(Money::zero(money(1, "JPY").currency), money(0, "JPY"));
        assert_eq!(format!("{:?}", money(1, "JPY").currency), "JPY");
        let json = serde_json::to_string(&money(47_500, "USD")).unwrap();
        assert_eq!(json, r#"{"amount":"475.00","currency":"USD"}"#);
        let refused = Money::from_decimal("47.3", money(1, "KWD").currency).unwrap_err().to_string();
        assert_eq!(refused, "'47.3' is not an amount; write it as '475.000 KWD'");
    }
}
