//! `/deals/pipelines`: pipelines with their stages, and the reasons to lose a deal, for whoever may arrange them.

use super::deeds::revision;
use crate::error::DealError;
use crate::pipeline::{Pipeline, PipelineId, ReasonId};
use crate::{Dealing, RIGHT, arranging, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};

/// Where this page is.
pub(super) const HERE: &str = "/deals/pipelines";

#[derive(Template)]
#[template(path = "pages/arrange.html")]
struct ArrangePage {
    frame: Frame,
    pipelines: Vec<ShownPipeline>,
    reasons: Vec<(String, String)>,
    error: String,
}

/// A pipeline.
struct ShownPipeline {
    id: String,
    name: String,
    revision: i64,
    stages: Vec<ShownStage>,
}

/// A stage.
struct ShownStage {
    id: String,
    name: String,
    probability: String,
    rots: String,
    needs: String,
    team: String,
}

/// Shows them.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    web::page(&draw(&visit, String::new()).await?)
}

async fn draw(visit: &Visit, error: String) -> Result<ArrangePage, Problem> {
    let say = visit.say.clone();
    let (pipelines, reasons) = running::read(visit, move |tx, dealing, _| {
        let teams = access::team::all(tx)?;
        let pipelines = arranging::all(tx, dealing)?;
        let shown = pipelines.iter().map(|one| shown(one, dealing, (&teams, &say))).collect::<Vec<_>>();
        Ok((shown, arranging::loss_reasons(tx, dealing)?))
    })
    .await?;
    let reasons = reasons.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    Ok(ArrangePage { frame: visit.frame("deals-arrange"), pipelines, reasons, error })
}

fn shown(
    pipeline: &Pipeline,
    dealing: &Dealing,
    (teams, say): (&[access::Team], &words::Say),
) -> ShownPipeline {
    let stage = |stage: &crate::Stage| {
        let fields = stage.needs.iter().filter_map(|slug| dealing.act.fields.slug(slug));
        let labels: Vec<String> = fields.map(|field| field.label(say)).collect();
        let team = stage.handing.as_ref().and_then(|one| teams.iter().find(|team| team.id.0 == one.team));
        ShownStage {
            id: stage.id.to_string(),
            name: stage.name.clone(),
            probability: say.percent(super::board::ratio(stage.probability), 0),
            rots: stage.rots_after_days.map(|n| say.n("deals-rots-after", n)).unwrap_or_default(),
            needs: labels.join(", "),
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
        }
    };
    ShownPipeline {
        id: pipeline.id.to_string(),
        name: pipeline.name.clone(),
        revision: pipeline.revision,
        stages: pipeline.stages.iter().map(stage).collect(),
    }
}

/// Does a deed of arranging and comes back; what is wrong is said above the page.
pub(super) async fn deed(
    visit: Visit,
    done: &'static str,
    verb: impl FnOnce(&mut Tx<'_>, &Dealing) -> Result<(), DealError> + Send + 'static,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    match running::write(&visit, Level::Arrange, verb).await {
        Ok(()) => Ok(see_with(HERE, &ToastNote::new(done))),
        Err(DealError::Invalid(errors)) => {
            let said: Vec<String> = errors.iter().map(|error: &FieldError| error.say(&visit.say)).collect();
            let mut response = web::page(&draw(&visit, said.join(" ")).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    let firm = visit.app.firm().lang;
    deed(visit, "deals-pipeline-added", move |tx, dealing| {
        let stages = arranging::usual(firm);
        arranging::add(tx, dealing, form.text("name"), stages).map(drop)
    })
    .await
}

pub(super) async fn rename(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: PipelineId = running::id(&text)?;
    deed(visit, "deals-saved", move |tx, dealing| {
        arranging::rename(tx, dealing, (id, revision(&form)), form.text("name")).map(drop)
    })
    .await
}

pub(super) async fn remove(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: PipelineId = running::id(&text)?;
    deed(visit, "deals-pipeline-removed", move |tx, dealing| {
        arranging::remove(tx, dealing, (id, revision(&form)))
    })
    .await
}

pub(super) async fn add_reason(visit: Visit, form: Form) -> Result<Response, Problem> {
    deed(visit, "deals-saved", move |tx, dealing| {
        arranging::add_reason(tx, dealing, form.text("name")).map(drop)
    })
    .await
}

pub(super) async fn rename_reason(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: ReasonId = running::id(&text)?;
    deed(visit, "deals-saved", move |tx, dealing| {
        arranging::rename_reason(tx, dealing, id, form.text("name")).map(drop)
    })
    .await
}

pub(super) async fn remove_reason(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: ReasonId = running::id(&text)?;
    deed(visit, "deals-saved", move |tx, dealing| arranging::remove_reason(tx, dealing, id)).await
}
