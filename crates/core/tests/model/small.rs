//! A failing case is made as small as it can be, so that a person can read it.

use crate::plan::{Base, Case, Check, Rules, Span};

/// The smallest case that still fails which can be reached by leaving things out and making them ordinary, one at a time.
pub(crate) fn smallest(case: Case, fails: impl Fn(&Case) -> bool) -> Case {
    let mut smallest = case;
    loop {
        let Some(smaller) = smaller(&smallest).into_iter().find(|case| case != &smallest && fails(case)) else {
            return smallest;
        };
        smallest = smaller;
    }
}

/// What the case is with one thing left out or made ordinary.
fn smaller(case: &Case) -> Vec<Case> {
    let mut smaller = Vec::new();
    let mut try_with = |change: &dyn Fn(&mut Case)| {
        let mut changed = case.clone();
        change(&mut changed);
        smaller.push(changed);
    };
    for at in 0..case.history.len() {
        try_with(&|case| {
            case.history.remove(at);
        });
    }
    for at in 0..case.plan.reliefs.len() {
        try_with(&|case| {
            case.plan.reliefs.remove(at);
        });
        try_with(&|case| case.plan.reliefs[at].withdrawn_on = None);
        for which in 0..case.plan.reliefs[at].announcements.len() {
            if case.plan.reliefs[at].announcements.len() > 1 {
                try_with(&|case| {
                    case.plan.reliefs[at].announcements.remove(which);
                });
            }
            try_with(&|case| case.plan.reliefs[at].announcements[which].moves = None);
            try_with(&|case| case.plan.reliefs[at].announcements[which].reactivation = None);
            try_with(&|case| case.plan.reliefs[at].announcements[which].waives = false);
            try_with(&|case| case.plan.reliefs[at].announcements[which].offer = None);
            try_with(&|case| case.plan.reliefs[at].announcements[which].area = None);
            try_with(&|case| case.plan.reliefs[at].announcements[which].except_area = None);
        }
    }
    for at in 0..case.plan.versions.len() {
        if case.plan.versions.len() > 1 {
            try_with(&|case| {
                case.plan.versions.remove(at);
            });
        }
        try_with(&|case| case.plan.versions[at].is_for_begun = false);
        for plainer in PLAINER {
            try_with(&|case| plainer(&mut case.plan.versions[at].level));
            try_with(&|case| plainer(&mut case.plan.versions[at].package));
        }
    }
    try_with(&|case| case.live_from = None);
    try_with(&|case| case.is_legacy = false);
    try_with(&|case| case.plan.order_life = 30);
    try_with(&|case| case.plan.most = 1);
    try_with(&|case| case.plan.upgrade = None);
    try_with(&|case| case.plan.refund_within = Some(30));
    try_with(&|case| case.horizon = 0);
    try_with(&|case| case.horizon /= 2);
    try_with(&|case| case.horizon = (case.horizon - 1).max(0));
    smaller
}

/// Ways to make rules more ordinary.
const PLAINER: [fn(&mut Rules); 10] = [
    |rules| rules.auto = None,
    |rules| rules.reminders.clear(),
    |rules| rules.first = Span::Months(12),
    |rules| rules.next = Span::Days(365),
    |rules| rules.base = Base::Anniversary,
    |rules| rules.check = Check::AtRenewal,
    |rules| rules.paths.clear(),
    |rules| rules.paths.truncate(1),
    |rules| (rules.opens, rules.closes, rules.benefits) = (1, 30, 30),
    |rules| rules.benefits = rules.closes,
];
