//! The programme as it stood in the store when it was read: all published versions, with the texts they come from.

use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use jubilee_core::{Day, Offer, OfferId, Programme, Version};
use jubilee_programme::{Change, Place, Places, Published, Source, Topic};
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
    changes: OnceLock<Vec<Vec<Change>>>,
}

/// The file of one version. Its lines are looked up only when somebody asks why.
#[derive(Debug)]
struct Text {
    number: u32,
    effective_on: Day,
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
            effective_on: row.effective_on,
            source: Source::new(file_name(&row.source_name), row.source.as_str()),
            places: OnceLock::new(),
        });
        Ok(Edition {
            number: rows.last().map_or(0, |row| row.number),
            programme: Arc::new(programme),
            zone,
            texts: texts.collect(),
            changes: OnceLock::new(),
        })
    }

    /// The line that a topic has in a version's file.
    pub(crate) fn place(&self, version: u32, topic: &Topic) -> Option<Place> {
        let text = self.texts.iter().find(|text| text.number == version)?;
        text.places.get_or_init(|| Places::new(&text.source)).find(topic)
    }

    /// What each version changes, oldest first; nothing for the first. Worked out once, when somebody asks.
    pub(crate) fn changes(&self) -> Result<&[Vec<Change>], AppError> {
        if let Some(known) = self.changes.get() {
            return Ok(known);
        }
        let files: Vec<Published<'_>> = self.texts.iter().map(Text::published).collect();
        let found = jubilee_programme::changes(&files).map_err(|diagnostics| AppError::Programme(Box::new(diagnostics)))?;
        Ok(self.changes.get_or_init(|| found))
    }

    /// The version whose rules these are, found by the offer that it owns.
    pub(crate) fn version_of(&self, id: &OfferId, offer: &Offer) -> Option<&Version> {
        self.programme.versions.iter().find(|version| version.offer(id).is_some_and(|known| std::ptr::eq(known, offer)))
    }
}

impl Text {
    fn published(&self) -> Published<'_> {
        let (name, text) = (self.source.name.clone(), self.source.text.as_str());
        Published { number: self.number, effective_on: Some(self.effective_on), name, text }
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
