//! Kinds of columns: what each holds, how a cell becomes fields that can be compared.

mod parts;

use serde::{Deserialize, Serialize};

use super::comparators::{
    CODE, Comparator, DATE, EMAIL, FAMILY_NAME, GIVEN_NAME, NUMBER, PATRONYMIC, PHONE, TEXT,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A person's whole name.
    FullName,
    /// Family name.
    FamilyName,
    /// Given name.
    GivenName,
    /// Patronymic or middle name.
    Patronymic,
    /// One or more phones.
    Phone,
    /// One or more e-mail addresses.
    Email,
    /// Date of birth or another date that does not change.
    BirthDate,
    /// Name of an organization.
    Organization,
    /// A whole postal address.
    Address,
    /// City, town, suburb.
    City,
    /// Short code, category, house, postcode.
    Code,
    /// A number that belongs to one client: a tax number, a card, a document.
    Id,
    /// A quantity.
    Number,
    /// Any other words.
    Text,
    /// Not compared: row numbers, the time of an entry, what is the same everywhere.
    Ignored,
}

/// How fields of several columns go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// Each column has its own field.
    Own,
    /// Columns of one kind are many values of one field; any may agree with any.
    Many,
    /// One field; the first column that has a value gives it.
    First,
}

/// A field that a kind of column fills.
pub(crate) struct FieldSpec {
    pub slug: &'static str,
    pub comparator: &'static dyn Comparator,
    pub sharing: Sharing,
    /// How often people of one home, or firms of one house, have it in common, 0..=1, before anything is learned.
    pub shared_ratio: f64,
}

const fn field(
    slug: &'static str,
    comparator: &'static dyn Comparator,
    sharing: Sharing,
    shared_ratio: f64,
) -> FieldSpec {
    FieldSpec { slug, comparator, sharing, shared_ratio }
}

/// A kind with all it knows.
pub(crate) struct Kind {
    pub kind: ColumnKind,
    pub slug: &'static str,
    pub fields: &'static [FieldSpec],
    /// Gives the texts for the fields of a cell by their place in `fields`.
    pub split: fn(&str, &mut Vec<(usize, String)>),
}

const FAMILY: FieldSpec = field("family_name", &FAMILY_NAME, Sharing::First, 0.6);
const GIVEN: FieldSpec = field("given_name", &GIVEN_NAME, Sharing::First, 0.0);
const FATHER: FieldSpec = field("patronymic", &PATRONYMIC, Sharing::First, 0.2);
const TOWN: FieldSpec = field("city", &TEXT, Sharing::First, 0.95);

/// All kinds, in the order in which people are offered them.
pub(crate) const ALL: [Kind; 15] = [
    Kind {
        kind: ColumnKind::FullName,
        slug: "full_name",
        fields: &[FAMILY, GIVEN, FATHER],
        split: parts::full_name,
    },
    Kind { kind: ColumnKind::FamilyName, slug: "family_name", fields: &[FAMILY], split: parts::whole },
    Kind { kind: ColumnKind::GivenName, slug: "given_name", fields: &[GIVEN], split: parts::whole },
    Kind { kind: ColumnKind::Patronymic, slug: "patronymic", fields: &[FATHER], split: parts::whole },
    Kind {
        kind: ColumnKind::Phone,
        slug: "phone",
        fields: &[field("phone", &PHONE, Sharing::Many, 0.2)],
        split: parts::phones,
    },
    Kind {
        kind: ColumnKind::Email,
        slug: "email",
        fields: &[field("email", &EMAIL, Sharing::Many, 0.02)],
        split: parts::emails,
    },
    Kind {
        kind: ColumnKind::BirthDate,
        slug: "birth_date",
        fields: &[field("birth_date", &DATE, Sharing::Own, 0.0)],
        split: parts::whole,
    },
    Kind {
        kind: ColumnKind::Organization,
        slug: "organization",
        fields: &[field("organization", &TEXT, Sharing::Own, 0.1)],
        split: parts::organization,
    },
    Kind {
        kind: ColumnKind::Address,
        slug: "address",
        fields: &[
            field("street", &TEXT, Sharing::Own, 0.95),
            field("house", &CODE, Sharing::Own, 0.95),
            field("flat", &CODE, Sharing::Own, 0.9),
            TOWN,
        ],
        split: parts::address,
    },
    Kind { kind: ColumnKind::City, slug: "city", fields: &[TOWN], split: parts::whole },
    Kind {
        kind: ColumnKind::Code,
        slug: "code",
        fields: &[field("code", &CODE, Sharing::Own, 0.5)],
        split: parts::whole,
    },
    Kind {
        kind: ColumnKind::Id,
        slug: "id",
        fields: &[field("id", &CODE, Sharing::Own, 0.0)],
        split: parts::whole,
    },
    Kind {
        kind: ColumnKind::Number,
        slug: "number",
        fields: &[field("number", &NUMBER, Sharing::Own, 0.3)],
        split: parts::whole,
    },
    Kind {
        kind: ColumnKind::Text,
        slug: "text",
        fields: &[field("text", &TEXT, Sharing::Own, 0.5)],
        split: parts::whole,
    },
    Kind { kind: ColumnKind::Ignored, slug: "ignored", fields: &[], split: parts::whole },
];

impl ColumnKind {
    /// All kinds, in the order in which people are offered them.
    pub fn all() -> impl Iterator<Item = ColumnKind> {
        ALL.iter().map(|kind| kind.kind)
    }

    /// The name by which files and commands call the kind: `family_name`.
    pub fn slug(self) -> &'static str {
        self.definition().map_or("ignored", |kind| kind.slug)
    }

    /// Finds a kind by its slug.
    pub fn from_slug(slug: &str) -> Option<ColumnKind> {
        ALL.iter().find(|kind| kind.slug == slug).map(|kind| kind.kind)
    }

    pub(crate) fn definition(self) -> Option<&'static Kind> {
        const KINDS: &[Kind] = &ALL;
        KINDS.iter().find(|kind| kind.kind == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_slug() {
        for kind in ColumnKind::all() {
            assert_eq!(ColumnKind::from_slug(kind.slug()), Some(kind));
        }
        assert_eq!(ColumnKind::from_slug("nothing"), None);
    }

    #[test]
    fn cells_are_split_into_fields() {
        for (kind, cell, expected) in [
            (
                ColumnKind::FullName,
                "Иванов Иван Иванович",
                vec![(0, "Иванов"), (1, "Иван"), (2, "Иванович")],
            ),
            (ColumnKind::Phone, "87011234567, 87027654321", vec![(0, "87011234567"), (0, "87027654321")]),
            (ColumnKind::Email, "a@b.kz; c@d.ru", vec![(0, "a@b.kz"), (0, "c@d.ru")]),
            (
                ColumnKind::Address,
                "г. Алматы, ул. Абая, д. 10, кв. 5",
                vec![(0, "Абая"), (1, "10"), (2, "5"), (3, "Алматы")],
            ),
            (ColumnKind::Organization, "ТОО «Ромашка»", vec![(0, "Ромашка")]),
            (ColumnKind::Text, "слово", vec![(0, "слово")]),
        ] {
            let mut out = Vec::new();
            (kind.definition().unwrap().split)(cell, &mut out);
            let found: Vec<(usize, &str)> = out.iter().map(|(at, text)| (*at, text.as_str())).collect();
            assert_eq!(found, expected, "{cell}");
        }
    }
}
