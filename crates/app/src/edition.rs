//! The programme as it stood in the store when it was read: all published versions, with the texts they come from.

use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use jubilee_core::{Offer, OfferId, Programme, Version};
use jubilee_programme::{Place, Places, Published, Source, Topic};
use jubilee_store::programme::ProgrammeRow;

use crate::error::AppError;

/// All published versions up to one of them.
#[derive(Debug)]
pub(crate) struct Edition {
    /// The number of the last version.
    pub(crate) number: i64,
    pub(crate) programme: Arc<Programme>,
    pub(crate) zone: TimeZone,
    texts: Vec<Text>,
}

/// The file of one version. Its lines are looked up only when somebody asks why.
#[derive(Debug)]
struct Text {
    number: u32,
    source: Source,
    places: OnceLock<Places>,
}

impl Edition {
    /// Reads the versions, oldest first. A store whose texts cannot be read was written by a later Jubilee, or is damaged.
    pub(crate) fn read(rows: &[ProgrammeRow]) -> Result<Edition, AppError> {
        let published: Vec<Published<'_>> = rows.iter().map(published).collect();
        let programme =
            jubilee_programme::history(&published).map_err(|diagnostics| AppError::Programme(Box::new(diagnostics)))?;
        let zone = TimeZone::get(&programme.zone).map_err(|_| {
            AppError::Usage(format!("the time zone '{}' of the programme is not known on this machine", programme.zone))
        })?;
        let texts = rows.iter().map(|row| Text {
            number: version_number(row),
            source: Source::new(file_name(&row.source_name), row.source.as_str()),
            places: OnceLock::new(),
        });
        Ok(Edition {
            number: rows.last().map_or(0, |row| row.number),
            programme: Arc::new(programme),
            zone,
            texts: texts.collect(),
        })
    }

    /// The line that a topic has in a version's file.
    pub(crate) fn place(&self, version: u32, topic: &Topic) -> Option<Place> {
        let text = self.texts.iter().find(|text| text.number == version)?;
        text.places.get_or_init(|| Places::new(&text.source)).find(topic)
    }

    /// The version whose rules these are, found by the offer that it owns.
    pub(crate) fn version_of(&self, id: &OfferId, offer: &Offer) -> Option<&Version> {
        self.programme.versions.iter().find(|version| version.offer(id).is_some_and(|known| std::ptr::eq(known, offer)))
    }
}

/// A stored version, as the reader of programmes takes it. The store says from which day on it counts, whatever its file says.
pub(crate) fn published(row: &ProgrammeRow) -> Published<'_> {
    Published {
        number: version_number(row),
        effective_on: Some(row.effective_on),
        name: row.source_name.clone(),
        text: &row.source,
    }
}

pub(crate) fn version_number(row: &ProgrammeRow) -> u32 {
    u32::try_from(row.number).unwrap_or(u32::MAX)
}

/// The name of a file without its folders, which are nobody's business but the operator's.
fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
