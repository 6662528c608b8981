//! `kartoteka match`: records of one or two files, or cards of the base, that speak of one client. Nothing is changed.

use super::existing;
use crate::cli::Base;
use crate::exit::CommandError;
use clap::Args;
use customers::duplicates::read_base;
use customers::{Desk, Kind};
use db::Db;
use kernel::{Actor, Setting};
use matching::Country;
use matching::linkage::{
    Column, ColumnKind, Guess, Linkage, Options, Records, Schema, guess_columns, link,
};
use serde_json::json;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;
use std::time::Instant;
use transfer::cells::Row;
use transfer::formats::{ReadError, Settings, Source, open};
use transfer::run::Said;

/// Rows that kinds of columns are guessed from.
const SAMPLED: usize = 2_000;

/// Find the records of files, or the cards of the base, that speak of one client
#[derive(Debug, Args)]
pub struct Match {
    /// One file, to find its doubles; or two, to find pairs across them
    #[arg(required_unless_present = "base", conflicts_with = "base", num_args = 1..=2, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The cards of the base instead of a file; works beside a running server
    #[arg(long, conflicts_with_all = ["id", "ignore", "columns"])]
    base: bool,
    #[command(flatten)]
    place: Base,
    /// The column that names a record; the number of the row without it
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Columns that are not compared
    #[arg(long, value_name = "COL,COL", value_delimiter = ',')]
    ignore: Vec<String>,
    /// What a column holds, as in phone=Kontakt; may be given several times
    #[arg(long = "column", value_name = "KIND=COL")]
    columns: Vec<String>,
    /// Pairs from this probability on, 0..1; chosen from the records when left out
    #[arg(long, value_name = "P")]
    threshold: Option<f64>,
    /// Where to write the pairs: left_id, right_id, probability
    #[arg(long, value_name = "OUT.csv")]
    pairs: PathBuf,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

/// A file as its rows were read: their names and their cells by the columns of the first file.
struct Table {
    columns: Vec<String>,
    ids: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Match {
    /// Finds the pairs and writes them.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] with what is wrong in which file; [`CommandError::WrongUse`] for unknown columns or kinds.
    pub fn run(self) -> Result<(), CommandError> {
        let started = Instant::now();
        if self.threshold.is_some_and(|threshold| !(0.0..=1.0).contains(&threshold)) {
            return Err(CommandError::WrongUse("--threshold is between 0 and 1".into()));
        }
        if self.base {
            return self.run_base(started);
        }
        let tables: Vec<Table> = self.files.iter().map(|file| self.read(file)).collect::<Result<_, _>>()?;
        let Some(first) = tables.first() else { return Ok(()) };
        let kinds = self.kinds(first)?;
        let columns = first.columns.iter().zip(&kinds);
        let columns = columns.map(|(name, kind)| Column { name: name.clone(), kind: *kind }).collect();
        let mut records = Records::new(&Schema { columns, country: Country::Kazakhstan });
        let mut ids: Vec<&str> = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            if at == 1 {
                records.begin_second_set();
            }
            let places = places(first, table);
            for (id, row) in table.ids.iter().zip(&table.rows) {
                let cells: Vec<&str> = places
                    .iter()
                    .map(|place| place.and_then(|at| row.get(at)).map_or("", String::as_str))
                    .collect();
                records.push(&cells);
                ids.push(id);
            }
        }
        let linkage = link(&mut records, &Options { threshold: self.threshold, ..Options::default() });
        let id = |at: u32| ids.get(at as usize).copied().unwrap_or_default();
        let pairs = linkage.pairs.iter();
        self.write(pairs.map(|pair| (id(pair.left), id(pair.right), pair.probability)))?;
        let told = Told::of(&linkage, ids.len());
        self.tell(&told, parameters(&linkage), started.elapsed().as_secs_f64());
        Ok(())
    }

    /// Links the cards of the base, people and organizations each with a model of their own.
    fn run_base(&self, started: Instant) -> Result<(), CommandError> {
        let db = existing::open(&self.place.place()?)?;
        let country = db.read(access::firm::load)?.country;
        let (mut told, mut found, mut learned) = (Told::default(), Vec::new(), serde_json::Map::new());
        for kind in [Kind::Person, Kind::Organization] {
            let Some(mut base) = read_base(&db, (kind, country), |_| true)? else { continue };
            let judgements = std::mem::take(&mut base.judgements);
            let options = Options { threshold: self.threshold, judgements, ..Options::default() };
            let linkage = link(&mut base.records, &options);
            let no = |at: u32| base.numbers.get(at as usize).copied().unwrap_or_default();
            found
                .extend(linkage.pairs.iter().map(|pair| (no(pair.left), no(pair.right), pair.probability)));
            told.add(&linkage, base.numbers.len());
            learned.insert(kind.slug().to_owned(), parameters(&linkage));
        }
        let ids = ids_of(&db, &found)?;
        let id = |no: &i64| ids.get(no).map_or("", String::as_str);
        self.write(found.iter().map(|(left, right, probability)| (id(left), id(right), *probability)))?;
        self.tell(&told, learned.into(), started.elapsed().as_secs_f64());
        Ok(())
    }

    fn read(&self, path: &std::path::Path) -> Result<Table, CommandError> {
        let source = Source::file(path).map_err(|error| bad(&error))?;
        let mut reading = open(&source, &Settings::default()).map_err(|error| bad(&error))?;
        let columns = reading.columns().to_vec();
        let id = match &self.id {
            Some(name) => Some(columns.iter().position(|column| column == name).ok_or_else(|| {
                CommandError::WrongUse(format!("--id {name}: {} has no such column", path.display()))
            })?),
            None => None,
        };
        let mut table = Table { columns, ids: Vec::new(), rows: Vec::new() };
        let mut row = Row::new();
        while reading.next(&mut row).map_err(|error| bad(&error))? {
            if row.fault().is_some() {
                eprintln!(
                    "kartoteka: {}: row {} cannot be read and is left out",
                    path.display(),
                    row.number
                );
                continue;
            }
            let named = id.map(|at| row.cell(at).text.to_owned());
            table.ids.push(named.unwrap_or_else(|| (table.rows.len() + 1).to_string()));
            table.rows.push(row.cells().map(|cell| cell.text.to_owned()).collect());
        }
        Ok(table)
    }

    /// What each column holds: as said, else as guessed from its header and a sample spread over the file.
    fn kinds(&self, table: &Table) -> Result<Vec<ColumnKind>, CommandError> {
        let step = (table.rows.len() / SAMPLED).max(1);
        let sample: Vec<Vec<String>> = table.rows.iter().step_by(step).take(SAMPLED).cloned().collect();
        let guesses = guess_columns(&table.columns, &sample, Country::Kazakhstan);
        let mut kinds: Vec<ColumnKind> = guesses.iter().map(|Guess { kind, .. }| *kind).collect();
        let place = |name: &str| {
            let found = table.columns.iter().position(|column| column == name);
            found.ok_or_else(|| CommandError::WrongUse(format!("{name}: the file has no such column")))
        };
        let mut set = |at: usize, kind| {
            if let Some(slot) = kinds.get_mut(at) {
                *slot = kind;
            }
        };
        for name in self.ignore.iter().chain(&self.id) {
            set(place(name)?, ColumnKind::Ignored);
        }
        for said in &self.columns {
            let (kind, name) = said
                .split_once('=')
                .ok_or_else(|| CommandError::WrongUse(format!("--column {said}: expected KIND=COL")))?;
            let kind = serde_json::from_value(json!(kind))
                .map_err(|_| CommandError::WrongUse(format!("--column {said}: there is no kind {kind}")))?;
            set(place(name)?, kind);
        }
        Ok(kinds)
    }

    fn write<'i>(&self, pairs: impl Iterator<Item = (&'i str, &'i str, f64)>) -> Result<(), CommandError> {
        let failed =
            |error: std::io::Error| CommandError::Failed(format!("{}: {error}", self.pairs.display()));
        let mut out = BufWriter::new(File::create(&self.pairs).map_err(failed)?);
        writeln!(out, "left_id,right_id,probability").map_err(failed)?;
        for (left, right, probability) in pairs {
            writeln!(out, "{},{},{probability:.6}", quoted(left), quoted(right)).map_err(failed)?;
        }
        out.flush().map_err(failed)
    }

    #[expect(clippy::print_stdout, reason = "the answer of the command")]
    fn tell(&self, told: &Told, parameters: serde_json::Value, seconds: f64) {
        let Told { n_records, n_compared, n_pairs, n_clusters } = told;
        if !self.json {
            println!(
                "{n_records} records, {n_compared} pairs compared, {n_pairs} found, {n_clusters} groups, {seconds:.1} s"
            );
            return;
        }
        println!(
            "{}",
            json!({
                "records": n_records, "pairs_compared": n_compared, "pairs_found": n_pairs,
                "clusters": n_clusters, "seconds": seconds, "parameters": parameters,
            })
        );
    }
}

/// How many there were of everything.
#[derive(Default)]
struct Told {
    n_records: usize,
    n_compared: u64,
    n_pairs: usize,
    n_clusters: usize,
}

impl Told {
    fn of(linkage: &Linkage, n_records: usize) -> Self {
        let mut told = Self::default();
        told.add(linkage, n_records);
        told
    }

    fn add(&mut self, linkage: &Linkage, n_records: usize) {
        self.n_records += n_records;
        self.n_compared += linkage.n_compared;
        self.n_pairs += linkage.pairs.len();
        self.n_clusters += linkage.clusters.len();
    }
}

/// What the model learned.
fn parameters(linkage: &Linkage) -> serde_json::Value {
    json!({ "threshold": linkage.threshold, "estimate": linkage.estimate, "fields": linkage.parameters })
}

/// The ids of the cards of some pairs, as they are printed.
fn ids_of(db: &Db, pairs: &[(i64, i64, f64)]) -> Result<HashMap<i64, String>, CommandError> {
    let mut numbers: Vec<i64> = pairs.iter().flat_map(|(left, right, _)| [*left, *right]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let briefs = db.read(|tx| {
        let firm = access::firm::load(tx)?;
        let act = Desk::default().act(tx, (&Setting::real(), &Actor::console()), &firm)?;
        customers::listing::briefs(tx, &act, &numbers)
    });
    let briefs = briefs.map_err(|error| CommandError::Failed(error.to_string()))?;
    Ok(briefs.into_iter().map(|brief| (brief.no, brief.id.to_string())).collect())
}

/// For each column of the first table its place in another one.
fn places(first: &Table, table: &Table) -> Vec<Option<usize>> {
    first.columns.iter().map(|name| table.columns.iter().position(|column| column == name)).collect()
}

/// A name as a cell of CSV.
fn quoted(name: &str) -> String {
    if name.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

fn bad(error: &ReadError) -> CommandError {
    CommandError::BadInput(Said::of(error).say(&crate::speaking::speaker()))
}
