//! A PDF of pictures, one to a page of A4: what letters and archives take and every program opens.
//!
//! Written after ISO 32000-1: a catalogue, the tree of pages, for each page its content and its picture (an image of RGB,
//! packed by zlib), the table of where each object begins.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::tiny_skia::Pixmap;

/// A page of A4 in points.
const A4: (f64, f64) = (595.0, 842.0);

/// The document. `title` stands in its properties; pictures fill their pages.
pub(crate) fn of_pictures(title: &str, pages: &[Pixmap]) -> Vec<u8> {
    let mut file = File { bytes: b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec(), places: Vec::new() };
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + at * 3)).collect();
    file.object("<< /Type /Catalog /Pages 2 0 R >>", None);
    file.object(&format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()), None);
    file.object(&format!("<< /Title <{}> /Producer (Kartoteka) >>", utf16(title)), None);
    for (at, pixels) in pages.iter().enumerate() {
        let own = 4 + at * 3;
        let (width, height) = A4;
        file.object(
            &format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {} 0 R /Resources << /XObject << /P {} 0 R >> >> >>",
                own + 1,
                own + 2
            ),
            None,
        );
        file.object("<<", Some(format!("q {width} 0 0 {height} 0 0 cm /P Do Q").as_bytes()));
        let head = format!(
            "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode",
            pixels.width(),
            pixels.height()
        );
        file.object(&head, Some(&packed(pixels)));
    }
    file.end()
}

/// A document that grows.
struct File {
    bytes: Vec<u8>,
    /// Where each object begins, the first being number 1.
    places: Vec<usize>,
}

impl File {
    /// Writes the next object; with a stream, `head` is its dictionary still open.
    fn object(&mut self, head: &str, stream: Option<&[u8]>) {
        self.places.push(self.bytes.len());
        self.say(&format!("{} 0 obj\n{head}", self.places.len()));
        if let Some(stream) = stream {
            self.say(&format!(" /Length {} >>\nstream\n", stream.len()));
            self.bytes.extend_from_slice(stream);
            self.say("\nendstream");
        }
        self.say("\nendobj\n");
    }

    fn say(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn end(mut self) -> Vec<u8> {
        let (start, n) = (self.bytes.len(), self.places.len() + 1);
        self.say(&format!("xref\n0 {n}\n0000000000 65535 f \n"));
        for place in std::mem::take(&mut self.places) {
            self.say(&format!("{place:010} 00000 n \n"));
        }
        self.say(&format!("trailer\n<< /Size {n} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{start}\n%%EOF\n"));
        self.bytes
    }
}

/// The colours of a picture on paper, row by row, packed.
fn packed(pixels: &Pixmap) -> Vec<u8> {
    let colours: Vec<u8> =
        pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail.
    let _ = packer.write_all(&colours);
    packer.finish().unwrap_or_default()
}

/// A text as PDF writes any letters: UTF-16 with its mark, in hex.
fn utf16(text: &str) -> String {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).map(|unit| format!("{unit:04X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_stands_where_the_table_says() {
        let pixels = Pixmap::new(3, 2).unwrap();
        let pdf = of_pictures("Әріп", &[pixels.clone(), pixels]);
        let find = |what: &[u8]| pdf.windows(what.len()).position(|part| part == what);
        let table = find(b"xref\n0 10\n").unwrap();
        let lines = String::from_utf8(pdf[table..].to_vec()).unwrap();
        let places: Vec<usize> = lines
            .lines()
            .filter(|line| line.ends_with(" n "))
            .map(|line| line[..10].parse().unwrap())
            .collect();
        assert_eq!(places.len(), 9);
        for (at, place) in places.iter().enumerate() {
            assert!(pdf[*place..].starts_with(format!("{} 0 obj\n", at + 1).as_bytes()), "{at}");
        }
        assert!(lines.ends_with(&format!("startxref\n{table}\n%%EOF\n")));
        assert!(find(b"/Title <FEFF04D80440").is_some(), "letters beyond Latin are kept");
    }
}
