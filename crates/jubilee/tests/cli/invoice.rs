use serde_json::json;

use crate::program::on_both_engines;

on_both_engines! {
    fn invoices_are_listed_shown_and_written(program) {
        program.set_up("2019-08-01");
        assert_eq!(program.run(&["invoice", "list", "--json"]).json(), json!([]));
        assert!(program.run(&["invoice", "list"]).assert_succeeds().out.contains("There are no invoices"));
        program.day("2019-09-02");
        let order = program.run(&["order", "S-1", "--action", "renew", "--json"]).json();
        let order = order["order"].as_str().unwrap();
        program.run(&["pay", order, "--value-date", "2019-09-02"]).assert_succeeds();
        program.day("2019-09-03");
        let invoice = json!({
            "number": "2019-000001", "kind": "invoice", "issued_on": "2019-09-03", "member": "M-1", "name": "Contoso BV",
            "order": order, "amount": "425.00", "currency": "EUR",
        });
        assert_eq!(program.run(&["invoice", "list", "--json"]).json(), json!([invoice]));
        assert_eq!(program.run(&["invoice", "list", "M-2", "--json"]).json(), json!([]));
        assert_eq!(program.run(&["invoice", "list", "--from", "2019-09-04", "--json"]).json(), json!([]));
        program.run(&["invoice", "list", "--from", "2019-09-04", "--to", "2019-09-03"]).assert_fails(2, &["before they begin"]);
        let listed = program.run(&["invoice", "list", "--to", "2019-09-03"]);
        assert!(listed.assert_succeeds().out.contains("2019-000001") && listed.out.contains("425.00 EUR"), "{listed:?}");

        // By its number and by the order's.
        for text in ["2019-000001", order] {
            let shown = program.run(&["invoice", "show", text, "--json"]).json();
            assert_eq!((&shown["number"], &shown["order"]), (&json!("2019-000001"), &json!(order)), "{shown}");
        }
        program.run(&["invoice", "show", "2019-000002"]).assert_fails(1, &["2019-000002"]);
        let written = program.run(&["invoice", "pdf", "2019-000001", "--language", "nl"]);
        assert!(written.assert_succeeds().out.contains("factuur-2019-000001.pdf"), "{written:?}");
        let pdf = std::fs::read(program.folder().join("factuur-2019-000001.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        program.run(&["invoice", "pdf", "2019-000001", "--out", "no/such/folder.pdf"]).assert_fails(1, &["no/such/folder.pdf"]);

        let mails = program.mails();
        let (_, mail) = mails.iter().find(|(_, mail)| mail.contains("Factuur 2019-000001")).expect("Anna has her invoice");
        assert!(mail.contains("factuur-2019-000001.pdf") && mail.contains("application/pdf"), "{mail}");

        program.run(&["refund", order]).assert_succeeds();
        program.day("2019-09-04");
        let listed = program.run(&["invoice", "list", "--json"]).json();
        let found: Vec<_> = listed.as_array().unwrap().iter().map(|one| (&one["number"], &one["kind"])).collect();
        assert_eq!(found, [(&json!("2019-000001"), &json!("invoice")), (&json!("C2019-000001"), &json!("credit-note"))]);
    }
}
