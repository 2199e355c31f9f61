//! Orders, and what staff and the sandbox show.

use jubilee_core::{Day, ItemState, Lang, Replacing};
use jubilee_texts::BillWords;

use super::{day, gold, order_id, silver, taxed_words, untaxed_words, usd, words};
use crate::pages::demo::MailboxLine;
use crate::pages::staff::{
    FailedStep, LateMoney, LedgerLine, MailLine, MailState, MemberLine, MemberOffer, PauseLine, RunLine, UserLine,
};
use crate::route;
use crate::view::{
    Account, ForTogether, InvoiceLine, InvoiceYear, OneOfSeveral, Order, OrderItem, OrderLine, OrderState, Purpose, Replaces,
    Status,
};

pub(crate) fn order(lang: Lang) -> Order {
    Order {
        id: order_id(3),
        number: "4127-3".to_owned(),
        state: OrderState::Open,
        made_on: day(2020, 9, 20),
        offer: gold(lang),
        areas: vec!["Cloud Platform".to_owned(), "Data Analytics".to_owned()],
        purpose: Purpose::Renewal { anniversary: day(2020, 9, 15), next_anniversary: day(2021, 9, 15) },
        replaces: None,
        items: Vec::new(),
        amount: usd(473_000),
        bill: None,
        received: usd(0),
        missing: usd(473_000),
        held: usd(0),
        refunded: usd(0),
        moved: usd(0),
        payments: Vec::new(),
        account: Account {
            holder: "Example Programme Operations Ltd".to_owned(),
            iban: "NL91ABNA0417164300".to_owned(),
            bic: "ABNANL2A".to_owned(),
        },
        reference: "4127-3".to_owned(),
        pay_by: day(2020, 10, 15),
        safe_until: day(2020, 10, 8),
        purchase_order: Some("PO-2020-0417".to_owned()),
    }
}

/// An order for two things at once, which stand so.
pub(crate) fn together(lang: Lang, states: [ItemState; 2]) -> Order {
    let fee = if lang == Lang::En { "fee of a year" } else { "jaarbijdrage" };
    let item = |offer: &str, areas: &[&str], anniversary: Day, minor, state| OrderItem {
        offer: offer.to_owned(),
        areas: areas.iter().map(|area| (*area).to_owned()).collect(),
        purpose: Purpose::Renewal { anniversary, next_anniversary: anniversary.plus_days(365) },
        pay_by: anniversary.plus_days(30),
        amount: usd(minor),
        state,
    };
    let items = vec![
        item("Microsoft Action Pack", &[], day(2020, 9, 10), 47_500, states[0]),
        item(&gold(lang), &["Cloud Platform", "Data Analytics"], day(2020, 9, 15), 473_000, states[1]),
    ];
    let names: Vec<String> = items.iter().map(|item| item.offer.clone()).collect();
    let mut rows: Vec<(String, jubilee_core::Money)> =
        items.iter().map(|item| (format!("{}: {fee}", item.offer), item.amount)).collect();
    rows.push((if lang == Lang::En { "To be paid" } else { "Te betalen" }.to_owned(), usd(520_500)));
    let pay_by = items[0].pay_by;
    Order {
        offer: jubilee_texts::list(lang, &names),
        areas: Vec::new(),
        items,
        amount: usd(520_500),
        missing: usd(520_500),
        bill: Some(BillWords { rows, note: None, why: None }),
        pay_by,
        safe_until: pay_by.plus_days(-7),
        ..order(lang)
    }
}

/// The two things of that order, before it is made.
pub(crate) fn several(lang: Lang) -> ForTogether {
    let order = together(lang, [ItemState::Waiting; 2]);
    let item = |(id, item): (i64, &OrderItem)| OneOfSeveral {
        comes_back: false,
        id,
        offer: item.offer.clone(),
        fee: jubilee_texts::money(lang, item.amount),
        until: item.pay_by,
    };
    ForTogether { items: (4_226_049..).zip(&order.items).map(item).collect(), total: order.amount }
}

/// The order for two things whose money came too late for one of them.
pub(crate) fn in_part(lang: Lang) -> Order {
    let (value_on, term_until) = (day(2020, 10, 13), Some(day(2021, 9, 15)));
    let over = Some(usd(47_500));
    Order {
        state: OrderState::Paid { value_on, term_from: day(2020, 9, 16), term_until, over, is_in_part: true },
        received: usd(520_500),
        missing: usd(0),
        held: usd(47_500),
        payments: vec![(value_on, usd(520_500))],
        ..together(lang, [ItemState::Without, ItemState::Done])
    }
}

/// What a business pays that is taxed, has a discount, and has a surcharge; with the note of one that is not taxed.
pub(crate) fn bill(lang: Lang, is_taxed: bool) -> BillWords {
    let label = |en: &str, nl: &str| if lang == Lang::En { en.to_owned() } else { nl.to_owned() };
    let mut rows = vec![
        (label("Fee of a year", "Jaarbijdrage"), usd(473_000)),
        (label("Upgrade discount (25%)", "Korting voor het hogere niveau (25%)"), usd(-118_250)),
        (label("Before tax", "Bedrag zonder belasting"), usd(354_750)),
    ];
    let (tax, note) = if is_taxed { (74_498, None) } else { (0, Some(label("Reverse charge", "Btw verlegd"))) };
    if is_taxed {
        rows.push((label("VAT 21% (Netherlands)", "Btw 21% (Nederland)"), usd(tax)));
    }
    rows.push((label("To be paid", "Te betalen"), usd(354_750 + tax)));
    let why = Some(if is_taxed { taxed_words(lang) } else { untaxed_words(lang) });
    BillWords { rows, note, why }
}

/// The order of gold, which takes the place of silver.
pub(crate) fn upgrade_order(lang: Lang, how_far: Replacing) -> Order {
    Order {
        purpose: Purpose::Purchase,
        amount: usd(429_248),
        missing: usd(429_248),
        bill: Some(bill(lang, true)),
        replaces: Some(Replaces { offer: silver(lang), how_far }),
        ..order(lang)
    }
}

/// The order with part of its money.
pub(crate) fn partly_paid_order(lang: Lang) -> Order {
    Order {
        state: OrderState::PartlyPaid,
        received: usd(470_000),
        missing: usd(3_000),
        held: usd(470_000),
        payments: vec![(day(2020, 9, 24), usd(470_000))],
        ..order(lang)
    }
}

/// The order with more money than it costs.
pub(crate) fn overpaid_order(lang: Lang) -> Order {
    let over = Some(usd(2_000));
    let (value_on, term_until) = (day(2020, 9, 28), Some(day(2021, 9, 15)));
    Order {
        state: OrderState::Paid { value_on, term_from: day(2020, 9, 16), term_until, over, is_in_part: false },
        received: usd(475_000),
        missing: usd(0),
        held: usd(2_000),
        payments: vec![(day(2020, 9, 24), usd(470_000)), (value_on, usd(5_000))],
        ..order(lang)
    }
}

/// The order with more money than it costs, of which part has gone back and the rest pays another order.
pub(crate) fn partly_refunded_order(lang: Lang) -> Order {
    let over = overpaid_order(lang);
    let OrderState::Paid { value_on, term_from, term_until, .. } = over.state else { return over };
    Order {
        state: OrderState::Paid { value_on, term_from, term_until, over: None, is_in_part: false },
        received: usd(473_000),
        held: usd(0),
        refunded: usd(500),
        moved: usd(1_500),
        ..over
    }
}

/// The order with money that does not count.
pub(crate) fn set_aside_order(lang: Lang, minor: i64, is_late: bool) -> Order {
    let value_on = day(2020, 10, 17);
    Order {
        state: OrderState::SetAside { value_on, is_late },
        received: usd(minor),
        missing: usd(473_000 - minor),
        held: usd(minor),
        payments: vec![(value_on, usd(minor))],
        ..order(lang)
    }
}

fn line(number: &str, member: &str, offer: String, state: OrderState, made_on: Day, minor: i64) -> OrderLine {
    OrderLine {
        number: number.to_owned(),
        member: member.to_owned(),
        offer,
        reference: number.to_owned(),
        state,
        made_on,
        pay_by: made_on.plus_days(25),
        amount: usd(minor),
        href: route::order(order_id(3)),
    }
}

pub(crate) fn order_lines(lang: Lang) -> Vec<OrderLine> {
    let paid = |value_on: Day| OrderState::Paid {
        value_on,
        term_from: value_on,
        term_until: Some(value_on.plus_days(365)),
        over: None,
        is_in_part: false,
    };
    let member = "Brightwater Systems";
    vec![
        line("4127-3", member, gold(lang), OrderState::Open, day(2020, 9, 20), 473_000),
        line("4127-2", member, gold(lang), paid(day(2019, 9, 24)), day(2019, 9, 17), 473_000),
        line(
            "4127-1",
            member,
            "Microsoft Action Pack".to_owned(),
            OrderState::Expired { on: day(2019, 4, 3) },
            day(2019, 3, 4),
            47_500,
        ),
    ]
}

pub(crate) fn invoices() -> Vec<InvoiceYear> {
    let line = |number: &str, is_credit, issued_on, order: &str| InvoiceLine {
        number: number.to_owned(),
        is_credit,
        issued_on,
        order: order.to_owned(),
        amount: usd(473_000),
        href: route::invoice(number),
    };
    let of = |year, lines| InvoiceYear { year, lines };
    vec![
        of(
            2020,
            vec![
                line("C2020-000004", true, day(2020, 10, 12), "4127-3"),
                line("2020-000123", false, day(2020, 9, 25), "4127-3"),
            ],
        ),
        of(2019, vec![line("2019-000087", false, day(2019, 9, 24), "4127-2")]),
    ]
}

pub(crate) fn open_order_lines(lang: Lang) -> Vec<OrderLine> {
    let pack = || "Microsoft Action Pack".to_owned();
    vec![
        line("3998-2", "Van der Weijden & Zonen", pack(), OrderState::Open, day(2020, 8, 30), 47_500),
        line("4127-3", "Brightwater Systems", gold(lang), OrderState::Open, day(2020, 9, 20), 473_000),
        line("4390-5", "Noorderlicht Automatisering B.V.", gold(lang), OrderState::Open, day(2020, 9, 20), 473_000),
    ]
}

pub(crate) fn late() -> Vec<LateMoney> {
    let late = LateMoney {
        order: "4055-1".to_owned(),
        member: "Calder Analytics".to_owned(),
        amount: usd(47_500),
        value_on: day(2020, 9, 17),
        pay_by: day(2020, 9, 14),
        href: "/staff/members/4055".to_owned(),
        order_href: "/staff/payments/265747201".to_owned(),
        is_acceptable: true,
        accept_href: Some("/staff/members/4055/exceptions?kind=late-payment".to_owned()),
    };
    let over = LateMoney {
        order: "4127-3".to_owned(),
        member: "Brightwater Systems".to_owned(),
        amount: usd(2_000),
        value_on: day(2020, 9, 28),
        pay_by: day(2020, 10, 15),
        href: "/staff/members/4127".to_owned(),
        order_href: "/staff/payments/270499841".to_owned(),
        is_acceptable: false,
        accept_href: None,
    };
    vec![late, over]
}

pub(crate) fn effects(lang: Lang) -> Vec<String> {
    vec![
        words(
            lang,
            "The gold competency is renewed: its anniversary moves from 15 September 2020 to 15 September 2021.",
            "De gouden competentie wordt verlengd: de jubileumdatum gaat van 15 september 2020 naar 15 september 2021.",
        ),
        words(
            lang,
            "A confirmation goes to two administrators of the member.",
            "Twee beheerders van het lid krijgen een bevestiging.",
        ),
    ]
}

pub(crate) fn member_lines(lang: Lang) -> Vec<MemberLine> {
    let held = |name: String, status| MemberOffer { is_at_risk: status == Status::Active, name, status };
    let row = |name: &str, number: &str, country: &str, offers| MemberLine {
        name: name.to_owned(),
        number: number.to_owned(),
        country: jubilee_texts::country(lang, country),
        offers,
        is_damaged: number == "4012",
        href: format!("/staff/members/{number}"),
    };
    let pack = || "Microsoft Action Pack".to_owned();
    vec![
        row("Brightwater Systems", "4127", "NL", vec![held(gold(lang), Status::RenewalOpen), held(pack(), Status::Active)]),
        row("Calder Analytics", "4055", "GB", vec![held(pack(), Status::Lapsed)]),
        row("Noorderlicht Automatisering B.V.", "4390", "NL", vec![held(gold(lang), Status::PaymentPending)]),
        row("Ostrava Cloud Works", "4012", "CZ", Vec::new()),
    ]
}

pub(crate) fn users(lang: Lang) -> Vec<UserLine> {
    let user = |name: &str, email: &str, roles, speaks, gets_mail| UserLine {
        name: name.to_owned(),
        email: email.to_owned(),
        roles,
        lang: speaks,
        gets_mail,
    };
    vec![
        user("Ines Aldridge", "ines@brightwater.example", words(lang, "Global admin", "Globale beheerder"), Lang::En, true),
        user(
            "Joost van Kampen",
            "joost@brightwater.example",
            words(lang, "Programme admin", "Programmabeheerder"),
            Lang::Nl,
            true,
        ),
        user("Finance desk", "accounts@brightwater.example", words(lang, "Billing admin", "Factuurbeheerder"), Lang::En, false),
    ]
}

pub(crate) fn ledger(lang: Lang) -> Vec<LedgerLine> {
    let entry = |sequence, what, by: &str, effective_on, recorded_on| LedgerLine {
        sequence,
        what,
        by: by.to_owned(),
        effective_on,
        recorded_on,
    };
    vec![
        entry(
            9,
            words(
                lang,
                "Order 4127-3 made: renewal of the gold competency",
                "Bestelling 4127-3 geplaatst: verlenging van de gouden competentie",
            ),
            "Ines Aldridge",
            day(2020, 9, 20),
            day(2020, 9, 20),
        ),
        entry(
            8,
            words(lang, "Reminder sent", "Herinnering verstuurd"),
            words(lang, "Daily run", "Dagelijkse uitvoering").as_str(),
            day(2020, 8, 31),
            day(2020, 8, 31),
        ),
        entry(
            7,
            words(
                lang,
                "Gold competency renewed until 15 September 2020",
                "Gouden competentie verlengd tot en met 15 september 2020",
            ),
            "Marit Verbeek",
            day(2019, 9, 24),
            day(2019, 9, 26),
        ),
    ]
}

pub(crate) fn mails() -> Vec<MailboxLine> {
    let mail = |number: i64, recipient: &str, member: &str, subject: &str, due_on, lang| MailboxLine {
        recipient: recipient.to_owned(),
        member: member.to_owned(),
        subject: subject.to_owned(),
        due_on,
        lang,
        href: route::demo_mail(number),
    };
    vec![
        mail(
            312,
            "Ines Aldridge <ines@brightwater.example>",
            "Brightwater Systems",
            "Gold competency: renew by 15 October 2020",
            day(2020, 9, 20),
            Lang::En,
        ),
        mail(
            311,
            "Sanne de Wit <sanne@noorderlicht.example>",
            "Noorderlicht Automatisering B.V.",
            "Gouden competentie: te verlengen van 6 tot en met 31 oktober 2020",
            day(2020, 9, 20),
            Lang::Nl,
        ),
        mail(
            310,
            "Rob Calder <rob@calder.example>",
            "Calder Analytics",
            "Microsoft Action Pack has lapsed",
            day(2020, 9, 19),
            Lang::En,
        ),
        mail(
            309,
            "Pieter van der Weijden <pieter@weijden.example>",
            "Van der Weijden & Zonen",
            "Bestelling 3998-2: zo betaalt u",
            day(2020, 9, 18),
            Lang::Nl,
        ),
        mail(
            308,
            "Jana Novotná <jana@ostrava.example>",
            "Ostrava Cloud Works",
            "Microsoft Action Pack renewed until 8 September 2021",
            day(2020, 9, 18),
            Lang::En,
        ),
    ]
}

pub(crate) fn mail_text() -> String {
    "Dear Ines Aldridge,\n\nBrightwater Systems can renew its gold competency\nfrom 16 September 2020 through 15 October 2020.\n\nFee: USD 4,730.00\n\nRenew: https://partner.example/offers\n".to_owned()
}

pub(crate) fn mail_line(state: MailState, mail: &MailboxLine) -> MailLine {
    let (tries, answer) = match state {
        MailState::Refused => (1, Some("550 5.1.1 no such mailbox")),
        MailState::Deferred => (3, Some("451 4.7.1 try again later")),
        MailState::Unclear => (1, Some("connection closed after the message")),
        MailState::Waiting => (0, None),
        MailState::Sent => (1, None),
        MailState::Superseded => (0, Some("renewed before it could be sent")),
    };
    MailLine {
        recipient: mail.recipient.clone(),
        subject: mail.subject.clone(),
        due_on: mail.due_on,
        state,
        tries,
        answer: answer.map(str::to_owned),
    }
}

pub(crate) fn runs() -> (Vec<RunLine>, Vec<FailedStep>) {
    let run = |of_month, due, superseded, missed, failed| RunLine {
        day: day(2020, 9, of_month),
        due,
        done: due - superseded - missed - failed,
        superseded,
        missed,
        failed,
        adds_up: true,
    };
    let runs = vec![run(20, 7, 0, 0, 0), run(19, 0, 0, 0, 0), run(18, 12, 1, 0, 1), run(17, 1_204, 16, 3, 0)];
    let failed = vec![FailedStep {
        day: day(2020, 9, 18),
        member: "Ostrava Cloud Works".to_owned(),
        href: "/staff/members/4012".to_owned(),
        step: "reminder".to_owned(),
        problem: "the member has no administrator with a mail address".to_owned(),
    }];
    (runs, failed)
}

pub(crate) fn pause(lang: Lang, is_over: bool) -> PauseLine {
    PauseLine {
        since: words(lang, "18 September 2020, 09:12 UTC", "18 september 2020, 09:12 UTC"),
        until: is_over.then(|| words(lang, "18 September 2020, 11:40 UTC", "18 september 2020, 11:40 UTC")),
        reason: words(
            lang,
            "The fee for gold in euros was published with a digit too many.",
            "De bijdrage voor goud in euro’s is met een cijfer te veel gepubliceerd.",
        ),
        by: "Marit Verbeek".to_owned(),
        resumed_by: is_over.then(|| words(lang, "Command line", "Opdrachtregel")),
    }
}

pub(crate) fn measure(lang: Lang) -> String {
    words(lang, "people with an exam", "medewerkers met een behaald examen")
}
