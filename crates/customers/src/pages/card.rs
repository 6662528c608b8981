//! The card of a customer: the whole page, and the same at the side of a list.

use super::card_deed::{id, reading};
use super::card_facts::{self, FactBlock};
use super::card_files::{self, FilesTab};
use super::card_next::{self, NextSteps};
use super::card_relations::{self, RelationsTab};
use super::card_timeline::{self, TimelineTab};
use super::card_who::{self, Who};
use crate::act::Act;
use crate::customer::{Customer, CustomerId};
use crate::error::CustomerError;
use crate::listing;
use crate::panel::Panels;
use crate::staff::Staff;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use db::Tx;
use std::collections::HashMap;
use ui::Frame;
use web::{Form, Fragment, Problem, Visit};

/// A card as it is drawn.
pub(super) struct CardView {
    pub(super) id: CustomerId,
    pub(super) is_beside: bool,
    pub(super) who: Who,
    pub(super) tabs: Vec<TabLine>,
    pub(super) facts: Option<Vec<FactBlock>>,
    pub(super) timeline: Option<TimelineTab>,
    pub(super) relations: Option<RelationsTab>,
    pub(super) files: Option<FilesTab>,
    pub(super) panel: Option<String>,
    pub(super) next: NextSteps,
}

impl CardView {
    /// The address of the whole page.
    pub(super) fn href(&self) -> String {
        format!("/customers/{}", self.id)
    }

    /// The address of a page or deed under the card.
    pub(super) fn at(&self, place: &str) -> String {
        format!("/customers/{}/{place}", self.id)
    }
}

/// A tab of the card.
pub(super) struct TabLine {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) is_current: bool,
    pub(super) count: String,
    pub(super) icon: &'static str,
}

#[derive(Template)]
#[template(path = "pages/card.html")]
struct CardPage {
    frame: Frame,
    c: CardView,
}

#[derive(Template)]
#[template(path = "pages/card_drawer.html")]
struct CardDrawer {
    frame: Frame,
    c: CardView,
}

/// What of a card is asked for.
pub(super) struct Asked {
    pub(super) tab: String,
    pub(super) form: Form,
}

/// The card's own tabs with their icons, in order; the first one is shown when none is asked for.
const TABS: [(&str, &str); 4] =
    [("facts", "id-card"), ("timeline", "history"), ("relations", "link"), ("files", "paperclip")];

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let tab = form.filled("tab").unwrap_or("facts").to_owned();
    let c = view(&visit, id(&text)?, Asked { tab, form }).await?;
    let frame = visit.frame_titled(c.who.name.clone());
    match fragment.is("drawer") {
        true => web::page(&CardDrawer { frame, c: CardView { is_beside: true, ..c } }),
        false => web::page(&CardPage { frame, c }),
    }
}

async fn view(visit: &Visit, id: CustomerId, asked: Asked) -> Result<CardView, Problem> {
    let (eye, tab) = (visit.clone(), asked.tab.clone());
    let (card, mut view) = reading(visit, move |tx, act, staff| {
        let card = listing::get(tx, act, id)?;
        let names = card_facts::names(tx, act, &card)?;
        let room = Room { visit: &eye, act, staff, card: &card, names };
        let view = drawn(tx, &room, &asked)?;
        Ok((card, view))
    })
    .await?;
    crate::reading::opened(visit, id);
    let Some(panels) = visit.app.offer::<Panels>() else { return Ok(view) };
    let wanted = panels.seen_by(visit).find(|panel| panel.slug() == tab).cloned();
    if let Some(panel) = wanted {
        let eye = visit.clone();
        let drawing = tokio::task::spawn_blocking(move || panel.draw(&eye, &card));
        view.panel = Some(drawing.await.map_err(|_| Problem::broken())??);
    }
    Ok(view)
}

/// Everything that drawing a card needs besides the transaction.
pub(super) struct Room<'r> {
    pub(super) visit: &'r Visit,
    pub(super) act: &'r Act,
    pub(super) staff: &'r Staff,
    pub(super) card: &'r Customer,
    pub(super) names: HashMap<String, String>,
}

fn drawn(tx: &mut Tx<'_>, room: &Room<'_>, asked: &Asked) -> Result<CardView, CustomerError> {
    let counts = [
        String::new(),
        String::new(),
        shown_count(crate::relations::count(tx, room.act, room.card.id)?),
        shown_count(crate::attaching::count(tx, room.act, room.card.id)?),
    ];
    let mut view = CardView {
        id: room.card.id,
        is_beside: false,
        who: card_who::of(tx, room)?,
        tabs: tabs(room, &asked.tab, counts),
        facts: None,
        timeline: None,
        relations: None,
        files: None,
        panel: None,
        next: card_next::of(tx, room)?,
    };
    match asked.tab.as_str() {
        "timeline" => view.timeline = Some(card_timeline::of(tx, room, asked)?),
        "relations" => view.relations = Some(card_relations::of(tx, room, asked)?),
        "files" => view.files = Some(card_files::of(tx, room)?),
        "facts" => view.facts = Some(card_facts::of(tx, room)?),
        _ => {}
    }
    Ok(view)
}

fn shown_count(n: i64) -> String {
    if n > 0 { n.to_string() } else { String::new() }
}

fn tabs(room: &Room<'_>, tab: &str, counts: [String; 4]) -> Vec<TabLine> {
    let say = &room.visit.say;
    let href = |slug: &str| format!("{}?tab={slug}", room.card.href());
    let own = TABS.iter().zip(counts).map(|((slug, icon), count)| TabLine {
        label: say.t(&format!("customers-tab-{slug}")),
        href: href(slug),
        is_current: *slug == tab,
        count,
        icon,
    });
    let panels = room.visit.app.offer::<Panels>().cloned().unwrap_or_default();
    let above = panels.seen_by(room.visit).map(|panel| TabLine {
        label: say.t(panel.title()),
        href: href(panel.slug()),
        is_current: panel.slug() == tab,
        count: String::new(),
        icon: panel.icon(),
    });
    own.chain(above).collect()
}
