//! Phones in every habit.

use super::*;

fn check(country: Country, rows: &[(&str, &str)]) {
    for (typed, expected) in rows {
        let reading = normalize(typed, country);
        assert_eq!(reading.e164(), Some(*expected), "{typed}: {reading:?}");
    }
}

#[test]
fn kazakh_and_russian_habits_are_one_number() {
    check(
        Country::Kazakhstan,
        &[
            ("8 701 123-45-67", "+77011234567"),
            ("+7 (701) 123 45 67", "+77011234567"),
            ("7701 1234567", "+77011234567"),
            ("7011234567", "+77011234567"),
            ("+8 701 123 45 67", "+77011234567"),
            ("8(495)123-45-67", "+74951234567"),
            ("8 800 555 35 35", "+78005553535"),
            ("8 727 250\u{a0}11 22", "+77272501122"),
        ],
    );
    check(Country::Russia, &[("(495) 123-45-67", "+74951234567"), ("9161234567", "+79161234567")]);
}

#[test]
fn numbers_of_other_countries_keep_their_code() {
    check(
        Country::Kazakhstan,
        &[
            ("+49 30 901820", "+4930901820"),
            ("+998 90 123 45 67", "+998901234567"),
            ("+1 650-253-0000", "+16502530000"),
        ],
    );
    check(Country::Other(*b"DE"), &[("030 901820", "+4930901820"), ("+7 701 123 45 67", "+77011234567")]);
}

#[test]
fn an_extension_is_kept_apart() {
    for (typed, extension) in
        [("8 727 250 11 22 доб. 104", "104"), ("+7 727 250 11 22, вн.5", "5"), ("87272501122 ext 7", "7")]
    {
        let reading = normalize(typed, Country::Kazakhstan);
        assert_eq!(
            (reading.e164(), reading.extension.as_deref()),
            (Some("+77272501122"), Some(extension)),
            "{typed}"
        );
    }
}

#[test]
fn what_cannot_be_called_is_kept_as_typed_with_the_reason() {
    for (typed, problem) in [
        ("", PhoneProblem::Empty),
        ("нет", PhoneProblem::NoDigits),
        ("12", PhoneProblem::TooShort { digits: 2 }),
        ("25-11-22", PhoneProblem::TooShort { digits: 6 }),
        ("8 701 123 45 67 89 01 23 45", PhoneProblem::TooLong { digits: 19 }),
        ("+7 001 123 45 67", PhoneProblem::NotAssigned),
    ] {
        let reading = normalize(typed, Country::Kazakhstan);
        assert_eq!((reading.value.as_str(), reading.problem), (typed, Some(problem)));
    }
}

#[test]
fn a_cell_with_several_phones_is_split() {
    for (cell, phones) in [
        ("8 701 123 45 67; 8 702 765 43 21", vec!["8 701 123 45 67", "8 702 765 43 21"]),
        ("87011234567/87027654321", vec!["87011234567", "87027654321"]),
        ("87011234567 87027654321", vec!["87011234567", "87027654321"]),
        ("+7 701 123 45 67 +7 702 765 43 21", vec!["+7 701 123 45 67", "+7 702 765 43 21"]),
        ("(495) 123-45-67, 68", vec!["(495) 123-45-67", "(495) 123-45-68"]),
        ("8 727 250 11 22, доб. 104", vec!["8 727 250 11 22 доб. 104"]),
        ("8 701 123 45 67 и 8 702 765 43 21", vec!["8 701 123 45 67", "8 702 765 43 21"]),
        ("нет", vec![]),
    ] {
        assert_eq!(split_many(cell), phones, "{cell}");
    }
}

#[test]
fn words_beside_a_number_are_no_part_of_it() {
    let check = |cell: &str, expected: &[(&str, &str)]| {
        let pieces = split_pieces(cell);
        let told: Vec<(&str, &str)> =
            pieces.iter().map(|piece| (piece.number.as_str(), piece.words.as_str())).collect();
        assert_eq!(told, expected, "{cell}");
    };
    check("87015557703 Анна, 87015557704 Олег", &[("87015557703", "Анна"), ("87015557704", "Олег")]);
    check(
        "+7 495 123-45-67 (секретарь, Анна), 87015557704",
        &[("+7 495 123-45-67", "секретарь, Анна"), ("87015557704", "")],
    );
    check(
        "Анна: 87015557703, Олег - 8 (701) 555 77 04",
        &[("87015557703", "Анна"), ("8 (701) 555 77 04", "Олег")],
    );
    check("Анна, 87015557703, Олег, 87015557704", &[("87015557703", "Анна"), ("87015557704", "Олег")]);
    check("тел. (495) 123-45-67", &[("(495) 123-45-67", "тел")]);
    check("87015557703 Анна 87015557704 Олег", &[("87015557703", "Анна"), ("87015557704", "Олег")]);
    check("Анна 87015557703 Олег 87015557704", &[("87015557703", "Анна"), ("87015557704", "Олег")]);
    check("87015557703 (с 9 до 18.00)", &[("87015557703", "с 9 до 18.00")]);
    check("87015557703, офис 5", &[("87015557703", "офис 5")]);
    check("87272501122 доб. 104 Анна", &[("87272501122 доб 104", "Анна")]);
    check("87272501122 (доб. 104)", &[("87272501122 доб 104", "")]);
    check("87272501122 Анна вн.5", &[("87272501122 вн 5", "Анна")]);
    check("87272501122 #104 Анна", &[("87272501122 # 104", "Анна")]);
    check("87272501122 Михаил", &[("87272501122", "Михаил")]);
    check("12 этаж", &[("12 этаж", "")]);
    check("25-11-22 Анна", &[("25-11-22", "Анна")]);
    let reading = normalize(&split_many("87272501122 доб. 104 Анна")[0], Country::Kazakhstan);
    assert_eq!((reading.e164(), reading.extension.as_deref()), (Some("+77272501122"), Some("104")));
}

#[test]
fn numbers_are_shown_in_groups() {
    for (e164, shown) in
        [("+77011234567", "+7 701 123 45 67"), ("+4930901820", "+49 30 901820"), ("25-11", "25-11")]
    {
        assert_eq!(pretty(e164), shown);
    }
    assert_eq!(digits_tail("+7 701 123-45-67", 4), "4567");
    assert_eq!(digits_tail("12", 4), "12");
}
