//! The model of Fellegi and Sunter: what an agreement is worth, field by field.
//!
//! For a pair of records with the comparison vector γ the log-odds of being one client are
//! log2(λ / (1 − λ)) + Σ_f log2(m_f(γ_f) / u_f(γ_f)), where m is the chance of the level among true matches, u among
//! others and λ the share of matches among all pairs (Fellegi and Sunter, "A Theory for Record Linkage", JASA 64, 1969,
//! section 2 and appendix; independence of fields given the class is assumed). A missing field says nothing.
//!
//! Within a field no level weighs more than full agreement on a value that two records bear, and where levels are degrees
//! (all but those of free words) a nearer one never weighs less than a farther: where few pairs were seen, the chance of a level that none of them had is little more than a guess, by
//! which similar telephones would weigh more than the same one. That the same common value may weigh less than a likeness
//! stays: many share it.
//!
//! Agreement on a rare value is worth more: at full agreement on a value that c of N clients bear, u becomes
//! (c − 1 + δ) / N (the idea is Newcombe's of 1959; Winkler, "Frequency-Based Matching in Fellegi-Sunter Model of Record
//! Linkage", 1989, sections 3 and 4). Counts are of clients, not of records, so that a client's own doubles do not make
//! their phone look common.
#![expect(clippy::indexing_slicing, reason = "tables have a place for every code")]

mod training;

use serde::{Deserialize, Serialize};

pub(crate) use training::{Sample, train};

use super::compare::Codes;
#[cfg(test)]
use super::compare::SAME_FROM;

/// What the model learned of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldParameters {
    /// The field's name: a header or the name of a part.
    pub field: String,
    /// How its values are compared: `family_name`, `date`, `text`...
    pub comparator: String,
    /// Its levels from the same to different.
    pub levels: Vec<LevelParameters>,
}

/// What the model learned of one level of agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelParameters {
    /// Key of the level: `same`, `typo`, `different`...
    pub level: String,
    /// Chance of this level among true matches that have the field, 0..=1.
    pub m: f64,
    /// Chance of this level among other pairs that have the field, 0..=1.
    pub u: f64,
}

/// A trained model, ready to score.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// Log-odds in bits of being one client against strangers, before anything is compared.
    pub prior: f64,
    /// The same of being kin: others who share a home, a family name, a phone.
    pub kin_prior: f64,
    /// Bits per field and code, of one client against strangers.
    pub tables: Vec<[f32; 256]>,
    /// Bits per field and code, of kin against strangers.
    pub kin_tables: Vec<[f32; 256]>,
    pub parameters: Vec<FieldParameters>,
    /// Turns a score into log-odds after people have judged pairs: offset and slope.
    pub judged: (f64, f64),
}

/// Both scores of a pair against strangers, in bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Score {
    pub same: f64,
    pub kin: f64,
}

impl Score {
    /// Log-odds in bits of being one client against all else.
    pub(crate) fn bits(self) -> f64 {
        self.same - (1.0 + self.kin.min(500.0).exp2()).log2()
    }

    /// Probability of being kin.
    pub(crate) fn kin_probability(self) -> f64 {
        let (same, kin) = (self.same.min(500.0).exp2(), self.kin.min(500.0).exp2());
        kin / (1.0 + same + kin)
    }
}

impl Model {
    /// A model with given weights of the levels of one field, for tests.
    #[cfg(test)]
    pub(crate) fn blank(weights: Vec<f32>) -> Model {
        let mut table = [0f32; 256];
        table[..weights.len()].copy_from_slice(&weights);
        let (tables, kin_tables) = (vec![table], vec![[0f32; 256]]);
        Model {
            prior: 0.0,
            kin_prior: -40.0,
            tables,
            kin_tables,
            parameters: Vec::new(),
            judged: (0.0, 1.0),
        }
    }

    /// Scores a compared pair.
    pub(crate) fn score(&self, codes: &Codes) -> Score {
        let (mut same, mut kin) = (self.prior, self.kin_prior);
        for ((table, kin_table), code) in self.tables.iter().zip(&self.kin_tables).zip(codes) {
            same += f64::from(table[usize::from(*code)]);
            kin += f64::from(kin_table[usize::from(*code)]);
        }
        Score { same, kin }
    }

    /// Log-odds in bits of being one client.
    pub(crate) fn bits(&self, codes: &Codes) -> f64 {
        self.judged.0 + self.judged.1 * self.score(codes).bits()
    }
}

/// What lets hopeless pairs be dropped before their words are compared.
pub(crate) struct Bounds {
    /// Most bits of each field when its values are not equal.
    pub at_most: Vec<f64>,
    /// Fields in the order in which they are compared: those whose disagreement says most come first.
    pub order: Vec<usize>,
    /// A score against strangers below this is not worth finishing.
    pub least: f64,
}

impl Bounds {
    /// Bounds for pairs of at least these log-odds in bits.
    pub(crate) fn of(model: &Model, least: f64) -> Bounds {
        let n_levels =
            |field: usize| model.parameters.get(field).map_or(1, |parameters| parameters.levels.len());
        let at_most = (0..model.tables.len()).map(|field| {
            let levels = model.tables[field][..n_levels(field)].iter().skip(1);
            levels.fold(f64::NEG_INFINITY, |most, bits| most.max(f64::from(*bits)))
        });
        let mut order: Vec<usize> = (0..model.tables.len()).collect();
        let different = |field: usize| model.tables[field][n_levels(field) - 1];
        order.sort_by(|a, b| different(*a).total_cmp(&different(*b)));
        let (offset, slope) = model.judged;
        Bounds { at_most: at_most.collect(), order, least: (least - offset) / slope }
    }
}

/// The log-odds in bits of a probability.
pub(crate) fn bits(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2().clamp(-60.0, 60.0)
}

/// The probability of log-odds in bits.
pub(crate) fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

#[cfg(test)]
mod tests {
    use crate::Country;
    use crate::linkage::{Column, ColumnKind, Options, Records, Schema, link};

    #[test]
    fn a_farther_level_never_weighs_more_than_a_nearer_one_however_small_the_base() {
        let column = |name: &str, kind| Column { name: name.to_owned(), kind };
        let columns = vec![column("name", ColumnKind::FullName), column("phone", ColumnKind::Phone)];
        for n in [8u32, 40, 200] {
            let mut records =
                Records::new(&Schema { columns: columns.clone(), country: Country::Kazakhstan });
            let name = |at: u32| format!("Фамилия{} Имя{}", at * 37 % 101, at % 7);
            for at in 0..n {
                records.push(&[name(at), format!("8701{:07}", 1_000_000 + at * 7_919)]);
            }
            for at in (0..n).step_by(5) {
                records.push(&[name(at), format!("8701{:07}", 1_000_000 + at * 7_919)]);
            }
            let model = link(&mut records, &Options::default()).model;
            for (table, learned) in model.tables.iter().zip(&model.parameters) {
                let same = table[usize::from(super::SAME_FROM) + 2];
                let levels = &table[1..learned.levels.len()];
                let falls = levels.windows(2).all(|pair| pair[0] >= pair[1]);
                assert!(falls && levels[0] <= same, "{n} {}: {same} {levels:?}", learned.field);
            }
        }
    }
}
