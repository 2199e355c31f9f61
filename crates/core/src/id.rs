//! Typed identities.
//!
//! A member's number is given out by the store. The things of a member are numbered within it and carry the member's number in
//! their own, so that whoever holds a subscription's or an order's identity knows the aggregate it belongs to, and no counter is
//! shared between members.

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A member organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct MemberId(#[n(0)] i64);

impl MemberId {
    /// The largest number, so that what belongs to a member still fits into an `i64`.
    pub const MAX: i64 = (1 << 46) - 1;

    /// The member with this number (1..=[`MemberId::MAX`]).
    pub const fn from_number(number: i64) -> Option<MemberId> {
        if number >= 1 && number <= MemberId::MAX { Some(MemberId(number)) } else { None }
    }

    /// The number itself.
    pub const fn number(self) -> i64 {
        self.0
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

macro_rules! within_member {
    ($(#[$doc:meta])* $name:ident, $bits:literal, $most:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize)]
        #[cbor(transparent)]
        #[serde(transparent)]
        pub struct $name(#[n(0)] i64);

        impl $name {
            /// The largest ordinal within one member.
            pub const MOST: u32 = $most;

            /// The identity of the `ordinal`-th (1..=[`Self::MOST`]) of this kind that `member` has.
            pub const fn new(member: MemberId, ordinal: u32) -> Option<$name> {
                if ordinal >= 1 && ordinal <= Self::MOST { Some($name(member.0 << $bits | ordinal as i64)) } else { None }
            }

            /// The identity behind a stored number, or `None` where no identity has that number.
            pub const fn from_number(number: i64) -> Option<$name> {
                match MemberId::from_number(number >> $bits) {
                    Some(_) if number & ((1 << $bits) - 1) >= 1 => Some($name(number)),
                    _ => None,
                }
            }

            /// The number itself: the member's number shifted left by
            #[doc = stringify!($bits)]
            /// bits, and the ordinal.
            pub const fn number(self) -> i64 {
                self.0
            }

            /// The member to whom it belongs.
            pub const fn member(self) -> MemberId {
                MemberId(self.0 >> $bits)
            }

            /// Which one of the member's it is, from 1.
            pub const fn ordinal(self) -> u32 {
                (self.0 & ((1 << $bits) - 1)) as u32
            }
        }
    };
}

within_member! {
    /// A member's hold of one offer.
    SubscriptionId, 10, 1023
}

within_member! {
    /// An order of a member.
    OrderId, 16, 65535
}

/// An order's number, as people write it: the member's number and which of its orders, for example `104-3`.
impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.member(), self.ordinal())
    }
}

/// A text that is not an order number in the form `104-3`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an order number; it looks like 104-3")]
pub struct NotAnOrder(pub String);

impl FromStr for OrderId {
    type Err = NotAnOrder;

    fn from_str(text: &str) -> Result<OrderId, NotAnOrder> {
        let parse = || {
            let (member, ordinal) = text.split_once('-')?;
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            if !digits(member) || !digits(ordinal) {
                return None;
            }
            OrderId::new(MemberId::from_number(member.parse().ok()?)?, ordinal.parse().ok()?)
        };
        parse().ok_or_else(|| NotAnOrder(text.chars().take(40).collect()))
    }
}

impl OrderId {
    /// The reference that a bank transfer carries: a creditor reference by ISO 11649, whose check digits catch a mistyped one.
    ///
    /// ```
    /// use jubilee_core::OrderId;
    /// let order: OrderId = "104-3".parse().unwrap();
    /// assert_eq!(order.reference(), "RF8210400003");
    /// ```
    pub fn reference(self) -> String {
        let body = format!("{}{:05}", self.member(), self.ordinal());
        // R and F count as 27 and 15, the check digits themselves as 00.
        let remainder = body.bytes().chain(*b"271500").fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
        format!("RF{:02}{body}", 98 - remainder)
    }
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize)]
        #[cbor(transparent)]
        #[serde(transparent)]
        pub struct $name(#[n(0)] String);

        impl $name {
            /// The name as it stands in the programme file.
            pub fn new(name: impl Into<String>) -> $name {
                $name(name.into())
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> $name {
                $name(name.to_owned())
            }
        }
    };
}

name! {
    /// An offer's name in the programme file, for example `action-pack`.
    OfferId
}

name! {
    /// The name of an area that an offer may cover, for example `data-analytics`.
    AreaId
}

name! {
    /// The name of something that is measured to qualify, for example `active-users`.
    MeasureId
}

name! {
    /// A benefit's name in the programme file, for example `support-incidents`.
    BenefitId
}

name! {
    /// A relief's name in the programme file, for example `covid-19`.
    ReliefId
}

name! {
    /// The name of a level, for example `gold`.
    LevelId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_member_names_it() {
        let member = MemberId::from_number(104).unwrap();
        let order = OrderId::new(member, 3).unwrap();
        assert_eq!((order.member(), order.ordinal()), (member, 3));
        assert_eq!(OrderId::from_number(order.number()), Some(order));
        let largest = MemberId::from_number(MemberId::MAX).unwrap();
        assert_eq!(OrderId::new(largest, OrderId::MOST).unwrap().member(), largest);
    }

    #[test]
    fn references_carry_check_digits_that_hold() {
        for (member, ordinal) in [(1, 1), (104, 3), (99_999_999, 65_535)] {
            let order = OrderId::new(MemberId::from_number(member).unwrap(), ordinal).unwrap();
            let reference = order.reference();
            let rotated = format!("{}2715{}", &reference[4..], &reference[2..4]);
            assert_eq!(rotated.parse::<u128>().unwrap() % 97, 1, "{reference}");
            assert_eq!(order.to_string().parse(), Ok(order));
        }
    }

    #[test]
    fn numbers_outside_the_range_are_no_identities() {
        assert_eq!(MemberId::from_number(0), None);
        assert_eq!(MemberId::from_number(-1), None);
        assert_eq!(SubscriptionId::from_number(1024), None, "ordinal 0");
        assert_eq!(SubscriptionId::from_number(5), None, "member 0");
        let member = MemberId::from_number(1).unwrap();
        assert_eq!(SubscriptionId::new(member, 1024), None);
    }
}
