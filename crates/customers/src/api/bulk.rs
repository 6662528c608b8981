//! `POST /customers/bulk`: records as NDJSON, streamed in; a line of result per line sent, in order, streamed out.

use super::shape::FactsBody;
use crate::act::{Act, RIGHT};
use crate::bulk::{Origin, Outcome, Understood, upsert};
use crate::customer::CustomerId;
use crate::editing::{Edit, Rule};
use crate::error::CustomerError;
use crate::running::desk;
use crate::source;
use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use http::header::CONTENT_TYPE;
use kernel::Level;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Visit};
use words::Say;

/// Lines written in one transaction.
const BATCH: usize = 1_000;

/// The longest line, in bytes.
const LONGEST: usize = 1024 * 1024;

/// How records are taken in.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// What happens to a value other than the one that stands: `newest` (when left out), `most_trusted`, `ask`.
    #[param(inline)]
    rule: Option<Rule>,
}

/// One line sent.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkLine {
    /// The customer meant; without it, one with the same phone, e-mail or legal number, else a new one.
    #[serde(default)]
    id: Option<CustomerId>,
    #[serde(flatten)]
    body: FactsLine,
}

/// The facts of a line.
#[derive(Debug, Deserialize, ToSchema)]
struct FactsLine {
    /// Person or organization.
    #[serde(default)]
    kind: Option<crate::Kind>,
    /// Facts by the field's slug.
    #[serde(default)]
    #[schema(value_type = Object)]
    facts: serde_json::Map<String, serde_json::Value>,
}

/// What became of one line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BulkResult {
    /// The number of the line sent, from 1; blank lines are counted and not answered.
    line: usize,
    /// `new`, `merged`, `unchanged` or `rejected`.
    outcome: &'static str,
    /// The customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<CustomerId>,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<String>,
}

/// Take in many customers
#[utoipa::path(
    post,
    path = "/customers/bulk",
    tag = "customers",
    params(Asked),
    request_body(content = BulkLine, content_type = "application/x-ndjson", description = "A record per line"),
    responses(
        (status = 200, description = "A result per line sent, in order", body = BulkResult, content_type = "application/x-ndjson"),
        (status = 403, description = "The right is missing", body = ProblemBody),
    )
)]
pub(crate) async fn upsert_customers(
    visit: Visit,
    Query(asked): Query<Asked>,
    body: Body,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let rule = asked.rule.unwrap_or(Rule::Newest);
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(2);
    tokio::spawn(async move {
        if let Err(error) = take_in(&visit, rule, body, &sender).await {
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

async fn take_in(visit: &Visit, rule: Rule, body: Body, answers: &Answers) -> Result<(), std::io::Error> {
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
                answer(visit, rule, std::mem::take(&mut batch), answers).await?;
            }
        }
        if rest.len() > LONGEST {
            return Err(std::io::Error::other("a line is longer than a megabyte"));
        }
    }
    if !rest.trim_ascii().is_empty() {
        batch.push((n + 1, rest.trim_ascii().to_vec()));
    }
    answer(visit, rule, batch, answers).await
}

async fn answer(
    visit: &Visit,
    rule: Rule,
    lines: Vec<(usize, Vec<u8>)>,
    answers: &Answers,
) -> Result<(), std::io::Error> {
    let lines: Vec<_> = lines.into_iter().filter(|(_, line)| !line.is_empty()).collect();
    if lines.is_empty() {
        return Ok(());
    }
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let written = db.writing(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let origin = Origin { source: source::of_actor(tx, &act.setting, &act.actor)?, rule };
        let read: Vec<_> = lines.iter().map(|(_, line)| understand(&act, line)).collect();
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for one in read {
            match one {
                Ok(record) => {
                    good.push(record);
                    bad.push(None);
                }
                Err(errors) => bad.push(Some(errors)),
            }
        }
        let mut outcomes = upsert(tx, &act, origin, good)?.into_iter();
        let mut text = Vec::with_capacity(lines.len() * 80);
        for ((line, _), errors) in lines.iter().zip(bad) {
            let outcome = errors.map(Outcome::Rejected).or_else(|| outcomes.next());
            if let Some(outcome) = outcome {
                text.extend(serde_json::to_vec(&said(*line, outcome, &visit.say)).unwrap_or_default());
                text.push(b'\n');
            }
        }
        Ok::<_, CustomerError>(text)
    });
    let text = written.await.map_err(std::io::Error::other)?;
    // The sender has gone away; the work stands.
    let _gone = answers.send(Ok(Bytes::from(text))).await;
    Ok(())
}

fn understand(act: &Act, line: &[u8]) -> Result<Understood, Vec<FieldError>> {
    let line: BulkLine = serde_json::from_slice(line)
        .map_err(|_| vec![FieldError::new("line", "customers-line-unreadable")])?;
    let body = FactsBody { kind: line.body.kind, facts: line.body.facts };
    let edits = body.edits(act).map_err(|error| match error {
        CustomerError::Invalid(errors) => errors,
        _ => vec![FieldError::new("line", "customers-line-unreadable")],
    })?;
    let values: Vec<_> = edits
        .into_iter()
        .flat_map(|edit| match edit {
            Edit::Set(field, values) => values.into_iter().map(|value| (field, value)).collect(),
            _ => Vec::new(),
        })
        .collect();
    if values.is_empty() && line.id.is_none() {
        return Err(vec![FieldError::new("facts", "customers-nothing-known")]);
    }
    Ok(Understood { id: line.id, kind: body.kind.unwrap_or_default(), values })
}

fn said(line: usize, outcome: Outcome, say: &Say) -> BulkResult {
    let (outcome, id, errors) = match outcome {
        Outcome::New(id) => ("new", Some(id), Vec::new()),
        Outcome::Merged(id) => ("merged", Some(id), Vec::new()),
        Outcome::Unchanged(id) => ("unchanged", Some(id), Vec::new()),
        Outcome::Rejected(errors) => {
            let said = errors.iter().map(|error| format!("{}: {}", error.field, error.say(say)));
            ("rejected", None, said.collect())
        }
    };
    BulkResult { line, outcome, id, errors }
}
