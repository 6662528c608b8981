//! The rows of the list: what stands in each cell, and how it is changed there.

use super::columns::{Column, What};
use crate::builtin;
use crate::customer::{Customer, Kind};
use crate::field::{Field, FieldNo};
use crate::sheet::Sheet;
use crate::staff::Staff;
use kernel::Millis;
use words::Say;

/// Values of a field of many that a cell shows.
const SHOWN: usize = 2;

/// One row.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_organization: bool,
    pub(crate) has_conflict: bool,
    pub(crate) cells: Vec<Cell>,
}

/// One cell.
pub(crate) struct Cell {
    pub(crate) view: View,
    /// Where a changed value is sent, below the address of the card; empty where the cell cannot be changed.
    pub(crate) action: String,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum View {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// Ways to reach them: address and text of each, and how many more there are.
    Ways(Vec<(String, String)>, usize),
    /// How warm: the word of the base and that of people.
    Warmth(String, String),
    /// Tags.
    Tags(Vec<String>),
    /// A link to a place outside.
    Link(String, String),
}

/// By what rows are drawn.
pub(crate) struct Drawing<'d> {
    pub(crate) columns: &'d [Column<'d>],
    pub(crate) staff: &'d Staff,
    pub(crate) say: &'d Say,
    pub(crate) now: Millis,
}

impl Drawing<'_> {
    /// One row.
    pub(crate) fn row(&self, card: Customer) -> Row {
        let id = card.id.to_string();
        let cells = self.columns.iter().map(|column| self.cell(column, &card)).collect();
        Row {
            cells,
            is_organization: card.kind == Kind::Organization,
            has_conflict: card.sheet.has_conflict(),
            name: if card.name.is_empty() { self.say.t("customers-list-nameless") } else { card.name },
            id,
        }
    }

    fn cell(&self, column: &Column<'_>, card: &Customer) -> Cell {
        let fixed = |view| Cell { view, action: String::new() };
        let field = match column.what {
            What::Changed => return fixed(View::Text(self.say.ago(self.now, card.updated_at))),
            What::Made => return fixed(View::Text(self.say.date(card.created_at))),
            What::Field(field) => field,
        };
        if field.no == builtin::KIND {
            return fixed(View::Text(field.show(card.kind.slug(), self.say)));
        }
        let is_changed_here =
            !column.inline.is_empty() && field.fits(card.kind) && card.sheet.of(field.no).nth(1).is_none();
        let action = if is_changed_here {
            format!("cell?field={}&seen={}", field.slug, fingerprint(&card.sheet, field.no))
        } else {
            String::new()
        };
        Cell { view: self.view(field, &card.sheet), action }
    }

    /// The values of a field as a cell shows them.
    pub(crate) fn view(&self, field: &Field, sheet: &Sheet) -> View {
        let mut values = sheet.of(field.no).map(|fact| fact.value.as_str());
        let Some(first) = values.next() else { return View::Nothing };
        match field.kind.slug() {
            "phone" | "email" => {
                let scheme = if field.kind.slug() == "phone" { "tel:" } else { "mailto:" };
                let all: Vec<_> = std::iter::once(first).chain(values).collect();
                let way = |value: &&str| (format!("{scheme}{value}"), field.show(value, self.say));
                View::Ways(all.iter().take(SHOWN).map(way).collect(), all.len().saturating_sub(SHOWN))
            }
            "url" => View::Link(first.to_owned(), field.show(first, self.say)),
            "tag" => View::Tags(std::iter::once(first).chain(values).map(str::to_owned).collect()),
            "staff" => View::Text(self.staff.name_of_text(first).unwrap_or("—").to_owned()),
            _ if field.no == builtin::WARMTH => View::Warmth(first.to_owned(), field.show(first, self.say)),
            _ => {
                let mut text = field.show(first, self.say);
                for value in values {
                    text.push_str(", ");
                    text.push_str(&field.show(value, self.say));
                }
                View::Text(text)
            }
        }
    }
}

/// A short mark of the values of a field as they stood when the page was drawn (FNV-1a, 32 bits): a change by somebody
/// else is known by it without putting values into addresses.
pub(crate) fn fingerprint(sheet: &Sheet, field: FieldNo) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for fact in sheet.facts().iter().filter(|fact| fact.field == field) {
        for byte in fact.value.bytes().chain([u8::from(fact.is_rival)]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{PHONE, TAG, WARMTH};
    use crate::sheet::Fact;
    use crate::testing::{field_set, say};

    #[track_caller]
    fn check(field: FieldNo, values: &[&str], wanted: View) {
        let (fields, say) = (field_set(), say(words::Lang::En));
        let drawing = Drawing { columns: &[], staff: &Staff::default(), say: &say, now: 0 };
        let sheet = Sheet::new(values.iter().map(|value| Fact::new(field, *value, 1, 0)).collect());
        assert_eq!(drawing.view(fields.no(field).unwrap(), &sheet), wanted);
    }

    #[test]
    fn each_kind_shows_itself_in_its_cell() {
        check(PHONE, &[], View::Nothing);
        let way = |value: &str, text: &str| (format!("tel:{value}"), text.to_owned());
        let phones = ["+77011234567", "+77017654321", "+77010000000"];
        check(
            PHONE,
            &phones,
            View::Ways(vec![way(phones[0], "+7 701 123 45 67"), way(phones[1], "+7 701 765 43 21")], 1),
        );
        check(TAG, &["VIP", "опт"], View::Tags(vec!["VIP".into(), "опт".into()]));
        check(WARMTH, &["hot"], View::Warmth("hot".into(), "Hot".into()));
    }

    #[test]
    fn a_mark_tells_other_values_apart() {
        let sheet = |value: &str| Sheet::new(vec![Fact::new(PHONE, value, 1, 0)]);
        assert_eq!(fingerprint(&sheet("1"), PHONE), fingerprint(&sheet("1"), PHONE));
        assert_ne!(fingerprint(&sheet("1"), PHONE), fingerprint(&sheet("2"), PHONE));
        assert_ne!(fingerprint(&sheet("1"), PHONE), fingerprint(&Sheet::default(), PHONE));
    }
}
