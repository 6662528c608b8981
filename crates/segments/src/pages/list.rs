//! Every segment with how many are in it now, and how that moved.

use super::preview::listed;
use crate::wording::Glossary;
use crate::{Members, RIGHT, keeping, moving, running};
use askama::Template;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Problem, Visit};

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    may_write: bool,
}

/// A segment in the list.
struct Line {
    name: String,
    href: String,
    words: String,
    is_fixed: bool,
    n: i64,
    /// Who of them are seen.
    list_href: String,
    n_in: i64,
    n_out: i64,
}

/// Days over which movements are added up here.
const DAYS: i64 = 30;

/// Shows them.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let say = visit.say.clone();
    let lines = running::read(&visit, move |tx, act, engine| {
        let glossary = Glossary::read(tx, act, engine.happenings(), &say)?;
        let mut lines = Vec::new();
        for segment in keeping::all(tx, act)? {
            let found = engine.seen(tx, act, &segment.meant())?;
            let days = moving::days(tx, act, engine, (segment.id, DAYS))?;
            lines.push(Line {
                href: segment.href(),
                words: segment.members.condition().map(|one| glossary.tell(one)).unwrap_or_default(),
                is_fixed: segment.members == Members::Fixed,
                n: i64::try_from(found.count()).unwrap_or(i64::MAX),
                list_href: listed(&segment.meant()),
                n_in: days.iter().map(|day| day.n_in).sum(),
                n_out: days.iter().map(|day| day.n_out).sum(),
                name: segment.name,
            });
        }
        Ok(lines)
    });
    let lines = lines.await?;
    let may_write = visit.actor().may(RIGHT, Level::Write);
    web::page(&ListPage { frame: visit.frame("segments-title"), lines, may_write })
}
