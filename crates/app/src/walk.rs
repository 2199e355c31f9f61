//! The way of a daily run through what is due.

use std::collections::HashSet;

use jubilee_core::MemberId;
use jubilee_store::jobs::Counts;
use jubilee_store::subscriptions::Due;

/// The way of a run through what is due: from the beginning to the end, by day and member, and elsewhere where others are.
///
/// Nodes do not claim what they are about to do: whoever commits a page first has done it, and whoever finds that out goes on at another place,
/// where nobody is. So nothing has to be given back by a node that stands still or is gone, and none waits for another.
#[derive(Default)]
pub(crate) struct Walk {
    /// The end of the page before; nothing at the beginning.
    pub(crate) at: Option<Due>,
    /// Whether it began somewhere, so that what lies before that place is still to be looked at.
    has_jumped: bool,
    /// Members that could not be dealt with: once in a run.
    pub(crate) set_aside: HashSet<MemberId>,
}

impl Walk {
    /// Goes on after another place.
    pub(crate) fn jump_to(&mut self, place: Option<Due>) {
        self.at = place;
        self.has_jumped = true;
    }

    /// A member with a step that failed is due still, and is not tried again by the same run.
    pub(crate) fn note(&mut self, id: MemberId, counts: Counts) {
        if counts.failed > 0 {
            self.set_aside.insert(id);
        }
    }

    /// Whether it has come to its end; otherwise it goes through all that is due once more, from the beginning.
    pub(crate) fn is_over(&mut self) -> bool {
        self.at = None;
        !std::mem::take(&mut self.has_jumped)
    }
}
