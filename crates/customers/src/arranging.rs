//! Arranging the fields of the card: adding one's own, naming, weighing, moving and putting them away.

use crate::act::Act;
use crate::error::CustomerError;
use crate::field::{AppliesTo, Block, Class, Field, FieldNo, Letters};
use crate::store::{cards, fields as table};
use db::{DbError, Tx};
use fields::{FieldKind, Settings};
use journal::Entry;
use kernel::{Level, RawId};
use serde_json::json;
use web::FieldError;

/// The kind of subject in journal entries about fields.
pub const SUBJECT: journal::SubjectKind = "field";

const LONGEST_LABEL: usize = 80;

/// What can be arranged of a field at any time.
#[derive(Debug, Clone, PartialEq)]
pub struct Arranged {
    /// What people read; empty on a built-in field for the word of the catalogues.
    pub label: String,
    /// The choices made for its kind.
    pub settings: Settings,
    /// Its class.
    pub class: Class,
    /// Its block.
    pub block: Block,
    /// Whose card it belongs on.
    pub applies_to: AppliesTo,
    /// How much knowing it is worth, 0..=1.
    pub worth: f64,
    /// After how many days a value is half as fresh, 1.. ; `None` for what does not age.
    pub keeps_days: Option<i64>,
}

/// A field of one's own to be added; its kind and whether it holds many values are settled for good.
#[derive(Clone)]
pub struct NewField {
    /// Its kind.
    pub kind: &'static dyn FieldKind,
    /// Whether a card may hold several values of it at once.
    pub is_many: bool,
    /// The rest.
    pub arranged: Arranged,
}

/// Adds a field of one's own after all others. Its slug is made from the label and never given twice.
///
/// # Errors
/// [`CustomerError::Forbidden`] unless the actor may arrange; [`CustomerError::Invalid`] names what is wrong.
pub fn add(tx: &mut Tx<'_>, act: &Act, new: NewField) -> Result<Field, CustomerError> {
    needs(act)?;
    let known = table::all(tx)?;
    let arranged = checked(act, new.arranged, (new.kind, None))?;
    let field = Field {
        no: table::next_own(tx)?,
        slug: slug_of(&arranged.label, |slug| known.iter().any(|field| field.slug == slug)),
        kind: new.kind,
        settings: arranged.settings,
        label: arranged.label,
        class: arranged.class,
        block: arranged.block,
        applies_to: arranged.applies_to,
        is_many: new.is_many,
        worth: arranged.worth,
        keeps_days: arranged.keeps_days,
        position: known.iter().map(|field| field.position).max().unwrap_or(0) + 10,
        is_archived: false,
        letters: Letters::Unasked,
    };
    table::insert(tx, &field)?;
    tell(tx, act, "field.added", &field)?;
    Ok(field)
}

/// Arranges a field anew. Answers that stand on cards can be renamed but not taken away.
///
/// # Errors
/// As [`add`], and [`CustomerError::Missing`].
pub fn arrange(
    tx: &mut Tx<'_>,
    act: &Act,
    no: FieldNo,
    arranged: Arranged,
) -> Result<Field, CustomerError> {
    needs(act)?;
    let field = find(tx, no)?;
    let arranged = checked(act, arranged, (field.kind, Some(&field)))?;
    let is_kept = |slug: &str| arranged.settings.option(slug).is_some();
    for option in field.settings.options.iter().filter(|option| !is_kept(&option.slug)) {
        if !cards::with_trait(tx, no, &option.slug, 1)?.is_empty() {
            let args = vec![("option", option.label.clone().into())];
            return Err(invalid(FieldError {
                args,
                ..FieldError::new("options", "customers-field-option-kept")
            }));
        }
    }
    let Arranged { label, settings, class, block, applies_to, worth, keeps_days } = arranged;
    let field = Field { label, settings, class, block, applies_to, worth, keeps_days, ..field };
    keep(tx, act, "field.changed", &field)?;
    Ok(field)
}

/// Moves a field one place up or down among those of its block; the outermost stays where it is.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn shift(tx: &mut Tx<'_>, act: &Act, no: FieldNo, is_up: bool) -> Result<(), CustomerError> {
    needs(act)?;
    let field = find(tx, no)?;
    let mut block: Vec<Field> =
        table::all(tx)?.into_iter().filter(|other| other.block == field.block).collect();
    if is_up {
        block.reverse();
    }
    let mut after = block.into_iter().skip_while(|other| other.no != no).skip(1);
    let Some(beside) = after.find(|other| !other.is_archived && !other.is_made()) else { return Ok(()) };
    let moved = Field { position: beside.position, ..field.clone() };
    let beside = Field { position: field.position, ..beside };
    write(tx, act, &beside)?;
    keep(tx, act, "field.moved", &moved)
}

/// Puts a field away, or brings it back; its values stay on the cards. What is already so stays so.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn put_away(tx: &mut Tx<'_>, act: &Act, no: FieldNo, is_away: bool) -> Result<Field, CustomerError> {
    needs(act)?;
    let field = find(tx, no)?;
    if field.is_archived == is_away {
        return Ok(field);
    }
    let field = Field { is_archived: is_away, ..field };
    keep(tx, act, if is_away { "field.archived" } else { "field.restored" }, &field)?;
    Ok(field)
}

/// Whether no card says anything of a field.
///
/// # Errors
/// Any database error.
pub fn is_unused(tx: &mut Tx<'_>, no: FieldNo) -> Result<bool, DbError> {
    Ok(!cards::has_any(tx, no)?)
}

/// The place in the journal at which a field was last added, arranged, put away or taken out again; `None` for one that
/// never was.
///
/// # Errors
/// Any database error.
pub fn last_arranged(tx: &mut Tx<'_>, no: FieldNo) -> Result<Option<i64>, DbError> {
    let told = journal::of_subject(tx, subject_of(no), journal::Filter { limit: 9, ..Default::default() })?;
    Ok(told.iter().find(|entry| entry.subject_kind == SUBJECT).map(|entry| entry.seq))
}

/// A slug made of a label: Latin small letters, digits and `_`, beginning with a letter, at most 40; with a number
/// after it when `is_taken` says so.
pub fn slug_of(label: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let latin = label.split_whitespace().map(|word| match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => matching::fold::fold(word),
    });
    let mut slug = String::new();
    for c in latin.collect::<Vec<_>>().join(" ").chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('_') => slug.push('_'),
            _ => {}
        }
    }
    let mut slug: String = slug.chars().take(36).collect();
    slug.truncate(slug.trim_end_matches('_').len());
    if !slug.starts_with(|c: char| c.is_ascii_lowercase()) {
        slug = if slug.is_empty() { "field".into() } else { format!("f_{slug}") };
    }
    let numbered = (2..).map(|n| format!("{slug}_{n}"));
    std::iter::once(slug.clone()).chain(numbered).find(|slug| !is_taken(slug)).unwrap_or(slug)
}

fn checked(
    act: &Act,
    arranged: Arranged,
    (kind, held): (&'static dyn FieldKind, Option<&Field>),
) -> Result<Arranged, CustomerError> {
    let label = arranged.label.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_builtin = held.is_some_and(Field::is_builtin);
    if label.is_empty() && !is_builtin {
        return Err(invalid(FieldError::new("label", "customers-field-label-missing")));
    }
    if label.chars().count() > LONGEST_LABEL {
        let args = vec![("most", LONGEST_LABEL.to_string().into())];
        return Err(invalid(FieldError { args, ..FieldError::new("label", "customers-field-label-long") }));
    }
    let is_same = |field: &Field| !field.is_archived && held.is_none_or(|held| held.no != field.no);
    if act.fields.all().any(|field| is_same(field) && !label.is_empty() && field.label == label) {
        return Err(invalid(FieldError::new("label", "customers-field-label-taken")));
    }
    if !(0.0..=1.0).contains(&arranged.worth) {
        return Err(invalid(FieldError::new("worth", "customers-field-worth-wrong")));
    }
    if arranged.keeps_days.is_some_and(|days| !(1..=36_500).contains(&days)) {
        return Err(invalid(FieldError::new("keeps_days", "customers-field-keeps-wrong")));
    }
    // The choices of built-in fields have their words in the catalogues, so they cannot be checked or changed here.
    let settings = match held.filter(|_| is_builtin) {
        Some(held) => held.settings.clone(),
        None => {
            arranged.settings.check(kind).map_err(|why| {
                invalid(FieldError { field: "options".into(), key: why.key.into(), args: why.args })
            })?;
            arranged.settings
        }
    };
    Ok(Arranged { label, settings, ..arranged })
}

fn find(tx: &mut Tx<'_>, no: FieldNo) -> Result<Field, CustomerError> {
    let found = table::all(tx)?.into_iter().find(|field| field.no == no && !field.is_made());
    found.ok_or(CustomerError::Missing)
}

fn write(tx: &mut Tx<'_>, act: &Act, field: &Field) -> Result<(), CustomerError> {
    Ok(table::update(tx, field, field.is_archived.then(|| act.setting.now()))?)
}

fn keep(tx: &mut Tx<'_>, act: &Act, verb: &'static str, field: &Field) -> Result<(), CustomerError> {
    write(tx, act, field)?;
    tell(tx, act, verb, field)
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, field: &Field) -> Result<(), CustomerError> {
    let payload = json!({
        "field": field.slug, "label": field.label, "kind": field.kind.slug(), "class": field.class,
        "block": field.block, "applies_to": field.applies_to, "settings": field.settings, "worth": field.worth,
        "keeps_days": field.keeps_days, "position": field.position,
    });
    let entry = Entry::now(&act.setting, verb, (SUBJECT, subject_of(field.no)), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

fn subject_of(no: FieldNo) -> RawId {
    RawId::from_u128(u128::try_from(no).unwrap_or(0))
}

fn needs(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Arrange) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

fn invalid(error: FieldError) -> CustomerError {
    CustomerError::Invalid(vec![error])
}

#[cfg(test)]
mod tests;
