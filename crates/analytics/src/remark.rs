//! Something worth telling about an answer or a refusal: a code for programs, and its sentence in each language.

use words::{Arg, Lang, Say, Words};

/// A remark.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// What programs go by; never changes.
    pub code: &'static str,
    /// Which of the sentences of that code it is; usually the code itself.
    pub wording: &'static str,
    /// What is put into the sentence.
    pub args: Vec<(&'static str, Arg<'static>)>,
}

impl Remark {
    /// One with nothing to put in.
    pub fn new(code: &'static str) -> Self {
        Self { code, wording: code, args: Vec::new() }
    }

    /// One about so many, which the sentence knows as `$n`.
    pub fn counted(code: &'static str, n: u64) -> Self {
        Self::new(code).and("n", n)
    }

    /// The same with one thing more to put in.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: impl Into<Arg<'static>>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same with a text to put in.
    #[must_use]
    pub fn with_text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.and(name, Arg::Text(text.into().into()))
    }

    /// Its sentence.
    pub fn say(&self, say: &Say) -> String {
        say.with(&format!("analytics-note-{}", self.wording.replace('_', "-")), &self.args)
    }
}

/// Whoever speaks where no person's language is known: in English, in UTC.
pub fn speaker(lang: Lang) -> Say {
    Words::new(&[crate::CATALOGUE]).say(lang, jiff::tz::TimeZone::UTC)
}
