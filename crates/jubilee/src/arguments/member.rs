//! What staff do for one member: attainments, areas, exceptions, the move.

use clap::{Args, Subcommand, ValueEnum};
use jubilee_core::{Day, Lang};

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Attain {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The member's reference.
    pub(crate) member: String,
    /// What is measured, as the programme file names it.
    #[arg(requires = "amount", required_unless_present_any = ["end", "list"], conflicts_with_all = ["end", "list"])]
    pub(crate) measure: Option<String>,
    /// How much; a whole number of at least 1.
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) amount: Option<u32>,
    /// The area it is for, where the measure is for one area at a time.
    #[arg(long, value_name = "AREA", requires = "measure")]
    pub(crate) area: Option<String>,
    /// The first day on which it counts; with --end, the first day without it. Today when it is left out.
    #[arg(long, value_name = "DATE", conflicts_with = "list")]
    pub(crate) on: Option<Day>,
    /// The last day on which it counts; for good when it is left out.
    #[arg(long, value_name = "DATE", requires = "measure")]
    pub(crate) expires: Option<Day>,
    /// End the member's attainment of this number.
    #[arg(long, value_name = "NUMBER", conflicts_with = "list")]
    pub(crate) end: Option<u32>,
    /// List what the member attained.
    #[arg(long)]
    pub(crate) list: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Cover {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The subscription's reference.
    pub(crate) subscription: String,
    /// The area, as the programme file names it, or by its name.
    pub(crate) area: String,
}

#[derive(Args, Debug)]
pub(crate) struct Exception {
    #[command(subcommand)]
    pub(crate) action: ExceptionAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExceptionAction {
    /// Allow something for a subscription and its current cycle.
    #[command(after_help = "Examples:
  jubilee exception grant S-1001 --kind extension --until 2020-11-15 --reason 'flood in the office'
  jubilee exception grant S-1001 --kind reactivation --base payment --until 2020-12-31 --reason 'approved by the board'")]
    Grant {
        #[command(flatten)]
        store: Store,
        /// The subscription's reference.
        subscription: String,
        /// What is allowed.
        #[arg(long, value_enum)]
        kind: Kind,
        /// The last day on which it counts.
        #[arg(long, value_name = "DATE")]
        until: Day,
        /// Why; for staff, never for the member.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Where the anniversary after a reactivation is counted from.
        #[arg(long, value_enum, default_value = "anniversary")]
        base: Base,
        #[command(flatten)]
        form: Form,
    },
    /// Take an exception back.
    #[command(after_help = "Example:
  jubilee exception end S-1001 1 --reason 'granted by mistake'")]
    End {
        #[command(flatten)]
        store: Store,
        /// The subscription's reference.
        subscription: String,
        /// Which of its exceptions.
        number: u16,
        /// Why; for staff, never for the member.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// List what was allowed for a subscription.
    #[command(after_help = "Example:
  jubilee exception list S-1001 --json")]
    List {
        #[command(flatten)]
        store: Store,
        /// The subscription's reference.
        subscription: String,
        #[command(flatten)]
        form: Form,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The requirements of the current cycle count as met.
    Exemption,
    /// The window, and the benefits, run on.
    Extension,
    /// What has lapsed can be reactivated.
    Reactivation,
    /// A payment that comes too late counts as if in time.
    LatePayment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Base {
    /// The anniversary that was not renewed.
    Anniversary,
    /// The value date of the payment.
    Payment,
}

#[derive(Args, Debug)]
pub(crate) struct Migrate {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The member's reference.
    pub(crate) member: String,
    /// The global admin who moves the account, by e-mail address; may be left out where there is only one.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) mover: Option<String>,
    /// The role of another user from now on; may be given several times. Who is not named has none.
    #[arg(long = "role", value_name = "EMAIL=ROLE")]
    pub(crate) roles: Vec<String>,
    /// A location, the headquarters first; may be given several times. Without any, locations stay as they are.
    #[arg(long = "location", value_name = "NAME,COUNTRY")]
    pub(crate) locations: Vec<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Billing {
    #[command(flatten)]
    pub(crate) store: Store,
    #[command(flatten)]
    pub(crate) form: Form,
    /// The member's reference.
    pub(crate) member: String,
    /// The name of the business; empty for the member's own.
    #[arg(long, value_name = "NAME")]
    pub(crate) business: Option<String>,
    /// A line of the address, without the country; give one for each line, in their order.
    #[arg(long, value_name = "LINE")]
    pub(crate) address: Vec<String>,
    /// The country of the business (ISO 3166 code); empty for the member's own.
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) country: Option<String>,
    /// Its VAT number with the prefix of the country; empty for none.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) vat: Option<String>,
    /// Where invoices go beside the member's people; empty for nowhere else.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
    /// It is exempt from tax, with the reason.
    #[arg(long, value_name = "REASON", conflicts_with = "not_exempt")]
    pub(crate) exempt: Option<String>,
    /// It is not exempt from tax any more.
    #[arg(long)]
    pub(crate) not_exempt: bool,
}

#[derive(Args, Debug)]
pub(crate) struct People {
    /// The store: sqlite:PATH or postgres://USER@HOST/DATABASE.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        default_value = "sqlite:jubilee.db",
        env = "JUBILEE_DATABASE",
        hide_env_values = true
    )]
    pub(crate) database: String,
    /// Print the result as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The member's reference.
    pub(crate) member: String,
    /// What to do; list them when it is left out.
    #[command(subcommand)]
    pub(crate) action: Option<PeopleAction>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PeopleAction {
    /// List the people with their roles, and who gets the mails.
    #[command(after_help = "Example:
  jubilee people M-104 list --json")]
    List,
    /// Add a person, who can sign in and gets mails as the roles say.
    #[command(after_help = "Examples:
  jubilee people M-104 add piet@contoso.example --name 'Piet Jansen' --role viewer
  jubilee people M-104 add eva@contoso.example --name Eva --role programme-admin --language nl")]
    Add {
        /// The e-mail address.
        email: String,
        /// The name.
        #[arg(long)]
        name: String,
        /// What the person may do: global-admin, programme-admin, account-admin, billing-admin or viewer; may be given several
        /// times.
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<String>,
        /// The language of mails and pages; the member's own when it is left out.
        #[arg(long, value_name = "LANG")]
        language: Option<Lang>,
    },
    /// Give a person these roles and no others.
    #[command(after_help = "Examples:
  jubilee people M-104 roles piet@contoso.example billing-admin viewer
  jubilee people M-104 roles piet@contoso.example --none             stays on the list, and cannot sign in")]
    Roles {
        /// The e-mail address.
        email: String,
        /// What the person may do from now on: global-admin, programme-admin, account-admin, billing-admin or viewer.
        #[arg(value_name = "ROLE", required_unless_present = "none")]
        roles: Vec<String>,
        /// Take all roles away.
        #[arg(long, conflicts_with = "roles")]
        none: bool,
    },
    /// Remove a person: name and address are erased, and nobody signs in with it any more.
    #[command(after_help = "Example:
  jubilee people M-104 remove piet@contoso.example")]
    Remove {
        /// The e-mail address.
        email: String,
    },
}
