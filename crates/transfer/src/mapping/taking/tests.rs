//! Rows as people write them, and what is understood of them.

use super::*;
use crate::mapping::{ColumnUse, Sampled, guess};
use crate::run::testing::field_set;
use fields::Manner;

fn row_of(cells: &[&str]) -> Row {
    let mut row = Row::new();
    cells.iter().for_each(|cell| row.push_text(cell));
    row
}

/// Guesses a table of `header` and one row, takes the row in, and tells it as `slug=value` in the order taken.
fn check(header: &[&str], cells: &[&str], kind: Kind, expected: &[&str]) {
    let fields = field_set();
    let columns: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    let rows = vec![cells.iter().map(|cell| (*cell).to_owned()).collect()];
    let (staff, manner) = (Staff::default(), Manner::of(Country::Kz, 0));
    let mapping = guess(&Sampled { columns: columns.clone(), rows }, None, (&fields, &staff), &manner);
    let taking = Taking::new(&mapping, &columns, (&fields, &staff), Country::Kz).unwrap();
    let incoming = taking.read(&row_of(cells)).unwrap().settled();
    let told: Vec<String> = incoming
        .values
        .iter()
        .map(|(no, value)| format!("{}={value}", fields.no(*no).unwrap().slug))
        .collect();
    assert_eq!(told, expected, "{header:?} as {mapping:?}");
    assert_eq!(incoming.kind, kind, "{header:?}");
}

#[test]
fn names_phones_and_addresses_are_taken_apart() {
    check(
        &["ФИО", "Телефоны", "Адрес", "Пол"],
        &[
            "Ахметова Айгерим Сериковна",
            "8 701 123 45 67; +7 702 765-43-21",
            "г. Алматы, ул. Абая, 10",
            "жен",
        ],
        Kind::Person,
        &[
            "phone=8 701 123 45 67",
            "phone=+7 702 765-43-21",
            "address=г. Алматы, ул. Абая, 10",
            "gender=female",
            "family=Ахметова",
            "given=Айгерим",
            "patronymic=Сериковна",
            "city=Алматы",
        ],
    );
}

#[test]
fn words_beside_phones_tell_whose_they_are_and_a_city_goes_without_its_word() {
    let fields = field_set();
    let used = |column: &str, to: &str| ColumnUse { column: column.into(), to: to.into(), kind: None };
    let mapping = Mapping::of(vec![used("Имя", "given"), used("Тел", "phone"), used("Город", "city")]);
    let columns: Vec<String> = mapping.columns.iter().map(|used| used.column.clone()).collect();
    let taking = Taking::new(&mapping, &columns, (&fields, &Staff::default()), Country::Kz).unwrap();
    let check = |phones: &str, city: &str, expected: &[&str], labels: &[&str]| {
        let row = taking.read(&row_of(&["Анна", phones, city])).unwrap();
        assert_eq!(row.labels.iter().map(|(.., label)| label.as_str()).collect::<Vec<_>>(), labels);
        assert!(row.aside.is_empty());
        let values = row.settled().values;
        let values: Vec<&str> = values.iter().skip(1).map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, expected, "{phones}");
    };
    let both = ["87015557703", "87015557704", "Алматы"];
    check("87015557703 Анна, 87015557704 Олег", "г. Алматы", &both, &["Анна", "Олег"]);
    let secretary = ["+7 495 123-45-67", "87015557704", "Алматы"];
    check(
        "+7 495 123-45-67 (секретарь), моб. 87015557704",
        "Алматы қ.",
        &secretary,
        &["секретарь", "mobile"],
    );
}

#[test]
fn legal_forms_tell_organizations() {
    check(
        &["Наименование", "ИИН/БИН", "Email"],
        &["ТОО «Дастархан»", "950140000123", "a@b.kz, c@d.kz"],
        Kind::Organization,
        &["bin=950140000123", "email=a@b.kz", "email=c@d.kz", "legal_name=ТОО «Дастархан»"],
    );
}

#[test]
fn a_company_without_a_person_is_an_organization() {
    check(
        &["Имя", "Фамилия", "Компания"],
        &["", "", "Ромашка"],
        Kind::Organization,
        &["legal_name=Ромашка"],
    );
}

#[test]
fn parts_of_an_address_become_one() {
    check(
        &["First name", "Street", "City", "Postal code"],
        &["Anna", "Abay 10", "Almaty", "050000"],
        Kind::Person,
        &["given=Anna", "city=Almaty", "address=Almaty, Abay 10, 050000"],
    );
}

#[test]
fn a_whole_name_fills_in_only_where_its_parts_are_missing() {
    check(
        &["Name", "Given name", "Family name"],
        &["Anna Smith", "Anna", "Smith"],
        Kind::Person,
        &["given=Anna", "family=Smith"],
    );
}

#[test]
fn unknown_columns_become_fields_of_the_kind_that_their_cells_are() {
    let fields = field_set();
    let columns: Vec<String> = ["Столов", "Постоянный", "Код", "Пусто"].map(str::to_owned).to_vec();
    let rows = vec![["12", "да", "007", ""], ["3", "нет", "120", ""]];
    let rows = rows.into_iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let (staff, manner) = (Staff::default(), Manner::of(Country::Kz, 0));
    let mapping = guess(&Sampled { columns, rows }, None, (&fields, &staff), &manner);
    let told: Vec<(&str, Option<&str>)> =
        mapping.columns.iter().map(|used| (used.to.as_str(), used.kind.as_deref())).collect();
    assert_eq!(
        told,
        [("@new", Some("integer")), ("@new", Some("yes_no")), ("@new", Some("text")), ("@leave", None)]
    );
}

#[test]
fn a_mapping_that_does_not_fit_the_file_says_what_is_missing() {
    let fields = field_set();
    let used = |column: &str, to: &str| ColumnUse { column: column.into(), to: to.into(), kind: None };
    let columns = vec!["Телефон".to_owned()];
    let refused = |mapping: Vec<ColumnUse>| {
        let known = (&*fields, &Staff::default());
        Taking::new(&Mapping::of(mapping), &columns, known, Country::Kz).map(drop).unwrap_err()
    };
    assert_eq!(refused(vec![used("Почта", "email")]), Unusable::NoColumn("Почта".into()));
    assert_eq!(refused(vec![used("Телефон", "fone")]), Unusable::NoField("fone".into()));
    assert_eq!(refused(vec![used("Телефон", "@leave")]), Unusable::Nothing);
}

#[test]
fn a_company_beside_a_person_is_where_they_work() {
    let fields = field_set();
    let used = |column: &str, to: &str| ColumnUse { column: column.into(), to: to.into(), kind: None };
    let mapping = Mapping::of(vec![
        used("ФИО", "@full_name"),
        used("Компания", "@company"),
        used("Должность", "position"),
    ]);
    let columns: Vec<String> = mapping.columns.iter().map(|used| used.column.clone()).collect();
    let taking = Taking::new(&mapping, &columns, (&fields, &Staff::default()), Country::Kz).unwrap();
    let row = taking.read(&row_of(&["Омарова Анна", "ТОО «Ромашка»", "бухгалтер"])).unwrap();
    let employer = Employer { name: "ТОО «Ромашка»".into(), role: "бухгалтер".into() };
    assert_eq!((row.employer.as_ref(), row.incoming.kind), (Some(&employer), Kind::Person));
    assert_eq!(row.whole_name.as_deref(), Some("Омарова Анна"));
    assert!(row.settled().values.iter().all(|(_, value)| !value.contains("Ромашка")));
}

#[test]
fn a_day_of_an_order_is_no_birthday_and_a_day_without_words_may_be_one() {
    let (fields, staff) = (field_set(), Staff::default());
    let rows: Vec<Vec<String>> =
        (1..=20).map(|day| vec![format!("{day:02}.03.1984"), format!("{day:02}.04.1985")]).collect();
    let check = |columns: [&str; 2], expected: [&str; 2]| {
        let sampled = Sampled { columns: columns.map(str::to_owned).into(), rows: rows.clone() };
        let mapping = guess(&sampled, None, (&fields, &staff), &Manner::of(Country::Kz, 0));
        let told: Vec<&str> = mapping.columns.iter().map(|used| used.to.as_str()).collect();
        assert_eq!(told, expected, "{columns:?}");
    };
    check(["OrderDate", "RequiredDate"], ["@new", "@new"]);
    check(["Дата отгрузки", "Дата рождения"], ["@new", "birthday"]);
    check(["X1", "Күні"], ["birthday", "@new"]);
}

#[test]
fn what_an_export_tells_beside_the_card_is_not_written_back() {
    let (fields, staff) = (field_set(), Staff::default());
    for told in ["Выгружено", "Кім жүктеп алды", "Taken out", "Изменён", "may_be_written_to"]
    {
        let columns = vec!["Фамилия".to_owned(), told.to_owned()];
        let rows = vec![vec!["Омарова".to_owned(), "Айгерим, № 7".to_owned()]];
        let mapping =
            guess(&Sampled { columns, rows }, None, (&fields, &staff), &Manner::of(Country::Kz, 0));
        assert_eq!(mapping.columns[1].to, crate::mapping::LEAVE, "{told}");
    }
}

#[test]
fn what_google_says_a_phone_is_for_makes_no_field() {
    let (fields, staff) = (field_set(), Staff::default());
    let table = [
        ("First Name", "Jerry", "given"),
        ("Last Name", "Mathis", "family"),
        ("E-mail 1 - Label", "* Work", "@usage"),
        ("E-mail 1 - Value", "jerry@example.com", "email"),
        ("Phone 1 - Type", "Mobile", "@usage"),
        ("Phone 1 - Value", "+77015550101", "phone"),
        ("Address 1 - Label", "Home", "@leave"),
    ];
    let columns = table.map(|(column, ..)| column.to_owned()).to_vec();
    let rows = vec![table.map(|(_, cell, _)| cell.to_owned()).to_vec()];
    let export = crate::formats::exports::recognize(&columns, &crate::formats::Settings::default());
    let sampled = Sampled { columns, rows };
    let mapping = guess(&sampled, export.as_ref(), (&fields, &staff), &Manner::of(Country::Kz, 0));
    let told: Vec<&str> = mapping.columns.iter().map(|used| used.to.as_str()).collect();
    assert_eq!(told, table.map(|(.., place)| place));
}
