//! What a condition asks beyond a record's own fields: what happened with it, its segments, those related to it.

use super::Condition;

/// A question that the record alone cannot answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Beyond {
    /// How much of something happened, or when first or last.
    Happened(Happened),
    /// Membership of the segment of an id.
    Segment(String),
    /// A tie of some kind to somebody who meets a condition.
    Related {
        /// The slug of the kind of relation; empty for any.
        kind: String,
        /// Whom the tie leads to.
        whom: Condition,
    },
}

/// A measure over the rows of one table that belong to a record, compared with something.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// The slug of the table, such as `orders`.
    pub table: String,
    /// Which rows count, as a condition over the table's columns; it asks nothing beyond them.
    pub rows: Option<Condition>,
    /// When they must have happened.
    pub within: Within,
    /// What is taken of them.
    pub measure: Measure,
    /// The column that is measured; empty for counts, and for the first and last where the table's own date is meant.
    pub of: String,
    /// How it is compared.
    pub compare: Compare,
    /// With what, as typed: two for `between`, else one.
    pub operands: Vec<String>,
}

impl Happened {
    /// At least one row of a table, ever.
    pub fn once(table: impl Into<String>) -> Self {
        Self {
            table: table.into(),
            rows: None,
            within: Within::Ever,
            measure: Measure::Count,
            of: String::new(),
            compare: Compare::AtLeast,
            operands: vec!["1".to_owned()],
        }
    }

    /// Whether it asks for any row at all.
    pub fn is_any(&self) -> bool {
        self.counts(Compare::AtLeast, "1")
    }

    /// Whether it asks for no row at all.
    pub fn is_none(&self) -> bool {
        self.counts(Compare::AtMost, "0")
    }

    fn counts(&self, compare: Compare, n: &str) -> bool {
        self.measure == Measure::Count && self.compare == compare && self.operands == [n]
    }
}

/// A period of the firm's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// Whenever.
    Ever,
    /// The last so many days, today included; 1 to 36,500.
    LastDays(u32),
    /// From a date to a date as typed, both included; an absent one is open, not both are.
    Dates {
        /// The first day.
        from: Option<String>,
        /// The last day.
        to: Option<String>,
    },
}

/// What is taken of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// How many there are; 0 for none.
    Count,
    /// All values of a column added up; 0 for none.
    Sum,
    /// The mean of a column's values, rounded down; unknown for none.
    Average,
    /// The least value; unknown for none.
    Min,
    /// The greatest value; unknown for none.
    Max,
    /// The first date; unknown for none.
    First,
    /// The last date; unknown for none.
    Last,
}

impl Measure {
    /// All, in the order offered.
    pub const ALL: [Measure; 7] = [
        Measure::Count,
        Measure::Sum,
        Measure::Average,
        Measure::Min,
        Measure::Max,
        Measure::First,
        Measure::Last,
    ];

    /// The word in the JSON of conditions.
    pub fn slug(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Sum => "sum",
            Measure::Average => "average",
            Measure::Min => "min",
            Measure::Max => "max",
            Measure::First => "first",
            Measure::Last => "last",
        }
    }

    /// The one of a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.slug() == slug)
    }

    /// The catalogue key of its name.
    pub fn label(self) -> String {
        format!("fields-measure-{}", self.slug())
    }

    /// Whether it is a date.
    pub fn is_date(self) -> bool {
        matches!(self, Measure::First | Measure::Last)
    }

    /// Whether a column must be named.
    pub fn needs_column(self) -> bool {
        matches!(self, Measure::Sum | Measure::Average | Measure::Min | Measure::Max)
    }
}

/// How a measure is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compare {
    /// So much or more; on that day or later.
    AtLeast,
    /// So much or less; on that day or earlier.
    AtMost,
    /// Exactly so much; on that day.
    Is,
    /// From the first to the second, both included.
    Between,
    /// For dates: within the last so many days, today included.
    LastDays,
    /// For dates: so many days ago or longer.
    DaysAgo,
}

impl Compare {
    /// All, in the order offered.
    pub const ALL: [Compare; 6] = [
        Compare::AtLeast,
        Compare::AtMost,
        Compare::Is,
        Compare::Between,
        Compare::LastDays,
        Compare::DaysAgo,
    ];

    /// The key in the JSON of conditions.
    pub fn slug(self) -> &'static str {
        match self {
            Compare::AtLeast => "at_least",
            Compare::AtMost => "at_most",
            Compare::Is => "is",
            Compare::Between => "between",
            Compare::LastDays => "last_days",
            Compare::DaysAgo => "days_ago",
        }
    }

    /// The one of a key.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|compare| compare.slug() == slug)
    }

    /// The catalogue key of its name; of dates it is another one than of amounts.
    pub fn label(self, is_date: bool) -> String {
        format!("fields-{}", self.key(is_date))
    }

    /// The catalogue key of the sentence that it makes.
    pub(crate) fn sentence(self, is_date: bool) -> String {
        format!("fields-says-{}", self.key(is_date))
    }

    fn key(self, is_date: bool) -> String {
        let of = if is_date { "date" } else { "amount" };
        format!("compare-{of}-{}", self.slug().replace('_', "-"))
    }

    /// Whether it makes sense for dates, or for amounts.
    pub fn is_for(self, is_date: bool) -> bool {
        is_date || !matches!(self, Compare::LastDays | Compare::DaysAgo)
    }

    /// Whether its operand is a number of days.
    pub fn is_days(self) -> bool {
        matches!(self, Compare::LastDays | Compare::DaysAgo)
    }

    /// How many operands it takes.
    pub fn n_operands(self) -> usize {
        if self == Compare::Between { 2 } else { 1 }
    }
}
