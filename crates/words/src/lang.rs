//! The languages of the product.

use std::fmt;
use std::str::FromStr;

/// A language that every text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Russian.
    Ru,
    /// Kazakh.
    Kk,
    /// English.
    En,
}

/// A language code that is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}, expected ru, kk or en")]
pub struct UnknownLang(pub String);

impl Lang {
    /// All of them, in the order of menus.
    pub const ALL: [Lang; 3] = [Lang::Ru, Lang::Kk, Lang::En];

    /// The two letters of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ru => "ru",
            Lang::Kk => "kk",
            Lang::En => "en",
        }
    }

    /// The name of the language in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::Ru => "Русский",
            Lang::Kk => "Қазақша",
            Lang::En => "English",
        }
    }

    /// The language of ours that a browser's `Accept-Language` header wants most, if it wants any.
    pub fn from_accept_language(header: &str) -> Option<Lang> {
        let mut best: Option<(Lang, f32)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default();
            let Ok(lang) = tag.split('-').next().unwrap_or_default().to_ascii_lowercase().parse() else {
                continue;
            };
            let weight =
                parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if weight > best.map_or(0.0, |(_, weight)| weight) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads the two letters.
    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or_else(|| UnknownLang(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_makes_the_round_trip() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
        }
        assert_eq!("kz".parse::<Lang>(), Err(UnknownLang("kz".to_owned())));
    }

    #[test]
    fn the_browser_gets_the_language_it_wants_most() {
        let check =
            |header: &str, wanted| assert_eq!(Lang::from_accept_language(header), wanted, "{header}");
        check("kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7", Some(Lang::Kk));
        check("en;q=0.3, RU;q=0.8", Some(Lang::Ru));
        check("de,fr;q=0.9,en-GB;q=0.4", Some(Lang::En));
        check("ru;q=0,en;q=0.1", Some(Lang::En));
        check("de-DE,*;q=0.5", None);
        check("", None);
        check("ru;q=much", None);
    }
}
