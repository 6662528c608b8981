//! What of a card is hidden, and that it cannot be found out.

use crate::builtin::{CONTACT_POINTS, FAMILY, PHONE};
use crate::editing::{Edit, NewValue, Rule};
use crate::listing::{self, Order, Query};
use crate::testing::{base, deed, deed_of, staff};
use crate::{Customer, CustomerError, Kind, bulk_change, changing, timeline};
use db::Db;
use fields::{Condition, Operator};
use kernel::{Actor, Level, PageSize, Sight};

fn masked() -> Actor {
    Actor { sight: Sight::everything().masking(["phone"]), ..staff(1, Level::Write) }
}

fn person(db: &Db, values: &[(i64, &str)]) -> Customer {
    let values: Vec<_> = values.iter().map(|(no, value)| (*no, NewValue::new(*value))).collect();
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap()
}

fn ask(db: &Db, query: Query) -> Result<Vec<Customer>, CustomerError> {
    deed_of(db, &masked(), move |tx, act| {
        Ok(listing::page(tx, act, &query, (None, PageSize::DEFAULT))?.items)
    })
}

#[test]
fn a_hidden_value_is_shown_by_its_mask_everywhere() {
    let (_folder, db) = base();
    let card = person(&db, &[(FAMILY, "Омарова"), (PHONE, "+77011234567")]).id;
    let nameless = person(&db, &[(PHONE, "+77017654321")]).id;
    let seen = deed_of(&db, &masked(), move |tx, act| listing::get(tx, act, card)).unwrap();
    assert_eq!((seen.name.as_str(), seen.sheet.text(PHONE)), ("Омарова", Some("+7 *** *** 45 67")));
    let seen = deed_of(&db, &masked(), move |tx, act| listing::get(tx, act, nameless)).unwrap();
    assert_eq!(seen.name, "+7 *** *** 43 21");
    let place = (None, 10);
    let told =
        deed_of(&db, &masked(), move |tx, act| timeline::read(tx, act, card, timeline::Kind::All, place));
    let told = told.unwrap().items[0].record.payload.to_string();
    assert!(!told.contains("123456") && told.contains("+7 *** *** 45 67"), "{told}");
    let changed = deed_of(&db, &masked(), move |tx, act| {
        changing::change(tx, act, (card, None), &[Edit::Set(FAMILY, vec![NewValue::new("Ким")])])
    });
    assert_eq!(changed.unwrap().sheet.text(PHONE), Some("+7 *** *** 45 67"));
}

#[test]
fn a_hidden_value_cannot_be_found_out_by_asking() {
    let (_folder, db) = base();
    person(&db, &[(FAMILY, "Омарова"), (PHONE, "+77011234567")]);
    let by_phone = |operator, operand: &str| Query {
        condition: Condition::field("phone", operator, [operand]),
        ..Query::default()
    };
    for query in [
        by_phone(Operator::Is, "+77011234567"),
        by_phone(Operator::Starts, "7701"),
        Query {
            condition: Condition::Not(Box::new(by_phone(Operator::Contains, "123").condition)),
            ..Query::default()
        },
        Query { condition: Condition::field("name", Operator::Contains, ["701"]), ..Query::default() },
        Query { order: Order::Field(PHONE), ..Query::default() },
    ] {
        assert!(matches!(ask(&db, query.clone()), Err(CustomerError::Invalid(_))), "{query:?}");
    }
    let Err(CustomerError::Invalid(errors)) = ask(&db, by_phone(Operator::Is, "+77011234567")) else {
        panic!()
    };
    let said = errors[0].say(&crate::testing::say(words::Lang::Ru));
    assert!(said.contains("Телефон") && !said.contains("phone"), "it names the field as people do: {said}");
    let known = Condition::field("phone", Operator::Known, Vec::<String>::new());
    assert_eq!(ask(&db, Query { condition: known, ..Query::default() }).unwrap().len(), 1);
    for (search, n) in [("омарова", 1), ("4567", 1), ("7011", 0), ("87011234567", 0), ("1234567", 0)]
    {
        let query = Query { search: search.into(), ..Query::default() };
        assert_eq!(ask(&db, query.clone()).unwrap().len(), n, "{search}");
        let total = deed_of(&db, &masked(), move |tx, act| {
            let numbers = listing::numbers(tx, act, &query, (0, 10))?.len();
            Ok::<_, CustomerError>((listing::total(tx, act, &query)?.n, numbers))
        });
        assert_eq!(total.unwrap(), (i64::try_from(n).unwrap(), n), "{search}");
    }
    let values = deed_of(&db, &masked(), |tx, act| {
        let phone = act.fields.no(PHONE).unwrap().clone();
        listing::values(tx, act, &phone, ("7", 10))
    });
    assert_eq!(values.unwrap(), [""; 0]);
}

#[test]
fn a_hidden_value_is_neither_replaced_nor_taken_away_nor_tried_on_many() {
    let (_folder, db) = base();
    let card = person(&db, &[(FAMILY, "Омарова"), (PHONE, "+77011234567")]).id;
    for edit in [Edit::Set(PHONE, Vec::new()), Edit::Remove(PHONE, "+77011234567".into())] {
        let refused =
            deed_of(&db, &masked(), move |tx, act| changing::change(tx, act, (card, None), &[edit]));
        assert!(matches!(refused, Err(CustomerError::Invalid(_))));
    }
    let edit = bulk_change::ManyEdit::Remove { field: PHONE, value: "+77011234567".into() };
    let refused = deed_of(&db, &masked(), move |tx, act| bulk_change::begin(tx, act, &edit, None));
    assert!(matches!(refused, Err(CustomerError::Invalid(_))));
    let refused =
        deed_of(&db, &masked(), move |tx, act| changing::confirm(tx, act, card, (PHONE, "+77011234567")));
    assert!(matches!(refused, Err(CustomerError::Invalid(_))));
    let added = deed_of(&db, &masked(), move |tx, act| {
        let edit = Edit::Add(PHONE, NewValue::new("+77017654321"), Rule::Newest);
        changing::change(tx, act, (card, None), &[edit])
    });
    assert_eq!(added.unwrap().sheet.of(PHONE).count(), 2);
    assert!(CONTACT_POINTS.contains(&PHONE));
}
