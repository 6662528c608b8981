//! What rows say of news that customers agreed to or refused, written down as consents with the file and the row as proof.

use super::record::RunNo;
use crate::mapping::Agreement;
use customers::consents::{self, Origin, Proof, State};
use customers::{Act, CustomerError, CustomerId};
use db::Tx;

/// The purpose that such columns are about.
const PURPOSE: &str = "marketing";

/// Where a word stands.
pub(super) struct Place<'p> {
    pub(super) file: &'p str,
    pub(super) run: Option<RunNo>,
    pub(super) row_no: i64,
}

/// Writes down what a row says of a customer. A yes in a file overturns no refusal that stands here: whoever said no is
/// asked again by a person, not by a spreadsheet. What stands already stays. Gives whether anything was written down.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error.
pub(super) fn hear(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    agreements: &[Agreement],
    place: &Place<'_>,
) -> Result<bool, CustomerError> {
    if agreements.is_empty() {
        return Ok(false);
    }
    let mut is_news = false;
    let standing = consents::standing(tx, act, id)?;
    for one in agreements {
        let is_about = |known: &&consents::Standing| {
            known.purpose.slug == PURPOSE && known.channel.slug == one.channel
        };
        // A firm may have put the purpose away; then nobody asks for it and nothing is to be kept.
        let Some(known) = standing.iter().find(is_about) else { continue };
        let last = known.last.as_ref().map(|last| last.state);
        let state = match (one.is_given, last) {
            (true, None) => State::Given,
            (false, None) => State::Refused,
            (false, Some(State::Given | State::Pending)) => State::Withdrawn,
            (true, Some(_)) | (false, Some(_)) => continue,
        };
        let proof = Proof {
            form: place.file.to_owned(),
            note: note(place, &one.words),
            ..Proof::of(Origin::Program)
        };
        consents::record(tx, act, id, (PURPOSE, one.channel, state), proof)?;
        is_news = true;
    }
    Ok(is_news)
}

/// The mark of a run in the proof of what it brought.
fn mark(run: Option<RunNo>) -> String {
    run.map(|no| format!("№{no}, ")).unwrap_or_default()
}

fn note(place: &Place<'_>, words: &str) -> String {
    let note = format!("{}{}: {words}", mark(place.run), place.row_no);
    note.chars().take(1_000).collect()
}

/// Takes back a yes that a run brought and that still is the last word.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`] or a database error.
pub(super) fn take_back(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    (file, run): (&str, RunNo),
) -> Result<(), CustomerError> {
    let mark = mark(Some(run));
    for known in consents::standing(tx, act, id)? {
        let Some(last) = known.last.filter(|last| !last.state.is_no()) else { continue };
        if last.proof.form == file && last.proof.note.starts_with(&mark) {
            let proof =
                Proof { form: file.to_owned(), note: format!("{mark}↩"), ..Proof::of(Origin::Program) };
            let word = (known.purpose.slug.as_str(), known.channel.slug, State::Withdrawn);
            consents::record(tx, act, id, word, proof)?;
        }
    }
    Ok(())
}
