//! CSV: the forms that come with the product, mappings of one's own, and what is refused with which words.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_bank::{Form, Mapping, NotAStatement, PRESETS, Statement, read};

fn by(preset: &str, text: &[u8]) -> Result<Statement, NotAStatement> {
    read(text, &Form::Csv(Box::new(Mapping::preset(preset).unwrap())))
}

fn with(mapping: &str, text: &str) -> Result<Statement, NotAStatement> {
    read(text.as_bytes(), &Form::Csv(Box::new(Mapping::read(mapping).unwrap())))
}

/// `value amount name text` of each entry.
fn lines(statement: &Statement) -> Vec<String> {
    let line = |entry: &jubilee_bank::BankEntry| {
        format!("{} {} {} {}", entry.value_on, entry.amount, entry.name.as_deref().unwrap_or("-"), entry.text)
    };
    statement.entries.iter().map(line).collect()
}

fn first_fault(outcome: Result<Statement, NotAStatement>) -> String {
    outcome.unwrap_err().faults[0].to_string()
}

#[test]
fn the_forms_of_banks_are_read() {
    let ing = "\"Datum\";\"Naam / Omschrijving\";\"Rekening\";\"Tegenrekening\";\"Code\";\"Af Bij\";\"Bedrag (EUR)\";\"Mutatiesoort\";\"Mededelingen\"\n\
        \"20190921\";\"Contoso B.V.\";\"NL20INGB0001234567\";\"NL91ABNA0417164300\";\"OV\";\"Bij\";\"425,00\";\"Overschrijving\";\"RF82 1040 0003\"\n\
        \"20190922\";\"Huur\";\"NL20INGB0001234567\";\"\";\"OV\";\"Af\";\"1200,00\";\"Overschrijving\";\"\"\n";
    let statement = by("ing", ing.as_bytes()).unwrap();
    assert_eq!(lines(&statement), ["2019-09-21 425.00 EUR Contoso B.V. RF82 1040 0003"]);
    assert_eq!(statement.debits, 1);

    let rabobank = "\"IBAN/BBAN\",\"Munt\",\"BIC\",\"Volgnr\",\"Datum\",\"Rentedatum\",\"Bedrag\",\"Saldo na trn\",\"Tegenrekening IBAN/BBAN\",\
        \"Naam tegenpartij\",\"Naam uiteindelijke partij\",\"Naam initi\u{EB}rende partij\",\"BIC tegenpartij\",\"Code\",\"Batch ID\",\
        \"Transactiereferentie\",\"Machtigingskenmerk\",\"Incassant ID\",\"Betalingskenmerk\",\"Omschrijving-1\",\"Omschrijving-2\",\"Omschrijving-3\"\n\
        \"NL44RABO0123456789\",\"EUR\",\"RABONL2U\",\"000000000000000017\",\"2019-09-21\",\"2019-09-20\",\"+425,00\",\"+1.000,00\",\"NL91ABNA0417164300\",\
        \"Caf\u{E9} Contoso\",\"\",\"\",\"\",\"cb\",\"\",\"E2E\",\"\",\"\",\"RF821040003\",\"order 1-1\",\" \",\"\"\n";
    let windows: Vec<u8> = rabobank.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let statement = by("rabobank", &windows).unwrap();
    assert_eq!(lines(&statement), ["2019-09-20 425.00 EUR Café Contoso order 1-1"]);
    let entry = &statement.entries[0];
    assert_eq!(
        (entry.bank_reference.as_deref(), entry.reference.as_deref()),
        (Some("000000000000000017"), Some("RF821040003"))
    );
    assert_eq!(by("rabobank", rabobank.as_bytes()).unwrap().entries[0].identity, entry.identity, "the same file as UTF-8");

    let abn = "123456789\tEUR\t20190921\t1000,00\t1425,00\t20190920\t425,00\tSEPA Overboeking  IBAN: NL91  RF82 1040 0003\n\
        123456789\tEUR\t20190921\t1425,00\t1400,00\t20190921\t-25,00\tBEA\n";
    let statement = by("abn-amro", abn.as_bytes()).unwrap();
    assert_eq!(lines(&statement), ["2019-09-20 425.00 EUR - SEPA Overboeking IBAN: NL91 RF82 1040 0003"]);
}

#[test]
fn a_mapping_of_ones_own_reads_columns_for_what_came_in_and_went_out() {
    let mapping = "delimiter = \";\"\ndecimal = \",\"\nthousands = true\ndate = \"dd-mm-yyyy\"\naccount = \"NL 1\"\ncurrency = \"EUR\"\n\
        [columns]\nbooked = \"day\"\ncredit = \"in\"\ndebit = \"out\"\ntext = [\"what\", \"more\"]\n";
    let statement = with(mapping, "Day;In;Out;what;more\n20.9.2019;4.730,00;;order;1-1\n21-09-2019;;10,00;;\n").unwrap();
    assert_eq!(lines(&statement), ["2019-09-20 4730.00 EUR - order 1-1"]);
    assert_eq!((statement.entries[0].account.as_str(), statement.debits), ("NL1", 1));
    let fault = |row: &str| first_fault(with(mapping, &format!("day;in;out;what;more\n{row}\n")));
    assert_eq!(fault("20-09-19;1,00;;;"), "2: '20-09-19' is not a date in the form 20-09-2019");
    assert_eq!(fault("09-20-2019;1,00;;;"), "2: '09-20-2019' is not a date in the form 20-09-2019");
    assert_eq!(fault("20-09-2019;1.00;;;"), "2: '1.00' is not an amount of EUR in the form 475,00");
    assert_eq!(
        fault("20-09-2019;1,00;1,00;;"),
        "2: one of the columns for what came in and what went out has to hold the amount, and only one"
    );
    assert_eq!(fault("20-09-2019;-1,00;;;"), "2: '-1,00' came in with a minus");
    assert_eq!(fault("20-09-2019;1,00"), "2: the row has 2 fields, the header 5");
    assert_eq!(
        first_fault(with(mapping, "day;in;what;more\n")),
        "1: the column 'out' is missing; the header is 'day in what more'"
    );
    assert_eq!(first_fault(with(mapping, "day;in;in;out;what;more\n")), "1: the column 'in' stands there twice");
    assert_eq!(first_fault(with(mapping, "")), "1: the file is empty; its first line has to be the header");
}

#[test]
fn rows_that_are_equal_are_two_and_the_file_again_has_the_same() {
    let row = "NL1,2019-09-21,2019-09-20,425.00,EUR,Contoso,NL2,,order 1-1\n";
    let header = "account,booked_on,value_on,amount,currency,name,counterparty,reference,text\n";
    let identities =
        |text: &str| by("plain", text.as_bytes()).unwrap().entries.into_iter().map(|entry| entry.identity).collect::<Vec<_>>();
    let two = identities(&format!("{header}{row}{row}"));
    assert_ne!(two[0], two[1]);
    assert_eq!(identities(&format!("{header}{row}")), two[..1]);
    // The twin: another text, another payer or another day is another entry.
    for other in
        [row.replace("1-1", "1-2"), row.replace("NL2", "NL3"), row.replace("09-21", "09-22"), row.replace("425.00", "425.01")]
    {
        assert_ne!(identities(&format!("{header}{other}"))[0], two[0], "{other}");
    }
}

#[test]
fn every_mapping_that_comes_along_can_be_used_and_a_bad_one_says_why() {
    for (name, text) in PRESETS {
        Mapping::read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert_eq!(
        Mapping::preset("kassa").unwrap_err().to_string(),
        "the mapping cannot be used: there is no 'kassa'; there are abn-amro, ing, plain, rabobank"
    );
    let base = "date = \"yyyy-mm-dd\"\naccount = \"NL1\"\ncurrency = \"EUR\"\n[columns]\nbooked = \"d\"\namount = \"a\"\n";
    Mapping::read(base).unwrap();
    let says = |text: String| Mapping::read(&text).unwrap_err().0;
    assert!(says(base.replace("booked", "boked")).contains("unknown field `boked`"));
    assert_eq!(says(base.replace("booked = \"d\"\n", "")), "one of the columns `booked` and `value` has to be named");
    assert_eq!(says(base.replace("amount = \"a\"", "")), "name either the column `amount` or the columns `credit` and `debit`");
    assert_eq!(
        says(base.replace("currency = \"EUR\"\n", "")),
        "the currency has to be said: the column `currency`, or `currency = \"EUR\"`"
    );
    assert_eq!(says(base.replace("EUR", "euro")), "the currency has to be three capitals, such as EUR");
    assert_eq!(says(format!("header = false\n{base}")), "without a header, columns are named by their place, from 1");
    assert_eq!(says(format!("delimiter = \"ab\"\n{base}")), "the delimiter has to be one character");
}

#[test]
fn a_whole_file_in_our_own_form() {
    let statement = by("plain", include_bytes!("good/statement.csv")).unwrap();
    assert_eq!(lines(&statement), ["2019-09-20 425.00 EUR Contoso B.V. thanks"]);
    assert_eq!((statement.entries[0].reference.as_deref(), statement.debits), (Some("RF8210400003"), 1));
}
