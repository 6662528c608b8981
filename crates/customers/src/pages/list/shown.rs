//! The list that an address shows, told to whoever takes it elsewhere, such as a file.

use super::address::Asked;
use super::columns::{USUAL, is_offered};
use super::resolved::Resolved;
use crate::act::Act;
use crate::error::CustomerError;
use crate::field::FieldSet;
use crate::listing::Query;
use db::Tx;
use web::FieldError;

/// A list as it is shown: what it asks for, and which columns stand beside the name.
#[derive(Debug, Clone)]
pub struct ShownList {
    /// What it asks for.
    pub query: Query,
    /// Slugs of its columns in order, `changed` and `made` among them; never empty.
    pub columns: Vec<String>,
    /// The name of the saved view; empty without one.
    pub view: String,
}

/// Reads the address of a list: the part behind the question mark.
///
/// # Errors
/// [`CustomerError::Missing`] for a view that is not there or not to be seen; [`CustomerError::Invalid`] for a condition
/// that cannot be understood.
pub fn shown_list(tx: &mut Tx<'_>, act: &Act, address: &str) -> Result<ShownList, CustomerError> {
    let asked = Asked::of(address);
    let resolved = Resolved::of(tx, act, &asked)?;
    if let Err(error) = &resolved.condition {
        let field = format!("filter{}", error.pointer);
        let args = error.why.args.clone();
        let wrong = FieldError { field, key: error.why.key.into(), args };
        return Err(CustomerError::Invalid(vec![wrong]));
    }
    let query = resolved.query(act, &asked.q);
    let is_known = |slug: &String| {
        matches!(slug.as_str(), "changed" | "made") || act.fields.slug(slug).is_some_and(is_offered)
    };
    let mut columns: Vec<String> = resolved.columns.into_iter().filter(is_known).collect();
    if columns.is_empty() {
        columns = USUAL.iter().map(|slug| (*slug).to_owned()).collect();
    }
    Ok(ShownList { query, columns, view: resolved.view.map(|view| view.name).unwrap_or_default() })
}

/// Slugs of all columns that a list can have beside the name, in the order of the card.
pub fn offered_columns(fields: &FieldSet) -> Vec<String> {
    let own = fields.all().filter(|field| is_offered(field)).map(|field| field.slug.clone());
    own.chain(["changed".to_owned(), "made".to_owned()]).collect()
}
