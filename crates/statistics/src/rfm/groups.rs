//! The named groups of customers, drawn from the three scores.

use serde::Serialize;

/// A group of customers who deserve the same treatment; the variants stand in the order in which they are
/// shown.
///
/// With scores brought to 1..=5 and F* = (F + M) / 2 rounded half up: R >= 4: champions F* >= 4, potential
/// 2..=3, new 1; R = 3: loyal F* >= 4, need attention 2..=3, about to sleep 1; R = 2: at risk F* >= 4,
/// hibernating below; R = 1: at risk F* >= 4, lost below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Bought lately, often and much.
    Champions,
    /// Buys often or much, not quite lately.
    Loyal,
    /// Bought lately, not yet often.
    Potential,
    /// Bought lately for the first time.
    New,
    /// Middling in all.
    NeedAttention,
    /// Bought little and not lately.
    AboutToSleep,
    /// Used to buy often or much and has stopped.
    AtRisk,
    /// Bought little, long ago.
    Hibernating,
    /// Bought little, longest ago.
    Lost,
}

impl Group {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Champions,
        Self::Loyal,
        Self::Potential,
        Self::New,
        Self::NeedAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::Hibernating,
        Self::Lost,
    ];

    /// The name in answers to programs and in keys of texts.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Champions => "champions",
            Self::Loyal => "loyal",
            Self::Potential => "potential",
            Self::New => "new",
            Self::NeedAttention => "need_attention",
            Self::AboutToSleep => "about_to_sleep",
            Self::AtRisk => "at_risk",
            Self::Hibernating => "hibernating",
            Self::Lost => "lost",
        }
    }

    /// The group of three scores in 1..=`bins`.
    pub fn of(recency: u8, frequency: u8, monetary: u8, bins: u8) -> Self {
        let recency = to_five(recency, bins);
        let weight = (to_five(frequency, bins) + to_five(monetary, bins)).div_ceil(2);
        match (recency, weight) {
            (4.., 4..) => Self::Champions,
            (3, 4..) => Self::Loyal,
            (_, 4..) => Self::AtRisk,
            (4.., 2..) => Self::Potential,
            (4.., _) => Self::New,
            (3, 2..) => Self::NeedAttention,
            (3, _) => Self::AboutToSleep,
            (2, _) => Self::Hibernating,
            _ => Self::Lost,
        }
    }
}

/// A score in 1..=bins on the scale 1..=5, ends to ends, rounded half up.
fn to_five(score: u8, bins: u8) -> u8 {
    if bins == 5 {
        return score;
    }
    let steps = 2 * u16::from(bins.saturating_sub(1).max(1));
    let position = 8 * u16::from(score.saturating_sub(1)) + steps / 2;
    1 + (position / steps) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_borders_are_those_of_the_definition() {
        for (r, f, m, group) in [
            (5, 5, 5, Group::Champions),
            (4, 4, 3, Group::Champions),
            (3, 3, 4, Group::Loyal),
            (4, 2, 2, Group::Potential),
            (5, 1, 1, Group::New),
            (5, 1, 2, Group::Potential),
            (3, 1, 2, Group::NeedAttention),
            (3, 1, 1, Group::AboutToSleep),
            (1, 5, 3, Group::AtRisk),
            (2, 3, 3, Group::Hibernating),
            (1, 1, 4, Group::Lost),
        ] {
            assert_eq!(Group::of(r, f, m, 5), group, "{r}{f}{m}");
        }
    }

    #[test]
    fn other_scales_keep_their_ends() {
        for bins in 2..=10 {
            assert_eq!(Group::of(bins, bins, bins, bins), Group::Champions);
            assert_eq!(Group::of(1, 1, 1, bins), Group::Lost);
        }
        assert_eq!(to_five(2, 3), 3);
    }
}
