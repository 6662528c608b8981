//! What holds a deal back: facts that its stages need, and contact cards that stand before them.

use crate::deal::Deal;
use crate::dealing::Dealing;
use crate::error::DealError;
use crate::pipeline::{Pipeline, Stage};
use crate::store::pipelines;
use customers::gating::{Gated, Passing, Place, Unfilled};
use customers::{Customer, CustomerError, listing};
use db::Tx;
use std::borrow::Cow;
use std::sync::OnceLock;
use web::FieldError;
use words::Words;

/// What is missing before a deal may go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Slugs of the fields that are not known of the customer, in the order of the stages that need them.
    pub facts: Vec<String>,
    /// Contact cards that are not filled.
    pub cards: Vec<Unfilled>,
}

impl Held {
    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.cards.is_empty()
    }

    /// One error per fact and per contact card.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        let fact = |slug: &String| FieldError::new(format!("facts/{slug}"), "deals-fact-missing");
        let card = |card: &Unfilled| FieldError {
            field: format!("cards/{}", card.form),
            key: "deals-card-missing".into(),
            args: vec![
                ("name", Cow::Owned(card.name.clone())),
                ("missing", Cow::Owned(card.missing.join(", "))),
                ("href", Cow::Owned(card.href.clone())),
            ],
        };
        self.facts.iter().map(fact).chain(self.cards.iter().map(card)).collect()
    }
}

/// Where a deal wants to go.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aim<'s> {
    /// To this stage.
    Stage(&'s Stage),
    /// To be won.
    Won,
}

/// The gate before winning in a pipeline.
pub fn won_place(pipeline: &Pipeline) -> String {
    format!("deals.won:{}", pipeline.id)
}

/// The gate before the commission of a deal of a pipeline is paid.
pub fn commission_place(pipeline: &Pipeline) -> String {
    format!("deals.commission:{}", pipeline.id)
}

fn stage_place(stage: &Stage) -> String {
    format!("deals.stage:{}", stage.id)
}

/// What still holds a deal back: everything that the stages it leaves behind need. Going back needs nothing.
///
/// # Errors
/// Any database error; [`DealError::Missing`] when the customer is not seen.
pub(crate) fn held(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (deal, pipeline): (&Deal, &Pipeline),
    aim: Aim<'_>,
) -> Result<Held, DealError> {
    let from = pipeline.place(deal.stage).unwrap_or(0);
    let until = match aim {
        Aim::Stage(stage) => pipeline.place(stage.id).unwrap_or(0),
        Aim::Won => pipeline.stages.len(),
    };
    let passed = pipeline.stages.get(from..until).unwrap_or_default();
    let mut places: Vec<String> = passed.iter().map(stage_place).collect();
    if let Aim::Won = aim {
        places.push(won_place(pipeline));
    }
    if places.is_empty() {
        return Ok(Held::default());
    }
    let act = dealing.act_of(deal);
    let card = listing::numbered(tx, &act, deal.customer_no)?.ok_or(DealError::Missing)?;
    let mut held = Held { facts: unknown(dealing, &card, passed), cards: Vec::new() };
    for place in &places {
        let passing = Passing { place, customer: card.id, subject: ("deals", deal.id.0) };
        for unfilled in dealing.gates.unfilled(tx, &act, passing)? {
            if !held.cards.contains(&unfilled) {
                held.cards.push(unfilled);
            }
        }
    }
    Ok(held)
}

/// The fields that stages need and the card does not know; fields that are no longer there are not asked for.
fn unknown(dealing: &Dealing, card: &Customer, stages: &[Stage]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for slug in stages.iter().flat_map(|stage| &stage.needs) {
        let Some(field) = dealing.act.fields.slug(slug) else { continue };
        let is_wanted = !field.is_archived && field.fits(card.kind);
        if is_wanted && card.sheet.text(field.no).is_none() && !missing.contains(slug) {
            missing.push(slug.clone());
        }
    }
    missing
}

/// Where gates may stand among deals: every stage, winning and the paying of the commission, pipeline by pipeline.
pub struct DealPlaces;

impl Gated for DealPlaces {
    fn places(&self, tx: &mut Tx<'_>) -> Result<Vec<Place>, CustomerError> {
        let lang = access::firm::load(tx)?.lang;
        let mut places = Vec::new();
        for pipeline in pipelines::all(tx)? {
            let label = |what: &str| format!("{}: {what}", pipeline.name);
            places.extend(
                pipeline
                    .stages
                    .iter()
                    .map(|stage| Place { key: stage_place(stage), label: label(&stage.name) }),
            );
            places.push(Place { key: won_place(&pipeline), label: label(&word(lang, "deals-place-won")) });
            let commission = word(lang, "deals-place-commission");
            places.push(Place { key: commission_place(&pipeline), label: label(&commission) });
        }
        Ok(places)
    }
}

/// A word in the language of the firm, for names that are made where nobody looks.
pub(crate) fn word(lang: words::Lang, key: &str) -> String {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::new(&[crate::CATALOGUE])).say(lang, jiff::tz::TimeZone::UTC).t(key)
}
