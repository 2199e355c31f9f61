//! Invoices and credit notes: made after the money had its effect, in a transaction of their own, so that they never hold a renewal up.
//!
//! The transaction that makes an order paid, or pays it back, puts the order on a list in the store. Whoever sends mails takes orders off
//! that list first: each document takes the next number of its series, is kept with everything that stands on it, and is mailed, in one
//! transaction that touches the counter under the condition that nobody else has. So the numbers have no gap and no double on any number of
//! nodes, and an order that nobody got to is made up by the next one.

use jubilee_core::{
    Bill, Day, Fact, InvoiceRules, Item, Lang, LineKind, Member, MemberId, Order, OrderId, Purpose, Tax, Words, term_paid,
};
use jubilee_delivery::mail::{Invoiced, Mail};
use jubilee_documents::{Buyer, Invoice, Kind, Line, Method, Paid, Seller, Tax as PaperTax, Texts};
use jubilee_store::billing::{self, BillingRow};
use jubilee_store::invoices::{self, Due, InvoiceRow, Series};
use jubilee_store::outbox::{self, NewOutboxRow};
use jubilee_store::payments::{self, PaymentRow};
use jubilee_store::users::email_key;
use jubilee_store::{CommitError, Stmt, orders};
use jubilee_texts::{list, t};

use crate::app::App;
use crate::billing::blank;
use crate::error::AppError;
use crate::held::Held;
use crate::mailing::message_id;
use crate::role::Roles;
use crate::run::chain;

/// How many orders are taken from the list at once.
const PAGE: u32 = 100;
/// How often a document is tried again when others take its number meanwhile.
const MOST_ATTEMPTS: usize = 200;

/// An invoice or credit note that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceNote {
    /// The order that it is for.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// Whether it is a credit note.
    pub is_credit: bool,
    /// Its date.
    pub issued_on: Day,
    /// What it comes to.
    pub total: jubilee_core::Money,
    /// Everything that stands on it.
    pub invoice: Invoice,
}

impl InvoiceNote {
    fn read(row: InvoiceRow) -> Result<InvoiceNote, AppError> {
        let unreadable = |error: serde_json::Error| {
            AppError::Usage(format!("what was kept of the invoice {} cannot be read: {error}", row.number))
        };
        let invoice = serde_json::from_str(&row.body).map_err(unreadable)?;
        Ok(InvoiceNote {
            order: row.order,
            number: row.number,
            is_credit: row.series == Series::CreditNote,
            issued_on: row.issued_on,
            total: row.amount,
            invoice,
        })
    }
}

impl App {
    /// Makes every invoice and credit note that is waited for, and queues the mails with them. Returns how many were made. Without
    /// `[invoices]` in the programme file, and while staff have paused, nothing is made, and what waits goes on waiting.
    pub async fn make_invoices(&self) -> Result<u64, AppError> {
        let (mut made, mut after) = (0, None);
        loop {
            let page = invoices::due(&self.db, after, PAGE).await?;
            let Some(last) = page.last().copied() else { return Ok(made) };
            if self.paused().await?.is_some() {
                return Ok(made);
            }
            let today = self.today().await?;
            let Some(rules) = self.programme.version(today).invoices.as_ref() else { return Ok(made) };
            for due in page {
                match self.make_invoice(rules, due, today).await {
                    Ok(is_made) => made += u64::from(is_made),
                    // One member whose ledger cannot be read stops nobody else's invoices (C67).
                    Err(error @ (AppError::Ledger { .. } | AppError::NotFound { .. })) => {
                        tracing::error!(order.id = due.order.number(), reason = chain(&error), "an invoice could not be made");
                    }
                    Err(error) => return Err(error),
                }
            }
            after = Some(last);
        }
    }

    /// Makes one document, again when somebody else was quicker with its number.
    async fn make_invoice(&self, rules: &InvoiceRules, due: Due, today: Day) -> Result<bool, AppError> {
        for _ in 0..MOST_ATTEMPTS {
            if invoices::of_order(&self.db, due.order, due.series).await?.is_some() {
                return self.settle(due).await;
            }
            let held = self.hold(due.order.member()).await?;
            let Some(document) = self.document(rules, &held, due, today).await? else { return self.settle(due).await };
            let (row, stmts) = self.numbered(rules, &held, due, document, today).await?;
            match self.db.commit(stmts).await {
                Ok(()) => return Ok(true),
                Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => {}
                Err(CommitError::Unknown(cause)) => {
                    if invoices::of_order(&self.db, due.order, due.series).await?.is_some_and(|kept| kept == row) {
                        return Ok(true);
                    }
                    tracing::warn!(order.id = due.order.number(), %cause, "an invoice is tried again");
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Busy { member: due.order.member().number() })
    }

    /// Takes an order off the list for which there is nothing to make, or nothing any more.
    async fn settle(&self, due: Due) -> Result<bool, AppError> {
        match self.db.commit(invoices::settled(due)).await {
            Ok(()) | Err(CommitError::Conflict { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The document as it follows from the facts, still without its number and date; nothing where there is nothing to invoice or to
    /// credit.
    async fn document(&self, rules: &InvoiceRules, held: &Held, due: Due, today: Day) -> Result<Option<Invoice>, AppError> {
        if due.series == Series::CreditNote {
            // What was paid and paid back before anybody made the invoice gets both, one after the other.
            let invoice = Due { series: Series::Invoice, ..due };
            if invoices::of_order(&self.db, due.order, Series::Invoice).await?.is_none() {
                Box::pin(self.make_invoice(rules, invoice, today)).await?;
            }
            let Some(kept) = invoices::of_order(&self.db, due.order, Series::Invoice).await? else { return Ok(None) };
            let Some(order) = held.member.order(due.order) else { return Ok(None) };
            let Some(jubilee_core::Closing::Refunded(on)) = order.closing else { return Ok(None) };
            let InvoiceNote { invoice, .. } = InvoiceNote::read(kept)?;
            let kind = Kind::CreditNote { invoice: invoice.number.clone(), issued_on: invoice.issued_on };
            return Ok(Some(Invoice { kind, paid: Paid { on, by: None }, ..invoice }));
        }
        let Some((member, recorded_on)) = self.as_paid(held, due.order).await? else { return Ok(None) };
        let order = member.order(due.order);
        let Some((order, on)) = order.and_then(|order| Some((order, order.completed_on()?))) else { return Ok(None) };
        let is_applied = |item: u16| order.items.get(usize::from(item)).is_some_and(|item| item.is_applied);
        let bill = if order.items.len() == 1 { Some(order.bill.clone()) } else { order.bill.only(is_applied) };
        let Some(bill) = bill else { return Ok(None) };
        if rules.from.is_some_and(|from| recorded_on < from) {
            return Ok(None);
        }
        let row = orders::by_id(&self.db, order.id).await?;
        let by = way(&payments::by_order(&self.db, order.id).await?);
        let billing = billing::by_member(&self.db, held.row.id).await?.unwrap_or_else(|| blank(held.row.id));
        let writing = Writing { app: self, rules, held, billing: &billing, member: &member, order };
        Ok(Some(writing.invoice(&bill, Paid { on, by }, row.and_then(|row| row.purchase_order))))
    }

    /// The member as it was when the money of an order had its effect, and the day on which that was recorded; nothing where it had none.
    async fn as_paid(&self, held: &Held, order: OrderId) -> Result<Option<(Member, Day)>, AppError> {
        let is_effect = |fact: &Fact| match fact {
            Fact::Purchased { order: paid } => *paid == order,
            Fact::Renewed { order: paid, .. } | Fact::Reactivated { order: paid, .. } => *paid == Some(order),
            _ => false,
        };
        let ledger = self.ledger_of(held.row.id).await?;
        // What an order does for its several subscriptions it does at once, so the last effect is that of all.
        let last = ledger.iter().rposition(|(_, recorded)| is_effect(&recorded.entry.fact));
        let Some(last) = last else { return Ok(None) };
        let mut member = Member::new(held.row.id);
        for (_, recorded) in &ledger[..=last] {
            let misfit = |error| AppError::Ledger { member: held.row.id.number(), source: crate::error::Damage::Misfit(error) };
            member.apply(&recorded.entry).map_err(misfit)?;
        }
        Ok(Some((member, ledger[last].1.entry.recorded_on)))
    }

    /// The document with the next number of its series, and what stores it.
    async fn numbered(
        &self,
        rules: &InvoiceRules,
        held: &Held,
        due: Due,
        document: Invoice,
        today: Day,
    ) -> Result<(InvoiceRow, Vec<Stmt>), AppError> {
        let form = match due.series {
            Series::Invoice => &rules.number,
            Series::CreditNote => &rules.credit_number,
        };
        let period = if form.is_yearly() { i64::from(today.ymd().0) } else { 0 };
        let last = invoices::counter(&self.db, due.series, period).await?;
        // Another node may have come to a later day already; a later number never has an earlier date.
        let issued_on = last.map_or(today, |last| last.dated_on.max(today));
        let count = last.map_or(0, |last| last.count) + 1;
        let number = form.write(today.ymd().0, u32::try_from(count).unwrap_or(u32::MAX));
        let document = Invoice { number: number.clone(), issued_on, ..document };
        let body = serde_json::to_string(&document).expect("an invoice is plain data");
        let (order, series, amount) = (due.order, due.series, document.total);
        let row = InvoiceRow { order, series, number, period, count, issued_on, amount, body };
        // An invoice that is made because its credit note needs it may not be on the list any more.
        let mut stmts = vec![invoices::wanted(order, series)];
        stmts.extend(invoices::number(&row, last));
        stmts.push(invoices::settled(due));
        let email = billing::by_member(&self.db, held.row.id).await?.and_then(|billing| billing.email);
        stmts.extend(self.invoice_mails(held, email, &document, today).iter().map(outbox::insert));
        Ok((row, stmts))
    }

    /// The mails with a document: to everybody who may see what the member ordered, and to where its invoices go beside them.
    fn invoice_mails(&self, held: &Held, email: Option<String>, invoice: &Invoice, today: Day) -> Vec<NewOutboxRow> {
        let is_told = |roles: &str| Roles::read(roles).is_ok_and(|roles| roles.may_see_orders());
        let users = held.users.iter().filter(|user| is_told(&user.roles));
        let mut readers: Vec<(String, Option<String>, Lang)> =
            users.map(|user| (user.email.clone(), Some(user.name.clone()), user.language)).collect();
        let is_known = |email: &String| readers.iter().any(|(known, ..)| email_key(known) == email_key(email));
        if let Some(email) = email.filter(|email| !is_known(email)) {
            readers.push((email, None, held.row.language));
        }
        let row = |(recipient, name, lang): (String, Option<String>, Lang)| {
            let mail = Mail::Invoice(Invoiced {
                lang,
                programme: self.programme.name.get(lang).to_owned(),
                member: held.row.name.clone(),
                name,
                orders_url: format!("{}/orders", self.base_url()),
                invoice: invoice.clone(),
            });
            let identity = format!("{}:{}:{}", mail.kind(), invoice.number, email_key(&recipient));
            NewOutboxRow {
                message_id: message_id(self, &identity),
                identity,
                member: Some(held.row.id),
                kind: mail.kind().to_owned(),
                recipient,
                language: lang,
                on_day: today,
                payload: serde_json::to_string(&mail).expect("a mail is plain data"),
                send_at: self.now(),
            }
        };
        readers.into_iter().map(row).collect()
    }

    /// The invoices and credit notes of a member, the newest first.
    pub async fn invoices_of(&self, member: MemberId) -> Result<Vec<InvoiceNote>, AppError> {
        let rows = invoices::by_member(&self.db, member).await?;
        rows.into_iter().rev().map(InvoiceNote::read).collect()
    }

    /// The invoices and credit notes of some days, in the order of their numbers.
    pub async fn invoices_between(&self, from: Day, until: Day) -> Result<Vec<InvoiceNote>, AppError> {
        invoices::between(&self.db, from, until).await?.into_iter().map(InvoiceNote::read).collect()
    }

    /// The invoice or credit note of this number, or the invoice of the order of this number.
    pub async fn find_invoice(&self, text: &str) -> Result<InvoiceNote, AppError> {
        let text = text.trim();
        if let Some(row) = invoices::by_number(&self.db, text).await? {
            return InvoiceNote::read(row);
        }
        let order = orders::by_number(&self.db, text).await?;
        let of_order = match order {
            Some(order) => invoices::of_order(&self.db, order.id, Series::Invoice).await?,
            None => None,
        };
        InvoiceNote::read(of_order.ok_or_else(|| AppError::not_found("invoice", text))?)
    }
}

/// The way in which all the money of an order came; nothing where it came in several, or in one that invoices have no words for.
fn way(payments: &[PaymentRow]) -> Option<Method> {
    let (first, rest) = payments.split_first()?;
    match first.method.as_str() {
        method if rest.iter().any(|other| other.method != method) => None,
        "bank-transfer" => Some(Method::BankTransfer),
        "card" => Some(Method::Card),
        _ => None,
    }
}

fn texts(words: &Words) -> Texts {
    Texts::each(|lang| words.get(lang).to_owned())
}

/// Writing the invoice of an order.
struct Writing<'a> {
    app: &'a App,
    rules: &'a InvoiceRules,
    held: &'a Held,
    billing: &'a BillingRow,
    /// The member as it was when the order had its effect.
    member: &'a Member,
    order: &'a Order,
}

impl Writing<'_> {
    /// `bill` is what of the order's was paid for.
    fn invoice(&self, bill: &Bill, paid: Paid, purchase_order: Option<String>) -> Invoice {
        let rules = self.rules;
        Invoice {
            kind: Kind::Invoice,
            number: String::new(),
            issued_on: paid.on,
            seller: Seller {
                name: rules.seller.clone(),
                address: rules.address.clone(),
                vat_number: rules.vat_number.clone(),
                registration: rules.registration.clone(),
                footer: rules.footer.as_ref().map(texts),
            },
            buyer: self.buyer(),
            order: self.order.id.to_string(),
            ordered_on: self.order.created_on,
            purchase_order,
            lines: self.lines(bill),
            net: bill.net(),
            taxes: match &bill.tax {
                Tax::Charged { rate, amount, .. } => {
                    vec![PaperTax { rate: rate.basis_points(), on: bill.net(), amount: *amount }]
                }
                Tax::None | Tax::Free { .. } => Vec::new(),
            },
            tax_name: self.tax_rules().map(|rules| texts(&rules.name)),
            total: bill.total(),
            notes: self.notes(bill),
            paid,
        }
    }

    /// Whom it is for, by the billing details as they are now: what is wrong with them is put right before the next one, not on this one.
    fn buyer(&self) -> Buyer {
        let BillingRow { business, address, vat_number, .. } = self.billing;
        let country = self.held.member.buyer().country;
        let lines = address.lines().map(|line| Texts::each(|_| line.to_owned()));
        Buyer {
            name: if business.is_empty() { &self.held.row.name } else { business }.clone(),
            address: lines.chain([Texts::each(|lang| jubilee_texts::country(lang, country))]).collect(),
            vat_number: vat_number.clone(),
            member: self.held.row.reference.clone(),
        }
    }

    fn tax_rules(&self) -> Option<&jubilee_core::TaxRules> {
        self.app.programme.version(self.order.created_on).tax.as_ref()
    }

    /// Why there is no tax.
    fn notes(&self, bill: &Bill) -> Vec<Texts> {
        match (&bill.tax, self.tax_rules()) {
            (Tax::Free { why, .. }, Some(rules)) => vec![texts(rules.notes.note(*why))],
            _ => Vec::new(),
        }
    }

    fn lines(&self, bill: &Bill) -> Vec<Line> {
        let line = |line: &jubilee_core::Line| {
            let item = self.order.items.get(usize::from(line.item)).unwrap_or_else(|| self.order.first());
            self.line(bill, line, item)
        };
        bill.lines.iter().map(line).collect()
    }

    fn line(&self, bill: &Bill, line: &jubilee_core::Line, item: &Item) -> Line {
        let programme = &self.app.programme;
        let held = self.member.subscription(item.subscription());
        let offer = held.and_then(|held| programme.offer(&held.offer, self.order.created_on));
        let name = |lang: Lang| offer.map_or_else(String::new, |offer| offer.name.get(lang).to_owned());
        let areas = held.map_or(&[][..], |held| held.areas.as_slice());
        let area_names = |lang: Lang| {
            let name = |area| programme.area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
            list(lang, &areas.iter().map(name).collect::<Vec<String>>())
        };
        let is_fee = line.kind == LineKind::Fee;
        let title = Texts::each(|lang| match (line.kind, &item.purpose) {
            (LineKind::Fee, Purpose::Renew { .. }) => t!(lang, "invoice-line-renewal", offer = name(lang)),
            (LineKind::Fee, Purpose::Reactivate { .. }) => t!(lang, "invoice-line-reactivation", offer = name(lang)),
            (LineKind::Fee, Purpose::Buy { .. }) => t!(lang, "invoice-line-purchase", offer = name(lang)),
            (LineKind::UpgradeDiscount, _) => t!(lang, "invoice-line-upgrade-discount"),
            (LineKind::Surcharge, _) => t!(lang, "invoice-line-surcharge"),
        });
        let term = term_paid(programme, self.member, self.order, item).and_then(|(from, until)| Some((from, until?)));
        Line {
            title,
            detail: (is_fee && !areas.is_empty()).then(|| Texts::each(area_names)),
            term: term.filter(|_| is_fee),
            tax_rate: match &bill.tax {
                Tax::Charged { rate, .. } => Some(rate.basis_points()),
                Tax::None | Tax::Free { .. } => None,
            },
            net: jubilee_core::Money { minor: line.signed_minor(), ..line.amount },
        }
    }
}
