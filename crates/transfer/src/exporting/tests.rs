//! Lists that go out: in order, with their columns, whole, told to the journal, and back again unchanged.

use super::*;
use crate::formats::out::{TARGETS, target_named};
use crate::formats::{Settings, Source};
use crate::run::testing::{act, base, write};
use crate::run::{Counts, ImportError, Loading, begin, draft, find, finish, load, look_at};
use customers::bulk::{Incoming, Origin, Outcome, understand, upsert};
use customers::listing::Order;
use customers::source::of_actor;
use customers::{Kind, Rule};
use jiff::tz::TimeZone;
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

/// What was written, kept in memory; with a limit it breaks off as a reader does who goes away.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>, Option<usize>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut kept = self.0.lock().unwrap();
        kept.extend_from_slice(bytes);
        match self.1.is_some_and(|most| kept.len() > most) {
            true => Err(std::io::ErrorKind::BrokenPipe.into()),
            false => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Facts of every awkward kind, by slug.
const CARDS: [(Kind, &[(&str, &str)]); 4] = [
    (
        Kind::Person,
        &[
            ("family", "Оразбаева-О'Нил"),
            ("given", "Әлия"),
            ("patronymic", "Ерланқызы"),
            ("phone", "+77011234567"),
            ("phone", "+77017654321"),
            ("email", "aliya@example.kz"),
            ("gender", "female"),
            ("warmth", "hot"),
            ("birthday", "1990-02-28"),
            ("tag", "VIP"),
            ("tag", "опт; розница"),
            ("address", r#"{"city":"Алматы","street":"Абая","house":"10"}"#),
            ("needs", "=сумма\nдве строки; и «кавычки»"),
            ("interests", "чай, кофе"),
            ("interests", "театр"),
        ],
    ),
    (Kind::Organization, &[("legal_name", "ТОО \"Ромашка\"; Алматы"), ("bin", "950140000129")]),
    (
        Kind::Organization,
        &[("legal_name", "ТОО «Василёк и К»"), ("short_name", "Василёк"), ("email", "a@b.kz")],
    ),
    (Kind::Person, &[("phone", "+77770000001")]),
];

fn filled() -> (tempfile::TempDir, Db) {
    let (folder, db) = base();
    write(&db, |tx, act| -> Result<(), CustomerError> {
        let origin = Origin { source: of_actor(tx, &act.setting, &act.actor)?, rule: Rule::Newest };
        for (kind, facts) in CARDS {
            let values = facts
                .iter()
                .map(|(slug, value)| (act.fields.slug(slug).unwrap().no, (*value).to_owned()))
                .collect();
            let record = understand(act, Incoming { id: None, kind, values }).unwrap();
            assert!(matches!(upsert(tx, act, origin, vec![record])?[0], Outcome::New(_)));
        }
        Ok(())
    })
    .unwrap();
    (folder, db)
}

fn say(lang: words::Lang) -> Say {
    static WORDS: LazyLock<words::Words> =
        LazyLock::new(|| words::Words::new(&[crate::CATALOGUE, fields::CATALOGUE, customers::CATALOGUE]));
    WORDS.say(lang, TimeZone::UTC)
}

fn wanted(slug: &str, columns: Columns) -> Wanted {
    let query = Query { order: Order::Made, ..Query::default() };
    Wanted { query, columns, target: target_named(slug).unwrap(), name: String::new(), mailing: None }
}

fn written(db: &Db, wanted: &Wanted, lang: words::Lang) -> Vec<u8> {
    let memory = Memory::default();
    let written = Listed::from(wanted.clone())
        .export(db, &act(db), (&mark(db, wanted), &say(lang)), Box::new(memory.clone()))
        .unwrap();
    assert_eq!(written.n_cut, 0);
    memory.0.lock().unwrap().clone()
}

fn mark(db: &Db, wanted: &Wanted) -> Watermark {
    match Listed::from(wanted.clone()).ask_leave(db, &act(db), "").unwrap() {
        Leave::Given(mark) => mark,
        Leave::Waits(request) => panic!("{request:?}"),
    }
}

fn brought_in(db: &Db, name: &str, bytes: &[u8]) -> Counts {
    let source = Source::bytes(name, bytes).unwrap();
    let found = look_at(&source, &Settings::default(), &act(db), db).unwrap();
    let file = crate::run::File { name: name.to_owned(), key: None, n_bytes: bytes.len() as u64 };
    let (run, act) = write(db, move |tx, act| {
        let run = draft(tx, act, file, &found)?;
        begin(tx, act, run, None)
    })
    .unwrap();
    let loading = Loading::of(db, &run, &act, source).unwrap();
    let (origin, no, id) = (loading.origin, run.no, run.id);
    let ended = load(loading, |batch| -> Result<bool, ImportError> {
        let act = act.clone();
        db.write(move |tx| batch.write(tx, &act, origin, Some(no)).map(drop)).map(|()| true)
    });
    assert!(ended.unwrap());
    write(db, move |tx, act| finish(tx, act, &run, None)).unwrap();
    db.read(|tx| find(tx, id)).unwrap().unwrap().counts
}

#[test]
fn what_goes_out_comes_back_unchanged_in_every_format_and_language() {
    let (_folder, db) = filled();
    let slugs =
        ["phone", "email", "city", "warmth", "tag", "gender", "birthday", "changed", "made", "needs"];
    let these = Columns::These(slugs.map(str::to_owned).into());
    for target in TARGETS {
        for lang in [words::Lang::Ru, words::Lang::Kk, words::Lang::En] {
            for columns in [Columns::Every, these.clone()] {
                let bytes = written(&db, &wanted(target.slug(), columns), lang);
                let counts = brought_in(&db, &format!("list.{}", target.slug()), &bytes);
                let told = (counts.n_read, counts.n_unchanged);
                assert_eq!(told, (4, 4), "{} {lang} {}", target.slug(), String::from_utf8_lossy(&bytes));
            }
        }
    }
}

#[test]
fn a_list_goes_out_with_its_columns_in_its_order() {
    let (_folder, db) = filled();
    let mut wanted = wanted("csv", Columns::These(vec!["warmth".into(), "name".into(), "tag".into()]));
    wanted.query.order = Order::Field(customers::builtin::NAME);
    let text = String::from_utf8(written(&db, &wanted, words::Lang::Ru)).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Kartoteka ID;Вид;Прогрев;Полное имя;Метки");
    let names: Vec<&str> = lines[1..].iter().map(|line| line.split(';').nth(3).unwrap()).collect();
    assert!(names[0].starts_with("'+7777") && names[1] == "Василёк", "{text}");
    assert!(text.contains("Горячий") && text.contains("VIP; \"\"опт; розница\"\""), "{text}");
}

#[test]
fn a_search_goes_out_with_every_hit() {
    let (_folder, db) = base();
    let mut text = "Фамилия;Телефон\n".to_owned();
    for n in 0..900 {
        text.push_str(&format!("Ахметов{n};+7701{n:07}\n"));
    }
    brought_in(&db, "many.csv", text.as_bytes());
    let mut wanted = wanted("csv", Columns::These(vec!["phone".into()]));
    wanted.query.search = "ахметов".into();
    let out = String::from_utf8(written(&db, &wanted, words::Lang::En)).unwrap();
    assert_eq!(out.lines().count(), 901);
    wanted.query.search = "ахметов77".into();
    let out = String::from_utf8(written(&db, &wanted, words::Lang::En)).unwrap();
    assert_eq!(out.lines().count(), 1 + 11, "{out}");
}

#[test]
fn a_card_tells_another_base_what_each_way_to_reach_somebody_is_for() {
    let (_folder, db) = base();
    let labels = ["work", "mobile", "", "main", "Бухгалтерия; 2 этаж", "Склад", "fax"];
    write(&db, move |tx, act| -> Result<(), CustomerError> {
        let point = |at: usize, label: &str, value: String| {
            let no = act.fields.slug(if at < 10 { "phone" } else { "email" }).unwrap().no;
            let usage = customers::sheet::Usage { label: label.into(), ..Default::default() };
            (no, customers::NewValue { usage: Some(usage), ..customers::NewValue::new(value) })
        };
        let mut values: Vec<_> = (0..)
            .zip(labels)
            .map(|(at, label)| point(at, label, format!("+7701000000{at}")))
            .chain((10..).zip(["home", "main"]).map(|(at, label)| point(at, label, format!("a{at}@x.kz"))))
            .collect();
        for (slug, value) in [("given", "Анна"), ("birthday", "--11-05")] {
            values.push((act.fields.slug(slug).unwrap().no, customers::NewValue::new(value)));
        }
        customers::changing::create(tx, act, Kind::Person, &values).map(drop)
    })
    .unwrap();
    let card = written(&db, &wanted("vcf", Columns::Every), words::Lang::Ru);
    let text = String::from_utf8(card.clone()).unwrap();
    assert!(text.contains("TEL;TYPE=work:+77010000000\r\n"), "{text}");
    assert!(text.contains("BDAY:--1105\r\n"), "{text}");
    let (_folder, other) = base();
    brought_in(&other, "card.vcf", &card);
    let told = |db: &Db| {
        let (act, size) = (act(db), kernel::PageSize::clamped(9));
        let all =
            db.read(|tx| customers::listing::page(tx, &act, &Query::default(), (None, size))).unwrap();
        let facts = all.items[0].sheet.facts().iter().filter(|fact| fact.value.contains(['+', '@', '-']));
        let mut told: Vec<_> = facts.map(|fact| (fact.value.clone(), fact.label().to_owned())).collect();
        told.sort();
        told
    };
    assert_eq!(told(&db).len(), 10);
    assert_eq!(told(&other), told(&db), "{text}");
}

#[test]
fn who_took_what_is_told_even_when_the_reader_leaves() {
    let (_folder, db) = filled();
    let whole = wanted("ndjson", Columns::These(vec!["phone".into()]));
    written(&db, &whole, words::Lang::En);
    let leaving = Memory(Arc::default(), Some(0));
    let told = (&mark(&db, &whole), &say(words::Lang::En));
    let ended = Listed::from(whole.clone()).export(&db, &act(&db), told, Box::new(leaving));
    assert!(matches!(ended, Err(ExportError::Write(_))));
    let told = db.read(|tx| journal::since(tx, 0, 1_000)).unwrap();
    let told: Vec<_> = told
        .iter()
        .filter(|entry| entry.verb.starts_with("customers.export"))
        .map(|entry| (entry.verb.as_str(), entry.payload["is_whole"].as_bool(), &entry.payload["rows"]))
        .collect();
    let (begun, ended) = ("customers.export_begun", "customers.exported");
    assert_eq!(told[0], (begun, None, &Json::Null));
    assert_eq!(told[1], (ended, Some(true), &json!(4)));
    assert_eq!((told[2].0, told[3].0, told[3].1), (begun, ended, Some(false)));
}

/// A card for every good sample of every kind of field, in a field of one's own that holds one value and in one that
/// holds several; samples of links are of cards that are not there, those of people and files of none at all.
fn with_own_fields(db: &Db) -> i64 {
    use customers::arranging::{self, Arranged, NewField};
    use customers::field::{AppliesTo, Block, Class};
    let mut n = 0;
    for kind in fields::kinds::ALL {
        if ["link", "staff", "file"].contains(&kind.slug()) {
            continue;
        }
        for (at, sample) in kind.samples().iter().filter(|sample| sample.stored.is_some()).enumerate() {
            n += 1;
            let made = write(db, move |tx, act| -> Result<(), CustomerError> {
                let mut values = vec![(customers::builtin::PHONE, format!("+7701{n:07}"))];
                for is_many in [false, true] {
                    let arranged = Arranged {
                        label: format!("Поле {} {at} {is_many}; «своё»", kind.slug()),
                        settings: serde_json::from_str(sample.settings).unwrap(),
                        class: Class::Semantic,
                        block: Block::Reference,
                        applies_to: AppliesTo::Any,
                        worth: 0.0,
                        keeps_days: None,
                    };
                    let field = arranging::add(tx, act, NewField { kind: *kind, is_many, arranged })?;
                    values.push((field.no, sample.typed.to_owned()));
                }
                let fields = customers::Desk::default().fields(tx)?;
                let act = Act { fields, ..act.clone() };
                let origin = Origin { source: of_actor(tx, &act.setting, &act.actor)?, rule: Rule::Newest };
                let record = understand(&act, Incoming { id: None, kind: Kind::Person, values });
                let record = record.unwrap_or_else(|error| panic!("{} {sample:?}: {error:?}", kind.slug()));
                assert!(matches!(upsert(tx, &act, origin, vec![record])?[0], Outcome::New(_)));
                Ok(())
            });
            made.unwrap_or_else(|error| panic!("{} {sample:?}: {error:?}", kind.slug()));
        }
    }
    n
}

#[test]
fn fields_of_ones_own_of_every_kind_come_back_unchanged() {
    let (_folder, db) = base();
    let n = with_own_fields(&db);
    assert!(n > 40, "{n}");
    for (slug, lang) in [
        ("csv", words::Lang::Ru),
        ("csv", words::Lang::En),
        ("xlsx", words::Lang::Kk),
        ("ods", words::Lang::Ru),
        ("ndjson", words::Lang::En),
        ("parquet", words::Lang::Ru),
        ("vcf", words::Lang::Kk),
    ] {
        let bytes = written(&db, &wanted(slug, Columns::Every), lang);
        let counts = brought_in(&db, &format!("list.{slug}"), &bytes);
        assert_eq!((counts.n_read, counts.n_unchanged), (n, n), "{slug} {lang} {counts:?}");
    }
}
