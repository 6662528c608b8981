//! A regression to look at: the coefficients, and the residuals against what was fitted.

use plots::{Point, Scatter};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let coefficients = items(&result["coefficients"]);
    if coefficients.is_empty() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("regression-residuals"), |words| Scatter { words, ..Scatter::default() });
        return shown;
    }
    let explained = number_of(&result["r_squared"]);
    let n = number_of(&result["n"]);
    let says = if explained.is_finite() {
        tell.counted("regression-says", n, &[("share", tell.ratio(explained))])
    } else {
        tell.word("regression-says-none")
    };
    let mut shown = Shown::saying(says);
    shown.figure(tell.word("regression-n"), tell.count(n), tell.rows(&[]));
    shown.figure("R²".into(), tell.number(explained, 3), tell.rows(&[]));
    shown.figure(
        tell.word("regression-adjusted"),
        tell.number(number_of(&result["adjusted_r_squared"]), 3),
        tell.rows(&[]),
    );
    shown.figure(tell.word("regression-p"), tell.chance(number_of(&result["f_p"])), tell.rows(&[]));
    let step = number_of(&result["residual_step"]).max(1.0) as usize;
    let points = items(&result["residual_points"]).iter().enumerate().map(|(place, point)| {
        let (x, y) = (number_of(&point[0]), number_of(&point[1]));
        let href = tell.rows(&[("row", &(place * step + 1).to_string())]);
        Point { x, y, tip: format!("{}; {}", tell.number(x, 2), tell.number(y, 2)), href }
    });
    let points = points.collect();
    let (x_label, y_label) = (tell.word("regression-fitted"), tell.word("regression-residual"));
    shown.draw(tell.word("regression-residuals"), |words| Scatter {
        words,
        points,
        x_label,
        y_label,
        line: Some((0.0, 0.0)),
    });
    let heads = [
        ("regression-term", false),
        ("estimate", true),
        ("standard-error", true),
        ("t", true),
        ("p", true),
        ("interval", true),
    ];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    let line = |one: &Value| -> Vec<Entry> {
        let interval = &one["interval_95"];
        let ends = [0, 1].map(|end| tell.estimate(number_of(&interval[end])));
        let name = text(&one["name"]);
        vec![
            if name == "Intercept" { tell.word("regression-intercept") } else { tell.field(name) }.into(),
            tell.estimate(number_of(&one["estimate"])).into(),
            tell.estimate(number_of(&one["standard_error"])).into(),
            tell.number(number_of(&one["t"]), 2).into(),
            tell.chance(number_of(&one["p"])).into(),
            ends.join(" … ").into(),
        ]
    };
    shown.grid(tell.word("regression-coefficients"), heads, coefficients.iter().map(line).collect());
    shown
}
