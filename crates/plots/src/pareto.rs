//! The Pareto curve: which share of the clients brings which share of the money.

use crate::canvas::{Anchor, Canvas};
use crate::lines::Frame;
use crate::scale::Ticks;
use crate::{Format, Look, Picture, Plot, Words};

/// A place on the curve worth naming.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// Share of the clients, 0 to 1.
    pub x: f64,
    /// Share of the money, 0 to 1.
    pub y: f64,
    /// What it says.
    pub label: String,
}

/// The curve.
#[derive(Debug, Clone, Default)]
pub struct Pareto {
    /// What it says to those who do not see it.
    pub words: Words,
    /// Shares of clients and of money, ascending, both 0 to 1; the first may be (0, 0).
    pub curve: Vec<(f64, f64)>,
    /// Places worth naming.
    pub marks: Vec<Mark>,
    /// The name of the upright axis.
    pub y_label: String,
    /// The name of the lying axis.
    pub x_label: String,
}

impl Plot for Pareto {
    fn draw(&self, look: &Look) -> Picture {
        let sound = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
        let curve: Vec<(f64, f64)> = self.curve.iter().copied().filter(sound).collect();
        if curve.len() < 2 {
            return Canvas::empty(look, &self.words);
        }
        let scale = Ticks { values: vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0] };
        let mut canvas = Canvas::new(look.width, 320.0);
        let frame = Frame::of(&mut canvas, &scale, (look, Format::Ratio), 4.0);
        let top = frame.top + 18.0;
        let at = |x: f64, y: f64| {
            (scale.place(x, (frame.left, frame.right)), scale.place(y, (frame.bottom, frame.top)))
        };
        canvas.text("label", Anchor::Start, (frame.left + 6.0, top - 6.0), &self.y_label);
        for tick in &scale.values {
            let place = (at(*tick, 0.0).0, canvas.height - 8.0);
            let shown = look.manner.short(*tick, Format::Ratio);
            canvas.text("label", Anchor::Middle, place, &shown);
        }
        let corner = (frame.right - 6.0, frame.bottom - 8.0);
        canvas.text("label", Anchor::End, corner, &self.x_label);
        canvas.line("mark", at(0.0, 0.0), at(1.0, 1.0));
        let line: Vec<(f64, f64)> = curve.iter().map(|(x, y)| at(*x, *y)).collect();
        let mut surface = line.clone();
        surface.push(at(1.0, 0.0));
        surface.push(at(0.0, 0.0));
        canvas.path("band ink-1", &surface, true);
        canvas.path("stroke ink-1", &line, false);
        for mark in self.marks.iter().filter(|mark| mark.x.is_finite() && mark.y.is_finite()) {
            let place = at(mark.x, mark.y);
            canvas.line("mark", (place.0, frame.bottom), place);
            canvas.dot("bar ink-2", place, 4.0);
            let beside = (place.0 + 8.0, (place.1 + 16.0).min(frame.bottom - 6.0));
            canvas.text("label-strong", Anchor::Start, beside, &mark.label);
        }
        canvas.finish(&self.words)
    }
}
