//! Streams between groups: who was where, and where they are now.

use crate::bars::ink;
use crate::canvas::{Anchor, Canvas, cut, width_of};
use crate::{Look, Picture, Plot, Words};

/// Those who went from one group to another.
#[derive(Debug, Clone, Default)]
pub struct Stream {
    /// The group at the left, its place in [`Flow::groups`].
    pub from: usize,
    /// The group at the right.
    pub to: usize,
    /// How many.
    pub value: f64,
    /// What it says when pointed at.
    pub tip: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// Streams from then to now.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// What it says to those who do not see it.
    pub words: Words,
    /// Names of the groups, the same at both sides, from above.
    pub groups: Vec<String>,
    /// The streams.
    pub streams: Vec<Stream>,
    /// The names of the two moments.
    pub moments: (String, String),
}

/// Room above, between groups, and the width of a group's bar.
const TOP: f64 = 26.0;
const GAP: f64 = 8.0;
const THICK: f64 = 12.0;

impl Plot for Flow {
    fn draw(&self, look: &Look) -> Picture {
        let n = self.groups.len();
        let sound = |one: &&Stream| one.value.is_finite() && one.value > 0.0 && one.from < n && one.to < n;
        let streams: Vec<&Stream> = self.streams.iter().filter(sound).collect();
        let total: f64 = streams.iter().map(|one| one.value).sum();
        if streams.is_empty() || !total.is_finite() {
            return Canvas::empty(look, &self.words);
        }
        let mut canvas = Canvas::new(look.width, (n as f64 * 44.0).max(220.0));
        let names = self.groups.iter().map(|name| width_of(name)).fold(0.0, f64::max) + 60.0;
        let names = names.min(canvas.width * 0.3);
        let (left, right) = (names, canvas.width - names - THICK);
        let room = canvas.height - TOP - GAP * n as f64;
        let sums = |side: fn(&Stream) -> usize| -> Vec<f64> {
            (0..n)
                .map(|group| streams.iter().filter(|one| side(one) == group).map(|one| one.value).sum())
                .collect()
        };
        let high = |value: f64| value / total * room;
        let (from, to) = (sums(|one| one.from), sums(|one| one.to));
        canvas.text("label-faint", Anchor::End, (left + THICK, 12.0), &self.moments.0);
        canvas.text("label-faint", Anchor::Start, (right, 12.0), &self.moments.1);
        let mut starts = self.side(&mut canvas, &from, (left, Anchor::End), (&high, look));
        let mut ends = self.side(&mut canvas, &to, (right, Anchor::Start), (&high, look));
        for one in streams {
            let tall = high(one.value);
            let (Some(a), Some(b)) = (starts.get_mut(one.from), ends.get_mut(one.to)) else { continue };
            let class = ink("stream", (one.from % 7) as u8 + 1);
            let edges = ((left + THICK, *a, *a + tall), (right, *b, *b + tall));
            canvas.linked(&one.href, &one.tip, |canvas| canvas.stream(&class, edges.0, edges.1));
            *a += tall;
            *b += tall;
        }
        canvas.finish(&self.words)
    }
}

impl Flow {
    /// Draws the groups of one side; gives where each begins.
    fn side(
        &self,
        canvas: &mut Canvas,
        sums: &[f64],
        (x, anchor): (f64, Anchor),
        (high, look): (&dyn Fn(f64) -> f64, &Look),
    ) -> Vec<f64> {
        let mut y = TOP;
        let mut starts = Vec::new();
        for (place, (name, sum)) in self.groups.iter().zip(sums).enumerate() {
            starts.push(y);
            let tall = high(*sum);
            if *sum > 0.0 {
                canvas.rect(&ink("bar", (place % 7) as u8 + 1), (x, y), (THICK, tall.max(1.0)));
                let beside = if anchor == Anchor::End { x - 6.0 } else { x + THICK + 6.0 };
                let told = format!("{name} {}", look.manner.short(*sum, crate::Format::Number));
                let base = y + tall / 2.0 + 4.0;
                canvas.text("label-strong", anchor, (beside, base), &cut(&told, canvas.width * 0.3));
            }
            y += tall + GAP;
        }
        starts
    }
}
