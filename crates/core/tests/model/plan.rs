//! What a case is made of, in the model's own plain words: a programme, and what happens on which day. Its `Debug` is what a person reads
//! when a case fails.

use std::fmt;

use crate::calendar::On;

/// The areas of the level; the offer without areas is the package.
pub(crate) const AREAS: [&str; 2] = ["cloud", "security"];
/// What is measured: people are added up, of users the latest figure counts; both per area.
pub(crate) const MEASURES: [&str; 2] = ["people", "users"];

/// What everything that costs something costs, in minor units.
pub(crate) const FEE: i64 = 47_500;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    Days(i32),
    Months(i32),
}

impl Span {
    pub(crate) fn after(self, on: On) -> On {
        match self {
            Span::Days(days) => on.plus(days),
            Span::Months(months) => on.months_later(months),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Anniversary,
    Payment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    AtRenewal,
    AtAnniversary,
    /// From so many days after the anniversary until so many days after it.
    Within(i32, i32),
}

/// A path: so many people, so many users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) people: u32,
    pub(crate) users: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Offer {
    /// Covers areas.
    Level,
    /// Covers none.
    Package,
}

impl Offer {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Offer::Level => "level",
            Offer::Package => "package",
        }
    }
}

/// How an offer is renewed in one version.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) first: Span,
    pub(crate) opens: i32,
    pub(crate) closes: i32,
    pub(crate) benefits: i32,
    pub(crate) reminders: Vec<i32>,
    pub(crate) base: Base,
    pub(crate) next: Span,
    pub(crate) check: Check,
    /// Any one is enough; none: nothing is required.
    pub(crate) paths: Vec<Path>,
    pub(crate) has_fee: bool,
    /// Whether members can have it renewed automatically.
    pub(crate) auto: Option<Auto>,
}

/// How a card is charged: so many days before it is, the member is told; so many days after it was, it is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Auto {
    pub(crate) notice: i32,
    pub(crate) retries: Vec<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) effective_on: On,
    pub(crate) is_for_begun: bool,
    pub(crate) level: Rules,
    pub(crate) package: Rules,
}

impl Version {
    pub(crate) fn rules(&self, offer: Offer) -> &Rules {
        match offer {
            Offer::Level => &self.level,
            Offer::Package => &self.package,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    By(Span),
    To(On),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reactivation {
    pub(crate) from: On,
    pub(crate) until: On,
    pub(crate) pay_until: On,
    pub(crate) needs_approval: bool,
    pub(crate) waives: bool,
    pub(crate) base: Base,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub(crate) on: On,
    /// Only this offer; `None` for all.
    pub(crate) offer: Option<Offer>,
    /// Only this area; `None` for all.
    pub(crate) area: Option<&'static str>,
    /// Not this area.
    pub(crate) except_area: Option<&'static str>,
    pub(crate) from: On,
    pub(crate) until: On,
    pub(crate) waives: bool,
    pub(crate) moves: Option<Move>,
    pub(crate) reactivation: Option<Reactivation>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relief {
    /// By day, never two on one.
    pub(crate) announcements: Vec<Announcement>,
    pub(crate) withdrawn_on: Option<On>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) versions: Vec<Version>,
    pub(crate) reliefs: Vec<Relief>,
    /// How many days an order lives.
    pub(crate) order_life: i32,
    /// How many days what was paid for is given back; `None`: never.
    pub(crate) refund_within: Option<i32>,
    /// How many of an offer a member may hold.
    pub(crate) most: u32,
    /// How many days a lapse waits for money on its way.
    pub(crate) in_flight: i32,
    /// Which offer takes the place of which.
    pub(crate) upgrade: Option<Upgrade>,
}

/// One offer takes the place of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Upgrade {
    pub(crate) from: Offer,
    /// What is taken off, in hundredths of a percent; 0 for nothing.
    pub(crate) discount: i64,
}

impl Upgrade {
    /// What the upgrade costs: half a cent is taken off as a whole one.
    pub(crate) fn fee(self) -> i64 {
        FEE - (2 * FEE * self.discount + 10_000) / 20_000
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exception {
    Exemption,
    Extension,
    Reactivation(Base),
    LatePayment,
}

/// What happens. Days that depend on the case (a value date) are counted from the day of the action. Things are named by their place in
/// the order in which they were made; a place beyond the last one wraps around, and an action on nothing at all is left out.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// Out of the legacy system.
    Migrate,
    CarryOver {
        offer: Offer,
        areas: Vec<&'static str>,
        bought: On,
        anniversary: Option<On>,
    },
    OrderPurchase {
        offer: Offer,
        areas: Vec<&'static str>,
    },
    OrderRenewal(usize),
    OrderReactivation(usize),
    /// Whatever each of these needs, with one order.
    OrderTogether(Vec<usize>),
    /// Where nothing is to be paid.
    Renew(usize),
    Reactivate(usize),
    /// With a value date so many days ago; negative: ahead. The fee of everything is [`FEE`], and the amount may be another one.
    Pay {
        order: usize,
        days_ago: i32,
        amount: i64,
    },
    /// The member shows that an order is paid, with a value date so many days ago.
    Show {
        order: usize,
        days_ago: i32,
    },
    /// Staff do not accept what was shown last.
    Reject(usize),
    /// Staff record the money of what was shown last.
    Accept {
        order: usize,
        days_ago: i32,
        amount: i64,
    },
    /// The card provider works on a payment, or does so no more.
    Card {
        order: usize,
        is_in_flight: bool,
    },
    /// An order that has not been paid is taken back.
    Cancel(usize),
    /// The money of an order goes back.
    Refund(usize),
    /// `for_days`: how long it counts after today; `None` for good.
    Attain {
        measure: &'static str,
        area: &'static str,
        amount: u32,
        days_ago: i32,
        for_days: Option<i32>,
    },
    /// The first day without it is today, or so many days ago.
    EndAttainment {
        attainment: usize,
        days_ago: i32,
    },
    CoverArea(usize, &'static str),
    Grant {
        held: usize,
        exception: Exception,
        for_days: i32,
    },
    EndException {
        held: usize,
        exception: usize,
    },
    /// A card is kept, valid for so many days, and charged from now on.
    SwitchOn {
        held: usize,
        valid_for: i32,
    },
    SwitchOff(usize),
    /// The bank says no to the charge for an order; for good, or for today.
    FailCharge {
        order: usize,
        is_final: bool,
    },
    /// All steps that are due.
    Run,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) plan: Plan,
    pub(crate) is_legacy: bool,
    pub(crate) begins_on: On,
    /// By day.
    pub(crate) history: Vec<(On, Action)>,
    /// How many days are looked at after the last action.
    pub(crate) horizon: i32,
    pub(crate) live_from: Option<On>,
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Days(days) => write!(f, "{days:+} days"),
            Span::Months(months) => write!(f, "{months:+} months"),
        }
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "first {:?}, opens {:+}, closes {:+}, benefits {:+}, reminders {:?}, next {:?} + {:?}, check {:?}, {}",
            self.first,
            self.opens,
            self.closes,
            self.benefits,
            self.reminders,
            self.base,
            self.next,
            self.check,
            if self.has_fee { "fee" } else { "free" },
        )?;
        if let Some(Auto { notice, retries }) = &self.auto {
            write!(f, ", automatic: notice {notice}, retries {retries:?}")?;
        }
        for path in &self.paths {
            write!(f, ", path {} people + {} users", path.people, path.users)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Announcement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "on {}: ", self.on)?;
        if let Some(offer) = self.offer {
            write!(f, "only {}, ", offer.name())?;
        }
        if let Some(area) = self.area {
            write!(f, "only {area}, ")?;
        }
        if let Some(area) = self.except_area {
            write!(f, "except {area}, ")?;
        }
        write!(f, "anniversaries {}..{}", self.from, self.until)?;
        if self.waives {
            write!(f, ", waives requirements")?;
        }
        match self.moves {
            Some(Move::By(span)) => write!(f, ", moves by {span:?}")?,
            Some(Move::To(on)) => write!(f, ", moves to {on}")?,
            None => {}
        }
        if let Some(back) = self.reactivation {
            let approval = if back.needs_approval { ", staff approve" } else { "" };
            let waives = if back.waives { ", waiving" } else { "" };
            write!(
                f,
                ", reactivation of {}..{} until {}{approval}{waives}, next from {:?}",
                back.from, back.until, back.pay_until, back.base
            )?;
        }
        Ok(())
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::Migrate => write!(f, "migrate"),
            Action::CarryOver { offer, areas, bought, anniversary } => {
                write!(f, "carry over {} {areas:?}, bought {bought}, anniversary {anniversary:?}", offer.name())
            }
            Action::OrderPurchase { offer, areas } => write!(f, "order {} {areas:?}", offer.name()),
            Action::OrderRenewal(held) => write!(f, "order the renewal of #{held}"),
            Action::OrderTogether(all) => write!(f, "order for {all:?} together what each needs"),
            Action::OrderReactivation(held) => write!(f, "order the reactivation of #{held}"),
            Action::Renew(held) => write!(f, "renew #{held} for nothing"),
            Action::Reactivate(held) => write!(f, "reactivate #{held} for nothing"),
            Action::Pay { order, days_ago, amount } => {
                write!(f, "pay {amount} for order #{order}, value date {days_ago} days ago")
            }
            Action::Show { order, days_ago } => write!(f, "show that order #{order} is paid, value date {days_ago} days ago"),
            Action::Accept { order, days_ago, amount } => {
                write!(f, "accept what was shown for order #{order}: {amount}, value date {days_ago} days ago")
            }
            Action::Card { order, is_in_flight: true } => write!(f, "the card provider works on order #{order}"),
            Action::Card { order, .. } => write!(f, "nothing comes of the card payment of order #{order}"),
            Action::Reject(order) => write!(f, "do not accept what was shown for order #{order}"),
            Action::Cancel(order) => write!(f, "cancel order #{order}"),
            Action::Refund(order) => write!(f, "refund order #{order}"),
            Action::Attain { measure, area, amount, days_ago, for_days } => {
                write!(f, "attain {amount} {measure} for {area}, since {days_ago} days ago, for {for_days:?} days")
            }
            Action::EndAttainment { attainment, days_ago } => write!(f, "end attainment #{attainment}, {days_ago} days ago"),
            Action::CoverArea(held, area) => write!(f, "cover {area} with #{held}"),
            Action::Grant { held, exception, for_days } => write!(f, "grant {exception:?} for #{held}, for {for_days} days"),
            Action::EndException { held, exception } => write!(f, "end exception #{exception} of #{held}"),
            Action::SwitchOn { held, valid_for } => write!(f, "renew #{held} automatically, card valid for {valid_for} days"),
            Action::SwitchOff(held) => write!(f, "do not renew #{held} automatically"),
            Action::FailCharge { order, is_final: true } => write!(f, "the bank refuses the charge for order #{order}"),
            Action::FailCharge { order, .. } => write!(f, "the bank declines the charge for order #{order} today"),
            Action::Run => write!(f, "daily run"),
        }
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        for version in &self.plan.versions {
            let begun = if version.is_for_begun { ", for begun cycles too" } else { "" };
            writeln!(f, "  version of {}{begun}", version.effective_on)?;
            writeln!(f, "    level:   {:?}", version.level)?;
            writeln!(f, "    package: {:?}", version.package)?;
        }
        for (number, relief) in self.plan.reliefs.iter().enumerate() {
            writeln!(f, "  relief {number}")?;
            for announcement in &relief.announcements {
                writeln!(f, "    {announcement:?}")?;
            }
            if let Some(on) = relief.withdrawn_on {
                writeln!(f, "    on {on}: withdrawn")?;
            }
        }
        let back = self.plan.refund_within;
        writeln!(
            f,
            "  orders live {} days, money back within {back:?}, at most {} of an offer, a lapse waits {} days",
            self.plan.order_life, self.plan.most, self.plan.in_flight
        )?;
        if let Some(Upgrade { from, discount }) = self.plan.upgrade {
            writeln!(f, "  the other offer takes the place of a {}, {discount} hundredths of a percent off", from.name())?;
        }
        let system = if self.is_legacy { "legacy" } else { "current" };
        writeln!(f, "  {}  enrolled, {system} system, live from {:?}", self.begins_on, self.live_from)?;
        for (on, action) in &self.history {
            writeln!(f, "  {on}  {action:?}")?;
        }
        write!(f, "  and {} days more", self.horizon)
    }
}
