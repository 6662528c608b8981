//! Points over two axes, with a level line: residuals, or one number against another.

use crate::canvas::{Anchor, Canvas};
use crate::lines::Frame;
use crate::scale::{span, ticks};
use crate::{Format, Look, Picture, Plot, Words};

/// One point.
#[derive(Debug, Clone, Default)]
pub struct Point {
    /// Along.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// What it says when pointed at.
    pub tip: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// The points.
#[derive(Debug, Clone, Default)]
pub struct Scatter {
    /// What it says to those who do not see it.
    pub words: Words,
    /// The points.
    pub points: Vec<Point>,
    /// The name of the lying axis.
    pub x_label: String,
    /// The name of the upright axis.
    pub y_label: String,
    /// A line through all: what it is at 0, and how it climbs; none for none.
    pub line: Option<(f64, f64)>,
}

impl Plot for Scatter {
    fn draw(&self, look: &Look) -> Picture {
        let sound = |point: &&Point| point.x.is_finite() && point.y.is_finite();
        let points: Vec<&Point> = self.points.iter().filter(sound).collect();
        let across = span(points.iter().map(|point| point.x));
        let up = span(points.iter().map(|point| point.y));
        let Some((across, up)) = across.zip(up) else { return Canvas::empty(look, &self.words) };
        let (x_scale, y_scale) = (ticks(across.0, across.1, 5), ticks(up.0, up.1, 5));
        let mut canvas = Canvas::new(look.width, 320.0);
        let frame = Frame::of(&mut canvas, &y_scale, (look, Format::Number), 8.0);
        let at = |x: f64, y: f64| {
            (x_scale.place(x, (frame.left, frame.right)), y_scale.place(y, (frame.bottom, frame.top)))
        };
        for tick in &x_scale.values {
            let place = (x_scale.place(*tick, (frame.left, frame.right)), frame.bottom + 14.0);
            canvas.text("label", Anchor::Middle, place, &look.manner.short(*tick, Format::Number));
        }
        if let Some((start, climb)) =
            self.line.filter(|(start, climb)| start.is_finite() && climb.is_finite())
        {
            let (low, high) = (x_scale.low(), x_scale.high());
            canvas.line("mark", at(low, start + climb * low), at(high, start + climb * high));
        }
        for point in points {
            canvas.linked(&point.href, &point.tip, |canvas| {
                canvas.dot("dot ink-1", at(point.x, point.y), 3.5)
            });
        }
        canvas.text("label-faint", Anchor::Start, (frame.left + 4.0, 10.0), &self.y_label);
        let corner = (frame.right, canvas.height - 1.0);
        canvas.text("label-faint", Anchor::End, corner, &self.x_label);
        canvas.finish(&self.words)
    }
}
