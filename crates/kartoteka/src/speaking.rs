//! The words of the command line and whoever speaks them.

use crate::exit::system_lang;
use words::{Catalogue, Say, Words};

/// What the command line says by itself.
pub const CATALOGUE: Catalogue = Catalogue {
    owner: "kartoteka",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// Speaks to the person at the terminal, in the terminal's language, with the words of every capability.
pub fn speaker() -> Say {
    Words::new(&crate::capabilities::catalogues()).say(system_lang(), jiff::tz::TimeZone::UTC)
}
