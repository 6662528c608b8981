//! Lists going out: every card of a filter as rows of a file, page by page, in flat memory.

use crate::cells::{Row, Value};
use crate::formats::out::{Column, ColumnKind, Output, Target, WriteError, Writing, Written, target_named};
use crate::mapping::meaning_of;
use axum::body::{Body, Bytes};
use axum::extract::RawQuery;
use axum::response::{IntoResponse as _, Response};
use customers::listing::{self, Order, Query};
use customers::{Act, Customer, CustomerError, Field};
use db::{Db, DbError};
use fields::Condition;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use journal::Entry;
use kernel::{Cursor, Level, PageSize};
use serde_json::json;
use std::io::Write;
use tokio::sync::mpsc;
use web::{FieldError, Form, Problem, Visit};
use words::Say;

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

/// Writes every customer of a condition, oldest card first, and tells the journal.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] for a condition that cannot be understood; what keeps the
/// file from being written.
pub fn export(
    db: &Db,
    act: &Act,
    condition: Condition,
    (target, say): (&dyn Target, &Say),
    output: Output,
) -> Result<Written, ExportError> {
    if !act.actor.may(crate::RIGHT, Level::Read) {
        return Err(CustomerError::Forbidden.into());
    }
    let told = json!({ "format": target.slug(), "filter": condition.to_json() });
    let query = Query { condition, order: Order::Made, ..Query::default() };
    let fields: Vec<Field> =
        act.fields.all().filter(|field| !field.is_made() && !field.is_archived).cloned().collect();
    let writing =
        Writing { language: say.lang().to_string(), title: say.t("customers-list-title"), scratch: None };
    let mut sink = target.begin(output, &columns(&fields, say), &writing)?;
    let (mut row, mut place): (Row, Option<Cursor>) = (Row::new(), None);
    loop {
        let slice =
            db.read(|tx| listing::page(tx, act, &query, (place.as_ref(), PageSize::clamped(500))))?;
        for card in &slice.items {
            fill(&mut row, card, &fields, say);
            sink.row(&row)?;
        }
        place = slice.next;
        if place.is_none() {
            break;
        }
    }
    let written = sink.finish()?;
    tell(db, act, told, written)?;
    Ok(written)
}

fn tell(db: &Db, act: &Act, mut told: serde_json::Value, written: Written) -> Result<(), DbError> {
    if let Some(object) = told.as_object_mut() {
        object.insert("rows".into(), json!(written.n_rows));
    }
    let act = act.clone();
    db.write(move |tx| {
        let subject = ("export", act.setting.id::<crate::run::RunId>().0);
        let entry = Entry::now(&act.setting, "customers.exported", subject, &told);
        journal::append(tx, &act.setting, &act.actor, entry).map(drop)
    })
}

fn columns(fields: &[Field], say: &Say) -> Vec<Column> {
    let mut columns = vec![Column::text("Kartoteka ID"), Column::text(&say.t("transfer-export-kind"))];
    for field in fields {
        let label = field.label(say);
        let is_taken = columns.iter().any(|column| column.name == label);
        columns.push(Column {
            name: if is_taken { format!("{label} ({})", field.slug) } else { label },
            kind: match field.kind.slug() {
                "integer" | "decimal" if !field.is_many => ColumnKind::Number,
                "date" if !field.is_many => ColumnKind::Date,
                _ => ColumnKind::Text,
            },
            meaning: meaning_of(&field.slug),
        });
    }
    columns
}

fn fill(row: &mut Row, card: &Customer, fields: &[Field], say: &Say) {
    row.clear();
    row.push_text(&card.id.to_string());
    row.push_text(card.kind.slug());
    for field in fields {
        let mut values = card.sheet.of(field.no).map(|fact| fact.value.as_str());
        match (values.next(), values.next()) {
            (None, _) => row.push_empty(),
            (Some(only), None) => push(row, field, only, say),
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(values);
                row.push_text(&all.map(|value| text_of(field, value, say)).collect::<Vec<_>>().join("; "));
            }
        }
    }
}

fn push(row: &mut Row, field: &Field, value: &str, say: &Say) {
    match field.kind.slug() {
        "integer" | "decimal" => match value.parse() {
            Ok(number) => row.push(Value::Number(number), value),
            Err(_) => row.push_text(value),
        },
        "date" => match value.parse() {
            Ok(day) => row.push_date(day),
            Err(_) => row.push_text(value),
        },
        _ => row.push_text(&text_of(field, value, say)),
    }
}

/// The text that reads back as the same value.
fn text_of(field: &Field, value: &str, say: &Say) -> String {
    match field.kind.slug() {
        "address" => field.show(value, say),
        _ => value.to_owned(),
    }
}

/// `GET /export?format=..&filter=..`: the list as a file, streamed.
pub(crate) async fn page(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    visit.need(customers::RIGHT, Level::Read)?;
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    let target = target_named(asked.filled("format").unwrap_or("csv")).ok_or_else(|| {
        Problem::invalid(vec![FieldError::new("format", "transfer-export-unknown-format")])
    })?;
    let condition = match asked.filled("filter") {
        Some(text) => Condition::parse(text).map_err(|error| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "web-problem-invalid")
                .with_detail(error.say(&visit.say))
        })?,
        None => Condition::everything(),
    };
    let act = crate::pages::act(&visit).await?;
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    tokio::task::spawn_blocking(move || {
        let output = Box::new(Streaming { sender: sender.clone(), buffer: Vec::new() });
        let written = export(&visit.app.db, &act, condition, (target, &visit.say), output);
        if let Err(error) = written {
            // The answer has begun: breaking the stream is the way left to say that it did not end well.
            let _gone = sender.blocking_send(Err(std::io::Error::other(error)));
        }
    });
    let chunks = futures_util::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    let name = format!("attachment; filename=\"customers.{}\"", target.slug());
    let headers = [(CONTENT_TYPE, target.media_type().to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(chunks)).into_response())
}

/// Hands what is written to the answer of the server, in larger pieces.
struct Streaming {
    sender: mpsc::Sender<Result<Bytes, std::io::Error>>,
    buffer: Vec<u8>,
}

impl Write for Streaming {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= 1 << 16 {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.buffer));
        self.sender.blocking_send(Ok(chunk)).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    }
}

impl Drop for Streaming {
    fn drop(&mut self) {
        // Whoever asked has gone away when this fails.
        let _gone = self.flush();
    }
}
