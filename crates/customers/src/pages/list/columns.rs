//! The columns of the list: the usual ones, every field, and when a card was made and changed.

use crate::builtin;
use crate::field::{Field, FieldSet};
use crate::staff::Staff;
use words::Say;

/// The columns of a list that says nothing of its own; the name always comes first.
pub(crate) const USUAL: [&str; 7] = ["phone", "email", "city", "warmth", "responsible", "tag", "changed"];

/// More people than these are not offered in a cell.
const MOST_STAFF: usize = 20;

/// What a column shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum What<'f> {
    /// When the card was last changed.
    Changed,
    /// When it was made.
    Made,
    /// The values of a field.
    Field(&'f Field),
}

/// One column beside the name.
pub(crate) struct Column<'f> {
    pub(crate) slug: &'f str,
    pub(crate) label: String,
    pub(crate) what: What<'f>,
    /// The kind of control by which a cell is changed where it stands; empty where it is not.
    pub(crate) inline: String,
    pub(crate) class: &'static str,
}

/// The columns asked for, in order; the usual ones when none is known.
pub(crate) fn chosen<'f>(
    fields: &'f FieldSet,
    slugs: &[String],
    staff: &Staff,
    say: &Say,
) -> Vec<Column<'f>> {
    let wanted = slugs.iter().filter_map(|slug| column(fields, slug, staff, say));
    let columns: Vec<_> = wanted.collect();
    if columns.is_empty() {
        USUAL.iter().filter_map(|slug| column(fields, slug, staff, say)).collect()
    } else {
        columns
    }
}

fn column<'f>(fields: &'f FieldSet, slug: &str, staff: &Staff, say: &Say) -> Option<Column<'f>> {
    let plain = |slug, what| Column {
        slug,
        label: say.t(&format!("customers-list-{slug}")),
        what,
        inline: String::new(),
        class: "quiet",
    };
    match slug {
        "changed" => Some(plain("changed", What::Changed)),
        "made" => Some(plain("made", What::Made)),
        _ => {
            let field = fields.slug(slug).filter(|field| is_offered(field))?;
            let is_number = field.kind.control().widget == "number";
            Some(Column {
                slug: &field.slug,
                label: field.label(say),
                what: What::Field(field),
                inline: inline(field, staff, say),
                class: if is_number { "is-number" } else { "" },
            })
        }
    }
}

/// Whether a field can be a column: the name always is one.
pub(crate) fn is_offered(field: &Field) -> bool {
    field.no != builtin::NAME && !field.is_archived && !matches!(field.kind.slug(), "file" | "link")
}

/// The control of its cells, as `table::th_sort` knows it.
fn inline(field: &Field, staff: &Staff, say: &Say) -> String {
    if field.is_made() {
        return String::new();
    }
    let list = |options: Vec<String>| {
        if options.iter().any(|option| option.contains('|')) {
            return String::new();
        }
        format!("select||{}", options.join("|"))
    };
    match field.kind.slug() {
        "choice" => {
            list(field.settings_in(say).options.iter().map(|option| option.label.clone()).collect())
        }
        "yes_no" => list(vec![field.show("true", say), field.show("false", say)]),
        "staff" if staff.people().len() <= MOST_STAFF => {
            list(staff.people().iter().map(|(_, name)| name.clone()).collect())
        }
        "phone" => "tel".into(),
        "email" => "email".into(),
        "staff" | "tag" | "many_choices" | "address" | "long_text" => String::new(),
        _ => "text".into(),
    }
}

/// Every column for the menu: slug, name, whether it is shown; those shown come first, in their order.
pub(crate) fn offered(fields: &FieldSet, shown: &[Column<'_>], say: &Say) -> Vec<(String, String, bool)> {
    let mut all: Vec<_> =
        shown.iter().map(|column| (column.slug.to_owned(), column.label.clone(), true)).collect();
    let is_shown = |slug: &str| shown.iter().any(|column| column.slug == slug);
    for slug in ["changed", "made"].into_iter().filter(|slug| !is_shown(slug)) {
        all.push((slug.into(), say.t(&format!("customers-list-{slug}")), false));
    }
    let others = fields.all().filter(|field| is_offered(field) && !is_shown(&field.slug));
    all.extend(others.map(|field| (field.slug.clone(), field.label(say), false)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{field_set, say};

    #[test]
    fn columns_come_in_the_order_asked_for_and_unknown_ones_are_left_out() {
        let (fields, say) = (field_set(), say(words::Lang::Ru));
        let slugs = |asked: &[&str]| {
            let asked: Vec<_> = asked.iter().map(|slug| (*slug).to_owned()).collect();
            let columns = chosen(&fields, &asked, &Staff::default(), &say);
            columns.iter().map(|column| column.slug.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(slugs(&["city", "made", "no_such", "name"]), ["city", "made"]);
        assert_eq!(slugs(&["no_such"]), USUAL);
    }

    #[test]
    fn a_choice_is_changed_by_its_names_and_what_is_made_from_others_is_not() {
        let (fields, say) = (field_set(), say(words::Lang::En));
        let asked = ["warmth".to_owned(), "kind".into(), "city".into(), "tag".into()];
        let columns = chosen(&fields, &asked, &Staff::default(), &say);
        let inline: Vec<_> = columns.iter().map(|column| column.inline.as_str()).collect();
        assert!(inline[0].starts_with("select||"));
        assert_eq!(inline[1..], ["", "text", ""]);
    }
}
