//! A line as small as a word.

use crate::canvas::Canvas;
use crate::scale::span;
use crate::{Look, Picture, Plot, Words};

/// A small line with a dot at its end.
#[derive(Debug, Clone, Default)]
pub struct Spark {
    /// What it says to those who do not see it.
    pub words: Words,
    /// The values from the left.
    pub values: Vec<f64>,
}

impl Plot for Spark {
    fn draw(&self, look: &Look) -> Picture {
        let values: Vec<f64> = self.values.iter().copied().filter(|value| value.is_finite()).collect();
        let Some((least, most)) = span(values.iter().copied()) else {
            return Canvas::empty(look, &self.words);
        };
        let mut canvas = Canvas::new(look.width.min(160.0), 40.0);
        let (width, height) = (canvas.width, canvas.height);
        let across = |place: usize| 4.0 + place as f64 / (values.len().max(2) - 1) as f64 * (width - 8.0);
        let up = |value: f64| {
            let ratio = if most > least { (value - least) / (most - least) } else { 0.5 };
            height - 5.0 - ratio * (height - 10.0)
        };
        let line: Vec<(f64, f64)> =
            values.iter().enumerate().map(|(place, value)| (across(place), up(*value))).collect();
        canvas.path("stroke ink-1", &line, false);
        if let Some(end) = line.last() {
            canvas.dot("bar ink-1", *end, 3.0);
        }
        canvas.finish(&self.words)
    }
}
