//! The commands of the table, and what comes of each.

use std::fmt;

use jubilee_core::{Base, Command, Day, Entry, ExceptionKind, Fact, Lift, Refusal};

use crate::cell::{Cell, Relief, Requirements, Status, System, dimension, life, payment};
use crate::programme::day;

dimension! {
    Attempt {
        OrderRenewal = "order-renewal",
        /// Of an order that was made while that was possible.
        PayRenewal = "pay-renewal-order",
        RenewFree = "renew-free",
        OrderReactivation = "order-reactivation",
        PayReactivation = "pay-reactivation-order",
        ReactivateFree = "reactivate-free",
        OrderAnew = "order-anew",
        PayPurchase = "pay-purchase-order",
        /// Of the order that waits, or of the last one.
        CancelOrder = "cancel-order",
        /// Of the last order.
        Refund = "refund",
        CoverArea = "cover-area",
        GrantExemption = "grant-exemption",
        /// For a few days only.
        GrantShortExemption = "grant-short-exemption",
        GrantExtension = "grant-extension",
        GrantReactivation = "grant-reactivation",
        GrantLatePayment = "grant-late-payment",
        Remind = "first-reminder",
        Lapse = "lapse",
        Announce = "announce",
        Migrate = "migrate",
    }
}

/// What comes of a command in a cell, as the table says it.
pub(crate) fn attempt(cell: Cell, attempt: Attempt) -> String {
    let is_free = matches!(attempt, Attempt::RenewFree | Attempt::ReactivateFree);
    let has_begun = !matches!(cell.status, Status::Ordered | Status::Ended);
    if is_free && !has_begun {
        return "impossible: what costs nothing is not ordered".to_owned();
    }
    let ordered_on = match attempt {
        Attempt::PayRenewal => match renewal_ordered_on(cell) {
            Ok(day) => Some(day),
            Err(reason) => return format!("impossible: {reason}"),
        },
        _ => None,
    };
    let (mut life, today) = life(cell, if is_free { "friend" } else { "gold" }, ordered_on);
    let subscription = life.member.subscriptions[0].id;
    let until = today.plus_days(60);
    let grant = |kind| Command::GrantException { subscription, kind, until };
    let command = match attempt {
        Attempt::OrderRenewal => Command::OrderRenewal { subscription },
        Attempt::RenewFree => Command::Renew { subscription },
        Attempt::OrderReactivation => Command::OrderReactivation { subscription },
        Attempt::ReactivateFree => Command::Reactivate { subscription },
        Attempt::OrderAnew => Command::OrderPurchase { offer: "gold".into(), areas: vec!["cloud".into()] },
        Attempt::CoverArea => Command::CoverArea { subscription, area: "security".into() },
        Attempt::GrantExemption => grant(ExceptionKind::Exemption),
        Attempt::GrantShortExemption => {
            let kind = ExceptionKind::Exemption;
            Command::GrantException { subscription, kind, until: today.plus_days(5) }
        }
        Attempt::GrantExtension => grant(ExceptionKind::Extension),
        Attempt::GrantReactivation => grant(ExceptionKind::Reactivation { base: Base::Payment }),
        Attempt::GrantLatePayment => grant(ExceptionKind::LatePayment),
        Attempt::Remind => Command::Remind { subscription, reminder: 0 },
        Attempt::Lapse => Command::Lapse { subscription },
        Attempt::Announce => Command::Announce { subscription, relief: "relief".into(), announcement: 0 },
        Attempt::Migrate => Command::Migrate,
        Attempt::CancelOrder | Attempt::Refund => match life.member.orders.last().map(|order| order.id) {
            None => return "impossible: nothing has been ordered".to_owned(),
            Some(order) if attempt == Attempt::Refund => Command::Refund { order },
            Some(order) => Command::CancelOrder { order },
        },
        Attempt::PayRenewal => payment(&life.member, today),
        Attempt::PayPurchase if !has_begun => payment(&life.member, today),
        Attempt::PayPurchase => return "impossible: its purchase is paid".to_owned(),
        Attempt::PayReactivation => {
            if life.try_to(Command::OrderReactivation { subscription }, today).is_err() {
                return "impossible: no reactivation can be ordered".to_owned();
            }
            payment(&life.member, today)
        }
    };
    outcome(&life.try_to(command, today))
}

/// The day on which a renewal could have been ordered in the cell's life.
fn renewal_ordered_on(cell: Cell) -> Result<Day, &'static str> {
    let has_ordered = matches!(cell.status, Status::RenewalOpen | Status::Lapsed | Status::Reactivatable);
    let is_moved_back = cell.status == Status::Active && cell.relief == Relief::Moved;
    if cell.system == System::Legacy {
        Err("in the legacy system nothing can be ordered")
    } else if is_moved_back && cell.requirements != Requirements::Exempt {
        Ok(day("2020-09-05"))
    } else if is_moved_back {
        Ok(day("2020-09-04"))
    } else if !has_ordered {
        Err("no renewal could be ordered so far")
    } else if cell.relief == Relief::Moved {
        Ok(day("2020-11-05"))
    } else {
        Ok(day("2020-09-05"))
    }
}

fn outcome(decided: &Result<Vec<Entry>, Refusal>) -> String {
    match decided {
        Ok(entries) => format!("accepted: {}", entries.iter().map(effect).collect::<Vec<_>>().join(", ")),
        Err(refusal) => {
            let mut rules: Vec<&str> = Vec::new();
            for reason in &refusal.reasons {
                if !rules.contains(&reason.rule().id()) {
                    rules.push(reason.rule().id());
                }
            }
            format!("refused by {}; lift: {}", rules.join(" and "), Lifted(&refusal.lift))
        }
    }
}

fn effect(entry: &Entry) -> String {
    let text = match &entry.fact {
        Fact::Ordered { pay_by, .. } => return format!("ordered, to be paid by {pay_by}"),
        Fact::Renewed { next_anniversary, .. } => {
            return format!("renewed to {}", next_anniversary.map_or_else(String::new, |next| next.to_string()));
        }
        Fact::Reactivated { next_anniversary, .. } => return format!("reactivated to {next_anniversary}"),
        Fact::PaymentRecorded { .. } => "payment recorded",
        Fact::Purchased { .. } => "purchased",
        Fact::Replaced { .. } => "replaced",
        Fact::Lapsed { .. } => "lapse recorded",
        Fact::LapseReversed { .. } => "lapse reversed",
        Fact::Reminded { .. } => "reminded",
        Fact::ReminderSuperseded { .. } => "reminder superseded",
        Fact::ReminderMissed { .. } => "reminder missed",
        Fact::Announced { .. } => "announced",
        Fact::AnnouncementSuperseded { .. } => "announcement superseded",
        Fact::Migrated => "moved",
        Fact::AreaCovered { .. } => "area covered",
        Fact::OrderCancelled { .. } => "cancelled",
        Fact::PaymentMoved { .. } => "paid with what was held",
        Fact::Refunded { .. } => "refunded",
        Fact::HeldRefunded { .. } => "paid back from what was held",
        Fact::PaymentIdentified { .. } => "found outside",
        Fact::ExceptionGranted { until, .. } => return format!("granted until {until}"),
        other => return format!("{other:?}"),
    };
    text.to_owned()
}

struct Lifted<'l>(&'l Lift);

impl fmt::Display for Lifted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Lift::Wait(day) => write!(f, "wait until {day}"),
            Lift::BuyAnew => f.write_str("buy anew"),
            Lift::Pay(_) => f.write_str("pay the order"),
            Lift::Refund => f.write_str("pay it back"),
            Lift::Order => f.write_str("order and pay"),
            Lift::LeaveOut => f.write_str("leave one of them out"),
            Lift::Correct => f.write_str("correct it"),
            Lift::Done => f.write_str("nothing to do"),
            Lift::Meet(None) => f.write_str("meet the requirements"),
            Lift::Meet(Some(day)) => write!(f, "meet the requirements by {day}"),
            Lift::Migrate => f.write_str("move the account"),
            Lift::Reactivate(day) => write!(f, "reactivate by {day}"),
            Lift::AskStaff => f.write_str("ask staff"),
            Lift::GrantReactivation => f.write_str("grant a reactivation"),
            Lift::CountFromPayment => f.write_str("count from the payment"),
            Lift::Activate => f.write_str("activate it"),
        }
    }
}
