//! Checking one posted record against a prepared base while it is typed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::blocking::{KeyTables, Pass, fill_foreign, find_passes, keyed_records};
use super::compare::Comparing;
use super::explaining::{Explanation, explain};
use super::linking::Linkage;
use super::model::{Bounds, Model, bits, probability};
use super::records::{Records, Row};
use super::threads::in_pieces;

/// A record of the base that a posted one may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Likely {
    /// Number of the record in the base.
    pub record: u32,
    /// Probability with its parts.
    pub explanation: Explanation,
}

/// A base prepared for checking single records; it takes in new records as they come.
pub struct Index {
    records: Records,
    comparing: Comparing,
    model: Model,
    passes: Vec<KeyedRecords>,
    is_gone: Vec<bool>,
}

/// The records of one pass by key.
struct KeyedRecords {
    pass: Pass,
    n_keys: usize,
    /// Key in the upper half, number of the record in the lower, ascending.
    sorted: Vec<u64>,
    /// Records that came later.
    recent: HashMap<u32, SmallVec<[u32; 2]>>,
}

/// So many records are compared for one posted; keys with the fewest records are asked first.
const MOST_COMPARED: usize = 2000;

impl Index {
    /// Prepares the base with the model that linking it gave, on so many threads.
    pub fn new(mut records: Records, linkage: &Linkage, n_threads: usize) -> Index {
        records.settle();
        let tables = KeyTables::of(&records, n_threads);
        let passes = match linkage.passes.is_empty() {
            true => find_passes(&records, &tables),
            false => linkage.passes.clone(),
        };
        let keyed =
            |at: usize| passes.get(at).map(|pass| KeyedRecords::of(&records, &tables, pass.clone()));
        let passes = in_pieces(passes.len(), n_threads, keyed).into_iter().flatten().collect();
        let is_gone = (0..records.len()).map(|at| at >= records.n_linked()).collect();
        Index { comparing: Comparing::of(&records), model: linkage.model.clone(), records, passes, is_gone }
    }

    /// The records themselves.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Adds a record that is new in the base; returns its number.
    pub fn add<C: AsRef<str>>(&mut self, cells: &[C]) -> u32 {
        let at = self.records.push_settled(cells);
        self.is_gone.push(false);
        for keyed in &mut self.passes {
            let mut keys: SmallVec<[u32; 4]> = SmallVec::from_elem(0, keyed.n_keys);
            fill_foreign(&self.records, &keyed.pass, self.records.row(at), &mut keys);
            for key in keys.into_iter().filter(|key| *key != 0) {
                keyed.recent.entry(key).or_default().push(at as u32);
            }
        }
        at as u32
    }

    /// Takes a record out: it is not found any more. Unknown numbers are passed over.
    pub fn remove(&mut self, record: u32) {
        if let Some(is_gone) = self.is_gone.get_mut(record as usize) {
            *is_gone = true;
        }
    }

    /// Finds the records that a posted one may be, the likeliest first, at most `most` and none under `at_least`.
    pub fn check<C: AsRef<str>>(&self, cells: &[C], at_least: f64, most: usize) -> Vec<Likely> {
        let (ids, own) = self.records.read_foreign(cells);
        let row = Row { ids: &ids, own: &own };
        let bounds = Bounds::of(&self.model, bits(at_least));
        // Records that share a key share names too, and comparing names is what takes the time.
        let mut known: HashMap<(usize, u32), u8> = HashMap::new();
        let mut found: Vec<(f64, u32)> = self
            .candidates(row)
            .into_iter()
            .filter(|record| !self.is_gone.get(*record as usize).copied().unwrap_or(true))
            .filter_map(|record| {
                let rows = (self.records.row(record as usize), row);
                let code =
                    |at, value, compare: &dyn Fn() -> u8| *known.entry((at, value)).or_insert_with(compare);
                let bits = self.comparing.score_with(&self.records, (&self.model, &bounds), rows, code)?;
                Some((probability(bits), record))
            })
            .filter(|(probability, _)| *probability >= at_least)
            .collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        let likely = found.into_iter().map(|(_, record)| {
            let codes = self.comparing.compare(&self.records, self.records.row(record as usize), row);
            Likely { record, explanation: explain(&self.records, &self.model, &codes) }
        });
        likely.collect()
    }

    /// Records that share a key with the row, each once.
    fn candidates(&self, row: Row<'_>) -> Vec<u32> {
        let mut blocks: Vec<(usize, &KeyedRecords, u32)> = Vec::new();
        for keyed in &self.passes {
            let mut keys: SmallVec<[u32; 4]> = SmallVec::from_elem(0, keyed.n_keys);
            fill_foreign(&self.records, &keyed.pass, row, &mut keys);
            let keys = keys.into_iter().filter(|key| *key != 0);
            blocks.extend(keys.map(|key| (keyed.n_records(key), keyed, key)));
        }
        blocks.sort_by_key(|(n, _, _)| *n);
        let mut records: Vec<u32> = Vec::new();
        for (n, keyed, key) in blocks {
            if records.len() + n > MOST_COMPARED {
                break;
            }
            records.extend(keyed.block(key).iter().map(|entry| *entry as u32));
            records.extend(keyed.recent.get(&key).into_iter().flatten());
        }
        records.sort_unstable();
        records.dedup();
        records
    }
}

impl KeyedRecords {
    fn of(records: &Records, tables: &KeyTables, pass: Pass) -> KeyedRecords {
        let n_keys = pass.n_keys(records);
        let mut sorted = keyed_records(records, tables, &pass);
        sorted.shrink_to_fit();
        KeyedRecords { pass, n_keys, sorted, recent: HashMap::new() }
    }

    fn block(&self, key: u32) -> &[u64] {
        let from = self.sorted.partition_point(|entry| entry >> 32 < u64::from(key));
        let to = self.sorted.partition_point(|entry| entry >> 32 <= u64::from(key));
        self.sorted.get(from..to).unwrap_or_default()
    }

    fn n_records(&self, key: u32) -> usize {
        self.block(key).len() + self.recent.get(&key).map_or(0, SmallVec::len)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, ColumnKind, Options, Schema, link};
    use super::*;
    use crate::Country;

    fn index() -> Index {
        let column = |name: &str, kind| Column { name: name.to_owned(), kind };
        let schema = Schema {
            columns: vec![
                column("ФИО", ColumnKind::FullName),
                column("Телефон", ColumnKind::Phone),
                column("Дата рождения", ColumnKind::BirthDate),
            ],
            country: Country::Kazakhstan,
        };
        let mut records = Records::new(&schema);
        let families = ["Иванов", "Ахметов", "Ким", "Петренко", "Сидоров", "Нургалиев", "Жуков", "Беков"];
        let given = ["Иван", "Нурлан", "Сергей", "Олег", "Тимур", "Арман", "Павел"];
        for at in 0..200usize {
            let name = format!("{} {}", families[at % 8], given[at % 7]);
            let birth = format!("{:02}.{:02}.{}", at % 28 + 1, at % 12 + 1, 1950 + at % 50);
            records.push(&[name, format!("8701{:07}", 1_000_000 + at * 7919 % 8_000_000), birth]);
        }
        records.push(&["Иванов Иван", "87011000000", "01.01.1950"]);
        let linkage = link(&mut records, &Options::default());
        Index::new(records, &linkage, 1)
    }

    #[test]
    fn a_posted_record_finds_its_likes_with_reasons() {
        let index = index();
        let likely = index.check(&["Ivanov Ivan", "+7 701 100 00 00", "1950-01-01"], 0.5, 5);
        assert_eq!(likely.iter().map(|one| one.record).collect::<Vec<_>>(), [0, 200]);
        let explanation = &likely[0].explanation;
        assert!(
            explanation
                .parts
                .iter()
                .any(|part| part.kind == "phone" && part.level == "same" && part.bits > 3.0)
        );
        let sum: f64 = explanation.parts.iter().map(|part| part.bits).sum();
        assert!((sum - explanation.bits).abs() < 1e-3, "{sum} {}", explanation.bits);
    }

    #[test]
    fn strangers_are_not_found_and_new_ones_are() {
        let mut index = index();
        let stranger = ["Мухамедьяров Ринат", "87773334455", "15.07.2001"];
        assert!(index.check(&stranger, 0.5, 5).is_empty());
        let record = index.add(&stranger);
        let found = |index: &Index| -> Vec<u32> {
            index
                .check(&["Мухамедьяров Р.", "8 777 333-44-55", ""], 0.5, 5)
                .iter()
                .map(|one| one.record)
                .collect()
        };
        assert_eq!(found(&index), [record]);
        index.remove(record);
        assert!(found(&index).is_empty());
    }
}
