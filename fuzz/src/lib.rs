//! What every fuzz target does: read the bytes as a file of one format to the end, whatever they are.

use transfer::cells::Row;
use transfer::formats::{Settings, Source, detect_with, open};

/// Rows after which a file is long enough to have shown what it can do.
const MOST_ROWS: u32 = 20_000;

/// Leaves panics that the readers themselves catch (of libraries, on broken workbooks) to them; one that is not
/// caught still ends the run.
fn allow_caught_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|info| eprintln!("{info}"))));
}

/// Reads bytes as the format of a slug, or as what they are taken for if it is empty.
pub fn read_as(slug: &str, bytes: &[u8]) {
    allow_caught_panics();
    let Ok(source) = Source::bytes("fuzz", bytes) else { return };
    let chosen = Settings { format: slug.to_owned(), ..Settings::default() };
    let Ok(detection) = detect_with(&source, &chosen) else { return };
    for table in detection.tables.iter().take(8) {
        let name = (!table.name.is_empty()).then(|| table.name.clone());
        let settings = Settings { table: name, ..detection.settings.clone() };
        let Ok(mut reading) = open(&source, &settings) else { continue };
        let mut row = Row::new();
        for _ in 0..MOST_ROWS {
            match reading.next(&mut row) {
                Ok(true) => row.cells().for_each(|cell| assert!(cell.text.len() < 1 << 26)),
                _ => break,
            }
        }
    }
}
