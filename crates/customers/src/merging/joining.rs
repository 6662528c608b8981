//! What stands on the card that two become: field by field, nothing forgotten. Pure.

use crate::editing::{Ending, Rule};
use crate::field::{FieldNo, FieldSet};
use crate::fuller::is_lesser;
use crate::sheet::{Fact, Sheet, SourceNo, Usage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose value stands where two cards disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// That of the card that stays.
    Winner,
    /// That of the card that goes.
    Loser,
    /// Both, until a person settles it.
    Both,
}

/// How two sheets become one.
pub(crate) struct Join<'j> {
    /// The fields of the base.
    pub fields: &'j FieldSet,
    /// What happens where nothing was chosen.
    pub rule: Rule,
    /// What was chosen, by field.
    pub choices: &'j [(FieldNo, Keep)],
    /// How far a source is believed, 0..=1.
    pub trust_of: &'j dyn Fn(SourceNo) -> f64,
}

/// Two sheets made one, and the values that lost.
#[derive(Debug)]
pub struct Joined {
    /// What stands.
    pub sheet: Sheet,
    /// The values that lost, in the order of fields.
    pub lost: Vec<(Fact, Ending)>,
}

impl Join<'_> {
    /// Joins the sheet of the card that goes into that of the card that stays. Facts keep their source and age.
    pub(crate) fn join(&self, winner: &Sheet, loser: &Sheet) -> Joined {
        let mut joined = Joined { sheet: Sheet::default(), lost: Vec::new() };
        for field in numbers_of(&[winner, loser]) {
            let (own, theirs) = (of_field(winner, field), of_field(loser, field));
            let is_many = self.fields.no(field).is_none_or(|field| field.is_many);
            // What is counted is counted anew by those who keep what it is counted from.
            let is_counted = self.fields.no(field).is_some_and(crate::field::Field::is_counted);
            let facts = match (own.is_empty(), theirs.is_empty()) {
                _ if is_counted => own,
                (_, true) => own,
                (true, _) => theirs,
                _ if is_many => self.many(own, theirs, &mut joined.lost),
                _ => self.one(own, theirs, &mut joined.lost),
            };
            facts.into_iter().for_each(|fact| joined.sheet.add(fact));
        }
        joined
    }

    fn keep(&self, field: FieldNo) -> Option<Keep> {
        self.choices.iter().find(|(no, _)| *no == field).map(|(_, keep)| *keep)
    }

    /// All values of both, each once. Where one side alone was chosen the other values end, but never one that the
    /// customer asked not to be reached by: it must be known as long as somebody could type it again.
    fn many(&self, own: Vec<Fact>, theirs: Vec<Fact>, lost: &mut Vec<(Fact, Ending)>) -> Vec<Fact> {
        let keep = own.first().and_then(|fact| self.keep(fact.field));
        let is_in = |facts: &[Fact], value: &str| facts.iter().any(|fact| fact.value == value);
        let stays = |fact: &Fact| match keep {
            Some(Keep::Winner) => is_in(&own, &fact.value) || fact.is_refused(),
            Some(Keep::Loser) => is_in(&theirs, &fact.value) || fact.is_refused(),
            Some(Keep::Both) | None => true,
        };
        let all = blended(own.iter().chain(&theirs).cloned());
        let (standing, gone): (Vec<Fact>, Vec<Fact>) = all.into_iter().partition(stays);
        lost.extend(gone.into_iter().map(|fact| (fact, Ending::Merged)));
        standing
    }

    /// One value stands; rivals of both sides stay rivals.
    fn one(&self, own: Vec<Fact>, theirs: Vec<Fact>, lost: &mut Vec<(Fact, Ending)>) -> Vec<Fact> {
        let (own_first, their_first) = (standing(&own), standing(&theirs));
        let chosen = match (&own_first, &their_first) {
            (Some(ours), Some(other)) if ours.value != other.value => self.winning(ours, other),
            (None, Some(_)) => Keep::Loser,
            _ => Keep::Winner,
        };
        let (first, second) = match chosen {
            Keep::Loser => (their_first, own_first),
            Keep::Winner | Keep::Both => (own_first, their_first),
        };
        let value = first.map(|fact| fact.value).unwrap_or_default();
        let loses = second.map(|fact| fact.value).filter(|other| *other != value && chosen != Keep::Both);
        let rivals: Vec<String> =
            own.iter().chain(&theirs).filter(|f| f.is_rival).map(|f| f.value.clone()).collect();
        let mut facts = Vec::new();
        for fact in blended(own.into_iter().chain(theirs)) {
            let is_lost = loses.as_ref() == Some(&fact.value) && !rivals.contains(&fact.value);
            match is_lost {
                true => lost.push((Fact { is_rival: false, ..fact }, Ending::Merged)),
                false => facts.push(Fact { is_rival: fact.value != value, ..fact }),
            }
        }
        facts
    }

    /// Which of two values that disagree stands.
    fn winning(&self, own: &Fact, their: &Fact) -> Keep {
        if let Some(keep) = self.keep(own.field) {
            return keep;
        }
        if is_lesser(own.field, &their.value, &own.value) {
            return Keep::Winner;
        }
        if is_lesser(own.field, &own.value, &their.value) {
            return Keep::Loser;
        }
        let is_fresher = their.fresh_at() > own.fresh_at();
        let trust = ((self.trust_of)(own.source), (self.trust_of)(their.source));
        match self.rule {
            Rule::Ask => Keep::Both,
            Rule::Newest if is_fresher => Keep::Loser,
            Rule::MostTrusted if trust.1 > trust.0 || (trust.1 >= trust.0 && is_fresher) => Keep::Loser,
            Rule::Newest | Rule::MostTrusted => Keep::Winner,
        }
    }
}

/// The fields of some sheets, ascending, each once.
pub(super) fn numbers_of(sheets: &[&Sheet]) -> Vec<FieldNo> {
    let mut numbers: Vec<FieldNo> =
        sheets.iter().flat_map(|sheet| sheet.facts()).map(|fact| fact.field).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The facts of a field in their order, rivals too.
pub(super) fn of_field(sheet: &Sheet, field: FieldNo) -> Vec<Fact> {
    sheet.facts().iter().filter(|fact| fact.field == field).cloned().collect()
}

fn standing(facts: &[Fact]) -> Option<Fact> {
    facts.iter().find(|fact| !fact.is_rival).cloned()
}

/// Each value once, in the order of coming.
fn blended(facts: impl Iterator<Item = Fact>) -> Vec<Fact> {
    let mut all: Vec<Fact> = Vec::new();
    for fact in facts {
        match all.iter_mut().find(|known| known.value == fact.value) {
            Some(known) => *known = blend(known, &fact),
            None => all.push(fact),
        }
    }
    all
}

/// The same value on both cards: as old as the older one, as fresh as the fresher, refused if either is.
fn blend(own: &Fact, other: &Fact) -> Fact {
    let (older, newer) = if other.at < own.at { (other, own) } else { (own, other) };
    let fresh_at = own.fresh_at().max(other.fresh_at());
    Fact {
        sure: own.sure.max(other.sure),
        confirmed_at: Some(fresh_at).filter(|at| *at > older.at),
        until: own.until.zip(other.until).map(|(one, two)| one.max(two)),
        doubt: older.doubt.clone().and(newer.doubt.clone()),
        usage: usage_of(own, other),
        label_source: if own.usage.is_some() { own.label_source } else { other.label_source },
        is_rival: own.is_rival && other.is_rival,
        ..older.clone()
    }
}

fn usage_of(own: &Fact, other: &Fact) -> Option<Box<Usage>> {
    let usage = own.usage.clone().or_else(|| other.usage.clone())?;
    Some(Box::new(Usage { is_refused: own.is_refused() || other.is_refused(), ..*usage }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, FAMILY, PHONE};
    use crate::testing::field_set;

    const STAFF: SourceNo = 1;
    const FILE: SourceNo = 2;
    const CITY: FieldNo = 29;

    fn join(winner: Vec<Fact>, loser: Vec<Fact>, rule: Rule, choices: &[(FieldNo, Keep)]) -> Joined {
        let fields = field_set();
        let trust_of = |source: SourceNo| if source == STAFF { 0.85 } else { 0.6 };
        let join = Join { fields: &fields, rule, choices, trust_of: &trust_of };
        join.join(&Sheet::new(winner), &Sheet::new(loser))
    }

    fn city(value: &str, source: SourceNo, at: i64) -> Fact {
        Fact::new(CITY, value, source, at)
    }

    #[track_caller]
    fn check(rule: Rule, choices: &[(FieldNo, Keep)], (own, their): (Fact, Fact), wanted: &str) {
        let joined = join(vec![own], vec![their], rule, choices);
        assert_eq!(joined.sheet.text(CITY), Some(wanted));
        let (n_rivals, n_lost) = (joined.sheet.rivals(CITY).count(), joined.lost.len());
        assert_eq!(n_rivals + n_lost, 1, "the other value is a rival or a past value, never gone");
    }

    #[test]
    fn where_cards_disagree_the_choice_decides_and_else_the_rule() {
        let older = || (city("Алматы", STAFF, 1), city("Астана", STAFF, 2));
        let trusted = || (city("Алматы", STAFF, 1), city("Астана", FILE, 2));
        check(Rule::MostTrusted, &[], older(), "Астана");
        check(Rule::MostTrusted, &[], trusted(), "Алматы");
        check(Rule::Newest, &[], trusted(), "Астана");
        check(Rule::Ask, &[], older(), "Алматы");
        check(Rule::Ask, &[(CITY, Keep::Loser)], older(), "Астана");
        check(Rule::Newest, &[(CITY, Keep::Winner)], trusted(), "Алматы");
        check(Rule::Newest, &[(CITY, Keep::Both)], trusted(), "Алматы");
    }

    #[test]
    fn the_name_in_full_stands_whichever_card_is_newer() {
        let given = |value: &str, at: i64| Fact::new(crate::builtin::GIVEN, value, FILE, at);
        for rule in [Rule::Newest, Rule::MostTrusted, Rule::Ask] {
            for (own, their) in [(given("Алия", 1), given("А.", 2)), (given("А.", 2), given("Алия", 1))]
            {
                let joined = join(vec![own], vec![their], rule, &[]);
                assert_eq!(joined.sheet.text(crate::builtin::GIVEN), Some("Алия"));
                assert!(!joined.sheet.has_conflict());
                assert_eq!(
                    joined.lost.iter().map(|lost| lost.0.value.as_str()).collect::<Vec<_>>(),
                    ["А."]
                );
            }
        }
        let chosen = [(crate::builtin::GIVEN, Keep::Loser)];
        let joined = join(vec![given("Алия", 1)], vec![given("А.", 2)], Rule::Ask, &chosen);
        assert_eq!(joined.sheet.text(crate::builtin::GIVEN), Some("А."), "a person may say otherwise");
    }

    #[test]
    fn the_same_value_keeps_the_elder_source_and_the_fresher_confirmation() {
        let joined = join(vec![city("Алматы", FILE, 5)], vec![city("Алматы", STAFF, 2)], Rule::Ask, &[]);
        let fact = joined.sheet.first(CITY).unwrap();
        assert_eq!((fact.source, fact.at, fact.confirmed_at), (STAFF, 2, Some(5)));
        assert!(joined.lost.is_empty() && !joined.sheet.has_conflict());
    }

    #[test]
    fn phones_add_up_and_a_refusal_holds_on_either_side() {
        let refused = |value: &str| Fact {
            usage: Some(Box::new(Usage { is_refused: true, ..Usage::default() })),
            ..Fact::new(PHONE, value, FILE, 1)
        };
        let own =
            vec![Fact::new(PHONE, "+77011111111", STAFF, 1), Fact::new(PHONE, "+77012222222", STAFF, 1)];
        let theirs = vec![
            refused("+77012222222"),
            refused("+77013333333"),
            Fact::new(PHONE, "+77014444444", FILE, 1),
        ];
        let joined = join(own.clone(), theirs.clone(), Rule::Ask, &[]);
        let stands: Vec<_> =
            joined.sheet.of(PHONE).map(|fact| (fact.value.as_str(), fact.is_refused())).collect();
        let all = [
            ("+77011111111", false),
            ("+77012222222", true),
            ("+77013333333", true),
            ("+77014444444", false),
        ];
        assert_eq!(stands, all);
        let joined = join(own, theirs, Rule::Ask, &[(PHONE, Keep::Winner)]);
        assert_eq!(joined.sheet.of(PHONE).count(), 3, "a refused number is not forgotten");
        assert_eq!(joined.lost[0].0.value, "+77014444444");
    }

    #[test]
    fn rivals_stay_rivals_and_what_only_one_knows_stands() {
        let rival = Fact { is_rival: true, ..Fact::new(FAMILY, "Омаров", FILE, 1) };
        let own = vec![Fact::new(FAMILY, "Омарова", STAFF, 1)];
        let theirs =
            vec![Fact::new(FAMILY, "Умарова", FILE, 1), rival, Fact::new(EMAIL, "a@b.kz", FILE, 1)];
        let joined = join(own, theirs, Rule::MostTrusted, &[]);
        assert_eq!(joined.sheet.text(FAMILY), Some("Омарова"));
        assert_eq!(
            joined.sheet.rivals(FAMILY).map(|fact| fact.value.as_str()).collect::<Vec<_>>(),
            ["Омаров"]
        );
        assert_eq!(joined.sheet.text(EMAIL), Some("a@b.kz"));
    }
}
