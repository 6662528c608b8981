//! What Ctrl-K finds: customers by search, saved views, things to do.

use super::list::address::Asked;
use crate::customer::{Customer, Kind};
use crate::listing::{self, Query};
use crate::reading;
use crate::running;
use crate::views::{self, View};
use crate::{RIGHT, builtin};
use axum::Json;
use axum::extract::RawQuery;
use axum::response::{IntoResponse as _, Response};
use kernel::{Level, PageSize};
use serde::Serialize;
use web::{Form, Problem, Visit};
use words::Say;

/// Customers shown at once.
const MOST: i64 = 8;

/// One line of the palette, as the script knows it.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Line {
    label: String,
    href: String,
    hint: String,
    kind: &'static str,
}

/// Answers with the lines for what was typed; with the things to do when nothing was.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    if !visit.actor().may(RIGHT, Level::Read) {
        return Ok(Json(Vec::<Line>::new()).into_response());
    }
    let typed = Form::from_encoded(query.as_deref().unwrap_or_default()).text("q").to_owned();
    let search = typed.clone();
    let found = running::read(&visit, move |tx, act| {
        let query = Query { search, ..Query::default() };
        let has_words = !listing::words_of(&query.search).is_empty();
        let cards = if has_words {
            listing::page(tx, act, &query, (None, PageSize::clamped(MOST)))?.items
        } else {
            Vec::new()
        };
        Ok((cards, views::all(tx, act)?))
    });
    let (cards, saved) = found.await?;
    if !cards.is_empty() {
        reading::listed(&visit, &Query { search: typed.clone(), ..Query::default() }, cards.len());
    }
    let say = &visit.say;
    let mut lines: Vec<Line> = cards.iter().map(|card| customer(card, say)).collect();
    let may = |level| visit.actor().may(RIGHT, level);
    lines.extend(
        deeds(say, &may).into_iter().chain(saved.iter().map(view)).filter(|line| fits(line, &typed)),
    );
    if !cards.is_empty() {
        let href = Asked { q: typed, ..Asked::default() }.href();
        let label = say.t("customers-palette-all");
        lines.push(Line { label, href, hint: String::new(), kind: "page" });
    }
    Ok(Json(lines).into_response())
}

fn customer(card: &Customer, say: &Say) -> Line {
    let hint = [builtin::PHONE, builtin::EMAIL].into_iter().find_map(|field| card.sheet.text(field));
    Line {
        label: if card.name.is_empty() { say.t("customers-list-nameless") } else { card.name.clone() },
        href: card.href(),
        hint: hint.filter(|hint| *hint != card.name).unwrap_or_default().to_owned(),
        kind: if card.kind == Kind::Organization { "organization" } else { "customer" },
    }
}

fn deeds(say: &Say, may: &dyn Fn(Level) -> bool) -> Vec<Line> {
    let line = |key: &str, href: &str, kind| Line {
        label: say.t(key),
        href: href.into(),
        hint: String::new(),
        kind,
    };
    let mut lines = Vec::new();
    if may(Level::Write) {
        lines.push(line("customers-palette-add", "/customers/new", "action"));
    }
    lines.push(line("customers-palette-archived", "/customers?view=archived", "page"));
    if may(Level::Arrange) {
        lines.push(line("customers-fields", "/customers/fields", "page"));
        lines.push(line("customers-purposes", "/customers/consents", "page"));
        lines.push(line("customers-retention", "/customers/retention", "page"));
    }
    lines
}

fn view(view: &View) -> Line {
    Line {
        label: view.name.clone(),
        href: format!("/customers?view={}", view.id),
        hint: String::new(),
        kind: "page",
    }
}

/// Whether every word typed is somewhere in the line.
fn fits(line: &Line, typed: &str) -> bool {
    let label = matching::fold::fold(&line.label);
    matching::fold::fold(typed).split(' ').all(|word| label.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_found_by_any_of_its_words_in_any_alphabet() {
        let line = Line {
            label: "Добавить клиента".into(),
            href: "/".into(),
            hint: String::new(),
            kind: "action",
        };
        for (typed, wanted) in
            [("", true), ("клиент", true), ("klient", true), ("доб кл", true), ("убрать", false)]
        {
            assert_eq!(fits(&line, typed), wanted, "{typed}");
        }
    }
}
