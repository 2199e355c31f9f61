//! Where members have their offices.

use jubilee_core::MemberId;
use jubilee_store::locations::{self, HEADQUARTERS};
use jubilee_store::members::MemberRow;
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;

/// The most locations that a member can have.
pub(crate) const MOST_LOCATIONS: usize = 500;
/// The longest name of a member or of a location, in characters.
pub const MOST_NAME: usize = 200;

/// A location of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocationRow {
    /// Which of the member's; the headquarters is 1.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// ISO 3166 code of its country.
    pub country: String,
    /// Whether it is the headquarters.
    pub is_headquarters: bool,
}

/// A location as somebody names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLocation {
    /// Its name.
    pub name: String,
    /// ISO 3166 code of its country, in capitals.
    pub country: String,
}

impl NewLocation {
    /// The row of the store, or what is wrong with it.
    pub(crate) fn row(&self, member: MemberId, number: i64) -> Result<locations::LocationRow, AppError> {
        let (name, country) = (self.name.trim(), self.country.trim());
        if name.is_empty() || name.chars().count() > MOST_NAME || name.chars().any(char::is_control) {
            let what = format!("the name of a location has 1 to {MOST_NAME} characters and no line breaks");
            return Err(AppError::Usage(what));
        }
        if !jubilee_core::is_country(country) {
            let what = format!(
                "'{country}' is not a country, for the location '{name}'; write its code of two letters (ISO 3166), for example NL"
            );
            return Err(AppError::Usage(what));
        }
        Ok(locations::LocationRow { member, number, name: name.to_owned(), country: country.to_owned() })
    }
}

impl App {
    /// A member's locations, the headquarters first. A member always has one: of its own name and country where no other is stored.
    pub async fn locations_of(&self, member: MemberId) -> Result<Vec<LocationRow>, AppError> {
        let row = jubilee_store::members::by_id(&self.db, member).await?;
        self.location_rows(&row.ok_or_else(|| AppError::not_found("member", member))?).await
    }

    pub(crate) async fn location_rows(&self, member: &MemberRow) -> Result<Vec<LocationRow>, AppError> {
        let stored = locations::by_member(&self.db, member.id).await?;
        let mut all: Vec<LocationRow> = stored
            .into_iter()
            .map(|row| LocationRow {
                number: row.number,
                name: row.name,
                country: row.country,
                is_headquarters: row.number == HEADQUARTERS,
            })
            .collect();
        if !all.iter().any(|location| location.is_headquarters) {
            let (name, country) = (member.name.clone(), member.country.clone());
            all.insert(0, LocationRow { number: HEADQUARTERS, name, country, is_headquarters: true });
        }
        Ok(all)
    }
}
