//! A table as it stands: the rows once read, and anew those of customers to whom something happened since.

use super::Rows;
use crate::asked::Leaf;
use crate::engine::Head;
use columns::Bits;
use std::sync::Arc;

/// A table held in columns.
pub(crate) struct Loaded {
    /// As read.
    pub(crate) base: Arc<Rows>,
    /// The customers whose rows were read anew, ascending; their rows in `base` no longer count.
    pub(crate) changed: Vec<u32>,
    /// Their rows; customers are places in `changed`.
    pub(crate) anew: Arc<Rows>,
    /// The end of the journal up to which all this is true.
    pub(crate) head: Head,
}

impl Loaded {
    /// Rows just read.
    pub(crate) fn fresh(base: Rows, head: Head) -> Self {
        Self { base: Arc::new(base), changed: Vec::new(), anew: Arc::new(Rows::none()), head }
    }

    /// The customers below `end` whose measure is as wanted.
    pub(crate) fn matching(&self, leaf: &Leaf, end: u32) -> Bits {
        let mut found = self.base.matching(leaf);
        let empty_passes = leaf.passes_without_rows();
        if empty_passes && end > self.base.end() {
            let mut beyond = Bits::full(end);
            beyond.minus(&Bits::full(self.base.end()));
            found.or(&beyond);
        }
        if self.changed.is_empty() {
            return found;
        }
        let anew = self.anew.matching(leaf);
        for (place, customer) in (0_u32..).zip(&self.changed) {
            let has_rows = place < self.anew.end();
            found.put(*customer, if has_rows { anew.get(place) } else { empty_passes });
        }
        found
    }

    /// Memory held, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.base.bytes() + self.anew.bytes() + self.changed.capacity() * 4
    }
}
