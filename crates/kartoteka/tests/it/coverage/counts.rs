//! Counts by segment over whatever is known of a hidden customer: none of them, no list of members and no movement tells of
//! somebody who is not seen, in whatever role and however far somebody sees.

use serde_json::{Value, json};

use super::dealings::{ROLES, SCOPES, hidden, other};
use super::text;
use crate::client::Client;

/// What can be asked of the customer who is hidden, each of which finds them for whoever sees them.
fn conditions() -> Vec<Value> {
    let mut all = vec![
        json!({ "field": "city", "is": "Тайнинск" }),
        json!({ "field": "family", "is": "Скрытова" }),
        json!({ "field": "name", "contains": "крытов" }),
        json!({ "field": "kind", "is": "person" }),
        json!({ "not": { "field": "city", "is": "Алматы" } }),
        json!({ "field": "phone", "unknown": true }),
        json!({ "all": [] }),
    ];
    for happened in ["deals", "interactions", "tasks", "orders"] {
        all.push(json!({ "happened": happened }));
        all.push(json!({ "happened": happened, "at_least": 1, "within": { "last_days": 400 } }));
        all.push(json!({ "all": [{ "happened": happened }, { "field": "city", "is": "Тайнинск" }] }));
    }
    all
}

/// How many a condition finds; `None` when it cannot be asked.
fn counted(who: &Client, condition: &Value) -> Option<i64> {
    let answer =
        who.give("POST", "/api/v1/segments/preview", &json!({ "condition": condition, "limit": 8 }));
    assert!(answer.status < 500, "{condition}: {}", answer.body);
    (answer.status < 300).then(|| answer.value()["n"].as_i64().unwrap())
}

#[test]
fn no_count_by_segment_tells_of_a_hidden_customer() {
    let (tried, owner, _) = hidden();
    let asked: Vec<Value> =
        conditions().into_iter().filter(|one| counted(&owner, one).is_some_and(|n| n > 0)).collect();
    assert!(asked.len() >= 12, "only {} of the conditions find the customer: {asked:?}", asked.len());
    let save = |(nth, condition): (usize, &Value)| {
        let segment = json!({ "name": format!("Сегмент {nth}"), "condition": condition });
        text(&owner.give("POST", "/api/v1/segments", &segment).ok()["id"])
    };
    let saved: Vec<String> = asked.iter().enumerate().map(save).collect();
    for role in ROLES {
        for scope in SCOPES {
            let who = other(&tried, &owner, (role, scope));
            for condition in &asked {
                assert_eq!(counted(&who, condition).unwrap_or(0), 0, "{role} {scope} {condition}");
                let filter = crate::client::encoded(&condition.to_string());
                let found = who.json(&format!("/api/v1/customers?total=exact&filter={filter}"));
                assert_eq!(
                    (&found["items"], &found["total"]),
                    (&json!([]), &json!(0)),
                    "{role} {scope} {condition}"
                );
            }
            for (id, condition) in saved.iter().zip(&asked) {
                tells_of_nobody(&who, (id, condition), &format!("{role} {scope}"));
            }
        }
    }
    tried.house.stop();
}

/// A segment that somebody saved who sees more; its page may say what its condition says, and no more.
fn tells_of_nobody(who: &Client, (id, condition): (&str, &Value), name: &str) {
    let shown = who.get(&format!("/api/v1/segments/{id}"));
    assert!(shown.status >= 300 || shown.value()["n"].as_i64().unwrap_or(0) == 0, "{name}: {}", shown.body);
    let members = who.get(&format!("/api/v1/segments/{id}/members"));
    let n = members.value()["items"].as_array().map_or(0, Vec::len);
    assert!(members.status >= 300 || n == 0, "{name}: {}", members.body);
    let moved = who.get(&format!("/api/v1/segments/{id}/movements"));
    let days = moved.value()["days"].as_array().cloned().unwrap_or_default();
    assert!(
        days.iter().all(|day| day["n"] == 0 && day["n_in"] == 0 && day["n_out"] == 0),
        "{name}: {}",
        moved.body
    );
    let drawn = who.get(&format!("/segments/{id}")).body;
    for secret in ["Скрытова", "Тайнинск"] {
        let is_asked = condition.to_string().contains(secret);
        assert!(is_asked || !drawn.contains(secret), "{name} {condition}: {drawn}");
    }
}
