//! The ledger's bytes are kept for ever: what was written once must be read by every later version.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_core::{
    Actor, AreaId, Base, BenefitId, Bill, CardLabel, ChargeFault, Currency, Day, Entry, ExceptionKind, Fact, Further, Instant,
    Line, LineKind, MeasureId, MemberId, Money, OfferId, OrderId, Percent, Purpose, Recorded, ReliefId, Rule, SubscriptionId,
    System, Tax, Untaxed, Use,
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
    let buy =
        Purpose::Buy { subscription, offer: OfferId::from("gold"), areas: vec![AreaId::from("security")], replaces: None };
    let upgrade = Purpose::Buy {
        subscription,
        offer: OfferId::from("gold"),
        areas: vec![AreaId::from("security")],
        replaces: SubscriptionId::new(member, 2),
    };
    let (pay_by, expires_on) = (day("2019-10-01"), day("2019-10-10"));
    let ordered = |purpose| Fact::Ordered { order, purpose, amount, pay_by, expires_on, bill: None, further: None };
    let billed = |kind, tax| {
        let fee = Line { item: 0, kind: LineKind::Fee, amount, percent: None };
        let percent = Some(Percent::from_basis_points(2_500));
        let bill = Some(Bill { lines: vec![fee, Line { item: 1, kind, amount, percent }], tax });
        Fact::Ordered { order, purpose: renew.clone(), amount, pay_by, expires_on, bill, further: None }
    };
    let together = || {
        let line = |item| Line { item, kind: LineKind::Fee, amount, percent: None };
        let subscription = SubscriptionId::new(member, 2).unwrap();
        let purpose = Purpose::Reactivate { subscription, anniversary, base: Base::Anniversary, relief: None };
        let bill = Some(Bill { lines: vec![line(0), line(1)], tax: Tax::None });
        let further = Some(vec![Further { purpose, pay_by: expires_on }]);
        Fact::Ordered { order, purpose: renew.clone(), amount, pay_by, expires_on, bill, further }
    };
    let country = || "NL".to_owned();
    let charged = Tax::Charged { country: country(), rate: Percent::from_basis_points(2_100), amount };
    let next_anniversary = day("2020-08-31");
    let reactivate = |relief| Purpose::Reactivate { subscription, anniversary, base: Base::Anniversary, relief };
    let reactivated = |order, relief| Fact::Reactivated { subscription, anniversary, order, next_anniversary, relief };
    let attained =
        |area, expires_on| Fact::Attained { attainment: 3, measure: MeasureId::from("users"), area, amount: 2_000, expires_on };
    let granted = |kind| Fact::ExceptionGranted { subscription, exception: 2, kind, until: day("2019-12-31") };
    let kept = CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on: day("2034-12-31") };
    let charge_failed = |fault, is_last| Fact::ChargeFailed { subscription, anniversary, number: 1, fault, is_last };
    let used = |how| Fact::BenefitUsed { subscription, number: 4, set: 1, benefit: BenefitId::from("keys"), how };
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
        (ordered(renew.clone()), ORDERED_RENEWAL),
        (ordered(buy), ORDERED_PURCHASE),
        (Fact::PaymentRecorded { order, amount, identity: None }, PAYMENT_RECORDED),
        (Fact::Purchased { order }, PURCHASED),
        (Fact::Renewed { subscription, anniversary, order: Some(order), next_anniversary: None }, RENEWED),
        (Fact::Reminded { subscription, anniversary, reminder: 1 }, REMINDED),
        (Fact::ReminderSuperseded { subscription, anniversary, reminder: 0 }, SUPERSEDED),
        (Fact::ReminderMissed { subscription, anniversary, reminder: 0 }, MISSED),
        (Fact::Lapsed { subscription, anniversary }, LAPSED),
        (Fact::LapseReversed { subscription, anniversary }, REVERSED),
        (Fact::Renewed { subscription, anniversary, order: None, next_anniversary: Some(next_anniversary) }, RENEWED_TO),
        (ordered(reactivate(Some(ReliefId::from("relief")))), ORDERED_REACTIVATION),
        (ordered(reactivate(None)), ORDERED_REACTIVATION_BY_STAFF),
        (Fact::Migrated, MIGRATED),
        (attained(Some(AreaId::from("security")), Some(next_anniversary)), ATTAINED),
        (attained(None, None), ATTAINED_FOR_GOOD),
        (Fact::AttainmentEnded { attainment: 3 }, ATTAINMENT_ENDED),
        (Fact::AreaCovered { subscription, area: AreaId::from("security") }, AREA_COVERED),
        (reactivated(Some(order), Some(ReliefId::from("relief"))), REACTIVATED),
        (reactivated(None, None), REACTIVATED_BY_STAFF),
        (granted(ExceptionKind::Exemption), EXEMPTION),
        (granted(ExceptionKind::Extension), EXTENSION),
        (granted(ExceptionKind::Reactivation { base: Base::Payment }), REACTIVATION),
        (granted(ExceptionKind::LatePayment), LATE_PAYMENT),
        (Fact::ExceptionEnded { subscription, exception: 2 }, EXCEPTION_ENDED),
        (Fact::Announced { subscription, anniversary, relief: ReliefId::from("relief"), announcement: 1 }, ANNOUNCED),
        (
            Fact::AnnouncementSuperseded { subscription, anniversary, relief: ReliefId::from("relief"), announcement: 0 },
            ANNOUNCEMENT_SUPERSEDED,
        ),
        (billed(LineKind::UpgradeDiscount, charged), ORDERED_WITH_TAX),
        (billed(LineKind::Surcharge, Tax::None), ORDERED_UNTAXED),
        (billed(LineKind::Fee, Tax::Free { country: country(), why: Untaxed::ReverseCharge }), ORDERED_REVERSE_CHARGE),
        (billed(LineKind::Fee, Tax::Free { country: country(), why: Untaxed::OutsideScope }), ORDERED_OUTSIDE_SCOPE),
        (billed(LineKind::Fee, Tax::Free { country: country(), why: Untaxed::Exempt }), ORDERED_EXEMPT),
        (Fact::PaymentRecorded { order, amount, identity: Some("camt:1".to_owned()) }, PAYMENT_WITH_IDENTITY),
        (Fact::OrderCancelled { order }, ORDER_CANCELLED),
        (Fact::PaymentMoved { order, from: order, amount }, PAYMENT_MOVED),
        (Fact::Refunded { order, amount }, REFUNDED),
        (Fact::HeldRefunded { order, amount }, HELD_REFUNDED),
        (Fact::PaymentIdentified { order, payment: 2, identity: "camt:1".to_owned() }, PAYMENT_IDENTIFIED),
        (Fact::BillingChanged { country: Some(country()), vat_country: Some(country()), is_exempt: true }, BILLING_CHANGED),
        (Fact::BillingChanged { country: None, vat_country: None, is_exempt: false }, BILLING_CLEARED),
        (used(Use::Activated), BENEFIT_ACTIVATED),
        (used(Use::Assigned { user: 12 }), BENEFIT_ASSIGNED),
        (used(Use::Reassigned { seat: 3, user: 12 }), BENEFIT_REASSIGNED),
        (used(Use::Revealed), BENEFIT_REVEALED),
        (used(Use::Redeemed), BENEFIT_REDEEMED),
        (used(Use::Counted { amount: 3 }), BENEFIT_COUNTED),
        (Fact::ProofFiled { order, proof: 2, value_on: anniversary }, PROOF_FILED),
        (Fact::ProofAnswered { order, proof: 2, is_accepted: true }, PROOF_ACCEPTED),
        (Fact::ProofAnswered { order, proof: 2, is_accepted: false }, PROOF_REJECTED),
        (Fact::CardFollowed { order, payment: "card-1".to_owned(), is_in_flight: true }, CARD_IN_FLIGHT),
        (Fact::CardFollowed { order, payment: "card-1".to_owned(), is_in_flight: false }, CARD_FAILED),
        (Fact::AutoRenewalSwitchedOn { subscription, card: kept }, SWITCHED_ON),
        (Fact::AutoRenewalSwitchedOff { subscription }, SWITCHED_OFF),
        (Fact::AutoRenewalAnnounced { subscription, anniversary }, RENEWAL_ANNOUNCED),
        (Fact::ChargeTried { subscription, anniversary, order, number: 1 }, CHARGE_TRIED),
        (charge_failed(ChargeFault::Declined, false), CHARGE_DECLINED),
        (charge_failed(ChargeFault::SwitchedOff, true), CHARGE_GIVEN_UP),
        (together(), ORDERED_TOGETHER),
        (ordered(upgrade), ORDERED_UPGRADE),
        (Fact::Replaced { subscription, by: SubscriptionId::new(member, 2).unwrap() }, REPLACED),
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
fn whoever_caused_an_entry_is_written_as_ever() {
    let all = [
        (Actor::DailyRun, "820080"),
        (Actor::Import, "820180"),
        (Actor::Operator, "820280"),
        (Actor::User(7), "82038107"),
        (Actor::Staff(3), "82048103"),
        (Actor::CardProvider, "820580"),
    ];
    for (actor, bytes) in all {
        assert_eq!(hex(&minicbor::to_vec(actor).unwrap()), bytes, "{actor:?}");
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
const RENEWED_TO: &str = "831b0005924fd197a00082048103841946e51946e78209088206841a0001a0011946dcf6194849";
const ORDERED_REACTIVATION: &str = "831b0005924fd197a00082048103841946e51946e78209088203851a006800018202841a0001a0011946dc006672656c6965668219b98c831855185318441946fa194703";
const ORDERED_REACTIVATION_BY_STAFF: &str = "831b0005924fd197a00082048103841946e51946e78209088203851a006800018202831a0001a0011946dc008219b98c831855185318441946fa194703";
const MIGRATED: &str = "831b0005924fd197a00082048103841946e51946e7820908820c80";
const ATTAINED: &str = "831b0005924fd197a00082048103841946e51946e7820908820d85036575736572736873656375726974791907d0194849";
const ATTAINED_FOR_GOOD: &str = "831b0005924fd197a00082048103841946e51946e7820908820d8403657573657273f61907d0";
const ATTAINMENT_ENDED: &str = "831b0005924fd197a00082048103841946e51946e7820908820e8103";
const AREA_COVERED: &str = "831b0005924fd197a00082048103841946e51946e7820908820f821a0001a001687365637572697479";
const REACTIVATED: &str =
    "831b0005924fd197a00082048103841946e51946e78209088210851a0001a0011946dc1a006800011948496672656c696566";
const REACTIVATED_BY_STAFF: &str = "831b0005924fd197a00082048103841946e51946e78209088210841a0001a0011946dcf6194849";
const EXEMPTION: &str = "831b0005924fd197a00082048103841946e51946e78209088211841a0001a00102820080194755";
const EXTENSION: &str = "831b0005924fd197a00082048103841946e51946e78209088211841a0001a00102820180194755";
const REACTIVATION: &str = "831b0005924fd197a00082048103841946e51946e78209088211841a0001a0010282028101194755";
const LATE_PAYMENT: &str = "831b0005924fd197a00082048103841946e51946e78209088211841a0001a00102820380194755";
const EXCEPTION_ENDED: &str = "831b0005924fd197a00082048103841946e51946e78209088212821a0001a00102";
const ANNOUNCED: &str = "831b0005924fd197a00082048103841946e51946e78209088213841a0001a0011946dc6672656c69656601";
const ANNOUNCEMENT_SUPERSEDED: &str = "831b0005924fd197a00082048103841946e51946e78209088214841a0001a0011946dc6672656c69656600";
const ORDERED_WITH_TAX: &str = "831b0005924fd197a00082048103841946e51946e78209088203861a006800018200821a0001a0011946dc8219b98c831855185318441946fa19470382828300008219b98c831855185318448401018219b98c831855185318441909c4820183624e4c1908348219b98c83185518531844";
const ORDERED_UNTAXED: &str = "831b0005924fd197a00082048103841946e51946e78209088203861a006800018200821a0001a0011946dc8219b98c831855185318441946fa19470382828300008219b98c831855185318448401028219b98c831855185318441909c4820080";
const ORDERED_REVERSE_CHARGE: &str = "831b0005924fd197a00082048103841946e51946e78209088203861a006800018200821a0001a0011946dc8219b98c831855185318441946fa19470382828300008219b98c831855185318448401008219b98c831855185318441909c4820282624e4c00";
const ORDERED_OUTSIDE_SCOPE: &str = "831b0005924fd197a00082048103841946e51946e78209088203861a006800018200821a0001a0011946dc8219b98c831855185318441946fa19470382828300008219b98c831855185318448401008219b98c831855185318441909c4820282624e4c01";
const ORDERED_EXEMPT: &str = "831b0005924fd197a00082048103841946e51946e78209088203861a006800018200821a0001a0011946dc8219b98c831855185318441946fa19470382828300008219b98c831855185318448401008219b98c831855185318441909c4820282624e4c02";
const BILLING_CHANGED: &str = "831b0005924fd197a00082048103841946e51946e782090882181c83624e4c624e4cf5";
const BILLING_CLEARED: &str = "831b0005924fd197a00082048103841946e51946e782090882181c83f6f6f4";
const BENEFIT_ACTIVATED: &str = "831b0005924fd197a00082048103841946e51946e7820908821821851a0001a0010401646b657973820080";
const BENEFIT_ASSIGNED: &str = "831b0005924fd197a00082048103841946e51946e7820908821821851a0001a0010401646b6579738201810c";
const BENEFIT_REASSIGNED: &str = "831b0005924fd197a00082048103841946e51946e7820908821821851a0001a0010401646b657973820282030c";
const BENEFIT_REVEALED: &str = "831b0005924fd197a00082048103841946e51946e7820908821821851a0001a0010401646b657973820380";
const BENEFIT_REDEEMED: &str = "831b0005924fd197a00082048103841946e51946e7820908821821851a0001a0010401646b657973820480";
const BENEFIT_COUNTED: &str = "831b0005924fd197a00082048103841946e51946e7820908821821851a0001a0010401646b65797382058103";
const PROOF_FILED: &str = "831b0005924fd197a00082048103841946e51946e782090882181e831a00680001021946dc";
const PROOF_ACCEPTED: &str = "831b0005924fd197a00082048103841946e51946e782090882181f831a0068000102f5";
const PROOF_REJECTED: &str = "831b0005924fd197a00082048103841946e51946e782090882181f831a0068000102f4";
const CARD_IN_FLIGHT: &str = "831b0005924fd197a00082048103841946e51946e7820908821820831a0068000166636172642d31f5";
const CARD_FAILED: &str = "831b0005924fd197a00082048103841946e51946e7820908821820831a0068000166636172642d31f4";
const SWITCHED_ON: &str = "831b0005924fd197a00082048103841946e51946e782090882182a821a0001a0018364766973616434323432195cbc";
const SWITCHED_OFF: &str = "831b0005924fd197a00082048103841946e51946e782090882182b811a0001a001";
const RENEWAL_ANNOUNCED: &str = "831b0005924fd197a00082048103841946e51946e782090882182c821a0001a0011946dc";
const CHARGE_TRIED: &str = "831b0005924fd197a00082048103841946e51946e782090882182d841a0001a0011946dc1a0068000101";
const CHARGE_DECLINED: &str = "831b0005924fd197a00082048103841946e51946e782090882182e851a0001a0011946dc0100f4";
const CHARGE_GIVEN_UP: &str = "831b0005924fd197a00082048103841946e51946e782090882182e851a0001a0011946dc010df5";
const ORDERED_TOGETHER: &str = "831b0005924fd197a00082048103841946e51946e78209088203871a006800018200821a0001a0011946dc8219b98c831855185318441946fa19470382828300008219b98c831855185318448301008219b98c8318551853184482008081828202831a0001a0021946dc00194703";
const PAYMENT_WITH_IDENTITY: &str =
    "831b0005924fd197a00082048103841946e51946e78209088204831a006800018219b98c831855185318446663616d743a31";
const ORDER_CANCELLED: &str = "831b0005924fd197a00082048103841946e51946e78209088217811a00680001";
const PAYMENT_MOVED: &str =
    "831b0005924fd197a00082048103841946e51946e7820908821818831a006800011a006800018219b98c83185518531844";
const REFUNDED: &str = "831b0005924fd197a00082048103841946e51946e7820908821819821a006800018219b98c83185518531844";
const HELD_REFUNDED: &str = "831b0005924fd197a00082048103841946e51946e782090882181a821a006800018219b98c83185518531844";
const PAYMENT_IDENTIFIED: &str = "831b0005924fd197a00082048103841946e51946e782090882181b831a00680001026663616d743a31";
const ORDERED_UPGRADE: &str = "831b0005924fd197a00082048103841946e51946e78209088203851a006800018201841a0001a00164676f6c64816873656375726974791a0001a0028219b98c831855185318441946fa194703";
const REPLACED: &str = "831b0005924fd197a00082048103841946e51946e782090882181d821a0001a0011a0001a002";
