//! What the tests of this crate read and speak with.

use crate::settings::Manner;
use kernel::Country;
use std::sync::LazyLock;
use words::{Lang, Say, Words};

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&[crate::CATALOGUE]));

/// A firm in Kazakhstan on 21 November 2026.
pub(crate) fn manner() -> Manner {
    Manner::of(Country::Kz, 1_795_219_200_000)
}

/// One language, with the texts of this crate.
pub(crate) fn say(lang: Lang) -> Say {
    WORDS.say(lang, jiff::tz::TimeZone::UTC)
}
