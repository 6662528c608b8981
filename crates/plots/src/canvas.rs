//! The sheet on which a plot is drawn, and the finished picture.

use crate::{Look, Words, file};

/// Width of a letter of 12 units, on average; text is cut by it, so it rather says too much.
const LETTER: f64 = 6.9;

/// A finished picture.
#[derive(Debug, Clone)]
pub struct Picture {
    width: f64,
    height: f64,
    words: Words,
    body: String,
    has_links: bool,
    is_empty: bool,
}

impl Picture {
    /// For a page: every colour comes from the page's classes, so that it follows the theme.
    pub fn page(&self) -> String {
        let role = if self.has_links { "group" } else { "img" };
        format!(
            "<svg class=\"picture\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"{role}\" aria-label=\"{label}\">{head}{body}</svg>",
            w = written(self.width),
            h = written(self.height),
            label = escaped(&self.words.title),
            head = self.head(),
            body = self.body,
        )
    }

    /// As a file that stands alone: with literal colours, on paper, without links. `font` is the family of its text.
    pub fn file(&self, font: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\"><title>{title}</title>{head}<style>{style}</style><rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>{body}</svg>",
            w = written(self.width),
            h = written(self.height),
            title = escaped(&self.words.title),
            head = self.head(),
            style = file::style(font),
            body = file::without_links(&self.body),
        )
    }

    /// Whether there was nothing to show.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Its width and height in its own units.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// The drawing itself, without what stands around it.
    pub(crate) fn body(&self) -> &str {
        &self.body
    }

    fn head(&self) -> String {
        if self.words.says.is_empty() {
            return String::new();
        }
        format!("<desc>{}</desc>", escaped(&self.words.says))
    }
}

/// The sheet.
#[derive(Debug)]
pub(crate) struct Canvas {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    body: String,
    has_links: bool,
}

/// To which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

impl Canvas {
    pub fn new(width: f64, height: f64) -> Self {
        let sound = |size: f64| if size.is_finite() { size.clamp(40.0, 20_000.0).round() } else { 640.0 };
        Self { width: sound(width), height: sound(height), body: String::new(), has_links: false }
    }

    /// The picture that says that there is nothing.
    pub fn empty(look: &Look, words: &Words) -> Picture {
        let mut canvas = Self::new(look.width, 120.0);
        let (x, y) = (canvas.width / 2.0, 64.0);
        let said = cut(&look.empty, canvas.width - 16.0);
        canvas.text("label-faint", Anchor::Middle, (x, y), &said);
        Picture { is_empty: true, ..canvas.finish(words) }
    }

    pub fn finish(self, words: &Words) -> Picture {
        Picture {
            width: self.width,
            height: self.height,
            words: words.clone(),
            body: self.body,
            has_links: self.has_links,
            is_empty: false,
        }
    }

    /// Whatever is drawn within leads to `href` where there is one, and says `tip` when pointed at.
    pub fn linked(&mut self, href: &str, tip: &str, draw: impl FnOnce(&mut Self)) {
        let title = if tip.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(tip)) };
        if href.is_empty() {
            self.body.push_str(&format!("<g>{title}"));
            draw(self);
            self.body.push_str("</g>");
        } else {
            self.has_links = true;
            let label = escaped(tip);
            self.body.push_str(&format!("<a href=\"{}\" aria-label=\"{label}\">{title}", escaped(href)));
            draw(self);
            self.body.push_str("</a>");
        }
    }

    /// A rectangle by its left upper corner and its size, cut to the sheet.
    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (left, top) = (self.across(x), self.down(y));
        let (right, bottom) = (self.across(x + width), self.down(y + height));
        self.body.push_str(&format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            written(left),
            written(top),
            written((right - left).max(0.0)),
            written((bottom - top).max(0.0)),
        ));
    }

    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.path(class, &[from, to], false);
    }

    pub fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y) = (
            self.across(x).clamp(radius, self.width - radius),
            self.down(y).clamp(radius, self.height - radius),
        );
        self.body.push_str(&format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            written(x),
            written(y),
            written(radius)
        ));
    }

    /// A line through points, closed into a surface when `is_closed`.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)], is_closed: bool) {
        let mut d = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            let step = if place == 0 { 'M' } else { 'L' };
            d.push_str(&format!("{step}{} {}", written(self.across(*x)), written(self.down(*y))));
        }
        if is_closed {
            d.push('Z');
        }
        self.body.push_str(&format!("<path class=\"{class}\" d=\"{d}\"/>"));
    }

    /// A band from one upright edge (`x`, top, bottom) to another, bent like a stream.
    pub fn stream(&mut self, class: &str, from: (f64, f64, f64), to: (f64, f64, f64)) {
        let middle = self.across((from.0 + to.0) / 2.0);
        let [x0, x1] = [from.0, to.0].map(|x| written(self.across(x)));
        let [a, b, c, d] = [from.1, from.2, to.1, to.2].map(|y| written(self.down(y)));
        let m = written(middle);
        self.body.push_str(&format!(
            "<path class=\"{class}\" d=\"M{x0} {a}C{m} {a} {m} {c} {x1} {c}L{x1} {d}C{m} {d} {m} {b} {x0} {b}Z\"/>"
        ));
    }

    pub fn text(&mut self, class: &str, anchor: Anchor, (x, y): (f64, f64), text: &str) {
        let half = width_of(text).min(self.width);
        let x = match anchor {
            Anchor::Start => x.clamp(0.0, (self.width - half).max(0.0)),
            Anchor::Middle => x.clamp(half / 2.0, self.width - half / 2.0),
            Anchor::End => x.clamp(half, self.width),
        };
        let side = match anchor {
            Anchor::Start => "at-start",
            Anchor::Middle => "at-middle",
            Anchor::End => "at-end",
        };
        self.body.push_str(&format!(
            "<text class=\"{class} {side}\" x=\"{}\" y=\"{}\">{}</text>",
            written(self.across(x)),
            written(self.down(y)),
            escaped(text)
        ));
    }

    fn across(&self, x: f64) -> f64 {
        if x.is_finite() { x.clamp(0.0, self.width) } else { 0.0 }
    }

    fn down(&self, y: f64) -> f64 {
        if y.is_finite() { y.clamp(0.0, self.height) } else { 0.0 }
    }
}

/// About how wide a text is.
pub(crate) fn width_of(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

/// The text, cut to a width with an ellipsis.
pub(crate) fn cut(text: &str, width: f64) -> String {
    // A width reckoned from the same letters must not lose one of them to rounding.
    let most = (width / LETTER + 1e-6).max(1.0) as usize;
    if text.chars().count() <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A number with at most two digits behind the point.
pub(crate) fn written(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// Text as it may stand in XML; what XML cannot hold is left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}
