//! The sets: files, columns, truth.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use matching::Country;
use matching::linkage::{Column, ColumnKind, Linkage, Options, Records, Schema, guess_columns, link};

/// A set with known truth.
#[derive(Clone, Copy)]
pub struct Set {
    pub folder: &'static str,
    /// One file to find doubles in, or two to link.
    pub files: &'static [&'static str],
    /// Columns that the truth is read from or that are not to be compared.
    pub ignored: &'static [&'static str],
    /// Gives the client of a record from its cells by header.
    pub client: fn(&HashMap<&str, &str>) -> String,
}

pub const FEBRL_1: Set = Set {
    folder: "febrl",
    files: &["dataset1.csv"],
    ignored: &["rec_id", "soc_sec_id"],
    client: |row| row["rec_id"].split('-').nth(1).unwrap_or_default().to_owned(),
};
pub const FEBRL_1_WITH_ID: Set = Set { ignored: &["rec_id"], ..FEBRL_1 };
pub const FEBRL_4: Set = Set { files: &["dataset4a.csv", "dataset4b.csv"], ..FEBRL_1 };
pub const FEBRL_4_WITH_ID: Set = Set { ignored: &["rec_id"], ..FEBRL_4 };
pub const FAKE: Set = Set {
    folder: "fake_1000",
    files: &["fake_1000.csv"],
    ignored: &["unique_id", "cluster"],
    client: |row| row["cluster"].to_owned(),
};
pub const GERMAN: Set = Set {
    folder: "rldata",
    files: &["RLdata500.csv"],
    ignored: &["rec_id", "identity"],
    client: |row| row["identity"].to_owned(),
};
pub const RESTAURANTS: Set = Set {
    folder: "restaurants",
    files: &["restaurant.csv"],
    ignored: &["unique_id"],
    client: |row| row["unique_id"].to_owned(),
};
pub const CONTACTS: Set = Set {
    folder: "cis_contacts",
    files: &["contacts.csv"],
    ignored: &["id"],
    client: |row| {
        let folder = folder("cis_contacts").expect("the set is there");
        PERSONS.get_or_init(|| {
            read_csv(&folder.join("truth.csv"))
                .into_iter()
                .map(|row| (row[0].clone(), row[1].clone()))
                .collect()
        })[row["id"]]
            .clone()
    },
};
static PERSONS: std::sync::OnceLock<HashMap<String, String>> = std::sync::OnceLock::new();

/// The folder of a set, `None` with a word on standard error when it is missing.
pub fn folder(name: &str) -> Option<PathBuf> {
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
fn read_csv(path: &Path) -> Vec<Vec<String>> {
    std::fs::read_to_string(path).expect("the file is there").lines().map(cells).collect()
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

/// How columns are named to the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headers {
    /// As in the file.
    Own,
    /// `x0`, `x1`...: only the content tells.
    Strange,
}

/// The records of a set with the clients they speak of.
pub struct Loaded {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    pub clients: Vec<String>,
    pub second_from: Option<usize>,
}

/// Reads a set; columns are guessed by the product itself.
pub fn load(set: &Set, headers: Headers) -> Option<Loaded> {
    let folder = folder(set.folder)?;
    let (mut names, mut rows, mut second_from) = (Vec::new(), Vec::new(), None);
    for (at, file) in set.files.iter().enumerate() {
        let mut table = read_csv(&folder.join(file));
        names = table.remove(0);
        second_from = (at == 1).then_some(rows.len());
        rows.extend(table);
    }
    let client = |row: &Vec<String>| {
        let by_header = names.iter().map(String::as_str).zip(row.iter().map(String::as_str)).collect();
        (set.client)(&by_header)
    };
    let clients = rows.iter().map(client).collect();
    let shown: Vec<String> = match headers {
        Headers::Own => names.clone(),
        Headers::Strange => (0..names.len()).map(|at| format!("x{at}")).collect(),
    };
    let guesses = guess_columns(&shown, &rows, Country::Kazakhstan);
    let columns = names.iter().zip(guesses).map(|(name, guess)| {
        let kind = if set.ignored.contains(&name.as_str()) { ColumnKind::Ignored } else { guess.kind };
        Column { name: name.clone(), kind }
    });
    Some(Loaded { columns: columns.collect(), rows, clients, second_from })
}

impl Loaded {
    /// Keeps the records that `keeps` says, by client and how many of theirs were kept before.
    pub fn retain(&mut self, keeps: impl Fn(&str, usize) -> bool) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut rows = self.rows.drain(..);
        let mut kept = Vec::new();
        self.clients.retain(|client| {
            let row = rows.next();
            let n = seen.entry(client.clone()).or_default();
            let is_kept = keeps(client, *n);
            *n += usize::from(is_kept);
            kept.extend(row.filter(|_| is_kept));
            is_kept
        });
        drop(rows);
        self.rows = kept;
    }

    /// The records, ready to be linked.
    pub fn records(&self) -> Records {
        let mut records =
            Records::new(&Schema { columns: self.columns.clone(), country: Country::Kazakhstan });
        for (at, row) in self.rows.iter().enumerate() {
            if self.second_from == Some(at) {
                records.begin_second_set();
            }
            records.push(row);
        }
        records
    }

    pub fn link(&self, options: &Options) -> Linkage {
        link(&mut self.records(), options)
    }

    /// All true pairs.
    pub fn truth(&self) -> HashSet<(u32, u32)> {
        let mut by_client: HashMap<&str, Vec<u32>> = HashMap::new();
        for (at, client) in self.clients.iter().enumerate() {
            by_client.entry(client).or_default().push(at as u32);
        }
        let is_across = |a: u32, b: u32| {
            self.second_from.is_none_or(|from| ((a as usize) < from) != ((b as usize) < from))
        };
        let pairs = by_client.values().flat_map(|members| {
            members.iter().enumerate().flat_map(|(at, a)| members[at + 1..].iter().map(move |b| (*a, *b)))
        });
        pairs.filter(|(a, b)| is_across(*a, *b)).collect()
    }

    /// Precision, recall and F1 of the found pairs.
    pub fn quality(&self, linkage: &Linkage) -> [f64; 3] {
        let truth = self.truth();
        let found: HashSet<(u32, u32)> = linkage.pairs.iter().map(|pair| (pair.left, pair.right)).collect();
        let right = found.intersection(&truth).count() as f64;
        let f1 = 2.0 * right / (found.len() + truth.len()) as f64;
        [right / (found.len() as f64).max(1.0), right / truth.len() as f64, f1]
    }
}
