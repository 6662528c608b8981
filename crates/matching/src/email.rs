//! E-mail addresses: cleaning, what is wrong and where.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a typed e-mail address was read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailReading {
    /// The address without surroundings, its domain in lower case; the trimmed text as typed when there is a problem.
    pub value: String,
    /// What is wrong with it, if anything.
    pub problem: Option<EmailProblem>,
}

impl EmailReading {
    /// The address, if it can be one.
    pub fn address(&self) -> Option<&str> {
        self.problem.is_none().then_some(self.value.as_str())
    }

    /// The part before the last `@`, if the address can be one.
    pub fn local(&self) -> Option<&str> {
        self.address().and_then(split).map(|(local, _)| local)
    }

    /// The part after the last `@` in lower case, if the address can be one.
    pub fn domain(&self) -> Option<&str> {
        self.address().and_then(split).map(|(_, domain)| domain)
    }
}

/// What is wrong with an e-mail address; places are counted in characters of the value from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum EmailProblem {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// There is no `@`.
    #[error("there is no @")]
    NoAt,
    /// A second `@` stands at this place.
    #[error("a second @ at place {place}")]
    SecondAt {
        /// Place from 1.
        place: usize,
    },
    /// Nothing stands before the `@`.
    #[error("nothing before the @")]
    NoLocal,
    /// Nothing stands after the `@`.
    #[error("nothing after the @")]
    NoDomain,
    /// The domain has no dot, so it lacks its ending.
    #[error("the domain has no ending")]
    NoEnding,
    /// A dot stands at an edge or next to another one.
    #[error("a dot too many at place {place}")]
    Dot {
        /// Place from 1.
        place: usize,
    },
    /// A character that addresses do not have.
    #[error("{character:?} at place {place}")]
    Character {
        /// The character.
        character: char,
        /// Place from 1.
        place: usize,
    },
    /// Longer than 254 characters, or more than 64 before the `@`.
    #[error("too long")]
    TooLong,
}

/// Cleans an address (spaces, `mailto:`, `Name <address>`, a dot or comma at the end) and says what is wrong with it.
pub fn normalize(raw: &str) -> EmailReading {
    let bare = strip(raw);
    match inspect(bare) {
        Some(problem) => EmailReading { value: raw.trim().to_owned(), problem: Some(problem) },
        None => {
            let (local, domain) = split(bare).unwrap_or((bare, ""));
            EmailReading { value: format!("{local}@{}", domain.to_lowercase()), problem: None }
        }
    }
}

/// Splits an address at its last `@`; `None` without one.
pub fn split(address: &str) -> Option<(&str, &str)> {
    address.rsplit_once('@')
}

fn strip(raw: &str) -> &str {
    let trimmed = raw.trim();
    let inner = match (trimmed.rfind('<'), trimmed.ends_with('>')) {
        (Some(at), true) => trimmed.get(at + 1..trimmed.len() - 1).unwrap_or(trimmed),
        _ => trimmed,
    };
    let bare = match inner.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => inner.get(7..).unwrap_or(inner),
        _ => inner,
    };
    bare.trim().trim_end_matches(['.', ',', ';'])
}

fn inspect(address: &str) -> Option<EmailProblem> {
    if address.is_empty() {
        return Some(EmailProblem::Empty);
    }
    let Some((local, domain)) = split(address) else { return Some(EmailProblem::NoAt) };
    let n_local = local.chars().count();
    let problem = match (local, domain) {
        ("", _) => Some(EmailProblem::NoLocal),
        (_, "") => Some(EmailProblem::NoDomain),
        _ => bad_character(local, domain, n_local),
    };
    problem
        .or_else(|| bad_dot(local, 0))
        .or_else(|| bad_dot(domain, n_local + 1))
        .or_else(|| (!domain.contains('.')).then_some(EmailProblem::NoEnding))
        .or_else(|| (n_local > 64 || address.len() > 254).then_some(EmailProblem::TooLong))
}

fn bad_character(local: &str, domain: &str, n_local: usize) -> Option<EmailProblem> {
    let in_local = local.chars().enumerate().find_map(|(at, c)| match c {
        '@' => Some(EmailProblem::SecondAt { place: at + 1 }),
        c if c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) => None,
        c => Some(EmailProblem::Character { character: c, place: at + 1 }),
    });
    // A domain may be Cyrillic (почта.рф), but then whole: a single Cyrillic letter among Latin ones is a slip.
    let is_ascii_domain =
        domain.chars().filter(char::is_ascii_alphabetic).count() * 2 > domain.chars().count();
    in_local.or_else(|| {
        domain.chars().enumerate().find_map(|(at, c)| {
            let is_right = c.is_ascii_alphanumeric()
                || matches!(c, '-' | '.')
                || (c.is_alphanumeric() && !is_ascii_domain);
            (!is_right).then_some(EmailProblem::Character { character: c, place: n_local + at + 2 })
        })
    })
}

fn bad_dot(part: &str, offset: usize) -> Option<EmailProblem> {
    let mut previous = '.';
    for (at, c) in part.chars().enumerate() {
        if c == '.' && previous == '.' {
            return Some(EmailProblem::Dot { place: offset + at + 1 });
        }
        previous = c;
    }
    (previous == '.').then(|| EmailProblem::Dot { place: offset + part.chars().count() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_are_taken_off_and_the_domain_is_lowered() {
        for (typed, address) in [
            (" Ivan.Petrov@Mail.RU ", "Ivan.Petrov@mail.ru"),
            ("mailto:a@b.kz", "a@b.kz"),
            ("Иван Петров <ivan@mail.ru>", "ivan@mail.ru"),
            ("a+promo@gmail.com,", "a+promo@gmail.com"),
            ("info@почта.рф", "info@почта.рф"),
        ] {
            assert_eq!(normalize(typed).address(), Some(address), "{typed}");
        }
        let reading = normalize("a.b@c.kz");
        assert_eq!((reading.local(), reading.domain()), (Some("a.b"), Some("c.kz")));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (typed, problem) in [
            ("", EmailProblem::Empty),
            ("ivan", EmailProblem::NoAt),
            ("@mail.ru", EmailProblem::NoLocal),
            ("ivan@", EmailProblem::NoDomain),
            ("ivan@mail", EmailProblem::NoEnding),
            ("a@b@mail.ru", EmailProblem::SecondAt { place: 2 }),
            ("iv an@mail.ru", EmailProblem::Character { character: ' ', place: 3 }),
            ("ivаn@mail.ru", EmailProblem::Character { character: 'а', place: 3 }),
            ("ivan@mаil.ru", EmailProblem::Character { character: 'а', place: 7 }),
            ("ivan@mail..ru", EmailProblem::Dot { place: 11 }),
            (".ivan@mail.ru", EmailProblem::Dot { place: 1 }),
            ("ivan.@mail.ru", EmailProblem::Dot { place: 5 }),
        ] {
            assert_eq!(normalize(typed).problem, Some(problem), "{typed}");
        }
    }
}
