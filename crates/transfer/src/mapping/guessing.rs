//! Guesses what each column of a file is, from its header and from a sample of its cells.

use super::answers::are_colleagues;
use super::dictionary::Dictionary;
use super::meaning_targets::target_of;
use super::purposes::told_of;
use super::{ADDRESS_PART, COMPANY, ColumnUse, FULL_NAME, LEAVE, Mapping, NEW, PLACES, USAGE};
use crate::formats::exports::{Export, Subject};
use customers::FieldSet;
use customers::builtin::{KIND as KIND_FIELD, NAME};
use customers::staff::Staff;
use fields::{Manner, Settings};
use kernel::Country;
use matching::linkage::{ColumnKind, Guess, guess_columns};

/// The beginning of a file as guesses see it.
#[derive(Debug, Clone, Default)]
pub struct Sampled {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Some hundred rows; short ones lack their last cells.
    pub rows: Vec<Vec<String>>,
}

impl Sampled {
    fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(at));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// Guesses what each column is. What nothing is known of becomes a field of one's own, of the kind that its cells are;
/// a column without a single value is left out.
pub fn guess(
    sampled: &Sampled,
    export: Option<&Export>,
    (fields, staff): (&FieldSet, &Staff),
    manner: &Manner,
) -> Mapping {
    let dictionary = Dictionary::of(names_of(fields).into_iter());
    let by_content = guess_columns(&sampled.columns, &sampled.rows, country_of(manner.country));
    let mut taken: Vec<String> = Vec::new();
    let columns = sampled.columns.iter().enumerate().map(|(at, column)| {
        let meaning = export
            .filter(|export| export.subject == Subject::Customers)
            .and_then(|export| *export.meanings.get(at)?)
            .and_then(target_of);
        let content = by_content.get(at).copied();
        let place = meaning
            .or_else(|| dictionary.place_of(column).map(|place| corrected(place, content)))
            .or_else(|| content.and_then(place_of_content).filter(|place| may_be(place, column)))
            .filter(|place| !is_taken(place, &taken, fields))
            .filter(|place| {
                let field = fields.slug(place);
                field.is_none_or(|field| are_colleagues(field, staff, sampled.cells(at)))
            });
        match place {
            Some(place) => {
                taken.push(place.to_owned());
                ColumnUse { column: column.clone(), to: place.to_owned(), kind: None }
            }
            None => unknown(sampled, (at, column), manner),
        }
    });
    let mut columns: Vec<ColumnUse> = columns.collect();
    leave_idle(&mut columns, &sampled.columns, fields);
    Mapping::of(columns)
}

/// Leaves out what tells what something is for that is no contact point.
fn leave_idle(uses: &mut [ColumnUse], columns: &[String], fields: &FieldSet) {
    for at in 0..uses.len() {
        let is_of_contact = |uses: &[ColumnUse]| {
            let of = told_of(columns, at, |other| uses.get(other).is_some_and(|used| used.to != USAGE))?;
            fields.slug(&uses.get(of)?.to).filter(|field| field.is_contact_point())
        };
        let is_idle = is_of_contact(uses).is_none();
        if let Some(used) = uses.get_mut(at).filter(|used| used.to == USAGE && is_idle) {
            used.to = LEAVE.to_owned();
        }
    }
}

/// Names of the fields that can be filled, with their slugs: own ones, and built-in ones in every language.
fn names_of(fields: &FieldSet) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let says = super::speakers();
    // What exports tell of a card besides its facts is not to be written back.
    for (slug, key) in [
        ("made", "customers-list-made"),
        ("changed", "customers-list-changed"),
        ("taken_out", "transfer-export-taken"),
        ("may_be_written_to", "transfer-export-reach"),
    ] {
        names.push((slug.to_owned(), LEAVE.to_owned()));
        names.extend(says.iter().map(|say| (say.t(key), LEAVE.to_owned())));
    }
    for key in ["transfer-rejects-row", "transfer-rejects-reason"] {
        names.extend(says.iter().map(|say| (say.t(key), LEAVE.to_owned())));
    }
    let counted = fields.all().filter(|field| field.is_made() && !matches!(field.no, NAME | KIND_FIELD));
    for field in counted {
        names.push((field.slug.clone(), LEAVE.to_owned()));
        names.extend(says.iter().map(|say| (field.label(say), LEAVE.to_owned())));
    }
    for field in fields.all().filter(|field| !field.is_made() && !field.is_archived) {
        names.push((field.slug.clone(), field.slug.clone()));
        if !field.is_builtin() {
            names.push((field.label.clone(), field.slug.clone()));
        } else {
            names.extend(says.iter().map(|say| (field.label(say), field.slug.clone())));
        }
    }
    names
}

/// Where a header and the cells contradict each other in a way that can be seen, the cells are right.
fn corrected(place: &str, content: Option<Guess>) -> &str {
    let Some(Guess { kind, confidence }) = content.filter(|guess| guess.confidence >= 0.6) else {
        return place;
    };
    match (place, kind) {
        ("phone", ColumnKind::Email) if confidence >= 0.8 => "email",
        ("email", ColumnKind::Phone) if confidence >= 0.8 => "phone",
        ("given" | "family", ColumnKind::FullName) => FULL_NAME,
        _ => place,
    }
}

/// The place of a column whose header says nothing but whose cells do.
fn place_of_content(guess: Guess) -> Option<&'static str> {
    if guess.confidence < 0.6 {
        return None;
    }
    Some(match guess.kind {
        ColumnKind::FullName => FULL_NAME,
        ColumnKind::FamilyName => "family",
        ColumnKind::GivenName => "given",
        ColumnKind::Patronymic => "patronymic",
        ColumnKind::Phone => "phone",
        ColumnKind::Email => "email",
        ColumnKind::BirthDate => "birthday",
        ColumnKind::Organization => COMPANY,
        ColumnKind::Address => "address",
        ColumnKind::City => "city",
        _ => return None,
    })
}

/// Whether a header leaves room for what the cells look like: a day whose header tells that it is the day of something,
/// of an order say, is no birthday; headers of birthdays are known by their words.
fn may_be(place: &str, header: &str) -> bool {
    const DAYS: [&str; 6] = ["date", "дата", "дату", "day", "күн", "time"];
    let header = header.to_lowercase();
    place != "birthday" || !DAYS.iter().any(|word| header.contains(word))
}

/// A field of one value, or a whole name, is filled by one column only.
fn is_taken(place: &str, taken: &[String], fields: &FieldSet) -> bool {
    let is_many = match place {
        LEAVE | ADDRESS_PART | USAGE => true,
        place if PLACES.contains(&place) => false,
        slug => fields.slug(slug).is_none_or(|field| field.is_many),
    };
    !is_many && taken.iter().any(|other| other == place)
}

fn unknown(sampled: &Sampled, (at, column): (usize, &str), manner: &Manner) -> ColumnUse {
    if sampled.cells(at).next().is_none() {
        return ColumnUse { column: column.to_owned(), to: LEAVE.to_owned(), kind: None };
    }
    let kind = kind_of_cells(sampled, at, manner);
    ColumnUse { column: column.to_owned(), to: NEW.to_owned(), kind: Some(kind.to_owned()) }
}

/// The kind of field that every sampled cell of a column can be.
fn kind_of_cells(sampled: &Sampled, at: usize, manner: &Manner) -> &'static str {
    let is_long = |cell: &str| cell.chars().count() > 200 || cell.contains('\n');
    if sampled.cells(at).any(is_long) {
        return "long_text";
    }
    // Codes such as 007 would lose their zeros as numbers.
    let is_code = |cell: &str| {
        let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
        digits && (cell.len() > 9 || (cell.len() > 1 && cell.starts_with('0')))
    };
    if sampled.cells(at).any(is_code) {
        return "text";
    }
    let settings = Settings::default();
    let fits = |slug: &&&str| {
        let kind = fields::kinds::find(slug);
        kind.is_some_and(|kind| sampled.cells(at).all(|cell| kind.read(cell, &settings, manner).is_ok()))
    };
    ["yes_no", "integer", "decimal", "date"].iter().find(fits).copied().unwrap_or("text")
}

/// The country of phones without a code.
pub(crate) fn country_of(country: Country) -> matching::Country {
    match country {
        Country::Kz => matching::Country::Kazakhstan,
        Country::Ru => matching::Country::Russia,
        Country::Other => matching::Country::Other(*b"XX"),
    }
}
