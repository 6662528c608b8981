//! Which cards meet a condition, by columns; and a page of them in the order of a list.

use super::cards::{Cards, Column, place};
use super::lists::Listed;
use crate::builtin;
use crate::field::{FieldNo, FieldSet};
use crate::store::lists::{Keys, Order, Wanted, key_of};
use crate::store::snapshot as store;
use columns::{Bits, KeyColumn, smallest};
use db::{DbError, Tx};
use fields::{KeyTest, Tested};
use kernel::Cursor;
use std::cmp::Reverse;

/// Cards with a value that no column keeps are looked up in the base up to this number.
const LOOKED_UP: usize = 30_000;

/// Whom a list is read for: the base for what columns do not keep, and the fields.
pub(super) struct Reading<'r, 't, 'b> {
    pub(super) tx: &'r mut Tx<'b>,
    pub(super) fields: &'t FieldSet,
}

impl Cards {
    /// The cards that meet a condition, archived or not; `None` when columns do not tell.
    pub(super) fn meeting(
        &self,
        reading: &mut Reading<'_, '_, '_>,
        tested: &Tested,
    ) -> Result<Option<Bits>, DbError> {
        match tested {
            Tested::All(inner) => {
                let mut met: Option<Bits> = None;
                for one in inner {
                    let Some(more) = self.meeting(reading, one)? else { return Ok(None) };
                    match &mut met {
                        Some(met) => met.and(&more),
                        None => met = Some(more),
                    }
                }
                Ok(Some(met.unwrap_or_else(|| self.alive.clone())))
            }
            Tested::Any(inner) => {
                let mut met = Bits::default();
                for one in inner {
                    let Some(more) = self.meeting(reading, one)? else { return Ok(None) };
                    met.or(&more);
                }
                Ok(Some(met))
            }
            Tested::Not(inner) => Ok(self.meeting(reading, inner)?.map(|met| self.others(&met))),
            Tested::Field { field, test } => match reading.fields.slug(field) {
                Some(field) => self.passing(reading, field.no, test),
                None => {
                    Ok(Some(if test.holds::<&str>(&[]) { self.alive.clone() } else { Bits::default() }))
                }
            },
        }
    }

    fn others(&self, met: &Bits) -> Bits {
        let mut others = self.alive.clone();
        others.minus(met);
        others
    }

    /// The cards whose keys of a field pass a test.
    fn passing(
        &self,
        reading: &mut Reading<'_, '_, '_>,
        field: FieldNo,
        test: &KeyTest,
    ) -> Result<Option<Bits>, DbError> {
        let known = match self.columns.get(&field) {
            Some(Column::Keys(column)) => return Ok(Some(self.passing_keys(column, test))),
            Some(Column::Known(known)) => Some(known),
            // The keys of names are for sorting only; a name is compared as a whole.
            None if field == builtin::NAME => return Ok(None),
            None => None,
        };
        match (test, known) {
            (KeyTest::Known, Some(known)) => Ok(Some(known.clone())),
            (KeyTest::Not(inner), _) => {
                Ok(self.passing(reading, field, inner)?.map(|passing| self.others(&passing)))
            }
            (KeyTest::Either(tests), _) => {
                let mut met = Bits::default();
                for one in tests {
                    let Some(more) = self.passing(reading, field, one)? else { return Ok(None) };
                    met.or(&more);
                }
                Ok(Some(met))
            }
            // The index would have to be read to its end.
            (KeyTest::Contains(_), _) => Ok(None),
            (test, _) => store::passing(reading.tx, (field, test), LOOKED_UP),
        }
    }

    fn passing_keys(&self, column: &KeyColumn, test: &KeyTest) -> Bits {
        match test {
            KeyTest::AnyOf(keys) => column.with_one_of(keys),
            test => {
                let mut passing = column.matching(|keys| test.holds(keys));
                if test.holds::<&str>(&[]) {
                    // Cards that came after the column's end have no value there either.
                    let mut beyond = self.alive.clone();
                    beyond.minus(&Bits::full(column.end()));
                    passing.or(&beyond);
                }
                passing
            }
        }
    }

    /// The cards of a list; `None` when columns do not tell.
    pub(super) fn of_list(
        &self,
        reading: &mut Reading<'_, '_, '_>,
        wanted: &Wanted,
    ) -> Result<Option<Listed>, DbError> {
        let whole = match self.lists.find(&wanted.tested, wanted.is_archived) {
            Some(known) => known,
            None => {
                let Some(mut met) = self.meeting(reading, &wanted.tested)? else { return Ok(None) };
                met.and(&self.alive);
                if wanted.is_archived {
                    met.and(&self.archived);
                } else {
                    met.minus(&self.archived);
                }
                let whole = Listed::new(met);
                self.lists.keep((&wanted.tested, wanted.is_archived), &whole, reading.fields);
                whole
            }
        };
        Ok(Some(match &wanted.among {
            None => whole,
            Some(among) => {
                let mut picked = Bits::clone(&whole.cards);
                picked.and(among);
                Listed::new(picked)
            }
        }))
    }

    /// The first numbers of a list after a place in its order, at most `limit`; `None` for an order that is not kept.
    pub(super) fn ordered(
        &self,
        tx: &mut Tx<'_>,
        (among, wanted): (&Bits, &Wanted),
        (after, limit): (Option<&Cursor>, usize),
    ) -> Result<Option<Vec<u32>>, DbError> {
        let is_descending = wanted.is_descending;
        match wanted.order {
            Order::Made => Ok(Some(by_number(among, after, (is_descending, limit)))),
            Order::Changed => {
                let after = after.and_then(|cursor| Some((cursor.key.parse().ok()?, place(cursor.no)?)));
                let at = |no: u32| self.changed.get(no).map(|at| (at, no));
                Ok(Some(first(among, (is_descending, limit), |no| {
                    at(no).filter(|at| after.is_none_or(|after| is_beyond(at, &after, is_descending)))
                })))
            }
            Order::Field(builtin::NAME) => {
                let after = after.map(|cursor| (key_of(cursor).unwrap_or_default(), cursor.no));
                let start = self.names.start(tx, after, is_descending)?;
                Ok(Some(self.names.page(among, &start, (is_descending, limit))))
            }
            Order::Field(field) => Ok(match self.columns.get(&wanted.keys.line(field)) {
                Some(Column::Keys(column)) if column.is_single() => {
                    Some(by_key((column, &wanted.keys), among, after, (is_descending, limit)))
                }
                _ => None,
            }),
        }
    }
}

fn is_beyond<T: Ord>(at: &T, after: &T, is_descending: bool) -> bool {
    if is_descending { at < after } else { at > after }
}

/// The first of a set by some place, lowest or greatest first; those without a place are left out.
fn first<P: Ord + Copy>(
    among: &Bits,
    (is_descending, limit): (bool, usize),
    place: impl Fn(u32) -> Option<P>,
) -> Vec<u32> {
    if is_descending {
        smallest(among, limit, |no| place(no).map(|place| Reverse((place, no))))
    } else {
        smallest(among, limit, |no| place(no).map(|place| (place, no)))
    }
}

fn by_number(among: &Bits, after: Option<&Cursor>, (is_descending, limit): (bool, usize)) -> Vec<u32> {
    let last = after.and_then(|cursor| place(cursor.no));
    if is_descending {
        return among.iter_down(last.unwrap_or(u32::MAX)).take(limit).collect();
    }
    among.iter_from(last.map_or(0, |no| no + 1)).take(limit).collect()
}

/// In the order of a field's keys; cards without one come last, newest first.
fn by_key(
    (column, keys): (&KeyColumn, &Keys),
    among: &Bits,
    after: Option<&Cursor>,
    (is_descending, limit): (bool, usize),
) -> Vec<u32> {
    let mut places = column.places();
    if let Keys::Ranked(ranks) = keys {
        let ranked = ranks.of_column(column);
        places.iter_mut().for_each(|place| {
            *place = place.and_then(|place| ranked.get(place as usize).copied());
        });
    }
    let place_of = |no: u32| places.get(column.code(no) as usize).copied().flatten();
    let key = after.map(|cursor| (key_of(cursor), cursor.no));
    let mut found = match key {
        Some((None, _)) => Vec::new(),
        _ => {
            let passed = key.and_then(|(key, no)| Some((keys.place_in(column, key?), place(no)?)));
            first(among, (is_descending, limit), |no| {
                let own = place_of(no)?;
                let is_left = passed.is_none_or(|((place, is_there), last)| match own.cmp(&place) {
                    // Where the key of the cursor is gone, the one in its place comes after it.
                    std::cmp::Ordering::Equal if !is_there => !is_descending,
                    std::cmp::Ordering::Equal => is_beyond(&no, &last, is_descending),
                    other => other.is_gt() != is_descending,
                });
                is_left.then_some(own)
            })
        }
    };
    if found.len() < limit {
        let below = key.filter(|(key, _)| key.is_none()).and_then(|(_, no)| place(no));
        let keyless = among.iter_down(below.unwrap_or(u32::MAX)).filter(|no| place_of(*no).is_none());
        let n = limit - found.len();
        found.extend(keyless.take(n));
    }
    found
}
