//! Pipelines, their stages, and why deals are lost: the words of the firm itself.

use kernel::{RawId, id_type};

id_type!(
    /// A pipeline.
    PipelineId
);
id_type!(
    /// A stage of a pipeline.
    StageId
);
id_type!(
    /// Why a deal was lost.
    ReasonId
);

/// A way that deals go, in stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Its id.
    pub id: PipelineId,
    /// What people call it.
    pub name: String,
    /// Grows by one with every change, those of its stages too; the ETag.
    pub revision: i64,
    /// Its stages in order; never empty.
    pub stages: Vec<Stage>,
}

impl Pipeline {
    /// The stage of an id, if it is one of these.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The place of a stage among these, from 0.
    pub fn place(&self, id: StageId) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }
}

/// A step on the way of deals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// Its place in the order, with gaps where stages were taken out.
    pub place: i64,
    /// What people call it.
    pub name: String,
    /// How likely a deal that stands here is won, in percent, 0..=100.
    pub probability: i64,
    /// After how many days here a deal is said to rot; `None` for never.
    pub rots_after_days: Option<i64>,
    /// Slugs of the fields that must be known of the customer before a deal passes on.
    pub needs: Vec<String>,
    /// To whom client and deal pass when the deal enters; `None` where they stay with whoever has them.
    pub handing: Option<Handing>,
}

/// To whom a client passes with the deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handing {
    /// The team.
    pub team: RawId,
    /// To whom of it.
    pub to: HandTo,
    /// Whether whoever hands over must write a note.
    pub needs_note: bool,
}

/// To whom of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandTo {
    /// To nobody yet: whoever takes it first.
    Queue,
    /// To whoever of the team has the fewest open deals.
    LeastLoaded,
}

impl HandTo {
    /// Both.
    pub const ALL: [HandTo; 2] = [HandTo::Queue, HandTo::LeastLoaded];

    /// `queue` or `least_loaded`.
    pub fn slug(self) -> &'static str {
        match self {
            HandTo::Queue => "queue",
            HandTo::LeastLoaded => "least_loaded",
        }
    }

    /// The one of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }
}

/// Why deals are lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its id.
    pub id: ReasonId,
    /// What people call it.
    pub name: String,
}
