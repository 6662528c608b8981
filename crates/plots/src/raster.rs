//! A picture as a PNG, for letters and documents that take no SVG.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::Picture;

/// Inter at weight 450: Latin, Cyrillic with the Kazakh letters, Greek, and the signs of currencies (SIL OFL 1.1).
static FONT: &[u8] = include_bytes!("../fonts/inter.ttf");

/// Pixels for one unit of a picture: sharp on paper and on dense screens.
const SCALE: f32 = 2.0;

/// The family of our font as it names itself, and the fonts there are: ours alone, so that pictures look the same
/// everywhere.
fn fonts() -> &'static (String, Arc<Database>) {
    static FONTS: OnceLock<(String, Arc<Database>)> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(FONT.to_vec());
        let family =
            fonts.faces().next().and_then(|face| face.families.first().map(|(name, _)| name.clone()));
        let family = family.unwrap_or_default();
        fonts.set_sans_serif_family(family.clone());
        (family, Arc::new(fonts))
    })
}

impl Picture {
    /// As a PNG on paper, two pixels for a unit; `None` when it is too large to be drawn.
    pub fn png(&self) -> Option<Vec<u8>> {
        pixels(&self.file(family()), self.size())?.encode_png().ok()
    }
}

/// The family of our font as it names itself.
pub(crate) fn family() -> &'static str {
    &fonts().0
}

/// A drawing of this size in its own units, two pixels for a unit; `None` when it is too large to be drawn.
pub(crate) fn pixels(svg: &str, (width, height): (f64, f64)) -> Option<Pixmap> {
    let (family, fonts) = fonts();
    let options = Options { fontdb: Arc::clone(fonts), font_family: family.clone(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = |side: f64| (side as f32 * SCALE).ceil() as u32;
    let mut pixels = Pixmap::new(size(width), size(height))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    Some(pixels)
}

#[cfg(test)]
mod tests {
    use crate::{Bar, Bars, Look, Manner, Plot, Words};

    /// Dark pixels tell letters from none.
    fn n_dark(name: &str) -> usize {
        let bar = Bar { label: name.into(), value: 3.0, told: String::new(), href: String::new(), ink: 5 };
        let bars = Bars { words: Words::default(), items: vec![bar] };
        let look = Look { width: 400.0, manner: Manner::default(), empty: String::new() };
        let png = bars.draw(&look).png().unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
        pixels
            .pixels()
            .iter()
            .filter(|pixel| pixel.red() < 110 && pixel.blue() < 110 && pixel.green() < 100)
            .count()
    }

    #[test]
    fn letters_of_all_three_languages_are_drawn() {
        let bare = n_dark("");
        for name in ["Champions", "Лучшие", "Үздіктер қалғып барады"] {
            assert!(n_dark(name) > bare + 50, "{name}");
        }
    }
}
