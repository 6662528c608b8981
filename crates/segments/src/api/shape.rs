//! The JSON of segments.

use crate::segment::{Members, Segment, SegmentId};
use crate::{Draft, SegmentError};
use fields::Condition;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::moment;

/// A saved segment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SegmentView {
    /// Its id.
    id: SegmentId,
    /// What people read.
    name: String,
    /// What it is for.
    note: String,
    /// `live` for a condition, `fixed` for a list.
    kind: &'static str,
    /// Whom it means; null for a list.
    condition: Option<Condition>,
    /// When it was made, RFC 3339.
    created_at: String,
    /// When it was last changed.
    updated_at: String,
    /// Grows with every change; the ETag.
    revision: i64,
}

impl SegmentView {
    pub(crate) fn of(segment: Segment) -> Self {
        let (kind, condition) = match segment.members {
            Members::Live(condition) => ("live", Some(condition)),
            Members::Fixed => ("fixed", None),
        };
        Self {
            id: segment.id,
            name: segment.name,
            note: segment.note,
            kind,
            condition,
            created_at: moment(segment.created_at),
            updated_at: moment(segment.updated_at),
            revision: segment.revision,
        }
    }
}

/// A segment to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SegmentBody {
    /// What people read; unique.
    #[schema(example = "Bought in 90 days")]
    name: String,
    /// What it is for.
    #[serde(default)]
    note: String,
    /// Whom it means; left out for a list that is filled by hand.
    #[schema(value_type = Option<Object>, example = json!({ "field": "warmth", "is": "hot" }))]
    condition: Option<serde_json::Value>,
}

impl SegmentBody {
    pub(crate) fn draft(self) -> Result<Draft, SegmentError> {
        let members = match self.condition {
            Some(json) => Members::Live(Condition::from_json(&json).map_err(SegmentError::condition)?),
            None => Members::Fixed,
        };
        Ok(Draft { name: self.name, note: self.note, members })
    }
}
