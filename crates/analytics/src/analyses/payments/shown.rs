//! Payments to look at: how many came in time, late, or not yet.

use plots::{Bar, Bars};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let n = number_of(&result["payments"]);
    let buckets = items(&result["buckets"]);
    if n == 0.0 {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("payments-when"), |words| Bars { words, items: Vec::new() });
        return shown;
    }
    let (in_time, owed) = (number_of(&result["in_time_ratio"]), number_of(&result["owed"]));
    let args = [("share", tell.ratio(in_time)), ("owed", tell.money(owed))];
    let mut shown =
        Shown::saying(tell.filled(if owed > 0.0 { "payments-says-owed" } else { "payments-says" }, &args));
    shown.figure(tell.word("payments-n"), tell.count(n), tell.rows(&[]));
    shown.figure(tell.word("payments-in-time"), tell.ratio(in_time), tell.rows(&[("manner", "in_time")]));
    shown.figure(
        tell.word("payments-days-late"),
        tell.number(number_of(&result["mean_days_late"]), 1),
        tell.rows(&[]),
    );
    shown.figure(tell.word("payments-owed"), tell.money(owed), tell.rows(&[("manner", "owes")]));
    let bars = buckets.iter().zip([3, 6, 2, 4, 0, 2]).map(|(bucket, ink)| {
        let value = number_of(&bucket["payments"]);
        let told = format!("{} · {}", tell.count(value), tell.money(number_of(&bucket["amount"])));
        let bucket = text(&bucket["bucket"]);
        let href = if value > 0.0 { tell.rows(&[("bucket", bucket)]) } else { String::new() };
        Bar { label: tell.option(bucket), value, told, href, ink }
    });
    let bars = bars.collect();
    shown.draw(tell.word("payments-when"), |words| Bars { words, items: bars });
    let heads = [("payments-when", false), ("payments-n", true), ("share", true), ("amount", true)];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    let line = |bucket: &Value| -> Vec<Entry> {
        let n = number_of(&bucket["payments"]);
        vec![
            Entry::linked(
                tell.option(text(&bucket["bucket"])),
                if n > 0.0 { tell.rows(&[("bucket", text(&bucket["bucket"]))]) } else { String::new() },
            ),
            tell.count(n).into(),
            tell.ratio(number_of(&bucket["ratio"])).into(),
            tell.money(number_of(&bucket["amount"])).into(),
        ]
    };
    shown.grid(tell.word("payments-when"), heads, buckets.iter().map(line).collect());
    shown
}
