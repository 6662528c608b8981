//! A catalogue: the texts of one owner in every language, read from Fluent.

use fluent_syntax::ast;

use crate::Lang;
use crate::faults::{Fault, Problem};
use crate::uses::Uses;

/// The texts of one owner, each language a Fluent file whose keys begin with the owner's name and a hyphen.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue {
    /// The crate whose texts these are, such as `customers`.
    pub owner: &'static str,
    /// Russian.
    pub ru: &'static str,
    /// Kazakh.
    pub kk: &'static str,
    /// English.
    pub en: &'static str,
}

/// One text of a catalogue in one language.
pub(crate) struct Entry {
    /// The key; a term's begins with a hyphen, as in Fluent.
    pub(crate) key: String,
    /// Line of the file, from 1.
    pub(crate) line: usize,
    /// What the text is made of besides letters.
    pub(crate) uses: Uses,
    /// The finished text with its key, where nothing has to be put into it.
    pub(crate) plain: Option<(&'static str, Box<str>)>,
}

impl Catalogue {
    /// The Fluent source in one language.
    pub fn source(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ru => self.ru,
            Lang::Kk => self.kk,
            Lang::En => self.en,
        }
    }

    /// All texts in one language in the order of the file, with what could not be read.
    pub(crate) fn entries(&self, lang: Lang) -> (Vec<Entry>, Vec<Problem>) {
        let source = self.source(lang);
        let (resource, errors) = match fluent_syntax::parser::parse_runtime(source) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let problems = errors.iter().map(|error| Problem {
            owner: self.owner,
            lang,
            line: Some(line_at(source, error.pos.start)),
            fault: Fault::Unreadable(error.kind.to_string()),
        });
        (resource.body.iter().filter_map(|entry| read(source, entry)).collect(), problems.collect())
    }
}

fn read(source: &'static str, entry: &ast::Entry<&'static str>) -> Option<Entry> {
    let (id, value, attributes, is_term) = match entry {
        ast::Entry::Message(message) => {
            (message.id.name, message.value.as_ref(), &message.attributes, false)
        }
        ast::Entry::Term(term) => (term.id.name, Some(&term.value), &term.attributes, true),
        _ => return None,
    };
    let mut uses = Uses { n_attributes: attributes.len(), ..Uses::default() };
    if let Some(pattern) = value {
        uses.add_pattern(pattern);
    }
    // Both are parts of one string, so their distance is where the key stands in the file.
    let at = (id.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
    Some(Entry {
        key: if is_term { format!("-{id}") } else { id.to_owned() },
        line: line_at(source, at),
        uses,
        plain: value.filter(|_| !is_term).and_then(plain_text).map(|text| (id, text)),
    })
}

fn plain_text(pattern: &ast::Pattern<&'static str>) -> Option<Box<str>> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => text.push_str(value),
            ast::PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text.into_boxed_str())
}

fn line_at(source: &str, offset: usize) -> usize {
    1 + source.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}
