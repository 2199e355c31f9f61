//! What members and staff do in the demo, day by day.

use jubilee_core::{Actor, AreaId, Base, Day, ExceptionKind, MeasureId, OrderId, SubscriptionId};

use crate::app::App;
use crate::attain::Attained;
use crate::error::AppError;
use crate::exception::Grant;
use crate::held::Request;
use crate::proof::Filing;

const OPERATOR: Actor = Actor::Operator;

/// What becomes of a subscription's current cycle.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    /// Ordered and paid so many days after the anniversary.
    Renewed(i32),
    /// Ordered so many days after the anniversary; the money does not come.
    Ordered(i32),
    /// Ordered so many days after the anniversary, and paid after the window had closed.
    PaidLate(i32),
    /// Nobody does anything.
    Forgotten,
}

/// A subscription to be made.
pub(super) struct Holding {
    pub(super) reference: String,
    pub(super) member: String,
    pub(super) offer: &'static str,
    pub(super) areas: &'static str,
    pub(super) anniversary: Day,
    pub(super) fate: Fate,
}

/// Something that is done on a day beside renewing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// A member orders a renewal, or several at once, and pays on the same day.
    Renew { subscriptions: &'static [&'static str] },
    /// Staff waive the requirements.
    Exempt { subscription: &'static str, until: &'static str, reason: &'static str },
    /// Staff extend the window.
    Extend { subscription: &'static str, until: &'static str, reason: &'static str },
    /// Staff let a lapsed subscription come back, its year counted from the payment.
    LetReactivate { subscription: &'static str, until: &'static str, reason: &'static str },
    /// A member orders the renewal and sends in a proof of its payment.
    Prove { subscription: &'static str, value: &'static str },
    /// Staff accept money that came too late.
    AcceptLate { subscription: &'static str, until: &'static str, reason: &'static str },
    /// Staff take an exception back.
    TakeBack { subscription: &'static str, number: u16, reason: &'static str },
    /// A member orders a reactivation.
    OrderReactivation { subscription: &'static str },
    /// The money for the open order comes.
    Pay { subscription: &'static str, value: &'static str },
    /// A member attains something.
    Attain { member: &'static str, measure: &'static str, area: &'static str, amount: u32 },
    /// Somebody has left.
    EndAttainment { member: &'static str, number: u32 },
}

fn day(text: &str) -> Day {
    text.parse().expect("the demo's days are dates")
}

/// What a member does about a subscription on a day.
pub(super) async fn live_through(app: &App, holding: &Holding, today: Day) -> Result<(), AppError> {
    let after = today.days_since(holding.anniversary);
    let (ordered, paid) = match holding.fate {
        Fate::Renewed(on) => (on, Some((on + 3, on + 2))),
        Fate::Ordered(on) => (on, None),
        Fate::PaidLate(on) => (on, Some((36, 33))),
        Fate::Forgotten => return Ok(()),
    };
    if after == ordered {
        let subscription = app.find_subscription(&holding.reference).await?;
        match app.order_renewal(subscription, Request::by(OPERATOR)).await {
            // Some try and are told what is missing, or to move first.
            Ok(_) | Err(AppError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    if let Some((recorded, value)) = paid.filter(|(recorded, _)| *recorded == after) {
        pay(app, &holding.reference, today.plus_days(value - recorded)).await?;
    }
    Ok(())
}

/// Does what is to be done on a day.
pub(super) async fn act(app: &App, deed: Deed, today: Day) -> Result<(), AppError> {
    let grant = async |subscription: &str, kind: ExceptionKind, until: &str, reason: &str| {
        let subscription = app.find_subscription(subscription).await?;
        let grant = Grant { kind, until: day(until), reason: reason.to_owned() };
        app.grant_exception(subscription, grant, OPERATOR).await.map(drop)
    };
    match deed {
        Deed::Renew { subscriptions } => renew(app, subscriptions, today).await,
        Deed::Exempt { subscription, until, reason } => grant(subscription, ExceptionKind::Exemption, until, reason).await,
        Deed::Extend { subscription, until, reason } => grant(subscription, ExceptionKind::Extension, until, reason).await,
        Deed::LetReactivate { subscription, until, reason } => {
            grant(subscription, ExceptionKind::Reactivation { base: Base::Payment }, until, reason).await
        }
        Deed::AcceptLate { subscription, until, reason } => {
            grant(subscription, ExceptionKind::LatePayment, until, reason).await
        }
        Deed::TakeBack { subscription, number, reason } => {
            let subscription = app.find_subscription(subscription).await?;
            app.end_exception(subscription, number, reason.to_owned(), OPERATOR).await
        }
        Deed::OrderReactivation { subscription } => {
            let subscription = app.find_subscription(subscription).await?;
            app.order_reactivation(subscription, Request::by(OPERATOR)).await.map(drop)
        }
        Deed::Prove { subscription, value } => prove(app, subscription, day(value)).await,
        Deed::Pay { subscription, value } => pay(app, subscription, day(value)).await,
        Deed::Attain { member, measure, area, amount } => {
            let attained = Attained {
                measure: MeasureId::from(measure),
                area: Some(AreaId::from(area)),
                amount,
                attained_on: today,
                expires_on: None,
            };
            app.attain(app.find_member(member).await?, attained, OPERATOR).await.map(drop)
        }
        Deed::EndAttainment { member, number } => {
            app.end_attainment(app.find_member(member).await?, number, today, OPERATOR).await
        }
    }
}

/// Orders what is to be renewed, and pays for it.
async fn renew(app: &App, references: &[&str], today: Day) -> Result<(), AppError> {
    let mut subscriptions = Vec::new();
    for reference in references {
        subscriptions.push(app.find_subscription(reference).await?);
    }
    let request = Request::by(OPERATOR);
    let order = match subscriptions[..] {
        [only] => app.order_renewal(only, request).await?,
        _ => app.order_together(&subscriptions, request).await?,
    };
    app.record_payment(order.id, today, None, Request::by(OPERATOR)).await.map(drop)
}

/// The smallest PDF that a reader opens: one empty page.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Orders a renewal and sends in a proof of its payment.
async fn prove(app: &App, reference: &str, value_on: Day) -> Result<(), AppError> {
    let subscription = app.find_subscription(reference).await?;
    let order = app.order_renewal(subscription, Request::by(OPERATOR)).await?;
    let (file_name, account) = ("transfer.pdf", "NL20 INGB 0001 2345 67");
    let filing = Filing { file_name, bytes: PDF, value_on, account, reference: &order.reference };
    app.file_proof(order.id, &filing, OPERATOR).await.map(drop)
}

/// Records the payment of the order that waits, if one does.
async fn pay(app: &App, reference: &str, value_on: Day) -> Result<(), AppError> {
    let subscription = app.find_subscription(reference).await?;
    if let Some(order) = unpaid_order(app, subscription).await? {
        app.record_payment(order, value_on, None, Request::by(OPERATOR)).await?;
    }
    Ok(())
}

async fn unpaid_order(app: &App, subscription: SubscriptionId) -> Result<Option<OrderId>, AppError> {
    let file = app.member_file(subscription.member()).await?;
    let unpaid = file.member.orders.iter().find(|order| order.payments.is_empty() && order.item(subscription).is_some());
    Ok(unpaid.map(|order| order.id))
}
