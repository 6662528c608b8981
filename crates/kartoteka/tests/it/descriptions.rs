//! What is written down in several places says the same in all of them: the API, the texts, the tables.

use std::collections::BTreeSet;
use std::path::Path;

use db::{DatabaseUrl, Db, Dialect, Options};
use serde_json::Value;

use crate::house::Place;

/// The variable that has the description written anew.
const GENERATE: &str = "KARTOTEKA_GENERATE";

#[test]
fn the_description_of_the_api_is_the_one_checked_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json");
    let description = kartoteka::routes::description();
    if std::env::var_os(GENERATE).is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, format!("{description:#}\n")).unwrap();
    }
    let checked_in: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert!(checked_in == description, "docs/api/openapi.json is old: cargo xtask generate");
    assert_eq!(description["openapi"], "3.1.0");
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let description = kartoteka::routes::description();
    let text = description.to_string();
    let pointers = text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next());
    let lost: BTreeSet<_> = pointers.filter(|pointer| description.pointer(pointer).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn every_operation_has_a_name_a_place_and_a_sentence() {
    let description = kartoteka::routes::description();
    let mut names = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(path.starts_with("/api/v1/"), "{path}");
            assert!(operation["summary"].is_string(), "{method} {path} has no sentence");
            assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{method} {path}");
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "two operations are called {name}");
        }
    }
}

#[test]
fn every_text_is_right_in_every_language() {
    let problems = words::check_catalogues(&kartoteka::capabilities::catalogues());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn both_databases_have_the_same_tables_and_columns() {
    let Some(postgres) = Place::on_postgres("columns") else { return };
    let [sqlite, postgres] = [Place::on_sqlite(), postgres].map(|place| {
        place.run(&["migrate"]).done();
        columns(&place)
    });
    let only_in = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only_in(&sqlite, &postgres), Vec::<String>::new(), "only in SQLite");
    assert_eq!(only_in(&postgres, &sqlite), Vec::<String>::new(), "only in PostgreSQL");
    assert!(sqlite.len() > 50, "{sqlite:?}");
}

/// Each column as `table.column kind`, `!` for one that is never empty.
fn columns(place: &Place) -> BTreeSet<String> {
    let url: DatabaseUrl = place.url().parse().unwrap();
    let db = Db::open(&url, Options::default()).unwrap();
    let sql = match db.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name, c.name, lower(c.type), c.\"notnull\" + c.pk > 0 FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'search%'"
        }
        Dialect::Postgres => {
            "SELECT table_name::text, column_name::text, data_type::text, CAST(CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS BIGINT)
             FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let read = db.read(|tx| {
        tx.rows(sql, &[], |row| {
            let (table, column, kind): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_filled = row.get::<i64>(3)? != 0;
            Ok(format!("{table}.{column} {}{}", meaning(&kind), if is_filled { "!" } else { "" }))
        })
    });
    read.unwrap().into_iter().collect()
}

/// What a column holds, whatever each database calls it.
fn meaning(kind: &str) -> &str {
    match kind {
        "bigint" | "integer" | "int" | "smallint" => "whole number",
        "double precision" | "real" => "number",
        "uuid" | "blob" | "bytea" => "bytes or id",
        other => other,
    }
}
