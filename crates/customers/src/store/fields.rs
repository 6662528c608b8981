//! The table of fields.

use crate::builtin::{BUILT_IN, BuiltIn};
use crate::field::{AppliesTo, Block, Class, Field, FieldNo, Letters};
use db::{DbError, Row, Tx, params};
use fields::{ChoiceOption, Settings};
use kernel::Millis;

const COLUMNS: &str = "no, slug, kind, settings, label, class, block, applies_to, is_many, worth, keeps_days, \
                       position, archived_at";

/// How often the table has been changed.
pub(crate) fn n_changes(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT n FROM field_changes", &[])
}

/// Every field whose kind this binary knows, in the order of the card.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Field>, DbError> {
    let rows = tx.rows(
        &format!("SELECT {COLUMNS}, letters_asked_at, letters_ready_at FROM fields ORDER BY position, no"),
        &[],
        field,
    )?;
    Ok(rows.into_iter().flatten().collect())
}

fn field(row: &Row<'_>) -> Result<Option<Field>, DbError> {
    let Some(kind) = fields::kinds::find(&row.get::<String>(2)?) else { return Ok(None) };
    Ok(Some(Field {
        no: row.get(0)?,
        slug: row.get(1)?,
        kind,
        settings: serde_json::from_str(&row.get::<String>(3)?).unwrap_or_default(),
        label: row.get(4)?,
        class: Class::from_slug(&row.get::<String>(5)?).unwrap_or(Class::Semantic),
        block: Block::from_slug(&row.get::<String>(6)?).unwrap_or(Block::Reference),
        applies_to: AppliesTo::from_slug(&row.get::<String>(7)?).unwrap_or(AppliesTo::Any),
        is_many: row.get(8)?,
        worth: row.get(9)?,
        keeps_days: row.get(10)?,
        position: row.get(11)?,
        is_archived: row.get::<Option<i64>>(12)?.is_some(),
        letters: match (row.get::<Option<i64>>(13)?, row.get::<Option<i64>>(14)?) {
            (None, _) => Letters::Unasked,
            (Some(_), None) => Letters::Underway,
            (Some(_), Some(_)) => Letters::Ready,
        },
    }))
}

/// The built-in fields as they come.
pub(crate) fn built_in() -> Vec<Field> {
    BUILT_IN.iter().enumerate().filter_map(|(at, line)| from_list(at, line)).collect()
}

fn from_list(at: usize, line: &BuiltIn) -> Option<Field> {
    let options =
        line.options.iter().map(|slug| ChoiceOption { slug: (*slug).into(), label: String::new() });
    Some(Field {
        no: line.no,
        slug: line.slug.into(),
        kind: fields::kinds::find(line.kind)?,
        settings: Settings {
            options: options.collect(),
            of: Some(line.of.to_owned()).filter(|of| !of.is_empty()),
            ..Settings::default()
        },
        label: String::new(),
        class: line.class,
        block: line.block,
        applies_to: line.applies_to,
        is_many: line.is_many,
        worth: line.worth,
        keeps_days: line.keeps_days,
        position: i64::try_from(at).unwrap_or(0) * 10,
        is_archived: false,
        letters: Letters::Unasked,
    })
}

/// Puts in the built-in fields that are missing; what the firm arranged of the others stays.
pub(crate) fn install(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let known = tx.rows("SELECT no FROM fields", &[], |row| row.get::<i64>(0))?;
    let missing: Vec<_> = built_in().into_iter().filter(|field| !known.contains(&field.no)).collect();
    missing.iter().try_for_each(|field| insert(tx, field))
}

/// Adds a field.
pub(crate) fn insert(tx: &mut Tx<'_>, field: &Field) -> Result<(), DbError> {
    let settings = serde_json::to_string(&field.settings).unwrap_or_else(|_| "{}".into());
    tx.execute(
        &format!(
            "INSERT INTO fields ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL)"
        ),
        params![
            field.no,
            &field.slug,
            field.kind.slug(),
            &settings,
            &field.label,
            field.class.slug(),
            field.block.slug(),
            field.applies_to.slug(),
            field.is_many,
            field.worth,
            field.keeps_days,
            field.position,
        ],
    )?;
    changed(tx)
}

/// Writes what can be arranged of a field.
pub(crate) fn update(tx: &mut Tx<'_>, field: &Field, archived_at: Option<i64>) -> Result<(), DbError> {
    let settings = serde_json::to_string(&field.settings).unwrap_or_else(|_| "{}".into());
    tx.execute(
        "UPDATE fields SET settings = $2, label = $3, class = $4, block = $5, applies_to = $6, worth = $7,
         keeps_days = $8, position = $9, archived_at = $10 WHERE no = $1",
        params![
            field.no,
            &settings,
            &field.label,
            field.class.slug(),
            field.block.slug(),
            field.applies_to.slug(),
            field.worth,
            field.keeps_days,
            field.position,
            archived_at,
        ],
    )?;
    changed(tx)
}

/// The fields whose cards get lines in the order of the alphabet.
pub(crate) fn lettered(tx: &mut Tx<'_>) -> Result<Vec<FieldNo>, DbError> {
    tx.rows("SELECT no FROM fields WHERE letters_asked_at IS NOT NULL", &[], |row| row.get(0))
}

/// Notes that from now on every card that is written gets such a line.
pub(crate) fn ask_letters(tx: &mut Tx<'_>, no: FieldNo, now: Millis) -> Result<(), DbError> {
    let sql = "UPDATE fields SET letters_asked_at = $2 WHERE no = $1 AND letters_asked_at IS NULL";
    tx.execute(sql, params![no, now])?;
    changed(tx)
}

/// Notes that every card has its line.
pub(crate) fn end_letters(tx: &mut Tx<'_>, no: FieldNo, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE fields SET letters_ready_at = $2 WHERE no = $1", params![no, now])?;
    changed(tx)
}

/// The number of the next own field.
pub(crate) fn next_own(tx: &mut Tx<'_>) -> Result<FieldNo, DbError> {
    let last = tx.number("SELECT max(no) FROM fields", &[])?;
    Ok((last + 1).max(crate::builtin::FIRST_OWN))
}

fn changed(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("UPDATE field_changes SET n = n + 1", &[]).map(drop)
}
