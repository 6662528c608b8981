//! The comparisons of conditions.

/// How a condition compares; each kind lists those that make sense for it, the commonest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Equal, in the folded form for texts.
    Is,
    /// Known and different, or unknown.
    IsNot,
    /// Equal to one of several.
    AnyOf,
    /// Has this text inside.
    Contains,
    /// Begins with this text.
    Starts,
    /// Less, earlier; exclusive.
    Below,
    /// Greater, later; exclusive.
    Above,
    /// From the first to the second, both inclusive.
    Between,
    /// Within the last N days, today included; the operand is N, 1 to 36,500.
    LastDays,
    /// Within the next N days, today included; for yearly dates whatever the year.
    NextDays,
    /// Has any value; needs no operand.
    Known,
    /// Has no value; needs no operand.
    Unknown,
}

impl Operator {
    /// All, in the order in which people learn them.
    pub const ALL: [Operator; 12] = [
        Operator::Is,
        Operator::IsNot,
        Operator::AnyOf,
        Operator::Contains,
        Operator::Starts,
        Operator::Below,
        Operator::Above,
        Operator::Between,
        Operator::LastDays,
        Operator::NextDays,
        Operator::Known,
        Operator::Unknown,
    ];

    /// The key in the JSON of conditions, such as `is_not`.
    pub fn slug(self) -> &'static str {
        match self {
            Operator::Is => "is",
            Operator::IsNot => "is_not",
            Operator::AnyOf => "any_of",
            Operator::Contains => "contains",
            Operator::Starts => "starts",
            Operator::Below => "below",
            Operator::Above => "above",
            Operator::Between => "between",
            Operator::LastDays => "last_days",
            Operator::NextDays => "next_days",
            Operator::Known => "known",
            Operator::Unknown => "unknown",
        }
    }

    /// The operator of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.slug() == slug)
    }

    /// How many operands it takes: the least and the greatest number.
    pub fn n_operands(self) -> std::ops::RangeInclusive<usize> {
        match self {
            Operator::Known | Operator::Unknown => 0..=0,
            Operator::Between => 2..=2,
            Operator::AnyOf => 1..=500,
            _ => 1..=1,
        }
    }

    /// The catalogue key of its name in lists of comparisons.
    pub fn label(self) -> String {
        format!("fields-operator-{}", self.slug().replace('_', "-"))
    }
}
