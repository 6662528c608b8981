//! The usual meaning of the operators, over a kind's own reading and keys.

use crate::calendar;
use crate::key::{self, KeyTest};
use crate::kind::{FieldKind, Operator, Unreadable};
use crate::settings::{Manner, Settings};

/// The longest span of days that a condition may look back or ahead: a century.
const MAX_DAYS: i32 = 36_500;

/// The usual test of one comparison; keys of dates are taken to be ISO dates.
pub(crate) fn usual_test<K: FieldKind + ?Sized>(
    kind: &K,
    operator: Operator,
    operands: &[String],
    (settings, manner): (&Settings, &Manner),
) -> Result<KeyTest, Unreadable> {
    if !kind.operators().contains(&operator) {
        return Err(Unreadable::plain("fields-condition-operator").arg("operator", operator.slug()));
    }
    if !operator.n_operands().contains(&operands.len()) {
        return Err(Unreadable::plain("fields-condition-value"));
    }
    // A bound of the field forbids values, not questions: "above 200" may be asked of a field that ends at 100.
    let settings = &Settings { least: None, most: None, ..settings.clone() };
    let key = |typed: &String| identity(kind, typed, settings, manner);
    Ok(match (operator, operands) {
        (Operator::Known, _) => KeyTest::Known,
        (Operator::Unknown, _) => KeyTest::Known.negated(),
        (Operator::Is, [one]) => KeyTest::AnyOf(vec![key(one)?]),
        (Operator::IsNot, [one]) => KeyTest::AnyOf(vec![key(one)?]).negated(),
        (Operator::AnyOf, many) => KeyTest::AnyOf(many.iter().map(key).collect::<Result<_, _>>()?),
        (Operator::Contains, [one]) => KeyTest::containing(key::folded(one))?,
        (Operator::Starts, [one]) => KeyTest::beginning(key::folded(one))?,
        (Operator::Below, [one]) => KeyTest::Range { from: None, to: Some(key(one)?) },
        (Operator::Above, [one]) => KeyTest::Range { from: Some(key::after(&key(one)?)), to: None },
        (Operator::Between, [first, last]) => {
            KeyTest::Range { from: Some(key(first)?), to: Some(key::after(&key(last)?)) }
        }
        (Operator::LastDays | Operator::NextDays, [n]) => {
            let is_forward = operator == Operator::NextDays;
            let (first, last) = calendar::window(manner.today(), n_days(n)?, is_forward);
            calendar::within(first, last)
        }
        _ => return Err(Unreadable::plain("fields-condition-value")),
    })
}

/// The key by which an operand equals values: the last one of what it reads to.
fn identity<K: FieldKind + ?Sized>(
    kind: &K,
    typed: &str,
    settings: &Settings,
    manner: &Manner,
) -> Result<String, Unreadable> {
    if typed.trim().is_empty() {
        return Err(Unreadable::plain("fields-condition-value"));
    }
    let value = kind.read(typed, settings, manner)?.value;
    kind.keys(&value).pop().ok_or_else(|| Unreadable::plain("fields-condition-value"))
}

/// Reads a number of days, 1 to 36,500.
pub(crate) fn n_days(typed: &str) -> Result<i32, Unreadable> {
    let n = typed.trim().parse().ok().filter(|n| (1..=MAX_DAYS).contains(n));
    n.ok_or_else(|| Unreadable::plain("fields-condition-days").arg("most", MAX_DAYS.to_string()))
}
