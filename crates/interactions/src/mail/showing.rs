//! A letter's HTML as it may be shown: nothing in it acts, and nothing is fetched from afar.

use crate::error::InteractionError;
use crate::interaction::InteractionId;
use crate::reading;
use crate::store::mail as table;
use customers::Act;
use db::Tx;
use mail::{Images, shown};

/// The HTML of a letter; `None` for any other interaction and for letters of plain text.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn html(tx: &mut Tx<'_>, act: &Act, id: InteractionId) -> Result<Option<String>, InteractionError> {
    let one = reading::get(tx, act, id)?;
    let html = table::html(tx, one.no)?;
    Ok(html.map(|html| shown(&html, Images::Own, |_| None)))
}
