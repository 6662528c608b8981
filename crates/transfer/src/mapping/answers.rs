//! Words in cells that stand for what the base keeps by another name: choices by their labels, colleagues by their names.

use customers::staff::Staff;
use customers::{Field, FieldNo, FieldSet};
use matching::fold::fold;
use std::collections::HashMap;

/// What the words of a base lead to.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers {
    choices: HashMap<(FieldNo, String), String>,
    /// Folded names of colleagues; `None` where two have the same.
    staff: HashMap<String, Option<String>>,
}

impl Answers {
    /// Of the fields of a base, whose built-in choices have names in every language, and of the people who work there.
    pub(super) fn of(fields: &FieldSet, staff: &Staff) -> Answers {
        let says = super::speakers();
        let mut answers = Answers::default();
        for field in fields.all() {
            for option in &field.settings.options {
                for say in &says {
                    let label = fold(&field.option_label(option, say));
                    answers.choices.entry((field.no, label)).or_insert_with(|| option.slug.clone());
                }
            }
        }
        for (id, name) in staff.people() {
            let known = answers.staff.entry(fold(name)).or_insert_with(|| Some(id.to_string()));
            if known.as_deref() != Some(&id.to_string()) {
                *known = None;
            }
        }
        answers
    }

    /// The slug of a choice, or the words themselves when they are none of its labels.
    pub(super) fn choice<'c>(&'c self, no: FieldNo, cell: &'c str) -> &'c str {
        self.choices.get(&(no, fold(cell))).map_or(cell, String::as_str)
    }

    /// The id of a colleague, given by name or by id; `None` for somebody unknown.
    pub(super) fn colleague<'c>(&'c self, cell: &'c str) -> Option<&'c str> {
        if kernel::RawId::try_parse(cell).is_ok() {
            return Some(cell);
        }
        self.staff.get(&fold(cell))?.as_deref()
    }
}

/// Whether every one of some cells can stand in a field of people who work here.
pub(super) fn are_colleagues<'c>(
    field: &Field,
    staff: &Staff,
    mut cells: impl Iterator<Item = &'c str>,
) -> bool {
    let is_known = |cell: &str| {
        kernel::RawId::try_parse(cell).is_ok()
            || staff.people().iter().any(|(_, name)| fold(name) == fold(cell))
    };
    field.kind.slug() != "staff" || cells.all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::RawId;

    #[test]
    fn choices_and_colleagues_are_known_by_their_names() {
        let fields = crate::run::testing::field_set();
        let (one, other) = (RawId::from_u128(1), RawId::from_u128(2));
        let people = vec![(one, "Айгерим Сәрсен".to_owned()), (other, "Олег".into()), (one, "Олег".into())];
        let answers = Answers::of(&fields, &Staff::new(people, 0));
        let warmth = fields.slug("warmth").unwrap().no;
        for (cell, slug) in [("Тёплый", "warm"), ("hot", "hot"), ("прохладный", "прохладный")]
        {
            assert_eq!(answers.choice(warmth, cell), slug);
        }
        assert_eq!(answers.colleague("айгерим сәрсен"), Some(one.to_string().as_str()));
        assert_eq!(answers.colleague("Олег"), None, "two have this name");
        assert_eq!(answers.colleague("Пётр"), None);
    }
}
