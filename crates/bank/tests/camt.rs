//! CAMT.053: what is read of it in the forms in which banks write it, and what is refused with which words.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_bank::{BankEntry, Form, Kind, NotAStatement, Statement, read};

/// A statement of one account with these entries, in a version of the format.
fn statement(version: &str, entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}\">\n\
        <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2019-09-21T06:00:00</CreDtTm></GrpHdr>\n\
        <Stmt><Id>S-263</Id><Acct><Id><IBAN>NL20INGB0001234567</IBAN></Id><Ccy>EUR</Ccy></Acct>\n\
        <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>\n{entries}</Stmt>\n\
        </BkToCstmrStmt></Document>\n"
    )
}

const PLAIN: &str = "<Ntry><NtryRef>1</NtryRef><Amt Ccy=\"EUR\">425.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
    <BookgDt><Dt>2019-09-21</Dt></BookgDt><ValDt><Dt>2019-09-20</Dt></ValDt><AcctSvcrRef>B-77</AcctSvcrRef>\
    <NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs>\
    <RltdPties><Dbtr><Nm>Contoso &amp; Zn. B.V.</Nm></Dbtr><DbtrAcct><Id><IBAN>NL91 ABNA 0417 1643 00</IBAN></Id></DbtrAcct></RltdPties>\
    <RmtInf><Ustrd>bestelling 1-1</Ustrd><Ustrd>met dank</Ustrd>\
    <Strd><CdtrRefInf><Ref>RF821040003</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>";

fn of(text: &str) -> Result<Statement, NotAStatement> {
    read(text.as_bytes(), &Form::Camt)
}

fn entries(text: &str) -> Vec<BankEntry> {
    of(text).unwrap().entries
}

/// The first fault, as `line: what`.
fn fault(text: &str) -> String {
    of(text).unwrap_err().faults[0].to_string()
}

#[test]
fn an_entry_has_its_dates_its_references_and_its_payer() {
    let [entry] = &entries(&statement("02", PLAIN))[..] else { panic!() };
    assert_eq!(
        (entry.account.as_str(), entry.kind, entry.amount.to_string()),
        ("NL20INGB0001234567", Kind::Credit, "425.00 EUR".into())
    );
    assert_eq!((entry.value_on.to_string(), entry.booked_on.unwrap().to_string()), ("2019-09-20".into(), "2019-09-21".into()));
    assert_eq!((entry.bank_reference.as_deref(), entry.end_to_end.as_deref()), (Some("B-77"), Some("E2E-1")));
    assert_eq!((entry.reference.as_deref(), entry.text.as_str()), (Some("RF821040003"), "bestelling 1-1 met dank"));
    assert_eq!(
        (entry.name.as_deref(), entry.counterparty.as_deref()),
        (Some("Contoso & Zn. B.V."), Some("NL91ABNA0417164300"))
    );
    assert_eq!(entry.line, 6);
}

#[test]
fn every_version_from_02_to_13_is_read_and_prefixes_do_not_matter() {
    // Later versions say the state by a code and the payer below `Pty`.
    let later = PLAIN
        .replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        .replace("<Nm>Contoso &amp; Zn. B.V.</Nm>", "<Pty><Nm>Contoso &amp; Zn. B.V.</Nm></Pty>");
    let expected = entries(&statement("02", PLAIN));
    for version in ["03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"] {
        assert_eq!(entries(&statement(version, &later)), expected, "{version}");
    }
    let prefixed = statement("08", &later).replace("xmlns=", "xmlns:c=").replace("</", "</c:").replace('<', "<c:");
    let prefixed = prefixed.replace("<c:/c:", "</c:").replace("<c:?xml", "<?xml");
    assert_eq!(entries(&prefixed), expected);
}

#[test]
fn a_batch_is_taken_apart_only_where_its_parts_come_to_the_whole() {
    let part = |amount: &str, text: &str| format!("<TxDtls>{amount}<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>");
    let batch = |parts: &str| {
        let head = PLAIN.split("<NtryDtls>").next().unwrap().replace("425.00", "900.00");
        statement("04", &format!("{head}<NtryDtls>{parts}</NtryDtls></Ntry>"))
    };
    let own = "<Amt Ccy=\"EUR\">425</Amt>";
    let early = "<AmtDtls><TxAmt><Amt Ccy=\"EUR\">475.00</Amt></TxAmt></AmtDtls>";
    let apart = entries(&batch(&(part(own, "1-1") + &part(early, "2-1"))));
    let seen: Vec<_> = apart.iter().map(|entry| (entry.amount.decimal(), entry.text.as_str(), entry.is_batch)).collect();
    assert_eq!(seen, [("425.00".into(), "1-1", false), ("475.00".into(), "2-1", false)]);
    assert_ne!(apart[0].identity, apart[1].identity);
    // A part without an amount, parts that come to something else, and a part in another currency leave it whole.
    for second in [String::new(), own.replace("425", "474.99"), early.replace("EUR", "USD")] {
        let [whole] = &entries(&batch(&(part(own, "1-1") + &part(&second, "2-1"))))[..] else { panic!("{second}") };
        assert_eq!(
            (whole.amount.decimal(), whole.text.as_str(), whole.is_batch),
            ("900.00".into(), "1-1 / 2-1", true),
            "{second}"
        );
    }
}

#[test]
fn what_went_out_and_what_is_not_booked_is_counted_and_reversals_are_told_apart() {
    let with = |from: &str, to: &str| PLAIN.replace(from, to);
    let all = [
        PLAIN.to_owned(),
        with("CRDT", "DBIT"),
        with(">BOOK<", ">PDNG<"),
        with("<Sts>", "<RvslInd>true</RvslInd><Sts>"),
        with("CRDT</CdtDbtInd>", "DBIT</CdtDbtInd><RvslInd>true</RvslInd>"),
    ];
    let statement = of(&statement("06", &all.concat())).unwrap();
    let kinds: Vec<Kind> = statement.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [Kind::Credit, Kind::DebitReversed, Kind::CreditReversed]);
    assert_eq!((statement.debits, statement.pending), (1, 1));
}

#[test]
fn equal_entries_are_two_and_the_same_statement_twice_is_one() {
    let anonymous = PLAIN.replace("<AcctSvcrRef>B-77</AcctSvcrRef>", "");
    let twice = entries(&statement("02", &(anonymous.clone() + &anonymous)));
    assert_eq!(twice.len(), 2);
    assert_ne!(twice[0].identity, twice[1].identity);
    // The first of them has the identity that it has alone: an overlapping file knows it again.
    assert_eq!(entries(&statement("08", &anonymous))[0].identity, twice[0].identity);
    let text = statement("02", PLAIN);
    let (begin, end) = (text.find("<Stmt>").unwrap(), text.find("</Stmt>").unwrap() + 7);
    let doubled = format!("{}{}{}", &text[..end], &text[begin..end], &text[end..]);
    assert_eq!(entries(&doubled).len(), 1);
    let other = doubled.replacen("S-263", "S-264", 1);
    assert_eq!(entries(&other).len(), 2, "two statements that hold equal entries");
}

#[test]
fn a_date_may_bring_its_zone_or_its_time_and_the_day_of_booking_stands_in() {
    let zoned = PLAIN.replace("<Dt>2019-09-20</Dt>", "<DtTm>2019-09-20T23:59:00+02:00</DtTm>");
    assert_eq!(entries(&statement("02", &zoned))[0].value_on.to_string(), "2019-09-20");
    let without = PLAIN.replace("<ValDt><Dt>2019-09-20</Dt></ValDt>", "");
    assert_eq!(entries(&statement("02", &without))[0].value_on.to_string(), "2019-09-21");
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let with = |from: &str, to: &str| fault(&statement("02", &PLAIN.replace(from, to)));
    assert_eq!(
        with("425.00", "425,00"),
        "6: '425,00' with the currency 'EUR' is not an amount; write it as 475.00 with Ccy=\"EUR\""
    );
    assert_eq!(
        with("425.00", "425.001"),
        "6: '425.001' with the currency 'EUR' is not an amount; write it as 475.00 with Ccy=\"EUR\""
    );
    assert_eq!(
        with(" Ccy=\"EUR\"", ""),
        "6: '425.00' with the currency '' is not an amount; write it as 475.00 with Ccy=\"EUR\""
    );
    assert_eq!(with("2019-09-20", "2019-02-30"), "6: '2019-02-30' in ValDt is not a date; write it as 2019-09-20");
    assert_eq!(with(">CRDT<", ">MAYBE<"), "6: the entry's CdtDbtInd is 'MAYBE'; it has to be CRDT or DBIT");
    assert_eq!(with("<CdtDbtInd>CRDT</CdtDbtInd>", ""), "6: the entry's CdtDbtInd is missing; it has to be CRDT or DBIT");
    let nobodys = statement("02", PLAIN).replace("<IBAN>NL20INGB0001234567</IBAN>", "");
    assert_eq!(fault(&nobodys), "6: the statement does not say whose account it is (Acct/Id)");
    assert_eq!(fault("<html></html>"), "1: this is not CAMT.053: the file begins with 'html' and not with 'Document'");
    let report = statement("02", PLAIN).replace("BkToCstmrStmt", "BkToCstmrAcctRpt");
    let expected =
        "3: this is not CAMT.053 but CAMT.052, a report during the day; ask the bank for the statement (BkToCstmrStmt)";
    assert_eq!(fault(&report), expected);
    assert_eq!(
        fault("<Document><BkToCstmrStmt/></Document>"),
        "1: there is no statement (Document/BkToCstmrStmt/Stmt) in the file"
    );
    let whole = statement("02", PLAIN);
    let (cut, _) = whole.split_once("</BkToCstmrStmt>").unwrap();
    assert_eq!(fault(cut), "7: the file ends inside 'BkToCstmrStmt'; it is not whole");
    // All faults of a file are told at once, and none of its entries counts.
    let two = PLAIN.replace("425.00", "x") + PLAIN + &PLAIN.replace("2019-09-20", "y");
    assert_eq!(of(&statement("02", &two)).unwrap_err().faults.len(), 2);
}

#[test]
fn a_whole_statement_as_a_bank_gives_it() {
    let statement = of(include_str!("good/statement.xml")).unwrap();
    let lines: Vec<String> = statement
        .entries
        .iter()
        .map(|entry| {
            let (reference, text) = (entry.reference.as_deref().unwrap_or("-"), entry.text.as_str());
            format!("{} {} {} {reference} {text}", entry.bank_reference.as_deref().unwrap(), entry.value_on, entry.amount)
        })
        .collect();
    assert_eq!(lines, ["0001-1 2019-09-20 425.00 EUR RF8210400003 ", "0001-2 2019-09-20 475.00 EUR - order 105-1 & thanks"]);
    assert_eq!((statement.debits, statement.entries[0].end_to_end.as_deref()), (1, None));
}
