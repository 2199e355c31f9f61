//! Reading what a member attains.

use jubilee_core::{AreaId, MeasureId, Programme};

use super::super::Attained;
use super::{area, date, is_known};
use crate::code::Code;
use crate::section::Section;

/// What is attained by a section with the keys `measure`, `amount`, `area`, `on` and `expires-on`: once for each area.
pub(super) fn attained(section: &Section<'_>, area_ids: &[AreaId], programme: &Programme) -> Option<Vec<Attained>> {
    let amount = section.get("amount").and_then(|item| item.integer(1..=i64::from(u32::MAX)));
    let (on, expires_on) = (date(section, "on"), date(section, "expires-on"));
    if let (Some(on), Some(expires_on), Some(item)) = (on, expires_on, section.get("expires-on"))
        && expires_on < on
    {
        item.refuse(Code::DateOrder, format!("what is attained on {on} cannot expire on {expires_on}, which is earlier"), None);
    }
    let (measure, areas) = measured(section, area_ids, programme)?;
    let amount = u32::try_from(amount?).ok()?;
    let one = |area| Attained { measure: measure.clone(), area, amount, on, expires_on };
    Some(areas.into_iter().map(one).collect())
}

/// What is measured, and for which areas: the one that is named, or each of the scenario's where the measure is counted by area.
pub(super) fn measured(
    section: &Section<'_>,
    area_ids: &[AreaId],
    programme: &Programme,
) -> Option<(MeasureId, Vec<Option<AreaId>>)> {
    let item = section.get("measure")?;
    let name = item.text()?;
    let known = programme.versions.iter().flat_map(|version| &version.measures).map(|known| known.id.as_str());
    is_known(&item, "measure", name, known).then_some(())?;
    let measure = MeasureId::new(name);
    let is_per_area = programme.measure(&measure)?.is_per_area;
    let named = section.maybe("area", |item| area(&item, item.text()?, programme))?;
    let areas = match (named, is_per_area) {
        (Some(_), false) => {
            let message = format!("'{name}' counts for all areas alike");
            section.get("area")?.refuse(Code::BadStep, message, Some("leave the key 'area' out".to_owned()));
            return None;
        }
        (Some(area), true) => vec![Some(area)],
        (None, false) => vec![None],
        (None, true) if area_ids.is_empty() => {
            let message = format!("'{name}' is counted by area, and the scenario names none");
            item.refuse(Code::BadStep, message, Some("for example: area = \"security\"".to_owned()));
            return None;
        }
        (None, true) => area_ids.iter().cloned().map(Some).collect(),
    };
    Some((measure, areas))
}
