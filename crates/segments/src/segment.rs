//! A segment: a saved condition over customers, or a fixed list of them.

use fields::Condition;
use kernel::{Millis, RawId, id_type};

id_type!(
    /// A segment.
    SegmentId
);

/// Who belongs to a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum Members {
    /// Whoever meets a condition at the moment.
    Live(Condition),
    /// Those on a list.
    Fixed,
}

impl Members {
    /// The condition of a live one.
    pub fn condition(&self) -> Option<&Condition> {
        match self {
            Members::Live(condition) => Some(condition),
            Members::Fixed => None,
        }
    }
}

/// A saved segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its id.
    pub id: SegmentId,
    /// What people read; unique whatever the case.
    pub name: String,
    /// What it is for; may be empty.
    pub note: String,
    /// Who belongs to it.
    pub members: Members,
    /// Who made it, when it was a person.
    pub owner: Option<RawId>,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last changed.
    pub updated_at: Millis,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
}

impl Segment {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/segments/{}", self.id)
    }

    /// The condition that its members meet.
    pub fn meant(&self) -> Condition {
        fields::condition::Beyond::Segment(self.id.to_string()).into()
    }
}
