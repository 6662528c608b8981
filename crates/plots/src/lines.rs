//! Lines and areas over time, each named at its end.

use crate::bars::ink;
use crate::canvas::{Anchor, Canvas, cut, width_of};
use crate::scale::{Ticks, span, ticks};
use crate::{Format, Look, Picture, Plot, Words};

/// One line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its name, at its end.
    pub label: String,
    /// Its values from the left, one for each place of the axis; gaps are missing values.
    pub values: Vec<Option<f64>>,
    /// Which ink, 1 to 7.
    pub ink: u8,
    /// Whether it is a forecast: drawn dashed.
    pub is_guess: bool,
    /// Whether the surface down to zero is filled.
    pub is_area: bool,
}

/// Lines over one axis of places.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// What it says to those who do not see it.
    pub words: Words,
    /// The lines.
    pub lines: Vec<Line>,
    /// The names of the places along the axis.
    pub places: Vec<String>,
    /// What the numbers at the axis are.
    pub format: Format,
}

impl Plot for Lines {
    fn draw(&self, look: &Look) -> Picture {
        let all = self.lines.iter().flat_map(|line| line.values.iter().flatten().copied());
        let Some((least, most)) = span(all) else { return Canvas::empty(look, &self.words) };
        let scale = ticks(least.min(0.0), most.max(0.0), 4);
        let mut canvas = Canvas::new(look.width, 260.0);
        let names = self.lines.iter().map(|line| width_of(&line.label)).fold(0.0, f64::max);
        let frame = Frame::of(&mut canvas, &scale, (look, self.format), names.min(look.width * 0.3));
        frame.places(&mut canvas, &self.places);
        let n = self.lines.iter().map(|line| line.values.len()).max().unwrap_or(0).max(self.places.len());
        let mut ends: Vec<(f64, f64, &Line)> = Vec::new();
        for line in &self.lines {
            let points = line.values.iter().enumerate().map(|(place, value)| {
                value
                    .filter(|value| value.is_finite())
                    .map(|value| (frame.across(place, n), scale.place(value, (frame.bottom, frame.top))))
            });
            if let Some((x, y)) =
                drawn(&mut canvas, line, points, scale.place(0.0, (frame.bottom, frame.top)))
            {
                ends.push((x, y, line));
            }
        }
        named(&mut canvas, ends, look.width * 0.3);
        canvas.finish(&self.words)
    }
}

/// Draws a line piece by piece between its gaps; gives where it ends.
fn drawn(
    canvas: &mut Canvas,
    line: &Line,
    points: impl Iterator<Item = Option<(f64, f64)>>,
    zero: f64,
) -> Option<(f64, f64)> {
    let points: Vec<Option<(f64, f64)>> = points.collect();
    let mut last = None;
    for piece in points.split(Option::is_none) {
        let piece: Vec<(f64, f64)> = piece.iter().flatten().copied().collect();
        let (Some(first), Some(end)) = (piece.first(), piece.last()) else { continue };
        if line.is_area {
            let mut surface = piece.clone();
            surface.extend([(end.0, zero), (first.0, zero)]);
            canvas.path(&ink("band", line.ink), &surface, true);
        }
        if piece.len() == 1 {
            canvas.dot(&ink("bar", line.ink), *end, 3.0);
        } else {
            let class = ink(if line.is_guess { "stroke is-guess" } else { "stroke" }, line.ink);
            canvas.path(&class, &piece, false);
        }
        last = Some(*end);
    }
    last
}

/// Writes the names at the ends, pushed apart so that none covers another.
fn named(canvas: &mut Canvas, mut ends: Vec<(f64, f64, &Line)>, most: f64) {
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut free = 10.0;
    for (x, y, line) in ends {
        let at = (y + 4.0).max(free);
        free = at + 14.0;
        canvas.text("label-strong", Anchor::Start, (x + 6.0, at), &cut(&line.label, most));
    }
}

/// Where the lines lie between the axes.
pub(crate) struct Frame {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Frame {
    /// Draws the marks of the upright axis; `names` is the room at the right.
    pub fn of(canvas: &mut Canvas, scale: &Ticks, (look, format): (&Look, Format), names: f64) -> Self {
        let shown: Vec<String> = scale.values.iter().map(|tick| look.manner.short(*tick, format)).collect();
        let left = shown.iter().map(|text| width_of(text)).fold(0.0, f64::max) + 8.0;
        let frame = Self {
            left,
            right: (canvas.width - names - 10.0).max(left + 10.0),
            top: 12.0,
            bottom: canvas.height - 26.0,
        };
        for (tick, text) in scale.values.iter().zip(&shown) {
            let y = scale.place(*tick, (frame.bottom, frame.top));
            canvas.line(if *tick == 0.0 { "axis" } else { "grid" }, (left, y), (frame.right, y));
            canvas.text("label", Anchor::End, (left - 6.0, y + 4.0), text);
        }
        frame
    }

    /// The place of the `place`th of `n` along the axis.
    pub fn across(&self, place: usize, n: usize) -> f64 {
        if n < 2 {
            return f64::midpoint(self.left, self.right);
        }
        self.left + place as f64 / (n - 1) as f64 * (self.right - self.left)
    }

    /// Writes the names of the places, as many as there is room for.
    fn places(&self, canvas: &mut Canvas, places: &[String]) {
        let widest = places.iter().map(|text| width_of(text)).fold(0.0, f64::max).min(90.0) + 10.0;
        let room = (self.right - self.left) / places.len().max(1) as f64;
        let every = (widest / room).ceil().max(1.0) as usize;
        for (place, text) in places.iter().enumerate().step_by(every) {
            let at = (self.across(place, places.len()), canvas.height - 8.0);
            canvas.text("label", Anchor::Middle, at, &cut(text, widest));
        }
    }
}
