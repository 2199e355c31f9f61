//! The comparison of what was expected with what was observed. Every difference becomes a complaint in words.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::observed::Observed;
use crate::oracle::{Expected, Mail, Standing};

/// Whether a mail may come again under the same Message-ID: only where the sender was killed after the server had taken it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeats {
    Forbidden,
    Allowed,
}

/// What the comparison of mails found.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    pub(crate) complaints: Vec<String>,
    /// Mails that came once more under their own Message-ID.
    pub(crate) repeats: usize,
}

pub(crate) fn compare_mails(expected: &[Expected], observed: &[Observed], repeats: Repeats) -> Verdict {
    let mut verdict = Verdict::default();
    let mut by_id: BTreeMap<&str, &Observed> = BTreeMap::new();
    for one in observed {
        match by_id.insert(&one.message_id, one) {
            None => {}
            Some(other) if other.mail == one.mail && other.text == one.text => verdict.repeats += 1,
            Some(other) => verdict.complaints.push(format!("one Message-ID for {:?} and for {:?}", other.mail, one.mail)),
        }
    }
    if repeats == Repeats::Forbidden && verdict.repeats > 0 {
        verdict.complaints.push(format!("{} mails came twice under one Message-ID", verdict.repeats));
    }

    let mut came: BTreeMap<&Mail, Vec<&Observed>> = BTreeMap::new();
    for one in by_id.into_values() {
        came.entry(&one.mail).or_default().push(one);
    }
    let mut missing = Vec::new();
    for wanted in expected {
        let found = came.get_mut(&wanted.mail).and_then(Vec::pop);
        match found {
            None => missing.push(&wanted.mail),
            Some(found) => {
                let absent = wanted.phrases.iter().filter(|phrase| !found.text.contains(phrase.as_str()));
                let complaints = absent.map(|phrase| format!("{:?} does not say '{phrase}': {}", found.mail, found.text));
                verdict.complaints.extend(complaints);
            }
        }
    }
    let mut left: Vec<&Mail> = came.iter().flat_map(|(mail, again)| again.iter().map(|_| *mail)).collect();
    for mail in missing {
        let same_but_language = |other: &&Mail| other.on == mail.on && other.to == mail.to && other.content == mail.content;
        let same_but_day = |other: &&Mail| other.to == mail.to && other.content == mail.content;
        if let Some(at) = left.iter().position(same_but_language) {
            verdict.complaints.push(format!("in the wrong language: {:?}, where {:?} was due", left.remove(at), mail.lang));
        } else if let Some(at) = left.iter().position(same_but_day) {
            verdict.complaints.push(format!("on the wrong day: {:?}, due on {}", left.remove(at), mail.on));
        } else {
            verdict.complaints.push(format!("missing: {mail:?}"));
        }
    }
    for mail in left {
        let is_known = expected.iter().any(|wanted| wanted.mail == *mail);
        verdict.complaints.push(format!("{}: {mail:?}", if is_known { "twice" } else { "unexpected" }));
    }
    verdict
}

/// Compares what `status --json` says with what must hold; `who` names the subscription and the day.
pub(crate) fn compare_standing(who: &str, expected: &Standing, observed: &Value) -> Vec<String> {
    let text = |day: jiff::civil::Date| Value::from(day.to_string());
    let pairs = [
        ("status", Value::from(expected.status)),
        ("benefits", Value::from(expected.benefits)),
        ("anniversary", text(expected.anniversary)),
        ("renew_from", text(expected.renew_from)),
        ("renew_until", text(expected.renew_until)),
        ("benefits_until", text(expected.benefits_until)),
        ("lapses_on", text(expected.lapses_on)),
        ("reminders", expected.reminders.map(text).to_vec().into()),
        ("next_anniversary", text(expected.next_anniversary)),
        ("must_move", Value::from(expected.must_move)),
        ("requirements", expected.requirements.clone()),
    ];
    let differing = pairs.iter().filter(|(key, value)| observed.get(*key) != Some(value));
    differing
        .map(|(key, value)| {
            let said = observed.get(*key).cloned().unwrap_or_default();
            format!("{who}: {key} is {said} and must be {value}")
        })
        .collect()
}
