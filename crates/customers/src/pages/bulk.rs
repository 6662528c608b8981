//! Changing many customers from the list: by their boxes, or everything that meets the filter.

use super::list::Resolved;
use super::list::address::Asked;
use crate::act::Act;
use crate::builtin;
use crate::bulk_change::{self, AT_ONCE, DeedId, ManyEdit, Selection, Undone};
use crate::customer::{CustomerId, CustomerNo};
use crate::error::CustomerError;
use crate::field::{Field, FieldSet};
use crate::listing::{self, Total};
use crate::running;
use crate::staff::Staff;
use crate::{RIGHT, typing};
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use kernel::{Level, RawId};
use web::{FieldError, Form, Problem, ToastNote, Visit};
use words::Say;

pub(crate) use super::bulk_progress::Progress;

/// What the action bar offers.
pub(crate) struct Bulk {
    /// The list that "everything" means.
    pub(crate) at: String,
    /// "To all 12 408 by the filter".
    pub(crate) all_words: String,
    pub(crate) staff: Vec<(String, String)>,
    /// Answers that can be set: name of the field, then `slug=value` and words of each.
    pub(crate) choices: Vec<(String, Vec<(String, String)>)>,
    pub(crate) is_archived: bool,
}

impl Bulk {
    /// For a list as it is shown.
    pub(crate) fn of(
        (fields, staff): (&FieldSet, &Staff),
        resolved: &Resolved,
        (asked, total): (&Asked, Total),
        say: &Say,
    ) -> Self {
        let is_choice = |field: &&Field| {
            field.kind.slug() == "choice"
                && !field.is_made()
                && !field.is_archived
                && !field.settings.options.is_empty()
        };
        let group = |field: &Field| {
            let line = |option: &fields::ChoiceOption| {
                (format!("{}={}", field.slug, option.slug), field.option_label(option, say))
            };
            (field.label(say), field.settings.options.iter().map(line).collect())
        };
        let n = if total.is_exact { total.n } else { 2 };
        let shown = super::list::total_words(total, say);
        Self {
            at: asked.calm().query(),
            all_words: say.with("customers-bulk-all", &[("n", n.into()), ("shown", shown.into())]),
            staff: staff.people().iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            choices: fields.all().filter(is_choice).map(group).collect(),
            is_archived: resolved.is_archived,
        }
    }
}

/// What is wanted, as a form says it.
fn edit_of(act: &Act, form: &Form) -> Result<ManyEdit, FieldError> {
    let missing = |field: &str| FieldError::new(field, "customers-bulk-what");
    let value = |field: i64, typed: &str| {
        let known = act.fields.no(field).ok_or_else(|| missing("field"))?;
        Ok(typing::read(known, typed, &act.manner)?.map(|value| value.value))
    };
    match form.text("do") {
        "archive" => Ok(ManyEdit::Archive { is_archived: true }),
        "restore" => Ok(ManyEdit::Archive { is_archived: false }),
        deed @ ("tag" | "untag") => {
            let field = builtin::TAG;
            let value: String = value(field, form.text("tag"))?.ok_or_else(|| missing("tag"))?;
            Ok(if deed == "tag" {
                ManyEdit::Add { field, value }
            } else {
                ManyEdit::Remove { field, value }
            })
        }
        "responsible" => {
            let field = builtin::RESPONSIBLE;
            Ok(ManyEdit::Set { field, value: value(field, form.text("responsible"))? })
        }
        "choice" => {
            let (slug, typed) = form.text("choice").split_once('=').ok_or_else(|| missing("choice"))?;
            let field =
                act.fields.slug(slug).filter(|field| !field.is_made()).ok_or_else(|| missing("choice"))?;
            Ok(ManyEdit::Set { field: field.no, value: value(field.no, typed)? })
        }
        _ => Err(missing("do")),
    }
}

/// Which cards a form means: those found, or a selection too large to be done at once.
enum Meant {
    Few(Vec<CustomerNo>),
    Many(Selection),
}

fn meant(tx: &mut Tx<'_>, act: &Act, asked: &Asked, form: &Form) -> Result<Meant, CustomerError> {
    if form.is_ticked("all") {
        let query = Resolved::of(tx, act, asked)?.query(act, &asked.q);
        let numbers = listing::numbers(tx, act, &query, (0, AT_ONCE + 1))?;
        let is_many = numbers.len() > AT_ONCE;
        return Ok(if is_many { Meant::Many(Selection::of(&query)) } else { Meant::Few(numbers) });
    }
    let mut numbers = Vec::new();
    for id in form.all("id").filter_map(|id| id.parse::<CustomerId>().ok()).take(AT_ONCE) {
        match listing::get(tx, act, id) {
            Ok(card) => numbers.push(card.no),
            Err(CustomerError::Missing) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(Meant::Few(numbers))
}

/// Does it and goes back to the list, which says how many were changed and offers to take it back.
pub(crate) async fn change(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let asked = Asked::of(form.text("at"));
    let (wanted, sent) = (asked.clone(), form.clone());
    let planned = running::read(&visit, move |tx, act| {
        let edit = edit_of(act, &sent).map_err(|error| CustomerError::Invalid(vec![error]))?;
        Ok((edit, meant(tx, act, &wanted, &sent)?))
    });
    let (edit, meant) = match planned.await {
        Ok(planned) => planned,
        Err(CustomerError::Invalid(_)) => {
            return Ok(web::see_with(&asked.calm().href(), &ToastNote::new("customers-bulk-what")));
        }
        Err(other) => return Err(other.into()),
    };
    let numbers = match meant {
        Meant::Few(numbers) => numbers,
        Meant::Many(selection) => return begin_job(&visit, &asked, edit, selection).await,
    };
    if numbers.is_empty() {
        return Ok(web::see_with(&asked.calm().href(), &ToastNote::new("customers-bulk-nobody")));
    }
    let key = format!("customers-bulk-{}", edit.kind());
    let (id, n) =
        running::write(&visit, move |tx, act| bulk_change::at_once(tx, act, &edit, &numbers)).await?;
    if n == 0 {
        return Ok(web::see_with(&asked.calm().href(), &ToastNote::new("customers-bulk-nothing")));
    }
    let note = ToastNote::new(&key).n(n).undo(undo_path(id.0), vec![("at".into(), asked.calm().query())]);
    Ok(web::see_with(&asked.calm().href(), &note))
}

async fn begin_job(
    visit: &Visit,
    asked: &Asked,
    edit: ManyEdit,
    selection: Selection,
) -> Result<Response, Problem> {
    let id = running::write(visit, move |tx, act| bulk_change::later(tx, act, &edit, selection)).await?;
    Ok(web::see(&asked.with(|asked| asked.deed = id.to_string())))
}

/// Takes a deed back and goes to the list.
pub(crate) async fn undo(visit: Visit, Path(id): Path<DeedId>, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let asked = Asked::of(form.text("at"));
    let (undone, job) = running::write(&visit, move |tx, act| bulk_change::undo(tx, act, id)).await?;
    if job.is_some() {
        return Ok(web::see(&asked.with(|asked| asked.deed = id.to_string())));
    }
    Ok(web::see_with(&asked.calm().href(), &undone_note(undone)))
}

/// What is said after a deed was taken back.
pub(crate) fn undone_note(undone: Undone) -> ToastNote {
    if undone.n_left == 0 {
        return ToastNote::new("customers-bulk-undone").n(undone.n);
    }
    ToastNote::new("customers-bulk-undone-some").n(undone.n).name(undone.n_left.to_string())
}

/// Where a deed is taken back.
pub(crate) fn undo_path(id: RawId) -> String {
    format!("/customers/deeds/{id}/undo")
}
