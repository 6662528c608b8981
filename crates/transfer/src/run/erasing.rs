//! What runs keep of a person who is erased: files that were brought in or taken out, rows that were refused, cells that
//! were mended, orders as they stood before a file changed them.

use super::record::Said;
use super::store;
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::{DbError, Tx};

/// Who erases. The files of drafts and of finished runs go, all of them: a person may stand in any, in a form that no
/// search finds, and nothing needs them any more; undoing goes by the cards.
pub struct ErasingRuns;

impl Erases for ErasingRuns {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        let said = Said { key: "transfer-draft-erased".to_owned(), args: Vec::new() };
        erased.files.extend(store::let_files_go(tx, &said)?);
        let traces = &erased.traces;
        erased.files.extend(crate::outgoing::forget(tx, &|text| traces.are_in(text))?);
        store::forget_names(tx, &|text| erased.traces.are_in(text))?;
        store::forget_rows(tx, &|text| erased.traces.are_in(text))?;
        let orders = orders::erasing::orders_of(tx, erased.side.no)?;
        store::forget_stood(tx, &orders, &|text| erased.traces.are_in(text))?;
        Ok(store::forget_card(tx, erased.side.id)?)
    }

    fn names(&self, tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
        Ok(store::is_file_named(tx, key)? || crate::outgoing::names(tx, key)?)
    }
}
