//! Tasks of a person who is erased: what was promised to them goes with them.

use crate::store::tasks as table;
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::Tx;

/// Who erases.
pub struct ErasingTasks;

impl Erases for ErasingTasks {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        Ok(table::remove_about(tx, erased.side.id.0)?)
    }
}
