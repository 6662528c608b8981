//! Opening a base that must be there already, as it is: commands that look must not make or change one.

use crate::compose::Place;
use crate::exit::CommandError;
use crate::speaking::speaker;
use db::{DatabaseUrl, Db, Options};
use kernel::Setting;

/// Opens the base of a place without bringing it up to date.
///
/// # Errors
/// [`CommandError::WrongUse`] when there is none; what the database has against it.
pub(super) fn open(place: &Place) -> Result<Db, CommandError> {
    open_at(&place.database)
}

/// Opens the base at an address without bringing it up to date.
///
/// # Errors
/// As [`open`].
pub(super) fn open_at(url: &DatabaseUrl) -> Result<Db, CommandError> {
    needed(url)?;
    Ok(Db::open(url, Options::default())?)
}

/// Opens the base of a place that must be there already, and brings it up to date.
///
/// # Errors
/// As [`open`].
pub(super) fn ready(place: &Place, setting: &Setting) -> Result<Db, CommandError> {
    needed(&place.database)?;
    place.open(setting, Options::default())
}

/// Says so when there is no base at an address.
///
/// # Errors
/// [`CommandError::WrongUse`] when there is none.
pub(super) fn needed(url: &DatabaseUrl) -> Result<(), CommandError> {
    if let DatabaseUrl::Sqlite(path) = url
        && !path.exists()
    {
        let say = speaker();
        return Err(CommandError::WrongUse(
            say.with("kartoteka-no-base", &[("place", url.to_string().into())]),
        ));
    }
    Ok(())
}
