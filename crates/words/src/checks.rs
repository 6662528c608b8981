//! What can be wrong with catalogues, found before a person sees it.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Entry};
use crate::{Lang, OWN, kk};

/// One thing wrong with the catalogues.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not Fluent.
    #[error("{owner} {lang}, line {line}: {reason}")]
    Unreadable { owner: &'static str, lang: Lang, line: usize, reason: String },
    /// A key that does not begin with the owner's name, so that two owners could meet in it.
    #[error("{owner} {lang}, line {line}: key {key} should begin with {owner}-")]
    ForeignKey { owner: &'static str, lang: Lang, line: usize, key: String },
    /// A key that is there twice.
    #[error("{owner} {lang}, line {line}: key {key} is there already")]
    DuplicateKey { owner: &'static str, lang: Lang, line: usize, key: String },
    /// A key that other languages have.
    #[error("{owner}: key {key} is missing in {lang}")]
    MissingKey { owner: &'static str, lang: Lang, key: String },
    /// Variables that differ from those of the Russian text.
    #[error("{owner} {lang}, line {line}: {key} uses [{found}], in ru it uses [{expected}]")]
    OtherVariables {
        owner: &'static str,
        lang: Lang,
        line: usize,
        key: String,
        found: String,
        expected: String,
    },
    /// A function, a text or a term that does not exist in this language.
    #[error("{owner} {lang}, line {line}: {key} asks for {name}, which {lang} does not have")]
    UnknownName { owner: &'static str, lang: Lang, line: usize, key: String, name: String },
    /// A choice by number without a form that the language needs.
    #[error("{owner} {lang}, line {line}: {key} lacks the plural form {form}")]
    MissingPlural { owner: &'static str, lang: Lang, line: usize, key: String, form: &'static str },
    /// Fluent's attributes, which nothing reads.
    #[error("{owner} {lang}, line {line}: {key} has attributes, which nothing reads")]
    Attributes { owner: &'static str, lang: Lang, line: usize, key: String },
}

/// Catalogues that cannot be spoken from: all that is wrong with them, in the order of the catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError(pub Vec<Problem>);

impl std::fmt::Display for WordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} problems in the texts", self.0.len())?;
        self.0.iter().try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

impl std::error::Error for WordsError {}

/// All that is wrong with the catalogues, a sentence each; empty when they are right.
pub fn check_catalogues(catalogues: &[Catalogue]) -> Vec<String> {
    problems(catalogues).iter().map(Problem::to_string).collect()
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'e> {
    owner: &'static str,
    lang: Lang,
    entry: &'e Entry,
}

/// All that is wrong with the catalogues and with this crate's own.
pub(crate) fn problems(catalogues: &[Catalogue]) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut read = Vec::new();
    for catalogue in std::iter::once(&OWN).chain(catalogues) {
        let languages = Lang::ALL.map(|lang| {
            let (entries, unreadable) = catalogue.entries(lang);
            found.extend(unreadable);
            (lang, entries)
        });
        read.push((catalogue.owner, languages));
    }
    for (owner, languages) in &read {
        compare(owner, languages, &mut found);
    }
    for lang in Lang::ALL {
        let places = read.iter().flat_map(|(owner, languages)| {
            let of_lang = languages.iter().filter(move |(other, _)| *other == lang);
            of_lang
                .flat_map(move |(_, entries)| entries.iter().map(move |entry| Place { owner, lang, entry }))
        });
        inspect(&places.collect::<Vec<_>>(), &mut found);
    }
    found
}

/// Looks at each text of one language by itself, and for keys met twice.
fn inspect(places: &[Place<'_>], found: &mut Vec<Problem>) {
    let keys: BTreeSet<&str> = places.iter().map(|place| place.entry.key.as_str()).collect();
    let mut seen = BTreeSet::new();
    for place in places {
        let Place { owner, lang, entry } = *place;
        let (line, key) = (entry.line, entry.key.clone());
        if !key.trim_start_matches('-').strip_prefix(owner).is_some_and(|rest| rest.starts_with('-')) {
            found.push(Problem::ForeignKey { owner, lang, line, key: key.clone() });
        }
        if !seen.insert(entry.key.as_str()) {
            found.push(Problem::DuplicateKey { owner, lang, line, key: key.clone() });
        }
        if entry.uses.n_attributes > 0 {
            found.push(Problem::Attributes { owner, lang, line, key });
        }
        inspect_uses(*place, &keys, found);
    }
}

fn inspect_uses(place: Place<'_>, keys: &BTreeSet<&str>, found: &mut Vec<Problem>) {
    let Place { owner, lang, entry } = place;
    let (line, key) = (entry.line, &entry.key);
    let functions =
        entry.uses.functions.iter().filter(|name| !(lang == Lang::Kk && kk::has_function(name)));
    let references = entry.uses.references.iter().filter(|name| !keys.contains(name.as_str()));
    for name in functions.map(|name| (*name).to_owned()).chain(references.cloned()) {
        found.push(Problem::UnknownName { owner, lang, line, key: key.clone(), name });
    }
    for known in &entry.uses.plurals {
        let needed = needed_plurals(lang).iter().copied();
        for form in needed.filter(|form| !known.contains(form)) {
            found.push(Problem::MissingPlural { owner, lang, line, key: key.clone(), form });
        }
    }
}

/// The forms that whole numbers take in a language (CLDR 47, cardinal rules).
fn needed_plurals(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Ru => &["one", "few", "many"],
        Lang::Kk | Lang::En => &["one", "other"],
    }
}

/// Compares the languages of one catalogue with each other.
fn compare(owner: &'static str, languages: &[(Lang, Vec<Entry>); 3], found: &mut Vec<Problem>) {
    let all: BTreeSet<&str> =
        languages.iter().flat_map(|(_, entries)| entries.iter().map(|entry| entry.key.as_str())).collect();
    let mut russian: BTreeMap<&str, &BTreeSet<&'static str>> = BTreeMap::new();
    for (lang, entries) in languages {
        let own: BTreeMap<&str, &Entry> = entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        // A term is a building block of one language, which another may do without.
        for key in all.iter().filter(|key| !key.starts_with('-') && !own.contains_key(**key)) {
            found.push(Problem::MissingKey { owner, lang: *lang, key: (*key).to_owned() });
        }
        for (key, entry) in own {
            let expected = *russian.entry(key).or_insert(&entry.uses.variables);
            if *expected != entry.uses.variables {
                found.push(Problem::OtherVariables {
                    owner,
                    lang: *lang,
                    line: entry.line,
                    key: key.to_owned(),
                    found: joined(&entry.uses.variables),
                    expected: joined(expected),
                });
            }
        }
    }
}

fn joined(variables: &BTreeSet<&'static str>) -> String {
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: [&'static str; 3], expected: &[&str]) {
        let [ru, kk, en] = texts;
        assert_eq!(check_catalogues(&[Catalogue { owner: "tea", ru, kk, en }]), expected, "{texts:?}");
    }

    #[test]
    fn own_texts_are_right() {
        assert_eq!(check_catalogues(&[]), Vec::<String>::new());
    }

    #[test]
    fn each_kind_of_problem_is_told_with_its_place() {
        check(["tea-a = а", "tea-a = ә", "tea-a = a"], &[]);
        check(
            ["tea-a = а\ntea-b", "tea-a = ә", "tea-a = a"],
            &["tea ru, line 2: Expected a token starting with \"=\""],
        );
        check(["tea-a = а", "tea-a = ә", ""], &["tea: key tea-a is missing in en"]);
        check(
            ["tea-a = а\n\ntea-a = а", "tea-a = ә", "tea-a = a"],
            &["tea ru, line 3: key tea-a is there already"],
        );
        check(
            ["tea-a = { $n } { $who }", "tea-a = { $n }", "tea-a = { $who }{ $n }"],
            &["tea kk, line 1: tea-a uses [$n], in ru it uses [$n $who]"],
        );
        check(
            ["tea-a = { DATIVE($n) }", "tea-a = { DATIVE($n) }", "tea-a = { tea-b } { $n }"],
            &[
                "tea ru, line 1: tea-a asks for DATIVE, which ru does not have",
                "tea en, line 1: tea-a asks for tea-b, which en does not have",
            ],
        );
        check(
            ["tea-a = { $n ->\n [one] а\n *[other] б\n }", "tea-a = { $n }", "tea-a = { $n }"],
            &[
                "tea ru, line 1: tea-a lacks the plural form few",
                "tea ru, line 1: tea-a lacks the plural form many",
            ],
        );
        check(
            ["tea-a = а\n .title = б", "tea-a = ә", "tea-a = a"],
            &["tea ru, line 1: tea-a has attributes, which nothing reads"],
        );
        let foreign =
            ["ru", "kk", "en"].map(|lang| format!("tea {lang}, line 1: key teapot should begin with tea-"));
        check(["teapot = а", "teapot = ә", "teapot = a"], &foreign.each_ref().map(String::as_str));
    }

    #[test]
    fn a_key_of_two_owners_is_a_duplicate() {
        let texts = Catalogue { owner: "tea", ru: "tea-a = а", kk: "tea-a = ә", en: "tea-a = a" };
        assert_eq!(check_catalogues(&[texts, texts]).len(), 3);
    }
}
