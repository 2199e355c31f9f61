//! Files that mean harm, and good ones damaged at random: reading them ends quickly, never panics, and never makes money.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_bank::{Form, MOST_BYTES, MOST_FAULTS, Mapping, PRESETS, read};
use proptest::prelude::*;

const CAMT: &str = "<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>NL1</IBAN></Id></Acct><Ntry><Amt Ccy=\"EUR\">425.00</Amt>\
    <CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><ValDt><Dt>2019-09-20</Dt></ValDt><NtryDtls><TxDtls><RmtInf><Ustrd>1-1</Ustrd></RmtInf>\
    </TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";

const CSV: &str = "account,booked_on,value_on,amount,currency,name,counterparty,reference,text\n\
    NL1,2019-09-21,2019-09-20,425.00,EUR,Contoso,NL2,,\"order 1-1\"\nNL1,2019-09-21,,-10.00,EUR,,,,costs\n";

fn plain() -> Form {
    Form::Csv(Box::new(Mapping::preset("plain").unwrap()))
}

/// The first fault of a CAMT file.
fn refused(text: &str) -> String {
    read(text.as_bytes(), &Form::Camt).unwrap_err().faults[0].what.clone()
}

#[test]
fn document_types_and_entities_are_refused() {
    let bomb = "<!DOCTYPE Document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    assert_eq!(refused(&format!("{bomb}{CAMT}")), "a document type (DOCTYPE) is not allowed");
    assert_eq!(refused(&CAMT.replace("1-1", "&b;")), "the entity 'b' is not allowed");
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">";
    assert_eq!(refused(&format!("{outside}{CAMT}")), "a document type (DOCTYPE) is not allowed");
    assert!(!refused(&CAMT.replace("1-1", "&#x0;&b;")).is_empty());
}

#[test]
fn depth_size_and_length_are_bounded() {
    assert_eq!(
        refused(&"<Document>".repeat(50_000)),
        "this is not CAMT.053 but 'Document'; ask the bank for the statement (BkToCstmrStmt)"
    );
    let deep = format!("<Document><BkToCstmrStmt>{}", "<Stmt>".repeat(50_000));
    assert_eq!(refused(&deep), "elements lie deeper than 40 in each other");
    let deep_unknown = format!("<Document><BkToCstmrStmt>{}", "<x>".repeat(50_000));
    assert_eq!(refused(&deep_unknown), "elements lie deeper than 40 in each other");
    let long = CAMT.replace("1-1", &"a".repeat(30_000));
    assert_eq!(refused(&long), "the text of 'Ustrd' has more than 20000 bytes");
    let wide =
        CAMT.replace("<NtryDtls>", &"<NtryDtls></NtryDtls>".repeat(400_001)).replace("</TxDtls></NtryDtls>", "</TxDtls>");
    assert_eq!(refused(&wide), "one entry has more than 400000 elements");
    let large = vec![b' '; MOST_BYTES + 1];
    for form in [Form::Camt, plain()] {
        let fault = read(&large, &form).unwrap_err().faults[0].what.clone();
        assert_eq!(fault, format!("the file has {} bytes, at most {MOST_BYTES} are read", MOST_BYTES + 1));
    }
    let many = "<Ntry/>".repeat(3_000);
    let faults = read(CAMT.replace("<Ntry>", &(many + "<Ntry>")).as_bytes(), &Form::Camt).unwrap_err();
    assert_eq!((faults.faults.len(), faults.unkept), (MOST_FAULTS, 3_000 - MOST_FAULTS));
    let field = CSV.replace("order 1-1", &"a".repeat(5_000));
    assert_eq!(
        read(field.as_bytes(), &plain()).unwrap_err().faults[0].what,
        "a field has 5000 bytes, at most 4000 are allowed"
    );
}

#[test]
fn texts_become_one_line_without_marks_that_hide_or_turn_it() {
    let text = CAMT.replace("1-1", "a\u{202e}b&#10;c&#x1F4B6;");
    assert_eq!(read(text.as_bytes(), &Form::Camt).unwrap().entries[0].text, "a b c💶");
}

#[test]
fn other_encodings_are_refused_and_not_guessed() {
    let mut latin = CAMT.replace("1-1", "caf#").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'#').unwrap();
    latin[at] = 0xE9;
    assert_eq!(read(&latin, &Form::Camt).unwrap_err().faults[0].what, "the file is not UTF-8 text");
    let declared = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{CAMT}");
    assert_eq!(refused(&declared), "the file says that it is encoded in 'iso-8859-1'; it has to be UTF-8");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_damaged_file_never_gives_another_amount_of_money_than_it_says(
        is_xml in any::<bool>(), at in 0_usize..2_000, cut in 0_usize..40, put in prop_oneof![
            Just(String::new()), Just("<Ntry>".to_owned()), Just("\"".to_owned()), Just("9".to_owned()), Just("-".to_owned()), Just("&".to_owned()), ".{0,6}"
        ]
    ) {
        let seed = if is_xml { CAMT } else { CSV };
        let letters: Vec<char> = seed.chars().collect();
        let at = at % letters.len();
        let damaged: String = letters[..at].iter().collect::<String>() + &put + &letters[(at + cut).min(letters.len())..].iter().collect::<String>();
        let form = if is_xml { Form::Camt } else { plain() };
        match read(damaged.as_bytes(), &form) {
            Ok(statement) => for entry in statement.entries {
                prop_assert!(entry.amount.minor >= 0 && !entry.identity.is_empty() && !entry.account.is_empty());
                prop_assert!(damaged.contains(&entry.amount.minor.to_string()[..1]));
            },
            Err(refused) => prop_assert!(!refused.faults.is_empty()),
        }
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), preset in 0..PRESETS.len()) {
        let mapping = Mapping::preset(PRESETS[preset].0).unwrap();
        for form in [Form::Camt, Form::Csv(Box::new(mapping))] {
            if let Err(refused) = read(&bytes, &form) {
                prop_assert!(!refused.faults.is_empty());
            }
        }
    }
}
