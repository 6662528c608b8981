//! Every text exists in all three languages, is used somewhere, and every text asked for exists.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_text::RustText;
use super::tree::Tree;
use super::{Finding, Rule};

const LANGUAGES: [&str; 3] = ["ru", "kk", "en"];
/// The calls that ask for a text by its key.
const ASKING: [&str; 3] = ["t", "n", "with"];

/// Compares the catalogues with each other and with the code and the templates.
pub struct Catalogues;

impl Rule for Catalogues {
    fn slug(&self) -> &'static str {
        "catalogues"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let catalogues: Vec<_> =
            tree.with_ending(&["ftl"]).flat_map(|(path, text)| keys(path, text)).collect();
        let known: BTreeSet<_> = catalogues.iter().map(|entry| entry.key.as_str()).collect();
        let uses = Uses::of(tree);
        let mut findings = unequal(&catalogues);
        findings.extend(unused(&catalogues, &uses));
        let unknown = uses.asked.iter().filter(|asked| !known.contains(asked.key.as_str()));
        findings.extend(
            unknown.map(|asked| Finding::new(&asked.path, asked.line, format!("no text `{}`", asked.key))),
        );
        findings
    }
}

/// A key and where it stands.
struct Place {
    key: String,
    path: String,
    line: usize,
}

/// The keys of one catalogue: a message begins its line, its attributes are named with it.
fn keys(path: &str, text: &str) -> Vec<Place> {
    let numbered = text.lines().enumerate().filter_map(|(index, line)| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let is_key = key.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
        is_key.then(|| Place { key: key.to_owned(), path: path.to_owned(), line: index + 1 })
    });
    numbered.collect()
}

/// The language of a catalogue, told by its file's or its folder's name.
fn language(path: &str) -> Option<&'static str> {
    let mut names = path.split(['/', '.']);
    names.find_map(|name| LANGUAGES.into_iter().find(|language| *language == name))
}

fn unequal(catalogues: &[Place]) -> Vec<Finding> {
    let mut by_key: BTreeMap<&str, (BTreeSet<&str>, &Place)> = BTreeMap::new();
    let mut findings = Vec::new();
    for place in catalogues {
        let Some(language) = language(&place.path) else {
            findings.push(Finding::new(
                &place.path,
                0,
                "a catalogue is named after its language: ru, kk or en",
            ));
            continue;
        };
        let (languages, _) = by_key.entry(&place.key).or_insert_with(|| (BTreeSet::new(), place));
        if !languages.insert(language) {
            findings.push(Finding::new(
                &place.path,
                place.line,
                format!("`{}` stands here twice", place.key),
            ));
        }
    }
    for (key, (languages, place)) in by_key {
        for language in LANGUAGES.iter().filter(|language| !languages.contains(*language)) {
            findings.push(Finding::new(
                &place.path,
                place.line,
                format!("`{key}` is missing in {language}"),
            ));
        }
    }
    findings
}

fn unused(catalogues: &[Place], uses: &Uses) -> Vec<Finding> {
    let first = catalogues.iter().filter(|place| language(&place.path) == Some("en"));
    let unused = first.filter(|place| !uses.mentions(&place.key));
    unused
        .map(|place| Finding::new(&place.path, place.line, format!("nobody uses `{}`", place.key)))
        .collect()
}

/// How code and templates speak of texts.
#[derive(Default)]
struct Uses {
    asked: Vec<Place>,
    mentioned: BTreeSet<String>,
    patterns: BTreeSet<String>,
}

impl Uses {
    fn of(tree: &Tree) -> Self {
        let mut uses = Self::default();
        for (path, text) in tree.with_ending(&["rs"]).filter(|(path, _)| path.starts_with("crates/")) {
            let parts = RustText::of(text);
            let tests_begin = parts.tests_begin(path).unwrap_or(usize::MAX);
            for literal in parts.literals {
                let is_asked = literal.line < tests_begin && is_asking(&literal.before);
                uses.add(path, literal.line, &literal.text, is_asked);
            }
        }
        // A text may stand inside another one, as `{ key }`.
        for (_, text) in tree.with_ending(&["ftl"]) {
            let inside = text.split('{').skip(1).filter_map(|part| part.split('}').next());
            uses.mentioned.extend(inside.map(|name| name.trim().to_owned()));
        }
        for (path, text) in tree.with_ending(&["html"]) {
            for (index, line) in text.lines().enumerate() {
                let parts: Vec<_> = line.split('"').collect();
                for pair in parts.windows(2) {
                    if let [before, key] = pair {
                        uses.add(path, index + 1, key, is_asking(before));
                    }
                }
            }
        }
        uses
    }

    fn add(&mut self, path: &str, line: usize, text: &str, is_asked: bool) {
        if text.is_empty() || text.contains(char::is_whitespace) {
            return;
        }
        if text.contains('{') || text.ends_with('-') {
            self.patterns.insert(text.to_owned());
            return;
        }
        if is_asked {
            self.asked.push(Place { key: text.to_owned(), path: path.to_owned(), line });
        }
        self.mentioned.insert(text.to_owned());
    }

    fn mentions(&self, key: &str) -> bool {
        self.mentioned.contains(key) || self.patterns.iter().any(|pattern| fits(pattern, key))
    }
}

/// Whether the code before a literal ends with one of the calls that ask for a text.
fn is_asking(before: &str) -> bool {
    let Some(call) = before.strip_suffix('(') else { return false };
    ASKING.iter().any(|name| {
        call.strip_suffix(name)
            .is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
    })
}

/// Whether a key could be made by a text with `{holes}`, or by one that ends with a dash and goes on.
fn fits(pattern: &str, key: &str) -> bool {
    let mut fixed = pattern.split('{').enumerate().map(|(index, part)| {
        if index == 0 { part } else { part.split_once('}').map_or("", |(_, after)| after) }
    });
    let first = fixed.next().unwrap_or_default();
    let Some(mut rest) = key.strip_prefix(first).filter(|_| first.len() > 2) else { return false };
    for part in fixed {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&str; 3] = ["words/ru.ftl", "words/kk.ftl", "words/en.ftl"];

    fn check(catalogue: &str, code: &str, findings: &[&str]) {
        let mut files: Vec<_> = ALL.iter().map(|path| (*path, catalogue)).collect();
        files.push(("crates/a/src/b.rs", code));
        let found: Vec<_> =
            Catalogues.check(&Tree::of(&files)).into_iter().map(|finding| finding.what).collect();
        assert_eq!(found, findings, "{code}");
    }

    #[test]
    fn texts_are_used_and_exist() {
        check("save = Save\n", "words.t(\"save\")", &[]);
        check("save = Save\n", "words.t(\"undo\"); \"save\"", &["no text `undo`"]);
        check("save = Save\n", "words.nothing(\"undo\")", &["nobody uses `save`"]);
        check("kind-phone-label = Phone\n", "format!(\"kind-{slug}-label\")", &[]);
        check(
            "kind-phone-label = Phone\n",
            "format!(\"kind-{slug}-help\")",
            &["nobody uses `kind-phone-label`"],
        );
    }

    #[test]
    fn the_three_languages_have_the_same_keys() {
        let tree = Tree::of(&[
            ("words/ru.ftl", "save = Сохранить\n"),
            ("words/en.ftl", "save = Save\n"),
            ("crates/a/src/b.rs", "\"save\""),
        ]);
        let found: Vec<_> = Catalogues.check(&tree).into_iter().map(|finding| finding.what).collect();
        assert_eq!(found, ["`save` is missing in kk"]);
    }

    #[test]
    fn a_text_inside_another_is_used() {
        check("save = Save\nhint = Press { save }\n", "\"hint\"", &[]);
    }

    #[test]
    fn templates_ask_too() {
        let tree = Tree::of(&[("crates/a/src/b.html", "<p>{{ words.t(\"save\") }}</p>")]);
        assert_eq!(Catalogues.check(&tree).len(), 1);
    }
}
