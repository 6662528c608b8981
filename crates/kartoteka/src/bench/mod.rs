//! The figures that the house promises, measured with fixed seeds, each beside its floor in the same run.

mod analyses;
mod audit;
mod chain;
mod child;
mod client;
mod deals;
mod duplicates;
mod export;
pub mod figures;
mod import;
mod pages;
mod people;
mod plan;
mod scoped;
mod segments;
mod staff;
mod start;
mod timeline;
mod upsert;
mod watching;

use crate::exit::CommandError;
use figures::Figure;
use std::path::Path;

/// What can be measured, in the order of the table.
pub const NAMES: [&str; 18] = [
    "upsert",
    "chain",
    "import",
    "list",
    "own-field",
    "search",
    "change",
    "timeline",
    "deals",
    "scoped",
    "plan",
    "export",
    "segments",
    "duplicates",
    "analyses",
    "audit",
    "anomaly",
    "start",
];

/// What is wanted of a run.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// How many customers the base has.
    pub n: usize,
    /// The folder in which the search for duplicates leaves its records with the truth.
    pub keep: Option<&'a Path>,
}

type Measure = fn(&Asked<'_>) -> Result<Vec<Figure>, CommandError>;

/// What needs no base of customers, or makes its own.
const ALONE: [(&str, Measure); 6] = [
    ("start", |_| start::measure()),
    ("analyses", |asked| analyses::measure(asked.n)),
    ("import", |asked| import::measure(asked.n)),
    ("duplicates", duplicates::measure),
    ("audit", |asked| audit::measure(asked.n)),
    ("anomaly", |asked| watching::measure(asked.n)),
];

/// Measures with as many customers as are asked for; `only` names one of [`NAMES`], empty for all. `tell` hears each figure as it comes.
///
/// # Errors
/// [`CommandError::Failed`] when something that is measured does not work.
pub fn run(
    asked: &Asked<'_>,
    only: &str,
    tell: &mut dyn FnMut(&Figure),
) -> Result<Vec<Figure>, CommandError> {
    let n = asked.n;
    let wants = |name: &str| only.is_empty() || only == name;
    let mut figures = Vec::new();
    let mut keep = |new: Vec<Figure>| {
        new.iter().for_each(&mut *tell);
        figures.extend(new);
    };
    for (name, measure) in ALONE {
        if wants(name) {
            keep(measure(asked)?);
        }
    }
    if ALONE.iter().any(|(name, _)| *name == only) {
        return Ok(figures);
    }
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let folder = tempfile::tempdir().map_err(failed)?;
    let (db, act) = upsert::base(folder.path())?;
    keep(vec![upsert::measure(&db, &act, n)?]);
    if wants("chain") {
        keep(chain::measure(&db)?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let house = pages::house(&db, folder.path()).await?;
        if wants("list") {
            keep(pages::list(&house).await?);
        }
        if wants("own-field") {
            keep(pages::own_field(&house).await?);
        }
        if wants("search") {
            keep(pages::search(&house).await?);
        }
        if wants("change") {
            keep(pages::change_and_card(&house).await?);
        }
        if wants("timeline") {
            keep(timeline::measure(&house, &db, &act).await?);
        }
        if wants("deals") {
            keep(deals::measure(&house, &db, &act).await?);
        }
        if wants("segments") {
            // The card index is read into memory by the first lists.
            pages::warm(&house).await?;
            tokio::task::block_in_place(|| segments::load(&db, &act, n))?;
            keep(segments::measure(&house, (&db, &house.act(&act)?), &house.engine()?).await?);
        }
        if wants("scoped") {
            keep(scoped::measure(&house, &db, &act).await?);
        }
        if wants("plan") {
            keep(plan::measure(&house, &db, &act).await?);
        }
        Ok::<_, CommandError>(())
    })?;
    if wants("export") {
        keep(export::measure(&db, folder.path(), n)?);
    }
    Ok(figures)
}
