//! The table of lines.

use crate::statement::{Line, LineId, Source, State, StatementId};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "l.id, l.statement_id, l.person, l.deal_id, l.role, l.place, l.rate_id, l.field_no, l.kind, \
                       l.customer_no, l.what, l.print, l.how, l.amount, l.worth, l.why, l.at";

fn line(row: &Row<'_>) -> Result<Line, DbError> {
    let deal: Option<RawId> = row.get(3)?;
    let source = match deal {
        Some(deal) => Source::Deal { deal, role: row.get(4)?, place: row.get(5)?, rate: row.opt_id(6)? },
        None => Source::Fact(row.get::<Option<i64>>(7)?.unwrap_or(0)),
    };
    Ok(Line {
        id: row.id(0)?,
        statement: row.id(1)?,
        person: row.get(2)?,
        source,
        is_correction: row.with_text(8, |kind| kind == "correction")?,
        customer_no: row.get(9)?,
        what: row.get(10)?,
        print: row.get(11)?,
        how: row.get(12)?,
        amount: row.get(13)?,
        worth: row.get(14)?,
        why: row.get(15)?,
        at: row.get(16)?,
    })
}

/// The lines of a statement, the eldest first.
pub(crate) fn of_statement(tx: &mut Tx<'_>, id: StatementId) -> Result<Vec<Line>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM earning_lines l WHERE l.statement_id = $1 ORDER BY l.at, l.id");
    tx.rows(&sql, params![id.0], line)
}

/// The lines of a deal, each with whether it still stands on a draft.
pub(crate) fn of_deal(tx: &mut Tx<'_>, deal: RawId) -> Result<Vec<(Line, bool)>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS}, s.state FROM earning_lines l JOIN statements s ON s.id = l.statement_id
         WHERE l.deal_id = $1 ORDER BY l.id"
    );
    tx.rows(&sql, params![deal], |row| {
        let is_draft = row.with_text(17, |state| state == State::Draft.slug())?;
        Ok((line(row)?, is_draft))
    })
}

/// Adds a line; a fact that was paid for is not paid for again: whether it was added.
pub(crate) fn insert(tx: &mut Tx<'_>, line: &Line) -> Result<bool, DbError> {
    let (deal, role, place, rate, field) = match &line.source {
        Source::Deal { deal, role, place, rate } => {
            (Some(*deal), role.as_str(), *place, rate.map(|id| id.0), None)
        }
        Source::Fact(field) => (None, "", 0, None, Some(*field)),
    };
    let kind = match (&line.source, line.is_correction) {
        (Source::Fact(_), _) => "bonus",
        (Source::Deal { .. }, true) => "correction",
        (Source::Deal { .. }, false) => "commission",
    };
    let n = tx.execute(
        "INSERT INTO earning_lines (id, statement_id, kind, person, deal_id, role, place, customer_no, field_no, rate_id,
         what, print, how, amount, worth, why, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING",
        params![
            line.id.0,
            line.statement.0,
            kind,
            line.person,
            deal,
            role,
            place,
            line.customer_no,
            field,
            rate,
            &line.what,
            &line.print,
            &line.how,
            line.amount,
            line.worth,
            &line.why,
            line.at
        ],
    )?;
    Ok(n > 0)
}

/// Takes a line of a draft away.
pub(crate) fn remove(tx: &mut Tx<'_>, id: LineId) -> Result<(), DbError> {
    tx.execute("DELETE FROM earning_lines WHERE id = $1", params![id.0]).map(drop)
}

/// Puts a line on another draft.
pub(crate) fn shift(tx: &mut Tx<'_>, id: LineId, to: StatementId) -> Result<(), DbError> {
    tx.execute("UPDATE earning_lines SET statement_id = $2 WHERE id = $1", params![id.0, to.0]).map(drop)
}

/// Who earns by a won deal, with their team then, and the moment at which it was won.
pub(crate) type Earner = (Option<RawId>, Option<RawId>, Millis);

/// Who earns by a deal.
pub(crate) fn earner(tx: &mut Tx<'_>, deal: RawId) -> Result<Option<Earner>, DbError> {
    let sql = "SELECT person, team_id, won_at FROM earned_deals WHERE deal_id = $1";
    tx.first(sql, params![deal], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Keeps who earns by a deal.
pub(crate) fn keep_earner(
    tx: &mut Tx<'_>,
    deal: RawId,
    (person, team, won_at): Earner,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO earned_deals (deal_id, person, team_id, won_at) VALUES ($1, $2, $3, $4) ON CONFLICT (deal_id)
         DO UPDATE SET person = excluded.person, team_id = excluded.team_id, won_at = excluded.won_at",
        params![deal, person, team, won_at],
    )
    .map(drop)
}
