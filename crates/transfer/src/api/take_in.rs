//! `POST /imports`: files brought in, their columns as a mapping says or guessed.

use super::shape::{ImportPage, ImportView};
use crate::mapping::{Broken, Mapping, OrderTerms, RowsOf};
use crate::pages::{act, blocking, keep, look, problem, received};
use crate::run::{ImportError, Run, draft, start_later};
use axum::Json;
use axum::extract::Multipart;
use customers::Rule;
use customers::erasing::wiping;
use http::StatusCode;
use kernel::Level;
use web::{FieldError, Problem, ProblemBody, Visit};

/// Import files
///
/// All of them begin or none does. Sent again under one `Idempotency-Key` they come in once, whatever their size; they are
/// not compared.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    request_body(content = String, content_type = "multipart/form-data", description = "One part with a file name per file, in any number and of any size; a part `mapping` with the JSON of a mapping for all of them, guessed for each when left out; a part `into`: customers (when left out), orders or products; for orders parts `currency` (of amounts for which the file names none), `unknown` (lead or reject: what becomes of orders of clients whom nobody knows) and `source` (by what name numbers are told from those of other sources); a part `rule`: newest, most_trusted or ask; a part `broken_cells`: set_aside (a row comes in without a cell that cannot be understood) or reject_row"),
    responses(
        (status = 202, description = "A job per file brings it in", body = ImportPage),
        (status = 422, description = "A file cannot be read; none of them comes in", body = ProblemBody),
    )
)]
pub(crate) async fn import_files(
    visit: Visit,
    parts: Multipart,
) -> Result<(StatusCode, Json<ImportPage>), Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let act = act(&visit).await?;
    let came = received(parts).await?;
    let given = Given::of(&came.values)?;
    if came.files.is_empty() {
        return Err(Problem::invalid(vec![FieldError::new("file", "transfer-no-file")]));
    }
    // Looked at all of them before the first is begun: of a request that is refused nothing comes in.
    let mut looked = Vec::with_capacity(came.files.len());
    for one in came.files {
        let (act, given) = (act.clone(), given.clone());
        let into = Some(given.into.unwrap_or_default());
        let one = blocking(&visit, move |visit| {
            let looked = look(visit, &act, one, (into, given.mapping.as_ref()))?;
            looked.brings_something().map(|()| looked)
        });
        looked.push(one.await?);
    }
    let mut kept = Vec::with_capacity(looked.len());
    for one in looked {
        kept.push(blocking(&visit, move |visit| keep(visit, one)).await?);
    }
    let keys = kept.iter().filter_map(|(file, _)| file.key.clone()).collect();
    // Drafted and begun in one breath: whoever finds a run after a power cut may trust that it goes on.
    let once = visit.clone();
    let begun = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        let mut act = act;
        let mut runs = Vec::with_capacity(kept.len());
        for (file, found) in kept {
            let run = given.put_into(draft(tx, &act, file, &found)?);
            let (run, with_fields) = start_later(tx, &act, run)?;
            act = with_fields;
            runs.push(run);
        }
        Ok::<_, ImportError>(runs)
    });
    let runs = match begun.await {
        Ok(runs) => runs,
        Err(error) => {
            let setting = visit.app.setting.clone();
            visit.app.db.writing(move |tx| wiping::files_later(tx, &setting, keys)).await?;
            return Err(problem(error, &visit));
        }
    };
    let items = runs.into_iter().map(|run| ImportView::of(run, &visit.say)).collect();
    Ok((StatusCode::ACCEPTED, Json(ImportPage { items, next: None })))
}

/// What a request says of the columns, and of what disagrees or is broken.
#[derive(Clone)]
struct Given {
    mapping: Option<Mapping>,
    into: Option<RowsOf>,
    orders: OrderTerms,
    rule: Option<Rule>,
    broken_cells: Option<Broken>,
}

impl Given {
    fn of(values: &[(String, String)]) -> Result<Given, Problem> {
        let of = |name: &str| {
            let found = values.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
            found.filter(|text| !text.is_empty())
        };
        let wrong =
            |name: &str| Problem::invalid(vec![FieldError::new(name, "transfer-mapping-unreadable")]);
        let mapping = of("mapping").map(serde_json::from_str).transpose().map_err(|_| wrong("mapping"))?;
        let rule = of("rule").map(|text| serde_json::from_value(text.into())).transpose();
        let broken_cells = of("broken_cells").map(|text| serde_json::from_value(text.into())).transpose();
        let into =
            of("into").map(|text| RowsOf::from_slug(text).ok_or_else(|| wrong("into"))).transpose()?;
        let unknown = of("unknown").map(|text| serde_json::from_value(text.into())).transpose();
        let orders = OrderTerms {
            currency: of("currency").map(str::to_owned),
            unknown: unknown.map_err(|_| wrong("unknown"))?,
            source: of("source").map(str::to_owned),
        };
        let mapping = mapping.map(|known: Mapping| Mapping { into: into.unwrap_or(known.into), ..known });
        Ok(Given {
            mapping,
            into,
            orders,
            rule: rule.map_err(|_| wrong("rule"))?,
            broken_cells: broken_cells.map_err(|_| wrong("broken_cells"))?,
        })
    }

    fn put_into(&self, mut run: Run) -> Run {
        let (terms, given) = (&mut run.mapping.orders, self.orders.clone());
        terms.currency = given.currency.or(terms.currency.take());
        terms.unknown = given.unknown.or(terms.unknown);
        terms.source = given.source.or(terms.source.take());
        run.mapping.rule = self.rule.unwrap_or(run.mapping.rule);
        run.mapping.broken_cells = self.broken_cells.unwrap_or(run.mapping.broken_cells);
        run
    }
}
