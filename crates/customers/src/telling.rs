//! The contract by which capabilities above say in words what they wrote into a customer's timeline.

use journal::Record;
use kernel::{Actor, Level, Right};
use std::sync::Arc;
use words::Say;

/// What an entry says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The name of an icon.
    pub icon: &'static str,
    /// `accent`, `green`, `amber`, `red` or nothing.
    pub signal: &'static str,
    /// One sentence.
    pub title: String,
    /// In more words; may be empty.
    pub note: String,
}

/// One capability's entries in the timeline; together they are a kind by which it can be narrowed down.
pub trait Teller: Send + Sync {
    /// Its name in addresses, as in `?kind=orders`; never one of the timeline's own kinds.
    fn slug(&self) -> &'static str;

    /// The catalogue key of what people call such entries.
    fn label(&self) -> &'static str;

    /// The right over which reading must be allowed for its entries to be shown.
    fn right(&self) -> Right;

    /// The verbs that it tells of; no other teller has them.
    fn verbs(&self) -> &'static [&'static str];

    /// Says one entry in a person's language.
    fn tell(&self, record: &Record, say: &Say) -> Told;
}

/// Every teller of the house, put by the binary into what the app offers.
#[derive(Clone, Default)]
pub struct Tellers(Arc<Vec<Arc<dyn Teller>>>);

impl Tellers {
    /// In the order in which screens offer them.
    pub fn new(tellers: Vec<Arc<dyn Teller>>) -> Self {
        Self(Arc::new(tellers))
    }

    /// The teller of a verb.
    pub fn of(&self, verb: &str) -> Option<&Arc<dyn Teller>> {
        self.0.iter().find(|teller| teller.verbs().contains(&verb))
    }

    /// The teller of a slug.
    pub fn find(&self, slug: &str) -> Option<&Arc<dyn Teller>> {
        self.0.iter().find(|teller| teller.slug() == slug)
    }

    /// Those whose entries an actor may read, in order.
    pub fn seen_by<'t>(&'t self, actor: &'t Actor) -> impl Iterator<Item = &'t Arc<dyn Teller>> {
        self.0.iter().filter(|teller| actor.may(teller.right(), Level::Read))
    }

    /// Whether an actor may read entries of a verb: those of customers themselves, and of tellers whose right is held.
    pub fn may_read(&self, actor: &Actor, verb: &str) -> bool {
        self.of(verb).is_none_or(|teller| actor.may(teller.right(), Level::Read))
    }
}
