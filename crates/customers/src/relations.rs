//! Relations between customers: who works where, who is whose spouse, who recommended whom; seen from both cards.

use crate::act::Act;
use crate::arranging::slug_of;
use crate::changing::SUBJECT;
use crate::customer::{Customer, CustomerId, Kind};
use crate::error::CustomerError;
use crate::sight;
use crate::store::relations;
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Level, Millis, id_type};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::FieldError;
use words::Say;

id_type!(
    /// A relation between two customers.
    RelationId
);

/// Kinds that every base has, with their words in the catalogues.
const BUILT_IN: &[&str] =
    &["works_at", "head", "deputy", "chief_accountant", "spouse", "child", "recommended_by"];

/// Relations of one card that are counted one by one where not all of them may be seen.
const MOST_COUNTED: usize = 10_000;

/// What one customer may be to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationKind {
    /// Its stable name.
    pub slug: String,
    /// What the first is to the second; empty for built-in kinds, whose words are in the catalogues.
    pub label: String,
    /// What the second is to the first; empty for built-in kinds.
    pub reverse: String,
}

impl RelationKind {
    /// The words read on the card of the first (`is_forward`) or of the second.
    pub fn words(&self, is_forward: bool, say: &Say) -> String {
        let own = if is_forward { &self.label } else { &self.reverse };
        if !own.is_empty() {
            return own.clone();
        }
        let side = if is_forward { "" } else { "-reverse" };
        say.t(&format!("customers-relation-{}{side}", self.slug.replace('_', "-")))
    }
}

/// A date that matters in a relation, such as the wedding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportantDate {
    /// What happened then.
    pub what: String,
    /// The canonical text of a yearly date: `1984-03-12`, or `--03-12` when the year is unknown.
    pub on: String,
}

/// One relation: the first *is this* to the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Its id.
    pub id: RelationId,
    /// The slug of its kind.
    pub kind: String,
    /// The first.
    pub from: CustomerId,
    /// The second.
    pub to: CustomerId,
    /// The post, or whatever else tells it more closely; may be empty.
    pub role: String,
    /// Its dates, in the order given.
    pub dates: Vec<ImportantDate>,
    /// When it was written down.
    pub created_at: Millis,
    /// When it ended; `None` while it goes on.
    pub ended_at: Option<Millis>,
}

/// A relation as seen from one of its two cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRelation {
    /// The relation.
    pub relation: Relation,
    /// Whether the card it is seen from is the first.
    pub is_forward: bool,
    /// The other.
    pub other: CustomerId,
    /// Person or organization.
    pub other_kind: Kind,
    /// The other's name; empty when nothing is known of them.
    pub other_name: String,
}

/// A relation to be added.
#[derive(Debug, Clone, Default)]
pub struct NewRelation {
    /// The slug of its kind.
    pub kind: String,
    /// The post, or whatever else tells it more closely.
    pub role: String,
    /// Its dates.
    pub dates: Vec<ImportantDate>,
}

/// Puts in the kinds that every base has and that are missing.
pub(crate) fn install(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let known = relations::kinds(tx)?;
    for slug in BUILT_IN.iter().filter(|slug| !known.iter().any(|kind| kind.slug == **slug)) {
        let kind = RelationKind { slug: (*slug).to_owned(), label: String::new(), reverse: String::new() };
        relations::insert_kind(tx, &kind)?;
    }
    Ok(())
}

/// Every kind, in the order shown.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn kinds(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<RelationKind>, CustomerError> {
    needs(act, Level::Read)?;
    Ok(relations::kinds(tx)?)
}

/// Adds a kind of the firm's own, with the words for both sides; gives its slug.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] when a word is missing.
pub fn add_kind(tx: &mut Tx<'_>, act: &Act, (there, back): (&str, &str)) -> Result<String, CustomerError> {
    needs(act, Level::Write)?;
    let (label, reverse) = (there.trim(), back.trim());
    let is_good = |word: &str| !word.is_empty() && word.chars().count() <= 60;
    if !is_good(label) || !is_good(reverse) {
        return Err(wrong("own", "customers-relation-own-missing"));
    }
    let known = relations::kinds(tx)?;
    if let Some(same) = known.iter().find(|kind| kind.label == label && kind.reverse == reverse) {
        return Ok(same.slug.clone());
    }
    let slug = slug_of(label, |slug| known.iter().any(|kind| kind.slug == slug));
    let kind = RelationKind { slug: slug.clone(), label: label.into(), reverse: reverse.into() };
    relations::insert_kind(tx, &kind)?;
    let payload = json!({ "kind": slug, "label": label, "reverse": reverse });
    let id = act.setting.id::<RelationId>();
    let entry = Entry::now(&act.setting, "relation_kind.added", ("relation_kind", id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(slug)
}

/// The relations of a card, those that go on first, at most `limit`.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn of(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    limit: usize,
) -> Result<Vec<SeenRelation>, CustomerError> {
    needs(act, Level::Read)?;
    sight::must_see(tx, act, card)?;
    let mut seen = relations::of(tx, card, (sight::marks(act).as_ref(), limit))?;
    for one in seen.iter_mut().filter(|_| act.actor.sight.has_masks()) {
        one.other_name = crate::listing::get(tx, act, one.other)?.name;
    }
    Ok(seen)
}

/// How many relations of a card go on.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn count(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<i64, CustomerError> {
    needs(act, Level::Read)?;
    sight::must_see(tx, act, card)?;
    match sight::marks(act) {
        Some(marks) => {
            let seen = relations::of(tx, card, (Some(&marks), MOST_COUNTED))?;
            let going = seen.iter().filter(|one| one.relation.ended_at.is_none());
            Ok(i64::try_from(going.count()).unwrap_or(i64::MAX))
        }
        None => Ok(relations::count(tx, card)?),
    }
}

/// Relates the first to the second. An entry is written on both cards.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`]; [`CustomerError::Invalid`] for an unknown kind, a relation
/// to oneself, or one that is there already.
pub fn relate(
    tx: &mut Tx<'_>,
    act: &Act,
    (from, to): (CustomerId, CustomerId),
    new: NewRelation,
) -> Result<Relation, CustomerError> {
    needs(act, Level::Write)?;
    if from == to {
        return Err(wrong("to", "customers-relation-same"));
    }
    if !relations::kinds(tx)?.iter().any(|kind| kind.slug == new.kind) {
        return Err(wrong("kind", "customers-relation-kind-unknown"));
    }
    sight::must_see(tx, act, from)?;
    sight::must_see(tx, act, to)?;
    if relations::is_there(tx, &new.kind, (from, to))? {
        return Err(wrong("kind", "customers-relation-known"));
    }
    let relation = Relation {
        id: act.setting.id(),
        kind: new.kind,
        from,
        to,
        role: new.role.trim().chars().take(200).collect(),
        dates: new.dates,
        created_at: act.setting.now(),
        ended_at: None,
    };
    relations::insert(tx, &relation)?;
    tell(tx, act, "relation.added", &relation)?;
    Ok(relation)
}

/// Relations that go on and have important dates, by id after one, at most `limit`: for what looks ahead over all.
///
/// # Errors
/// [`CustomerError::Forbidden`] for actors who do not see every card.
pub fn dated(
    tx: &mut Tx<'_>,
    act: &Act,
    (after, limit): (kernel::RawId, usize),
) -> Result<Vec<Relation>, CustomerError> {
    needs(act, Level::Read)?;
    if sight::marks(act).is_some() {
        return Err(CustomerError::Forbidden);
    }
    Ok(relations::dated(tx, after, limit)?)
}

/// Ends a relation, or says that it goes on after all; what is already so stays so.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn end(tx: &mut Tx<'_>, act: &Act, id: RelationId, is_over: bool) -> Result<Relation, CustomerError> {
    needs(act, Level::Write)?;
    let relation = relations::find(tx, id.0)?.ok_or(CustomerError::Missing)?;
    sight::must_see(tx, act, relation.from)?;
    sight::must_see(tx, act, relation.to)?;
    if relation.ended_at.is_some() == is_over {
        return Ok(relation);
    }
    let relation = Relation { ended_at: is_over.then(|| act.setting.now()), ..relation };
    relations::set_end(tx, id.0, relation.ended_at)?;
    tell(tx, act, if is_over { "relation.ended" } else { "relation.resumed" }, &relation)?;
    Ok(relation)
}

/// Takes a relation off both cards as if it had never been written, such as one that came with a wrong file; whether it
/// was still there.
///
/// # Errors
/// [`CustomerError::Forbidden`], or a database error.
pub fn take_back(tx: &mut Tx<'_>, act: &Act, id: RelationId) -> Result<bool, CustomerError> {
    needs(act, Level::Write)?;
    let Some(relation) = relations::find(tx, id.0)? else { return Ok(false) };
    tell(tx, act, "relation.ended", &relation)?;
    relations::delete(tx, id.0)?;
    Ok(true)
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, relation: &Relation) -> Result<(), CustomerError> {
    let from = sight::card(tx, act, relation.from)?;
    let to = sight::card(tx, act, relation.to)?;
    let entry = |on: &Customer, other: &Customer, is_forward: bool| {
        let payload = json!({
            "relation": relation.id, "kind": relation.kind, "role": relation.role, "is_forward": is_forward,
            "other": other.id,
        });
        Entry::now(&act.setting, verb, (SUBJECT, on.id.0), &payload)
    };
    let both = vec![entry(&from, &to, true), entry(&to, &from, false)];
    journal::append_many(tx, &act.setting, &act.actor, both)?;
    Ok(())
}

fn needs(act: &Act, level: Level) -> Result<(), CustomerError> {
    if act.may(level) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

fn wrong(field: &str, key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, key)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed, person_named};

    fn works_at() -> NewRelation {
        NewRelation { kind: "works_at".into(), role: "закупки".into(), dates: Vec::new() }
    }

    #[test]
    fn a_relation_is_seen_from_both_cards_and_told_on_both() {
        let (_folder, db) = base();
        let (one, other) = (person_named(&db, "Омарова").id, person_named(&db, "Ромашка").id);
        deed(&db, move |tx, act| relate(tx, act, (one, other), works_at())).unwrap();
        for (card, is_forward, name) in [(one, true, "Ромашка"), (other, false, "Омарова")] {
            let seen = deed(&db, move |tx, act| of(tx, act, card, 10)).unwrap();
            assert_eq!((seen[0].is_forward, seen[0].other_name.as_str()), (is_forward, name));
            let told = db.read(|tx| {
                journal::of_subject(tx, card.0, journal::Filter { limit: 1, ..Default::default() })
            });
            assert_eq!(told.unwrap()[0].verb, "relation.added");
        }
    }

    #[test]
    fn the_same_relation_is_not_written_twice_and_none_to_oneself() {
        let (_folder, db) = base();
        let (one, other) = (person_named(&db, "Омарова").id, person_named(&db, "Ромашка").id);
        let first = deed(&db, move |tx, act| relate(tx, act, (one, other), works_at())).unwrap();
        let again = deed(&db, move |tx, act| relate(tx, act, (one, other), works_at()));
        assert!(matches!(again, Err(CustomerError::Invalid(_))));
        let own = deed(&db, move |tx, act| relate(tx, act, (one, one), works_at()));
        assert!(matches!(own, Err(CustomerError::Invalid(_))));
        deed(&db, move |tx, act| end(tx, act, first.id, true)).unwrap();
        assert_eq!(deed(&db, move |tx, act| count(tx, act, one)).unwrap(), 0);
        deed(&db, move |tx, act| relate(tx, act, (one, other), works_at())).unwrap();
        assert_eq!(deed(&db, move |tx, act| count(tx, act, other)).unwrap(), 1);
    }

    #[test]
    fn a_kind_of_ones_own_has_words_for_both_sides() {
        let (_folder, db) = base();
        let slug = deed(&db, |tx, act| add_kind(tx, act, ("крёстный для", "крестник"))).unwrap();
        assert_eq!(slug, "krestni_dlia");
        let again = deed(&db, |tx, act| add_kind(tx, act, ("крёстный для", "крестник"))).unwrap();
        assert_eq!(again, slug);
        assert!(deed(&db, |tx, act| add_kind(tx, act, ("сват", " "))).is_err());
    }
}
