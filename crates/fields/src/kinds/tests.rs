//! What holds for every kind.

use super::*;
use crate::condition::{Compare, Measure};
use crate::kind::{Operator, Sample};
use crate::mask::Mask;
use crate::settings::{Setting, Settings};
use crate::testing::{manner, say};
use proptest::prelude::*;
use std::collections::BTreeSet;
use words::Lang;

/// Names promised to bases, files and programs; may grow, never shrink.
const PROMISED: &[&str] = &[
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "date",
    "yearly_date",
    "time_span",
    "yes_no",
    "choice",
    "many_choices",
    "tag",
    "link",
    "staff",
    "phone",
    "email",
    "url",
    "handle",
    "address",
    "file",
    "ru_inn",
    "ru_kpp",
    "ru_ogrn",
    "ru_ogrnip",
    "ru_bic",
    "ru_account",
    "kz_iin",
    "kz_bin",
    "iban",
];

fn settings(sample: &Sample) -> Settings {
    serde_json::from_str(sample.settings).expect("settings of a sample are JSON")
}

fn samples() -> impl Iterator<Item = (&'static dyn FieldKind, &'static Sample, Settings)> {
    ALL.iter().flat_map(|kind| kind.samples().iter().map(|sample| (*kind, sample, settings(sample))))
}

#[test]
fn slugs_are_unique_and_keep_their_promise() {
    let slugs: Vec<&str> = ALL.iter().map(|kind| kind.slug()).collect();
    assert_eq!(slugs.iter().collect::<BTreeSet<_>>().len(), slugs.len());
    for promised in PROMISED {
        assert!(slugs.contains(promised), "{promised} was promised");
    }
    assert_eq!(slugs.len(), PROMISED.len(), "a new kind is promised too");
}

#[test]
fn every_file_of_the_folder_is_in_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kinds");
    let files =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let members: BTreeSet<String> =
        files.map(|name| name.replace(".rs", "")).filter(|name| name != "mod" && name != "tests").collect();
    assert_eq!(members, ALL.iter().map(|kind| kind.slug().to_owned()).collect());
}

#[test]
fn every_sample_reads_as_promised_and_reading_it_again_changes_nothing() {
    for (kind, sample, settings) in samples() {
        let read = |typed| kind.read(typed, &settings, &manner()).map(|reading| reading.value);
        let value = read(sample.typed).ok();
        assert_eq!(value.as_deref(), sample.stored, "{} {:?}", kind.slug(), sample.typed);
        if let Some(value) = value {
            assert_eq!(read(&value).as_deref(), Ok(value.as_str()), "{}", kind.slug());
        }
    }
}

#[test]
fn every_value_makes_the_trip_through_json() {
    for (kind, sample, settings) in samples() {
        let Some(value) = sample.stored else { continue };
        let json = kind.to_json(value);
        let is_of_type = match kind.json_type() {
            "string" => json.is_string(),
            "integer" => json.is_i64(),
            "number" => json.is_number(),
            "boolean" => json.is_boolean(),
            "array" => json.is_array(),
            "object" => json.is_object(),
            other => panic!("{other} is no type of JSON"),
        };
        assert!(is_of_type, "{} {json}", kind.slug());
        let typed = kind.typed_of_json(&json).expect("a value is no null");
        assert_eq!(kind.read(&typed, &settings, &manner()).unwrap().value, value, "{}", kind.slug());
    }
}

#[test]
fn a_mask_hides_the_value_and_is_shown_as_it_is() {
    for (kind, sample, settings) in samples() {
        let Some(value) = sample.stored.filter(|_| kind.control().mask != Mask::Never) else { continue };
        let mask = kind.control().mask.of(value);
        assert!(crate::is_mask(&mask) && !mask.contains(value), "{} {mask}", kind.slug());
        assert!(crate::is_mask(&kind.show(&mask, &settings, &say(Lang::Ru))), "{} {mask}", kind.slug());
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        assert!(digits(&mask) < digits(value).max(1), "{} {mask}", kind.slug());
    }
}

#[test]
fn every_kind_has_samples_of_both_sorts_and_operators_that_answer() {
    for kind in ALL {
        let goods = kind.samples().iter().filter(|sample| sample.stored.is_some()).count();
        assert!(goods > 0 && goods < kind.samples().len(), "{}", kind.slug());
        assert!(kind.operators().contains(&Operator::Known), "{}", kind.slug());
        let is_known = kind.test(Operator::Known, &[], &Settings::NONE, &manner()).unwrap();
        assert!(!is_known.holds::<&str>(&[]), "{}", kind.slug());
    }
}

#[test]
fn a_value_is_found_by_each_comparison_with_itself() {
    for (kind, sample, settings) in samples() {
        let Some(value) = sample.stored else { continue };
        let keys = kind.keys(value);
        assert!(!keys.is_empty(), "{}", kind.slug());
        for operator in [Operator::Is, Operator::AnyOf, Operator::Between] {
            if !kind.operators().contains(&operator) {
                continue;
            }
            let n = *operator.n_operands().start();
            let operands = vec![kind.show_typed(value); n];
            let test = kind.test(operator, &operands, &settings, &manner()).unwrap();
            assert!(test.holds(&keys), "{} {operator:?} {operands:?}: {test:?} {keys:?}", kind.slug());
        }
    }
}

impl dyn FieldKind {
    /// What a person would compare with: the stored text, but of an address what was typed.
    fn show_typed(&self, value: &str) -> String {
        if self.json_type() == "object" { AddressParts::of(value).typed } else { value.to_owned() }
    }
}

#[test]
fn texts_are_complete_and_right_in_all_languages() {
    assert_eq!(words::check_catalogues(&[crate::CATALOGUE]), Vec::<String>::new());
}

#[test]
fn every_text_asked_for_is_in_the_catalogues_and_every_text_there_is_asked_for() {
    let mut asked: BTreeSet<String> = keys_in_source();
    asked.extend(ALL.iter().map(|kind| kind.label()));
    asked.extend(Operator::ALL.map(Operator::label));
    asked.extend(Measure::ALL.map(Measure::label));
    for (compare, is_date) in Compare::ALL.into_iter().flat_map(|one| [(one, false), (one, true)]) {
        if compare.is_for(is_date) {
            asked.extend([compare.label(is_date), compare.sentence(is_date)]);
        }
    }
    for setting in ALL.iter().flat_map(|kind| kind.settings()) {
        asked.extend(setting.labels().iter().map(|key| (*key).to_owned()));
        if let Setting::Of(slugs) = setting {
            asked.extend(slugs.iter().map(|slug| Setting::of_label(slug)));
        }
    }
    let lines = crate::CATALOGUE.ru.lines();
    let there = lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()));
    assert_eq!(asked, there.filter(|key| key.starts_with("fields-")).collect());
}

/// Every `"fields-..."` in the sources of this crate.
fn keys_in_source() -> BTreeSet<String> {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = [source.clone(), source.join("kinds"), source.join("condition")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let texts = files.map(|file| file.unwrap().path()).filter(|path| {
        path.extension().is_some_and(|ending| ending == "rs")
            && path.file_stem().is_some_and(|stem| stem != "tests")
    });
    let mut keys = BTreeSet::new();
    for text in texts.map(|path| std::fs::read_to_string(path).unwrap()) {
        let literals = text.split('"').filter(|part| part.starts_with("fields-"));
        let is_key =
            |part: &&str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        keys.extend(literals.filter(is_key).filter(|part| !part.ends_with('-')).map(str::to_owned));
    }
    keys
}

#[test]
fn refusals_and_values_can_be_told_in_every_language() {
    for lang in Lang::ALL {
        let say = say(lang);
        for (kind, sample, settings) in samples() {
            let told = match kind.read(sample.typed, &settings, &manner()) {
                Ok(reading) => kind.show(&reading.value, &settings, &say),
                Err(refusal) => refusal.say(&say),
            };
            assert!(!told.is_empty() && !told.contains(['⟦', '{']), "{} {told}", kind.slug());
        }
    }
}

proptest! {
    #[test]
    fn no_input_makes_a_kind_panic_and_what_is_read_reads_again(typed in "\\PC{1,40}", index in 0..ALL.len()) {
        let kind = ALL[index];
        let settings: Settings = serde_json::from_str(choice::WARMTH).unwrap();
        let say = say(Lang::Ru);
        kind.show(&typed, &settings, &say);
        kind.keys(&typed);
        kind.to_json(&typed);
        kind.search_text(&typed);
        if let Ok(reading) = kind.read(&typed, &settings, &manner()) {
            prop_assert!(!kind.keys(&reading.value).is_empty());
            let again = kind.read(&reading.value, &settings, &manner()).map(|reading| reading.value);
            prop_assert_eq!(again, Ok(reading.value), "{}", kind.slug());
        }
        for operator in Operator::ALL {
            let _ = kind.test(operator, std::slice::from_ref(&typed), &settings, &manner());
        }
    }

    #[test]
    fn what_nearly_is_a_value_makes_no_kind_panic(
        typed in "[-+0-9 .,:/@a-cxKZптд%e()\u{a0}]{1,30}", index in 0..ALL.len()
    ) {
        let kind = ALL[index];
        if let Ok(reading) = kind.read(&typed, &Settings::NONE, &manner()) {
            let again = kind.read(&reading.value, &Settings::NONE, &manner()).map(|reading| reading.value);
            prop_assert_eq!(again, Ok(reading.value), "{}", kind.slug());
        }
    }

    #[test]
    fn numbers_are_sorted_by_their_keys(a in -999_999_999_i64..999_999_999, b in -999_999_999_i64..999_999_999) {
        for kind in [find("integer"), find("decimal"), find("money")].into_iter().flatten() {
            let key = |n: i64| {
                let typed = if kind.slug() == "integer" { n.to_string() } else { format!("{}.{:02}", n / 100, n.abs() % 100) };
                let value = kind.read(&typed, &Settings::NONE, &manner()).unwrap().value;
                (typed.parse::<f64>().unwrap(), kind.keys(&value).remove(0))
            };
            let ((left, left_key), (right, right_key)) = (key(a), key(b));
            prop_assert_eq!(left.partial_cmp(&right), Some(left_key.cmp(&right_key)));
        }
    }

    #[test]
    fn dates_and_spans_are_sorted_by_their_keys(a in 0..40_000_i64, b in 0..40_000_i64) {
        for kind in [find("date"), find("yearly_date"), find("time_span")].into_iter().flatten() {
            let key = |n: i64| {
                let day = crate::calendar::plus_days(jiff::civil::date(1930, 1, 1), i32::try_from(n).unwrap());
                let typed = if kind.slug() == "time_span" { format!("{n} мин") } else { day.to_string() };
                let value = kind.read(&typed, &Settings::NONE, &manner()).unwrap().value;
                kind.keys(&value).pop().unwrap()
            };
            prop_assert_eq!(a.cmp(&b), key(a).cmp(&key(b)));
        }
    }
}
