//! Choosing passes by what they cost and catch on this base.
//!
//! What they catch is tried on invented doubles: records of the base of which every field may be lost, as often as true
//! doubles are expected to disagree there. Passes are taken one after another, each time the one that catches most of those
//! that none before catches for what it costs (the greedy way for budgeted coverage; Khuller, Moss and Naor 1999).
#![expect(clippy::indexing_slicing, reason = "sets are places in the list of terms, doubles are bits")]

use smallvec::{SmallVec, smallvec};

use super::keys::{KeyTables, Pass};
use super::sampling::{Doubles, N_DOUBLES, Sampled, sampled, step, together};
use crate::linkage::records::Records;
use crate::linkage::threads::in_pieces;

/// Passes, at most.
const MOST_PASSES: usize = 24;
/// Passes over three fields that are looked at, at most.
const MOST_TRIPLES: usize = 600;
/// Sizes of the largest block that are tried.
const SIZES: [usize; 9] = [2000, 700, 250, 100, 50, 25, 12, 6, 3];
/// A pass may cost this share of the budget.
const MOST_OF_BUDGET: f64 = 1.0 / 8.0;
/// What keeping one more pass costs beside its pairs, in pairs per record.
const COST_OF_PASS: f64 = 0.5;
/// A pass is taken while passes like it would catch this share of the doubles or more for the whole budget.
const LEAST_WORTH: f64 = 0.01;

/// Two terms that catch this share of the doubles that agree in both need no third.
const WHOLE: f64 = 0.95;

/// Terms that a pass takes together, by their places in the list of all.
type Set = SmallVec<[usize; 3]>;

/// A pass with what it costs and catches.
struct Offer {
    pass: Pass,
    /// Pairs per record.
    cost: f64,
    caught: Doubles,
}

/// A set that may become an offer, before anything is counted.
struct Hope {
    set: Set,
    /// The doubles that agree in all its terms: it catches no other.
    agreeing: Doubles,
}

/// Chooses passes that together cost at most about `budget` pairs per record, on so many threads; the result does not depend
/// on them.
pub(super) fn choose(records: &Records, tables: &KeyTables, budget: f64, n_threads: usize) -> Vec<Pass> {
    let (terms, step) = (sampled(records, tables), step(records));
    let offers = |hopes: &[Hope]| -> Vec<Option<Offer>> {
        in_pieces(hopes.len(), n_threads, |at| {
            let together: SmallVec<[&Sampled; 3]> =
                hopes[at].set.iter().map(|term| &terms[*term]).collect();
            offer(&together, &hopes[at].agreeing, (step, budget * MOST_OF_BUDGET))
        })
    };
    let hope = |set: Set| {
        let mut agreeing: Doubles = [u64::MAX; N_DOUBLES / 64];
        for term in &set {
            let own = &terms[*term].agreeing;
            agreeing.iter_mut().zip(own).for_each(|(agreeing, own)| *agreeing &= own);
        }
        Hope { set, agreeing }
    };
    let is_apart = |a: usize, b: usize| terms[a].term.field != terms[b].term.field;
    let n = terms.len();
    let mut sets: Vec<Set> = (0..n).map(|a| smallvec![a]).collect();
    for a in 0..n {
        sets.extend((a + 1..n).filter(|b| is_apart(a, *b)).map(|b| Set::from_slice(&[a, b])));
    }
    let hopes: Vec<Hope> = sets.into_iter().map(hope).collect();
    let known: Vec<Offer> = offers(&hopes).into_iter().flatten().collect();
    let hopes = triples(&terms, &known).into_iter().map(hope).collect();
    take(known, hopes, budget, offers)
}

/// Takes offers while they catch enough that is new and the budget lasts. Hopes are counted only when they might be worth
/// more than the best offer known (Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978).
fn take(
    mut known: Vec<Offer>,
    mut hopes: Vec<Hope>,
    budget: f64,
    count: impl Fn(&[Hope]) -> Vec<Option<Offer>>,
) -> Vec<Pass> {
    let (mut passes, mut left) = (Vec::new(), budget);
    let mut missed: Doubles = [u64::MAX; N_DOUBLES / 64];
    while passes.len() < MOST_PASSES {
        let worth = |caught: &Doubles, cost: f64| {
            let new = caught.iter().zip(&missed).map(|(caught, missed)| (caught & missed).count_ones());
            f64::from(new.sum::<u32>()) / N_DOUBLES as f64 / (cost + COST_OF_PASS)
        };
        let best_of = |known: &[Offer]| {
            let fitting = known.iter().enumerate().filter(|(_, offer)| offer.cost <= left);
            fitting
                .map(|(at, offer)| (at, worth(&offer.caught, offer.cost)))
                .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
        };
        let least = best_of(&known).map_or(0.0, |(_, worth)| worth).max(LEAST_WORTH / budget);
        let (counted, waiting): (Vec<Hope>, Vec<Hope>) =
            hopes.into_iter().partition(|hope| worth(&hope.agreeing, 0.0) >= least);
        hopes = waiting;
        known.extend(count(&counted).into_iter().flatten());
        let Some((best, _)) = best_of(&known).filter(|(_, worth)| worth * budget >= LEAST_WORTH) else {
            break;
        };
        let offer = known.swap_remove(best);
        missed.iter_mut().zip(&offer.caught).for_each(|(missed, caught)| *missed &= !caught);
        left -= offer.cost;
        passes.push(offer.pass);
    }
    passes
}

/// Three terms of three fields, where any two together give many blocks that are too large; the finest first.
fn triples(terms: &[Sampled], offers: &[Offer]) -> Vec<Set> {
    let n = terms.len();
    let is_vague = |a: usize, b: usize| {
        let (one, other) = (&terms[a], &terms[b]);
        let both = one.agreeing.iter().zip(&other.agreeing).map(|(one, other)| (one & other).count_ones());
        let offer = offers.iter().find(|offer| offer.pass.terms.as_slice() == [one.term, other.term]);
        let caught: u32 = offer.map_or(0, |offer| offer.caught.iter().map(|word| word.count_ones()).sum());
        one.term.field != other.term.field && f64::from(caught) < WHOLE * f64::from(both.sum::<u32>())
    };
    let is_vague: Vec<bool> = (0..n * n).map(|at| at / n < at % n && is_vague(at / n, at % n)).collect();
    let mut found: Vec<(usize, Set)> = Vec::new();
    for a in 0..n {
        for b in (a + 1..n).filter(|b| is_vague[a * n + b]) {
            let third = (b + 1..n).filter(|c| is_vague[a * n + c] && is_vague[b * n + c]);
            found.extend(third.map(|c| {
                let coarseness = [a, b, c].map(|term| terms[term].term.key).iter().sum();
                (coarseness, Set::from_slice(&[a, b, c]))
            }));
        }
    }
    found.sort_by_key(|(coarseness, _)| *coarseness);
    found.into_iter().take(MOST_TRIPLES).map(|(_, set)| set).collect()
}

/// Counts what a pass would cost and catch, with the largest blocks that cost at most `most`; `None` when even small ones
/// cost more.
fn offer(terms: &[&Sampled], agreeing: &Doubles, (step, most): (usize, f64)) -> Option<Offer> {
    let first = terms.first()?;
    let n = first.n_records();
    let mut keys: Vec<u32> = Vec::with_capacity(n);
    (0..n).for_each(|at| together(terms, at, &mut keys));
    keys.sort_unstable();
    let sizes: Vec<usize> = keys.chunk_by(|a, b| a == b).map(<[u32]>::len).filter(|n| *n > 1).collect();
    let (largest, cost) = SIZES.into_iter().find_map(|largest| {
        let fitting = sizes.iter().filter(|size| **size * step <= largest).map(|size| *size as f64);
        let pairs: f64 = fitting.map(|size| size * (size - 1.0) / 2.0).sum();
        let cost = pairs * step as f64 / n as f64;
        (cost <= most).then_some((largest, cost))
    })?;
    let mut caught = *agreeing;
    let is_large = |key: &u32| {
        let from = keys.partition_point(|other| other < key);
        let size = keys[from..].partition_point(|other| other == key);
        size > 1 && size * step > largest
    };
    let mut own = Vec::new();
    for double in 0..N_DOUBLES {
        let bit = 1 << (double % 64);
        if caught[double / 64] & bit != 0 {
            own.clear();
            together(terms, first.record_of(double), &mut own);
            if own.iter().all(is_large) {
                caught[double / 64] &= !bit;
            }
        }
    }
    let pass = Pass { terms: terms.iter().map(|sampled| sampled.term).collect(), largest };
    Some(Offer { pass, cost, caught })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Country;
    use crate::linkage::{Column, ColumnKind, Schema};

    /// People with few names, every second without a phone, in one city.
    fn people(n: usize) -> Records {
        let kinds = [
            ColumnKind::FamilyName,
            ColumnKind::GivenName,
            ColumnKind::Patronymic,
            ColumnKind::Phone,
            ColumnKind::City,
        ];
        let column = |kind: ColumnKind| Column { name: kind.slug().to_owned(), kind };
        let schema = Schema { columns: kinds.map(column).to_vec(), country: Country::Kazakhstan };
        let mut records = Records::new(&schema);
        let name =
            |letters: &str, at: usize| format!("{letters}{}{}", char::from(b'a' + (at % 13) as u8), at % 3);
        for at in 0..n {
            let phone =
                if at % 2 == 0 { format!("+7701{:07}", at * 7_919 % 10_000_000) } else { String::new() };
            let (family, given, father) =
                (name("ahmet", at), name("dina", at / 13), name("serik", at / 169));
            records.push(&[family, given, father, phone, "Almaty".to_owned()]);
        }
        records.settle();
        records
    }

    fn chosen(records: &Records) -> Vec<Pass> {
        choose(records, &KeyTables::of(records, 1), 30.0, 2)
    }

    #[test]
    fn names_are_taken_three_together_where_two_give_large_blocks_and_phones_alone() {
        let records = people(20_000);
        let passes = chosen(&records);
        let fields = |pass: &Pass| -> Vec<&str> {
            pass.terms.iter().map(|term| records.fields[term.field].slug).collect()
        };
        let all: Vec<Vec<&str>> = passes.iter().map(fields).collect();
        assert!(all.contains(&vec!["family_name", "given_name", "patronymic"]), "{all:?}");
        assert!(all.iter().any(|fields| fields.contains(&"phone")), "{all:?}");
        assert!(all.iter().all(|fields| *fields != ["city"]), "{all:?}");
    }

    #[test]
    fn no_pass_is_chosen_twice_and_none_for_an_empty_base() {
        let passes = chosen(&people(5_000));
        for (at, pass) in passes.iter().enumerate() {
            assert!(!passes[..at].iter().any(|other| other.terms == pass.terms), "{pass:?}");
        }
        assert_eq!(chosen(&people(0)), Vec::new());
    }
}
