//! The rhythm to look at: how often customers come, who is late, and how long the gaps are.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use plots::{Bar, Bars};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let classes = items(&result["classes"]);
    if classes.is_empty() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("rhythm-classes"), |words| Bars { words, items: Vec::new() });
        return shown;
    }
    let late = number_of(&result["states"]["late"]);
    let gap = number_of(&result["gaps"]["quantiles"]["0.5"]);
    let says = if gap.is_finite() {
        tell.counted("rhythm-says", late, &[("days", tell.number(gap, 0))])
    } else {
        tell.word("rhythm-says-nobody")
    };
    let mut shown = Shown::saying(says);
    let number = |name: &str| number_of(&result[name]);
    shown.figure(tell.word("customers"), tell.count(number("customers")), tell.rows(&[]));
    shown.figure(
        tell.word("rhythm-per-customer"),
        tell.number(number("purchases_per_customer"), 1),
        tell.rows(&[]),
    );
    shown.figure(
        tell.word("rhythm-revenue-per-customer"),
        tell.money(number("revenue_per_customer")),
        tell.rows(&[]),
    );
    let repeat = number_of(&result["gaps"]["repeat_ratio"]);
    shown.figure(tell.word("rhythm-repeat"), tell.ratio(repeat), tell.rows(&[]));
    let states = ["on_time", "late", "overdue"].iter().zip([3, 2, 4]).map(|(state, ink)| {
        let n = number_of(&result["states"][state]);
        Bar {
            label: tell.option(state),
            value: n,
            told: tell.count(n),
            href: tell.rows(&[("state", state)]),
            ink,
        }
    });
    let states = states.collect();
    shown.draw(tell.word("rhythm-states"), |words| Bars { words, items: states });
    let bars = classes.iter().map(|class| {
        let slug = text(&class["class"]);
        let n = number_of(&class["customers"]);
        let told = format!("{} · {}", tell.count(n), tell.ratio(number_of(&class["customers_ratio"])));
        Bar { label: tell.option(slug), value: n, told, href: tell.rows(&[("class", slug)]), ink: 1 }
    });
    let bars = bars.collect();
    shown.draw(tell.word("rhythm-classes"), |words| Bars { words, items: bars });
    let heads = [
        ("class", false),
        ("customers", true),
        ("share", true),
        ("revenue", true),
        ("share-of-money", true),
    ];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    let line = |class: &Value| -> Vec<Entry> {
        let slug = text(&class["class"]);
        vec![
            Entry::linked(tell.option(slug), tell.rows(&[("class", slug)])),
            tell.count(number_of(&class["customers"])).into(),
            tell.ratio(number_of(&class["customers_ratio"])).into(),
            tell.money(number_of(&class["revenue"])).into(),
            tell.ratio(number_of(&class["revenue_ratio"])).into(),
        ]
    };
    shown.grid(tell.word("rhythm-classes"), heads, classes.iter().map(line).collect());
    gaps(&mut shown, &result["gaps"], tell);
    shown
}

/// The time between purchases, by how many come sooner.
fn gaps(shown: &mut Shown, gaps: &Value, tell: &Tell<'_>) {
    let Some(quantiles) = gaps["quantiles"].as_object() else { return };
    let line = |at: &str| -> Vec<Entry> {
        let days = quantiles.get(at).map_or(f64::NAN, number_of);
        let share = at.parse().unwrap_or(f64::NAN);
        vec![
            tell.filled("rhythm-sooner", &[("share", tell.ratio(share))]).into(),
            tell.number(days, 0).into(),
        ]
    };
    let heads = vec![(tell.word("rhythm-how-many"), false), (tell.word("rhythm-days"), true)];
    shown.grid(tell.word("rhythm-gaps"), heads, ["0.1", "0.25", "0.5", "0.75", "0.9"].map(line).to_vec());
}
