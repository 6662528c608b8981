//! From a condition to the tree that is run.

use super::ranges::{Numbering, Ranges};
use super::{Known, Leaf, Node, RowTest, WordTest};
use crate::segment::Members;
use customers::{HappeningColumn, HappeningTable, Holds};
use fields::condition::{Beyond, Compare, Happened, Measure, Within};
use fields::{
    Condition, ConditionError, FieldKind, KeyTest, Operator, Settings, Tested, Unreadable, kinds,
};
use std::sync::Arc;

/// How deep segments may refer to segments.
const MAX_REFERENCES: usize = 8;

type Tried<T> = Result<T, ConditionError>;

/// Resolves every name.
///
/// # Errors
/// [`ConditionError`] for what is not known, what the actor may not ask about, and what cannot be compared like that.
pub(crate) fn compile(condition: &Condition, known: &Known<'_>) -> Tried<Node> {
    Compiler { known, within: Vec::new() }.node(condition, "")
}

struct Compiler<'c, 'k> {
    known: &'c Known<'k>,
    /// The segments that are being resolved, the outermost first.
    within: Vec<String>,
}

impl Compiler<'_, '_> {
    fn node(&mut self, condition: &Condition, at: &str) -> Tried<Node> {
        let mut list = |name: &str, inner: &[Condition]| -> Tried<Vec<Node>> {
            inner.iter().enumerate().map(|(n, one)| self.node(one, &format!("{at}/{name}/{n}"))).collect()
        };
        match condition {
            Condition::All(inner) => Ok(Node::All(list("all", inner)?)),
            Condition::Any(inner) => Ok(Node::Any(list("any", inner)?)),
            Condition::Not(inner) => Ok(Node::Not(Box::new(self.node(inner, &format!("{at}/not"))?))),
            Condition::Field { field, .. } => {
                let act = self.known.act;
                let lookup = |slug: &str| act.fields.slug(slug).map(|field| (field.kind, &field.settings));
                let tested =
                    condition.test_with(&lookup, &act.manner).map_err(|error| placed(at, error))?;
                if let Tested::Field { test, .. } = &tested {
                    self.in_order(test)
                        .map_err(|why| ConditionError::new(&format!("{at}/between"), why))?;
                }
                let is_name =
                    act.fields.slug(field).is_some_and(|field| field.no == customers::builtin::NAME);
                Ok(if is_name { Node::Named(condition.clone()) } else { Node::Card(tested) })
            }
            Condition::Beyond(beyond) => self.beyond(beyond, at),
        }
    }

    fn beyond(&mut self, beyond: &Beyond, at: &str) -> Tried<Node> {
        match beyond {
            Beyond::Segment(id) => self.segment(id, &format!("{at}/segment")),
            Beyond::Related { kind, whom } => {
                if !kind.is_empty() && !self.known.relations.iter().any(|known| known.slug == *kind) {
                    let why = Unreadable::plain("segments-condition-relation").arg("kind", kind.clone());
                    return Err(ConditionError::new(&format!("{at}/related"), why));
                }
                let whom = self.node(whom, &format!("{at}/whom"))?;
                Ok(Node::Related(kind.clone(), Box::new(whom)))
            }
            Beyond::Happened(happened) => self.happened(happened, at),
        }
    }

    fn segment(&mut self, id: &str, at: &str) -> Tried<Node> {
        let wrong = |key| Err(ConditionError::new(at, Unreadable::plain(key)));
        if self.within.iter().any(|outer| outer == id) || self.within.len() >= MAX_REFERENCES {
            return wrong("segments-condition-itself");
        }
        match self.known.segments.get(id) {
            None => wrong("segments-condition-gone"),
            Some(Members::Fixed) => match id.parse() {
                Ok(id) => Ok(Node::Fixed(id)),
                Err(_) => wrong("segments-condition-gone"),
            },
            Some(Members::Live(condition)) => {
                self.within.push(id.to_owned());
                let node = self.node(condition, at);
                self.within.pop();
                // The place inside the other segment's condition would mean nothing in this one.
                node.map_err(|error| ConditionError::new(at, error.why))
            }
        }
    }

    fn happened(&mut self, happened: &Happened, at: &str) -> Tried<Node> {
        let table = self.table(happened, at)?;
        let mut rows = Vec::new();
        if let Some(condition) = &happened.rows {
            rows.push(self.rows(&table, condition, &format!("{at}/where"))?);
        }
        rows.extend(self.period(&table, &happened.within, at)?);
        let (of, wanted) = self.measured(&table, happened, at)?;
        let rows = if rows.len() == 1 { rows.remove(0) } else { RowTest::All(rows) };
        Ok(Node::Happened(Box::new(Leaf { table, rows, measure: happened.measure, of, wanted })))
    }

    /// The table, if it is there and the actor may ask about it; inside a saved segment everybody may.
    fn table(&self, happened: &Happened, at: &str) -> Tried<Arc<dyn HappeningTable>> {
        let may = |table: &&Arc<dyn HappeningTable>| {
            !self.within.is_empty() || self.known.act.actor.may(table.right(), kernel::Level::Read)
        };
        self.known.happenings.find(&happened.table).filter(may).cloned().ok_or_else(|| {
            let why = Unreadable::plain("segments-condition-table").arg("table", happened.table.clone());
            ConditionError::new(&format!("{at}/happened"), why)
        })
    }

    fn rows(&self, table: &Arc<dyn HappeningTable>, condition: &Condition, at: &str) -> Tried<RowTest> {
        let list = |name: &str, inner: &[Condition]| -> Tried<Vec<RowTest>> {
            let each = inner.iter().enumerate();
            each.map(|(n, one)| self.rows(table, one, &format!("{at}/{name}/{n}"))).collect()
        };
        match condition {
            Condition::All(inner) => Ok(RowTest::All(list("all", inner)?)),
            Condition::Any(inner) => Ok(RowTest::Any(list("any", inner)?)),
            Condition::Not(inner) => {
                Ok(RowTest::Not(Box::new(self.rows(table, inner, &format!("{at}/not"))?)))
            }
            Condition::Field { field, operator, operands } => {
                let (place, column) = column(table, field, &format!("{at}/field"))?;
                self.compared(place, column, (*operator, operands))
                    .map_err(|why| ConditionError::new(&format!("{at}/{}", operator.slug()), why))
            }
            Condition::Beyond(_) => {
                Err(ConditionError::new(at, Unreadable::plain("fields-condition-where")))
            }
        }
    }

    fn compared(
        &self,
        place: usize,
        column: &'static HappeningColumn,
        (operator, operands): (Operator, &[String]),
    ) -> Result<RowTest, Unreadable> {
        let manner = &self.known.act.manner;
        let kind = kind_of(column)?;
        let test = kind.test(operator, operands, &(column.settings)(), manner)?;
        self.in_order(&test)?;
        Ok(match Numbering::of(column, manner) {
            Some(numbering) => RowTest::Number(place, numbering.ranges(&test)),
            None => RowTest::Word(place, WordTest { column, kind, test }),
        })
    }

    fn period(&self, table: &Arc<dyn HappeningTable>, within: &Within, at: &str) -> Tried<Option<RowTest>> {
        let (operator, operands) = match within {
            Within::Ever => return Ok(None),
            Within::LastDays(n) => (Operator::LastDays, vec![n.to_string()]),
            Within::Dates { from: Some(from), to: Some(to) } => {
                (Operator::Between, vec![from.clone(), to.clone()])
            }
            Within::Dates { from: Some(from), to: None } => {
                (Operator::Between, vec![from.clone(), LAST_DAY.into()])
            }
            Within::Dates { from: None, to } => {
                (Operator::Between, vec![FIRST_DAY.into(), to.clone().unwrap_or_else(|| LAST_DAY.into())])
            }
        };
        let place = format!("{at}/within");
        let (when, column) = dated(table, &place)?;
        self.compared(when, column, (operator, &operands))
            .map(Some)
            .map_err(|why| ConditionError::new(&place, why))
    }

    /// The column that is measured, and what the measure must be.
    fn measured(
        &self,
        table: &Arc<dyn HappeningTable>,
        happened: &Happened,
        at: &str,
    ) -> Tried<(Option<usize>, Ranges)> {
        let of = format!("{at}/of");
        let column = match (happened.measure, happened.of.as_str()) {
            (Measure::Count, _) => None,
            (Measure::First | Measure::Last, "") => Some(dated(table, &format!("{at}/measure"))?),
            (_, slug) => Some(column(table, slug, &of)?),
        };
        let is_right = |column: &HappeningColumn| match happened.measure {
            Measure::First | Measure::Last => matches!(column.holds, Holds::Day | Holds::Moment),
            _ => column.is_amount() && column.kind != "yes_no",
        };
        if let Some((_, column)) = column.filter(|(_, column)| !is_right(column)) {
            let why = Unreadable::plain("segments-condition-amount").arg("column", column.slug);
            return Err(ConditionError::new(&of, why));
        }
        let ranges = self.wanted(happened, column.map(|(_, column)| column));
        let ranges =
            ranges.map_err(|why| ConditionError::new(&format!("{at}/{}", happened.compare.slug()), why))?;
        Ok((column.map(|(place, _)| place), ranges))
    }

    fn wanted(
        &self,
        happened: &Happened,
        column: Option<&'static HappeningColumn>,
    ) -> Result<Ranges, Unreadable> {
        let manner = &self.known.act.manner;
        let numbering = match column {
            Some(column) => Numbering::of(column, manner),
            None => kinds::find("integer").map(|kind| Numbering { holds: Holds::Whole, kind, manner }),
        };
        let numbering = numbering.ok_or_else(|| Unreadable::plain("segments-condition-amount"))?;
        let settings = column.map_or(Settings::NONE, |column| (column.settings)());
        let settings = Settings { least: None, most: None, ..settings };
        let test =
            |operator, operands: &[String]| numbering.kind.test(operator, operands, &settings, manner);
        let or_is = |operator| {
            let both = [test(operator, &happened.operands)?, test(Operator::Is, &happened.operands)?];
            Ok::<_, Unreadable>(KeyTest::Either(both.into()))
        };
        let key_test = match happened.compare {
            // Not the opposite of below: that would let amounts of any other currency through.
            Compare::AtLeast => or_is(Operator::Above)?,
            Compare::AtMost => or_is(Operator::Below)?,
            Compare::Is => test(Operator::Is, &happened.operands)?,
            Compare::Between => test(Operator::Between, &happened.operands)?,
            Compare::LastDays => test(Operator::LastDays, &happened.operands)?,
            Compare::DaysAgo => before_last_days(test(Operator::LastDays, &happened.operands)?),
        };
        self.in_order(&key_test)?;
        Ok(Ranges { has_none: false, ..numbering.ranges(&key_test) })
    }

    /// Refuses bounds the wrong way round, which nobody meets, while the condition is new and its author can mend it.
    fn in_order(&self, test: &KeyTest) -> Result<(), Unreadable> {
        let is_reversed = matches!(test, KeyTest::Range { from: Some(from), to: Some(to) } if from >= to);
        if is_reversed && self.known.is_new && self.within.is_empty() {
            return Err(Unreadable::plain("segments-condition-reversed"));
        }
        Ok(())
    }
}

const FIRST_DAY: &str = "0001-01-01";
const LAST_DAY: &str = "9999-12-30";

/// N days ago or longer: on the first of the last N + 1 days or before it; the window's own first day is N - 1 ago.
fn before_last_days(window: KeyTest) -> KeyTest {
    match window {
        KeyTest::Range { from, .. } => KeyTest::Range { from: None, to: from },
        other => other.negated(),
    }
}

fn kind_of(column: &HappeningColumn) -> Result<&'static dyn FieldKind, Unreadable> {
    column
        .field_kind()
        .ok_or_else(|| Unreadable::plain("segments-condition-amount").arg("column", column.slug))
}

fn column(
    table: &Arc<dyn HappeningTable>,
    slug: &str,
    at: &str,
) -> Tried<(usize, &'static HappeningColumn)> {
    let mut columns = table.columns().iter().enumerate();
    columns.find(|(_, column)| column.slug == slug).ok_or_else(|| {
        let why = Unreadable::plain("segments-condition-column");
        ConditionError::new(at, why.arg("table", table.slug()).arg("column", slug.to_owned()))
    })
}

fn dated(table: &Arc<dyn HappeningTable>, at: &str) -> Tried<(usize, &'static HappeningColumn)> {
    match table.when() {
        Some(when) => column(table, when, at),
        None => {
            let why = Unreadable::plain("segments-condition-date").arg("table", table.slug());
            Err(ConditionError::new(at, why))
        }
    }
}

fn placed(at: &str, error: ConditionError) -> ConditionError {
    ConditionError::new(&format!("{at}{}", error.pointer), error.why)
}
