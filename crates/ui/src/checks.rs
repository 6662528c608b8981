//! Tests over the whole of the design system: every text in every language, every sample drawn.
use crate::{CATALOGUE, Theme, gallery};
use words::{Lang, Words};

#[test]
fn every_text_stands_in_every_language() {
    assert_eq!(words::check_catalogues(&[CATALOGUE]), Vec::<String>::new());
}

#[test]
fn every_sample_is_drawn_in_every_language_without_a_bare_key() {
    let words = Words::new(&[CATALOGUE]);
    for lang in Lang::ALL {
        for page in gallery::samples(words.say(lang, jiff::tz::TimeZone::UTC), Theme::System) {
            let html = page.html.expect("a sample can be drawn");
            let bare = html.split(['>', '<', '"']).find(|part| part.starts_with("ui-"));
            assert_eq!(bare, None, "{} in {lang}", page.slug);
        }
    }
}

#[test]
fn no_page_has_anything_inline_that_the_policy_forbids() {
    let words = Words::new(&[CATALOGUE]);
    for page in gallery::samples(words.say(Lang::Ru, jiff::tz::TimeZone::UTC), Theme::System) {
        let html = page.html.expect("a sample can be drawn");
        for forbidden in [" style=\"", " onclick=", "<style", "<script>"] {
            assert!(!html.contains(forbidden), "{} holds {forbidden}", page.slug);
        }
    }
}

#[test]
fn every_icon_that_a_page_asks_for_is_in_the_sprite() {
    let words = Words::new(&[CATALOGUE]);
    let sprite =
        crate::assets::all().iter().find(|asset| asset.name == "icons.svg").expect("the sprite is bundled");
    let sprite = String::from_utf8_lossy(sprite.bytes);
    for page in gallery::samples(words.say(Lang::En, jiff::tz::TimeZone::UTC), Theme::System) {
        let html = page.html.expect("a sample can be drawn");
        for name in html.split(".svg#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(sprite.contains(&format!("<symbol id=\"{name}\"")), "no icon {name}");
        }
    }
}
