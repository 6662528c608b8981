//! Runs from their file to their end, cut off, gone on with and taken back.

use super::testing::{act, base, write};
use super::*;
use crate::formats::{Settings, Source};
use crate::mapping::Broken;
use customers::duplicates::Likeness;
use customers::merging::{self, Followers};
use customers::relations::{self, NewRelation};
use customers::{Customer, CustomerError, Edit, NewValue, changing, listing, noting};
use db::Db;
use files::MemoryStore;
use kernel::{PageSize, Setting};
use std::sync::Arc;

pub(super) const CLIENTS: &str = "ФИО;Телефон;Email;Город\n\
    Ахметова Айгерим;8 701 123 45 67;aigerim@dastarkhan.kz;Алматы\n\
    Иванов Пётр;8 702 765 43 21;petr@example.kz;Астана\n\
    Ахметова Айгерим;+7 701 123-45-67;aigerim@dastarkhan.kz;Алматы\n\
    ТОО «Ромашка»;8 727 250 00 11;info@romashka.kz;Алматы\n\
    Сидоров Олег;8 705 111 22 33;не почта;Караганда\n";

pub(super) fn drafted(db: &Db, name: &str, text: &str, key: Option<String>) -> (Run, Source) {
    let source = Source::bytes(name, text.as_bytes()).unwrap();
    let found = look_at(&source, &Settings::default(), &act(db), db).unwrap();
    let file = File { name: name.to_owned(), key, n_bytes: text.len() as u64 };
    (write(db, move |tx, act| draft(tx, act, file, &found)).unwrap(), source)
}

pub(super) fn brought_in(db: &Db, name: &str, text: &str) -> Run {
    let (run, source) = drafted(db, name, text, None);
    poured(db, run, source)
}

pub(super) fn poured(db: &Db, run: Run, source: Source) -> Run {
    let id = run.id;
    let (run, act) = write(db, move |tx, act| begin(tx, act, run, None)).unwrap();
    let loading = Loading::of(db, &run, &act, source).unwrap();
    let (origin, no) = (loading.origin, run.no);
    let ended = load(loading, |batch| -> Result<bool, ImportError> {
        let act = act.clone();
        db.write(move |tx| batch.write(tx, &act, origin, Some(no)).map(drop)).map(|()| true)
    });
    assert!(ended.unwrap());
    write(db, move |tx, act| finish(tx, act, &run, None)).unwrap();
    stands(db, id)
}

fn stands(db: &Db, id: RunId) -> Run {
    db.read(|tx| find(tx, id)).unwrap().unwrap()
}

pub(super) fn cards(db: &Db) -> Vec<Customer> {
    let act = act(db);
    let page =
        db.read(|tx| listing::page(tx, &act, &listing::Query::default(), (None, PageSize::clamped(500))));
    page.unwrap().items
}

pub(super) fn told(counts: Counts) -> [i64; 5] {
    assert_eq!(counts.n_read, counts.n_new + counts.n_merged + counts.n_unchanged + counts.n_rejected);
    [counts.n_read, counts.n_new, counts.n_merged, counts.n_unchanged, counts.n_rejected]
}

#[test]
fn every_row_is_accounted_for_and_the_same_file_again_changes_nothing() {
    let (_folder, db) = base();
    let run = brought_in(&db, "clients.csv", CLIENTS);
    assert_eq!((told(run.counts), run.counts.n_set_aside), ([5, 4, 0, 1, 0], 1));
    assert_eq!(told(brought_in(&db, "clients.csv", CLIENTS).counts), [5, 0, 0, 5, 0]);
    assert_eq!(cards(&db).len(), 4);
}

#[test]
fn what_disagrees_waits_for_a_person() {
    let (_folder, db) = base();
    brought_in(&db, "clients.csv", CLIENTS);
    let other = "ФИО;Телефон;Город\nИванов Пётр;8 702 765 43 21;Шымкент\n";
    let run = brought_in(&db, "moved.csv", other);
    assert_eq!((run.counts.n_merged, run.counts.n_conflicts), (1, 1));
}

#[test]
fn the_rule_decides_which_value_stands_where_a_file_disagrees_with_a_person() {
    use customers::builtin::{FAMILY, PHONE};
    let file = "Фамилия;Телефон;Город\nИванов;8 702 765 43 21;Шымкент\n";
    let check = |rule: customers::Rule, cities: &[&str], conflicts: i64, merged: i64| {
        let (_folder, db) = base();
        let city = act(&db).fields.slug("city").unwrap().no;
        let known = write(&db, move |tx, act| {
            let values = [(FAMILY, "Иванов"), (PHONE, "+77027654321"), (city, "Астана")];
            let values = values.map(|(no, text)| (no, NewValue::new(text)));
            changing::create(tx, act, customers::Kind::Person, &values)
        });
        let (mut run, source) = drafted(&db, "moved.csv", file, None);
        run.mapping.rule = rule;
        let run = poured(&db, run, source);
        let card = cards(&db).into_iter().find(|card| card.id == known.as_ref().unwrap().id).unwrap();
        let mut found: Vec<&str> = card.sheet.of(city).map(|fact| fact.value.as_str()).collect();
        found.extend(card.sheet.rivals(city).map(|fact| fact.value.as_str()));
        found.sort_unstable();
        assert_eq!(found, cities, "{rule:?}");
        assert_eq!((run.counts.n_conflicts, run.counts.n_merged), (conflicts, merged), "{rule:?}");
    };
    // What a program or a person wrote is believed more than a file, whose value goes to the past of the card.
    check(customers::Rule::MostTrusted, &["Астана"], 0, 1);
    check(customers::Rule::Newest, &["Шымкент"], 0, 1);
    check(customers::Rule::Ask, &["Астана", "Шымкент"], 1, 1);
}

#[test]
fn a_fact_leads_back_to_the_run_and_the_record_that_brought_it() {
    use customers::Provenance as _;
    let (_folder, db) = base();
    let run = brought_in(&db, "clients.csv", CLIENTS);
    let firm = cards(&db).into_iter().find(|card| card.name.contains("Ромашка")).unwrap();
    let source = firm.sheet.facts()[0].source;
    let traces = db.read(|tx| ImportTrace.traces(tx, firm.id, &[source, source + 100])).unwrap();
    assert_eq!(traces.len(), 1);
    assert_eq!(
        (traces[&source].href.as_str(), traces[&source].record),
        (format!("/import/{}", run.id).as_str(), Some(4))
    );
}

#[test]
fn no_record_is_named_where_several_told_of_the_card() {
    use customers::Provenance as _;
    let (_folder, db) = base();
    let text = "ФИО;Телефон;Город\nИванов Пётр;8 702 765 43 21;Алматы\nКим Анна;8 701 000 00 02;Тараз\n\
        Иванов Пётр;8 702 765 43 21;Астана\n";
    brought_in(&db, "clients.csv", text);
    let record_of = |name: &str| {
        let card = cards(&db).into_iter().find(|card| card.name == name).unwrap();
        let source = card.sheet.facts()[0].source;
        db.read(|tx| ImportTrace.traces(tx, card.id, &[source])).unwrap()[&source].record
    };
    assert_eq!((record_of("Иванов Пётр"), record_of("Ким Анна")), (None, Some(2)));
    let ids = ["Ким Анна", "Иванов Пётр"]
        .map(|name| cards(&db).iter().find(|card| card.name == name).unwrap().id);
    let [kept, gone] = ids;
    write(&db, move |tx, act| {
        merging::merge_into(tx, act, &Followers::default(), &merging::Wanted::of(kept, gone))
    })
    .unwrap();
    assert_eq!(record_of("Ким Анна"), None, "what stood on the other card is of other records");
}

#[test]
fn a_dry_run_counts_the_same_and_leaves_nothing() {
    let (_folder, db) = base();
    let source = Source::bytes("clients.csv", CLIENTS.as_bytes()).unwrap();
    let found = look_at(&source, &Settings::default(), &act(&db), &db).unwrap();
    let what = (found.detection.settings, found.mapping, found.sampled.columns);
    assert_eq!(told(dry_run(&db, &act(&db), source, what).unwrap()), [5, 4, 0, 1, 0]);
    assert_eq!(cards(&db).len(), 0);
}

#[test]
fn the_preview_says_what_becomes_of_each_row_and_keeps_nothing() {
    let (_folder, db) = base();
    let (run, source) = drafted(&db, "clients.csv", CLIENTS, None);
    let preview = preview(&db, &act(&db), run, (source, Likeness::default())).unwrap();
    let outcomes: Vec<_> = preview.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, ["new", "new", "unchanged", "new", "new"]);
    assert_eq!(preview.rows.last().unwrap().reasons.len(), 1);
    assert_eq!(cards(&db).len(), 0);
}

#[test]
fn undoing_takes_cards_and_facts_back_and_leaves_what_people_did() {
    let (_folder, db) = base();
    brought_in(&db, "before.csv", "ФИО;Телефон\nИванов Пётр;8 702 765 43 21\n");
    let run = brought_in(&db, "clients.csv", CLIENTS);
    assert_eq!(told(run.counts), [5, 3, 1, 1, 0]);
    let firm = cards(&db).into_iter().find(|card| card.name.contains("Ромашка")).unwrap();
    write(&db, move |tx, act| -> Result<_, CustomerError> {
        changing::change(tx, act, (firm.id, None), &[Edit::Set(29, vec![NewValue::new("Тараз")])])
    })
    .unwrap();
    let id = run.id;
    write(&db, move |tx, act| undo_later(tx, act, &run)).unwrap();
    let store: Arc<dyn files::Store> = Arc::new(MemoryStore::default());
    jobs::run_due(&db, &Setting::real(), jobs(&store)).unwrap();
    let run = stands(&db, id);
    assert_eq!((run.state, run.n_undone, run.n_left), (RunState::Undone, 3, 1));
    let left = cards(&db);
    let names: Vec<_> = left.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["Иванов Пётр", "ТОО «Ромашка»"]);
    assert_eq!(left[0].sheet.text(21), None, "the e-mail that the file brought is gone");
}

#[test]
fn a_run_that_was_cut_off_goes_on_behind_the_last_row_written() {
    let (_folder, db) = base();
    let mut text = "Фамилия;Телефон\n".to_owned();
    // More than a batch, whatever its size.
    let n_rows = 24_000;
    for n in 0..n_rows {
        text.push_str(&format!("Клиент{n};+7701{n:07}\n"));
    }
    let store: Arc<dyn files::Store> = Arc::new(MemoryStore::default());
    let (key, _) = keep(store.as_ref(), &mut text.as_bytes()).unwrap();
    let (run, source) = drafted(&db, "many.csv", &text, Some(key));
    let id = run.id;
    let (run, _) = write(&db, move |tx, act| start_later(tx, act, run)).unwrap();
    let loading = Loading::of(&db, &run, &act(&db), source).unwrap();
    let (origin, no, mut n_batches) = (loading.origin, run.no, 0);
    let ended = load(loading, |batch| -> Result<bool, ImportError> {
        n_batches += 1;
        if n_batches == 2 {
            return Ok(false);
        }
        let act = act(&db);
        db.write(move |tx| batch.write(tx, &act, origin, Some(no)).map(drop)).map(|()| true)
    });
    assert!(!ended.unwrap(), "broken off after one batch");
    let n_written = stands(&db, id).counts.n_new;
    assert!((1..n_rows).contains(&n_written), "{n_written}");
    jobs::run_due(&db, &Setting::real(), jobs(&store)).unwrap();
    let run = stands(&db, id);
    assert_eq!((run.state, told(run.counts)), (RunState::Done, [n_rows, n_rows, 0, 0, 0]));
}

#[test]
fn a_company_beside_people_becomes_one_card_to_which_they_are_tied() {
    let (_folder, db) = base();
    brought_in(&db, "firms.csv", "Организация;БИН\nРомашка ТОО;950140000129\n");
    let people = "ФИО;Телефон;Компания;Должность\n\
        Омарова Анна;8 701 000 00 01;ТОО «Ромашка»;бухгалтер\n\
        Ким Виктор;8 701 000 00 02;ИП Василёк;директор\n\
        Ли Мария;8 701 000 00 03;Василёк, ИП;\n";
    let run = brought_in(&db, "people.csv", people);
    assert_eq!(told(run.counts), [3, 3, 0, 0, 0]);
    let cards = cards(&db);
    let named = |name: &str| cards.iter().find(|card| card.name == name).unwrap();
    assert_eq!(cards.len(), 5, "{:?}", cards.iter().map(|card| &card.name).collect::<Vec<_>>());
    let act = act(&db);
    let related = |name: &str| db.read(|tx| relations::of(tx, &act, named(name).id, 9)).unwrap();
    let anna = related("Омарова Анна");
    assert_eq!((anna[0].relation.role.as_str(), anna[0].other), ("бухгалтер", named("Ромашка ТОО").id));
    assert_eq!(related("ИП Василёк").len(), 2);
    taken_back(&db, &run);
    let left = self::cards(&db);
    assert_eq!(left.iter().map(|card| card.name.as_str()).collect::<Vec<_>>(), ["Ромашка ТОО"]);
    assert!(db.read(|tx| relations::of(tx, &act, left[0].id, 9)).unwrap().is_empty());
    assert_eq!(told(brought_in(&db, "people.csv", people).counts), [3, 3, 0, 0, 0]);
    assert_eq!(told(brought_in(&db, "people.csv", people).counts), [3, 0, 0, 3, 0]);
}

#[test]
fn undoing_keeps_cards_that_people_have_worked_with_and_names_them() {
    let (_folder, db) = base();
    let before = brought_in(&db, "before.csv", "ФИО;Телефон\nСтарый Клиент;8 701 000 00 09\n");
    let run = brought_in(&db, "clients.csv", CLIENTS);
    let (all, old) = (cards(&db), before.id);
    let id = |name: &str| all.iter().find(|card| card.name.contains(name)).unwrap().id;
    let (noted, tied, other) = (id("Ахметова"), id("Ромашка"), id("Старый"));
    write(&db, move |tx, act| noting::write(tx, act, noted, "перезвонить").map(drop)).unwrap();
    let new = NewRelation { kind: "recommended_by".into(), ..NewRelation::default() };
    write(&db, move |tx, act| relations::relate(tx, act, (other, tied), new).map(drop)).unwrap();
    let undone = taken_back(&db, &run);
    assert_eq!((undone.n_undone, undone.n_left), (2, 2));
    let left: Vec<_> = cards(&db).into_iter().map(|card| card.id).collect();
    assert!(left.contains(&noted) && left.contains(&tied) && left.contains(&other));
    let mut kept = db.read(|tx| kept(tx, run.no, 9)).unwrap();
    kept.sort();
    let mut wanted = vec![noted, tied];
    wanted.sort();
    assert_eq!(kept, wanted);
    assert_eq!(stands(&db, old).state, RunState::Done);
}

#[test]
fn what_was_mended_is_what_comes_in() {
    let (_folder, db) = base();
    let (mut run, source) = drafted(&db, "clients.csv", CLIENTS, None);
    run.mended.set((6, 2), "oleg@example.kz", "не почта");
    let changed = run.clone();
    write(&db, move |tx, act| change(tx, act, &changed)).unwrap();
    let shown = preview(&db, &act(&db), run.clone(), (source.clone(), Likeness::default())).unwrap();
    assert_eq!((shown.rows[4].outcome, shown.rows[4].is_mended), ("new", true));
    let run = poured(&db, stands(&db, run.id), source);
    assert_eq!(told(run.counts), [5, 4, 0, 1, 0]);
    assert!(cards(&db).iter().any(|card| card.sheet.text(21) == Some("oleg@example.kz")));
}

#[test]
fn a_person_says_whose_card_a_row_is() {
    let (_folder, db) = base();
    brought_in(&db, "before.csv", "ФИО;Телефон\nИванова Анна;8 702 000 00 01\n");
    let card = cards(&db)[0].id;
    let (mut run, source) = drafted(&db, "again.csv", "ФИО;Город\nИванова Аня;Тараз\n", None);
    run.mended.decide(2, Some(card));
    let changed = run.clone();
    write(&db, move |tx, act| change(tx, act, &changed)).unwrap();
    let run = poured(&db, stands(&db, run.id), source);
    assert_eq!(told(run.counts), [1, 0, 1, 0, 0]);
    assert_eq!(cards(&db)[0].sheet.text(29), Some("Тараз"));
}

pub(super) fn taken_back(db: &Db, run: &Run) -> Run {
    let id = run.id;
    let asked = run.clone();
    write(db, move |tx, act| undo_later(tx, act, &asked)).unwrap();
    let store: Arc<dyn files::Store> = Arc::new(MemoryStore::default());
    jobs::run_due(db, &Setting::real(), jobs(&store)).unwrap();
    stands(db, id)
}

#[test]
fn what_a_person_chose_for_the_columns_is_remembered_for_the_next_file_with_them() {
    let (_folder, db) = base();
    let (mut run, source) = drafted(&db, "clients.csv", CLIENTS, None);
    run.mapping.rule = customers::Rule::Newest;
    run.mapping.columns[3].to = crate::mapping::LEAVE.to_owned();
    let (chosen, changed) = (run.mapping.clone(), run.clone());
    write(&db, move |tx, act| change(tx, act, &changed)).unwrap();
    poured(&db, stands(&db, run.id), source);
    let (next, _) = drafted(&db, "next.csv", CLIENTS, None);
    assert_eq!(next.mapping, chosen);
    let (other, _) = drafted(&db, "other.csv", "ФИО;Город\nИванов Пётр;Тараз\n", None);
    assert_eq!(other.mapping.columns[1].to, "city", "other columns are guessed anew");
}

#[test]
fn a_row_with_a_broken_cell_is_refused_whole_where_a_person_wants_it_so() {
    let (_folder, db) = base();
    let (mut run, source) = drafted(&db, "clients.csv", CLIENTS, None);
    run.mapping.broken_cells = Broken::RejectRow;
    let changed = run.clone();
    write(&db, move |tx, act| change(tx, act, &changed)).unwrap();
    let run = poured(&db, stands(&db, run.id), source);
    assert_eq!((told(run.counts), run.counts.n_set_aside), ([5, 3, 0, 1, 1], 0));
    let nothing_else = brought_in(&db, "mails.csv", "ФИО;Email\n;не почта\nКим Анна;не почта\n").counts;
    assert_eq!((told(nothing_else), nothing_else.n_set_aside), ([2, 1, 0, 0, 1], 1));
}

#[test]
fn undoing_reaches_what_was_merged_since_and_leaves_the_card_as_it_was_before() {
    let (_folder, db) = base();
    brought_in(&db, "before.csv", "ФИО;Телефон\nИванов Пётр;8 702 000 00 01\n");
    let old = cards(&db)[0].id;
    let run =
        brought_in(&db, "after.csv", "ФИО;Телефон;Email\nИванов Пётр;8 702 000 00 02;petr@example.kz\n");
    let new = cards(&db).into_iter().find(|card| card.id != old).unwrap().id;
    let merge = write(&db, move |tx, act| {
        merging::merge_into(tx, act, &Followers::default(), &merging::Wanted::of(old, new))
    });
    let merge = merge.unwrap().0.id;
    let undone = taken_back(&db, &run);
    assert_eq!((undone.state, undone.n_undone, undone.n_left), (RunState::Undone, 1, 0));
    let left = cards(&db);
    assert_eq!((left.len(), left[0].id), (1, old));
    let phones: Vec<_> = left[0].sheet.of(20).map(|fact| fact.value.as_str()).collect();
    assert_eq!((phones, left[0].sheet.text(21)), (vec!["+77020000001"], None));
    write(&db, move |tx, act| merging::undo(tx, act, &Followers::default(), merge)).unwrap();
    let parted = cards(&db);
    assert_eq!(parted.len(), 2, "what somebody merged can still be parted");
    let own = parted.iter().find(|card| card.id == old).unwrap();
    assert_eq!((own.sheet.text(20), own.sheet.text(21)), (Some("+77020000001"), None));
}
