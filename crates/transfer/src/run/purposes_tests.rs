//! What the telephones and e-mails of a file are for stays with them.

use super::testing::base;
use super::tests::{brought_in, cards, drafted, taken_back, told};
use customers::builtin::{EMAIL, PHONE};
use db::Db;

/// The ways to reach the only customer, each with what it is for.
fn ways(db: &Db) -> Vec<(String, String)> {
    let all = cards(db);
    assert_eq!(all.len(), 1, "{:?}", all.iter().map(|card| &card.name).collect::<Vec<_>>());
    let facts = all[0].sheet.facts().iter().filter(|fact| matches!(fact.field, PHONE | EMAIL));
    let told = facts.map(|fact| {
        let label = fact.usage.as_ref().map(|usage| usage.label.clone()).unwrap_or_default();
        (fact.value.clone(), label)
    });
    told.collect()
}

fn check(name: &str, text: &str, wanted: &[(&str, &str)]) {
    let (_folder, db) = base();
    brought_in(&db, name, text);
    let wanted: Vec<_> =
        wanted.iter().map(|(value, label)| (value.to_string(), label.to_string())).collect();
    assert_eq!(ways(&db), wanted, "{name}");
    assert_eq!(told(brought_in(&db, name, text).counts)[3], 1, "{name}: again it says nothing new");
}

#[test]
fn google_contacts_keep_what_each_is_for() {
    let text = "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,\
        Phone 2 - Label,Phone 2 - Value,Organization 1 - Type,Organization Name\n\
        Анна,Омарова,* Home,anna@example.kz,Mobile,+77010000001,Бухгалтерия,+77010000002,Work,\n";
    let ways = [("+77010000001", "mobile"), ("+77010000002", "Бухгалтерия"), ("anna@example.kz", "home")];
    check("contacts.csv", text, &ways);
    let (_folder, db) = base();
    let (run, _) = drafted(&db, "contacts.csv", text, None);
    let to = |name: &str| run.mapping.use_of(name).unwrap().to.clone();
    assert_eq!((to("Phone 1 - Label"), to("Organization 1 - Type")), ("@usage".into(), "@leave".into()));
}

#[test]
fn cards_and_tables_keep_it_too() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Омарова;Анна;;;\nFN:Анна Омарова\nTEL;TYPE=work:+77010000001\n\
        TEL;TYPE=cell:+77010000002\nEMAIL;TYPE=home:anna@example.kz\nEND:VCARD\n";
    check(
        "anna.vcf",
        card,
        &[("+77010000001", "work"), ("+77010000002", "mobile"), ("anna@example.kz", "home")],
    );
    let table = "Фамилия;Имя;Рабочий телефон;Мобильный телефон;Почта\n\
        Омарова;Анна;8 701 000 00 01;8 701 000 00 02;anna@example.kz\n";
    check(
        "table.csv",
        table,
        &[("+77010000001", "work"), ("+77010000002", "mobile"), ("anna@example.kz", "")],
    );
}

#[test]
fn what_a_known_phone_is_for_is_learned_from_a_later_file_and_forgotten_when_that_is_undone() {
    let (_folder, db) = base();
    brought_in(&db, "first.csv", "Имя;Телефон\nАнна;87010000001\n");
    assert_eq!(ways(&db), [("+77010000001".to_owned(), String::new())]);
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Анна\nTEL;TYPE=work:+77010000001\nEND:VCARD\n";
    let run = brought_in(&db, "anna.vcf", card);
    assert_eq!(told(run.counts), [1, 0, 1, 0, 0]);
    assert_eq!(ways(&db), [("+77010000001".to_owned(), "work".to_owned())]);
    taken_back(&db, &run);
    assert_eq!(ways(&db), [("+77010000001".to_owned(), String::new())]);
}
