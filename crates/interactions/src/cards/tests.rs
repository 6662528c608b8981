//! A card that is filled makes facts, opens its gate, and still reads right when its form asks something else.

use super::arranging::{self, Drawn};
use super::asking::{self, asked};
use super::filling::{self, Filling};
use super::form::{CardForm, Guess, Question, Subject};
use super::gate::{FormGates, KindPlaces, place_of};
use crate::error::InteractionError;
use crate::testing::{Base, call};
use crate::{following, recording};
use customers::gating::{Gated as _, Gatekeeper as _, Passing};
use customers::merging::{Follows as _, Side};
use customers::{Act, Customer, Rule, builtin, listing};
use db::Tx;
use kernel::{Actor, DAY_MS, RawId};
use serde_json::{Map, Value, json};

const DEAL: u128 = 7;

/// The built-in fields of the city and of the line of business.
const CITY: i64 = 29;
const BUSINESS: i64 = 38;

fn question(label: &str, field: &str) -> Question {
    let field = Some(field.to_owned()).filter(|slug| !slug.is_empty());
    Question { label: label.into(), field, ..Question::default() }
}

/// A form that asks a city, and how many there are in the family; the city is required.
fn form(base: &Base, places: &[&str]) -> CardForm {
    let city = Question { is_required: true, ..question("Город", "city") };
    let family = Question { kind: "integer".into(), ..question("Сколько в семье", "") };
    let places: Vec<String> = places.iter().map(|place| (*place).to_owned()).collect();
    let drawn = Drawn {
        name: "Первый разговор".into(),
        questions: vec![city, family],
        places: places.clone(),
        ..Drawn::default()
    };
    base.deed(move |tx, act| arranging::make(tx, act, (drawn, &places))).unwrap()
}

fn fill_in(
    tx: &mut Tx<'_>,
    act: &Act,
    (form, card): (&CardForm, &Customer),
    (subject, answers): (Option<Subject>, Value),
) -> Result<filling::Filled, InteractionError> {
    let answers: Map<String, Value> = answers.as_object().cloned().unwrap_or_default();
    let form = arranging::get(tx, act, form.id)?;
    let values = asking::read_json(tx, act, (&form.questions, card), &answers)?;
    filling::fill(tx, act, Filling { form: form.id, customer: card.id, subject, values })
}

fn fill(
    base: &Base,
    (form, card): (&CardForm, &Customer),
    (subject, answers): (Option<Subject>, Value),
) -> Result<filling::Filled, InteractionError> {
    let (form, card) = (form.clone(), card.clone());
    base.deed(move |tx, act| fill_in(tx, act, (&form, &card), (subject, answers)))
}

fn card_of(base: &Base, card: &Customer) -> Customer {
    let id = card.id;
    base.deed(move |tx, act| Ok(listing::get(tx, act, id)?)).unwrap()
}

fn wrong_fields(result: Result<impl Sized, InteractionError>) -> Vec<String> {
    match result {
        Err(InteractionError::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

fn deal() -> Subject {
    Subject { kind: "deals".into(), id: RawId::from_u128(DEAL) }
}

#[test]
fn what_is_written_in_a_card_becomes_a_fact_with_the_interaction_as_its_source() {
    for base in Base::on_both("contact_cards_facts") {
        let (form, card) = (form(&base, &[]), base.person("Омарова"));
        let one = base.call(card.id, "знакомство");
        let subject = Some(Subject::interaction(one.id));
        let filled = fill(&base, (&form, &card), (subject.clone(), json!({ "q1": "Алматы", "q2": 5 })));
        let filled = filled.unwrap();
        assert!(filled.is_new);
        assert_eq!(filled.card.answers.get("q2"), Some(&vec!["5".to_owned()]));
        let after = card_of(&base, &card);
        let fact = after.sheet.first(CITY).cloned().unwrap();
        let source = fact.source;
        let sources = base.deed(move |tx, act| Ok(listing::sources(tx, act, &[source])?)).unwrap();
        assert_eq!(
            (sources[0].kind.slug(), sources[0].name.as_str()),
            ("interaction", "Первый разговор №1")
        );
        let again = fill(&base, (&form, &card), (subject, json!({ "q1": "Астана" }))).unwrap();
        assert_eq!((again.is_new, again.card.id, again.card.revision), (false, filled.card.id, 2));
        let after = card_of(&base, &card);
        assert_eq!(after.sheet.first(CITY).cloned().unwrap().value, "Астана");
        assert!(!after.sheet.has_conflict(), "the newer stands, the older is history");
    }
}

#[test]
fn a_guess_is_marked_and_a_disagreement_waits_for_a_person() {
    let base = Base::new();
    let guess = Some(Guess { sure: 40, keeps_days: 90 });
    let questions = vec![
        Question { guess, ..question("Город", "city") },
        Question { rule: Rule::Ask, ..question("Чем занимаются", "line_of_business") },
    ];
    let drawn = Drawn { name: "Догадки".into(), questions, ..Drawn::default() };
    let form = base.deed(move |tx, act| arranging::make(tx, act, (drawn, &[]))).unwrap();
    let card = base.customer(None, &[(builtin::FAMILY, "Омарова"), (BUSINESS, "посуда")]);
    fill(&base, (&form, &card), (None, json!({ "q1": "Алматы", "q2": "текстиль" }))).unwrap();
    let after = card_of(&base, &card);
    let fact = after.sheet.first(CITY).cloned().unwrap();
    assert_eq!((fact.sure, fact.until), (40, Some(crate::testing::NOON + 90 * DAY_MS)));
    assert_eq!((after.sheet.text(BUSINESS), after.sheet.rivals(BUSINESS).count()), (Some("посуда"), 1));
}

#[test]
fn a_card_without_a_required_answer_or_with_a_wrong_one_writes_nothing() {
    let base = Base::new();
    let (form, card) = (form(&base, &[]), base.person("Омарова"));
    let check = |answers: Value, fields: &[&str]| {
        assert_eq!(wrong_fields(fill(&base, (&form, &card), (None, answers))), fields);
    };
    check(json!({ "q2": 5 }), &["q1"]);
    check(json!({ "q1": "Алматы", "q2": "пять" }), &["answers/q2"]);
    check(json!({ "q1": "Алматы", "q9": "что-то" }), &["answers/q9"]);
    assert_eq!(card_of(&base, &card).revision, card.revision);
}

#[test]
fn a_gate_opens_for_the_subject_whose_card_is_filled_and_for_no_other() {
    for base in Base::on_both("contact_cards_gate") {
        let place = "deals.stage:1";
        let (form, card) = (form(&base, &[place]), base.person("Омарова"));
        let missing = |id: u128| {
            let customer = card.id;
            let found = base.deed(move |tx, act| {
                let subject = ("deals", RawId::from_u128(id));
                Ok(FormGates.unfilled(tx, act, Passing { place, customer, subject })?)
            });
            found.unwrap()
        };
        let before = missing(DEAL);
        assert_eq!((before.len(), before[0].missing.clone()), (1, vec!["Город".to_owned()]));
        let href = format!("/contact-cards/{}/fill?customer={}&subject={}", form.id, card.id, deal());
        assert_eq!(before[0].href, href);
        let filled = fill(&base, (&form, &card), (Some(deal()), json!({ "q1": "Алматы" }))).unwrap();
        assert_eq!((missing(DEAL).len(), missing(8).len()), (0, 1));
        let id = filled.card.id;
        base.deed(move |tx, act| filling::remove(tx, act, id, true)).unwrap();
        assert_eq!(missing(DEAL).len(), 1, "a card that was taken back opens nothing");
        base.deed(move |tx, act| filling::remove(tx, act, id, false)).unwrap();
        // What is asked since then, and required, is missing again.
        let more = Question { is_required: true, ..question("Что дарить", "gifts") };
        let mut drawn = Drawn::of(&form);
        drawn.questions.push(more);
        let of = form.id;
        base.deed(move |tx, act| arranging::change(tx, act, (of, None), (drawn, &[]))).unwrap();
        assert_eq!(missing(DEAL)[0].missing, ["Что дарить"]);
        let away = Drawn { is_away: true, ..Drawn::of(&form) };
        base.deed(move |tx, act| arranging::change(tx, act, (of, None), (away, &[]))).unwrap();
        assert_eq!(missing(8).len(), 0, "a form that was put away keeps no gate");
    }
}

#[test]
fn old_answers_read_right_when_the_form_asks_something_else() {
    for base in Base::on_both("contact_cards_versions") {
        let (form, card) = (form(&base, &[]), base.person("Омарова"));
        let filled = fill(&base, (&form, &card), (None, json!({ "q1": "Алматы", "q2": 5 }))).unwrap().card;
        let other = Drawn { questions: vec![question("Увлечение", "hobby")], ..Drawn::of(&form) };
        let (of, revision) = (form.id, Some(form.revision));
        let changed = base.deed(move |tx, act| arranging::change(tx, act, (of, revision), (other, &[])));
        let changed = changed.unwrap();
        assert_eq!((changed.version, changed.questions[0].key != "q1"), (2, true));
        let old = base.deed(move |tx, act| arranging::version(tx, act, (of, filled.version))).unwrap();
        let labels: Vec<&str> = old.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["Город", "Сколько в семье"]);
        let late = base.deed(move |tx, act| {
            arranging::change(
                tx,
                act,
                (of, revision),
                (Drawn { name: "Поздно".into(), ..Drawn::default() }, &[]),
            )
        });
        assert!(matches!(late, Err(InteractionError::Outdated)));
        let renamed = Drawn { name: "Второй разговор".into(), ..Drawn::of(&changed) };
        let renamed =
            base.deed(move |tx, act| arranging::change(tx, act, (of, None), (renamed, &[]))).unwrap();
        assert_eq!(renamed.version, 2, "another name asks nothing else");
    }
}

#[test]
fn a_form_that_cannot_be_is_refused_by_what_is_wrong() {
    let base = Base::new();
    let check = |drawn: Drawn, fields: &[&str]| {
        let made = base.deed(move |tx, act| arranging::make(tx, act, (drawn, &["a".to_owned()])));
        assert_eq!(wrong_fields(made), fields);
    };
    let good = Drawn {
        name: "Имя".into(), questions: vec![question("Город", "city")], ..Drawn::default()
    };
    check(Drawn { name: " ".into(), ..good.clone() }, &["name"]);
    check(Drawn { questions: Vec::new(), ..good.clone() }, &["questions"]);
    check(Drawn { places: vec!["b".into()], ..good.clone() }, &["places"]);
    for (wrong, part) in [
        (question("", "city"), "label"),
        (question("Имя", "name"), "field"),
        (Question { kind: "telepathy".into(), ..question("Что", "") }, "kind"),
        (Question { kind: "file".into(), ..question("Что", "") }, "kind"),
        (Question { kind: "choice".into(), ..question("Что", "") }, "settings"),
        (Question { guess: Some(Guess { sure: 0, keeps_days: 1 }), ..question("Город", "city") }, "guess"),
    ] {
        let field = format!("questions/1/{part}");
        let questions = vec![question("Город", "city"), wrong];
        check(Drawn { questions, ..good.clone() }, &[&field]);
    }
}

#[test]
fn a_card_is_seen_where_its_customer_is_and_follows_a_merged_one() {
    for base in Base::on_both("contact_cards_sight") {
        let (dina, askar) = (base.hire("d", false), base.hire("a", false));
        let form = form(&base, &[]);
        let card = base.customer(dina.user, &[(builtin::FAMILY, "Омарова")]);
        let other = base.customer(askar.user, &[(builtin::FAMILY, "Абаев")]);
        let id = fill(&base, (&form, &card), (Some(deal()), json!({ "q1": "Алматы" }))).unwrap().card.id;
        let sees = |who: &Actor| base.deed_of(who, move |tx, act| filling::get(tx, act, id)).is_ok();
        assert_eq!((sees(&dina), sees(&askar)), (true, false));
        let (hidden, of) = (card.clone(), form.clone());
        let tried = base.deed_of(&askar, move |tx, act| {
            fill_in(tx, act, (&of, &hidden), (None, json!({ "q1": "Тараз" })))
        });
        assert!(tried.is_err(), "nobody fills a card about a customer whom they do not see");
        let (from, to) = (Side { no: card.no, id: card.id }, Side { no: other.no, id: other.id });
        let kept = base.db.write(move |tx| following::FollowingInteractions.follow(tx, from, to)).unwrap();
        assert_eq!((sees(&dina), sees(&askar)), (false, true));
        base.db.write(move |tx| following::FollowingInteractions.give_back(tx, from, to, &kept)).unwrap();
        assert_eq!((sees(&dina), sees(&askar)), (true, false));
        let no = card.no;
        base.deed(move |tx, act| following::forget(tx, act, &[no])).unwrap();
        assert!(!sees(&dina));
    }
}

#[test]
fn a_card_for_an_interaction_is_about_its_customer_only() {
    let base = Base::new();
    let (form, card, other) = (form(&base, &[]), base.person("Омарова"), base.person("Абаев"));
    let subject = Subject::interaction(base.call(other.id, "").id);
    let tried = fill(&base, (&form, &card), (Some(subject), json!({ "q1": "Алматы" })));
    assert!(matches!(tried, Err(InteractionError::Missing)));
}

#[test]
fn a_question_that_does_not_fit_the_customer_is_not_asked() {
    let base = Base::new();
    let questions =
        vec![Question { is_required: true, ..question("БИН", "bin") }, question("Город", "city")];
    let drawn = Drawn { name: "Реквизиты".into(), questions, ..Drawn::default() };
    let form = base.deed(move |tx, act| arranging::make(tx, act, (drawn, &[]))).unwrap();
    let card = base.person("Омарова");
    assert!(fill(&base, (&form, &card), (None, json!({ "q2": "Алматы" }))).is_ok());
    let (of, about) = (form.clone(), card.clone());
    let labels = base.deed(move |_, act| {
        Ok(asked(act, &of.questions, &about)
            .iter()
            .map(|one| one.question.label.clone())
            .collect::<Vec<_>>())
    });
    assert_eq!(labels.unwrap(), ["Город"]);
}

#[test]
fn every_kind_that_is_offered_has_a_place() {
    let base = Base::new();
    let places = base.deed(|tx, _| Ok(KindPlaces.places(tx)?)).unwrap();
    assert_eq!(places[0].key, place_of("call"));
    assert_eq!(places[0].label, "После касания: Звонок");
    assert_eq!(places.len(), crate::kinds::KINDS.len());
}

#[test]
fn an_interaction_that_is_taken_back_leaves_its_facts() {
    let base = Base::new();
    let (form, card) = (form(&base, &[]), base.person("Омарова"));
    let id = card.id;
    let one = base.deed(move |tx, act| recording::record(tx, act, call(id, ""))).unwrap().interaction;
    fill(&base, (&form, &card), (Some(Subject::interaction(one.id)), json!({ "q1": "Алматы" }))).unwrap();
    let of = one.id;
    base.deed(move |tx, act| recording::remove(tx, act, of, true)).unwrap();
    assert_eq!(card_of(&base, &card).sheet.text(CITY), Some("Алматы"));
}
