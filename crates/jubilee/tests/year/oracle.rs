//! What must happen and what must hold, worked out slowly from the rules R1 to R12: a loop over the days and, on each, over all
//! subscriptions. It shares nothing with the program that it judges.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::{days_between, in_words, plus};
use crate::register::{Lang, Member, Register, Subscription};
use crate::script::{Deed, Script, anniversary_at_import};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Reminder,
    Lapsed,
}

/// A thing that a mail tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Notice {
    pub(crate) kind: Kind,
    pub(crate) subscription: String,
    pub(crate) anniversary: Date,
}

/// What a mail is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Content {
    /// In order, so that two lists of the same notices are equal.
    Notices(Vec<Notice>),
    /// A renewal was ordered.
    Ordered(String),
    /// A renewal took place.
    Renewed(String),
}

/// A mail, as far as two of them can be told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mail {
    pub(crate) on: Date,
    pub(crate) to: String,
    pub(crate) content: Content,
    pub(crate) lang: Lang,
}

/// A mail that must come, with words that must be in it.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) mail: Mail,
    pub(crate) phrases: Vec<String>,
}

/// A step of the daily run: the subscription's reference, the anniversary and what it is.
pub(crate) type Step = (String, Date, &'static str);

/// What holds for a subscription on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) status: &'static str,
    pub(crate) benefits: bool,
    pub(crate) anniversary: Date,
    pub(crate) renew_from: Date,
    pub(crate) renew_until: Date,
    pub(crate) benefits_until: Date,
    pub(crate) lapses_on: Date,
    pub(crate) reminders: [Date; 2],
    pub(crate) next_anniversary: Date,
}

/// All that is expected of a scripted sandbox.
pub(crate) struct Oracle {
    pub(crate) mails: Vec<Expected>,
    pub(crate) steps: BTreeMap<Date, Vec<Step>>,
    /// For each subscription the anniversaries in turn, each with the day from which on it is known; the first was always known.
    anniversaries: Vec<Vec<(Option<Date>, Date)>>,
}

impl Oracle {
    pub(crate) fn work_out(register: &Register, script: &Script, first: Date, last: Date) -> Oracle {
        let mut oracle = Oracle {
            mails: Vec::new(),
            steps: BTreeMap::new(),
            anniversaries: register.subscriptions.iter().map(|it| vec![(None, anniversary_at_import(it))]).collect(),
        };
        let mut today = first;
        while today <= last {
            oracle.morning(register, today);
            for action in script.get(&today).into_iter().flatten() {
                oracle.evening(register, action.subscription, action.deed, today);
            }
            today = plus(today, 1);
        }
        oracle
    }

    /// The daily run: reminders (R8, R9) and lapses (R11) of this day, one mail for a member's administrator.
    fn morning(&mut self, register: &Register, today: Date) {
        let mut notices: BTreeMap<usize, Vec<(Notice, usize)>> = BTreeMap::new();
        for (index, subscription) in register.subscriptions.iter().enumerate() {
            let anniversary = self.anniversary(index);
            let (kind, step) = match days_between(anniversary, today) {
                -15 => (Kind::Reminder, "reminder-1"),
                23 => (Kind::Reminder, "reminder-2"),
                31 => (Kind::Lapsed, "lapse"),
                _ => continue,
            };
            let notice = Notice { kind, subscription: subscription.reference.clone(), anniversary };
            self.steps.entry(today).or_default().push((subscription.reference.clone(), anniversary, step));
            notices.entry(subscription.member).or_default().push((notice, index));
        }
        for (member, mut notices) in notices {
            notices.sort();
            for (email, lang) in administrators(&register.members[member]) {
                let phrases = notices.iter().flat_map(|(notice, _)| notice_phrases(notice, lang)).collect();
                let content = Content::Notices(notices.iter().map(|(notice, _)| notice.clone()).collect());
                self.mails.push(Expected { mail: Mail { on: today, to: email.to_owned(), content, lang }, phrases });
            }
        }
    }

    /// An order or a payment, after the run of the day.
    fn evening(&mut self, register: &Register, index: usize, deed: Deed, today: Date) {
        let subscription = &register.subscriptions[index];
        let member = &register.members[subscription.member];
        let anniversary = self.anniversary(index);
        let reference = subscription.reference.clone();
        let renewed_until = match deed {
            Deed::Order => None,
            // R10: the money's value date decides, not the day on which it becomes known.
            Deed::Pay { value_on } if counts(anniversary, value_on) => {
                // R12.
                let next = plus(anniversary, 365);
                self.anniversaries[index].push((Some(today), next));
                Some(next)
            }
            Deed::Pay { .. } => return,
        };
        for (email, lang) in administrators(member) {
            let (content, phrases) = match renewed_until {
                None => (Content::Ordered(reference.clone()), order_phrases(subscription, member, anniversary, lang)),
                Some(next) => (Content::Renewed(reference.clone()), renewal_phrases(anniversary, next, lang)),
            };
            self.mails.push(Expected { mail: Mail { on: today, to: email.to_owned(), content, lang }, phrases });
        }
    }

    fn anniversary(&self, index: usize) -> Date {
        self.anniversaries[index].last().expect("every subscription has an anniversary").1
    }

    /// What holds on `on`, for somebody who asks on `today`: what was known on that day, and for a day to come what is known now.
    pub(crate) fn standing(&self, index: usize, on: Date, today: Date) -> Standing {
        let known = on.min(today);
        let mut cycles = self.anniversaries[index].iter().rev();
        let (_, anniversary) =
            *cycles.find(|(since, _)| since.is_none_or(|since| since <= known)).expect("the first was always known");
        let after = |days| plus(anniversary, days);
        Standing {
            status: match days_between(anniversary, on) {
                ..=0 => "active",
                1..=30 => "renewal-open",
                _ => "lapsed",
            },
            benefits: on <= after(30),
            anniversary,
            renew_from: after(1),
            renew_until: after(30),
            benefits_until: after(30),
            lapses_on: after(31),
            reminders: [after(-15), after(23)],
            next_anniversary: after(365),
        }
    }

    /// The anniversary that an order or a payment on `today` is about.
    pub(crate) fn anniversary_before(&self, index: usize, today: Date) -> Date {
        let mut cycles = self.anniversaries[index].iter().rev();
        cycles.find(|(since, _)| since.is_none_or(|since| since < today)).expect("the first was always known").1
    }
}

/// Whether money of this value date renews: R5, R6.
pub(crate) fn counts(anniversary: Date, value_on: Date) -> bool {
    (1..=30).contains(&days_between(anniversary, value_on))
}

/// Mails go to global and programme administrators, each in its own language.
fn administrators(member: &Member) -> impl Iterator<Item = (&str, Lang)> {
    let admins =
        member.users.iter().filter(|user| user.roles.iter().any(|it| matches!(*it, "global-admin" | "programme-admin")));
    admins.map(|user| (user.email.as_str(), user.language.unwrap_or(member.language)))
}

/// What renewing costs a year: digits and currency, as in the programme's file.
pub(crate) fn fee(subscription: &Subscription, member: &Member) -> (&'static str, &'static str) {
    let is_euro = matches!(member.country, "NL" | "BE" | "DE" | "FR");
    match (subscription.offer, is_euro) {
        ("action-pack", true) => ("425.00", "EUR"),
        ("action-pack", false) => ("475.00", "USD"),
        ("silver", true) => ("1490.00", "EUR"),
        ("silver", false) => ("1670.00", "USD"),
        (_, true) => ("4220.00", "EUR"),
        (_, false) => ("4730.00", "USD"),
    }
}

fn amount_in_words((amount, currency): (&str, &str), lang: Lang) -> String {
    let (whole, cents) = amount.split_once('.').expect("amounts have cents");
    let (thousands, decimal) = match lang {
        Lang::En => (',', '.'),
        Lang::Nl => ('.', ','),
    };
    let grouped = match whole.len() {
        4 => format!("{}{thousands}{}", &whole[..1], &whole[1..]),
        _ => whole.to_owned(),
    };
    format!("{currency} {grouped}{decimal}{cents}")
}

fn notice_phrases(notice: &Notice, lang: Lang) -> Vec<String> {
    let day = |days| in_words(plus(notice.anniversary, days), lang);
    match (notice.kind, lang) {
        (Kind::Reminder, Lang::En) => vec![
            format!("Anniversary: {}", day(0)),
            format!("Renew from: {}", day(1)),
            format!("Renew until: {}", day(30)),
            format!("next anniversary is {}", day(365)),
        ],
        (Kind::Reminder, Lang::Nl) => vec![
            format!("Jubileumdatum: {}", day(0)),
            format!("Te verlengen vanaf: {}", day(1)),
            format!("Uiterlijk te verlengen op: {}", day(30)),
            format!("volgende jubileumdatum op {}", day(365)),
        ],
        (Kind::Lapsed, Lang::En) => vec![format!("Could be renewed until: {}", day(30)), format!("Lapsed on: {}", day(31))],
        (Kind::Lapsed, Lang::Nl) => {
            vec![format!("Was te verlengen tot en met: {}", day(30)), format!("Vervallen op: {}", day(31))]
        }
    }
}

fn order_phrases(subscription: &Subscription, member: &Member, anniversary: Date, lang: Lang) -> Vec<String> {
    let amount = amount_in_words(fee(subscription, member), lang);
    let until = in_words(plus(anniversary, 30), lang);
    match lang {
        Lang::En => vec![format!("Amount: {amount}"), format!("Must be paid by: {until}")],
        Lang::Nl => vec![format!("Bedrag: {amount}"), format!("Betaald uiterlijk op: {until}")],
    }
}

fn renewal_phrases(anniversary: Date, next: Date, lang: Lang) -> Vec<String> {
    let (old, new) = (in_words(anniversary, lang), in_words(next, lang));
    match lang {
        Lang::En => vec![format!("Previous anniversary: {old}"), format!("New anniversary: {new}")],
        Lang::Nl => vec![format!("Vorige jubileumdatum: {old}"), format!("Nieuwe jubileumdatum: {new}")],
    }
}
