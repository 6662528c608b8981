//! `kartoteka import`: files brought in from the command line, also beside a running server.

use super::telling::Telling;
use crate::cli::Base;
use crate::exit::CommandError;
use crate::speaking::speaker;
use clap::Args;
use customers::{Act, CustomerError, Desk, Rule};
use db::{Db, Lasting, Options};
use kernel::{Actor, Setting};
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use transfer::formats::{Settings, Source};
use transfer::mapping::{Broken, RowsOf};
use transfer::run::{self, Batches, Counts, Found, ImportError, Loading, Run, RunState};
use words::Say;

/// Rows of a transaction where nobody else works: the index over a million clients is written over once for all of them.
const AT_ONCE: i64 = 100_000;
/// Rows of a transaction beside a server: whoever saves a card there waits for one at most,
const BESIDE_OTHERS: i64 = 8_000;
/// and has this time to be the next.
const AFTER_YOU: Duration = Duration::from_millis(30);

/// Folding the log back less often writes fewer pages twice; nobody reads here meanwhile. The log grows to a gigabyte at most, and
/// the run goes on from the last row that is in the base.
const BULK: Options = Options {
    n_readers: 2,
    writer_cache_kib: 32_768,
    reader_cache_kib: 8_192,
    checkpoint_pages: 128_000,
    lasting: Lasting::AtCheckpoints,
};

/// Bring files with customers, orders or products in
#[derive(Debug, Args)]
pub struct Import {
    /// The files: CSV, XLSX, XLS, ODS, Access, vCard, JSON and others
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the rows are: customers, orders or products
    #[arg(long, default_value = "customers")]
    into: String,
    /// What each column is, as JSON; guessed when left out
    #[arg(long, value_name = "M.json")]
    mapping: Option<PathBuf>,
    /// What happens to a value other than the one that stands: newest, most_trusted or ask
    #[arg(long)]
    rule: Option<String>,
    /// What happens to a row with a cell that cannot be understood: set_aside (it comes in without the cell) or reject_row
    #[arg(long, value_name = "WAY")]
    broken_cells: Option<String>,
    /// The currency of amounts for which a file of orders names none
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// What becomes of orders of clients whom nobody knows: lead or reject; as the firm has it when left out
    #[arg(long, value_name = "WAY")]
    unknown: Option<String>,
    /// By what name numbers of orders are told from those of other sources; the file's own when left out
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    base: Base,
    /// Count what would become of every row, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

/// What became of one file.
#[derive(Default)]
struct Brought {
    run: Option<String>,
    counts: Counts,
    rejects: Option<PathBuf>,
}

impl Import {
    /// Brings the files in, one after the other, once all of them were looked at; given again after a power cut it goes on
    /// with what was cut off.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] with the file, the row and what to do; failures of the base.
    pub fn run(self) -> Result<(), CommandError> {
        let Some(into) = RowsOf::from_slug(&self.into) else {
            let told = format!("--into {}: customers, orders and products can be imported", self.into);
            return Err(CommandError::WrongUse(told));
        };
        let (started, setting) = (Instant::now(), Setting::real());
        let db = self.base.place()?.open(&setting, BULK)?;
        let say = speaker();
        let mut all = Vec::with_capacity(self.files.len());
        let ended = self.bring_all((&db, &setting), into, &say, &mut all);
        if !all.is_empty() {
            self.tell(&all, started.elapsed().as_secs_f64());
        }
        ended.map_err(|error| refused(error, &say))
    }

    /// Brings in what can be brought in; then the first error of a file that cannot be read to its end.
    fn bring_all<'p>(
        &'p self,
        (db, setting): (&Db, &Setting),
        into: RowsOf,
        say: &Say,
        all: &mut Vec<(&'p Path, Brought)>,
    ) -> Result<(), ImportError> {
        let act = db.read(|tx| {
            let firm = access::firm::load(tx)?;
            Desk::default().act(tx, (setting, &Actor::console()), &firm)
        })?;
        let look = |path: &PathBuf| self.look(db, &act, path, into);
        let looked = self.files.iter().map(look).collect::<Result<Vec<_>, _>>()?;
        let paths = self.files.iter().map(PathBuf::as_path);
        if self.dry_run {
            for (path, (source, found)) in paths.zip(looked) {
                let what = (found.detection.settings, found.mapping, found.sampled.columns);
                let counts = run::dry_run(db, &act, source, what)?;
                all.push((path, Brought { counts, ..Brought::default() }));
            }
            return Ok(());
        }
        let (begun, mut ended) = (begun(db, &act, &looked)?, Ok(()));
        for ((path, (source, _)), (run, act)) in paths.zip(looked).zip(begun) {
            let is_cut_off = run.state == RunState::Running;
            let counts = if is_cut_off { pour(db, &run, &act, source) } else { Ok(run.counts) };
            match counts {
                Ok(counts) => {
                    let rejects =
                        counts.has_outside().then(|| self.keep_rejects(db, &run, say)).transpose()?;
                    all.push((path, Brought { run: Some(run.id.to_string()), counts, rejects }));
                }
                Err(error) if error.said().is_some() => ended = ended.and(Err(error)),
                Err(error) => return Err(error),
            }
        }
        ended
    }

    fn look(&self, db: &Db, act: &Act, path: &Path, into: RowsOf) -> Result<(Source, Found), ImportError> {
        let source = Source::file(path)?;
        let mut found = run::look_for(&source, &Settings::default(), (Some(into), act), db)?;
        self.choose(&mut found)?;
        found.mapping.into = into;
        Ok((source, found))
    }

    /// What the flags say in place of what was guessed.
    fn choose(&self, found: &mut Found) -> Result<(), ImportError> {
        if let Some(path) = &self.mapping {
            let wrong = |why: String| ImportError::Choice(format!("{}: {why}", path.display()));
            let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
            found.mapping = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        }
        let terms = &mut found.mapping.orders;
        terms.currency = self.currency.clone().or(terms.currency.take());
        terms.source = self.source.clone().or(terms.source.take());
        if let Some(word) = &self.unknown {
            let wrong = || ImportError::Choice(format!("--unknown {word}: lead or reject"));
            terms.unknown = Some(serde_json::from_value(json!(word)).map_err(|_| wrong())?);
        }
        if let Some(rule) = &self.rule {
            let named = json!(rule);
            found.mapping.rule = serde_json::from_value::<Rule>(named)
                .map_err(|_| ImportError::Choice(format!("--rule {rule}: newest, most_trusted or ask")))?;
        }
        if let Some(way) = &self.broken_cells {
            let wrong = || ImportError::Choice(format!("--broken-cells {way}: set_aside or reject_row"));
            found.mapping.broken_cells = Broken::from_slug(way).ok_or_else(wrong)?;
        }
        Ok(())
    }

    fn keep_rejects(&self, db: &Db, run: &Run, say: &Say) -> Result<PathBuf, ImportError> {
        let failed = |error: std::io::Error| ImportError::Store(error.to_string());
        let folder = self.base.data.join("rejects");
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let path = folder.join(format!("{}.csv", run.id));
        let file = File::create(&path).map_err(failed)?;
        run::write_rejects(db, run, say, Box::new(std::io::BufWriter::new(file)))?;
        Ok(path)
    }

    #[expect(clippy::print_stdout, reason = "the answer of the command")]
    fn tell(&self, all: &[(&Path, Brought)], seconds: f64) {
        let counts = all.iter().fold(Counts::default(), |sum, (_, one)| sum.plus(one.counts));
        if !self.json && self.into != "customers" {
            println!(
                "{} rows, {} orders: {} new, {} changed, {} unchanged, {} rejected, {seconds:.1} s",
                counts.n_read,
                counts.n_orders,
                counts.n_new,
                counts.n_merged,
                counts.n_unchanged,
                counts.n_rejected
            );
        } else if !self.json {
            println!(
                "{} rows: {} new, {} merged ({} with conflicts), {} unchanged, {} rejected, \
                 {} cells set aside, {seconds:.1} s",
                counts.n_read,
                counts.n_new,
                counts.n_merged,
                counts.n_conflicts,
                counts.n_unchanged,
                counts.n_rejected,
                counts.n_set_aside
            );
        }
        if !self.json {
            for path in all.iter().filter_map(|(_, one)| one.rejects.as_ref()) {
                println!("what did not come in: {}", path.display());
            }
            return;
        }
        let one = |counts: Counts, brought: Option<&Brought>| {
            json!({
                "run": brought.and_then(|one| one.run.clone()), "rows": counts.n_read, "new": counts.n_new,
                "merged": counts.n_merged, "unchanged": counts.n_unchanged, "conflicts": counts.n_conflicts,
                "rejected": counts.n_rejected, "cells_set_aside": counts.n_set_aside, "orders": counts.n_orders,
                "rejects_file": brought.and_then(|one| one.rejects.clone()),
            })
        };
        let mut answer = one(counts, all.first().map(|(_, brought)| brought));
        if let Some(object) = answer.as_object_mut() {
            object.insert("seconds".into(), json!(seconds));
            if all.len() > 1 {
                let each = all.iter().map(
                    |(path, brought)| json!({ "file": path, "of": one(brought.counts, Some(brought)) }),
                );
                object.insert("files".into(), each.collect());
            }
        }
        println!("{answer}");
    }
}

/// The runs of the files of one command: those that a kill or a power cut left unfinished, else new ones, begun together.
fn begun(db: &Db, act: &Act, looked: &[(Source, Found)]) -> Result<Vec<(Run, Act)>, ImportError> {
    let named = |(source, found): &(Source, Found)| {
        let file = run::File { name: source.name().to_owned(), key: None, n_bytes: source.length() };
        (file, found.clone())
    };
    let files: Vec<_> = looked.iter().map(named).collect();
    let prints: Vec<_> =
        files.iter().map(|(file, found)| run::fingerprint(file, &found.detection.settings)).collect();
    if let Some(runs) = db.read(|tx| run::unfinished_together(tx, &prints))? {
        return Ok(runs.into_iter().map(|run| (run, act.clone())).collect());
    }
    let mut act = act.clone();
    db.write(move |tx| {
        let mut runs = Vec::with_capacity(files.len());
        for (file, found) in files {
            let run = run::draft(tx, &act, file, &found)?;
            let (run, with_fields) = run::begin(tx, &act, run, None)?;
            act = with_fields.clone();
            runs.push((run, with_fields));
        }
        Ok(runs)
    })
}

fn pour(db: &Db, run: &Run, act: &Act, source: Source) -> Result<Counts, ImportError> {
    let loading = Loading::of(db, run, act, source)?;
    let (origin, no) = (loading.origin, run.no);
    let (mut counts, mut telling) = (run.counts, Telling::new());
    let mut all_of = |mut batches: Batches| loop {
        batches.wait();
        let (act, is_served) = (act.clone(), jobs::is_served(db.url()));
        let n_rows = if is_served { BESIDE_OTHERS } else { AT_ONCE };
        let (written, rest) =
            db.write(move |tx| run::write_many(tx, (&act, origin), no, (batches, n_rows)))?;
        if is_served {
            std::thread::sleep(AFTER_YOU);
        }
        if written.n_read == 0 {
            return rest.end();
        }
        batches = rest;
        counts = counts.plus(written);
        telling.tell(&run.file, u64::try_from(counts.n_read).unwrap_or(0));
    };
    let ended = all_of(Batches::of(loading));
    let said = ended.as_ref().err().and_then(ImportError::said);
    if ended.is_ok() || said.is_some() {
        let (act, run) = (act.clone(), run.clone());
        db.write(move |tx| run::finish(tx, &act, &run, said.as_ref()))?;
    }
    ended.map(|()| counts)
}

/// A file or a mapping that cannot be used is bad input; the rest are failures.
fn refused(error: ImportError, say: &Say) -> CommandError {
    match (error.said(), error) {
        (Some(said), _) => CommandError::BadInput(said.say(say)),
        (None, ImportError::Db(error) | ImportError::Customers(CustomerError::Db(error))) => error.into(),
        (None, ImportError::Choice(said)) => CommandError::WrongUse(said),
        (None, other) => CommandError::Failed(other.to_string()),
    }
}
