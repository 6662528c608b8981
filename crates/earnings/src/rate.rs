//! A commission rate: what is paid, to whom, for what, where, from when until when; and which of several wins.
//!
//! **The most specific rate wins**: one for a person before one for a team before one for everybody; of equals, one for a
//! product before one for a category before one for anything; of equals, one for a pipeline before one for all. A rate for a
//! stage is for whoever brought the deal to that stage and stands apart from those for whoever answers for the deal. Two rates
//! for the same may not have a day in common, so that there is always one that wins.

use access::{TeamId, UserId};
use deals::{Day, PipelineId, StageId};
use kernel::{Millis, Money, RawId};
use orders::product::ProductId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::id_type!(
    /// A commission rate.
    RateId
);

/// Who is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Everybody.
    All,
    /// The people of a team.
    Team(TeamId),
    /// One person.
    Person(UserId),
}

/// For what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Anything.
    All,
    /// Products of a category, whatever the case of its letters.
    Category(String),
    /// One product.
    Product(ProductId),
}

/// Where it was sold, or who of several did their part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In any pipeline; whoever answers for the deal is paid.
    All,
    /// In one pipeline; whoever answers for the deal is paid.
    Pipeline(PipelineId),
    /// Whoever brought the deal to this stage is paid, once it is won.
    Stage(StageId),
}

/// From which sum on a percentage holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CommissionTier)]
pub struct Tier {
    /// From this sum of the whole deal on, in the firm's currency.
    #[schema(value_type = String, example = "0 KZT")]
    pub from: Money,
    /// In percent.
    #[schema(value_type = String, example = "5")]
    pub percent: Decimal,
}

/// On what it is counted, and how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "on", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = CommissionPays)]
pub enum Pays {
    /// A share of what the client pays.
    Revenue {
        /// In percent, above 0, up to 100, at most four digits behind the point.
        #[schema(value_type = String, example = "5")]
        percent: Decimal,
    },
    /// A share of revenue less cost; a loss pays nothing and takes nothing.
    Margin {
        /// In percent, above 0, up to 100, at most four digits behind the point.
        #[schema(value_type = String, example = "20")]
        percent: Decimal,
    },
    /// A sum, once for a deal however many lines it is for.
    Fixed {
        /// How much.
        #[schema(value_type = String, example = "5000 KZT")]
        sum: Money,
    },
    /// A share of revenue that grows with the sum of the deal: the percentage of the highest step reached holds for all of it.
    Tiers {
        /// Steps from the lowest up; below the first nothing is paid.
        tiers: Vec<Tier>,
    },
}

impl Pays {
    /// `revenue`, `margin`, `fixed` or `tiers`.
    pub fn slug(&self) -> &'static str {
        match self {
            Pays::Revenue { .. } => "revenue",
            Pays::Margin { .. } => "margin",
            Pays::Fixed { .. } => "fixed",
            Pays::Tiers { .. } => "tiers",
        }
    }
}

/// A commission rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Its id.
    pub id: RateId,
    /// Who is paid.
    pub whom: Whom,
    /// For what.
    pub what: What,
    /// Where.
    pub place: Place,
    /// How much.
    pub pays: Pays,
    /// The first day on which deals are won by it.
    pub from_on: Day,
    /// The last one; `None` for no end.
    pub until_on: Option<Day>,
    /// Why it is so, in words; may be empty.
    pub note: String,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
    /// Who added it.
    pub created_by: Option<RawId>,
    /// When.
    pub created_at: Millis,
}

/// What was won by whom, as rates look at it.
#[derive(Debug, Clone)]
pub struct Sold<'s> {
    /// Who is to be paid.
    pub person: RawId,
    /// Their team when the deal was won.
    pub team: Option<RawId>,
    /// The stage for which they are paid; `None` for whoever answers for the deal.
    pub stage: Option<StageId>,
    /// The pipeline.
    pub pipeline: PipelineId,
    /// What product the line is of, with its category.
    pub product: Option<(ProductId, &'s str)>,
    /// The day on which the deal was won.
    pub on: Day,
}

impl Rate {
    /// Whether it is for this.
    pub fn is_for(&self, sold: &Sold<'_>) -> bool {
        let whom = match self.whom {
            Whom::All => true,
            Whom::Team(team) => sold.team == Some(team.0),
            Whom::Person(person) => sold.person == person.0,
        };
        let what = match &self.what {
            What::All => true,
            What::Category(name) => {
                sold.product.is_some_and(|(_, category)| category.to_lowercase() == name.to_lowercase())
            }
            What::Product(id) => sold.product.is_some_and(|(product, _)| product == *id),
        };
        let place = match self.place {
            Place::All => sold.stage.is_none(),
            Place::Pipeline(id) => sold.stage.is_none() && sold.pipeline == id,
            Place::Stage(id) => sold.stage == Some(id),
        };
        whom && what
            && place
            && self.from_on <= sold.on
            && self.until_on.is_none_or(|until| sold.on <= until)
    }

    /// How specific it is: the greater wins.
    pub fn rank(&self) -> (u8, u8, u8) {
        let whom = match self.whom {
            Whom::All => 0,
            Whom::Team(_) => 1,
            Whom::Person(_) => 2,
        };
        let what = match self.what {
            What::All => 0,
            What::Category(_) => 1,
            What::Product(_) => 2,
        };
        (whom, what, u8::from(self.place != Place::All))
    }

    /// Whether another rate is for the same and has a day in common with it.
    pub fn overlaps(&self, other: &Rate) -> bool {
        let is_same_what = match (&self.what, &other.what) {
            (What::Category(one), What::Category(two)) => one.to_lowercase() == two.to_lowercase(),
            (one, two) => one == two,
        };
        let ends_before = |one: &Rate, two: &Rate| one.until_on.is_some_and(|until| until < two.from_on);
        let is_same = self.whom == other.whom && is_same_what && self.place == other.place;
        is_same && !ends_before(self, other) && !ends_before(other, self)
    }
}

/// The rate that wins; `None` when none is for this.
pub fn winning<'r>(rates: &'r [Rate], sold: &Sold<'_>) -> Option<&'r Rate> {
    rates.iter().filter(|rate| rate.is_for(sold)).max_by_key(|rate| (rate.rank(), rate.from_on))
}

#[cfg(test)]
mod tests;
