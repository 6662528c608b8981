//! vCards of telephones and mail programs.

use crate::data::{Whole, expected, read};

fn unescaped(text: &str) -> String {
    text.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\").replace("\\n", "\n")
}

fn texts(whole: &Whole, row: usize, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, column) in whole.detection.columns.iter().enumerate() {
        let is_kind = column == name || column.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        if is_kind && !whole.rows[row].cell(at).text.is_empty() {
            found.push(whole.rows[row].cell(at).text.to_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn every_card_has_its_names_phones_and_mails() {
    let Some((folder, json)) = expected("vcards") else { return };
    for (name, facts) in json["files"].as_object().unwrap() {
        let whole = read(&folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let n_read = whole.rows.iter().filter(|row| row.fault().is_none()).count();
        assert_eq!(n_read as u64, facts["cards"].as_u64().unwrap(), "{name}");
        for (at, card) in facts["summary"].as_array().unwrap().iter().enumerate() {
            check_card(&format!("{name} {at}"), &whole, at, card);
        }
    }
}

fn check_card(place: &str, whole: &Whole, at: usize, card: &serde_json::Value) {
    let wanted = |key: &str| -> Vec<String> {
        let list = card[key].as_array().unwrap().iter();
        let mut texts: Vec<String> =
            list.map(|text| unescaped(text.as_str().unwrap()).trim().to_owned()).collect();
        texts.retain(|text| !text.is_empty());
        texts.sort();
        texts
    };
    // That reader does not know the character set of 2.1 cards without one.
    if !place.contains("009.vcf 3") && !place.contains("067") {
        assert_eq!(texts(whole, at, "FN"), wanted("FN"), "{place}");
    }
    assert_eq!(texts(whole, at, "EMAIL"), wanted("EMAIL"), "{place}");
    // That reader keeps the first of several birthdays only.
    assert!(wanted("BDAY").iter().all(|day| texts(whole, at, "BDAY").contains(day)), "{place}");
    assert_eq!(texts(whole, at, "TEL").len() as u64, card["TEL"].as_u64().unwrap(), "{place}");
    let family = texts(whole, at, "N.family");
    let name = card["N"].as_array().unwrap().first().and_then(|name| name.as_str()).unwrap_or_default();
    let first = name.split(';').next().unwrap_or_default();
    assert_eq!(family.first().map_or("", String::as_str), first.trim(), "{place}");
}

#[test]
fn an_unended_card_is_rejected_with_its_words() {
    let Some((folder, _)) = expected("vcards") else { return };
    let whole = read(&folder.join("calcard/056.vcf")).unwrap();
    assert_eq!(whole.rows.len(), 1);
    assert!(whole.rows[0].fault().is_some());
    assert!(whole.rows[0].cell(0).text.contains("babs@umich.edu"));
}
