//! `/interactions`: all that are seen, the latest first, narrowed down.

use super::lines::{Line, Pen};
use super::written::moment_of;
use crate::RIGHT;
use crate::interaction::Direction;
use crate::kind;
use crate::reading::{self, Query};
use crate::running;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use customers::{CustomerId, listing, reading as noted};
use kernel::{Cursor, DAY_MS, Level, PageSize};
use ui::Frame;
use web::{Form, Fragment, Problem, Visit};
use words::Say;

/// Counted no further.
const MOST_COUNTED: i64 = 10_000;

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    asked: Form,
    kinds: Vec<(String, String)>,
    directions: Vec<(String, String)>,
    people: Vec<(String, String)>,
    can_arrange: bool,
    part: Part,
}

#[derive(Template)]
#[template(path = "pages/list_rows.html")]
struct Rows {
    frame: Frame,
    part: Part,
}

/// What is drawn anew while one types.
struct Part {
    lines: Vec<Line>,
    shows_customer: bool,
    next: String,
    total: String,
    is_filtered: bool,
    can_write: bool,
}

/// What the address asks for.
fn query(form: &Form, say: &Say) -> Query {
    let day = |name: &str| form.filled(name).and_then(|day| moment_of(day, "", say.zone()));
    Query {
        q: form.text("q").to_owned(),
        kind: form.filled("kind").map(str::to_owned),
        direction: Direction::from_slug(form.text("direction")),
        responsible: form.text("responsible").parse().ok(),
        from: day("from"),
        before: day("to").map(|at| at + DAY_MS),
        ..Query::default()
    }
}

/// Shows them.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    RawQuery(asked): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let asked = Form::from_encoded(asked.as_deref().unwrap_or_default());
    let cursor: Option<Cursor> = asked.text("cursor").parse().ok();
    let (mut query, say) = (query(&asked, &visit.say), visit.say.clone());
    let customer: Option<CustomerId> = asked.text("customer").parse().ok();
    let found = running::read(&visit, move |tx, act, staff| {
        let kinds = kind::all(tx)?;
        if let Some(id) = customer {
            query.customer = Some(listing::get(tx, act, id)?.no);
        }
        let slice = reading::page(tx, act, &query, (cursor.as_ref(), PageSize::DEFAULT))?;
        let n = reading::count(tx, act, &query, MOST_COUNTED)?;
        let pen = Pen { act, say: &say, staff, kinds: &kinds };
        let lines = pen.lines(tx, &slice.items)?;
        let people: Vec<_> =
            staff.people().iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        let kinds: Vec<_> = kinds.iter().map(|kind| (kind.slug.clone(), kind.label(&say))).collect();
        Ok((lines, slice.next, n, (kinds, people)))
    });
    let (lines, next, n, (kinds, people)) = found.await?;
    noted::listed_of(&visit, customer, (lines.len(), RIGHT));
    let frame = visit.frame("interactions-title");
    let names = ["q", "kind", "direction", "responsible", "from", "to", "customer"];
    let part = Part {
        lines,
        shows_customer: true,
        next: next.map(|cursor| next_href(&asked, &names, &cursor)).unwrap_or_default(),
        total: if n == MOST_COUNTED { format!("{}+", visit.say.number(n)) } else { visit.say.number(n) },
        is_filtered: names.iter().any(|name| asked.filled(name).is_some()),
        can_write: visit.actor().may(RIGHT, Level::Write),
    };
    if fragment.is("rows") {
        return web::page(&Rows { frame, part });
    }
    let any = |key: &str| (String::new(), visit.say.t(key));
    web::page(&ListPage {
        kinds: [any("interactions-any-kind")].into_iter().chain(kinds).collect(),
        directions: [any("interactions-any-direction")].into_iter().chain(directions(&visit.say)).collect(),
        people: [any("interactions-anybody")].into_iter().chain(people).collect(),
        can_arrange: visit.actor().may(RIGHT, Level::Arrange),
        frame,
        asked,
        part,
    })
}

fn next_href(asked: &Form, names: &[&str], cursor: &Cursor) -> String {
    let with = |path: String, name: &&str| ui::address::with_query(&path, name, asked.text(name));
    let path = names.iter().fold("/interactions".to_owned(), with);
    ui::address::with_query(&path, "cursor", &cursor.to_string())
}

/// Both directions as they are chosen.
pub(super) fn directions(say: &Say) -> Vec<(String, String)> {
    let one =
        |one: Direction| (one.slug().to_owned(), say.t(&format!("interactions-direction-{}", one.slug())));
    Direction::ALL.map(one).into()
}
