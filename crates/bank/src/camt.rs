//! CAMT.053, the bank-to-customer statement of ISO 20022, in any of its versions: elements are recognised by their local names.

use jubilee_core::{Currency, Day, Money};

use crate::MOST_ENTRIES;
use crate::amount::{Mark, unsigned};
use crate::entry::{BankEntry, Kind, MOST_TEXT, Statement};
use crate::fault::NotAStatement;
use crate::text::{account, breaks, clip, line, some};
use crate::xml::{Node, Visitor, walk};

/// The longest reference or name that is kept, in characters.
const MOST_REFERENCE: usize = 140;

/// The elements that are read; everything else is passed over.
const NAMES: &[&str] = &[
    "Document",
    "BkToCstmrStmt",
    "Stmt",
    "Id",
    "StmtPgntn",
    "PgNb",
    "Acct",
    "IBAN",
    "Othr",
    "Ntry",
    "Amt",
    "CdtDbtInd",
    "RvslInd",
    "Sts",
    "Cd",
    "BookgDt",
    "ValDt",
    "Dt",
    "DtTm",
    "AcctSvcrRef",
    "NtryDtls",
    "TxDtls",
    "Refs",
    "EndToEndId",
    "AmtDtls",
    "TxAmt",
    "RltdPties",
    "Dbtr",
    "Pty",
    "Nm",
    "DbtrAcct",
    "RmtInf",
    "Ustrd",
    "Strd",
    "CdtrRefInf",
    "Ref",
    "AddtlTxInf",
    "AddtlNtryInf",
];

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Statement, NotAStatement> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + breaks(&bytes[..error.valid_up_to()]);
        NotAStatement::one(line, "the file is not UTF-8 text")
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reading = Reading::default();
    walk(text, &mut reading)?;
    if !reading.has_statement {
        reading.faults.add(1, "there is no statement (Document/BkToCstmrStmt/Stmt) in the file");
    }
    if reading.unread > 0 {
        reading.faults.add(1, format!("the file has more than {MOST_ENTRIES} entries; ask the bank for shorter periods"));
    }
    reading.faults.or(reading.statement)
}

#[derive(Default)]
struct Reading {
    statement: Statement,
    faults: NotAStatement,
    has_statement: bool,
    /// Entries beyond what is read.
    unread: usize,
    /// Where in `statement.entries` the present statement begins.
    began: usize,
    /// The statements of the file by account, identity and page, with their entries: a file may hold the same one twice.
    pages: Vec<(String, std::ops::Range<usize>)>,
}

impl Visitor for Reading {
    fn known(&self, name: &str, above: &[Node]) -> Result<Option<&'static str>, String> {
        match (above.len(), name) {
            (0, "Document") | (1, "BkToCstmrStmt") => {}
            (0, _) => {
                return Err(format!("this is not CAMT.053: the file begins with '{}' and not with 'Document'", clip(name)));
            }
            (1, _) => {
                let found = match name {
                    "BkToCstmrAcctRpt" => "CAMT.052, a report during the day".to_owned(),
                    "BkToCstmrDbtCdtNtfctn" => "CAMT.054, a notification".to_owned(),
                    _ => format!("'{}'", clip(name)),
                };
                return Err(format!("this is not CAMT.053 but {found}; ask the bank for the statement (BkToCstmrStmt)"));
            }
            _ => {}
        }
        Ok(NAMES.iter().find(|known| **known == name).copied())
    }

    fn ended(&mut self, node: Node, above: &[Node]) -> Option<Node> {
        match (node.name, above) {
            ("Ntry", [_, _, statement]) => {
                self.entry(&node, statement);
                None
            }
            ("Stmt", [_, _]) => {
                self.end_of_statement(&node);
                None
            }
            _ => Some(node),
        }
    }
}

impl Reading {
    /// A statement that stands in the file twice, page by page and entry by entry, is one.
    fn end_of_statement(&mut self, statement: &Node) {
        self.has_statement = true;
        let (began, end) = (self.began, self.statement.entries.len());
        self.began = end;
        let id = statement.text_at(&["Id"]).unwrap_or_default();
        let page = statement.text_at(&["StmtPgntn", "PgNb"]).unwrap_or_default();
        let key = format!("{}\n{id}\n{page}", own_account(statement).unwrap_or_default());
        let entries = &self.statement.entries;
        let same = |(known, of): &(String, std::ops::Range<usize>)| {
            *known == key
                && of.len() == end - began
                && (of.clone().zip(began..end)).all(|(one, other)| is_same(&entries[one], &entries[other]))
        };
        if end > began && self.pages.iter().any(same) {
            self.statement.entries.truncate(began);
            self.began = began;
        } else {
            self.pages.push((key, began..end));
        }
    }

    fn entry(&mut self, node: &Node, statement: &Node) {
        let before = self.faults.faults.len();
        let status = node.text_at(&["Sts", "Cd"]).or_else(|| node.text_at(&["Sts"])).unwrap_or("BOOK");
        if status != "BOOK" {
            self.statement.pending += 1;
            return;
        }
        let is_reversal = matches!(node.text_at(&["RvslInd"]), Some("true" | "1"));
        let kind = match (node.text_at(&["CdtDbtInd"]), is_reversal) {
            (Some("CRDT"), false) => Kind::Credit,
            (Some("CRDT"), true) => Kind::DebitReversed,
            (Some("DBIT"), true) => Kind::CreditReversed,
            (Some("DBIT"), false) => {
                self.statement.debits += 1;
                return;
            }
            (found, _) => {
                let found = found.map_or_else(|| "is missing".to_owned(), |found| format!("is '{}'", clip(found)));
                self.faults.add(node.line, format!("the entry's CdtDbtInd {found}; it has to be CRDT or DBIT"));
                return;
            }
        };
        let account = own_account(statement);
        if account.is_none() {
            self.faults.add(node.line, "the statement does not say whose account it is (Acct/Id)");
        }
        let amount = self.amount(node.at(&["Amt"]), node.line);
        let booked_on = self.day(node, "BookgDt");
        let value_on = self.day(node, "ValDt").or(booked_on);
        if value_on.is_none() && self.faults.faults.len() == before {
            self.faults.add(node.line, "the entry has neither a value date nor a day of booking");
        }
        let (Some(account), Some(amount), Some(value_on)) = (account, amount, value_on) else { return };
        let whole = BankEntry {
            identity: String::new(),
            account,
            kind,
            amount,
            booked_on,
            value_on,
            bank_reference: node.text_at(&["AcctSvcrRef"]).and_then(|text| some(text, MOST_REFERENCE)),
            end_to_end: None,
            reference: None,
            text: line(node.text_at(&["AddtlNtryInf"]).unwrap_or_default(), MOST_TEXT),
            name: None,
            counterparty: None,
            is_batch: false,
            line: node.line,
        };
        self.transactions(node, whole);
    }

    /// The transfers of an entry. A batch is taken apart only where its parts say what they come to, and together come to the whole:
    /// otherwise it stays one, and nothing is made of it that did not come.
    fn transactions(&mut self, node: &Node, whole: BankEntry) {
        let parts: Vec<&Node> = node.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
        if let [] | [_] = parts.as_slice() {
            let part = parts.first().map(|part| detailed(&whole, part, false));
            self.push(part.unwrap_or(whole));
            return;
        }
        let amounts: Option<Vec<Money>> = parts.iter().map(|part| part_amount(part, whole.amount.currency)).collect();
        let same_way = |part: &&Node| part.text_at(&["CdtDbtInd"]).is_none_or(|of| Some(of) == node.text_at(&["CdtDbtInd"]));
        let sum = amounts.iter().flatten().try_fold(0_i64, |sum, money| sum.checked_add(money.minor));
        match amounts {
            Some(amounts) if sum == Some(whole.amount.minor) && parts.iter().all(same_way) => {
                for (part, amount) in parts.iter().zip(amounts) {
                    self.push(BankEntry { amount, ..detailed(&whole, part, true) });
                }
            }
            _ => {
                let texts: Vec<String> = parts.iter().flat_map(|part| written(part)).collect();
                let text = line(&texts.join(" / "), MOST_TEXT);
                self.push(BankEntry { is_batch: true, text: if text.is_empty() { whole.text.clone() } else { text }, ..whole });
            }
        }
    }

    fn push(&mut self, entry: BankEntry) {
        if self.statement.entries.len() >= MOST_ENTRIES {
            self.unread += 1;
        } else {
            self.statement.entries.push(entry);
        }
    }

    fn amount(&mut self, node: Option<&Node>, line: u64) -> Option<Money> {
        let Some(node) = node else {
            self.faults.add(line, "the entry has no amount (Amt)");
            return None;
        };
        let money = money(node);
        if money.is_none() {
            let (text, of) = (clip(&node.text), clip(node.currency.as_deref().unwrap_or_default()));
            self.faults.add(
                node.line,
                format!("'{text}' with the currency '{of}' is not an amount; write it as 475.00 with Ccy=\"EUR\""),
            );
        }
        money
    }

    fn day(&mut self, entry: &Node, of: &str) -> Option<Day> {
        let node = entry.at(&[of])?;
        let text = node.text_at(&["Dt"]).or_else(|| node.text_at(&["DtTm"])).unwrap_or_default();
        // A date may bring its zone (2019-09-20Z), an instant its time.
        let day = text.get(..10).and_then(|date| date.parse().ok()).filter(|day| crate::csv::is_plausible(*day));
        if day.is_none() {
            self.faults.add(node.line, format!("'{}' in {of} is not a date; write it as 2019-09-20", clip(text)));
        }
        day
    }
}

/// Whether two entries are the same but for their place.
fn is_same(one: &BankEntry, other: &BankEntry) -> bool {
    let placeless = |entry: &BankEntry| BankEntry { line: 0, ..entry.clone() };
    placeless(one) == placeless(other)
}

fn own_account(statement: &Node) -> Option<String> {
    let id = statement.at(&["Acct", "Id"])?;
    account(id.text_at(&["IBAN"]).or_else(|| id.text_at(&["Othr", "Id"]))?)
}

fn money(node: &Node) -> Option<Money> {
    let currency = Currency::new(node.currency.as_deref()?)?;
    unsigned(node.text.trim(), Mark::Point, false, currency)
}

/// What one transfer of a batch comes to, in the currency of the whole: by itself in the later versions, in its details before.
fn part_amount(part: &Node, currency: Currency) -> Option<Money> {
    let node = part.at(&["Amt"]).or_else(|| part.at(&["AmtDtls", "TxAmt", "Amt"]))?;
    money(node).filter(|money| money.currency == currency)
}

/// An entry with what one of its transfers says. The reference of a batch is that of all its parts, so a part has only its own.
fn detailed(whole: &BankEntry, part: &Node, is_part: bool) -> BankEntry {
    let own = part.text_at(&["Refs", "AcctSvcrRef"]).and_then(|text| some(text, MOST_REFERENCE));
    let bank_reference = if is_part { own } else { whole.bank_reference.clone().or(own) };
    let end_to_end = part.text_at(&["Refs", "EndToEndId"]).filter(|id| *id != "NOTPROVIDED");
    let structured: Vec<&str> = remittances(part, "Strd").filter_map(|strd| strd.text_at(&["CdtrRefInf", "Ref"])).collect();
    let debtor = part.at(&["RltdPties", "Dbtr"]);
    let name = debtor.and_then(|debtor| debtor.text_at(&["Nm"]).or_else(|| debtor.text_at(&["Pty", "Nm"])));
    let id = part.at(&["RltdPties", "DbtrAcct", "Id"]);
    let counterparty = id.and_then(|id| id.text_at(&["IBAN"]).or_else(|| id.text_at(&["Othr", "Id"])));
    let text = line(&written(part).join(" "), MOST_TEXT);
    BankEntry {
        bank_reference,
        end_to_end: end_to_end.and_then(|text| some(text, MOST_REFERENCE)),
        reference: some(&structured.join(" "), MOST_REFERENCE),
        text: if text.is_empty() { whole.text.clone() } else { text },
        name: name.and_then(|text| some(text, MOST_REFERENCE)),
        counterparty: counterparty.and_then(account),
        line: part.line,
        ..whole.clone()
    }
}

fn remittances<'a>(part: &'a Node, name: &'a str) -> impl Iterator<Item = &'a Node> {
    part.all("RmtInf").flat_map(move |info| info.all(name))
}

/// What the payer wrote, piece by piece.
fn written(part: &Node) -> Vec<String> {
    let pieces = remittances(part, "Ustrd").map(|piece| piece.text.as_str());
    pieces.chain(part.text_at(&["AddtlTxInf"])).filter_map(|text| some(text, MOST_TEXT)).collect()
}
