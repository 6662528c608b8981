//! Figures said as conditions, so that the customers behind one can be kept as a live segment.

use fields::{Condition, Operator};
use serde_json::json;

/// The customers whose standing has these values; `column` says what an analysis's member is called there. `None` when
/// the analysis was asked otherwise than standings are worked out, and for members that are not kept.
pub(crate) fn standing(
    is_usual: bool,
    wanted: &[(String, String)],
    column: impl Fn(&str) -> Option<&'static str>,
) -> Option<Condition> {
    if !is_usual {
        return None;
    }
    let part = |(member, value): &(String, String)| {
        let value = value.to_lowercase();
        Some(Condition::field(column(member)?, Operator::Is, [value]))
    };
    let parts: Option<Vec<Condition>> = wanted.iter().map(part).collect();
    let rows = match parts.filter(|parts| !parts.is_empty())?.as_slice() {
        [one] => one.to_json(),
        more => Condition::All(more.to_vec()).to_json(),
    };
    Condition::from_json(&json!({ "happened": "standing", "where": rows })).ok()
}

/// The customers who gave an answer, as a column of customers says it.
pub(crate) fn answered(field: &str, answer: &str) -> Option<Condition> {
    // Only orders that are in the sums count.
    let counted = json!({ "field": "sum", "known": true });
    let orders = |key: &str, n: serde_json::Value| {
        let mut asked = json!({ "happened": "orders", "where": counted });
        asked.as_object_mut()?.insert(key.to_owned(), n);
        Condition::from_json(&asked).ok()
    };
    match (field, answer) {
        ("frequency", "none") => orders("at_most", json!(0)),
        ("frequency", "one_off") => orders("is", json!(1)),
        ("frequency", "rare") => orders("between", json!([2, 3])),
        ("frequency", _) => orders("at_least", json!(4)),
        _ => Some(Condition::field(field, Operator::Is, [answer])),
    }
}

/// All of these; `None` when one of them cannot be said, or there are none.
pub(crate) fn all(parts: impl Iterator<Item = Option<Condition>>) -> Option<Condition> {
    let mut parts: Vec<Condition> = parts.collect::<Option<_>>()?;
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Condition::All(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_becomes_a_condition_only_where_it_means_the_same() {
        let cell = [("r".to_owned(), "5".to_owned()), ("f".to_owned(), "4".to_owned())];
        let column = |member: &str| match member {
            "r" => Some("recency"),
            "f" => Some("frequency"),
            _ => None,
        };
        let said = standing(true, &cell, column).unwrap().to_json();
        let rows =
            json!({ "all": [{ "field": "recency", "is": "5" }, { "field": "frequency", "is": "4" }] });
        assert_eq!(said, json!({ "happened": "standing", "where": rows, "at_least": 1 }));
        assert_eq!(standing(false, &cell, column), None, "own thresholds are not kept");
        assert_eq!(standing(true, &[], column), None, "everybody is no segment");
        assert_eq!(standing(true, &[("revenue".into(), "5".into())], column), None);
    }
}
