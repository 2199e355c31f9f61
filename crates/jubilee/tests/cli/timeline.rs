use serde_json::json;

use crate::program::{MPN, bare, outcome};

#[test]
fn the_timeline_has_exactly_the_keys_and_dates_that_others_script_against() {
    let arguments = ["timeline", "--offer", "action-pack", "--purchased", "2018-09-01", "--json"];
    let cycles = &outcome(bare().args(arguments)).json()["cycles"];
    let first = json!({
        "anniversary": "2019-09-01",
        "renew_from": "2019-09-02",
        "renew_until": "2019-10-01",
        "benefits_until": "2019-10-01",
        "lapses_on": "2019-10-02",
        "reminders": ["2019-08-17", "2019-09-24"],
        "next_anniversary": "2020-08-31",
    });
    assert_eq!(cycles[0], first);
    // T4: the cycle after it.
    let second = json!({
        "anniversary": "2020-08-31",
        "renew_from": "2020-09-01",
        "renew_until": "2020-09-30",
        "benefits_until": "2020-09-30",
        "lapses_on": "2020-10-01",
        "reminders": ["2020-08-16", "2020-09-23"],
        "next_anniversary": "2021-08-31",
    });
    assert_eq!(cycles[1], second);
}

#[test]
fn as_many_cycles_are_shown_as_asked_for() {
    for count in [1, 2, 40] {
        let arguments = ["timeline", "--offer", "gold", "--purchased", "2020-02-29", "--json", "--cycles"];
        let said = outcome(bare().args(arguments).arg(count.to_string())).json();
        assert_eq!(said["cycles"].as_array().unwrap().len(), count);
        // T11: bought on a leap day.
        assert_eq!(said["cycles"][0]["anniversary"], "2021-02-28");
        assert_eq!(said["cycles"][0]["renew_until"], "2021-03-30");
    }
    let arguments = ["timeline", "--offer", "gold", "--purchased", "2020-02-29", "--cycles", "0"];
    outcome(bare().args(arguments)).assert_fails(2, &["--cycles"]);
}

#[test]
fn the_shipped_programme_and_its_folder_say_the_same() {
    let arguments = ["timeline", "--offer", "silver", "--purchased", "2020-01-31"];
    let shipped = outcome(bare().args(arguments));
    let folder = outcome(bare().args(arguments).args(["--programme", MPN]));
    assert_eq!(shipped.assert_succeeds().out, folder.assert_succeeds().out);
    // T13.
    for words in ["2021-01-31", "2021-02-01", "2021-03-02"] {
        assert!(shipped.out.contains(words), "{shipped:?}");
    }
}

#[test]
fn what_never_renews_says_so_and_has_no_cycles() {
    let arguments = ["timeline", "--offer", "network-membership", "--purchased", "2018-09-01"];
    assert!(outcome(bare().args(arguments)).assert_succeeds().out.contains("never needs to be renewed"));
    assert_eq!(outcome(bare().args(arguments).arg("--json")).json()["cycles"], json!([]));
}

#[test]
fn an_unknown_offer_is_wrong_usage_and_the_known_ones_are_named() {
    let arguments = ["timeline", "--offer", "bronze", "--purchased", "2018-09-01"];
    outcome(bare().args(arguments)).assert_fails(2, &["'bronze'", "action-pack", "silver", "gold"]);
}
