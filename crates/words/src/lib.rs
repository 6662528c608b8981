//! Words: every text that a person reads, in Russian, Kazakh and English.
//!
//! A capability keeps its texts in three Fluent files, `i18n/{ru,kk,en}.ftl`, under keys that begin with its own
//! name and a hyphen, and hands them over as one [`Catalogue`]. The binary gathers all of them into [`Words`] once
//! at start; each request takes a [`Say`], which speaks one language in one time zone. A language that nobody speaks
//! takes no memory. That the texts are right is held by a test: see [`check_catalogues`].
//!
//! ```
//! use words::{Catalogue, Lang, Words};
//!
//! const TEXTS: Catalogue = Catalogue {
//!     owner: "tea",
//!     ru: "tea-cups = { $n ->\n [one] { $n } чашка\n [few] { $n } чашки\n *[many] { $n } чашек\n }",
//!     kk: "tea-cups = { $n } кесе",
//!     en: "tea-cups = { $n ->\n [one] { $n } cup\n *[other] { $n } cups\n }",
//! };
//! let words = Words::new(&[TEXTS]);
//! let say = words.say(Lang::Ru, jiff::tz::TimeZone::UTC);
//! assert_eq!(say.n("tea-cups", 3), "3 чашки");
//! ```
//!
//! A text without placeables is looked up, not formatted. The Kazakh catalogues may call the functions of [`kk`],
//! as in `{ DATIVE($name) }`, to hang the right ending on a name or a number.

mod arg;
mod catalogue;
mod checks;
mod dates;
mod faults;
pub mod kk;
mod lang;
mod lists;
mod numbers;
mod say;
mod spans;
mod store;
mod uses;

pub use arg::Arg;
pub use catalogue::Catalogue;
pub use checks::check_catalogues;
pub use faults::{Fault, Problem};
pub use lang::{Lang, UnknownLang};
pub use say::Say;
pub use store::Words;

/// The texts that this crate itself speaks with: months, spans of time, lists.
const OWN: Catalogue = Catalogue {
    owner: "words",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

#[cfg(test)]
mod testing {
    //! What the tests of this crate speak with.

    use crate::{Lang, Say, Words};

    /// One language, five hours east of Greenwich as in Almaty.
    pub(crate) fn say(lang: Lang) -> Say {
        Words::new(&[]).say(lang, jiff::tz::TimeZone::fixed(jiff::tz::offset(5)))
    }
}
