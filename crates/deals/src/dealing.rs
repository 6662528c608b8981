//! Verbs over one deal: open, change, take, hand over; and what they work with.

use crate::RIGHT;
use crate::deal::{Day, Deal, DealId, Written};
use crate::error::DealError;
use crate::goods::Goods;
use crate::pipeline::{Pipeline, PipelineId, StageId};
use crate::store::{deals, lines, pipelines, ranks, steps};
use crate::{arranging, conveying, telling};
use customers::gating::Gates;
use customers::{Act, Customer, CustomerError, CustomerId, CustomerNo, listing};
use db::Tx;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Actor, Level, RawId, Reach};
use std::borrow::Cow;
use web::FieldError;

/// The longest title, source and note, in letters.
const LONGEST: (usize, usize, usize) = (200, 100, 5_000);

/// The most lines of a deal.
const MOST_LINES: usize = 200;

/// What a verb works with: who acts and when, the zone in which days begin, the gates of the house.
#[derive(Clone)]
pub struct Dealing {
    /// Who acts, when, with which fields.
    pub act: Act,
    /// The firm's zone.
    pub zone: TimeZone,
    /// What may hold deals back.
    pub gates: Gates,
    /// What the firm sells.
    pub goods: Goods,
}

impl Dealing {
    /// The day it is in the firm.
    pub fn today(&self) -> Day {
        self.day_of(self.act.setting.now())
    }

    /// The firm's day of a moment.
    pub fn day_of(&self, at: kernel::Millis) -> Day {
        let at = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        day(at.to_zoned(self.zone.clone()).date())
    }

    /// The moment at which a day begins in the firm.
    pub fn start_of(&self, on: Day) -> kernel::Millis {
        let midnight = date(on).to_datetime(jiff::civil::Time::midnight());
        midnight.to_zoned(self.zone.clone()).map_or(0, |at| at.timestamp().as_millisecond())
    }

    /// Whether at least `level` over deals is held.
    pub fn may(&self, level: Level) -> bool {
        self.act.actor.may(RIGHT, level)
    }

    pub(crate) fn needs(&self, level: Level) -> Result<(), DealError> {
        // A deal without its customer means nothing: whoever may not read those reads no deals.
        let is_allowed = self.may(level) && self.act.may(Level::Read);
        if is_allowed { Ok(()) } else { Err(DealError::Forbidden) }
    }

    /// The team of somebody who sees only what stands in its stages: what they open stands there.
    fn team(&self) -> Option<RawId> {
        match self.act.actor.sight.reach(RIGHT) {
            Reach::Stage(team) => Some(*team),
            _ => None,
        }
    }

    /// Whether the actor's reach has a deal in it; its customer is asked for apart.
    pub(crate) fn reaches(&self, deal: &Deal) -> bool {
        match self.act.actor.sight.reach(RIGHT) {
            Reach::All => true,
            Reach::Of(people) => match deal.responsible {
                Some(who) => people.contains(&who),
                None => deal.team.is_some() && deal.team == self.act.actor.team,
            },
            Reach::Stage(team) => deal.team == Some(*team),
        }
    }

    /// Whether a deal waits in the queue of the actor's team for somebody to take it.
    pub(crate) fn waits_here(&self, deal: &Deal) -> bool {
        deal.responsible.is_none() && deal.team.is_some() && deal.team == self.act.actor.team
    }

    /// With what eyes the client of a deal is looked at. Of one that waits in the queue of one's team the client is seen
    /// through the deal, whoever answers for them until somebody takes it; what is masked stays masked.
    pub(crate) fn act_of(&self, deal: &Deal) -> Cow<'_, Act> {
        if self.waits_here(deal) { Cow::Owned(self.act_of_queue()) } else { Cow::Borrowed(&self.act) }
    }

    pub(crate) fn act_of_queue(&self) -> Act {
        let actor = &self.act.actor;
        let sight = actor.sight.clone().with(customers::RIGHT, Reach::All);
        Act { actor: Actor { sight, ..actor.clone() }, ..self.act.clone() }
    }
}

/// The date of a day.
pub fn date(on: Day) -> Date {
    let span = jiff::Span::new().try_days(on).unwrap_or_default();
    Date::constant(1970, 1, 1).checked_add(span).unwrap_or(Date::MAX)
}

/// The day of a date.
pub fn day(date: Date) -> Day {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}

/// The deal of an id.
///
/// # Errors
/// [`DealError::Forbidden`]; [`DealError::Missing`] also when it or its customer is not seen.
pub fn get(tx: &mut Tx<'_>, dealing: &Dealing, id: DealId) -> Result<Deal, DealError> {
    dealing.needs(Level::Read)?;
    let deal = deals::find(tx, id)?.filter(|deal| dealing.reaches(deal)).ok_or(DealError::Missing)?;
    let seen = listing::briefs(tx, &dealing.act_of(&deal), &[deal.customer_no])?;
    if seen.is_empty() { Err(DealError::Missing) } else { Ok(deal) }
}

/// The pipeline of an id.
///
/// # Errors
/// [`DealError::Missing`].
pub(crate) fn pipeline(tx: &mut Tx<'_>, id: PipelineId) -> Result<Pipeline, DealError> {
    pipelines::find(tx, id)?.ok_or(DealError::Missing)
}

/// Opens a deal on a stage: of the first pipeline where none is named, and on its first stage where none is named. A
/// firm without pipelines gets its first one now.
///
/// # Errors
/// [`DealError::Forbidden`]; [`DealError::Invalid`] for a missing or unknown part.
pub fn open(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    place: (Option<PipelineId>, Option<StageId>),
    written: Written,
) -> Result<Deal, DealError> {
    dealing.needs(Level::Write)?;
    let (pipeline, stage) = begin(tx, dealing, place)?;
    let (written, card) = checked(tx, dealing, (None, written))?;
    let setting = &dealing.act.setting;
    let nobody = written.responsible.is_none();
    let deal = Deal {
        no: deals::next_no(tx)?,
        id: setting.id(),
        customer_no: card.no,
        title: written.title,
        pipeline: pipeline.id,
        stage,
        rank: ranks::top(tx, stage)?,
        entered_at: setting.now(),
        amount: written.amount.minor,
        currency: written.amount.currency,
        closes_on: written.closes_on,
        responsible: written.responsible.or(dealing.act.actor.user.filter(|_| nobody)),
        team: conveying::team_of(&pipeline, stage).or(dealing.team()),
        source: written.source,
        note: written.note,
        revision: 1,
        created_by: dealing.act.actor.user,
        created_at: setting.now(),
        updated_at: setting.now(),
        closure: None,
    };
    deals::insert(tx, &deal)?;
    lines::put(tx, deal.no, &written.lines)?;
    steps::enter(tx, &deal, (dealing.act.actor.user, ""))?;
    telling::tell(tx, dealing, ("deal.opened", card.id), &telling::payload(&deal, &pipeline))?;
    conveying::mark(tx, &dealing.act, deal.customer_no)?;
    Ok(deal)
}

/// Where a new deal begins.
fn begin(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (pipeline, stage): (Option<PipelineId>, Option<StageId>),
) -> Result<(Pipeline, StageId), DealError> {
    let known = match pipeline {
        Some(id) => pipelines::find(tx, id)?,
        None => match stage {
            Some(stage) => pipelines::of_stage(tx, stage)?,
            None => Some(arranging::first(tx, dealing)?),
        },
    };
    let known = known.ok_or_else(|| DealError::field("pipeline", "deals-pipeline-unknown"))?;
    let stage = match stage {
        Some(id) => known.stage(id),
        None => known.stages.first(),
    };
    let stage = stage.map(|stage| stage.id);
    Ok((known, stage.ok_or_else(|| DealError::field("stage", "deals-stage-unknown"))?))
}

/// Writes a deal anew, unless somebody else did since `revision`; stage and state stay.
///
/// # Errors
/// As [`open`] and [`get`]; [`DealError::Outdated`].
pub fn change(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
    written: Written,
) -> Result<Deal, DealError> {
    let known = fresh(tx, dealing, (id, revision))?;
    let (written, card) = checked(tx, dealing, (Some(&known), written))?;
    let was = known.customer_no;
    let deal = Deal {
        customer_no: card.no,
        title: written.title,
        amount: written.amount.minor,
        currency: written.amount.currency,
        closes_on: written.closes_on,
        responsible: written.responsible,
        source: written.source,
        note: written.note,
        ..known
    };
    lines::put(tx, deal.no, &written.lines)?;
    keep_of(tx, dealing, ("deal.changed", was), deal)
}

/// Takes a deal out of a team's queue, for oneself.
///
/// # Errors
/// As [`get`]; [`DealError::NotNow`] when somebody has it already or it is closed.
pub fn take(tx: &mut Tx<'_>, dealing: &Dealing, id: DealId) -> Result<Deal, DealError> {
    let me = dealing.act.actor.user.ok_or(DealError::Forbidden)?;
    let known = fresh(tx, dealing, (id, None))?;
    if known.closure.is_some() || known.responsible.is_some_and(|who| who != me) {
        return Err(DealError::NotNow);
    }
    let deal = keep(tx, dealing, "deal.taken", Deal { responsible: Some(me), ..known })?;
    conveying::pass_client(tx, dealing, &deal)?;
    Ok(deal)
}

/// The deal for writing.
pub(crate) fn fresh(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
) -> Result<Deal, DealError> {
    dealing.needs(Level::Write)?;
    let known = get(tx, dealing, id)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(DealError::Outdated(Box::new(known)));
    }
    Ok(known)
}

/// Writes a changed deal and tells of it.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    verb: &'static str,
    deal: Deal,
) -> Result<Deal, DealError> {
    let customer = deal.customer_no;
    keep_of(tx, dealing, (verb, customer), deal)
}

/// The same of a deal that was another customer's until now.
fn keep_of(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (verb, customer_was): (&'static str, CustomerNo),
    deal: Deal,
) -> Result<Deal, DealError> {
    let deal = Deal { revision: deal.revision + 1, updated_at: dealing.act.setting.now(), ..deal };
    deals::update(tx, &deal)?;
    let pipeline = pipeline(tx, deal.pipeline)?;
    let customer = telling::customer_of(tx, &deal)?;
    let mut payload = telling::payload(&deal, &pipeline);
    if let Some(told) = payload.as_object_mut().filter(|_| customer_was != deal.customer_no) {
        told.insert("customer_was".into(), customer_was.into());
    }
    telling::tell(tx, dealing, (verb, customer), &payload)?;
    conveying::mark(tx, &dealing.act, deal.customer_no)?;
    if customer_was != deal.customer_no {
        conveying::mark(tx, &dealing.act, customer_was)?;
    }
    Ok(deal)
}

/// Puts what was written in order, and refuses what cannot be.
fn checked(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (known, written): (Option<&Deal>, Written),
) -> Result<(Written, Customer), DealError> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, key: &str| errors.push(FieldError::new(field, key));
    let cut = |text: &str| text.trim().to_owned();
    let (title, source, note) = (cut(&written.title), cut(&written.source), cut(&written.note));
    match title.chars().count() {
        0 => wrong("title", "deals-title-missing"),
        n if n > LONGEST.0 => wrong("title", "deals-title-long"),
        _ => {}
    }
    if source.chars().count() > LONGEST.1 {
        wrong("source", "deals-source-long");
    }
    if note.chars().count() > LONGEST.2 {
        wrong("note", "deals-note-long");
    }
    if written.lines.len() > MOST_LINES {
        wrong("lines", "deals-lines-many");
    }
    let sum = written.lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.sum()?));
    let minor = match sum {
        Some(sum) if !written.lines.is_empty() => sum,
        Some(_) => written.amount.minor,
        None => 0,
    };
    if sum.is_none() || minor < 0 {
        wrong("amount", "deals-amount-wrong");
    }
    if let Some(who) = written.responsible
        && !is_working(tx, who)?
    {
        wrong("responsible", "deals-responsible-unknown");
    }
    let card = match client(tx, dealing, (known, written.customer)) {
        Ok(card) => Some(card),
        Err(CustomerError::Missing) => {
            wrong("customer", "customers-unknown-id");
            None
        }
        Err(error) => return Err(error.into()),
    };
    let amount = kernel::Money::new(minor, written.amount.currency);
    match card {
        Some(card) if errors.is_empty() => Ok((Written { title, source, note, amount, ..written }, card)),
        _ => Err(DealError::Invalid(errors)),
    }
}

/// The customer of an id, if seen; the one whose deal it is already also through the deal.
pub(crate) fn client(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (known, id): (Option<&Deal>, CustomerId),
) -> Result<Customer, CustomerError> {
    match (listing::get(tx, &dealing.act, id), known) {
        (Err(CustomerError::Missing), Some(deal)) => {
            let own = listing::numbered(tx, &dealing.act_of(deal), deal.customer_no)?;
            own.filter(|card| card.id == id).ok_or(CustomerError::Missing)
        }
        (found, _) => found,
    }
}

fn is_working(tx: &mut Tx<'_>, who: RawId) -> Result<bool, DealError> {
    let user = access::user::get(tx, access::UserId(who))?;
    Ok(user.is_some_and(|user| user.disabled_at.is_none()))
}
