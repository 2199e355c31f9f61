//! Proofs of payment at the command line: filed, looked at, accepted, rejected.

use crate::program::on_both_engines;

on_both_engines! {
    fn a_proof_is_filed_listed_saved_and_accepted(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-02");
        let order = program.run(&["order", "S-1", "--json"]).json();
        let number = order["order"].as_str().unwrap();
        program.file("transfer.exe", "%PDF-1.7 paid");
        program.file("page.pdf", "<html>paid</html>");
        program.file("nothing.pdf", "");
        let file = |name| ["proof", "file", number, name, "--value-date", "2019-09-02", "--json"];
        program.run(&file("page.pdf")).assert_fails(1, &["is a PDF, a PNG or a JPEG"]);
        program.run(&file("nothing.pdf")).assert_fails(1, &["a proof of payment needs a file"]);
        program.run(&file("gone.pdf")).assert_fails(1, &["cannot read the proof gone.pdf"]);
        let ahead = ["proof", "file", number, "transfer.exe", "--value-date", "2019-10-20"];
        program.run(&ahead).assert_fails(1, &["20 October 2019 lies ahead"]);
        let filed = program.run(&file("transfer.exe")).json();
        assert_eq!((&filed["number"], &filed["file"], &filed["state"]), (&1.into(), &"transfer.pdf".into(), &"waiting".into()));
        let again = program.run(&file("transfer.exe")).json();
        assert_eq!(again["number"], 1, "the same file is the same proof");

        let waiting = program.run(&["proof", "list", "--json"]).json();
        assert_eq!((&waiting[0]["order"], waiting.as_array().unwrap().len()), (&number.into(), 1));
        program.run(&["proof", "save", number, "1", "--to", "saved.pdf"]).assert_succeeds();
        assert_eq!(std::fs::read(program.folder().join("saved.pdf")).unwrap(), b"%PDF-1.7 paid");
        program.run(&["proof", "save", number, "1", "--to", "saved.pdf"]).assert_fails(1, &["cannot write saved.pdf"]);
        program.run(&["proof", "save", number, "2", "--to", "other.pdf"]).assert_fails(1, &["there is no proof of payment"]);

        let said = program.run(&["proof", "accept", number, "1", "--value-date", "2019-09-02"]).assert_succeeds().out.clone();
        assert!(said.contains(&format!("for order {number} recorded, value date 2019-09-02")), "{said}");
        assert_eq!(program.status("S-1")["anniversary"], "2020-08-31");
        program.run(&["proof", "accept", number, "1", "--value-date", "2019-09-02"]).assert_fails(1, &["was settled on"]);
        assert_eq!(program.run(&["proof", "list"]).assert_succeeds().out, "No proof of payment.\n");
        let all = program.run(&["proof", "list", number]).assert_succeeds().out.clone();
        assert!(all.contains("accepted"), "{all}");
        program.run(&["verify", "--deep"]).assert_succeeds();
    }
}

on_both_engines! {
    fn a_proof_is_rejected_with_a_reason_that_the_member_reads(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-30");
        let order = program.run(&["order", "S-1", "--json"]).json();
        let number = order["order"].as_str().unwrap();
        program.file("transfer.pdf", "%PDF-1.7 paid");
        program.run(&["proof", "file", number, "transfer.pdf", "--value-date", "2019-10-01"]).assert_succeeds();
        program.day("2019-10-03");
        let status = program.status("S-1");
        assert_eq!((&status["status"], &status["benefits"]), (&"payment-pending".into(), &true.into()));
        let flight = &status["in_flight"];
        assert_eq!((&flight["until"], &flight["shown_by"]), (&"2019-10-08".into(), &"proof".into()));
        let said = program.run(&["status", "S-1"]).assert_succeeds().out.clone();
        assert!(said.contains("(proof); the lapse waits until 2019-10-08"), "{said}");
        program.run(&["proof", "reject", number, "1", "--reason", " "]).assert_fails(1, &["with a reason"]);
        program.run(&["proof", "reject", number, "1", "--reason", "It names another account."]).assert_succeeds();
        assert_eq!(program.status("S-1")["status"], "lapsed");
        program.day("2019-10-04");
        let told = program.mails().into_iter().any(|(_, mail)| mail.contains("It names another account."));
        assert!(told);
        program.run(&["verify", "--deep"]).assert_succeeds();
    }
}
