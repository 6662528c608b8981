//! Leave to take a list out: asked of the guard of exports, who counts the day's quota and may want a second person.

use super::{Columns, ExportError, Wanted, every_column};
use access::Refusal;
use access::exporting::{self, ExportRequest, ExportState};
use access::watermark::Watermark;
use customers::{Act, FieldSet, listing};
use db::{Db, DbError, Tx};
use serde_json::{Value as Json, json};

/// Requests of one's own among which an agreed one is looked for.
const LOOKED_AT: usize = 200;

/// What the guard says.
#[derive(Debug, Clone)]
pub enum Leave {
    /// The list may go now, this once; the file bears this mark.
    Given(Watermark),
    /// Somebody else has to agree first.
    Waits(Box<ExportRequest>),
}

/// Asks for leave, or takes the one that somebody has agreed to meanwhile for the very same list.
pub(super) fn leave_for(db: &Db, act: &Act, asked: exporting::Wanted) -> Result<Leave, ExportError> {
    let act = act.clone();
    db.write(move |tx| leave(tx, &act, asked)).map_err(|Refused(error)| error)
}

/// What the guard is asked about a list of customers.
pub(super) fn asked_of(
    db: &Db,
    act: &Act,
    wanted: &Wanted,
    reason: &str,
) -> Result<exporting::Wanted, ExportError> {
    let total = db.read(|tx| listing::total(tx, act, &wanted.query))?;
    Ok(exporting::Wanted {
        what: described(wanted, &act.fields),
        format: wanted.target.slug().to_owned(),
        n: total.n,
        reason: reason.to_owned(),
    })
}

/// The same within a transaction.
pub(crate) fn leave(tx: &mut Tx<'_>, act: &Act, asked: exporting::Wanted) -> Result<Leave, Refused> {
    let (setting, actor) = (&act.setting, &act.actor);
    let is_same = |request: &ExportRequest| {
        request.user == actor.user
            && request.what == asked.what
            && request.format == asked.format
            && matches!(request.state, ExportState::Agreed | ExportState::Waiting)
    };
    let known = exporting::all(tx, actor, LOOKED_AT)?.into_iter().find(is_same);
    let request = match known {
        Some(known) => known,
        None => exporting::ask(tx, setting, actor, asked.clone())?,
    };
    if request.state == ExportState::Waiting {
        return Ok(Leave::Waits(Box::new(request)));
    }
    match exporting::begin(tx, setting, actor, request.id) {
        Ok(mark) => Ok(Leave::Given(mark)),
        // An old consent no longer holds: it is asked for anew.
        Err(Refusal::NotAgreed) => {
            let request = exporting::ask(tx, setting, actor, asked)?;
            match request.state {
                ExportState::Agreed => Ok(Leave::Given(exporting::begin(tx, setting, actor, request.id)?)),
                _ => Ok(Leave::Waits(Box::new(request))),
            }
        }
        Err(other) => Err(other.into()),
    }
}

/// Which list it is with which columns, so that a consent to one lets no other go.
fn described(wanted: &Wanted, fields: &FieldSet) -> String {
    let query = &wanted.query;
    let mut parts = serde_json::Map::new();
    let filter = query.condition.to_json();
    if query.condition != fields::Condition::everything() {
        parts.insert("filter".into(), filter);
    }
    if !query.search.trim().is_empty() {
        parts.insert("search".into(), json!(query.search.trim()));
    }
    if query.is_archived {
        parts.insert("archived".into(), json!(true));
    }
    if let Some(channel) = wanted.mailing {
        parts.insert("mailing".into(), json!(channel));
    }
    let mut columns = match &wanted.columns {
        Columns::Every => every_column(fields),
        Columns::These(slugs) => slugs.clone(),
    };
    columns.sort();
    columns.dedup();
    parts.insert("columns".into(), json!(columns));
    format!("customers {}", Json::Object(parts))
}

/// Carries a refusal out of a transaction.
pub(crate) struct Refused(pub(crate) ExportError);

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Refused(ExportError::Refused(refusal))
    }
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Refused(error.into())
    }
}
