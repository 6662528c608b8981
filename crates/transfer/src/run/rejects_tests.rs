//! What did not come in: as its file had it, told in words, and brought in again once it was mended.

use super::testing::{act, base};
use super::tests::{CLIENTS, brought_in, cards, drafted, poured, told};
use super::*;
use crate::formats::{Settings, Source};
use db::Db;
use words::Lang;

/// The file of what did not come in, without its byte order mark.
fn rejects(db: &Db, run: &Run, lang: Lang) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejects.csv");
    let words = words::Words::new(&[crate::CATALOGUE, fields::CATALOGUE, customers::CATALOGUE]);
    let say = words.say(lang, jiff::tz::TimeZone::UTC);
    write_rejects(db, run, &say, Box::new(std::fs::File::create(&path).unwrap())).unwrap();
    std::fs::read_to_string(&path).unwrap().trim_start_matches('\u{feff}').to_owned()
}

#[test]
fn what_did_not_come_in_stands_as_its_file_has_it_with_the_reason_in_words() {
    let (_folder, db) = base();
    let text = "№;Имя контакта;Моб.;Моб.;Эл. почта;Дата рождения\n\
        7;Омарова Анна;8 701 000 00 01;;не почта;12.03.1980\n\
        8;Ким Виктор;;8 701 000 00 02;viktor@example.kz;31.02.1990\n";
    let run = brought_in(&db, "contacts.csv", text);
    let cards = cards(&db);
    let id = |name: &str| cards.iter().find(|card| card.name == name).unwrap().id;
    let rest = "Клиент загружен без этих ячеек.";
    let as_begun = Run { counts: Counts::default(), ..run };
    let told = rejects(&db, &as_begun, Lang::Ru);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines[0],
        "№;Имя контакта;Моб.;Моб.;Эл. почта;Дата рождения;Строка в файле;Почему не загружено;Kartoteka ID"
    );
    let first = format!("7;Омарова Анна;8 701 000 00 01;;не почта;12.03.1980;2;{rest} Эл. почта: ");
    assert!(lines[1].starts_with(&first), "{}", lines[1]);
    assert!(lines[1].ends_with(&format!(";{}", id("Омарова Анна"))), "{}", lines[1]);
    let second = "8;Ким Виктор;;8 701 000 00 02;viktor@example.kz;31.02.1990;3;";
    assert!(lines[2].starts_with(second) && lines[2].contains("Дата рождения: "), "{}", lines[2]);
    assert!(rejects(&db, &as_begun, Lang::Kk).contains("Файлдағы жол;Неге жүктелмеді;"));
}

#[test]
fn a_card_file_and_records_come_back_under_their_own_names() {
    let (_folder, db) = base();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Анна Ли\nEMAIL;TYPE=work:плохая\nEND:VCARD\n";
    let told = rejects(&db, &brought_in(&db, "a.vcf", card), Lang::En);
    assert!(told.starts_with("FN,EMAIL work,Row in the file,"), "{told}");
    assert!(told.contains("EMAIL work: There is no @"), "{told}");
    let record = "{\"ФИО\":\"Олег Ким\",\"Адрес\":{\"Дом\":\"5\"},\"Почта\":\"плохая\"}\n";
    let told = rejects(&db, &brought_in(&db, "a.ndjson", record), Lang::En);
    assert!(told.starts_with("ФИО,Адрес.Дом,Почта,Row in the file,"), "{told}");
    assert!(told.contains("Почта: There is no @"), "{told}");
}

#[test]
fn mended_it_comes_in_as_its_file_was_mapped_and_to_the_card_it_is_of() {
    for lang in Lang::ALL {
        let (_folder, db) = base();
        let text = "Кто;Куда писать;Пометка\nОмарова Анна;не почта;Алматы\nКим Виктор;v@example.kz;Тараз\n";
        let (mut run, source) = drafted(&db, "contacts.csv", text, None);
        for (used, to) in run.mapping.columns.iter_mut().zip(["@full_name", "email", "city"]) {
            (used.to, used.kind) = (to.to_owned(), None);
        }
        let run = poured(&db, run, source);
        assert_eq!((told(run.counts), run.counts.n_set_aside), ([2, 2, 0, 0, 0], 1));
        let mended = rejects(&db, &run, lang).replace("не почта", "anna@example.kz");
        let (again, source) = drafted(&db, "rejects.csv", &mended, None);
        let places: Vec<&str> = again.mapping.columns.iter().map(|used| used.to.as_str()).collect();
        assert_eq!(places, ["@full_name", "email", "city", "@leave", "@leave", "@id"]);
        let again = poured(&db, again, source);
        assert_eq!((told(again.counts), again.counts.n_set_aside), ([1, 0, 1, 0, 0], 0), "{lang}");
        let email = act(&db).fields.slug("email").unwrap().no;
        let all = cards(&db);
        let anna = all.iter().find(|card| card.name == "Омарова Анна").unwrap();
        assert_eq!((all.len(), anna.sheet.text(email)), (2, Some("anna@example.kz")));
    }
}

#[test]
fn a_row_that_names_an_employer_keeps_the_card_of_its_person() {
    let (_folder, db) = base();
    let text = "ФИО;Телефоны;E-mail;Компания\nИванов Иван;не звонить;ivan@example.kz;LLP Kazprom\n";
    let person =
        |all: &[customers::Customer]| all.iter().find(|card| card.name == "Иванов Иван").unwrap().id;
    // The second time the row tells nothing new but the broken cell.
    for _ in 0..2 {
        let run = brought_in(&db, "clients.csv", text);
        let told = rejects(&db, &run, Lang::Ru);
        assert!(told.trim_end().ends_with(&format!(";{}", person(&cards(&db)))), "{told}");
    }
    let run = brought_in(&db, "clients.csv", text);
    let mended = rejects(&db, &run, Lang::Ru).replace("не звонить", "87015557702");
    let again = brought_in(&db, "rejects.csv", &mended);
    assert_eq!(again.counts.n_merged, 1);
    let all = cards(&db);
    let phone = |card: &customers::Customer| card.sheet.text(customers::builtin::PHONE).map(str::to_owned);
    let with_phone: Vec<_> = all.iter().filter(|card| phone(card).is_some()).map(|card| card.id).collect();
    assert_eq!((all.len(), with_phone), (2, vec![person(&all)]));
}

#[test]
fn mended_badly_it_comes_back_with_one_reason_and_still_names_its_card() {
    let (_folder, db) = base();
    let first = rejects(&db, &brought_in(&db, "clients.csv", CLIENTS), Lang::Ru);
    let again = brought_in(&db, "rejects.csv", &first.replace("не почта", "опять не почта"));
    let second = rejects(&db, &again, Lang::Ru);
    let (heads, rows): (Vec<&str>, Vec<&str>) = (first.lines().take(1).collect(), second.lines().collect());
    assert_eq!(rows[0], heads[0], "no column is added each time");
    assert_eq!(cards(&db).len(), 4);
    let card = |line: &str| line.rsplit(';').next().unwrap().to_owned();
    assert_eq!(card(rows[1]), card(first.lines().nth(1).unwrap()));
}

#[test]
fn a_file_that_cannot_be_read_in_part_is_read_again_under_its_headings() {
    let (_folder, db) = base();
    let run = brought_in(&db, "clients.csv", "ФИО;Телефон\nОмарова Анна;87010000001\n\"Ким;87010000002");
    let told = rejects(&db, &run, Lang::Ru);
    let again =
        sample(&Source::bytes("r.csv", told.as_bytes()).unwrap(), &Settings::default(), 10).unwrap();
    assert_eq!(again.columns[..2], ["ФИО", "Телефон"]);
    assert_eq!(again.columns.len(), 4, "no card is named where no row is in");
    assert!(again.rows[0][0].contains("Ким"), "{:?}", again.rows);
}
