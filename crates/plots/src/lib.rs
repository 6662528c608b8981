//! Pictures of numbers, drawn as SVG on the server: no script, no network, nothing outside their frame.
//!
//! A plot is plain data with its words ready; [`Plot::draw`] makes a [`Picture`] of it, which is written either
//! [for a page](Picture::page), where its colours come from the page's classes, or [as a file](Picture::file) that
//! carries literal colours. Numbers on axes are written in the reader's [`Manner`]. What is not a finite number is left
//! out; without anything to show, the picture holds the words of [`Look::empty`].
//!
//! Bars begin at zero. Lines bear their names at their ends, bars beside them, so that there is no legend. The seven inks
//! are told apart by the colour-blind and in grey print; a forecast is dashed besides.

mod bars;
mod canvas;
mod columns;
mod file;
mod flow;
mod heat;
mod lines;
mod manner;
mod pareto;
mod pdf;
mod raster;
mod report;
mod scale;
mod scatter;
mod spark;
#[cfg(test)]
mod tests;

pub use bars::{Bar, Bars};
pub use canvas::Picture;
pub use columns::{Column, Columns};
pub use flow::{Flow, Stream};
pub use heat::{Cell, Heat};
pub use lines::{Line, Lines};
pub use manner::{Format, Manner};
pub use pareto::{Mark, Pareto};
pub use report::{HALF, Item, Report, WHOLE};
pub use scale::{Ticks, ticks};
pub use scatter::{Point, Scatter};
pub use spark::Spark;

/// How a picture is drawn.
#[derive(Debug, Clone)]
pub struct Look {
    /// Its width in its own units; text is 12 of them high.
    pub width: f64,
    /// How numbers are written.
    pub manner: Manner,
    /// What stands in a picture that has nothing to show.
    pub empty: String,
}

/// What a picture says to those who do not see it.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What it is.
    pub title: String,
    /// What can be seen in it, in a sentence.
    pub says: String,
}

/// Something that can be drawn.
pub trait Plot {
    /// Draws it.
    fn draw(&self, look: &Look) -> Picture;
}
