//! What a parameter may be, told where it is something else, in each language.

use words::{Lang, Say};

/// What a parameter may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    /// One of these words.
    OneOf(String),
    /// A number from one to another.
    Number(f64, f64),
    /// A whole number from one to another.
    Whole(f64, f64),
    /// A date.
    Day,
    /// A day up to this one, as YYYY-MM-DD.
    UpTo(String),
    /// A day from this one on, as YYYY-MM-DD.
    NotBefore(String),
    /// Ascending numbers.
    Borders,
    /// A share that is not above that of this parameter.
    NotAbove(&'static str),
    /// A column.
    Column,
    /// So many columns or more.
    Columns(i64),
    /// A column of numbers, of which there are these.
    NumbersOf(String),
    /// Another, for there is no column of amounts.
    NoAmounts,
    /// Nothing, for summaries hold no dates.
    NoDates,
    /// Rules such as these.
    Rules(&'static str),
    /// Tests of these measures by these signs.
    Tests(&'static str),
}

impl Remedy {
    /// Its words.
    pub fn say(&self, say: &Say) -> String {
        let key = |name: &str| format!("analytics-remedy-{name}");
        let of_what = |name: &str, what: &str| say.with(&key(name), &[("what", what.into())]);
        let between = |name: &str, least: f64, most: f64| {
            let (least, most) = (least.to_string(), most.to_string());
            say.with(&key(name), &[("least", least.as_str().into()), ("most", most.as_str().into())])
        };
        match self {
            Self::OneOf(words) => of_what("one-of", words),
            Self::Number(least, most) => between("number", *least, *most),
            Self::Whole(least, most) => between("whole", *least, *most),
            Self::Day => say.t(&key("day")),
            Self::UpTo(day) => of_what("up-to", day),
            Self::NotBefore(day) => of_what("not-before", day),
            Self::Borders => say.t(&key("borders")),
            Self::NotAbove(name) => of_what("not-above", name),
            Self::Column => say.t(&key("column")),
            Self::Columns(n) => say.n(&key("columns"), *n),
            Self::NumbersOf(columns) => of_what("numbers-of", columns),
            Self::NoAmounts => say.t(&key("no-amounts")),
            Self::NoDates => say.t(&key("no-dates")),
            Self::Rules(example) => of_what("rules", example),
            Self::Tests(measures) => of_what("tests", measures),
        }
    }
}

impl std::fmt::Display for Remedy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(&crate::speaker(Lang::En)))
    }
}
