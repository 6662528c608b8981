//! Questions beyond a record's own fields, read, written, told and refused.

use super::*;
use crate::testing::say;
use crate::{kinds, settings::Settings};
use words::Lang;

#[test]
fn what_lies_beyond_is_written_as_it_was_read() {
    for text in [
        r#"{"at_least":1,"happened":"orders"}"#,
        r#"{"at_least":3,"happened":"orders","where":{"field":"status","is":"paid"},"within":{"last_days":90}}"#,
        r#"{"at_least":"50 000","happened":"orders","measure":"sum","of":"amount","within":{"from":"2026-01-01"}}"#,
        r#"{"between":[1,2],"happened":"returns","within":{"from":"2026-01-01","to":"2026-02-01"}}"#,
        r#"{"days_ago":90,"happened":"orders","measure":"last"}"#,
        r#"{"not":{"segment":"0190"}}"#,
        r#"{"related":"spouse","whom":{"field":"city","is":"Алматы"}}"#,
        r#"{"related":""}"#,
    ] {
        let condition = Condition::parse(text).unwrap();
        assert_eq!(condition.to_json().to_string(), text);
        assert!(condition.is_beyond());
    }
    let bare = Condition::parse(r#"{"happened":"orders"}"#).unwrap();
    assert_eq!(bare, Happened::once("orders").into());
    let never = Condition::parse(r#"{"happened":"orders","never":true,"within":{"since":"2026-01-01"}}"#);
    let written = r#"{"at_most":0,"happened":"orders","within":{"from":"2026-01-01"}}"#;
    assert_eq!(never.unwrap().to_json().to_string(), written);
}

#[test]
fn what_cannot_be_asked_is_told_with_its_place() {
    #[track_caller]
    fn check(text: &str, pointer: &str, key: &str) {
        let error = Condition::parse(text).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.why.key), (pointer, key), "{text}");
    }
    check(r#"{"happened":""}"#, "/happened", "fields-condition-field");
    check(r#"{"happened":"orders","often":1}"#, "/often", "fields-condition-key");
    check(r#"{"happened":"orders","measure":"mode","is":1}"#, "/measure", "fields-condition-measure");
    check(r#"{"happened":"orders","measure":"sum","is":1}"#, "", "fields-condition-of");
    check(r#"{"happened":"orders","measure":"last"}"#, "", "fields-condition-one-comparison");
    check(r#"{"happened":"orders","is":1,"at_most":2}"#, "", "fields-condition-one-comparison");
    check(r#"{"happened":"orders","last_days":1}"#, "", "fields-condition-one-comparison");
    check(r#"{"happened":"orders","between":[1]}"#, "/between", "fields-condition-two");
    check(r#"{"happened":"orders","measure":"last","days_ago":0}"#, "/days_ago", "fields-condition-days");
    check(r#"{"happened":"orders","within":{}}"#, "/within", "fields-condition-within");
    check(
        r#"{"happened":"orders","within":{"last_days":0}}"#,
        "/within/last_days",
        "fields-condition-days",
    );
    check(r#"{"happened":"orders","where":{"segment":"x"}}"#, "/where", "fields-condition-where");
    check(r#"{"all":[{"segment":""}]}"#, "/all/0/segment", "fields-condition-field");
    check(r#"{"related":"x","whom":{}}"#, "/whom", "fields-condition-shape");
    let lookup = |_: &str| None;
    let beyond = Condition::parse(r#"{"all":[{"segment":"x"}]}"#).unwrap();
    let error = beyond.test_with(&lookup, &crate::testing::manner()).unwrap_err();
    assert_eq!((error.pointer.as_str(), error.why.key), ("/all/0", "fields-condition-beyond"));
}

#[test]
fn every_segment_it_speaks_of_is_found() {
    let text = r#"{"any":[{"segment":"a"},{"not":{"segment":"b"}},{"related":"","whom":{"segment":"c"}}]}"#;
    assert_eq!(Condition::parse(text).unwrap().segments(), ["a", "b", "c"]);
}

struct Shop(Settings);

impl Vocabulary for Shop {
    fn table(&self, slug: &str) -> String {
        match slug {
            "orders" => "заказы".to_owned(),
            other => other.to_owned(),
        }
    }

    fn column(&self, _: &str, slug: &str) -> FieldName<'_> {
        let (label, kind) = match slug {
            "amount" => ("Сумма", "money"),
            "abc" => ("Класс ABC", "text"),
            other => (other, "text"),
        };
        FieldName { label: label.to_owned().into(), kind: kinds::find(kind), settings: &self.0 }
    }

    fn segment(&self, _: &str) -> String {
        "Друзья".to_owned()
    }

    fn relation(&self, kind: &str) -> String {
        kind.to_owned()
    }

    fn is_one_each(&self, table: &str) -> bool {
        table == "standing"
    }
}

#[test]
fn what_lies_beyond_is_told_as_people_would() {
    #[track_caller]
    fn check(lang: Lang, condition: &str, wanted: &str) {
        let settings = Settings::NONE;
        let names =
            |field: &str| FieldName { label: field.to_owned().into(), kind: None, settings: &settings };
        let told =
            Condition::parse(condition).unwrap().in_words_with(&say(lang), &names, &Shop(Settings::NONE));
        assert_eq!(told.replace('\u{a0}', " "), wanted, "{condition}");
    }
    let bought =
        r#"{"all":[{"happened":"orders","within":{"last_days":90}},{"not":{"happened":"orders"}}]}"#;
    check(Lang::Ru, bought, "заказы за последние 90 дней: есть · заказы: нет");
    check(Lang::Kk, bought, "заказы, соңғы 90 күнде: бар · заказы: жоқ");
    check(Lang::En, bought, "заказы in the last 90 days: yes · заказы: none");
    let sum = r#"{"happened":"orders","where":{"field":"amount","above":"5.00 KZT"},"measure":"sum","of":"amount",
        "between":["100.00 KZT","200.00 KZT"],"within":{"from":"2026-01-01"}}"#;
    check(
        Lang::Ru,
        sum,
        "заказы (Сумма: больше 5,00 ₸) с 1 января 2026 г., всего «Сумма»: от 100,00 ₸ до 200,00 ₸",
    );
    let last = r#"{"happened":"orders","measure":"last","days_ago":91}"#;
    check(Lang::Ru, last, "заказы, последний раз: 91 день назад или раньше");
    check(Lang::En, last, "заказы, last time: 91 days ago or earlier");
    let standing = r#"{"happened":"standing","where":{"field":"abc","is":"A"}}"#;
    check(Lang::Ru, standing, "Класс ABC: A");
    check(Lang::Ru, r#"{"not":{"segment":"x"}}"#, "не в сегменте «Друзья»");
    check(Lang::Ru, r#"{"related":"","whom":{"segment":"x"}}"#, "связь: любая → (сегмент «Друзья»)");
}
