//! Today's plan of a person in a firm where much has happened: five interactions and two fifths of a task per customer, a
//! deal for every fifth one.

use super::figures::{Figure, quantile};
use super::pages::{House, failed, get};
use super::staff;
use crate::exit::CommandError;
use access::Scope;
use customers::Act;
use db::{Db, DbError};
use kernel::{DAY_MS, RawId};

/// Rows written by one transaction.
const AT_ONCE: i64 = 500_000;
/// Tasks of one person: 60 due, 340 later, the others closed.
const TASKS_EACH: i64 = 2_000;
/// Interactions per customer.
const INTERACTIONS_EACH: i64 = 5;

const INTERACTIONS: &str =
    "INSERT INTO interactions (no, id, customer_no, kind, direction, at, subject, body, responsible,
       revision, created_by, created_at)
     SELECT n, CAST(printf('%016d', n) AS BLOB), 1 + (n * 7919) % $3,
       CASE n % 4 WHEN 0 THEN 'call' WHEN 1 THEN 'letter' WHEN 2 THEN 'meeting' ELSE 'note' END, 'out',
       $4 + n * $5, '', 'Договорились о чашках', CAST(printf('%016d', n % 200) AS BLOB), 1,
       CAST(printf('%016d', n % 200) AS BLOB), $4 + n * $5 FROM some";

const DEALS: &str = "INSERT INTO deals (no, id, customer_no, title, title_key, pipeline_id, stage_id, rank, entered_at, amount,
       currency, responsible, source, note, revision, created_at, updated_at, closed_at, is_won, closed_note)
     SELECT 1000000 + n, CAST(printf('d%015d', n) AS BLOB), 1 + (n * 7919) % $3, 'Сделка ' || n, 'сделка ' || n,
       CAST('pipeline-of-past' AS BLOB), CAST('stage-of-the-end' AS BLOB), n, $4 + n * $5, n * 100, 'KZT',
       CAST(printf('%016d', n % 200) AS BLOB), '', '', 1, $4 + n * $5, $4 + n * $5, $4 + n * $5, n % 3 = 0, '' FROM some";

/// Due ones lie up to twenty days back, later ones as far ahead; a third are promised for ten o'clock.
const TASKS: &str = "INSERT INTO tasks (id, kind, title, note, customer_id, assignee, due_on, due_minute, due_at, hint,
       revision, created_at, closed_at, is_done, outcome)
     SELECT CAST(printf('t%015d', n) AS BLOB), 'call', 'Позвонить о чашках', '',
       (SELECT id FROM customers WHERE no = 1 + (n * 7919) % $3),
       CASE WHEN n % $6 = 0 THEN $7 ELSE CAST(printf('%016d', n % $6) AS BLOB) END,
       date(due / 1000, 'unixepoch'), CASE WHEN n % 3 = 0 THEN 600 END, due, '', 1, $4,
       CASE WHEN share >= 20 THEN due END, share >= 20, '' FROM
       (SELECT n, n / $6 % 100 AS share,
          CASE WHEN n / $6 % 100 BETWEEN 3 AND 19 THEN $5 + (1 + n % 20) * 86400000 ELSE $5 - (n % 20) * 86400000 END AS due
        FROM some)";

/// Measures over the customers of a base.
pub(super) async fn measure(house: &House, db: &Db, act: &Act) -> Result<Vec<Figure>, CommandError> {
    let (setting, actor) = (act.setting.clone(), act.actor.clone());
    let hired = db.writing(move |tx| {
        let sellers = staff::team(tx, (&setting, &actor), ("planned", 1))?;
        sellers.iter().try_for_each(|one| staff::see(tx, (&setting, &actor), one, Scope::All))?;
        Ok::<_, access::Refusal>(sellers)
    });
    let sellers = hired.await.map_err(failed)?;
    let seller = sellers.first().ok_or_else(|| failed("nobody was hired"))?;
    let n_due = tokio::task::block_in_place(|| fill(db, act, seller.id.0))?;
    let seen = house.as_seen_by(&seller.secret);
    let ask =
        |at: usize| get(if at.is_multiple_of(2) { "/tasks" } else { "/api/v1/tasks/plan" }.to_owned());
    seen.ask(1, 20, ask).await?;
    let (times, _) = seen.ask(1, 300, ask).await?;
    let bare = format!(
        "SELECT * FROM tasks WHERE assignee = x'{:032x}' AND closed_at IS NULL AND due_at <= {} ORDER BY due_at, id LIMIT 500",
        seller.id.0.as_u128(),
        act.setting.now()
    );
    Ok(vec![
        Figure::new("today's plan of a person, page and API: p95", quantile(&times, 0.95), "ms")
            .must(20.0)
            .floor(house.bare(bare, 100).await?)
            .note(format!("{n_due} tasks in it, p50 {:.1} ms", quantile(&times, 0.5))),
    ])
}

/// Has all that happen; gives how many tasks wait for the person.
fn fill(db: &Db, act: &Act, person: RawId) -> Result<i64, CommandError> {
    let n = db.read(|tx| tx.number("SELECT max(no) FROM customers", &[]))?.max(1);
    let now = act.setting.now();
    let (past, n_interactions) = (now - 700 * DAY_MS, n * INTERACTIONS_EACH);
    each(db, n_interactions, move |tx, (from, to)| {
        let values = db::params![from, to, n, past, 700 * DAY_MS / n_interactions.max(1)];
        tx.execute(&counted(INTERACTIONS), values).map(drop)
    })?;
    each(db, n / 5, move |tx, (from, to)| {
        let values = db::params![from, to, n, past, 700 * DAY_MS / n];
        tx.execute(&counted(DEALS), values).map(drop)
    })?;
    let n_people = (n * 2 / 5 / TASKS_EACH).max(1);
    each(db, n_people * TASKS_EACH, move |tx, (from, to)| {
        let values = db::params![from, to, n, past, now, n_people, person];
        tx.execute(&counted(TASKS), values).map(drop)
    })?;
    let due = "SELECT count(*) FROM tasks WHERE assignee = $1 AND closed_at IS NULL AND due_at <= $2";
    Ok(db.read(|tx| tx.number(due, db::params![person, now]))?)
}

/// A statement over the numbers from its first parameter to its second.
pub(super) fn counted(sql: &str) -> String {
    let (insert, select) = sql.split_once("SELECT").unwrap_or((sql, ""));
    format!(
        "{insert} WITH RECURSIVE some(n) AS (SELECT CAST($1 AS INTEGER) UNION ALL SELECT n + 1 FROM some WHERE n < $2)
         SELECT{select}"
    )
}

/// Runs a deed over the numbers from 1 to `n`, some at a time, each time in a transaction of its own.
pub(super) fn each(
    db: &Db,
    n: i64,
    deed: impl Fn(&mut db::Tx<'_>, (i64, i64)) -> Result<(), DbError> + Clone + Send + 'static,
) -> Result<(), CommandError> {
    let mut from = 1;
    while from <= n {
        let (to, deed) = (n.min(from + AT_ONCE - 1), deed.clone());
        db.write(move |tx| deed(tx, (from, to)))?;
        from = to + 1;
    }
    Ok(())
}
