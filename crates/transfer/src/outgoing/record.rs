//! An export that a job makes, as it stands.

use crate::exporting::{Columns, Wanted, mailing_named};
use crate::formats::out::target_named;
use crate::run::Said;
use access::exporting::ExportId;
use access::watermark::Watermark;
use customers::Act;
use customers::listing::{Order, Query};
use fields::Condition;
use kernel::{Millis, RawId};
use serde::{Deserialize, Serialize};

kernel::id_type!(
    /// An export that a job makes.
    OutgoingId
);

/// Where an export is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutState {
    /// Somebody else has to agree first.
    Waiting,
    /// Its file is written, or will be.
    Running,
    /// Its file can be fetched.
    Done,
    /// It could not be written, or was refused.
    Failed,
    /// Its time is over, or it was thrown away.
    Gone,
}

impl OutState {
    const ALL: [OutState; 5] =
        [OutState::Waiting, OutState::Running, OutState::Done, OutState::Failed, OutState::Gone];

    /// The word in the base, the API and the catalogue's keys.
    pub fn slug(self) -> &'static str {
        match self {
            OutState::Waiting => "waiting",
            OutState::Running => "running",
            OutState::Done => "done",
            OutState::Failed => "failed",
            OutState::Gone => "gone",
        }
    }

    /// The state of a slug; what is unknown has failed.
    pub(super) fn from_slug(slug: &str) -> OutState {
        Self::ALL.into_iter().find(|state| state.slug() == slug).unwrap_or(OutState::Failed)
    }
}

/// An export that a job makes.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Its id.
    pub id: OutgoingId,
    /// Who asked.
    pub user: RawId,
    /// Which list.
    pub list: Kept,
    /// The slug of the format.
    pub format: String,
    /// The language that it is written in, and the time zone.
    pub tongue: (String, String),
    /// How far whoever asked saw then, as the program writes it.
    pub sight: String,
    /// Where it is in its life.
    pub state: OutState,
    /// What somebody else has to agree to.
    pub request: Option<ExportId>,
    /// What the file bears.
    pub mark: Option<KeptMark>,
    /// How many rows there were when it was asked for, about.
    pub n_total: i64,
    /// How many rows its file has.
    pub n_rows: i64,
    /// How many bytes.
    pub n_bytes: i64,
    /// Where the store keeps the file.
    pub file_key: Option<String>,
    /// Why it failed.
    pub error: Option<Said>,
    /// The job that writes it.
    pub job: Option<jobs::JobId>,
    /// When it was asked for.
    pub created_at: Millis,
    /// When its file was whole.
    pub finished_at: Option<Millis>,
    /// Until when it can be fetched.
    pub ends_at: Option<Millis>,
}

/// A watermark as it is kept until the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMark {
    no: i64,
    at: Millis,
    who: String,
}

impl KeptMark {
    /// The mark to be kept.
    pub(super) fn of(mark: &Watermark) -> KeptMark {
        KeptMark { no: mark.no, at: mark.at, who: mark.who.clone() }
    }

    /// The mark that the file bears.
    pub(super) fn mark(&self) -> Watermark {
        Watermark { no: self.no, who: self.who.clone(), at: self.at }
    }

    /// The number of the export.
    pub(crate) fn no(&self) -> i64 {
        self.no
    }
}

/// Which list, as it is kept: what it asked for then, whatever becomes of its view.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Kept {
    /// What it is called; may be empty.
    pub(super) name: String,
    filter: serde_json::Value,
    search: String,
    is_archived: bool,
    /// A field's slug, `made` or `changed`.
    order: String,
    is_descending: bool,
    /// Slugs of columns; every field when there are none.
    columns: Option<Vec<String>>,
    /// The channel by which they are to be written to.
    #[serde(default)]
    mailing: Option<String>,
}

impl Kept {
    pub(super) fn of(act: &Act, wanted: &Wanted) -> Kept {
        let query = &wanted.query;
        Kept {
            name: wanted.name.clone(),
            filter: query.condition.to_json(),
            search: query.search.clone(),
            is_archived: query.is_archived,
            order: match query.order {
                Order::Made => "made".to_owned(),
                Order::Changed => "changed".to_owned(),
                Order::Field(no) => act.fields.no(no).map(|field| field.slug.clone()).unwrap_or_default(),
            },
            is_descending: query.is_descending,
            columns: match &wanted.columns {
                Columns::Every => None,
                Columns::These(slugs) => Some(slugs.clone()),
            },
            mailing: wanted.mailing.map(str::to_owned),
        }
    }

    /// What is to go out; `None` when it can no longer be understood.
    pub(super) fn wanted(&self, act: &Act, format: &str) -> Option<Wanted> {
        let order = match self.order.as_str() {
            "made" => Order::Made,
            "changed" => Order::Changed,
            slug => Order::Field(act.fields.slug(slug)?.no),
        };
        let query = Query {
            condition: Condition::from_json(&self.filter).ok()?,
            search: self.search.clone(),
            is_archived: self.is_archived,
            order,
            is_descending: self.is_descending,
            ..Query::default()
        };
        let columns = self.columns.clone().map_or(Columns::Every, Columns::These);
        let mailing = self.mailing.as_deref().and_then(mailing_named);
        Some(Wanted { query, columns, target: target_named(format)?, name: self.name.clone(), mailing })
    }
}
