//! The table of interactions.

use super::sql::{Owned, Sql};
use crate::interaction::{Direction, Interaction, InteractionId, InteractionNo, Letter};
use customers::CustomerNo;
use db::{DbError, Row, Tx, Value, params};
use kernel::{Cursor, Millis, PageSize, RawId, Slice};

const NAMES: [&str; 22] = [
    "no",
    "id",
    "customer_no",
    "with_no",
    "kind",
    "direction",
    "at",
    "length_secs",
    "outcome",
    "subject",
    "body",
    "responsible",
    "sender",
    "recipients",
    "message_id",
    "in_reply_to",
    "thread",
    "external_id",
    "revision",
    "created_by",
    "created_at",
    "removed_at",
];

/// Whose interactions are seen, as one who does not see everything does.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// The field and its keys by which seen customers are known; `None` when all are.
    pub(crate) customers: Option<(customers::FieldNo, Vec<String>)>,
    /// Those whose customers' or whose own interactions are seen; `None` when all of seen customers are.
    pub(crate) own: Option<Vec<RawId>>,
}

/// Which interactions are wanted; what is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) customers: Option<Vec<CustomerNo>>,
    /// With this one, or with their organization when it was they who spoke for it.
    pub(crate) around: Option<CustomerNo>,
    pub(crate) kind: Option<String>,
    pub(crate) direction: Option<Direction>,
    pub(crate) outcome: Option<String>,
    pub(crate) responsible: Option<RawId>,
    pub(crate) from: Option<Millis>,
    pub(crate) before: Option<Millis>,
    pub(crate) thread: Option<String>,
    pub(crate) seen: Seen,
}

fn interaction(row: &Row<'_>) -> Result<Interaction, DbError> {
    let direction = row.get::<Option<String>>(5)?.and_then(|slug| Direction::from_slug(&slug));
    let letter = match row.get::<Option<String>>(12)? {
        Some(from) => Some(Letter {
            from,
            to: row
                .get::<Option<String>>(13)?
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default(),
            message_id: row.get::<Option<String>>(14)?.unwrap_or_default(),
            in_reply_to: row.get::<Option<String>>(15)?.unwrap_or_default(),
            thread: row.get::<Option<String>>(16)?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(Interaction {
        no: row.get(0)?,
        id: row.id(1)?,
        customer_no: row.get(2)?,
        with_no: row.get(3)?,
        kind: row.get(4)?,
        direction,
        at: row.get(6)?,
        length_secs: row.get(7)?,
        outcome: row.get(8)?,
        subject: row.get(9)?,
        text: row.get(10)?,
        responsible: row.get(11)?,
        letter,
        external_id: row.get(17)?,
        revision: row.get(18)?,
        created_by: row.get(19)?,
        created_at: row.get(20)?,
        removed_at: row.get(21)?,
    })
}

fn columns() -> String {
    NAMES.map(|name| format!("i.{name}")).join(", ")
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn values<'v>(one: &'v Interaction, recipients: Option<&'v str>) -> [Value<'v>; 22] {
    let letter = one.letter.as_ref();
    [
        one.no.into(),
        one.id.0.into(),
        one.customer_no.into(),
        one.with_no.into(),
        one.kind.as_str().into(),
        one.direction.map(Direction::slug).into(),
        one.at.into(),
        one.length_secs.into(),
        (&one.outcome).into(),
        one.subject.as_str().into(),
        one.text.as_str().into(),
        one.responsible.into(),
        letter.map(|letter| letter.from.as_str()).into(),
        recipients.into(),
        letter.and_then(|letter| filled(&letter.message_id)).into(),
        letter.and_then(|letter| filled(&letter.in_reply_to)).into(),
        letter.and_then(|letter| filled(&letter.thread)).into(),
        (&one.external_id).into(),
        one.revision.into(),
        one.created_by.into(),
        one.created_at.into(),
        one.removed_at.into(),
    ]
}

fn recipients(one: &Interaction) -> Option<String> {
    one.letter.as_ref().map(|letter| serde_json::to_string(&letter.to).unwrap_or_else(|_| "[]".into()))
}

/// The number of the next one.
pub(crate) fn next_no(tx: &mut Tx<'_>) -> Result<InteractionNo, DbError> {
    tx.number("SELECT coalesce(max(no), 0) + 1 FROM interactions", &[])
}

/// Adds one.
pub(crate) fn insert(tx: &mut Tx<'_>, one: &Interaction) -> Result<(), DbError> {
    let marks = tx.dialect().placeholders(1, NAMES.len());
    let sql = format!("INSERT INTO interactions ({}) VALUES ({marks})", NAMES.join(", "));
    let recipients = recipients(one);
    tx.execute(&sql, &values(one, recipients.as_deref())).map(drop)
}

/// Writes a changed one.
pub(crate) fn update(tx: &mut Tx<'_>, one: &Interaction) -> Result<(), DbError> {
    let set: Vec<String> =
        NAMES.iter().enumerate().skip(1).map(|(at, name)| format!("{name} = ${}", at + 1)).collect();
    let sql = format!("UPDATE interactions SET {} WHERE no = $1", set.join(", "));
    let recipients = recipients(one);
    tx.execute(&sql, &values(one, recipients.as_deref())).map(drop)
}

/// The one of an id, removed or not.
pub(crate) fn find(tx: &mut Tx<'_>, id: InteractionId) -> Result<Option<Interaction>, DbError> {
    let sql = format!("SELECT {} FROM interactions i WHERE i.id = $1", columns());
    tx.first(&sql, params![id.0], interaction)
}

/// The one of a name in another program, removed or not.
pub(crate) fn external(tx: &mut Tx<'_>, name: &str) -> Result<Option<Interaction>, DbError> {
    let sql = format!("SELECT {} FROM interactions i WHERE i.external_id = $1", columns());
    tx.first(&sql, params![name], interaction)
}

/// The latest letter with one of these Message-IDs, removed or not.
pub(crate) fn of_messages(tx: &mut Tx<'_>, ids: &[&str]) -> Result<Option<Interaction>, DbError> {
    if ids.is_empty() {
        return Ok(None);
    }
    let marks = tx.dialect().placeholders(1, ids.len());
    let sql = format!(
        "SELECT {} FROM interactions i WHERE i.message_id IN ({marks}) ORDER BY i.at DESC, i.no DESC LIMIT 1",
        columns()
    );
    let values: Vec<Value<'_>> = ids.iter().map(|id| Value::Text(id)).collect();
    tx.first(&sql, &values, interaction)
}

/// One page, the latest first.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Interaction>, DbError> {
    let mut sql = restricted(wanted);
    if let Some((at, no)) = after.and_then(|cursor| Some((cursor.key.parse::<i64>().ok()?, cursor.no))) {
        let (at, no) = (sql.put(Owned::Int(at)), sql.put(Owned::Int(no)));
        sql.and(&format!("(i.at, i.no) < ({at}, {no})"));
    }
    let limit = sql.put(Owned::Int(i64::try_from(size.get() + 1).unwrap_or(i64::MAX)));
    let text = format!(
        "SELECT {} FROM interactions i{} ORDER BY i.at DESC, i.no DESC LIMIT {limit}",
        columns(),
        sql.words
    );
    let mut items = tx.rows(&text, &sql.values(), interaction)?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let next = items.last().filter(|_| has_more);
    let next = next.map(|one| Cursor { key: one.at.to_string(), no: one.no });
    Ok(Slice { items, next })
}

/// How many there are, at most `most`.
pub(crate) fn count(tx: &mut Tx<'_>, wanted: &Wanted, most: i64) -> Result<i64, DbError> {
    let mut sql = restricted(wanted);
    let limit = sql.put(Owned::Int(most));
    let text = format!("SELECT count(*) FROM (SELECT 1 FROM interactions i{} LIMIT {limit}) x", sql.words);
    tx.number(&text, &sql.values())
}

fn restricted(wanted: &Wanted) -> Sql {
    let mut sql = Sql::default();
    sql.and("i.removed_at IS NULL");
    if let Some(numbers) = &wanted.customers {
        let list = sql.list(numbers.iter().map(|no| Owned::Int(*no)));
        sql.and(&format!("i.customer_no IN ({list})"));
    }
    if let Some(no) = wanted.around {
        let place = sql.put(Owned::Int(no));
        sql.and(&format!("(i.customer_no = {place} OR i.with_no = {place})"));
    }
    let texts = [
        ("i.kind =", wanted.kind.as_deref()),
        ("i.direction =", wanted.direction.map(Direction::slug)),
        ("i.outcome =", wanted.outcome.as_deref()),
        ("i.thread =", wanted.thread.as_deref()),
    ];
    for (column, text) in texts {
        if let Some(text) = text {
            sql.is(column, Owned::Text(text.to_owned()));
        }
    }
    if let Some(who) = wanted.responsible {
        sql.is("i.responsible =", Owned::Id(who));
    }
    for (column, at) in [("i.at >=", wanted.from), ("i.at <", wanted.before)] {
        if let Some(at) = at {
            sql.is(column, Owned::Int(at));
        }
    }
    see(&mut sql, &wanted.seen, ["i.responsible", "i.created_by"]);
    sql
}

/// Leaves only what is seen: with a customer who is, and where that does not suffice done by one of those in `doers`.
pub(super) fn see<const N: usize>(sql: &mut Sql, seen: &Seen, doers: [&str; N]) {
    if let Some((field, keys)) = &seen.customers {
        let test = marked(sql, (*field, keys));
        sql.and(&test);
    }
    if let Some(people) = &seen.own {
        let keys: Vec<String> = people.iter().map(ToString::to_string).collect();
        let mut either = vec![marked(sql, (customers::builtin::RESPONSIBLE, &keys))];
        let list = sql.list(people.iter().map(|id| Owned::Id(*id)));
        either.extend(doers.map(|column| format!("{column} IN ({list})")));
        sql.and(&format!("({})", either.join(" OR ")));
    }
}

fn marked(sql: &mut Sql, (field, keys): (customers::FieldNo, &[String])) -> String {
    let field = sql.put(Owned::Int(field));
    let list = sql.list(keys.iter().map(|key| Owned::Text(key.clone())));
    format!(
        "EXISTS (SELECT 1 FROM traits x WHERE x.field_no = {field} AND x.customer_no = i.customer_no AND x.key IN ({list}))"
    )
}

/// The numbers of those with a customer, or with somebody of theirs, removed ones too.
pub(crate) fn numbers_of(
    tx: &mut Tx<'_>,
    (column, customer): (&'static str, CustomerNo),
) -> Result<Vec<InteractionNo>, DbError> {
    let sql = format!("SELECT no FROM interactions WHERE {column} = $1 ORDER BY no");
    tx.rows(&sql, params![customer], |row| row.get(0))
}

/// Makes these be with another; those that are gone are passed over.
pub(crate) fn move_to(
    tx: &mut Tx<'_>,
    (column, numbers): (&'static str, &[InteractionNo]),
    customer: CustomerNo,
) -> Result<(), DbError> {
    let sql = format!("UPDATE interactions SET {column} = $2 WHERE no = $1");
    numbers.iter().try_for_each(|no| tx.execute(&sql, params![*no, customer]).map(drop))
}

/// The keys of the stored files of a customer's interactions that no other interaction names.
pub(crate) fn file_keys_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<String>, DbError> {
    tx.rows(
        "SELECT DISTINCT f.stored_as FROM interaction_files f JOIN interactions i ON i.no = f.interaction_no
         WHERE i.customer_no = $1 AND NOT EXISTS (
             SELECT 1 FROM interaction_files g JOIN interactions h ON h.no = g.interaction_no
             WHERE g.stored_as = f.stored_as AND h.customer_no <> $1)",
        params![customer],
        |row| row.get(0),
    )
}

/// Whether an interaction still names a stored file.
pub(crate) fn is_file_named(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM interaction_files WHERE stored_as = $1", params![key])? > 0)
}

/// Removes all of a customer for good, with their files; takes the name of whoever goes off those of others.
pub(crate) fn forget(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    tx.execute("UPDATE interactions SET with_no = NULL WHERE with_no = $1", params![customer])?;
    tx.execute(
        "DELETE FROM interaction_files WHERE interaction_no IN (SELECT no FROM interactions WHERE customer_no = $1)",
        params![customer],
    )?;
    tx.execute(
        "DELETE FROM interaction_html WHERE interaction_no IN (SELECT no FROM interactions WHERE customer_no = $1)",
        params![customer],
    )?;
    tx.execute(
        "DELETE FROM mail_outgoing WHERE interaction_id IN (SELECT id FROM interactions WHERE customer_no = $1)",
        params![customer],
    )?;
    tx.execute("DELETE FROM interactions WHERE customer_no = $1", params![customer]).map(drop)
}
