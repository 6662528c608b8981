//! What of a card is compared: its cells by column, of people and of organizations.

use crate::builtin::{
    BIN, BIRTHDAY, EMAIL, FAMILY, GIVEN, IIN, INN, LEGAL_NAME, PATRONYMIC, PHONE, SHORT_NAME,
};
use crate::customer::Kind;
use crate::field::FieldNo;
use crate::sheet::Sheet;
use fields::kinds::AddressParts;
use kernel::Country;
use matching::linkage::{Column, ColumnKind, Schema};

const ADDRESS: FieldNo = 28;
const CITY: FieldNo = 29;
const TELEGRAM: FieldNo = 22;
const WHATSAPP: FieldNo = 23;

const PEOPLE: &[(ColumnKind, &[FieldNo])] = &[
    (ColumnKind::FamilyName, &[FAMILY]),
    (ColumnKind::GivenName, &[GIVEN]),
    (ColumnKind::Patronymic, &[PATRONYMIC]),
    (ColumnKind::Phone, &[PHONE, WHATSAPP]),
    (ColumnKind::Email, &[EMAIL]),
    (ColumnKind::BirthDate, &[BIRTHDAY]),
    (ColumnKind::Address, &[ADDRESS]),
    (ColumnKind::City, &[CITY]),
    (ColumnKind::Id, &[IIN]),
    (ColumnKind::Id, &[INN]),
    (ColumnKind::Id, &[TELEGRAM]),
];

const ORGANIZATIONS: &[(ColumnKind, &[FieldNo])] = &[
    (ColumnKind::Organization, &[LEGAL_NAME, SHORT_NAME]),
    (ColumnKind::Phone, &[PHONE, WHATSAPP]),
    (ColumnKind::Email, &[EMAIL]),
    (ColumnKind::Address, &[ADDRESS]),
    (ColumnKind::City, &[CITY]),
    (ColumnKind::Id, &[BIN]),
    (ColumnKind::Id, &[INN]),
];

fn columns_of(kind: Kind) -> &'static [(ColumnKind, &'static [FieldNo])] {
    match kind {
        Kind::Person => PEOPLE,
        Kind::Organization => ORGANIZATIONS,
    }
}

/// The fields from which a reason of a kind came, to show their values.
pub(super) fn fields_of(reason: &str) -> &'static [FieldNo] {
    match reason {
        "family_name" => &[FAMILY],
        "given_name" => &[GIVEN],
        "patronymic" => &[PATRONYMIC],
        "phone" => &[PHONE, WHATSAPP],
        "email" => &[EMAIL],
        "birth_date" => &[BIRTHDAY],
        "organization" => &[LEGAL_NAME, SHORT_NAME],
        "city" => &[CITY],
        _ => &[],
    }
}

/// The columns of the cards of a kind.
pub(super) fn schema(kind: Kind, country: Country) -> Schema {
    let column = |(at, (kind, _)): (usize, &(ColumnKind, &[FieldNo]))| Column {
        name: format!("{}{at}", kind.slug()),
        kind: *kind,
    };
    let country = match country {
        Country::Kz => matching::Country::Kazakhstan,
        Country::Ru => matching::Country::Russia,
        Country::Other => matching::Country::Other(*b"ZZ"),
    };
    Schema { columns: columns_of(kind).iter().enumerate().map(column).collect(), country }
}

/// The cells of a card in the order of its columns; several values of one column stand in one cell.
pub(crate) fn cells(kind: Kind, sheet: &Sheet) -> Vec<String> {
    columns_of(kind).iter().map(|(kind, fields)| cell(*kind, fields, sheet)).collect()
}

fn cell(kind: ColumnKind, fields: &[FieldNo], sheet: &Sheet) -> String {
    let mut values = fields.iter().flat_map(|field| sheet.of(*field)).map(|fact| fact.value.as_str());
    match kind {
        ColumnKind::Phone | ColumnKind::Email => {
            let mut cell = String::new();
            for value in values {
                // An extension is no part of the number that is compared.
                let value = value.split(';').next().unwrap_or(value);
                if !cell.is_empty() {
                    cell.push_str("; ");
                }
                cell.push_str(value);
            }
            cell
        }
        ColumnKind::Address => values.next().map(|value| AddressParts::of(value).typed).unwrap_or_default(),
        // A birthday without its year is told by too many.
        ColumnKind::BirthDate => {
            values.next().filter(|value| !value.starts_with('-')).unwrap_or_default().to_owned()
        }
        _ => values.next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Fact;

    #[test]
    fn several_phones_stand_in_one_cell_and_a_birthday_without_year_in_none() {
        let sheet = Sheet::new(vec![
            Fact::new(FAMILY, "Омарова", 1, 0),
            Fact::new(PHONE, "+77011234567;ext=3", 1, 0),
            Fact::new(WHATSAPP, "+77017654321", 1, 0),
            Fact::new(BIRTHDAY, "--03-12", 1, 0),
        ]);
        let cells = cells(Kind::Person, &sheet);
        assert_eq!(cells[..1], ["Омарова"]);
        assert_eq!(cells[3], "+77011234567; +77017654321");
        assert_eq!(cells[5], "");
        assert_eq!(cells.len(), schema(Kind::Person, Country::Kz).columns.len());
    }
}
