//! The table of the states that orders went through.

use crate::order::{OrderNo, State, Status};
use db::{DbError, Tx, Value, params};

/// Adds the first states of new orders.
pub(crate) fn insert(tx: &mut Tx<'_>, states: &[(OrderNo, State)]) -> Result<(), DbError> {
    tx.insert_many(
        "order_states",
        ["order_no", "place", "status", "at", "user_id", "reason"],
        states.iter().map(|(no, state)| {
            [
                Value::Int(*no),
                Value::Int(1),
                Value::Text(state.status.slug()),
                Value::Int(state.at),
                Value::from(state.user),
                Value::Text(&state.reason),
            ]
        }),
    )
    .map(drop)
}

/// Adds a state after those that an order went through.
pub(crate) fn add(tx: &mut Tx<'_>, order: OrderNo, state: &State) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO order_states (order_no, place, status, at, user_id, reason)
         SELECT $1, 1 + coalesce(max(place), 0), $2, $3, $4, $5 FROM order_states WHERE order_no = $1",
        params![order, state.status.slug(), state.at, state.user, &state.reason],
    )
    .map(drop)
}

/// The states of an order, oldest first.
pub(crate) fn of(tx: &mut Tx<'_>, order: OrderNo) -> Result<Vec<State>, DbError> {
    tx.rows(
        "SELECT status, at, user_id, reason FROM order_states WHERE order_no = $1 ORDER BY place",
        params![order],
        |row| {
            Ok(State {
                status: row.with_text(0, Status::from_slug)?.unwrap_or(Status::Draft),
                at: row.get(1)?,
                user: row.opt_id(2)?,
                reason: row.get(3)?,
            })
        },
    )
}
