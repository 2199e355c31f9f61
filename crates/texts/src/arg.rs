//! What can be filled into a text.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use jubilee_core::{AreaId, Day, Lang, Money, OfferId};

use crate::format;

/// A value for an argument of a text, not yet written in any language.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// Words as they are. Numbers that are names (order numbers, years, codes) belong here too: they are never grouped.
    Text(Cow<'a, str>),
    /// A count: written with the language's grouping, and able to choose between singular and plural.
    Number(i64),
    /// A civil date, written long: "1 October 2019".
    Day(Day),
    /// An amount: "USD 475.00".
    Money(Money),
}

impl<'a> Arg<'a> {
    pub(crate) fn fluent(&'a self, lang: Lang) -> FluentValue<'a> {
        match self {
            Arg::Text(words) => FluentValue::String(Cow::Borrowed(words)),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Day(day) => FluentValue::String(format::date(lang, *day).into()),
            Arg::Money(amount) => FluentValue::String(format::money(lang, *amount).into()),
        }
    }
}

/// Values that `t!` takes as arguments.
pub trait IntoArg {
    /// The value as an argument.
    fn arg(&self) -> Arg<'_>;
}

impl<T: IntoArg + ?Sized> IntoArg for &T {
    fn arg(&self) -> Arg<'_> {
        (**self).arg()
    }
}

impl IntoArg for str {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self))
    }
}

impl IntoArg for String {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self))
    }
}

impl IntoArg for Cow<'_, str> {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self))
    }
}

impl IntoArg for OfferId {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self.as_str()))
    }
}

impl IntoArg for AreaId {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self.as_str()))
    }
}

impl IntoArg for Day {
    fn arg(&self) -> Arg<'_> {
        Arg::Day(*self)
    }
}

impl IntoArg for Money {
    fn arg(&self) -> Arg<'_> {
        Arg::Money(*self)
    }
}

macro_rules! counts {
    ($($integer:ty),*) => {$(
        impl IntoArg for $integer {
            fn arg(&self) -> Arg<'_> {
                Arg::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )*};
}

counts!(i32, i64, u8, u16, u32, u64, usize);
