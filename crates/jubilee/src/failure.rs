//! Errors at the command line: what was attempted, why it failed, and what to do.

use std::process::ExitCode;

use jubilee_app::{App, AppError, MemberFile};
use jubilee_core::{BenefitReason, Lang, Lift, MemberId, OrderId, Reason, Refusal, SubscriptionId};
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

/// What a command is about, so that what would lift a refusal can be written as it has to be typed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    Member(MemberId),
    Subscription(SubscriptionId),
    Order(OrderId),
}

impl Subject {
    const fn member(self) -> MemberId {
        match self {
            Subject::Member(member) => member,
            Subject::Subscription(subscription) => subscription.member(),
            Subject::Order(order) => order.member(),
        }
    }

    fn subscription(self, file: &MemberFile) -> Option<SubscriptionId> {
        match self {
            Subject::Member(_) => None,
            Subject::Subscription(subscription) => Some(subscription),
            Subject::Order(order) => file.member.order(order).map(|order| order.first().subscription()),
        }
    }
}

impl Refused {
    /// A refusal in words. Where the member cannot be loaded, placeholders stand in the place of its references.
    async fn new(app: &App, refusal: &Refusal, lang: Lang, about: Subject) -> Refused {
        let sentences = refusal.reasons.iter().map(|reason| app.sentence(reason, lang)).collect();
        let file = app.member_file(about.member()).await.ok();
        let member = file.as_ref().map_or("MEMBER", |file| file.row.reference.as_str());
        let named = file.as_ref().and_then(|file| {
            let id = about.subscription(file)?;
            file.subscriptions.iter().find(|row| row.id == id)
        });
        let subscription = named.map_or("SUBSCRIPTION", |row| row.reference.as_str());
        let command = match &refusal.lift {
            Lift::BuyAnew => Some(format!("jubilee order {subscription} --action buy")),
            Lift::Pay(order) => Some(format!("jubilee pay {order} --value-date DATE")),
            Lift::Meet(_) => Some(format!("jubilee attain {member} MEASURE AMOUNT --area AREA")),
            Lift::Migrate => Some(format!("jubilee migrate {member}")),
            Lift::Reactivate(_) => Some(format!("jubilee order {subscription} --action reactivate")),
            Lift::AskStaff if is_keyless(refusal) => Some("jubilee benefit keys load --benefit BENEFIT FILE".to_owned()),
            Lift::AskStaff | Lift::GrantReactivation => {
                Some(format!("jubilee exception grant {subscription} --kind reactivation --until DATE --reason TEXT"))
            }
            Lift::CountFromPayment => Some("--base payment".to_owned()),
            Lift::Order => Some(format!("jubilee order {subscription}")),
            Lift::Refund => Some(match about {
                Subject::Order(order) => format!("jubilee refund {order}"),
                Subject::Member(_) | Subject::Subscription(_) => "jubilee refund ORDER".to_owned(),
            }),
            Lift::Activate => Some(format!("jubilee benefit activate {subscription} BENEFIT")),
            Lift::Wait(_) | Lift::LeaveOut | Lift::Correct | Lift::Done => None,
        };
        let words = jubilee_texts::lift(lang, &refusal.lift);
        let hint = words.map(|words| match command {
            Some(command) => format!("{}: {command}", words.trim_end_matches('.')),
            None => words,
        });
        Refused { sentences, hint }
    }
}

/// Whether it is a key that is missing.
fn is_keyless(refusal: &Refusal) -> bool {
    let is_missing = |reason: &Reason| matches!(reason, Reason::Benefit { what: BenefitReason::NoKeyLeft, .. });
    refusal.reasons.iter().any(is_missing)
}

/// Wrong usage that only shows when the command runs.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// Turns a refusal of the rules into one with words; other errors pass.
pub(crate) async fn worded<T>(app: &App, lang: Lang, about: Subject, outcome: Result<T, AppError>) -> anyhow::Result<T> {
    match outcome {
        Ok(done) => Ok(done),
        Err(AppError::Refused(refusal)) => Err(Refused::new(app, &refusal, lang, about).await.into()),
        Err(other) => Err(other.into()),
    }
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
        let text = jubilee_texts::plain(&cause.to_string());
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
