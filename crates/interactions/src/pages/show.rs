//! `/interactions/{id}`: all that is known of one, with its files and recordings.

use super::cards::{CardLine, lines};
use super::lines::{Line, Pen};
use crate::RIGHT;
use crate::cards::filling::{self, CardQuery};
use crate::cards::gate::{fill_href, place_of};
use crate::cards::{FormGates, Subject, arranging};
use crate::interaction::InteractionId;
use crate::store::mail;
use crate::{kind, reading, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::gating::{Gatekeeper as _, Passing};
use customers::reading as noted;
use kernel::{Level, PageSize};
use ui::Frame;
use ui::address::with_query;
use web::{Fragment, Problem, Visit};

#[derive(Template)]
#[template(path = "pages/show.html")]
struct ShowPage {
    frame: Frame,
    s: Shown,
}

#[derive(Template)]
#[template(path = "pages/show_dialog.html")]
struct ShowDialog {
    frame: Frame,
    s: Shown,
}

/// What both show.
struct Shown {
    line: Line,
    back: String,
    cards: Vec<CardLine>,
    /// Names of cards that are asked for and not filled, each with where it is filled.
    unfilled: Vec<(String, String)>,
    /// Cards that may be filled besides.
    others: Vec<(String, String)>,
    shows_customer: bool,
    can_write: bool,
    /// Whether it is a letter that came as HTML too.
    has_html: bool,
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let say = visit.say.clone();
    let here = format!("/interactions/{id}");
    let found = running::read(&visit, move |tx, act, staff| {
        let one = reading::get(tx, act, id)?;
        let kinds = kind::all(tx)?;
        let pen = Pen { act, say: &say, staff, kinds: &kinds };
        let customer = reading::must_see(tx, act, &one)?;
        let place = place_of(&one.kind);
        let passing = Passing { place: &place, customer: customer.id, subject: ("interactions", id.0) };
        let unfilled = FormGates.unfilled(tx, act, passing)?;
        let subject = Subject::interaction(id);
        let query = CardQuery { subject: Some(subject.clone()), ..CardQuery::default() };
        let filled = filling::page(tx, act, &query, (None, PageSize::DEFAULT))?.items;
        let is_open = |form: &crate::cards::CardForm| {
            let is_asked = unfilled.iter().any(|one| one.form == form.id.0);
            !form.is_away && !is_asked && !filled.iter().any(|card| card.form == form.id)
        };
        let others = arranging::all(tx, act)?.into_iter().filter(is_open);
        let href = |href: &str| with_query(href, "back", &here);
        let others: Vec<_> = others
            .map(|form| (form.name, href(&fill_href(form.id, &customer.id.to_string(), Some(&subject)))))
            .collect();
        let unfilled: Vec<_> = unfilled.iter().map(|one| (one.name.clone(), href(&one.href))).collect();
        let cards = lines(tx, &pen, filled)?;
        let has_html = one.letter.is_some() && mail::has_html(tx, one.no)?;
        Ok(((pen.lines(tx, &[one])?.pop(), has_html, customer.id), cards, unfilled, others))
    });
    let ((line, has_html, customer), cards, unfilled, others) = found.await?;
    noted::opened_of(&visit, customer, RIGHT);
    let line = line.ok_or_else(Problem::missing)?;
    let frame = visit.frame_titled(format!("{} №{}", line.kind, line.no));
    let back =
        line.customer.as_ref().map(|(href, _)| format!("{href}?tab=interactions")).unwrap_or_default();
    let can_write = visit.actor().may(RIGHT, Level::Write);
    let s = Shown { line, back, cards, unfilled, others, shows_customer: false, can_write, has_html };
    match fragment.is("dialog") {
        true => web::page(&ShowDialog { frame, s }),
        false => web::page(&ShowPage { frame, s }),
    }
}
