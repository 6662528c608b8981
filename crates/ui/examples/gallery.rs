//! Writes the gallery to files for looking at: `cargo run -p ui --example gallery -- FOLDER`.
use words::{Lang, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned()));
    std::fs::create_dir_all(folder.join("assets"))?;
    let words = Words::new(&[ui::CATALOGUE]);
    for lang in Lang::ALL {
        for theme in [ui::Theme::Light, ui::Theme::Dark] {
            for page in ui::gallery::samples(words.say(lang, jiff::tz::TimeZone::UTC), theme) {
                let name = format!("{}-{}-{}.html", page.slug, lang.code(), theme.slug());
                std::fs::write(folder.join(name), page.html?)?;
            }
        }
    }
    for asset in ui::assets::all() {
        let file = asset.url.rsplit('/').next().unwrap_or(asset.name);
        std::fs::write(folder.join("assets").join(file), asset.bytes)?;
    }
    Ok(())
}
