//! How complete and how fresh a card is, and what is worth asking next.
//!
//! For a field *f* that belongs on the card, `worth(f)` in 0..=1 says how much knowing it is worth, and `keeps_days(f)`
//! after how many days a value is half as fresh. For a fact known `a` days ago and `p` percent sure:
//!
//! ```text
//! freshness = 2^(-a / keeps_days)        (1 where nothing ages)
//! knowledge = freshness * p / 100        (0 once a guess has expired, halved while sources disagree)
//! completeness = Σ worth over known fields / Σ worth over all fields
//! card freshness = Σ worth * knowledge over known fields / Σ worth over known fields
//! ```
//!
//! Of a field with several values the best known counts. Fields of no worth are left out of every sum.

mod questions;

pub use questions::{Question, Why, next_questions};

use crate::builtin;
use crate::customer::Customer;
use crate::field::{Field, FieldNo, FieldSet};
use crate::sheet::{Fact, Sheet};
use kernel::{Country, DAY_MS, Millis};

/// From here on a value counts as old.
pub const STALE_BELOW: f64 = 0.5;

/// When and where knowledge is judged.
#[derive(Debug, Clone, Copy)]
pub struct Judge {
    /// Now.
    pub now: Millis,
    /// Where the firm works: numbers of other countries are hardly worth asking for.
    pub country: Country,
}

/// How much is known of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knowledge {
    /// The share of what is worth knowing that is known, 0..=1; 1 when nothing is worth knowing.
    pub completeness: f64,
    /// How fresh what is known is, 0..=1; 0 when nothing is known.
    pub freshness: f64,
}

/// How fresh a value of this field is, 0..=1.
pub fn freshness(field: &Field, fact: &Fact, now: Millis) -> f64 {
    let Some(keeps_days) = field.keeps_days.filter(|days| *days > 0) else { return 1.0 };
    let age_days = (now - fact.fresh_at()).max(0) as f64 / DAY_MS as f64;
    (-age_days / keeps_days as f64).exp2()
}

/// How far a value can be relied on, 0..=1.
pub fn reliance(field: &Field, fact: &Fact, now: Millis) -> f64 {
    if fact.until.is_some_and(|until| until <= now) {
        return 0.0;
    }
    freshness(field, fact, now) * f64::from(fact.sure.min(100)) / 100.0
}

/// How well a field is known, 0..=1: the best of its values, halved while sources disagree; 0 when unknown.
pub fn knowledge_of(field: &Field, sheet: &Sheet, now: Millis) -> f64 {
    let best = sheet.of(field.no).map(|fact| reliance(field, fact, now)).fold(0.0, f64::max);
    if sheet.rivals(field.no).next().is_some() { best / 2.0 } else { best }
}

/// How much is known of a card.
pub fn of(card: &Customer, fields: &FieldSet, judge: Judge) -> Knowledge {
    let (mut all, mut known, mut fresh) = (0.0, 0.0, 0.0);
    for field in
        fields.of(card.kind).filter(|field| field.worth > 0.0 && is_at_home(field.no, judge.country))
    {
        all += field.worth;
        if card.sheet.first(field.no).is_some() {
            known += field.worth;
            fresh += field.worth * knowledge_of(field, &card.sheet, judge.now);
        }
    }
    let share = |part: f64, whole: f64, otherwise: f64| if whole > 0.0 { part / whole } else { otherwise };
    Knowledge { completeness: share(known, all, 1.0), freshness: share(fresh, known, 0.0) }
}

/// Whether a number given out by one country concerns a firm of this one; all other fields do everywhere.
pub fn is_at_home(field: FieldNo, country: Country) -> bool {
    match field {
        builtin::INN..=34 => country == Country::Ru,
        builtin::IIN | builtin::BIN => country == Country::Kz,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, FAMILY, GIVEN, PHONE};
    use crate::testing::{card_of, field_set};

    const NOW: Millis = 1_000 * DAY_MS;
    const HERE: Judge = Judge { now: NOW, country: Country::Kz };

    #[test]
    fn a_value_is_half_as_fresh_after_its_time() {
        let fields = field_set();
        let phone = fields.no(PHONE).unwrap();
        let age =
            |days: i64| freshness(phone, &Fact::new(PHONE, "+77011234567", 1, NOW - days * DAY_MS), NOW);
        assert!((age(0) - 1.0).abs() < 1e-12);
        assert!((age(365) - 0.5).abs() < 1e-12);
        assert!((age(730) - 0.25).abs() < 1e-12);
        let name = fields.no(FAMILY).unwrap();
        assert!((freshness(name, &Fact::new(FAMILY, "Омарова", 1, 0), NOW) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_card_grows_complete_with_what_is_worth_knowing() {
        let fields = field_set();
        let nothing = of(&card_of(Vec::new()), &fields, HERE);
        assert_eq!(nothing, Knowledge { completeness: 0.0, freshness: 0.0 });
        let all: f64 = fields
            .of(crate::Kind::Person)
            .filter(|field| is_at_home(field.no, Country::Kz))
            .map(|field| field.worth)
            .sum();
        let card = card_of(vec![
            Fact::new(FAMILY, "Омарова", 1, NOW),
            Fact::new(PHONE, "+77011234567", 1, NOW - 365 * DAY_MS),
        ]);
        let known = of(&card, &fields, HERE);
        assert!((known.completeness - 2.0 / all).abs() < 1e-12);
        assert!((known.freshness - 0.75).abs() < 1e-12);
    }

    #[test]
    fn a_guess_counts_by_how_sure_it_is_and_not_at_all_once_expired() {
        let fields = field_set();
        let email = fields.no(EMAIL).unwrap();
        let guess = Fact { sure: 40, until: Some(NOW + 1), ..Fact::new(EMAIL, "a@b.kz", 1, NOW) };
        assert!((reliance(email, &guess, NOW) - 0.4).abs() < 1e-12);
        assert_eq!(reliance(email, &guess, NOW + 1), 0.0);
    }

    #[test]
    fn a_dispute_halves_what_is_known() {
        let fields = field_set();
        let rival = Fact { is_rival: true, ..Fact::new(GIVEN, "Алия", 2, NOW) };
        let card = card_of(vec![Fact::new(GIVEN, "Әлия", 1, NOW), rival]);
        assert!((knowledge_of(fields.no(GIVEN).unwrap(), &card.sheet, NOW) - 0.5).abs() < 1e-12);
    }
}
