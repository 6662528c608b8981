//! One page of a list.

use super::order::{Keys, Ranks, key_of};
use super::plan::{Gather, Plan};
use super::sql::Sql;
use super::{Order, Total, Wanted};
use crate::builtin;
use crate::customer::Customer;
use crate::field::{FieldNo, FieldSet};
use crate::store::cards;
use db::{DbError, Tx};
use kernel::{Cursor, PageSize, Slice};

/// Cards read at once where the rest of the condition is tested over the sheet.
const CHUNK: usize = 500;

/// The cards after a cursor, and where the next page starts.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Customer>, DbError> {
    if !wanted.words.is_empty() {
        return super::search::page(tx, fields, wanted, (after, size));
    }
    let wanted = &wanted.going_on(after);
    if let Some((slice, _)) = super::kept::page(tx, fields, wanted, (after, size))? {
        return Ok(slice);
    }
    from_base(tx, fields, wanted, (after, size))
}

/// One page as the base gives it.
pub(super) fn from_base(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Customer>, DbError> {
    let plan = Plan::of(tx, fields, wanted, size.get())?;
    planned(tx, fields, (wanted, &plan), (after, size))
}

/// One page and how many cards the whole list has.
pub(crate) fn page_with_total(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<(Slice<Customer>, Total), DbError> {
    if !wanted.words.is_empty() {
        return super::search::page_with_total(tx, fields, wanted, (after, size));
    }
    let wanted = &wanted.going_on(after);
    if let Some(found) = super::kept::page(tx, fields, wanted, (after, size))? {
        return Ok(found);
    }
    let plan = Plan::of(tx, fields, wanted, size.get())?;
    let slice = planned(tx, fields, (wanted, &plan), (after, size))?;
    if after.is_none() && slice.next.is_none() {
        let n = i64::try_from(slice.items.len()).unwrap_or(i64::MAX);
        return Ok((slice, Total { n, is_exact: true }));
    }
    let total = super::count::planned(tx, fields, wanted, &plan)?;
    Ok((slice, total))
}

fn planned(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    (wanted, plan): (&Wanted, &Plan),
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Customer>, DbError> {
    let reader = Reader { fields, wanted, plan, n: size.get() + 1 };
    let mut rows = match &plan.gather {
        Some(gather) => reader.gathered(tx, gather, after)?,
        None => reader.walked(tx, after)?,
    };
    let has_more = rows.len() > size.get();
    rows.truncate(size.get());
    let next = rows.last().filter(|_| has_more).map(|card| reader.cursor(card));
    Ok(Slice { items: rows, next })
}

struct Reader<'r> {
    fields: &'r FieldSet,
    wanted: &'r Wanted,
    plan: &'r Plan,
    n: usize,
}

impl Reader<'_> {
    fn cursor(&self, card: &Customer) -> Cursor {
        self.wanted.cursor(card, self.fields)
    }

    fn passes(&self, card: &Customer) -> bool {
        self.plan.passes(self.wanted, card, self.fields)
    }

    /// Adds what every card must meet as far as SQL tests it.
    fn restrict(&self, sql: &mut Sql) {
        sql.push(if self.wanted.is_archived {
            "c.archived_at IS NOT NULL"
        } else {
            "c.archived_at IS NULL"
        });
        for probe in &self.plan.probes {
            sql.push(" AND ").probe(probe, self.fields);
        }
    }

    fn select(&self, from: &str) -> Sql {
        let mut sql = Sql::new(format!("SELECT {} FROM {from} WHERE ", cards::COLUMNS));
        self.restrict(&mut sql);
        sql
    }

    /// All cards of the rarest part, or of those among which to look, sorted, from the cursor on.
    fn gathered(
        &self,
        tx: &mut Tx<'_>,
        gather: &Gather,
        after: Option<&Cursor>,
    ) -> Result<Vec<Customer>, DbError> {
        let drive = match gather {
            Gather::Key(drive) => drive,
            Gather::Among => {
                let mut rows = self.numbered(tx)?;
                rows.retain(|card| self.passes(card));
                return Ok(self.sorted(rows, after));
            }
        };
        let mut sql = self.select("customers c");
        sql.push(" AND c.no IN (SELECT x.customer_no FROM traits x WHERE x.field_no = ").int(drive.field);
        sql.push(" AND ").key_test(&drive.test).push(")");
        let is_in_sql = self.plan.is_whole_in_sql(self.wanted) && self.orders_in_sql();
        if is_in_sql {
            self.place(&mut sql, after);
        }
        let mut rows = tx.rows(&sql.text, &sql.values(), cards::customer)?;
        if is_in_sql {
            return Ok(rows);
        }
        rows.retain(|card| self.passes(card));
        Ok(self.sorted(rows, after))
    }

    /// The cards among which to look, as far as SQL lets them through.
    fn numbered(&self, tx: &mut Tx<'_>) -> Result<Vec<Customer>, DbError> {
        let among: Vec<i64> =
            self.wanted.among.iter().flat_map(|among| among.iter()).map(i64::from).collect();
        let mut rows = Vec::with_capacity(among.len());
        for numbers in among.chunks(CHUNK) {
            let mut sql = self.select("customers c");
            sql.push(" AND c.no IN ").ints(numbers.iter().copied());
            rows.extend(tx.rows(&sql.text, &sql.values(), cards::customer)?);
        }
        Ok(rows)
    }

    fn orders_in_sql(&self) -> bool {
        !matches!(self.wanted.order, Order::Field(field) if field != builtin::NAME)
    }

    /// Adds the cursor, the order and the limit.
    fn place(&self, sql: &mut Sql, after: Option<&Cursor>) {
        let (compare, direction) = if self.wanted.is_descending { ("<", "DESC") } else { (">", "ASC") };
        let column = match self.wanted.order {
            Order::Field(_) => "c.name_key",
            Order::Made => "c.no",
            Order::Changed => "c.updated_at",
        };
        if let Some(cursor) = after {
            sql.push(&format!(" AND ({column}, c.no) {compare} ("));
            match self.wanted.order {
                Order::Field(_) => sql.string(key_of(cursor).unwrap_or_default()),
                Order::Made => sql.int(cursor.no),
                Order::Changed => sql.int(cursor.key.parse().unwrap_or(0)),
            };
            sql.push(", ").int(cursor.no).push(")");
        }
        sql.push(&format!(" ORDER BY {column} {direction}, c.no {direction} LIMIT ")).int(self.limit());
    }

    fn limit(&self) -> i64 {
        let n = if self.plan.is_whole_in_sql(self.wanted) { self.n } else { self.n.max(CHUNK) };
        i64::try_from(n).unwrap_or(i64::MAX)
    }

    /// Sorts whole cards by a field; those without a value come last, newest first.
    fn sorted(&self, rows: Vec<Customer>, after: Option<&Cursor>) -> Vec<Customer> {
        let place = |card: &Customer| {
            let key = match self.wanted.order {
                Order::Field(field) => self.wanted.sort_key(card, field, self.fields),
                Order::Made => Some(String::new()),
                Order::Changed => Some(format!("{:020}", card.updated_at)),
            };
            (key, card.no)
        };
        let before = |a: &(Option<String>, i64), b: &(Option<String>, i64)| match (&a.0, &b.0) {
            (Some(_), Some(_)) if self.wanted.is_descending => b.cmp(a),
            (Some(_), Some(_)) => a.cmp(b),
            (None, None) => b.1.cmp(&a.1),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
        };
        let from = after.map(|cursor| {
            let key = match self.wanted.order {
                Order::Field(_) => key_of(cursor).map(str::to_owned),
                Order::Made => Some(String::new()),
                Order::Changed => cursor.key.parse::<i64>().ok().map(|at| format!("{at:020}")),
            };
            (key, cursor.no)
        });
        let mut placed: Vec<_> = rows.into_iter().map(|card| (place(&card), card)).collect();
        placed.retain(|(at, _)| from.as_ref().is_none_or(|from| before(from, at).is_lt()));
        placed.sort_by(|(a, _), (b, _)| before(a, b));
        placed.truncate(self.n);
        placed.into_iter().map(|(_, card)| card).collect()
    }

    /// Walks the order from the cursor on until the page is full.
    fn walked(&self, tx: &mut Tx<'_>, after: Option<&Cursor>) -> Result<Vec<Customer>, DbError> {
        let mut found = Vec::new();
        let mut from = after.cloned();
        while let Some(chunk) = self.chunk(tx, from.as_ref())? {
            from = chunk.last().map(|card| self.cursor(card));
            found.extend(chunk.into_iter().filter(|card| self.passes(card)));
            if found.len() >= self.n {
                found.truncate(self.n);
                break;
            }
        }
        Ok(found)
    }

    /// The next cards of the order, `None` at its end.
    fn chunk(&self, tx: &mut Tx<'_>, after: Option<&Cursor>) -> Result<Option<Vec<Customer>>, DbError> {
        let is_among_keyless = after.is_some_and(|cursor| cursor.key == "n");
        let rows = match self.wanted.order {
            Order::Field(field) if field != builtin::NAME && !is_among_keyless => {
                let keyed = match &self.wanted.keys {
                    Keys::Ranked(ranks) => self.ranked(tx, (field, ranks), after)?,
                    Keys::Own | Keys::Letters => self.keyed(tx, field, after)?,
                };
                if keyed.is_empty() { self.keyless(tx, field, None)? } else { keyed }
            }
            Order::Field(field) if field != builtin::NAME => self.keyless(tx, field, after)?,
            Order::Field(field) => self.keyed(tx, field, after)?,
            Order::Made | Order::Changed => {
                let mut sql = self.select("customers c");
                self.place(&mut sql, after);
                tx.rows(&sql.text, &sql.values(), cards::customer)?
            }
        };
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }

    /// Cards in the order of a field's keys. A card of many values stands where its first one does.
    fn keyed(
        &self,
        tx: &mut Tx<'_>,
        field: FieldNo,
        after: Option<&Cursor>,
    ) -> Result<Vec<Customer>, DbError> {
        let (compare, direction) = if self.wanted.is_descending { ("<", "DESC") } else { (">", "ASC") };
        let join = tx.dialect().ordered_join();
        let on = if join == "JOIN" { " ON 1 = 1" } else { "" };
        let mut from = after.map(|cursor| (key_of(cursor).unwrap_or_default().to_owned(), cursor.no));
        loop {
            let mut sql = Sql::new(format!(
                "SELECT {}, s.key, s.customer_no FROM traits s {join} customers c{on} WHERE c.no = s.customer_no AND s.field_no = ",
                cards::COLUMNS
            ))
            .probing("s.customer_no");
            sql.int(self.wanted.keys.line(field)).push(" AND ");
            self.restrict(&mut sql);
            if let Some((key, no)) = &from {
                sql.push(&format!(" AND (s.key, s.customer_no) {compare} ("))
                    .string(key)
                    .push(", ")
                    .int(*no)
                    .push(")");
            }
            sql.push(&format!(" ORDER BY s.key {direction}, s.customer_no {direction} LIMIT "))
                .int(self.limit());
            let rows = tx
                .rows(&sql.text, &sql.values(), |row| Ok((cards::customer(row)?, row.get::<String>(9)?)))?;
            let Some((last, key)) = rows.last() else { return Ok(Vec::new()) };
            from = Some((key.clone(), last.no));
            let first_key = |card: &Customer, key: &str| {
                self.wanted.sort_key(card, field, self.fields).is_none_or(|own| own == key)
            };
            let cards: Vec<_> =
                rows.into_iter().filter(|(card, key)| first_key(card, key)).map(|(card, _)| card).collect();
            if !cards.is_empty() {
                return Ok(cards);
            }
        }
    }

    /// The same in the order of ranks, key by key.
    fn ranked(
        &self,
        tx: &mut Tx<'_>,
        (field, ranks): (FieldNo, &Ranks),
        after: Option<&Cursor>,
    ) -> Result<Vec<Customer>, DbError> {
        let from = after.map(|cursor| (key_of(cursor).unwrap_or_default(), cursor.no));
        let is_passed = |place: &str| match from {
            Some((last, _)) if self.wanted.is_descending => place > last,
            Some((last, _)) => place < last,
            None => false,
        };
        let direction = if self.wanted.is_descending { "DESC" } else { "ASC" };
        for key in ranks.sorted(super::values::keys_of(tx, field)?, self.wanted.is_descending) {
            let place = ranks.place(&key);
            if is_passed(&place) {
                continue;
            }
            let mut last = from.filter(|(last, _)| *last == place).map(|(_, no)| no);
            loop {
                let mut sql = self.select("customers c JOIN traits s ON s.customer_no = c.no");
                sql.push(" AND s.field_no = ").int(field).push(" AND s.key = ").string(&*key);
                if let Some(last) = last {
                    let compare = if self.wanted.is_descending { "<" } else { ">" };
                    sql.push(&format!(" AND s.customer_no {compare} ")).int(last);
                }
                sql.push(&format!(" ORDER BY s.customer_no {direction} LIMIT ")).int(self.limit());
                let mut rows = tx.rows(&sql.text, &sql.values(), cards::customer)?;
                let Some(end) = rows.last() else { break };
                last = Some(end.no);
                rows.retain(|card| self.wanted.sort_key(card, field, self.fields).as_ref() == Some(&place));
                if !rows.is_empty() {
                    return Ok(rows);
                }
            }
        }
        Ok(Vec::new())
    }

    /// Cards without a value of the field, newest first.
    fn keyless(
        &self,
        tx: &mut Tx<'_>,
        field: FieldNo,
        after: Option<&Cursor>,
    ) -> Result<Vec<Customer>, DbError> {
        let mut below = after.map_or(i64::MAX, |cursor| cursor.no);
        loop {
            let mut sql = self.select("customers c");
            sql.push(" AND c.no < ").int(below).push(" ORDER BY c.no DESC LIMIT ");
            sql.int(i64::try_from(CHUNK).unwrap_or(i64::MAX));
            let mut rows = tx.rows(&sql.text, &sql.values(), cards::customer)?;
            let Some(last) = rows.last() else { return Ok(rows) };
            below = last.no;
            rows.retain(|card| card.sheet.first(field).is_none());
            if !rows.is_empty() {
                return Ok(rows);
            }
        }
    }
}
