//! 1C exchange files.

use transfer::formats::{Settings, Source, detect};

use crate::data::{Whole, cell, expected, rows_of};

fn table(path: &std::path::Path, name: &str) -> Option<Whole> {
    let source = Source::file(path).unwrap();
    let chosen = Settings { table: Some(name.to_owned()), ..Settings::default() };
    let detection = transfer::formats::detect_with(&source, &chosen).ok()?;
    let rows = rows_of(&source, &detection.settings).unwrap();
    Some(Whole { detection, rows })
}

#[test]
fn every_exchange_file_has_its_orders_and_goods() {
    let Some((folder, json)) = expected("commerceml") else { return };
    for (name, facts) in json["files"].as_object().unwrap() {
        let path = folder.join(name);
        let documents = facts["documents"].as_array().cloned().unwrap_or_default();
        let count = |table: &str| self::table(&path, table).map_or(0, |whole| whole.rows.len() as u64);
        assert_eq!(count("orders"), documents.len() as u64, "{name}");
        let lines: u64 = documents.iter().map(|document| document["товаров"].as_u64().unwrap()).sum();
        assert_eq!(count("order_lines"), lines, "{name}");
        if documents.is_empty() {
            assert_eq!(count("products"), facts["n_Товар"].as_u64().unwrap_or(0), "{name}");
        }
        assert_eq!(count("offers"), facts["n_Предложение"].as_u64().unwrap_or(0), "{name}");
        for (at, document) in documents.iter().enumerate() {
            let orders = self::table(&path, "orders").unwrap();
            for key in ["Ид", "Номер", "Дата", "ХозОперация"] {
                assert_eq!(cell(&orders, at, key), document[key].as_str().unwrap(), "{name} {key}");
            }
            if let Some(sum) = document["Сумма"].as_str() {
                assert_eq!(cell(&orders, at, "Сумма"), sum, "{name}");
            }
        }
    }
}

#[test]
fn clients_and_lines_know_their_order() {
    let Some((folder, _)) = expected("commerceml") else { return };
    let path = folder.join("carono_xml/orders.xml");
    let detection = detect(&Source::file(&path).unwrap()).unwrap();
    assert_eq!(detection.settings.encoding.as_deref(), Some("windows-1251"));
    assert_eq!(detection.settings.table.as_deref(), Some("customers"));
    assert_eq!(detection.recognized.unwrap().program, "commerceml");
    let clients = table(&path, "customers").unwrap();
    assert_eq!(cell(&clients, 0, "Наименование"), "Петр Петров");
    assert_eq!(cell(&clients, 0, "АдресРегистрации.Почтовый индекс"), "6546");
    assert_eq!(cell(&clients, 0, "Документ.Номер"), "20");
    let lines = table(&path, "order_lines").unwrap();
    assert_eq!(cell(&lines, 1, "Наименование"), "Комбайн MOULINEX A77 4C");
    assert_eq!(cell(&lines, 1, "Документ.Номер"), "20");
}
