//! The ground all rooms stand on: ids, time, chance, money, pages of a list, and who is acting.
//!
//! Nothing here reads a clock, a disk or a network by itself. A verb is given a [`Setting`] that says what time it
//! is and where chance comes from, so that a test can travel through two years in a second and a seed gives the
//! same base twice.

mod actor;
mod chance;
mod clock;
mod country;
mod id;
mod money;
mod page;
mod sight;

pub use actor::{Actor, ActorKind, Level, Right, Rights};
pub use chance::{Chance, Seeded, SystemChance};
pub use clock::{Clock, DAY_MS, HOUR_MS, MINUTE_MS, Millis, SystemClock, TravelClock};
pub use country::Country;
pub use id::{IdError, RawId};
pub use money::{Currency, Money, MoneyError};
pub use page::{Cursor, PageSize, Slice};
pub use sight::{Reach, Sight};

#[doc(hidden)]
pub use id::id_schema;
#[doc(hidden)]
pub use {serde, utoipa, uuid};

use std::sync::Arc;

/// Where a verb takes time and chance from; cheap to clone, the same for a whole process.
#[derive(Clone)]
pub struct Setting {
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

impl Setting {
    /// The real world: the machine's clock and its source of randomness.
    pub fn real() -> Self {
        Self::new(Arc::new(SystemClock), Arc::new(SystemChance))
    }

    /// A world of one's own, for tests and the demo company.
    pub fn new(clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self { clock, chance }
    }

    /// Now, in milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// `N` random bytes fit for keys and tokens.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// A fresh id of any kind; ids made later sort later (UUIDv7).
    pub fn id<I: From<RawId>>(&self) -> I {
        I::from(id::fresh(self.now(), &self.random()))
    }
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setting").field("now", &self.now()).finish()
    }
}
