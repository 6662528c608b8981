//! A firm's own fields, tried through the verbs.

use super::*;
use crate::testing::{base, deed};
use crate::{Kind, NewValue, changing};
use fields::ChoiceOption;

fn plain(label: &str, kind: &str) -> NewField {
    NewField {
        kind: fields::kinds::find(kind).unwrap(),
        is_many: false,
        arranged: Arranged {
            label: label.into(),
            settings: Settings::NONE,
            class: Class::Value,
            block: Block::Relationship,
            applies_to: AppliesTo::Any,
            worth: 0.5,
            keeps_days: None,
        },
    }
}

fn options(labels: &[&str]) -> Settings {
    let options =
        labels.iter().map(|label| ChoiceOption { slug: slug_of(label, |_| false), label: (*label).into() });
    Settings { options: options.collect(), ..Settings::NONE }
}

#[test]
fn a_slug_is_made_of_the_label_and_never_given_twice() {
    for (label, slug) in [
        ("Любимый кофе", "liubimi_kofe"),
        ("Туған жері", "tugan_zheri"),
        ("2-й телефон", "f_2_i_telefon"),
        ("№", "field"),
        ("Shoe size", "shoe_size"),
    ] {
        assert_eq!(slug_of(label, |_| false), slug, "{label}");
    }
    assert_eq!(slug_of("phone", |slug| slug == "phone" || slug == "phone_2"), "phone_3");
    assert!(slug_of(&"щ".repeat(90), |_| false).len() <= 40);
}

#[test]
fn a_slug_stays_taken_when_its_field_is_put_away() {
    let (_folder, db) = base();
    let first = deed(&db, |tx, act| add(tx, act, plain("Размер обуви", "integer"))).unwrap();
    let no = first.no;
    deed(&db, move |tx, act| put_away(tx, act, no, true)).unwrap();
    let second = deed(&db, |tx, act| add(tx, act, plain("Размер обуви", "integer"))).unwrap();
    assert_eq!(second.slug, format!("{}_2", first.slug));
}

#[test]
fn fields_of_every_kind_can_be_added() {
    let (_folder, db) = base();
    for kind in fields::kinds::ALL {
        let mut new = plain(&format!("Поле {}", kind.slug()), kind.slug());
        if kind.settings().contains(&fields::Setting::Options) {
            new.arranged.settings = options(&["да", "нет"]);
        }
        deed(&db, move |tx, act| add(tx, act, new)).unwrap();
    }
    let n = db.read(table::all).unwrap().iter().filter(|field| !field.is_builtin()).count();
    assert_eq!(n, fields::kinds::ALL.len());
}

#[test]
fn what_is_wrong_with_a_field_is_named() {
    let (_folder, db) = base();
    let check = |new: NewField, wanted: &str| {
        let refused = deed(&db, move |tx, act| add(tx, act, new));
        let Err(CustomerError::Invalid(errors)) = refused else { panic!("{wanted}: {refused:?}") };
        assert_eq!(errors[0].key, wanted);
    };
    check(plain("  ", "text"), "customers-field-label-missing");
    check(plain(&"ж".repeat(81), "text"), "customers-field-label-long");
    check(plain("Кофе", "choice"), "fields-setting-no-options");
    let mut dear = plain("Кофе", "text");
    dear.arranged.worth = 2.0;
    check(dear, "customers-field-worth-wrong");
}

#[test]
fn an_answer_that_stands_on_a_card_can_be_renamed_but_not_removed() {
    let (_folder, db) = base();
    let mut new = plain("Кофе", "choice");
    new.arranged.settings = options(&["латте", "раф"]);
    let field = deed(&db, move |tx, act| add(tx, act, new)).unwrap();
    let (no, arranged) = (field.no, plain("Кофе", "choice").arranged);
    let latte = field.settings.options[0].slug.clone();
    deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &[(no, NewValue::new(latte))]))
        .unwrap();
    let without = |keep: usize| {
        let kept = vec![field.settings.options[keep].clone()];
        Arranged { settings: Settings { options: kept, ..Settings::NONE }, ..arranged.clone() }
    };
    let (latte, raf) = (without(0), without(1));
    assert!(matches!(deed(&db, move |tx, act| arrange(tx, act, no, raf)), Err(CustomerError::Invalid(_))));
    deed(&db, move |tx, act| arrange(tx, act, no, latte)).unwrap();
}

#[test]
fn a_field_moves_among_those_of_its_block() {
    let (_folder, db) = base();
    let order = || -> Vec<FieldNo> {
        let all = db.read(table::all).unwrap();
        all.into_iter().filter(|field| !field.is_builtin()).map(|field| field.no).collect()
    };
    for label in ["первое", "второе"] {
        deed(&db, move |tx, act| add(tx, act, plain(label, "text"))).unwrap();
    }
    let before = order();
    let last = before[1];
    deed(&db, move |tx, act| shift(tx, act, last, true)).unwrap();
    assert_eq!(order(), [before[1], before[0]]);
    deed(&db, move |tx, act| shift(tx, act, last, false)).unwrap();
    assert_eq!(order(), before);
}
