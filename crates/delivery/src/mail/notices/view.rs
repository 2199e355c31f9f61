//! The words of the digest.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{date_short, list, t, weekday_date, with_tax};

use super::{
    Allows, AutoNews, Came, ExceptionNews, InFlight, Lapsed, Legacy, Moved, Notices, Phase, Placed, ProofNews, ReliefNews,
    Reminder, Stage, TakenBack,
};
use crate::mail::layout::{self, Frame, Row, Tone};
use crate::mail::{MailError, Words};

/// More than so many notices make a mail that nobody reads and no mail server takes; the page shows them all.
const MOST_SHOWN: usize = 40;

/// One notice in words.
struct Section {
    /// What is said once, before this notice and those that follow from the same.
    intro: Vec<String>,
    /// Whether it follows from what the notice before it has introduced.
    is_continued: bool,
    tone: Tone,
    badge: String,
    offer: String,
    covers: Option<String>,
    /// What is so.
    lead: Vec<String>,
    bar: Option<Bar>,
    rows: Vec<Row>,
    /// What follows, and what can be done.
    outcome: Vec<String>,
    /// The facts as plain text.
    columns: String,
}

/// The window as a picture of three stretches: the year that ends, the window, and what follows without a renewal.
struct Bar {
    anniversary: String,
    window: String,
    lapse: String,
    /// Where "today" stands above the first two stretches (`left`, `center`, `right`), or empty where it does not.
    today_in_year: &'static str,
    today_in_window: &'static str,
}

#[derive(Template)]
#[template(path = "mail/notices.html")]
struct Html<'a> {
    frame: &'a Frame,
    sections: &'a [Section],
    /// Whether there is more than one thing to know, so that each is named.
    is_several: bool,
    /// How many notices are not shown, in words.
    more: Option<&'a str>,
    button: &'a str,
    url: &'a str,
}

#[derive(Template)]
#[template(path = "mail/notices.txt")]
struct Text<'a> {
    frame: &'a Frame,
    sections: &'a [Section],
    /// Whether there is more than one thing to know, so that each is named.
    is_several: bool,
    /// How many notices are not shown, in words.
    more: Option<&'a str>,
    button: &'a str,
    url: &'a str,
}

pub(super) fn words(mail: &Notices, placed: &[Placed<'_>]) -> Result<Words, MailError> {
    let Notices { lang, on, .. } = *mail;
    let mut sections: Vec<Section> = Vec::with_capacity(placed.len().min(MOST_SHOWN));
    let mut told_how_to_move = false;
    for (at, notice) in placed.iter().take(MOST_SHOWN).enumerate() {
        let before = at.checked_sub(1).map(|before| placed[before]);
        let mut section = section(lang, on, *notice, before);
        // How to move is a long paragraph; one is enough.
        if let (Placed::Reminder(..), Some(legacy)) = (notice, notice.legacy())
            && !std::mem::replace(&mut told_how_to_move, true)
        {
            section.lead.push(legacy.how_to_move.clone());
        }
        sections.push(section);
    }
    let Some((first, section)) = placed.first().zip(sections.first()) else {
        return Err(MailError::Empty { member: mail.member.clone() });
    };
    let is_several = sections.iter().skip(1).any(|section| !section.is_continued);
    let subject = match placed.len() - 1 {
        0 => subject(lang, on, *first),
        more => t!(lang, "mail-notices-subject-and-more", subject = subject(lang, on, *first), more = more),
    };
    let frame = Frame {
        lang,
        programme: mail.programme.clone(),
        preheader: section.intro.iter().chain(&section.lead).next().cloned().unwrap_or_default(),
        heading: if is_several {
            t!(lang, "mail-notices-heading-several", count = placed.len())
        } else {
            heading(lang, on, *first)
        },
        greeting: Frame::greeting(lang, mail.name.as_deref()),
        footer: Frame::footer(lang, &mail.member, &mail.programme),
        subject,
    };
    let can_renew = |notice: &Placed<'_>| matches!(notice, Placed::Reminder(reminder, phase) if *phase != Phase::Upcoming && !reminder.is_blocked());
    // Who has to move first and can renew nothing is led to the move.
    let move_url = placed.iter().find_map(|notice| notice.legacy()?.move_url.as_deref());
    let (button, url) = if placed.iter().any(can_renew) {
        (t!(lang, "mail-notices-button-renew"), mail.offers_url.as_str())
    } else if let Some(move_url) = move_url {
        (t!(lang, "mail-notices-button-move"), move_url)
    } else {
        (t!(lang, "mail-notices-button-view"), mail.offers_url.as_str())
    };
    let hidden = placed.len() - sections.len();
    let more = (hidden > 0).then(|| t!(lang, "mail-notices-more", count = hidden));
    let more = more.as_deref();
    let (sections, button) = (sections.as_slice(), button.as_str());
    let (html, text) = (
        Html { frame: &frame, sections, is_several, more, button, url },
        Text { frame: &frame, sections, is_several, more, button, url },
    );
    layout::words("notices", &frame.subject, &html, &text)
}

fn subject(lang: Lang, on: Day, notice: Placed<'_>) -> String {
    match notice {
        Placed::Reminder(reminder, _) if reminder.in_flight.is_some() => {
            t!(lang, "mail-reminder-subject-in-flight", offer = reminder.offer)
        }
        Placed::Reminder(reminder, _) if reminder.move_first => {
            t!(lang, "mail-reminder-subject-move-first", offer = reminder.offer, date = reminder.renew_until)
        }
        Placed::Reminder(reminder, Phase::LastDays) => {
            let (offer, date) = (&reminder.offer, reminder.renew_until);
            match date.days_since(on) {
                0 => t!(lang, "mail-reminder-subject-today", offer = offer, date = date),
                days => t!(lang, "mail-reminder-subject-last-days", offer = offer, date = date, days = days),
            }
        }
        Placed::Reminder(reminder, Phase::Open) => {
            t!(lang, "mail-reminder-subject-open", offer = reminder.offer, date = reminder.renew_until)
        }
        Placed::Reminder(reminder, Phase::Upcoming) => t!(
            lang,
            "mail-reminder-subject-upcoming",
            offer = reminder.offer,
            from = reminder.renew_from,
            until = reminder.renew_until
        ),
        Placed::Lapsed(lapsed) => t!(lang, "mail-lapsed-subject", offer = lapsed.offer, date = lapsed.lapsed_on),
        Placed::Relief(news) => match news.stage {
            Stage::Announced => t!(lang, "mail-relief-subject-announced", relief = news.relief, offer = news.offer),
            Stage::Revised => t!(lang, "mail-relief-subject-revised", relief = news.relief, offer = news.offer),
            Stage::Withdrawn => t!(lang, "mail-relief-subject-withdrawn", relief = news.relief, offer = news.offer),
        },
        Placed::Exception(news) if news.is_ended => t!(lang, "mail-exception-subject-ended", offer = news.offer),
        Placed::Exception(news) => t!(lang, "mail-exception-subject", offer = news.offer, date = news.until),
        Placed::Moved(news) => t!(lang, "mail-moved-subject", date = news.on),
        Placed::TakenBack(news) if news.is_refund => {
            t!(lang, "mail-taken-back-subject-refunded", order = news.order, amount = news.amount)
        }
        Placed::TakenBack(news) => t!(lang, "mail-taken-back-subject-cancelled", order = news.order),
        Placed::Came(news) => match news.missing {
            Some(missing) => {
                t!(lang, "mail-came-subject-partly", order = news.order, missing = missing, until = news.pay_by)
            }
            None if !news.without.is_empty() => {
                let offers: Vec<String> = news.without.iter().map(|without| without.offer.clone()).collect();
                t!(lang, "mail-came-subject-without", order = news.order, offers = list(lang, &offers))
            }
            None => t!(lang, "mail-came-subject-over", order = news.order),
        },
        Placed::Proof(news) => t!(lang, "mail-proof-subject", order = news.order),
        Placed::Automatic(news) => news.subject(lang),
    }
}

fn heading(lang: Lang, on: Day, notice: Placed<'_>) -> String {
    match notice {
        Placed::Reminder(reminder, _) if reminder.in_flight.is_some() => t!(lang, "mail-reminder-heading-in-flight"),
        Placed::Reminder(reminder, Phase::LastDays) => match reminder.renew_until.days_since(on) {
            0 => t!(lang, "mail-reminder-heading-today"),
            days => t!(lang, "mail-reminder-heading-last-days", days = days),
        },
        Placed::Reminder(reminder, Phase::Open) if reminder.is_blocked() => t!(lang, "mail-reminder-heading-blocked"),
        Placed::Reminder(_, Phase::Open) => t!(lang, "mail-reminder-heading-open"),
        Placed::Reminder(_, Phase::Upcoming) => t!(lang, "mail-reminder-heading-upcoming"),
        Placed::Lapsed(_) => t!(lang, "mail-lapsed-heading"),
        Placed::Relief(news) => news.relief.clone(),
        Placed::Exception(news) if news.is_ended => t!(lang, "mail-exception-heading-ended"),
        Placed::Exception(_) => t!(lang, "mail-exception-heading"),
        Placed::Moved(_) => t!(lang, "mail-moved-heading"),
        Placed::TakenBack(news) if news.is_refund => t!(lang, "mail-taken-back-heading-refunded"),
        Placed::TakenBack(_) => t!(lang, "mail-taken-back-heading-cancelled"),
        Placed::Came(news) if news.missing.is_some() => t!(lang, "mail-came-heading-partly"),
        Placed::Came(news) if !news.without.is_empty() => t!(lang, "mail-came-heading-without"),
        Placed::Came(_) => t!(lang, "mail-came-heading-over"),
        Placed::Proof(_) => t!(lang, "mail-proof-heading"),
        Placed::Automatic(news) => news.heading(lang),
    }
}

fn section(lang: Lang, on: Day, notice: Placed<'_>, before: Option<Placed<'_>>) -> Section {
    match notice {
        Placed::Reminder(reminder, phase) => match &reminder.in_flight {
            Some(flight) => in_flight_section(lang, reminder, flight),
            None => reminder_section(lang, on, reminder, phase),
        },
        Placed::Lapsed(lapsed) => lapsed_section(lang, lapsed),
        Placed::Relief(news) => {
            let is_continued = matches!(before, Some(Placed::Relief(before)) if before.is_of_same_announcement(news));
            relief_section(lang, news, is_continued)
        }
        Placed::Exception(news) => exception_section(lang, news),
        Placed::Moved(news) => moved_section(lang, news),
        Placed::TakenBack(news) => taken_back_section(lang, news),
        Placed::Came(news) => came_section(lang, news),
        Placed::Proof(news) => proof_section(lang, news),
        Placed::Automatic(news) => automatic_section(lang, news),
    }
}

fn reminder_section(lang: Lang, on: Day, reminder: &Reminder, phase: Phase) -> Section {
    let offer = &reminder.offer;
    let days = reminder.renew_until.days_since(on);
    let last_day = weekday_date(lang, reminder.renew_until);
    let (tone, badge, first) = match phase {
        Phase::Upcoming => (
            Tone::Calm,
            t!(lang, "mail-reminder-badge-upcoming", date = date_short(lang, reminder.renew_from)),
            t!(lang, "mail-reminder-lead-upcoming", offer = offer, date = reminder.anniversary),
        ),
        Phase::Open => (
            Tone::Open,
            t!(lang, "mail-reminder-badge-open"),
            if reminder.is_blocked() {
                t!(lang, "mail-reminder-lead-blocked", offer = offer, date = last_day)
            } else {
                t!(lang, "mail-reminder-lead-open", offer = offer, date = last_day)
            },
        ),
        Phase::LastDays if days == 0 => (
            Tone::Urgent,
            t!(lang, "mail-reminder-badge-today"),
            t!(lang, "mail-reminder-lead-today", offer = offer, date = last_day),
        ),
        Phase::LastDays => (
            Tone::Urgent,
            t!(lang, "mail-reminder-badge-last-days", days = days),
            t!(lang, "mail-reminder-lead-last-days", offer = offer, date = last_day, days = days),
        ),
    };
    let mut so = vec![first];
    if phase == Phase::Upcoming {
        so.push(t!(lang, "mail-reminder-window", from = reminder.renew_from, until = reminder.renew_until));
    }
    if reminder.benefits_until >= reminder.renew_until {
        so.push(match phase {
            Phase::Upcoming => t!(lang, "mail-reminder-benefits-meanwhile"),
            Phase::Open | Phase::LastDays => t!(lang, "mail-reminder-benefits-until-then"),
        });
    }
    let mut lead = vec![so.join(" ")];
    lead.extend(about_requirements(lang, reminder));
    if reminder.move_first {
        lead.push(t!(lang, "mail-reminder-move-first", system = system(lang, reminder.legacy.as_ref())));
    }
    let mut rows = vec![
        Row::new(t!(lang, "mail-row-anniversary"), jubilee_texts::date(lang, reminder.anniversary)),
        Row::new(t!(lang, "mail-row-renew-from"), jubilee_texts::date(lang, reminder.renew_from)),
        Row::new(t!(lang, "mail-row-renew-until"), jubilee_texts::date(lang, reminder.renew_until)),
    ];
    let fee = reminder.fee.map(|fee| with_tax(lang, fee, reminder.fee_tax.as_deref()));
    rows.extend(fee.map(|fee| Row::new(t!(lang, "mail-row-fee"), fee)));
    let mut outcome: Vec<String> =
        reminder.next_anniversary.iter().map(|next| t!(lang, "mail-reminder-if-renewed", date = *next)).collect();
    outcome.push(t!(lang, "mail-reminder-if-not", offer = offer, date = reminder.lapses_on));
    if !reminder.losses.is_empty() {
        outcome.push(t!(lang, "mail-reminder-losses", benefits = list(lang, &reminder.losses)));
    }
    let bar = Bar {
        anniversary: date_short(lang, reminder.anniversary),
        window: t!(
            lang,
            "mail-bar-range",
            from = date_short(lang, reminder.renew_from),
            until = date_short(lang, reminder.renew_until)
        ),
        lapse: date_short(lang, reminder.lapses_on),
        today_in_year: match phase {
            Phase::Upcoming if on < reminder.anniversary => "center",
            Phase::Upcoming => "right",
            Phase::Open | Phase::LastDays => "",
        },
        today_in_window: match phase {
            Phase::Upcoming => "",
            Phase::Open if on.days_since(reminder.renew_from) < days => "left",
            Phase::Open => "center",
            Phase::LastDays => "right",
        },
    };
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone,
        badge,
        offer: offer.clone(),
        covers: covers(lang, &reminder.areas),
        lead,
        bar: Some(bar),
        columns: columns(lang, &reminder.areas, &rows),
        rows,
        outcome,
    }
}

/// What the system is called out of which an account has to move. Only mails that an earlier Jubilee queued do not know it.
fn system(lang: Lang, legacy: Option<&Legacy>) -> String {
    legacy.map_or_else(|| t!(lang, "mail-system-unnamed"), |legacy| legacy.name.clone())
}

/// What a reminder says about the requirements: the relief's own words or the waiver, and what is missing. A relief may only move the
/// anniversary and have words of its own; what is missing is said beside them then.
fn about_requirements(lang: Lang, reminder: &Reminder) -> Vec<String> {
    let waived = reminder.requirements_waived.then(|| match reminder.fee {
        Some(_) => t!(lang, "mail-reminder-waived-fee-due"),
        None => t!(lang, "mail-reminder-waived"),
    });
    let missing = reminder.missing.as_ref().filter(|_| reminder.is_unmet());
    let missing = missing.map(|missing| t!(lang, "mail-reminder-missing", missing = missing, until = reminder.renew_until));
    let partly = reminder.partly_missing.as_ref();
    let partly = partly.map(|missing| t!(lang, "mail-reminder-partly", missing = missing, until = reminder.renew_until));
    reminder.relief_text.clone().or(waived).into_iter().chain(missing).chain(partly).collect()
}

fn relief_section(lang: Lang, news: &ReliefNews, is_continued: bool) -> Section {
    let offer = &news.offer;
    let (tone, first) = match news.stage {
        Stage::Announced => (Tone::Open, t!(lang, "mail-relief-lead-announced", relief = news.relief, date = news.on)),
        Stage::Revised => (Tone::Open, t!(lang, "mail-relief-lead-revised", relief = news.relief, date = news.on)),
        Stage::Withdrawn => (Tone::Calm, t!(lang, "mail-relief-lead-withdrawn", relief = news.relief, date = news.on)),
    };
    let mut intro = Vec::new();
    if !is_continued {
        intro.push(first);
        intro.extend((news.stage != Stage::Withdrawn).then(|| news.announced.clone()));
    }
    let mut outcome = Vec::new();
    if let Some((from, to)) = news.moved {
        outcome.push(t!(lang, "mail-relief-moved", offer = offer, from = from, to = to));
    }
    if let Some(until) = news.exempt_until {
        outcome.push(t!(lang, "mail-relief-exempt", offer = offer, until = until));
    }
    let fee = news.fee.map(|fee| with_tax(lang, fee, news.fee_tax.as_deref()));
    match (news.reactivate_until, news.paid_until, news.window, fee.as_deref()) {
        (Some(until), ..) if news.needs_approval => {
            outcome.push(t!(lang, "mail-relief-reactivate-approval", offer = offer, until = until));
        }
        (Some(until), _, _, Some(fee)) => {
            outcome.push(t!(lang, "mail-relief-reactivate-for", offer = offer, until = until, fee = fee));
        }
        (Some(until), _, _, None) => outcome.push(t!(lang, "mail-relief-reactivate", offer = offer, until = until)),
        (_, Some(until), ..) => outcome.push(t!(lang, "mail-relief-paid", until = until)),
        (_, _, Some((from, until)), Some(fee)) if news.exempt_until.is_some() => {
            outcome.push(t!(lang, "mail-relief-fee-due", from = from, until = until, fee = fee));
        }
        (_, _, Some((from, until)), Some(fee)) => {
            outcome.push(t!(lang, "mail-relief-fee", from = from, until = until, fee = fee));
        }
        (_, _, Some((from, until)), None) => outcome.push(t!(lang, "mail-reminder-window", from = from, until = until)),
        (None, None, None, _) => outcome.push(t!(lang, "mail-relief-lapsed", offer = offer, relief = news.relief)),
    }
    if news.move_first {
        let system = system(lang, news.legacy.as_ref());
        outcome.push(match news.window {
            Some(_) => t!(lang, "mail-reminder-move-first", system = system),
            None => t!(lang, "mail-lapsed-move-first", system = system),
        });
    }
    let date = |day: Day| jubilee_texts::date(lang, day);
    let mut rows = vec![Row::new(t!(lang, "mail-row-anniversary"), date(news.anniversary))];
    if let Some((from, until)) = news.window {
        rows.push(Row::new(t!(lang, "mail-row-renew-from"), date(from)));
        rows.push(Row::new(t!(lang, "mail-row-renew-until"), date(until)));
    }
    rows.extend(news.reactivate_until.map(|until| Row::new(t!(lang, "mail-row-reactivate-until"), date(until))));
    let next = news.next_anniversary.filter(|_| news.reactivate_until.is_some());
    rows.extend(next.map(|next| Row::new(t!(lang, "mail-row-next-anniversary"), date(next))));
    let can_pay = news.window.is_some() || news.reactivate_until.is_some();
    rows.extend(fee.filter(|_| can_pay).map(|fee| Row::new(t!(lang, "mail-row-fee"), fee)));
    Section {
        intro,
        is_continued,
        tone,
        badge: news.relief.clone(),
        offer: offer.clone(),
        covers: covers(lang, &news.areas),
        lead: Vec::new(),
        bar: None,
        columns: columns(lang, &news.areas, &rows),
        rows,
        outcome,
    }
}

fn exception_section(lang: Lang, news: &ExceptionNews) -> Section {
    let lead = if news.is_ended {
        t!(lang, "mail-exception-lead-ended", offer = news.offer, kind = news.kind)
    } else {
        t!(lang, "mail-exception-lead", offer = news.offer, kind = news.kind, until = news.until)
    };
    let allowed = news.allows.filter(|_| !news.is_ended).map(|allows| match allows {
        Allows::RenewExempt => t!(lang, "mail-exception-renew-exempt"),
        Allows::ReactivateExempt => t!(lang, "mail-exception-reactivate-exempt"),
        Allows::RenewLater => t!(lang, "mail-exception-renew-later", until = news.until),
        Allows::Reactivate => t!(lang, "mail-exception-reactivate", until = news.until),
        Allows::PayLate => t!(lang, "mail-exception-pay-late", until = news.until),
    });
    let anniversary = news.anniversary.map(|day| Row::new(t!(lang, "mail-row-anniversary"), jubilee_texts::date(lang, day)));
    let mut rows: Vec<Row> = anniversary.into_iter().collect();
    if !news.is_ended {
        rows.push(Row::new(t!(lang, "mail-row-allowed-until"), jubilee_texts::date(lang, news.until)));
    }
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: if news.is_ended { Tone::Calm } else { Tone::Open },
        badge: t!(lang, "mail-exception-badge"),
        offer: news.offer.clone(),
        covers: covers(lang, &news.areas),
        lead: vec![lead],
        bar: None,
        columns: columns(lang, &news.areas, &rows),
        rows,
        outcome: allowed.into_iter().chain([t!(lang, "mail-exception-see")]).collect(),
    }
}

fn moved_section(lang: Lang, news: &Moved) -> Section {
    let open = news.open.iter().map(|open| {
        if open.is_lapsed {
            t!(lang, "mail-moved-reactivate", offer = open.offer, until = open.until)
        } else {
            t!(lang, "mail-moved-renew", offer = open.offer, until = open.until)
        }
    });
    let mut outcome: Vec<String> = open.collect();
    if !news.without_role.is_empty() {
        outcome.push(t!(lang, "mail-moved-without-role", names = list(lang, &news.without_role)));
    }
    let mut rows = vec![Row::new(t!(lang, "mail-row-moved-on"), jubilee_texts::date(lang, news.on))];
    if !news.locations.is_empty() {
        rows.push(Row::new(t!(lang, "mail-row-locations"), news.locations.join("; ")));
    }
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: Tone::Open,
        badge: t!(lang, "mail-moved-badge"),
        offer: t!(lang, "mail-moved-title"),
        covers: None,
        lead: vec![t!(lang, "mail-moved-lead", system = news.legacy)],
        bar: None,
        columns: columns(lang, &[], &rows),
        rows,
        outcome,
    }
}

fn taken_back_section(lang: Lang, news: &TakenBack) -> Section {
    let (lead, outcome) = match (news.is_refund, news.is_undone) {
        (true, true) => {
            let mut outcome = vec![t!(lang, "mail-taken-back-undone", offer = news.offer)];
            outcome.extend(news.there_again.as_ref().map(|old| t!(lang, "upgrade-mail-again", old = old, new = &news.offer)));
            outcome.push(t!(lang, "mail-exception-see"));
            (t!(lang, "mail-taken-back-lead-refunded", order = news.order, amount = news.amount), outcome)
        }
        (true, false) => (t!(lang, "mail-taken-back-lead-refunded", order = news.order, amount = news.amount), Vec::new()),
        (false, _) => {
            (t!(lang, "mail-taken-back-lead-cancelled", order = news.order), vec![t!(lang, "mail-taken-back-on-its-way")])
        }
    };
    let rows = vec![
        Row::new(t!(lang, "mail-row-order"), news.order.clone()),
        Row::new(t!(lang, "mail-row-amount"), jubilee_texts::money(lang, news.amount)),
    ];
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: Tone::Calm,
        badge: if news.is_refund {
            t!(lang, "mail-taken-back-badge-refunded")
        } else {
            t!(lang, "mail-taken-back-badge-cancelled")
        },
        offer: news.offer.clone(),
        covers: None,
        lead: vec![lead],
        bar: None,
        columns: columns(lang, &[], &rows),
        rows,
        outcome,
    }
}

fn came_section(lang: Lang, news: &Came) -> Section {
    let mut rows = vec![
        Row::new(t!(lang, "mail-row-order"), news.order.clone()),
        Row::new(t!(lang, "mail-row-received"), jubilee_texts::money(lang, news.amount)),
    ];
    let (badge, lead, outcome) = if let Some(missing) = news.missing {
        rows.push(Row::new(t!(lang, "mail-row-missing"), jubilee_texts::money(lang, missing)));
        rows.push(Row::new(t!(lang, "mail-row-account-holder"), news.account_holder.clone()));
        rows.push(Row::new(t!(lang, "mail-row-iban"), news.iban.clone()));
        rows.push(Row::new(t!(lang, "mail-row-reference"), news.reference.clone()));
        rows.push(Row::new(t!(lang, "mail-row-pay-by"), jubilee_texts::date(lang, news.pay_by)));
        let lead = t!(lang, "mail-came-lead-partly", amount = news.amount, order = news.order, missing = missing);
        let outcome = vec![t!(lang, "mail-came-effect", until = news.pay_by), t!(lang, "mail-came-not-lost")];
        (t!(lang, "mail-came-badge-partly"), lead, outcome)
    } else if !news.without.is_empty() {
        for without in &news.without {
            let words = match without.too_late_for {
                Some(until) => t!(lang, "mail-came-without-late", until = until),
                None => t!(lang, "mail-came-without-other"),
            };
            rows.push(Row::new(without.offer.clone(), words));
        }
        rows.extend(news.held.map(|held| Row::new(t!(lang, "mail-row-held"), jubilee_texts::money(lang, held))));
        let lead = t!(lang, "mail-came-lead-without", amount = news.amount, order = news.order);
        (t!(lang, "mail-came-badge-without"), lead, vec![t!(lang, "mail-came-held-without")])
    } else {
        rows.extend(news.held.map(|held| Row::new(t!(lang, "mail-row-held"), jubilee_texts::money(lang, held))));
        let lead = t!(lang, "mail-came-lead-over", amount = news.amount, order = news.order);
        (t!(lang, "mail-came-badge-over"), lead, vec![t!(lang, "mail-came-held")])
    };
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: if news.missing.is_some() || !news.without.is_empty() { Tone::Open } else { Tone::Calm },
        badge,
        offer: news.offer.clone(),
        covers: None,
        lead: vec![lead],
        bar: None,
        columns: columns(lang, &[], &rows),
        rows,
        outcome,
    }
}

/// What a reminder says while a payment is on its way: what is waited for, and nothing to be done.
fn in_flight_section(lang: Lang, reminder: &Reminder, flight: &InFlight) -> Section {
    let rows = vec![
        Row::new(t!(lang, "mail-row-anniversary"), jubilee_texts::date(lang, reminder.anniversary)),
        Row::new(t!(lang, "mail-row-renew-until"), jubilee_texts::date(lang, reminder.renew_until)),
        Row::new(t!(lang, "mail-row-order"), flight.order.clone()),
    ];
    let how = if flight.is_card { "card" } else { "transfer" };
    let lead = t!(lang, "mail-reminder-in-flight", how = how, order = flight.order, value = flight.value_on);
    let waits =
        |until| t!(lang, "mail-reminder-in-flight-until", until = until, offer = reminder.offer, date = reminder.lapses_on);
    let if_not = || t!(lang, "mail-reminder-if-not", offer = reminder.offer, date = reminder.lapses_on);
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: Tone::Calm,
        badge: t!(lang, "mail-reminder-badge-in-flight"),
        offer: reminder.offer.clone(),
        covers: covers(lang, &reminder.areas),
        lead: vec![lead],
        bar: None,
        columns: columns(lang, &reminder.areas, &rows),
        rows,
        outcome: vec![flight.until.map_or_else(if_not, waits)],
    }
}

fn automatic_section(lang: Lang, news: &AutoNews) -> Section {
    let row = |name, words| Row::new(name, words);
    let mut rows = vec![row(t!(lang, "mail-auto-row-card"), news.card.clone())];
    rows.extend(news.amount.map(|amount| {
        let amount = jubilee_texts::money(lang, amount);
        let words = match &news.tax {
            Some(tax) => t!(lang, "mail-auto-with-tax", amount = amount, tax = tax),
            None => amount,
        };
        row(t!(lang, "mail-row-amount"), words)
    }));
    rows.extend(news.charge_on.map(|on| row(t!(lang, "mail-auto-row-charge"), jubilee_texts::date(lang, on))));
    rows.extend(news.order.clone().map(|order| row(t!(lang, "mail-row-order"), order)));
    rows.push(row(t!(lang, "mail-row-renew-until"), jubilee_texts::date(lang, news.renew_until)));
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: if news.is_urgent() { Tone::Urgent } else { Tone::Calm },
        badge: news.badge(lang),
        offer: news.offer.clone(),
        covers: None,
        lead: news.lead(lang),
        bar: None,
        columns: columns(lang, &[], &rows),
        rows,
        outcome: news.outcome(lang),
    }
}

fn proof_section(lang: Lang, news: &ProofNews) -> Section {
    let mut rows = vec![
        Row::new(t!(lang, "mail-row-order"), news.order.clone()),
        Row::new(t!(lang, "mail-row-missing"), jubilee_texts::money(lang, news.missing)),
    ];
    rows.extend(news.pay_by.map(|pay_by| Row::new(t!(lang, "mail-row-pay-by"), jubilee_texts::date(lang, pay_by))));
    let lead = vec![
        t!(lang, "mail-proof-lead", order = news.order, value = news.value_on),
        t!(lang, "mail-proof-reason", reason = news.reason),
    ];
    let mut outcome = Vec::new();
    outcome.extend(news.lapsed_on.map(|on| t!(lang, "mail-proof-lapsed", offer = news.offer, date = on)));
    outcome.push(match news.pay_by {
        Some(until) => t!(lang, "mail-proof-pay", until = until),
        None => t!(lang, "mail-proof-paid-in-time"),
    });
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: Tone::Urgent,
        badge: t!(lang, "mail-proof-badge"),
        offer: news.offer.clone(),
        covers: None,
        lead,
        bar: None,
        columns: columns(lang, &[], &rows),
        rows,
        outcome,
    }
}

fn lapsed_section(lang: Lang, lapsed: &Lapsed) -> Section {
    let offer = &lapsed.offer;
    let rows = vec![
        Row::new(t!(lang, "mail-row-anniversary"), jubilee_texts::date(lang, lapsed.anniversary)),
        Row::new(t!(lang, "mail-row-was-renewable-until"), jubilee_texts::date(lang, lapsed.renew_until)),
        Row::new(t!(lang, "mail-row-lapsed-on"), jubilee_texts::date(lang, lapsed.lapsed_on)),
    ];
    let mut lead = vec![t!(lang, "mail-lapsed-lead", offer = offer, until = lapsed.renew_until, date = lapsed.lapsed_on)];
    if !lapsed.losses.is_empty() {
        lead.push(t!(lang, "mail-lapsed-losses", benefits = list(lang, &lapsed.losses)));
    }
    if lapsed.membership_remains {
        lead.push(t!(lang, "mail-lapsed-member-still"));
    }
    let mut outcome = Vec::new();
    if let Some(until) = lapsed.reactivate_until {
        outcome.push(t!(lang, "mail-lapsed-reactivate", date = until));
    }
    if lapsed.move_first {
        outcome.push(t!(lang, "mail-lapsed-move-first", system = system(lang, lapsed.legacy.as_ref())));
    }
    outcome.push(t!(lang, "mail-lapsed-paid-in-time", date = lapsed.renew_until));
    let requirements = if lapsed.requirements_apply { "apply" } else { "none" };
    let fee = lapsed.fee.map(|fee| with_tax(lang, fee, lapsed.fee_tax.as_deref()));
    outcome.push(match (lapsed.on_sale, fee) {
        (true, Some(fee)) => t!(lang, "mail-lapsed-buy-again-for", fee = fee, requirements = requirements),
        (true, None) => t!(lang, "mail-lapsed-buy-again", requirements = requirements),
        // What has a fee is sold; something stands in this member's way.
        (false, Some(fee)) => t!(lang, "mail-lapsed-buy-later", fee = fee),
        (false, None) => t!(lang, "mail-lapsed-not-on-sale"),
    });
    Section {
        intro: Vec::new(),
        is_continued: false,
        tone: Tone::Lost,
        badge: t!(lang, "mail-lapsed-badge"),
        offer: offer.clone(),
        covers: covers(lang, &lapsed.areas),
        lead,
        bar: None,
        columns: columns(lang, &lapsed.areas, &rows),
        rows,
        outcome,
    }
}

fn covers(lang: Lang, areas: &[String]) -> Option<String> {
    (!areas.is_empty()).then(|| t!(lang, "mail-notices-covers", areas = list(lang, areas)))
}

fn columns(lang: Lang, areas: &[String], rows: &[Row]) -> String {
    let covered = (!areas.is_empty()).then(|| Row::new(t!(lang, "mail-row-covers"), list(lang, areas)));
    let with_areas: Vec<Row> =
        covered.into_iter().chain(rows.iter().map(|row| Row::new(row.label.clone(), row.value.clone()))).collect();
    layout::columns(&with_areas)
}
