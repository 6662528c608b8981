//! Something worth telling about an answer or a refusal: a code for programs, and its sentence in each language.

use crate::calendar::written;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
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
    /// Days since 1970 that are put into it as people there write them.
    pub days: Vec<(&'static str, i32)>,
    /// Numbers with so many digits behind the point, put into it likewise.
    pub numbers: Vec<(&'static str, Decimal)>,
    /// Columns that are put into it, called as whoever speaks calls them.
    pub fields: Vec<(&'static str, Vec<String>)>,
}

impl Remark {
    /// One with nothing to put in.
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            wording: code,
            args: Vec::new(),
            days: Vec::new(),
            numbers: Vec::new(),
            fields: Vec::new(),
        }
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

    /// The same with columns to put in.
    #[must_use]
    pub fn with_fields(mut self, name: &'static str, fields: Vec<String>) -> Self {
        self.fields.push((name, fields));
        self
    }

    /// The same with a number to put in, rounded to so many digits behind the point.
    #[must_use]
    pub fn with_number(mut self, name: &'static str, number: f64, places: u32) -> Self {
        // Greater ones than a decimal holds are told as the greatest.
        let exact = Decimal::from_f64(number.clamp(-7e28, 7e28)).unwrap_or_default().round_dp(places);
        self.numbers.push((name, exact));
        self
    }

    /// The same with a day to put in.
    #[must_use]
    pub fn with_day(mut self, name: &'static str, day: i32) -> Self {
        self.days.push((name, day));
        self
    }

    /// Its sentence, with columns by their machine names.
    pub fn say(&self, say: &Say) -> String {
        self.say_of(say, |field| field.to_owned())
    }

    /// Its sentence with columns called as `field_name` calls them.
    pub fn say_of(&self, say: &Say, field_name: impl Fn(&str) -> String) -> String {
        let day = |day: i32| written(day).parse().map_or_else(|_| written(day), |day| say.day(day));
        let days = self.days.iter().map(|(name, number)| (*name, Arg::from(day(*number))));
        let numbers = self.numbers.iter().map(|(name, number)| (*name, Arg::from(say.decimal(number))));
        let fields = self.fields.iter().map(|(name, fields)| {
            let names: Vec<String> = fields.iter().map(|field| field_name(field)).collect();
            (*name, Arg::Text(names.join(", ").into()))
        });
        let args: Vec<_> = self.args.iter().cloned().chain(days).chain(numbers).chain(fields).collect();
        say.with(&format!("analytics-note-{}", self.wording.replace('_', "-")), &args)
    }
}

/// Whoever speaks where no person's language is known: in English, in UTC.
pub fn speaker(lang: Lang) -> Say {
    Words::new(&[crate::CATALOGUE]).say(lang, jiff::tz::TimeZone::UTC)
}
