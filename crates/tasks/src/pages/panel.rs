//! The tab of the card: what is promised to this customer, and what was done.

use super::lines::{Line, Pen};
use crate::store::tasks::{self as table, Which};
use crate::{Doing, RIGHT, planning, running};
use askama::Template;
use customers::builtin::{BIRTHDAY, RESPONSIBLE};
use customers::{Customer, CustomerPanel, Desk};
use kernel::{Level, PageSize, Right};
use ui::Frame;
use web::{Problem, Visit};

/// The tab of tasks.
pub struct TasksPanel;

#[derive(Template)]
#[template(path = "pages/panel.html")]
struct Panel {
    frame: Frame,
    fresh: String,
    open: Vec<Line>,
    closed: Vec<Line>,
    can_write: bool,
    /// Whether a birthday is known of which nobody is reminded, since nobody answers for the customer.
    has_lonely_birthday: bool,
}

impl CustomerPanel for TasksPanel {
    fn slug(&self) -> &'static str {
        "tasks"
    }

    fn title(&self) -> &'static str {
        "tasks-title"
    }

    fn icon(&self) -> &'static str {
        "list-checks"
    }

    fn order(&self) -> i32 {
        20
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn draw(&self, visit: &Visit, card: &Customer) -> Result<String, Problem> {
        let (eye, id, card) = (visit.clone(), card.id, card.clone());
        let (birthday, responsible) = (card.sheet.text(BIRTHDAY), card.sheet.text(RESPONSIBLE));
        let has_lonely_birthday = birthday.is_some() && responsible.is_none() && card.archived_at.is_none();
        let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
        let (open, closed) = visit.app.db.read(move |tx| {
            let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
            let doing = Doing { act, zone: running::zone(&eye) };
            let staff = desk.staff(tx, eye.app.setting.now())?;
            let teams = access::team::all(tx)?;
            let pen = Pen { doing: &doing, say: &eye.say, staff: &staff, teams: &teams };
            let mut both = Vec::new();
            for which in [Which::Open, Which::Closed] {
                let wanted = table::Wanted { customer: Some(id.0), ..planning::seen(&doing, which) };
                let tasks = table::page(tx, &wanted, (None, PageSize::DEFAULT))?.items;
                let line =
                    |task| pen.line_on_card(planning::Planned::of(pen.doing, task, Some(card.clone())));
                both.push(tasks.into_iter().map(line).collect::<Vec<Line>>());
            }
            let closed = both.pop().unwrap_or_default();
            Ok::<_, db::DbError>((both.pop().unwrap_or_default(), closed))
        })?;
        let drawn = Panel {
            frame: visit.frame("tasks-title"),
            fresh: format!("/tasks/new?customer={id}&back=/customers/{id}?tab=tasks"),
            open,
            closed,
            has_lonely_birthday,
            can_write: visit.actor().may(RIGHT, Level::Write),
        };
        drawn.render().map_err(|_| Problem::broken())
    }
}
