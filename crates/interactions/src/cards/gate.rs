//! Keeping gates with contact cards, and the places that interactions have for them.

use super::asking::asked;
use super::form::{FormId, Subject};
use crate::kind;
use crate::store::{cards, forms};
use customers::gating::{Gated, Gatekeeper, Passing, Place, Unfilled};
use customers::{Act, CustomerError, listing};
use db::Tx;
use std::sync::LazyLock;
use words::Words;

/// What places after an interaction of a kind begin with.
const KIND: &str = "interactions.kind:";

/// The key of the place after interactions of a kind.
pub fn place_of(kind: &str) -> String {
    format!("{KIND}{kind}")
}

/// Keeps the gates before which forms stand.
pub struct FormGates;

impl Gatekeeper for FormGates {
    fn unfilled(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        passing: Passing<'_>,
    ) -> Result<Vec<Unfilled>, CustomerError> {
        let forms = forms::at(tx, passing.place)?;
        if forms.is_empty() {
            return Ok(Vec::new());
        }
        let customer = listing::get(tx, act, passing.customer)?;
        let subject = Subject { kind: passing.subject.0.to_owned(), id: passing.subject.1 };
        let mut unfilled = Vec::new();
        for form in forms {
            let card = cards::latest(tx, (form.id, customer.no), &subject)?;
            let is_answered =
                |key: &String| card.as_ref().is_some_and(|card| card.answers.contains_key(key));
            let missing: Vec<String> = asked(act, &form.questions, &customer)
                .into_iter()
                .filter(|one| one.question.is_required && !is_answered(&one.question.key))
                .map(|one| one.question.label.clone())
                .collect();
            if card.is_none() || !missing.is_empty() {
                let href = fill_href(form.id, &customer.id.to_string(), Some(&subject));
                unfilled.push(Unfilled { form: form.id.0, name: form.name, missing, href });
            }
        }
        Ok(unfilled)
    }
}

/// The page where a card is filled.
pub fn fill_href(form: FormId, customer: &str, subject: Option<&Subject>) -> String {
    let href = format!("/contact-cards/{form}/fill?customer={customer}");
    match subject {
        Some(subject) => format!("{href}&subject={subject}"),
        None => href,
    }
}

/// The places after interactions, one for each kind that is offered.
pub struct KindPlaces;

/// Our own words, for what is named in the firm's language.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&[crate::CATALOGUE]));

impl Gated for KindPlaces {
    fn places(&self, tx: &mut Tx<'_>) -> Result<Vec<Place>, CustomerError> {
        let firm = access::firm::load(tx)?;
        let say = WORDS.say(firm.lang, jiff::tz::TimeZone::UTC);
        let offered = kind::all(tx)?.into_iter().filter(|kind| !kind.is_away);
        let place = |kind: kind::Kind| Place {
            key: place_of(&kind.slug),
            label: say.with("interactions-place", &[("name", kind.label(&say).into())]),
        };
        Ok(offered.map(place).collect())
    }
}
