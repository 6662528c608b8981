//! What deals write into the journal of a customer, and what those entries say in the timeline.

use crate::deal::Deal;
use crate::dealing::Dealing;
use crate::error::DealError;
use crate::pipeline::Pipeline;
use crate::store::deals;
use customers::{CustomerId, Teller, Told};
use db::Tx;
use journal::{Entry, Record};
use kernel::{Money, Right};
use serde_json::{Value, json};
use words::Say;

/// Writes an entry on the customer's card.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (verb, customer): (&'static str, CustomerId),
    payload: &Value,
) -> Result<(), DealError> {
    let setting = &dealing.act.setting;
    let entry = Entry::now(setting, verb, (customers::changing::SUBJECT, customer.0), payload);
    journal::append(tx, setting, &dealing.act.actor, entry)?;
    Ok(())
}

/// Whose card tells of a deal.
pub(crate) fn customer_of(tx: &mut Tx<'_>, deal: &Deal) -> Result<CustomerId, DealError> {
    deals::card_id(tx, deal.customer_no)?.ok_or(DealError::Missing)
}

/// What every entry says of a deal as it stands now.
pub(crate) fn payload(deal: &Deal, pipeline: &Pipeline) -> Value {
    let stage = pipeline.stage(deal.stage).map(|stage| stage.name.as_str()).unwrap_or_default();
    json!({
        "deal": deal.id, "customer_no": deal.customer_no, "title": deal.title, "amount": deal.money(),
        "pipeline": deal.pipeline, "stage": deal.stage, "stage_name": stage,
        "responsible": deal.responsible, "team": deal.team,
        "reason": deal.closure.as_ref().and_then(|closure| closure.reason),
        "note": deal.closure.as_ref().map(|closure| closure.note.as_str()).unwrap_or_default(),
    })
}

/// Tells of deals.
pub struct DealsTeller;

impl Teller for DealsTeller {
    fn slug(&self) -> &'static str {
        "deals"
    }

    fn label(&self) -> &'static str {
        "deals-title"
    }

    fn right(&self) -> Right {
        crate::RIGHT
    }

    fn verbs(&self) -> &'static [&'static str] {
        &[
            "deal.opened",
            "deal.changed",
            "deal.moved",
            "deal.taken",
            "deal.handed",
            "deal.won",
            "deal.lost",
            "deal.reopened",
        ]
    }

    fn tell(&self, record: &Record, say: &Say) -> Told {
        let text = |name: &str| record.payload.get(name).and_then(Value::as_str).unwrap_or_default();
        let amount = text("amount").parse::<Money>().map(|money| say.money(&money)).unwrap_or_default();
        let args = [
            ("title", text("title").into()),
            ("stage", text("stage_name").into()),
            ("amount", amount.into()),
        ];
        let (key, icon, signal) = match record.verb.as_str() {
            "deal.opened" => ("deals-verb-opened", "handshake", "accent"),
            "deal.moved" => ("deals-verb-moved", "move", ""),
            "deal.taken" => ("deals-verb-taken", "hand", ""),
            "deal.handed" => ("deals-verb-handed", "share-2", ""),
            "deal.won" => ("deals-verb-won", "thumbs-up", "green"),
            "deal.lost" => ("deals-verb-lost", "circle-x", "red"),
            "deal.reopened" => ("deals-verb-reopened", "rotate-ccw", ""),
            _ => ("deals-verb-changed", "pencil", ""),
        };
        Told { icon, signal, title: say.with(key, &args), note: text("note").to_owned() }
    }
}
