//! A deal: what may be sold to a customer, for how much, by when, and on which stage it stands.

use crate::pipeline::{PipelineId, ReasonId, StageId};
use customers::{CustomerId, CustomerNo};
use kernel::{Currency, DAY_MS, Millis, Money, RawId, id_type};

id_type!(
    /// A deal.
    DealId
);

/// A day: how many since 1970-01-01, in the firm's zone.
pub type Day = i64;

/// What a person writes of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Whose it is.
    pub customer: CustomerId,
    /// In a few words, 1 to 200 letters.
    pub title: String,
    /// For how much; that of the lines when there are any.
    pub amount: Money,
    /// By when it is expected to be closed.
    pub closes_on: Option<Day>,
    /// Who of the staff answers for it.
    pub responsible: Option<RawId>,
    /// Where it came from; may be empty.
    pub source: String,
    /// In more words, at most 5 000 letters; may be empty.
    pub note: String,
    /// What is sold, in order; may be empty.
    pub lines: Vec<Line>,
}

/// One thing that is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which of the firm's catalogue; `None` for what stands in none.
    pub product: Option<RawId>,
    /// What it is called.
    pub name: String,
    /// How much, in thousandths of a unit; above 0.
    pub quantity: i64,
    /// The price of one unit, smallest units of the deal's currency.
    pub price: i64,
}

impl Line {
    /// What it comes to, rounded half away from zero; `None` when it does not fit.
    pub fn sum(&self) -> Option<i64> {
        let product = i128::from(self.quantity) * i128::from(self.price);
        let half = if product < 0 { -500 } else { 500 };
        i64::try_from((product + half) / 1000).ok()
    }
}

/// How a deal ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// When.
    pub at: Millis,
    /// By whom; nobody for the house itself.
    pub by: Option<RawId>,
    /// Whether it was won; else it was lost.
    pub is_won: bool,
    /// Why it was lost, if it was said.
    pub reason: Option<ReasonId>,
    /// In more words; may be empty.
    pub note: String,
}

/// A deal without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Its number inside the base.
    pub no: i64,
    /// The id used outside.
    pub id: DealId,
    /// Whose it is.
    pub customer_no: CustomerNo,
    /// In a few words.
    pub title: String,
    /// The way it goes.
    pub pipeline: PipelineId,
    /// Where it stands; of a closed one where it stood last.
    pub stage: StageId,
    /// Its place among the cards of the stage, the least first.
    pub rank: i64,
    /// Since when it stands there.
    pub entered_at: Millis,
    /// For how much, smallest units of its currency.
    pub amount: i64,
    /// The currency.
    pub currency: Currency,
    /// By when it is expected to be closed.
    pub closes_on: Option<Day>,
    /// Who of the staff answers for it; nobody while it waits in a team's queue.
    pub responsible: Option<RawId>,
    /// The team whose stage it stands in.
    pub team: Option<RawId>,
    /// Where it came from; may be empty.
    pub source: String,
    /// In more words; may be empty.
    pub note: String,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
    /// Who made it; nobody for the house itself.
    pub created_by: Option<RawId>,
    /// When.
    pub created_at: Millis,
    /// When it was last changed.
    pub updated_at: Millis,
    /// How it ended; `None` while it is open.
    pub closure: Option<Closure>,
}

impl Deal {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/deals/{}", self.id)
    }

    /// For how much.
    pub fn money(&self) -> Money {
        Money::new(self.amount, self.currency)
    }

    /// Whether it stands on a stage that lets it rot after so many days for longer than that.
    pub fn is_rotting(&self, rots_after_days: Option<i64>, now: Millis) -> bool {
        self.closure.is_none()
            && rots_after_days.is_some_and(|days| self.entered_at.saturating_add(days * DAY_MS) < now)
    }
}

/// A stage that a deal stood in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: StageId,
    /// What it is called, taken out or not.
    pub name: String,
    /// Since when.
    pub entered_at: Millis,
    /// Until when; `None` while it stands there.
    pub left_at: Option<Millis>,
    /// Who brought it there; nobody for the house itself.
    pub by: Option<RawId>,
    /// What they wrote when they handed it over; may be empty.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_rounded_half_away_from_zero() {
        let check = |quantity, price, sum| {
            let line = Line { product: None, name: String::new(), quantity, price };
            assert_eq!(line.sum(), sum, "{quantity} {price}");
        };
        check(1_000, 150_000, Some(150_000));
        check(2_500, 333, Some(833));
        check(1, 499, Some(0));
        check(1, 500, Some(1));
        check(i64::MAX, i64::MAX, None);
    }
}
