//! Every real file through a whole run: each row is accounted for, and what cannot be read says why in three languages.

use std::path::{Path, PathBuf};

use customers::{Act, Desk};
use db::{DatabaseUrl, Db, Options};
use kernel::{Actor, Setting};
use transfer::formats::{Settings, Source};
use transfer::run::{Counts, ImportError, Said, dry_run, look_at};
use words::{Lang, Words};

use crate::data::{expected, rows_of, set};

/// Larger files are for the bench.
const LARGEST: u64 = 400 << 10;

struct House {
    db: Db,
    act: Act,
    words: Words,
    _folder: tempfile::TempDir,
}

fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
    db::migrate(&db, 0).unwrap();
    db.write(customers::install).unwrap();
    let firm = web::Firm::default();
    let act = db.read(|tx| Desk::default().act(tx, (&Setting::real(), &Actor::console()), &firm)).unwrap();
    let words = Words::new(&[transfer::CATALOGUE, fields::CATALOGUE, customers::CATALOGUE]);
    House { db, act, words, _folder: folder }
}

impl House {
    fn run(&self, path: &Path) -> Result<(Counts, usize), ImportError> {
        let source = Source::file(path)?;
        let found = look_at(&source, &Settings::default(), &self.act, &self.db)?;
        let settings = found.detection.settings.clone();
        let n = rows_of(&source, &settings)?.len();
        let what = (settings, found.mapping, found.sampled.columns);
        Ok((dry_run(&self.db, &self.act, source, what)?, n))
    }

    fn says(&self, path: &Path, said: &Said) {
        let told: Vec<String> = Lang::ALL
            .iter()
            .map(|lang| said.say(&self.words.say(*lang, jiff::tz::TimeZone::UTC)))
            .collect();
        assert!(
            told.iter().all(|text| text.len() > 20 && *text != said.key),
            "{}: {told:?}",
            path.display()
        );
        assert!(told[0] != told[1] && told[1] != told[2], "{}: {told:?}", path.display());
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.metadata().unwrap().len() <= LARGEST {
            found.push(path);
        }
    }
}

#[test]
fn every_row_of_every_real_file_is_accounted_for() {
    let house = house();
    let (mut n_files, mut n_refused) = (0, 0);
    for name in ["csv_oddities", "spreadsheets", "vcards", "access", "shop_exports", "commerceml"] {
        let Some(folder) = set(name) else { return };
        let mut paths = Vec::new();
        files(&folder, &mut paths);
        for path in paths {
            match house.run(&path) {
                Ok((counts, n)) => {
                    let sum = counts.n_new + counts.n_merged + counts.n_unchanged + counts.n_rejected;
                    assert_eq!((counts.n_read, sum), (n as i64, n as i64), "{}", path.display());
                    n_files += 1;
                }
                Err(error) => {
                    let said = error.said().unwrap_or_else(|| panic!("{}: {error}", path.display()));
                    house.says(&path, &said);
                    n_refused += 1;
                }
            }
        }
    }
    assert!(n_files > 100 && n_refused > 2, "{n_files} files, {n_refused} refused");
}

/// What becomes of the rows: read, new, merged or unchanged, rejected; and how many cells stay outside.
fn check(house: &House, set: &str, file: &str, wanted: [i64; 5]) {
    let Some((folder, _)) = expected(set) else { return };
    let (counts, _) = house.run(&folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let told = [counts.n_read, counts.n_new, counts.n_merged + counts.n_unchanged, counts.n_rejected];
    let [read, new, known, rejected] = told;
    assert_eq!([read, new, known, rejected, counts.n_set_aside], wanted, "{file}");
}

#[test]
fn people_of_the_sets_for_record_linkage_come_in_or_come_back_with_a_reason() {
    let house = house();
    // Three birthdays of this set are no days, such as 19371233.
    check(&house, "febrl", "dataset1.csv", [1_000, 1_000, 0, 0, 3]);
    check(&house, "rldata", "RLdata500.csv", [500, 500, 0, 0, 0]);
    // Many have the same e-mail, and some e-mails were broken on purpose; a name short of one letter may be another person.
    check(&house, "fake_1000", "fake_1000.csv", [1_000, 742, 258, 0, 29]);
    check(&house, "restaurants", "restaurant.csv", [864, 864, 0, 0, 0]);
}
