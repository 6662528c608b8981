//! Lists going out: the cards of any list, in its order and with its columns, as rows of a file, in flat memory.
//!
//! One thread reads cards page by page through [`customers::listing`], so that whoever takes a list out gets what they
//! may see and no more; another writes them. Cards that change meanwhile are neither lost nor written twice. Both that a
//! list begins to go out and how many rows went are told to the journal, also when the reader at the other end leaves.

mod asked;
mod chosen;
mod filling;
mod leaving;
mod listed;
mod mailing;
mod orders_columns;
mod orders_filling;
mod orders_list;
pub(crate) mod orders_out;
#[cfg(test)]
mod orders_tests;
mod page;
mod reading;
pub(crate) mod statement;
mod streaming;
#[cfg(test)]
mod tests;
mod wording;

pub use asked::Asked;
pub(crate) use chosen::ID_HEADING;
pub use chosen::{Columns, every_column};
pub use leaving::Leave;
pub(crate) use leaving::{Refused, leave};
pub use listed::Listed;
pub use mailing::{MAILINGS, mailing_named};
pub use orders_columns::OrderColumn;
pub use orders_list::{OrderColumns, OrdersWanted};
pub(crate) use page::{file, show, tongue};
pub(crate) use streaming::{answer, disposed, refused, target_of};
pub use wording::list_words;
pub(crate) use wording::{Wording, fetching};

use crate::cells::Row;
use crate::formats::out::{Output, RowSink, Target, WriteError, Writing, Written};
use access::Refusal;
use access::reading::{How, Read};
use access::watermark::Watermark;
use chosen::Chosen;
use customers::listing::Query;
use customers::staff::Staff;
use customers::{Act, CustomerError};
use db::{Db, DbError, Tx};
use filling::Filling;
use journal::Entry;
use kernel::{Level, RawId};
use orders::OrderError;
use serde_json::{Value as Json, json};
use std::sync::mpsc::sync_channel;
use words::Say;

/// The kind of subject in journal entries about lists that went out.
pub const SUBJECT: journal::SubjectKind = "export";

/// Batches of cards that may wait to be written.
const WAITING: usize = 2;
/// Cards looked at at once for control records.
const IDS: usize = 500;

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
    /// The channel by which they are to be written to, one of [`MAILINGS`]: whoever may not be is left out, and a column
    /// says to which addresses the others may.
    pub mailing: Option<&'static str>,
}

/// Why a list cannot go out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The cards cannot be read.
    #[error(transparent)]
    Customers(#[from] CustomerError),
    /// The guard of exports refuses.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Somebody had it stop before its end.
    #[error("stopped")]
    Stopped,
}

impl From<DbError> for ExportError {
    fn from(error: DbError) -> Self {
        ExportError::Customers(error.into())
    }
}

impl From<OrderError> for ExportError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Forbidden => CustomerError::Forbidden.into(),
            OrderError::Missing | OrderError::Outdated => CustomerError::Missing.into(),
            OrderError::Invalid(errors) => CustomerError::Invalid(errors).into(),
            OrderError::Db(error) => error.into(),
        }
    }
}

/// Whether the actor may take lists out.
pub(crate) fn may_export(act: &Act) -> bool {
    act.actor.may(access::EXPORT, Level::Write) && act.may(Level::Read)
}

/// Told how many customers or orders are written, after each batch; says whether to go on.
pub(crate) type Heed<'h> = &'h mut dyn FnMut(u64) -> bool;

/// Writes every customer of a list; heeds whoever watches.
fn export_heeding(
    db: &Db,
    act: &Act,
    (wanted, mark): (&Wanted, &Watermark),
    say: &Say,
    (output, heed): (Output, Heed<'_>),
) -> Result<Left, ExportError> {
    if !may_export(act) {
        return Err(CustomerError::Forbidden.into());
    }
    let staff = db.read(|tx| Staff::read(tx, act.setting.now()))?;
    let mark = act.actor.user.is_some().then_some(mark);
    let chosen = Chosen::of(&act.fields, (&wanted.columns, wanted.mailing), (wanted.target, say));
    let chosen = if mark.is_some() { chosen.marked((wanted.target, say)) } else { chosen };
    let id = act.setting.id::<crate::run::RunId>().0;
    tell_begin(db, act, id, told(wanted, &chosen))?;
    let title = if wanted.name.is_empty() { say.t("customers-list-title") } else { wanted.name.clone() };
    let line = mark.map(|mark| mark.line(say)).unwrap_or_default();
    let writing = Writing { language: say.lang().to_string(), title, mark: line, scratch: None };
    let mut gone = Gone { ids: Vec::new(), n_rows: 0, keeps_ids: mark.is_some() };
    let filling = Filling::new(&chosen, &staff, (say, mark));
    let ended = wanted
        .target
        .begin(output, &chosen.headings, &writing)
        .map_err(ExportError::from)
        .and_then(|sink| pour(db, act, wanted, (sink, &filling), (&mut gone, heed)));
    let end = json!({ "rows": gone.n_rows, "is_whole": ended.is_ok(), "format": wanted.target.slug() });
    Ok(Left { ended, ending: Ending { act: act.clone(), id, told: end, gone } })
}

/// What became of a list, and what is to be told of it by whoever knows that it has left the house.
pub(crate) struct Left {
    pub(crate) ended: Result<Written, ExportError>,
    pub(crate) ending: Ending,
}

/// What has left so far.
struct Gone {
    n_rows: u64,
    /// The cards, where somebody must answer for them.
    ids: Vec<RawId>,
    keeps_ids: bool,
}

fn pour(
    db: &Db,
    act: &Act,
    wanted: &Wanted,
    (mut sink, filling): (Box<dyn RowSink>, &Filling<'_>),
    (gone, heed): (&mut Gone, Heed<'_>),
) -> Result<Written, ExportError> {
    let (sender, receiver) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || reading::all(db, act, &wanted.query, &sender));
        let mut row = Row::new();
        for cards in receiver {
            if !heed(gone.n_rows) {
                return Err(ExportError::Stopped);
            }
            for (card, reach) in &mailing::reached(db, act, wanted.mailing, cards)? {
                filling.fill(&mut row, (card, reach), gone.n_rows);
                sink.row(&row)?;
                gone.n_rows += 1;
                if gone.keeps_ids {
                    gone.ids.push(card.id.0);
                }
            }
        }
        match reading.join() {
            Ok(read) => read?,
            Err(_) => return Err(WriteError::Io("the reader of cards fell over".into()).into()),
        }
        Ok(sink.finish()?)
    })
}

/// What is told of a list that has left.
pub(crate) struct Ending {
    act: Act,
    id: RawId,
    told: Json,
    gone: Gone,
}

impl Ending {
    /// Tells how much went, to the journal, to the log of readings, and to whoever watches over control records.
    pub(crate) fn tell(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let Ending { act, id, told, gone } = self;
        let entry = Entry::now(&act.setting, "customers.exported", (SUBJECT, id), &told);
        journal::append(tx, &act.setting, &act.actor, entry)?;
        let Some(user) = act.actor.user else { return Ok(()) };
        let n = i64::try_from(gone.n_rows).unwrap_or(i64::MAX);
        let what = told.get("format").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let read = Read { at: act.setting.now(), user, how: How::Export, subject: None, n, what };
        access::reading::write(tx, &act.setting, &[read])?;
        for ids in gone.ids.chunks(IDS) {
            access::canary::touched(tx, (&act.setting, &act.actor), "export", ids)?;
        }
        Ok(())
    }
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
        if let Some(channel) = wanted.mailing {
            object.insert("mailing".into(), json!(channel));
        }
    }
    told
}

fn tell_begin(db: &Db, act: &Act, id: RawId, told: Json) -> Result<(), DbError> {
    let act = act.clone();
    db.write(move |tx| {
        let entry = Entry::now(&act.setting, "customers.export_begun", (SUBJECT, id), &told);
        journal::append(tx, &act.setting, &act.actor, entry).map(drop)
    })
}
