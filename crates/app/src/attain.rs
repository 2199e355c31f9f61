//! What members attained, as it counts for their requirements; and the areas that a level covers because of it.

use jubilee_core::{Actor, AreaId, Command, Day, Fact, Lang, MeasureId, MemberId, SubscriptionId};

use crate::app::App;
use crate::error::AppError;
use crate::held::Request;
use crate::import::named_area;

/// Something that a member attained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attained {
    /// What is measured.
    pub measure: MeasureId,
    /// The area it is for, where the measure is for one at a time.
    pub area: Option<AreaId>,
    /// How much; at least 1.
    pub amount: u32,
    /// The first day on which it counts.
    pub attained_on: Day,
    /// The last day on which it counts; `None` for good.
    pub expires_on: Option<Day>,
}

impl App {
    /// Records what a member attained, and gives the number of the attainment among the member's own, from 1. It counts from its
    /// day on, which may have passed; a renewal that has been made stays as it is.
    pub async fn attain(&self, member: MemberId, attained: Attained, by: Actor) -> Result<u32, AppError> {
        let done = self.act(member, &command(attained), Request::by(by)).await?;
        let number = done.decision.entries.iter().find_map(|entry| match &entry.fact {
            Fact::Attained { attainment, .. } => Some(*attainment),
            _ => None,
        });
        number.ok_or_else(|| AppError::not_found("attainment", member))
    }

    /// Records that an attainment does not count any more from `ended_on` on: somebody has left, a figure was wrong.
    pub async fn end_attainment(&self, member: MemberId, number: u32, ended_on: Day, by: Actor) -> Result<(), AppError> {
        let command = Command::EndAttainment { attainment: number, ended_on };
        self.act(member, &command, Request::by(by)).await?;
        Ok(())
    }

    /// An area by its id or by its name in any of the programme's languages; what is neither is given back as it stands, and refused
    /// where it is used.
    pub fn area_named(&self, text: &str) -> AreaId {
        named_area(&self.programme, text.trim())
    }

    /// The same for who can be told: an area that there is not is an error with those that there are.
    pub fn find_area(&self, text: &str) -> Result<AreaId, AppError> {
        let found = self.area_named(text);
        let known = &self.programme.versions.last().expect("a programme has a version").areas;
        if self.programme.area_name(&found, Lang::En).is_some() {
            return Ok(found);
        }
        Err(AppError::not_among("area", text.trim(), known.iter().map(|area| area.id.as_str())))
    }

    /// What is measured, by its id; what there is not is an error with what there is.
    pub fn find_measure(&self, text: &str) -> Result<MeasureId, AppError> {
        let found = MeasureId::from(text.trim());
        let known = &self.programme.versions.last().expect("a programme has a version").measures;
        match self.programme.measure(&found) {
            Some(_) => Ok(found),
            None => Err(AppError::not_among("measure", text.trim(), known.iter().map(|measure| measure.id.as_str()))),
        }
    }

    /// Lets a subscription cover one more area, whose requirements have to be met. The fee of the level covers it.
    pub async fn cover_area(&self, subscription: SubscriptionId, area: AreaId, by: Actor) -> Result<(), AppError> {
        self.act(subscription.member(), &Command::CoverArea { subscription, area }, Request::by(by)).await?;
        Ok(())
    }
}

/// The command that records it.
pub(crate) fn command(attained: Attained) -> Command {
    let Attained { measure, area, amount, attained_on, expires_on } = attained;
    Command::Attain { measure, area, amount, attained_on, expires_on }
}
