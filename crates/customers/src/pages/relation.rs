//! Adding a relation in two steps: whom, then what; ending one; words of one's own.

use super::card_deed::{errors_of, id, reading, unprocessable, writing};
use crate::customer::{Customer, CustomerId, Kind};
use crate::error::CustomerError;
use crate::listing;
use crate::pointing::search;
use crate::relations::{self, ImportantDate, NewRelation, RelationId};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use fields::{Manner, Settings};
use ui::Frame;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit};

/// Hits shown at once.
const N_HITS: i64 = 12;

#[derive(Template)]
#[template(path = "pages/relation.html")]
struct RelationPage {
    frame: Frame,
    card: Named,
    other: Option<Named>,
    q: String,
    hits: Vec<Named>,
    kinds: Vec<(String, String)>,
    typed: Form,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/relation_hits.html")]
struct Hits {
    frame: Frame,
    card: Named,
    q: String,
    hits: Vec<Named>,
}

impl RelationPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }
}

/// A client in a line.
struct Named {
    id: CustomerId,
    no: i64,
    name: String,
    icon: &'static str,
}

impl Named {
    fn of(card: Customer, visit: &Visit) -> Self {
        Self {
            id: card.id,
            no: card.no,
            name: if card.name.is_empty() { visit.say.t("customers-nameless") } else { card.name },
            icon: if card.kind == Kind::Person { "user-round" } else { "building-2" },
        }
    }
}

/// Asks whom, or once that is known, what.
pub(super) async fn ask(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let page = page(&visit, id(&text)?, form, Vec::new()).await?;
    match fragment.is("rows") {
        true => web::page(&Hits { frame: page.frame, card: page.card, q: page.q, hits: page.hits }),
        false => web::page(&page),
    }
}

async fn page(
    visit: &Visit,
    id: CustomerId,
    form: Form,
    errors: Vec<FieldError>,
) -> Result<RelationPage, Problem> {
    let (eye, typed) = (visit.clone(), form.clone());
    let (card, other, hits, kinds) = reading(visit, move |tx, act, _| {
        let card = Named::of(listing::get(tx, act, id)?, &eye);
        let other = match typed.text("to").parse::<CustomerId>() {
            Ok(to) => Some(Named::of(listing::get(tx, act, to)?, &eye)),
            Err(_) => None,
        };
        let hits = match typed.filled("q") {
            Some(q) if other.is_none() => search(tx, act, q, N_HITS)?,
            _ => Vec::new(),
        };
        let hits = hits.into_iter().filter(|hit| hit.id != id).map(|hit| Named::of(hit, &eye)).collect();
        Ok((card, other, hits, relations::kinds(tx, act)?))
    })
    .await?;
    let mut choices = Vec::with_capacity(kinds.len() * 2);
    for kind in &kinds {
        let (there, back) = (kind.words(true, &visit.say), kind.words(false, &visit.say));
        let is_two_sided = there != back;
        choices.push((kind.slug.clone(), there));
        choices.extend(is_two_sided.then(|| (format!("{}.reverse", kind.slug), back)));
    }
    Ok(RelationPage {
        frame: visit.frame("customers-relation-new"),
        card,
        other,
        q: form.text("q").to_owned(),
        hits,
        kinds: choices,
        errors: errors.iter().map(|error| (error.field.clone(), error.say(&visit.say))).collect(),
        typed: form,
    })
}

/// Adds the relation.
pub(super) async fn add(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    let id = id(&text)?;
    let to: CustomerId = form.text("to").parse().map_err(|_| Problem::missing())?;
    let typed = form.clone();
    let added = writing(&visit, move |tx, act| {
        let kind = match (typed.filled("own_there"), typed.filled("own_back")) {
            (None, None) => typed.text("kind").to_owned(),
            (there, back) => {
                relations::add_kind(tx, act, (there.unwrap_or_default(), back.unwrap_or_default()))?
            }
        };
        let new =
            NewRelation { role: typed.text("role").to_owned(), dates: dates(&typed, &act.manner)?, kind };
        match new.kind.strip_suffix(".reverse").map(str::to_owned) {
            Some(kind) => relations::relate(tx, act, (to, id), NewRelation { kind, ..new }),
            None => relations::relate(tx, act, (id, to), new),
        }
    })
    .await;
    match added {
        Ok(relation) => {
            let undo = format!("/customers/{id}/relations/{}/end", relation.id);
            let note = ToastNote::new("customers-relation-added").undo(undo, Vec::new());
            Ok(web::see_with(&format!("/customers/{id}?tab=relations"), &note))
        }
        Err(error) => {
            let page = page(&visit, id, form, errors_of(error)?).await?;
            Ok(unprocessable(web::page(&page)?))
        }
    }
}

/// The important date that was typed, if any.
fn dates(form: &Form, manner: &Manner) -> Result<Vec<ImportantDate>, CustomerError> {
    let (what, on) = (form.text("date_what"), form.text("date_on"));
    let wrong = |field: &str, key: &str| CustomerError::Invalid(vec![FieldError::new(field, key)]);
    if on.is_empty() {
        return if what.is_empty() {
            Ok(Vec::new())
        } else {
            Err(wrong("date_on", "fields-yearly-date-unreadable"))
        };
    }
    if what.is_empty() {
        return Err(wrong("date_what", "fields-text-empty"));
    }
    let kind = fields::kinds::find("yearly_date").ok_or(CustomerError::Missing)?;
    let read = kind.read(on, &Settings::NONE, manner).map_err(|why| wrong("date_on", why.key))?;
    Ok(vec![ImportantDate { what: what.chars().take(80).collect(), on: read.value }])
}

/// Ends a relation.
pub(super) async fn end(
    visit: Visit,
    Path((text, relation)): Path<(String, RelationId)>,
) -> Result<Response, Problem> {
    turn(&visit, (&text, relation), true).await
}

/// Says that it goes on.
pub(super) async fn resume(
    visit: Visit,
    Path((text, relation)): Path<(String, RelationId)>,
) -> Result<Response, Problem> {
    turn(&visit, (&text, relation), false).await
}

async fn turn(
    visit: &Visit,
    (text, relation): (&str, RelationId),
    is_over: bool,
) -> Result<Response, Problem> {
    let id = id(text)?;
    writing(visit, move |tx, act| relations::end(tx, act, relation, is_over)).await?;
    let (key, back) = match is_over {
        true => ("customers-relation-ended-toast", "resume"),
        false => ("customers-relation-resumed", "end"),
    };
    let undo = format!("/customers/{id}/relations/{relation}/{back}");
    let note = ToastNote::new(key).undo(undo, Vec::new());
    Ok(web::see_with(&format!("/customers/{id}?tab=relations"), &note))
}
