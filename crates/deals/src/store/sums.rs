//! What deals add up to: by stage, by day, by how far they came, by who and where from.

use crate::deal::Day;
use crate::pipeline::{ReasonId, StageId};
use crate::store::sql::Sql;
use crate::store::wanted::Wanted;
use db::{DbError, Row, Tx};
use kernel::{Currency, DAY_MS, RawId};

fn currency(row: &Row<'_>, at: usize) -> Result<Currency, DbError> {
    Ok(row.with_text(at, Currency::from_code)?.unwrap_or(Currency::KZT))
}

/// How many deals stand on a stage in a currency, and for how much.
pub(crate) struct OnStage {
    pub(crate) stage: StageId,
    pub(crate) currency: Currency,
    pub(crate) n: i64,
    pub(crate) amount: i64,
}

/// By stage and currency.
pub(crate) fn by_stage(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Vec<OnStage>, DbError> {
    let mut sql = Sql::new(
        "SELECT d.stage_id, d.currency, count(*), CAST(sum(d.amount) AS BIGINT) FROM deals d WHERE ",
    );
    wanted.narrow(&mut sql);
    sql.push(" GROUP BY d.stage_id, d.currency ORDER BY d.currency");
    tx.rows(&sql.words, &sql.values(), |row| {
        Ok(OnStage { stage: row.id(0)?, currency: currency(row, 1)?, n: row.get(2)?, amount: row.get(3)? })
    })
}

/// How many deals are expected on a day on a stage in a currency, and for how much.
pub(crate) struct OnDay {
    pub(crate) on: Option<Day>,
    pub(crate) stage: StageId,
    pub(crate) currency: Currency,
    pub(crate) n: i64,
    pub(crate) amount: i64,
}

/// By day of expected closing, stage and currency.
pub(crate) fn by_day(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Vec<OnDay>, DbError> {
    let mut sql = Sql::new(
        "SELECT d.closes_on, d.stage_id, d.currency, count(*), CAST(sum(d.amount) AS BIGINT) FROM deals d WHERE ",
    );
    wanted.narrow(&mut sql);
    sql.push(" GROUP BY d.closes_on, d.stage_id, d.currency");
    tx.rows(&sql.words, &sql.values(), |row| {
        Ok(OnDay {
            on: row.get(0)?,
            stage: row.id(1)?,
            currency: currency(row, 2)?,
            n: row.get(3)?,
            amount: row.get(4)?,
        })
    })
}

/// Deals that came equally far and stand equally.
pub(crate) struct Farthest {
    /// The place of the farthest stage they stood on; below every place when those stages are gone.
    pub(crate) place: i64,
    pub(crate) stage: StageId,
    /// `None` while open, else whether won.
    pub(crate) is_won: Option<bool>,
    pub(crate) n: i64,
}

/// By how far they came, where they stand and in what state they are.
pub(crate) fn by_farthest(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Vec<Farthest>, DbError> {
    let mut sql = Sql::new(
        "SELECT f.place, f.stage_id, f.state, count(*) FROM (SELECT coalesce((SELECT max(s.place) FROM deal_steps t
         JOIN deal_stages s ON s.id = t.stage_id WHERE t.deal_no = d.no AND s.archived_at IS NULL), CAST(-1 AS BIGINT)) AS place,
         d.stage_id, CASE WHEN d.closed_at IS NULL THEN CAST(0 AS BIGINT) WHEN d.is_won = TRUE THEN 1 ELSE 2 END AS state
         FROM deals d WHERE ",
    );
    wanted.narrow(&mut sql);
    sql.push(") f GROUP BY f.place, f.stage_id, f.state");
    tx.rows(&sql.words, &sql.values(), |row| {
        let state: i64 = row.get(2)?;
        let is_won = (state != 0).then_some(state == 1);
        Ok(Farthest { place: row.get(0)?, stage: row.id(1)?, is_won, n: row.get(3)? })
    })
}

/// How many stood on stages that are taken out since.
pub(crate) fn n_on_gone(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<i64, DbError> {
    let mut sql = Sql::new(
        "SELECT count(*) FROM deals d WHERE EXISTS (SELECT 1 FROM deal_steps t JOIN deal_stages s ON s.id = t.stage_id
         WHERE t.deal_no = d.no AND s.archived_at IS NOT NULL) AND ",
    );
    wanted.narrow(&mut sql);
    Ok(tx.first(&sql.words, &sql.values(), |row| row.get(0))?.unwrap_or(0))
}

/// How many times deals left a stage, and how long they stood there in all, ms.
pub(crate) fn stays(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Vec<(StageId, i64, i64)>, DbError> {
    let mut sql = Sql::new(
        "SELECT t.stage_id, count(*), CAST(sum(t.left_at - t.entered_at) AS BIGINT)
         FROM deals d JOIN deal_steps t ON t.deal_no = d.no WHERE t.left_at IS NOT NULL AND ",
    );
    wanted.narrow(&mut sql);
    sql.push(" GROUP BY t.stage_id");
    tx.rows(&sql.words, &sql.values(), |row| Ok((row.id(0)?, row.get(1)?, row.get(2)?)))
}

/// How many deals were lost on a stage for a reason.
pub(crate) fn losses(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
) -> Result<Vec<(StageId, Option<ReasonId>, i64)>, DbError> {
    let mut sql = Sql::new(
        "SELECT d.stage_id, d.reason_id, count(*) FROM deals d WHERE d.closed_at IS NOT NULL
         AND d.is_won = FALSE AND ",
    );
    wanted.narrow(&mut sql);
    sql.push(" GROUP BY d.stage_id, d.reason_id ORDER BY 3 DESC");
    tx.rows(&sql.words, &sql.values(), |row| Ok((row.id(0)?, row.opt_id(1)?, row.get(2)?)))
}

/// By what a funnel is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Where deals came from.
    Source,
    /// The team of whoever answers for them.
    Team,
    /// Who answers for them.
    Seller,
    /// The month in which they were opened.
    Month,
}

impl Cut {
    /// All, in the order in which screens offer them.
    pub const ALL: [Cut; 4] = [Cut::Source, Cut::Team, Cut::Seller, Cut::Month];

    /// `source`, `team`, `seller` or `month`.
    pub fn slug(self) -> &'static str {
        match self {
            Cut::Source => "source",
            Cut::Team => "team",
            Cut::Seller => "seller",
            Cut::Month => "month",
        }
    }

    /// The one of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.slug() == slug)
    }
}

/// Deals of one source, team, seller or day.
pub(crate) struct Part {
    /// The source.
    pub(crate) text: String,
    /// The team or the seller.
    pub(crate) id: Option<RawId>,
    /// The day on which they were opened.
    pub(crate) day: Day,
    pub(crate) n: i64,
    pub(crate) n_won: i64,
    pub(crate) n_lost: i64,
    /// How long the won ones took from opening to winning, ms in all.
    pub(crate) won_ms: i64,
}

/// By source, team, seller or day of opening; `offset` is that of the firm's zone from UTC, ms.
pub(crate) fn parts(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (cut, offset): (Cut, i64),
) -> Result<Vec<Part>, DbError> {
    let key = match cut {
        Cut::Source => "d.source".to_owned(),
        Cut::Team => "u.team_id".to_owned(),
        Cut::Seller => "d.responsible".to_owned(),
        Cut::Month => format!("(d.created_at + {offset}) / {DAY_MS}"),
    };
    let mut sql = Sql::new(format!(
        "SELECT {key}, count(*), CAST(sum(CASE WHEN d.is_won = TRUE THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN d.closed_at IS NOT NULL AND d.is_won = FALSE THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN d.is_won = TRUE THEN d.closed_at - d.created_at ELSE 0 END) AS BIGINT)
         FROM deals d LEFT JOIN users u ON u.id = d.responsible WHERE "
    ));
    wanted.narrow(&mut sql);
    sql.push(&format!(" GROUP BY {key} ORDER BY 2 DESC, 1"));
    tx.rows(&sql.words, &sql.values(), |row| {
        Ok(Part {
            text: if cut == Cut::Source { row.get(0)? } else { String::new() },
            id: if matches!(cut, Cut::Team | Cut::Seller) { row.get(0)? } else { None },
            day: if cut == Cut::Month { row.get(0)? } else { 0 },
            n: row.get(1)?,
            n_won: row.get(2)?,
            n_lost: row.get(3)?,
            won_ms: row.get(4)?,
        })
    })
}

/// How many open deals each of these people has.
pub(crate) fn loads(tx: &mut Tx<'_>, people: &[RawId]) -> Result<Vec<(RawId, i64)>, DbError> {
    let mut sql = Sql::new(
        "SELECT d.responsible, count(*) FROM deals d WHERE d.closed_at IS NULL AND d.responsible IN (",
    );
    sql.list(people, |sql, id| {
        sql.id(*id);
    })
    .push(") GROUP BY d.responsible");
    tx.rows(&sql.words, &sql.values(), |row| Ok((row.get(0)?, row.get(1)?)))
}
