use crate::program::on_both_engines;

on_both_engines! {
    fn a_day_is_done_once_and_its_sum_adds_up(program) {
        program.set_up("2019-08-01");
        let report = program.day("2019-08-17");
        assert_eq!(report["due"], 1);
        let step = &report["steps"][0];
        assert_eq!((&step["subscription"], &step["anniversary"]), (&"S-1".into(), &"2019-09-01".into()));
        assert_eq!((&step["due_on"], &step["outcome"]), (&"2019-08-17".into(), &"done".into()));
        let again = program.day("2019-08-17");
        assert_eq!((&again["due"], &again["mail"]["sent"]), (&0.into(), &0.into()));

        // To people: the sum and each step on standard output, where the mails went on standard error.
        let run = program.run(&["run", "--as-of", "2019-09-24", "--mail-folder", "mails"]);
        run.assert_succeeds();
        assert!(run.out.contains("due 1 = done 1 + superseded 0 + missed 0 + failed 0"), "{run:?}");
        assert!(run.out.contains("S-1") && run.out.contains("(anniversary 2019-09-01)"), "{run:?}");
        assert!(run.err.contains("mails") && run.err.contains("--smtp"), "{run:?}");
    }
}

on_both_engines! {
    fn without_a_mail_server_each_administrator_has_a_file_in_her_language(program) {
        program.set_up("2019-08-01");
        program.day("2019-08-17");
        program.day("2019-10-05");
        let (mails, names) = (program.mails(), program.mail_names());
        // Anna's second reminder was due on 24 September; it comes late, and the first run after that day sends it.
        assert_eq!(names.len(), 3, "{names:?}");
        let of = |day: &str, text: &str| mails.iter().any(|(name, mail)| name.starts_with(day) && mail.contains(text));
        assert!(of("2019-08-17-anna", "U ontvangt dit bericht") && of("2019-08-17-anna", "reminder S-1 2019-09-01"));
        assert!(of("2019-10-05-fay", "You receive this message") && of("2019-10-05-fay", "reminder S-2 2019-10-20"));
        assert!(!names.iter().any(|name| name.contains("piet")), "a viewer is not reminded: {names:?}");
    }
}

on_both_engines! {
    fn nothing_that_was_due_before_the_live_date_happens(program) {
        program.set_up("2019-08-18");
        for day in ["2019-08-18", "2019-08-19", "2019-08-20"] {
            let report = program.day(day);
            assert_eq!((&report["due"], &report["mail"]["sent"]), (&0.into(), &0.into()), "{report}");
        }
    }
}

on_both_engines! {
    fn the_date_never_goes_back_and_beyond_the_real_one_only_in_a_sandbox(program) {
        program.set_up("2019-08-01");
        program.day("2019-08-20");
        program.run(&["run", "--as-of", "2019-08-19"]).assert_fails(1, &["2019-08-20", "2019-08-19"]);

        let other = crate::program::Program::new(jubilee_testkit::Engine::Sqlite);
        other.run(&["init"]).assert_succeeds();
        other.run(&["run", "--as-of", "2999-01-01"]).assert_fails(1, &["2999-01-01", "--sandbox"]);
    }
}

on_both_engines! {
    fn a_mail_server_that_is_not_there_leaves_the_mails_for_the_next_run(program) {
        program.set_up("2019-08-01");
        // Nobody listens on this port: it was given to us, and given back.
        let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let server = format!("smtp://127.0.0.1:{port}");
        let report = program.run(&["run", "--as-of", "2019-08-17", "--smtp", &server, "--json"]).json();
        assert_eq!((&report["done"], &report["mail"]["sent"]), (&1.into(), &0.into()));
        assert_eq!(report["mail"]["deferred"], 1, "{report}");
    }
}

on_both_engines! {
    fn c105_a_pause_holds_the_run_says_so_and_is_made_up(program) {
        program.set_up("2019-08-01");
        assert!(program.run(&["pause"]).assert_succeeds().out.contains("Nothing is paused."));
        program.run(&["resume"]).assert_fails(1, &["nothing is paused"]);
        program.run(&["pause", "--reason", " "]).assert_fails(1, &["a reason is missing"]);
        let paused = program.run(&["pause", "--reason", "wrong fee"]);
        assert!(paused.assert_succeeds().out.contains(": wrong fee\n") && paused.out.contains("`jubilee resume`"), "{paused:?}");
        program.run(&["pause", "--reason", "me too"]).assert_fails(1, &["paused already (wrong fee)", "jubilee resume"]);
        let held = program.run(&["run", "--as-of", "2019-08-17"]);
        assert!(held.status == 1 && held.out.contains("paused (wrong fee)") && held.out.contains("due 0 ="), "{held:?}");
        let told = program.run(&["pause", "--json"]).json();
        assert_eq!((&told["paused"]["reason"], &told["waiting"]), (&"wrong fee".into(), &1.into()), "{told}");
        let doctor = program.run(&["doctor"]).out;
        assert!(doctor.contains("paused since") && doctor.contains("(wrong fee); 1 subscription has something due"), "{doctor}");
        assert!(program.run(&["resume"]).assert_succeeds().out.contains("1 subscription has something due"));
        let report = program.day("2019-08-18");
        assert_eq!((&report["done"], &report["paused"]), (&1.into(), &serde_json::Value::Null), "{report}");
    }
}
