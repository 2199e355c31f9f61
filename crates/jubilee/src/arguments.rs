//! The command line: every command with its options, defaults and examples.

mod auto_renewal;
mod bank;
mod bench;
mod benefit;
mod invoice;
mod member;
mod person;
mod programme;
mod proof;
mod upkeep;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jubilee_core::{Day, Lang};

pub(crate) use auto_renewal::{AutoRenewal, AutoRenewalAction};
pub(crate) use bank::{Statement, StatementAction};
pub(crate) use bench::{Bench, BenchUnit, Measuring};
pub(crate) use benefit::{Benefit, BenefitAction, KeysAction, Which};
pub(crate) use invoice::{Invoice, InvoiceAction};
pub(crate) use member::{Attain, Base, Billing, Cover, Exception, ExceptionAction, Kind, Migrate, People, PeopleAction};
pub(crate) use person::ErasePerson;
pub(crate) use programme::{Diff, Explain, Preview, Programme, ProgrammeAction, Publish, Relief, ReliefAction, Show, Versions};
pub(crate) use proof::{Proof, ProofAction};
pub(crate) use upkeep::{Backup, Doctor, Export, Rebuild, Restore, Verify};

/// Jubilee runs the yearly renewals of a membership or partner programme.
#[derive(Debug, Parser)]
#[command(name = "jubilee", version, about, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Examples:
  jubilee serve --demo                              look around in a sandbox with 200 members
  jubilee timeline --offer action-pack --purchased 2018-09-01
  jubilee init --programme programmes/mpn           set up a store of your own
  jubilee import --members members.csv --users users.csv --subscriptions subscriptions.csv
  jubilee run                                       do what is due today; safe to repeat")]
pub(crate) struct Arguments {
    /// The language of explanations.
    #[arg(long, global = true, value_name = "LANG", default_value = "en", env = "JUBILEE_LANG", hide_env_values = true)]
    pub(crate) lang: Lang,
    /// Say more on standard error; twice for everything.
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the store is.
#[derive(Args, Clone, Debug)]
pub(crate) struct Store {
    /// The store: sqlite:PATH or postgres://USER@HOST/DATABASE.
    #[arg(long, value_name = "URL", default_value = "sqlite:jubilee.db", env = "JUBILEE_DATABASE", hide_env_values = true)]
    pub(crate) database: String,
}

/// Whether the result is for a machine.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How mails leave.
#[derive(Args, Clone, Debug)]
pub(crate) struct Mailing {
    /// The mail server: smtp://HOST:PORT, smtps://USER:PASSWORD@HOST, or smtp+starttls://… Without one, mails become .eml files.
    #[arg(long, value_name = "URL", env = "JUBILEE_SMTP", hide_env_values = true)]
    pub(crate) smtp: Option<String>,
    /// The folder for .eml files when no mail server is given.
    #[arg(long, value_name = "DIR", default_value = "outgoing-mail", env = "JUBILEE_MAIL_FOLDER", hide_env_values = true)]
    pub(crate) mail_folder: PathBuf,
    /// The sender's address.
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "renewals@localhost",
        env = "JUBILEE_MAIL_FROM",
        hide_env_values = true
    )]
    pub(crate) mail_from: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Set up a store for a programme.
    #[command(after_help = "Examples:
  jubilee init --programme programmes/mpn
  jubilee init --programme programmes/mpn --live-from 2027-01-01 --database postgres://jubilee@db/jubilee
  jubilee init --programme programmes/mpn --sandbox --live-from 2019-01-01 --database sqlite:trial.db")]
    Init(Init),
    /// Import members, users, subscriptions and more from CSV files: all of it or nothing.
    #[command(after_help = "The files:
  members.csv         member,name,country,language,system          (system: current or legacy)
  users.csv           member,email,name,roles,language             (roles separated by ;)
  subscriptions.csv   subscription,member,offer,purchased_on,anniversary_on,areas
                      (anniversary_on empty: the first; given: the current cycle's; areas separated by ;)
  attainments.csv     member,measure,area,amount,attained_on,expires_on
                      (area empty for what counts for all; expires_on empty for good)
  locations.csv       member,name,country                          (beside the headquarters)
  billing.csv         member,business,address,country,vat_number,email,exempt_because
                      (lines of the address separated by ;)

Importing again brings contact facts up to date, never moves a date, and records nothing twice.

Examples:
  jubilee import --members members.csv --users users.csv --subscriptions subscriptions.csv --dry-run
  jubilee import --attainments attainments.csv
  jubilee import --users users.csv")]
    Import(Import),
    /// Do what is due: reminders, lapses, and the mails that wait. Safe to repeat and to kill.
    #[command(after_help = "Examples:
  jubilee run                            up to today
  jubilee run --catch-up                 after an outage of more than three days
  jubilee run --as-of 2019-09-24         in a sandbox, any day to come
  jubilee run --smtp smtp://mail.example.org:587 --json")]
    Run(Run),
    /// Hold what happens by itself: no step is taken, no invoice made, no mail sent but those for signing in.
    #[command(
        after_help = "Members see their dates, order and pay as ever. The days go on; `jubilee resume` makes up what fell due.

Examples:
  jubilee pause --reason \"wrong fee for gold in EUR, being put right\"
  jubilee pause                          say whether it is paused, since when and why"
    )]
    Pause(Pause),
    /// End a pause: the next run makes up what fell due meanwhile, each step once.
    #[command(after_help = "Example:
  jubilee resume")]
    Resume(Resume),
    /// Serve the portal, and run the programme at its midnight.
    #[command(after_help = "Examples:
  jubilee serve --demo
  jubilee serve --listen 127.0.0.1:8080 --smtp smtp://localhost:25 --base-url https://renewals.example.org")]
    Serve(Serve),
    /// Check a programme file: all errors at once, each with its place.
    #[command(after_help = "Example:
  jubilee check programmes/mpn")]
    Check(Folder),
    /// Run a programme's scenarios: a policy is tested before it is published.
    #[command(after_help = "Example:
  jubilee test programmes/mpn")]
    Test(Folder),
    /// Show the dates of a purchase, cycle by cycle; needs no store.
    #[command(after_help = "Examples:
  jubilee timeline --offer action-pack --purchased 2018-09-01
  jubilee timeline --offer gold --purchased 2020-02-29 --cycles 5 --json
  jubilee timeline --programme my-programme --offer basic --purchased 2026-01-31")]
    Timeline(Timeline),
    /// Show what holds for a subscription on a day, and why.
    #[command(after_help = "Examples:
  jubilee status S-1001
  jubilee status S-1001 --as-of 2019-10-02 --json")]
    Status(Status),
    /// Tell why a subscription is where it is: what holds, how it came and what comes next, each with its rule and its line of the file.
    #[command(after_help = "Examples:
  jubilee explain S-1001
  jubilee explain S-1001 --as-of 2020-08-12 --lang nl
  jubilee explain S-1001 --json")]
    Explain(Explain),
    /// Publish versions of the programme, and see what differs between them.
    #[command(after_help = "Examples:
  jubilee programme publish my-programme --effective 2027-01-01
  jubilee programme diff 1 2")]
    Programme(Programme),
    /// See what a relief does, before anybody is told of it.
    #[command(after_help = "Example:
  jubilee relief preview covid-19")]
    Relief(Relief),
    /// Order a renewal, a reactivation or a new purchase; the fee is fixed from then on.
    #[command(after_help = "Examples:
  jubilee order S-1001 --action renew --json
  jubilee order S-1001 --action reactivate                  bring back what has lapsed, where a relief or staff allow it
  jubilee order S-1001 --action buy                         buy anew what has lapsed
  jubilee order S-1001 S-1002 S-1003                        one order, one payment for several
  jubilee order --member M-104 --offer gold --areas security")]
    Order(Order),
    /// Record the payment of an order, with the day on which the money counts.
    #[command(after_help = "Examples:
  jubilee pay 104-3 --value-date 2019-09-20
  jubilee pay RF8210400003 --value-date 2019-09-20 --amount 475.00")]
    Pay(Pay),
    /// File proofs of payment for members, and answer them.
    #[command(after_help = "Examples:
  jubilee proof list
  jubilee proof accept 104-3 1 --value-date 2019-10-01
  jubilee proof reject 104-3 1 --reason 'the file shows a transfer to another account'")]
    Proof(Proof),
    /// Import bank statements, and deal with the money on them that does not say what it pays.
    #[command(after_help = "Examples:
  jubilee statement import september.xml --dry-run
  jubilee statement list --open
  jubilee statement assign 17 104-3")]
    Statement(Statement),
    /// Take back an order that has not been paid.
    #[command(after_help = "Examples:
  jubilee cancel 104-3
  jubilee cancel RF8210400003 --json")]
    Cancel(TakeBack),
    /// Record that the money of an order goes back to the member; what it had bought or renewed is undone.
    ///
    /// What was paid for can be given back as long as the programme's [refunds] say; money that is held, always. With --held or --amount
    /// only money that is held goes back, and what the order paid for stays. The transfer itself is made at the bank.
    #[command(after_help = "Examples:
  jubilee refund 104-3
  jubilee refund 104-3 --held
  jubilee refund RF8210400003 --amount 25.00 --json")]
    Refund(Refund),
    /// Renew what costs nothing. Where a fee is due, its payment renews.
    #[command(after_help = "Example:
  jubilee renew S-1001")]
    Renew(Renew),
    /// Have a renewal charged to a kept card, or end that.
    #[command(
        name = "auto-renewal",
        after_help = "Examples:
  jubilee auto-renewal off S-1001
  jubilee auto-renewal on S-1001      with a card that is kept for another subscription of the member"
    )]
    AutoRenewal(AutoRenewal),
    /// Reactivate what costs nothing. Where a fee is due, order it: its payment reactivates.
    #[command(after_help = "Example:
  jubilee reactivate S-1001")]
    Reactivate(Renew),
    /// Record what a member attained for its requirements, end it, or list what there is.
    #[command(after_help = "Examples:
  jubilee attain M-104 people-with-exam 2 --area security --on 2020-09-01 --expires 2022-08-31
  jubilee attain M-104 --list
  jubilee attain M-104 --end 3 --on 2020-10-01            from that day on it does not count any more")]
    Attain(Attain),
    /// Let a subscription cover one more area whose requirements are met; the fee of the level covers it.
    #[command(after_help = "Example:
  jubilee cover S-1001 devops")]
    Cover(Cover),
    /// See what a subscription grants, and do something with it: activate, assign, show a key, redeem, record what was used.
    #[command(after_help = "Examples:
  jubilee benefit list S-1001
  jubilee benefit activate S-1001 azure-credit
  jubilee benefit assign S-1001 visual-studio piet@contoso.example
  jubilee benefit use S-1001 support-incidents 1
  jubilee benefit keys load --benefit software-keys keys.txt")]
    Benefit(Benefit),
    /// Allow something for one subscription, with a reason and an end; take it back; or list what was allowed.
    #[command(after_help = "Examples:
  jubilee exception grant S-1001 --kind exemption --until 2020-10-31 --reason 'the audit was put off'
  jubilee exception end S-1001 1 --reason 'granted by mistake'
  jubilee exception list S-1001")]
    Exception(Exception),
    /// Move a member's account out of the legacy system. Dates stay as they are; roles other than the mover's are assigned anew.
    #[command(after_help = "Examples:
  jubilee migrate M-104
  jubilee migrate M-104 --mover anna@contoso.example --role piet@contoso.example=programme-admin
  jubilee migrate M-104 --location 'Contoso B.V.,NL' --location 'Contoso Gent,BE'    the headquarters first")]
    Migrate(Migrate),
    /// Erase a person: accounts at all members, mails, and whatever else has the address; without --yes, say what that is.
    #[command(
        after_help = "The ledger names people by number and keeps its chains; the accounts end in it. Kept, because the law on taxes wants them, are
invoices, proofs of payment and bank lines. A rule that wants somebody else first, such as the last global admin's, is told. Backups
that were made before have the person still. It may be given again, also after it was interrupted.

Examples:
  jubilee erase-person piet@contoso.example           what there is
  jubilee erase-person piet@contoso.example --yes     erases it"
    )]
    ErasePerson(ErasePerson),
    /// Show the people of a member; add one, say what one may do, or remove one.
    #[command(after_help = "Examples:
  jubilee people M-104
  jubilee people M-104 add piet@contoso.example --name 'Piet Jansen' --role viewer
  jubilee people M-104 roles piet@contoso.example billing-admin viewer
  jubilee people M-104 remove piet@contoso.example")]
    People(People),
    /// Show the billing details of a member, and what its orders are taxed; or change them.
    ///
    /// What is not named stays as it is. Tax follows the country of the business; a VAT number is checked by its form and, for NL, DE and
    /// BE, by its check digits. Nobody outside is asked about it.
    #[command(after_help = "Examples:
  jubilee billing M-104
  jubilee billing M-104 --business 'Contoso B.V.' --address 'Kade 1' --address '3011 AA Rotterdam' --country NL
  jubilee billing M-104 --vat NL004495445B01 --email invoices@contoso.example
  jubilee billing M-104 --vat ''                                  takes the number away
  jubilee billing M-104 --exempt 'international organisation, letter of 1 March'
  jubilee billing M-104 --not-exempt")]
    Billing(Billing),
    /// Show a member's ledger: what happened, when it counts, when it was learnt, and by which rules.
    #[command(after_help = "Examples:
  jubilee ledger M-104                     a sentence for each entry
  jubilee ledger M-104 --json              every entry as it is kept, with its rules")]
    Ledger(Ledger),
    /// Write the books of a period: every movement of money as CSV, one side a line, and what each account came to.
    ///
    /// The accounts are bank (what came in and has not gone back), held (money of members that has done nothing yet), fees (what
    /// was paid for something bought, renewed or reactivated, before tax) and tax (what of it is owed to the state). The totals go to standard error. Ends with status 1 where the books do not
    /// balance.
    #[command(after_help = "Examples:
  jubilee books --from 2020-01-01 --to 2020-12-31 > books-2020.csv
  jubilee books --from 2020-09-01 --to 2020-09-30 --json")]
    Books(Books),
    /// List invoices and credit notes, show one, or write one as a PDF.
    #[command(after_help = "They are made by whoever sends mails, the server or `jubilee run`, after the money had its effect.

Examples:
  jubilee invoice list --from 2020-01-01 --to 2020-12-31
  jubilee invoice list M-104 --json
  jubilee invoice show 2020-000123 --json           by its number, or by the number of its order
  jubilee invoice pdf 2020-000123 --out invoice.pdf --language nl")]
    Invoice(Invoice),
    /// Verify the store: every chain of hashes, every seal; with --deep every row that follows from the ledger.
    #[command(
        after_help = "It changes nothing and may run beside a server. It ends with status 1 when anything is wrong, and names it. Keep the hash of
the last seal somewhere else: with it you can tell later that nothing up to it was altered.

Examples:
  jubilee verify
  jubilee verify --deep --json"
    )]
    Verify(Verify),
    /// Write the rows that follow from the ledger anew, where they do not: after a damage that `verify --deep` found.
    #[command(
        after_help = "The ledger itself is never changed. It may run beside a server, and writes nothing where nothing is wrong. A member whose ledger is
damaged is left as it is; what stands in rows alone (names, addresses, what subscriptions are called, the files of proofs) is
kept, and only a backup has it where it is lost. It ends with status 1 when something is left. Make a backup first.

Examples:
  jubilee verify --deep          what it would put right
  jubilee backup before.db && jubilee rebuild
  jubilee rebuild --json"
    )]
    Rebuild(Rebuild),
    /// Say what is wrong with this installation, and what to do about it.
    #[command(
        after_help = "It changes nothing and may run beside a server: for a monitor, it ends with status 1 when something that should happen does not.

Examples:
  jubilee doctor
  jubilee doctor --smtp smtp+starttls://USER:PASSWORD@mail.example.org     also knocks at the mail server
  jubilee doctor --json"
    )]
    Doctor(Doctor),
    /// Copy a SQLite store as it is at one moment into a new file, while it is in use, and verify the copy.
    #[command(
        after_help = "Never copy the file of a store in use with other tools: such a copy may be torn. A store in PostgreSQL is backed up with
the tools of the server.

Examples:
  jubilee backup /backup/jubilee-2026-11-28.db
  jubilee backup nightly.db --database sqlite:/var/lib/jubilee/jubilee.db --json"
    )]
    Backup(Backup),
    /// Export everything into a new folder, in formats that need no Jubilee to be read.
    #[command(
        after_help = "The ledger as JSON, every table as CSV, the programme's versions, the files of proofs, and who the members are and what they
hold today in the form that `jubilee import` reads; a README and a manifest say what each file is. All of it is of one moment, also
while the store is in use. Keep it as carefully as the store: it holds names, addresses and keys.

Examples:
  jubilee export /export/2026-11-28
  jubilee export taken-out --json
  jubilee import --members taken-out/import/members.csv --users taken-out/import/users.csv \\
    --subscriptions taken-out/import/subscriptions.csv --database sqlite:anew.db"
    )]
    Export(Export),
    /// Bring a backup back as a new store, after verifying it.
    #[command(
        after_help = "There must be no store at the place yet: move the old one away first, and stop the server. The first run afterwards makes
up the days since the backup.

Examples:
  jubilee restore /backup/jubilee-2026-11-28.db
  jubilee restore nightly.db --database sqlite:/var/lib/jubilee/jubilee.db"
    )]
    Restore(Restore),
    /// Appoint somebody of the programme's staff, and print a link with which they sign in.
    #[command(after_help = "Example:
  jubilee staff ada@example.org --name 'Ada Visser' --role administrator")]
    Staff(Staff),
    /// Measure on this machine.
    #[command(after_help = "Example:
  jubilee bench day --sizes 10000,300000
  jubilee bench all --json")]
    Bench(Bench),
    /// Print a reference page that is generated from this program.
    #[command(hide = true)]
    Reference(Reference),
}

#[derive(Args, Debug)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The folder with the programme.toml; the programme that is shipped (MPN) when it is left out.
    #[arg(long, value_name = "DIR")]
    pub(crate) programme: Option<PathBuf>,
    /// Nothing that was due before this day happens; today when it is left out.
    #[arg(long, value_name = "DATE")]
    pub(crate) live_from: Option<Day>,
    /// A store for trying things out, whose date may be moved beyond the real one.
    #[arg(long)]
    pub(crate) sandbox: bool,
    /// What the links in mails begin with.
    #[arg(long, value_name = "URL", env = "JUBILEE_BASE_URL", hide_env_values = true)]
    pub(crate) base_url: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) store: Store,
    /// member,name,country,language,system
    #[arg(long, value_name = "FILE")]
    pub(crate) members: Option<PathBuf>,
    /// member,email,name,roles,language
    #[arg(long, value_name = "FILE")]
    pub(crate) users: Option<PathBuf>,
    /// subscription,member,offer,purchased_on,anniversary_on,areas
    #[arg(long, value_name = "FILE")]
    pub(crate) subscriptions: Option<PathBuf>,
    /// member,measure,area,amount,attained_on,expires_on
    #[arg(long, value_name = "FILE")]
    pub(crate) attainments: Option<PathBuf>,
    /// member,name,country
    #[arg(long, value_name = "FILE")]
    pub(crate) locations: Option<PathBuf>,
    /// member,business,address,country,vat_number,email,exempt_because
    #[arg(long, value_name = "FILE")]
    pub(crate) billing: Option<PathBuf>,
    /// Check everything and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Where all bad rows are listed when there are any.
    #[arg(long, value_name = "FILE", default_value = "import-errors.txt")]
    pub(crate) report: PathBuf,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) store: Store,
    #[command(flatten)]
    pub(crate) mailing: Mailing,
    /// Run up to this day; beyond today in a sandbox only.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
    /// Confirm that more than three missed days shall be made up.
    #[arg(long)]
    pub(crate) catch_up: bool,
    /// Leave the mails in the outbox; the next run or the server sends them.
    #[arg(long)]
    pub(crate) no_mail: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Pause {
    #[command(flatten)]
    pub(crate) store: Store,
    /// Why, for those who read it later; without it, nothing is changed and the state is told.
    #[arg(long, value_name = "WHY")]
    pub(crate) reason: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Resume {
    #[command(flatten)]
    pub(crate) store: Store,
    #[command(flatten)]
    pub(crate) form: Form,
}

/// How orders are paid by card.
#[derive(Args)]
pub(crate) struct Cards {
    /// The secret key of a Stripe account (sk_… or rk_…), with which orders can be paid by card. Give it in the environment, where
    /// other people of the machine do not see it.
    #[arg(long = "stripe-key", value_name = "KEY", env = "JUBILEE_STRIPE_KEY", hide_env_values = true, requires = "secrets")]
    pub(crate) key: Option<String>,
    /// The secret with which Stripe signs its messages to /payments/stripe (whsec_…); two, with a comma between them, while one replaces the
    /// other.
    #[arg(
        long = "stripe-webhook-secret",
        value_name = "SECRET",
        env = "JUBILEE_STRIPE_WEBHOOK_SECRET",
        hide_env_values = true,
        value_delimiter = ',',
        requires = "key"
    )]
    pub(crate) secrets: Vec<String>,
    /// Where Stripe's API is, for tests against a stand-in.
    #[arg(long = "stripe-url", value_name = "URL", env = "JUBILEE_STRIPE_URL", hide_env_values = true, requires = "key")]
    pub(crate) url: Option<String>,
}

impl std::fmt::Debug for Cards {
    /// Says whether there is a key, and never which.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cards(stripe: {})", self.key.is_some())
    }
}

#[derive(Args, Debug)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) store: Store,
    #[command(flatten)]
    pub(crate) mailing: Mailing,
    /// The address to listen on; port 0 takes a free one, and the address is printed.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", env = "JUBILEE_LISTEN", hide_env_values = true)]
    pub(crate) listen: SocketAddr,
    /// What the links in mails and cookies are for, when the portal is reached under another address than it listens on.
    #[arg(long, value_name = "URL", env = "JUBILEE_BASE_URL", hide_env_values = true)]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) cards: Cards,
    /// A sandbox with the MPN programme, 200 members in every state, and a clock that you move. Its store is temporary unless --keep
    /// names a place.
    #[arg(long)]
    pub(crate) demo: bool,
    /// Keep the demo's store in this folder, and use it again next time.
    #[arg(long, value_name = "DIR", requires = "demo")]
    pub(crate) keep: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Folder {
    /// The folder with the programme.toml.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Timeline {
    /// The offer, as the programme file names it.
    #[arg(long, value_name = "OFFER")]
    pub(crate) offer: String,
    /// The purchase date.
    #[arg(long, value_name = "DATE")]
    pub(crate) purchased: Day,
    /// The folder with the programme.toml; the programme that is shipped (MPN) when it is left out.
    #[arg(long, value_name = "DIR")]
    pub(crate) programme: Option<PathBuf>,
    /// How many cycles, each taken to be renewed in its window.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub(crate) cycles: u16,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Status {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The subscription's reference.
    pub(crate) subscription: String,
    /// The day; today when it is left out. For a day that has passed: what was known then.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderAction {
    /// Renew the subscription's current cycle.
    Renew,
    /// Bring back what has lapsed.
    Reactivate,
    /// Buy the offer anew.
    Buy,
}

#[derive(Args, Debug)]
pub(crate) struct Order {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The reference of the subscription; of several, all of one member, for one order that pays for each of them.
    #[arg(value_name = "SUBSCRIPTION", required_unless_present_all = ["member", "offer"])]
    pub(crate) subscriptions: Vec<String>,
    /// What to order for one subscription: its renewal when it is left out. Of several each gets what it needs, its renewal or its
    /// reactivation.
    #[arg(long, value_enum)]
    pub(crate) action: Option<OrderAction>,
    /// Who buys, for an offer that is not held yet.
    #[arg(long, value_name = "MEMBER", requires = "offer", conflicts_with = "subscriptions")]
    pub(crate) member: Option<String>,
    /// What to buy.
    #[arg(long, value_name = "OFFER", requires = "member")]
    pub(crate) offer: Option<String>,
    /// The areas that the purchase shall cover, separated by ;
    #[arg(long, value_name = "AREAS", requires = "offer")]
    pub(crate) areas: Option<String>,
    /// The member's own purchase-order number, printed on the payment request.
    #[arg(long = "purchase-order", value_name = "NUMBER")]
    pub(crate) members_number: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Pay {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The order's number or its payment reference.
    pub(crate) order: String,
    /// The day on which the money counts.
    #[arg(long, value_name = "DATE")]
    pub(crate) value_date: Day,
    /// How much came, in the order's currency; what the order still lacks when it is left out.
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) amount: Option<String>,
    /// What the payment is called outside, such as the bank's own reference of the entry: it is recorded once under it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) identity: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct TakeBack {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The order's number or its payment reference.
    pub(crate) order: String,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Refund {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The order's number or its payment reference.
    pub(crate) order: String,
    /// Only what is held with the order goes back; what it paid for stays.
    #[arg(long)]
    pub(crate) held: bool,
    /// So much of what is held goes back.
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) amount: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Renew {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The subscription's reference.
    pub(crate) subscription: String,
}

#[derive(Args, Debug)]
pub(crate) struct Ledger {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The member's reference.
    pub(crate) member: String,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Books {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The first day, by the date of recording.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Day,
    /// The last day.
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Day,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Staff {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The e-mail address.
    pub(crate) email: String,
    /// The name.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// viewer, agent, manager or administrator.
    #[arg(long, default_value = "administrator")]
    pub(crate) role: String,
    /// What the printed link begins with; the store's own address when it is left out.
    #[arg(long, value_name = "URL", env = "JUBILEE_BASE_URL", hide_env_values = true)]
    pub(crate) base_url: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Reference {
    /// Which page: cli.
    #[arg(value_parser = ["cli"])]
    pub(crate) page: String,
}
