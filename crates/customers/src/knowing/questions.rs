//! The next best question: which missing fact is worth asking for now. The card, forms, bots and call scripts ask here.
//!
//! The value of asking for a field is
//!
//! ```text
//! value = worth * (1 - knowledge) * applicability
//! ```
//!
//! with `worth` and `knowledge` as in [`super`], and `applicability` in 0..=1: 1 / (1 + n) for a way to reach somebody
//! who can be reached in n other ways already, else 1. What is known and fresh (knowledge of a half or more) is never
//! asked, nor what waits to be settled, nor what is no question at all: files and made fields.

use super::{Judge, STALE_BELOW, is_at_home, knowledge_of};
use crate::customer::Customer;
use crate::field::{Block, Class, Field, FieldNo, FieldSet};
use kernel::Millis;
use words::Say;

/// A question worth asking.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What to ask for.
    pub field: FieldNo,
    /// The value of asking, 0..=1.
    pub value: f64,
    /// Why it is worth it.
    pub why: Why,
}

/// Why a question is worth asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no other way to reach them, or only one.
    UnknownContact,
    /// Nobody knows what to call them.
    UnknownName,
    /// Something of a block is not known.
    Unknown(Block),
    /// It was learned then, and may have changed.
    Stale(Millis),
    /// It is only supposed.
    Guess,
}

impl Why {
    /// The sentence.
    pub fn say(self, now: Millis, say: &Say) -> String {
        match self {
            Why::UnknownContact => say.t("customers-why-unknown-contact"),
            Why::UnknownName => say.t("customers-why-unknown-name"),
            Why::Unknown(Block::Reference) => say.t("customers-why-unknown-reference"),
            Why::Unknown(Block::Interaction) => say.t("customers-why-unknown-interaction"),
            Why::Unknown(Block::Relationship) => say.t("customers-why-unknown-relationship"),
            Why::Stale(at) => say.with("customers-why-stale", &[("age", say.ago(now, at).into())]),
            Why::Guess => say.t("customers-why-guess"),
        }
    }
}

/// The questions most worth asking, the best first, at most `limit`; of equals the one that stands first on the card.
pub fn next_questions(card: &Customer, fields: &FieldSet, judge: Judge, limit: usize) -> Vec<Question> {
    let mut questions: Vec<Question> =
        fields.of(card.kind).filter_map(|field| question(card, (field, fields), judge)).collect();
    questions.sort_by(|a, b| b.value.total_cmp(&a.value));
    questions.truncate(limit);
    questions
}

fn question(card: &Customer, (field, fields): (&Field, &FieldSet), judge: Judge) -> Option<Question> {
    let is_asked = field.worth > 0.0
        && !field.is_made()
        && field.kind.control().widget != "file"
        && field.class != Class::Episodic
        && is_at_home(field.no, judge.country)
        && card.sheet.rivals(field.no).next().is_none();
    if !is_asked {
        return None;
    }
    let knowledge = knowledge_of(field, &card.sheet, judge.now);
    if knowledge >= STALE_BELOW {
        return None;
    }
    let value = field.worth * (1.0 - knowledge) * applicability(card, field, fields);
    Some(Question { field: field.no, value, why: why(card, field) })
}

fn applicability(card: &Customer, field: &Field, fields: &FieldSet) -> f64 {
    if !field.is_contact_point() {
        return 1.0;
    }
    let others = fields.of(card.kind).filter(|other| other.is_contact_point() && other.no != field.no);
    let n_ways = others.filter(|other| card.sheet.first(other.no).is_some()).count();
    1.0 / (1.0 + n_ways as f64)
}

fn why(card: &Customer, field: &Field) -> Why {
    let freshest = card.sheet.of(field.no).max_by_key(|fact| fact.fresh_at());
    match freshest {
        Some(fact) if fact.sure < 100 || fact.until.is_some() => Why::Guess,
        Some(fact) => Why::Stale(fact.fresh_at()),
        None if field.is_contact_point() => Why::UnknownContact,
        None if field.is_name() => Why::UnknownName,
        None => Why::Unknown(field.block),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, FAMILY, GIVEN, IIN, INN, PHONE};
    use crate::sheet::Fact;
    use crate::testing::{card_of, field_set};
    use kernel::{Country, DAY_MS};

    const NOW: Millis = 1_000 * DAY_MS;

    fn asked(facts: Vec<Fact>) -> Vec<(FieldNo, Why)> {
        let judge = Judge { now: NOW, country: Country::Kz };
        let questions = next_questions(&card_of(facts), &field_set(), judge, 100);
        assert!(questions.is_sorted_by(|a, b| a.value >= b.value));
        questions.into_iter().map(|question| (question.field, question.why)).collect()
    }

    fn named() -> Vec<Fact> {
        vec![Fact::new(FAMILY, "Омарова", 1, NOW), Fact::new(GIVEN, "Әлия", 1, NOW)]
    }

    #[test]
    fn an_empty_card_is_asked_for_the_name_and_the_phone_first() {
        let first: Vec<FieldNo> = asked(Vec::new()).into_iter().take(3).map(|(field, _)| field).collect();
        assert_eq!(first, [FAMILY, GIVEN, PHONE]);
    }

    #[test]
    fn what_is_known_and_fresh_is_never_asked() {
        let phone = Fact::new(PHONE, "+77011234567", 1, NOW - 300 * DAY_MS);
        let asked = asked(named().into_iter().chain([phone]).collect());
        for field in [FAMILY, GIVEN, PHONE] {
            assert!(!asked.iter().any(|(no, _)| *no == field), "{field}");
        }
        assert!(!asked.iter().any(|(no, _)| *no == INN), "an INN is not asked for in Kazakhstan");
        assert!(!asked.iter().any(|(no, _)| *no == IIN), "an IIN is worth nothing unless the firm says so");
    }

    #[test]
    fn an_old_phone_is_asked_again_and_a_second_way_matters_less() {
        let at = NOW - 800 * DAY_MS;
        let asked = asked(named().into_iter().chain([Fact::new(PHONE, "+77011234567", 1, at)]).collect());
        assert_eq!(asked[0], (PHONE, Why::Stale(at)));
        let place = |field| asked.iter().position(|(no, _)| *no == field);
        assert!(place(EMAIL) > Some(1), "one way to reach them is known already");
    }

    #[test]
    fn what_waits_to_be_settled_is_not_asked() {
        let rival = Fact { is_rival: true, ..Fact::new(29, "Астана", 2, NOW) };
        let city = Fact::new(29, "Алматы", 1, NOW - 9_000 * DAY_MS);
        assert!(!asked(vec![city, rival]).iter().any(|(no, _)| *no == 29));
    }
}
