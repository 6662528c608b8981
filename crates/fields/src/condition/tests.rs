//! Conditions read, written, told and run.

use super::*;
use crate::kind::FieldKind;
use crate::kinds;
use crate::settings::Settings;
use crate::testing::{manner, say};
use serde_json::json;
use words::Lang;

fn warmth() -> Settings {
    let options = json!({"options": [
        {"slug": "cold", "label": "холодный"}, {"slug": "warm", "label": "тёплый"}, {"slug": "hot", "label": "горячий"},
    ]});
    serde_json::from_value(options).unwrap()
}

/// The kind that each field of these tests has.
fn kind_of(field: &str) -> Option<&'static dyn FieldKind> {
    kinds::find(match field {
        "city" => "text",
        "warmth" => "choice",
        "sum" => "money",
        "since" => "date",
        "birthday" => "yearly_date",
        "phone" => "phone",
        _ => return None,
    })
}

#[test]
fn a_condition_is_written_as_it_was_read() {
    for text in [
        r#"{"all":[{"field":"city","is":"Алматы"},{"not":{"any_of":["cold"],"field":"warmth"}}]}"#,
        r#"{"any":[{"between":["1","2"],"field":"sum"},{"field":"since","last_days":30}]}"#,
        r#"{"all":[]}"#,
        r#"{"field":"city","known":true}"#,
    ] {
        let condition = Condition::parse(text).unwrap();
        assert_eq!(condition.to_json().to_string(), text);
        assert_eq!(serde_json::from_str::<Condition>(text).unwrap(), condition);
    }
    let unknown = Condition::parse(r#"{"field":"city","known":false}"#).unwrap();
    assert_eq!(unknown.to_json(), json!({"field": "city", "unknown": true}));
    let number = Condition::parse(r#"{"field":"sum","above":100.5}"#).unwrap();
    assert_eq!(number.to_json(), json!({"field": "sum", "above": "100.5"}));
}

#[test]
fn the_place_of_a_mistake_is_told() {
    #[track_caller]
    fn check(text: &str, pointer: &str, key: &str) {
        let error = Condition::parse(text).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.why.key), (pointer, key), "{text}");
    }
    check("[", "", "fields-condition-json");
    check("[]", "", "fields-condition-shape");
    check("{}", "", "fields-condition-shape");
    check(r#"{"all":[],"any":[]}"#, "", "fields-condition-shape");
    check(r#"{"all":[{"either":[]}]}"#, "/all/0/either", "fields-condition-shape");
    check(r#"{"all":{}}"#, "/all", "fields-condition-list");
    check(r#"{"all":[{"field":7,"is":"x"}]}"#, "/all/0/field", "fields-condition-field");
    check(r#"{"not":{"field":"a"}}"#, "/not", "fields-condition-one-operator");
    check(r#"{"field":"a","is":1,"above":2}"#, "", "fields-condition-one-operator");
    check(r#"{"field":"a","a/b":1}"#, "/a~1b", "fields-condition-operator-unknown");
    check(r#"{"field":"a","is":[1]}"#, "/is", "fields-condition-value");
    check(r#"{"field":"a","is":"  "}"#, "/is", "fields-condition-value");
    check(r#"{"field":"a","any_of":[]}"#, "/any_of", "fields-condition-count");
    check(r#"{"field":"a","between":[1,null]}"#, "/between/1", "fields-condition-value");
    check(r#"{"field":"a","known":"yes"}"#, "/known", "fields-condition-true");
}

#[test]
fn depth_and_size_have_limits() {
    let nested =
        |n: usize| (1..n).fold(json!({"field": "a", "known": true}), |inner, _| json!({"not": inner}));
    assert!(Condition::from_json(&nested(MAX_DEPTH)).is_ok());
    let deep = Condition::from_json(&nested(MAX_DEPTH + 1)).unwrap_err();
    assert_eq!(
        (deep.pointer.as_str(), deep.why.key),
        ("/not".repeat(MAX_DEPTH).as_str(), "fields-condition-deep")
    );
    let wide = |n: usize| json!({"all": vec![json!({"field": "a", "known": true}); n - 1]});
    assert!(Condition::from_json(&wide(MAX_NODES)).is_ok());
    assert_eq!(Condition::from_json(&wide(MAX_NODES + 1)).unwrap_err().why.key, "fields-condition-large");
}

/// Whether a record with these values meets a condition.
fn holds(condition: &str, record: &[(&str, &str)]) -> Result<bool, ConditionError> {
    let warmth = warmth();
    let tested = Condition::parse(condition)
        .unwrap()
        .test_with(&|field| kind_of(field).map(|kind| (kind, &warmth)), &manner())?;
    let keys: Vec<(String, Vec<String>)> = record
        .iter()
        .map(|(field, typed)| {
            let kind = kind_of(field).unwrap();
            let value = kind.read(typed, &warmth, &manner()).unwrap().value;
            ((*field).to_owned(), kind.keys(&value))
        })
        .collect();
    let keys_of = |field: &str| keys.iter().find(|(one, _)| one == field).map_or(&[][..], |(_, keys)| keys);
    Ok(tested.holds(&keys_of))
}

#[test]
fn comparisons_mean_what_people_mean() {
    let record = [
        ("city", "Алматы"),
        ("warmth", "тёплый"),
        ("sum", "1500"),
        ("since", "2026-11-21"),
        ("birthday", "1984-11-30"),
        ("phone", "8 701 123 45 67"),
    ];
    #[track_caller]
    fn check(record: &[(&str, &str)], condition: &str, wanted: bool) {
        assert_eq!(holds(condition, record), Ok(wanted), "{condition}");
    }
    check(&record, r#"{"field":"city","is":"алматы"}"#, true);
    check(&record, r#"{"field":"city","is":"Almaty"}"#, true);
    check(&record, r#"{"field":"city","starts":"алм"}"#, true);
    check(&record, r#"{"field":"city","contains":"мат"}"#, true);
    check(&record, r#"{"field":"city","is_not":"Алматы"}"#, false);
    check(&record[1..], r#"{"field":"city","is_not":"Алматы"}"#, true);
    check(&record[1..], r#"{"field":"city","unknown":true}"#, true);
    check(&record, r#"{"not":{"field":"warmth","any_of":["cold","горячий"]}}"#, true);
    check(&record, r#"{"field":"sum","above":1500}"#, false);
    check(&record, r#"{"field":"sum","between":[1500,"1 500 тг"]}"#, true);
    check(&record, r#"{"field":"sum","below":"2000 USD"}"#, false);
    check(&record, r#"{"field":"since","last_days":1}"#, true);
    check(&record, r#"{"field":"since","next_days":1}"#, true);
    check(&record, r#"{"field":"since","below":"21.11.2026"}"#, false);
    check(&record, r#"{"field":"birthday","next_days":14}"#, true);
    check(&record, r#"{"field":"birthday","next_days":9}"#, false);
    check(&record, r#"{"field":"birthday","below":"1990-01-01"}"#, true);
    check(&record, r#"{"field":"birthday","above":"1990-01-01"}"#, false);
    check(&record, r#"{"field":"birthday","between":["15.11","15.01"]}"#, true);
    check(&record, r#"{"field":"birthday","is":"30.11"}"#, true);
    check(&record, r#"{"field":"phone","is":"+77011234567"}"#, true);
    check(&record, r#"{"field":"phone","contains":"4567"}"#, true);
    check(&record, r#"{"any":[]}"#, false);
}

#[test]
fn what_a_kind_cannot_answer_is_told_with_its_place() {
    #[track_caller]
    fn check(condition: &str, pointer: &str, key: &str) {
        let error = holds(condition, &[]).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.why.key), (pointer, key), "{condition}");
    }
    check(r#"{"all":[{"field":"gone","known":true}]}"#, "/all/0/field", "fields-condition-field-unknown");
    check(r#"{"not":{"field":"city","above":"x"}}"#, "/not/above", "fields-condition-operator");
    check(r#"{"field":"since","above":"вчера"}"#, "/above", "fields-date-unreadable");
    check(r#"{"field":"since","last_days":0}"#, "/last_days", "fields-condition-days");
    check(r#"{"field":"sum","between":["1 USD","2 EUR"]}"#, "/between", "fields-money-currencies");
    check(r#"{"field":"birthday","between":["01.01","2.2.2002"]}"#, "/between", "fields-yearly-date-mixed");
    check(r#"{"field":"warmth","is":"мокрый"}"#, "/is", "fields-choice-unknown");
}

#[test]
fn a_condition_is_told_as_people_would() {
    #[track_caller]
    fn check(lang: Lang, condition: &str, wanted: &str) {
        let warmth = warmth();
        let names = |field: &str| {
            let label = match field {
                "city" => "город",
                "warmth" => "прогрев",
                "since" => "клиент с",
                other => other,
            };
            FieldName { label: label.to_owned().into(), kind: kind_of(field), settings: &warmth }
        };
        assert_eq!(
            Condition::parse(condition).unwrap().in_words(&say(lang), &names),
            wanted,
            "{condition}"
        );
    }
    let both = r#"{"all":[{"field":"city","is":"Алматы"},{"not":{"field":"warmth","any_of":["cold"]}}]}"#;
    check(Lang::Ru, both, "город: Алматы · прогрев: не холодный");
    check(Lang::Kk, both, "город: Алматы · прогрев: холодный емес");
    check(Lang::En, both, "город: Алматы · прогрев: not холодный");
    let nested = r#"{"all":[{"any":[{"field":"city","known":true},{"field":"warmth","is":"hot"}]},
        {"not":{"field":"city","contains":"ат"}}]}"#;
    check(Lang::Ru, nested, "(город: известно или прогрев: горячий) · не (город содержит «ат»)");
    check(Lang::Ru, r#"{"field":"since","last_days":3}"#, "клиент с: за последние 3 дня");
    check(Lang::Ru, r#"{"all":[]}"#, "все");
    check(Lang::Ru, r#"{"field":"gone","above":"5"}"#, "gone: больше 5");
}
