//! Which cards a deed is over, as a job can keep it.

use crate::listing::Query;
use fields::Condition;
use serde::{Deserialize, Serialize};

/// Everything that meets what a list asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// The condition to meet.
    pub filter: Condition,
    /// What was typed into the search; blank for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub search: String,
    /// Whether archived cards are meant in place of the others.
    #[serde(default)]
    pub is_archived: bool,
}

impl Selection {
    /// Everything in a list.
    pub fn of(query: &Query) -> Self {
        Self {
            filter: query.condition.clone(),
            search: query.search.clone(),
            is_archived: query.is_archived,
        }
    }

    /// The list of the same cards.
    pub fn query(&self) -> Query {
        Query {
            condition: self.filter.clone(),
            search: self.search.clone(),
            is_archived: self.is_archived,
            ..Query::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fields::Operator;

    #[test]
    fn a_selection_survives_the_queue() {
        let query = Query {
            condition: Condition::field("warmth", Operator::Is, ["hot"]),
            search: "алия".into(),
            is_archived: true,
            ..Query::default()
        };
        let text = serde_json::to_string(&Selection::of(&query)).unwrap();
        let back = serde_json::from_str::<Selection>(&text).unwrap().query();
        assert_eq!(Selection::of(&back), Selection::of(&query));
    }
}
