//! `/tasks`: today's plan of a person, all that is open, the queue of the team, what was done.

use super::lines::{Line, Pen};
use crate::error::TaskError;
use crate::planning::{self, Planned};
use crate::store::tasks::{self as table, Wanted, Which};
use crate::store::{feeds, letters};
use crate::{Doing, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use db::Tx;
use kernel::{Cursor, Level, PageSize, RawId};
use ui::Frame;
use web::{Form, Problem, Visit, page, see};

/// Counts on tabs go no further.
const MOST_COUNTED: i64 = 1_000;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Today,
    All,
    Queue,
    Done,
}

impl Tab {
    const ALL: [Tab; 4] = [Tab::Today, Tab::All, Tab::Queue, Tab::Done];

    fn slug(self) -> &'static str {
        match self {
            Tab::Today => "today",
            Tab::All => "all",
            Tab::Queue => "queue",
            Tab::Done => "done",
        }
    }

    fn from_slug(slug: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.slug() == slug).unwrap_or(Tab::Today)
    }
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    tabs: Vec<TabLine>,
    is_today: bool,
    is_queue: bool,
    lines: Vec<Line>,
    next: String,
    people: Vec<(String, String)>,
    person: String,
    can_write: bool,
    has_feed: bool,
    has_letters: bool,
}

struct TabLine {
    label: String,
    href: String,
    is_current: bool,
    count: String,
}

/// What was read.
struct Found {
    lines: Vec<Line>,
    next: Option<Cursor>,
    counts: Vec<Option<i64>>,
    people: Vec<(String, String)>,
    has_feed: bool,
    has_letters: bool,
}

/// Where the bell leads: the plan of the day.
pub(super) async fn reminders(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    Ok(see("/tasks"))
}

/// Shows one of the tabs.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let tab = Tab::from_slug(form.text("tab"));
    let me = visit.actor().user.unwrap_or_default();
    let person: RawId = form.text("person").parse().unwrap_or(me);
    let cursor: Option<Cursor> = form.text("cursor").parse().ok();
    let say = visit.say.clone();
    let found = running::read(&visit, move |tx, doing, staff| {
        let (planned, next) = read(tx, doing, (tab, person), cursor.as_ref())?;
        let teams = access::team::all(tx)?;
        let pen = Pen { doing, say: &say, staff, teams: &teams };
        let reached = staff.people().iter().filter(|(id, _)| planning::reaches(doing, *id));
        Ok(Found {
            lines: planned.into_iter().map(|planned| pen.line(planned)).collect(),
            next,
            counts: counts(tx, doing, person)?,
            people: reached.map(|(id, name)| (id.to_string(), name.clone())).collect(),
            has_feed: feeds::has(tx, me)?,
            has_letters: letters::are_wanted(tx, me)?,
        })
    });
    let found = found.await?;
    let tabs = tabs(&visit, tab, (&found.counts, (person != me).then_some(person)));
    let frame = visit.frame("tasks-title");
    page(&ListPage {
        next: found.next.map(|cursor| frame.href("cursor", &cursor.to_string())).unwrap_or_default(),
        frame,
        tabs,
        is_today: tab == Tab::Today,
        is_queue: tab == Tab::Queue,
        lines: found.lines,
        person: person.to_string(),
        people: if found.people.len() > 1 { found.people } else { Vec::new() },
        can_write: visit.actor().may(crate::RIGHT, Level::Write),
        has_feed: found.has_feed,
        has_letters: found.has_letters,
    })
}

fn read(
    tx: &mut Tx<'_>,
    doing: &Doing,
    (tab, person): (Tab, RawId),
    cursor: Option<&Cursor>,
) -> Result<(Vec<Planned>, Option<Cursor>), TaskError> {
    if tab == Tab::Today {
        return Ok((planning::of(tx, doing, person)?, None));
    }
    if !planning::reaches(doing, person) {
        return Err(TaskError::Forbidden);
    }
    let slice = table::page(tx, &wanted(doing, tab, person), (cursor, PageSize::DEFAULT))?;
    Ok((planning::with_customers(tx, doing, slice.items)?, slice.next))
}

fn wanted(doing: &Doing, tab: Tab, person: RawId) -> Wanted {
    let of_person = Wanted { assignee: Some(person), ..Wanted::default() };
    match tab {
        Tab::Today => {
            let until = crate::Due::on(doing.today()).at(&doing.zone);
            Wanted { until: Some(until), ..of_person }
        }
        Tab::All => of_person,
        Tab::Queue => planning::queued(doing),
        Tab::Done => Wanted { which: Which::Closed, ..of_person },
    }
}

/// How many wait under each tab; what was done is not counted.
fn counts(tx: &mut Tx<'_>, doing: &Doing, person: RawId) -> Result<Vec<Option<i64>>, TaskError> {
    let mut counts = Vec::new();
    for tab in Tab::ALL {
        let wanted = wanted(doing, tab, person);
        let is_counted = wanted.which == Which::Open;
        counts.push(if is_counted { Some(table::count(tx, &wanted, MOST_COUNTED)?) } else { None });
    }
    Ok(counts)
}

fn tabs(visit: &Visit, current: Tab, (counts, person): (&[Option<i64>], Option<RawId>)) -> Vec<TabLine> {
    let person = person.map(|id| format!("&person={id}")).unwrap_or_default();
    let counted = |n: i64| match n {
        MOST_COUNTED.. => format!("{}+", visit.say.number(MOST_COUNTED)),
        n => visit.say.number(n),
    };
    let line = |(tab, count): (Tab, &Option<i64>)| TabLine {
        label: visit.say.t(&format!("tasks-tab-{}", tab.slug())),
        href: format!("/tasks?tab={}{person}", tab.slug()),
        is_current: tab == current,
        count: count.map(counted).unwrap_or_default(),
    };
    Tab::ALL.into_iter().zip(counts).map(line).collect()
}
