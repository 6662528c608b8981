//! `/tasks/calendar`: a day, a week or a month; a task is carried to another day by mouse, finger or keys.

use super::lines::{self, Line, Pen};
use crate::calendar::View;
use crate::planning;
use crate::store::tasks::{self as table, Wanted, Which};
use crate::{Doing, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Level, RawId};
use ui::Frame;
use ui::address::with_query;
use web::{Form, Problem, Visit, page};
use words::Say;

/// The most tasks that are drawn at once.
const MOST: i64 = 2_000;

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage {
    frame: Frame,
    heading: String,
    view: &'static str,
    views: Vec<(String, String, bool)>,
    before: String,
    after: String,
    now: String,
    weekdays: Vec<String>,
    days: Vec<Day>,
    people: Vec<(String, String)>,
    person: String,
    on: String,
    can_write: bool,
}

/// One day of the calendar.
struct Day {
    on: String,
    label: String,
    number: String,
    is_today: bool,
    is_outside: bool,
    lines: Vec<Line>,
    fresh: String,
}

/// Shows the days around one.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let view = View::from_slug(form.text("view"));
    let today = lines::today(visit.app.setting.now(), &running::zone(&visit));
    let on: Date = form.text("on").parse().unwrap_or(today);
    let me = visit.actor().user.unwrap_or_default();
    let person: RawId = form.text("person").parse().unwrap_or(me);
    let days = view.days(on);
    let (say, shown) = (visit.say.clone(), days.clone());
    let (lines, people) = running::read(&visit, move |tx, doing, staff| {
        if !planning::reaches(doing, person) {
            return Err(crate::TaskError::Forbidden);
        }
        let tasks = table::in_order(tx, &wanted(doing, person, &shown), MOST)?;
        let teams = access::team::all(tx)?;
        let pen = Pen { doing, say: &say, staff, teams: &teams };
        let planned = planning::with_customers(tx, doing, tasks)?;
        let lines: Vec<(Date, Line)> =
            planned.into_iter().map(|planned| (planned.task.written.due.on, pen.line(planned))).collect();
        let reached = staff.people().iter().filter(|(id, _)| planning::reaches(doing, *id));
        let people: Vec<(String, String)> =
            reached.map(|(id, name)| (id.to_string(), name.clone())).collect();
        Ok((lines, people))
    })
    .await?;
    let href = |view: View, on: Date| address(on, (view, person));
    let (before, after) = view.beside(on);
    let say = &visit.say;
    page(&CalendarPage {
        frame: visit.frame("tasks-calendar"),
        heading: heading(view, on, say),
        view: view.slug(),
        views: View::ALL
            .iter()
            .map(|other| (say.t(&format!("tasks-view-{}", other.slug())), href(*other, on), *other == view))
            .collect(),
        before: href(view, before),
        after: href(view, after),
        now: href(view, today),
        weekdays: days.iter().take(7).filter(|_| view != View::Day).map(|day| say.weekday(*day)).collect(),
        days: fill(&days, lines, ((view, on, today), person), say),
        person: person.to_string(),
        people: if people.len() > 1 { people } else { Vec::new() },
        on: on.to_string(),
        can_write: visit.actor().may(crate::RIGHT, Level::Write),
    })
}

fn wanted(doing: &Doing, person: RawId, days: &[Date]) -> Wanted {
    let first = days.first().copied().unwrap_or_else(|| doing.today());
    let last = days.last().copied().unwrap_or(first);
    let days = Some((first, last.checked_add(1.day()).unwrap_or(last)));
    Wanted { assignee: Some(person), days, which: Which::Kept, ..Wanted::default() }
}

fn heading(view: View, on: Date, say: &Say) -> String {
    match view {
        View::Day => say.day(on),
        View::Week | View::Month => say.month(on),
    }
}

fn fill(
    days: &[Date],
    lines: Vec<(Date, Line)>,
    ((view, on, today), person): ((View, Date, Date), RawId),
    say: &Say,
) -> Vec<Day> {
    let empty = |day: &Date| Day {
        on: day.to_string(),
        label: format!("{}, {}", say.weekday(*day), say.day(*day)),
        number: if day.day() == 1 { say.yearly(day.month(), 1) } else { day.day().to_string() },
        is_today: *day == today,
        is_outside: view == View::Month && day.month() != on.month(),
        lines: Vec::new(),
        fresh: fresh(*day, (view, person)),
    };
    let mut all: Vec<Day> = days.iter().map(empty).collect();
    for (on, line) in lines {
        let at = days.iter().position(|day| *day == on);
        if let Some(day) = at.and_then(|at| all.get_mut(at)) {
            day.lines.push(line);
        }
    }
    all
}

/// Where the days around one are shown.
fn address(on: Date, (view, person): (View, RawId)) -> String {
    format!("/tasks/calendar?view={}&on={on}&person={person}", view.slug())
}

/// Where a task for a day is written down: of whoever's calendar it is, and back to it.
fn fresh(day: Date, (view, person): (View, RawId)) -> String {
    let path = format!("/tasks/new?due_on={day}&assignee={person}");
    with_query(&path, "back", &address(day, (view, person)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_from_the_calendar_of_a_colleague_is_theirs_and_leads_back_to_it() {
        let (day, person) = ("2026-03-12".parse().unwrap(), RawId::from_u128(7));
        let path = fresh(day, (View::Week, person));
        let asked = Form::from_encoded(path.split_once('?').unwrap().1);
        assert_eq!(asked.text("assignee"), person.to_string());
        assert_eq!(asked.text("back"), format!("/tasks/calendar?view=week&on=2026-03-12&person={person}"));
    }
}
