//! The table of products.

use crate::product::{Product, ProductId, ProductNo};
use db::{DbError, Row, Tx, Value, params};
use kernel::{Currency, Cursor, Money};
use std::collections::{HashMap, HashSet};

const COLUMNS: &str = "no, id, code, name, category, supplier, unit, currency, price, cost, revision, created_at, \
                       updated_at, archived_at";

fn product(row: &Row<'_>) -> Result<Product, DbError> {
    let currency = row.with_text(7, Currency::from_code)?.unwrap_or(Currency::KZT);
    let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency));
    Ok(Product {
        no: row.get(0)?,
        id: row.id(1)?,
        code: row.get(2)?,
        name: row.get(3)?,
        category: row.get(4)?,
        supplier: row.get(5)?,
        unit: row.get(6)?,
        currency,
        price: money(row.get(8)?),
        cost: money(row.get(9)?),
        revision: row.get(10)?,
        created_at: row.get(11)?,
        updated_at: row.get(12)?,
        archived_at: row.get(13)?,
    })
}

/// The product of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: ProductId) -> Result<Option<Product>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM products WHERE id = $1"), params![id.0], product)
}

/// The products of these codes, by code.
pub(crate) fn of_codes(tx: &mut Tx<'_>, codes: &[&str]) -> Result<HashMap<String, Product>, DbError> {
    let mut found = HashMap::with_capacity(codes.len());
    for chunk in codes.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|code| Value::Text(code)).collect();
        let sql = format!("SELECT {COLUMNS} FROM products WHERE code IN ({marks})");
        found.extend(tx.rows(&sql, &values, product)?.into_iter().map(|one| (one.code.clone(), one)));
    }
    Ok(found)
}

/// The products of these names as they are sorted, by them; of several alike one in use, then the eldest.
pub(crate) fn of_name_keys(tx: &mut Tx<'_>, keys: &[String]) -> Result<HashMap<String, Product>, DbError> {
    let mut found = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|key| Value::Text(key)).collect();
        let sql = format!("SELECT {COLUMNS} FROM products WHERE name_key IN ({marks}) ORDER BY no DESC");
        let mut rows = tx.rows(&sql, &values, product)?;
        // What comes last stands: put away first, then the younger.
        rows.sort_by_key(|one| one.archived_at.is_none());
        found.extend(rows.into_iter().map(|one| (one.name_key(), one)));
    }
    Ok(found)
}

/// The products of these ids, by id.
pub(crate) fn of_ids(tx: &mut Tx<'_>, ids: &[ProductId]) -> Result<HashMap<ProductId, Product>, DbError> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|id| Value::Id(id.0)).collect();
        let sql = format!("SELECT {COLUMNS} FROM products WHERE id IN ({marks})");
        found.extend(tx.rows(&sql, &values, product)?.into_iter().map(|one| (one.id, one)));
    }
    Ok(found)
}

/// The products of these numbers, by number.
pub(crate) fn numbered(
    tx: &mut Tx<'_>,
    numbers: &[ProductNo],
) -> Result<HashMap<ProductNo, Product>, DbError> {
    let mut found = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|no| Value::Int(*no)).collect();
        let sql = format!("SELECT {COLUMNS} FROM products WHERE no IN ({marks})");
        found.extend(tx.rows(&sql, &values, product)?.into_iter().map(|one| (one.no, one)));
    }
    Ok(found)
}

/// Adds a product; gives its number.
pub(crate) fn insert(tx: &mut Tx<'_>, product: &Product) -> Result<ProductNo, DbError> {
    let no = tx.number("SELECT max(no) FROM products", &[])? + 1;
    tx.execute(
        "INSERT INTO products (no, id, code, name, name_key, category, supplier, unit, currency, price, cost, revision,
         created_at, updated_at, archived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            no,
            product.id.0,
            &product.code,
            &product.name,
            &product.name_key(),
            &product.category,
            &product.supplier,
            &product.unit,
            product.currency.code(),
            product.price.map(|money| money.minor),
            product.cost.map(|money| money.minor),
            product.revision,
            product.created_at,
            product.updated_at,
            product.archived_at
        ],
    )?;
    Ok(no)
}

/// Writes a product that changed.
pub(crate) fn update(tx: &mut Tx<'_>, product: &Product) -> Result<(), DbError> {
    tx.execute(
        "UPDATE products SET code = $2, name = $3, name_key = $4, category = $5, supplier = $6, unit = $7, currency = $8,
         price = $9, cost = $10, revision = $11, updated_at = $12, archived_at = $13 WHERE no = $1",
        params![
            product.no,
            &product.code,
            &product.name,
            &product.name_key(),
            &product.category,
            &product.supplier,
            &product.unit,
            product.currency.code(),
            product.price.map(|money| money.minor),
            product.cost.map(|money| money.minor),
            product.revision,
            product.updated_at,
            product.archived_at
        ],
    )
    .map(drop)
}

/// Which products a list asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// A folded part of the name, or the beginning of a code; empty for all.
    pub(crate) part: String,
    /// What was typed, for codes.
    pub(crate) code: String,
    /// Only this category; empty for all.
    pub(crate) category: String,
    /// Whether archived ones are wanted in place of the others.
    pub(crate) is_archived: bool,
    /// `name`, `code`, `category`, `price` or `updated_at`.
    pub(crate) sort: &'static str,
    /// Greatest first.
    pub(crate) is_descending: bool,
}

/// A page of products after a cursor, at most `limit`, each with the key that it is sorted by.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, limit): (Option<&Cursor>, usize),
) -> Result<Vec<(Product, String)>, DbError> {
    let column = match wanted.sort {
        "code" => "code",
        "category" => "category",
        "price" => "coalesce(price, 0)",
        "updated_at" => "updated_at",
        _ => "name_key",
    };
    let is_number = matches!(wanted.sort, "price" | "updated_at");
    let (compare, direction) = if wanted.is_descending { ("<", "DESC") } else { (">", "ASC") };
    let like = like(&wanted.part);
    let code = format!("{}%", wanted.code.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    let mut values =
        vec![Value::Text(&like), Value::Text(&code), Value::Text(&wanted.category), Value::from(limit)];
    let mut place = String::new();
    if let Some(cursor) = after {
        place = format!(" AND ({column}, no) {compare} ($5, $6)");
        values.push(if is_number {
            Value::Int(cursor.key.parse().unwrap_or(0))
        } else {
            Value::Text(&cursor.key)
        });
        values.push(Value::Int(cursor.no));
    }
    let away = if wanted.is_archived { "IS NOT NULL" } else { "IS NULL" };
    let sql = format!(
        "SELECT {COLUMNS}, {column} FROM products WHERE archived_at {away}
         AND (name_key LIKE $1 ESCAPE '\\' OR code LIKE $2 ESCAPE '\\') AND ($3 = '' OR category = $3){place}
         ORDER BY {column} {direction}, no {direction} LIMIT $4"
    );
    tx.rows(&sql, &values, |row| {
        let key = if is_number { row.get::<i64>(14)?.to_string() } else { row.get(14)? };
        Ok((product(row)?, key))
    })
}

fn like(part: &str) -> String {
    format!("%{}%", part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// How many products there are that are not archived.
pub(crate) fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT count(*) FROM products WHERE archived_at IS NULL", &[])
}

/// Every category in use, in the order of the alphabet, at most 500.
pub(crate) fn categories(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.rows(
        "SELECT DISTINCT category FROM products WHERE category <> '' ORDER BY category LIMIT 500",
        &[],
        |row| row.get(0),
    )
}

/// Takes out products that no order names; gives how many went.
pub(crate) fn remove_unused(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM products WHERE no NOT IN (SELECT product_no FROM order_lines WHERE product_no IS NOT NULL)",
        &[],
    )
}

/// Which of these products lines of orders name.
pub(crate) fn ordered(tx: &mut Tx<'_>, numbers: &[ProductNo]) -> Result<HashSet<ProductNo>, DbError> {
    let mut found = HashSet::new();
    for chunk in numbers.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|no| Value::Int(*no)).collect();
        let sql = format!("SELECT DISTINCT product_no FROM order_lines WHERE product_no IN ({marks})");
        found.extend(tx.rows(&sql, &values, |row| row.get::<ProductNo>(0))?);
    }
    Ok(found)
}

/// Takes a product out.
pub(crate) fn remove(tx: &mut Tx<'_>, no: ProductNo) -> Result<(), DbError> {
    tx.execute("DELETE FROM products WHERE no = $1", params![no]).map(drop)
}
