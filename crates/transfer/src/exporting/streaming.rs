//! A list as the answer to a request, sent while it is written.

use super::{ExportError, Leave, Listed};
use crate::formats::out::{Output, Target, Written, target_named};
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse as _, Response};
use customers::Act;
use futures_util::StreamExt as _;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::Write;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use web::{FieldError, Form, Problem, Visit};

/// How long whoever takes a list out may take nothing, before it is given up: a place in the base is held for them.
const PATIENCE: Duration = Duration::from_secs(120);

/// The format of `?format=`, CSV when nothing is said.
///
/// # Errors
/// A problem for an unknown one.
pub(crate) fn target_of(asked: &Form) -> Result<&'static dyn Target, Problem> {
    target_named(asked.filled("format").unwrap_or("csv"))
        .ok_or_else(|| Problem::invalid(vec![FieldError::new("format", "transfer-export-unknown-format")]))
}

/// Asks for leave, begins to write a list and answers with it; `None` when somebody else has to agree first.
///
/// # Errors
/// A problem when the actor may not take it out, or the condition cannot be understood.
pub(crate) async fn answer(
    visit: &Visit,
    act: Act,
    listed: Listed,
    reason: String,
) -> Result<Option<Response>, Problem> {
    if !listed.may_export(&act) {
        return Err(Problem::forbidden());
    }
    let (asking, list, db) = (act.clone(), listed.clone(), visit.app.db.clone());
    let leave = tokio::task::spawn_blocking(move || {
        list.probe(&db, &asking)?;
        list.ask_leave(&db, &asking, &reason)
    });
    let mark = match leave.await.map_err(|_| Problem::broken())?.map_err(refused)? {
        Leave::Given(mark) => mark,
        Leave::Waits(_) => return Ok(None),
    };
    let (plain, name, target) = (listed.plain(), listed.name(&visit.say), listed.target());
    Ok(Some(stream(visit, (plain, &name, target), move |visit, output| {
        listed.export(&visit.app.db, &act, (&mark, &visit.say), output)
    })))
}

/// Answers with what is written, sent while it is: the plain name of the file, its name in letters of any language, its
/// format, and what writes it.
fn stream(
    visit: &Visit,
    (plain, name, target): (&str, &str, &'static dyn Target),
    write: impl FnOnce(&Visit, Output) -> Result<Written, ExportError> + Send + 'static,
) -> Response {
    let headers = [
        (CONTENT_TYPE, target.media_type().to_owned()),
        (CONTENT_DISPOSITION, disposition(target, (plain, name))),
    ];
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    let (visit, runtime) = (visit.clone(), Handle::current());
    tokio::task::spawn_blocking(move || {
        let output = Streaming { sender: sender.clone(), buffer: Vec::new(), runtime };
        if let Err(error) = write(&visit, Box::new(output)) {
            if !matches!(error, ExportError::Write(_)) {
                tracing::error!(%error, "a list did not go out whole");
            }
            // The answer has begun: breaking the stream is the way left to say that it did not end well.
            let _gone = sender.blocking_send(Err(std::io::Error::other(error)));
        }
    });
    // Fused, since what packs the answer asks once more after the end.
    let chunks = futures_util::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    })
    .fuse();
    (headers, Body::from_stream(chunks)).into_response()
}

/// Why a list cannot go out, as an answer.
pub(crate) fn refused(error: ExportError) -> Problem {
    match error {
        ExportError::Customers(error) => error.into(),
        ExportError::Refused(refusal) => refusal.into(),
        ExportError::Write(_) | ExportError::Stopped => Problem::broken(),
    }
}

/// The name of the file: that of the list, in letters of any language (RFC 6266).
fn disposition(target: &dyn Target, (plain, name): (&str, &str)) -> String {
    let slug = target.slug();
    let encoded = utf8_percent_encode(if name.is_empty() { plain } else { name }, NON_ALPHANUMERIC);
    format!("attachment; filename=\"{plain}.{slug}\"; filename*=UTF-8''{encoded}.{slug}")
}

/// Gives an answer the type and the name of the list's file, plain and in letters of any language, and has nobody on the
/// way keep it.
pub(crate) fn disposed(mut answer: Response, target: &dyn Target, names: (&str, &str)) -> Response {
    let headers = [
        (CONTENT_TYPE, target.media_type().to_owned()),
        (CONTENT_DISPOSITION, disposition(target, names)),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    for (header, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(header, value);
        }
    }
    answer
}

/// Hands what is written to the answer of the server, in larger pieces.
struct Streaming {
    sender: mpsc::Sender<Result<Bytes, std::io::Error>>,
    buffer: Vec<u8>,
    runtime: Handle,
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
        let sending = self.sender.send_timeout(Ok(chunk), PATIENCE);
        self.runtime.block_on(sending).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    }
}

impl Drop for Streaming {
    fn drop(&mut self) {
        // Whoever asked has gone away when this fails.
        let _gone = self.flush();
    }
}
