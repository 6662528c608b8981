//! Running verbs for a visit: what a verb works with is opened in the same transaction.

use crate::RIGHT;
use crate::calling::{self, Call, RingError, Ringing};
use crate::error::InteractionError;
use crate::interaction::{Interaction, InteractionId};
use crate::mail::{self as room, BoxId};
use crate::recording;
use customers::staff::Staff;
use customers::{Act, Desk};
use db::Tx;
use kernel::Level;
use mail::{MailError, Post};
use std::sync::Arc;
use web::{Problem, Visit};

pub(crate) fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

/// Reads, with the people of the firm.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act, &Arc<Staff>) -> Result<R, InteractionError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let reading = db.reading(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        work(tx, &act, &staff)
    });
    reading.await.map_err(Problem::from)
}

/// Does a deed; once for each Idempotency-Key.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, InteractionError> + Send + 'static,
) -> Result<R, InteractionError> {
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let writing = db.writing(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let done = work(tx, &act)?;
        visit.claim(tx)?;
        Ok::<_, InteractionError>(done)
    });
    writing.await
}

/// Has a customer called; the number is told to the exchange alone.
///
/// The call is written down before it rings, so that nobody calls without a trace by going away meanwhile, nor twice under one
/// Idempotency-Key; one that the exchange did not put through is taken back, and its key is free again.
pub(crate) async fn call(visit: &Visit, call: Call) -> Result<Interaction, InteractionError> {
    let (Some(post), Some(Ringing(ringer))) =
        (visit.app.offer::<Post>().cloned(), visit.app.offer::<Ringing>().cloned())
    else {
        return Err(InteractionError::at("line", "interactions-call-no-exchange"));
    };
    let placed = write(visit, move |tx, act| {
        let ring = calling::prepare(tx, act, &post.seal, call)?;
        Ok((ring, calling::placed(tx, act, call)?))
    });
    let (ring, interaction) = placed.await?;
    let eye = visit.clone();
    // On its own: whoever asked may go away while the exchange thinks.
    let ringing = tokio::spawn(async move {
        let rung = tokio::task::spawn_blocking(move || ringer.ring(&ring)).await;
        match rung.unwrap_or(Err(RingError::Unreachable)) {
            Ok(()) => Ok(interaction),
            Err(error) => take_back(eye, interaction.id, error).await,
        }
    });
    ringing.await.unwrap_or_else(|_| Err(InteractionError::at("line", RingError::Unreachable.key())))
}

/// Takes a call back that the exchange did not put through.
async fn take_back(
    visit: Visit,
    id: InteractionId,
    error: RingError,
) -> Result<Interaction, InteractionError> {
    tracing::warn!(%error, "the telephone exchange does not ring");
    let (db, desk) = (visit.app.db.clone(), desk(&visit));
    let taken_back = db.writing(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        recording::remove(tx, &act, id, true)?;
        visit.unclaim(tx)?;
        Ok::<_, InteractionError>(())
    });
    taken_back.await?;
    Err(InteractionError::at("line", error.key()))
}

/// Looks whether a box can be read, aside, because it blocks.
pub(crate) async fn try_box(visit: &Visit, id: BoxId) -> Result<Result<(), MailError>, Problem> {
    let post = visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)?;
    let one = read(visit, move |tx, act, _| room::get(tx, act, id)).await?;
    let trying = tokio::task::spawn_blocking(move || room::test(&post, &one));
    trying.await.map_err(|_| Problem::broken())
}
