//! What may be sent to whom, told over whole stories.

use super::*;
use crate::builtin::{EMAIL, FAMILY, PHONE};
use crate::merging::{self, Followers, Wanted};
use crate::testing::{base, deed, deed_of, staff};
use crate::{CustomerError, CustomerId, Edit, Kind, NewValue, changing, sheet::Usage};
use db::Db;
use kernel::{DAY_MS, Level, Setting};

fn person(db: &Db, email: &'static str) -> CustomerId {
    let values = [(FAMILY, NewValue::new("Омарова")), (EMAIL, NewValue::new(email))];
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap().id
}

fn say(db: &Db, card: CustomerId, (channel, state): (&'static str, State)) -> Consent {
    let word = ("marketing", channel, state);
    deed(db, move |tx, act| record(tx, act, card, word, Proof::of(Origin::Staff))).unwrap()
}

fn asked(db: &Db, card: CustomerId, purpose: &'static str, channel: &'static str, days: i64) -> May {
    let now = Setting::real().now() + days * DAY_MS;
    db.read(|tx| may(tx, card, purpose, channel, now)).unwrap()
}

#[track_caller]
fn check(db: &Db, card: CustomerId, channel: &'static str, why: Option<Why>) {
    match (asked(db, card, "marketing", channel, 0), why) {
        (May::Allowed(_), None) => {}
        (May::Refused(found), Some(why)) => assert_eq!(found, why, "{channel}"),
        (found, why) => panic!("{channel}: {found:?} in place of {why:?}"),
    }
}

#[test]
fn a_yes_holds_for_its_channel_until_it_is_withdrawn() {
    let (_folder, db) = base();
    let card = person(&db, "a@b.kz");
    check(&db, card, "email", Some(Why::NotAsked));
    say(&db, card, ("email", State::Given));
    assert_eq!(asked(&db, card, "marketing", "email", 0), May::Allowed(vec![(EMAIL, "a@b.kz".into())]));
    say(&db, card, ("sms", State::Given));
    check(&db, card, "sms", Some(Why::NoAddress));
    say(&db, card, ("push", State::Given));
    assert_eq!(asked(&db, card, "marketing", "push", 0), May::Allowed(Vec::new()));
    check(&db, card, "phone", Some(Why::NotAsked));
    check(&db, card, "pigeon", Some(Why::Unknown));
    say(&db, card, ("email", State::Withdrawn));
    check(&db, card, "email", Some(Why::Said));
    assert_eq!(asked(&db, card, "pigeons", "email", 0), May::Refused(Why::Unknown));
    let history = deed(&db, move |tx, act| history(tx, act, card)).unwrap();
    let said: Vec<_> = history.iter().map(|one| (one.consent.channel.slug, one.consent.state)).collect();
    assert_eq!(said[0], ("email", State::Withdrawn));
    assert_eq!(said.len(), 4, "nothing said is forgotten");
}

#[test]
fn what_needs_no_consent_may_be_sent_until_somebody_says_no() {
    let (_folder, db) = base();
    let card = person(&db, "a@b.kz");
    assert!(matches!(asked(&db, card, "service", "email", 0), May::Allowed(_)));
    let n = deed(&db, move |tx, act| withdraw_all(tx, act, card, &Proof::of(Origin::Client))).unwrap();
    assert_eq!(n, 14, "two purposes by six channels, two asked once");
    assert_eq!(asked(&db, card, "service", "email", 0), May::Refused(Why::Said));
    let again = deed(&db, move |tx, act| withdraw_all(tx, act, card, &Proof::of(Origin::Client))).unwrap();
    assert_eq!(again, 0);
}

#[test]
fn a_no_on_any_card_with_the_same_address_stands() {
    let (_folder, db) = base();
    let (one, other) = (person(&db, "a@b.kz"), person(&db, "A@B.kz"));
    say(&db, one, ("email", State::Given));
    check(&db, one, "email", None);
    say(&db, other, ("email", State::Refused));
    check(&db, one, "email", Some(Why::SaidElsewhere));
    say(&db, other, ("email", State::Given));
    check(&db, one, "email", None);
    let usage = Usage { is_refused: true, ..Usage::default() };
    let refused = NewValue { usage: Some(usage), ..NewValue::new("a@b.kz") };
    deed(&db, move |tx, act| {
        changing::change(tx, act, (other, None), &[Edit::Add(EMAIL, refused, crate::Rule::Newest)])
    })
    .unwrap();
    check(&db, other, "email", Some(Why::AddressRefused));
    check(&db, one, "email", Some(Why::SaidElsewhere));
}

#[test]
fn the_stricter_word_stands_when_cards_become_one_and_when_they_part() {
    let (_folder, db) = base();
    let (one, other) = (person(&db, "a@b.kz"), person(&db, "c@d.kz"));
    say(&db, one, ("email", State::Given));
    say(&db, other, ("email", State::Withdrawn));
    say(&db, other, ("phone", State::Given));
    let (merge, _) = deed(&db, move |tx, act| {
        merging::merge_into(tx, act, &Followers::default(), &Wanted::of(one, other))
    })
    .unwrap();
    check(&db, one, "email", Some(Why::Said));
    check(&db, other, "email", Some(Why::Said));
    check(&db, one, "phone", Some(Why::NoAddress));
    assert_eq!(deed(&db, move |tx, act| history(tx, act, one)).unwrap().len(), 5);
    deed(&db, move |tx, act| merging::undo(tx, act, &Followers::default(), merge.id)).unwrap();
    check(&db, one, "email", Some(Why::Said));
    check(&db, other, "email", Some(Why::Said));
    say(&db, one, ("email", State::Given));
    check(&db, one, "email", None);
}

#[test]
fn a_yes_may_have_to_be_confirmed_and_may_end() {
    let (_folder, db) = base();
    let card = person(&db, "a@b.kz");
    let strict = Purpose {
        no: 0,
        slug: "club".into(),
        label: "Клуб".into(),
        is_needed: true,
        is_by_channel: true,
        is_confirmed: true,
        keeps_days: Some(30),
        archived_at: None,
    };
    deed(&db, move |tx, act| put_purpose(tx, act, &strict)).unwrap();
    let word = ("club", "email", State::Given);
    let waiting = deed(&db, move |tx, act| record(tx, act, card, word, Proof::of(Origin::Form))).unwrap();
    assert_eq!(waiting.state, State::Pending);
    assert_eq!(asked(&db, card, "club", "email", 0), May::Refused(Why::NotConfirmed));
    let no = waiting.no;
    let path =
        deed(&db, move |tx, act| Ok::<_, CustomerError>(confirmation(tx, &act.setting, (card, no))?));
    let path = path.unwrap();
    let parts: Vec<&str> = path.split('/').collect();
    let genuine = |tx: &mut db::Tx<'_>, sign: &str| confirmed_by(tx, parts[2], (no, sign));
    assert!(db.read(|tx| genuine(tx, parts[5])).unwrap());
    assert!(!db.read(|tx| genuine(tx, &parts[5].to_uppercase())).unwrap());
    deed(&db, move |tx, act| confirm(tx, act, no, Proof::of(Origin::Client))).unwrap();
    assert!(matches!(asked(&db, card, "club", "email", 29), May::Allowed(_)));
    assert_eq!(asked(&db, card, "club", "email", 31), May::Refused(Why::Expired));
}

#[test]
fn a_link_opens_one_card_and_cannot_be_made_up() {
    let (_folder, db) = base();
    let (one, other) = (person(&db, "a@b.kz"), person(&db, "c@d.kz"));
    let made =
        |card| deed(&db, move |tx, act| Ok::<_, CustomerError>(link(tx, &act.setting, card)?)).unwrap();
    let (path, same) = (made(one), made(one));
    assert_eq!(path, same, "the secret stays");
    let token = path.rsplit('/').next().unwrap();
    assert_eq!(db.read(|tx| owner_of(tx, token)).unwrap(), Some(one));
    let theirs = made(other);
    let theirs = theirs.rsplit('/').next().unwrap();
    let forged = format!("{}{}", &theirs[..20], &token[20..]);
    assert_eq!(db.read(|tx| owner_of(tx, &forged)).unwrap(), None);
    assert_eq!(db.read(|tx| owner_of(tx, "")).unwrap(), None);
}

#[test]
fn a_text_is_kept_in_every_version_and_named_by_the_proof() {
    let (_folder, db) = base();
    let card = person(&db, "a@b.kz");
    let written = |text: &'static str| {
        deed(&db, move |tx, act| write_text(tx, act, ("marketing", "ru"), text)).unwrap()
    };
    let (first, same, second) = (written("Согласен"), written(" Согласен "), written("Согласна"));
    assert_eq!((first.version, same.id, second.version), (1, first.id, 2));
    let proof = Proof { text: Some(first.id), lang: "en".into(), ..Proof::of(Origin::Form) };
    let word = ("marketing", "email", State::Given);
    let said = deed(&db, move |tx, act| record(tx, act, card, word, proof)).unwrap();
    assert_eq!(said.proof.lang, "ru", "the language is that of the text");
    let foreign = Proof { text: Some(second.id), ..Proof::of(Origin::Form) };
    let refused =
        deed(&db, move |tx, act| record(tx, act, card, ("profiling", "any", State::Given), foreign));
    assert!(matches!(refused, Err(CustomerError::Invalid(errors)) if errors[0].field == "text"));
    let reader = staff(9, Level::Read);
    let tried = deed_of(&db, &reader, move |tx, act| record(tx, act, card, word, Proof::of(Origin::Staff)));
    assert!(matches!(tried, Err(CustomerError::Forbidden)));
}

#[test]
fn a_phone_number_answers_for_calls_and_messages_apart() {
    let (_folder, db) = base();
    let values = [(PHONE, NewValue::new("+77011234567"))];
    let card = deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap().id;
    say(&db, card, ("sms", State::Given));
    say(&db, card, ("phone", State::Refused));
    check(&db, card, "sms", None);
    check(&db, card, "phone", Some(Why::Said));
}
