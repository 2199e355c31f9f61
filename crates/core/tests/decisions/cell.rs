//! The dimensions of the table, which combinations cannot be, and a member that stands for each of the others.

use std::fmt;

use jubilee_core::{Base, Command, Day, Entry, ExceptionKind, Member, MemberId, Programme, Refusal, decide};

use crate::programme::{day, programme};

macro_rules! dimension {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            pub(crate) const ALL: &[$name] = &[$($name::$variant),*];
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $($name::$variant => $text),* })
            }
        }
    };
}
pub(crate) use dimension;

dimension! {
    Status {
        Ordered = "ordered",
        Active = "active",
        RenewalOpen = "renewal-open",
        Lapsed = "lapsed",
        Reactivatable = "reactivatable",
        /// Inside its window, by an offer that takes its place.
        Replaced = "replaced",
        Ended = "ended",
    }
}

dimension! {
    /// The relief that covers the subscription.
    Relief {
        None = "no-relief",
        Waived = "waived",
        Moved = "moved",
        Reactivation = "reactivation",
        /// Staff have to approve it and have not.
        ReactivationToApprove = "reactivation-to-approve",
        /// Staff have to approve it and have, by an exception.
        ReactivationApproved = "reactivation-approved",
    }
}

dimension! {
    System {
        Current = "current",
        Legacy = "legacy",
    }
}

dimension! {
    Requirements {
        Met = "met",
        NotMet = "not-met",
        /// By the relief where it waives, otherwise by staff.
        Exempt = "exempt",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) status: Status,
    pub(crate) relief: Relief,
    pub(crate) system: System,
    pub(crate) requirements: Requirements,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cell { status, relief, system, requirements } = self;
        write!(f, "{status:<13} | {relief:<23} | {system:<7} | {requirements:<7}")
    }
}

impl Cell {
    /// Why there is no such member; `None` where there is.
    pub(crate) fn unreachable(self) -> Option<&'static str> {
        let has_begun = !matches!(self.status, Status::Ordered | Status::Ended);
        if !has_begun && self.system == System::Legacy {
            return Some("in the legacy system nothing can be ordered, and nobody goes back there");
        }
        if !has_begun && self.relief != Relief::None {
            return Some("a relief names cycles, and none has begun");
        }
        if !has_begun && self.requirements == Requirements::Exempt {
            return Some("an exemption is for the renewal of a cycle, and none has begun");
        }
        if self.status == Status::Replaced && self.system == System::Legacy {
            return Some("in the legacy system nothing can be ordered, and nobody goes back there");
        }
        if self.relief == Relief::Waived && self.requirements != Requirements::Exempt {
            return Some("who is covered by a waiver is exempt, whatever has been met");
        }
        if self.relief == Relief::ReactivationApproved && self.status != Status::Reactivatable {
            return Some("staff approve what can be reactivated");
        }
        None
    }
}

/// What happens to a member, one after the other.
pub(crate) struct Life {
    pub(crate) programme: Programme,
    pub(crate) member: Member,
}

impl Life {
    pub(crate) fn new(programme: Programme) -> Life {
        Life { programme, member: Member::new(MemberId::from_number(7).unwrap()) }
    }

    pub(crate) fn try_to(&mut self, command: Command, today: Day) -> Result<Vec<Entry>, Refusal> {
        let decision = decide(&self.programme, &self.member, command, today)?;
        for entry in &decision.entries {
            self.member.apply(entry).unwrap();
        }
        Ok(decision.entries)
    }

    pub(crate) fn act(&mut self, command: Command, today: Day) {
        let what = format!("{command:?} on {today}");
        self.try_to(command, today).unwrap_or_else(|refusal| panic!("{what}: {refusal:?}"));
    }

    fn attain(&mut self, today: Day, expires_on: Option<Day>) {
        for area in ["cloud", "security"] {
            let attain = Command::Attain {
                measure: "users".into(),
                area: Some(area.into()),
                amount: 100,
                attained_on: today,
                expires_on,
            };
            self.act(attain, today);
        }
    }
}

/// The anniversary that the rules give every member of the table.
const ANNIVERSARY: &str = "2020-09-01";

/// A member of a cell, with one subscription, and the day on which it is looked at.
pub(crate) fn member_in(cell: Cell) -> (Programme, Member, Day) {
    let (life, today) = life(cell, "gold", None);
    (life.programme, life.member, today)
}

/// The same with another offer; and, where a day is given, with an order for the renewal made on it while the requirements were met.
pub(crate) fn life(cell: Cell, offer: &str, ordered_on: Option<Day>) -> (Life, Day) {
    let enrol = Command::Enrol {
        country: "US".to_owned(),
        system: if cell.system == System::Legacy { jubilee_core::System::Legacy } else { jubilee_core::System::Current },
    };
    let bought = day("2019-09-01");
    // Who orders before a relief moves the anniversary finds the subscription in its term again.
    let is_moved_later = cell.relief == Relief::Moved && cell.status == Status::Active && ordered_on.is_some();
    let announced_on = if is_moved_later { day("2020-09-10") } else { day("2020-06-01") };
    let mut life = Life::new(programme(cell, announced_on));
    life.act(enrol, bought);
    let is_ordered = matches!(cell.status, Status::Ordered | Status::Ended);
    if is_ordered {
        // What can be ordered needs its requirements that day.
        let expires_on = (cell.requirements == Requirements::NotMet).then_some(bought);
        life.attain(bought, expires_on);
        life.act(Command::OrderPurchase { offer: offer.into(), areas: vec!["cloud".into()] }, bought);
        let today = if cell.status == Status::Ordered { bought.plus_days(10) } else { bought.plus_days(40) };
        return (life, today);
    }
    let carry =
        Command::CarryOver { offer: offer.into(), areas: vec!["cloud".into()], purchased_on: bought, anniversary: None };
    life.act(carry, bought);
    let anniversary = day(ANNIVERSARY);
    let moved = if cell.relief == Relief::Moved { anniversary.plus_days(60) } else { anniversary };
    let today = match cell.status {
        Status::Active if is_moved_later => moved.plus_days(-40),
        Status::Active => moved.plus_days(-12),
        Status::RenewalOpen | Status::Replaced => moved.plus_days(10),
        _ => moved.plus_days(40),
    };
    if cell.requirements == Requirements::Met {
        life.attain(bought, None);
    } else if let Some(ordered_on) = ordered_on {
        life.attain(bought, Some(ordered_on));
    }
    let subscription = life.member.subscriptions[0].id;
    if let Some(ordered_on) = ordered_on {
        life.act(Command::OrderRenewal { subscription }, ordered_on);
    }
    let is_back_by_relief =
        matches!(cell.relief, Relief::Reactivation | Relief::ReactivationToApprove | Relief::ReactivationApproved)
            && cell.status == Status::Reactivatable;
    if cell.requirements == Requirements::Exempt && cell.relief != Relief::Waived && !is_back_by_relief {
        let grant = Command::GrantException { subscription, kind: ExceptionKind::Exemption, until: today.plus_days(60) };
        // Nobody is exempted once it has lapsed and nothing brings it back.
        life.act(grant, today.min(moved.plus_days(10)));
    }
    if cell.status == Status::Reactivatable
        && matches!(cell.relief, Relief::None | Relief::Waived | Relief::Moved | Relief::ReactivationApproved)
    {
        let kind = ExceptionKind::Reactivation { base: Base::Anniversary };
        life.act(Command::GrantException { subscription, kind, until: today.plus_days(20) }, today);
    }
    if cell.status == Status::Replaced {
        life.act(Command::OrderPurchase { offer: "platinum".into(), areas: vec!["cloud".into()] }, today);
        let paid = payment(&life.member, today);
        life.act(paid, today);
    }
    (life, today)
}

/// Pays the member's last order.
pub(crate) fn payment(member: &Member, value_on: Day) -> Command {
    let order = member.orders.last().unwrap();
    Command::RecordPayment { order: order.id, value_on, amount: order.amount, identity: None }
}
