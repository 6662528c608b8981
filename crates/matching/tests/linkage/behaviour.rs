//! What holds on any base: determinism, judgements, limits, explanations.

use matching::Country;
use matching::linkage::{Column, ColumnKind, Index, Judgement, Options, Records, Schema, link};

use crate::sets::{CONTACTS, Headers, load};

#[test]
fn the_result_does_not_depend_on_threads() {
    let Some(loaded) = load(&CONTACTS, Headers::Own) else { return };
    let pairs = |n_threads| loaded.link(&Options { n_threads, ..Options::default() }).pairs;
    assert_eq!(pairs(1), pairs(3));
}

#[test]
fn judgements_are_held_to_and_learned_from() {
    let Some(loaded) = load(&CONTACTS, Headers::Own) else { return };
    let before = loaded.link(&Options::default());
    let (denied, other) = (before.pairs[0], before.pairs[1]);
    let stranger = (loaded.rows.len() as u32 - 1, 0);
    let judgements = vec![
        Judgement { left: denied.left, right: denied.right, is_same: false },
        Judgement { left: other.right, right: other.left, is_same: true },
        Judgement { left: stranger.0, right: stranger.1, is_same: true },
    ];
    let after = loaded.link(&Options { judgements, ..Options::default() });
    let found = |left, right| after.pairs.iter().any(|pair| (pair.left, pair.right) == (left, right));
    assert!(!found(denied.left, denied.right));
    assert!(found(other.left, other.right));
    assert!(found(stranger.1, stranger.0));
    let [_, _, f1] = loaded.quality(&after);
    assert!(f1 > 0.97, "two wrong words must not spoil the rest: {f1}");
}

#[test]
fn a_pair_is_explained_by_its_parts() {
    let Some(loaded) = load(&CONTACTS, Headers::Own) else { return };
    let mut records = loaded.records();
    let linkage = link(&mut records, &Options::default());
    for pair in linkage.pairs.iter().take(200) {
        let explanation = linkage.explain(&records, pair.left, pair.right);
        let sum: f64 = explanation.parts.iter().map(|part| part.bits).sum();
        assert!((sum - explanation.bits).abs() < 1e-3, "{explanation:?}");
    }
}

#[test]
fn a_threshold_that_is_asked_for_is_used() {
    let Some(loaded) = load(&CONTACTS, Headers::Own) else { return };
    let linkage = loaded.link(&Options { threshold: Some(0.999), ..Options::default() });
    assert_eq!(linkage.threshold, 0.999);
    assert!(linkage.pairs.iter().all(|pair| pair.probability >= 0.999));
}

#[test]
fn strange_bases_do_not_break_it() {
    let column = |name: &str, kind| Column { name: name.to_owned(), kind };
    let kinds = [ColumnKind::FullName, ColumnKind::Phone, ColumnKind::Text, ColumnKind::Ignored];
    let columns: Vec<Column> = kinds.into_iter().map(|kind| column("x", kind)).collect();
    for n in [0usize, 1, 2, 3, 50] {
        for cell in
            ["", "Иванов Иван", "🙂", "--", "8 701 123 45 67, 8 702 765 43 21, 1, 2, 3, 4, 5, 6, 7, 8"]
        {
            let mut records =
                Records::new(&Schema { columns: columns.clone(), country: Country::Kazakhstan });
            for _ in 0..n {
                records.push(&[cell, cell, cell, cell, "more cells than columns"]);
            }
            let linkage = link(&mut records, &Options::default());
            assert!(linkage.pairs.iter().all(|pair| (0.0..=1.0).contains(&pair.probability)), "{n} {cell}");
            assert!(linkage.clusters.iter().all(|group| group.len() <= 40));
        }
    }
    let mut none = Records::new(&Schema { columns: Vec::new(), country: Country::Kazakhstan });
    none.push::<&str>(&[]);
    none.push::<&str>(&[]);
    assert!(link(&mut none, &Options::default()).pairs.is_empty());
}

#[test]
fn records_of_the_past_teach_and_are_never_found() {
    let column = |name: &str, kind| Column { name: name.to_owned(), kind };
    let columns = vec![column("ФИО", ColumnKind::FullName), column("Телефон", ColumnKind::Phone)];
    let mut records = Records::new(&Schema { columns, country: Country::Kazakhstan });
    for at in 0..60 {
        records.push(&[format!("Сын{} Айдар", at), format!("8701{:07}", 1_000_000 + at * 7919)]);
    }
    records.begin_judged();
    let left = records.push(&["Сын5 Айдар", "87011039595"]) as u32;
    let right = records.push(&["Сын6 Айдар", "87011039595"]) as u32;
    let judgements = vec![Judgement { left, right, is_same: true }];
    let linkage = link(&mut records, &Options { judgements, ..Options::default() });
    assert!(linkage.pairs.iter().all(|pair| pair.left.max(pair.right) < 60), "{:?}", linkage.pairs);
    let index = Index::new(records, &linkage, 1);
    let found = index.check(&["Сын5 Айдар", "8 701 103 95 95"], 0.0, 9);
    assert!(found.iter().all(|likely| likely.record < 60));
}
