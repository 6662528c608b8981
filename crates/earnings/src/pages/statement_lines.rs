//! A line of a statement in words: what it is of, how it was counted, what holds it back and where that is filled.

use super::rate_words::{self, Names};
use crate::earning::Earning;
use crate::rate::Rate;
use crate::seeing::ShownLine;
use crate::statement::Source;
use customers::gating::Unfilled;
use kernel::Money;
use rust_decimal::Decimal;
use serde_json::Value;
use words::Say;

/// A line as it is drawn.
pub(super) struct LineRow {
    pub(super) day: String,
    pub(super) kind: (String, &'static str),
    pub(super) title: String,
    pub(super) href: String,
    pub(super) what: String,
    pub(super) how: String,
    pub(super) rate: String,
    pub(super) rate_href: String,
    pub(super) amount: String,
    pub(super) why: String,
    pub(super) why_href: &'static str,
    pub(super) held: Vec<HeldCard>,
}

/// A contact card that holds a line back.
pub(super) struct HeldCard {
    pub(super) words: String,
    pub(super) href: String,
}

/// The line in words.
pub(super) fn row(
    (say, earning, (names, rates)): (&Say, &Earning, (&Names, &[Rate])),
    shown: ShownLine,
    back: &str,
) -> LineRow {
    let ShownLine { line, title, href, held } = shown;
    let how: Value = serde_json::from_str(&line.how).unwrap_or_default();
    let (kind, what, hidden) = match (&line.source, line.is_correction) {
        (Source::Fact(no), _) => (("bonus", "violet"), field(earning, say, *no), "earnings-client-hidden"),
        (Source::Deal { .. }, true) => (("correction", "amber"), line.what.clone(), "earnings-deal-hidden"),
        (Source::Deal { .. }, false) => (("commission", ""), line.what.clone(), "earnings-deal-hidden"),
    };
    let rate = match &line.source {
        Source::Deal { rate: Some(id), .. } => rates.iter().find(|rate| rate.id == *id),
        _ => None,
    };
    LineRow {
        day: say.date(line.at),
        kind: (say.t(&format!("earnings-kind-{}", kind.0)), kind.1),
        title: if title.is_empty() { say.t(hidden) } else { title },
        href,
        what,
        how: how_words(say, &how),
        rate: rate.map(|rate| rate_words::target(say, names, rate)).unwrap_or_default(),
        rate_href: rate.map(|rate| format!("/earnings/rates#rate-{}", rate.id)).unwrap_or_default(),
        amount: line
            .amount
            .map(|minor| say.money(&Money::new(minor, earning.currency)))
            .unwrap_or_default(),
        why: match line.why.as_str() {
            "" => String::new(),
            why => say.t(&format!("earnings-why-{}", why.replace('_', "-"))),
        },
        why_href: if line.why == "no_cost" { "/products" } else { "/orders/rates" },
        held: held
            .map(|held| held.cards.into_iter().map(|one| card(say, one, back)).collect())
            .unwrap_or_default(),
    }
}

fn card(say: &Say, card: Unfilled, back: &str) -> HeldCard {
    let args = [("name", card.name.into()), ("missing", say.list(&card.missing).into())];
    let href = match card.href.is_empty() {
        true => String::new(),
        false => ui::address::with_query(&card.href, "back", back),
    };
    HeldCard { words: say.with("earnings-held", &args), href }
}

fn field(earning: &Earning, say: &Say, no: i64) -> String {
    let field = earning.own.act.fields.no(no);
    let label = field.map(|field| field.label(say)).unwrap_or_default();
    say.with("earnings-fact-of", &[("field", label.into())])
}

fn how_words(say: &Say, how: &Value) -> String {
    let text = |name: &str| how.get(name).and_then(Value::as_str).unwrap_or_default();
    let money = |name: &str| text(name).parse::<Money>().map(|money| say.money(&money)).unwrap_or_default();
    let decimal = |name: &str| text(name).parse::<Decimal>().map(|n| say.decimal(&n)).unwrap_or_default();
    if !text("weight").is_empty() {
        let args = [
            ("fact", money("fact").into()),
            ("weight", decimal("weight").into()),
            ("revenue", money("revenue").into()),
            ("usual", money("usual").into()),
        ];
        return say.with("earnings-how-bonus", &args);
    }
    let args = [
        ("percent", decimal("percent").into()),
        ("sum", money("sum").into()),
        ("cost", money("cost").into()),
    ];
    let words = match text("on") {
        "revenue" | "tiers" => say.with("earnings-how-revenue", &args),
        "margin" => say.with("earnings-how-margin", &args),
        "fixed" => say.t("earnings-how-fixed"),
        _ => String::new(),
    };
    match text("exchange") {
        "" | "1" => words,
        _ => format!(
            "{words}, {}",
            say.with("earnings-how-exchange", &[("rate", decimal("exchange").into())])
        ),
    }
}
