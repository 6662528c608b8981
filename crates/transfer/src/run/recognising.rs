//! Rows that name a card of this base by its id, as exported lists do: what the card says already is no news.

use crate::mapping::TakenRow;
use customers::bulk::Incoming;
use customers::{Act, Customer, CustomerError, listing};
use db::Tx;

/// What a row says that its card does not say yet. A card that this base does not have, or that is not seen, is looked
/// for by its keys instead: the file comes from another base.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error.
pub(crate) fn recognise(tx: &mut Tx<'_>, act: &Act, row: &mut TakenRow) -> Result<(), CustomerError> {
    let Some(id) = row.incoming.id else { return Ok(()) };
    match listing::get(tx, act, id) {
        Ok(card) => leave_known(act, row, &card),
        Err(CustomerError::Missing) => row.incoming.id = None,
        Err(error) => return Err(error),
    }
    Ok(())
}

fn leave_known(act: &Act, row: &mut TakenRow, card: &Customer) {
    let has_name = row.whole_name.as_deref().is_some_and(|name| name.trim() == card.name.trim());
    let is_news = |(no, typed): &(i64, String)| {
        let Some(field) = act.fields.no(*no) else { return false };
        let is_address = field.kind.slug() == "address";
        let says = |value: &str| {
            value == typed || (is_address && fields::kinds::AddressParts::of(value).typed == *typed)
        };
        let is_known = card.sheet.of(*no).any(|fact| says(&fact.value));
        let is_part_of_name = has_name && field.is_name();
        !(is_known || is_part_of_name)
    };
    let Incoming { values, .. } = &mut row.incoming;
    values.retain(is_news);
}
