//! What exports keep of a person who is erased: the files all of them, and lists that were asked for by naming the person.

use super::store;
use crate::run::Said;
use db::{DbError, Tx};

/// Lets the files go, has those that are being written begun anew, and forgets lists whose words speak of the person; gives
/// the keys of files to be wiped.
///
/// # Errors
/// Any [`DbError`].
pub fn forget(tx: &mut Tx<'_>, is_known: &dyn Fn(&str) -> bool) -> Result<Vec<String>, DbError> {
    let said = Said { key: "transfer-out-erased".to_owned(), args: Vec::new() };
    let keys = store::let_files_go(tx, &said)?;
    store::set_stale(tx, None, true)?;
    for (id, list) in store::lists(tx)? {
        if is_known(&list) {
            store::delete(tx, id)?;
        }
    }
    Ok(keys)
}

/// Whether an export still names a stored file.
///
/// # Errors
/// Any [`DbError`].
pub fn names(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    store::is_named(tx, key)
}
