//! `jubilee explain`: the story with its rules and lines.

use crate::program::on_both_engines;

on_both_engines! {
    fn a_status_is_told_with_the_rule_and_the_line_behind_each_sentence(program) {
        program.set_up("2019-08-01");
        program.day("2019-08-17");
        let told = program.run(&["explain", "S-1"]);
        let said = &told.assert_succeeds().out;
        assert!(said.starts_with("S-1  action-pack · M-1 · 2019-08-17 · Active\n"), "{said}");
        let parts = ["What holds", "How it came", "What comes next"].map(|part| said.find(part));
        assert!(parts.iter().all(Option::is_some) && parts.is_sorted(), "{said}");
        let after = |words: &str| {
            let mut lines = said.lines().skip_while(|line| !line.contains(words));
            lines.nth(1).unwrap_or_else(|| panic!("'{words}' is not said: {said}")).trim().to_owned()
        };
        let opens = after("Renewal is possible from 2 September 2019");
        assert!(opens.contains("programme.toml:") && opens.contains("opens = \"anniversary + 1 day\""), "{opens}");
        assert!(after("2019-09-24  ").contains("reminders = ["), "{said}");
        assert!(after("lapses on 2 October 2019").contains("closes = \"anniversary + 30 days\""), "{said}");

        let json = program.run(&["explain", "S-1", "--json"]).json();
        assert_eq!((&json["status"], &json["as_of"]), (&"active".into(), &"2019-08-17".into()));
        assert_eq!(json["now"][0]["rule"], "window-opens");
        assert_eq!(json["now"][0]["source"]["file"], "programme.toml");
        assert!(json["story"].as_array().is_some_and(|story| story.iter().all(|one| one["entry"].is_u64())), "{json}");
    }
}

on_both_engines! {
    fn a_day_that_has_passed_and_another_language(program) {
        program.set_up("2019-08-01");
        program.day("2019-10-05");
        let then = program.run(&["explain", "S-1", "--as-of", "2019-09-10", "--lang", "nl"]);
        let said = &then.assert_succeeds().out;
        assert!(said.starts_with("S-1  action-pack · M-1 · 2019-09-10 · Te verlengen\n"), "{said}");
        assert!(said.contains("Wat er geldt") && said.contains("1 oktober 2019"), "{said}");
        assert_eq!(program.run(&["explain", "S-1", "--json"]).json()["status"], "lapsed");
        program.run(&["explain", "S-1", "--as-of", "2017-01-01"]).assert_fails(1, &["nothing was known yet"]);
        program.run(&["explain", "S-9"]).assert_fails(1, &["no subscription 'S-9' in this store"]);
        program.run(&["explain", "M-1"]).assert_fails(1, &["no subscription 'M-1'; did you mean 'S-1'? There are: S-1"]);
    }
}
