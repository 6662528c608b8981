//! The whole base taken out by `kartoteka export`, a program of its own, so that its memory is its own too; beside the
//! same rows read bare and written as they are.

use super::child::ran;
use super::figures::Figure;
use crate::exit::CommandError;
use db::Db;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

/// The formats that are promised, each with its rows per second.
const PROMISED: [(&str, f64); 2] = [("csv", 100_000.0), ("xlsx", 30_000.0)];

/// Takes all customers of a base out in each format.
pub(super) fn measure(db: &Db, folder: &Path, n: usize) -> Result<Vec<Figure>, CommandError> {
    let floor = bare(db, folder, n)?;
    let mut figures = Vec::new();
    for (format, must) in PROMISED {
        let (secs, peak, n_bytes) = taken_out(folder, format)?;
        let note =
            format!("peak {peak:.0} MB of the 100 promised, file of {:.0} MB", n_bytes / 1_048_576.0);
        let work = format!("export of all customers to {}", format.to_uppercase());
        figures.push(Figure::new(&work, n as f64 / secs, "customers/s").must(must).floor(floor).note(note));
        let work = format!("memory of an export to {}", format.to_uppercase());
        figures.push(Figure::new(&work, peak, "MB").must(100.0));
    }
    Ok(figures)
}

/// Seconds, the peak of memory in MB, and the length of the file in bytes.
fn taken_out(folder: &Path, format: &str) -> Result<(f64, f64, f64), CommandError> {
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let out = folder.join(format!("customers.{format}"));
    let to = out.to_string_lossy();
    let (secs, peak) = ran(&["export", "customers", "--format", format, "--out", &to], folder)?;
    let n_bytes = std::fs::metadata(&out).map_err(failed)?.len() as f64;
    std::fs::remove_file(&out).map_err(failed)?;
    Ok((secs, peak, n_bytes))
}

/// Customers per second when their rows are read and written as they lie in the base.
fn bare(db: &Db, folder: &Path, n: usize) -> Result<f64, CommandError> {
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let out = folder.join("bare.txt");
    let mut file = BufWriter::with_capacity(1 << 18, File::create(&out).map_err(failed)?);
    let started = Instant::now();
    let mut written = Ok(());
    db.read(|tx| {
        tx.each("SELECT name, sheet FROM customers ORDER BY no", &[], |row| {
            for at in 0..2 {
                row.with_text(at, |text| written = file.write_all(text.as_bytes()))?;
            }
            Ok(written.is_ok())
        })
    })?;
    written.and_then(|()| file.flush()).map_err(failed)?;
    let secs = started.elapsed().as_secs_f64();
    std::fs::remove_file(&out).map_err(failed)?;
    Ok(n as f64 / secs)
}
