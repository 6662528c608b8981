//! The table of filled contact cards.

use super::interactions::{Seen, see};
use super::sql::{Owned, Sql};
use crate::cards::form::Answers;
use crate::cards::{CardId, FilledCard, FormId, Subject};
use customers::CustomerNo;
use db::{DbError, Row, Tx, params};
use kernel::{Cursor, PageSize, Slice};

const COLUMNS: &str = "i.no, i.id, i.form_id, i.version, i.customer_no, i.subject_kind, i.subject_id, i.answers, \
     i.filled_by, i.filled_at, i.revision, i.removed_at";

/// Which cards are wanted; what is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) customer: Option<CustomerNo>,
    pub(crate) form: Option<FormId>,
    pub(crate) subject: Option<Subject>,
    pub(crate) seen: Seen,
}

fn card(row: &Row<'_>) -> Result<FilledCard, DbError> {
    let subject = row.get::<Option<String>>(5)?.zip(row.get(6)?);
    Ok(FilledCard {
        no: row.get(0)?,
        id: row.id(1)?,
        form: row.id(2)?,
        version: row.get(3)?,
        customer_no: row.get(4)?,
        subject: subject.map(|(kind, id)| Subject { kind, id }),
        answers: row.with_text(7, |text| serde_json::from_str(text).unwrap_or_default())?,
        filled_by: row.get(8)?,
        filled_at: row.get(9)?,
        revision: row.get(10)?,
        removed_at: row.get(11)?,
    })
}

/// The number of the next one.
pub(crate) fn next_no(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT coalesce(max(no), 0) + 1 FROM contact_cards", &[])
}

/// Writes a card, in place of what was there.
pub(crate) fn keep(tx: &mut Tx<'_>, card: &FilledCard) -> Result<(), DbError> {
    let answers = serde_json::to_string(&card.answers).unwrap_or_else(|_| "{}".into());
    let subject = card.subject.as_ref();
    tx.execute("DELETE FROM contact_cards WHERE no = $1", params![card.no])?;
    tx.execute(
        "INSERT INTO contact_cards (no, id, form_id, version, customer_no, subject_kind, subject_id, answers,
         filled_by, filled_at, revision, removed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            card.no,
            card.id.0,
            card.form.0,
            card.version,
            card.customer_no,
            subject.map(|subject| subject.kind.as_str()),
            subject.map(|subject| subject.id),
            &answers,
            card.filled_by,
            card.filled_at,
            card.revision,
            card.removed_at
        ],
    )
    .map(drop)
}

/// The card of an id, removed or not.
pub(crate) fn find(tx: &mut Tx<'_>, id: CardId) -> Result<Option<FilledCard>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM contact_cards i WHERE i.id = $1"), params![id.0], card)
}

/// The latest card of a form about a customer for a subject that was not taken back.
pub(crate) fn latest(
    tx: &mut Tx<'_>,
    (form, customer): (FormId, CustomerNo),
    subject: &Subject,
) -> Result<Option<FilledCard>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM contact_cards i WHERE i.subject_kind = $1 AND i.subject_id = $2 AND i.form_id = $3
         AND i.customer_no = $4 AND i.removed_at IS NULL ORDER BY i.filled_at DESC, i.no DESC LIMIT 1"
    );
    tx.first(&sql, params![&subject.kind, subject.id, form.0, customer], card)
}

/// One page, the latest first.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<FilledCard>, DbError> {
    let mut sql = Sql::default();
    sql.and("i.removed_at IS NULL");
    if let Some(no) = wanted.customer {
        sql.is("i.customer_no =", Owned::Int(no));
    }
    if let Some(form) = wanted.form {
        sql.is("i.form_id =", Owned::Id(form.0));
    }
    if let Some(subject) = &wanted.subject {
        sql.is("i.subject_kind =", Owned::Text(subject.kind.clone()));
        sql.is("i.subject_id =", Owned::Id(subject.id));
    }
    see(&mut sql, &wanted.seen, ["i.filled_by"]);
    if let Some((at, no)) = after.and_then(|cursor| Some((cursor.key.parse::<i64>().ok()?, cursor.no))) {
        let (at, no) = (sql.put(Owned::Int(at)), sql.put(Owned::Int(no)));
        sql.and(&format!("(i.filled_at, i.no) < ({at}, {no})"));
    }
    let limit = sql.put(Owned::Int(i64::try_from(size.get() + 1).unwrap_or(i64::MAX)));
    let text = format!(
        "SELECT {COLUMNS} FROM contact_cards i{} ORDER BY i.filled_at DESC, i.no DESC LIMIT {limit}",
        sql.words
    );
    let mut items = tx.rows(&text, &sql.values(), card)?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let next = items.last().filter(|_| has_more);
    let next = next.map(|one| Cursor { key: one.filled_at.to_string(), no: one.no });
    Ok(Slice { items, next })
}

/// Whether any card was filled by a form.
pub(crate) fn is_filled(tx: &mut Tx<'_>, form: FormId) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM contact_cards WHERE form_id = $1 LIMIT 1) x";
    Ok(tx.number(sql, params![form.0])? > 0)
}

/// The numbers of the cards about a customer, removed ones too.
pub(crate) fn numbers_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<i64>, DbError> {
    let sql = "SELECT no FROM contact_cards WHERE customer_no = $1 ORDER BY no";
    tx.rows(sql, params![customer], |row| row.get(0))
}

/// Makes cards be about another customer; those that are gone are passed over.
pub(crate) fn move_to(tx: &mut Tx<'_>, numbers: &[i64], customer: CustomerNo) -> Result<(), DbError> {
    let sql = "UPDATE contact_cards SET customer_no = $2 WHERE no = $1";
    numbers.iter().try_for_each(|no| tx.execute(sql, params![*no, customer]).map(drop))
}

/// Forgets what a customer answered. Of cards filled for deals it stays known which questions were answered, so that no gate
/// shuts over what was won.
pub(crate) fn forget_answers(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM contact_cards WHERE customer_no = $1 AND (subject_kind IS NULL OR subject_kind <> 'deals')",
        params![customer],
    )?;
    let sql = "SELECT no, answers FROM contact_cards WHERE customer_no = $1";
    let kept: Vec<(i64, String)> = tx.rows(sql, params![customer], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (no, answers) in kept {
        let mut answers: Answers = serde_json::from_str(&answers).unwrap_or_default();
        answers.values_mut().for_each(Vec::clear);
        let answers = serde_json::to_string(&answers).unwrap_or_else(|_| "{}".into());
        tx.execute("UPDATE contact_cards SET answers = $2 WHERE no = $1", params![no, &answers])?;
    }
    Ok(())
}

/// Removes all about a customer for good.
pub(crate) fn forget(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    tx.execute("DELETE FROM contact_cards WHERE customer_no = $1", params![customer]).map(drop)
}
