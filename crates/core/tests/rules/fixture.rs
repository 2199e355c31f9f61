//! The programme that these tests run: the article's rules, built by hand so that they do not depend on the file's reader.

use jubilee_core::{
    Area, AreaId, Base, Check, Command, Currency, Day, Entry, Fee, Lang, Member, MemberId, Money, Offer, OfferId, Programme,
    RenewalRules, Span, System, TransferRules, Version, Words, decide,
};

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::new("USD").unwrap() }
}

fn words(text: &str) -> Words {
    [(Lang::En, text.to_owned())].into_iter().collect()
}

fn offer(id: &str, areas: &[&str], renewal: Option<RenewalRules>, fee: Option<i64>) -> Offer {
    Offer {
        id: OfferId::from(id),
        name: words(id),
        help: words("help"),
        level: None,
        areas: areas.iter().map(|area| AreaId::from(*area)).collect(),
        included: renewal.is_none(),
        most_per_member: Some(1),
        renewal,
        fees: fee.map(|minor| Fee { countries: Vec::new(), amount: usd(minor) }).into_iter().collect(),
        requirements: Vec::new(),
    }
}

pub(crate) fn programme() -> Programme {
    let yearly = RenewalRules {
        first_anniversary: Span::Months(12),
        opens: Span::Days(1),
        closes: Span::Days(30),
        benefits_until: Span::Days(30),
        reminders: vec![Span::Days(-15), Span::Days(23)],
        next_base: Base::Anniversary,
        next_anniversary: Span::Days(365),
        check: Check::AtRenewal,
    };
    Programme {
        id: "mpn".to_owned(),
        name: words("Partner Network"),
        languages: vec![Lang::En],
        zone: "UTC".to_owned(),
        versions: vec![Version {
            number: 1,
            effective_on: day("2018-01-01"),
            is_for_begun: false,
            qualifications_heading: words("Competencies"),
            areas: vec![Area { id: AreaId::from("security"), name: words("Security") }],
            measures: Vec::new(),
            offers: vec![
                offer("network-membership", &[], None, None),
                offer("action-pack", &[], Some(yearly.clone()), Some(47_500)),
                offer("gold", &["security"], Some(yearly.clone()), Some(473_000)),
                offer("friend", &[], Some(yearly), None),
            ],
            transfer: TransferRules {
                account_holder: "Network".to_owned(),
                iban: "NL00".to_owned(),
                bic: "BIC".to_owned(),
                order_life: Span::Days(30),
                takes_days: 7,
            },
        }],
        reliefs: Vec::new(),
        legacy: None,
    }
}

/// A member with one subscription, taken over from earlier records on 2018-01-01 or on its purchase date.
pub(crate) fn member_with(offer: &str, purchased_on: Day, anniversary: Option<Day>) -> Member {
    let programme = programme();
    let mut member = Member::new(MemberId::from_number(7).unwrap());
    let enrol = Command::Enrol { country: "US".to_owned(), system: System::Current };
    act(&programme, &mut member, enrol, purchased_on).unwrap();
    let areas = if offer == "gold" { vec![AreaId::from("security")] } else { Vec::new() };
    let carry = Command::CarryOver { offer: OfferId::from(offer), areas, purchased_on, anniversary };
    act(&programme, &mut member, carry, purchased_on).unwrap();
    member
}

/// Decides and applies.
pub(crate) fn act(
    programme: &Programme,
    member: &mut Member,
    command: Command,
    today: Day,
) -> Result<Vec<Entry>, jubilee_core::Refusal> {
    let decision = decide(programme, member, command, today)?;
    for entry in &decision.entries {
        member.apply(entry).unwrap();
    }
    Ok(decision.entries)
}
