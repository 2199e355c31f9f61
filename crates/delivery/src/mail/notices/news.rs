//! Notices of what changed: a relief, an exception, the move out of the legacy system.

use jubilee_core::{Day, Lang, Money, ReliefId};
use serde::{Deserialize, Serialize};

use super::{Legacy, Notice, dollars, gold, sample_day, silver};
use crate::calendar::WindowEntry;

/// What a relief's announcement changes for one subscription (R16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefNews {
    /// The subscription's reference.
    pub subscription: String,
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The anniversary of its cycle.
    pub anniversary: Day,
    /// The relief's name in the programme's words.
    pub relief: String,
    /// What the programme says about it, in its own words.
    pub announced: String,
    /// Whether it was announced, revised or withdrawn.
    pub stage: Stage,
    /// On which day.
    pub on: Day,
    /// The requirements are waived until this day.
    pub exempt_until: Option<Day>,
    /// The anniversary before and after, where it moved.
    pub moved: Option<(Day, Day)>,
    /// The first and last day of the renewal window; none where it has lapsed.
    pub window: Option<(Day, Day)>,
    /// The day on which it lapses when it is not renewed.
    pub lapses_on: Day,
    /// The last day on which it can be reactivated.
    pub reactivate_until: Option<Day>,
    /// Staff have to approve the reactivation, and have not.
    #[serde(default)]
    pub needs_approval: bool,
    /// The next anniversary when it is reactivated.
    pub next_anniversary: Option<Day>,
    /// What renewing or reactivating costs; none where nothing is to be paid.
    #[serde(with = "crate::mail::kept::opt_money", default)]
    pub fee: Option<Money>,
    /// What the tax is called that is in it; none where no tax is charged.
    #[serde(default)]
    pub fee_tax: Option<String>,
    /// The day until which it is paid already, where nothing is to be done now.
    pub paid_until: Option<Day>,
    /// The member is still in the legacy system and must move first.
    pub move_first: bool,
    /// What that system is called, and how to move.
    #[serde(default)]
    pub legacy: Option<Legacy>,
    /// How often this window's calendar entry was sent with other contents before (0 for the first time).
    #[serde(default)]
    pub calendar_sequence: u32,
    /// The relief in the programme file, and which of its announcements: by these the notice is looked at again before it is sent.
    #[serde(default)]
    pub of: Option<(ReliefId, u8)>,
}

/// What happened to a relief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It was announced.
    Announced,
    /// What had been announced was changed.
    Revised,
    /// It was withdrawn.
    Withdrawn,
}

/// What staff allowed for one subscription, or took back. Their reason is theirs and not in the mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionNews {
    /// The subscription's reference.
    pub subscription: String,
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The anniversary of its cycle; none where it was ordered and has not begun.
    #[serde(default)]
    pub anniversary: Option<Day>,
    /// What is allowed, in words.
    pub kind: String,
    /// What the member can do because of it.
    #[serde(default)]
    pub allows: Option<Allows>,
    /// The last day on which it counts.
    pub until: Day,
    /// Whether it was taken back.
    pub is_ended: bool,
    /// Which of the subscription's exceptions: by this the notice is looked at again before it is sent.
    #[serde(default)]
    pub number: Option<u16>,
}

/// What a member can do because of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Allows {
    /// Renew without meeting the requirements.
    RenewExempt,
    /// Reactivate what has lapsed without meeting the requirements.
    ReactivateExempt,
    /// Renew until a later day.
    RenewLater,
    /// Reactivate what has lapsed.
    Reactivate,
    /// Pay late.
    PayLate,
}

/// An order was cancelled before it was paid, or its money goes back to the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// The order's number.
    pub order: String,
    /// The offer's name.
    pub offer: String,
    /// What the order came to.
    #[serde(with = "crate::mail::kept::money")]
    pub amount: Money,
    /// On which day.
    pub on: Day,
    /// Whether its money goes back.
    pub is_refund: bool,
    /// Whether the money had done something, which is undone with it.
    pub is_undone: bool,
    /// The name of the offer that is there again, because what had taken its place is undone.
    #[serde(default)]
    pub there_again: Option<String>,
}

/// Something that an order was to pay for, for which its money had no effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoEffect {
    /// The offer's name.
    pub offer: String,
    /// By which value date the money had to count, where it came after that; nothing where something else stood in the way.
    #[serde(default)]
    pub too_late_for: Option<Day>,
}

/// Money came for an order: less than it costs, so that the rest is missing; more, so that what is too much is held; or enough, and too
/// late for some of what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// The order's number.
    pub order: String,
    /// The offer's name.
    pub offer: String,
    /// What came.
    #[serde(with = "crate::mail::kept::money")]
    pub amount: Money,
    /// On which day we learnt of it.
    pub on: Day,
    /// What is missing; nothing where it was too much.
    #[serde(with = "crate::mail::kept::opt_money", default)]
    pub missing: Option<Money>,
    /// What the money had no effect for, where it had one for the rest.
    #[serde(default)]
    pub without: Vec<NoEffect>,
    /// What is held with the order for the member, where nothing is missing.
    #[serde(with = "crate::mail::kept::opt_money", default)]
    pub held: Option<Money>,
    /// The last value date with which the rest has its effect.
    pub pay_by: Day,
    /// What the transfer of the rest must name.
    pub reference: String,
    /// Whose account it goes to.
    pub account_holder: String,
    /// The account.
    pub iban: String,
    /// The order's page.
    pub order_url: String,
}

/// Staff did not accept a proof of payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofNews {
    /// The order's number.
    pub order: String,
    /// The offer's name.
    pub offer: String,
    /// What the order still lacks.
    #[serde(with = "crate::mail::kept::money")]
    pub missing: Money,
    /// The value date that the proof stated.
    pub value_on: Day,
    /// On which day it was rejected.
    pub on: Day,
    /// Why, as staff say it.
    pub reason: String,
    /// The last value date with which the order can still be paid; none where that has passed.
    pub pay_by: Option<Day>,
    /// Since when the offer has lapsed because nothing is waited for any more.
    pub lapsed_on: Option<Day>,
    /// The order's page.
    pub order_url: String,
}

/// The account has been moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The member's reference.
    pub member: String,
    /// What the legacy system is called.
    pub legacy: String,
    /// The day of the move.
    pub on: Day,
    /// What is possible at once and has an end.
    pub open: Vec<OpenAgain>,
    /// Who has no role any more, and gets no mails; each with the roles before the move, in words.
    pub without_role: Vec<String>,
    /// The locations that were confirmed, each with its country, the headquarters first.
    #[serde(default)]
    pub locations: Vec<String>,
}

/// Something that is possible after the move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAgain {
    /// The offer's name.
    pub offer: String,
    /// The last day.
    pub until: Day,
    /// Whether it has lapsed and can be reactivated; otherwise it can be renewed.
    pub is_lapsed: bool,
}

impl ReliefNews {
    /// Whether both follow from what was announced, revised or withdrawn in one notice, which needs to be told only once.
    pub(super) fn is_of_same_announcement(&self, other: &ReliefNews) -> bool {
        (&self.relief, self.stage, self.on, &self.announced) == (&other.relief, other.stage, other.on, &other.announced)
    }

    /// The window's entry in the calendar, where there is a window that has moved.
    pub(super) fn calendar<'a>(&'a self, lang: Lang, url: &'a str) -> Option<WindowEntry<'a>> {
        let (renew_from, renew_until) = self.window.filter(|_| self.moved.is_some())?;
        Some(WindowEntry {
            lang,
            subscription: &self.subscription,
            offer: &self.offer,
            anniversary: self.anniversary,
            moved_from: self.moved.map(|(before, _)| before),
            renew_from,
            renew_until,
            lapses_on: self.lapses_on,
            sequence: self.calendar_sequence,
            url,
        })
    }
}

/// What one announcement changes for two offers of a member.
pub(super) fn announced(lang: Lang) -> Vec<Notice> {
    let mut news = samples(lang).into_iter().filter_map(|(name, _, notice)| match notice {
        Notice::Relief(news) if ["relief-announced", "relief-reactivation"].contains(&name) => Some(news),
        _ => None,
    });
    let (covered, lapsed) = (news.next().expect("a sample"), news.next().expect("a sample"));
    let covered = ReliefNews { move_first: true, legacy: Some(legacy(lang)), ..covered };
    let lapsed = ReliefNews { subscription: "SIL-77".to_owned(), offer: silver(lang).to_owned(), ..lapsed };
    vec![Notice::Relief(lapsed), Notice::Relief(covered)]
}

/// The system out of which an account of the samples has to move.
pub(super) fn legacy(lang: Lang) -> Legacy {
    Legacy {
        name: "Partner Membership Center".to_owned(),
        how_to_move: how_to_move(lang).to_owned(),
        move_url: Some("https://renew.example/move".to_owned()),
    }
}

/// Each kind of news in the states that read differently, with the day of sending.
pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Day, Notice)> {
    let announced_on = sample_day(2020, 8, 13);
    let covered = ReliefNews {
        subscription: "GLD-9".to_owned(),
        offer: gold(lang).to_owned(),
        areas: vec!["Cloud Platform".to_owned()],
        anniversary: sample_day(2020, 9, 15),
        relief: match lang {
            Lang::En => "COVID-19 extension",
            Lang::Nl => "Verlengingsregeling COVID-19",
        }
        .to_owned(),
        announced: notice(lang).to_owned(),
        stage: Stage::Announced,
        on: announced_on,
        exempt_until: Some(sample_day(2021, 9, 15)),
        moved: None,
        window: Some((sample_day(2020, 9, 16), sample_day(2020, 10, 15))),
        lapses_on: sample_day(2020, 10, 16),
        reactivate_until: None,
        needs_approval: false,
        next_anniversary: None,
        fee: Some(dollars(473_000)),
        fee_tax: None,
        paid_until: None,
        move_first: false,
        legacy: None,
        calendar_sequence: 0,
        of: None,
    };
    let lapsed = ReliefNews {
        anniversary: sample_day(2020, 7, 5),
        lapses_on: sample_day(2020, 8, 5),
        exempt_until: None,
        window: None,
        reactivate_until: Some(sample_day(2020, 12, 31)),
        next_anniversary: Some(sample_day(2021, 7, 5)),
        move_first: true,
        legacy: Some(legacy(lang)),
        ..covered.clone()
    };
    let paid = ReliefNews {
        anniversary: sample_day(2021, 8, 1),
        exempt_until: Some(sample_day(2021, 8, 1)),
        window: None,
        paid_until: Some(sample_day(2021, 8, 1)),
        ..covered.clone()
    };
    let moved = ReliefNews {
        stage: Stage::Revised,
        exempt_until: None,
        moved: Some((sample_day(2020, 9, 15), sample_day(2020, 12, 14))),
        anniversary: sample_day(2020, 12, 14),
        window: Some((sample_day(2020, 12, 15), sample_day(2021, 1, 13))),
        lapses_on: sample_day(2021, 1, 14),
        calendar_sequence: 1,
        ..covered.clone()
    };
    let withdrawn = ReliefNews { stage: Stage::Withdrawn, exempt_until: None, ..covered.clone() };
    let closed = ReliefNews { reactivate_until: None, next_anniversary: None, move_first: false, ..lapsed.clone() };
    let closed = ReliefNews { stage: Stage::Withdrawn, ..closed };
    let exception = ExceptionNews {
        subscription: "GLD-9".to_owned(),
        offer: gold(lang).to_owned(),
        areas: Vec::new(),
        anniversary: Some(sample_day(2020, 9, 15)),
        kind: match lang {
            Lang::En => "exemption from the requirements",
            Lang::Nl => "vrijstelling van de eisen",
        }
        .to_owned(),
        allows: Some(Allows::RenewExempt),
        until: sample_day(2020, 10, 31),
        is_ended: false,
        number: None,
    };
    let granted = |kind: &str, allows| ExceptionNews { kind: kind.to_owned(), allows: Some(allows), ..exception.clone() };
    let [extension, reactivation, late] = match lang {
        Lang::En => ["extension of the window", "reactivation", "late payment"],
        Lang::Nl => ["langere verlengingsperiode", "opnieuw activeren", "late betaling"],
    };
    let extended = granted(extension, Allows::RenewLater);
    let back = granted(reactivation, Allows::Reactivate);
    let late = granted(late, Allows::PayLate);
    let approval = ReliefNews { needs_approval: true, move_first: false, ..lapsed.clone() };
    let ended = ExceptionNews { is_ended: true, ..exception.clone() };
    let move_over = Moved {
        member: "1042".to_owned(),
        legacy: "Partner Membership Center".to_owned(),
        on: sample_day(2020, 9, 20),
        open: vec![
            OpenAgain { offer: gold(lang).to_owned(), until: sample_day(2020, 10, 15), is_lapsed: false },
            OpenAgain { offer: gold(lang).to_owned(), until: sample_day(2020, 12, 31), is_lapsed: true },
        ],
        without_role: vec![
            match lang {
                Lang::En => "Tobias Renner (Programme admin)",
                Lang::Nl => "Tobias Renner (Programmabeheerder)",
            }
            .to_owned(),
        ],
        locations: vec!["Brightwater Systems, NL".to_owned(), "Brightwater Gent, BE".to_owned()],
    };
    let cancelled = TakenBack {
        order: "1042-3".to_owned(),
        offer: gold(lang).to_owned(),
        amount: dollars(473_000),
        on: sample_day(2020, 9, 20),
        is_refund: false,
        is_undone: false,
        there_again: None,
    };
    let refunded = TakenBack { is_refund: true, is_undone: true, ..cancelled.clone() };
    let returned = TakenBack { is_refund: true, ..cancelled.clone() };
    let partly = Came {
        order: "1042-3".to_owned(),
        offer: gold(lang).to_owned(),
        amount: dollars(472_500),
        on: sample_day(2020, 9, 20),
        missing: Some(dollars(500)),
        without: Vec::new(),
        held: None,
        pay_by: sample_day(2020, 10, 15),
        reference: "RF82 1042 0000 3".to_owned(),
        account_holder: "Partner Programme Foundation".to_owned(),
        iban: "NL91 ABNA 0417 1643 00".to_owned(),
        order_url: "https://renew.example/orders/68288515".to_owned(),
    };
    let over = Came { amount: dollars(47_500), missing: None, held: Some(dollars(47_500)), ..partly.clone() };
    let without = Came {
        offer: jubilee_texts::list(lang, &["Action Pack".to_owned(), gold(lang).to_owned()]),
        amount: dollars(520_500),
        held: Some(dollars(47_500)),
        without: vec![NoEffect { offer: "Action Pack".to_owned(), too_late_for: Some(sample_day(2020, 9, 18)) }],
        ..over.clone()
    };
    let rejected = ProofNews {
        order: "1042-3".to_owned(),
        offer: gold(lang).to_owned(),
        missing: dollars(473_000),
        value_on: sample_day(2020, 9, 30),
        on: sample_day(2020, 10, 1),
        reason: "The file shows a transfer to another account.".to_owned(),
        pay_by: Some(sample_day(2020, 10, 15)),
        lapsed_on: None,
        order_url: "https://renew.example/orders/68288515".to_owned(),
    };
    let too_late =
        ProofNews { on: sample_day(2020, 10, 18), pay_by: None, lapsed_on: Some(sample_day(2020, 10, 16)), ..rejected.clone() };
    let quiet = Moved { open: Vec::new(), without_role: Vec::new(), locations: Vec::new(), ..move_over.clone() };
    vec![
        ("relief-announced", announced_on, Notice::Relief(covered)),
        ("relief-reactivation", announced_on, Notice::Relief(lapsed)),
        ("relief-approval", announced_on, Notice::Relief(approval)),
        ("relief-paid", announced_on, Notice::Relief(paid)),
        ("relief-moved", announced_on, Notice::Relief(moved)),
        ("relief-withdrawn", announced_on, Notice::Relief(withdrawn)),
        ("relief-withdrawn-lapsed", announced_on, Notice::Relief(closed)),
        ("exception-granted", sample_day(2020, 9, 20), Notice::Exception(exception)),
        ("exception-extension", sample_day(2020, 9, 20), Notice::Exception(extended)),
        ("exception-reactivation", sample_day(2020, 9, 20), Notice::Exception(back)),
        ("exception-late-payment", sample_day(2020, 9, 20), Notice::Exception(late)),
        ("exception-ended", sample_day(2020, 9, 25), Notice::Exception(ended)),
        ("moved", move_over.on, Notice::Moved(move_over)),
        ("moved-quiet", quiet.on, Notice::Moved(quiet)),
        ("order-cancelled", cancelled.on, Notice::TakenBack(cancelled)),
        ("order-refunded", refunded.on, Notice::TakenBack(refunded)),
        ("order-returned", returned.on, Notice::TakenBack(returned)),
        ("order-partly-paid", partly.on, Notice::Came(partly)),
        ("order-overpaid", over.on, Notice::Came(over)),
        ("order-without", without.on, Notice::Came(without)),
        ("proof-rejected", rejected.on, Notice::Proof(rejected)),
        ("proof-rejected-lapsed", too_late.on, Notice::Proof(too_late)),
    ]
}

/// What a programme may say about a relief.
pub(super) const fn notice(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "To help you focus on your customers, we extend competencies through the next anniversary in 2021.",
        Lang::Nl => "Zodat u zich op uw klanten kunt richten, verlengen wij competenties tot de jubileumdatum in 2021.",
    }
}

/// What a programme may say about moving.
pub(super) const fn how_to_move(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Sign in, choose Move your account, and confirm your company, its locations and its people.",
        Lang::Nl => "Log in, kies Overstappen en bevestig uw bedrijf, de vestigingen en de mensen.",
    }
}

/// What may be missing.
pub(in crate::mail) const fn missing(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "2 more people with a certification (2 of 4)",
        Lang::Nl => "nog 2 medewerkers met een certificering (2 van 4)",
    }
}
