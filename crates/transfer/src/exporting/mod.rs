//! Lists going out: the cards of any list, in its order and with its columns, as rows of a file, in flat memory.
//!
//! One thread reads cards page by page through [`customers::listing`], so that whoever takes a list out gets what they
//! may see and no more; another writes them. Cards that change meanwhile are neither lost nor written twice. Both that a
//! list begins to go out and how many rows went are told to the journal, also when the reader at the other end leaves.

mod asked;
mod chosen;
mod filling;
mod page;
mod reading;
mod streaming;
#[cfg(test)]
mod tests;

pub use asked::Asked;
pub use chosen::{Columns, every_column};
pub(crate) use page::{file, show};
pub(crate) use streaming::{answer, target_of};

use crate::cells::Row;
use crate::formats::out::{Output, Target, WriteError, Writing, Written};
use chosen::Chosen;
use customers::listing::Query;
use customers::staff::Staff;
use customers::{Act, CustomerError};
use db::{Db, DbError};
use filling::Filling;
use journal::Entry;
use kernel::{Level, RawId};
use serde_json::{Value as Json, json};
use std::sync::mpsc::sync_channel;
use words::Say;

/// The kind of subject in journal entries about lists that went out.
pub const SUBJECT: journal::SubjectKind = "export";

/// Batches of cards that may wait to be written.
const WAITING: usize = 2;

/// What is to go out, and how.
#[derive(Clone)]
pub struct Wanted {
    /// Which customers, in which order.
    pub query: Query,
    /// Which columns beside the id and the kind, by slug and in order.
    pub columns: Columns,
    /// In which format.
    pub target: &'static dyn Target,
    /// What the list is called, for the journal and the sheet; may be empty.
    pub name: String,
}

/// Why a list cannot go out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The cards cannot be read.
    #[error(transparent)]
    Customers(#[from] CustomerError),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbError> for ExportError {
    fn from(error: DbError) -> Self {
        ExportError::Customers(error.into())
    }
}

/// Whether the actor may take lists out.
pub(crate) fn may_export(act: &Act) -> bool {
    act.actor.may(crate::RIGHT, Level::Read) && act.may(Level::Read)
}

/// Writes every customer of a list and tells the journal who took what and how much.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] for a condition that cannot be understood; what keeps the
/// file from being written.
pub fn export(
    db: &Db,
    act: &Act,
    wanted: &Wanted,
    say: &Say,
    output: Output,
) -> Result<Written, ExportError> {
    if !may_export(act) {
        return Err(CustomerError::Forbidden.into());
    }
    let staff = db.read(|tx| Staff::read(tx, act.setting.now()))?;
    let chosen = Chosen::of(&act.fields, &wanted.columns, (wanted.target, say));
    let id = act.setting.id::<crate::run::RunId>().0;
    tell(db, act, ("customers.export_begun", id), told(wanted, &chosen))?;
    let title = if wanted.name.is_empty() { say.t("customers-list-title") } else { wanted.name.clone() };
    let writing = Writing { language: say.lang().to_string(), title, scratch: None };
    let mut n_rows = 0;
    let ended =
        wanted.target.begin(output, &chosen.headings, &writing).map_err(ExportError::from).and_then(
            |sink| pour(db, act, &wanted.query, (sink, &Filling::new(&chosen, &staff, say)), &mut n_rows),
        );
    let end = json!({ "rows": n_rows, "is_whole": ended.is_ok(), "format": wanted.target.slug() });
    tell(db, act, ("customers.exported", id), end)?;
    ended
}

fn pour(
    db: &Db,
    act: &Act,
    query: &Query,
    (mut sink, filling): (Box<dyn crate::formats::out::RowSink>, &Filling<'_>),
    n_rows: &mut u64,
) -> Result<Written, ExportError> {
    let (sender, receiver) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || reading::all(db, act, query, &sender));
        let mut row = Row::new();
        for cards in receiver {
            for card in &cards {
                filling.fill(&mut row, card);
                sink.row(&row)?;
                *n_rows += 1;
            }
        }
        match reading.join() {
            Ok(read) => read?,
            Err(_) => return Err(WriteError::Io("the reader of cards fell over".into()).into()),
        }
        Ok(sink.finish()?)
    })
}

fn told(wanted: &Wanted, chosen: &Chosen<'_>) -> Json {
    let query = &wanted.query;
    let mut told = json!({
        "format": wanted.target.slug(),
        "filter": query.condition.to_json(),
        "columns": chosen.slugs(),
    });
    let parts = [("search", &query.search), ("list", &wanted.name)];
    if let Some(object) = told.as_object_mut() {
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            object.insert(name.into(), json!(value));
        }
        if query.is_archived {
            object.insert("archived".into(), json!(true));
        }
    }
    told
}

fn tell(db: &Db, act: &Act, (verb, id): (&'static str, RawId), told: Json) -> Result<(), DbError> {
    let act = act.clone();
    db.write(move |tx| {
        let entry = Entry::now(&act.setting, verb, (SUBJECT, id), &told);
        journal::append(tx, &act.setting, &act.actor, entry).map(drop)
    })
}
