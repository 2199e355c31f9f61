//! Scenario files: examples with dates and what is expected on them, lived day by day.

mod compare;
mod keys;
mod life;
mod read;
mod report;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use jubilee_core::{AreaId, BenefitId, ChargeFault, Day, ExceptionKind, MeasureId, Money, OfferId, Programme, System};

use crate::diagnostic::Diagnostics;
use crate::load::{LoadError, load_dir, load_file};
use crate::source::Source;
pub(crate) use keys::SHAPES;
pub use report::{Failure, Report};
pub(crate) use words::{ACTS, FACTS, LIFTS, RULES};

/// The folder of the scenario files, beside the programme file.
const FOLDER: &str = "scenarios";
/// The most scenario files of a programme.
const MOST_FILES: usize = 200;

/// One scenario.
struct Scenario {
    id: String,
    line: usize,
    offer: OfferId,
    areas: Vec<AreaId>,
    country: String,
    system: System,
    attained: Vec<Attained>,
    start: Start,
    live_from: Option<Day>,
    outages: Vec<(Day, Day)>,
    steps: Vec<Step>,
}

impl Scenario {
    /// Its first day.
    fn starts_on(&self) -> Day {
        match self.start {
            Start::Nothing(on) | Start::Purchased(on) | Start::CarriedOver { purchased_on: on, .. } => on,
        }
    }
}

/// What the member has at the beginning.
#[derive(Clone, Copy)]
enum Start {
    Nothing(Day),
    Purchased(Day),
    CarriedOver { purchased_on: Day, anniversary: Day },
}

/// Something that the member attains.
#[derive(Clone)]
struct Attained {
    measure: MeasureId,
    area: Option<AreaId>,
    amount: u32,
    /// `None`: the scenario's first day, or the step's own.
    on: Option<Day>,
    expires_on: Option<Day>,
}

/// One day of a scenario.
struct Step {
    on: Day,
    line: usize,
    act: Option<Act>,
    /// The ordinal of the subscription that it is about; `None` for the one made last.
    subscription: Option<u32>,
    expectations: Vec<Expectation>,
}

/// What is done in a step.
enum Act {
    Renew { value_on: Option<Day> },
    Buy { offer: OfferId, areas: Vec<AreaId>, value_on: Option<Day> },
    Reactivate { value_on: Option<Day> },
    OrderRenewal,
    OrderPurchase { offer: OfferId, areas: Vec<AreaId> },
    OrderReactivation,
    OrderTogether { subscriptions: Option<Vec<u32>> },
    Pay { order: Option<u32>, value_on: Option<Day>, amount: Option<Money> },
    FileProof { order: Option<u32>, value_on: Option<Day> },
    AcceptProof { order: Option<u32>, value_on: Option<Day>, amount: Option<Money> },
    RejectProof { order: Option<u32> },
    FollowCard { order: Option<u32>, is_in_flight: bool },
    SwitchOn { expires_on: Option<Day> },
    SwitchOff,
    FailCharge { order: Option<u32>, fault: ChargeFault },
    Cancel { order: Option<u32> },
    Refund { order: Option<u32>, amount: Option<Money> },
    ChangeCountry { country: String },
    ChangeBilling { country: Option<String>, vat_country: Option<String>, is_exempt: bool },
    Migrate,
    Attain(Vec<Attained>),
    EndAttainment { measure: MeasureId, areas: Vec<Option<AreaId>>, on: Option<Day> },
    CoverArea { area: AreaId },
    Grant { kind: ExceptionKind, until: Day },
    EndException { kind: Option<&'static str> },
    UseBenefit { benefit: BenefitId, set: Option<u32>, how: Taking },
}

/// What is done with a benefit. People have numbers.
#[derive(Clone, Copy)]
enum Taking {
    Activate,
    Assign { person: i64 },
    Reassign { from: i64, person: i64 },
    Reveal,
    Redeem,
    Use { amount: u32 },
}

impl Taking {
    fn word(self) -> &'static str {
        match self {
            Taking::Activate => "activate",
            Taking::Assign { .. } => "assign",
            Taking::Reassign { .. } => "reassign",
            Taking::Reveal => "reveal",
            Taking::Redeem => "redeem",
            Taking::Use { .. } => "use",
        }
    }
}

impl Act {
    fn word(&self) -> &'static str {
        match self {
            Act::Renew { .. } => "renew",
            Act::Buy { .. } => "buy",
            Act::Reactivate { .. } => "reactivate",
            Act::OrderRenewal => "order-renewal",
            Act::OrderPurchase { .. } => "order-purchase",
            Act::OrderReactivation => "order-reactivation",
            Act::OrderTogether { .. } => "order-together",
            Act::Pay { .. } => "pay",
            Act::FileProof { .. } => "file-proof",
            Act::AcceptProof { .. } => "accept-proof",
            Act::RejectProof { .. } => "reject-proof",
            Act::FollowCard { is_in_flight: true, .. } => "card-processing",
            Act::FollowCard { .. } => "card-failed",
            Act::SwitchOn { .. } => "switch-on-auto-renewal",
            Act::SwitchOff => "switch-off-auto-renewal",
            Act::FailCharge { fault: ChargeFault::CardBlocked, .. } => "charge-refused",
            Act::FailCharge { .. } => "charge-declined",
            Act::Cancel { .. } => "cancel",
            Act::Refund { .. } => "refund",
            Act::ChangeCountry { .. } => "change-country",
            Act::ChangeBilling { .. } => "change-billing",
            Act::Migrate => "migrate",
            Act::Attain(_) => "attain",
            Act::EndAttainment { .. } => "end-attainment",
            Act::CoverArea { .. } => "cover-area",
            Act::Grant { .. } => "grant",
            Act::EndException { .. } => "end-exception",
            Act::UseBenefit { how, .. } => how.word(),
        }
    }
}

/// One thing that has to hold, in words that can be compared with what is found.
struct Expectation {
    line: usize,
    /// For example `renew-until`, or `renew.allowed`.
    key: String,
    expected: String,
}

/// Lives the scenarios of a folder with a programme file in it and a folder `scenarios` beside that.
pub fn run_dir(folder: &Path) -> Result<Report, LoadError> {
    let checked = load_dir(folder)?;
    let scenarios = folder.join(FOLDER);
    let mut files: Vec<PathBuf> = match fs::read_dir(&scenarios) {
        Ok(entries) => entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
            .take(MOST_FILES)
            .collect(),
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(source) => return Err(LoadError::Unreadable { path: scenarios, source }),
    };
    if files.is_empty() {
        return Err(LoadError::NoScenarios(scenarios));
    }
    files.sort();
    let sources: Vec<Source> = files.iter().map(|file| load_file(file)).collect::<Result<_, _>>()?;
    run(&checked.programme, &sources).map_err(LoadError::Invalid)
}

/// Lives the scenarios of several files. An error when one of the files has mistakes in it; then none is lived.
pub fn run(programme: &Programme, files: &[Source]) -> Result<Report, Diagnostics> {
    let mut wrong = Diagnostics::default();
    let mut all = Vec::new();
    for file in files {
        match read::read(file, programme) {
            Ok(scenarios) => all.push((file, scenarios)),
            Err(diagnostics) => wrong.extend(diagnostics),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut report = Report::default();
    for (file, scenarios) in &all {
        for scenario in scenarios {
            report.take(life::live(programme, scenario, &file.name));
        }
    }
    Ok(report)
}
