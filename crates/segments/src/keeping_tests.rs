//! Keeping segments and counting them, tried through the verbs.

use crate::testing::{Base, sqlite};
use crate::{Draft, Engine, Members, Segment, SegmentError, keeping, moving};
use customers::builtin::FAMILY;
use fields::Condition;
use kernel::{Actor, Level, RawId, Rights};

fn draft(name: &str, condition: &str) -> Draft {
    let members = Members::Live(Condition::parse(condition).unwrap());
    Draft { name: name.into(), note: String::new(), members }
}

fn saved(base: &Base, engine: &Engine, draft: Draft) -> Result<Segment, SegmentError> {
    let engine = engine.clone();
    base.deed(move |tx, act| keeping::create(tx, act, &engine, &draft))
}

fn key(error: SegmentError) -> String {
    match error {
        SegmentError::Invalid(errors) => errors[0].key.clone(),
        other => other.to_string(),
    }
}

#[test]
fn a_segment_that_speaks_of_itself_or_of_what_is_gone_is_refused_in_words() {
    let base = sqlite();
    let engine = base.engine(1 << 20);
    let one = saved(&base, &engine, draft("One", r#"{"happened":"orders"}"#)).unwrap();
    let two = saved(&base, &engine, draft("Two", &one.meant().to_json().to_string())).unwrap();
    let asking = engine.clone();
    let (id, circle) =
        (one.id, Draft { members: Members::Live(two.meant()), ..draft("One", r#"{"all":[]}"#) });
    let refused = base.deed(move |tx, act| keeping::change(tx, act, &asking, (id, None), &circle));
    assert_eq!(key(refused.unwrap_err()), "segments-condition-itself");
    let removed = base.deed(move |tx, act| keeping::remove(tx, act, id));
    assert!(matches!(removed, Err(SegmentError::InUse(name)) if name == "Two"));
    let gone = r#"{"not":{"segment":"01900000-0000-7000-8000-000000000000"}}"#;
    assert_eq!(key(saved(&base, &engine, draft("Three", gone)).unwrap_err()), "segments-condition-gone");
    let unknown = r#"{"happened":"visits"}"#;
    assert_eq!(key(saved(&base, &engine, draft("Four", unknown)).unwrap_err()), "segments-condition-table");
    assert_eq!(
        key(saved(&base, &engine, draft("oNe", r#"{"all":[]}"#)).unwrap_err()),
        "segments-name-taken"
    );
}

#[test]
fn who_came_and_who_went_is_kept_day_by_day() {
    let base = sqlite();
    let engine = base.engine(1 << 20);
    let (ann, bob) = (base.person(&[(FAMILY, "Ким")]), base.person(&[(FAMILY, "Ли")]));
    base.order(ann, 3, 100);
    let buyers = saved(&base, &engine, draft("Buyers", r#"{"happened":"orders"}"#)).unwrap();
    let idle = saved(
        &base,
        &engine,
        draft("Idle", r#"{"not":{"segment":"@"}}"#.replace('@', &buyers.id.to_string()).as_str()),
    )
    .unwrap();
    base.order(bob, 1, 100);
    for (segment, n, n_in, n_out) in [(&buyers, 2, 1, 0), (&idle, 0, 0, 1)] {
        let (counting, id) = (engine.clone(), segment.id);
        let day = base.deed(move |tx, act| moving::recount(tx, act, &counting, id)).unwrap();
        assert_eq!((day.n, day.n_in, day.n_out), (n, n_in, n_out), "{}", segment.name);
        let looking = engine.clone();
        let days = base.deed(move |tx, act| moving::days(tx, act, &looking, (id, 90))).unwrap();
        assert_eq!(days.len(), 1);
        let moves = base.deed(move |tx, act| moving::moves(tx, act, id, (i64::MAX, 10))).unwrap();
        assert_eq!(
            moves.iter().map(|one| (one.customer, one.is_in)).collect::<Vec<_>>(),
            [(bob, n_in == 1)]
        );
    }
}

#[test]
fn a_list_holds_whom_it_was_given_and_no_live_segment_does() {
    let base = sqlite();
    let engine = base.engine(1 << 20);
    let ann = base.person(&[(FAMILY, "Ким")]);
    let list = Draft { name: "List".into(), note: String::new(), members: Members::Fixed };
    let list = saved(&base, &engine, list).unwrap();
    let live = saved(&base, &engine, draft("Live", r#"{"all":[]}"#)).unwrap();
    let filled = |id, on: Vec<i64>, off: Vec<i64>| {
        let engine = engine.clone();
        base.deed(move |tx, act| keeping::enlist(tx, act, &engine, id, (&on, &off)))
    };
    assert_eq!(filled(list.id, vec![ann, ann, 77], vec![]).unwrap(), (1, 0));
    assert_eq!(base.found(&engine, &list.meant().to_json().to_string()), [u32::try_from(ann).unwrap()]);
    assert_eq!(filled(list.id, vec![], vec![ann]).unwrap(), (0, 1));
    assert_eq!(key(filled(live.id, vec![ann], vec![]).unwrap_err()), "segments-not-a-list");
}

#[test]
fn only_those_within_sight_are_counted_for_whoever_asks() {
    let base = sqlite();
    let engine = base.engine(1 << 20);
    let seller = RawId::from_u128(7);
    let own =
        base.person(&[(FAMILY, "Ким"), (customers::builtin::RESPONSIBLE, seller.to_string().as_str())]);
    base.person(&[(FAMILY, "Ли")]);
    let rights = Rights::default().with(customers::RIGHT, Level::Write).with(crate::RIGHT, Level::Read);
    let sight = kernel::Sight::of([seller]);
    let who = Actor { user: Some(seller), rights, sight, ..Actor::console() };
    let asked = engine.clone();
    let seen = base.deed_of(&who, move |tx, act| asked.seen(tx, act, &Condition::everything())).unwrap();
    assert_eq!(seen.iter().map(i64::from).collect::<Vec<_>>(), [own]);
    let all = saved(&base, &engine, draft("All", r#"{"all":[]}"#)).unwrap();
    let days = |who: &Actor| {
        let (engine, id) = (engine.clone(), all.id);
        base.deed_of(who, move |tx, act| moving::days(tx, act, &engine, (id, 9))).unwrap()
    };
    assert_eq!((days(&Actor::console())[0].n, days(&who)[0].n), (2, 1), "nobody out of sight is counted");
}
