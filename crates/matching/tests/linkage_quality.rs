//! Quality of linkage on real sets with known truth, at the threshold that the model itself chooses.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use matching::Country;
use matching::linkage::{Column, ColumnKind, Linkage, Options, Records, Schema, guess_columns, link};

fn folder(name: &str) -> Option<PathBuf> {
    let base = std::env::var_os("KARTOTEKA_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = base.join(name);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: no folder {}", path.display());
    None
}

/// Reads a small CSV: commas, double quotes, blanks after commas.
fn read_csv(path: &std::path::Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(cells).collect()
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            _ => cell.push(c),
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}

struct Case<'a> {
    /// One file to find doubles in, or two to link.
    files: &'a [&'a str],
    /// Columns that are compared with what they hold.
    columns: &'a [(&'a str, ColumnKind)],
    /// Gives the client of a record from its cells by header.
    client: &'a dyn Fn(&HashMap<&str, &str>) -> String,
}

fn run(folder: &std::path::Path, case: &Case<'_>) -> (Linkage, Vec<String>, Option<usize>) {
    let schema = Schema {
        columns: case
            .columns
            .iter()
            .map(|(name, kind)| Column { name: (*name).into(), kind: *kind })
            .collect(),
        country: Country::Kazakhstan,
    };
    let mut records = Records::new(&schema);
    let (mut clients, mut second_from) = (Vec::new(), None);
    for (at, file) in case.files.iter().enumerate() {
        if at == 1 {
            records.begin_second_set();
            second_from = Some(records.len());
        }
        let rows = read_csv(&folder.join(file));
        for row in rows.iter().skip(1) {
            let by_header: HashMap<&str, &str> =
                rows[0].iter().map(String::as_str).zip(row.iter().map(String::as_str)).collect();
            clients.push((case.client)(&by_header));
            let cells: Vec<&str> = case.columns.iter().map(|(name, _)| by_header[name]).collect();
            records.push(&cells);
        }
    }
    (link(&mut records, &Options::default()), clients, second_from)
}

struct Quality {
    precision: f64,
    recall: f64,
    f1: f64,
}

fn quality(pairs: &HashSet<(u32, u32)>, truth: &HashSet<(u32, u32)>) -> Quality {
    let right = pairs.intersection(truth).count() as f64;
    let (precision, recall) = (right / (pairs.len() as f64).max(1.0), right / truth.len() as f64);
    Quality { precision, recall, f1: 2.0 * right / (pairs.len() + truth.len()) as f64 }
}

fn truth(clients: &[String], second_from: Option<usize>) -> HashSet<(u32, u32)> {
    let mut by_client: HashMap<&str, Vec<u32>> = HashMap::new();
    for (at, client) in clients.iter().enumerate() {
        by_client.entry(client).or_default().push(at as u32);
    }
    let mut pairs = HashSet::new();
    for members in by_client.values() {
        for (at, a) in members.iter().enumerate() {
            for b in &members[at + 1..] {
                if second_from.is_none_or(|from| ((*a as usize) < from) != ((*b as usize) < from)) {
                    pairs.insert((*a, *b));
                }
            }
        }
    }
    pairs
}

fn check(name: &str, case: &Case<'_>, at_least: f64) {
    let Some(folder) = folder(name) else { return };
    let begun = std::time::Instant::now();
    let (linkage, clients, second_from) = run(&folder, case);
    let seconds = begun.elapsed().as_secs_f64();
    let truth = truth(&clients, second_from);
    let found: HashSet<(u32, u32)> = linkage.pairs.iter().map(|pair| (pair.left, pair.right)).collect();
    let at = quality(&found, &truth);
    eprintln!(
        "{name}: {} records, {} compared, threshold {:.3} (expects F1 {:.4}): precision {:.4} recall {:.4} F1 {:.4} (asked {at_least:.4}), {seconds:.2} s",
        clients.len(),
        linkage.n_compared,
        linkage.threshold,
        linkage.estimate.f1,
        at.precision,
        at.recall,
        at.f1
    );
    assert!(at.f1 >= at_least, "{name}: F1 {:.4} under {at_least:.4}", at.f1);
}

/// The client in `rec-123-dup-0` is 123.
fn febrl_client(row: &HashMap<&str, &str>) -> String {
    row["rec_id"].split('-').nth(1).unwrap_or_default().to_owned()
}

const FEBRL: &[(&str, ColumnKind)] = &[
    ("given_name", ColumnKind::GivenName),
    ("surname", ColumnKind::FamilyName),
    ("street_number", ColumnKind::Code),
    ("address_1", ColumnKind::Text),
    ("address_2", ColumnKind::Text),
    ("suburb", ColumnKind::City),
    ("postcode", ColumnKind::Code),
    ("state", ColumnKind::Code),
    ("date_of_birth", ColumnKind::BirthDate),
];

fn febrl_with_id() -> Vec<(&'static str, ColumnKind)> {
    let mut columns = FEBRL.to_vec();
    columns.push(("soc_sec_id", ColumnKind::Id));
    columns
}

#[test]
fn febrl_doubles_are_found() {
    check("febrl", &Case { files: &["dataset1.csv"], columns: FEBRL, client: &febrl_client }, 0.9959);
}

#[test]
fn febrl_doubles_are_found_with_the_id() {
    check(
        "febrl",
        &Case { files: &["dataset1.csv"], columns: &febrl_with_id(), client: &febrl_client },
        1.0,
    );
}

#[test]
fn febrl_sets_are_linked() {
    let files = &["dataset4a.csv", "dataset4b.csv"];
    check("febrl", &Case { files, columns: FEBRL, client: &febrl_client }, 0.9976);
}

#[test]
fn febrl_sets_are_linked_with_the_id() {
    let files = &["dataset4a.csv", "dataset4b.csv"];
    check("febrl", &Case { files, columns: &febrl_with_id(), client: &febrl_client }, 0.9995);
}

#[test]
fn fake_people_are_found() {
    let columns = &[
        ("first_name", ColumnKind::GivenName),
        ("surname", ColumnKind::FamilyName),
        ("dob", ColumnKind::BirthDate),
        ("city", ColumnKind::City),
        ("email", ColumnKind::Email),
    ];
    let client = |row: &HashMap<&str, &str>| row["cluster"].to_owned();
    check("fake_1000", &Case { files: &["fake_1000.csv"], columns, client: &client }, 0.8558);
}

#[test]
fn german_people_are_found() {
    let columns = &[
        ("fname_c1", ColumnKind::GivenName),
        ("fname_c2", ColumnKind::Text),
        ("lname_c1", ColumnKind::FamilyName),
        ("lname_c2", ColumnKind::Text),
        ("by", ColumnKind::Number),
        ("bm", ColumnKind::Number),
        ("bd", ColumnKind::Number),
    ];
    let client = |row: &HashMap<&str, &str>| row["identity"].to_owned();
    check("rldata", &Case { files: &["RLdata500.csv"], columns, client: &client }, 0.9898);
}

#[test]
fn restaurants_are_found() {
    let columns = &[
        ("name", ColumnKind::Organization),
        ("address", ColumnKind::Address),
        ("city", ColumnKind::City),
        ("cuisine", ColumnKind::Text),
    ];
    let client = |row: &HashMap<&str, &str>| row["unique_id"].to_owned();
    check("restaurants", &Case { files: &["restaurant.csv"], columns, client: &client }, 0.8899);
}

#[test]
fn contacts_in_three_scripts_are_found() {
    let Some(folder) = folder("cis_contacts") else { return };
    let persons: HashMap<String, String> = read_csv(&folder.join("truth.csv"))
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let columns = &[
        ("last_name", ColumnKind::FamilyName),
        ("first_name", ColumnKind::GivenName),
        ("middle_name", ColumnKind::Patronymic),
        ("phone", ColumnKind::Phone),
        ("email", ColumnKind::Email),
        ("city", ColumnKind::City),
        ("address", ColumnKind::Address),
        ("birth_date", ColumnKind::BirthDate),
    ];
    let client = |row: &HashMap<&str, &str>| persons[row["id"]].clone();
    check("cis_contacts", &Case { files: &["contacts.csv"], columns, client: &client }, 0.985);
}

/// Guesses the kinds of all columns but the ignored ones, under their own headers and under strange ones.
fn guessed(
    name: &str,
    files: &[&str],
    ignored: &[&str],
    is_strange: bool,
) -> Vec<(&'static str, ColumnKind)> {
    let Some(folder) = folder(name) else { return Vec::new() };
    let (mut headers, mut rows) = (Vec::new(), Vec::new());
    for file in files {
        let mut table = read_csv(&folder.join(file));
        headers = table.remove(0);
        rows.extend(table);
    }
    let shown: Vec<String> = match is_strange {
        true => (0..headers.len()).map(|at| format!("x{at}")).collect(),
        false => headers.clone(),
    };
    let guesses = guess_columns(&shown, &rows, Country::Kazakhstan);
    let columns =
        headers.into_iter().zip(guesses).filter(|(header, _)| !ignored.contains(&header.as_str()));
    columns.map(|(header, guess)| (&*header.leak(), guess.kind)).collect()
}

#[test]
fn columns_guessed_by_the_product_are_as_good() {
    let by = |column: &'static str| move |row: &HashMap<&str, &str>| row[column].to_owned();
    let persons: HashMap<String, String> = folder("cis_contacts")
        .map(|folder| {
            read_csv(&folder.join("truth.csv"))
                .into_iter()
                .map(|row| (row[0].clone(), row[1].clone()))
                .collect()
        })
        .unwrap_or_default();
    let contact = |row: &HashMap<&str, &str>| persons[row["id"]].clone();
    for is_strange in [false, true] {
        let check = |name: &str,
                     files: &[&str],
                     ignored: &[&str],
                     client: &dyn Fn(&HashMap<&str, &str>) -> String,
                     at_least: f64| {
            let columns = guessed(name, files, ignored, is_strange);
            eprintln!("{name}: {columns:?}");
            check(name, &Case { files, columns: &columns, client }, at_least);
        };
        check("febrl", &["dataset1.csv"], &["rec_id", "soc_sec_id"], &febrl_client, 0.9959);
        check(
            "febrl",
            &["dataset4a.csv", "dataset4b.csv"],
            &["rec_id", "soc_sec_id"],
            &febrl_client,
            0.9976,
        );
        check("febrl", &["dataset4a.csv", "dataset4b.csv"], &["rec_id"], &febrl_client, 0.9995);
        check("fake_1000", &["fake_1000.csv"], &["unique_id", "cluster"], &by("cluster"), 0.8558);
        check("rldata", &["RLdata500.csv"], &["rec_id", "identity"], &by("identity"), 0.9898);
        check("restaurants", &["restaurant.csv"], &["unique_id"], &by("unique_id"), 0.8899);
        check("cis_contacts", &["contacts.csv"], &["id"], &contact, 0.985);
    }
}
