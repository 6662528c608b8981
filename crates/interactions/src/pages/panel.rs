//! The tab of the card: what happened between us, and a form to write down what happens now.

use super::cards::{CardLine, lines};
use super::form::{WhatGroup, what};
use super::lines::{Line, Pen};
use super::list;
use crate::calling::{self, Callable};
use crate::cards::arranging;
use crate::cards::filling::{self, CardQuery};
use crate::cards::gate::fill_href;
use crate::error::InteractionError;
use crate::reading::{self, Query};
use crate::running::desk;
use crate::{RIGHT, kind};
use askama::Template;
use customers::{Act, Customer, CustomerPanel, builtin};
use db::Tx;
use kernel::{Level, PageSize, Right};
use ui::Frame;
use ui::address::with_query;
use web::{Problem, Visit};

/// Interactions shown on the card.
const SHOWN: i64 = 30;
/// Filled cards shown there.
const SHOWN_CARDS: i64 = 10;

/// The tab of interactions.
pub struct InteractionsPanel;

#[derive(Template)]
#[template(path = "pages/panel.html")]
struct Panel {
    frame: Frame,
    customer: String,
    back: String,
    fresh: String,
    /// Where a letter is written.
    letter: String,
    all: String,
    /// Phones that can be called from here: their places and the words of the button.
    calls: Vec<(String, String)>,
    groups: Vec<WhatGroup>,
    chosen: String,
    directions: Vec<(String, String)>,
    lines: Vec<Line>,
    last: String,
    cards: Vec<CardLine>,
    /// Cards that may be filled, each with where.
    forms: Vec<(String, String)>,
    shows_customer: bool,
    has_more: bool,
    can_write: bool,
}

impl CustomerPanel for InteractionsPanel {
    fn slug(&self) -> &'static str {
        "interactions"
    }

    fn title(&self) -> &'static str {
        "interactions-title"
    }

    fn icon(&self) -> &'static str {
        "message-square"
    }

    fn order(&self) -> i32 {
        10
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn draw(&self, visit: &Visit, card: &Customer) -> Result<String, Problem> {
        let (eye, no, desk, shown) = (visit.clone(), card.no, desk(visit), card.clone());
        let (lines, (has_more, is_elsewhere), groups, (last, cards, forms), callable) =
            visit.app.db.read(move |tx| {
                let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
                let staff = desk.staff(tx, eye.app.setting.now())?;
                let kinds = kind::all(tx)?;
                let query = Query { customer: Some(no), ..Query::default() };
                let slice = reading::page(tx, &act, &query, (None, PageSize::clamped(SHOWN)))?;
                let last = reading::last(tx, &act, no)?;
                let last = last.map(|one| eye.say.ago(act.setting.now(), one.at)).unwrap_or_default();
                let pen = Pen { act: &act, say: &eye.say, staff: &staff, kinds: &kinds };
                let query = CardQuery { customer: Some(no), ..CardQuery::default() };
                let filled = filling::page(tx, &act, &query, (None, PageSize::clamped(SHOWN_CARDS)))?.items;
                let cards = lines(tx, &pen, filled)?;
                let forms = arranging::all(tx, &act)?.into_iter().filter(|form| !form.is_away);
                let forms: Vec<_> = forms.map(|form| (form.name, form.id)).collect();
                let lines = pen.lines(tx, &slice.items)?;
                let what = what(&kinds, "", &eye.say);
                let is_elsewhere = slice.items.iter().any(|one| one.customer_no != no);
                Ok::<_, InteractionError>((
                    lines,
                    (slice.next.is_some(), is_elsewhere),
                    what,
                    (last, cards, forms),
                    calls(tx, &act, (&eye, &shown))?,
                ))
            })?;
        let back = format!("/customers/{}?tab=interactions", card.id);
        let drawn = Panel {
            frame: visit.frame("interactions-title"),
            customer: card.id.to_string(),
            fresh: with_query(
                &with_query("/interactions/new", "customer", &card.id.to_string()),
                "back",
                &back,
            ),
            letter: with_query("/interactions/letter", "customer", &card.id.to_string()),
            all: with_query("/interactions", "customer", &card.id.to_string()),
            forms: forms
                .into_iter()
                .map(|(name, form)| {
                    (name, with_query(&fill_href(form, &card.id.to_string(), None), "back", &back))
                })
                .collect(),
            cards,
            calls: callable,
            back,
            groups,
            chosen: "call/spoke".to_owned(),
            directions: list::directions(&visit.say),
            lines,
            last,
            shows_customer: is_elsewhere,
            has_more,
            can_write: visit.actor().may(RIGHT, Level::Write),
        };
        drawn.render().map_err(|_| Problem::broken())
    }
}

/// The phones that can be called from here, each with its place and the words of its button.
fn calls(
    tx: &mut Tx<'_>,
    act: &Act,
    (visit, card): (&Visit, &Customer),
) -> Result<Vec<(String, String)>, InteractionError> {
    let field = act.fields.no(builtin::PHONE);
    let button = |one: Callable| {
        let phone = field.map_or_else(|| one.seen.clone(), |field| field.show(&one.seen, &visit.say));
        (one.nth.to_string(), visit.say.with("interactions-call-deed", &[("phone", phone.into())]))
    };
    Ok(calling::callable(tx, act, card)?.into_iter().map(button).collect())
}
