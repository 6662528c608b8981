//! What a card shows of a fact: the line in ink, where it comes from, and who disagrees.

/// A name with its words, in the small print of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactDetail {
    /// What it is.
    pub name: String,
    /// The words.
    pub words: String,
    /// Where the words lead; empty when nowhere.
    pub href: String,
}

impl FactDetail {
    /// Words that lead nowhere.
    pub fn plain(name: String, words: String) -> Self {
        Self { name, words, href: String::new() }
    }
}

/// One value of one field as a line of the card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactLine {
    /// Name for ids in the page, letters, digits and hyphens, unique on the card.
    pub key: String,
    /// Name of the field.
    pub label: String,
    /// The value as people write it, or the words for "not known".
    pub value: String,
    /// `semantic`, `episodic`, `hypothetical` or `value`.
    pub class: String,
    /// How old, such as "3 months ago"; empty when it does not matter.
    pub age: String,
    /// Is it too old to be trusted.
    pub is_stale: bool,
    /// Is there no value.
    pub is_missing: bool,
    /// Do two sources disagree.
    pub is_conflict: bool,
    /// Source, time, who, how sure, in order.
    pub details: Vec<FactDetail>,
    /// Earlier values, newest first: when and what.
    pub history: Vec<(String, String)>,
    /// Where to POST "still so"; `None` without the right.
    pub still_so: Option<String>,
    /// Where to change it; `None` without the right.
    pub change: Option<String>,
    /// Where the value leads: a site, a letter, another card.
    pub open: Option<String>,
}

impl FactLine {
    /// CSS classes of the line.
    pub fn classes(&self) -> String {
        let mut classes = format!("is-{}", self.class);
        for (is_on, name) in [(self.is_stale, " is-stale"), (self.is_missing, " is-missing")] {
            if is_on {
                classes.push_str(name);
            }
        }
        classes
    }

    /// Icon of the class; empty for those marked by ink alone.
    pub fn mark_icon(&self) -> &'static str {
        match self.class.as_str() {
            "episodic" => "clock",
            "value" => "heart",
            _ => "",
        }
    }

    /// Key of the word for the class.
    pub fn mark_key(&self) -> String {
        format!("ui-fact-{}", self.class)
    }
}

/// One of the values that disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictSide {
    /// The value as people write it.
    pub value: String,
    /// Source and age, one line.
    pub source: String,
    /// Where the source is shown; empty when nowhere.
    pub source_href: String,
    /// Where to POST that this one is right.
    pub action: String,
}
