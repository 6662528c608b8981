//! A speaker: one language in one time zone, cheap to clone and to keep.

use std::fmt;
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use jiff::tz::TimeZone;

use crate::store::Texts;
use crate::{Arg, Lang};

/// Says texts, numbers and times to a person.
#[derive(Clone)]
pub struct Say {
    texts: Arc<Texts>,
    lang: Lang,
    zone: TimeZone,
}

impl Say {
    pub(crate) fn new(texts: Arc<Texts>, lang: Lang, zone: TimeZone) -> Self {
        Self { texts, lang, zone }
    }

    /// The language spoken.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The time zone that moments are told in.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The text without variables of a key that a catalogue may have.
    pub fn known(&self, key: &str) -> Option<String> {
        self.texts.plain(key).map(str::to_owned)
    }

    /// The text of a key; a key that no catalogue has comes back in ⟦⟧ and is logged once.
    pub fn t(&self, key: &str) -> String {
        match self.texts.plain(key) {
            Some(text) => text.to_owned(),
            None => self.texts.filled(key, None),
        }
    }

    /// The text of a key for a count, which the text knows as `$n`, in the right plural form.
    pub fn n(&self, key: &str, n: i64) -> String {
        self.with(key, &[("n", Arg::Int(n))])
    }

    /// The text of a key with its variables filled in.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        if let Some(text) = self.texts.plain(key) {
            return text.to_owned();
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg.value(self));
        }
        self.texts.filled(key, Some(&values))
    }
}

impl fmt::Debug for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Say").field("lang", &self.lang).field("zone", &self.zone).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalogue, Words};

    const TEA: Catalogue = Catalogue {
        owner: "tea",
        ru: "tea-name = Чай\ntea-cups = { $n ->\n [one] { $n } чашка\n [few] { $n } чашки\n *[many] { $n } чашек\n }\n\
             tea-for = { tea-name } для { $who }",
        kk: "tea-name = Шай\ntea-cups = { $n } кесе\ntea-for = { DATIVE($who) } арналған шай",
        en: "tea-name = Tea\ntea-cups = { $n ->\n [one] { $n } cup\n *[other] { $n } cups\n }\ntea-for = Tea for { $who }",
    };

    fn say(lang: Lang) -> Say {
        Words::new(&[TEA]).say(lang, TimeZone::UTC)
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let check = |lang, n, expected: &str| assert_eq!(say(lang).n("tea-cups", n), expected);
        check(Lang::Ru, 1, "1 чашка");
        check(Lang::Ru, 3, "3 чашки");
        check(Lang::Ru, 11, "11 чашек");
        check(Lang::Ru, 21, "21 чашка");
        check(Lang::Ru, 12_345, "12\u{202f}345 чашек");
        check(Lang::Kk, 5, "5 кесе");
        check(Lang::En, 1, "1 cup");
        check(Lang::En, 1_000, "1,000 cups");
    }

    #[test]
    fn variables_are_put_in_without_marks_around_them() {
        let check = |lang, expected: &str| {
            assert_eq!(say(lang).with("tea-for", &[("who", "Айгүл".into())]), expected);
        };
        check(Lang::Ru, "Чай для Айгүл");
        check(Lang::Kk, "Айгүлге арналған шай");
        check(Lang::En, "Tea for Айгүл");
    }

    #[test]
    fn a_missing_key_is_shown_as_such() {
        assert_eq!(say(Lang::Ru).t("tea-pot"), "⟦tea-pot⟧");
        assert_eq!(say(Lang::Ru).n("tea-pot", 2), "⟦tea-pot⟧");
    }

    #[test]
    fn a_variable_that_was_not_given_is_shown_by_its_name() {
        assert_eq!(say(Lang::En).with("tea-for", &[("whom", "Ann".into())]), "Tea for {$who}");
        assert_eq!(say(Lang::En).with("tea-name", &[("who", "Ann".into())]), "Tea");
    }

    #[test]
    fn a_speaker_may_go_to_another_thread() {
        fn check<T: Clone + Send + Sync + 'static>() {}
        check::<Say>();
        check::<Words>();
    }
}
