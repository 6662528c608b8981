//! Clients as people point at them in a form: a card number, a phone, an exact name; turned into cards.

use crate::act::Act;
use crate::customer::{Customer, CustomerId};
use crate::error::CustomerError;
use crate::field::Field;
use crate::listing::{self, Query};
use db::Tx;
use kernel::PageSize;
use web::{FieldError, Form};

/// Puts ids in the place of what was typed into a field that links to clients; other fields stay as they are.
///
/// # Errors
/// [`CustomerError::Invalid`] when it is nobody's name, number or phone, or that of several.
pub fn resolve(tx: &mut Tx<'_>, act: &Act, form: &mut Form, field: &Field) -> Result<(), CustomerError> {
    if field.kind.control().widget != "link" {
        return Ok(());
    }
    for (_, typed) in
        form.values.iter_mut().filter(|(name, typed)| *name == field.slug && !typed.trim().is_empty())
    {
        match find(tx, act, typed.trim())? {
            Some(card) => *typed = card.id.to_string(),
            None => {
                let error = FieldError::new(&field.slug, "customers-link-unknown");
                return Err(CustomerError::Invalid(vec![error]));
            }
        }
    }
    Ok(())
}

/// The card that somebody points at by its id, its number, its exact name or a phone; `None` for nobody's and for that of
/// several.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`] for an id that is nobody's.
pub fn find(tx: &mut Tx<'_>, act: &Act, typed: &str) -> Result<Option<Customer>, CustomerError> {
    if let Ok(id) = typed.parse::<CustomerId>() {
        return Ok(Some(listing::get(tx, act, id)?));
    }
    let number = typed.trim_start_matches(['№', '#', ' ']);
    if number.len() < 7 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        let no = number.parse().unwrap_or(0);
        return Ok(crate::sight::numbered(tx, act, no)?);
    }
    let found = search(tx, act, typed, 3)?;
    let exact: Vec<&Customer> = found.iter().filter(|card| card.name == typed).collect();
    match (exact.as_slice(), found.as_slice()) {
        ([one], _) => Ok(Some((*one).clone())),
        ([], [one]) => Ok(Some(one.clone())),
        _ => Ok(None),
    }
}

/// The cards that a search finds, the best hits first, at most `limit`.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn search(tx: &mut Tx<'_>, act: &Act, typed: &str, limit: i64) -> Result<Vec<Customer>, CustomerError> {
    let query = Query { search: typed.to_owned(), ..Query::default() };
    Ok(listing::page(tx, act, &query, (None, PageSize::clamped(limit)))?.items)
}
