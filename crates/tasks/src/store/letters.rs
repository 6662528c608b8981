//! Which tasks people were reminded of by letter, and who wants no such letters.

use super::tasks;
use crate::{Task, TaskId};
use db::{DbError, Tx, params};
use kernel::{Millis, RawId};

/// Open tasks of somebody in particular that are due between two moments and whose person wants letters, by person and
/// then by due; those that a letter went out about for this very moment are left out.
pub(crate) fn waiting(tx: &mut Tx<'_>, (from, until): (Millis, Millis)) -> Result<Vec<Task>, DbError> {
    tasks::read(
        tx,
        "WHERE closed_at IS NULL AND assignee IS NOT NULL AND due_at >= $1 AND due_at <= $2
           AND NOT EXISTS (SELECT 1 FROM task_letters l WHERE l.task_id = tasks.id AND l.due_at = tasks.due_at)
           AND NOT EXISTS (SELECT 1 FROM task_letter_refusals r WHERE r.user_id = tasks.assignee)
         ORDER BY assignee, due_at, id",
        params![from, until],
    )
}

/// Notes that a letter goes out about a task; `false` when one did already.
pub(crate) fn note(
    tx: &mut Tx<'_>,
    (task, due_at): (TaskId, Millis),
    now: Millis,
) -> Result<bool, DbError> {
    let n = tx.execute(
        "INSERT INTO task_letters (task_id, due_at, sent_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![task.0, due_at, now],
    )?;
    Ok(n > 0)
}

/// Takes a note back: the server refused the letter.
pub(crate) fn unnote(tx: &mut Tx<'_>, (task, due_at): (TaskId, Millis)) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_letters WHERE task_id = $1 AND due_at = $2", params![task.0, due_at])
        .map(drop)
}

/// Forgets notes from before a moment.
pub(crate) fn prune(tx: &mut Tx<'_>, before: Millis) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_letters WHERE sent_at < $1", params![before]).map(drop)
}

/// Whether a person wants letters.
pub(crate) fn are_wanted(tx: &mut Tx<'_>, user: RawId) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM task_letter_refusals WHERE user_id = $1", params![user])? == 0)
}

/// Notes whether a person wants letters.
pub(crate) fn set_wanted(
    tx: &mut Tx<'_>,
    user: RawId,
    are_wanted: bool,
    now: Millis,
) -> Result<(), DbError> {
    if are_wanted {
        return tx.execute("DELETE FROM task_letter_refusals WHERE user_id = $1", params![user]).map(drop);
    }
    tx.execute(
        "INSERT INTO task_letter_refusals (user_id, refused_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![user, now],
    )
    .map(drop)
}
