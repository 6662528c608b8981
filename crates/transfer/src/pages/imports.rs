//! Files to bring in, and the runs there were.

use super::running::{act, problem};
use crate::formats::{Settings, Source};
use crate::mapping::{Mapping, RowsOf, Taking};
use crate::run::{self, ImportError, Run, RunState};
use askama::Template;
use axum::extract::{Multipart, RawQuery};
use axum::response::Response;
use customers::Act;
use customers::staff::Staff;
use kernel::Level;
use std::io::Write as _;
use tempfile::NamedTempFile;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, page, see, see_with};
use words::Say;

/// Runs shown.
const SHOWN: usize = 100;
/// The longest value of a form that is no file, in bytes.
const LONGEST_VALUE: usize = 1 << 20;

#[derive(Template)]
#[template(path = "pages/imports.html")]
struct ImportsPage {
    frame: Frame,
    may_write: bool,
    /// What is wrong with files that were just sent, in words.
    troubles: Vec<String>,
    /// What the rows of files may be: slug and words; the first one leaves it to the file.
    intos: Vec<(String, String)>,
    into: String,
    runs: Vec<Line>,
}

/// One earlier run.
struct Line {
    href: String,
    file: String,
    when: String,
    state: String,
    signal: &'static str,
    words: String,
}

impl Line {
    fn of(run: Run, say: &Say) -> Line {
        let signal = match run.state {
            RunState::Done => "green",
            RunState::Failed => "red",
            RunState::Running | RunState::Undoing => "amber",
            RunState::Draft | RunState::Undone => "",
        };
        Line {
            href: format!("/import/{}", run.id),
            file: run.file,
            when: say.date_time(run.created_at),
            state: say.t(&format!("transfer-state-{}", run.state.slug())),
            signal,
            // Of a draft nothing is read yet: how many rows its file has is not known.
            words: match run.state {
                RunState::Draft => String::new(),
                _ => say.n("transfer-rows", run.counts.n_read),
            },
        }
    }
}

/// What rows may be, as people are told.
pub(super) fn intos(visit: &Visit) -> impl Iterator<Item = (String, String)> {
    let may_orders = visit.need(orders::RIGHT, Level::Write).is_ok();
    let offered = RowsOf::ALL.into_iter().filter(move |rows| may_orders || *rows == RowsOf::Customers);
    offered.map(|rows| (rows.slug().to_owned(), visit.say.t(&format!("transfer-into-{}", rows.slug()))))
}

pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let into = Form::from_encoded(query.as_deref().unwrap_or_default()).text("into").to_owned();
    drawn(&visit, into, Vec::new()).await
}

async fn drawn(visit: &Visit, into: String, troubles: Vec<String>) -> Result<Response, Problem> {
    let runs = visit.app.db.reading(|tx| run::all(tx, SHOWN)).await?;
    page(&ImportsPage {
        frame: visit.frame("transfer-title"),
        may_write: visit.need(crate::RIGHT, Level::Write).is_ok(),
        troubles,
        intos: std::iter::once((String::new(), visit.say.t("transfer-into-guess")))
            .chain(intos(visit))
            .collect(),
        into,
        runs: runs.into_iter().map(|run| Line::of(run, &visit.say)).collect(),
    })
}

/// A file as it came with a form.
pub(crate) struct Came {
    pub(crate) name: String,
    pub(crate) file: NamedTempFile,
}

/// What came with a form.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) files: Vec<Came>,
    /// Names and values of what was no file.
    pub(crate) values: Vec<(String, String)>,
}

/// Writes the files of a form to the disk as they come; what was left empty is passed over.
pub(crate) async fn received(mut parts: Multipart) -> Result<Received, Problem> {
    let unreadable =
        |error: axum::extract::multipart::MultipartError| Problem::unreadable(error.body_text());
    let mut came = Received::default();
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        let (field, name) =
            (part.name().unwrap_or_default().to_owned(), part.file_name().map(str::to_owned));
        let Some(name) = name else {
            let mut text = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
                text.extend_from_slice(&chunk);
                if text.len() > LONGEST_VALUE {
                    return Err(Problem::unreadable(field));
                }
            }
            came.values.push((field, String::from_utf8_lossy(&text).into_owned()));
            continue;
        };
        if name.is_empty() {
            continue;
        }
        let mut file = NamedTempFile::new().map_err(|_| not_kept())?;
        while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
            file.write_all(&chunk).map_err(|_| not_kept())?;
        }
        came.files.push(Came { name, file });
    }
    Ok(came)
}

fn not_kept() -> Problem {
    Problem::new(http::StatusCode::INSUFFICIENT_STORAGE, "transfer-not-kept")
}

pub(super) async fn take_in(visit: Visit, parts: Multipart) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let act = act(&visit).await?;
    let Received { files: came, values } = received(parts).await?;
    let into = values.iter().find(|(name, _)| name == "into").map(|(_, value)| value.as_str());
    let into = into.and_then(RowsOf::from_slug);
    if came.is_empty() {
        return Err(Problem::new(http::StatusCode::UNPROCESSABLE_ENTITY, "transfer-no-file"));
    }
    let (mut drafted, mut troubles) = (Vec::new(), Vec::new());
    for one in came {
        let (inside, act) = (visit.clone(), act.clone());
        let taken = move || {
            let (file, found) = keep(&inside, look(&inside, &act, one, (into, None))?)?;
            inside.app.db.write(move |tx| run::draft(tx, &act, file, &found))
        };
        let taken = tokio::task::spawn_blocking(taken).await.map_err(|_| Problem::broken())?;
        match taken.map_err(|error| (error.said(), error)) {
            Ok(run) => drafted.push(run),
            Err((Some(said), _)) => troubles.push(said.say(&visit.say)),
            Err((None, error)) => return Err(problem(error, &visit)),
        }
    }
    match drafted.as_slice() {
        _ if !troubles.is_empty() => {
            // The files that can be read are kept all the same: nobody sends them again.
            let mut response = drawn(&visit, into.map_or("", RowsOf::slug).to_owned(), troubles).await?;
            *response.status_mut() = http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        [only] => Ok(see(&format!("/import/{}", only.id))),
        _ => Ok(see_with("/import", &ToastNote::new("transfer-several-kept"))),
    }
}

/// A file that can be read, and what was found in it.
pub(crate) struct Looked {
    came: Came,
    found: run::Found,
}

impl Looked {
    /// Refuses a file that would bring nothing in.
    ///
    /// # Errors
    /// [`ImportError::File`], [`ImportError::Mapping`].
    pub(crate) fn brings_something(&self) -> Result<(), ImportError> {
        run::brings_something(&Source::at(self.came.file.path(), &self.came.name)?, &self.found)
    }
}

/// Finds out what is in a file, as rows of what is said, else of what the file tells; a mapping that is given stands in place of the guess.
///
/// # Errors
/// [`ImportError::File`] when it cannot be read; [`ImportError::Mapping`] when the mapping given does not fit it.
pub(crate) fn look(
    visit: &Visit,
    act: &Act,
    came: Came,
    (into, given): (Option<RowsOf>, Option<&Mapping>),
) -> Result<Looked, ImportError> {
    let source = Source::at(came.file.path(), &came.name)?;
    let into = given.map(|mapping| mapping.into).or(into);
    let mut found = run::look_for(&source, &Settings::default(), (into, act), &visit.app.db)?;
    if let Some(mapping) = given {
        let (known, columns) = ((act.fields.as_ref(), &Staff::default()), &found.sampled.columns);
        match mapping.into {
            RowsOf::Customers => Taking::new(mapping, columns, known, act.manner.country).map(drop),
            RowsOf::Orders | RowsOf::Products => crate::orders::usable(mapping, columns),
        }
        .map_err(ImportError::Mapping)?;
        found.mapping = mapping.clone();
    }
    Ok(Looked { came, found })
}

/// Keeps a file in the house.
///
/// # Errors
/// [`ImportError::Store`] when the disk is full or refuses.
pub(crate) fn keep(visit: &Visit, looked: Looked) -> Result<(run::File, run::Found), ImportError> {
    let Looked { came, found } = looked;
    let mut reader = came.file.reopen().map_err(|error| ImportError::Store(error.to_string()))?;
    let (key, n_bytes) = run::keep(visit.app.files.as_ref(), &mut reader)?;
    Ok((run::File { name: came.name, key: Some(key), n_bytes }, found))
}
