//! Two cards side by side, field by field, with the choice where they disagree.

use super::drawn::{Short, short};
use crate::act::Act;
use crate::customer::{Customer, CustomerId};
use crate::duplicates::{self, Pair};
use crate::error::CustomerError;
use crate::field::Field;
use crate::merging::{self, Keep};
use crate::pages::card_deed::{id, reading};
use crate::sheet::Fact;
use crate::staff::Staff;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use kernel::Level;
use ui::Frame;
use web::{Problem, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/duplicates/pair.html")]
struct PairPage {
    frame: Frame,
    p: PairView,
}

/// Two cards as they are compared; the first one stays.
pub(super) struct PairView {
    stays: Short,
    goes: Short,
    revisions: (i64, i64),
    /// The page with the sides changed.
    swapped: String,
    at: String,
    percent: String,
    why: String,
    fields: Vec<FieldLine>,
    may_write: bool,
    is_denied: bool,
    notice: String,
}

/// A field of both.
struct FieldLine {
    slug: String,
    label: String,
    left: String,
    right: String,
    is_different: bool,
    /// Which side stands when nothing is chosen; empty where there is nothing to choose.
    chosen: &'static str,
}

/// Shows them.
pub(super) async fn show(
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    page(&visit, (id(&one)?, id(&other)?), String::new()).await
}

/// The page, with a sentence of why nothing was done.
pub(super) async fn page(
    visit: &Visit,
    (one, other): (CustomerId, CustomerId),
    notice: String,
) -> Result<Response, Problem> {
    let eye = visit.clone();
    let p = reading(visit, move |tx, act, staff| {
        let found = duplicates::pair(tx, act, (one, other))?;
        drawn(tx, (act, &eye.say, staff), found, notice)
    });
    let p = p.await?;
    crate::reading::opened(visit, one);
    crate::reading::opened(visit, other);
    web::page(&PairPage { frame: visit.frame("customers-merge-title"), p })
}

fn drawn(
    tx: &mut Tx<'_>,
    (act, say, staff): (&Act, &Say, &Staff),
    (stays, goes, pair): (Customer, Customer, Option<Pair>),
    notice: String,
) -> Result<PairView, CustomerError> {
    let preview = merging::preview(tx, act, (&stays, &goes))?;
    let chosen = |field: &Field| {
        let stands = preview.sheet.text(field.no);
        if stands == stays.sheet.text(field.no) { Keep::Winner } else { Keep::Loser }
    };
    let mut fields = Vec::new();
    for field in act.fields.of(stays.kind).filter(|field| !field.is_made()) {
        let line = |card: &Customer| {
            let facts = card.sheet.facts().iter().filter(|fact| fact.field == field.no);
            facts.map(|fact| shown(field, fact, (say, staff))).collect::<Vec<_>>().join(", ")
        };
        let (left, right) = (line(&stays), line(&goes));
        if left.is_empty() && right.is_empty() {
            continue;
        }
        let is_different = left != right && !left.is_empty() && !right.is_empty() && !field.is_many;
        let chosen = match (is_different, chosen(field)) {
            (false, _) => "",
            (true, Keep::Loser) => "loser",
            (true, _) => "winner",
        };
        let label = field.label(say);
        fields.push(FieldLine { slug: field.slug.clone(), label, left, right, is_different, chosen });
    }
    // What disagrees comes first: it is what there is to decide.
    fields.sort_by_key(|line| !line.is_different);
    let why = pair
        .as_ref()
        .map(|pair| duplicates::why(&pair.reasons, (&stays.sheet, &goes.sheet), &act.fields, say));
    Ok(PairView {
        stays: short(&stays, act, say),
        goes: short(&goes, act, say),
        revisions: (stays.revision, goes.revision),
        swapped: format!("/duplicates/{}/{}", goes.id, stays.id),
        at: format!("/duplicates/{}/{}", stays.id, goes.id),
        percent: pair.map(|pair| duplicates::percent(pair.probability, say)).unwrap_or_default(),
        why: why.unwrap_or_else(|| say.t("customers-merge-no-pair")),
        fields,
        may_write: act.may(Level::Write),
        is_denied: duplicates::is_denied(tx, (stays.id, goes.id))?,
        notice,
    })
}

fn shown(field: &Field, fact: &Fact, (say, staff): (&Say, &Staff)) -> String {
    if field.kind.slug() == "staff" {
        return staff
            .name_of_text(&fact.value)
            .map_or_else(|| say.t("customers-actor-gone"), str::to_owned);
    }
    let shown = field.show(&fact.value, say);
    if fact.is_refused() { format!("{shown} ({})", say.t("customers-reach-refused")) } else { shown }
}
