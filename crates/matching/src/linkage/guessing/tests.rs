//! Columns of real exports, with telling and with strange headers.

use super::*;
use ColumnKind::{
    Address, BirthDate, City, Code, Email, FamilyName, FullName, GivenName, Id, Ignored, Organization,
    Patronymic, Phone,
};

const ROWS: &[&[&str]] = &[
    &[
        "1",
        "Иванов",
        "Иван",
        "Иванович",
        "8 701 123 45 67",
        "ivan@mail.ru",
        "Алматы",
        "ул. Абая, 10, кв. 5",
        "12.03.1984",
        "050000",
    ],
    &[
        "2",
        "Ахметова",
        "Айгерим",
        "Серікқызы",
        "+7 702 765 43 21",
        "aigerim@bk.ru",
        "Астана",
        "пр. Республики, 7",
        "01.12.1990",
        "010000",
    ],
    &[
        "3",
        "Петренко",
        "Ольга",
        "Петровна",
        "87771112233",
        "olga@inbox.ru",
        "Караганда",
        "Ленина 15-3",
        "25.05.1975",
        "100000",
    ],
    &[
        "4",
        "Сидоров",
        "Сергей",
        "",
        "8 705 555 44 33",
        "",
        "Шымкент",
        "мкр 5, д. 12",
        "1969-01-02",
        "160000",
    ],
    &["5", "Ким", "Анна", "Олеговна", "", "anna@gmail.com", "Алматы", "", "", "050010"],
];

fn check(headers: &[&str], expected: &[ColumnKind]) {
    let rows: Vec<Vec<&str>> = (0..4)
        .flat_map(|round| {
            ROWS.iter().enumerate().map(move |(at, row)| {
                let mut row = row.to_vec();
                row[0] = [
                    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
                    "16", "17", "18", "19",
                ][round * ROWS.len() + at];
                row
            })
        })
        .collect();
    let kinds: Vec<ColumnKind> =
        guess_columns(headers, &rows, Country::Kazakhstan).iter().map(|guess| guess.kind).collect();
    assert_eq!(kinds, expected);
}

#[test]
fn headers_in_three_languages_are_understood() {
    let expected =
        [Ignored, FamilyName, GivenName, Patronymic, Phone, Email, City, Address, BirthDate, Code];
    check(
        &[
            "№",
            "Фамилия",
            "Имя",
            "Отчество",
            "Телефон",
            "Эл. почта",
            "Город",
            "Адрес",
            "Дата рождения",
            "Индекс",
        ],
        &expected,
    );
    check(
        &[
            "id",
            "last_name",
            "firstName",
            "middle name",
            "Mobile",
            "E-mail",
            "city",
            "address",
            "dob",
            "zip",
        ],
        &expected,
    );
    check(
        &["№", "Тегі", "Аты", "Әкесінің аты", "Ұялы", "email", "Қала", "Мекенжайы", "Туған күні", "Индекс"],
        &expected,
    );
}

#[test]
fn strange_headers_are_read_by_their_content() {
    let headers: Vec<String> = (0..10).map(|at| format!("f{at}")).collect();
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let guesses = guess_columns(
        &headers,
        &ROWS.iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
        Country::Kazakhstan,
    );
    let kinds: Vec<ColumnKind> = guesses.iter().map(|guess| guess.kind).collect();
    assert_eq!(kinds[1..6], [FamilyName, GivenName, Patronymic, Phone, Email]);
    assert_eq!((kinds[7], kinds[8]), (Address, BirthDate));
}

#[test]
fn content_overrules_a_header_that_it_contradicts() {
    let rows = vec![vec!["a@b.kz", "ТОО «Ромашка»"], vec!["c@d.kz", "АО Банк"], vec!["e@f.kz", "ИП Ким"]];
    let guesses = guess_columns(&["Телефон", "Клиент"], &rows, Country::Kazakhstan);
    assert_eq!(guesses.iter().map(|guess| guess.kind).collect::<Vec<_>>(), [Email, Organization]);
}

#[test]
fn whole_names_and_tax_numbers_are_told() {
    let rows = vec![vec!["Иванов Иван Иванович", "840312300123"], vec!["Ахметова Айгерим", "901201400456"]];
    let guesses = guess_columns(&["Клиент", "ИИН"], &rows, Country::Kazakhstan);
    assert_eq!(guesses.iter().map(|guess| guess.kind).collect::<Vec<_>>(), [FullName, Id]);
}
