//! Files brought in by `kartoteka import` into a fresh base on SQLite: a CSV of all customers, beside reading and cleaning
//! alone and the same rows inserted bare, and an XLSX of the first hundred thousand, beside calamine alone.

use super::child::ran;
use super::figures::Figure;
use super::people::{CITIES, Town};
use super::upsert;
use crate::exit::CommandError;
use customers::Act;
use customers::staff::Staff;
use db::{DatabaseUrl, Db, Options};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;
use transfer::cells::Row;
use transfer::formats::out::{Column, Writing, target_named};
use transfer::formats::{self, Settings, Source};
use transfer::mapping::Taking;
use transfer::run;

/// The heads of the columns, as people write them.
const COLUMNS: [&str; 12] = [
    "Фамилия",
    "Имя",
    "Отчество",
    "Дата рождения",
    "Пол",
    "Телефон",
    "Email",
    "Город",
    "Адрес",
    "Теги",
    "Сайт",
    "Комментарий",
];
/// Rows of the workbook at most: as many as are promised.
const N_SHEET: usize = 100_000;
/// Rows that are inserted bare at most.
const N_BARE: usize = 200_000;

/// Brings `n` customers in from a CSV, and the first of them from a workbook into another base.
pub(super) fn measure(n: usize) -> Result<Vec<Figure>, CommandError> {
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let folder = tempfile::tempdir().map_err(failed)?;
    let path = folder.path().join("clients.csv");
    write_csv(&path, n).map_err(failed)?;
    let mut figures = csv(folder.path(), &path, n)?;
    figures.extend(sheet(n.min(N_SHEET))?);
    Ok(figures)
}

fn csv(folder: &Path, path: &Path, n: usize) -> Result<Vec<Figure>, CommandError> {
    let cleaned = {
        let (db, act) = upsert::base(folder)?;
        n as f64 / cleaning(&db, &act, path)?
    };
    let (secs, peak) = ran(&["import", &path.to_string_lossy()], folder)?;
    let db = Db::open(&DatabaseUrl::in_folder(folder), Options::default())?;
    let n_there = db.read(|tx| tx.number("SELECT count(*) FROM customers", &[]))?;
    if usize::try_from(n_there).ok() != Some(n) {
        return Err(CommandError::Failed(format!("{n} rows came in and {n_there} customers stand")));
    }
    let n_bytes = std::fs::metadata(path).map_or(0, |file| file.len()) as f64 / 1_048_576.0;
    let note = format!("{n} rows in {n_bytes:.0} MB; reading and cleaning only {cleaned:.0} rows/s");
    let floor = upsert::bare(&db, n.min(N_BARE))?;
    let work = "import of a CSV of 12 columns";
    Ok(vec![
        Figure::new(work, n as f64 / secs, "rows/s").must(30_000.0).floor(floor).note(note),
        Figure::new("memory of an import of a CSV", peak, "MB").must(300.0),
    ])
}

fn sheet(n: usize) -> Result<Vec<Figure>, CommandError> {
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let folder = tempfile::tempdir().map_err(failed)?;
    let path = folder.path().join("clients.xlsx");
    write_sheet(&path, n)?;
    drop(upsert::base(folder.path())?);
    let floor = calamine_alone(&path)?;
    let (secs, peak) = ran(&["import", &path.to_string_lossy()], folder.path())?;
    let figure = Figure::new(&format!("import of an XLSX of {n} rows"), secs, "s").floor(floor);
    Ok(vec![
        if n == N_SHEET { figure.must(10.0) } else { figure },
        Figure::new("memory of an import of an XLSX", peak, "MB").must(300.0),
    ])
}

/// A client as a row of text; the same for the same town.
fn row(town: &mut Town, at: usize) -> [String; 12] {
    let (_, facts) = town.person();
    let mut facts = facts.into_iter().map(|(_, text)| text);
    let mut next = || facts.next().unwrap_or_default();
    let (family, given, phone, email, city) = (next(), next(), next(), next(), next());
    let patronymic = ["Ерланұлы", "Серикович", "Асқарқызы", "Петровна", ""].get(at % 5).copied();
    let street = CITIES.get(at % CITIES.len()).copied().unwrap_or_default();
    [
        family,
        given,
        patronymic.unwrap_or_default().to_owned(),
        format!("{:02}.{:02}.{}", at % 28 + 1, at % 12 + 1, 1950 + at % 55),
        if at.is_multiple_of(2) { "ж".into() } else { "м".into() },
        phone,
        email,
        city,
        format!("ул. {street}, {}, кв. {}", at % 200 + 1, at % 90 + 1),
        if at.is_multiple_of(7) { "VIP, опт".into() } else { "розница".into() },
        format!("https://client{at}.example.kz"),
        if at.is_multiple_of(3) {
            "звонить после шести; \"лучше\" в будни".into()
        } else {
            String::new()
        },
    ]
}

fn write_csv(path: &Path, n: usize) -> std::io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 18, File::create(path)?);
    writeln!(file, "{}", COLUMNS.join(";"))?;
    let mut town = Town::new(7);
    for at in 0..n {
        let quoted = row(&mut town, at).map(|cell| match cell.contains([';', '"']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell,
        });
        writeln!(file, "{}", quoted.join(";"))?;
    }
    file.flush()
}

fn write_sheet(path: &Path, n: usize) -> Result<(), CommandError> {
    let failed = |e: &dyn std::fmt::Display| CommandError::Failed(e.to_string());
    let file = BufWriter::new(File::create(path).map_err(|e| failed(&e))?);
    let xlsx = target_named("xlsx").ok_or_else(|| failed(&"no such format"))?;
    let writing = Writing { language: "ru".to_owned(), ..Writing::default() };
    let columns = COLUMNS.map(Column::text);
    let mut sink = xlsx.begin(Box::new(file), &columns, &writing).map_err(|e| failed(&e))?;
    let (mut town, mut line) = (Town::new(7), Row::new());
    for at in 0..n {
        line.clear();
        row(&mut town, at).iter().for_each(|cell| line.push_text(cell));
        sink.row(&line).map_err(|e| failed(&e))?;
    }
    sink.finish().map(drop).map_err(|e| failed(&e))
}

/// Seconds of reading a file and understanding its rows, on one thread, with nothing written.
fn cleaning(db: &Db, act: &Act, path: &Path) -> Result<f64, CommandError> {
    let failed = |e: &dyn std::fmt::Display| CommandError::Failed(e.to_string());
    let source = Source::file(path).map_err(|e| failed(&e))?;
    let found = run::look_at(&source, &Settings::default(), act, db).map_err(|e| failed(&e))?;
    let known = (act.fields.as_ref(), &Staff::default());
    let taking = Taking::new(&found.mapping, &found.sampled.columns, known, act.manner.country)
        .map_err(|_| failed(&"the guessed mapping does not fit"))?;
    let started = Instant::now();
    let mut reading = formats::open(&source, &found.detection.settings).map_err(|e| failed(&e))?;
    let mut line = Row::new();
    while reading.next(&mut line).map_err(|e| failed(&e))? {
        if let Ok(taken) = taking.read(&line) {
            drop(taken.understood(act));
        }
    }
    Ok(started.elapsed().as_secs_f64())
}

/// Seconds of reading a workbook with calamine and nothing else.
fn calamine_alone(path: &Path) -> Result<f64, CommandError> {
    use calamine::Reader as _;
    let failed = |e: calamine::XlsxError| CommandError::Failed(e.to_string());
    let started = Instant::now();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).map_err(failed)?;
    let name = book.sheet_names().first().cloned().unwrap_or_default();
    let range = book.worksheet_range(&name).map_err(failed)?;
    let n_cells: usize = range.rows().map(<[calamine::Data]>::len).sum();
    tracing::debug!(n_cells, "read");
    Ok(started.elapsed().as_secs_f64())
}
