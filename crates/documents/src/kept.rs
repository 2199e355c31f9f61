//! How amounts are kept in a document's JSON: as text, `475.00 USD`, the form of every interface for machines. A discount is negative.

pub(crate) mod money {
    use jubilee_core::Money;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(amount: &Money, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(amount)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text.as_str()),
        };
        let amount: Money = digits.parse().map_err(serde::de::Error::custom)?;
        Ok(Money { minor: sign * amount.minor, ..amount })
    }
}

#[cfg(test)]
mod tests {
    use jubilee_core::{Currency, Money};
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Kept(#[serde(with = "super::money")] Money);

    #[test]
    fn an_amount_is_read_back_as_it_was_kept_a_discount_too() {
        let currency = Currency::new("EUR").expect("a currency");
        for minor in [0, 1, 47_500, -1, -105_500] {
            let kept = Kept(Money { minor, currency });
            let text = serde_json::to_string(&kept).expect("plain data");
            assert_eq!(serde_json::from_str::<Kept>(&text).ok(), Some(kept), "{text}");
        }
        assert!(serde_json::from_str::<Kept>("\"--1.00 EUR\"").is_err());
    }
}
