//! Verbs over interactions: write down, correct, take back, bring back.

use crate::error::{InteractionError, needs};
use crate::interaction::{Interaction, InteractionId, Letter, Written};
use crate::kind::{self, Kind};
use crate::reading;
use crate::store::interactions as table;
use customers::{Act, Customer, CustomerError, CustomerId, CustomerNo, listing};
use db::Tx;
use journal::Entry;
use kernel::{DAY_MS, Level, MINUTE_MS};
use serde_json::json;
use web::FieldError;

/// The longest subject and the longest text, in letters.
const LONGEST: (usize, usize) = (300, 100_000);

/// The longest that anything lasts, in seconds: a week.
const LONGEST_SECS: i64 = 7 * 86_400;

/// The most letters of a text that the timeline repeats.
const TOLD: usize = 400;

/// What came of writing down.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The interaction as it stands.
    pub interaction: Interaction,
    /// Whether it is new; else its external name was known, and nothing was written.
    pub is_new: bool,
}

/// Writes an interaction down. One whose external name is known already is given back as it stands.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Missing`] when the external name is that of something that is not
/// seen; [`InteractionError::Invalid`] names what is wrong.
pub fn record(tx: &mut Tx<'_>, act: &Act, written: Written) -> Result<Recorded, InteractionError> {
    needs(act, Level::Write)?;
    if let Some(name) = written.external_id.as_deref().filter(|name| !name.is_empty())
        && let Some(known) = table::external(tx, name)?
    {
        reading::must_see(tx, act, &known)?;
        return Ok(Recorded { interaction: known, is_new: false });
    }
    let checked = checked(tx, act, (written, None))?;
    let now = act.setting.now();
    let interaction = Interaction {
        no: table::next_no(tx)?,
        id: act.setting.id(),
        revision: 1,
        created_by: act.actor.user,
        created_at: now,
        removed_at: None,
        ..checked.interaction
    };
    table::insert(tx, &interaction)?;
    tell(tx, act, "interaction.recorded", (&interaction, &checked.kind, checked.customer.id))?;
    Ok(Recorded { interaction, is_new: true })
}

/// Writes an interaction anew, unless somebody else did since `revision`.
///
/// # Errors
/// As [`record`]; [`InteractionError::Outdated`].
pub fn correct(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (InteractionId, Option<i64>),
    written: Written,
) -> Result<Interaction, InteractionError> {
    needs(act, Level::Write)?;
    let known = reading::get(tx, act, id)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(InteractionError::Outdated);
    }
    let checked = checked(tx, act, (written, Some(&known)))?;
    if checked.interaction == known {
        return Ok(known);
    }
    let interaction = Interaction { revision: known.revision + 1, ..checked.interaction };
    table::update(tx, &interaction)?;
    tell(tx, act, "interaction.corrected", (&interaction, &checked.kind, checked.customer.id))?;
    Ok(interaction)
}

/// Takes an interaction back, or brings it back (`is_removed` is false); what is already so stays so. Facts that were
/// learned by it stay on the card.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn remove(
    tx: &mut Tx<'_>,
    act: &Act,
    id: InteractionId,
    is_removed: bool,
) -> Result<Interaction, InteractionError> {
    needs(act, Level::Write)?;
    let known = table::find(tx, id)?.ok_or(InteractionError::Missing)?;
    let customer = reading::must_see(tx, act, &known)?;
    if known.removed_at.is_some() == is_removed {
        return Ok(known);
    }
    let removed_at = is_removed.then(|| act.setting.now());
    let interaction = Interaction { removed_at, revision: known.revision + 1, ..known };
    table::update(tx, &interaction)?;
    let kind = kind::get(tx, &interaction.kind)?;
    let verb = if is_removed { "interaction.removed" } else { "interaction.restored" };
    tell(tx, act, verb, (&interaction, &kind, customer.id))?;
    Ok(interaction)
}

/// What was found to be in order.
struct Checked {
    interaction: Interaction,
    kind: Kind,
    customer: Customer,
}

/// Puts what was written in order, and refuses what cannot be.
fn checked(
    tx: &mut Tx<'_>,
    act: &Act,
    (written, known): (Written, Option<&Interaction>),
) -> Result<Checked, InteractionError> {
    let mut errors = Vec::new();
    let kind = kind::all(tx)?.into_iter().find(|kind| {
        kind.slug == written.kind && (!kind.is_away || known.is_some_and(|known| known.kind == kind.slug))
    });
    if kind.is_none() {
        errors.push(FieldError::new("kind", "interactions-kind-unknown"));
    }
    let customer = with_whom(tx, act, (written.customer, known.map(|known| known.customer_no)))?;
    if customer.is_none() {
        errors.push(FieldError::new("customer", "customers-unknown-id"));
    }
    let with = match written.with {
        Some(id) => with_whom(tx, act, (Some(id), None))?,
        None => None,
    };
    let is_themselves = with.as_ref().zip(customer.as_ref()).is_some_and(|(with, card)| with.no == card.no);
    if written.with.is_some() && (with.is_none() || is_themselves) {
        errors.push(FieldError::new("with", "interactions-with-unknown"));
    }
    let now = act.setting.now();
    let at = written.at.or(known.map(|known| known.at)).unwrap_or(now);
    if at > now + 10 * MINUTE_MS || at < -100 * 366 * DAY_MS {
        errors.push(FieldError::new("at", "interactions-at-future"));
    }
    errors.extend(wrong_in_words(tx, &written)?);
    if let (Some(slug), Some(kind)) = (&written.outcome, &kind)
        && kind
            .outcome(slug)
            .is_none_or(|one| one.is_away && known.is_none_or(|known| known.outcome != written.outcome))
    {
        errors.push(FieldError::new("outcome", "interactions-outcome-unknown"));
    }
    let (Some(kind), Some(customer), true) = (kind, customer, errors.is_empty()) else {
        return Err(InteractionError::Invalid(errors));
    };
    let interaction = laid_out(act, (written, known), (&kind, customer.no, with.map(|card| card.no), at));
    Ok(Checked { interaction, kind, customer })
}

fn laid_out(
    act: &Act,
    (written, known): (Written, Option<&Interaction>),
    (kind, customer_no, with_no, at): (&Kind, CustomerNo, Option<CustomerNo>, i64),
) -> Interaction {
    // Who sees addresses masked sends them back as they see them.
    let is_seen =
        |letter: &Letter| !letter.to.iter().chain([&letter.from]).any(|email| fields::is_mask(email));
    let letter = written
        .letter
        .filter(is_seen)
        .map(trimmed)
        .or_else(|| known.and_then(|known| known.letter.clone()));
    let external = written.external_id.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    Interaction {
        no: known.map_or(0, |known| known.no),
        id: known.map_or_else(|| act.setting.id(), |known| known.id),
        customer_no,
        with_no,
        kind: kind.slug.clone(),
        direction: written.direction.filter(|_| kind.has_direction()),
        at,
        length_secs: written.length_secs,
        outcome: written.outcome,
        subject: written.subject.trim().to_owned(),
        text: written.text.trim().replace("\r\n", "\n"),
        responsible: written.responsible.or(known.and_then(|known| known.responsible)).or(act.actor.user),
        letter,
        external_id: external.or_else(|| known.and_then(|known| known.external_id.clone())),
        revision: known.map_or(1, |known| known.revision),
        created_by: known.and_then(|known| known.created_by),
        created_at: known.map_or(at, |known| known.created_at),
        removed_at: None,
    }
}

fn trimmed(letter: Letter) -> Letter {
    let bare = |id: String| id.trim().trim_matches(['<', '>']).to_owned();
    Letter {
        from: letter.from.trim().to_owned(),
        to: letter.to.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
        message_id: bare(letter.message_id),
        in_reply_to: bare(letter.in_reply_to),
        thread: bare(letter.thread),
    }
}

/// What is too long, out of range or unknown.
fn wrong_in_words(tx: &mut Tx<'_>, written: &Written) -> Result<Vec<FieldError>, InteractionError> {
    let mut errors = Vec::new();
    if written.subject.chars().count() > LONGEST.0 {
        errors.push(FieldError::new("subject", "interactions-subject-long"));
    }
    if written.text.chars().count() > LONGEST.1 {
        errors.push(FieldError::new("text", "interactions-text-long"));
    }
    if written.length_secs.is_some_and(|secs| !(0..=LONGEST_SECS).contains(&secs)) {
        errors.push(FieldError::new("length_secs", "interactions-length-wrong"));
    }
    if written.external_id.as_ref().is_some_and(|name| name.len() > 500) {
        errors.push(FieldError::new("external_id", "interactions-external-long"));
    }
    if let Some(who) = written.responsible
        && access::user::get(tx, access::UserId(who))?.is_none()
    {
        errors.push(FieldError::new("responsible", "interactions-responsible-unknown"));
    }
    Ok(errors)
}

/// The card meant, if it is there and seen.
fn with_whom(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, known): (Option<CustomerId>, Option<CustomerNo>),
) -> Result<Option<Customer>, InteractionError> {
    let found = match (id, known) {
        (Some(id), _) => listing::get(tx, act, id),
        (None, Some(no)) => return Ok(listing::numbered(tx, act, no)?),
        (None, None) => return Ok(None),
    };
    match found {
        Ok(card) => Ok(Some(card)),
        Err(CustomerError::Missing) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Tells of it in the journal, on the customer's card.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    (one, kind, customer): (&Interaction, &Kind, CustomerId),
) -> Result<(), InteractionError> {
    let outcome = one.outcome.as_deref().and_then(|slug| kind.outcome(slug));
    let payload = json!({
        "interaction": one.id, "no": one.no, "customer_no": one.customer_no, "kind": one.kind,
        "kind_label": kind.label, "icon": kind.icon, "direction": one.direction, "at": one.at,
        "length_secs": one.length_secs, "outcome": one.outcome,
        "outcome_label": outcome.map(|outcome| outcome.label.as_str()).unwrap_or_default(),
        "subject": one.subject, "text": one.text.chars().take(TOLD).collect::<String>(),
        "responsible": one.responsible,
    });
    let entry = Entry::now(&act.setting, verb, (customers::changing::SUBJECT, customer.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}
