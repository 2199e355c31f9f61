//! The digest of notices: reminders of windows, and lapses.

mod automatic;
mod news;
mod view;

use std::fmt::Write;

use jubilee_core::{Currency, Day, Instant, Lang, Money};
use serde::{Deserialize, Serialize};

use super::{MailError, Words};
use crate::calendar::{self, WindowEntry};
pub use automatic::{AutoNews, AutoStage};
pub(super) use news::missing;
pub use news::{Allows, Came, ExceptionNews, Moved, NoEffect, OpenAgain, ProofNews, ReliefNews, Stage, TakenBack};

/// From so many days before its last day on, a window is in its last days.
const LAST_DAYS: i32 = 7;
/// So many notices are listed for machines; a member with more is a case for reading.
const MOST_FOR_MACHINES: usize = 40;

/// Everything that one recipient is to know on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// The language of the mail and of all names in it.
    pub lang: Lang,
    /// The programme's name.
    pub programme: String,
    /// The member's name.
    pub member: String,
    /// The recipient's name.
    pub name: Option<String>,
    /// The day the mail is sent: what it says is true on that day.
    pub on: Day,
    /// The page of the member's offers.
    pub offers_url: String,
    /// At least one.
    pub notices: Vec<Notice>,
}

/// One thing to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "kebab-case")]
pub enum Notice {
    /// A window that is to come or open.
    Reminder(Reminder),
    /// A subscription that has lapsed.
    Lapsed(Lapsed),
    /// What a relief changes for a subscription (R16).
    Relief(ReliefNews),
    /// What staff allowed for a subscription, or took back.
    Exception(ExceptionNews),
    /// The account has been moved out of the legacy system (R18).
    Moved(Moved),
    /// An order was cancelled, or its money goes back.
    TakenBack(TakenBack),
    /// Money came for an order, and was not enough or too much.
    Came(Came),
    /// Staff did not accept a proof of payment.
    Proof(ProofNews),
    /// A renewal that is charged automatically, or was to be.
    Automatic(AutoNews),
}

/// A subscription that can be renewed, or soon can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The subscription's reference.
    pub subscription: String,
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The anniversary.
    pub anniversary: Day,
    /// The first day of the window.
    pub renew_from: Day,
    /// The last day of the window.
    pub renew_until: Day,
    /// The last day with benefits when it is not renewed.
    pub benefits_until: Day,
    /// The day on which it lapses when it is not renewed.
    pub lapses_on: Day,
    /// The next anniversary when it is renewed, where that does not depend on the day of renewing.
    pub next_anniversary: Option<Day>,
    /// What renewing costs; none where nothing is to be paid.
    #[serde(with = "super::kept::opt_money", default)]
    pub fee: Option<Money>,
    /// What the tax is called that is in it; none where no tax is charged.
    #[serde(default)]
    pub fee_tax: Option<String>,
    /// Its requirements are waived for this renewal.
    pub requirements_waived: bool,
    /// The member is still in the legacy system and must move before it can renew.
    pub move_first: bool,
    /// What that system is called, and how to move, in the programme's words.
    #[serde(default)]
    pub legacy: Option<Legacy>,
    /// What a relief says instead of the usual sentence about the requirements, in the programme's words.
    #[serde(default)]
    pub relief_text: Option<String>,
    /// The names of the benefits that go when it is not renewed; none while its window is still to come.
    #[serde(default)]
    pub losses: Vec<String>,
    /// What is missing for the requirements, where they are not met and not waived.
    #[serde(default)]
    pub missing: Option<String>,
    /// What is missing for areas that are lost alone, where others let it be renewed.
    #[serde(default)]
    pub partly_missing: Option<String>,
    /// How often this window's calendar entry was sent with other contents before (0 for the first time).
    pub calendar_sequence: u32,
    /// The payment for it that is on its way, so that nothing is asked for once more.
    #[serde(default)]
    pub in_flight: Option<InFlight>,
}

/// A payment that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InFlight {
    /// The order's number.
    pub order: String,
    /// Its value date, as far as it is known.
    pub value_on: Day,
    /// Whether it is a card payment that the provider works on; else a proof was sent in.
    pub is_card: bool,
    /// The last day on which the lapse waits for it; none where it does not.
    pub until: Option<Day>,
}

/// The system that an account has to be moved out of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Legacy {
    /// What people call it.
    pub name: String,
    /// What a member has to know about moving.
    pub how_to_move: String,
    /// The page on which the account is moved.
    #[serde(default)]
    pub move_url: Option<String>,
}

/// A subscription that was not renewed.
#[expect(clippy::struct_excessive_bools, reason = "each decides about a sentence of its own, in any combination")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// The subscription's reference.
    pub subscription: String,
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covered.
    pub areas: Vec<String>,
    /// The anniversary that was not followed by a renewal.
    pub anniversary: Day,
    /// The last day on which it could be renewed.
    pub renew_until: Day,
    /// The first day without it and its benefits.
    pub lapsed_on: Day,
    /// The names of the benefits that went with it.
    #[serde(default)]
    pub losses: Vec<String>,
    /// The member's membership itself goes on without this.
    pub membership_remains: bool,
    /// Whether the member may buy it anew.
    pub on_sale: bool,
    /// What buying it anew costs; none where nothing is to be paid.
    #[serde(with = "super::kept::opt_money", default)]
    pub fee: Option<Money>,
    /// What the tax is called that is in it; none where no tax is charged.
    #[serde(default)]
    pub fee_tax: Option<String>,
    /// Whether buying it anew has requirements.
    #[serde(default = "applies")]
    pub requirements_apply: bool,
    /// The last day on which it can be reactivated.
    #[serde(default)]
    pub reactivate_until: Option<Day>,
    /// The member is still in the legacy system and must move before it can do anything.
    #[serde(default)]
    pub move_first: bool,
    /// What that system is called, and how to move.
    #[serde(default)]
    pub legacy: Option<Legacy>,
}

/// What mails say that were queued before they knew.
fn applies() -> bool {
    true
}

/// Where a day stands in a window, from the one to be told first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Open, and soon no longer.
    LastDays,
    /// Open.
    Open,
    /// Still to come.
    Upcoming,
}

impl Reminder {
    /// Where `on` stands in the window; none once it has closed.
    pub fn phase(&self, on: Day) -> Option<Phase> {
        if on > self.renew_until {
            None
        } else if on < self.renew_from {
            Some(Phase::Upcoming)
        } else if self.renew_until.days_since(on) <= LAST_DAYS {
            Some(Phase::LastDays)
        } else {
            Some(Phase::Open)
        }
    }

    /// Whether something has to be done before it can be renewed, even when its window is open.
    fn is_blocked(&self) -> bool {
        self.move_first || self.is_unmet()
    }

    /// Whether its requirements stand in the way.
    fn is_unmet(&self) -> bool {
        self.missing.is_some() && !self.requirements_waived
    }
}

/// A notice with its place in the digest: what can still be saved comes first, then what is lost, then what is to come.
#[derive(Clone, Copy)]
enum Placed<'a> {
    Reminder(&'a Reminder, Phase),
    Lapsed(&'a Lapsed),
    Relief(&'a ReliefNews),
    Exception(&'a ExceptionNews),
    Moved(&'a Moved),
    TakenBack(&'a TakenBack),
    Came(&'a Came),
    Proof(&'a ProofNews),
    Automatic(&'a AutoNews),
}

impl<'a> Placed<'a> {
    /// The place, and at one place the day, the relief so that what it changes stands together, and the subscription.
    fn rank(&self) -> (u8, Day, &str, &str) {
        match self {
            Placed::Reminder(reminder, Phase::LastDays) => (0, reminder.renew_until, "", &reminder.subscription),
            Placed::Lapsed(lapsed) => (1, lapsed.lapsed_on, "", &lapsed.subscription),
            Placed::Reminder(reminder, Phase::Open) => (2, reminder.renew_until, "", &reminder.subscription),
            Placed::Relief(news) => (3, news.on, &news.relief, &news.subscription),
            Placed::Exception(news) => (3, news.until, "", &news.subscription),
            Placed::Moved(news) => (3, news.on, "", &news.legacy),
            Placed::TakenBack(news) => (3, news.on, "", &news.order),
            Placed::Came(news) => (if news.missing.is_some() { 2 } else { 3 }, news.pay_by, "", &news.order),
            Placed::Proof(news) => (0, news.on, "", &news.order),
            Placed::Automatic(news) => (if news.is_urgent() { 0 } else { 3 }, news.on, "", &news.subscription),
            Placed::Reminder(reminder, Phase::Upcoming) => (4, reminder.renew_from, "", &reminder.subscription),
        }
    }

    /// The system out of which the account has to move before anything can be done about the notice.
    fn legacy(&self) -> Option<&'a Legacy> {
        match self {
            Placed::Reminder(reminder, _) => reminder.legacy.as_ref().filter(|_| reminder.move_first),
            Placed::Lapsed(lapsed) => lapsed.legacy.as_ref().filter(|_| lapsed.move_first),
            Placed::Relief(news) => news.legacy.as_ref().filter(|_| news.move_first),
            Placed::Exception(_)
            | Placed::Moved(_)
            | Placed::TakenBack(_)
            | Placed::Came(_)
            | Placed::Proof(_)
            | Placed::Automatic(_) => None,
        }
    }
}

impl Notices {
    pub(super) fn words(&self) -> Result<Words, MailError> {
        view::words(self, &self.placed()?)
    }

    /// The notices, the most urgent first.
    fn placed(&self) -> Result<Vec<Placed<'_>>, MailError> {
        if self.notices.is_empty() {
            return Err(MailError::Empty { member: self.member.clone() });
        }
        let mut placed = Vec::with_capacity(self.notices.len());
        for notice in &self.notices {
            placed.push(match notice {
                Notice::Lapsed(lapsed) => Placed::Lapsed(lapsed),
                Notice::Relief(news) => Placed::Relief(news),
                Notice::Exception(news) => Placed::Exception(news),
                Notice::Moved(news) => Placed::Moved(news),
                Notice::TakenBack(news) => Placed::TakenBack(news),
                Notice::Came(news) => Placed::Came(news),
                Notice::Proof(news) => Placed::Proof(news),
                Notice::Automatic(news) => Placed::Automatic(news),
                Notice::Reminder(reminder) => {
                    let phase = reminder.phase(self.on).ok_or_else(|| MailError::TooLate {
                        subscription: reminder.subscription.clone(),
                        on: self.on,
                        renew_until: reminder.renew_until,
                    })?;
                    Placed::Reminder(reminder, phase)
                }
            });
        }
        placed.sort_by(|one, other| one.rank().cmp(&other.rank()));
        Ok(placed)
    }

    /// `kind subscription anniversary`, separated by commas, in the order given; letters that could end a word are escaped as in a
    /// URL. A list that had to be cut ends with `+` and the number left out.
    pub(super) fn for_machines(&self) -> String {
        let item = |notice: &Notice| match notice {
            Notice::Reminder(reminder) => format!("reminder {} {}", escaped(&reminder.subscription), reminder.anniversary),
            Notice::Lapsed(lapsed) => format!("lapsed {} {}", escaped(&lapsed.subscription), lapsed.anniversary),
            Notice::Relief(news) => format!("relief {} {}", escaped(&news.subscription), news.anniversary),
            Notice::Exception(news) => {
                let on = news.anniversary.unwrap_or(news.until);
                format!("exception {} {on}", escaped(&news.subscription))
            }
            Notice::Moved(news) => format!("moved {} {}", escaped(&news.member), news.on),
            Notice::TakenBack(news) if news.is_refund => format!("refunded {} {}", escaped(&news.order), news.on),
            Notice::TakenBack(news) => format!("cancelled {} {}", escaped(&news.order), news.on),
            Notice::Came(news) if news.missing.is_some() => format!("partly-paid {} {}", escaped(&news.order), news.on),
            Notice::Proof(news) => format!("proof-rejected {} {}", escaped(&news.order), news.on),
            Notice::Automatic(news) => {
                format!("automatic-renewal {} {}", escaped(&news.subscription), news.anniversary)
            }
            Notice::Came(news) if !news.without.is_empty() => format!("without {} {}", escaped(&news.order), news.on),
            Notice::Came(news) => format!("overpaid {} {}", escaped(&news.order), news.on),
        };
        // Header lines are bounded; a subscription's reference usually takes a dozen letters.
        let (mut out, mut listed) = (String::new(), 0);
        for item in self.notices.iter().take(MOST_FOR_MACHINES).map(item) {
            if out.len() + item.len() > 850 {
                break;
            }
            if listed > 0 {
                out.push_str(", ");
            }
            out.push_str(&item);
            listed += 1;
        }
        if listed < self.notices.len() {
            write!(out, " +{}", self.notices.len() - listed).expect("writing to a string succeeds");
        }
        out
    }

    pub(super) fn calendar(&self, host: &str, written_at: Instant) -> Option<String> {
        let entries: Vec<WindowEntry<'_>> = self
            .notices
            .iter()
            .filter_map(|notice| match notice {
                Notice::Reminder(reminder) => Some(WindowEntry {
                    lang: self.lang,
                    subscription: &reminder.subscription,
                    offer: &reminder.offer,
                    anniversary: reminder.anniversary,
                    moved_from: None,
                    renew_from: reminder.renew_from,
                    renew_until: reminder.renew_until,
                    lapses_on: reminder.lapses_on,
                    sequence: reminder.calendar_sequence,
                    url: &self.offers_url,
                }),
                Notice::Relief(news) => news.calendar(self.lang, &self.offers_url),
                Notice::Lapsed(_)
                | Notice::Exception(_)
                | Notice::Moved(_)
                | Notice::TakenBack(_)
                | Notice::Came(_)
                | Notice::Proof(_)
                | Notice::Automatic(_) => None,
            })
            .collect();
        (!entries.is_empty()).then(|| calendar::object(&entries, host, written_at))
    }

    /// A digest in each state that reads differently.
    pub fn samples(lang: Lang) -> Vec<(&'static str, Notices)> {
        let anniversary = sample_day(2019, 9, 1);
        let alone = |on, notice| Notices {
            lang,
            programme: "Microsoft Partner Network".to_owned(),
            member: "Contoso B.V.".to_owned(),
            name: Some("Anna de Vries".to_owned()),
            on,
            offers_url: "https://renew.example/offers".to_owned(),
            notices: vec![notice],
        };
        let reminder = Reminder::sample(lang, "AP-1042", anniversary);
        let remind = |days| {
            let losses = if days > 0 { losses(lang) } else { Vec::new() };
            alone(anniversary.plus_days(days), Notice::Reminder(Reminder { losses, ..reminder.clone() }))
        };
        let lapsed = Lapsed::sample(lang);
        let mut several = remind(24);
        several.name = None;
        several.notices.extend([
            Notice::Reminder(Reminder {
                offer: silver(lang).to_owned(),
                areas: vec!["DevOps".to_owned(), "Security".to_owned(), "Data Analytics".to_owned()],
                requirements_waived: true,
                move_first: true,
                legacy: Some(news::legacy(lang)),
                fee: Some(dollars(167_000)),
                fee_tax: None,
                ..Reminder::sample(lang, "SIL-77", sample_day(2019, 10, 10))
            }),
            Notice::Lapsed(lapsed.clone()),
        ]);
        let flight = InFlight {
            order: "1042-3".to_owned(),
            value_on: anniversary.plus_days(28),
            is_card: false,
            until: Some(anniversary.plus_days(37)),
        };
        let on_its_way = Reminder { in_flight: Some(flight.clone()), ..reminder.clone() };
        let flight = InFlight { is_card: true, until: None, ..flight };
        let by_card = Reminder { in_flight: Some(flight), ..reminder.clone() };
        let partly = Reminder {
            offer: gold(lang).to_owned(),
            areas: vec!["Cloud Platform".to_owned(), "DevOps".to_owned()],
            partly_missing: Some(format!("DevOps: {}", news::missing(lang))),
            fee: Some(dollars(473_000)),
            fee_tax: None,
            ..reminder.clone()
        };
        let unmet = Reminder { missing: Some(news::missing(lang).to_owned()), ..reminder.clone() };
        let legacy = Some(news::legacy(lang));
        let unmoved = Reminder { move_first: true, legacy: legacy.clone(), ..reminder.clone() };
        let held_up = Lapsed { on_sale: false, move_first: true, legacy, ..lapsed.clone() };
        let texted = Reminder { relief_text: Some(news::notice(lang).to_owned()), ..reminder.clone() };
        let back = Lapsed {
            anniversary: sample_day(2020, 11, 30),
            renew_until: sample_day(2020, 12, 30),
            lapsed_on: sample_day(2020, 12, 31),
            reactivate_until: Some(sample_day(2020, 12, 31)),
            ..lapsed.clone()
        };
        let news =
            news::samples(lang).into_iter().chain(automatic::samples(lang)).map(|(name, on, notice)| (name, alone(on, notice)));
        let mut samples: Vec<(&'static str, Notices)> = news.collect();
        samples.push((
            "relief-several",
            Notices { notices: news::announced(lang), ..alone(sample_day(2020, 8, 13), several.notices[0].clone()) },
        ));
        samples.extend([
            ("reminder-in-flight", alone(anniversary.plus_days(28), Notice::Reminder(on_its_way))),
            ("reminder-in-flight-card", alone(anniversary.plus_days(23), Notice::Reminder(by_card))),
            ("reminder-partly-missing", alone(anniversary.plus_days(10), Notice::Reminder(partly))),
            ("reminder-missing", alone(anniversary.plus_days(10), Notice::Reminder(unmet))),
            ("reminder-relief-text", alone(anniversary.plus_days(-15), Notice::Reminder(texted))),
            ("reminder-move-first", alone(anniversary.plus_days(10), Notice::Reminder(unmoved))),
            ("lapsed-move-first", alone(held_up.lapsed_on, Notice::Lapsed(held_up))),
            ("lapsed-reactivatable", alone(back.lapsed_on, Notice::Lapsed(back))),
        ]);
        samples.extend([
            ("reminder-upcoming", remind(-15)),
            ("reminder-open", remind(10)),
            ("reminder-last-days", remind(23)),
            ("reminder-last-day", remind(30)),
            ("lapsed", alone(lapsed.lapsed_on, Notice::Lapsed(lapsed))),
            ("notices-several", several),
        ]);
        samples
    }
}

impl Reminder {
    /// An Action Pack, with the dates that follow from its anniversary by the rules of the programme we ship.
    fn sample(lang: Lang, subscription: &str, anniversary: Day) -> Reminder {
        Reminder {
            subscription: subscription.to_owned(),
            offer: match lang {
                Lang::En | Lang::Nl => "Microsoft Action Pack".to_owned(),
            },
            areas: Vec::new(),
            anniversary,
            renew_from: anniversary.plus_days(1),
            renew_until: anniversary.plus_days(30),
            benefits_until: anniversary.plus_days(30),
            lapses_on: anniversary.plus_days(31),
            next_anniversary: Some(anniversary.plus_days(365)),
            fee: Some(dollars(47_500)),
            fee_tax: None,
            requirements_waived: false,
            move_first: false,
            legacy: None,
            relief_text: None,
            losses: Vec::new(),
            missing: None,
            partly_missing: None,
            calendar_sequence: 0,
            in_flight: None,
        }
    }
}

impl Lapsed {
    fn sample(lang: Lang) -> Lapsed {
        let anniversary = sample_day(2019, 8, 25);
        Lapsed {
            subscription: "GLD-9".to_owned(),
            offer: gold(lang).to_owned(),
            areas: vec!["Cloud Platform".to_owned(), "DevOps".to_owned()],
            anniversary,
            renew_until: anniversary.plus_days(30),
            lapsed_on: anniversary.plus_days(31),
            losses: losses(lang),
            membership_remains: true,
            on_sale: true,
            fee: Some(dollars(473_000)),
            fee_tax: None,
            requirements_apply: true,
            reactivate_until: None,
            move_first: false,
            legacy: None,
        }
    }
}

/// What a lapse takes away.
fn losses(lang: Lang) -> Vec<String> {
    let names = match lang {
        Lang::En => ["Azure credit", "Visual Studio subscriptions", "Support incidents"],
        Lang::Nl => ["Azure-tegoed", "Visual Studio-abonnementen", "Supportincidenten"],
    };
    names.map(str::to_owned).to_vec()
}

pub(super) fn gold(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Gold competency",
        Lang::Nl => "Gold-competentie",
    }
}

pub(super) fn silver(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Silver competency",
        Lang::Nl => "Silver-competentie",
    }
}

pub(super) fn sample_day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("samples use days that exist")
}

pub(super) fn dollars(minor: i64) -> Money {
    Money { minor, currency: Currency::new("USD").expect("a currency's code is three capitals") }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes().take(200) {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(byte as char);
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string succeeds");
        }
    }
    out
}
