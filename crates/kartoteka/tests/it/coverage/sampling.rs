//! Every page and operation of the house, and a plausible request for each, made from its description.

use serde_json::{Map, Value, json};

use crate::client::{Answer, Client};

/// A page or an operation with its method.
pub struct Deed {
    method: String,
    path: String,
    /// The parameters that must stand in the address; empty when there are none.
    asked: String,
    /// The type of content and a body that can be read; both empty when there is none.
    body: (String, String),
}

impl Deed {
    /// As in `POST /staff/{id}`.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether it is about one customer.
    pub fn is_about_customer(&self) -> bool {
        self.path.trim_start_matches("/api/v1").starts_with("/customers/{id}")
    }

    /// Whether it is about one deal, interaction, task or order.
    pub fn is_about_dealings(&self) -> bool {
        let path = self.path.trim_start_matches("/api/v1");
        DEALINGS.iter().any(|name| path.starts_with(&format!("/{name}/{{id}}")))
    }

    /// Whether it may change something.
    pub fn is_writing(&self) -> bool {
        self.method != "GET"
    }
}

/// What is done with customers, by the first part of its addresses.
pub const DEALINGS: [&str; 4] = ["deals", "interactions", "tasks", "orders"];

/// What there is in the house to be asked for.
pub struct Sample {
    /// The ids of one of each of [`DEALINGS`]; empty where there is none.
    pub dealings: Vec<String>,
    pub customer: String,
    pub team: String,
    pub user: String,
}

impl Sample {
    /// Has somebody try it on what there is.
    pub fn attempt(&self, who: &Client, deed: &Deed) -> Answer {
        let (kind, body) = &deed.body;
        who.send(&deed.method, &format!("{}{}", self.filled(&deed.path), deed.asked), (kind, body))
    }

    fn filled(&self, path: &str) -> String {
        let first = path.trim_start_matches("/api/v1").split('/').nth(1);
        let dealing = DEALINGS.iter().position(|name| first == Some(name));
        let id = match first {
            Some("customers") => &self.customer,
            Some(_) if let Some(id) = dealing.and_then(|at| self.dealings.get(at)) => id,
            Some("teams") => &self.team,
            _ => &self.user,
        };
        let parts = path.split('/').map(|part| match part {
            "{id}" => id.as_str(),
            "{field}" => "city",
            "{no}" | "{seq}" => "1",
            // What there is none of is looked for by an id that something else has.
            part if part.starts_with('{') => &self.user,
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

/// Every page and deed of every capability, in the order of the left bar.
pub fn every_page() -> Vec<Deed> {
    let routes =
        kartoteka::capabilities::ALL.iter().flat_map(|capability| (capability.pages)().list().to_vec());
    let deeds = routes.map(|route| {
        let body = if route.method == "GET" { (String::new(), String::new()) } else { upload() };
        Deed { method: route.method.to_string(), path: route.path.into(), asked: String::new(), body }
    });
    deeds.collect()
}

/// A form with a file in it, which every page can read.
fn upload() -> (String, String) {
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"clients.csv\"";
    let body = format!("--part\r\n{head}\r\n\r\nfamily\r\nОмарова\r\n\r\n--part--\r\n");
    ("multipart/form-data; boundary=part".into(), body)
}

/// Every operation of the API, in the order of the description.
pub fn every_operation() -> Vec<Deed> {
    let description = kartoteka::routes::description();
    let empty = Map::new();
    let mut deeds = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap_or(&empty) {
        for (method, operation) in methods.as_object().unwrap_or(&empty) {
            let content = operation["requestBody"]["content"].as_object();
            let body = content.and_then(|content| content.iter().next()).map(|(kind, media)| {
                match kind.as_str() {
                    "multipart/form-data" => upload(),
                    _ => (kind.clone(), sample(&media["schema"], &description).to_string()),
                }
            });
            let (method, path) = (method.to_uppercase(), path.clone());
            let asked = question(operation);
            deeds.push(Deed { method, path, asked, body: body.unwrap_or_default() });
        }
    }
    deeds
}

fn question(operation: &Value) -> String {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let needed = parameters.filter(|one| one["in"] == "query" && one["required"] == true);
    let pairs: Vec<_> = needed.filter_map(|one| Some(format!("{}=1", one["name"].as_str()?))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// A value that the schema allows: its example, or the plainest one with all that is required.
fn sample(schema: &Value, description: &Value) -> Value {
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        return sample(description.pointer(pointer).unwrap_or(&Value::Null), description);
    }
    if let Some(first) = schema["enum"].get(0).or_else(|| schema["oneOf"].get(0)) {
        return if schema["enum"].is_array() { first.clone() } else { sample(first, description) };
    }
    if let Some(all) = schema["allOf"].as_array() {
        let parts = all.iter().map(|one| sample(one, description));
        return parts.filter_map(|part| part.as_object().cloned()).flatten().collect::<Map<_, _>>().into();
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match kind {
        Some("object") => object(schema, description),
        Some("array") => json!([]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        _ if schema["format"] == "uuid" => json!("0197a3c0-0000-7000-8000-00000000dcba"),
        _ => json!("x"),
    }
}

fn object(schema: &Value, description: &Value) -> Value {
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let members = required.map(|name| (name.to_owned(), sample(&schema["properties"][name], description)));
    members.collect::<Map<_, _>>().into()
}
