//! `POST /orders/bulk`: records as NDJSON, streamed in; a line of result per line sent, in order, streamed out.

use crate::RIGHT;
use crate::bulk::{Buyer, Incoming, Outcome, Terms, upsert};
use crate::error::OrderError;
use crate::order::OrderId;
use crate::reading::OrderBody;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse as _, Response};
use customers::{Act, CustomerId, Desk, Kind, typing};
use futures_util::StreamExt as _;
use http::header::CONTENT_TYPE;
use kernel::Level;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use utoipa::ToSchema;
use web::{FieldError, Problem, ProblemBody, Visit};
use words::Say;

/// Lines written in one transaction.
const BATCH: usize = 500;

/// The longest line, in bytes.
const LONGEST: usize = 1024 * 1024;

/// One line sent: whose it is, and what an order says.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({
    "source": "site", "number": "1001", "date": "2026-03-01", "buyer": { "facts": { "phone": "8 701 123 45 67" } },
    "lines": [{ "name": "Пиала", "quantity": 2, "price": "1500" }],
}))]
pub(crate) struct OrderLine {
    /// The customer's id here.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// Whoever it is of, when the id is not known.
    #[serde(default)]
    buyer: Option<BuyerBody>,
    /// What the order says; see the changing of an order.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    order: serde_json::Map<String, serde_json::Value>,
}

/// Whose an order is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BuyerBody {
    /// What the source knows them by.
    key: String,
    /// Person or organization.
    kind: Kind,
    /// Facts by the field's slug, for matching and for a new card.
    #[schema(value_type = Object)]
    facts: serde_json::Map<String, serde_json::Value>,
}

/// What became of one line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderResult {
    /// The number of the line sent, from 1; blank lines are counted and not answered.
    line: usize,
    /// `new`, `changed`, `unchanged` or `rejected`.
    outcome: &'static str,
    /// The order.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<OrderId>,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<String>,
}

/// Take in many orders
///
/// The same source and number is the same order: it is changed, not doubled.
#[utoipa::path(
    post,
    path = "/orders/bulk",
    tag = "orders",
    request_body(content = OrderLine, content_type = "application/x-ndjson", description = "A record per line"),
    responses(
        (status = 200, description = "A result per line sent, in order", body = OrderResult, content_type = "application/x-ndjson"),
        (status = 403, description = "The right is missing", body = ProblemBody),
    )
)]
pub(crate) async fn upsert_orders(visit: Visit, body: Body) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    visit.need(customers::RIGHT, Level::Write)?;
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(2);
    tokio::spawn(async move {
        if let Err(error) = take_in(&visit, body, &sender).await {
            // The answer has begun: breaking the stream is the way left to say that it did not end well.
            let _gone = sender.send(Err(error)).await;
        }
    });
    let answers = futures_util::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    // Compression asks once more after the end.
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(answers.fuse())).into_response())
}

type Answers = mpsc::Sender<Result<Bytes, std::io::Error>>;

async fn take_in(visit: &Visit, body: Body, answers: &Answers) -> Result<(), std::io::Error> {
    let mut stream = body.into_data_stream();
    let (mut rest, mut batch, mut n) = (Vec::new(), Vec::new(), 0_usize);
    while let Some(chunk) = stream.next().await {
        rest.extend_from_slice(&chunk.map_err(std::io::Error::other)?);
        let end = rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let lines: Vec<u8> = rest.drain(..end).collect();
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            n += 1;
            batch.push((n, line.trim_ascii().to_vec()));
            if batch.len() == BATCH {
                answer(visit, std::mem::take(&mut batch), answers).await?;
            }
        }
        if rest.len() > LONGEST {
            return Err(std::io::Error::other("a line is longer than a megabyte"));
        }
    }
    if !rest.trim_ascii().is_empty() {
        batch.push((n + 1, rest.trim_ascii().to_vec()));
    }
    answer(visit, batch, answers).await
}

async fn answer(
    visit: &Visit,
    lines: Vec<(usize, Vec<u8>)>,
    answers: &Answers,
) -> Result<(), std::io::Error> {
    let lines: Vec<_> = lines.into_iter().filter(|(_, line)| !line.is_empty()).collect();
    if lines.is_empty() {
        return Ok(());
    }
    let visit = visit.clone();
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let db = visit.app.db.clone();
    let written = db.writing(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let (mut good, mut bad) = (Vec::new(), Vec::with_capacity(lines.len()));
        for (_, line) in &lines {
            match understand(&act, line) {
                Ok(record) => {
                    good.push(record);
                    bad.push(None);
                }
                Err(errors) => bad.push(Some(errors)),
            }
        }
        let mut outcomes = upsert(tx, &act, Terms::default(), &good)?.into_iter();
        let mut text = Vec::with_capacity(lines.len() * 80);
        for ((line, _), errors) in lines.iter().zip(bad) {
            let outcome = errors.map(Outcome::Rejected).or_else(|| outcomes.next());
            if let Some(outcome) = outcome {
                text.extend(serde_json::to_vec(&said(*line, outcome, &visit.say)).unwrap_or_default());
                text.push(b'\n');
            }
        }
        Ok::<_, OrderError>(text)
    });
    let text = written.await.map_err(std::io::Error::other)?;
    // The sender has gone away; the work stands.
    let _gone = answers.send(Ok(Bytes::from(text))).await;
    Ok(())
}

fn understand(act: &Act, line: &[u8]) -> Result<Incoming, Vec<FieldError>> {
    let unreadable = || vec![FieldError::new("line", "orders-record-unreadable")];
    let line: OrderLine = serde_json::from_slice(line).map_err(|_| unreadable())?;
    let body: OrderBody =
        serde_json::from_value(serde_json::Value::Object(line.order)).map_err(|_| unreadable())?;
    let said = line.buyer.unwrap_or_default();
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for (slug, json) in &said.facts {
        let field = act.fields.slug(slug).filter(|field| !field.is_made());
        let read = match field {
            Some(field) => typing::read_json(field, json, &act.manner).map(|read| (field.no, read)),
            None => Err(FieldError::new(slug, "orders-buyer-field")),
        };
        match read {
            Ok((no, read)) => values.extend(read.into_iter().map(|value| (no, value))),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let buyer = Buyer { id: line.customer, key: said.key.trim().to_owned(), kind: said.kind, values };
    Ok(Incoming { buyer, body, ..Incoming::default() })
}

fn said(line: usize, outcome: Outcome, say: &Say) -> OrderResult {
    let (outcome, id, errors) = match outcome {
        Outcome::New(id) => ("new", Some(id), Vec::new()),
        Outcome::Changed(id) => ("changed", Some(id), Vec::new()),
        Outcome::Unchanged(id) => ("unchanged", Some(id), Vec::new()),
        Outcome::Rejected(errors) => {
            let said = errors.iter().map(|error| format!("{}: {}", error.field, error.say(say)));
            ("rejected", None, said.collect())
        }
    };
    OrderResult { line, outcome, id, errors }
}
