//! What happened is written down once, corrected, taken back and found again by those who see the customer.

use crate::error::InteractionError;
use crate::following::{FollowingInteractions, forget};
use crate::interaction::{Direction, Letter, Written};
use crate::kind::{self, Arranged};
use crate::reading::{self, Query};
use crate::testing::{Base, NOON, call};
use crate::{attaching, kinds, recording, store};
use customers::happening::Holds;
use customers::merging::{Follows as _, Side};
use customers::{Touched, builtin};
use files::{MemoryStore, Store as _, StoredFile};
use kernel::{Actor, DAY_MS, HOUR_MS, PageSize, Sight};
use std::collections::BTreeSet;

fn texts(base: &Base, who: &Actor, query: Query) -> Vec<String> {
    let page = base.deed_of(who, move |tx, act| reading::page(tx, act, &query, (None, PageSize::DEFAULT)));
    page.unwrap().items.into_iter().map(|one| one.text).collect()
}

fn wrong_fields(result: Result<impl Sized, InteractionError>) -> Vec<String> {
    match result {
        Err(InteractionError::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn a_call_is_written_down_corrected_taken_back_and_brought_back() {
    for base in Base::on_both("interactions_whole") {
        let owner = base.hire("Айгүл", true);
        let card = base.person("Омарова");
        let id = card.id;
        let one = base.deed_of(&owner, move |tx, act| recording::record(tx, act, call(id, "о пиалах")));
        let one = one.unwrap().interaction;
        assert_eq!((one.no, one.at, one.responsible), (1, NOON, owner.user));
        let (of, revision) = (one.id, Some(one.revision));
        let change = |text: &'static str| {
            base.deed_of(&owner, move |tx, act| {
                recording::correct(tx, act, (of, revision), Written { customer: None, ..call(id, text) })
            })
        };
        assert_eq!(change("о чайниках").unwrap().text, "о чайниках");
        assert!(matches!(change("о ляганах"), Err(InteractionError::Outdated)), "the second is told");
        base.deed_of(&owner, move |tx, act| recording::remove(tx, act, of, true)).unwrap();
        assert_eq!(texts(&base, &owner, Query::default()), Vec::<String>::new());
        let gone = base.deed_of(&owner, move |tx, act| reading::get(tx, act, of));
        assert!(matches!(gone, Err(InteractionError::Missing)));
        base.deed_of(&owner, move |tx, act| recording::remove(tx, act, of, false)).unwrap();
        assert_eq!(texts(&base, &owner, Query::default()), ["о чайниках"]);
        let verbs = base.db.read(|tx| {
            journal::of_subject(tx, id.0, journal::Filter { before: None, verbs: &[], limit: 9 })
        });
        let verbs: Vec<String> = verbs.unwrap().into_iter().map(|record| record.verb).collect();
        let told = [
            "interaction.restored",
            "interaction.removed",
            "interaction.corrected",
            "interaction.recorded",
        ];
        assert_eq!(verbs[..4], told);
    }
}

#[test]
fn what_cannot_be_is_refused_by_its_field() {
    let base = Base::new();
    let id = base.person("Омарова").id;
    let check = |written: Written, fields: &[&str]| {
        let tried = base.deed(move |tx, act| recording::record(tx, act, written));
        assert_eq!(wrong_fields(tried), fields);
    };
    check(Written { kind: "telepathy".into(), ..call(id, "") }, &["kind"]);
    check(Written { outcome: Some("given".into()), ..call(id, "") }, &["outcome"]);
    check(Written { at: Some(NOON + DAY_MS), ..call(id, "") }, &["at"]);
    check(Written { length_secs: Some(-1), ..call(id, "") }, &["length_secs"]);
    check(Written { customer: None, ..call(id, "") }, &["customer"]);
    check(Written { with: Some(id), ..call(id, "") }, &["with"]);
    check(Written { subject: "а".repeat(301), ..call(id, "") }, &["subject"]);
}

#[test]
fn a_letter_that_comes_twice_is_written_down_once_and_its_thread_is_found() {
    for base in Base::on_both("interactions_letters") {
        let id = base.person("Омарова").id;
        let letter = Letter {
            from: "aigul@x.kz".into(),
            to: vec!["shop@x.kz".into()],
            message_id: "<1@x.kz>".into(),
            thread: "<1@x.kz>".into(),
            ..Letter::default()
        };
        let written = Written {
            kind: kinds::LETTER.into(),
            customer: Some(id),
            direction: Some(Direction::In),
            subject: "Заказ".into(),
            letter: Some(letter),
            external_id: Some("mail/1@x.kz".into()),
            ..Written::default()
        };
        let again = written.clone();
        let first = base.deed(move |tx, act| recording::record(tx, act, written)).unwrap();
        let second = base.deed(move |tx, act| recording::record(tx, act, again)).unwrap();
        assert!(first.is_new && !second.is_new);
        assert_eq!(first.interaction, second.interaction);
        assert_eq!(first.interaction.letter.unwrap().message_id, "1@x.kz");
        let found = base.deed(|tx, act| reading::answered(tx, act, &["0@x.kz", "1@x.kz"])).unwrap();
        assert_eq!(found.map(|one| one.no), Some(1));
    }
}

#[test]
fn an_interaction_is_seen_where_its_customer_is_and_no_further_than_ones_reach() {
    for base in Base::on_both("interactions_sight") {
        let (owner, dina, askar) = (base.hire("o", true), base.hire("d", false), base.hire("a", false));
        let card = base.customer(dina.user, &[(builtin::FAMILY, "Омарова")]);
        let id = card.id;
        let one = base.deed_of(&owner, move |tx, act| recording::record(tx, act, call(id, "о пиалах")));
        let of = one.unwrap().interaction.id;
        assert_eq!(texts(&base, &dina, Query::default()), ["о пиалах"], "a colleague's call to her client");
        assert_eq!(texts(&base, &askar, Query::default()), Vec::<String>::new());
        let there = base.deed_of(&askar, move |tx, act| reading::get(tx, act, of));
        assert!(matches!(there, Err(InteractionError::Missing)));
        let tried = base.deed_of(&askar, move |tx, act| recording::record(tx, act, call(id, "тайком")));
        assert_eq!(wrong_fields(tried), ["customer"]);
        // Whoever sees every customer but only their own interactions sees those they had themselves.
        let sight = Sight::everything().with(crate::RIGHT, kernel::Reach::Of([askar.user.unwrap()].into()));
        let narrow = Actor { sight, ..askar };
        assert_eq!(texts(&base, &narrow, Query::default()), Vec::<String>::new());
        base.deed_of(&narrow, move |tx, act| recording::record(tx, act, call(id, "сам"))).unwrap();
        assert_eq!(texts(&base, &narrow, Query::default()), ["сам"]);
        let hidden = base.deed_of(&narrow, move |tx, act| reading::get(tx, act, of));
        assert!(matches!(hidden, Err(InteractionError::Missing)));
    }
}

#[test]
fn a_list_is_narrowed_down_and_goes_on_where_it_ended() {
    let base = Base::new();
    let (one, other) = (base.person("Омарова"), base.person("Абаев"));
    for (at, (card, kind)) in
        [(one.id, "call"), (other.id, "meeting"), (one.id, "gift")].into_iter().enumerate()
    {
        let at = NOON - i64::try_from(at).unwrap() * HOUR_MS;
        let written = Written {
            kind: kind.into(),
            customer: Some(card),
            at: Some(at),
            text: kind.into(),
            ..Written::default()
        };
        base.deed(move |tx, act| recording::record(tx, act, written)).unwrap();
    }
    let who = Actor::console();
    let check = |query: Query, wanted: &[&str]| assert_eq!(texts(&base, &who, query), wanted);
    check(Query::default(), &["call", "meeting", "gift"]);
    check(Query { customer: Some(one.no), ..Query::default() }, &["call", "gift"]);
    check(Query { q: "абаев".into(), ..Query::default() }, &["meeting"]);
    check(Query { kind: Some("gift".into()), ..Query::default() }, &["gift"]);
    check(Query { from: Some(NOON - HOUR_MS), before: Some(NOON), ..Query::default() }, &["meeting"]);
    let pages = base.deed(|tx, act| {
        let two = PageSize::clamped(2);
        let first = reading::page(tx, act, &Query::default(), (None, two))?;
        let second = reading::page(tx, act, &Query::default(), (first.next.as_ref(), two))?;
        Ok((first.items.len(), second.items.len(), second.next.is_none()))
    });
    assert_eq!(pages.unwrap(), (2, 1, true));
}

#[test]
fn a_kind_and_an_outcome_of_ones_own_stay_readable_when_put_away() {
    for base in Base::on_both("interactions_kinds") {
        let id = base.person("Омарова").id;
        let arranged = Arranged {
            label: " Презентация ".into(),
            own: vec![(None, "понравилось".into()), (None, "скучно".into())],
            ..Arranged::default()
        };
        let kind = base.deed(move |tx, act| kind::add(tx, act, arranged)).unwrap();
        assert_eq!((kind.slug.as_str(), kind.label.as_str()), ("prezentatsia", "Презентация"));
        let (slug, outcome) = (kind.slug.clone(), kind.outcomes[0].slug.clone());
        let written = Written {
            kind: slug.clone(),
            outcome: Some(outcome.clone()),
            length_secs: None,
            ..call(id, "показ")
        };
        let again = written.clone();
        base.deed(move |tx, act| recording::record(tx, act, written)).unwrap();
        let away = Arranged { own: vec![(None, "скучно".into())], ..Arranged::of(&kind) };
        let kind = base.deed(move |tx, act| kind::arrange(tx, act, (&slug, None), away)).unwrap();
        assert_eq!(kind.offered().count(), 1);
        assert_eq!(kind.outcome(&outcome).unwrap().label, "понравилось", "what ended so still reads right");
        let tried = base.deed(move |tx, act| recording::record(tx, act, again));
        assert_eq!(wrong_fields(tried), ["outcome"]);
        let hidden = Arranged { hidden: vec!["refused".into()], ..Arranged::default() };
        let call = base.deed(move |tx, act| kind::arrange(tx, act, ("call", None), hidden)).unwrap();
        assert!(call.outcome("refused").unwrap().is_away && call.offered().count() == 3);
        let cost = |code: &str| Some(code.parse().unwrap());
        let paid = Arranged { cost: cost("150.50 KZT"), ..Arranged::of(&call) };
        let call = base.deed(move |tx, act| kind::arrange(tx, act, ("call", None), paid)).unwrap();
        assert_eq!((call.cost, call.offered().count()), (15_050, 3));
        let away = Arranged { is_away: true, ..Arranged::of(&call) };
        let call = base.deed(move |tx, act| kind::arrange(tx, act, ("call", None), away)).unwrap();
        assert_eq!(call.cost, 15_050, "what it costs stays until somebody says otherwise");
        for wrong in ["-1.00 KZT", "5.00 USD"] {
            let wrong = Arranged { cost: cost(wrong), ..Arranged::of(&call) };
            let tried = base.deed(move |tx, act| kind::arrange(tx, act, ("call", None), wrong));
            assert_eq!(wrong_fields(tried), ["cost"]);
        }
        let twice = Arranged { label: "Презентация".into(), ..Arranged::default() };
        assert_eq!(wrong_fields(base.deed(move |tx, act| kind::add(tx, act, twice))), ["label"]);
    }
}

fn stored(bytes: &[u8]) -> StoredFile {
    MemoryStore::default().put(&mut &*bytes, 1_000).unwrap()
}

#[test]
fn a_recording_is_played_and_a_page_never_shown() {
    let base = Base::new();
    let of = base.call(base.person("Омарова").id, "").id;
    for (name, bytes, is_shown) in [
        ("разговор.mp3", &b"ID3\x04\0\0\0\0\0\0"[..], true),
        ("разговор.wav", b"RIFF\x24\0\0\0WAVEfmt ", true),
        ("разговор.mp3", b"<!doctype html><script>steal()</script>", false),
        ("смета.pdf", b"%PDF-1.7\n", false),
    ] {
        let file = stored(bytes);
        let file = base.deed(move |tx, act| attaching::attach(tx, act, of, (name, &file))).unwrap();
        assert_eq!(file.is_shown(), is_shown, "{name} {}", file.media_type);
        assert_eq!(file.is_recording(), is_shown, "{name}");
        let id = file.id;
        base.deed(move |tx, act| attaching::remove(tx, act, (of, id), true)).unwrap();
        let gone = base.deed(move |tx, act| attaching::get(tx, act, (of, id)));
        assert!(matches!(gone, Err(InteractionError::Missing)));
        base.deed(move |tx, act| attaching::remove(tx, act, (of, id), false)).unwrap();
        assert!(base.deed(move |tx, act| attaching::get(tx, act, (of, id))).is_ok());
    }
}

#[test]
fn what_was_said_with_an_organization_is_found_on_the_card_of_whoever_spoke_for_it() {
    for base in Base::on_both("interactions_with") {
        let owner = base.hire("Айгүл", true);
        let (firm, person) = (base.person("Ромашка"), base.person("Ким"));
        let (id, with, no) = (firm.id, person.id, person.no);
        let said = move || Written { with: Some(with), ..call(id, "о пиалах") };
        base.deed_of(&owner, move |tx, act| recording::record(tx, act, said())).unwrap();
        for customer in [firm.no, no] {
            let query = Query { customer: Some(customer), ..Query::default() };
            assert_eq!(texts(&base, &owner, query), ["о пиалах"]);
        }
    }
}

#[test]
fn interactions_follow_a_merged_card_and_go_with_a_removed_one() {
    for base in Base::on_both("interactions_following") {
        let (one, other) = (base.person("Омарова"), base.person("Омарова А."));
        base.call(one.id, "первый");
        base.call(other.id, "второй");
        let side = |card: &customers::Customer| Side { no: card.no, id: card.id };
        let (from, to) = (side(&one), side(&other));
        let of =
            |no| texts(&base, &Actor::console(), Query { customer: Some(no), ..Query::default() }).len();
        let kept = base.db.write(move |tx| FollowingInteractions.follow(tx, from, to)).unwrap();
        assert_eq!((of(one.no), of(other.no)), (0, 2));
        base.db.write(move |tx| FollowingInteractions.give_back(tx, from, to, &kept)).unwrap();
        assert_eq!((of(one.no), of(other.no)), (1, 1));
        let no = one.no;
        base.deed(move |tx, act| forget(tx, act, &[no])).unwrap();
        assert_eq!((of(one.no), of(other.no)), (0, 1));
    }
}

#[test]
fn conditions_may_ask_about_every_column_and_learn_what_changed() {
    for base in Base::on_both("interactions_happenings") {
        let card = base.person("Омарова");
        let head = base.db.read(journal::head).unwrap();
        base.call(card.id, "");
        let entries = base.db.read(|tx| journal::since(tx, head, 10)).unwrap();
        for table in store::happenings::tables() {
            let names: Vec<_> = table.columns().iter().map(|column| column.slug).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{}", table.slug());
            assert!(table.when().is_none_or(|when| names.contains(&when)), "{}", table.slug());
            let sql = format!("SELECT no, customer_no, {} FROM ({}) x", names.join(", "), table.rows());
            let rows = base.db.read(|tx| tx.rows(&sql, &[], |row| row.get::<i64>(1))).unwrap();
            assert_eq!(rows, [card.no], "{}", table.slug());
            for column in table.columns() {
                assert!(column.field_kind().is_some(), "{} {}", table.slug(), column.slug);
                if let Holds::Word(words) = column.holds {
                    base.db.read(|tx| tx.rows(words, &[], |row| row.get::<String>(0))).unwrap();
                }
            }
            let touched = base.db.read(|tx| table.touched(tx, &entries)).unwrap();
            assert_eq!(touched, Touched::Customers(vec![card.no]));
        }
    }
}

#[test]
fn the_last_contact_is_no_note() {
    let base = Base::new();
    let card = base.person("Омарова");
    let (id, no) = (card.id, card.no);
    let earlier = Written { at: Some(NOON - DAY_MS), ..call(id, "звонок") };
    base.deed(move |tx, act| recording::record(tx, act, earlier)).unwrap();
    let note =
        Written {
            kind: "note".into(), customer: Some(id), text: "помнить".into(), ..Written::default()
        };
    base.deed(move |tx, act| recording::record(tx, act, note)).unwrap();
    let last = base.deed(move |tx, act| reading::last(tx, act, no)).unwrap();
    assert_eq!(last.unwrap().text, "звонок");
}
