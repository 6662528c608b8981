//! The fields of one's own that a run brings with it: made as it begins, put away when it is taken back and nothing needs
//! them any more.

use super::drafting::SUBJECT;
use super::record::{ImportError, Run};
use crate::mapping::{LEAVE, Mapping, NEW};
use customers::arranging::{self, Arranged, NewField};
use customers::field::{AppliesTo, Block, Class, Field, FieldNo};
use customers::{Act, CustomerError, Desk};
use db::Tx;
use kernel::Level;

/// Makes the fields that a mapping asks for; those who may not arrange fields leave such columns out.
pub(crate) fn make_fields(tx: &mut Tx<'_>, act: &Act, mapping: &mut Mapping) -> Result<Act, ImportError> {
    let mut act = act.clone();
    for used in &mut mapping.columns {
        if used.to != NEW {
            continue;
        }
        let label = shortened(&used.column);
        let known = act.fields.all().find(|field| !field.is_archived && field.label == label);
        let slug = match known.map(|field| field.slug.clone()) {
            Some(slug) => Some(slug),
            None if !act.may(Level::Arrange) => None,
            None => {
                let slug = match put_away_unused(tx, &act, (&label, used.kind.as_deref()))? {
                    Some(no) => arranging::put_away(tx, &act, no, false)?.slug,
                    None => make_field(tx, &act, &label, used.kind.as_deref())?,
                };
                act.fields = Desk::default().fields(tx)?;
                Some(slug)
            }
        };
        used.to = slug.unwrap_or_else(|| LEAVE.to_owned());
        used.kind = None;
    }
    Ok(act)
}

fn make_field(
    tx: &mut Tx<'_>,
    act: &Act,
    label: &str,
    kind: Option<&str>,
) -> Result<String, CustomerError> {
    let kind = kind.and_then(fields::kinds::find).or_else(|| fields::kinds::find("text"));
    let Some(kind) = kind else { return Err(CustomerError::Missing) };
    let arranged = Arranged {
        label: label.to_owned(),
        settings: fields::Settings::default(),
        class: Class::Semantic,
        block: Block::Reference,
        applies_to: AppliesTo::Any,
        worth: 0.0,
        keeps_days: None,
    };
    Ok(arranging::add(tx, act, NewField { kind, is_many: false, arranged })?.slug)
}

/// A header as the name of a field: single spaces, at most eighty letters.
pub(crate) fn shortened(column: &str) -> String {
    let spaced = column.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.chars().take(80).collect::<String>().trim_end().to_owned()
}

/// A field of this name and kind that was put away and of which no card says anything: it is taken out again rather than
/// another made.
fn put_away_unused(
    tx: &mut Tx<'_>,
    act: &Act,
    (label, kind): (&str, Option<&str>),
) -> Result<Option<FieldNo>, CustomerError> {
    let is_it = |field: &&Field| {
        field.is_archived && field.label == label && field.kind.slug() == kind.unwrap_or("text")
    };
    for field in act.fields.all().filter(is_it) {
        if !field.is_builtin() && arranging::is_unused(tx, field.no)? {
            return Ok(Some(field.no));
        }
    }
    Ok(None)
}

/// Puts the fields away that a run made, where no card has them any more and nobody arranged them since.
///
/// # Errors
/// Any database error.
pub(super) fn put_away_made(tx: &mut Tx<'_>, act: &Act, run: &Run) -> Result<(), ImportError> {
    if !act.may(Level::Arrange) {
        return Ok(());
    }
    for no in made(tx, act, run)? {
        if arranging::is_unused(tx, no)? {
            arranging::put_away(tx, act, no, true)?;
        }
    }
    Ok(())
}

/// The fields of which the last that was arranged is that this run made them: it did so just before it was begun.
fn made(tx: &mut Tx<'_>, act: &Act, run: &Run) -> Result<Vec<FieldNo>, ImportError> {
    let filter = journal::Filter { verbs: &["import.begun"], limit: 1, ..journal::Filter::default() };
    let of_run = journal::of_subject(tx, run.id.0, filter)?;
    let Some(begun) = of_run.iter().find(|entry| entry.subject_kind == SUBJECT).map(|entry| entry.seq)
    else {
        return Ok(Vec::new());
    };
    let first = begun - i64::try_from(run.columns.len()).unwrap_or(i64::MAX);
    let mut made = Vec::new();
    for field in run.mapping.columns.iter().filter_map(|used| act.fields.slug(&used.to)) {
        let arranged = arranging::last_arranged(tx, field.no)?;
        if !field.is_builtin() && arranged.is_some_and(|seq| (first..begun).contains(&seq)) {
            made.push(field.no);
        }
    }
    Ok(made)
}
