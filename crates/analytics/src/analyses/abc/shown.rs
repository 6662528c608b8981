//! ABC to look at: the Pareto curve, the classes, and the first few.

use plots::{Bar, Bars, Cell, Heat, Mark, Pareto};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let curve: Vec<(f64, f64)> =
        items(&result["curve"]).iter().map(|at| (number_of(&at[0]), number_of(&at[1]))).collect();
    let top = number_of(&result["top_20_percent_bring_ratio"]);
    let n = number_of(&result["items"]);
    if curve.len() < 2 || !top.is_finite() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("abc-curve"), |words| Pareto { words, ..Pareto::default() });
        return shown;
    }
    let few = number_of(&result["items_for_80_percent"]);
    let mut shown = Shown::saying(tell.counted("abc-says", few, &[("share", tell.ratio(top))]));
    shown.figure(tell.word("abc-items"), tell.count(n), tell.rows(&[]));
    shown.figure(tell.word("abc-total"), tell.money(number_of(&result["total"])), tell.rows(&[]));
    shown.figure(tell.word("abc-gini"), tell.number(number_of(&result["gini"]), 2), tell.rows(&[]));
    let mark = Mark { x: 0.2, y: top, label: tell.filled("abc-mark", &[("share", tell.ratio(top))]) };
    let (y_label, x_label) = (tell.word("abc-money-axis"), tell.word("abc-items-axis"));
    shown.draw(tell.word("abc-curve"), |words| Pareto {
        words,
        curve,
        marks: vec![mark],
        y_label,
        x_label,
    });
    let classes = items(&result["classes"]);
    let bars = classes.iter().map(|class| bar(class, tell)).collect();
    shown.draw(tell.word("abc-classes"), |words| Bars { words, items: bars });
    if let Some(crossed) = crossed(&result["xyz"], tell) {
        shown.draw(tell.word("abc-xyz"), |words| Heat { words, ..crossed });
    }
    let heads = [
        ("class", false),
        ("abc-items", true),
        ("share", true),
        ("abc-total", true),
        ("share-of-money", true),
    ];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    shown.grid(tell.word("abc-classes"), heads, classes.iter().map(|class| line(class, tell)).collect());
    let heads = vec![(tell.word("name"), false), (tell.word("abc-total"), true)];
    let first = items(&result["top"]).iter();
    let rows = first.map(|one| {
        vec![Entry::customer(text(&one["customer"])), tell.money(number_of(&one["revenue"])).into()]
    });
    shown.grid(tell.word("abc-top"), heads, rows.collect());
    shown
}

fn bar(class: &Value, tell: &Tell<'_>) -> Bar {
    let letter = text(&class["class"]);
    let args = [
        ("items", tell.ratio(number_of(&class["items_ratio"]))),
        ("money", tell.ratio(number_of(&class["revenue_ratio"]))),
    ];
    Bar {
        label: letter.to_owned(),
        value: number_of(&class["revenue_ratio"]),
        told: tell.filled("abc-class", &args),
        href: tell.rows(&[("class", letter)]),
        ink: match letter {
            "A" => 1,
            "B" => 6,
            _ => 0,
        },
    }
}

fn line(class: &Value, tell: &Tell<'_>) -> Vec<Entry> {
    let letter = text(&class["class"]);
    vec![
        Entry::linked(letter.to_owned(), tell.rows(&[("class", letter)])),
        tell.count(number_of(&class["items"])).into(),
        tell.ratio(number_of(&class["items_ratio"])).into(),
        tell.money(number_of(&class["revenue"])).into(),
        tell.ratio(number_of(&class["revenue_ratio"])).into(),
    ]
}

/// ABC by XYZ, when it was asked for.
fn crossed(xyz: &Value, tell: &Tell<'_>) -> Option<Heat> {
    let crossed = xyz["crossed"].as_object()?;
    let letters = |all: [&str; 3]| all.map(String::from).to_vec();
    let (rows, columns) = (letters(["A", "B", "C"]), letters(["X", "Y", "Z"]));
    let cell = |row: &String, column: &String| {
        let value = number_of(crossed.get(&format!("{row}{column}"))?);
        let href = tell.rows(&[("class", row), ("evenness", column)]);
        Some(Cell { value, told: tell.count(value), href, ..Cell::default() })
    };
    let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
    let column_axis = tell.word("abc-xyz-axis");
    Some(Heat { rows, columns, cells, column_axis, row_height: 44.0, ..Heat::default() })
}
