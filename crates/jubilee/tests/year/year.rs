//! A scripted year: each day the run, then what the members do; all along, what holds; at the end, all that came by mail.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use jubilee_testkit::Engine;
use jubilee_testkit::smtp::SmtpServer;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::calendar::{days_between, plus};
use crate::checker::{Repeats, compare_mails, compare_standing};
use crate::observed::{Observed, read};
use crate::oracle::{Oracle, Outcome, Step, due};
use crate::qualification::ANNOUNCED;
use crate::random::Random;
use crate::register::{Files, Moving, Register};
use crate::sandbox::{Hazard, Sandbox};
use crate::script::{self, Action, Deed};

/// After so many days a new mail server takes over, so that what the old one holds can be read and let go.
const DAYS_A_SERVER: i64 = 20;
/// So many complaints are shown.
const SHOWN: usize = 40;
/// What a run does.
const STEPS: [&str; 4] = ["reminder-1", "reminder-2", "lapse", "announcement of covid-19"];
const PROGRAMME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/mpn");

/// What is scripted, on what, and how roughly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) engine: Engine,
    pub(crate) seed: u64,
    pub(crate) first: Date,
    pub(crate) days: i64,
    pub(crate) members: usize,
    /// Whether the commands are killed at random moments and begun again.
    pub(crate) is_killed: bool,
}

struct Year<'a> {
    plan: Plan,
    register: &'a Register,
    /// What is tried on each day, with what must come of it.
    script: BTreeMap<Date, Vec<(Action, Outcome)>>,
    oracle: Oracle<'a>,
    sandbox: Sandbox,
    post: Post,
    /// The subscription of each order.
    orders: BTreeMap<String, String>,
    observed: Vec<Observed>,
    complaints: Vec<String>,
    standings: usize,
    renewals: usize,
    reactivations: usize,
    refusals: usize,
    moves: usize,
    /// How long the last run took.
    usually: Duration,
}

/// The mail servers: the one in use, and the one before, whose last conversations may still be going on.
struct Post {
    runtime: Runtime,
    current: SmtpServer,
    retired: Option<SmtpServer>,
}

impl Post {
    fn open() -> Post {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("the test's runtime can be started");
        let current = runtime.block_on(SmtpServer::start());
        Post { runtime, current, retired: None }
    }

    /// A new server takes over. Gives the one that nobody talks to any more.
    fn turn_over(&mut self) -> Option<SmtpServer> {
        let new = self.runtime.block_on(SmtpServer::start());
        let last = std::mem::replace(&mut self.current, new);
        self.retired.replace(last)
    }
}

/// Scripts the year and asserts that everything was as expected.
pub(crate) fn run(plan: Plan) {
    let begun = Instant::now();
    let register = Register::draw(plan.seed, plan.members, plan.first, plan.days);
    let mut year = Year::set_up(plan, &register);
    let name = format!("{:?}{}", plan.engine, if plan.is_killed { ", killed" } else { "" }).to_lowercase();
    for passed in 0..plan.days {
        year.day(plus(plan.first, passed));
        if passed % 25 == 24 {
            let (renewals, kills) = (year.renewals, year.sandbox.kills.load(Ordering::Relaxed));
            println!("year [{name}]: {} of {} days, {renewals} renewals, {kills} kills", passed + 1, plan.days);
        }
    }
    year.close();

    let repeats = if plan.is_killed { Repeats::Allowed } else { Repeats::Forbidden };
    let verdict = compare_mails(&year.oracle.mails, &year.observed, repeats);
    year.complaints.extend(verdict.complaints);
    println!(
        "year [{name}]: {} members, {} subscriptions, {} days from {}: {} mails due, {} came, {} of them again after a kill; \
         {} renewals, {} reactivations, {} moves, {} refusals; {} standings compared; {} kills; {} complaints; {:.1} s",
        plan.members,
        year.register.subscriptions.len(),
        plan.days,
        plan.first,
        year.oracle.mails.len(),
        year.observed.len(),
        verdict.repeats,
        year.renewals,
        year.reactivations,
        year.moves,
        year.refusals,
        year.standings,
        year.sandbox.kills.load(Ordering::Relaxed),
        year.complaints.len(),
        begun.elapsed().as_secs_f64(),
    );
    let shown = year.complaints.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(year.complaints.is_empty(), "{} complaints, of which the first:\n{shown}", year.complaints.len());
    // A year in which nothing happens would prove nothing.
    assert!(!year.oracle.mails.is_empty() && year.renewals > 0, "the script of this size has no mails or no renewals");
    if plan.first <= ANNOUNCED && ANNOUNCED <= plus(plan.first, plan.days - 60) {
        let counts = [year.reactivations, year.moves, year.refusals];
        assert!(counts.iter().all(|count| *count > 0), "nobody came back, moved or was refused: {counts:?}");
    }
    let kills = year.sandbox.kills.load(Ordering::Relaxed);
    assert!(!plan.is_killed || kills > 0, "no process was met by a kill");
}

impl<'a> Year<'a> {
    fn set_up(plan: Plan, register: &'a Register) -> Year<'a> {
        let last = plus(plan.first, plan.days - 1);
        let script = script::draw(plan.seed, register, plan.first, last);
        let mut oracle = Oracle::work_out(register, &script, plan.first, last);
        let with_outcomes = |(day, actions): (Date, Vec<Action>)| {
            let outcomes = oracle.outcomes.remove(&day).unwrap_or_default();
            (day, actions.into_iter().zip(outcomes).collect())
        };
        let script = script.into_iter().map(with_outcomes).collect();
        let sandbox = Sandbox::new(plan.engine);
        let live_from = plan.first.to_string();
        sandbox.complete(&["init", "--sandbox", "--live-from", &live_from, "--programme", PROGRAMME], None);
        let Files { members, users, subscriptions, attainments, billing } = register.write(sandbox.folder());
        let files: [&std::ffi::OsStr; 11] = [
            "import".as_ref(),
            "--members".as_ref(),
            members.as_ref(),
            "--users".as_ref(),
            users.as_ref(),
            "--subscriptions".as_ref(),
            subscriptions.as_ref(),
            "--attainments".as_ref(),
            attainments.as_ref(),
            "--billing".as_ref(),
            billing.as_ref(),
        ];
        let hazard = plan.is_killed.then(|| Hazard::new(Random::of(plan.seed, 3, 0), Duration::ZERO));
        sandbox.complete(&files, hazard);
        let (orders, observed, complaints) = (BTreeMap::new(), Vec::new(), Vec::new());
        Year {
            plan,
            register,
            script,
            oracle,
            sandbox,
            post: Post::open(),
            orders,
            observed,
            complaints,
            standings: 0,
            renewals: 0,
            reactivations: 0,
            refusals: 0,
            moves: 0,
            usually: Duration::ZERO,
        }
    }

    fn day(&mut self, today: Date) {
        let passed = days_between(self.plan.first, today);
        let expected = self.oracle.steps.remove(&today).unwrap_or_default();
        let command = self.run_command(today);
        if passed % 10 == 4 && !self.plan.is_killed {
            let reports = self.sandbox.twice_at_once(&command);
            self.check_sum(today, &reports, expected);
        } else {
            let begun = Instant::now();
            let report = self.sandbox.json(&command, self.hazard(4, today, 0));
            if !self.plan.is_killed {
                self.check_sum(today, &[report], expected);
            } else if !adds_up(&report) {
                self.complaints.push(format!("the run of {today} does not add up: {report}"));
            }
            self.usually = begun.elapsed().min(Duration::from_secs(2));
        }
        if passed % 10 == 7 {
            let again = self.sandbox.json(&command, None);
            if again["due"] != 0 || again["mail"]["sent"] != 0 {
                self.complaints.push(format!("the second run of {today} did something: {again}"));
            }
        }
        let actions = self.script.remove(&today).unwrap_or_default();
        self.act(today, &actions);
        self.sample(today);
        if passed % DAYS_A_SERVER == DAYS_A_SERVER - 1
            && let Some(server) = self.post.turn_over()
        {
            self.collect(&server);
        }
    }

    /// The last mails leave, every subscription is looked at, and the servers' mails are read.
    fn close(&mut self) {
        let last = plus(self.plan.first, self.plan.days - 1);
        let end = self.sandbox.json(&self.run_command(last), None);
        if end["due"] != 0 || end["mail"]["deferred"] != 0 || end["mail"]["failed"] != 0 {
            self.complaints.push(format!("the last run left or found something: {end}"));
        }
        let all: Vec<(usize, Date)> = (0..self.register.subscriptions.len()).map(|index| (index, last)).collect();
        self.look(last, &all);
        for _ in 0..2 {
            if let Some(server) = self.post.turn_over() {
                self.collect(&server);
            }
        }
    }

    fn run_command(&self, day: Date) -> Vec<String> {
        let words = ["run", "--as-of", &day.to_string(), "--smtp", &self.post.current.url(), "--json"].map(str::to_owned);
        words.to_vec()
    }

    fn hazard(&self, kind: u64, today: Date, index: usize) -> Option<Hazard> {
        let day = days_between(self.plan.first, today) as u64;
        let random = Random::of(self.plan.seed, kind, (day << 32) | index as u64);
        let usually = if kind == 4 { self.usually } else { Duration::ZERO };
        self.plan.is_killed.then(|| Hazard::new(random, usually))
    }

    /// The run's report against the steps that are due, each done and listed once; over several runs at once, in sum.
    fn check_sum(&mut self, today: Date, reports: &[Value], mut expected: Vec<Step>) {
        let mut done: Vec<Step> = Vec::new();
        for report in reports {
            if !adds_up(report) {
                self.complaints.push(format!("the run of {today} does not add up: {report}"));
            }
            for step in report["steps"].as_array().into_iter().flatten().filter(|step| step["outcome"] == "done") {
                let text = |key: &str| step[key].as_str().unwrap_or_default();
                let name = STEPS.into_iter().find(|name| *name == text("step"));
                let anniversary = text("anniversary").parse().unwrap_or(Date::ZERO);
                done.push((text("subscription").to_owned(), anniversary, name.unwrap_or("unknown")));
            }
            let is_quiet = ["superseded", "missed", "failed"].iter().all(|key| report[*key] == 0);
            if !is_quiet && reports.len() == 1 {
                self.complaints.push(format!("the run of {today} left something undone: {report}"));
            }
        }
        done.sort();
        expected.sort();
        if done != expected {
            self.complaints.push(format!("the run of {today} did {done:?}, due were {expected:?}"));
        }
    }

    /// What members try: members at the same time, each member's own in order.
    fn act(&mut self, today: Date, actions: &[(Action, Outcome)]) {
        let mut by_member: BTreeMap<usize, Vec<(Action, Outcome)>> = BTreeMap::new();
        for (action, outcome) in actions {
            by_member.entry(self.register.subscriptions[action.subscription].member).or_default().push((*action, *outcome));
            match (action.deed, outcome) {
                (_, Outcome::Refused) => self.refusals += 1,
                (_, Outcome::Moved) => self.moves += 1,
                _ => {}
            }
        }
        let groups: Vec<Vec<(Action, Outcome)>> = by_member.into_values().collect();
        let known = Mutex::new(std::mem::take(&mut self.orders));
        let complaints = in_parallel(&groups, |group| {
            let complain = |(action, outcome): &(Action, Outcome)| self.act_once(today, *action, *outcome, &known).err();
            group.iter().filter_map(complain).collect::<Vec<_>>()
        });
        self.orders = known.into_inner().expect("no thread panicked");
        self.complaints.extend(complaints.into_iter().flatten());
        for (action, outcome) in actions {
            if *outcome == (Outcome::Paid { is_applied: true }) {
                if self.oracle.is_reactivation(action.subscription, today) {
                    self.reactivations += 1;
                } else {
                    self.renewals += 1;
                }
            }
        }
    }

    /// Carries one action out, and says what came of it that must not.
    fn act_once(
        &self,
        today: Date,
        action: Action,
        outcome: Outcome,
        orders: &Mutex<BTreeMap<String, String>>,
    ) -> Result<(), String> {
        let subscription = &self.register.subscriptions[action.subscription];
        let reference = subscription.reference.as_str();
        let ordering = if action.deed == Deed::Reactivate { "reactivate" } else { "renew" };
        let command = ["order", reference, "--action", ordering, "--json"];
        match (action.deed, outcome) {
            (Deed::Move, _) => self.move_account(subscription.member, today),
            (Deed::Pay { value_on }, Outcome::Paid { is_applied }) => {
                let order = {
                    let orders = orders.lock().expect("no thread panicked");
                    let last = orders.iter().filter(|(_, of)| *of == reference).max_by_key(|(order, _)| ordinal(order));
                    last.map(|(order, _)| order.clone()).ok_or_else(|| format!("{today}: {reference} has no order"))?
                };
                let command = ["pay", &order, "--value-date", &value_on.to_string(), "--json"];
                let receipt = self.sandbox.json(&command, self.hazard(6, today, action.subscription));
                let is_right = receipt["applied"] == is_applied;
                is_right.then_some(()).ok_or_else(|| format!("{today}: value date {value_on}, applied {is_applied}: {receipt}"))
            }
            (Deed::Pay { .. }, _) => Ok(()),
            (_, Outcome::Ordered { pay_by }) => {
                let receipt = self.sandbox.json(&command, self.hazard(5, today, action.subscription));
                let (amount, currency) = due(subscription, &self.register.members[subscription.member], today);
                let pay_by = pay_by.to_string();
                if receipt["amount"] != amount.as_str()
                    || receipt["currency"] != currency
                    || receipt["pay_by"] != pay_by.as_str()
                {
                    return Err(format!("{today}: {reference} costs {currency} {amount} until {pay_by}, not {receipt}"));
                }
                let order = receipt["order"].as_str().unwrap_or_default().to_owned();
                match orders.lock().expect("no thread panicked").insert(order, reference.to_owned()) {
                    None => Ok(()),
                    Some(other) => Err(format!("{today}: one order for {reference} and for {other}: {receipt}")),
                }
            }
            (deed, _) => match self.sandbox.refused(&command) {
                None => Ok(()),
                Some(said) => Err(format!("{today}: {reference}: {deed:?} must be refused: {said}")),
            },
        }
    }

    /// Moves a member's account. It is not killed: whoever does that does not know whether it has happened, and is told.
    fn move_account(&self, member: usize, today: Date) -> Result<(), String> {
        let member = &self.register.members[member];
        let Some(Moving { mover, roles, .. }) = &member.moving else { return Ok(()) };
        let mut command =
            ["migrate", &member.reference, "--mover", &member.users[*mover].email, "--json"].map(str::to_owned).to_vec();
        for (user, role) in member.users.iter().zip(roles) {
            if let Some(role) = role {
                command.extend(["--role".to_owned(), format!("{}={role}", user.email)]);
            }
        }
        let moved = self.sandbox.json(&command, None);
        let is_right = moved["moved_on"] == today.to_string().as_str();
        is_right.then_some(()).ok_or_else(|| format!("{today}: {} moved otherwise: {moved}", member.reference))
    }

    /// Looks at some subscriptions: today, on an earlier day, and on a day to come.
    fn sample(&mut self, today: Date) {
        let passed = days_between(self.plan.first, today);
        let mut random = Random::of(self.plan.seed, 7, passed as u64);
        let count = self.register.subscriptions.len() as u64;
        let lookups = if count < 200 { u64::from(passed % 3 == 0) } else { 2 };
        let mut wanted = Vec::new();
        for _ in 0..lookups {
            wanted.push((random.below(count) as usize, today));
            wanted.push((random.below(count) as usize, plus(self.plan.first, random.between(0, passed))));
            if random.chance(30) {
                wanted.push((random.below(count) as usize, plus(today, random.between(1, 500))));
            }
        }
        self.look(today, &wanted);
    }

    fn look(&mut self, today: Date, wanted: &[(usize, Date)]) {
        let complaints = in_parallel(wanted, |(index, on)| {
            let subscription = &self.register.subscriptions[*index];
            let reference = &subscription.reference;
            let mut command = vec!["status", reference, "--json"];
            let day = on.to_string();
            if *on != today {
                command.extend(["--as-of", &day]);
            }
            let said = self.sandbox.json(&command, None);
            let expected = self.oracle.standing(*index, *on, today);
            let who = format!("{reference} on {on}, asked on {today}");
            let mut complaints = compare_standing(&who, &expected, &said);
            for name in ["renew", "reactivate"].into_iter().filter(|_| *on == today) {
                let is_possible = expected.possible == Some(name);
                let action = said["actions"].as_array().into_iter().flatten().find(|action| action["action"] == name);
                let is_allowed = action.is_some_and(|action| action["allowed"] == true);
                if is_allowed != is_possible {
                    complaints.push(format!("{who}: {} and {name} is allowed: {is_allowed}", expected.status));
                }
            }
            complaints
        });
        self.standings += wanted.len();
        self.complaints.extend(complaints.into_iter().flatten());
    }

    fn collect(&mut self, server: &SmtpServer) {
        for mail in server.mails() {
            match read(&mail, &self.orders) {
                Ok(observed) => self.observed.push(observed),
                Err(complaint) => self.complaints.push(complaint),
            }
        }
    }
}

fn adds_up(report: &Value) -> bool {
    let count = |key: &str| report[key].as_i64().unwrap_or(i64::MIN / 8);
    let listed = |outcome: &str| {
        let steps = report["steps"].as_array().into_iter().flatten();
        steps.filter(|step| step["outcome"] == outcome).count() as i64
    };
    let outcomes = ["done", "superseded", "missed", "failed"];
    count("due") == outcomes.iter().map(|key| count(key)).sum::<i64>() && outcomes.iter().all(|key| count(key) == listed(key))
}

/// `104-3`: the third.
fn ordinal(order: &str) -> u32 {
    order.rsplit_once('-').and_then(|(_, ordinal)| ordinal.parse().ok()).unwrap_or_default()
}

/// Does the same with each task, on all cores; the results in the order of the tasks.
fn in_parallel<T: Sync, R: Send>(tasks: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(tasks.len()));
    thread::scope(|scope| {
        for _ in 0..cores.min(tasks.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(task) = tasks.get(index) else { break };
                    let result = work(task);
                    results.lock().expect("no thread panicked").push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no thread panicked");
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
