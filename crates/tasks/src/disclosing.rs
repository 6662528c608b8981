//! What tasks know of a person.

use crate::pages::title;
use crate::store::tasks as table;
use customers::disclosing::{Discloses, Item, Section};
use customers::merging::Side;
use customers::{Act, CustomerError};
use db::Tx;
use words::Say;

/// Who discloses.
pub struct DisclosingTasks;

impl Discloses for DisclosingTasks {
    fn disclose(
        &self,
        tx: &mut Tx<'_>,
        _: &Act,
        side: Side,
        say: &Say,
    ) -> Result<Vec<Section>, CustomerError> {
        let mut records = Vec::new();
        for id in table::about(tx, side.id.0)? {
            let Some(task) = table::find(tx, id)? else { continue };
            let outcome = task.closure.as_ref().map(|closure| closure.outcome.clone()).unwrap_or_default();
            records.push(vec![
                Item::new("title", say.t("tasks-what"), title(&task, say)),
                Item::new("due_on", say.t("tasks-due-on"), say.day(task.written.due.on)),
                Item::new("note", say.t("tasks-note"), task.written.note),
                Item::new("outcome", say.t("tasks-outcome"), outcome),
            ]);
        }
        Ok(vec![Section { slug: "tasks", title: say.t("tasks-title"), records }])
    }
}
