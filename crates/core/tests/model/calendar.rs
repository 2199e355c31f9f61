//! The model's own calendar: a table of civil dates that an outside calendar wrote, one day after the other. "So many days on" is so many
//! places further in the table; months are the outside calendar's.

use std::fmt;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};

const FIRST: Date = date(1998, 1, 1);
const LAST: Date = date(2045, 12, 31);

static TABLE: LazyLock<Vec<Date>> = LazyLock::new(|| {
    let mut days = vec![FIRST];
    while days[days.len() - 1] < LAST {
        days.push(days[days.len() - 1].tomorrow().unwrap());
    }
    days
});

/// A day of the model: its place in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct On(pub(crate) i32);

impl On {
    pub(crate) fn date(self) -> Date {
        TABLE[usize::try_from(self.0).unwrap()]
    }

    pub(crate) fn of(date: Date) -> On {
        On(TABLE.binary_search(&date).unwrap_or_else(|_| panic!("{date} is outside the model's table")) as i32)
    }

    pub(crate) fn parse(text: &str) -> On {
        On::of(text.parse().unwrap())
    }

    pub(crate) fn plus(self, days: i32) -> On {
        On(self.0 + days)
    }

    pub(crate) fn next(self) -> On {
        self.plus(1)
    }

    pub(crate) fn months_later(self, months: i32) -> On {
        On::of(self.date().checked_add(months.months()).unwrap())
    }
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.date(), f)
    }
}

impl fmt::Debug for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
