//! Random lives, day by day, against an obvious account of the same rules kept with an outside calendar.

use crate::fixture::{act, member_with, programme};
use jiff::ToSpan;
use jubilee_core::{Command, Day, Fact, Status, Step, agenda, current_cycle, next_due, standing};
use proptest::prelude::*;

fn outside(day: Day) -> jiff::civil::Date {
    let (year, month, of_month) = day.ymd();
    jiff::civil::date(year as i16, month as i8, of_month as i8)
}

/// What the article says about an anniversary, in its own words.
struct Article {
    anniversary: jiff::civil::Date,
}

impl Article {
    fn first(purchased: Day) -> Article {
        Article { anniversary: outside(purchased).checked_add(1.year()).unwrap() }
    }

    fn renewed(&self) -> Article {
        Article { anniversary: self.anniversary.checked_add(365.days()).unwrap() }
    }

    fn on(&self, days: i64) -> String {
        self.anniversary.checked_add(days.days()).unwrap().to_string()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Renewing on any day of each window, or never in the last: the mails, the standing of every day and the lapse are what the
    /// article says, terms tile, and a living subscription always has exactly one next step (C4, C7).
    #[test]
    fn a_life_follows_the_article(bought in 17_000_i32..19_000, renewals in prop::collection::vec(1_i32..=30, 0..5)) {
        let programme = programme();
        let purchased = Day::from_number(bought);
        let mut member = member_with("action-pack", purchased, None);
        let subscription = member.subscriptions[0].id;
        let mut article = Article::first(purchased);
        let mut expected = Vec::new();
        let mut found = Vec::new();
        let mut term_began = purchased;
        let mut today = purchased;
        for renewal in renewals.iter().copied().map(Some).chain([None]) {
            let cycle = current_cycle(&programme, &member.subscriptions[0], today).unwrap();
            prop_assert_eq!(cycle.began_on, term_began);
            prop_assert_eq!(cycle.anniversary.to_string(), article.on(0));
            term_began = cycle.anniversary.next();
            expected.push((article.on(-15), "reminder 0"));
            match renewal {
                Some(offset) if offset <= 22 => {}
                _ => expected.push((article.on(23), "reminder 1")),
            }
            if renewal.is_none() {
                expected.push((article.on(31), "lapse"));
            }
            let last = cycle.anniversary.plus_days(renewal.unwrap_or(32));
            while today <= last {
                let due = agenda(&programme, &member, subscription, today, Day::MIN);
                let next = due.first().filter(|due| due.on <= today).cloned();
                if let Some(due) = next {
                    let (command, name) = match due.step {
                        Step::Reminder(0) => (Command::Remind { subscription, reminder: 0 }, "reminder 0"),
                        Step::Reminder(_) => (Command::Remind { subscription, reminder: 1 }, "reminder 1"),
                        Step::Lapse => (Command::Lapse { subscription }, "lapse"),
                        Step::Announcement(..) | Step::Notice | Step::Charge(_) => panic!("nothing of the kind is due here"),
                    };
                    let entries = act(&programme, &mut member, command, today).unwrap();
                    let sent = matches!(entries[0].fact, Fact::Reminded { .. } | Fact::Lapsed { .. });
                    prop_assert!(sent, "{:?}", entries);
                    found.push((today.to_string(), name));
                }
                let standing = standing(&programme, &member, subscription, today).unwrap();
                let text = today.to_string();
                let status = if text <= article.on(0) {
                    Status::Active
                } else if text <= article.on(30) {
                    Status::RenewalOpen
                } else {
                    Status::Lapsed
                };
                prop_assert_eq!(standing.status, status, "{}", text);
                prop_assert_eq!(standing.has_benefits, status != Status::Lapsed);
                let is_over = status == Status::Lapsed;
                prop_assert_eq!(next_due(&programme, &member, subscription, today, Day::MIN).is_none(), is_over, "{}", text);
                if Some(today.days_since(cycle.anniversary)) == renewal {
                    act(&programme, &mut member, Command::OrderRenewal { subscription }, today).unwrap();
                    let order = member.orders.last().unwrap();
                    let pay = Command::RecordPayment { order: order.id, value_on: today, amount: order.amount, identity: None };
                    act(&programme, &mut member, pay, today).unwrap();
                }
                today = today.next();
            }
            article = article.renewed();
        }
        prop_assert_eq!(found, expected);
    }
}
