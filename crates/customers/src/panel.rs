//! The contract by which capabilities above put a tab of theirs on the card: deals, orders, campaigns.

use crate::customer::Customer;
use std::sync::Arc;
use web::{Problem, Visit};

/// A tab of the card that another capability fills.
pub trait CustomerPanel: Send + Sync {
    /// Its name in addresses, as in `?tab=deals`; never one of the card's own tabs.
    fn slug(&self) -> &'static str;

    /// The catalogue key of its label.
    fn title(&self) -> &'static str;

    /// The name of its icon.
    fn icon(&self) -> &'static str;

    /// Its place among the panels, the least first.
    fn order(&self) -> i32;

    /// The right over which reading must be allowed for it to be shown.
    fn right(&self) -> kernel::Right;

    /// Draws it: HTML without a frame, safe to be put into the page as it is. Runs on a thread that may block.
    ///
    /// # Errors
    /// What stands in the way; the card is then not shown either.
    fn draw(&self, visit: &Visit, card: &Customer) -> Result<String, Problem>;
}

/// Every panel of the house, put by the binary into what the app offers.
#[derive(Clone, Default)]
pub struct Panels(Arc<Vec<Arc<dyn CustomerPanel>>>);

impl Panels {
    /// In their order.
    pub fn new(mut panels: Vec<Arc<dyn CustomerPanel>>) -> Self {
        panels.sort_by_key(|panel| panel.order());
        Self(Arc::new(panels))
    }

    /// Those that this visit may see, in their order.
    pub fn seen_by<'p>(&'p self, visit: &'p Visit) -> impl Iterator<Item = &'p Arc<dyn CustomerPanel>> {
        self.0.iter().filter(|panel| visit.actor().may(panel.right(), kernel::Level::Read))
    }
}
