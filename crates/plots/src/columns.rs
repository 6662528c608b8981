//! Standing columns along time or along bins, from zero, with what was before as an outline.

use crate::bars::ink;
use crate::canvas::{Anchor, Canvas, cut, width_of};
use crate::scale::{span, ticks};
use crate::{Format, Look, Picture, Plot, Words};

/// One column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its name below the axis.
    pub label: String,
    /// How high it is.
    pub value: f64,
    /// What it was in the period before, if that is known.
    pub before: Option<f64>,
    /// Its value in words.
    pub told: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// Which ink, 1 to 7; 0 for the quiet one.
    pub ink: u8,
}

/// Standing columns.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// What it says to those who do not see it.
    pub words: Words,
    /// The columns from the left.
    pub items: Vec<Column>,
    /// What the numbers at the axis are.
    pub format: Format,
    /// Whether columns touch, as the bins of a histogram do.
    pub is_histogram: bool,
}

impl Plot for Columns {
    fn draw(&self, look: &Look) -> Picture {
        let items: Vec<&Column> = self.items.iter().filter(|column| column.value.is_finite()).collect();
        let all = items.iter().flat_map(|one| [Some(one.value), one.before]).flatten();
        let Some((least, most)) = span(all) else { return Canvas::empty(look, &self.words) };
        let scale = ticks(least.min(0.0), most.max(0.0), 4);
        let mut canvas = Canvas::new(look.width, 240.0);
        let shown: Vec<String> =
            scale.values.iter().map(|tick| look.manner.short(*tick, self.format)).collect();
        let left = shown.iter().map(|text| width_of(text)).fold(0.0, f64::max) + 8.0;
        let (top, bottom, right) = (12.0, canvas.height - 26.0, canvas.width - 4.0);
        for (tick, text) in scale.values.iter().zip(&shown) {
            let y = scale.place(*tick, (bottom, top));
            canvas.line(if *tick == 0.0 { "axis" } else { "grid" }, (left, y), (right, y));
            canvas.text("label", Anchor::End, (left - 6.0, y + 4.0), text);
        }
        let width = (right - left) / items.len() as f64;
        let gap = if self.is_histogram { 0.5 } else { (width * 0.18).min(14.0) };
        let zero = scale.place(0.0, (bottom, top));
        let widest = items.iter().map(|one| width_of(&one.label)).fold(0.0, f64::max).min(90.0) + 8.0;
        let every = (widest / width).ceil().max(1.0) as usize;
        for (place, one) in items.iter().enumerate() {
            let x = left + place as f64 * width;
            let y = scale.place(one.value, (bottom, top));
            canvas.linked(&one.href, &format!("{}: {}", one.label, one.told), |canvas| {
                let size = ((width - 2.0 * gap).max(0.5), (zero - y).abs());
                canvas.rect(&ink("bar", one.ink), (x + gap, y.min(zero)), size);
                if let Some(before) = one.before.filter(|before| before.is_finite()) {
                    let y = scale.place(before, (bottom, top));
                    canvas.rect("before", (x + gap, y.min(zero)), (size.0, (zero - y).abs()));
                }
            });
            if place % every == 0 {
                let at = (x + width / 2.0, canvas.height - 8.0);
                canvas.text("label", Anchor::Middle, at, &cut(&one.label, widest));
            }
        }
        canvas.finish(&self.words)
    }
}
