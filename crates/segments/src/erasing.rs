//! Fixed lists that a person who is erased was on.

use crate::store::segments;
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::Tx;

/// Who erases.
pub struct ErasingLists;

impl Erases for ErasingLists {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        for list in segments::lists_of(tx, erased.side.no)? {
            segments::strike_one(tx, list, erased.side.no)?;
        }
        Ok(())
    }
}
