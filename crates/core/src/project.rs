//! What-if: how a subscription would go on from a day, under a programme that may not be published yet.

use crate::agenda::{Due, agenda};
use crate::member::Member;
use crate::programme::Programme;
use crate::standing::{Standing, standing};
use crate::{Day, ReliefId, SubscriptionId};

/// How a subscription goes on from a day if nobody does anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// What holds on the day.
    pub standing: Standing,
    /// What is due from that day on, earliest first.
    pub steps: Vec<Due>,
}

/// How a subscription goes on from a day. `None` when the member has no such subscription, or the programme no such offer.
pub fn project(programme: &Programme, member: &Member, subscription: SubscriptionId, on: Day) -> Option<Projection> {
    let standing = standing(programme, member, subscription, on)?;
    Some(Projection { standing, steps: agenda(programme, member, subscription, on, on) })
}

impl Programme {
    /// The programme as it would be without a relief.
    #[must_use]
    pub fn without(&self, relief: &ReliefId) -> Programme {
        let mut without = self.clone();
        without.reliefs.retain(|known| &known.id != relief);
        without
    }
}
