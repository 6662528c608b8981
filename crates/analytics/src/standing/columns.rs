//! Standings as conditions ask about them: one row per customer who bought.

use customers::happening::Reckoned;
use customers::{CustomerNo, HappeningColumn, HappeningTable, Happenings, Holds, Touched};
use db::{DbError, Tx};
use fields::Settings;
use fields::settings::ChoiceOption;
use journal::Record;
use kernel::Right;

use super::keeping;
use crate::store::standings as store;

const GROUPS: &[&str] = &[
    "champions",
    "loyal",
    "potential",
    "new",
    "need_attention",
    "about_to_sleep",
    "at_risk",
    "hibernating",
    "lost",
];
const CLASSES: &[&str] = &["a", "b", "c"];
const EVENNESS: &[&str] = &["x", "y", "z"];
const RHYTHMS: &[&str] = &["one_off", "rare", "regular"];
const CHURN: &[&str] = &["on_time", "late", "overdue"];
const WARMTH: &[&str] = &["hot", "warm", "cold"];
const TYPES: &[&str] = &["fan", "ordinary", "one_off"];

/// The answers of a column; none where it holds numbers.
pub(crate) fn options(column: &str) -> &'static [&'static str] {
    match column {
        "rfm_group" => GROUPS,
        "abc" | "abc_margin" => CLASSES,
        "xyz" => EVENNESS,
        "rhythm" => RHYTHMS,
        "churn" => CHURN,
        "warmth" => WARMTH,
        "typage" => TYPES,
        _ => &[],
    }
}

fn choices(list: &[&str]) -> Settings {
    let option = |slug: &&str| ChoiceOption { slug: (*slug).to_owned(), label: String::new() };
    Settings { options: list.iter().map(option).collect(), ..Settings::default() }
}

const fn words(slug: &'static str, label: &'static str, settings: fn() -> Settings) -> HappeningColumn {
    HappeningColumn { slug, label, kind: "choice", settings, holds: Holds::Option }
}

const fn column(
    slug: &'static str,
    label: &'static str,
    kind: &'static str,
    holds: Holds,
) -> HappeningColumn {
    HappeningColumn { slug, label, kind, settings: Settings::default, holds }
}

/// What is kept of each customer; amounts of money come last.
pub(crate) const COLUMNS: &[HappeningColumn] = &[
    words("rfm_group", "analytics-standing-rfm-group", || choices(GROUPS)),
    column("recency", "analytics-standing-recency", "integer", Holds::Whole),
    column("frequency", "analytics-standing-frequency", "integer", Holds::Whole),
    column("monetary", "analytics-standing-monetary", "integer", Holds::Whole),
    words("abc", "analytics-standing-abc", || choices(CLASSES)),
    words("abc_margin", "analytics-standing-abc-margin", || choices(CLASSES)),
    words("xyz", "analytics-standing-xyz", || choices(EVENNESS)),
    words("rhythm", "analytics-standing-rhythm", || choices(RHYTHMS)),
    words("churn", "analytics-standing-churn", || choices(CHURN)),
    column("act_by", "analytics-standing-act-by", "date", Holds::Day),
    column("next_on", "analytics-standing-next-on", "date", Holds::Day),
    column("alive", "analytics-standing-alive", "integer", Holds::Whole),
    words("warmth", "analytics-standing-warmth", || choices(WARMTH)),
    words("typage", "analytics-standing-typage", || choices(TYPES)),
    column("ltv", "analytics-standing-ltv", "money", Holds::Minor),
    column("predicted", "analytics-standing-predicted", "money", Holds::Minor),
];

/// The table of standings.
pub struct StandingTable {
    /// The tables by which it is told whether standings are behind: those of orders and returns.
    pub from: Happenings,
}

impl HappeningTable for StandingTable {
    fn slug(&self) -> &'static str {
        "standing"
    }

    fn title(&self) -> &'static str {
        "analytics-standing"
    }

    fn right(&self) -> Right {
        crate::RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        None
    }

    fn rows(&self) -> &'static str {
        store::ROWS
    }

    fn touched(&self, _: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        let mut customers: Vec<CustomerNo> = Vec::new();
        for entry in entries.iter().filter(|entry| entry.verb == keeping::VERB) {
            match entry.payload.get("customers").and_then(serde_json::Value::as_array) {
                Some(list) => customers.extend(list.iter().filter_map(serde_json::Value::as_i64)),
                None => return Ok(Touched::Everything),
            }
        }
        Ok(Touched::Customers(customers))
    }

    fn is_one_each(&self) -> bool {
        true
    }

    fn reckoned(&self, tx: &mut Tx<'_>) -> Result<Option<Reckoned>, DbError> {
        keeping::reckoned(tx, &self.from).map(Some)
    }
}
