//! What must happen and what must hold, worked out slowly from the rules R1 to R18: a loop over the days and, on each, over all
//! subscriptions. It shares nothing with the program that it judges.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde_json::Value;

use crate::calendar::{days_between, in_words, plus};
use crate::qualification::{ANNOUNCED, Held, PAY_UNTIL, Renewal};
use crate::register::{Lang, Member, Register, Subscription};
use crate::script::{Deed, Script, anniversary_at_import};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Reminder,
    Lapsed,
    /// A relief was announced.
    Relief,
    /// The account was moved.
    Moved,
}

/// Who is mailed about renewals: global and programme administrators.
const ADMINS: [&str; 2] = ["global-admin", "programme-admin"];
/// Who is mailed what was paid.
const PAYERS: [&str; 3] = ["global-admin", "programme-admin", "billing-admin"];

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
    /// The invoice for it.
    Invoiced(String),
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
    pub(crate) must_move: bool,
    pub(crate) requirements: Value,
    /// What is possible: `renew`, `reactivate`, or neither.
    pub(crate) possible: Option<&'static str>,
}

/// What comes of something that a member tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A rule says no.
    Refused,
    /// There is an order, to be paid by this day.
    Ordered { pay_by: Date },
    /// The money is recorded, and has its effect or not.
    Paid { is_applied: bool },
    /// There is nothing to be paid, because the order was refused.
    Idle,
    /// The account is moved.
    Moved,
}

/// An order that was made last and not paid.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    on: Date,
    is_reactivation: bool,
}

/// What has happened to a subscription so far.
#[derive(Clone, Debug, Default)]
struct Life {
    renewals: Vec<Renewal>,
    waiting: Option<Waiting>,
    /// Money that came too late for what it was ordered for, by its value date: it pays the next order.
    aside: Option<Date>,
    /// Its first reminder was due before it came back, and is sent by the next run.
    is_reminder_late: bool,
}

/// All that is expected of a scripted sandbox.
pub(crate) struct Oracle<'a> {
    register: &'a Register,
    pub(crate) mails: Vec<Expected>,
    pub(crate) steps: BTreeMap<Date, Vec<Step>>,
    /// What comes of each day's actions, in their order.
    pub(crate) outcomes: BTreeMap<Date, Vec<Outcome>>,
    lives: Vec<Life>,
    /// For each member the day on which its account was moved.
    moved_on: Vec<Option<Date>>,
    /// What was paid since the last run, by the days of its orders.
    to_invoice: Vec<(usize, Date)>,
}

impl<'a> Oracle<'a> {
    pub(crate) fn work_out(register: &'a Register, script: &Script, first: Date, last: Date) -> Oracle<'a> {
        let mut oracle = Oracle {
            register,
            mails: Vec::new(),
            steps: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            lives: vec![Life::default(); register.subscriptions.len()],
            moved_on: vec![None; register.members.len()],
            to_invoice: Vec::new(),
        };
        let mut today = first;
        while today <= last {
            oracle.morning(today);
            for action in script.get(&today).into_iter().flatten() {
                let outcome = oracle.evening(action.subscription, action.deed, today);
                oracle.outcomes.entry(today).or_default().push(outcome);
            }
            today = plus(today, 1);
        }
        oracle
    }

    fn held(&self, index: usize, known: Date, on: Date) -> Held<'_> {
        let subscription = &self.register.subscriptions[index];
        let renewals = &self.lives[index].renewals;
        let known = renewals.iter().take_while(|renewal| renewal.known_on <= known).count();
        let renewals = &renewals[..known];
        // R12, R15: the next anniversary follows from the one before, whichever day the money came.
        let anniversary =
            renewals.last().map_or_else(|| anniversary_at_import(subscription), |last| plus(last.anniversary, 365));
        Held { subscription, renewals, anniversary, on }
    }

    /// Whether what was last paid, on a day, was a reactivation.
    pub(crate) fn is_reactivation(&self, index: usize, today: Date) -> bool {
        let renewals = &self.lives[index].renewals;
        renewals.iter().rev().any(|renewal| renewal.known_on == today && renewal.is_reactivation)
    }

    /// R18.
    fn must_move(&self, index: usize, known: Date) -> bool {
        let member = self.register.subscriptions[index].member;
        self.register.members[member].is_legacy && self.moved_on[member].is_none_or(|moved_on| known < moved_on)
    }

    /// The daily run: announcements (R16), reminders (R8, R9) and lapses (R11) of this day, one mail for a member's administrator; and
    /// the invoices for what was paid the day before.
    fn morning(&mut self, today: Date) {
        let register = self.register;
        for (index, ordered_on) in std::mem::take(&mut self.to_invoice) {
            let subscription = &register.subscriptions[index];
            let phrases = |member: &Member, lang| invoice_phrases(subscription, member, ordered_on, today, lang);
            self.tell(&PAYERS, subscription, Content::Invoiced, today, phrases);
        }
        let mut told: BTreeMap<usize, Vec<(Notice, usize)>> = BTreeMap::new();
        for (index, subscription) in register.subscriptions.iter().enumerate() {
            let held = self.held(index, today, today);
            let anniversary = held.anniversary;
            let is_late = self.lives[index].is_reminder_late;
            let concerns = held.is_covered() || held.is_reactivatable() || held.is_carried_through();
            let mut due = Vec::new();
            if today == ANNOUNCED && concerns {
                due.push((Kind::Relief, "announcement of covid-19"));
            }
            match days_between(anniversary, today) {
                -15 => due.push((Kind::Reminder, "reminder-1")),
                23 => due.push((Kind::Reminder, "reminder-2")),
                31 => due.push((Kind::Lapsed, "lapse")),
                _ if is_late => due.push((Kind::Reminder, "reminder-1")),
                _ => {}
            }
            self.lives[index].is_reminder_late = false;
            for (kind, step) in due {
                let notice = Notice { kind, subscription: subscription.reference.clone(), anniversary };
                self.steps.entry(today).or_default().push((subscription.reference.clone(), anniversary, step));
                told.entry(subscription.member).or_default().push((notice, index));
            }
        }
        for (member, mut notices) in told {
            notices.sort();
            for (email, lang) in self.users(member, &ADMINS) {
                let phrases = notices.iter().flat_map(|(notice, index)| self.phrases(notice, *index, lang, today)).collect();
                let content = Content::Notices(notices.iter().map(|(notice, _)| notice.clone()).collect());
                self.mails.push(Expected { mail: Mail { on: today, to: email, content, lang }, phrases });
            }
        }
    }

    /// Something that a member tries after the run of the day.
    fn evening(&mut self, index: usize, deed: Deed, today: Date) -> Outcome {
        let register = self.register;
        let subscription = &register.subscriptions[index];
        let held = self.held(index, today, today);
        let (anniversary, standing) = (held.anniversary, self.standing(index, today, today));
        match deed {
            Deed::Order if standing.possible == Some("renew") => {
                self.lives[index].waiting = Some(Waiting { on: today, is_reactivation: false });
                let pay_by = plus(anniversary, 30);
                self.tell(&ADMINS, subscription, Content::Ordered, today, |member, lang| {
                    order_phrases(subscription, member, today, pay_by, lang)
                });
                Outcome::Ordered { pay_by }
            }
            Deed::Reactivate if standing.possible == Some("reactivate") => {
                self.lives[index].waiting = Some(Waiting { on: today, is_reactivation: true });
                // An order lives for thirty days.
                let pay_by = PAY_UNTIL.min(plus(today, 30));
                if let Some(value_on) = self.lives[index].aside.take() {
                    self.pay(index, value_on, today);
                    return Outcome::Ordered { pay_by };
                }
                self.tell(&ADMINS, subscription, Content::Ordered, today, |member, lang| {
                    order_phrases(subscription, member, today, pay_by, lang)
                });
                Outcome::Ordered { pay_by }
            }
            Deed::Order | Deed::Reactivate => {
                self.lives[index].waiting = None;
                Outcome::Refused
            }
            Deed::Pay { value_on } => self.pay(index, value_on, today),
            Deed::Move => self.move_account(subscription.member, today),
        }
    }

    fn pay(&mut self, index: usize, value_on: Date, today: Date) -> Outcome {
        let subscription = &self.register.subscriptions[index];
        let anniversary = self.held(index, today, today).anniversary;
        let Some(order) = self.lives[index].waiting.take() else { return Outcome::Idle };
        // R10, R15: the money's value date decides, not the day on which it becomes known.
        let is_applied =
            if order.is_reactivation { value_on <= PAY_UNTIL } else { (1..=30).contains(&days_between(anniversary, value_on)) };
        if is_applied {
            let next = plus(anniversary, 365);
            let is_reactivation = order.is_reactivation;
            self.lives[index].renewals.push(Renewal {
                anniversary,
                ordered_on: order.on.min(value_on),
                paid_on: if is_reactivation { value_on.max(order.on) } else { value_on },
                known_on: today,
                is_reactivation,
            });
            self.lives[index].is_reminder_late = is_reactivation && plus(next, -15) <= today;
            let phrases = |_: &Member, lang| renewal_phrases(anniversary, next, is_reactivation, lang);
            self.tell(&ADMINS, subscription, Content::Renewed, today, phrases);
            self.to_invoice.push((index, order.on));
        } else {
            self.lives[index].aside = Some(value_on);
        }
        Outcome::Paid { is_applied }
    }

    /// R18: everything is possible at once; roles other than the mover's are those that were given anew.
    fn move_account(&mut self, member: usize, today: Date) -> Outcome {
        self.moved_on[member] = Some(today);
        let notice =
            Notice { kind: Kind::Moved, subscription: self.register.members[member].reference.clone(), anniversary: today };
        for (email, lang) in self.users(member, &ADMINS) {
            let phrases = vec![in_words(today, lang), "Partner Membership Center".to_owned()];
            let content = Content::Notices(vec![notice.clone()]);
            self.mails.push(Expected { mail: Mail { on: today, to: email, content, lang }, phrases });
        }
        Outcome::Moved
    }

    fn tell(
        &mut self,
        roles: &[&str],
        subscription: &Subscription,
        content: impl Fn(String) -> Content,
        today: Date,
        phrases: impl Fn(&Member, Lang) -> Vec<String>,
    ) {
        let member = &self.register.members[subscription.member];
        for (email, lang) in self.users(subscription.member, roles) {
            let mail = Mail { on: today, to: email, content: content(subscription.reference.clone()), lang };
            self.mails.push(Expected { mail, phrases: phrases(member, lang) });
        }
    }

    /// What holds on `on`, for somebody who asks on `today`: what was known on that day, and for a day to come what is known now.
    pub(crate) fn standing(&self, index: usize, on: Date, today: Date) -> Standing {
        let known = on.min(today);
        let held = self.held(index, known, on);
        let anniversary = held.anniversary;
        let must_move = self.must_move(index, known);
        let after = |days| plus(anniversary, days);
        let status = match days_between(anniversary, on) {
            ..=0 => "active",
            1..=30 => "renewal-open",
            _ if held.is_reactivatable() => "reactivatable",
            _ => "lapsed",
        };
        Standing {
            status,
            benefits: on <= after(30),
            anniversary,
            renew_from: after(1),
            renew_until: after(30),
            benefits_until: after(30),
            lapses_on: after(31),
            reminders: [after(-15), after(23)],
            next_anniversary: after(365),
            must_move,
            requirements: held.requirements(),
            possible: match status {
                "renewal-open" if held.qualifies() => Some("renew"),
                "reactivatable" => Some("reactivate"),
                _ => None,
            }
            .filter(|_| !must_move),
        }
    }

    /// Who has one of these roles, each with its own language; after a move those who have such a role anew.
    fn users(&self, member: usize, roles: &[&str]) -> Vec<(String, Lang)> {
        let found = &self.register.members[member];
        let has_moved = self.moved_on[member].is_some();
        let is_meant = |role: &&'static str| roles.contains(role);
        let users = found.users.iter().enumerate().filter(|(at, user)| match &found.moving {
            Some(moving) if has_moved && moving.mover != *at => moving.roles[*at].iter().any(&is_meant),
            _ => user.roles.iter().any(&is_meant),
        });
        users.map(|(_, user)| (user.email.clone(), user.language.unwrap_or(found.language))).collect()
    }

    /// Words that a notice must say.
    fn phrases(&self, notice: &Notice, index: usize, lang: Lang, today: Date) -> Vec<String> {
        let held = self.held(index, today, today);
        let mut phrases = notice_phrases(notice, &held, lang);
        let last_day = in_words(PAY_UNTIL, lang);
        match notice.kind {
            Kind::Reminder if held.is_covered() => phrases.push(
                match lang {
                    Lang::En => "Your requirements are waived because of COVID-19",
                    Lang::Nl => "Vanwege COVID-19 hebt u een vrijstelling van de eisen",
                }
                .to_owned(),
            ),
            Kind::Lapsed if held.is_reactivatable() => phrases.push(last_day),
            _ => {}
        }
        if notice.kind == Kind::Reminder && self.must_move(index, today) {
            phrases.push("Partner Membership Center".to_owned());
        }
        phrases
    }
}

/// What is to be paid for a year that is ordered on a day: digits and currency. The fees have no cents and the rates no decimals, so
/// nothing is rounded.
pub(crate) fn due(subscription: &Subscription, member: &Member, on: Date) -> (String, &'static str) {
    let (fee, currency) = fee(subscription, member);
    let rate = match member.country {
        _ if member.has_vat_number => 0,
        "NL" | "BE" => 21,
        "DE" if (date(2020, 7, 1)..=date(2020, 12, 31)).contains(&on) => 16,
        "DE" => 19,
        "FR" | "GB" => 20,
        _ => 0,
    };
    let whole: i64 = fee.strip_suffix(".00").and_then(|whole| whole.parse().ok()).expect("a fee without cents");
    let minor = whole * (100 + rate);
    (format!("{}.{:02}", minor / 100, minor % 100), currency)
}

/// What renewing costs a year before tax: digits and currency, as in the programme's file.
fn fee(subscription: &Subscription, member: &Member) -> (&'static str, &'static str) {
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

fn notice_phrases(notice: &Notice, held: &Held<'_>, lang: Lang) -> Vec<String> {
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
        (Kind::Relief, lang) => {
            let (announced, until) = (in_words(ANNOUNCED, lang), in_words(PAY_UNTIL, lang));
            let is_dutch = lang == Lang::Nl;
            let what = if held.is_reactivatable() {
                if is_dutch { format!("Tot en met {until} kunt u") } else { format!("You can reactivate it until {until}") }
            } else if held.is_covered() {
                let (from, until) = (day(1), day(30));
                if is_dutch { format!("van {from} tot en met {until}") } else { format!("pay it from {from} until {until}") }
            } else if is_dutch {
                format!("U hebt betaald tot en met {}", day(0))
            } else {
                format!("You have paid until {}", day(0))
            };
            vec![announced, what]
        }
        (Kind::Moved, _) => Vec::new(),
    }
}

fn order_phrases(subscription: &Subscription, member: &Member, on: Date, pay_by: Date, lang: Lang) -> Vec<String> {
    let (amount, currency) = due(subscription, member, on);
    let amount = amount_in_words((&amount, currency), lang);
    let until = in_words(pay_by, lang);
    match lang {
        Lang::En => vec![format!("Amount: {amount}"), format!("Must be paid by: {until}")],
        Lang::Nl => vec![format!("Bedrag: {amount}"), format!("Uiterlijk te betalen op: {until}")],
    }
}

fn invoice_phrases(subscription: &Subscription, member: &Member, ordered_on: Date, on: Date, lang: Lang) -> Vec<String> {
    let (amount, currency) = due(subscription, member, ordered_on);
    let (amount, on) = (amount_in_words((&amount, currency), lang), in_words(on, lang));
    match lang {
        Lang::En => vec![format!("Amount: {amount}"), format!("Date: {on}")],
        Lang::Nl => vec![format!("Bedrag: {amount}"), format!("Datum: {on}")],
    }
}

fn renewal_phrases(anniversary: Date, next: Date, is_reactivation: bool, lang: Lang) -> Vec<String> {
    let (old, new) = (in_words(anniversary, lang), in_words(next, lang));
    match (lang, is_reactivation) {
        (Lang::En, false) => vec![format!("Previous anniversary: {old}"), format!("New anniversary: {new}")],
        (Lang::Nl, false) => vec![format!("Vorige jubileumdatum: {old}"), format!("Nieuwe jubileumdatum: {new}")],
        (Lang::En, true) => vec![format!("Anniversary that had passed: {old}"), format!("New anniversary: {new}")],
        (Lang::Nl, true) => vec![format!("Verstreken jubileumdatum: {old}"), format!("Nieuwe jubileumdatum: {new}")],
    }
}
