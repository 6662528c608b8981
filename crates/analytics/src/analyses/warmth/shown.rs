//! Types to look at: how many are of each, and the streams between them.

use plots::{Bar, Bars, Flow, Stream};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

/// Types that have names of ours; others are called as the person called them.
const KNOWN: [&str; 7] = ["hot", "warm", "cold", "fan", "ordinary", "one_off", "newcomer"];

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let types = items(&result["types"]);
    if types.is_empty() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("warmth-flow"), |words| Flow { words, ..Flow::default() });
        return shown;
    }
    let moved = |worse: bool| -> f64 {
        let place = |name: &Value| types.iter().position(|one| one["type"] == *name);
        let flows = items(&result["flows"]).iter();
        flows
            .filter(|flow| match (place(&flow["from"]), place(&flow["to"])) {
                (Some(from), Some(to)) => {
                    if worse {
                        to > from
                    } else {
                        to < from
                    }
                }
                _ => false,
            })
            .map(|flow| number_of(&flow["customers"]))
            .sum()
    };
    let args = [("better", tell.count(moved(false))), ("since", tell.period(text(&result["since"])))];
    let mut shown = Shown::saying(tell.counted("warmth-says", moved(true), &args));
    for one in types {
        let slug = text(&one["type"]);
        shown.figure(
            name(slug, tell),
            tell.count(number_of(&one["customers"])),
            tell.rows(&[("type", slug)]),
        );
    }
    let flow = flow(result, types, tell);
    shown.draw(tell.word("warmth-flow"), |words| Flow { words, ..flow });
    let bars = types.iter().zip(1..).map(|(one, ink)| {
        let slug = text(&one["type"]);
        let value = number_of(&one["revenue"]);
        Bar {
            label: name(slug, tell),
            value,
            told: tell.money(value),
            href: tell.rows(&[("type", slug)]),
            ink,
        }
    });
    let bars = bars.collect();
    shown.draw(tell.word("warmth-money"), |words| Bars { words, items: bars });
    let heads =
        [("type", false), ("customers", true), ("share", true), ("before", true), ("revenue", true)];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    let line = |one: &Value| -> Vec<Entry> {
        let slug = text(&one["type"]);
        vec![
            Entry::linked(name(slug, tell), tell.rows(&[("type", slug)])),
            tell.count(number_of(&one["customers"])).into(),
            tell.ratio(number_of(&one["customers_ratio"])).into(),
            tell.count(number_of(&one["customers_before"])).into(),
            tell.money(number_of(&one["revenue"])).into(),
        ]
    };
    shown.grid(tell.word("warmth-types"), heads, types.iter().map(line).collect());
    shown
}

/// The name of a type.
fn name(slug: &str, tell: &Tell<'_>) -> String {
    if KNOWN.contains(&slug) { tell.option(slug) } else { slug.to_owned() }
}

fn flow(result: &Value, types: &[Value], tell: &Tell<'_>) -> Flow {
    let mut slugs: Vec<&str> = types.iter().map(|one| text(&one["type"])).collect();
    slugs.push("newcomer");
    let place = |value: &Value| slugs.iter().position(|slug| *slug == text(value)).unwrap_or(0);
    let streams = items(&result["flows"]).iter().map(|flow| {
        let (from, to) = (text(&flow["from"]), text(&flow["to"]));
        let value = number_of(&flow["customers"]);
        Stream {
            from: place(&flow["from"]),
            to: place(&flow["to"]),
            value,
            tip: format!("{} → {}: {}", name(from, tell), name(to, tell), tell.count(value)),
            href: tell.rows(&[("type", to), ("type_before", from)]),
        }
    });
    Flow {
        streams: streams.collect(),
        groups: slugs.iter().map(|slug| name(slug, tell)).collect(),
        moments: (tell.period(text(&result["since"])), tell.period(text(&result["as_of"]))),
        ..Flow::default()
    }
}
