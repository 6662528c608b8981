//! The bonus for knowledge: a fact that somebody of the staff gathered and another person or source confirmed later.
//!
//! `bonus = fact * weight`, `weight = revenue of the client / usual revenue`, pulled into 0.5..=3 and rounded to hundredths, the
//! bonus rounded to the smallest unit, both half away from zero; `fact` and `usual` are the firm's [`Terms`]. A fact counts as
//! confirmed when somebody else says that it is still so, when another source brings the same value, or when a conflict is
//! settled in its favour by somebody else. A field of a client is paid to each person once. Without terms nothing is paid, and
//! facts from before the terms stay unpaid.

use crate::counting::rounded;
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::statement::{Line, Source};
use crate::store::{lines, statements, terms as table};
use customers::source::SourceKind;
use customers::{Customer, CustomerError, CustomerId, Fact, builtin, listing};
use db::Tx;
use journal::Record;
use kernel::{Actor, Level, Millis, Money, RawId};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

/// What the journal tells when facts may have been confirmed.
pub(crate) const VERBS: [&str; 3] = ["fact.confirmed", "conflict.settled", "customer.changed"];

/// How long before its entry a change may have been worked out.
const SLACK_MS: Millis = 5_000;

/// The largest sums of the terms, in smallest units.
const MOST: i64 = 1_000_000_000_000;

/// The kind of subject in journal entries about the terms.
pub const SUBJECT: journal::SubjectKind = "earning_terms";

/// What a confirmed fact is worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// Of a usual client, smallest units of the firm's currency; 0 for nothing.
    pub fact: i64,
    /// The revenue of a usual client, smallest units; 0 where all clients weigh the same.
    pub usual: i64,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
}

/// The terms as they stand.
///
/// # Errors
/// [`EarningError::Forbidden`].
pub fn terms(tx: &mut Tx<'_>, earning: &Earning) -> Result<Terms, EarningError> {
    earning.needs(Level::Read)?;
    Ok(table::get(tx)?)
}

/// Decides the terms, for facts that are confirmed from now on.
///
/// # Errors
/// [`EarningError::Forbidden`], [`EarningError::Outdated`], [`EarningError::Invalid`] for sums below 0.
pub fn decide(
    tx: &mut Tx<'_>,
    earning: &Earning,
    revision: Option<i64>,
    (fact, usual): (i64, i64),
) -> Result<Terms, EarningError> {
    earning.arranges()?;
    let known = table::get(tx)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(EarningError::Outdated);
    }
    for (field, sum) in [("fact", fact), ("usual", usual)] {
        if !(0..=MOST).contains(&sum) {
            return Err(EarningError::field(field, "earnings-terms-wrong"));
        }
    }
    // What was confirmed until now is paid by the terms that stood until now.
    crate::following::follow_to_end(tx, earning)?;
    let terms = Terms { fact, usual, revision: known.revision + 1 };
    table::put(tx, &terms)?;
    let payload =
        json!({ "fact": Money::new(fact, earning.currency), "usual": Money::new(usual, earning.currency) });
    earning.tell(tx, ("earning_terms.decided", earning.actor()), (SUBJECT, RawId::nil()), &payload)?;
    Ok(terms)
}

/// How much a client weighs: 0.5..=3, in hundredths.
pub fn weight(revenue: i64, usual: i64) -> Decimal {
    if usual <= 0 {
        return Decimal::ONE;
    }
    let ratio = Decimal::from(revenue) / Decimal::from(usual);
    let ratio = ratio.clamp(Decimal::new(5, 1), Decimal::from(3));
    ratio.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// Pays for the facts that an entry of the journal confirms.
pub(crate) fn earn(tx: &mut Tx<'_>, earning: &Earning, record: &Record) -> Result<(), EarningError> {
    let terms = table::get(tx)?;
    if terms.fact == 0 {
        return Ok(());
    }
    let card = match listing::get(tx, &earning.house.act, CustomerId(record.subject_id)) {
        Ok(card) => card,
        Err(CustomerError::Missing) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for fact in confirmed(earning, &card, record) {
        let sources = listing::sources(tx, &earning.house.act, &[fact.source])?;
        let is_gathered = |kind| matches!(kind, SourceKind::Staff | SourceKind::Interaction);
        let gatherer = sources.first().filter(|source| is_gathered(source.kind)).and_then(|one| one.user);
        let Some(gatherer) = gatherer.filter(|who| Some(*who) != record.actor_id) else { continue };
        pay(tx, earning, (&terms, &card), (fact.field, gatherer, record.at))?;
    }
    Ok(())
}

/// The facts of a card that an entry confirms.
fn confirmed(earning: &Earning, card: &Customer, record: &Record) -> Vec<Fact> {
    let text = |name: &str| record.payload.get(name).and_then(Value::as_str);
    let named = text("field").and_then(|slug| earning.house.act.fields.slug(slug)).map(|field| field.no);
    let is_meant = |fact: &&Fact| match record.verb.as_str() {
        "customer.changed" => {
            fact.confirmed_at.is_some_and(|at| at <= record.at && at > record.at - SLACK_MS)
        }
        _ => Some(fact.field) == named && text("value") == Some(fact.value.as_str()),
    };
    let is_knowledge = |fact: &&Fact| {
        fact.field != builtin::RESPONSIBLE && !builtin::COUNTED.contains(&fact.field) && !fact.is_rival
    };
    card.sheet.facts().iter().filter(is_meant).filter(is_knowledge).cloned().collect()
}

fn pay(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (terms, card): (&Terms, &Customer),
    (field, person, at): (i64, RawId, Millis),
) -> Result<(), EarningError> {
    let revenue = card.sheet.text(builtin::REVENUE).and_then(|text| text.parse::<Money>().ok());
    let revenue = revenue.map_or(0, |money| money.minor);
    let weight = weight(revenue, terms.usual);
    let amount = rounded(Money::new(terms.fact, earning.currency).decimal() * weight, earning.currency);
    let month = Month::of(earning.own.day_of(at));
    let money = |minor| Money::new(minor, earning.currency);
    let how = json!({
        "fact": money(terms.fact), "revenue": money(revenue), "usual": money(terms.usual),
        "weight": weight.to_string(),
    });
    let line = Line {
        id: earning.setting().id(),
        statement: statements::draft(tx, earning.setting(), (person, month))?.id,
        person,
        source: Source::Fact(field),
        is_correction: false,
        customer_no: card.no,
        what: String::new(),
        print: String::new(),
        how: how.to_string(),
        amount: Some(amount),
        worth: Some(amount),
        why: String::new(),
        at,
    };
    if lines::insert(tx, &line)? {
        let payload =
            json!({ "person": person, "field": field, "customer": card.id, "amount": money(amount) });
        let subject = (crate::stating::SUBJECT, line.statement.0);
        earning.tell(tx, ("bonus.earned", &Actor::system()), subject, &payload)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_weighs_from_a_half_to_three() {
        let check = |revenue, usual, wanted: &str| {
            assert_eq!(weight(revenue, usual).normalize().to_string(), wanted, "{revenue}/{usual}");
        };
        check(0, 100, "0.5");
        check(100, 100, "1");
        check(123_456, 100_000, "1.23");
        check(123_500, 100_000, "1.24");
        check(900, 100, "3");
        check(900, 0, "1");
    }
}
