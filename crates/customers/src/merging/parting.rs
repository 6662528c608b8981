//! What stands on each of two cards when their merging is taken back: what came since stays where it was written. Pure.

use super::joining::{numbers_of, of_field};
use crate::editing::promote_rival;
use crate::field::{FieldNo, FieldSet};
use crate::sheet::{Fact, Sheet, Usage};

/// The sheets around a merging.
pub(crate) struct Parting<'p> {
    /// The fields of the base.
    pub fields: &'p FieldSet,
    /// What stood on the card that stayed, before.
    pub winner: &'p Sheet,
    /// What stood on the card that went.
    pub loser: &'p Sheet,
    /// What the merging left.
    pub merged: &'p Sheet,
}

impl Parting<'_> {
    /// The card that stayed, without what only the other one had: `now` is what stands on it today.
    ///
    /// A field that nobody touched stands as before the merging. In others, what was added, changed or confirmed since
    /// stays, what was taken away stays away, and the rest goes back to whom it belonged.
    pub(crate) fn winner_from(&self, now: &Sheet) -> Sheet {
        let mut sheet = Sheet::default();
        for field in numbers_of(&[self.winner, self.merged, now]) {
            let (merged, stands) = (of_field(self.merged, field), of_field(now, field));
            let is_counted = self.fields.no(field).is_some_and(crate::field::Field::is_counted);
            let facts = match merged == stands {
                _ if is_counted => stands,
                true => of_field(self.winner, field),
                false => self.touched(field, &merged, stands),
            };
            facts.into_iter().for_each(|fact| sheet.add(fact));
            promote_rival(&mut sheet, field);
        }
        keep_refusals(&mut sheet, now);
        sheet
    }

    /// The card that went, as it was; contact points that were refused meanwhile stay refused.
    pub(crate) fn loser_from(&self, now: &Sheet) -> Sheet {
        let mut sheet = self.loser.clone();
        keep_refusals(&mut sheet, now);
        sheet
    }

    fn touched(&self, field: FieldNo, merged: &[Fact], stands: Vec<Fact>) -> Vec<Fact> {
        let own = of_field(self.winner, field);
        let is_many = self.fields.no(field).is_none_or(|field| field.is_many);
        let mut facts: Vec<Fact> = Vec::new();
        for fact in stands {
            let known = own.iter().find(|known| known.value == fact.value);
            match (merged.contains(&fact), known) {
                (true, Some(known)) => facts.push(known.clone()),
                (true, None) => {}
                (false, _) => facts.push(fact),
            }
        }
        let is_merged_away = |fact: &&Fact| !merged.iter().any(|left| left.value == fact.value);
        let comes_back = |fact: &&Fact| !facts.iter().any(|there| there.value == fact.value);
        let is_free = is_many || facts.iter().all(|fact| fact.is_rival);
        let back: Vec<Fact> =
            own.iter().filter(is_merged_away).filter(comes_back).filter(|_| is_free).cloned().collect();
        facts.extend(back);
        facts
    }
}

/// Marks the contact points that are refused on one sheet as refused on the other.
fn keep_refusals(sheet: &mut Sheet, now: &Sheet) {
    for refused in now.facts().iter().filter(|fact| fact.is_refused()) {
        if let Some(fact) = sheet.find_mut(refused.field, &refused.value) {
            let usage = fact.usage.take().map(|usage| *usage).unwrap_or_default();
            fact.usage = Some(Box::new(Usage { is_refused: true, ..usage }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::joining::Join;
    use super::*;
    use crate::builtin::PHONE;
    use crate::editing::{Edit, Editor, NewValue, Rule};
    use crate::testing::field_set;
    use proptest::prelude::*;

    const CITY: FieldNo = 29;
    const PHONES: [&str; 3] = ["+77011111111", "+77012222222", "+77013333333"];
    const CITIES: [&str; 3] = ["Алматы", "Астана", "Шымкент"];

    fn merged(winner: &Sheet, loser: &Sheet) -> Sheet {
        let fields = field_set();
        Join { fields: &fields, rule: Rule::Newest, choices: &[], trust_of: &|_| 0.5 }
            .join(winner, loser)
            .sheet
    }

    fn parted(winner: &Sheet, loser: &Sheet, change: impl Fn(&mut Sheet)) -> (Sheet, Sheet) {
        let (fields, merged) = (field_set(), merged(winner, loser));
        let mut now = merged.clone();
        change(&mut now);
        let parting = Parting { fields: &fields, winner, loser, merged: &merged };
        (parting.winner_from(&now), parting.loser_from(&now))
    }

    fn edited(edit: Edit) -> impl Fn(&mut Sheet) {
        move |sheet| {
            let fields = field_set();
            let editor = Editor { source: 9, trust: 0.9, trust_of: &|_| 0.5, now: 900 };
            editor.apply(sheet, fields.no(edit.field()).unwrap(), &edit);
        }
    }

    fn sheet(facts: &[(FieldNo, &str, i64)]) -> Sheet {
        Sheet::new(facts.iter().map(|(field, value, at)| Fact::new(*field, *value, 1, *at)).collect())
    }

    #[test]
    fn what_was_written_since_stays_and_what_was_theirs_goes_back() {
        let winner = sheet(&[(CITY, "Алматы", 1), (PHONE, PHONES[0], 1)]);
        let loser = sheet(&[(CITY, "Астана", 2), (PHONE, PHONES[1], 2)]);
        let added = Edit::Add(PHONE, NewValue::new(PHONES[2]), Rule::Ask);
        let (own, their) = parted(&winner, &loser, edited(added));
        assert_eq!(
            own.of(PHONE).map(|fact| fact.value.as_str()).collect::<Vec<_>>(),
            [PHONES[0], PHONES[2]]
        );
        assert_eq!((own.text(CITY), &their), (Some("Алматы"), &loser));
        let (own, _) = parted(&winner, &loser, edited(Edit::Set(CITY, vec![NewValue::new("Шымкент")])));
        assert_eq!(own.text(CITY), Some("Шымкент"));
        let (own, their) = parted(&winner, &loser, edited(Edit::Remove(PHONE, PHONES[0].into())));
        assert_eq!((own.text(PHONE), their.text(PHONE)), (None, Some(PHONES[1])));
    }

    #[test]
    fn a_refusal_after_the_merging_holds_on_both() {
        let winner = sheet(&[(PHONE, PHONES[0], 1)]);
        let loser = sheet(&[(PHONE, PHONES[0], 2), (PHONE, PHONES[1], 2)]);
        let refuse = |sheet: &mut Sheet| {
            for value in [PHONES[0], PHONES[1]] {
                let usage = Usage { is_refused: true, ..Usage::default() };
                sheet.find_mut(PHONE, value).unwrap().usage = Some(Box::new(usage));
            }
        };
        let (own, their) = parted(&winner, &loser, refuse);
        assert!(own.of(PHONE).all(Fact::is_refused) && their.of(PHONE).all(Fact::is_refused));
    }

    fn facts() -> impl Strategy<Value = Sheet> {
        let phone = (0..3usize, 0..50i64, any::<bool>()).prop_map(|(at, when, is_refused)| Fact {
            usage: is_refused.then(|| Box::new(Usage { is_refused, ..Usage::default() })),
            ..Fact::new(PHONE, PHONES[at], when, when)
        });
        let city = (0..3usize, 0..50i64).prop_map(|(at, when)| Fact::new(CITY, CITIES[at], when, when));
        (prop::collection::vec(phone, 0..3), prop::option::of(city), prop::option::of(0..3usize)).prop_map(
            |(phones, city, rival)| {
                let mut facts: Vec<Fact> = Vec::new();
                for phone in phones {
                    if facts.iter().all(|known| known.value != phone.value) {
                        facts.push(phone);
                    }
                }
                let rival = city
                    .as_ref()
                    .and(rival)
                    .map(|at| Fact { is_rival: true, ..Fact::new(CITY, CITIES[at], 3, 3) });
                let rival =
                    rival.filter(|rival| city.as_ref().is_some_and(|city| city.value != rival.value));
                facts.extend(city.into_iter().chain(rival));
                Sheet::new(facts)
            },
        )
    }

    /// As it is, but with the refusals that the other side brought to the same contact points.
    fn with_refusals(sheet: &Sheet, other: &Sheet) -> Sheet {
        let mut sheet = sheet.clone();
        keep_refusals(&mut sheet, other);
        sheet
    }

    proptest! {
        #[test]
        fn merging_and_taking_it_back_gives_both_cards_as_they_were(winner in facts(), loser in facts()) {
            let (own, their) = parted(&winner, &loser, |_| {});
            prop_assert_eq!(own, with_refusals(&winner, &loser));
            prop_assert_eq!(their, with_refusals(&loser, &winner));
        }

        #[test]
        fn nothing_that_stood_on_either_card_is_forgotten_by_merging(winner in facts(), loser in facts()) {
            let fields = field_set();
            let join = Join { fields: &fields, rule: Rule::Newest, choices: &[], trust_of: &|_| 0.5 };
            let joined = join.join(&winner, &loser);
            for fact in winner.facts().iter().chain(loser.facts()) {
                let is_same = |other: &Fact| other.field == fact.field && other.value == fact.value;
                let stands = joined.sheet.facts().iter().find(|other| is_same(other));
                let is_past = joined.lost.iter().any(|(lost, _)| is_same(lost));
                prop_assert!(stands.is_some() || is_past);
                prop_assert!(!fact.is_refused() || stands.is_some_and(Fact::is_refused));
            }
        }
    }
}
