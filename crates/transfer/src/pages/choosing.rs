//! What a person chooses in the wizard: how the file is read, what its columns are, and to begin.

use super::running::{act, blocking, run};
use crate::cells::Row;
use crate::formats::{self, Settings, Source};
use crate::mapping::{Broken, ColumnUse, Mapping, NEW, NEW_KINDS, OrderTerms, RowsOf};
use crate::run::{self, ImportError, Mended, Run, RunId, RunState};
use axum::extract::Path;
use axum::response::Response;
use customers::{Act, Rule};
use kernel::Level;
use std::collections::BTreeMap;
use web::{Form, Problem, Visit, see};

pub(super) async fn choose(visit: Visit, Path(id): Path<RunId>, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let (act, run) = (act(&visit).await?, run(&visit, id).await?);
    if run.state != RunState::Draft {
        return Ok(see(&format!("/import/{id}")));
    }
    let is_start = form.text("deed") == "start";
    let show = form.filled("show").filter(|show| show.bytes().all(is_plain)).map(str::to_owned);
    let chosen = {
        let act = act.clone();
        blocking(&visit, move |visit| chosen(visit, &act, run, &form)).await?
    };
    let stored = visit.app.db.writing(move |tx| {
        run::change(tx, &act, &chosen)?;
        if is_start { run::start_later(tx, &act, chosen).map(drop) } else { Ok(()) }
    });
    stored.await.map_err(|error: ImportError| super::running::problem(error, &visit))?;
    let show = show.filter(|_| !is_start).map(|show| format!("?show={show}")).unwrap_or_default();
    Ok(see(&format!("/import/{id}{show}")))
}

/// The run with what the form says; a file that is to be read in another way is looked at again.
fn chosen(visit: &Visit, act: &Act, run: Run, form: &Form) -> Result<Run, ImportError> {
    let settings = settings_of(form, &run.settings);
    let into = RowsOf::from_slug(form.text("into")).unwrap_or(run.mapping.into);
    if into != run.mapping.into {
        let file = run::fetch(visit.app.files.as_ref(), &run)?;
        let found = run::look_for(&file.source()?, &settings, (Some(into), act), &visit.app.db)?;
        let (columns, settings) = (found.sampled.columns, found.detection.settings);
        return Ok(Run { mapping: found.mapping, columns, settings, mended: Mended::default(), ..run });
    }
    let mut run = Run { mapping: mapping_of(form, &run.mapping), ..run };
    let has_cells =
        form.values.iter().any(|(name, _)| name.starts_with("cell.") || name.starts_with("is."));
    if settings == run.settings && !has_cells {
        return Ok(run);
    }
    let file = run::fetch(visit.app.files.as_ref(), &run)?;
    if settings == run.settings {
        mend(&mut run, &file.source()?, form)?;
    } else {
        let found = run::look_for(&file.source()?, &settings, (Some(into), act), &visit.app.db)?;
        if found.sampled.columns != run.columns {
            let Mapping { rule, broken_cells, orders, .. } = run.mapping;
            run.mapping = Mapping { rule, broken_cells, orders, ..found.mapping };
            run.columns = found.sampled.columns;
        }
        // Rows and cells are others when the file is read in another way.
        run.mended = Mended::default();
        run.settings = found.detection.settings;
    }
    Ok(run)
}

/// Letters that an address may hold as they are.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// Takes the cells that a person changed, and what they said of whole rows, into the draft.
fn mend(run: &mut Run, source: &Source, form: &Form) -> Result<(), ImportError> {
    let mut typed: BTreeMap<(u64, usize), &str> = BTreeMap::new();
    for (name, value) in &form.values {
        let mut parts = name.split('.');
        let (kind, row) = (parts.next(), parts.next().and_then(|row| row.parse().ok()));
        match (kind, row, parts.next().and_then(|column| column.parse().ok())) {
            (Some("cell"), Some(row), Some(column)) => drop(typed.insert((row, column), value)),
            (Some("is"), Some(row), None) => run.mended.decide(row, value.parse().ok()),
            _ => {}
        }
    }
    let Some(((last, _), _)) = typed.last_key_value() else { return Ok(()) };
    if !crate::orders::is_mendable(source, &run.settings, run.mapping.into)? {
        return Ok(());
    }
    let (last, mut row) = (*last, Row::new());
    let mut reading = formats::open(source, &run.settings)?;
    while reading.next(&mut row)? && row.number <= last {
        let of_row = typed.range((row.number, 0)..=(row.number, usize::MAX));
        for ((number, column), text) in of_row.filter(|_| row.fault().is_none()) {
            // Forms send line breaks their own way.
            let in_file = row.cell(*column).text;
            let is_same = text.replace("\r\n", "\n").trim() == in_file.replace("\r\n", "\n").trim();
            let text = if is_same { in_file } else { text };
            run.mended.set((*number, *column), text, in_file);
        }
    }
    Ok(())
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
        let chosen = form.filled(&format!("kind.{at}")).filter(|slug| fields::kinds::find(slug).is_some());
        let kind = || chosen.or(used.kind.as_deref()).unwrap_or(NEW_KINDS[0]).to_owned();
        let kind = (to == NEW).then(kind);
        ColumnUse { column: used.column.clone(), to, kind }
    });
    let rule = match form.text("rule") {
        "newest" => Rule::Newest,
        "most_trusted" => Rule::MostTrusted,
        "ask" => Rule::Ask,
        _ => kept.rule,
    };
    let broken_cells = Broken::from_slug(form.text("broken_cells")).unwrap_or(kept.broken_cells);
    let text = |name: &str| form.filled(name).map(|text| text.trim().to_owned());
    let unknown = form.filled("unknown").and_then(|slug| serde_json::from_value(slug.into()).ok());
    let orders = match kept.into {
        RowsOf::Orders => OrderTerms { currency: text("currency"), unknown, source: text("source") },
        RowsOf::Customers | RowsOf::Products => kept.orders.clone(),
    };
    Mapping { into: kept.into, rule, broken_cells, orders, ..Mapping::of(columns.collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::LEAVE;

    #[test]
    fn a_new_field_is_of_the_kind_that_was_chosen_or_else_guessed() {
        let guessed = |column: &str, to: &str, kind: Option<&str>| ColumnUse {
            column: column.to_owned(),
            to: to.to_owned(),
            kind: kind.map(str::to_owned),
        };
        let kept = Mapping::of(vec![
            guessed("Чай", NEW, Some("integer")),
            guessed("Код", NEW, Some("integer")),
            guessed("Прочее", LEAVE, None),
        ]);
        let form = Form::from_encoded("to.0=@new&kind.0=text&to.1=@new&kind.1=nothing&to.2=@new");
        let kinds: Vec<_> = mapping_of(&form, &kept).columns.into_iter().map(|used| used.kind).collect();
        assert_eq!(kinds, ["text", "integer", "text"].map(|slug| Some(slug.to_owned())));
        let left = mapping_of(&Form::from_encoded("to.0=@leave&kind.0=text"), &kept);
        assert_eq!(left.columns.first().and_then(|used| used.kind.clone()), None);
    }
}
