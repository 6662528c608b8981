//! What can be wrong with catalogues, found before a person sees it.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Entry};
use crate::faults::{Fault, Problem};
use crate::{Lang, OWN, kk};

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

impl Place<'_> {
    fn problem(self, fault: Fault) -> Problem {
        Problem { owner: self.owner, lang: self.lang, line: Some(self.entry.line), fault }
    }
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
        let key = &place.entry.key;
        let own = key.trim_start_matches('-').strip_prefix(place.owner);
        if !own.is_some_and(|rest| rest.starts_with('-')) {
            found.push(place.problem(Fault::ForeignKey(key.clone())));
        }
        if !seen.insert(key.as_str()) {
            found.push(place.problem(Fault::DuplicateKey(key.clone())));
        }
        if place.entry.uses.n_attributes > 0 {
            found.push(place.problem(Fault::Attributes(key.clone())));
        }
        inspect_uses(*place, &keys, found);
    }
}

fn inspect_uses(place: Place<'_>, keys: &BTreeSet<&str>, found: &mut Vec<Problem>) {
    let Place { lang, entry, .. } = place;
    let (key, uses) = (&entry.key, &entry.uses);
    let functions = uses.functions.iter().filter(|name| !(lang == Lang::Kk && kk::has_function(name)));
    let references = uses.references.iter().filter(|name| !keys.contains(name.as_str()));
    for name in functions.map(|name| (*name).to_owned()).chain(references.cloned()) {
        found.push(place.problem(Fault::UnknownName(key.clone(), name)));
    }
    for known in &uses.plurals {
        for form in needed_plurals(lang).iter().filter(|form| !known.contains(*form)) {
            found.push(place.problem(Fault::MissingPlural(key.clone(), form)));
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
            let fault = Fault::MissingKey((*key).to_owned());
            found.push(Problem { owner, lang: *lang, line: None, fault });
        }
        for (key, entry) in own {
            let expected = *russian.entry(key).or_insert(&entry.uses.variables);
            if *expected != entry.uses.variables {
                let variables = (joined(&entry.uses.variables), joined(expected));
                let fault = Fault::OtherVariables(key.to_owned(), variables.0, variables.1);
                found.push(Place { owner, lang: *lang, entry }.problem(fault));
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
        check(["tea-a = а", "tea-a = ә", ""], &["tea en: key tea-a is missing"]);
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
                "tea ru, line 1: tea-a asks for DATIVE, which is not there",
                "tea en, line 1: tea-a asks for tea-b, which is not there",
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
        let foreign = ["ru", "kk", "en"].map(|lang| {
            format!("tea {lang}, line 1: key teapot does not begin with the name of its owner")
        });
        check(["teapot = а", "teapot = ә", "teapot = a"], &foreign.each_ref().map(String::as_str));
    }

    #[test]
    fn a_key_of_two_owners_is_a_duplicate() {
        let texts = Catalogue { owner: "tea", ru: "tea-a = а", kk: "tea-a = ә", en: "tea-a = a" };
        assert_eq!(check_catalogues(&[texts, texts]).len(), 3);
    }
}
