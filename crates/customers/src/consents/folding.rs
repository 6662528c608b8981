//! What becomes of consents when two cards become one, and when that is taken back: the strictest word stands on both.

use super::{Consent, Origin, Proof, State};
use crate::customer::CustomerId;
use crate::store::consents;
use db::{DbError, Tx};

/// Takes over from one card what is stricter than the other one's word, or what the other one has no word on. The ledger
/// of the first stays with it; each word taken over is a line of its own with the proof of the first.
pub(crate) fn fold(tx: &mut Tx<'_>, from: CustomerId, to: CustomerId) -> Result<(), DbError> {
    let known = consents::standing(tx, to)?;
    for theirs in consents::standing(tx, from)? {
        let own = known.iter().find(|own| own.purpose == theirs.purpose && own.channel == theirs.channel);
        if own.is_none_or(|own| is_stricter(&theirs, own)) {
            let proof = Proof { origin: Origin::Merging, ..theirs.proof.clone() };
            consents::append(tx, &Consent { customer: to, proof, ..theirs })?;
        }
    }
    Ok(())
}

/// A no is stricter than a yes, and a yes for a time than one for ever; a yes counts over one that waits to be confirmed.
fn is_stricter(theirs: &Consent, own: &Consent) -> bool {
    match (theirs.state, own.state) {
        (theirs, own) if theirs.is_no() || own.is_no() => theirs.is_no() && !own.is_no(),
        (State::Given, State::Pending) => true,
        (State::Given, State::Given) => match (theirs.until_at, own.until_at) {
            (Some(theirs), Some(own)) => theirs < own,
            (theirs, None) => theirs.is_some(),
            (None, Some(_)) => false,
        },
        _ => false,
    }
}
