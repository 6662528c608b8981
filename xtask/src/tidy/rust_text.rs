//! Tells code from comments and from text literals in Rust source, without understanding more of it.

use std::iter::Peekable;
use std::str::Chars;

/// A text literal, as written between its quotes.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// From 1: the line the literal begins on.
    pub line: usize,
    /// The code before it, back to the literal or comment before that one.
    pub before: String,
    /// What stands between the quotes; escapes are left as they are.
    pub text: String,
}

/// Rust source taken apart.
#[derive(Debug, Default)]
pub struct RustText {
    /// The source without comments and without what stands in quotes; the lines keep their numbers.
    pub code: String,
    /// In the order of the source.
    pub literals: Vec<Literal>,
}

impl RustText {
    /// Takes the source apart.
    pub fn of(source: &str) -> Self {
        let mut reader = Reader {
            rest: source.chars().peekable(),
            line: 1,
            out: Self::default(),
            before: String::new(),
        };
        while let Some(letter) = reader.next() {
            reader.code_letter(letter);
        }
        reader.out
    }

    /// The lines of code, numbered from 1.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The line on which the tests of the file begin; some files are for tests from their first line.
    pub fn tests_begin(&self, path: &str) -> Option<usize> {
        if path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/testing.rs") {
            return Some(1);
        }
        self.code_lines()
            .find(|(_, line)| line.trim_start().starts_with("#[cfg(test)]"))
            .map(|(number, _)| number)
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
    out: RustText,
    before: String,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let letter = self.rest.next()?;
        if letter == '\n' {
            self.line += 1;
        }
        Some(letter)
    }

    fn next_is(&mut self, letter: char) -> bool {
        self.rest.peek() == Some(&letter)
    }

    fn keep(&mut self, letter: char) {
        self.out.code.push(letter);
        self.before.push(letter);
    }

    fn code_letter(&mut self, letter: char) {
        match letter {
            '/' if self.next_is('/') => self.skip_line_comment(),
            '/' if self.next_is('*') => self.skip_block_comment(),
            '"' => {
                let n_hashes = raw_hashes(&self.before);
                self.literal(n_hashes);
            }
            '\'' => self.quote(),
            _ => self.keep(letter),
        }
    }

    fn skip_line_comment(&mut self) {
        while self.rest.peek().is_some_and(|letter| *letter != '\n') {
            self.next();
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0_usize;
        let mut last = '/';
        while let Some(letter) = self.next() {
            match (last, letter) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth = depth.saturating_sub(1),
                ('\n', _) | (_, '\n') if letter == '\n' => self.out.code.push('\n'),
                _ => {}
            }
            if depth == 0 {
                return;
            }
            last = if matches!((last, letter), ('/', '*') | ('*', '/')) { ' ' } else { letter };
        }
    }

    /// A character literal is skipped; the tick of a lifetime or a label is kept as code.
    fn quote(&mut self) {
        let mut ahead = self.rest.clone();
        let is_escape = ahead.next() == Some('\\');
        let is_character = is_escape || ahead.next() == Some('\'');
        self.keep('\'');
        if !is_character {
            return;
        }
        if is_escape {
            self.next();
        }
        self.next();
        while let Some(letter) = self.next() {
            if letter == '\'' {
                self.keep('\'');
                return;
            }
        }
    }

    /// Reads a literal; `n_hashes` is set for a raw one, which knows no escapes.
    fn literal(&mut self, n_hashes: Option<usize>) {
        let line = self.line;
        let mut text = String::new();
        self.out.code.push('"');
        while let Some(letter) = self.next() {
            if letter == '"' && self.closes(n_hashes) {
                break;
            }
            if letter == '\n' {
                self.out.code.push('\n');
            }
            text.push(letter);
            if letter == '\\' && n_hashes.is_none() {
                let Some(escaped) = self.next() else { break };
                if escaped == '\n' {
                    self.out.code.push('\n');
                }
                text.push(escaped);
            }
        }
        self.out.code.push('"');
        let before = std::mem::take(&mut self.before);
        self.out.literals.push(Literal { line, before, text });
    }

    fn closes(&mut self, n_hashes: Option<usize>) -> bool {
        let wanted = n_hashes.unwrap_or(0);
        if self.rest.clone().take(wanted).filter(|letter| *letter == '#').count() < wanted {
            return false;
        }
        for _ in 0..wanted {
            self.next();
        }
        true
    }
}

/// How many hashes stand between the `r` of a raw literal and its quote; `None` for one that is not raw.
fn raw_hashes(before: &str) -> Option<usize> {
    let without = before.trim_end_matches('#');
    let mut letters = without.chars().rev();
    let is_raw = letters.next() == Some('r');
    let mut prefix = letters.skip_while(|letter| matches!(letter, 'b' | 'c'));
    let is_word = prefix.next().is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    (is_raw && !is_word).then(|| before.len() - without.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, code: &str, literals: &[&str]) {
        let parts = RustText::of(source);
        let texts: Vec<_> = parts.literals.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(parts.code, code, "{source}");
        assert_eq!(texts, literals, "{source}");
    }

    #[test]
    fn comments_and_texts_are_told_from_code() {
        check("a(\"b\") // c", "a(\"\") ", &["b"]);
        check("a /* \"b\" /* c */ d */ e", "a  e", &[]);
        check(r#"f("a\"b")"#, "f(\"\")", &[r#"a\"b"#]);
        check("r#\"a\"b\"# + 1", "r#\"\" + 1", &["a\"b"]);
        check("for\"a\"", "for\"\"", &["a"]);
        check("'\"' + '\\'' + 'a + \"x\"", "'' + '' + 'a + \"\"", &["x"]);
        check("\"a\nb\"\nc", "\"\n\"\nc", &["a\nb"]);
    }

    #[test]
    fn a_literal_knows_its_line_and_the_code_before_it() {
        let parts = RustText::of("let a = 1;\nwords.t(\"title\")");
        assert_eq!(parts.literals[0].line, 2);
        assert!(parts.literals[0].before.ends_with("words.t("));
    }

    #[test]
    fn tests_begin_at_their_attribute() {
        let parts = RustText::of("//! One.\nfn a() {}\n#[cfg(test)]\nmod tests {}\n");
        assert_eq!(parts.tests_begin("crates/a/src/b.rs"), Some(3));
        assert_eq!(parts.tests_begin("crates/a/tests/it/b.rs"), Some(1));
        assert_eq!(parts.tests_begin("crates/a/src/testing.rs"), Some(1));
    }
}
