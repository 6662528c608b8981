//! Consents as conditions ask about them: one row for each purpose and channel of which a client said something.

use super::cards;
use crate::RIGHT;
use crate::consents::{State, channel};
use crate::customer::CustomerId;
use crate::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use fields::{ChoiceOption, Settings};
use journal::Record;
use kernel::Right;

/// The table of what clients allowed and refused.
pub struct ConsentTable;

const COLUMNS: &[HappeningColumn] = &[
    column(
        "purpose",
        "customers-consent-purpose",
        ("text", Settings::default),
        Holds::Word("SELECT slug AS word FROM consent_purposes"),
    ),
    column("channel", "customers-channel", ("choice", channels), Holds::Option),
    column("state", "customers-consent-is", ("choice", states), Holds::Option),
    column("said_at", "customers-consent-said", ("date", Settings::default), Holds::Moment),
    column("until_at", "customers-consent-until", ("date", Settings::default), Holds::Moment),
];

const fn column(
    slug: &'static str,
    label: &'static str,
    (kind, settings): (&'static str, fn() -> Settings),
    holds: Holds,
) -> HappeningColumn {
    HappeningColumn { slug, label, kind, settings, holds }
}

fn channels() -> Settings {
    let all = channel::CHANNELS.iter().chain(std::iter::once(&channel::ANY));
    options(all.map(|channel| channel.slug))
}

fn states() -> Settings {
    options(State::ALL.iter().map(|state| state.slug()))
}

fn options<'s>(slugs: impl Iterator<Item = &'s str>) -> Settings {
    let option = |slug: &str| ChoiceOption { slug: slug.to_owned(), label: String::new() };
    Settings { options: slugs.map(option).collect(), ..Settings::default() }
}

impl HappeningTable for ConsentTable {
    fn slug(&self) -> &'static str {
        "consents"
    }

    fn title(&self) -> &'static str {
        "customers-consents"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("said_at")
    }

    fn rows(&self) -> &'static str {
        "SELECT s.consent_no AS no, c.no AS customer_no, p.slug AS purpose, s.channel AS channel, s.state AS state, \
         s.at AS said_at, s.until_at AS until_at FROM consent_states s JOIN customers c ON c.id = s.customer_id \
         JOIN consent_purposes p ON p.no = s.purpose_no"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        let mut ids: Vec<CustomerId> = Vec::new();
        let mut numbers = Vec::new();
        for entry in entries {
            match entry.verb.as_str() {
                "consent.recorded" | "customer.merged" | "customer.parted" | "customer.returned" => {
                    ids.push(CustomerId(entry.subject_id));
                }
                "customer.removed" | "customer.erased" => {
                    numbers.extend(entry.payload.get("no").and_then(serde_json::Value::as_i64));
                }
                _ => {}
            }
        }
        numbers.extend(cards::numbers_of(tx, &ids)?);
        Ok(Touched::Customers(numbers))
    }
}
