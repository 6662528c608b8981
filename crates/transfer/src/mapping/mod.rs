//! Which column of a file is which field of the card: guessed from headers and content, changed by people, kept as JSON.
//!
//! # The format of a mapping
//! ```json
//! {"version": 1, "into": "customers", "rule": "ask", "broken_cells": "set_aside", "columns": [
//!     {"column": "ФИО", "to": "@full_name"},
//!     {"column": "Телефон", "to": "phone"},
//!     {"column": "Любимый чай", "to": "@new", "kind": "text"},
//!     {"column": "№", "to": "@leave"}]}
//! ```
//! `rule` is `newest`, `most_trusted` or `ask` and says what happens to a value other than the one that stands. `broken_cells` is
//! `set_aside` (the row comes in without a cell that cannot be understood) or `reject_row`. `to` is the
//! slug of a field, or one of the words of [`PLACES`], which begin with `@` as no slug does. Columns that a file has and the mapping does not are left out.
//!
//! `into` may also be `orders` or `products`: then `to` is one of [`crate::orders::Target`], and `"orders": {"currency":
//! "KZT", "unknown": "reject", "source": "site"}` says what the file does not: see [`OrderTerms`].

mod answers;
mod cell_words;
mod dictionary;
mod guessing;
mod meaning_targets;
mod purposes;
mod taking;

pub(crate) use guessing::country_of;
pub use guessing::{Sampled, guess};
pub(crate) use meaning_targets::meaning_of;
pub use taking::{Agreement, Employer, TakenRow, Taking, Unusable};

use customers::Rule;
use orders::rates::Unknown;
use serde::{Deserialize, Deserializer, Serialize};
use std::sync::LazyLock;
use words::{Lang, Say, Words};

/// Leave the column out.
pub const LEAVE: &str = "@leave";
/// Make a field of one's own of it.
pub const NEW: &str = "@new";
/// The kinds that such a field may be offered to be: those that plain cells can be, as they are guessed and a few more.
pub const NEW_KINDS: [&str; 10] =
    ["text", "long_text", "integer", "decimal", "date", "yes_no", "tag", "phone", "email", "url"];
/// The id of a customer of this base, as exports carry it.
pub const ID: &str = "@id";
/// Person or organization.
pub const KIND: &str = "@kind";
/// A whole name: of a person, taken apart, or of an organization.
pub const FULL_NAME: &str = "@full_name";
/// The name of an organization, or of the one that a person belongs to.
pub const COMPANY: &str = "@company";
/// A part of an address: street, region, postal code, country.
pub const ADDRESS_PART: &str = "@address_part";
/// A legal number of any kind: IIN, BIN or INN, told by its digits.
pub const TAX_ID: &str = "@tax_id";

/// What the contact point in a column beside it is for: work, home.
pub const USAGE: &str = "@usage";

/// Whether they agreed to news by e-mail.
pub const ACCEPTS_EMAIL: &str = "@accepts_email";
/// Whether they agreed to news by SMS.
pub const ACCEPTS_SMS: &str = "@accepts_sms";
/// Whether they refused news by e-mail.
pub const REFUSES_EMAIL: &str = "@refuses_email";

/// What a column can be besides a field.
pub const PLACES: [&str; 12] = [
    LEAVE,
    NEW,
    ID,
    KIND,
    FULL_NAME,
    COMPANY,
    ADDRESS_PART,
    TAX_ID,
    USAGE,
    ACCEPTS_EMAIL,
    ACCEPTS_SMS,
    REFUSES_EMAIL,
];

/// What every column of a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Version of the format, 1.
    #[serde(default = "version")]
    pub version: u32,
    /// What the rows are.
    #[serde(default)]
    pub into: RowsOf,
    /// What happens to a value other than the one that stands.
    #[serde(default = "rule")]
    pub rule: Rule,
    /// What happens to a row with a cell that cannot be understood.
    #[serde(default)]
    pub broken_cells: Broken,
    /// How orders are taken in, where the rows are orders.
    #[serde(default, skip_serializing_if = "OrderTerms::are_usual")]
    pub orders: OrderTerms,
    /// What each column is, in the file's order.
    pub columns: Vec<ColumnUse>,
}

/// What the rows of a file are brought in as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowsOf {
    /// People and organizations.
    #[default]
    Customers,
    /// Orders, or their lines.
    Orders,
    /// Products.
    Products,
}

impl RowsOf {
    /// All, in the order in which they are offered.
    pub const ALL: [RowsOf; 3] = [RowsOf::Customers, RowsOf::Orders, RowsOf::Products];

    /// The word in forms, mappings and on the command line.
    pub fn slug(self) -> &'static str {
        match self {
            RowsOf::Customers => "customers",
            RowsOf::Orders => "orders",
            RowsOf::Products => "products",
        }
    }

    /// The one of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rows| rows.slug() == slug)
    }
}

/// How orders of a file are taken in; what is left out is as the firm has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderTerms {
    /// The currency of amounts for which the file names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Whether clients whom nobody knows become leads, or their orders are refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Unknown>,
    /// By what name numbers of orders are told from those of other sources; the file's own when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl OrderTerms {
    fn are_usual(&self) -> bool {
        *self == OrderTerms::default()
    }
}

/// What happens to a row with a cell that cannot be understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Broken {
    /// It comes in without the cell, which goes with its reason into the file of what did not come in.
    #[default]
    SetAside,
    /// It is refused whole.
    RejectRow,
}

impl Broken {
    /// Both, the one that is taken when nothing is said first.
    pub const ALL: [Broken; 2] = [Broken::SetAside, Broken::RejectRow];

    /// The word in forms, mappings and on the command line.
    pub fn slug(self) -> &'static str {
        match self {
            Broken::SetAside => "set_aside",
            Broken::RejectRow => "reject_row",
        }
    }

    /// The one of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|broken| broken.slug() == slug)
    }
}

/// What one column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnUse {
    /// Its name in the file.
    pub column: String,
    /// The slug of a field, or one of [`PLACES`]; for orders and products one of [`crate::orders::Target`]. Null leaves it out.
    #[serde(deserialize_with = "place")]
    pub to: String,
    /// The kind of the field to be made, with `@new` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// The names of fields and choices in every language, for whatever language a file is in.
pub(crate) fn speakers() -> Vec<Say> {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&[customers::CATALOGUE, crate::CATALOGUE]));
    Lang::ALL.map(|lang| WORDS.say(lang, jiff::tz::TimeZone::UTC)).into()
}

fn version() -> u32 {
    1
}

fn place<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_else(|| LEAVE.to_owned()))
}

fn rule() -> Rule {
    Rule::Ask
}

impl Mapping {
    /// Of columns, with what disagrees left to a person.
    pub fn of(columns: Vec<ColumnUse>) -> Mapping {
        Mapping {
            version: version(),
            into: RowsOf::default(),
            rule: rule(),
            broken_cells: Broken::default(),
            orders: OrderTerms::default(),
            columns,
        }
    }

    /// What a column of this name is.
    pub fn use_of(&self, column: &str) -> Option<&ColumnUse> {
        self.columns.iter().find(|known| known.column == column)
    }

    /// Whether anything of the file would be taken in.
    pub fn takes_anything(&self) -> bool {
        self.columns.iter().any(|column| column.to != LEAVE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_reads_back_as_it_was_written_and_short_ones_are_understood() {
        let text = r#"{"columns":[{"column":"ФИО","to":"@full_name"},{"column":"Чай","to":"@new","kind":"text"}]}"#;
        let mapping: Mapping = serde_json::from_str(text).unwrap();
        assert_eq!((mapping.version, mapping.into, mapping.rule), (1, RowsOf::Customers, Rule::Ask));
        let again: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
        assert_eq!(again, mapping);
    }
}
