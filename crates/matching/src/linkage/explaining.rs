//! A score in words: what each field brought to it.

use serde::{Deserialize, Serialize};

use super::compare::{Codes, MISSING, level_of};
use super::model::{Model, probability};
use super::records::Records;

/// What one field brought to a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The field's name: a header or the slug of a part such as `family_name`.
    pub field: String,
    /// The slug of the field's kind: `family_name`, `phone`, `street`...; `prior` and `kin` for what is not a field.
    pub kind: String,
    /// The key of the level in words: `same`, `typo`, `short_form`, `different`...
    pub level: String,
    /// Its weight in bits: positive speaks for one client, negative against.
    pub bits: f64,
}

/// A score with its parts; their bits add up to the log-odds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Probability of being one client, 0..=1.
    pub probability: f64,
    /// Log-odds in bits.
    pub bits: f64,
    /// Parts by weight, the strongest for first; fields that one of the records lacks are left out.
    pub parts: Vec<Part>,
}

/// Takes a score apart.
pub(crate) fn explain(records: &Records, model: &Model, codes: &Codes) -> Explanation {
    let score = model.score(codes);
    let slope = model.judged.1;
    let mut parts: Vec<Part> = Vec::new();
    for ((field, table), code) in records.fields.iter().zip(&model.tables).zip(codes) {
        let (Some(level), Some(weight)) = (level_of(*code), table.get(usize::from(*code))) else {
            continue;
        };
        if *code == MISSING {
            continue;
        }
        parts.push(Part {
            field: field.name.clone(),
            kind: field.slug.to_owned(),
            level: field.comparator.levels().get(level).map_or("different", |level| level.key).to_owned(),
            bits: f64::from(*weight) * slope,
        });
    }
    parts.sort_by(|a, b| b.bits.total_cmp(&a.bits));
    let kin = (score.bits() - score.same) * slope;
    let other = |kind: &str, bits: f64| Part {
        field: kind.to_owned(),
        kind: kind.to_owned(),
        level: kind.to_owned(),
        bits,
    };
    parts.push(other("kin", kin));
    parts.push(other("prior", model.prior * slope + model.judged.0));
    let bits = model.bits(codes);
    Explanation { probability: probability(bits), bits, parts }
}
