//! Making forms of contact cards and changing what they ask.

use super::form::{CardForm, FormId, Question, can_ask};
use crate::error::{InteractionError, needs};
use crate::store::forms as table;
use customers::Act;
use db::Tx;
use journal::Entry;
use kernel::Level;
use serde_json::json;
use std::collections::BTreeSet;
use web::FieldError;

/// The most questions of a form; one with more is several.
pub const MOST_QUESTIONS: usize = 60;

/// The longest name and question, and the longest help and lead, in letters.
const LONGEST: (usize, usize) = (200, 2_000);

/// What can be written of a form.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// What the firm calls it.
    pub name: String,
    /// What is said before the questions.
    pub lead: String,
    /// What it asks, in order; a question that was asked before keeps its key.
    pub questions: Vec<Question>,
    /// The keys of the places before whose gates it stands.
    pub places: Vec<String>,
    /// Whether it is no longer offered and keeps no gate.
    pub is_away: bool,
}

impl Drawn {
    /// A form as it stands.
    pub fn of(form: &CardForm) -> Self {
        Self {
            name: form.name.clone(),
            lead: form.lead.clone(),
            questions: form.questions.clone(),
            places: form.places.clone(),
            is_away: form.is_away,
        }
    }
}

/// Every form, those put away too, by name.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<CardForm>, InteractionError> {
    needs(act, Level::Read)?;
    Ok(table::all(tx)?)
}

/// The form of an id.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn get(tx: &mut Tx<'_>, act: &Act, id: FormId) -> Result<CardForm, InteractionError> {
    needs(act, Level::Read)?;
    table::find(tx, id)?.ok_or(InteractionError::Missing)
}

/// What a version of a form asked.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Missing`] for a version that never was.
pub fn version(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, version): (FormId, i64),
) -> Result<Vec<Question>, InteractionError> {
    let form = get(tx, act, id)?;
    if !(1..=form.version).contains(&version) {
        return Err(InteractionError::Missing);
    }
    Ok(table::questions(tx, (id, version))?)
}

/// Makes a form. `places` are those there are.
///
/// # Errors
/// [`InteractionError::Forbidden`] unless interactions may be arranged; [`InteractionError::Invalid`] names what is wrong,
/// a question by `questions/<place>`.
pub fn make(
    tx: &mut Tx<'_>,
    act: &Act,
    (drawn, places): (Drawn, &[String]),
) -> Result<CardForm, InteractionError> {
    needs(act, Level::Arrange)?;
    let drawn = checked(act, (drawn, None), places)?;
    let form = CardForm {
        id: act.setting.id(),
        name: drawn.name,
        lead: drawn.lead,
        version: 1,
        questions: drawn.questions,
        places: drawn.places,
        is_away: drawn.is_away,
        revision: 1,
        created_at: act.setting.now(),
    };
    table::add_version(tx, &form, (act.actor.user, form.created_at))?;
    keep(tx, act, "contact_form.made", form)
}

/// Changes a form, unless somebody else did since `revision`; another set of questions is a new version.
///
/// # Errors
/// As [`make`]; [`InteractionError::Missing`], [`InteractionError::Outdated`].
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (FormId, Option<i64>),
    (drawn, places): (Drawn, &[String]),
) -> Result<CardForm, InteractionError> {
    needs(act, Level::Arrange)?;
    let known = table::find(tx, id)?.ok_or(InteractionError::Missing)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(InteractionError::Outdated);
    }
    let drawn = checked(act, (drawn, Some(&known)), places)?;
    let is_other = drawn.questions != known.questions;
    let form = CardForm {
        name: drawn.name,
        lead: drawn.lead,
        version: known.version + i64::from(is_other),
        questions: drawn.questions,
        places: drawn.places,
        is_away: drawn.is_away,
        ..known.clone()
    };
    if form == known {
        return Ok(known);
    }
    if is_other {
        table::add_version(tx, &form, (act.actor.user, act.setting.now()))?;
    }
    keep(tx, act, "contact_form.changed", CardForm { revision: known.revision + 1, ..form })
}

/// Removes a form that no card was filled by for good, such as that of the demo company; whether it did.
///
/// # Errors
/// [`InteractionError::Forbidden`] unless interactions may be arranged.
pub fn discard(tx: &mut Tx<'_>, act: &Act, id: FormId) -> Result<bool, InteractionError> {
    needs(act, Level::Arrange)?;
    if crate::store::cards::is_filled(tx, id)? || table::find(tx, id)?.is_none() {
        return Ok(false);
    }
    table::remove(tx, id)?;
    let entry = Entry::now(&act.setting, "contact_form.discarded", ("contact_form", id.0), &json!({}));
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(true)
}

fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    form: CardForm,
) -> Result<CardForm, InteractionError> {
    table::keep(tx, &form)?;
    let payload = json!({
        "form": form.id, "name": form.name, "version": form.version, "is_away": form.is_away,
        "places": form.places, "questions": form.questions,
    });
    let entry = Entry::now(&act.setting, verb, ("contact_form", form.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(form)
}

fn checked(
    act: &Act,
    (drawn, known): (Drawn, Option<&CardForm>),
    places: &[String],
) -> Result<Drawn, InteractionError> {
    let mut errors = Vec::new();
    let name = drawn.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST.0 {
        errors.push(FieldError::new("name", "interactions-form-name-wrong"));
    }
    let lead = drawn.lead.trim().to_owned();
    if lead.chars().count() > LONGEST.1 {
        errors.push(FieldError::new("lead", "interactions-form-long"));
    }
    if drawn.questions.is_empty() || drawn.questions.len() > MOST_QUESTIONS {
        errors.push(FieldError::new("questions", "interactions-form-questions-wrong"));
    }
    let is_known = |place: &String| known.is_some_and(|form| form.places.contains(place));
    if drawn.places.iter().any(|place| !places.contains(place) && !is_known(place)) {
        errors.push(FieldError::new("places", "interactions-form-place-unknown"));
    }
    let mut taken: BTreeSet<String> = drawn.questions.iter().map(|one| one.key.clone()).collect();
    let (mut questions, mut keys) = (Vec::new(), BTreeSet::new());
    for (at, question) in drawn.questions.into_iter().enumerate() {
        let question = keyed(question, (&mut taken, known));
        match wrong_in(act, &question)
            .or((!keys.insert(question.key.clone())).then_some(("key", "interactions-question-twice")))
        {
            Some((part, key)) => errors.push(FieldError::new(format!("questions/{at}/{part}"), key)),
            None => questions.push(question),
        }
    }
    if !errors.is_empty() {
        return Err(InteractionError::Invalid(errors));
    }
    let places: BTreeSet<String> = drawn.places.into_iter().collect();
    Ok(Drawn { name, lead, questions, places: places.into_iter().collect(), is_away: drawn.is_away })
}

/// The question with a key that no other has, and without what does not matter for it.
fn keyed(question: Question, (taken, known): (&mut BTreeSet<String>, Option<&CardForm>)) -> Question {
    let is_free = |key: &String| {
        !taken.contains(key) && !known.is_some_and(|form| form.questions.iter().any(|one| one.key == *key))
    };
    let key = match question.key.trim() {
        "" => {
            // Past the last version too, so that an answer is never read for a question it was not given to.
            let from = known.map_or(0, |form| form.version * 100);
            (from + 1..).map(|n| format!("q{n}")).find(is_free).unwrap_or_default()
        }
        key => key.to_owned(),
    };
    taken.insert(key.clone());
    let (kind, settings) = match question.field {
        Some(_) => (String::new(), fields::Settings::default()),
        None => (question.kind, question.settings),
    };
    let guess = question.guess.filter(|_| question.field.is_some());
    let label = question.label.split_whitespace().collect::<Vec<_>>().join(" ");
    Question { key, label, help: question.help.trim().to_owned(), kind, settings, guess, ..question }
}

/// The part of a question that cannot be, and why.
fn wrong_in(act: &Act, question: &Question) -> Option<(&'static str, &'static str)> {
    let is_slug = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'-');
    if question.key.len() > 40 || !question.key.bytes().all(is_slug) {
        return Some(("key", "interactions-question-key"));
    }
    if question.label.is_empty() || question.label.chars().count() > LONGEST.0 {
        return Some(("label", "interactions-question-label"));
    }
    if question.help.chars().count() > LONGEST.1 {
        return Some(("help", "interactions-form-long"));
    }
    if question
        .guess
        .is_some_and(|guess| !(1..=99).contains(&guess.sure) || !(1..=3_650).contains(&guess.keeps_days))
    {
        return Some(("guess", "interactions-question-guess"));
    }
    match &question.field {
        Some(slug) => match act.fields.slug(slug).is_some_and(can_ask) {
            true => None,
            false => Some(("field", "interactions-question-field")),
        },
        None => match super::form::own_kinds().find(|kind| kind.slug() == question.kind) {
            Some(kind) => question.settings.check(kind).err().map(|why| ("settings", why.key)),
            None => Some(("kind", "interactions-question-kind")),
        },
    }
}
