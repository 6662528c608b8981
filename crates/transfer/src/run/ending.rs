//! The end of a run: to the last row, or as far as its file could be read.

use super::drafting::tell;
use super::record::{ImportError, Run, RunState, Said};
use super::store;
use customers::Act;
use db::Tx;

/// Says that all rows are in, or why the rest of the file cannot be read.
///
/// # Errors
/// Any database error.
pub fn finish(tx: &mut Tx<'_>, act: &Act, run: &Run, error: Option<&Said>) -> Result<(), ImportError> {
    let (state, verb) = match error {
        None => (RunState::Done, "import.finished"),
        Some(_) => (RunState::Failed, "import.failed"),
    };
    store::reached(tx, run.no, state, (error, act.setting.now()))?;
    tell(tx, act, verb, run)
}
