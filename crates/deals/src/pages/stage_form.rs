//! The form of a stage: a new one, one that is changed or taken out.

use super::arrange::{HERE, deed};
use super::deeds::revision;
use crate::arranging::{self, StageWritten};
use crate::error::DealError;
use crate::pipeline::{HandTo, Pipeline, PipelineId, Stage, StageId};
use crate::store::deals;
use crate::{Dealing, RIGHT, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};
use words::Say;

type Choice = (String, String);

#[derive(Template)]
#[template(path = "pages/stage.html")]
struct StagePage {
    frame: Frame,
    f: Parts,
}

#[derive(Template)]
#[template(path = "pages/stage_dialog.html")]
struct StageDialog {
    frame: Frame,
    f: Parts,
}

/// What both show.
struct Parts {
    action: String,
    revision: i64,
    typed: Form,
    /// Slug, label, whether it is needed.
    fields: Vec<(String, String, bool)>,
    teams: Vec<Choice>,
    ways: Vec<Choice>,
    errors: Vec<(String, String)>,
    /// Where the deals of a stage that is taken out may go; empty for a new stage and for the only one.
    others: Vec<Choice>,
    n_here: String,
    /// What is asked before it is taken out.
    ask: String,
    has_deals: bool,
}

impl Parts {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }
}

type Ids = (PipelineId, Option<StageId>);

/// Asks for a new stage.
pub(super) async fn fresh(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let ids = (running::id(&text)?, None);
    draw(&visit, &fragment, (ids, None), Vec::new()).await
}

/// Shows a stage to be changed.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path((text, stage)): Path<(String, String)>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let ids = (running::id(&text)?, Some(running::id(&stage)?));
    draw(&visit, &fragment, (ids, None), Vec::new()).await
}

fn filled(stage: &Stage) -> Form {
    let handing = stage.handing.as_ref();
    let pairs = [
        ("name", stage.name.clone()),
        ("probability", stage.probability.to_string()),
        ("rots_after_days", stage.rots_after_days.map(|n| n.to_string()).unwrap_or_default()),
        ("team", handing.map(|one| one.team.to_string()).unwrap_or_default()),
        ("hands_to", handing.map_or("", |one| one.to.slug()).to_owned()),
        ("needs_note", handing.filter(|one| one.needs_note).map_or("", |_| "on").to_owned()),
    ];
    let needs = stage.needs.iter().map(|slug| ("needs".to_owned(), slug.clone()));
    let values = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(needs).collect();
    Form { values, ..Form::default() }
}

async fn draw(
    visit: &Visit,
    fragment: &Fragment,
    ((pipeline, stage), typed): (Ids, Option<Form>),
    errors: Vec<FieldError>,
) -> Result<Response, Problem> {
    let say = visit.say.clone();
    let f = running::read(visit, move |tx, dealing, _| {
        let known = arranging::get(tx, dealing, pipeline)?;
        let here = match stage {
            Some(id) => Some(known.stage(id).cloned().ok_or(DealError::Missing)?),
            None => None,
        };
        let typed = typed.or_else(|| here.as_ref().map(filled)).unwrap_or_default();
        parts(tx, dealing, (&known, here.as_ref(), typed), (&errors, &say))
    });
    let f = f.await?;
    let is_wrong = !f.errors.is_empty();
    let frame = visit.frame(if stage.is_none() { "deals-stage-new" } else { "deals-stage" });
    let mut response = match fragment.is("dialog") || fragment.is("drawer") {
        true => web::page(&StageDialog { frame, f })?,
        false => web::page(&StagePage { frame, f })?,
    };
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn parts(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (pipeline, stage, typed): (&Pipeline, Option<&Stage>, Form),
    (errors, say): (&[FieldError], &Say),
) -> Result<Parts, DealError> {
    let needed: Vec<&str> = typed.all("needs").collect();
    let offered = dealing.act.fields.all().filter(|field| !field.is_made() && !field.is_archived);
    let fields = offered
        .map(|field| (field.slug.clone(), field.label(say), needed.contains(&field.slug.as_str())))
        .collect();
    let none = (String::new(), say.t("deals-hand-none"));
    let teams = access::team::all(tx)?.into_iter().map(|team| (team.id.to_string(), team.name));
    let way =
        |to: HandTo| (to.slug().to_owned(), say.t(&format!("deals-hand-{}", to.slug().replace('_', "-"))));
    let others = pipeline.stages.iter().filter(|one| stage.is_some_and(|stage| stage.id != one.id));
    let n_here = match stage {
        Some(stage) => i64::try_from(deals::open_on(tx, stage.id)?.len()).unwrap_or(i64::MAX),
        None => 0,
    };
    let base = format!("/deals/pipelines/{}/stages", pipeline.id);
    Ok(Parts {
        action: stage.map_or_else(|| base.clone(), |stage| format!("{base}/{}", stage.id)),
        revision: pipeline.revision,
        fields,
        teams: std::iter::once(none).chain(teams).collect(),
        ways: HandTo::ALL.map(way).to_vec(),
        errors: errors.iter().map(|error| (error.field.clone(), error.say(say))).collect(),
        others: others.map(|one| (one.id.to_string(), one.name.clone())).collect(),
        n_here: say.n("deals-n-here", n_here),
        ask: say.n("deals-stage-remove-ask", n_here),
        has_deals: n_here > 0,
        typed,
    })
}

/// Reads what was typed.
fn written(form: &Form) -> Result<StageWritten, DealError> {
    let wrong = |field: &str, key: &str| DealError::field(field, key);
    let probability =
        form.text("probability").parse().map_err(|_| wrong("probability", "deals-probability-wrong"))?;
    let rots_after_days = match form.filled("rots_after_days") {
        Some(text) => Some(text.parse().map_err(|_| wrong("rots_after_days", "deals-rots-wrong"))?),
        None => None,
    };
    let to = HandTo::from_slug(form.text("hands_to"));
    Ok(StageWritten {
        name: form.text("name").to_owned(),
        probability,
        rots_after_days,
        needs: form.all("needs").map(str::to_owned).collect(),
        handing: arranging::handing(form.text("team").parse().ok(), to, form.is_ticked("needs_note")),
    })
}

/// Adds the stage.
pub(super) async fn add(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    save(visit, &fragment, (running::id(&text)?, None), form).await
}

/// Writes the stage anew.
pub(super) async fn change(
    visit: Visit,
    fragment: Fragment,
    Path((text, stage)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    save(visit, &fragment, (running::id(&text)?, Some(running::id(&stage)?)), form).await
}

async fn save(visit: Visit, fragment: &Fragment, ids: Ids, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let sent = form.clone();
    let saved = running::write(&visit, Level::Arrange, move |tx, dealing| {
        let written = written(&sent)?;
        let at = (ids.0, revision(&sent));
        match ids.1 {
            Some(stage) => arranging::change_stage(tx, dealing, at, (stage, written)),
            None => arranging::add_stage(tx, dealing, at, written),
        }
    });
    match saved.await {
        Ok(_) => Ok(see_with(HERE, &ToastNote::new("deals-saved"))),
        Err(DealError::Invalid(errors)) => draw(&visit, fragment, (ids, Some(form)), errors).await,
        Err(other) => Err(other.into()),
    }
}

/// Brings a stage one place up or down.
pub(super) async fn shift(
    visit: Visit,
    Path((text, stage)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (id, stage): (PipelineId, StageId) = (running::id(&text)?, running::id(&stage)?);
    let is_up = form.text("by") == "-1";
    deed(visit, "deals-saved", move |tx, dealing| {
        let known = arranging::get(tx, dealing, id)?;
        let at = known.place(stage).ok_or(DealError::Missing)?;
        let mut order: Vec<StageId> = known.stages.iter().map(|one| one.id).collect();
        let other = if is_up { at.saturating_sub(1) } else { (at + 1).min(order.len().saturating_sub(1)) };
        order.swap(at, other);
        arranging::order_stages(tx, dealing, (id, revision(&form)), &order).map(drop)
    })
    .await
}

/// Takes a stage out; its deals go to the one named by `to`.
pub(super) async fn remove(
    visit: Visit,
    Path((text, stage)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (id, stage): (PipelineId, StageId) = (running::id(&text)?, running::id(&stage)?);
    deed(visit, "deals-stage-removed", move |tx, dealing| {
        let to = form.text("to").parse().ok();
        arranging::remove_stage(tx, dealing, (id, revision(&form)), (stage, to)).map(drop)
    })
    .await
}
