//! A statement of earnings as a file: its lines with what they are of and how much, under the same guard as lists.

use super::leaving::{self, leave};
use super::streaming::refused;
use super::{Leave, target_of};
use crate::cells::Row;
use crate::formats::out::{Column, ColumnKind, Target, WriteError, Writing};
use access::exporting;
use access::reading::{How, Read};
use access::watermark::Watermark;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use customers::Desk;
use customers::gating::Gates;
use db::Tx;
use earnings::seeing::{self, Shown, ShownLine};
use earnings::{Earning, EarningError, Source, StatementId, following};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use kernel::{Currency, Level};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use web::{Form, Problem, ToastNote, Visit, see_with};
use words::Say;

/// The columns, by the keys of their headings.
const COLUMNS: [(&str, ColumnKind); 6] = [
    ("earnings-day", ColumnKind::Date),
    ("transfer-statement-kind", ColumnKind::Text),
    ("earnings-of", ColumnKind::Text),
    ("earnings-what", ColumnKind::Text),
    ("earnings-sum", ColumnKind::Money),
    ("transfer-statement-note", ColumnKind::Text),
];

/// `POST /export/statements/{id}`: the file, or a request to let it go.
pub(crate) async fn file(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    let id: StatementId = text.parse().map_err(|_| Problem::missing())?;
    let target = target_of(&form)?;
    match answer(&visit, (id, target), form.text("reason").to_owned()).await? {
        Some(response) => Ok(response),
        None => {
            let href = format!("/earnings/statements/{id}");
            Ok(see_with(&href, &ToastNote::new("transfer-export-waits")))
        }
    }
}

/// The file of a statement; `None` when somebody else has to agree first.
///
/// # Errors
/// A problem when the actor may not take it out or does not see it.
pub(crate) async fn answer(
    visit: &Visit,
    (id, target): (StatementId, &'static dyn Target),
    reason: String,
) -> Result<Option<Response>, Problem> {
    visit.need(access::EXPORT, Level::Write)?;
    visit.need(earnings::RIGHT, Level::Read)?;
    let inside = visit.clone();
    let taken = visit.app.db.writing(move |tx| take(tx, &inside, (id, target), reason)).await?;
    let Some(taken) = taken else { return Ok(None) };
    let bytes = written(&visit.say, &taken, target).map_err(|_| Problem::broken())?;
    let (shown, name) = (taken.0, taken.3);
    let name = format!("{name}-{}.{}", shown.statement.month, target.slug());
    let encoded = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC);
    let disposition =
        format!("attachment; filename=\"statement.{}\"; filename*=UTF-8''{encoded}", target.slug());
    let headers = [(CONTENT_TYPE, target.media_type().to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok(Some((headers, bytes).into_response()))
}

/// What leaves: the statement with its currency, the mark that it bears, whose it is.
type Taken = (Shown, Currency, Watermark, String);

/// Carries a problem out of a transaction.
struct Refused(Problem);

impl From<leaving::Refused> for Refused {
    fn from(refusal: leaving::Refused) -> Self {
        Self(refused(refusal.0))
    }
}

impl From<db::DbError> for Refused {
    fn from(error: db::DbError) -> Self {
        Self(error.into())
    }
}

impl From<EarningError> for Refused {
    fn from(error: EarningError) -> Self {
        Self(error.into())
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        refused.0
    }
}

/// Asks for leave and takes the statement, in one transaction: what leaves is what was told of.
fn take(
    tx: &mut Tx<'_>,
    visit: &Visit,
    (id, target): (StatementId, &'static dyn Target),
    reason: String,
) -> Result<Option<Taken>, Refused> {
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let gates = visit.app.offer::<Gates>().cloned().unwrap_or_default();
    let who = (&visit.app.setting, visit.actor());
    let earning = Earning::open(tx, (&desk, &gates), who, &visit.app.firm())?;
    following::follow_to_end(tx, &earning)?;
    let shown = seeing::whole(tx, &earning, id)?;
    let n = i64::try_from(shown.lines.len()).unwrap_or(i64::MAX);
    let what = format!("statement {id}");
    let asked = exporting::Wanted { what: what.clone(), format: target.slug().to_owned(), n, reason };
    let Leave::Given(mark) = leave(tx, &earning.own.act, asked)? else { return Ok(None) };
    if let Some(user) = visit.actor().user {
        let at = visit.app.setting.now();
        let read = Read { at, user, how: How::Export, subject: None, n, what };
        access::reading::write(tx, &visit.app.setting, &[read])?;
    }
    let staff = desk.staff(tx, visit.app.setting.now())?;
    let name = staff.name(shown.statement.person).unwrap_or_default().to_owned();
    Ok(Some((shown, earning.currency, mark, name)))
}

/// Keeps what is written for the answer.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn written(
    say: &Say,
    (shown, currency, mark, name): &Taken,
    target: &'static dyn Target,
) -> Result<Vec<u8>, WriteError> {
    let column = |(key, kind): (&str, ColumnKind)| Column { name: say.t(key), kind, meaning: None };
    let columns: Vec<Column> = COLUMNS.into_iter().map(column).collect();
    let memory = Memory::default();
    let line = mark.line(say);
    let writing = Writing {
        language: say.lang().to_string(),
        title: format!("{name} {}", shown.statement.month),
        mark: line.clone(),
        scratch: None,
    };
    let mut sink = target.begin(Box::new(memory.clone()), &columns, &writing)?;
    for (at, one) in shown.lines.iter().enumerate() {
        sink.row(&row(say, one, (at, mark), *currency))?;
    }
    let mut last = Row::new();
    last.push_empty();
    last.push_text(&say.t("earnings-total"));
    last.push_text(&line);
    last.push_empty();
    last.push_number(number(shown.total, *currency));
    last.push_empty();
    sink.row(&last)?;
    sink.finish()?;
    Ok(memory.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

fn row(say: &Say, one: &ShownLine, (at, mark): (usize, &Watermark), currency: Currency) -> Row {
    let kind = match (&one.line.source, one.line.is_correction) {
        (Source::Fact(_), _) => "bonus",
        (Source::Deal { .. }, true) => "correction",
        (Source::Deal { .. }, false) => "commission",
    };
    let mut row = Row::new();
    let moment = jiff::Timestamp::from_millisecond(one.line.at).unwrap_or_default();
    row.push_date(moment.to_zoned(say.zone().clone()).date());
    row.push_text(&say.t(&format!("earnings-kind-{kind}")));
    row.push_text(&mark.marked(at, &one.title));
    row.push_text(&one.line.what);
    match one.line.amount {
        Some(minor) => row.push_number(number(minor, currency)),
        None => row.push_empty(),
    }
    let why = match (&one.held, one.line.why.as_str()) {
        (Some(held), _) => held.cards.iter().map(|card| card.name.as_str()).collect::<Vec<_>>().join(", "),
        (None, "") => String::new(),
        (None, why) => say.t(&format!("earnings-why-{}", why.replace('_', "-"))),
    };
    row.push_text(&why);
    row
}

/// An amount as spreadsheets count: exact up to 90 trillion of whole units.
fn number(minor: i64, currency: Currency) -> f64 {
    let units = kernel::Money::new(minor, currency).decimal();
    units.to_string().parse().unwrap_or_default()
}
