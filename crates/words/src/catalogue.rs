//! A catalogue: the texts of one owner in every language, read from Fluent.

use std::borrow::Cow;

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
    /// The piece of the file from the key to the next one.
    pub(crate) source: &'static str,
    /// The finished text with its key, where nothing has to be put into it.
    pub(crate) plain: Option<(&'static str, Cow<'static, str>)>,
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
        let mut starts: Vec<usize> =
            resource.body.iter().filter_map(|entry| start(source, entry)).collect();
        starts.push(source.len());
        let spoken = resource.body.iter().filter(|entry| start(source, entry).is_some());
        let mut line = 1 + lines(source.get(..starts.first().copied().unwrap_or(0)));
        let entries = spoken.zip(starts.windows(2)).filter_map(|(entry, span)| {
            let piece = source.get(*span.first()?..*span.last()?)?;
            let at = line;
            line += lines(Some(piece));
            read(entry, at, piece)
        });
        (entries.collect(), problems.collect())
    }
}

/// Where an entry begins in the file; none for what nobody speaks, such as comments.
fn start(source: &str, entry: &ast::Entry<&'static str>) -> Option<usize> {
    let (id, n_before) = match entry {
        ast::Entry::Message(message) => (message.id.name, 0),
        ast::Entry::Term(term) => (term.id.name, 1),
        _ => return None,
    };
    // Both are parts of one string, so their distance is where the key stands in the file.
    let offset = (id.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
    Some(offset.saturating_sub(n_before))
}

fn read(entry: &ast::Entry<&'static str>, line: usize, source: &'static str) -> Option<Entry> {
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
    Some(Entry {
        key: if is_term { format!("-{id}") } else { id.to_owned() },
        line,
        uses,
        source,
        plain: value.filter(|_| !is_term).and_then(plain_text).map(|text| (id, text)),
    })
}

/// A text without placeables; one of several lines is put together, the others are the file's own letters.
fn plain_text(pattern: &ast::Pattern<&'static str>) -> Option<Cow<'static, str>> {
    let values = pattern.elements.iter().map(|element| match element {
        ast::PatternElement::TextElement { value } => Some(*value),
        ast::PatternElement::Placeable { .. } => None,
    });
    let values = values.collect::<Option<Vec<&'static str>>>()?;
    Some(match values.as_slice() {
        [one] => Cow::Borrowed(one),
        several => Cow::Owned(several.concat()),
    })
}

/// How many lines end within a piece of a file.
fn lines(piece: Option<&str>) -> usize {
    piece.unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count()
}

fn line_at(source: &str, offset: usize) -> usize {
    1 + lines(source.get(..offset))
}
