//! Filled contact cards: in a list, on the customer's card and under an interaction; who filled them and when.

use crate::RIGHT;
use crate::cards::asking::Asked;
use crate::cards::filling::{self, CardQuery};
use crate::cards::form::About;
use crate::cards::gate::fill_href;
use crate::cards::{CardId, FilledCard, arranging};
use crate::error::InteractionError;
use crate::pages::back;
use crate::pages::lines::Pen;
use crate::{running, store};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::{CustomerNo, listing};
use db::Tx;
use kernel::{Cursor, Level, PageSize};
use std::collections::HashMap;
use ui::Frame;
use ui::address::with_query;
use web::{Form, Problem, ToastNote, Visit, see_with};

/// A filled card as it is drawn.
pub(in crate::pages) struct CardLine {
    pub(in crate::pages) name: String,
    pub(in crate::pages) when: String,
    pub(in crate::pages) who: String,
    pub(in crate::pages) customer: Option<(String, String)>,
    /// What was asked, and what was answered.
    pub(in crate::pages) answers: Vec<(String, String)>,
    /// The interaction it was filled for.
    pub(in crate::pages) interaction: String,
    /// Where it is corrected; empty when it cannot be.
    pub(in crate::pages) change: String,
    pub(in crate::pages) remove: String,
}

#[derive(Template)]
#[template(path = "pages/cards/filled.html")]
struct FilledPage {
    frame: Frame,
    cards: Vec<CardLine>,
    forms: Vec<(String, String)>,
    form: String,
    next: String,
    can_write: bool,
    shows_customer: bool,
}

/// Draws these with their questions and whom they are about.
pub(in crate::pages) fn lines(
    tx: &mut Tx<'_>,
    pen: &Pen<'_>,
    items: Vec<FilledCard>,
) -> Result<Vec<CardLine>, InteractionError> {
    let forms: HashMap<_, _> =
        arranging::all(tx, pen.act)?.into_iter().map(|form| (form.id, form.name)).collect();
    let numbers: Vec<CustomerNo> = items.iter().map(|card| card.customer_no).collect();
    let briefs = listing::briefs(tx, pen.act, &numbers)?;
    let mut all = Vec::with_capacity(items.len());
    for card in items {
        let brief = briefs.iter().find(|brief| brief.no == card.customer_no);
        let name = forms.get(&card.form).cloned().unwrap_or_default();
        let change = match (brief, &card.subject) {
            (Some(brief), Some(subject)) => fill_href(card.form, &brief.id.to_string(), Some(subject)),
            _ => String::new(),
        };
        let interaction = card.subject.as_ref().and_then(|subject| subject.as_interaction());
        all.push(CardLine {
            answers: answers(tx, pen, &card)?,
            name,
            when: pen.say.date_time(card.filled_at),
            who: card.filled_by.and_then(|id| pen.staff.name(id)).unwrap_or_default().to_owned(),
            customer: brief.map(|brief| (format!("/customers/{}", brief.id), pen.named(&brief.name))),
            interaction: interaction.map(|id| format!("/interactions/{id}")).unwrap_or_default(),
            change,
            remove: format!("/contact-cards/filled/{}/remove", card.id),
        });
    }
    Ok(all)
}

/// What was asked in the words of that version, and what was answered.
fn answers(
    tx: &mut Tx<'_>,
    pen: &Pen<'_>,
    card: &FilledCard,
) -> Result<Vec<(String, String)>, InteractionError> {
    let questions = store::forms::questions(tx, (card.form, card.version))?;
    let mut all = Vec::new();
    for question in &questions {
        let Some(values) = card.answers.get(&question.key) else { continue };
        // The answer to a question about a field that was put away since still reads right.
        let about = match &question.field {
            Some(slug) => pen.act.fields.slug(slug).map(About::Field),
            None => question.about(pen.act),
        };
        let Some(about) = about else { continue };
        let one = Asked { question, about };
        let mut shown = Vec::new();
        for value in values {
            shown.push(match one.widget() {
                "link" => named(tx, pen, value)?,
                "staff" => pen.staff.name_of_text(value).unwrap_or_default().to_owned(),
                _ => one.show(pen.act, value, pen.say),
            });
        }
        all.push((question.label.clone(), shown.join(", ")));
    }
    Ok(all)
}

fn named(tx: &mut Tx<'_>, pen: &Pen<'_>, value: &str) -> Result<String, InteractionError> {
    let Ok(id) = value.parse() else { return Ok(String::new()) };
    Ok(listing::get(tx, pen.act, id).map(|card| pen.named(&card.name)).unwrap_or_default())
}

/// Shows all that are seen, or those of one form.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    let cursor: Option<Cursor> = asked.text("cursor").parse().ok();
    let wanted = CardQuery { form: asked.text("form").parse().ok(), ..CardQuery::default() };
    let say = visit.say.clone();
    let found = running::read(&visit, move |tx, act, staff| {
        let slice = filling::page(tx, act, &wanted, (cursor.as_ref(), PageSize::DEFAULT))?;
        let pen = Pen { act, say: &say, staff, kinds: &[] };
        let forms = arranging::all(tx, act)?.into_iter().map(|form| (form.id.to_string(), form.name));
        let any = (String::new(), say.t("interactions-any-form"));
        let forms: Vec<_> = [any].into_iter().chain(forms).collect();
        Ok((lines(tx, &pen, slice.items)?, slice.next, forms))
    });
    let (cards, next, forms) = found.await?;
    let form = asked.text("form").to_owned();
    let next = next.map(|cursor| {
        with_query(&with_query("/contact-cards/filled", "form", &form), "cursor", &cursor.to_string())
    });
    web::page(&FilledPage {
        frame: visit.frame("interactions-filled"),
        cards,
        forms,
        form,
        next: next.unwrap_or_default(),
        can_write: visit.actor().may(RIGHT, Level::Write),
        shows_customer: true,
    })
}

/// Takes a card back.
pub(super) async fn remove(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    turn(&visit, &text, (&form, true)).await
}

/// Brings a card back.
pub(super) async fn restore(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    turn(&visit, &text, (&form, false)).await
}

async fn turn(visit: &Visit, text: &str, (form, is_removed): (&Form, bool)) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: CardId = text.parse().map_err(|_| Problem::missing())?;
    running::write(visit, move |tx, act| filling::remove(tx, act, id, is_removed)).await?;
    let (key, other) = match is_removed {
        true => ("interactions-card-removed", "restore"),
        false => ("interactions-card-restored", "remove"),
    };
    let note = ToastNote::new(key).undo(format!("/contact-cards/filled/{id}/{other}"), Vec::new());
    Ok(see_with(back::of(form, "/contact-cards/filled"), &note))
}
