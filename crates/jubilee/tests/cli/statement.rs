//! Bank statements at the command line: tried, imported, imported again, and what waits dealt with.

use crate::program::on_both_engines;

const HEADER: &str = "account,booked_on,value_on,amount,currency,name,counterparty,reference,text\n";

on_both_engines! {
    fn a_statement_is_tried_imported_and_what_waits_is_dealt_with(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-02");
        let order = program.run(&["order", "S-1", "--json"]).json();
        let (number, reference) = (order["order"].as_str().unwrap(), order["reference"].as_str().unwrap());
        let row = |amount: &str, text: &str| format!("NL91ABNA0417164300,2019-09-02,2019-09-02,{amount},EUR,Contoso BV,NL20INGB0001234567,,{text}\n");
        let rows = format!("{HEADER}{}{}{}", row("425.00", &reference[2..]), row("1.00", "coffee"), row("-5.00", "costs"));
        program.file("september.csv", &rows);
        let name = "september.csv";

        program.run(&["statement", "import", name]).assert_fails(2, &["--preset or --mapping"]);
        program.run(&["statement", "import", name, "--preset", "kassa"]).assert_fails(2, &["abn-amro, ing, plain, rabobank"]);
        program.run(&["statement", "import", name, "--preset", "ing"]).assert_fails(1, &[":1: the column 'Rekening' is missing", "nothing was imported"]);
        let import = ["statement", "import", name, "--preset", "plain"];
        let tried = program.run(&[&import[..], &["--dry-run", "--json"]].concat()).json();
        assert_eq!((tried["recorded"].as_array().unwrap().len(), &tried["dry_run"], &tried["debits"]), (1, &true.into(), &1.into()));
        assert_eq!(program.status("S-1")["status"], "renewal-open");

        let said = program.run(&import).assert_succeeds().out.clone();
        assert!(said.contains(&format!("pays order {number}")) && said.contains("waits; entry 2: It names no order."), "{said}");
        assert!(said.contains("1 recorded, 1 waiting, 0 imported before; passed over: 1 that went out, 0 not booked yet."), "{said}");
        assert_eq!(program.status("S-1")["anniversary"], "2020-08-31");
        let again = program.run(&import).assert_succeeds().out.clone();
        assert!(again.starts_with("0 recorded, 0 waiting, 2 imported before"), "{again}");

        let open = program.run(&["statement", "list", "--open", "--json"]).json();
        assert_eq!((&open[0]["entry"], &open[0]["amount"], &open[0]["doubt"]), (&2.into(), &"1.00".into(), &"no-reference".into()));
        program.run(&["statement", "assign", "2", "1-99"]).assert_fails(1, &["error: "]);
        program.run(&["statement", "assign", "77", number]).assert_fails(1, &["there is no bank entry '77'"]);
        program.run(&["statement", "dismiss", "2", "--reason", ""]).assert_fails(1, &["a reason has between 1 and 2000 characters"]);
        program.run(&["statement", "dismiss", "2", "--reason", "the coffee shop"]).assert_succeeds();
        program.run(&["statement", "dismiss", "2", "--reason", "again"]).assert_fails(1, &["was dismissed on 2019-09-02"]);
        assert_eq!(program.run(&["statement", "list", "--open"]).assert_succeeds().out, "Nothing waits.\n");
        let all = program.run(&["statement", "list", "--json"]).json();
        let states: Vec<_> = all.as_array().unwrap().iter().map(|entry| entry["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["dismissed", "recorded"]);
    }
}
