//! What endings tell of a word in a name, in the common search form.

use super::{Gender, is_initial, names};
use crate::fold::fold;

/// A part of a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Family,
    Given,
    Patronymic,
}

const FAMILY: [&str; 26] = [
    "ov", "ova", "ev", "eva", "in", "ina", "ski", "skaia", "tski", "tskaia", "enko", "chuk", "iuk", "ian",
    "iants", "shvili", "dze", "ih", "ko", "oi", "aia", "skih", "man", "baeva", "shin", "shina",
];
const MALE_PATRONYMIC: [&str; 10] =
    ["ovich", "evich", "mich", "lich", "kich", "tich", "vich", "uli", "ogli", "uulu"];
const FEMALE_PATRONYMIC: [&str; 7] = ["ovna", "evna", "ichna", "inichna", "kizi", "gizi", "vna"];
const MALE_FAMILY: [&str; 5] = ["ov", "ev", "in", "ski", "tski"];
const FEMALE_FAMILY: [&str; 5] = ["ova", "eva", "ina", "skaia", "tskaia"];

fn ends_with_any(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// How much a word looks like the part, about -1 to 1.
pub(super) fn likeness(word: &str, part: Part) -> f64 {
    let folded = fold(word);
    let is_name = !names::groups(&folded).is_empty();
    let is_family = ends_with_any(&folded, &FAMILY);
    let is_patronymic = gender_of_patronymic(&folded).is_some();
    match part {
        _ if is_initial(word) => {
            if part == Part::Family {
                -1.0
            } else {
                0.3
            }
        }
        Part::Family if is_patronymic => 0.2,
        Part::Family if is_family => {
            if is_name {
                0.4
            } else {
                0.8
            }
        }
        Part::Family if is_name => -0.4,
        Part::Given if is_name => 0.9,
        Part::Given if is_patronymic => -0.5,
        Part::Given if is_family => -0.2,
        Part::Patronymic if is_patronymic => 1.0,
        Part::Patronymic => -1.0,
        _ => 0.0,
    }
}

pub(super) fn gender_of_patronymic(folded: &str) -> Option<Gender> {
    match () {
        () if ends_with_any(folded, &FEMALE_PATRONYMIC) => Some(Gender::Female),
        () if ends_with_any(folded, &MALE_PATRONYMIC) => Some(Gender::Male),
        () => None,
    }
}

pub(super) fn gender_of_family(folded: &str) -> Option<Gender> {
    match () {
        () if ends_with_any(folded, &FEMALE_FAMILY) => Some(Gender::Female),
        () if ends_with_any(folded, &MALE_FAMILY) => Some(Gender::Male),
        () => None,
    }
}
