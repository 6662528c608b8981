//! Reading what stands on a card and how it came to stand.

use super::{Channel, Consent, ConsentText, Purpose, State};
use crate::act::Act;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::store::{consent_purposes, consents};
use crate::{merging, sight};
use db::Tx;
use kernel::{Level, Millis};

/// What stands on a card about one purpose and channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The purpose.
    pub purpose: Purpose,
    /// The channel.
    pub channel: &'static Channel,
    /// The last word; `None` when nothing was ever said.
    pub last: Option<Consent>,
}

impl Standing {
    /// `given`, `pending`, `refused`, `withdrawn`, `expired` or `unknown` at a moment.
    pub fn slug(&self, now: Millis) -> &'static str {
        match &self.last {
            None => "unknown",
            Some(last) if last.state == State::Given && last.until_at.is_some_and(|until| until <= now) => {
                "expired"
            }
            Some(last) => last.state.slug(),
        }
    }
}

/// A line of the ledger with the text that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was said.
    pub consent: Consent,
    /// The purpose.
    pub purpose: Purpose,
    /// The text that was shown, if one of ours was.
    pub text: Option<ConsentText>,
}

/// What stands on a card, for every purpose that is asked for and each of its channels, in the order of screens.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn standing(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<Vec<Standing>, CustomerError> {
    reading(tx, act, card)?;
    let known = consents::standing(tx, card)?;
    let mut all = Vec::new();
    for purpose in consent_purposes::all(tx)?.into_iter().filter(|one| one.archived_at.is_none()) {
        for channel in purpose.channels() {
            let last =
                known.iter().find(|one| one.purpose == purpose.no && one.channel == channel).cloned();
            all.push(Standing { purpose: purpose.clone(), channel, last });
        }
    }
    Ok(all)
}

/// The ledger of a card and of those that went into it, newest first, at most 500 lines of each.
///
/// # Errors
/// As [`standing`].
pub fn history(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<Vec<Entry>, CustomerError> {
    reading(tx, act, card)?;
    let purposes = consent_purposes::all(tx)?;
    let mut all = consents::ledger(tx, card)?;
    for gone in merging::absorbed(tx, card)? {
        all.extend(consents::ledger(tx, gone)?);
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.no));
    let mut entries = Vec::with_capacity(all.len());
    for consent in all {
        let Some(purpose) = purposes.iter().find(|one| one.no == consent.purpose).cloned() else {
            continue;
        };
        let text = match consent.proof.text {
            Some(id) => consent_purposes::text_of(tx, id)?,
            None => None,
        };
        entries.push(Entry { consent, purpose, text });
    }
    Ok(entries)
}

fn reading(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<(), CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    sight::card(tx, act, card).map(drop)
}
