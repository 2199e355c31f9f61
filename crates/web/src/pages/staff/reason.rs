//! A reason that staff give, as it is typed.

use jubilee_app::MOST_REASON;
use jubilee_core::Lang;
use jubilee_texts::t;

/// What is wrong with a reason, a sentence; `missing` is what is said where there is none.
pub(super) fn reason_problem(reason: &str, missing: impl FnOnce() -> String, lang: Lang) -> Option<String> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Some(missing());
    }
    if reason.chars().count() > MOST_REASON {
        return Some(t!(lang, "exception-reason-too-long", most = MOST_REASON));
    }
    let is_readable = reason.chars().all(|letter| !letter.is_control() || "\r\n".contains(letter));
    (!is_readable).then(|| t!(lang, "exception-reason-unreadable"))
}
