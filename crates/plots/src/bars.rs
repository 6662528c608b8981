//! Lying bars, one under the other: their names at the left, their values at their ends.

use crate::canvas::{Anchor, Canvas, cut, width_of};
use crate::{Look, Picture, Plot, Words};

/// One bar.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// How long it is; below zero it lies to the left of the axis.
    pub value: f64,
    /// Its value in words.
    pub told: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// Which ink, 1 to 7; 0 for the quiet one.
    pub ink: u8,
}

/// Lying bars.
#[derive(Debug, Clone, Default)]
pub struct Bars {
    /// What it says to those who do not see it.
    pub words: Words,
    /// The bars from above.
    pub items: Vec<Bar>,
}

/// Height of a row and of the bar in it.
const ROW: f64 = 28.0;
const THICK: f64 = 18.0;

impl Plot for Bars {
    fn draw(&self, look: &Look) -> Picture {
        let items: Vec<&Bar> = self.items.iter().filter(|bar| bar.value.is_finite()).collect();
        if items.is_empty() {
            return Canvas::empty(look, &self.words);
        }
        let mut canvas = Canvas::new(look.width, items.len() as f64 * ROW + 8.0);
        let widest =
            |text: fn(&Bar) -> &String| items.iter().map(|bar| width_of(text(bar))).fold(0.0, f64::max);
        let names = widest(|bar| &bar.label).min(canvas.width * 0.36);
        let told = widest(|bar| &bar.told).min(canvas.width * 0.42);
        let (left, right) = (names + 10.0, canvas.width - told - 8.0);
        let most = items.iter().map(|bar| bar.value).fold(0.0, f64::max);
        let least = items.iter().map(|bar| bar.value).fold(0.0, f64::min);
        let length = (most - least).max(f64::MIN_POSITIVE);
        let at = |value: f64| left + (value - least) / length * (right - left);
        for (place, bar) in items.iter().enumerate() {
            let y = 4.0 + place as f64 * ROW;
            let base = y + ROW / 2.0 + 4.0;
            let tip = format!("{}: {}", bar.label, bar.told);
            canvas.linked(&bar.href, &tip, |canvas| {
                canvas.text("label", Anchor::End, (names, base), &cut(&bar.label, names));
                let (from, to) = (at(bar.value.min(0.0)), at(bar.value.max(0.0)));
                canvas.rect(
                    &ink("bar", bar.ink),
                    (from, y + (ROW - THICK) / 2.0),
                    ((to - from).max(1.0), THICK),
                );
                canvas.text(
                    "label-strong",
                    Anchor::Start,
                    (to + 6.0, base),
                    &cut(&bar.told, told.max(canvas.width - to - 8.0)),
                );
            });
        }
        let height = canvas.height;
        canvas.line("axis", (at(0.0), 0.0), (at(0.0), height));
        canvas.finish(&self.words)
    }
}

/// The classes of a mark in an ink.
pub(crate) fn ink(kind: &str, ink: u8) -> String {
    match ink {
        1..=7 => format!("{kind} ink-{ink}"),
        _ => format!("{kind} ink-rest"),
    }
}
