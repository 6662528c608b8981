//! An export that a job makes, as it stands.

use crate::exporting::{Columns, Listed, OrderColumns, OrdersWanted, Wanted, mailing_named};
use crate::formats::out::{Target, target_named};
use crate::run::Said;
use access::exporting::ExportId;
use access::watermark::Watermark;
use customers::Act;
use customers::listing::{Order, Query};
use db::{DbError, Tx};
use fields::Condition;
use kernel::{Millis, RawId};
use orders::OrderError;
use orders::listing::Asked;
use serde::{Deserialize, Serialize};
use words::Say;

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
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kept {
    /// Orders; told apart by the name of its first part, since lists of customers were kept before there were others.
    Orders {
        /// The list as it was asked for.
        orders: Asked,
        /// Slugs of columns.
        columns: Vec<String>,
    },
    /// Customers.
    Customers(KeptCustomers),
}

/// A list of customers, as it is kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct KeptCustomers {
    /// What it is called; may be empty.
    name: String,
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
    /// A list whose words cannot be read: nothing can be made of it.
    pub(super) fn nothing() -> Kept {
        Kept::Customers(KeptCustomers::default())
    }

    pub(super) fn of(act: &Act, listed: &Listed) -> Kept {
        match listed {
            Listed::Customers(wanted) => Kept::Customers(KeptCustomers::of(act, wanted)),
            Listed::Orders(wanted) => Kept::Orders {
                orders: wanted.asked.clone(),
                columns: wanted.columns.iter().map(|column| column.slug().to_owned()).collect(),
            },
        }
    }

    /// What its file is called: in plain letters, and in letters of any language; that may be empty.
    pub(super) fn names(&self, say: &Say) -> (&'static str, String) {
        match self {
            Kept::Customers(kept) => ("customers", kept.name.clone()),
            Kept::Orders { .. } => ("orders", say.t("orders-title")),
        }
    }

    /// What people read of it.
    pub(super) fn title(&self, say: &Say) -> String {
        match self.names(say) {
            (_, name) if name.is_empty() => say.t("customers-list-title"),
            (_, name) => name,
        }
    }

    /// What is to go out; `None` when it can no longer be understood.
    pub(super) fn listed(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        format: &str,
    ) -> Result<Option<Listed>, DbError> {
        let Some(target) = target_named(format) else { return Ok(None) };
        match self {
            Kept::Customers(kept) => Ok(kept.wanted(act, target).map(Listed::Customers)),
            Kept::Orders { orders, columns } => {
                let columns = OrderColumns::These(columns.clone());
                match OrdersWanted::of(tx, act, (orders.clone(), &columns), target) {
                    Ok(wanted) => Ok(Some(wanted.into())),
                    Err(OrderError::Db(error)) => Err(error),
                    Err(_) => Ok(None),
                }
            }
        }
    }
}

impl KeptCustomers {
    fn of(act: &Act, wanted: &Wanted) -> KeptCustomers {
        let query = &wanted.query;
        KeptCustomers {
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

    fn wanted(&self, act: &Act, target: &'static dyn Target) -> Option<Wanted> {
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
        Some(Wanted { query, columns, target, name: self.name.clone(), mailing })
    }
}
