//! Filling a contact card: its answers are kept, and those of tied questions become facts on the customer.

use super::arranging;
use super::asking::{Values, asked};
use super::form::{About, Answers, CardForm, CardId, FilledCard, FormId, Subject};
use crate::error::{InteractionError, needs};
use crate::interaction::Interaction;
use crate::reading;
use crate::store::{cards as table, interactions};
use customers::source::{self, SourceKind};
use customers::{Act, Customer, CustomerId, CustomerNo, Edit, NewValue, Rule, changing, listing, veiling};
use db::Tx;
use journal::Entry;
use kernel::{Cursor, DAY_MS, Level, PageSize, Slice};
use serde_json::json;
use web::FieldError;

/// A card to be filled.
#[derive(Debug, Clone)]
pub struct Filling {
    /// The form.
    pub form: FormId,
    /// About whom.
    pub customer: CustomerId,
    /// What it is filled for.
    pub subject: Option<Subject>,
    /// The answers, as [`super::asking`] understands them.
    pub values: Values,
}

/// What came of filling.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The card as it stands.
    pub card: FilledCard,
    /// Whether it is a new one; else the one for the same subject was written anew.
    pub is_new: bool,
}

/// What a card is filled with.
struct Ground {
    form: CardForm,
    customer: Customer,
    interaction: Option<Interaction>,
}

/// Fills a card by what the form asks now. For one subject there is one card of a form: filled again, it is corrected.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Missing`] for an unknown form, customer or interaction;
/// [`InteractionError::Invalid`] at the key of a required question without an answer.
pub fn fill(tx: &mut Tx<'_>, act: &Act, filling: Filling) -> Result<Filled, InteractionError> {
    needs(act, Level::Write)?;
    let customer = listing::get(tx, act, filling.customer)?;
    let form = arranging::get(tx, act, filling.form)?;
    let known = match &filling.subject {
        Some(subject) => table::latest(tx, (form.id, customer.no), subject)?,
        None => None,
    };
    if form.is_away && known.is_none() {
        return Err(InteractionError::Missing);
    }
    let interaction = interaction_of(tx, act, filling.subject.as_ref(), customer.no)?;
    let ground = Ground { form, customer, interaction };
    let is_new = known.is_none();
    let card = match known {
        Some(known) => known,
        None => FilledCard {
            no: table::next_no(tx)?,
            id: act.setting.id(),
            form: ground.form.id,
            version: ground.form.version,
            customer_no: ground.customer.no,
            subject: filling.subject,
            answers: Answers::new(),
            filled_by: None,
            filled_at: 0,
            revision: 0,
            removed_at: None,
        },
    };
    let card = keep(tx, act, (&ground, card), filling.values)?;
    Ok(Filled { card, is_new })
}

/// Writes a filled card anew by what its form asks now, unless somebody else did since `revision`.
///
/// # Errors
/// As [`fill`]; [`InteractionError::Outdated`].
pub fn correct(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (CardId, Option<i64>),
    values: Values,
) -> Result<FilledCard, InteractionError> {
    needs(act, Level::Write)?;
    let (card, customer) = seen(tx, act, id, false)?;
    if revision.is_some_and(|revision| revision != card.revision) {
        return Err(InteractionError::Outdated);
    }
    let form = arranging::get(tx, act, card.form)?;
    let interaction = interaction_of(tx, act, card.subject.as_ref(), customer.no)?;
    keep(tx, act, (&Ground { form, customer, interaction }, card), values)
}

/// Takes a card back, or brings it back; what is already so stays so. The facts stay on the customer.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn remove(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CardId,
    is_removed: bool,
) -> Result<FilledCard, InteractionError> {
    needs(act, Level::Write)?;
    let (card, customer) = seen(tx, act, id, true)?;
    if card.removed_at.is_some() == is_removed {
        return Ok(card);
    }
    let removed_at = is_removed.then(|| act.setting.now());
    let card = FilledCard { removed_at, revision: card.revision + 1, ..card };
    table::keep(tx, &card)?;
    let form = arranging::get(tx, act, card.form)?;
    let verb = if is_removed { "contact_card.removed" } else { "contact_card.restored" };
    tell(tx, act, verb, (&form, &customer, &card))?;
    Ok(card)
}

/// The interaction a card is filled for, which must be with the same customer.
fn interaction_of(
    tx: &mut Tx<'_>,
    act: &Act,
    subject: Option<&Subject>,
    customer: CustomerNo,
) -> Result<Option<Interaction>, InteractionError> {
    let Some(id) = subject.and_then(Subject::as_interaction) else { return Ok(None) };
    let one = interactions::find(tx, id)?.filter(|one| one.customer_no == customer);
    let one = one.ok_or(InteractionError::Missing)?;
    reading::must_see(tx, act, &one)?;
    Ok(Some(one))
}

fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    (ground, card): (&Ground, FilledCard),
    values: Values,
) -> Result<FilledCard, InteractionError> {
    let questions = asked(act, &ground.form.questions, &ground.customer);
    let missing: Vec<FieldError> = questions
        .iter()
        .filter(|one| one.question.is_required && !values.contains_key(&one.question.key))
        .map(|one| FieldError::new(&one.question.key, "interactions-question-required"))
        .collect();
    if !missing.is_empty() {
        return Err(InteractionError::Invalid(missing));
    }
    let edits = questions.iter().filter_map(|one| {
        let About::Field(field) = one.about else { return None };
        let values = values.get(&one.question.key)?;
        // What is hidden is not replaced unseen: another value stands beside it until somebody settles it.
        let rule = if veiling::is_masked(act, field) { Rule::Ask } else { one.question.rule };
        Some(values.iter().map(move |value| Edit::Add(field.no, marked(act, one.question, value), rule)))
    });
    let edits: Vec<Edit> = edits.flatten().collect();
    if !edits.is_empty() {
        let name = match &ground.interaction {
            Some(one) => format!("{} №{}", ground.form.name, one.no),
            None => ground.form.name.clone(),
        };
        let source = source::named(tx, &act.setting, (SourceKind::Interaction, &name, act.actor.user))?;
        changing::change_from(tx, act, (ground.customer.id, None), &edits, source)?;
    }
    let texts = |values: Vec<NewValue>| values.into_iter().map(|value| value.value).collect();
    let verb = if card.revision == 0 { "contact_card.filled" } else { "contact_card.corrected" };
    let card = FilledCard {
        version: ground.form.version,
        answers: values.into_iter().map(|(key, values)| (key, texts(values))).collect(),
        filled_by: act.actor.user,
        filled_at: act.setting.now(),
        revision: card.revision + 1,
        ..card
    };
    table::keep(tx, &card)?;
    tell(tx, act, verb, (&ground.form, &ground.customer, &card))?;
    Ok(card)
}

/// The value as a fact: marked as a guess where the question says so.
fn marked(act: &Act, question: &super::Question, value: &NewValue) -> NewValue {
    match question.guess {
        Some(guess) => NewValue {
            sure: Some(guess.sure),
            until: Some(act.setting.now() + guess.keeps_days * DAY_MS),
            ..value.clone()
        },
        None => value.clone(),
    }
}

/// Tells of it in the journal, on the customer's card. Answers that are facts are told there by the change of the card.
fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    (form, customer, card): (&CardForm, &Customer, &FilledCard),
) -> Result<(), InteractionError> {
    let own = form.questions.iter().filter(|question| question.field.is_none());
    let own: serde_json::Map<String, serde_json::Value> = own
        .filter_map(|question| Some((question.key.clone(), json!(card.answers.get(&question.key)?))))
        .collect();
    let payload = json!({
        "card": card.id, "form": form.id, "name": form.name, "version": card.version,
        "customer_no": card.customer_no, "answers": own,
        "subject": card.subject.as_ref().map(ToString::to_string),
    });
    let entry = Entry::now(&act.setting, verb, (changing::SUBJECT, customer.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

/// A card with its customer, if it is there and seen.
fn seen(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CardId,
    removed_too: bool,
) -> Result<(FilledCard, Customer), InteractionError> {
    let card = table::find(tx, id)?.filter(|card| removed_too || card.removed_at.is_none());
    let card = card.ok_or(InteractionError::Missing)?;
    let customer = reading::must_see_of(tx, act, (card.customer_no, &[card.filled_by]))?;
    Ok((card, customer))
}

/// Which filled cards are asked for; what is left out does not matter.
#[derive(Debug, Clone, Default)]
pub struct CardQuery {
    /// About this customer.
    pub customer: Option<CustomerNo>,
    /// Of this form.
    pub form: Option<FormId>,
    /// For this subject.
    pub subject: Option<Subject>,
}

/// A filled card that was not taken back.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Missing`] also when its customer is not seen.
pub fn get(tx: &mut Tx<'_>, act: &Act, id: CardId) -> Result<FilledCard, InteractionError> {
    needs(act, Level::Read)?;
    Ok(seen(tx, act, id, false)?.0)
}

/// The card of a form about a customer for a subject, if it was filled.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn for_subject(
    tx: &mut Tx<'_>,
    act: &Act,
    (form, customer): (FormId, CustomerNo),
    subject: &Subject,
) -> Result<Option<FilledCard>, InteractionError> {
    needs(act, Level::Read)?;
    Ok(table::latest(tx, (form, customer), subject)?)
}

/// One page, the latest first.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn page(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &CardQuery,
    place: (Option<&Cursor>, PageSize),
) -> Result<Slice<FilledCard>, InteractionError> {
    needs(act, Level::Read)?;
    let wanted = table::Wanted {
        customer: query.customer,
        form: query.form,
        subject: query.subject.clone(),
        seen: reading::seen(act),
    };
    Ok(table::page(tx, &wanted, place)?)
}
