//! The table of letters on their way out.

use crate::interaction::InteractionId;
use crate::mail::{BoxId, Delivery, OnItsWay};
use db::{DbError, Row, Tx, Value, params};
use kernel::Millis;

const NAMES: &str = "interaction_id, box_id, state, trouble, words, sheet, asked_at";

fn on_its_way(row: &Row<'_>) -> Result<OnItsWay, DbError> {
    Ok(OnItsWay {
        interaction: row.id(0)?,
        by: row.get::<Option<kernel::RawId>>(1)?.map(BoxId),
        delivery: row.with_text(2, Delivery::from_slug)?.unwrap_or(Delivery::Uncertain),
        trouble: row.get(3)?,
        words: row.get(4)?,
        sheet: serde_json::from_str(&row.get::<String>(5)?).unwrap_or_default(),
        asked_at: row.get(6)?,
    })
}

/// Puts a letter on its way.
pub(crate) fn insert(tx: &mut Tx<'_>, one: &OnItsWay) -> Result<(), DbError> {
    let sheet = serde_json::to_string(&one.sheet).unwrap_or_else(|_| "{}".to_owned());
    tx.execute(
        &format!("INSERT INTO mail_outgoing ({NAMES}, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)"),
        params![
            one.interaction.0,
            one.by.map(|by| by.0),
            one.delivery.slug(),
            &one.trouble,
            &one.words,
            &sheet,
            one.asked_at
        ],
    )
    .map(drop)
}

/// The letter that was written down as this interaction.
pub(crate) fn get(tx: &mut Tx<'_>, id: InteractionId) -> Result<Option<OnItsWay>, DbError> {
    let sql = format!("SELECT {NAMES} FROM mail_outgoing WHERE interaction_id = $1");
    tx.first(&sql, params![id.0], on_its_way)
}

/// Those of these interactions that are letters from here, in no order.
pub(crate) fn among(tx: &mut Tx<'_>, ids: &[InteractionId]) -> Result<Vec<OnItsWay>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let marks = tx.dialect().placeholders(1, ids.len());
    let sql = format!("SELECT {NAMES} FROM mail_outgoing WHERE interaction_id IN ({marks})");
    let values: Vec<Value<'_>> = ids.iter().map(|id| Value::Id(id.0)).collect();
    tx.rows(&sql, &values, on_its_way)
}

/// Those in one of these states, which is not [`Delivery::Sent`], the latest first.
pub(crate) fn in_states(
    tx: &mut Tx<'_>,
    states: &[Delivery],
    limit: i64,
) -> Result<Vec<OnItsWay>, DbError> {
    let marks = tx.dialect().placeholders(2, states.len());
    let sql = format!(
        "SELECT {NAMES} FROM mail_outgoing WHERE state <> 'sent' AND state IN ({marks})
         ORDER BY changed_at DESC, interaction_id DESC LIMIT $1"
    );
    let states = states.iter().map(|state| Value::Text(state.slug()));
    let values: Vec<Value<'_>> = [Value::Int(limit)].into_iter().chain(states).collect();
    tx.rows(&sql, &values, on_its_way)
}

/// Notes how it stands: the state, what was wrong as a key, the server's words.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    id: InteractionId,
    (state, trouble, words): (Delivery, Option<&str>, &str),
    now: Millis,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mail_outgoing SET state = $2, trouble = $3, words = $4, changed_at = $5 WHERE interaction_id = $1",
        params![id.0, state.slug(), trouble, words, now],
    )
    .map(drop)
}

/// Has it wait anew, because a person asked for it.
pub(crate) fn ask_again(tx: &mut Tx<'_>, id: InteractionId, now: Millis) -> Result<(), DbError> {
    set(tx, id, (Delivery::Waiting, None, ""), now)?;
    tx.execute("UPDATE mail_outgoing SET asked_at = $2 WHERE interaction_id = $1", params![id.0, now])
        .map(drop)
}
