//! What a person is shown of an answer: a sentence, figures, pictures, tables, each leading to the rows behind it.

mod tell;

pub(crate) use tell::encoded;
pub use tell::{Tell, number_of};

use plots::{Plot, Words};

/// A number with its name, at the top of the page.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// The number in words.
    pub value: String,
    /// What else to know; may be empty.
    pub note: String,
    /// The rows behind it; empty for none.
    pub href: String,
}

/// A picture with its title.
pub struct Drawing {
    /// What it is called above it.
    pub title: String,
    /// What is drawn.
    pub plot: Box<dyn Plot + Send + Sync>,
}

/// One cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What stands in it.
    pub text: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// Whether it is what the source calls a customer, in whose place a page puts their name.
    pub is_customer: bool,
}

/// A table under the pictures.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// What it is.
    pub title: String,
    /// The names of its columns, and whether they hold numbers.
    pub columns: Vec<(String, bool)>,
    /// Its rows from above, each as long as the columns.
    pub rows: Vec<Vec<Entry>>,
}

/// All that is shown.
#[derive(Default)]
pub struct Shown {
    /// One sentence that says what the figures mean.
    pub says: String,
    /// The numbers at the top.
    pub figures: Vec<Figure>,
    /// The pictures, the main one first.
    pub drawings: Vec<Drawing>,
    /// The tables.
    pub grids: Vec<Grid>,
}

impl Shown {
    /// Begins with the sentence.
    pub fn saying(says: String) -> Self {
        Self { says, ..Self::default() }
    }

    /// Adds a number; `href` may be empty.
    pub fn figure(&mut self, name: String, value: String, href: String) {
        self.figures.push(Figure { name, value, href, note: String::new() });
    }

    /// Adds a picture, made from its words: the title, and what can be seen.
    pub fn draw<P: Plot + Send + Sync + 'static>(&mut self, title: String, make: impl FnOnce(Words) -> P) {
        let words = Words { title: title.clone(), says: self.says.clone() };
        self.drawings.push(Drawing { title, plot: Box::new(make(words)) });
    }

    /// Adds a table.
    pub fn grid(&mut self, title: String, columns: Vec<(String, bool)>, rows: Vec<Vec<Entry>>) {
        self.grids.push(Grid { title, columns, rows });
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Entry {
    /// A text that leads somewhere.
    pub fn linked(text: String, href: String) -> Self {
        Self { text, href, is_customer: false }
    }

    /// A customer, as the source calls them.
    pub fn customer(text: &str) -> Self {
        Self { text: text.to_owned(), href: String::new(), is_customer: true }
    }
}
