//! Rules by which cards go by themselves: whom each would touch, switched on and off.

use crate::RIGHT;
use crate::error::CustomerError;
use crate::pages::card_deed::{errors_of, reading, unprocessable, writing};
use crate::pages::list::address::Asked;
use crate::retaining::{self, Fate, Preview, Rule, RuleId};
use crate::views::{self, ViewId};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Problem, Routes, ToastNote, Visit};

/// Adds its pages.
pub(in crate::pages) fn routes(routes: Routes) -> Routes {
    routes
        .get("/customers/retention", list)
        .post("/customers/retention", add)
        .post("/customers/retention/{id}/turn", turn)
        .post("/customers/retention/{id}/remove", remove)
}

#[derive(Template)]
#[template(path = "pages/retention/page.html")]
struct RetentionPage {
    frame: Frame,
    rules: Vec<Line>,
    views: Vec<(String, String)>,
    fates: Vec<(String, String)>,
    typed: Form,
    errors: Vec<FieldError>,
}

/// A rule as it is drawn.
struct Line {
    id: RuleId,
    name: String,
    fate: String,
    is_on: bool,
    told: String,
    /// The list of all whom it would touch.
    href: String,
    ran: String,
    first: Vec<(String, String)>,
}

impl RetentionPage {
    fn error(&self, field: &str) -> String {
        self.errors
            .iter()
            .find(|one| one.field == field)
            .map_or_else(String::new, |one| one.say(&self.frame.say))
    }
}

async fn list(visit: Visit) -> Result<Response, Problem> {
    web::page(&drawn(&visit, Form::default(), Vec::new()).await?)
}

async fn drawn(visit: &Visit, typed: Form, errors: Vec<FieldError>) -> Result<RetentionPage, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let eye = visit.clone();
    let (rules, views) = reading(visit, move |tx, act, _| {
        let mut rules = Vec::new();
        for rule in retaining::all(tx, act)? {
            let seen = retaining::preview(tx, act, rule.id)?;
            rules.push(line(rule, seen, &eye));
        }
        let views = views::all(tx, act)?.into_iter().filter(|view| view.look.filter.is_some());
        Ok((rules, views.map(|view| (view.id.to_string(), view.name)).collect::<Vec<_>>()))
    })
    .await?;
    let say = &visit.say;
    let fates = Fate::ALL.iter().map(|fate| (fate.slug().to_owned(), fate_words(*fate, say)));
    Ok(RetentionPage {
        frame: visit.frame("customers-retention"),
        fates: fates.collect(),
        rules,
        views,
        typed,
        errors,
    })
}

fn fate_words(fate: Fate, say: &words::Say) -> String {
    say.t(&format!("customers-fate-{}", fate.slug()))
}

fn line(rule: Rule, seen: Preview, visit: &Visit) -> Line {
    let say = &visit.say;
    let named = |card: crate::Customer| {
        let name = if card.name.is_empty() { say.t("customers-nameless") } else { card.name.clone() };
        (card.href(), name)
    };
    let ran = rule.ran_at.map(|at| {
        say.with("customers-retention-ran", &[("when", say.date(at).into()), ("n", rule.n_last.into())])
    });
    Line {
        id: rule.id,
        fate: fate_words(rule.fate, say),
        is_on: rule.is_on,
        href: Asked { filter: rule.condition.to_json().to_string(), ..Asked::default() }.href(),
        told: say.n("customers-retention-touches", seen.n),
        ran: ran.unwrap_or_default(),
        first: seen.first.into_iter().map(named).collect(),
        name: rule.name,
    }
}

async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let typed = form.clone();
    let done = writing(&visit, move |tx, act| {
        let wrong = |field: &str, key: &str| CustomerError::Invalid(vec![FieldError::new(field, key)]);
        let view: Option<ViewId> = form.text("view").parse().ok();
        let view = views::all(tx, act)?.into_iter().find(|one| Some(one.id) == view);
        let condition = view.and_then(|view| view.look.filter);
        let condition = condition.ok_or_else(|| wrong("filter", "customers-retention-view"))?;
        let fate = Fate::from_slug(form.text("fate")).unwrap_or(Fate::Ask);
        let (id, name) = (act.setting.id(), form.text("name").to_owned());
        retaining::put(tx, act, Rule { id, name, condition, fate, is_on: false, ran_at: None, n_last: 0 })
    });
    match done.await {
        Ok(_) => Ok(web::see_with("/customers/retention", &ToastNote::new("customers-retention-added"))),
        Err(refusal) => {
            let page = drawn(&visit, typed, errors_of(refusal)?).await?;
            Ok(unprocessable(web::page(&page)?))
        }
    }
}

async fn turn(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: RuleId = text.parse().map_err(|_| Problem::missing())?;
    writing(&visit, move |tx, act| {
        let rule = retaining::all(tx, act)?.into_iter().find(|rule| rule.id == id);
        let rule = rule.ok_or(CustomerError::Missing)?;
        let is_on = !rule.is_on;
        retaining::put(tx, act, Rule { is_on, ..rule })
    })
    .await?;
    Ok(web::see("/customers/retention"))
}

async fn remove(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: RuleId = text.parse().map_err(|_| Problem::missing())?;
    writing(&visit, move |tx, act| retaining::remove(tx, act, id)).await?;
    Ok(web::see_with("/customers/retention", &ToastNote::new("customers-retention-removed")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed, house, staff};
    use fields::{Condition, Operator};
    use tower::ServiceExt as _;

    #[test]
    fn how_many_a_rule_would_touch_opens_into_the_list_of_them() {
        let (_folder, db) = base();
        deed(&db, |tx, act| {
            let condition = Condition::field("category", Operator::Is, ["lead".to_owned()]);
            let (id, name) = (act.setting.id(), "Старые лиды".to_owned());
            let rule = Rule { id, name, condition, fate: Fate::Ask, is_on: false, ran_at: None, n_last: 0 };
            retaining::put(tx, act, rule)
        })
        .unwrap();
        let asked = http::Request::get("/customers/retention").header("cookie", "session=known");
        let asked = asked.body(axum::body::Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let page = runtime.block_on(async {
            let answer = house(db, staff(1, Level::Arrange)).oneshot(asked).await.unwrap();
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap()
        });
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("<a href=\"/customers?filter=%7B%22field%22%3A%22category%22"), "{page}");
    }
}
