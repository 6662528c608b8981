//! Full names in every order.

use super::*;

/// Compares family, given and patronymic; an empty text is a missing part.
fn check(rows: &[(&str, [&str; 3])]) {
    for (text, expected) in rows {
        let name = split_full_name(text);
        let found = [name.family.as_deref(), name.given.as_deref(), name.patronymic.as_deref()];
        assert_eq!(&found.map(Option::unwrap_or_default), expected, "{text}");
    }
}

#[test]
fn russian_orders_are_told_apart() {
    check(&[
        ("Иванов Иван Иванович", ["Иванов", "Иван", "Иванович"]),
        ("Иван Иванович Иванов", ["Иванов", "Иван", "Иванович"]),
        ("Иван Иванов", ["Иванов", "Иван", ""]),
        ("Иванов Иван", ["Иванов", "Иван", ""]),
        ("Иван Иванович", ["", "Иван", "Иванович"]),
        ("И. И. Иванов", ["Иванов", "И", "И"]),
        ("И.И.Иванов", ["Иванов", "И", "И"]),
        ("Иванов И.И.", ["Иванов", "И", "И"]),
        ("Иванов И.", ["Иванов", "И", ""]),
        ("Петренко Ольга", ["Петренко", "Ольга", ""]),
        ("КУЗНЕЦОВА АННА СЕРГЕЕВНА", ["КУЗНЕЦОВА", "АННА", "СЕРГЕЕВНА"]),
        ("Римский Корсаков Николай Андреевич", ["Римский Корсаков", "Николай", "Андреевич"]),
        ("Ольга", ["", "Ольга", ""]),
        ("Петров", ["Петров", "", ""]),
        ("", ["", "", ""]),
    ]);
}

#[test]
fn kazakh_patronymics_are_told_apart() {
    check(&[
        ("Ахметов Нұрлан Серікұлы", ["Ахметов", "Нұрлан", "Серікұлы"]),
        ("Нұрлан Серікұлы Ахметов", ["Ахметов", "Нұрлан", "Серікұлы"]),
        ("Ахметова Айгерім Серік қызы", ["Ахметова", "Айгерім", "Серік қызы"]),
        ("Серікұлы Нұрлан", ["Серікұлы", "Нұрлан", ""]),
        ("Akhmetov Nurlan Serikuly", ["Akhmetov", "Nurlan", "Serikuly"]),
        ("Кожахмет Айгерим", ["Кожахмет", "Айгерим", ""]),
    ]);
}

#[test]
fn latin_orders_are_told_apart() {
    check(&[
        ("John Smith", ["Smith", "John", ""]),
        ("Smith, John", ["Smith", "John", ""]),
        ("Иванов, Иван Иванович", ["Иванов", "Иван", "Иванович"]),
        ("Ivanov Ivan Ivanovich", ["Ivanov", "Ivan", "Ivanovich"]),
        ("Anna Maria Lopez Garcia", ["Garcia", "Anna Maria Lopez", ""]),
        ("Wolfgang Amadeus Mozart", ["Mozart", "Wolfgang Amadeus", ""]),
    ]);
}

#[test]
fn gender_is_guessed_from_what_there_is() {
    for (text, gender) in [
        ("Иванов Иван Иванович", Some(Gender::Male)),
        ("Ахметова Саша", Some(Gender::Female)),
        ("Ахмет Айгерім Серікқызы", Some(Gender::Female)),
        ("Ким Айгуль", Some(Gender::Female)),
        ("Пак Сон", None),
    ] {
        assert_eq!(gender_guess(&split_full_name(text)), gender, "{text}");
    }
}
