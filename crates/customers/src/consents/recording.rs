//! Writing down what a client said: rule, line in the ledger, journal entry, in one transaction.

use super::{Channel, Consent, Origin, Proof, Purpose, State, known, letters, purpose};
use crate::act::Act;
use crate::changing::SUBJECT;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::store::{consent_purposes, consents};
use crate::{merging, sight};
use db::{DbError, Tx};
use journal::Entry;
use kernel::{DAY_MS, Level};
use serde_json::json;

/// The longest name of a form, the longest remark, in letters.
const LONGEST: (usize, usize) = (200, 1_000);

/// Writes down what a client said about a purpose and a channel, with its proof; gives the line of the ledger.
///
/// A yes to a purpose that wants to be confirmed waits for its link ([`super::confirmation`]).
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`]; [`CustomerError::Invalid`] naming `purpose`, `channel`,
/// `state`, `text`, `lang` or `at`.
pub fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    (slug, channel, state): (&str, &str, State),
    proof: Proof,
) -> Result<Consent, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    sight::card(tx, act, card)?;
    let purpose = known(tx, slug)?;
    let channel = purpose.channel(channel).ok_or_else(|| wrong("channel", "customers-channel-unknown"))?;
    if state == State::Pending {
        return Err(wrong("state", "customers-consent-state"));
    }
    let proof = checked(tx, act, (&purpose, proof))?;
    // Whoever opened their own link has shown that it reaches them.
    let waits = state == State::Given && purpose.is_confirmed && proof.origin != Origin::Client;
    let state = if waits { State::Pending } else { state };
    keep(tx, act, card, (&purpose, channel, state), proof)
}

/// What a client says themselves, on the page that their link opens or by a link in a letter; what stands already stays.
///
/// # Errors
/// [`CustomerError::Missing`] when their card is gone; [`CustomerError::Invalid`] as [`record`].
pub fn own_word(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    (slug, channel, state): (&str, &str, State),
    proof: Proof,
) -> Result<Consent, CustomerError> {
    let purpose = known(tx, slug)?;
    let known = purpose.channel(channel).ok_or_else(|| wrong("channel", "customers-channel-unknown"))?;
    let stands = consents::last(tx, card, (purpose.no, known))?;
    let is_said =
        |last: &Consent| last.state == state && last.until_at.is_none_or(|until| until > act.setting.now());
    match stands.filter(is_said) {
        Some(stands) => Ok(stands),
        None => record(tx, act, card, (slug, channel, state), proof),
    }
}

/// Withdraws everything that is asked for, with one proof; gives how many words that took.
///
/// # Errors
/// As [`record`].
pub fn withdraw_all(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    proof: &Proof,
) -> Result<usize, CustomerError> {
    let mut n = 0;
    for purpose in super::purposes(tx, act, false)? {
        for channel in purpose.channels() {
            if has_no(tx, card, (&purpose, channel))? {
                continue;
            }
            record(tx, act, card, (&purpose.slug, channel.slug, State::Withdrawn), proof.clone())?;
            n += 1;
        }
    }
    Ok(n)
}

/// Whether a no stands on a card.
fn has_no(
    tx: &mut Tx<'_>,
    card: CustomerId,
    (purpose, channel): (&Purpose, &Channel),
) -> Result<bool, DbError> {
    Ok(consents::last(tx, card, (purpose.no, channel))?.is_some_and(|last| last.state.is_no()))
}

/// Confirms a yes that waits for it; one that was said over meanwhile stays as it stands.
///
/// # Errors
/// [`CustomerError::Missing`] when nothing waits any more.
pub fn confirm(tx: &mut Tx<'_>, act: &Act, no: i64, proof: Proof) -> Result<Consent, CustomerError> {
    let waiting = consents::numbered(tx, no)?.filter(|one| one.state == State::Pending);
    let waiting = waiting.ok_or(CustomerError::Missing)?;
    let card = merging::standing(tx, waiting.customer)?.unwrap_or(waiting.customer);
    sight::card(tx, act, card)?;
    let all = consent_purposes::all(tx)?;
    let purpose = all.into_iter().find(|one| one.no == waiting.purpose).ok_or(CustomerError::Missing)?;
    let last = consents::last(tx, card, (purpose.no, waiting.channel))?;
    match last {
        Some(last) if last.state == State::Given => return Ok(last),
        Some(last) if last.state.is_no() => return Err(CustomerError::Missing),
        _ => {}
    }
    let proof = Proof { text: waiting.proof.text, at: Some(act.setting.now()), ..proof };
    keep(tx, act, card, (&purpose, waiting.channel, State::Given), proof)
}

/// Puts a proof in order, and refuses what proves nothing.
fn checked(
    tx: &mut Tx<'_>,
    act: &Act,
    (purpose, proof): (&Purpose, Proof),
) -> Result<Proof, CustomerError> {
    let now = act.setting.now();
    if proof.at.is_some_and(|at| at > now || at < 0) {
        return Err(wrong("at", "customers-consent-at"));
    }
    if !proof.lang.is_empty() && proof.lang.parse::<words::Lang>().is_err() {
        return Err(wrong("lang", "customers-consent-lang"));
    }
    let shown = match proof.text {
        Some(id) => Some(consent_purposes::text_of(tx, id)?.filter(|text| text.purpose == purpose.no)),
        None => None,
    };
    let lang = match shown {
        Some(None) => return Err(wrong("text", "customers-consent-text-unknown")),
        Some(Some(text)) => text.lang,
        None => proof.lang,
    };
    let cut = |text: &str, most: usize| text.trim().chars().take(most).collect::<String>();
    Ok(Proof {
        lang,
        form: cut(&proof.form, LONGEST.0),
        note: cut(&proof.note, LONGEST.1),
        address: cut(&proof.address, 64),
        at: Some(proof.at.unwrap_or(now)),
        ..proof
    })
}

fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    (purpose, channel, state): (&Purpose, &'static Channel, State),
    proof: Proof,
) -> Result<Consent, CustomerError> {
    let said_at = proof.at.unwrap_or_else(|| act.setting.now());
    let keeps = purpose.keeps_days.filter(|_| state == State::Given);
    let mut new = Consent {
        no: 0,
        customer: card,
        purpose: purpose.no,
        channel,
        state,
        until_at: keeps.map(|days| said_at + days * DAY_MS),
        user: act.actor.user.filter(|_| proof.origin != Origin::Client),
        proof: Proof { at: Some(said_at), ..proof },
    };
    new.no = consents::append(tx, &new)?;
    if state == State::Pending && letters::is_by_letter(channel) {
        letters::soon(tx, &act.setting)?;
    }
    let payload = json!({ "consent": new.no, "purpose": purpose.slug, "channel": channel.slug,
        "state": state.slug(), "origin": new.proof.origin.slug() });
    let entry = Entry::now(&act.setting, "consent.recorded", (SUBJECT, card.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(new)
}

fn wrong(field: &str, key: &str) -> CustomerError {
    purpose::wrong(field, key)
}
