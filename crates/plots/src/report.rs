//! Pictures with their titles and sentences laid out on one sheet, as a PNG, or on pages of A4, as a PDF.

use std::fmt::Write as _;

use crate::canvas::{escaped, width_of, written};
use crate::{Picture, file, pdf, raster};

/// Width of the sheet in units; a page of A4 is as wide.
const WIDTH: f64 = 1048.0;
/// Height of a page of A4 in the same units.
const PAGE: f64 = WIDTH * 842.0 / 595.0;
/// What is left free at the edges, and between two pictures.
const MARGIN: f64 = 32.0;
const GAP: f64 = 24.0;
/// Height of a line of a sentence.
const LINE: f64 = 17.0;

/// How wide a picture over the whole sheet is, in its own units.
pub const WHOLE: f64 = WIDTH - 2.0 * MARGIN;
/// How wide one of two side by side is.
pub const HALF: f64 = (WHOLE - GAP) / 2.0;

/// A sheet of pictures.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What it is.
    pub title: String,
    /// Of whom and of which day.
    pub note: String,
    /// From above; two halves that follow each other stand side by side.
    pub items: Vec<Item>,
}

/// One picture of it.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub title: String,
    /// What it means, in a sentence or more.
    pub says: String,
    /// The picture, if there is one; drawn [`WHOLE`] or [`HALF`] wide.
    pub picture: Option<Picture>,
    /// Whether it takes the whole width.
    pub is_whole: bool,
}

impl Report {
    /// As one tall PNG; `None` when it is too large to be drawn.
    pub fn png(&self) -> Option<Vec<u8>> {
        let rows = self.rows();
        let height = MARGIN + rows.iter().map(|row| row.height).sum::<f64>();
        let sheet = sheet(&rows, height);
        raster::pixels(&sheet, (WIDTH, height))?.encode_png().ok()
    }

    /// As a PDF of A4 pages; `None` when a page cannot be drawn.
    pub fn pdf(&self) -> Option<Vec<u8>> {
        let pages = self.pages();
        let drawn = pages.iter().map(|rows| raster::pixels(&sheet(rows, PAGE), (WIDTH, PAGE)));
        Some(pdf::of_pictures(&self.title, &drawn.collect::<Option<Vec<_>>>()?))
    }

    /// Rows by the page they stand on; one that is higher than a page has one of its own, and is cut off at its end.
    fn pages(&self) -> Vec<Vec<Row>> {
        let (mut pages, mut used) = (vec![Vec::new()], MARGIN);
        for row in self.rows() {
            if used + row.height > PAGE - MARGIN && pages.last().is_some_and(|page| !page.is_empty()) {
                pages.push(Vec::new());
                used = MARGIN;
            }
            used += row.height;
            if let Some(page) = pages.last_mut() {
                page.push(row);
            }
        }
        pages
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = vec![self.head()];
        let mut items = self.items.iter().peekable();
        while let Some(item) = items.next() {
            let second = items.next_if(|next| !item.is_whole && !next.is_whole);
            let width = if item.is_whole { WHOLE } else { HALF };
            let (first, height) = drawn(item, (MARGIN, width));
            let (second, other) =
                second.map_or((String::new(), 0.0), |item| drawn(item, (MARGIN + HALF + GAP, HALF)));
            rows.push(Row { body: first + &second, height: height.max(other) + GAP });
        }
        rows
    }

    fn head(&self) -> Row {
        let body = format!(
            "<text class=\"report-title\" x=\"{MARGIN}\" y=\"22\">{}</text><text class=\"at-end\" x=\"{}\" y=\"22\">{}</text>",
            escaped(&self.title),
            WIDTH - MARGIN,
            escaped(&self.note)
        );
        Row { body, height: 44.0 }
    }
}

/// What stands side by side, drawn from a top of 0.
struct Row {
    body: String,
    height: f64,
}

/// A picture under its title and sentence, and how high it all is.
fn drawn(item: &Item, (left, width): (f64, f64)) -> (String, f64) {
    let mut body =
        format!("<text class=\"report-name\" x=\"{left}\" y=\"16\">{}</text>", escaped(&item.title));
    let mut y = 16.0;
    for line in lines(&item.says, width) {
        y += LINE;
        let _ = write!(body, "<text x=\"{left}\" y=\"{}\">{}</text>", written(y), escaped(&line));
    }
    y += 8.0;
    let Some(picture) = &item.picture else { return (body, y) };
    let (own_width, own_height) = picture.size();
    let height = own_height * width / own_width;
    let _ = write!(
        body,
        "<svg x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {own_width} {own_height}\">{}</svg>",
        written(y),
        written(width),
        written(height),
        file::without_links(picture.body()),
    );
    (body, y + height)
}

/// A text broken between words into lines that fit.
fn lines(text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| width_of(line) + width_of(word) <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn sheet(rows: &[Row], height: f64) -> String {
    let mut body = String::new();
    let mut y = MARGIN;
    for row in rows {
        let _ = write!(body, "<g transform=\"translate(0 {})\">{}</g>", written(y), row.body);
        y += row.height;
    }
    let (width, height) = (written(WIDTH), written(height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"><style>{}.report-title{{font-size:22px;fill:#1d1b18}}.report-name{{font-size:15px;fill:#1d1b18}}</style><rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>{body}</svg>",
        file::style(raster::family()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bar, Bars, Look, Manner, Plot, Words};

    fn report(n: usize) -> Report {
        let bar = Bar { label: "Ә".into(), value: 3.0, told: "3".into(), href: "/x".into(), ink: 1 };
        let picture = |width: f64| {
            let bars = Bars { words: Words::default(), items: vec![bar.clone(); 12] };
            bars.draw(&Look { width, manner: Manner::default(), empty: String::new() })
        };
        let item = |place: usize| {
            let is_whole = place.is_multiple_of(3);
            Item {
                title: "Продажи".into(),
                says: "Клиенты приносят больше, чем год назад, и возвращаются чаще. ".repeat(3),
                picture: Some(picture(if is_whole { WHOLE } else { HALF })),
                is_whole,
            }
        };
        Report {
            title: "Показатели <&>".into(),
            note: "22 ноября".into(),
            items: (0..n).map(item).collect(),
        }
    }

    #[test]
    fn a_report_is_one_picture_or_as_many_pages_as_it_takes() {
        assert!(report(0).png().unwrap().starts_with(b"\x89PNG"));
        let pdf = report(2).pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-1.4") && pdf.ends_with(b"%%EOF\n"));
        let n_pages = |n: usize| report(n).pages().len();
        assert_eq!(String::from_utf8_lossy(&pdf).matches("/Type /Page ").count(), n_pages(2));
        assert_eq!((n_pages(0), n_pages(2)), (1, 1));
        assert!(n_pages(24) > 2, "a long one needs pages");
        let rows: usize = report(24).pages().iter().map(Vec::len).sum();
        assert_eq!(rows, report(24).rows().len(), "no row is lost between pages");
    }

    #[test]
    fn sentences_are_broken_between_words_and_nothing_is_lost() {
        let text = "Клиенты приносят больше, чем год назад, и возвращаются чаще.";
        let broken = lines(text, 120.0);
        assert!(broken.len() > 2 && broken.iter().all(|line| width_of(line) <= 127.0), "{broken:?}");
        assert_eq!(broken.join(" "), text);
        assert_eq!(lines("", 120.0), Vec::<String>::new());
    }
}
