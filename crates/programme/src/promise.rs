//! What [`RenewalRules`] promises, proven by trying every anniversary.

use std::ops::Range;

use jubilee_core::{Base, Check, Day, RenewalRules, Span};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};

/// The places of the dates of one renewal section.
pub(crate) struct Places {
    pub(crate) first_anniversary: Range<usize>,
    pub(crate) opens: Range<usize>,
    pub(crate) closes: Range<usize>,
    pub(crate) benefits_until: Range<usize>,
    pub(crate) reminders: Vec<Range<usize>>,
    pub(crate) next_anniversary: Range<usize>,
    /// `None` where requirements are looked at on the day of the renewal.
    pub(crate) check: Option<CheckPlaces>,
    /// `None` where nothing is charged automatically.
    pub(crate) auto: Option<AutoPlaces>,
}

/// The places of the days of automatic renewal.
pub(crate) struct AutoPlaces {
    pub(crate) notice: Range<usize>,
    pub(crate) retries: Vec<Range<usize>>,
}

/// The places of the days on which requirements are looked at; both are the same where one word says it.
pub(crate) struct CheckPlaces {
    pub(crate) from: Range<usize>,
    pub(crate) until: Range<usize>,
}

/// The days tried: a cycle of leap years; and, as 2100 is no leap year, all years within reach of it, ten to either side being the
/// longest step there is. Every other anniversary has the same calendar around it as one of these.
fn tried() -> impl Iterator<Item = Day> {
    let day = |year, month, day| Day::from_ymd(year, month, day).map_or(0, Day::number);
    let leap_cycle = day(2019, 1, 1)..day(2019, 1, 1) + 1461;
    let around_2100 = day(2089, 1, 1)..day(2111, 12, 31);
    leap_cycle.chain(around_2100).map(Day::from_number)
}

/// Reports every promise that the rules break, each with the first day on which they do.
pub(crate) fn check(findings: &Findings<'_>, rules: &RenewalRules, places: &Places) {
    let mut promises: Vec<(Promise, Option<String>)> = Promise::of(rules).into_iter().map(|promise| (promise, None)).collect();
    for day in tried() {
        let dates = Dates::of(rules, day);
        for (promise, broken) in promises.iter_mut().filter(|(_, broken)| broken.is_none()) {
            *broken = promise.broken(rules, &dates);
        }
    }
    for (promise, broken) in promises {
        if let Some(sentence) = broken {
            findings.report(promise.diagnostic(places, &sentence));
        }
    }
}

/// What the rules make of one day, worked out once for all promises.
struct Dates {
    /// The anniversary, or for a first term the purchase.
    day: Day,
    /// The first anniversary of what is bought on that day.
    first: Day,
    opens: Day,
    closes: Day,
    benefits: Day,
    /// The next anniversary as the rules have it, after the earliest payment there can be. ([`jubilee_core::Cycle`] keeps it
    /// after this one whatever the rules say.)
    next: Day,
    reminders: Vec<Day>,
}

impl Dates {
    fn of(rules: &RenewalRules, day: Day) -> Dates {
        let opens = rules.opens.after(day);
        let base = match rules.next_base {
            Base::Anniversary => day,
            Base::Payment => opens.max(day),
        };
        Dates {
            day,
            first: rules.first_anniversary.after(day),
            opens,
            closes: rules.closes.after(day),
            benefits: rules.benefits_until.after(day),
            next: rules.next_anniversary.after(base),
            reminders: rules.reminders.iter().map(|reminder| reminder.after(day)).collect(),
        }
    }
}

/// One of the promises.
#[derive(Clone, Copy)]
enum Promise {
    FirstAfterPurchase,
    WindowInsideFirstTerm,
    OpensBeforeCloses,
    BenefitsFromAnniversary,
    BenefitsInsideWindow,
    ReminderBeforeClose(usize),
    ReminderInsideTerm(usize),
    RemindersInOrder(usize),
    NextAfterAnniversary,
    WindowsApart,
    CheckInOrder,
    CheckInsideFirstTerm,
    CheckInsideTerm,
    CheckBegunWhenOpen,
    CheckOverWhenClosed,
    NoticeInsideTerm,
    RetryInsideWindow(usize),
    RetriesInOrder(usize),
}

/// The days on which requirements are looked at, from the anniversary; `None` where that is the day of the renewal.
fn checked(rules: &RenewalRules) -> Option<(Span, Span)> {
    match rules.check {
        Check::AtRenewal => None,
        Check::AtAnniversary => Some((Span::Days(0), Span::Days(0))),
        Check::Within { from, until } => Some((from, until)),
    }
}

impl Promise {
    fn of(rules: &RenewalRules) -> Vec<Promise> {
        let mut promises = vec![
            Promise::FirstAfterPurchase,
            Promise::WindowInsideFirstTerm,
            Promise::OpensBeforeCloses,
            Promise::BenefitsFromAnniversary,
            Promise::BenefitsInsideWindow,
            Promise::NextAfterAnniversary,
            Promise::WindowsApart,
        ];
        if checked(rules).is_some() {
            promises.extend([
                Promise::CheckInOrder,
                Promise::CheckInsideFirstTerm,
                Promise::CheckInsideTerm,
                Promise::CheckBegunWhenOpen,
                Promise::CheckOverWhenClosed,
            ]);
        }
        if let Some(auto) = &rules.auto_renewal {
            promises.push(Promise::NoticeInsideTerm);
            for at in 0..auto.retries.len() {
                promises.push(Promise::RetryInsideWindow(at));
                if at > 0 {
                    promises.push(Promise::RetriesInOrder(at));
                }
            }
        }
        for at in 0..rules.reminders.len() {
            promises.extend([Promise::ReminderBeforeClose(at), Promise::ReminderInsideTerm(at)]);
            if at > 0 {
                promises.push(Promise::RemindersInOrder(at));
            }
        }
        promises
    }

    /// The sentence that says how the promise is broken on a day.
    fn broken(self, rules: &RenewalRules, dates: &Dates) -> Option<String> {
        let &Dates { day, first, opens, closes, benefits, next, ref reminders } = dates;
        match self {
            Promise::FirstAfterPurchase => {
                (first <= day).then(|| format!("bought on {day}, the first anniversary is {first}, which is no later day"))
            }
            Promise::WindowInsideFirstTerm => {
                let opens = rules.opens.after(first);
                (opens <= day)
                    .then(|| format!("bought on {day}, the first window opens on {opens}, before the first term has begun"))
            }
            Promise::OpensBeforeCloses => (opens > closes)
                .then(|| format!("for the anniversary {day} the window opens on {opens} and closes on {closes}")),
            Promise::BenefitsFromAnniversary => (benefits < day)
                .then(|| format!("for the anniversary {day} benefits end on {benefits}, inside the term that is paid for")),
            Promise::BenefitsInsideWindow => (benefits > closes)
                .then(|| format!("for the anniversary {day} benefits run until {benefits}, and the window closes on {closes}")),
            Promise::ReminderBeforeClose(at) => (reminders[at] > closes).then(|| {
                format!("for the anniversary {day} a reminder is due on {}, and the window closes on {closes}", reminders[at])
            }),
            Promise::ReminderInsideTerm(at) => {
                let due = rules.reminders[at].after(first);
                if due < day {
                    return Some(format!("bought on {day}, a reminder is due on {due}, before the first term has begun"));
                }
                let due = rules.reminders[at].after(next);
                (next > day && due <= day)
                    .then(|| format!("for the anniversary {next} a reminder is due on {due}, before the term of it has begun"))
            }
            Promise::RemindersInOrder(at) => (reminders[at - 1] >= reminders[at]).then(|| {
                let (before, this) = (reminders[at - 1], reminders[at]);
                format!("for the anniversary {day} a reminder is due on {this}, and the one before it in the list on {before}")
            }),
            Promise::NextAfterAnniversary => {
                (next <= day).then(|| format!("for the anniversary {day} the next one is {next}, which is no later day"))
            }
            Promise::WindowsApart => {
                let reopens = rules.opens.after(next);
                (next > day && reopens <= closes).then(|| {
                    format!(
                        "for the anniversary {day} the window closes on {closes}, and that of the next one, {next}, opens on {reopens}"
                    )
                })
            }
            Promise::CheckInOrder
            | Promise::CheckInsideFirstTerm
            | Promise::CheckInsideTerm
            | Promise::CheckBegunWhenOpen
            | Promise::CheckOverWhenClosed => self.check_broken(rules, dates),
            Promise::NoticeInsideTerm | Promise::RetryInsideWindow(_) | Promise::RetriesInOrder(_) => {
                self.auto_broken(rules, dates)
            }
        }
    }

    /// The same for the promises about the days on which requirements are looked at.
    fn check_broken(self, rules: &RenewalRules, dates: &Dates) -> Option<String> {
        let &Dates { day, first, opens, closes, next, .. } = dates;
        let (from_step, until_step) = checked(rules)?;
        let (from, until) = (from_step.after(day), until_step.after(day));
        match self {
            Promise::CheckInOrder => (from > until)
                .then(|| format!("for the anniversary {day} requirements are looked at from {from} until {until}")),
            Promise::CheckInsideFirstTerm => {
                let from = from_step.after(first);
                (from < day).then(|| {
                    format!("bought on {day}, requirements are looked at from {from}, before the first term has begun")
                })
            }
            Promise::CheckInsideTerm => {
                let from = from_step.after(next);
                (next > day && from <= day).then(|| {
                    format!(
                        "for the anniversary {next} requirements are looked at from {from}, before the term of it has begun"
                    )
                })
            }
            Promise::CheckBegunWhenOpen => (opens < from).then(|| {
                format!(
                    "for the anniversary {day} the window opens on {opens}, and requirements are not looked at before {from}"
                )
            }),
            Promise::CheckOverWhenClosed => (until > closes).then(|| {
                format!("for the anniversary {day} requirements are looked at until {until}, and the window closes on {closes}")
            }),
            _ => None,
        }
    }

    /// The same for the promises about automatic renewal.
    fn auto_broken(self, rules: &RenewalRules, dates: &Dates) -> Option<String> {
        let &Dates { day, first, opens, closes, next, .. } = dates;
        let auto = rules.auto_renewal.as_ref()?;
        match self {
            Promise::NoticeInsideTerm => {
                let told = |anniversary: Day| rules.opens.after(anniversary).plus_days(-auto.notice_days);
                if told(first) < day {
                    let told = told(first);
                    return Some(format!("bought on {day}, the charge is told of on {told}, before the first term has begun"));
                }
                let told = told(next);
                (next > day && told <= day).then(|| {
                    format!("for the anniversary {next} the charge is told of on {told}, before the term of it has begun")
                })
            }
            Promise::RetryInsideWindow(at) => {
                let retry = opens.plus_days(*auto.retries.get(at)?);
                (retry > closes).then(|| {
                    format!("for the anniversary {day} the charge is tried again on {retry}, and the window closes on {closes}")
                })
            }
            Promise::RetriesInOrder(at) => {
                let (before, this) = (auto.retries.get(at - 1)?, auto.retries.get(at)?);
                (before >= this).then(|| {
                    format!("the charge is tried again after {this} days, and the one before it in the list after {before}")
                })
            }
            _ => None,
        }
    }

    fn diagnostic(self, places: &Places, sentence: &str) -> Diagnostic {
        let error = |span: &Range<usize>| Diagnostic::error(Code::ImpossibleDates, span.clone(), sentence);
        match self {
            Promise::FirstAfterPurchase => {
                error(&places.first_anniversary).help("write a longer step, for example 'purchase + 1 year'")
            }
            Promise::WindowInsideFirstTerm => error(&places.opens)
                .also(places.first_anniversary.clone(), "the first anniversary")
                .help("open the window later, or make the first term longer"),
            Promise::OpensBeforeCloses => error(&places.opens)
                .also(places.closes.clone(), "closes here")
                .help("the window has to open on its last day or before"),
            Promise::BenefitsFromAnniversary => {
                error(&places.benefits_until).help("benefits have to run at least until the anniversary")
            }
            Promise::BenefitsInsideWindow => error(&places.benefits_until)
                .also(places.closes.clone(), "closes here")
                .help("benefits have to end on the window's last day or before"),
            Promise::ReminderBeforeClose(at) => error(&places.reminders[at])
                .also(places.closes.clone(), "closes here")
                .help("a reminder has to be due on the window's last day or before"),
            Promise::ReminderInsideTerm(at) => error(&places.reminders[at])
                .also(places.first_anniversary.clone(), "the first anniversary")
                .help("a reminder has to be due after the purchase"),
            Promise::RemindersInOrder(at) => error(&places.reminders[at])
                .also(places.reminders[at - 1].clone(), "the one before it")
                .help("list reminders with the earliest first, each on a day of its own"),
            Promise::NextAfterAnniversary => {
                error(&places.next_anniversary).help("write a longer step, for example 'anniversary + 365 days'")
            }
            Promise::WindowsApart => error(&places.next_anniversary)
                .also(places.closes.clone(), "closes here")
                .help("the next window has to open after this one has closed"),
            Promise::CheckInOrder
            | Promise::CheckInsideFirstTerm
            | Promise::CheckInsideTerm
            | Promise::CheckBegunWhenOpen
            | Promise::CheckOverWhenClosed => self.check_diagnostic(places, sentence),
            Promise::NoticeInsideTerm | Promise::RetryInsideWindow(_) | Promise::RetriesInOrder(_) => {
                self.auto_diagnostic(places, sentence)
            }
        }
    }

    fn auto_diagnostic(self, places: &Places, sentence: &str) -> Diagnostic {
        let auto = places.auto.as_ref().expect("what is charged automatically stands in the file");
        let error = |span: &Range<usize>| Diagnostic::error(Code::ImpossibleDates, span.clone(), sentence);
        match self {
            Promise::RetryInsideWindow(at) => error(&auto.retries[at])
                .also(places.closes.clone(), "closes here")
                .help("a charge has to be tried on the window's last day or before"),
            Promise::RetriesInOrder(at) => error(&auto.retries[at])
                .also(auto.retries[at - 1].clone(), "the one before it")
                .help("list retries with the earliest first, each on a day of its own"),
            _ => error(&auto.notice).help("write a shorter notice"),
        }
    }

    fn check_diagnostic(self, places: &Places, sentence: &str) -> Diagnostic {
        let check = places.check.as_ref().expect("what is looked at on other days than that of the renewal stands in the file");
        let error = |span: &Range<usize>| Diagnostic::error(Code::ImpossibleDates, span.clone(), sentence);
        match self {
            Promise::CheckInsideFirstTerm => error(&check.from)
                .also(places.first_anniversary.clone(), "the first anniversary")
                .help("begin after the purchase"),
            Promise::CheckInsideTerm => error(&check.from)
                .also(places.next_anniversary.clone(), "the next anniversary")
                .help("begin after the anniversary before"),
            Promise::CheckBegunWhenOpen => error(&check.from)
                .also(places.opens.clone(), "opens here")
                .help("begin on the window's first day or before, so that every renewal can be decided on its day"),
            Promise::CheckOverWhenClosed => {
                error(&check.until).also(places.closes.clone(), "closes here").help("end on the window's last day or before")
            }
            _ => error(&check.from).also(check.until.clone(), "the last day").help("begin on the last day or before"),
        }
    }
}
