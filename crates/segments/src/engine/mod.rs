//! Answering conditions: over columns where they are held, by SQL where they are not.
//!
//! The rows of a table are read into columns when it is first asked about, at once when there are few, behind the
//! scenes when there are many; until then, and on machines with too little memory, SQL answers. Before each answer the
//! journal is looked at, and the rows of customers to whom something happened since are read anew.

mod evaluate;
mod head;
mod memory;
mod refresh;

use crate::asked::{Known, Node, compile};
use crate::error::SegmentError;
use crate::rows::Loaded;
use crate::segment::Members;
use crate::store::{cards, segments};
use columns::Bits;
use customers::{Act, Happenings};
use db::{Db, DbError, Tx};
use fields::Condition;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) use head::Head;
pub(crate) use memory::Remembered;

/// Answers conditions over all that is known; cheap to clone.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    /// Where tables are read behind the scenes; none for who asks by SQL only.
    db: Option<Db>,
    happenings: Happenings,
    /// Bytes that columns may take in all.
    budget: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    tables: HashMap<&'static str, Arc<Loaded>>,
    /// Tables that are being read behind the scenes.
    coming: HashSet<&'static str>,
    /// Tables that are left to SQL because they would not fit.
    left_out: HashSet<&'static str>,
    remembered: Remembered,
}

/// How much of the machine's memory columns may take: one part in so many, and never more than a gigabyte.
const SHARE_OF_MEMORY: usize = 4;

impl Engine {
    /// Over a base and the tables of the house.
    pub fn new(db: Db, happenings: Happenings) -> Self {
        let budget = (memory_bytes() / SHARE_OF_MEMORY).min(1 << 30);
        Self::within(db, happenings, budget)
    }

    /// With columns that take at most so many bytes; with 0 everything is asked by SQL.
    pub fn within(db: Db, happenings: Happenings, budget: usize) -> Self {
        Self::of(Some(db), happenings, budget)
    }

    /// That asks everything by SQL, for who asks once and goes.
    pub fn by_sql(happenings: Happenings) -> Self {
        Self::of(None, happenings, 0)
    }

    fn of(db: Option<Db>, happenings: Happenings, budget: usize) -> Self {
        let state = Mutex::new(State::default());
        Self { inner: Arc::new(Inner { db, happenings, budget, state }) }
    }

    /// The tables that may be asked about.
    pub fn happenings(&self) -> &Happenings {
        &self.inner.happenings
    }

    /// Every card, archived ones too, that meets a condition.
    ///
    /// # Errors
    /// [`SegmentError::Invalid`] for a condition that cannot be understood.
    pub fn matching(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<Arc<Bits>, SegmentError> {
        customers::veiling::may_ask(act, condition, customers::listing::Order::Made)?;
        let key = memory::Key::of(tx, act, condition)?;
        if let Some(bits) = self.state().remembered.get(&key) {
            return Ok(bits);
        }
        let node = self.resolved(tx, act, condition)?;
        let bits = Arc::new(self.evaluate(tx, act, &node)?);
        self.state().remembered.keep(key, &bits);
        Ok(bits)
    }

    /// The same asked anew, and not remembered: for who counts what they are about to write.
    pub(crate) fn matching_now(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<Bits, SegmentError> {
        let node = self.resolved(tx, act, condition)?;
        Ok(self.evaluate(tx, act, &node)?)
    }

    /// Those of them that are not archived and that the actor sees.
    ///
    /// # Errors
    /// As [`Engine::matching`].
    pub fn seen(&self, tx: &mut Tx<'_>, act: &Act, condition: &Condition) -> Result<Bits, SegmentError> {
        let mut bits = self.matching(tx, act, condition)?.as_ref().clone();
        bits.minus(&self.everybody(tx, act)?.1);
        if let Some(seen) = customers::sight::test(act) {
            bits.and(&self.evaluate(tx, act, &Node::Card(seen))?);
        }
        Ok(bits)
    }

    /// The condition with every name resolved.
    pub(crate) fn resolved(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<Node, SegmentError> {
        self.compiled(tx, act, (condition, false))
    }

    /// Refuses a condition that somebody is about to keep: besides what cannot be understood, bounds the wrong way
    /// round. One that is kept already goes on giving nobody.
    pub(crate) fn keepable(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<(), SegmentError> {
        self.compiled(tx, act, (condition, true)).map(drop)
    }

    fn compiled(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        (condition, is_new): (&Condition, bool),
    ) -> Result<Node, SegmentError> {
        let known_segments: HashMap<String, Members> =
            segments::all(tx)?.into_iter().map(|one| (one.id.to_string(), one.members)).collect();
        let relations = customers::relations::kinds(tx, act)?;
        let known = Known {
            act,
            happenings: &self.inner.happenings,
            segments: &known_segments,
            relations: &relations,
            is_new,
        };
        compile(condition, &known).map_err(SegmentError::condition)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every card, archived ones too, and the archived among them.
    pub(crate) fn everybody(&self, tx: &mut Tx<'_>, act: &Act) -> Result<(Bits, Bits), DbError> {
        if let Some(held) = act.fields.snapshot().everybody(tx, &act.fields)? {
            return Ok(held);
        }
        Ok((cards::everybody(tx)?, cards::archived(tx)?))
    }
}

/// The machine's memory in bytes; what a small server has where it cannot be told.
fn memory_bytes() -> usize {
    let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kib.unwrap_or(1 << 20).saturating_mul(1024)
}
