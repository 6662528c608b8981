//! A table of cells whose colour is their value: cohort triangles, maps of five by five, correlations.

use crate::canvas::{Anchor, Canvas, cut, width_of};
use crate::{Look, Picture, Plot, Words};

/// One cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// How warm it is; compared with the warmest of all.
    pub value: f64,
    /// What stands in it.
    pub told: String,
    /// What stands below that, smaller in meaning; empty for nothing.
    pub below: String,
    /// What stands there instead where that has no room; empty for as much of it as fits.
    pub brief: String,
    /// What it says when pointed at; empty for its row and column.
    pub tip: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// The table.
#[derive(Debug, Clone, Default)]
pub struct Heat {
    /// What it says to those who do not see it.
    pub words: Words,
    /// Names of the rows from above.
    pub rows: Vec<String>,
    /// Names of the columns from the left.
    pub columns: Vec<String>,
    /// The cells by row; `None` and missing ones stay blank.
    pub cells: Vec<Vec<Option<Cell>>>,
    /// Name of the rows' axis; empty for none.
    pub row_axis: String,
    /// Name of the columns' axis; empty for none.
    pub column_axis: String,
    /// Height of a row.
    pub row_height: f64,
}

impl Plot for Heat {
    fn draw(&self, look: &Look) -> Picture {
        let sound = |cell: &&Cell| cell.value.is_finite();
        let all = || self.cells.iter().flatten().flatten().filter(sound);
        if self.rows.is_empty() || self.columns.is_empty() || all().next().is_none() {
            return Canvas::empty(look, &self.words);
        }
        let most = all().map(|cell| cell.value.abs()).fold(0.0, f64::max);
        let row_height = self.row_height.clamp(18.0, 120.0);
        let names = self.rows.iter().chain([&self.row_axis]).map(|text| width_of(text)).fold(0.0, f64::max);
        let left = names.min(look.width * 0.3) + 8.0;
        let width = (look.width - left - 2.0) / self.columns.len() as f64;
        let heads: Vec<(&str, &str)> = self.columns.iter().map(|name| in_lines(name, width)).collect();
        let is_tall = heads.iter().any(|(_, below)| !below.is_empty());
        let top = if self.column_axis.is_empty() { 22.0 } else { 40.0 } + if is_tall { LINE } else { 0.0 };
        let mut canvas = Canvas::new(look.width, top + self.rows.len() as f64 * row_height + 4.0);
        if !self.column_axis.is_empty() {
            canvas.text("label-faint", Anchor::Start, (left, 12.0), &self.column_axis);
            canvas.text("label-faint", Anchor::Start, (0.0, top - 8.0), &cut(&self.row_axis, left - 6.0));
        }
        let lines = heads.iter().flat_map(|(above, below)| [*above, *below]);
        let widest = lines.map(width_of).fold(0.0, f64::max);
        let every = if widest <= width * 1.5 { 1 } else { (widest / width).ceil().min(4.0) as usize };
        for (place, (above, below)) in heads.iter().enumerate().step_by(every) {
            let (x, room) = (left + (place as f64 + 0.5) * width, width * every as f64);
            let lifted = if below.is_empty() { 0.0 } else { LINE };
            canvas.text("label", Anchor::Middle, (x, top - 8.0 - lifted), &cut(above, room));
            canvas.text("label", Anchor::Middle, (x, top - 8.0), &cut(below, room));
        }
        for (place, (row, cells)) in self.rows.iter().zip(&self.cells).enumerate() {
            let y = top + place as f64 * row_height;
            let base = y + row_height / 2.0 + 4.0;
            canvas.text("label", Anchor::End, (left - 8.0, base), &cut(row, left - 8.0));
            for (column, cell) in cells.iter().enumerate().take(self.columns.len()) {
                let Some(cell) = cell.as_ref().filter(sound) else { continue };
                let heat = level(cell.value, most);
                let name = self.columns.get(column).map_or("", String::as_str);
                let tip = if cell.tip.is_empty() {
                    format!("{row} · {name}: {}", cell.told)
                } else {
                    cell.tip.clone()
                };
                let at = (left + column as f64 * width, y);
                canvas.linked(&cell.href, &tip, |canvas| {
                    drawn(canvas, cell, heat, (at, (width, row_height)))
                });
            }
        }
        canvas.finish(&self.words)
    }
}

/// How far one line of a heading stands above the next.
const LINE: f64 = 15.0;

/// A heading in one line where it fits, else in two parted at the space nearest to its middle; the second may be empty.
fn in_lines(text: &str, width: f64) -> (&str, &str) {
    let middle = text.len() / 2;
    let spaces = text.char_indices().filter(|(_, letter)| *letter == ' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(middle)).and_then(|at| text.split_at_checked(at)) {
        Some((above, below)) if width_of(text) > width => (above, below.trim_start()),
        _ => (text, ""),
    }
}

/// Draws a cell by its corner and size.
fn drawn(canvas: &mut Canvas, cell: &Cell, heat: u8, (at, size): ((f64, f64), (f64, f64))) {
    canvas.rect(&format!("cell edge heat-{heat}"), at, size);
    let middle = at.0 + size.0 / 2.0;
    let class = if heat >= 6 { "label-strong on-heat" } else { "label-strong" };
    let has_both = !cell.below.is_empty() && size.1 >= 34.0;
    let base = at.1 + size.1 / 2.0 + if has_both { -2.0 } else { 4.0 };
    if width_of(&cell.told) <= size.0 + 6.0 {
        canvas.text(class, Anchor::Middle, (middle, base), &cell.told);
    }
    if has_both {
        let class = if heat >= 6 { "label on-heat" } else { "label" };
        let room = size.0 - 4.0;
        let has_room = cell.brief.is_empty() || width_of(&cell.below) <= room;
        let below = if has_room { &cell.below } else { &cell.brief };
        canvas.text(class, Anchor::Middle, (middle, base + 15.0), &cut(below, room));
    }
}

/// The colour of a value, 0 for nothing to 9 for the warmest.
pub(crate) fn level(value: f64, most: f64) -> u8 {
    if !(value.is_finite() && most.is_finite()) || value == 0.0 || most <= 0.0 {
        return 0;
    }
    (value.abs() / most * 9.0).ceil().clamp(1.0, 9.0) as u8
}
