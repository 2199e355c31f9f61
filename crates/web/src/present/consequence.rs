//! What a decision would change for one subscription, in sentences, before anybody agrees to it.

use jubilee_app::{App, MemberFile};
use jubilee_core::{Day, Decision, Lang, Standing, SubscriptionId, standing};
use jubilee_texts::{t, t_of};

use crate::present::status_of;

/// How the subscription stands after the decision, where that is another way than now, and what goes on record.
pub(crate) fn consequences(
    app: &App,
    file: &MemberFile,
    decision: &Decision,
    subscription: SubscriptionId,
    lang: Lang,
) -> Vec<String> {
    let mut member = file.member.clone();
    let fits = decision.entries.iter().all(|entry| member.apply(entry).is_ok());
    let on = |member| standing(app.programme(), member, subscription, file.today).filter(|_| fits);
    let differences = match (on(&file.member), on(&member)) {
        (Some(before), Some(after)) => differences(&before, &after, lang),
        _ => Vec::new(),
    };
    // The reasons speak as they will be read later, so they are quoted.
    let recorded = |reason| t!(lang, "exception-then-recorded", words = app.sentence(reason, lang));
    differences.into_iter().chain(decision.reasons.iter().map(recorded)).collect()
}

fn differences(before: &Standing, after: &Standing, lang: Lang) -> Vec<String> {
    let mut words = Vec::new();
    let (old, new) = (status_of(before), status_of(after));
    if old != new {
        let (old, new) = (t_of!(lang, old.label()), t_of!(lang, new.label()));
        words.push(t!(lang, "exception-then-status", before = old, after = new));
    }
    let moved = |of: fn(&Standing) -> Option<Day>| match (of(before), of(after)) {
        (Some(old), Some(new)) if old != new => Some((old, new)),
        _ => None,
    };
    if let Some((old, new)) = moved(|standing| standing.cycle.as_ref().map(|cycle| cycle.anniversary)) {
        words.push(t!(lang, "exception-then-anniversary", before = old, after = new));
    }
    if let Some((old, new)) = moved(|standing| standing.cycle.as_ref().map(|cycle| cycle.renew_until)) {
        words.push(t!(lang, "exception-then-window", before = old, after = new));
    }
    let opens = |standing: &Standing| standing.reactivation.as_ref().map(|opening| opening.until);
    match (opens(before), opens(after)) {
        (old, Some(until)) if old != Some(until) => words.push(t!(lang, "exception-then-reactivation", until = until)),
        (Some(_), None) => words.push(t!(lang, "exception-then-no-reactivation")),
        _ => {}
    }
    if before.exemption().is_some() && after.exemption().is_none() {
        words.push(t!(lang, "exception-then-requirements"));
    }
    words
}
