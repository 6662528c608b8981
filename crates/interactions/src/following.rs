//! Interactions and contact cards of a card that becomes one with another: they go along, and come back when undone.

use crate::error::{InteractionError, needs};
use crate::store::{cards, interactions as table};
use customers::merging::{Follows, Side};
use customers::{Act, CustomerNo};
use db::{DbError, Tx};
use kernel::Level;
use serde_json::{Value, json};

/// What follows.
pub struct FollowingInteractions;

impl Follows for FollowingInteractions {
    fn slug(&self) -> &'static str {
        "interactions"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let mut kept = serde_json::Map::new();
        for column in ["customer_no", "with_no"] {
            let moved = table::numbers_of(tx, (column, from.no))?;
            table::move_to(tx, (column, &moved), to.no)?;
            kept.insert(column.to_owned(), json!(moved));
        }
        let moved = cards::numbers_of(tx, from.no)?;
        cards::move_to(tx, &moved, to.no)?;
        kept.insert("cards".to_owned(), json!(moved));
        Ok(Value::Object(kept))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, _: Side, kept: &Value) -> Result<(), DbError> {
        let numbers = |name: &str| -> Vec<i64> {
            let listed = kept.get(name).and_then(Value::as_array).into_iter().flatten();
            listed.filter_map(Value::as_i64).collect()
        };
        for column in ["customer_no", "with_no"] {
            table::move_to(tx, (column, &numbers(column)), from.no)?;
        }
        cards::move_to(tx, &numbers("cards"), from.no)
    }
}

/// Removes the interactions and contact cards of these customers for good, as when the customers themselves go.
///
/// # Errors
/// [`InteractionError::Forbidden`] unless interactions may be arranged.
pub fn forget(tx: &mut Tx<'_>, act: &Act, customers: &[CustomerNo]) -> Result<(), InteractionError> {
    needs(act, Level::Arrange)?;
    for no in customers {
        table::forget(tx, *no)?;
        cards::forget(tx, *no)?;
    }
    Ok(())
}
