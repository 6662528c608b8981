//! What the builder of conditions knows of a field.

/// A field that a condition can speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterField {
    /// Slug of the field, as in the JSON of conditions.
    pub slug: String,
    /// Its name.
    pub label: String,
    /// Comparisons that make sense, the commonest first: slug and name; never empty.
    pub operators: Vec<(String, String)>,
    /// Type of the `<input>` for an operand: `text`, `number`, `date`, `tel`.
    pub input: String,
    /// Value and name of each choice; empty for what is typed.
    pub choices: Vec<(String, String)>,
}
