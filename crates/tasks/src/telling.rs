//! What entries about tasks say in a customer's timeline.

use crate::kinds;
use customers::{Teller, Told};
use journal::Record;
use kernel::Right;
use words::Say;

/// Tells of tasks.
pub struct TasksTeller;

impl Teller for TasksTeller {
    fn slug(&self) -> &'static str {
        "tasks"
    }

    fn label(&self) -> &'static str {
        "tasks-title"
    }

    fn right(&self) -> Right {
        crate::RIGHT
    }

    fn verbs(&self) -> &'static [&'static str] {
        &[
            "task.added",
            "task.changed",
            "task.moved",
            "task.taken",
            "task.done",
            "task.dropped",
            "task.reopened",
        ]
    }

    fn tell(&self, record: &Record, say: &Say) -> Told {
        let text =
            |name: &str| record.payload.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        let kind = kinds::find(text("kind")).unwrap_or(kinds::OTHER);
        let name = match text("title") {
            "" => say.t(&kind.label()),
            title => title.to_owned(),
        };
        let day = text("due_on").parse().map(|day| say.day(day)).unwrap_or_default();
        let args = [("name", name.into()), ("day", day.into())];
        let (key, signal) = match record.verb.as_str() {
            "task.added" => ("tasks-verb-added", "accent"),
            "task.moved" => ("tasks-verb-moved", ""),
            "task.taken" => ("tasks-verb-taken", ""),
            "task.done" => ("tasks-verb-done", "green"),
            "task.dropped" => ("tasks-verb-dropped", ""),
            "task.reopened" => ("tasks-verb-reopened", ""),
            _ => ("tasks-verb-changed", ""),
        };
        Told { icon: kind.icon(), signal, title: say.with(key, &args), note: text("outcome").to_owned() }
    }
}
