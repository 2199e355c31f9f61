//! A case, walked by the model and by `jubilee_core` side by side: every command has to be accepted or refused by both, and on every
//! day each subscription has to look the same.

use jubilee_core::{
    Account, Actor, Command, Day, Due, Entry, Fact, Instant, Member, MemberId, OrderId, Posting, Programme, Reason, Recorded,
    Side, System, decide,
};

use crate::bridge::{self, day};
use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::Step;
use crate::plan::{Action, Case, FEE};
use crate::steps::Outcome;
use crate::verdict::{Verdict, Why};
use crate::view::{Status, View};
use crate::walk::Model;

/// What was found to differ, in words.
pub(crate) type Difference = String;

struct Walk<'c> {
    case: &'c Case,
    programme: Programme,
    member: Member,
    ledger: Vec<Recorded>,
    model: Model<'c>,
    /// For each subscription the day for which something was promised when its facts changed last.
    promised: Vec<Option<Day>>,
    /// What each subscription looked like the day before.
    yesterday: Vec<View>,
    /// What `jubilee_core` said of each subscription at the end of the days on which something happened.
    seen: Vec<(On, Vec<View>)>,
}

/// Walks a case; the error says on which day what is different. A flaw is the model's.
pub(crate) fn compare(case: &Case, flaw: Flaw) -> Result<(), Difference> {
    let mut walk = Walk {
        case,
        programme: bridge::programme(&case.plan),
        member: Member::new(MemberId::from_number(7).unwrap()),
        ledger: Vec::new(),
        model: Model::new(&case.plan, flaw, case.begins_on, case.is_legacy),
        promised: Vec::new(),
        yesterday: Vec::new(),
        seen: Vec::new(),
    };
    let system = if case.is_legacy { System::Legacy } else { System::Current };
    walk.decide(Command::Enrol { country: "US".to_owned(), system }).map_err(|rules| format!("enrolment: {rules:?}"))?;
    let last = case.history.last().map_or(case.begins_on, |(on, _)| *on).plus(case.horizon);
    let mut next = 0;
    loop {
        let today = walk.model.today;
        while let Some((_, action)) = case.history.get(next).filter(|(on, _)| *on == today) {
            walk.act(action).map_err(|difference| format!("{today}, {action:?}: {difference}"))?;
            next += 1;
        }
        walk.look().map_err(|difference| format!("{today}: {difference}"))?;
        if today >= last {
            break;
        }
        walk.model.next_day();
    }
    walk.replay()
}

impl Walk<'_> {
    /// Has `jubilee_core` decide, and takes what it decided into member and ledger.
    fn decide(&mut self, command: Command) -> Result<Vec<Entry>, Vec<jubilee_core::Reason>> {
        let today = day(self.model.today);
        let decision = decide(&self.programme, &self.member, command, today).map_err(|refusal| refusal.reasons)?;
        for entry in &decision.entries {
            self.member.apply(entry).unwrap();
            self.ledger.push(Recorded { at: Instant::default(), by: Actor::Operator, entry: entry.clone() });
        }
        Ok(decision.entries)
    }

    fn act(&mut self, action: &Action) -> Result<(), Difference> {
        if *action == Action::Run {
            return self.run();
        }
        let Some(action) = self.fitting(action) else { return Ok(()) };
        let command = bridge::command(&action, &self.member, self.model.today).unwrap();
        let found = self.decide(command);
        self.is_refused_as_void(&action, &found)?;
        if self.is_refused_as_known(&action, &found)? {
            return Ok(());
        }
        // What staff grant and what is recorded as a fact is not for the rules of domain.md to refuse: the model follows.
        if is_followed(&action) {
            if found.is_ok() {
                self.may_follow(&action)?;
                self.model.act(&action).map_err(|why| format!("accepted, but {why:?}"))?;
            }
            return Ok(());
        }
        let was_applied = self.model.orders.iter().map(crate::member::Order::is_applied).collect::<Vec<bool>>();
        let expected = self.model.act(&action);
        judge(&expected, &found)?;
        self.has_the_money()?;
        self.took_effect(&action, &found.unwrap_or_default(), &was_applied)
    }

    /// Staff's exceptions are refused as void by both or by neither.
    fn is_refused_as_void(&self, action: &Action, found: &Result<Vec<Entry>, Vec<Reason>>) -> Result<(), Difference> {
        let Action::Grant { held, exception, for_days } = action else { return Ok(()) };
        let is_void = self.model.is_void(*held, *exception, self.model.today.plus(*for_days));
        let says_void = |reason: &Reason| {
            matches!(
                reason,
                Reason::NothingRequired { .. } | Reason::EndsBeforeWindow { .. } | Reason::ReactivationTooOld { .. }
            )
        };
        match found {
            Ok(_) if is_void => Err("granted, though it can have no effect".to_owned()),
            Err(reasons) if reasons.iter().any(says_void) && !is_void => {
                Err(format!("refused with {reasons:?}, though it could have an effect"))
            }
            _ => Ok(()),
        }
    }

    /// What counts already is refused by both or by neither (decision 0015); whether it is.
    fn is_refused_as_known(&self, action: &Action, found: &Result<Vec<Entry>, Vec<Reason>>) -> Result<bool, Difference> {
        let is_known = self.model.counts_already(action);
        let says_known = |reason: &Reason| matches!(reason, Reason::AlreadyGranted { .. } | Reason::AlreadyAttained { .. });
        match found {
            Ok(_) if is_known => Err("accepted, though the same counts already".to_owned()),
            Err(reasons) if reasons.iter().any(says_known) && !is_known => {
                Err(format!("refused with {reasons:?}, though nothing of the kind counts"))
            }
            _ => Ok(is_known),
        }
    }

    /// The action with places that there are.
    fn fitting(&self, action: &Action) -> Option<Action> {
        let wrap = |place: usize, count: usize| (count > 0).then(|| place % count);
        let held = |place: usize| wrap(place, self.model.held.len());
        let mut action = action.clone();
        match &mut action {
            Action::Migrate if !self.model.is_legacy => return None,
            Action::Migrate | Action::CarryOver { .. } | Action::OrderPurchase { .. } | Action::Attain { .. } | Action::Run => {
            }
            Action::OrderTogether(all) => {
                let places: Option<Vec<usize>> = all.iter().map(|at| held(*at)).collect();
                let mut places = places?;
                places.sort_unstable();
                places.dedup();
                *all = places;
            }
            Action::OrderRenewal(at)
            | Action::OrderReactivation(at)
            | Action::Renew(at)
            | Action::Reactivate(at)
            | Action::SwitchOff(at)
            | Action::SwitchOn { held: at, .. }
            | Action::Grant { held: at, .. } => *at = held(*at)?,
            Action::CoverArea(at, _) => {
                *at = held(*at)?;
                if self.model.held[*at].areas.is_empty() {
                    return None;
                }
            }
            Action::Pay { order, .. }
            | Action::Show { order, .. }
            | Action::Accept { order, .. }
            | Action::Card { order, .. }
            | Action::FailCharge { order, .. }
            | Action::Reject(order)
            | Action::Cancel(order)
            | Action::Refund(order) => {
                *order = wrap(*order, self.model.orders.len())?;
                let more = self.model.orders[*order].cost() - FEE;
                if let Action::Pay { amount, .. } | Action::Accept { amount, .. } = &mut action
                    && *amount >= FEE - 1
                {
                    *amount += more;
                }
            }
            Action::EndAttainment { attainment, .. } => *attainment = wrap(*attainment, self.model.attained.len())?,
            Action::EndException { held: at, exception } => {
                *at = held(*at)?;
                *exception = wrap(*exception, self.model.held[*at].exceptions.len())?;
            }
        }
        Some(action)
    }

    /// What has to hold for what the model follows.
    fn may_follow(&self, action: &Action) -> Result<(), Difference> {
        if let Action::CoverArea(at, area) = action {
            let Some(cycle) = &self.model.held[*at].current else {
                return Err("an area was added to what has not begun".to_owned());
            };
            let rules = self.model.rules(*at, cycle);
            if !self.model.is_met(rules, area, self.model.today) {
                return Err("an area was added whose requirements are not met".to_owned());
            }
        }
        Ok(())
    }

    /// Each order has the money that the model says, and is in the state that follows from it.
    fn has_the_money(&self) -> Result<(), Difference> {
        for (order, expected) in self.member.orders.iter().zip(&self.model.orders) {
            let applied: Vec<bool> = order.items.iter().map(|item| item.is_applied).collect();
            let found = (order.received().minor, applied, order.state(day(self.model.today)).is_waiting());
            let applied = expected.items.iter().map(|item| item.applied.is_some()).collect();
            let modelled = (expected.sum(), applied, expected.is_waiting(self.model.today));
            if found != modelled {
                return Err(format!("order {} has {found:?}, in the model {modelled:?}: {order:?}", order.id));
            }
        }
        Ok(())
    }

    /// The entries have to be those of the effect that the model saw.
    fn took_effect(&self, action: &Action, entries: &[Entry], was_applied: &[bool]) -> Result<(), Difference> {
        let (Action::Pay { order, .. } | Action::Accept { order, .. }) = action else { return Ok(()) };
        let is_applied_now = self.model.orders[*order].is_applied() && !was_applied[*order];
        let is_effect =
            |entry: &Entry| matches!(entry.fact, Fact::Purchased { .. } | Fact::Renewed { .. } | Fact::Reactivated { .. });
        if !entries.is_empty() && entries.iter().any(is_effect) != is_applied_now {
            return Err(format!("the money gave {entries:?}, and the model says that it has an effect: {is_applied_now}"));
        }
        Ok(())
    }

    fn run(&mut self) -> Result<(), Difference> {
        for at in 0..self.member.subscriptions.len() {
            let mut rounds = 0;
            loop {
                rounds += 1;
                if rounds > 200 {
                    return Err("the daily run does not come to an end".to_owned());
                }
                let subscription = self.member.subscriptions[at].id;
                let today = day(self.model.today);
                let live_from = self.case.live_from.map_or(Day::MIN, day);
                let due = jubilee_core::agenda(&self.programme, &self.member, subscription, today, live_from);
                let Some(Due { step, .. }) = due.into_iter().next().filter(|due| due.on <= today) else { break };
                if let jubilee_core::Step::Announcement(relief, announcement) = step {
                    self.decide(Command::Announce { subscription, relief, announcement })
                        .map_err(|reasons| format!("a due announcement was refused: {reasons:?}"))?;
                    continue;
                }
                let (command, expected) = match step {
                    jubilee_core::Step::Reminder(reminder) => {
                        (Command::Remind { subscription, reminder }, Step::Reminder(usize::from(reminder)))
                    }
                    jubilee_core::Step::Notice => (Command::GiveNotice { subscription }, Step::Notice),
                    jubilee_core::Step::Charge(number) => {
                        (Command::Charge { subscription, number }, Step::Charge(usize::from(number)))
                    }
                    _ => (Command::Lapse { subscription }, Step::Lapse),
                };
                let entries = self.decide(command).map_err(|reasons| format!("{step:?} was due and refused: {reasons:?}"))?;
                let outcome = match entries.last().unwrap().fact {
                    Fact::AutoRenewalAnnounced { .. } => Outcome::Told,
                    Fact::ChargeTried { .. } => Outcome::Charging,
                    Fact::ChargeFailed { .. } => Outcome::GivenUp,
                    Fact::Renewed { .. } => Outcome::Renewed,
                    Fact::Reminded { .. } => Outcome::Sent,
                    Fact::ReminderSuperseded { .. } => Outcome::Superseded,
                    Fact::ReminderMissed { .. } => Outcome::Missed,
                    _ => Outcome::Lapsed,
                };
                let modelled = self.model.run_one(at, self.case.live_from);
                if modelled != Some((expected, outcome)) {
                    return Err(format!("the run did {expected:?} {outcome:?}, the model {modelled:?}"));
                }
            }
            if let Some(left) = self.model.run_one(at, self.case.live_from) {
                return Err(format!("the model has one more step for #{at}: {left:?}"));
            }
        }
        Ok(())
    }

    /// Every subscription, as it stands at the end of the day.
    fn look(&mut self) -> Result<(), Difference> {
        let today = self.model.today;
        let mut views = Vec::new();
        for at in 0..self.member.subscriptions.len() {
            let (found, standing) = bridge::view(&self.programme, &self.member, at, today, self.case.live_from);
            let expected = self.model.view(at, self.case.live_from);
            if found != expected {
                let differences = found.differences(&expected);
                return Err(format!("#{at} differs:\n{differences}\n  reasons: {:?}", standing.reasons));
            }
            self.holds(at, &found)?;
            views.push(found);
        }
        self.keeps_promises()?;
        for (at, (before, now)) in self.yesterday.iter().zip(&views).enumerate() {
            let was_live = matches!(before.status, Status::Active | Status::RenewalOpen);
            let is_lapsed = matches!(now.status, Status::Lapsed | Status::Reactivatable);
            let lapses = now.dates.as_ref().map(|dates| dates.lapses);
            // A refund takes back what was paid, and brings back what an upgrade had replaced.
            let is_undone = self.case.history.iter().any(|(on, action)| *on == today && matches!(action, Action::Refund(_)));
            if was_live && is_lapsed && lapses != Some(today) && !is_undone {
                return Err(format!("#{at} was in order yesterday and is said to have lapsed on {lapses:?} (R16)"));
            }
        }
        self.yesterday.clone_from(&views);
        if self.case.history.iter().any(|(on, _)| *on == today) {
            self.seen.push((today, views));
        }
        Ok(())
    }

    /// The day that the store keeps as the next on which something is due: nothing is due before it, and something on it, whatever is
    /// announced in between. It is computed anew only when the facts change.
    fn keeps_promises(&mut self) -> Result<(), Difference> {
        let today = self.model.today;
        let has_changed = today == self.case.begins_on || self.case.history.iter().any(|(on, _)| *on == today);
        let live_from = self.case.live_from.map_or(Day::MIN, day);
        for at in 0..self.member.subscriptions.len() {
            let first = bridge::first_due(&self.programme, &self.member, at, today, self.case.live_from);
            let is_due = first.is_some_and(|first| first <= day(today));
            if let Some(promised) = self.promised.get(at).copied().filter(|_| !has_changed) {
                // A step that nobody took on its day can be announced away later; the next run finds nothing then.
                let is_past = promised.is_some_and(|promised| promised < day(today));
                if !is_past && is_due != (promised == Some(day(today))) {
                    return Err(format!("#{at} was promised for {promised:?}, and what is due first is due on {first:?}"));
                }
            }
        }
        if has_changed {
            let subscriptions = self.member.subscriptions.iter();
            let promise = |subscription: &jubilee_core::Subscription| {
                jubilee_core::next_due(&self.programme, &self.member, subscription.id, day(today), live_from)
            };
            self.promised = subscriptions.map(promise).collect();
        }
        Ok(())
    }

    /// What holds of every subscription on every day, whatever the model says.
    fn holds(&self, at: usize, view: &View) -> Result<(), Difference> {
        let subscription = &self.member.subscriptions[at];
        if let Some(dates) = &view.dates {
            if dates.anniversary < dates.ruled || dates.closes < dates.opens || dates.anniversary < dates.began {
                return Err(format!("the dates of #{at} are out of order: {dates:?}"));
            }
            if let Some(last) = subscription.renewals.last() {
                let before = bridge::on(last.anniversary);
                if dates.began != before.next() || dates.anniversary <= before {
                    return Err(format!("terms do not tile (C4, C24): after {before} comes {dates:?}"));
                }
            }
            let is_recorded = subscription.closed_steps.iter().any(|(_, step)| *step == jubilee_core::Step::Lapse);
            let is_live = !is_recorded && self.case.live_from.is_none_or(|live_from| live_from <= dates.lapses);
            let lapses = view.steps.iter().filter(|(_, step)| *step == Step::Lapse).count();
            if lapses != usize::from(is_live) {
                return Err(format!("#{at} has {lapses} ends ahead (C7)"));
            }
        }
        let renewals = subscription.renewals.windows(2);
        if renewals.into_iter().any(|pair| pair[1].anniversary <= pair[0].anniversary) {
            return Err(format!("the anniversaries of #{at} do not advance (C24)"));
        }
        Ok(())
    }

    /// No money is made or lost: what the books have with each order is what its state says, and the bank has all of it.
    fn books_add_up(&self) -> Result<(), Difference> {
        let postings = jubilee_core::postings(self.member.id, &self.ledger).unwrap();
        let signed =
            |posting: &Posting| if posting.side == Side::Credit { posting.amount.minor } else { -posting.amount.minor };
        let on = |order: OrderId, account| -> i64 {
            let of = postings.iter().filter(|posting| posting.order == order && posting.account == account);
            of.map(signed).sum()
        };
        let mut kept = 0;
        for (order, modelled) in self.member.orders.iter().zip(&self.model.orders) {
            let state = order.state(day(self.model.today));
            let fees = modelled.used();
            let held = order.received().minor - fees;
            if (on(order.id, Account::Held), on(order.id, Account::Fees)) != (held, fees) {
                return Err(format!("order {} is {state:?}, and the books say otherwise: {postings:?}", order.id));
            }
            kept += held + fees;
        }
        let bank: i64 = postings.iter().filter(|posting| posting.account == Account::Bank).map(signed).sum();
        if kept + bank != 0 {
            return Err(format!("the bank has {} and members' orders {kept}: {postings:?}", -bank));
        }
        Ok(())
    }

    /// What was known on a day, taken from the ledger of the last, gives what was seen on that day.
    fn replay(&self) -> Result<(), Difference> {
        for (on, views) in &self.seen {
            let known = Member::replay(self.member.id, &self.ledger, Some(day(*on))).unwrap();
            for (at, seen) in views.iter().enumerate() {
                let (found, _) = bridge::view(&self.programme, &known, at, *on, self.case.live_from);
                if found != *seen {
                    return Err(format!(
                        "replayed as known on {on}, #{at} differs from that day:\n{}",
                        found.differences(seen)
                    ));
                }
            }
        }
        self.books_add_up()?;
        let all = Member::replay(self.member.id, &self.ledger, None).unwrap();
        if all != self.member {
            return Err("the whole ledger gives another member".to_owned());
        }
        Ok(())
    }
}

fn is_followed(action: &Action) -> bool {
    matches!(action, Action::CoverArea(..) | Action::Grant { .. } | Action::EndException { .. } | Action::EndAttainment { .. })
}

fn judge(expected: &Verdict, found: &Result<Vec<Entry>, Vec<jubilee_core::Reason>>) -> Result<(), Difference> {
    match (expected, found) {
        (Ok(()), Ok(_)) => Ok(()),
        (Ok(()), Err(reasons)) => Err(format!("refused because of {reasons:?}; the model accepts")),
        (Err(why), Ok(entries)) => Err(format!("accepted with {entries:?}; the model refuses: {why:?}")),
        (Err(why), Err(reasons)) => {
            let decisive = reasons[0].rule();
            let is_known = |why: &Why| bridge::rules_of(*why).contains(&decisive);
            if why.iter().any(is_known) {
                Ok(())
            } else {
                Err(format!("refused because of {reasons:?}; the model refuses for other reasons: {why:?}"))
            }
        }
    }
}
