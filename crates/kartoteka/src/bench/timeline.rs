//! The card of a customer with whom a hundred thousand things happened: opened, and read far into the past.

use super::figures::{Figure, quantile};
use super::pages::{House, failed, get};
use crate::exit::CommandError;
use customers::{Act, CustomerId, Edit, NewValue, changing, noting};
use db::{Db, Tx};
use std::sync::Arc;

/// Entries of the timeline.
const ENTRIES: usize = 100_000;

/// Entries written by one transaction.
const AT_ONCE: usize = 2_000;

/// The field that is changed between notes: preferences.
const CHANGED: &str = "preferences";

/// Measures on the newest card of a base.
pub(super) async fn measure(house: &House, db: &Db, act: &Act) -> Result<Vec<Figure>, CommandError> {
    let newest = "SELECT id FROM customers ORDER BY no DESC LIMIT 1";
    let id = db.reading(move |tx| tx.first(newest, &[], |row| row.id::<CustomerId>(0))).await?;
    let id = id.ok_or_else(|| failed("there are no customers"))?;
    for from in (0..ENTRIES).step_by(AT_ONCE) {
        let act = act.clone();
        let some =
            move |tx: &mut Tx<'_>| (from..from + AT_ONCE).try_for_each(|at| happen(tx, &act, id, at));
        db.writing(some).await.map_err(failed)?;
    }
    let numbers = "SELECT seq FROM journal WHERE subject_id = $1 ORDER BY seq DESC";
    let places = db.reading(move |tx| tx.rows(numbers, db::params![id.0], |row| row.get::<i64>(0))).await?;
    let card = format!("/customers/{id}?tab=timeline");
    let (first, _) = house
        .ask(1, 300, {
            let card = card.clone();
            move |_| get(card.clone())
        })
        .await?;
    let places = Arc::new(places);
    let deep = move |at: usize| {
        let before = places.get(at * 7_919 % places.len().max(1)).copied().unwrap_or(0);
        get(format!("{card}&kind={}&before={before}", if at.is_multiple_of(2) { "all" } else { "notes" }))
    };
    let (deep, _) = house.ask(1, 300, deep).await?;
    let work = "card with 100,000 entries of timeline: p95";
    Ok(vec![
        Figure::new(work, quantile(&first, 0.95), "ms").must(8.0),
        Figure::new("the same, pages deep in the past", quantile(&deep, 0.95), "ms").must(8.0),
    ])
}

/// A note nine times out of ten, else a change of the card.
fn happen(tx: &mut Tx<'_>, act: &Act, id: CustomerId, at: usize) -> Result<(), customers::CustomerError> {
    if !at.is_multiple_of(10) {
        return noting::write(tx, act, id, &format!("Звонок {at}: договорились о чашках")).map(drop);
    }
    let field = act.fields.slug(CHANGED).ok_or(customers::CustomerError::Missing)?.no;
    let edit = Edit::Set(field, vec![NewValue::new(format!("чашка {at}"))]);
    changing::change(tx, act, (id, None), &[edit]).map(drop)
}
