//! Guessing what each column holds, from its header and from its content.

mod content;
mod headers;

use serde::{Deserialize, Serialize};

use super::kinds::ColumnKind;
use crate::Country;
use content::Content;

/// What a column was guessed to hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The kind.
    pub kind: ColumnKind,
    /// How sure the guess is, 0..=1.
    pub confidence: f64,
}

/// Guesses the kind of every column of a table.
///
/// `rows` is a sample, a few hundred rows spread over the file are enough; short rows lack their last cells. Content
/// overrules a header that it contradicts: a column named `phone` full of e-mails holds e-mails.
pub fn guess_columns<H: AsRef<str>, C: AsRef<str>>(
    headers: &[H],
    rows: &[Vec<C>],
    country: Country,
) -> Vec<Guess> {
    let contents: Vec<Content> = (0..headers.len())
        .map(|column| {
            let cells = rows.iter().map(|row| row.get(column).map(AsRef::as_ref).unwrap_or_default());
            Content::of(cells, country)
        })
        .collect();
    let mut guesses: Vec<Guess> =
        headers.iter().zip(&contents).map(|(header, content)| guess(header.as_ref(), content)).collect();
    settle_names(&mut guesses, &contents);
    guesses
}

fn guess(header: &str, content: &Content) -> Guess {
    let sure = |kind, confidence| Guess { kind, confidence };
    let by_header = headers::kind_of(header);
    if content.n == 0 || content.is_constant() {
        return sure(by_header.filter(|_| content.n == 0).unwrap_or(ColumnKind::Ignored), 0.5);
    }
    if let Some(kind) = by_header.filter(|kind| content.allows(*kind)) {
        return sure(kind, 0.95);
    }
    if headers::is_row_number(header) && content.is_all_distinct() || content.is_counter() {
        return sure(ColumnKind::Ignored, 0.9);
    }
    if headers::is_moment(header) && content.date >= 0.7 {
        return sure(ColumnKind::Ignored, 0.9);
    }
    content.guess()
}

/// Beside a column of given names, the words that are nothing else are family names.
fn settle_names(guesses: &mut [Guess], contents: &[Content]) {
    let place = |kind| guesses.iter().position(|guess| guess.kind == kind);
    let (Some(given), None) = (place(ColumnKind::GivenName), place(ColumnKind::FamilyName)) else { return };
    let is_open = |at: &usize| {
        let is_text =
            guesses.get(*at).is_some_and(|guess| matches!(guess.kind, ColumnKind::Text | ColumnKind::Code));
        is_text && contents.get(*at).is_some_and(Content::looks_like_names)
    };
    let nearest = (0..guesses.len()).filter(is_open).min_by_key(|at| at.abs_diff(given));
    if let Some(guess) = nearest.and_then(|at| guesses.get_mut(at)) {
        *guess = Guess { kind: ColumnKind::FamilyName, confidence: 0.6 };
    }
}

#[cfg(test)]
mod tests;
