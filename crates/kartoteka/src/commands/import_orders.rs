//! `kartoteka import --into orders`: files of orders and products, from the command line.

use crate::exit::CommandError;
use customers::Desk;
use db::Db;
use kernel::{Actor, Setting};
use orders::runs::RunCounts;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Instant;
use transfer::formats::Source;
use transfer::orders::{Brought, Options, Target, bring, write_rejects};
use transfer::run::ImportError;
use words::Say;

/// What a mapping file says: each heading with what it is, null to leave it out.
#[derive(Debug, Default, Deserialize)]
struct Mapping {
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    columns: Vec<Column>,
}

#[derive(Debug, Deserialize)]
struct Column {
    column: String,
    to: Option<Target>,
}

/// How files of orders are brought in.
pub(super) struct OrderFiles<'f> {
    pub(super) files: &'f [PathBuf],
    pub(super) mapping: Option<&'f Path>,
    /// The folder of the base, under which refused rows are kept.
    pub(super) data: &'f Path,
    pub(super) is_dry: bool,
    pub(super) as_json: bool,
}

impl OrderFiles<'_> {
    /// Brings them in, one after the other.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] with the file and what is wrong; failures of the base.
    pub(super) fn bring(&self, db: &Db, setting: &Setting, say: &Say) -> Result<(), CommandError> {
        let started = Instant::now();
        let act = db.read(|tx| {
            let firm = access::firm::load(tx)?;
            Desk::default().act(tx, (setting, &Actor::console()), &firm)
        })?;
        let options = self.options()?;
        let mut all = Vec::with_capacity(self.files.len());
        for path in self.files {
            let read = || bring(db, &act, &Source::file(path)?, &options);
            let brought = read().map_err(|error| refused(error, say))?;
            let rejects = self.keep_rejects(path, &brought, say)?;
            all.push((path, brought, rejects));
        }
        self.tell(&all, started.elapsed().as_secs_f64());
        Ok(())
    }

    fn options(&self) -> Result<Options, CommandError> {
        let mapping = match self.mapping {
            None => Mapping::default(),
            Some(path) => {
                let wrong =
                    |e: &dyn std::fmt::Display| CommandError::WrongUse(format!("{}: {e}", path.display()));
                let text = std::fs::read_to_string(path).map_err(|e| wrong(&e))?;
                serde_json::from_str(&text).map_err(|e| wrong(&e))?
            }
        };
        let columns = mapping.columns.into_iter().map(|one| (one.column, one.to)).collect();
        Ok(Options { currency: mapping.currency, columns, is_dry: self.is_dry })
    }

    fn keep_rejects(
        &self,
        path: &Path,
        brought: &Brought,
        say: &Say,
    ) -> Result<Option<PathBuf>, CommandError> {
        if brought.rejects.is_empty() || self.is_dry {
            return Ok(None);
        }
        let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
        let folder = self.data.join("rejects");
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let name = match &brought.run {
            Some(run) => run.id.to_string(),
            None => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        };
        let kept = folder.join(format!("{name}.csv"));
        let file = std::fs::File::create(&kept).map_err(failed)?;
        write_rejects(brought, say, &mut std::io::BufWriter::new(file)).map_err(failed)?;
        Ok(Some(kept))
    }

    #[expect(clippy::print_stdout, reason = "the answer of the command")]
    fn tell(&self, all: &[(&PathBuf, Brought, Option<PathBuf>)], seconds: f64) {
        if self.as_json {
            let mut answer = match all {
                [(_, brought, rejects)] => told(brought, rejects.as_ref()),
                _ => {
                    let each = all.iter().map(|(path, brought, rejects)| {
                        json!({ "file": path, "of": told(brought, rejects.as_ref()) })
                    });
                    json!({ "files": each.collect::<Vec<_>>() })
                }
            };
            if let Some(object) = answer.as_object_mut() {
                object.insert("seconds".into(), json!(seconds));
            }
            println!("{answer}");
            return;
        }
        for (path, brought, rejects) in all {
            let RunCounts { n_rows, n_new, n_changed, n_unchanged, n_rejected, n_orders } = brought.counts;
            println!(
                "{}: {n_rows} rows of {n_orders} orders: {n_new} new, {n_changed} changed, {n_unchanged} unchanged, \
                 {n_rejected} rejected, {seconds:.1} s",
                path.display()
            );
            if let Some(path) = rejects {
                println!("rejected rows: {}", path.display());
            }
        }
    }
}

fn told(brought: &Brought, rejects: Option<&PathBuf>) -> Value {
    let counts = brought.counts;
    json!({
        "run": brought.run.as_ref().map(|run| run.id), "rows": counts.n_rows, "orders": counts.n_orders,
        "new": counts.n_new, "merged": counts.n_changed, "unchanged": counts.n_unchanged, "conflicts": 0,
        "rejected": counts.n_rejected, "rejects_file": rejects,
    })
}

fn refused(error: ImportError, say: &Say) -> CommandError {
    match (error.said(), error) {
        (Some(said), _) => CommandError::BadInput(said.say(say)),
        (None, ImportError::Db(error)) => error.into(),
        (None, ImportError::Choice(said)) => CommandError::BadInput(said),
        (None, other) => CommandError::Failed(other.to_string()),
    }
}
