//! What every operation of the API has in common, added to its description: the token, the problems, repeated requests.

use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;

/// Problems that any operation may answer with, by status: who may meet them, and what they mean.
const PROBLEMS: &[(&str, Whose, &str)] = &[
    ("400", Whose::Any, "The request cannot be read"),
    ("401", Whose::Any, "The token is missing, unknown or ended"),
    ("403", Whose::Any, "The right is missing"),
    ("404", Whose::OfOne, "There is no such thing, or it must not be known that there is"),
    ("409", Whose::Deed, "A value is taken, or the answer to a repeated request was not kept"),
    ("412", Whose::Deed, "Somebody else changed it meanwhile"),
    ("413", Whose::Deed, "The request is too large"),
    (
        "422",
        Whose::Any,
        "Something in the request is wrong, or the Idempotency-Key was used for another request",
    ),
    ("503", Whose::Any, "The database cannot be reached or is locked"),
    ("507", Whose::Any, "The disk is full"),
];

/// Which operations a problem belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Any,
    /// Those whose path names one thing.
    OfOne,
    /// Those that change something.
    Deed,
}

/// The description as it is served: every capability's own with what all have in common.
pub(crate) fn whole(description: &OpenApi) -> Value {
    let mut whole = serde_json::to_value(description).unwrap_or_default();
    add_components(&mut whole);
    let paths = whole.get_mut("paths").and_then(Value::as_object_mut);
    for (path, methods) in paths.into_iter().flatten() {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                complete(operation, (path, method));
            }
        }
    }
    whole
}

fn add_components(whole: &mut Value) {
    let Some(whole) = whole.as_object_mut() else { return };
    whole.insert("security".into(), json!([{ "token": [] }]));
    let Some(components) = member(whole, "components") else { return };
    components.insert("securitySchemes".into(), json!({ "token": { "type": "http", "scheme": "bearer" } }));
    let key = json!({
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Of one's own choice; the same request with the same key is carried out once within a day",
        "schema": { "type": "string", "maxLength": 255 },
    });
    components.insert("parameters".into(), json!({ "IdempotencyKey": key }));
    let problems =
        PROBLEMS.iter().map(|(status, _, meaning)| (format!("Problem{status}"), problem(meaning)));
    components.insert("responses".into(), Value::Object(problems.collect()));
}

fn problem(meaning: &str) -> Value {
    let body = json!({ "schema": { "$ref": "#/components/schemas/ProblemBody" } });
    json!({ "description": meaning, "content": { "application/problem+json": body } })
}

fn complete(operation: &mut Map<String, Value>, (path, method): (&str, &str)) {
    let is_deed = method != "get";
    let is_stream = operation
        .get("requestBody")
        .is_some_and(|body| body.pointer("/content/application~1x-ndjson").is_some());
    if is_deed
        && !is_stream
        && let Some(list) = list(operation, "parameters")
    {
        list.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }
    let Some(answers) = member(operation, "responses") else { return };
    for (status, answer) in answers.iter_mut().filter(|(status, _)| status.starts_with(['4', '5'])) {
        let meaning = answer.get("description").and_then(Value::as_str).unwrap_or(status).to_owned();
        *answer = problem(&meaning);
    }
    for (status, whose, _) in PROBLEMS {
        let is_met = match whose {
            Whose::Any => true,
            Whose::OfOne => path.contains('{'),
            Whose::Deed => is_deed,
        };
        if is_met && !answers.contains_key(*status) {
            answers.insert(
                (*status).into(),
                json!({ "$ref": format!("#/components/responses/Problem{status}") }),
            );
        }
    }
}

fn member<'a>(object: &'a mut Map<String, Value>, name: &str) -> Option<&'a mut Map<String, Value>> {
    object.entry(name).or_insert_with(|| json!({})).as_object_mut()
}

fn list<'a>(object: &'a mut Map<String, Value>, name: &str) -> Option<&'a mut Vec<Value>> {
    object.entry(name).or_insert_with(|| json!([])).as_array_mut()
}

#[cfg(test)]
mod tests {
    use crate::routes;

    #[test]
    fn every_operation_tells_of_its_problems() {
        let description = routes::description();
        let change = &description["paths"]["/api/v1/customers/{id}"]["patch"];
        assert!(change["responses"]["401"]["$ref"].is_string());
        let own = &change["responses"]["412"]["content"]["application/problem+json"];
        assert_eq!(own["schema"]["$ref"], "#/components/schemas/ProblemBody");
        let parameters = change["parameters"].as_array().unwrap();
        assert!(parameters.iter().any(|one| one["$ref"] == "#/components/parameters/IdempotencyKey"));
        let read = &description["paths"]["/api/v1/customers/{id}"]["get"];
        assert!(read["responses"].get("409").is_none());
    }
}
