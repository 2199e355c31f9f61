use serde_json::Value;

use crate::program::{ATTAINMENTS, MEMBERS, SUBSCRIPTIONS, USERS, on_both_engines};

/// The keys of an object, sorted: their order is no part of the contract.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn has_keys(value: &Value, wanted: &[&str]) -> bool {
    wanted.iter().all(|key| value.get(*key).is_some())
}

on_both_engines! {
    /// T16, T3: refused on the anniversary, ordered and paid in the window.
    fn a_renewal_from_refusal_to_payment(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-01");
        let order = ["order", "S-1", "--action", "renew", "--json"];
        program.run(&order).assert_fails(1, &["error: ", "2 September 2019", "help: It is possible from 2 September 2019 on."]);
        program.run(&["--lang", "nl", "order", "S-1"]).assert_fails(1, &["2 september 2019"]);

        program.day("2019-09-02");
        let receipt = program.run(&order).json();
        assert_eq!(keys(&receipt), ["amount", "bill", "currency", "order", "pay_by", "reference"]);
        assert_eq!((&receipt["amount"], &receipt["currency"]), (&"425.00".into(), &"EUR".into()));
        assert_eq!(receipt["pay_by"], "2019-10-01");
        assert_eq!(program.run(&order).json(), receipt, "an order that waits is not made twice");
        let number = receipt["order"].as_str().unwrap();

        program.run(&["pay", number, "--value-date", "2019-09-03"]).assert_fails(1, &["3 September 2019"]);
        program.run(&["pay", number]).assert_fails(2, &["--value-date"]);
        let pay = ["pay", number, "--value-date", "2019-09-02", "--json"];
        let paid = program.run(&pay).json();
        assert_eq!((&paid["applied"], &paid["repeated"]), (&true.into(), &false.into()));
        let again = program.run(&pay).json();
        assert_eq!((&again["applied"], &again["repeated"]), (&true.into(), &true.into()));
        assert_eq!(program.status("S-1")["anniversary"], "2020-08-31");
        program.run(&order).assert_fails(1, &["1 September 2020"]);
    }
}

on_both_engines! {
    /// One order pays for several subscriptions, and says of which one it cannot be made.
    fn several_are_ordered_and_paid_at_once(program) {
        program.set_up("2019-08-01");
        let more = format!("{SUBSCRIPTIONS}S-4,M-1,silver,2018-09-03,,security\n");
        program.file("exams.csv", &format!("{ATTAINMENTS}M-1,people-with-exam,security,2,2018-03-01,\n"));
        program.import(MEMBERS, USERS, &more, &["--attainments", "exams.csv"]).assert_succeeds();
        program.day("2019-09-03");
        let order = ["order", "S-1", "S-4", "--json"];
        program.run(&order).assert_fails(1, &["Silver competency, anniversary 3 September 2019: ", "4 September 2019"]);
        program.day("2019-09-04");
        program.run(&["order", "S-1", "S-2"]).assert_fails(1, &["an order is one member's"]);
        program.run(&["order", "S-1", "S-4", "--action", "buy"]).assert_fails(2, &["--action is for one subscription"]);
        let said = program.run(&["order", "S-1", "S-4"]);
        for words in ["Action Pack: Fee of a year", "Silver competency: Fee of a year", "pay by     2019-10-01"] {
            assert!(said.assert_succeeds().out.contains(words), "{words}: {}", said.out);
        }
        for words in ["  for        S-1 (Action Pack): pay by 2019-10-01\n", "             S-4 (Silver competency): pay by 2019-10-03\n"] {
            assert!(said.out.contains(words) && !said.out.contains("too late"), "{words}: {}", said.out);
        }
        let receipt = program.run(&order).json();
        assert_eq!((&receipt["amount"], &receipt["currency"]), (&"1915.00".into(), &"EUR".into()));
        let number = receipt["order"].as_str().unwrap();
        let paid = program.run(&["pay", number, "--value-date", "2019-09-04", "--json"]).json();
        assert_eq!((&paid["applied"], &paid["subscriptions"]), (&true.into(), &serde_json::json!(["S-1", "S-4"])));
        assert_eq!(program.status("S-1")["anniversary"], "2020-08-31");
        assert_eq!(program.status("S-4")["anniversary"], "2020-09-02");
        program.run(&["verify", "--deep"]).assert_succeeds();
    }
}

on_both_engines! {
    /// Who looks again at an order of several is told for which of them its money would come too late.
    fn an_order_of_several_says_what_is_too_late(program) {
        program.set_up("2019-08-01");
        let more = format!("{SUBSCRIPTIONS}S-4,M-1,silver,2018-09-03,,security\n");
        program.file("exams.csv", &format!("{ATTAINMENTS}M-1,people-with-exam,security,2,2018-03-01,\n"));
        program.import(MEMBERS, USERS, &more, &["--attainments", "exams.csv"]).assert_succeeds();
        program.day("2019-09-04");
        let order = program.run(&["order", "S-1", "S-4", "--json"]).json();
        assert_eq!(order["items"][1], serde_json::json!({
            "subscription": "S-4", "amount": "1490.00", "pay_by": "2019-10-03", "state": "waiting",
        }));
        let number = order["order"].as_str().unwrap();
        program.day("2019-10-02");
        let said = program.run(&["order", "S-4"]);
        for words in [
            format!("Order {number} waits already.\n"),
            "S-1 (Action Pack): too late: the money had to count by 2019-10-01\n".to_owned(),
            "S-4 (Silver competency): pay by 2019-10-03\n".to_owned(),
            format!("Cancel the order (jubilee cancel {number}) and order the rest anew.\n"),
        ] {
            assert!(said.assert_succeeds().out.contains(&words), "{words}: {}", said.out);
        }
        assert_eq!(program.run(&["order", "S-4", "--json"]).json()["items"][0]["state"], "too-late");
    }
}

on_both_engines! {
    /// T44: the receipt of an upgrade says what it replaces.
    fn the_order_of_an_upgrade_says_what_it_replaces(program) {
        program.set_up("2019-08-01");
        let more = format!("{SUBSCRIPTIONS}S-4,M-1,silver,2018-09-03,,security\n");
        program.file("exams.csv", &ATTAINMENTS.replace("M-2,", "M-1,"));
        program.import(MEMBERS, USERS, &more, &["--attainments", "exams.csv"]).assert_succeeds();
        let order = ["order", "--member", "M-1", "--offer", "gold", "--areas", "security"];
        let said = program.run(&order);
        let words = "  replaces   S-4, from the day on which the money counts\n";
        assert!(said.assert_succeeds().out.contains(words), "{}", said.out);
        assert_eq!(program.run(&[&order[..], &["--json"]].concat()).json()["replaces"], "S-4");
    }
}

on_both_engines! {
    /// T41, T42, T43 without benefits: money that comes for an order that was taken back pays the next one, and goes back in time.
    fn an_order_is_cancelled_and_its_money_pays_the_next_which_is_refunded(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-02");
        let order = ["order", "S-1", "--action", "renew", "--json"];
        let first = program.run(&order).json()["order"].as_str().unwrap().to_owned();
        let said = program.run(&["cancel", &first]);
        assert!(said.assert_succeeds().out.contains(&format!("Order {first} was cancelled on 2 September 2019.")));
        program.run(&["cancel", &first]).assert_fails(1, &["was cancelled on 2 September 2019"]);
        program.run(&["refund", &first]).assert_fails(1, &["No money has come"]);

        let paid = program.run(&["pay", &first, "--value-date", "2019-09-02", "--json"]).json();
        assert_eq!(paid["applied"], false, "what was cancelled renews nothing");
        let again = program.run(&order).json();
        assert_eq!((&again["paid_with"], &again["amount"]), (&first.as_str().into(), &"425.00".into()));
        assert_eq!(program.status("S-1")["anniversary"], "2020-08-31");
        let second = again["order"].as_str().unwrap();
        program.run(&["cancel", second]).assert_fails(1, &["has already been paid", "help: Pay the money back: jubilee refund "]);

        program.day("2019-10-02");
        let refunded = program.run(&["refund", second, "--json"]).json();
        assert_eq!((&refunded["state"], &refunded["amount"]), (&"refunded".into(), &"425.00".into()));
        let standing = program.status("S-1");
        assert_eq!((&standing["status"], &standing["lapses_on"]), (&"lapsed".into(), &"2019-10-02".into()));
        program.run(&["refund", second]).assert_fails(1, &["was paid back on 2 October 2019"]);
        program.run(&["--lang", "nl", "refund", second]).assert_fails(1, &["terugbetaald"]);
        // The books have every cent of it, and what came in has gone back.
        let september = program.run(&["books", "--from", "2019-09-01", "--to", "2019-09-30"]);
        let lines: Vec<&str> = september.assert_succeeds().out.lines().skip(1).collect();
        assert_eq!(lines.len(), 6, "{september:?}");
        assert!(lines[0].ends_with(&format!("{first},bank,425.00,,EUR")) && lines[0].starts_with("2019-09-02,2019-09-02,M-1,"));
        assert!(lines[5].ends_with(&format!("{second},fees,,425.00,EUR")), "{lines:?}");
        assert!(september.err.contains("fees  EUR  before 0.00  debit 0.00  credit 425.00  after 425.00"), "{september:?}");
        let october = program.run(&["books", "--from", "2019-10-01", "--to", "2019-10-31", "--json"]).json();
        assert_eq!((&october["balanced"], &october["totals"][0]["after"]["amount"]), (&true.into(), &"0.00".into()));
        assert_eq!(october["postings"].as_array().unwrap().len(), 4);
        program.run(&["books", "--from", "2019-10-01", "--to", "2019-09-01"]).assert_fails(2, &["before they begin"]);
        program.run(&["refund", "9-9"]).assert_fails(1, &["9-9"]);
    }
}

on_both_engines! {
    fn what_was_paid_for_is_refunded_for_thirty_days(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-02");
        let order = program.run(&["order", "S-1", "--json"]).json()["order"].as_str().unwrap().to_owned();
        program.run(&["pay", &order, "--value-date", "2019-09-02"]);
        program.day("2019-10-03");
        program.run(&["refund", &order]).assert_fails(1, &["could be given back until 2 October 2019"]);
    }
}

on_both_engines! {
    fn the_standing_has_the_keys_that_others_script_against(program) {
        program.set_up("2019-08-01");
        program.day("2019-10-21");
        let standing = program.status("S-2");
        let dates =
            ["anniversary", "renew_from", "renew_until", "benefits_until", "lapses_on", "reminders", "next_anniversary"];
        assert!(has_keys(&standing, &dates), "{standing}");
        assert_eq!((&standing["status"], &standing["benefits"]), (&"renewal-open".into(), &true.into()));
        assert_eq!(standing["next_anniversary"], "2020-10-19");
        for action in standing["actions"].as_array().unwrap() {
            assert!(has_keys(action, &["action", "allowed", "reason", "from", "until"]), "{action}");
        }
        let renew = standing["actions"].as_array().unwrap().iter().find(|action| action["action"] == "renew").unwrap();
        assert_eq!((&renew["allowed"], &renew["until"]), (&true.into(), &"2019-11-19".into()));
        let reasons = standing["reasons"].as_array().unwrap();
        assert!(!reasons.is_empty() && reasons.iter().all(|reason| has_keys(reason, &["rule", "text"])), "{standing}");

        // The same for people: the status, every date, and why.
        let text = program.run(&["status", "S-2"]);
        for words in ["renewal-open", "2019-10-20", "2019-11-19", "why"] {
            assert!(text.assert_succeeds().out.contains(words), "{text:?}");
        }
        let earlier = program.run(&["status", "S-2", "--as-of", "2019-10-20", "--json"]).json();
        assert_eq!(earlier["status"], "active");
        let later = program.run(&["status", "S-2", "--as-of", "2019-11-20", "--json"]).json();
        assert_eq!((&later["status"], &later["benefits"]), (&"lapsed".into(), &false.into()));
    }
}

on_both_engines! {
    /// T17: after the window nothing renews any more; buying anew is possible and said.
    fn after_the_window_a_new_purchase_is_offered(program) {
        program.set_up("2019-06-01");
        program.day("2019-07-02");
        program.run(&["order", "S-3", "--action", "renew"]).assert_fails(1, &["1 July 2019", "--action buy"]);
        assert_eq!(program.status("S-3")["status"], "lapsed");
        let order = program.run(&["order", "S-3", "--action", "buy", "--json"]).json();
        assert_eq!((&order["amount"], &order["currency"]), (&"1670.00".into(), &"USD".into()));
    }
}

on_both_engines! {
    fn an_order_is_found_by_its_payment_reference_too(program) {
        program.set_up("2019-08-01");
        program.day("2019-10-21");
        let receipt = program.run(&["order", "S-2", "--json"]).json();
        let reference = receipt["reference"].as_str().unwrap();
        let paid = program.run(&["pay", reference, "--value-date", "2019-10-21", "--json"]).json();
        assert_eq!((&paid["order"], &paid["amount"]), (&receipt["order"], &"4730.00".into()));
        assert_eq!(program.status("S-2")["anniversary"], "2020-10-19");
    }
}

on_both_engines! {
    /// Money with a value date after the window renews nothing; one inside reverses the lapse, however late it is known.
    fn the_value_date_decides(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-28");
        let order = |subscription| {
            let receipt = program.run(&["order", subscription, "--json"]).json();
            receipt["order"].as_str().unwrap().to_owned()
        };
        let in_time = order("S-1");
        program.day("2019-10-21");
        let late = order("S-2");
        program.day("2019-11-21");
        assert_eq!([program.status("S-1")["status"].clone(), program.status("S-2")["status"].clone()], ["lapsed", "lapsed"]);
        let paid = |order: &str, value_date| program.run(&["pay", order, "--value-date", value_date, "--json"]).json();
        assert_eq!(paid(&late, "2019-11-20")["applied"], false);
        assert_eq!(paid(&in_time, "2019-10-01")["applied"], true);
        assert_eq!(program.status("S-1")["anniversary"], "2020-08-31");
        assert_eq!(program.status("S-2")["status"], "lapsed");
        // What was known on an earlier day stays what it was.
        let before = program.run(&["status", "S-1", "--as-of", "2019-11-20", "--json"]).json();
        assert_eq!(before["status"], "lapsed");
    }
}

on_both_engines! {
    fn an_amount_is_written_in_the_form_that_is_shown(program) {
        program.set_up("2019-08-01");
        program.day("2019-09-10");
        let order = program.run(&["order", "S-1", "--json"]).json();
        let (number, amount) = (order["order"].as_str().unwrap(), order["amount"].as_str().unwrap());
        let currency = order["currency"].as_str().unwrap();
        let pay = |amount: &str| program.run(&["pay", number, "--value-date", "2019-09-10", "--amount", amount, "--json"]);
        pay("100").assert_fails(2, &["'100' is not an amount", currency, &format!("this order's, {amount}, with")]);
        let other = if currency == "USD" { "EUR" } else { "USD" };
        pay(&format!("{amount} {other}")).assert_fails(2, &[currency]);
        assert_eq!(pay(&format!("{amount} {currency}")).json()["applied"], true);
    }
}

on_both_engines! {
    fn what_is_not_there_is_named(program) {
        program.set_up("2019-08-01");
        for arguments in [&["status", "S-9"][..], &["order", "S-9"], &["renew", "S-9"]] {
            program.run(arguments).assert_fails(1, &["'S-9'"]);
        }
        program.run(&["pay", "9-9", "--value-date", "2019-08-01"]).assert_fails(1, &["'9-9'"]);
        program.run(&["ledger", "M-9"]).assert_fails(1, &["'M-9'"]);
        program.run(&["order"]).assert_fails(2, &["SUBSCRIPTION"]);
        program.run(&["order", "S-1", "--action", "extend"]).assert_fails(2, &["renew", "buy"]);
    }
}

on_both_engines! {
    /// Automatic renewal that cannot be switched says why, and what to do, whatever stands in the way first.
    fn automatic_renewal_that_cannot_be_switched_says_why(program) {
        let club = concat!(env!("CARGO_MANIFEST_DIR"), "/../programme/tests/programmes/club");
        program.run(&["init", "--sandbox", "--live-from", "2019-08-01", "--programme", club]).assert_succeeds();
        let header = SUBSCRIPTIONS.lines().next().unwrap();
        let subscriptions = format!("{header}\nS-1,M-1,desk,2018-09-01,,\nS-2,M-1,studio,2018-12-01,,\n");
        program.file("visits.csv", "member,measure,area,amount,attained_on,expires_on\nM-1,visits,,20,2019-01-01,\n");
        program.import(MEMBERS, USERS, &subscriptions, &["--attainments", "visits.csv"]).assert_succeeds();
        let on = ["auto-renewal", "on", "S-1"];
        let is_not = "error: automatic renewal of 'S-1' is not switched on\n  because: ";
        program.run(&on).assert_fails(1, &[&format!("{is_not}No card of the member is kept, so only the member can switch it on")]);
        program.run(&["--lang", "nl", "auto-renewal", "on", "S-1"]).assert_fails(1, &["Er wordt geen creditcard van het lid bewaard."]);
        program.run(&["auto-renewal", "on", "S-2"]).assert_fails(1, &["because: Studio cannot be renewed automatically."]);
        program.run(&["auto-renewal", "off", "S-1"]).assert_fails(1, &["not switched off\n  because: It does not renew automatically."]);
        program.run(&["auto-renewal", "on", "S-9"]).assert_fails(1, &["there is no subscription 'S-9'"]);
        program.day("2019-09-02");
        program.run(&on).assert_fails(1, &[
            &format!("{is_not}The renewal window is open, from 2 September 2019 through 1 October 2019."),
            "help: Make an order and pay the fee: jubilee order S-1",
        ]);
    }
}
