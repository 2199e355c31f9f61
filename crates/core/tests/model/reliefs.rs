//! Reliefs, as they count for a cycle: announced, revised, withdrawn; naming, moving, waiving.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{Counted, Cycle};
use crate::plan::{Announcement, Move};
use crate::walk::{ITSELF, Model};

impl Model<'_> {
    pub(crate) fn announcements(&self, at: usize, cycle: &mut Cycle, day: On) {
        for (number, relief) in self.plan.reliefs.iter().enumerate() {
            let mut is_withdrawn = relief.withdrawn_on.is_some_and(|withdrawn| withdrawn <= day);
            if self.flaw == Flaw::WithdrawalIgnored {
                is_withdrawn = false;
            }
            if is_withdrawn {
                if relief.withdrawn_on == Some(day) {
                    self.take_out(at, cycle, number, day);
                }
                continue;
            }
            for (which, announcement) in relief.announcements.iter().enumerate() {
                if self.known_from(announcement) == day {
                    self.announce(at, cycle, number, which, day);
                }
            }
        }
        self.follow_moves(at, cycle, day);
    }

    pub(crate) fn announce(&self, at: usize, cycle: &mut Cycle, relief: usize, which: usize, day: On) {
        let announcement = &self.plan.reliefs[relief].announcements[which];
        let stands = cycle.counted.iter().position(|counted| counted.relief == relief);
        if self.is_named(at, cycle, relief, announcement) {
            let counted = Counted { relief, announcement: which, is_late: cycle.is_renewed };
            if let Some(place) = stands {
                // What has begun to count stays as it was announced.
                if day <= cycle.ruled {
                    cycle.counted[place] = counted;
                }
            } else if self.is_in_time(at, cycle, day) {
                cycle.counted.push(counted);
            }
            self.settle(at, cycle);
        } else if stands.is_some() {
            self.take_out(at, cycle, relief, day);
        }
    }

    /// Whether something announced on this day can still make a difference to the cycle: what had lapsed stays lapsed (R16), and what
    /// had been renewed is included (R13).
    pub(crate) fn is_in_time(&self, at: usize, cycle: &Cycle, day: On) -> bool {
        self.flaw == Flaw::ReliefMovesLapsed || cycle.is_renewed || day <= self.closes(at, cycle)
    }

    /// A relief does not name the cycle any more: that counts when it comes on or before the anniversary, otherwise what had begun to
    /// count stays.
    pub(crate) fn take_out(&self, at: usize, cycle: &mut Cycle, relief: usize, day: On) {
        if day <= cycle.ruled || self.flaw == Flaw::WithdrawalTakesBack {
            cycle.counted.retain(|counted| counted.relief != relief);
            self.settle(at, cycle);
        }
    }

    /// The parts of a subscription whose requirements a relief that counts waives.
    pub(crate) fn waived(&self, at: usize, counted: &Counted) -> Vec<&'static str> {
        let announcement = &self.plan.reliefs[counted.relief].announcements[counted.announcement];
        let mut parts = if announcement.waives { self.parts(at) } else { Vec::new() };
        parts.retain(|area| self.means(announcement, area));
        parts
    }

    /// Whether an announcement means a part of what it names.
    pub(crate) fn means(&self, announcement: &Announcement, part: &str) -> bool {
        part == ITSELF || self.flaw == Flaw::ScopeIgnored || is_area_meant(announcement, part)
    }

    pub(crate) fn is_meant(&self, at: usize, announcement: &Announcement) -> bool {
        let held = &self.held[at];
        let is_offer = announcement.offer.is_none_or(|offer| offer == held.offer);
        is_offer && (held.areas.is_empty() || held.areas.iter().any(|(area, _)| is_area_meant(announcement, area)))
    }

    pub(crate) fn is_in_range(&self, announcement: &Announcement, anniversary: On) -> bool {
        let more = i32::from(self.flaw == Flaw::ReliefOneAnniversaryMore);
        announcement.from <= anniversary && anniversary <= announcement.until.plus(more)
    }

    /// Whether an announcement names the cycle: by the anniversary that the rules gave, or by one to which another relief moved it.
    pub(crate) fn is_named(&self, at: usize, cycle: &Cycle, relief: usize, announcement: &Announcement) -> bool {
        let others = cycle.counted.iter().filter(|counted| counted.relief != relief);
        let (_, anniversaries) = self.moves(at, cycle.ruled, others.cloned().collect());
        let is_in_range = |anniversary: &On| self.is_in_range(announcement, *anniversary);
        anniversaries.iter().any(is_in_range) && self.is_meant(at, announcement)
    }

    /// The reliefs that count one after the other, each as soon as it names an anniversary that has been reached, and all the anniversaries
    /// on the way.
    fn moves(&self, at: usize, ruled: On, mut waiting: Vec<Counted>) -> (Vec<Counted>, Vec<On>) {
        let (mut counted, mut anniversaries) = (Vec::new(), vec![ruled]);
        loop {
            let next = waiting.iter().position(|waiting| {
                let announcement = &self.plan.reliefs[waiting.relief].announcements[waiting.announcement];
                let is_in_range = |anniversary: &On| self.is_in_range(announcement, *anniversary);
                anniversaries.iter().any(is_in_range) && self.is_meant(at, announcement)
            });
            let Some(next) = next else { return (counted, anniversaries) };
            let relief = waiting.remove(next);
            let anniversary = anniversaries[anniversaries.len() - 1];
            let is_ignored = self.flaw == Flaw::OnlyOneMove && anniversary != ruled;
            anniversaries.push(if is_ignored { anniversary } else { self.moved(&relief, anniversary) });
            counted.push(relief);
        }
    }

    /// Whether an announcement lets a lapsed cycle come back: it may name any anniversary that the cycle has had, as for a waiver.
    pub(crate) fn lets_come_back(&self, at: usize, cycle: &Cycle, announcement: &Announcement) -> bool {
        let Some(back) = announcement.reactivation else { return false };
        let (_, anniversaries) = self.moves(at, cycle.ruled, cycle.counted.clone());
        let is_in_range = |anniversary: &On| back.from <= *anniversary && *anniversary <= back.until;
        anniversaries.iter().any(is_in_range) && self.is_meant(at, announcement)
    }

    pub(crate) fn moved(&self, counted: &Counted, anniversary: On) -> On {
        match self.plan.reliefs[counted.relief].announcements[counted.announcement].moves.filter(|_| !counted.is_late) {
            Some(Move::By(span)) => span.after(anniversary).max(anniversary),
            Some(Move::To(day)) => day.max(anniversary),
            None => anniversary,
        }
    }

    /// The anniversary after all that counts; what was named only by a move that does not count any more goes with it.
    pub(crate) fn settle(&self, at: usize, cycle: &mut Cycle) {
        let (counted, anniversaries) = self.moves(at, cycle.ruled, cycle.counted.clone());
        cycle.counted.retain(|known| counted.iter().any(|counted| counted.relief == known.relief));
        cycle.anniversary = anniversaries[anniversaries.len() - 1];
    }

    /// A move can bring the anniversary into the range of a relief that was announced before; of several, the one that was announced first
    /// counts first.
    pub(crate) fn follow_moves(&self, at: usize, cycle: &mut Cycle, day: On) {
        while self.is_in_time(at, cycle, day) {
            let mut first: Option<(On, usize, usize)> = None;
            for (number, relief) in self.plan.reliefs.iter().enumerate() {
                let is_withdrawn = relief.withdrawn_on.is_some_and(|withdrawn| withdrawn <= day);
                if cycle.counted.iter().any(|counted| counted.relief == number) || is_withdrawn {
                    continue;
                }
                let known = relief.announcements.iter().enumerate().filter(|(_, one)| self.known_from(one) <= day);
                let known: Vec<(usize, &Announcement)> = known.collect();
                let is_naming = |one: &&(usize, &Announcement)| self.is_named(at, cycle, number, one.1);
                // It names the cycle since the first of the announcements that have named it without a break.
                let Some((_, since)) = known.iter().rev().take_while(is_naming).last() else { continue };
                let (which, _) = known[known.len() - 1];
                let since = self.known_from(since);
                if first.is_none_or(|(earliest, ..)| since < earliest) {
                    first = Some((since, number, which));
                }
            }
            let Some((_, relief, announcement)) = first else { return };
            cycle.counted.push(Counted { relief, announcement, is_late: cycle.is_renewed });
            self.settle(at, cycle);
        }
    }

    /// An area was added, which a relief may mean.
    pub(crate) fn area_added(&mut self, at: usize) {
        if let Some(mut cycle) = self.held[at].current.take() {
            self.follow_moves(at, &mut cycle, self.today);
            self.held[at].current = Some(cycle);
        }
    }

    pub(crate) fn known_from(&self, announcement: &Announcement) -> On {
        match self.flaw {
            Flaw::ReliefBeforeAnnouncement => announcement.on.plus(-30),
            _ => announcement.on,
        }
    }
}

fn is_area_meant(announcement: &Announcement, area: &str) -> bool {
    announcement.area.is_none_or(|only| only == area) && announcement.except_area != Some(area)
}
