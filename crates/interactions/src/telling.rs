//! What entries about interactions and contact cards say in a customer's timeline.

use crate::kinds;
use customers::{Teller, Told};
use journal::Record;
use kernel::Right;
use words::Say;

/// Tells of interactions and contact cards.
pub struct InteractionsTeller;

impl Teller for InteractionsTeller {
    fn slug(&self) -> &'static str {
        "interactions"
    }

    fn label(&self) -> &'static str {
        "interactions-title"
    }

    fn right(&self) -> Right {
        crate::RIGHT
    }

    fn verbs(&self) -> &'static [&'static str] {
        &[
            "interaction.recorded",
            "interaction.corrected",
            "interaction.removed",
            "interaction.restored",
            "interaction.file_added",
            "interaction.file_removed",
            "interaction.file_restored",
            "contact_card.filled",
            "contact_card.corrected",
            "contact_card.removed",
            "contact_card.restored",
        ]
    }

    fn tell(&self, record: &Record, say: &Say) -> Told {
        let text = |name: &str| {
            record.payload.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        let (key, signal) = match record.verb.as_str() {
            "interaction.recorded" => return recorded(record, say),
            "interaction.removed" => ("interactions-verb-removed", ""),
            "interaction.restored" => ("interactions-verb-restored", ""),
            "interaction.file_added" => ("interactions-verb-file-added", ""),
            "interaction.file_removed" => ("interactions-verb-file-removed", ""),
            "interaction.file_restored" => ("interactions-verb-file-restored", ""),
            "contact_card.filled" => ("interactions-verb-card-filled", "green"),
            "contact_card.corrected" => ("interactions-verb-card-corrected", ""),
            "contact_card.removed" => ("interactions-verb-card-removed", ""),
            "contact_card.restored" => ("interactions-verb-card-restored", ""),
            _ => ("interactions-verb-corrected", ""),
        };
        let is_card = record.verb.starts_with("contact_card.");
        let name = if text("name").is_empty() { kind(record, say) } else { text("name") };
        let icon = if is_card { "id-card" } else { icon(record) };
        Told { icon, signal, title: say.with(key, &[("name", name.into())]), note: String::new() }
    }
}

/// "Call to the customer: spoke, 5 min", with what was said below.
fn recorded(record: &Record, say: &Say) -> Told {
    let text = |name: &str| record.payload.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let number = |name: &str| record.payload.get(name).and_then(serde_json::Value::as_i64);
    let mut title = kind(record, say);
    if !text("direction").is_empty() {
        title = say.with(&format!("interactions-{}-told", text("direction")), &[("name", title.into())]);
    }
    let outcome = match (text("outcome_label"), text("outcome")) {
        ("", "") => String::new(),
        ("", slug) => say.t(&format!("interactions-outcome-{}", slug.replace('_', "-"))),
        (label, _) => label.to_owned(),
    };
    let length = number("length_secs").filter(|secs| *secs > 0).map(|secs| say.duration_secs(secs));
    let at = number("at").filter(|at| (record.at - at).abs() > kernel::HOUR_MS).map(|at| say.date_time(at));
    let parts: Vec<String> = [outcome, length.unwrap_or_default(), at.unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if !parts.is_empty() {
        title = format!("{title}: {}", parts.join(", "));
    }
    let said: Vec<&str> =
        [text("subject"), text("text")].into_iter().filter(|text| !text.is_empty()).collect();
    let signal = if text("kind") == "complaint" { "amber" } else { "accent" };
    Told { icon: icon(record), signal, title, note: said.join(". ") }
}

fn kind(record: &Record, say: &Say) -> String {
    let text = |name: &str| record.payload.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    match (text("kind_label"), kinds::find(text("kind"))) {
        ("", Some(kind)) => say.t(&format!("interactions-kind-{}", kind.slug())),
        ("", None) => say.t("interactions-one"),
        (label, _) => label.to_owned(),
    }
}

fn icon(record: &Record) -> &'static str {
    let text = |name: &str| record.payload.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    match kinds::find(text("kind")) {
        Some(kind) => kind.icon(),
        None => {
            crate::kind::ICONS.into_iter().find(|icon| *icon == text("icon")).unwrap_or("message-square")
        }
    }
}
