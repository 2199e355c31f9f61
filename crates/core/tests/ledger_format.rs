//! The ledger's bytes are kept for ever: what was written once must be read by every later version.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_core::{
    Actor, AreaId, Currency, Day, Entry, Fact, Instant, MemberId, Money, OfferId, OrderId, Purpose, Recorded, Rule,
    SubscriptionId, System,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn samples() -> Vec<(Fact, &'static str)> {
    let member = MemberId::from_number(104).unwrap();
    let subscription = SubscriptionId::new(member, 1).unwrap();
    let order = OrderId::new(member, 1).unwrap();
    let anniversary = day("2019-09-01");
    let amount = Money { minor: 47_500, currency: Currency::new("USD").unwrap() };
    let renew = Purpose::Renew { subscription, anniversary };
    let buy = Purpose::Buy { subscription, offer: OfferId::from("gold"), areas: vec![AreaId::from("security")] };
    let ordered = |purpose| Fact::Ordered { order, purpose, amount, pay_by: day("2019-10-01"), expires_on: day("2019-10-10") };
    vec![
        (Fact::Enrolled { country: "NL".to_owned(), system: System::Legacy }, ENROLLED),
        (Fact::CountryChanged { country: "BE".to_owned() }, COUNTRY_CHANGED),
        (
            Fact::CarriedOver {
                subscription,
                offer: OfferId::from("gold"),
                areas: vec![AreaId::from("security")],
                anniversary: None,
            },
            CARRIED_OVER,
        ),
        (ordered(renew), ORDERED_RENEWAL),
        (ordered(buy), ORDERED_PURCHASE),
        (Fact::PaymentRecorded { order, amount }, PAYMENT_RECORDED),
        (Fact::Purchased { order }, PURCHASED),
        (Fact::Renewed { subscription, anniversary, order: Some(order) }, RENEWED),
        (Fact::Reminded { subscription, anniversary, reminder: 1 }, REMINDED),
        (Fact::ReminderSuperseded { subscription, anniversary, reminder: 0 }, SUPERSEDED),
        (Fact::ReminderMissed { subscription, anniversary, reminder: 0 }, MISSED),
        (Fact::Lapsed { subscription, anniversary }, LAPSED),
        (Fact::LapseReversed { subscription, anniversary }, REVERSED),
    ]
}

fn recorded(fact: Fact) -> Recorded {
    let rules = vec![Rule::ValueDate, Rule::NextAnniversary];
    let entry = Entry { effective_on: day("2019-09-10"), recorded_on: day("2019-09-12"), rules, fact };
    Recorded { at: Instant(1_568_246_400_000_000), by: Actor::Staff(3), entry }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from_digit(digit.into(), 16).unwrap()).collect()
}

#[test]
fn entries_are_written_as_they_always_were() {
    for (fact, expected) in samples() {
        assert_eq!(hex(&recorded(fact.clone()).encode()), expected, "{fact:?}");
    }
}

#[test]
fn what_was_written_is_read_back() {
    for (fact, bytes) in samples() {
        let bytes: Vec<u8> =
            (0..bytes.len() / 2).map(|at| u8::from_str_radix(&bytes[2 * at..2 * at + 2], 16).unwrap()).collect();
        assert_eq!(Recorded::decode(&bytes).unwrap(), recorded(fact));
    }
}

#[test]
fn damaged_bytes_are_an_error_and_never_a_panic() {
    for (fact, _) in samples() {
        let good = recorded(fact).encode();
        for end in 0..good.len() {
            assert!(Recorded::decode(&good[..end]).is_err(), "cut at {end}");
        }
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                // Some flips give another valid entry, which the hash chain finds; none may panic.
                let _ = Recorded::decode(&bad);
            }
        }
    }
}

const ENROLLED: &str = "831b0005924fd197a00082048103841946e51946e7820908820082624e4c01";
const COUNTRY_CHANGED: &str = "831b0005924fd197a00082048103841946e51946e7820908820181624245";
const CARRIED_OVER: &str = "831b0005924fd197a00082048103841946e51946e78209088202831a0001a00164676f6c6481687365637572697479";
const ORDERED_RENEWAL: &str =
    "831b0005924fd197a00082048103841946e51946e78209088203851a006800018200821a0001a0011946dc8219b98c831855185318441946fa194703";
const ORDERED_PURCHASE: &str = "831b0005924fd197a00082048103841946e51946e78209088203851a006800018201831a0001a00164676f6c64816873656375726974798219b98c831855185318441946fa194703";
const PAYMENT_RECORDED: &str = "831b0005924fd197a00082048103841946e51946e78209088204821a006800018219b98c83185518531844";
const PURCHASED: &str = "831b0005924fd197a00082048103841946e51946e78209088205811a00680001";
const RENEWED: &str = "831b0005924fd197a00082048103841946e51946e78209088206831a0001a0011946dc1a00680001";
const REMINDED: &str = "831b0005924fd197a00082048103841946e51946e78209088207831a0001a0011946dc01";
const SUPERSEDED: &str = "831b0005924fd197a00082048103841946e51946e78209088208831a0001a0011946dc00";
const MISSED: &str = "831b0005924fd197a00082048103841946e51946e78209088209831a0001a0011946dc00";
const LAPSED: &str = "831b0005924fd197a00082048103841946e51946e7820908820a821a0001a0011946dc";
const REVERSED: &str = "831b0005924fd197a00082048103841946e51946e7820908820b821a0001a0011946dc";
