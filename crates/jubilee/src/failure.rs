//! Errors at the command line: what was attempted, why it failed, and what to do.

use std::process::ExitCode;

use jubilee_app::AppError;
use jubilee_core::{Lang, Lift, Refusal};
use jubilee_programme::LoadError;

/// Bad data, or a rule that says no.
pub(crate) const BAD_DATA: u8 = 1;
/// Wrong usage.
pub(crate) const BAD_USAGE: u8 = 2;

/// A refusal with its sentences, so that the command line says why in words.
#[derive(Debug, thiserror::Error)]
#[error("{}", .sentences.join("\n"))]
pub(crate) struct Refused {
    sentences: Vec<String>,
    hint: Option<String>,
}

impl Refused {
    pub(crate) fn new(app: &jubilee_app::App, refusal: &Refusal, lang: Lang) -> Refused {
        let sentences = refusal.reasons.iter().map(|reason| app.sentence(reason, lang)).collect();
        let hint = match &refusal.lift {
            Lift::Wait(day) => Some(format!("wait until {day}")),
            Lift::BuyAnew => Some("buy it anew: jubilee order SUBSCRIPTION --action buy".to_owned()),
            Lift::Pay(order) => Some(format!("pay the order that waits: jubilee pay {order} --value-date DATE")),
            Lift::Meet(by) => {
                let by = by.map_or_else(String::new, |day| format!(" until {day}"));
                Some(format!("meet the requirements{by}, and record it: jubilee attain MEMBER MEASURE AMOUNT --area AREA"))
            }
            Lift::Migrate => Some("move the account first: jubilee migrate MEMBER".to_owned()),
            Lift::Reactivate(until) => {
                Some(format!("reactivate it, until {until}: jubilee order SUBSCRIPTION --action reactivate"))
            }
            Lift::AskStaff => {
                let command = "jubilee exception grant SUBSCRIPTION --kind reactivation --until DATE --reason TEXT";
                Some(format!("staff can allow it: {command}"))
            }
            Lift::CountFromPayment => Some("count the year that it gives from the payment: --base payment".to_owned()),
            Lift::Order => Some("make an order first: jubilee order SUBSCRIPTION".to_owned()),
            Lift::Refund => Some("pay it back: jubilee refund ORDER".to_owned()),
            Lift::Correct | Lift::Done => None,
        };
        Refused { sentences, hint }
    }
}

/// Wrong usage that only shows when the command runs.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// Turns a refusal of the rules into one with words; other errors pass.
pub(crate) fn worded<T>(app: &jubilee_app::App, lang: Lang, outcome: Result<T, AppError>) -> anyhow::Result<T> {
    outcome.map_err(|error| match error {
        AppError::Refused(refusal) => Refused::new(app, &refusal, lang).into(),
        other => other.into(),
    })
}

/// Prints an error with its causes, each once, and says how the process ends.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    let of_app = error.downcast_ref::<AppError>().and_then(|error| match error {
        AppError::Programme(diagnostics) => Some(&**diagnostics),
        _ => None,
    });
    let of_file = error.downcast_ref::<LoadError>().and_then(|error| match error {
        LoadError::Invalid(diagnostics) => Some(diagnostics),
        _ => None,
    });
    if let Some(diagnostics) = of_app.or(of_file) {
        eprint!("{}", diagnostics.render(crate::output::has_colour()));
        return ExitCode::from(BAD_DATA);
    }
    let mut said = String::new();
    for (depth, cause) in error.chain().enumerate() {
        let text = cause.to_string();
        if said.contains(&text) {
            continue;
        }
        eprintln!("{}{text}", if depth == 0 { "error: " } else { "  because: " });
        said.push_str(&text);
    }
    if let Some(Refused { hint: Some(hint), .. }) = error.downcast_ref::<Refused>() {
        eprintln!("help: {hint}");
    }
    ExitCode::from(if error.is::<Usage>() { BAD_USAGE } else { BAD_DATA })
}
