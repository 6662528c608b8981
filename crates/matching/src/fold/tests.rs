//! The search form: what meets, what a typed part finds, how fast.

use proptest::prelude::*;

use super::*;

fn check(rows: &[(&str, &str)]) {
    for (left, right) in rows {
        assert_eq!(fold(left), fold(right), "{left} and {right} should meet");
    }
}

#[test]
fn spellings_of_one_name_meet() {
    check(&[
        ("Хамит", "Khamit"),
        ("Хамит", "Hamit"),
        ("Хасан", "Xasan"),
        ("Жанибек", "Zhanibek"),
        ("Жанибек", "Janibek"),
        ("Кузнецов", "Kuznetsov"),
        ("Кузнецов", "Kuznecov"),
        ("Юлия", "Iuliia"),
        ("Юлия", "Yuliya"),
        ("Щербаков", "Shcherbakov"),
        ("Щербаков", "Scherbakov"),
        ("Дмитрий", "Dmitry"),
        ("Дмитрий", "Dmitrii"),
        ("Дмитрий", "Dmitriy"),
        ("Андрей", "Andrej"),
        ("Александр", "Alexandr"),
        ("Стефан", "Stephan"),
        ("Виктор", "Wiktor"),
        ("Виктор", "Victor"),
        ("Пётр", "Pyotr"),
        ("Семён", "Semyon"),
        ("Сергеев", "Sergeyev"),
        ("Елена", "Yelena"),
        ("Илья", "Il'ya"),
        ("Касымов", "Kassymov"),
        ("Қасымов", "Qasymov"),
        ("Чайковский", "Chaikovskii"),
        ("Джамиля", "Djamilya"),
        ("Шмидт", "Schmidt"),
        ("Майер", "Mayer"),
        ("Цветков", "Cvetkov"),
    ]);
}

#[test]
fn kazakh_letters_meet_their_russian_keyboard_and_the_latin_of_2021() {
    check(&[
        ("Әйгерім", "Айгерим"),
        ("Қожахметов", "Кожахметов"),
        ("Ғалымжан", "Галымжан"),
        ("Көкшетау", "Кокшетау"),
        ("Ұлан", "Улан"),
        ("Үміт", "Умит"),
        ("Шаһмардан", "Шахмардан"),
        ("Шыңғыс", "Шынгыс"),
        ("Шыңғыс", "Şyñğys"),
        ("Әйгерім", "Äigerım"),
        ("Қуаныш", "Quanyş"),
        ("Алёна", "АЛЕНА"),
        ("Ёлкин", "Елкин"),
    ]);
}

#[test]
fn punctuation_is_one_space_and_digits_stay() {
    for (text, folded) in [
        ("  Иванов,  Иван-Пётр  ", "ivanov ivan petr"),
        ("8 (701) 123-45-67", "8 701 123 45 67"),
        ("ТОО «Ромашка»", "too romashka"),
        ("№5", "5"),
        ("!?", ""),
        ("", ""),
        ("O'Connor", "okonnor"),
        ("ﬁле ＡＢ", "file ab"),
        ("и\u{306}од", "iod"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn folding_into_a_filled_buffer_leaves_it_as_it_is() {
    let mut out = String::from("k");
    fold_into("хан", &mut out);
    assert_eq!(out, "khan");
}

#[test]
fn inner_parts_of_names_are_found() {
    for (part, whole) in
        [("ожах", "Қожахметов"), ("ahmet", "Қожахметов"), ("рий", "Дмитрий"), ("uliy", "Юлия")]
    {
        assert!(fold(whole).contains(&fold(part)), "{part} in {whole}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,24}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_names_twice_is_folding_once(text in "[a-zA-Zа-яА-ЯёәқғңөұүһіÄäŞşÑñÖöŪū' -]{0,24}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn a_typed_beginning_is_a_beginning_of_the_whole(text in "[а-яёәқғңөұүһі]{1,16}", cut in 1usize..16) {
        let typed: String = text.chars().take(cut).collect();
        let (whole, mut typed) = (fold(&text), fold(&typed));
        typed.pop();
        prop_assert!(whole.starts_with(&typed), "{} in {}", typed, whole);
    }
}
