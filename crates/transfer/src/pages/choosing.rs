//! What a person chooses in the wizard: how the file is read, what its columns are, and to begin.

use super::running::{act, blocking, run};
use crate::formats::Settings;
use crate::mapping::{ColumnUse, Mapping, NEW};
use crate::run::{self, ImportError, Run, RunId, RunState};
use axum::extract::Path;
use axum::response::Response;
use customers::{Act, Rule};
use kernel::Level;
use web::{Form, Problem, Visit, see};

pub(super) async fn choose(visit: Visit, Path(id): Path<RunId>, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let (act, run) = (act(&visit).await?, run(&visit, id).await?);
    if run.state != RunState::Draft {
        return Ok(see(&format!("/import/{id}")));
    }
    let is_start = form.text("deed") == "start";
    let chosen = {
        let act = act.clone();
        blocking(&visit, move |visit| chosen(visit, &act, run, &form)).await?
    };
    let stored = visit.app.db.writing(move |tx| {
        run::change(tx, &act, &chosen)?;
        if is_start { run::start_later(tx, &act, chosen).map(drop) } else { Ok(()) }
    });
    stored.await.map_err(|error: ImportError| super::running::problem(error, &visit))?;
    Ok(see(&format!("/import/{id}")))
}

/// The run with what the form says; a file that is to be read in another way is looked at again.
fn chosen(visit: &Visit, act: &Act, run: Run, form: &Form) -> Result<Run, ImportError> {
    let settings = settings_of(form, &run.settings);
    let mut run = Run { mapping: mapping_of(form, &run.mapping), ..run };
    if settings != run.settings {
        let file = run::fetch(visit.app.files.as_ref(), &run)?;
        let found = run::look_at(&file.source()?, &settings, act, &visit.app.db)?;
        if found.sampled.columns != run.columns {
            run.mapping = Mapping { rule: run.mapping.rule, ..found.mapping };
            run.columns = found.sampled.columns;
        }
        run.settings = found.detection.settings;
    }
    Ok(run)
}

fn settings_of(form: &Form, kept: &Settings) -> Settings {
    let mut settings = kept.clone();
    if let Some(encoding) = form.filled("encoding") {
        settings.encoding = Some(encoding.to_owned());
    }
    let separator =
        form.values.iter().find(|(name, _)| name == "separator").map(|(_, value)| value.as_str());
    settings.separator = match separator {
        Some("tab") => Some('\t'),
        Some(one) => one.chars().next().or(settings.separator),
        None => settings.separator,
    };
    if let Some(row) = form.filled("header_row") {
        settings.header_row = row.parse().ok().or(settings.header_row);
    }
    if let Some(table) = form.filled("table").filter(|table| Some(*table) != kept.table.as_deref()) {
        // Another sheet has its heading elsewhere.
        (settings.table, settings.header_row) = (Some(table.to_owned()), None);
    }
    settings
}

fn mapping_of(form: &Form, kept: &Mapping) -> Mapping {
    let columns = kept.columns.iter().enumerate().map(|(at, used)| {
        let to = form.filled(&format!("to.{at}")).unwrap_or(&used.to).to_owned();
        let kind = (to == NEW).then(|| used.kind.clone().unwrap_or_else(|| "text".to_owned()));
        ColumnUse { column: used.column.clone(), to, kind }
    });
    let rule = match form.text("rule") {
        "newest" => Rule::Newest,
        "most_trusted" => Rule::MostTrusted,
        "ask" => Rule::Ask,
        _ => kept.rule,
    };
    Mapping { rule, ..Mapping::of(columns.collect()) }
}
