//! Invoices to look at, and for tests.

use jubilee_core::{Currency, Day, Lang, Money};

use super::{Buyer, Invoice, Kind, Line, Method, Paid, Seller, Tax, Texts};

fn day(year: i32, month: u32, of_month: u32) -> Day {
    Day::from_ymd(year, month, of_month).expect("a sample's date exists")
}

fn money(minor: i64, code: &str) -> Money {
    Money { minor, currency: Currency::new(code).expect("a sample's currency is one") }
}

fn both(english: &str, dutch: &str) -> Texts {
    Texts::each(|lang| match lang {
        Lang::En => english.to_owned(),
        Lang::Nl => dutch.to_owned(),
    })
}

fn same(text: &str) -> Texts {
    both(text, text)
}

impl Invoice {
    /// Invoices and credit notes in every form that looks different, with a name for each.
    pub fn samples() -> Vec<(&'static str, Invoice)> {
        vec![
            ("plain", Invoice::plain_sample()),
            ("taxed", Invoice::taxed_sample()),
            ("reverse-charge", Invoice::reverse_charge_sample()),
            ("credit-note", Invoice::credit_sample()),
            ("many-lines", Invoice::long_sample()),
            ("many-scripts", Invoice::scripts_sample()),
        ]
    }

    /// One line, no tax.
    pub fn plain_sample() -> Invoice {
        Invoice {
            kind: Kind::Invoice,
            number: "2020-000123".to_owned(),
            issued_on: day(2020, 9, 21),
            seller: Seller {
                name: "Partner Programme Foundation".to_owned(),
                address: vec!["Keizersgracht 1".to_owned(), "1015 CN Amsterdam".to_owned(), "The Netherlands".to_owned()],
                vat_number: Some("NL123456782B90".to_owned()),
                registration: Some("KvK 12345678".to_owned()),
                footer: Some(both(
                    "Questions about this invoice? billing@partner-programme.example",
                    "Vragen over deze factuur? billing@partner-programme.example",
                )),
            },
            buyer: Buyer {
                name: "Contoso Ltd".to_owned(),
                address: vec![same("4567 Main Street"), same("Buffalo, NY 98052"), both("United States", "Verenigde Staten")],
                vat_number: None,
                member: "M1042".to_owned(),
            },
            order: "1042-7".to_owned(),
            ordered_on: day(2020, 9, 10),
            purchase_order: Some("PO-2020-0815".to_owned()),
            lines: vec![Line {
                title: both("Microsoft Action Pack, renewal", "Microsoft Action Pack, verlenging"),
                detail: None,
                term: Some((day(2020, 9, 1), day(2021, 8, 31))),
                tax_rate: None,
                net: money(47_500, "USD"),
            }],
            net: money(47_500, "USD"),
            taxes: Vec::new(),
            tax_name: None,
            total: money(47_500, "USD"),
            notes: Vec::new(),
            paid: Paid { on: day(2020, 9, 18), by: Some(Method::BankTransfer) },
        }
    }

    /// Two lines and tax at one rate.
    pub fn taxed_sample() -> Invoice {
        let plain = Invoice::plain_sample();
        Invoice {
            number: "2020-000124".to_owned(),
            buyer: Buyer {
                name: "Fabrikam Nederland B.V.".to_owned(),
                address: vec![same("Herengracht 124-128"), same("1015 BT Amsterdam"), both("The Netherlands", "Nederland")],
                vat_number: Some("NL001234567B01".to_owned()),
                member: "M2077".to_owned(),
            },
            order: "2077-3".to_owned(),
            purchase_order: None,
            lines: vec![
                Line {
                    title: both("Gold competency, renewal", "Gouden competentie, verlenging"),
                    detail: Some(both(
                        "Application Development, Cloud Platform, Data Analytics and Datacenter",
                        "Application Development, Cloud Platform, Data Analytics en Datacenter",
                    )),
                    term: Some((day(2020, 9, 16), day(2021, 9, 15))),
                    tax_rate: Some(2_100),
                    net: money(420_000, "EUR"),
                },
                Line {
                    title: both("Microsoft Action Pack, purchase", "Microsoft Action Pack, aankoop"),
                    detail: None,
                    term: Some((day(2020, 9, 18), day(2021, 9, 18))),
                    tax_rate: Some(2_100),
                    net: money(42_500, "EUR"),
                },
            ],
            net: money(462_500, "EUR"),
            taxes: vec![Tax { rate: 2_100, on: money(462_500, "EUR"), amount: money(97_125, "EUR") }],
            total: money(559_625, "EUR"),
            paid: Paid { on: day(2020, 9, 18), by: Some(Method::Card) },
            ..plain
        }
    }

    /// No tax because the buyer accounts for it.
    pub fn reverse_charge_sample() -> Invoice {
        let plain = Invoice::plain_sample();
        Invoice {
            number: "2020-000125".to_owned(),
            buyer: Buyer {
                name: "Müller & Söhne Maschinenbau- und Anlagentechnik GmbH & Co. KG".to_owned(),
                address: vec![same("Friedrichstraße 95"), same("10117 Berlin"), both("Germany", "Duitsland")],
                vat_number: Some("DE136695976".to_owned()),
                member: "M3150".to_owned(),
            },
            notes: vec![both(
                "Reverse charge: VAT is to be accounted for by the recipient (Article 196 of Directive 2006/112/EC).",
                "Btw verlegd: de btw wordt geheven van de afnemer (artikel 196 van Richtlijn 2006/112/EG).",
            )],
            paid: Paid { on: day(2020, 9, 18), by: None },
            ..plain
        }
    }

    /// The credit note of the invoice with tax.
    pub fn credit_sample() -> Invoice {
        let taxed = Invoice::taxed_sample();
        Invoice {
            kind: Kind::CreditNote { invoice: taxed.number.clone(), issued_on: taxed.issued_on },
            number: "C2020-000004".to_owned(),
            issued_on: day(2020, 10, 2),
            paid: Paid { on: day(2020, 10, 1), by: None },
            ..taxed
        }
    }

    /// More lines than a page holds.
    pub fn long_sample() -> Invoice {
        let taxed = Invoice::taxed_sample();
        let lines: Vec<Line> = (0..40).map(|at| taxed.lines[at % 2].clone()).collect();
        let net = money(lines.iter().map(|line| line.net.minor).sum(), "EUR");
        let tax = money(net.minor * 21 / 100, "EUR");
        Invoice {
            number: "2020-000126".to_owned(),
            lines,
            net,
            taxes: vec![Tax { rate: 2_100, on: net, amount: tax }],
            total: money(net.minor + tax.minor, "EUR"),
            ..taxed
        }
    }

    /// A buyer whose name and address are written in several scripts.
    pub fn scripts_sample() -> Invoice {
        let plain = Invoice::plain_sample();
        Invoice {
            number: "2020-000127".to_owned(),
            buyer: Buyer {
                name: "Łódź Δοκιμή Київ 株式会社コントソ 콘토소".to_owned(),
                address: vec![same("شركة كونتوسو 12"), same("קונטוסו בע\"מ"), same("दिल्ली, กรุงเทพ, თბილისი, Երևան")],
                vat_number: None,
                member: "M4001".to_owned(),
            },
            ..plain
        }
    }
}
