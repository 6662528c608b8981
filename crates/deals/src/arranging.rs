//! Arranging pipelines, stages and loss reasons, by whoever may arrange deals.

use crate::RIGHT;
use crate::dealing::{self, Dealing};
use crate::error::DealError;
use crate::gates::word;
use crate::pipeline::{HandTo, Handing, Pipeline, PipelineId, Reason, ReasonId, Stage, StageId};
use crate::store::{deals, pipelines, ranks, reasons, stages, steps};
use db::Tx;
use journal::Entry;
use kernel::{Level, RawId};
use serde_json::{Value, json};
use web::FieldError;
use words::Lang;

/// The longest name, in letters.
const LONGEST: usize = 80;

/// The stages of the first pipeline: how likely a deal is won there in percent, after how many days it rots.
const FIRST: [(&str, i64, i64); 5] = [
    ("deals-first-new", 10, 3),
    ("deals-first-needs", 25, 7),
    ("deals-first-offer", 50, 10),
    ("deals-first-contract", 75, 10),
    ("deals-first-payment", 90, 7),
];

/// The reasons to lose a deal that a firm begins with.
const REASONS: [&str; 5] = [
    "deals-reason-dear",
    "deals-reason-rival",
    "deals-reason-silent",
    "deals-reason-changed",
    "deals-reason-misfit",
];

/// What is written of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageWritten {
    /// Its name, 1 to 80 letters.
    pub name: String,
    /// In percent, 0..=100.
    pub probability: i64,
    /// 1..=3650 days, or never.
    pub rots_after_days: Option<i64>,
    /// Slugs of fields.
    pub needs: Vec<String>,
    /// To which team client and deal pass, to whom of it, and whether a note must be written.
    pub handing: Option<Handing>,
}

/// All pipelines in order.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, dealing: &Dealing) -> Result<Vec<Pipeline>, DealError> {
    dealing.needs(Level::Read)?;
    Ok(pipelines::all(tx)?)
}

/// The pipeline of an id.
///
/// # Errors
/// [`DealError::Forbidden`], [`DealError::Missing`].
pub fn get(tx: &mut Tx<'_>, dealing: &Dealing, id: PipelineId) -> Result<Pipeline, DealError> {
    dealing.needs(Level::Read)?;
    dealing::pipeline(tx, id)
}

/// The reasons to lose a deal, in order.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn loss_reasons(tx: &mut Tx<'_>, dealing: &Dealing) -> Result<Vec<Reason>, DealError> {
    dealing.needs(Level::Read)?;
    Ok(reasons::all(tx)?)
}

/// The first pipeline; a firm that has none gets one in its language, with reasons to lose deals.
///
/// # Errors
/// [`DealError::Forbidden`] when there is none and the actor may not write.
pub fn first(tx: &mut Tx<'_>, dealing: &Dealing) -> Result<Pipeline, DealError> {
    dealing.needs(Level::Write)?;
    if let Some(known) = pipelines::all(tx)?.into_iter().next() {
        return Ok(known);
    }
    let lang = access::firm::load(tx)?.lang;
    if reasons::all(tx)?.is_empty() {
        for (place, key) in (0_i64..).zip(REASONS) {
            reasons::insert(tx, &Reason { id: dealing.act.setting.id(), name: word(lang, key) }, place)?;
        }
    }
    make(tx, dealing, &word(lang, "deals-first-pipeline"), usual(lang))
}

/// The stages that a pipeline begins with where nothing else is said, in a language.
pub fn usual(lang: Lang) -> Vec<StageWritten> {
    let stage = |(key, probability, days): &(&str, i64, i64)| StageWritten {
        name: word(lang, key),
        probability: *probability,
        rots_after_days: Some(*days),
        needs: Vec::new(),
        handing: None,
    };
    FIRST.iter().map(stage).collect()
}

/// Adds a pipeline with its stages, at the end.
///
/// # Errors
/// [`DealError::Forbidden`]; [`DealError::Invalid`] for a wrong name or stage.
pub fn add(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    name: &str,
    stages: Vec<StageWritten>,
) -> Result<Pipeline, DealError> {
    arrangeable(dealing)?;
    let name = named(name)?;
    if stages.is_empty() {
        return Err(DealError::field("stages", "deals-stages-missing"));
    }
    let stages: Result<Vec<_>, _> = stages.into_iter().map(|stage| checked(tx, dealing, stage)).collect();
    make(tx, dealing, &name, stages?)
}

fn make(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    name: &str,
    stages: Vec<StageWritten>,
) -> Result<Pipeline, DealError> {
    let setting = &dealing.act.setting;
    let made = (0_i64..).zip(stages).map(|(place, written)| stage_of((setting.id(), place), written));
    let made = made.collect();
    let pipeline = Pipeline { id: setting.id(), name: name.to_owned(), revision: 1, stages: made };
    pipelines::insert(tx, &pipeline, setting.now())?;
    for stage in &pipeline.stages {
        stages::insert(tx, pipeline.id, stage)?;
    }
    tell(tx, dealing, "pipeline.added", pipeline.id.0, &json!({ "name": pipeline.name }))?;
    Ok(pipeline)
}

/// Gives a pipeline another name.
///
/// # Errors
/// [`DealError::Forbidden`], [`DealError::Missing`], [`DealError::Rearranged`], [`DealError::Invalid`].
pub fn rename(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
    name: &str,
) -> Result<Pipeline, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let name = named(name)?;
    pipelines::rename(tx, id, &name)?;
    tell(tx, dealing, "pipeline.renamed", id.0, &json!({ "before": known.name, "after": name }))?;
    touched(tx, id)
}

/// Takes out a pipeline in which no deal is open; its closed deals stay.
///
/// # Errors
/// As [`rename`]; [`DealError::InUse`].
pub fn remove(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
) -> Result<(), DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let n = deals::n_open_in(tx, id)?;
    if n > 0 {
        return Err(DealError::InUse(n));
    }
    pipelines::archive(tx, id, dealing.act.setting.now())?;
    tell(tx, dealing, "pipeline.removed", id.0, &json!({ "name": known.name }))
}

/// Adds a stage at the end of a pipeline.
///
/// # Errors
/// As [`rename`].
pub fn add_stage(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
    written: StageWritten,
) -> Result<Pipeline, DealError> {
    open(tx, dealing, (id, revision))?;
    let place = stages::next_place(tx, id)?;
    let stage = stage_of((dealing.act.setting.id(), place), checked(tx, dealing, written)?);
    stages::insert(tx, id, &stage)?;
    tell(tx, dealing, "stage.added", stage.id.0, &json!({ "pipeline": id, "name": stage.name }))?;
    touched(tx, id)
}

/// Writes a stage anew.
///
/// # Errors
/// As [`rename`]; [`DealError::Missing`] for a stage of another pipeline.
pub fn change_stage(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
    (stage, written): (StageId, StageWritten),
) -> Result<Pipeline, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let before = known.stage(stage).ok_or(DealError::Missing)?;
    let after = stage_of((stage, before.place), checked(tx, dealing, written)?);
    stages::update(tx, &after)?;
    let payload = json!({ "pipeline": id, "before": before.name, "after": after.name });
    tell(tx, dealing, "stage.changed", stage.0, &payload)?;
    touched(tx, id)
}

/// Puts the stages of a pipeline in another order; those not named follow in the order they had.
///
/// # Errors
/// As [`rename`].
pub fn order_stages(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
    wanted: &[StageId],
) -> Result<Pipeline, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let mut order: Vec<StageId> = wanted.iter().copied().filter(|id| known.stage(*id).is_some()).collect();
    order.dedup();
    let rest = known.stages.iter().map(|stage| stage.id).filter(|id| !order.contains(id));
    let order: Vec<StageId> = order.iter().copied().chain(rest.collect::<Vec<_>>()).collect();
    for (place, stage) in (0_i64..).zip(&order) {
        stages::put_place(tx, *stage, place)?;
    }
    tell(tx, dealing, "stages.ordered", id.0, &json!({ "order": order }))?;
    touched(tx, id)
}

/// Takes out a stage; the deals that stand there go to another stage of the pipeline, which must be named when there are
/// any. The history of deals keeps it.
///
/// # Errors
/// As [`change_stage`]; [`DealError::Occupied`] when nothing says where its deals go; [`DealError::Invalid`] for the
/// last stage.
pub fn remove_stage(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
    (stage, to): (StageId, Option<StageId>),
) -> Result<Pipeline, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let gone = known.stage(stage).ok_or(DealError::Missing)?;
    if known.stages.len() == 1 {
        return Err(DealError::field("stage", "deals-stage-last"));
    }
    let standing = deals::open_on(tx, stage)?;
    let to = to.filter(|to| *to != stage).and_then(|to| known.stage(to));
    match to {
        None if !standing.is_empty() => {
            return Err(DealError::Occupied(i64::try_from(standing.len()).unwrap_or(i64::MAX)));
        }
        Some(to) => {
            for deal in standing {
                resettle(tx, dealing, deal, to)?;
            }
        }
        None => {}
    }
    let now = dealing.act.setting.now();
    stages::archive(tx, stage, now)?;
    let payload = json!({ "pipeline": id, "name": gone.name, "to": to.map(|to| to.id) });
    tell(tx, dealing, "stage.removed", stage.0, &payload)?;
    touched(tx, id)
}

/// Brings a deal of a stage that goes away to another one; nothing holds it back, for it is not the deal that moves on.
fn resettle(tx: &mut Tx<'_>, dealing: &Dealing, deal: crate::Deal, to: &Stage) -> Result<(), DealError> {
    let now = dealing.act.setting.now();
    let rank = ranks::top(tx, to.id)?;
    let deal = crate::Deal { stage: to.id, rank, entered_at: now, ..deal };
    steps::leave(tx, deal.no, now)?;
    steps::enter(tx, &deal, (dealing.act.actor.user, ""))?;
    dealing::keep(tx, dealing, "deal.moved", deal).map(drop)
}

/// Adds a reason to lose a deal, at the end.
///
/// # Errors
/// [`DealError::Forbidden`], [`DealError::Invalid`].
pub fn add_reason(tx: &mut Tx<'_>, dealing: &Dealing, name: &str) -> Result<Reason, DealError> {
    arrangeable(dealing)?;
    let reason = Reason { id: dealing.act.setting.id(), name: named(name)? };
    let place = reasons::next_place(tx)?;
    reasons::insert(tx, &reason, place)?;
    tell(tx, dealing, "loss_reason.added", reason.id.0, &json!({ "name": reason.name }))?;
    Ok(reason)
}

/// Gives a reason another name.
///
/// # Errors
/// [`DealError::Forbidden`], [`DealError::Missing`], [`DealError::Invalid`].
pub fn rename_reason(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    id: ReasonId,
    name: &str,
) -> Result<Reason, DealError> {
    let before = reason(tx, dealing, id)?;
    let after = Reason { id, name: named(name)? };
    reasons::rename(tx, &after)?;
    let payload = json!({ "before": before.name, "after": after.name });
    tell(tx, dealing, "loss_reason.renamed", id.0, &payload)?;
    Ok(after)
}

/// Takes out a reason; deals that were lost for it keep it.
///
/// # Errors
/// [`DealError::Forbidden`], [`DealError::Missing`].
pub fn remove_reason(tx: &mut Tx<'_>, dealing: &Dealing, id: ReasonId) -> Result<(), DealError> {
    let gone = reason(tx, dealing, id)?;
    reasons::archive(tx, id, dealing.act.setting.now())?;
    tell(tx, dealing, "loss_reason.removed", id.0, &json!({ "name": gone.name }))
}

fn reason(tx: &mut Tx<'_>, dealing: &Dealing, id: ReasonId) -> Result<Reason, DealError> {
    arrangeable(dealing)?;
    reasons::all(tx)?.into_iter().find(|reason| reason.id == id).ok_or(DealError::Missing)
}

fn arrangeable(dealing: &Dealing) -> Result<(), DealError> {
    if dealing.act.actor.may(RIGHT, Level::Arrange) { Ok(()) } else { Err(DealError::Forbidden) }
}

fn open(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (PipelineId, Option<i64>),
) -> Result<Pipeline, DealError> {
    arrangeable(dealing)?;
    let known = dealing::pipeline(tx, id)?;
    match revision {
        Some(revision) if revision != known.revision => Err(DealError::Rearranged),
        _ => Ok(known),
    }
}

fn touched(tx: &mut Tx<'_>, id: PipelineId) -> Result<Pipeline, DealError> {
    pipelines::touch(tx, id)?;
    dealing::pipeline(tx, id)
}

fn named(name: &str) -> Result<String, DealError> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(DealError::field("name", "deals-name-missing")),
        n if n > LONGEST => Err(DealError::field("name", "deals-name-long")),
        _ => Ok(name.to_owned()),
    }
}

fn stage_of((id, place): (StageId, i64), written: StageWritten) -> Stage {
    Stage {
        id,
        place,
        name: written.name,
        probability: written.probability,
        rots_after_days: written.rots_after_days,
        needs: written.needs,
        handing: written.handing,
    }
}

/// Puts what was written of a stage in order, and refuses what cannot be.
fn checked(tx: &mut Tx<'_>, dealing: &Dealing, written: StageWritten) -> Result<StageWritten, DealError> {
    let name = named(&written.name)?;
    let mut errors = Vec::new();
    if !(0..=100).contains(&written.probability) {
        errors.push(FieldError::new("probability", "deals-probability-wrong"));
    }
    if written.rots_after_days.is_some_and(|days| !(1..=3650).contains(&days)) {
        errors.push(FieldError::new("rots_after_days", "deals-rots-wrong"));
    }
    let is_field = |slug: &String| {
        let field = dealing.act.fields.slug(slug);
        field.is_some_and(|field| !field.is_made() && !field.is_archived)
    };
    if !written.needs.iter().all(is_field) {
        errors.push(FieldError::new("needs", "deals-needs-unknown"));
    }
    if let Some(handing) = &written.handing
        && access::team::get(tx, access::TeamId(handing.team))?.is_none()
    {
        errors.push(FieldError::new("team", "deals-team-unknown"));
    }
    if errors.is_empty() { Ok(StageWritten { name, ..written }) } else { Err(DealError::Invalid(errors)) }
}

fn tell(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    verb: &'static str,
    subject: RawId,
    payload: &Value,
) -> Result<(), DealError> {
    let entry = Entry::now(&dealing.act.setting, verb, ("pipeline", subject), payload);
    journal::append(tx, &dealing.act.setting, &dealing.act.actor, entry)?;
    Ok(())
}

/// What a form or a program says of handing over; `None` without a team.
pub(crate) fn handing(team: Option<RawId>, to: Option<HandTo>, needs_note: bool) -> Option<Handing> {
    team.map(|team| Handing { team, to: to.unwrap_or(HandTo::Queue), needs_note })
}
