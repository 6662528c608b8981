//! Fields that a run brings with it go with it, unless somebody needs them.

use super::testing::{base, write};
use super::tests::{brought_in, cards, taken_back};
use customers::arranging::{self, Arranged};
use customers::{CustomerError, Desk, Edit, NewValue, changing};
use db::Db;

const FILE: &str =
    "ФИО;Телефон;Размер обуви\nИванова Анна;8 702 000 00 01;37\nКим Пётр;8 702 000 00 02;43\n";

/// The slug of each field of this name, and whether it is put away.
fn sizes(db: &Db) -> Vec<(String, bool)> {
    let fields = db.read(|tx| Desk::default().fields(tx)).unwrap();
    let sizes = fields.all().filter(|field| field.label == "Размер обуви");
    sizes.map(|field| (field.slug.clone(), field.is_archived)).collect()
}

#[test]
fn a_field_that_a_file_brought_is_put_away_with_it_and_taken_out_when_it_comes_again() {
    let (_folder, db) = base();
    let run = brought_in(&db, "sizes.csv", FILE);
    let slug = sizes(&db)[0].0.clone();
    assert_eq!(sizes(&db), [(slug.clone(), false)]);
    taken_back(&db, &run);
    assert_eq!(sizes(&db), [(slug.clone(), true)]);
    let again = brought_in(&db, "sizes.csv", FILE);
    assert_eq!((again.counts.n_new, sizes(&db)), (2, vec![(slug.clone(), false)]));
    taken_back(&db, &again);
    assert_eq!(sizes(&db), [(slug, true)]);
}

#[test]
fn a_field_that_somebody_fills_or_arranges_stays() {
    let (_folder, db) = base();
    brought_in(&db, "before.csv", "ФИО;Телефон\nИванова Анна;8 702 000 00 01\n");
    let card = cards(&db)[0].id;
    let run = brought_in(&db, "sizes.csv", FILE);
    write(&db, move |tx, act| -> Result<(), CustomerError> {
        let field = act.fields.all().find(|field| field.label == "Размер обуви").unwrap().no;
        changing::change(tx, act, (card, None), &[Edit::Set(field, vec![NewValue::new("38")])]).map(drop)
    })
    .unwrap();
    taken_back(&db, &run);
    assert!(!sizes(&db)[0].1, "somebody filled it");

    let (_folder, db) = base();
    let run = brought_in(&db, "sizes.csv", FILE);
    write(&db, move |tx, act| -> Result<(), CustomerError> {
        let field = act.fields.all().find(|field| field.label == "Размер обуви").unwrap();
        let arranged = Arranged {
            label: field.label.clone(),
            settings: field.settings.clone(),
            class: field.class,
            block: field.block,
            applies_to: field.applies_to,
            worth: 0.9,
            keeps_days: field.keeps_days,
        };
        arranging::arrange(tx, act, field.no, arranged).map(drop)
    })
    .unwrap();
    taken_back(&db, &run);
    assert!(!sizes(&db)[0].1, "somebody arranged it");
}
