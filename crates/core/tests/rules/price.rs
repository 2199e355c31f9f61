//! What things cost: fees by date, surcharges, tax, and the bill in which they meet.

use jubilee_core::{
    Bill, Charge, Command, Fact, Fee, Line, LineKind, Money, Occasion, Percent, Programme, Reason, Rule, Surcharge, Tax,
    TaxNotes, TaxRate, TaxRules, Untaxed,
};

use crate::fixture::{History, day, programme, usd, words};

fn percent(text: &str) -> Percent {
    text.parse().unwrap()
}

/// Sold in NL at 21 %; DE has 19 %, less in the second half of 2020; BE 21 %, no tax in the US. Businesses of BE and DE account for it
/// themselves.
pub(crate) fn rules() -> TaxRules {
    let rate = |countries: &[&str], from: Option<&str>, rate: &str| TaxRate {
        countries: countries.iter().map(|code| (*code).to_owned()).collect(),
        from: from.map(day),
        rate: percent(rate),
    };
    TaxRules {
        country: "NL".to_owned(),
        name: words("VAT"),
        rates: vec![
            rate(&["NL", "BE"], None, "21 %"),
            rate(&["DE"], None, "19 %"),
            rate(&["DE"], Some("2020-07-01"), "16 %"),
            rate(&["DE"], Some("2021-01-01"), "19 %"),
        ],
        reverse_charge: vec!["NL".to_owned(), "BE".to_owned(), "DE".to_owned()],
        outside_scope: Vec::new(),
        notes: TaxNotes {
            reverse_charge: words("Reverse charge"),
            outside_scope: words("Outside the scope"),
            exempt: words("Exempt"),
        },
    }
}

fn taxed() -> Programme {
    let mut programme = programme();
    programme.versions[0].tax = Some(rules());
    programme
}

/// A member's package with these billing details, whose renewal is ordered on 2019-09-02.
fn ordered(billing: Command) -> Bill {
    let mut history = History::package(taxed());
    history.go("2019-01-01", billing);
    history.order_renewal("2019-09-02");
    let order = history.last_order();
    assert_eq!(order.bill.total(), order.amount);
    order.bill.clone()
}

fn billing(country: &str, vat_country: Option<&str>, is_exempt: bool) -> Command {
    let country = Some(country.to_owned());
    Command::ChangeBilling { country, vat_country: vat_country.map(str::to_owned), is_exempt }
}

fn free(country: &str, why: Untaxed) -> Tax {
    Tax::Free { country: country.to_owned(), why }
}

#[test]
fn tax_follows_the_address_of_the_business_its_number_and_what_staff_established() {
    let charged = |country: &str, rate: &str, minor| Tax::Charged {
        country: country.to_owned(),
        rate: percent(rate),
        amount: usd(minor),
    };
    for (details, tax) in [
        (billing("NL", None, false), charged("NL", "21 %", 9_975)),
        // At home there is no reverse charge, though the list names the country.
        (billing("NL", Some("NL"), false), charged("NL", "21 %", 9_975)),
        (billing("DE", None, false), charged("DE", "19 %", 9_025)),
        (billing("DE", Some("DE"), false), free("DE", Untaxed::ReverseCharge)),
        // The number of another country than that of the business says nothing about it.
        (billing("DE", Some("BE"), false), charged("DE", "19 %", 9_025)),
        (billing("US", None, false), free("US", Untaxed::OutsideScope)),
        (billing("NL", None, true), free("NL", Untaxed::Exempt)),
        (billing("US", None, true), free("US", Untaxed::OutsideScope)),
    ] {
        let bill = ordered(details.clone());
        assert_eq!((bill.net(), &bill.tax), (usd(47_500), &tax), "{details:?}");
    }
}

#[test]
fn the_country_of_the_member_counts_where_none_is_given_for_its_business() {
    let mut history = History::package(taxed());
    assert_eq!(history.standing("2019-09-02").bill.unwrap().tax, free("US", Untaxed::OutsideScope));
    history.go("2019-09-02", Command::ChangeCountry { country: "BE".to_owned() });
    assert_eq!(history.standing("2019-09-02").fee, Some(usd(57_475)));
    history.go("2019-09-02", billing("US", None, false));
    assert_eq!(history.standing("2019-09-02").fee, Some(usd(47_500)));
}

#[test]
fn the_rate_is_the_one_of_the_day_of_the_order_and_stays() {
    let rate = |on: &str| rules().rate("DE", day(on)).unwrap().to_string();
    assert_eq!(["2020-06-30", "2020-07-01", "2020-12-31", "2021-01-01"].map(rate), ["19 %", "16 %", "16 %", "19 %"]);
    let mut programme = taxed();
    programme.versions[0].tax.as_mut().unwrap().rates[2].from = Some(day("2019-09-10"));
    let mut history = History::package(programme);
    history.go("2019-01-01", billing("DE", None, false));
    // Before the window opens, the fee is the one of its first day; with an order, that order's.
    assert_eq!(history.standing("2019-02-01").fee, Some(usd(56_525)));
    history.order_renewal("2019-09-09");
    assert_eq!(history.standing("2019-09-12").fee, Some(usd(56_525)));
    history.go("2019-09-12", Command::CancelOrder { order: history.last_order().id });
    assert_eq!(history.standing("2019-09-12").fee, Some(usd(55_100)));
}

#[test]
fn what_is_told_what_is_ordered_and_what_is_asked_for_agree() {
    let mut history = History::package(taxed());
    history.go("2019-01-01", billing("NL", None, false));
    let told = history.standing("2019-09-02");
    let tax = Reason::TaxCharged { country: "NL".to_owned(), rate: percent("21 %"), amount: usd(9_975) };
    assert!(told.reasons.contains(&tax) && told.reasons.contains(&Reason::FeeDue { fee: usd(57_475) }));
    history.order_renewal("2019-09-02");
    assert_eq!((history.last_order().amount, Some(history.last_order().bill.clone())), (usd(57_475), told.bill));
    let short = Command::RecordPayment {
        order: history.last_order().id,
        value_on: day("2019-09-03"),
        amount: usd(47_500),
        identity: None,
    };
    history.attempt("2019-09-03", short).unwrap();
    assert_eq!(history.last_order().missing(), usd(9_975), "the tax is missing");
}

#[test]
fn a_programme_without_tax_says_nothing_about_it() {
    let mut history = History::package(programme());
    history.go("2019-01-01", billing("NL", Some("NL"), true));
    assert!(!history.reasons("2019-09-02").iter().any(|reason| matches!(reason, Reason::NoTax { .. })));
    let facts = history.go("2019-09-02", Command::OrderRenewal { subscription: history.id() });
    assert!(matches!(facts[0], Fact::Ordered { bill: None, .. }), "written as it always was");
    assert_eq!(history.last_order().bill, Bill::untaxed(usd(47_500)));
}

#[test]
fn a_fee_begins_on_a_day_for_who_orders_from_then_on() {
    let mut programme = programme();
    let package = programme.versions[0].offers.iter_mut().find(|offer| offer.id == "action-pack".into()).unwrap();
    let nl = || vec!["NL".to_owned()];
    package.fees.push(Fee { countries: Vec::new(), from: Some(day("2019-09-10")), amount: usd(50_000) });
    package.fees.push(Fee { countries: nl(), from: Some(day("2019-09-20")), amount: usd(42_000) });
    let fee = |country: &str, on: &str| package.fee(country, day(on)).unwrap();
    assert_eq!([fee("US", "2019-09-09"), fee("US", "2019-09-10")], [usd(47_500), usd(50_000)]);
    assert_eq!([fee("NL", "2019-09-19"), fee("NL", "2019-09-20")], [usd(50_000), usd(42_000)]);
    let mut history = History::package(programme);
    history.order_renewal("2019-09-09");
    assert_eq!(history.standing("2019-09-30").fee, Some(usd(47_500)), "the order fixed it");
    assert_eq!(History::package(history.programme.clone()).standing("2019-09-30").fee, Some(usd(50_000)));
}

#[test]
fn a_surcharge_comes_on_top_of_the_fee_on_its_occasion_only() {
    let charged = |charge: Charge| {
        let mut programme = taxed();
        let package = programme.versions[0].offers.iter_mut().find(|offer| offer.id == "action-pack".into()).unwrap();
        package.surcharges.push(Surcharge { on: Occasion::Renewal, charge });
        let mut history = History::package(programme);
        history.go("2019-01-01", billing("NL", None, false));
        history.order_renewal("2019-09-02");
        history.last_order().bill.clone()
    };
    let share = charged(Charge::Share(percent("12.5 %")));
    let line = |kind, minor, percent| Line { item: 0, kind, amount: usd(minor), percent };
    // 5937.5 cents and 11222.82 cents.
    let surcharge = line(LineKind::Surcharge, 5_938, Some(percent("12.5 %")));
    assert_eq!(share.lines, [line(LineKind::Fee, 47_500, None), surcharge]);
    assert_eq!((share.tax(), share.total()), (usd(11_222), usd(64_660)));
    let fixed =
        charged(Charge::Fixed(vec![Money { currency: jubilee_core::Currency::new("EUR").unwrap(), ..usd(1) }, usd(5_000)]));
    assert_eq!((fixed.net(), fixed.lines[1].percent), (usd(52_500), None));
    let history = History::package(taxed());
    let bought = jubilee_core::price(
        &history.programme,
        &history.member,
        history.programme.versions[0].offer(&"action-pack".into()).unwrap(),
        Occasion::Purchase,
        day("2019-09-02"),
    );
    assert_eq!(bought.unwrap().lines.len(), 1);
}

#[test]
fn shares_are_rounded_half_away_from_zero_and_tax_once_on_the_sum() {
    for (minor, share, rounded) in
        [(49, "21 %", 10), (50, "21 %", 11), (-50, "21 %", -11), (1, "50 %", 1), (3, "16.67 %", 1), (0, "100 %", 0)]
    {
        assert_eq!(percent(share).of(minor), rounded, "{share} of {minor}");
    }
    assert_eq!(percent("1000 %").of(i64::MAX), i64::MAX);
    for bad in ["21", "21.5.1 %", "-1 %", "1.234 %", " %", "21 %%", ".5 %", "5. %"] {
        assert!(bad.parse::<Percent>().is_err(), "{bad}");
    }
    let bill = |minor| Bill {
        lines: vec![Line { item: 0, kind: LineKind::Fee, amount: usd(minor), percent: None }],
        tax: Tax::Charged { country: "NL".to_owned(), rate: percent("21 %"), amount: usd(percent("21 %").of(minor)) },
    };
    // 21 % of 2 cents is nothing, and of three times as much one cent.
    let whole = Bill::together([bill(2), bill(2), bill(2)]).unwrap();
    assert_eq!((whole.net(), whole.tax(), bill(2).tax()), (usd(6), usd(1), usd(0)));
    assert_eq!(whole.lines.iter().map(|line| line.item).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(Bill::together([bill(2), Bill::untaxed(usd(2))]), None, "taxed otherwise");
}

#[test]
fn an_order_whose_bill_does_not_add_up_is_no_entry_of_a_ledger() {
    let mut history = History::package(taxed());
    let mut entries = history.attempt("2019-09-02", Command::OrderRenewal { subscription: history.id() }).unwrap();
    let before = History::package(taxed()).member;
    assert_eq!(before.clone().apply(&entries[0].clone()).map(drop), Ok(()));
    let Fact::Ordered { bill: Some(bill), .. } = &mut entries[0].fact else { panic!("{entries:?}") };
    bill.lines[0].amount = usd(47_499);
    assert!(before.clone().apply(&entries[0]).is_err());
}

#[test]
fn an_order_names_the_rule_of_tax_where_one_is_charged_and_only_there() {
    let rules = |programme: Programme| {
        let mut history = History::package(programme);
        let subscription = history.id();
        history.attempt("2019-09-05", Command::OrderRenewal { subscription }).unwrap().remove(0).rules
    };
    assert_eq!(rules(programme()), [Rule::Fee, Rule::OrderLife]);
    assert_eq!(rules(taxed()), [Rule::Fee, Rule::Tax, Rule::OrderLife]);
}
