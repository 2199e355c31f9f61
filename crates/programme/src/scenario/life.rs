//! A scenario's life, day by day, with nothing but the rules.

mod act;

use jubilee_core::{
    Command, Day, Decision, Entry, Member, MemberId, Misfit, Programme, Reason, Refusal, SubscriptionId, System, agenda, decide,
};

use super::compare::{Found, mismatches};
use super::report::Failure;
use super::{Attained, Scenario, Start, Step};

/// The most steps of the daily run on one day, far more than one day can have: an agenda that never empties must not hang the run.
const MOST_DUE: usize = 1000;

/// Why a life stopped, which no scenario can expect.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error(transparent)]
    Misfit(#[from] Misfit),
    #[error("the daily run of {on} was refused a step that was due: {refusal:?}")]
    DueRefused { on: Day, refusal: Box<Refusal> },
    #[error("the daily run of {on} does not come to an end")]
    Endless { on: Day },
    #[error("what is attained on {on} is refused: {refusal:?}")]
    NotAttained { on: Day, refusal: Box<Refusal> },
    #[error("the scenario cannot begin: {refusal:?}")]
    NoBeginning { refusal: Box<Refusal> },
}

/// Lives a scenario and returns everything that is not as expected.
pub(super) fn live(programme: &Programme, scenario: &Scenario, file: &str) -> Vec<Failure> {
    let failure = |line: usize, step: &str, expected: String, found: String| Failure {
        file: file.to_owned(),
        line,
        scenario: scenario.id.clone(),
        step: step.to_owned(),
        expected,
        found,
    };
    let member = MemberId::from_number(1).expect("1 is a member's number");
    let mut life = Life { programme, scenario, member: Member::new(member), entries: Vec::new(), seen: 0 };
    let begun = life.begin();
    let mut failures = Vec::new();
    if let Err(broken) = begun {
        let step = format!("{} beginning", scenario.starts_on());
        return vec![failure(scenario.line, &step, "a beginning".to_owned(), broken.to_string())];
    }
    let mut day = scenario.starts_on();
    for step in &scenario.steps {
        let name = match &step.act {
            Some(act) => format!("{} {}", step.on, act.word()),
            None => step.on.to_string(),
        };
        let outcome = life.run_until(&mut day, step.on).and_then(|()| life.act(step));
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(broken) => {
                failures.push(failure(step.line, &name, "a life without faults".to_owned(), broken.to_string()));
                return failures;
            }
        };
        let found = Found {
            programme,
            member: &life.member,
            entries: &life.entries,
            new_from: life.seen,
            on: step.on,
            subscription: life.subscription(step),
            outcome: outcome.as_ref(),
        };
        let mismatches = mismatches(step, &found);
        failures.extend(mismatches.into_iter().map(|wrong| failure(wrong.line, &name, wrong.expected, wrong.found)));
        life.seen = life.entries.len();
    }
    failures
}

struct Life<'a> {
    programme: &'a Programme,
    scenario: &'a Scenario,
    member: Member,
    entries: Vec<Entry>,
    /// How many entries there were after the step before.
    seen: usize,
}

impl Life<'_> {
    /// Decides a command; what it decides is taken in.
    fn decide(&mut self, command: Command, today: Day) -> Result<Result<Decision, Refusal>, Misfit> {
        let decision = match decide(self.programme, &self.member, command, today) {
            Ok(decision) => decision,
            Err(refusal) => return Ok(Err(refusal)),
        };
        for entry in &decision.entries {
            self.member.apply(entry)?;
        }
        self.entries.extend(decision.entries.iter().cloned());
        Ok(Ok(decision))
    }

    fn begin(&mut self) -> Result<(), Broken> {
        let today = self.scenario.starts_on();
        let enrol = Command::Enrol { country: self.scenario.country.clone(), system: self.scenario.system };
        let must = |outcome: Result<(), Refusal>| outcome.map_err(|refusal| Broken::NoBeginning { refusal: Box::new(refusal) });
        must(self.decide(enrol, today)?.map(drop))?;
        self.attain_by_itself(|on| on.is_none_or(|on| on <= today), today)?;
        let (offer, areas) = (self.scenario.offer.clone(), self.scenario.areas.clone());
        match self.scenario.start {
            Start::Nothing(_) => Ok(()),
            // Who is in the legacy system has bought it there.
            Start::Purchased(on) if self.scenario.system == System::Legacy => {
                let carry = Command::CarryOver { offer, areas, purchased_on: on, anniversary: None };
                must(self.decide(carry, today)?.map(drop))
            }
            Start::Purchased(on) => {
                let bought =
                    self.order_and_pay(Command::OrderPurchase { offer: offer.clone(), areas: areas.clone() }, on, on)?;
                match bought {
                    // What costs nothing cannot be ordered; members have it by an import.
                    Err(refusal) if refusal.reasons.first() == Some(&Reason::NoFee) => {
                        let carry = Command::CarryOver { offer, areas, purchased_on: on, anniversary: None };
                        must(self.decide(carry, today)?.map(drop))
                    }
                    bought => must(bought),
                }
            }
            Start::CarriedOver { purchased_on, anniversary } => {
                let carry = Command::CarryOver { offer, areas, purchased_on, anniversary: Some(anniversary) };
                must(self.decide(carry, today)?.map(drop))
            }
        }
    }

    /// Records what the member attains on the days that are meant.
    fn attain_by_itself(&mut self, is_meant: impl Fn(Option<Day>) -> bool, today: Day) -> Result<(), Broken> {
        let scenario = self.scenario;
        for attained in scenario.attained.iter().filter(|attained| is_meant(attained.on)) {
            if let Err(refusal) = self.attain(attained, today)? {
                return Err(Broken::NotAttained { on: attained.on.unwrap_or(today), refusal: Box::new(refusal) });
            }
        }
        Ok(())
    }

    fn attain(&mut self, attained: &Attained, today: Day) -> Result<Result<(), Refusal>, Misfit> {
        let Attained { measure, area, amount, on, expires_on } = attained.clone();
        let command = Command::Attain { measure, area, amount, attained_on: on.unwrap_or(today), expires_on };
        Ok(self.decide(command, today)?.map(drop))
    }

    /// The daily run of each day from `day` through `last`; `day` is the day after then.
    fn run_until(&mut self, day: &mut Day, last: Day) -> Result<(), Broken> {
        while *day <= last {
            if *day > self.scenario.starts_on() {
                self.attain_by_itself(|on| on == Some(*day), *day)?;
            }
            let is_out = self.scenario.outages.iter().any(|(from, until)| from <= day && *day <= *until);
            if !is_out {
                self.run(*day)?;
            }
            *day = day.next();
        }
        Ok(())
    }

    /// Does what is due, and what was due on earlier days and could not be done.
    fn run(&mut self, today: Day) -> Result<(), Broken> {
        let live_from = self.scenario.live_from.unwrap_or(self.scenario.starts_on());
        let subscriptions: Vec<SubscriptionId> = self.member.subscriptions.iter().map(|held| held.id).collect();
        for subscription in subscriptions {
            let mut count = 0;
            while let Some(due) =
                agenda(self.programme, &self.member, subscription, today, live_from).into_iter().find(|due| due.on <= today)
            {
                let command = match due.step {
                    jubilee_core::Step::Announcement(relief, announcement) => {
                        Command::Announce { subscription, relief, announcement }
                    }
                    jubilee_core::Step::Reminder(reminder) => Command::Remind { subscription, reminder },
                    jubilee_core::Step::Notice => Command::GiveNotice { subscription },
                    jubilee_core::Step::Charge(number) => Command::Charge { subscription, number },
                    jubilee_core::Step::Lapse => Command::Lapse { subscription },
                };
                if let Err(refusal) = self.decide(command, today)? {
                    return Err(Broken::DueRefused { on: today, refusal: Box::new(refusal) });
                }
                count += 1;
                if count > MOST_DUE {
                    return Err(Broken::Endless { on: today });
                }
            }
        }
        Ok(())
    }

    /// The subscription that a step is about.
    fn subscription(&self, step: &Step) -> Option<SubscriptionId> {
        match step.subscription {
            None => self.member.subscriptions.last().map(|held| held.id),
            Some(ordinal) => self.member.subscriptions.get(ordinal as usize - 1).map(|held| held.id),
        }
    }
}
