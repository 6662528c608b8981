//! Interactions of a person who is erased: what was said and written goes with them, files and recordings too.

use crate::store::{cards, interactions as table, mail};
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::{DbError, Tx};

/// Who erases.
pub struct ErasingInteractions;

impl Erases for ErasingInteractions {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        erased.files.extend(table::file_keys_of(tx, erased.side.no)?);
        cards::forget_answers(tx, erased.side.no)?;
        let came_along = mail::forget_letters(tx, &|text| erased.traces.are_in(text))?;
        erased.files.extend(came_along);
        Ok(table::forget(tx, erased.side.no)?)
    }

    fn names(&self, tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
        Ok(table::is_file_named(tx, key)? || mail::is_file_waiting(tx, key)?)
    }
}
