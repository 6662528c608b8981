//! A resolved condition as SQL over a card, the same on both databases.

use crate::asked::{Leaf, Node, Ranges, RowTest};
use crate::segment::SegmentId;
use crate::store::happenings;
use customers::FieldSet;
use db::{DbError, Tx, Value};
use fields::condition::Measure;
use fields::{KeyTest, Tested};
use kernel::RawId;

/// A condition over a card, with its parameters.
pub(crate) struct Sql {
    pub(crate) text: String,
    values: Vec<Owned>,
}

enum Owned {
    Int(i64),
    Text(String),
    Id(RawId),
}

/// Turns a condition into SQL over the card `c`; `None` when a part of it, such as the name, is in no index.
///
/// # Errors
/// Any [`DbError`] while the texts of columns are read.
pub(crate) fn compile(tx: &mut Tx<'_>, node: &Node, fields: &FieldSet) -> Result<Option<Sql>, DbError> {
    let mut compiler =
        Compiler { tx, fields, sql: Sql { text: String::new(), values: Vec::new() }, depth: 0 };
    let is_whole = compiler.node(node, "c")?;
    Ok(is_whole.then_some(compiler.sql))
}

impl Sql {
    pub(crate) fn values(&self) -> Vec<Value<'_>> {
        let value = |owned| match owned {
            &Owned::Int(n) => Value::Int(n),
            Owned::Text(text) => Value::Text(text),
            &Owned::Id(id) => Value::Id(id),
        };
        self.values.iter().map(value).collect()
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn bind(&mut self, value: Owned) {
        self.values.push(value);
        self.text.push_str(&format!("${}", self.values.len()));
    }

    fn traits(&mut self, no: i64, test: &KeyTest) {
        self.push("SELECT x.customer_no FROM traits x WHERE x.field_no = ");
        self.bind(Owned::Int(no));
        self.key(test);
    }

    fn key(&mut self, test: &KeyTest) {
        match test {
            KeyTest::AnyOf(keys) => {
                self.push(" AND x.key IN (");
                for (at, key) in keys.iter().enumerate() {
                    self.push(if at > 0 { ", " } else { "" });
                    self.bind(Owned::Text(key.clone()));
                }
                self.push(")");
            }
            KeyTest::Range { from, to } => {
                for (compare, bound) in [(" AND x.key >= ", from), (" AND x.key < ", to)] {
                    if let Some(bound) = bound {
                        self.push(compare);
                        self.bind(Owned::Text(bound.clone()));
                    }
                }
            }
            KeyTest::Contains(part) => {
                let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                self.push(" AND x.key LIKE ");
                self.bind(Owned::Text(format!("%{escaped}%")));
                self.push(" ESCAPE '\\'");
            }
            KeyTest::Known | KeyTest::Not(_) | KeyTest::Either(_) => {}
        }
    }

    /// A test of an expression; of one that is null where there is nothing.
    fn ranges(&mut self, what: &str, ranges: &Ranges) {
        self.push("(");
        for (at, (from, to)) in ranges.list.iter().enumerate() {
            self.push(if at > 0 { " OR " } else { "" });
            self.within(what, (*from, *to));
        }
        if ranges.list.is_empty() {
            self.push("1 = 0");
        }
        if ranges.has_none {
            self.push(&format!(" OR {what} IS NULL"));
        } else {
            // What is null is not in, and neither is it undecided: its opposite must be true.
            self.push(&format!(") AND ({what} IS NOT NULL"));
        }
        self.push(")");
    }

    fn within(&mut self, what: &str, (from, to): (i64, i64)) {
        self.push("(1 = 1");
        if from > i64::MIN + 1 {
            self.push(&format!(" AND {what} >= "));
            self.bind(Owned::Int(from));
        }
        if to < i64::MAX {
            self.push(&format!(" AND {what} <= "));
            self.bind(Owned::Int(to));
        }
        self.push(")");
    }
}

/// The cards with a key of a field that passes; the test is neither an opposite nor one of several.
pub(crate) fn traits(field: i64, test: &KeyTest) -> Sql {
    let mut sql = Sql { text: String::new(), values: Vec::new() };
    sql.traits(field, test);
    sql
}

struct Compiler<'c, 't> {
    tx: &'c mut Tx<'t>,
    fields: &'c FieldSet,
    sql: Sql,
    /// How many cards deep ties lead.
    depth: usize,
}

impl Compiler<'_, '_> {
    fn node(&mut self, node: &Node, card: &str) -> Result<bool, DbError> {
        match node {
            Node::All(inner) => self.joined(inner, card, (" AND ", "1 = 1")),
            Node::Any(inner) => self.joined(inner, card, (" OR ", "1 = 0")),
            Node::Not(inner) => {
                self.sql.push("NOT (");
                let is_whole = self.node(inner, card)?;
                self.sql.push(")");
                Ok(is_whole)
            }
            Node::Card(tested) => {
                self.card(tested, card);
                Ok(true)
            }
            Node::Named(_) => {
                self.sql.push("1 = 0");
                Ok(false)
            }
            Node::Fixed(segment) => {
                self.fixed(*segment, card);
                Ok(true)
            }
            Node::Related(kind, whom) => self.related(kind, whom, card),
            Node::Happened(leaf) => {
                self.happened(leaf, card)?;
                Ok(true)
            }
        }
    }

    fn joined(&mut self, inner: &[Node], card: &str, (glue, empty): (&str, &str)) -> Result<bool, DbError> {
        let mut is_whole = true;
        self.sql.push("(");
        for (at, one) in inner.iter().enumerate() {
            self.sql.push(if at > 0 { glue } else { "" });
            is_whole &= self.node(one, card)?;
        }
        self.sql.push(if inner.is_empty() { empty } else { "" });
        self.sql.push(")");
        Ok(is_whole)
    }

    fn card(&mut self, tested: &Tested, card: &str) {
        match tested {
            Tested::All(inner) => self.cards(inner, card, (" AND ", "1 = 1")),
            Tested::Any(inner) => self.cards(inner, card, (" OR ", "1 = 0")),
            Tested::Not(inner) => {
                self.sql.push("NOT (");
                self.card(inner, card);
                self.sql.push(")");
            }
            Tested::Field { field, test } => {
                // A field that is gone has no value anywhere, and no number either.
                let no = self.fields.slug(field).map_or(-1, |field| field.no);
                self.field(no, test, card);
            }
        }
    }

    fn cards(&mut self, inner: &[Tested], card: &str, (glue, empty): (&str, &str)) {
        self.sql.push("(");
        for (at, one) in inner.iter().enumerate() {
            self.sql.push(if at > 0 { glue } else { "" });
            self.card(one, card);
        }
        self.sql.push(if inner.is_empty() { empty } else { "" });
        self.sql.push(")");
    }

    fn field(&mut self, no: i64, test: &KeyTest, card: &str) {
        match test {
            KeyTest::Not(inner) => {
                self.sql.push("NOT (");
                self.field(no, inner, card);
                self.sql.push(")");
            }
            KeyTest::Either(tests) => {
                self.sql.push("(1 = 0");
                for test in tests {
                    self.sql.push(" OR ");
                    self.field(no, test, card);
                }
                self.sql.push(")");
            }
            test => {
                self.sql.push(&format!("{card}.no IN ("));
                self.sql.traits(no, test);
                self.sql.push(")");
            }
        }
    }

    fn fixed(&mut self, segment: SegmentId, card: &str) {
        self.sql.push(&format!(
            "{card}.no IN (SELECT m.customer_no FROM segment_members m WHERE m.segment_id = "
        ));
        self.sql.bind(Owned::Id(segment.0));
        self.sql.push(")");
    }

    fn related(&mut self, kind: &str, whom: &Node, card: &str) -> Result<bool, DbError> {
        self.depth += 1;
        let other = format!("c{}", self.depth);
        let mut is_whole = true;
        self.sql.push("(1 = 0");
        for (own, their) in [("from_id", "to_id"), ("to_id", "from_id")] {
            self.sql.push(&format!(
                " OR {card}.id IN (SELECT r.{own} FROM relations r JOIN customers {other} ON {other}.id = r.{their}
                  WHERE r.ended_at IS NULL AND "
            ));
            if !kind.is_empty() {
                self.sql.push("r.kind = ");
                self.sql.bind(Owned::Text(kind.to_owned()));
                self.sql.push(" AND ");
            }
            is_whole &= self.node(whom, &other)?;
            self.sql.push(")");
        }
        self.sql.push(")");
        Ok(is_whole)
    }

    /// Customers with rows are found by their measure; where none passes too, those whose measure fails are left out.
    fn happened(&mut self, leaf: &Leaf, card: &str) -> Result<(), DbError> {
        let empty_passes = leaf.passes_without_rows();
        self.sql.push(&format!(
            "{card}.no {}(SELECT h.customer_no FROM (",
            if empty_passes { "NOT IN " } else { "IN " }
        ));
        self.sql.push(leaf.table.rows());
        self.sql.push(") h WHERE ");
        self.rows(leaf, &leaf.rows)?;
        self.sql.push(" GROUP BY h.customer_no HAVING ");
        self.sql.push(if empty_passes { "NOT (" } else { "(" });
        self.measured(leaf);
        self.sql.push("))");
        Ok(())
    }

    fn rows(&mut self, leaf: &Leaf, test: &RowTest) -> Result<(), DbError> {
        let slug = |at: &usize| leaf.table.columns().get(*at).map_or("no", |column| column.slug);
        match test {
            RowTest::All(inner) | RowTest::Any(inner) => {
                let is_all = matches!(test, RowTest::All(_));
                self.sql.push(if is_all { "(1 = 1" } else { "(1 = 0" });
                for one in inner {
                    self.sql.push(if is_all { " AND " } else { " OR " });
                    self.rows(leaf, one)?;
                }
                self.sql.push(")");
            }
            RowTest::Not(inner) => {
                self.sql.push("NOT (");
                self.rows(leaf, inner)?;
                self.sql.push(")");
            }
            RowTest::Number(at, ranges) => {
                self.sql.push("(");
                self.sql.ranges(&format!("h.{}", slug(at)), ranges);
                self.sql.push(")");
            }
            RowTest::Word(at, test) => {
                let words = happenings::words(self.tx, test.column)?;
                let what = format!("h.{}", slug(at));
                let passing = words.into_iter().filter(|word| test.holds(Some(word)));
                self.sql.push(&format!("({what} IS NOT NULL AND (1 = 0"));
                for (n, word) in passing.enumerate() {
                    self.sql.push(&if n > 0 { ", ".to_owned() } else { format!(" OR {what} IN (") });
                    self.sql.bind(Owned::Text(word));
                }
                let is_empty = self.sql.text.ends_with("(1 = 0");
                self.sql.push(if is_empty { ")" } else { "))" });
                if test.holds(None) {
                    self.sql.push(&format!(" OR {what} IS NULL"));
                }
                self.sql.push(")");
            }
        }
        Ok(())
    }

    fn measured(&mut self, leaf: &Leaf) {
        let column = leaf.of.and_then(|of| leaf.table.columns().get(of)).map_or("no", |column| column.slug);
        let known = format!("count(h.{column})");
        match leaf.measure {
            Measure::Count => self.sql.ranges("count(*)", &leaf.wanted),
            Measure::Sum => {
                self.sql.ranges(&format!("CAST(coalesce(sum(h.{column}), 0) AS BIGINT)"), &leaf.wanted)
            }
            Measure::Min | Measure::First => self.sql.ranges(&format!("min(h.{column})"), &leaf.wanted),
            Measure::Max | Measure::Last => self.sql.ranges(&format!("max(h.{column})"), &leaf.wanted),
            // The mean rounded down is within a range exactly when the sum is within the range times the count.
            Measure::Average => {
                self.sql.push(&format!("({known} > 0 AND (1 = 0"));
                for (from, to) in &leaf.wanted.list {
                    self.sql.push(" OR (1 = 1");
                    if *from > i64::MIN + 1 {
                        self.sql.push(&format!(" AND CAST(sum(h.{column}) AS BIGINT) >= {known} * "));
                        self.sql.bind(Owned::Int(*from));
                    }
                    if *to < i64::MAX {
                        self.sql.push(&format!(" AND CAST(sum(h.{column}) AS BIGINT) < {known} * "));
                        self.sql.bind(Owned::Int(*to + 1));
                    }
                    self.sql.push(")");
                }
                self.sql.push("))");
            }
        }
    }
}
