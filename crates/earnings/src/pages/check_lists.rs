//! Check-lists: those in use, one to write anew, one to put away.

use super::around::{self, Tab};
use crate::check_list::{self, CheckList, CheckListId, Item};
use crate::error::EarningError;
use crate::running::{self, read};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{Compared, FieldError, Form, Problem, ToastNote, Visit, see_with};

const HREF: &str = "/earnings/check-lists";

#[derive(Template)]
#[template(path = "pages/check_lists.html")]
struct ListsPage {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<CheckList>,
    may_arrange: bool,
    action: String,
    archive: String,
    revision: String,
    form: (String, String),
    errors: Vec<FieldError>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
}

/// What is wrong in a form, field by field, and that somebody changed it meanwhile; else empty.
type Faults = (Vec<FieldError>, String);

impl ListsPage {
    fn error(&self, name: &str) -> String {
        let wrong = self.errors.iter().find(|error| error.field == name);
        wrong.map(|error| error.say(&self.frame.say)).unwrap_or_default()
    }
}

/// Shows those in use, with a form for another.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    drawn(&visit, (None, None), Default::default()).await
}

/// Shows one to be written anew.
pub(super) async fn edit(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    drawn(&visit, (Some(running::id(&text)?), None), Default::default()).await
}

/// Adds one.
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    let sent = form.clone();
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        check_list::add(tx, earning, (sent.text("name"), items(sent.text("items"))))
    });
    answered(&visit, (None, form), done.await.map(drop)).await
}

/// Writes one anew.
pub(super) async fn change(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let id: CheckListId = running::id(&text)?;
    let sent = form.clone();
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        let seen = (id, sent.text("revision").parse().ok());
        check_list::change(tx, earning, seen, (sent.text("name"), items(sent.text("items"))))
    });
    match done.await {
        Err(EarningError::Outdated) => outdated(&visit, id, form).await,
        done => answered(&visit, (Some(id), form), done.map(drop)).await,
    }
}

/// Draws what was typed over what somebody else made of the check-list meanwhile.
async fn outdated(visit: &Visit, id: CheckListId, form: Form) -> Result<Response, Problem> {
    let now = read(visit, move |tx, earning, _| check_list::get(tx, earning, id)).await?;
    let values = [("name", now.name), ("items", lines(&now.items))];
    let now =
        Form { values: values.map(|(name, value)| (name.to_owned(), value)).into(), ..Form::default() };
    let fields: [Compared<'_>; 2] = [("name", "earnings-list-name", &[]), ("items", "earnings-items", &[])];
    let conflict = web::meanwhile(&visit.say, (&form, &now), &fields);
    drawn(visit, (Some(id), Some(form)), (Vec::new(), conflict)).await
}

/// Puts one away.
pub(super) async fn archive(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let id: CheckListId = running::id(&text)?;
    let revision = form.text("revision").parse().ok();
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        check_list::archive(tx, earning, (id, revision))
    });
    answered(&visit, (Some(id), form), done.await.map(drop)).await
}

async fn answered(
    visit: &Visit,
    (id, form): (Option<CheckListId>, Form),
    done: Result<(), EarningError>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(see_with(HREF, &ToastNote::new("earnings-list-saved"))),
        Err(EarningError::Invalid(errors)) => drawn(visit, (id, Some(form)), (errors, String::new())).await,
        Err(other) => Err(other.into()),
    }
}

/// A line each: what should be done, and after the last `=` how much it weighs; 1 where nothing is said.
fn items(text: &str) -> Vec<Item> {
    let item = |line: &str| match line.rsplit_once('=') {
        Some((text, weight)) => {
            Item { text: text.trim().to_owned(), weight: weight.trim().parse().unwrap_or(0) }
        }
        None => Item { text: line.trim().to_owned(), weight: 1 },
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(item).collect()
}

fn lines(items: &[Item]) -> String {
    items.iter().map(|item| format!("{} = {}", item.text, item.weight)).collect::<Vec<_>>().join("\n")
}

async fn drawn(
    visit: &Visit,
    (id, form): (Option<CheckListId>, Option<Form>),
    (errors, conflict): Faults,
) -> Result<Response, Problem> {
    let seen = read(visit, move |tx, earning, _| {
        let one = id.map(|id| check_list::get(tx, earning, id)).transpose()?;
        Ok((check_list::all(tx, earning)?, one, earning.may_arrange()))
    });
    let (rows, one, may_arrange) = seen.await?;
    let is_wrong = !(errors.is_empty() && conflict.is_empty());
    let known = one.as_ref().map(|one| (one.name.clone(), lines(&one.items))).unwrap_or_default();
    let page = ListsPage {
        frame: visit.frame("earnings-check-lists"),
        tabs: around::tabs(&visit.say, HREF),
        rows,
        may_arrange,
        action: id.map_or_else(|| HREF.to_owned(), |id| format!("{HREF}/{id}")),
        archive: id.map(|id| format!("{HREF}/{id}/archive")).unwrap_or_default(),
        revision: one.map(|one| one.revision.to_string()).unwrap_or_default(),
        form: form.map_or(known, |form| (form.text("name").to_owned(), form.text("items").to_owned())),
        errors,
        conflict,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_line_by_line_is_read_and_shown_again() {
        let typed = "Назвал себя = 2\n\n Уточнил: a = b = 3\nПоблагодарил";
        let read = items(typed);
        let weights: Vec<_> = read.iter().map(|item| (item.text.as_str(), item.weight)).collect();
        assert_eq!(weights, [("Назвал себя", 2), ("Уточнил: a = b", 3), ("Поблагодарил", 1)]);
        assert_eq!(items(&lines(&read)), read);
        assert_eq!(items("Слово = много")[0].weight, 0, "which no check-list takes");
    }
}
