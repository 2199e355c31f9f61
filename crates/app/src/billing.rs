//! Whom a member's invoices are for, and what decides about its tax. Names, addresses and numbers stand beside the ledger; the
//! country, whose VAT number there is, and an exemption are facts in it, so that a replay gives the same tax.

use jubilee_core::{Actor, Command, MemberId, Money, Tax, VatFault, is_country, vat_number};
use jubilee_store::billing::{self, BillingRow};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::Request;
use crate::import::is_email;
use crate::location::MOST_NAME;

/// The most lines of an address, and the longest of them in characters.
const MOST_LINES: usize = 6;
const MOST_LINE: usize = 100;
/// The longest reason for an exemption, in characters.
pub const MOST_EXEMPTION_REASON: usize = 500;

/// The billing details that a member gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillingDetails {
    /// The name of the business; empty for the member's own.
    pub business: String,
    /// The lines of its address without the country.
    pub address: Vec<String>,
    /// ISO 3166 code of its country; `None` for the member's own.
    pub country: Option<String>,
    /// Its VAT number as it is written.
    pub vat_number: Option<String>,
    /// Where invoices go beside the member's people.
    pub email: Option<String>,
}

/// A member's billing details as they are, with what they mean for tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BillingReport {
    /// The member's reference.
    pub member: String,
    /// The name of the business.
    pub business: String,
    /// Whether that is its own and not the member's.
    #[serde(skip)]
    pub has_own_business: bool,
    /// The lines of its address.
    pub address: Vec<String>,
    /// ISO 3166 code of its country.
    pub country: String,
    /// Whether that is its own and not the member's.
    #[serde(skip)]
    pub has_own_country: bool,
    /// Its VAT number.
    pub vat_number: Option<String>,
    /// Where invoices go beside the member's people.
    pub email: Option<String>,
    /// Why it is exempt from tax; `None` where it is not.
    pub exempt_because: Option<String>,
    /// What an order today is taxed, on an amount of nothing; `None` where the programme says nothing about tax.
    #[serde(skip)]
    pub tax: Option<Tax>,
    /// The rate of an order today, as decimal text; `None` where no tax is charged.
    pub tax_rate: Option<String>,
    /// Why no tax is charged on an order today.
    pub untaxed: Option<&'static str>,
}

/// What is wrong with billing details.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BillingFault {
    /// The name.
    #[error("the name of a business has at most 200 characters and no line breaks")]
    Business,
    /// The address.
    #[error("an address has at most 6 lines of at most 100 characters")]
    Address,
    /// The country.
    #[error("a country is a code of two letters (ISO 3166), for example NL")]
    Country,
    /// A VAT number that cannot be one.
    #[error("{}", words(*.0))]
    VatNumber(VatFault),
    /// A VAT number of another country than that of the business.
    #[error("the VAT number is one of {number}, and the business is in {business}; give the number that it has there")]
    VatCountry {
        /// The country of the number.
        number: String,
        /// The country of the business.
        business: String,
    },
    /// The address of mails.
    #[error("this is not an e-mail address")]
    Email,
}

const fn words(fault: VatFault) -> &'static str {
    match fault {
        VatFault::NoCountry => "a VAT number begins with its country, for example NL004495445B01",
        VatFault::Form => "the VAT number has not the form that numbers of its country have",
        VatFault::CheckDigits => "the check digits of the VAT number do not hold: one of its digits is mistyped",
    }
}

impl BillingDetails {
    /// Everything that is wrong, for a member of this country.
    pub fn faults(&self, own: &str) -> Vec<BillingFault> {
        let mut faults = Vec::new();
        let business = self.business.trim();
        if business.chars().count() > MOST_NAME || business.chars().any(char::is_control) {
            faults.push(BillingFault::Business);
        }
        let is_line = |line: &String| line.chars().count() <= MOST_LINE && !line.chars().any(char::is_control);
        if self.address.len() > MOST_LINES || !self.address.iter().all(is_line) {
            faults.push(BillingFault::Address);
        }
        if self.country.as_deref().is_some_and(|code| !is_country(code)) {
            faults.push(BillingFault::Country);
        }
        match self.vat_number.as_deref().map(vat_number) {
            Some(Err(fault)) => faults.push(BillingFault::VatNumber(fault)),
            Some(Ok(known)) => {
                let business = self.country.as_deref().unwrap_or(own);
                if known.country != business {
                    let business = business.to_owned();
                    faults.push(BillingFault::VatCountry { number: known.country, business });
                }
            }
            None => {}
        }
        if self.email.as_deref().is_some_and(|email| !is_email(email.trim())) {
            faults.push(BillingFault::Email);
        }
        faults
    }

    /// The row that keeps them; an exemption stays as it was.
    pub(crate) fn row(&self, before: BillingRow) -> BillingRow {
        let lines = self.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let number = self.vat_number.as_deref().and_then(|number| vat_number(number).ok());
        BillingRow {
            business: self.business.trim().to_owned(),
            address: lines.collect::<Vec<_>>().join("\n"),
            country: self.country.clone(),
            vat_number: number.map(|known| known.number),
            email: self.email.as_deref().map(|email| email.trim().to_lowercase()),
            ..before
        }
    }
}

/// What decides about tax, as a command of the rules.
pub(crate) fn command(row: &BillingRow) -> Command {
    let vat_country = row.vat_number.as_deref().and_then(|number| vat_number(number).ok()).map(|known| known.country);
    Command::ChangeBilling { country: row.country.clone(), vat_country, is_exempt: row.exempt_because.is_some() }
}

impl App {
    /// A member's billing details, with what an order today would be taxed.
    pub async fn billing(&self, member: MemberId) -> Result<BillingReport, AppError> {
        let held = self.hold(member).await?;
        let row = billing::by_member(&self.db, member).await?;
        let today = self.today().await?;
        let buyer = held.member.buyer();
        // The rate does not depend on the amount, and so any currency will do.
        let currency = "0.00 EUR".parse::<Money>().expect("an amount").currency;
        let rules = self.programme.version(today).tax.as_ref();
        let tax = rules.map(|rules| rules.tax(&buyer, Money::zero(currency), today));
        let row = row.unwrap_or_else(|| blank(member));
        let has_own_business = !row.business.is_empty();
        let business = if has_own_business { row.business } else { held.row.name.clone() };
        Ok(BillingReport {
            member: held.row.reference.clone(),
            business,
            has_own_business,
            address: lines(&row.address),
            country: buyer.country.to_owned(),
            has_own_country: row.country.is_some(),
            vat_number: row.vat_number,
            email: row.email,
            exempt_because: row.exempt_because,
            tax_rate: match &tax {
                Some(Tax::Charged { rate, .. }) => Some(rate.decimal()),
                _ => None,
            },
            untaxed: match &tax {
                Some(Tax::Free { why, .. }) => Some(why.id()),
                _ => None,
            },
            tax,
        })
    }

    /// Keeps the billing details of a member in place of those before; an exemption stays as it is.
    pub async fn set_billing(&self, member: MemberId, details: &BillingDetails, by: Actor) -> Result<(), AppError> {
        let held = self.hold(member).await?;
        if let Some(fault) = details.faults(&held.member.country).first() {
            return Err(AppError::Usage(fault.to_string()));
        }
        let before = billing::by_member(&self.db, member).await?.unwrap_or_else(|| blank(member));
        self.keep_billing(details.row(before), by).await
    }

    /// Establishes that a member is exempt from tax, or that it is not any more; staff do.
    pub async fn set_exemption(&self, member: MemberId, because: Option<&str>, by: Actor) -> Result<(), AppError> {
        let because = because.map(str::trim);
        if because.is_some_and(|text| !is_exemption_reason(text)) {
            let most = MOST_EXEMPTION_REASON;
            return Err(AppError::Usage(format!("an exemption needs a reason, of at most {most} characters on one line")));
        }
        let before = billing::by_member(&self.db, member).await?.unwrap_or_else(|| blank(member));
        self.keep_billing(BillingRow { exempt_because: because.map(str::to_owned), ..before }, by).await
    }

    /// Keeps what was given, in one transaction with the fact that follows from it; where none does, alone.
    async fn keep_billing(&self, row: BillingRow, by: Actor) -> Result<(), AppError> {
        let (member, command) = (row.member, command(&row));
        let beside = |_: &mut crate::held::Held, _: &jubilee_core::Decision| Ok(vec![billing::upsert(&row)]);
        let done = self.act_with(member, &command, Request::by(by), &beside).await?;
        if done.decision.entries.is_empty() {
            self.db.commit(billing::upsert(&row)).await?;
        }
        Ok(())
    }
}

/// Whether a text can be the reason for an exemption.
pub fn is_exemption_reason(text: &str) -> bool {
    let text = text.trim();
    let is_short = text.chars().count() <= MOST_EXEMPTION_REASON;
    !text.is_empty() && is_short && !text.chars().any(char::is_control)
}

/// The details of a member that has given none.
pub(crate) fn blank(member: MemberId) -> BillingRow {
    let (business, address) = (String::new(), String::new());
    BillingRow { member, business, address, country: None, vat_number: None, email: None, exempt_because: None }
}

fn lines(address: &str) -> Vec<String> {
    address.lines().map(str::to_owned).collect()
}
