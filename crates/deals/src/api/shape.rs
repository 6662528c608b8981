//! How deals look in JSON, and how they are read from it.

use crate::deal::{Deal, DealId, Line, Step};
use crate::error::DealError;
use crate::gates::Held;
use crate::goods::Ware;
use crate::listing::{self, Sum, Whole};
use crate::pipeline::{PipelineId, ReasonId, StageId};
use crate::typed::Row;
use crate::{Dealing, Written, dealing, typed};
use access::{TeamId, UserId};
use customers::CustomerId;
use db::Tx;
use kernel::{Currency, Money, RawId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use web::moment;

/// How a deal ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealClosureView {
    /// RFC 3339, UTC.
    at: String,
    /// By whom; null for the house itself.
    by: Option<UserId>,
    /// Whether it was won; else it was lost.
    is_won: bool,
    /// Why it was lost, if it was said.
    reason: Option<ReasonId>,
    /// In more words.
    note: String,
}

/// A deal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealView {
    /// Its id.
    pub(crate) id: DealId,
    /// Whose it is.
    customer: Option<CustomerId>,
    /// The customer's name.
    customer_name: String,
    /// In a few words.
    title: String,
    /// For how much.
    #[schema(value_type = String, example = "150000.00 KZT")]
    amount: Money,
    /// The way it goes.
    pipeline: PipelineId,
    /// Where it stands; of a closed one where it stood last.
    stage: StageId,
    /// Since when, RFC 3339, UTC.
    entered_at: String,
    /// By when it is expected to be closed, as `2026-03-12`.
    closes_on: Option<String>,
    /// Who answers for it; null while it waits in a team's queue.
    responsible: Option<UserId>,
    /// The team whose stage it stands in.
    team: Option<TeamId>,
    /// Where it came from.
    source: String,
    /// In more words.
    note: String,
    /// How it ended; null while it is open.
    closure: Option<DealClosureView>,
    /// Grows by one with every change; also the ETag.
    pub(crate) revision: i64,
    /// RFC 3339, UTC.
    created_at: String,
    /// RFC 3339, UTC.
    updated_at: String,
    /// What is sold; left out in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<DealLineView>>,
    /// The stages it stood in, oldest first; left out in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<DealStepView>>,
}

/// One thing that is sold.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealLineView {
    /// The code of the product; null for what stands in no catalogue.
    product: Option<String>,
    /// What it is called.
    name: String,
    /// How much.
    #[schema(value_type = String, example = "2.5")]
    quantity: Decimal,
    /// The price of one unit.
    #[schema(value_type = String, example = "1500.00 KZT")]
    price: Money,
    /// What it comes to.
    #[schema(value_type = String, example = "3750.00 KZT")]
    sum: Money,
}

/// A stage that a deal stood in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealStepView {
    /// Which.
    stage: StageId,
    /// What it is called, taken out or not.
    name: String,
    /// RFC 3339, UTC.
    entered_at: String,
    /// RFC 3339, UTC; null while it stands there.
    left_at: Option<String>,
    /// Who brought it there; null for the house itself.
    by: Option<UserId>,
    /// What they wrote when they handed it over.
    note: String,
}

/// Views of deals, with the names of their customers.
pub(crate) fn views(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    deals: Vec<Deal>,
) -> Result<Vec<DealView>, DealError> {
    let people = listing::people(tx, dealing, &deals)?;
    let names: HashMap<i64, (CustomerId, String)> =
        people.into_values().map(|brief| (brief.no, (brief.id, brief.name))).collect();
    Ok(deals.into_iter().map(|deal| view(deal, &names)).collect())
}

/// The view of one deal, with lines and steps.
pub(crate) fn whole(tx: &mut Tx<'_>, dealing: &Dealing, id: DealId) -> Result<DealView, DealError> {
    let Whole { deal, lines, wares, steps } = listing::whole(tx, dealing, id)?;
    let currency = deal.currency;
    let mut all = views(tx, dealing, vec![deal])?;
    let view = all.pop().ok_or(DealError::Missing)?;
    Ok(DealView {
        lines: Some(lines.into_iter().map(|line| line_view(line, (&wares, currency))).collect()),
        steps: Some(steps.into_iter().map(step_view).collect()),
        ..view
    })
}

/// The view of a deal after a deed; none of its parts is shown to somebody who handed it over and sees it no more.
pub(crate) fn after(tx: &mut Tx<'_>, dealing: &Dealing, deal: Deal) -> Result<DealView, DealError> {
    match whole(tx, dealing, deal.id) {
        Err(DealError::Missing) => Ok(view(deal, &HashMap::new())),
        other => other,
    }
}

fn view(deal: Deal, names: &HashMap<i64, (CustomerId, String)>) -> DealView {
    let (customer, customer_name) = match names.get(&deal.customer_no) {
        Some((id, name)) => (Some(*id), name.clone()),
        None => (None, String::new()),
    };
    DealView {
        id: deal.id,
        customer,
        customer_name,
        amount: deal.money(),
        title: deal.title,
        pipeline: deal.pipeline,
        stage: deal.stage,
        entered_at: moment(deal.entered_at),
        closes_on: deal.closes_on.map(|on| dealing::date(on).to_string()),
        responsible: deal.responsible.map(UserId),
        team: deal.team.map(TeamId),
        source: deal.source,
        note: deal.note,
        closure: deal.closure.map(|closure| DealClosureView {
            at: moment(closure.at),
            by: closure.by.map(UserId),
            is_won: closure.is_won,
            reason: closure.reason,
            note: closure.note,
        }),
        revision: deal.revision,
        created_at: moment(deal.created_at),
        updated_at: moment(deal.updated_at),
        lines: None,
        steps: None,
    }
}

fn line_view(line: Line, (wares, currency): (&HashMap<RawId, Ware>, Currency)) -> DealLineView {
    DealLineView {
        product: line.product.and_then(|id| wares.get(&id)).map(|ware| ware.code.clone()),
        sum: Money::new(line.sum().unwrap_or(0), currency),
        quantity: Decimal::new(line.quantity, 3).normalize(),
        price: Money::new(line.price, currency),
        name: line.name,
    }
}

fn step_view(step: Step) -> DealStepView {
    DealStepView {
        stage: step.stage,
        name: step.name,
        entered_at: moment(step.entered_at),
        left_at: step.left_at.map(moment),
        by: step.by.map(UserId),
        note: step.note,
    }
}

/// What deals add up to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealSumView {
    /// How many.
    n: i64,
    /// For how much, per currency in the order of their codes.
    #[schema(value_type = Vec<String>)]
    amounts: Vec<Money>,
}

impl From<Sum> for DealSumView {
    fn from(sum: Sum) -> Self {
        Self { n: sum.n, amounts: sum.amounts }
    }
}

/// What holds a deal back.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealGateView {
    /// Whether nothing does.
    is_open: bool,
    /// Slugs of the fields that are to be known of the customer.
    facts: Vec<String>,
    /// Contact cards that are to be filled.
    cards: Vec<UnfilledCardView>,
}

/// A contact card that is not filled.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnfilledCardView {
    /// What the firm calls it.
    name: String,
    /// The questions without an answer.
    missing: Vec<String>,
    /// The page where it is filled.
    href: String,
}

impl From<Held> for DealGateView {
    fn from(held: Held) -> Self {
        let is_open = held.is_empty();
        let card = |card: customers::gating::Unfilled| UnfilledCardView {
            name: card.name,
            missing: card.missing,
            href: card.href,
        };
        Self { is_open, facts: held.facts, cards: held.cards.into_iter().map(card).collect() }
    }
}

/// One thing that is sold.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealLineBody {
    /// The code of the product, or its exact name; left out for what stands in no catalogue.
    #[serde(default)]
    #[schema(example = json!(null))]
    product: Option<String>,
    /// What it is called; as the product when left out.
    #[serde(default)]
    #[schema(example = "Пиала")]
    name: String,
    /// How much, to a thousandth; one when left out.
    #[serde(default)]
    #[schema(example = "12")]
    quantity: String,
    /// The price of one unit, in the deal's currency; that of the product when left out.
    #[serde(default)]
    #[schema(example = "1500")]
    price: String,
}

impl DealLineBody {
    fn row(&self) -> Row<'_> {
        let product = self.product.as_deref().unwrap_or_default();
        Row { product, name: &self.name, quantity: &self.quantity, price: &self.price }
    }
}

/// A deal to be opened, or written anew: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealBody {
    /// Whose it is.
    customer: CustomerId,
    /// In a few words, 1 to 200 letters.
    #[schema(example = "Посуда для нового зала")]
    title: String,
    /// For how much, as `150000 KZT`; that of the lines when there are any; nothing when left out.
    #[serde(default)]
    #[schema(example = "150000 KZT")]
    amount: String,
    /// By when it is expected to be closed, as `2026-03-12`.
    #[serde(default)]
    closes_on: Option<String>,
    /// Who answers for it; whoever opens it when left out, nobody when it is written anew without.
    #[serde(default)]
    responsible: Option<UserId>,
    /// Where it came from, at most 100 letters.
    #[serde(default)]
    source: String,
    /// In more words, at most 5 000 letters.
    #[serde(default)]
    note: String,
    /// What is sold.
    #[serde(default)]
    lines: Vec<DealLineBody>,
    /// The way it goes, when it is opened; the first pipeline when left out.
    #[serde(default)]
    pub(crate) pipeline: Option<PipelineId>,
    /// Where it begins, when it is opened; the first stage when left out.
    #[serde(default)]
    pub(crate) stage: Option<StageId>,
}

impl DealBody {
    pub(crate) fn read(&self, tx: &mut Tx<'_>, dealing: &Dealing) -> Result<Written, DealError> {
        let act = &dealing.act;
        let mut errors = Vec::new();
        let amount = typed::amount(act, ("amount", &self.amount), act.manner.currency);
        let amount = amount.map_err(|error| errors.push(error)).ok();
        let currency = amount.map_or(act.manner.currency, |amount| amount.currency);
        let closes_on = typed::day("closes_on", self.closes_on.as_deref().unwrap_or_default());
        let closes_on = closes_on.map_err(|error| errors.push(error)).ok().flatten();
        let rows: Vec<Row<'_>> = self.lines.iter().map(DealLineBody::row).collect();
        let lines = match typed::lines(tx, dealing, &rows, currency) {
            Ok(lines) => lines,
            Err(DealError::Invalid(wrong)) => {
                errors.extend(wrong);
                Vec::new()
            }
            Err(error) => return Err(error),
        };
        match amount {
            Some(amount) if errors.is_empty() => Ok(Written {
                customer: self.customer,
                title: self.title.clone(),
                amount,
                closes_on,
                responsible: self.responsible.map(|id| id.0),
                source: self.source.clone(),
                note: self.note.clone(),
                lines,
            }),
            _ => Err(DealError::Invalid(errors)),
        }
    }
}
