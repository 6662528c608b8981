//! Rules by which cards that nobody needs any more go by themselves: put away, asked about, or erased.
//!
//! A rule is a condition in the language of all conditions, so that "leads without any order or contact for two years" says
//! by its own words whom it touches. A rule begins switched off; whom it would touch is seen before. Every night the rules
//! that are on are applied, at most [`MOST`] cards each, each card told in its journal with the name of the rule.

mod job;

pub use job::Retain;

use crate::act::Act;
use crate::customer::{Customer, CustomerId};
use crate::erasing::{self, Erasers, Word};
use crate::error::CustomerError;
use crate::field::slugs;
use crate::listing::{self, Query};
use crate::store::retention as table;
use crate::{changing, removal_request};
use db::Tx;
use fields::Condition;
use journal::Entry;
use kernel::{Level, Millis, PageSize, RawId, id_type};
use serde_json::json;
use web::FieldError;

id_type!(
    /// A rule.
    RuleId
);

/// Cards that one rule touches in one night, at most: a rule that is wrong does not empty the base.
pub const MOST: usize = 1_000;
/// The longest name, in letters.
const LONGEST: usize = 100;

/// What becomes of the cards that a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Put away.
    Archive,
    /// A request to erase them, which two people agree to.
    Ask,
    /// Erased at once.
    Erase,
}

slugs!(Fate { Archive => "archive", Ask => "ask", Erase => "erase" });

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// What people call it.
    pub name: String,
    /// Whom it finds.
    pub condition: Condition,
    /// What becomes of them.
    pub fate: Fate,
    /// Whether it is applied.
    pub is_on: bool,
    /// When it was applied last.
    pub ran_at: Option<Millis>,
    /// How many cards it touched then.
    pub n_last: i64,
}

/// Whom a rule would touch now.
#[derive(Debug, Clone)]
pub struct Preview {
    /// How many.
    pub n: i64,
    /// The first of them.
    pub first: Vec<Customer>,
}

/// The rules, in the order of their making.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange.
pub fn all(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<Rule>, CustomerError> {
    arranging(act)?;
    Ok(table::all(tx)?)
}

/// Adds a rule, or writes one anew.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] for a missing name, a condition that finds everybody or cannot be
/// understood.
pub fn put(tx: &mut Tx<'_>, act: &Act, rule: Rule) -> Result<Rule, CustomerError> {
    arranging(act)?;
    let name = rule.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err(wrong("name", "customers-retention-name"));
    }
    if rule.condition == Condition::everything() {
        return Err(wrong("filter", "customers-retention-everybody"));
    }
    listing::numbers(tx, act, &query(&rule), (0, 1))?;
    let rule = Rule { name, ..rule };
    table::put(tx, &rule, (act.actor.user, act.setting.now()))?;
    let told = json!({ "rule": rule.id, "name": rule.name, "filter": rule.condition.to_json(),
        "fate": rule.fate, "is_on": rule.is_on });
    tell(tx, act, "retention.set", (("retention", rule.id.0), &told))?;
    Ok(rule)
}

/// Takes a rule away.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn remove(tx: &mut Tx<'_>, act: &Act, id: RuleId) -> Result<(), CustomerError> {
    arranging(act)?;
    let rule = table::find(tx, id)?.ok_or(CustomerError::Missing)?;
    table::remove(tx, id)?;
    let told = json!({ "rule": rule.id, "name": rule.name });
    Ok(tell(tx, act, "retention.removed", (("retention", rule.id.0), &told))?)
}

/// Whom a rule would touch now: how many, and the first twenty.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn preview(tx: &mut Tx<'_>, act: &Act, id: RuleId) -> Result<Preview, CustomerError> {
    arranging(act)?;
    let rule = table::find(tx, id)?.ok_or(CustomerError::Missing)?;
    let query = query(&rule);
    let n = listing::total(tx, act, &query)?.n;
    let first = listing::page(tx, act, &query, (None, PageSize::clamped(20)))?.items;
    Ok(Preview { n, first })
}

/// Whom a rule finds: those in use; for erasing at once also those who were put away.
fn query(rule: &Rule) -> Query {
    Query { condition: rule.condition.clone(), ..Query::default() }
}

/// Applies a rule to the next cards after a number; gives the number to go on after and how many were touched.
pub(crate) fn apply(
    tx: &mut Tx<'_>,
    act: &Act,
    erasers: &Erasers,
    (rule, after, limit): (&Rule, i64, usize),
) -> Result<(Option<i64>, usize), CustomerError> {
    let numbers = listing::numbers(tx, act, &query(rule), (after, limit))?;
    for no in &numbers {
        let Some(card) = listing::numbered(tx, act, *no)? else { continue };
        meet(tx, act, erasers, (rule, card.id))?;
    }
    let next = numbers.last().copied().filter(|_| numbers.len() == limit);
    Ok((next, numbers.len()))
}

fn meet(
    tx: &mut Tx<'_>,
    act: &Act,
    erasers: &Erasers,
    (rule, card): (&Rule, CustomerId),
) -> Result<(), CustomerError> {
    let told = json!({ "rule": rule.id, "fate": rule.fate });
    tell(tx, act, "retention.applied", ((changing::SUBJECT, card.0), &told))?;
    match rule.fate {
        Fate::Archive => changing::archive(tx, act, card, true).map(drop),
        Fate::Erase => erasing::erase(tx, act, erasers, (card, Word::default())),
        Fate::Ask => match removal_request::ask(tx, act, card, (&rule.name, true)) {
            Ok(()) => Ok(()),
            Err(removal_request::RemovalError::Customer(error)) => Err(error),
            Err(_) => Err(CustomerError::Forbidden),
        },
    }
}

fn arranging(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Arrange) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    (subject, told): ((journal::SubjectKind, RawId), &serde_json::Value),
) -> Result<(), db::DbError> {
    let entry = Entry::now(&act.setting, verb, subject, told);
    journal::append(tx, &act.setting, &act.actor, entry).map(drop)
}

fn wrong(field: &str, key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, key)])
}

#[cfg(test)]
mod tests;
