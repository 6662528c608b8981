//! The tab of deals on the card of a customer: open ones first, then what came of the others.

use super::lines::{Line, Pen};
use crate::listing::{self, Query, Sort, State};
use crate::running::read_here;
use crate::{RIGHT, arranging};
use askama::Template;
use customers::{Customer, CustomerPanel};
use kernel::{Level, PageSize, Right};
use ui::Frame;
use web::{Problem, Visit};

/// The tab.
pub struct DealsPanel;

#[derive(Template)]
#[template(path = "pages/panel.html")]
struct Panel {
    frame: Frame,
    fresh: String,
    lines: Vec<Line>,
    can_write: bool,
}

impl CustomerPanel for DealsPanel {
    fn slug(&self) -> &'static str {
        "deals"
    }

    fn title(&self) -> &'static str {
        "deals-title"
    }

    fn icon(&self) -> &'static str {
        "square-kanban"
    }

    fn order(&self) -> i32 {
        15
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn draw(&self, visit: &Visit, card: &Customer) -> Result<String, Problem> {
        let lines = read_here(visit, |tx, dealing, staff| {
            let query = Query { state: State::All, customer: Some(card.no), ..Query::default() };
            let at = (None, PageSize::DEFAULT);
            let mut deals = listing::page(tx, dealing, (&query, Sort::Opened, true), at)?.items;
            deals.sort_by_key(|deal| deal.closure.is_some());
            let pipelines = arranging::all(tx, dealing)?;
            let people = listing::people(tx, dealing, &deals)?;
            let pen = Pen { dealing, say: &visit.say, staff, pipelines: &pipelines, people: &people };
            Ok(deals.iter().map(|deal| pen.line(deal)).collect::<Vec<_>>())
        })?;
        let drawn = Panel {
            frame: visit.frame("deals-title"),
            fresh: format!("/deals/new?customer={}&back=/customers/{}?tab=deals", card.id, card.id),
            lines,
            can_write: visit.actor().may(RIGHT, Level::Write),
        };
        drawn.render().map_err(|_| Problem::broken())
    }
}
