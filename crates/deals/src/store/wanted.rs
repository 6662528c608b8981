//! Which deals are wanted, as SQL; a list of them and how many there are.

use crate::deal::{Day, Deal};
use crate::pipeline::{PipelineId, ReasonId, StageId};
use crate::store::deals;
use crate::store::sql::Sql;
use customers::{CustomerNo, FieldNo};
use db::{DbError, Tx};
use kernel::{Cursor, DAY_MS, Millis, PageSize, RawId, Slice};

/// Beyond every day: deals without a day stand last.
const NO_DAY: i64 = 4_000_000;

/// In what state a deal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Neither won nor lost.
    #[default]
    Open,
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// Any.
    All,
}

impl State {
    /// All, in the order in which screens offer them.
    pub const ALL: [State; 4] = [State::Open, State::Won, State::Lost, State::All];

    /// `open`, `won`, `lost` or `all`.
    pub fn slug(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Won => "won",
            State::Lost => "lost",
            State::All => "all",
        }
    }

    /// The state of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// When it was opened.
    #[default]
    Opened,
    /// For how much, whatever the currency.
    Amount,
    /// By when it is expected to be closed; deals without a day last.
    Closes,
    /// Since when it stands where it stands.
    Entered,
}

impl Sort {
    /// All.
    pub const ALL: [Sort; 4] = [Sort::Opened, Sort::Amount, Sort::Closes, Sort::Entered];

    /// `opened`, `amount`, `closes` or `entered`.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Opened => "opened",
            Sort::Amount => "amount",
            Sort::Closes => "closes",
            Sort::Entered => "entered",
        }
    }

    /// The order of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.slug() == slug)
    }

    fn column(self) -> String {
        match self {
            Sort::Opened => "d.created_at".into(),
            Sort::Amount => "d.amount".into(),
            Sort::Closes => format!("coalesce(d.closes_on, {NO_DAY})"),
            Sort::Entered => "d.entered_at".into(),
        }
    }

    fn key(self, deal: &Deal) -> i64 {
        match self {
            Sort::Opened => deal.created_at,
            Sort::Amount => deal.amount,
            Sort::Closes => deal.closes_on.unwrap_or(NO_DAY),
            Sort::Entered => deal.entered_at,
        }
    }
}

/// Whose deals are seen; what is `None` does not narrow.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Those of customers with one of these keys of a field, and those in the queue.
    pub(crate) cards: Option<(FieldNo, Vec<String>)>,
    /// The team in whose queue deals are seen whoever their customers are.
    pub(crate) queue: Option<RawId>,
    /// Those of these people, and those that nobody has and that wait for this team.
    pub(crate) people: Option<(Vec<RawId>, Option<RawId>)>,
    /// Those that stand in a stage of this team.
    pub(crate) team: Option<RawId>,
}

/// Which deals are wanted; what is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) state: State,
    pub(crate) pipeline: Option<PipelineId>,
    pub(crate) stage: Option<StageId>,
    /// Those that came as far as this stage, or farther, or were won.
    pub(crate) reached: Option<StageId>,
    pub(crate) responsible: Option<RawId>,
    /// Those that nobody has.
    pub(crate) is_unassigned: bool,
    /// Whose responsible is in this team, or that wait for it.
    pub(crate) team: Option<RawId>,
    pub(crate) customer: Option<CustomerNo>,
    pub(crate) source: Option<String>,
    pub(crate) reason: Option<ReasonId>,
    /// Opened from one moment until before another.
    pub(crate) opened: (Option<Millis>, Option<Millis>),
    /// Closed within such moments.
    pub(crate) closed: (Option<Millis>, Option<Millis>),
    /// Expected to be closed from one day until before another.
    pub(crate) closes: (Option<Day>, Option<Day>),
    /// Without a day on which they are expected to be closed.
    pub(crate) is_undated: bool,
    /// Rotting at this moment.
    pub(crate) rotting: Option<Millis>,
    /// Words of the title.
    pub(crate) words: Vec<String>,
    /// Customers that the search found.
    pub(crate) named: Vec<CustomerNo>,
    pub(crate) seen: Seen,
}

impl Wanted {
    /// Everything wanted as conditions on deals `d`, after a `WHERE`.
    pub(crate) fn narrow(&self, sql: &mut Sql) {
        sql.push(match self.state {
            State::Open => "d.closed_at IS NULL",
            State::Won => "d.closed_at IS NOT NULL AND d.is_won = TRUE",
            State::Lost => "d.closed_at IS NOT NULL AND d.is_won = FALSE",
            State::All => "1 = 1",
        });
        let ids = [
            ("pipeline_id", self.pipeline.map(|id| id.0)),
            ("stage_id", self.stage.map(|id| id.0)),
            ("responsible", self.responsible),
            ("reason_id", self.reason.map(|id| id.0)),
        ];
        for (column, id) in ids {
            if let Some(id) = id {
                sql.push(&format!(" AND d.{column} = ")).id(id);
            }
        }
        let spans = [("created_at", self.opened), ("closed_at", self.closed), ("closes_on", self.closes)];
        for (column, (from, before)) in spans {
            for (bound, sign) in [(from, ">="), (before, "<")] {
                if let Some(n) = bound {
                    sql.push(&format!(" AND d.{column} {sign} ")).int(n);
                }
            }
        }
        self.narrow_further(sql);
        self.seen(sql);
    }

    fn narrow_further(&self, sql: &mut Sql) {
        if self.is_unassigned {
            sql.push(" AND d.responsible IS NULL");
        }
        if self.is_undated {
            sql.push(" AND d.closes_on IS NULL");
        }
        if let Some(no) = self.customer {
            sql.push(" AND d.customer_no = ").int(no);
        }
        if let Some(source) = &self.source {
            sql.push(" AND d.source = ").text(source);
        }
        if let Some(team) = self.team {
            sql.push(" AND (d.responsible IN (SELECT u.id FROM users u WHERE u.team_id = ").id(team);
            sql.push(") OR (d.responsible IS NULL AND d.team_id = ").id(team).push("))");
        }
        if let Some(stage) = self.reached {
            sql.push(
                " AND (d.is_won = TRUE OR EXISTS (SELECT 1 FROM deal_steps t JOIN deal_stages s ON s.id = t.stage_id
                 WHERE t.deal_no = d.no AND s.archived_at IS NULL
                 AND s.place >= (SELECT w.place FROM deal_stages w WHERE w.id = ",
            );
            sql.id(stage.0).push(")))");
        }
        if let Some(now) = self.rotting {
            sql.push(
                " AND EXISTS (SELECT 1 FROM deal_stages s WHERE s.id = d.stage_id AND s.rots_after_days IS NOT NULL
                 AND d.entered_at + s.rots_after_days * ",
            );
            sql.int(DAY_MS).push(" < ").int(now).push(")");
        }
        if !self.words.is_empty() {
            sql.push(" AND ((1 = 1");
            for word in &self.words {
                sql.push(" AND d.title_key LIKE ").text(&format!("%{}%", word.replace(['%', '_'], "")));
            }
            sql.push(") OR d.customer_no IN (")
                .list(&self.named, |sql, no| {
                    sql.int(*no);
                })
                .push("))");
        }
    }

    fn seen(&self, sql: &mut Sql) {
        if let Some((people, team)) = &self.seen.people {
            sql.push(" AND (d.responsible IN (")
                .list(people, |sql, id| {
                    sql.id(*id);
                })
                .push(")");
            if let Some(team) = team {
                sql.push(" OR (d.responsible IS NULL AND d.team_id = ").id(*team).push(")");
            }
            sql.push(")");
        }
        if let Some(team) = self.seen.team {
            sql.push(" AND d.team_id = ").id(team);
        }
        if let Some((field, keys)) = &self.seen.cards {
            sql.push(" AND (EXISTS (SELECT 1 FROM traits x WHERE x.field_no = ").int(*field);
            sql.push(" AND x.customer_no = d.customer_no AND x.key IN (");
            sql.list(keys, |sql, key| {
                sql.text(key);
            })
            .push("))");
            if let Some(team) = self.seen.queue {
                sql.push(" OR (d.responsible IS NULL AND d.team_id = ").id(team).push(")");
            }
            sql.push(")");
        }
    }
}

/// One page in an order.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (sort, is_descending): (Sort, bool),
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Deal>, DbError> {
    let mut sql = Sql::new(format!("SELECT {} FROM deals d WHERE ", deals::COLUMNS));
    wanted.narrow(&mut sql);
    let column = sort.column();
    let (sign, order) = if is_descending { ("<", "DESC") } else { (">", "ASC") };
    if let Some(cursor) = after {
        sql.push(&format!(" AND ({column}, d.no) {sign} (")).int(cursor.key.parse().unwrap_or(0));
        sql.push(", ").int(cursor.no).push(")");
    }
    sql.push(&format!(" ORDER BY {column} {order}, d.no {order} LIMIT "));
    cut(tx, sql, size, |deal| sort.key(deal))
}

/// The cards of a stage in their order, after a place.
pub(crate) fn on_stage(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Deal>, DbError> {
    let mut sql = Sql::new(format!("SELECT {} FROM deals d WHERE ", deals::COLUMNS));
    wanted.narrow(&mut sql);
    if let Some(cursor) = after {
        sql.push(" AND (d.rank, d.no) > (").int(cursor.key.parse().unwrap_or(0));
        sql.push(", ").int(cursor.no).push(")");
    }
    sql.push(" ORDER BY d.rank, d.no LIMIT ");
    cut(tx, sql, size, |deal| deal.rank)
}

fn cut(
    tx: &mut Tx<'_>,
    mut sql: Sql,
    size: PageSize,
    key: impl Fn(&Deal) -> i64,
) -> Result<Slice<Deal>, DbError> {
    sql.int(i64::try_from(size.get() + 1).unwrap_or(i64::MAX));
    let mut items = tx.rows(&sql.words, &sql.values(), deals::deal)?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let last = items.last().filter(|_| has_more);
    let next = last.map(|deal| Cursor { key: key(deal).to_string(), no: deal.no });
    Ok(Slice { items, next })
}

/// The sources that deals came from, in the order of their letters, at most `limit`.
pub(crate) fn sources(tx: &mut Tx<'_>, wanted: &Wanted, limit: i64) -> Result<Vec<String>, DbError> {
    let mut sql = Sql::new("SELECT DISTINCT d.source FROM deals d WHERE ");
    wanted.narrow(&mut sql);
    sql.push(" AND d.source <> '' ORDER BY d.source LIMIT ").int(limit);
    tx.rows(&sql.words, &sql.values(), |row| row.get(0))
}
