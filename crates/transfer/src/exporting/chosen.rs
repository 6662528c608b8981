//! Which columns a list goes out with: the id and the kind of the customer first, then those chosen, in their order.

use crate::formats::exports::Meaning;
use crate::formats::out::{Column, ColumnKind, Target};
use crate::mapping::meaning_of;
use customers::builtin::{KIND, NAME};
use customers::{Field, FieldSet};
use words::Say;

/// The heading of the id, the same in every language, so that a list that comes back is known.
pub(crate) const ID_HEADING: &str = "Kartoteka ID";

/// Which columns are wanted beside the id and the kind.
#[derive(Debug, Clone)]
pub enum Columns {
    /// Every field of the card that a file can hold.
    Every,
    /// These, by slug; the name comes first when it is not among them. Unknown ones are left out.
    These(Vec<String>),
}

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'f> {
    Id,
    Kind,
    Name,
    Made,
    Changed,
    Field(&'f Field),
    /// What each value of a contact field is for, in the order of the values.
    Purposes(&'f Field),
    /// The addresses to which the customer may be written.
    Reach,
    /// Who took the list out and when: the mark that is seen.
    Taken,
}

/// The columns of one file.
pub(super) struct Chosen<'f> {
    pub(super) whats: Vec<What<'f>>,
    pub(super) headings: Vec<Column>,
}

/// Slugs of every column that holds what people wrote, in the order of the card.
pub fn every_column(fields: &FieldSet) -> Vec<String> {
    let own = fields.all().filter(|field| !field.is_made() && is_written(field));
    own.map(|field| field.slug.clone()).collect()
}

/// Whether the values of a field mean something outside the base; files are ids of what is kept here.
fn is_written(field: &Field) -> bool {
    !field.is_archived && field.kind.slug() != "file"
}

impl<'f> Chosen<'f> {
    /// What was chosen, with headings in the reader's language, or slugs where programs read.
    pub(super) fn of(
        fields: &'f FieldSet,
        (columns, mailing): (&Columns, Option<&str>),
        to: (&dyn Target, &Say),
    ) -> Self {
        let mut whats = vec![What::Id, What::Kind];
        match columns {
            Columns::Every => whats.extend(
                fields.all().filter(|field| !field.is_made() && is_written(field)).map(What::Field),
            ),
            Columns::These(slugs) => {
                if !slugs.iter().any(|slug| slug == "name") {
                    whats.push(What::Name);
                }
                for slug in slugs {
                    if let Some(what) = what_of(fields, slug)
                        && !whats.iter().any(|known| known.slug() == what.slug())
                    {
                        whats.push(what);
                    }
                }
            }
        }
        if mailing.is_some() {
            whats.push(What::Reach);
        }
        if to.0.tells_purposes() {
            whats = whats.into_iter().flat_map(with_purposes).collect();
        }
        let mut chosen = Self { whats, headings: Vec::new() };
        for what in chosen.whats.clone() {
            let column = chosen.column(what, to);
            chosen.headings.push(column);
        }
        chosen
    }

    /// The same with a last column that names in every row who took the list out: cut as it may be, a row tells of it. Programs
    /// read a list by its columns and are left alone; they find the sign that is not seen.
    pub(super) fn marked(mut self, to: (&dyn Target, &Say)) -> Self {
        if !to.0.is_for_programs() {
            let column = self.column(What::Taken, to);
            self.whats.push(What::Taken);
            self.headings.push(column);
        }
        self
    }

    /// Slugs of all columns, in order.
    pub(super) fn slugs(&self) -> Vec<&str> {
        self.whats.iter().filter(|what| !matches!(what, What::Purposes(_))).map(What::slug).collect()
    }

    fn column(&self, what: What<'f>, (target, say): (&dyn Target, &Say)) -> Column {
        let heading = if target.is_for_programs() { what.slug().to_owned() } else { what.heading(say) };
        let is_taken = self.headings.iter().any(|column| column.name == heading);
        Column {
            name: if is_taken { format!("{heading} ({})", what.slug()) } else { heading },
            kind: what.kind(),
            meaning: match what {
                What::Field(field) => meaning_of(&field.slug),
                What::Name => meaning_of("name"),
                What::Purposes(_) => Some(Meaning::PointType),
                _ => None,
            },
        }
    }
}

/// A contact field followed by what its values are for.
fn with_purposes(what: What<'_>) -> impl Iterator<Item = What<'_>> {
    let purposes = match what {
        What::Field(field) if field.is_contact_point() => Some(What::Purposes(field)),
        _ => None,
    };
    std::iter::once(what).chain(purposes)
}

fn what_of<'f>(fields: &'f FieldSet, slug: &str) -> Option<What<'f>> {
    match slug {
        "changed" => Some(What::Changed),
        "made" => Some(What::Made),
        _ => {
            let field = fields.slug(slug).filter(|field| is_written(field))?;
            Some(match field.no {
                NAME => What::Name,
                KIND => What::Kind,
                _ => What::Field(field),
            })
        }
    }
}

impl What<'_> {
    fn slug(&self) -> &str {
        match self {
            What::Id => "kartoteka_id",
            What::Kind => "kind",
            What::Name => "name",
            What::Made => "made",
            What::Changed => "changed",
            What::Reach => "may_be_written_to",
            What::Taken => "taken_out",
            What::Field(field) | What::Purposes(field) => &field.slug,
        }
    }

    /// What people read over the column.
    fn heading(&self, say: &Say) -> String {
        match self {
            What::Id => ID_HEADING.to_owned(),
            What::Kind => say.t("transfer-export-kind"),
            What::Name => say.t("transfer-export-name"),
            What::Made => say.t("customers-list-made"),
            What::Changed => say.t("customers-list-changed"),
            What::Reach => say.t("transfer-export-reach"),
            What::Taken => say.t("transfer-export-taken"),
            What::Field(field) | What::Purposes(field) => field.label(say),
        }
    }

    fn kind(&self) -> ColumnKind {
        match self {
            What::Made | What::Changed => ColumnKind::DateTime,
            What::Field(field) if !field.is_many => match field.kind.slug() {
                "integer" | "decimal" => ColumnKind::Number,
                "date" => ColumnKind::Date,
                "yes_no" => ColumnKind::Bool,
                _ => ColumnKind::Text,
            },
            _ => ColumnKind::Text,
        }
    }
}
