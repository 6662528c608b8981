//! Reading the base for linkage: every card in use of one kind, what people said of pairs, and the pairs found.

use super::{Pair, Reason, columns, grouping};
use crate::customer::{CustomerId, CustomerNo, Kind};
use crate::merging;
use crate::store::{cards, duplicates, likeness, merges};
use db::{Db, DbError, Tx};
use kernel::Country;
use matching::linkage::{Explanation, Judgement, Linkage, Records};
use std::sync::mpsc::sync_channel;

/// Cards read in one transaction.
const BATCH: usize = 5_000;
/// Mergings by hand from which the model learns, the newest.
const MOST_LEARNED: usize = 2_000;
/// Reasons kept of a pair.
const MOST_REASONS: usize = 8;

/// The cards of one kind, ready for linkage.
pub struct Base {
    /// The records, in the order of `numbers`, and after them those that are only judged.
    pub records: Records,
    /// The numbers of the cards, ascending.
    pub numbers: Vec<CustomerNo>,
    /// What people said of pairs.
    pub judgements: Vec<Judgement>,
}

/// Reads every card in use of a kind; one thread reads and another prepares. `told` learns how many were read and may
/// break off by answering false, then the answer is `None`.
///
/// # Errors
/// Any [`DbError`].
pub fn read_base(
    db: &Db,
    (kind, country): (Kind, Country),
    mut told: impl FnMut(usize) -> bool,
) -> Result<Option<Base>, DbError> {
    let mut records = Records::new(&columns::schema(kind, country));
    let mut numbers: Vec<CustomerNo> = Vec::new();
    let is_whole = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<(CustomerNo, Vec<String>)>>(2);
        let reader = scope.spawn(move || {
            let mut after = 0;
            loop {
                let batch = db.read(|tx| likeness::after(tx, kind, (after, BATCH)))?;
                let Some(last) = batch.last() else { return Ok::<(), DbError>(()) };
                after = last.no;
                let cells = batch.iter().map(|card| (card.no, columns::cells(kind, &card.sheet))).collect();
                if sender.send(cells).is_err() {
                    return Ok(());
                }
            }
        });
        let mut goes_on = true;
        for batch in receiver {
            for (no, cells) in &batch {
                records.push(cells);
                numbers.push(*no);
            }
            goes_on = told(numbers.len());
            if !goes_on {
                break;
            }
        }
        match reader.join() {
            Ok(read) => read.map(|()| goes_on),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    if !is_whole {
        return Ok(None);
    }
    let mut base = Base { records, numbers, judgements: Vec::new() };
    db.read(|tx| base.read_judgements(tx, kind))?;
    Ok(Some(base))
}

impl Base {
    /// The record of a card.
    fn record(&self, no: CustomerNo) -> Option<u32> {
        self.numbers.binary_search(&no).ok().and_then(|at| u32::try_from(at).ok())
    }

    fn read_judgements(&mut self, tx: &mut Tx<'_>, kind: Kind) -> Result<(), DbError> {
        for (one, other) in duplicates::judgements(tx, false)? {
            let pair = standing_no(tx, one)?.zip(standing_no(tx, other)?);
            let records = pair.and_then(|(one, other)| self.record(one).zip(self.record(other)));
            let denied = records.filter(|(left, right)| left != right);
            self.judgements.extend(denied.map(|(left, right)| Judgement { left, right, is_same: false }));
        }
        self.records.begin_judged();
        for kept in merges::learned(tx, MOST_LEARNED)? {
            if kept.loser.kind != kind {
                continue;
            }
            let pushed = [&kept.winner, &kept.loser.sheet]
                .map(|sheet| u32::try_from(self.records.push(&columns::cells(kind, sheet))));
            if let [Ok(left), Ok(right)] = pushed {
                self.judgements.push(Judgement { left, right, is_same: true });
            }
        }
        Ok(())
    }

    /// The pairs that linking found, a batch at a time, with reasons and groups.
    pub(super) fn pairs<'l>(&'l self, linkage: &'l Linkage) -> impl Iterator<Item = Pair> + 'l {
        let bare: Vec<Pair> = linkage
            .pairs
            .iter()
            .filter_map(|pair| {
                let (left, right) =
                    (self.numbers.get(pair.left as usize)?, self.numbers.get(pair.right as usize)?);
                Some(Pair {
                    left: *left,
                    right: *right,
                    probability: pair.probability,
                    reasons: Vec::new(),
                    group: 0,
                })
            })
            .collect();
        let mut groups = vec![0; bare.len()];
        let place =
            |pair: &Pair| bare.binary_search_by_key(&(pair.left, pair.right), |p| (p.left, p.right));
        for (group, pairs) in grouping::parted(&bare) {
            for at in pairs.into_iter().filter_map(|pair| place(pair).ok()) {
                if let Some(slot) = groups.get_mut(at) {
                    *slot = group;
                }
            }
        }
        bare.into_iter().zip(groups).zip(&linkage.pairs).map(|((bare, group), found)| {
            let explained = linkage.explain(&self.records, found.left, found.right);
            Pair { reasons: reasons_of(&explained), group, ..bare }
        })
    }
}

/// The parts of an explanation that people are told.
pub(super) fn reasons_of(explanation: &Explanation) -> Vec<Reason> {
    let is_told = |kind: &str| kind != "prior" && kind != "kin";
    let told = explanation.parts.iter().filter(|part| is_told(&part.kind) && part.bits.abs() >= 0.5);
    let reason = |part: &matching::linkage::Part| Reason {
        kind: part.kind.clone(),
        level: part.level.clone(),
        bits: (part.bits * 10.0).round() / 10.0,
    };
    told.take(MOST_REASONS).map(reason).collect()
}

/// The number of the card that stands for an id today.
fn standing_no(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<CustomerNo>, DbError> {
    if let Some(card) = cards::find(tx, id)? {
        return Ok(Some(card.no));
    }
    match merging::standing(tx, id)? {
        Some(heir) => Ok(cards::find(tx, heir)?.map(|card| card.no)),
        None => Ok(None),
    }
}
