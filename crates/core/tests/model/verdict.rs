//! What the model says to a command, and what it does then.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{Attained, Automatic, For, Granted, Held, Item, Order};
use crate::plan::{Action, Exception, FEE, Offer, Rules, Span};
use crate::walk::{ITSELF, Model};

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Why {
    NotBegun,
    LegacySystem,
    NotOpenYet,
    Closed,
    Requirements,
    OrderOpen,
    FeeIsDue,
    NothingToPay,
    NotLapsed,
    NoWayBack,
    NeedsApproval,
    TooOld,
    AlreadyPaid,
    WrongAmount,
    ValueDateAhead,
    ValueDateTooEarly,
    MostPerMember,
    NothingOpen,
    ShownEnough,
    NothingShown,
    NothingNew,
    TakenBack,
    NothingPaid,
    NotGivenBack,
    NotAutomatic,
    WindowIsOpen,
    CardIsOver,
    /// Another offer has taken its place.
    Replaced,
    /// An order waits that puts another offer in its place, or that renews what would be replaced.
    OtherOrderWaits,
    /// Money for what would be replaced is on its way.
    MoneyOnItsWay,
}

/// Accepted, or all that speaks against it.
pub(crate) type Verdict = Result<(), Vec<Why>>;

impl Model<'_> {
    pub(crate) fn has_fee(&self, offer: Offer) -> bool {
        self.plan.versions[0].rules(offer).has_fee
    }

    /// What speaks against a renewal of the current cycle today, orders and fees aside.
    pub(crate) fn against_renewal(&self, at: usize) -> Vec<Why> {
        let Some(cycle) = &self.held[at].current else { return vec![Why::NotBegun] };
        if self.held[at].replaced_by.is_some() {
            return vec![Why::Replaced];
        }
        let mut why = Vec::new();
        if self.has_open_upgrade(at) {
            why.push(Why::OtherOrderWaits);
        }
        if self.is_legacy && self.flaw != Flaw::LegacyMayRenew {
            why.push(Why::LegacySystem);
        }
        if self.today < self.opens(at, cycle) {
            why.push(Why::NotOpenYet);
        }
        if self.today > self.closes(at, cycle) {
            why.push(Why::Closed);
        }
        let exempt = self.exempt_now(at);
        let rules = self.rules(at, cycle);
        let one_qualifies = self
            .living_parts(at)
            .into_iter()
            .any(|area| exempt.contains(&area) || self.qualifies(rules, cycle.anniversary, area, self.today));
        if !one_qualifies {
            why.push(Why::Requirements);
        }
        why
    }

    /// Whether an order for what is due now waits for its payment.
    pub(crate) fn has_open_order(&self, at: usize) -> bool {
        self.orders.iter().any(|order| {
            let is_current = |item: &Item| item.cycle == self.held[at].closed.len() && self.today <= item.pay_by;
            order.item(at).is_some_and(is_current) && order.is_waiting(self.today)
        })
    }

    /// Whether a subscription takes up room: it runs, or it is ordered and can still be paid.
    pub(crate) fn is_live(&self, at: usize) -> bool {
        match &self.held[at].current {
            Some(cycle) => !self.is_missed(at, cycle) && self.held[at].replaced_by.is_none(),
            None => false,
        }
    }

    /// How many of an offer the member holds beside this one.
    pub(crate) fn others(&self, offer: Offer, at: Option<usize>) -> u32 {
        let same = (0..self.held.len()).filter(|other| self.held[*other].offer == offer && self.is_live(*other));
        same.filter(|other| Some(*other) != at).count() as u32
    }

    /// What is about to be ordered for a subscription.
    pub(crate) fn wanted(&self, at: usize, what: For, pay_by: On, exempt: Vec<&'static str>) -> Item {
        let cycle = self.held[at].closed.len();
        Item { held: at, what, cycle, pay_by, exempt, applied: None, fee: FEE, replaces: None }
    }

    pub(crate) fn order(&mut self, items: Vec<Item>) {
        let (created, expires) = (self.today, self.today.plus(self.plan.order_life));
        self.orders.push(Order { items, created, expires, came: Vec::new(), money: Vec::new(), end: None, shown: Vec::new() });
        self.pay_with_what_is_held();
    }

    /// Orders for several at once what each of them needs today.
    pub(crate) fn order_together(&mut self, all: &[usize]) -> Verdict {
        let (mut items, mut why) = (Vec::new(), Vec::new());
        for (place, at) in all.iter().enumerate() {
            // What comes back has to fit beside what the same order brings back before it.
            let comes_back = |at: usize| !self.ways_back(at).is_empty();
            let is_alike = |other: &&usize| self.held[**other].offer == self.held[*at].offer && comes_back(**other);
            let before = all[..place].iter().filter(is_alike).count() as u32;
            let is_full = before > 0 && self.others(self.held[*at].offer, Some(*at)) + before >= self.plan.most;
            if comes_back(*at) && is_full && self.flaw != Flaw::RoomForAll {
                why.push(Why::MostPerMember);
            }
            let wanted = if self.ways_back(*at).is_empty() { self.renewal_wanted(*at) } else { self.reactivation_wanted(*at) };
            match wanted {
                Ok(item) => items.push(item),
                Err(reasons) => why.extend(reasons),
            }
        }
        if !why.is_empty() {
            return Err(why);
        }
        self.order(items);
        Ok(())
    }

    /// Decides a command and does what follows.
    pub(crate) fn act(&mut self, action: &Action) -> Verdict {
        match action {
            Action::CarryOver { offer, areas, bought, anniversary } => {
                let areas = areas.iter().map(|area| (*area, 0)).collect();
                let (bought, anniversary) = (*bought, *anniversary);
                self.hold(*offer, areas, None);
                self.begin_held(self.held.len() - 1, bought, anniversary);
                Ok(())
            }
            Action::OrderPurchase { offer, areas } => self.order_purchase(*offer, areas),
            Action::OrderRenewal(at) => self.order_renewal(*at),
            Action::Renew(at) => self.renew_for_nothing(*at),
            Action::OrderTogether(all) => self.order_together(all),
            Action::OrderReactivation(at) => self.order_reactivation(*at),
            Action::Reactivate(at) => self.reactivate_for_nothing(*at),
            Action::Pay { order, days_ago, amount } => self.pay(*order, self.today.plus(-days_ago), *amount),
            Action::Show { order, days_ago } => self.show(*order, self.today.plus(-days_ago)),
            Action::Reject(order) => self.reject(*order),
            Action::Accept { order, days_ago, amount } => self.accept(*order, self.today.plus(-days_ago), *amount),
            Action::Card { order, is_in_flight } => self.card(*order, *is_in_flight),
            Action::Cancel(order) => self.cancel(*order),
            Action::Refund(order) => self.refund(*order),
            Action::Attain { measure, area, amount, days_ago, for_days } => {
                self.attained.push(Attained {
                    measure,
                    area,
                    amount: *amount,
                    from: self.today.plus(-days_ago),
                    until: for_days.map(|days| self.today.plus(days)),
                    ended_on: None,
                });
                Ok(())
            }
            Action::EndAttainment { attainment, days_ago } => {
                self.attained[*attainment].ended_on = Some(self.today.plus(-days_ago));
                Ok(())
            }
            Action::CoverArea(at, area) => {
                let cycle = self.held[*at].closed.len();
                let areas = &mut self.held[*at].areas;
                areas.retain(|(known, _)| known != area);
                areas.push((area, cycle));
                self.area_added(*at);
                Ok(())
            }
            Action::Grant { held, exception, for_days } => {
                let granted = Granted {
                    exception: *exception,
                    cycle: self.held[*held].closed.len(),
                    from: self.today,
                    until: self.today.plus(*for_days),
                    ended_on: None,
                };
                self.held[*held].exceptions.push(granted);
                if *exception == Exception::LatePayment {
                    // Money that had been set aside is accepted with it.
                    self.accept_late(*held, granted.until);
                }
                Ok(())
            }
            Action::EndException { held, exception } => {
                self.held[*held].exceptions[*exception].ended_on = Some(self.today);
                Ok(())
            }
            Action::Migrate => {
                self.is_legacy = false;
                Ok(())
            }
            Action::SwitchOn { held, valid_for } => self.switch_on(*held, self.today.plus(*valid_for)),
            Action::SwitchOff(held) => self.switch_off(*held),
            Action::FailCharge { order, is_final } => self.fail_charge(*order, *is_final),
            Action::Run => Ok(()),
        }
    }

    pub(crate) fn hold(&mut self, offer: Offer, areas: Vec<(&'static str, usize)>, order: Option<usize>) {
        self.held.push(Held {
            offer,
            areas,
            order,
            current: None,
            closed: Vec::new(),
            exceptions: Vec::new(),
            happened: Vec::new(),
            auto: Automatic::default(),
            replaced_by: None,
        });
    }

    /// The first cycle: from the purchase, or as earlier records have it.
    pub(crate) fn begin_held(&mut self, at: usize, bought: On, anniversary: Option<On>) {
        let rules = self.rules_in_force(self.held[at].offer, bought);
        let ruled = match (self.flaw, anniversary) {
            (_, Some(anniversary)) => anniversary,
            (Flaw::FirstAnniversaryByDays, None) => bought.plus(365),
            (_, None) => rules.first.after(bought),
        };
        let mut began = bought;
        if let Some(anniversary) = anniversary.filter(|anniversary| *anniversary != rules.first.after(bought)) {
            // The term before it cannot be known; the rules say how long a term is.
            let before = match self.rules_in_force(self.held[at].offer, anniversary).next {
                Span::Days(days) => anniversary.plus(-days),
                Span::Months(months) => anniversary.months_later(-months),
            };
            began = bought.max(before.next());
        }
        let cycle = self.begin(at, began, ruled);
        self.held[at].current = Some(cycle);
        self.held[at].order = None;
    }

    pub(crate) fn order_purchase(&mut self, offer: Offer, areas: &[&'static str]) -> Verdict {
        let mut why = Vec::new();
        if self.is_legacy && self.flaw != Flaw::LegacyMayRenew {
            why.push(Why::LegacySystem);
        }
        let waits = self.orders.iter().any(|order| {
            let first = &order.items[0];
            let is_same = first.what == For::Buy && self.held[first.held].offer == offer;
            is_same && order.is_waiting(self.today)
        });
        if waits {
            why.push(Why::OrderOpen);
        }
        if self.others(offer, None) >= self.plan.most {
            why.push(Why::MostPerMember);
        }
        if !self.has_fee(offer) {
            why.push(Why::NothingToPay);
        }
        let rules = self.rules_in_force(offer, self.today);
        let parts = if areas.is_empty() { vec![ITSELF] } else { areas.to_vec() };
        if !parts.iter().all(|area| self.is_met(rules, area, self.today)) {
            why.push(Why::Requirements);
        }
        let replaced = self.to_replace(offer);
        if let Some(old) = replaced {
            why.extend(self.against_replacing(old));
        }
        if !why.is_empty() {
            return Err(why);
        }
        let number = self.orders.len();
        self.hold(offer, areas.iter().map(|area| (*area, 0)).collect(), Some(number));
        let expires = self.today.plus(self.plan.order_life);
        let mut wanted = self.wanted(self.held.len() - 1, For::Buy, expires, Vec::new());
        wanted.replaces = replaced;
        wanted.fee = self.upgrade_fee(replaced);
        self.order(vec![wanted]);
        if let (Some(old), Flaw::ReplacedByTheOrder) = (replaced, self.flaw) {
            self.replace(old, self.held.len() - 1, self.today);
        }
        Ok(())
    }

    /// The rules that are in force on a day.
    pub(crate) fn rules_in_force(&self, offer: Offer, on: On) -> &Rules {
        self.plan.versions[self.version_in_force(on)].rules(offer)
    }

    pub(crate) fn order_renewal(&mut self, at: usize) -> Verdict {
        let wanted = self.renewal_wanted(at)?;
        self.order(vec![wanted]);
        Ok(())
    }

    fn renewal_wanted(&self, at: usize) -> Result<Item, Vec<Why>> {
        let mut why = self.against_renewal(at);
        if self.held[at].current.is_some() && !self.has_fee(self.held[at].offer) {
            why.push(Why::NothingToPay);
        }
        if self.has_open_order(at) {
            why.push(Why::OrderOpen);
        }
        if !why.is_empty() {
            return Err(why);
        }
        let closes = self.closes(at, self.held[at].current.as_ref().unwrap());
        Ok(self.wanted(at, For::Renew, closes, self.exempt_now(at)))
    }

    pub(crate) fn renew_for_nothing(&mut self, at: usize) -> Verdict {
        let mut why = self.against_renewal(at);
        if self.has_fee(self.held[at].offer) {
            why.push(Why::FeeIsDue);
        }
        if !why.is_empty() {
            return Err(why);
        }
        let exempt = self.exempt_now(at);
        self.renewed(at, self.today, self.today, exempt);
        Ok(())
    }
}
