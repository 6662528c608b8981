//! From a row of a file to what it says of a customer.

use super::answers::Answers;
use super::purposes::{self, Purpose, purposes};
use super::{
    ACCEPTS_EMAIL, ACCEPTS_SMS, ADDRESS_PART, Broken, COMPANY, FULL_NAME, ID, KIND, LEAVE, Mapping, NEW,
    REFUSES_EMAIL, TAX_ID, USAGE, cell_words,
};
use crate::cells::{Cell, Row, Value};
use crate::formats::Explained;
use crate::several;
use access::watermark;
use customers::builtin::{FAMILY, GIVEN, LEGAL_NAME, PATRONYMIC};
use customers::bulk::{Incoming, NOTHING_KNOWN, Understood, understand_some};
use customers::sheet::Usage;
use customers::staff::Staff;
use customers::{Act, Field, FieldNo, FieldSet, Kind};
use kernel::Country;
use matching::{address, organization, person, phone};
use std::borrow::Cow;
use web::FieldError;

/// Why a mapping cannot be used on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// The file has no such column.
    NoColumn(String),
    /// The base has no such field.
    NoField(String),
    /// Nothing of the file would be taken in.
    Nothing,
    /// Orders without a day.
    NoDate,
    /// Products without a code.
    NoCode,
}

/// A mapping made ready for the rows of one file.
#[derive(Debug, Clone)]
pub struct Taking {
    columns: Vec<String>,
    takes: Vec<Take>,
    places: Places,
    answers: Answers,
    /// What the contact points of each column are for.
    purposes: Vec<Purpose>,
    country: Country,
    has_city: bool,
    /// Whether a row with a cell that cannot be understood is refused whole.
    is_strict: bool,
}

/// What a row says.
#[derive(Debug, Clone)]
pub struct TakenRow {
    /// Of the customer.
    pub incoming: Incoming,
    /// The name of the customer, where the row has it in one piece.
    pub whole_name: Option<String>,
    /// The organization that a person works at.
    pub employer: Option<Employer>,
    /// What it says of news that the customer agreed to or refused.
    pub agreements: Vec<Agreement>,
    /// What contact points are for: field, as typed, label.
    labels: Vec<(FieldNo, String, String)>,
    /// The field of addresses, and what they tell besides, which is news only where they are.
    address: Option<FieldNo>,
    derived: Vec<(FieldNo, String)>,
    /// Cells that cannot be understood.
    aside: Vec<FieldError>,
    is_strict: bool,
}

impl TakenRow {
    /// What can be understood of it, once what its card says already was taken out, and the cells that cannot.
    ///
    /// # Errors
    /// Why the row is refused: all that is wrong with it.
    pub fn understood(mut self, act: &Act) -> Result<(Understood, Vec<FieldError>), Vec<FieldError>> {
        let (mut aside, is_strict) = (std::mem::take(&mut self.aside), self.is_strict);
        let labels = std::mem::take(&mut self.labels);
        match understand_some(act, self.settled()) {
            Ok((mut record, errors)) => {
                labelled(act, &mut record, labels);
                aside.extend(errors);
                if is_strict && !aside.is_empty() { Err(aside) } else { Ok((record, aside)) }
            }
            Err(errors) => {
                // That nothing is left is no news when it is said what is wrong with each cell.
                let is_told = !aside.is_empty();
                aside.extend(errors.into_iter().filter(|error| !is_told || error.key != NOTHING_KNOWN));
                Err(aside)
            }
        }
    }

    /// All of it, once what its card says already was taken out.
    fn settled(mut self) -> Incoming {
        let has_address = |field: &FieldNo| self.incoming.values.iter().any(|(no, _)| no == field);
        if self.address.as_ref().is_some_and(has_address) {
            self.incoming.values.append(&mut self.derived);
        }
        self.incoming
    }
}

/// Puts to contact points what they are for.
fn labelled(act: &Act, record: &mut Understood, labels: Vec<(FieldNo, String, String)>) {
    for (no, typed, label) in labels {
        let Some(field) = act.fields.no(no) else { continue };
        let Ok(Some(read)) = customers::typing::read(field, &typed, &act.manner) else { continue };
        let mut meant = record.values.iter_mut().filter(|(of, new)| *of == no && new.value == read.value);
        if let Some((_, new)) = meant.find(|(_, new)| new.usage.is_none()) {
            new.usage = Some(Usage { label, ..Usage::default() });
        }
    }
}

/// What a row says of news by one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The channel's slug.
    pub channel: &'static str,
    /// Agreed to, or refused.
    pub is_given: bool,
    /// The column and the cell, as they stand in the file.
    pub words: String,
}

/// The organization that a row names beside a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employer {
    /// Its name as written.
    pub name: String,
    /// What the person is there; empty when it is not said.
    pub role: String,
}

/// Fields that some columns are taken apart into.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    address: Option<FieldNo>,
    city: Option<FieldNo>,
    inn: Option<FieldNo>,
    iin: Option<FieldNo>,
    bin: Option<FieldNo>,
    position: Option<FieldNo>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Take {
    Leave,
    Id,
    Kind,
    FullName,
    Company,
    AddressPart,
    TaxId,
    /// A word about news by a channel, and which answer a yes is.
    Agrees(&'static str, bool),
    Gender(FieldNo),
    Phones(FieldNo),
    Emails(FieldNo),
    /// Several values in one cell.
    Several(FieldNo, &'static [char]),
    Address(FieldNo),
    Choice(FieldNo),
    Choices(FieldNo),
    Colleague(FieldNo),
    Day(FieldNo),
    City(FieldNo),
    One(FieldNo),
}

/// A row while it is taken apart.
#[derive(Default)]
struct Taken {
    id: Option<customers::CustomerId>,
    kind: Option<Kind>,
    full_name: Option<String>,
    company: Option<String>,
    address: Vec<String>,
    is_firm: bool,
    derived: Vec<(FieldNo, String)>,
    values: Vec<(FieldNo, String)>,
    agreements: Vec<Agreement>,
    labels: Vec<(FieldNo, String, String)>,
    errors: Vec<FieldError>,
}

impl Taking {
    /// Makes a mapping ready for a file with these columns.
    ///
    /// # Errors
    /// [`Unusable`] names the first column or field that is not there.
    pub fn new(
        mapping: &Mapping,
        columns: &[String],
        (fields, staff): (&FieldSet, &Staff),
        country: Country,
    ) -> Result<Taking, Unusable> {
        if let Some(missing) = mapping
            .columns
            .iter()
            .find(|used| used.to != LEAVE && used.to != NEW && !columns.contains(&used.column))
        {
            return Err(Unusable::NoColumn(missing.column.clone()));
        }
        let takes: Vec<Take> = columns
            .iter()
            .map(|column| match mapping.use_of(column) {
                Some(used) => take_of(&used.to, fields),
                None => Ok(Take::Leave),
            })
            .collect::<Result<_, _>>()?;
        if takes.iter().all(|take| *take == Take::Leave) {
            return Err(Unusable::Nothing);
        }
        let no = |slug: &str| fields.slug(slug).map(|field| field.no);
        let places = Places {
            address: no("address"),
            city: no("city"),
            inn: no("inn"),
            iin: no("iin"),
            bin: no("bin"),
            position: no("position"),
        };
        let has_city = takes.iter().any(|take| matches!(take, Take::City(_)));
        let answers = Answers::of(fields, staff);
        let is_strict = mapping.broken_cells == Broken::RejectRow;
        let purposes = purposes(mapping, columns, fields);
        let columns = columns.to_vec();
        Ok(Taking { columns, takes, places, answers, purposes, country, has_city, is_strict })
    }

    /// What a row says; several values of one field come as often as there are.
    ///
    /// # Errors
    /// What is wrong with which column, when a row with a broken cell is refused whole.
    pub fn read(&self, row: &Row) -> Result<TakenRow, Vec<FieldError>> {
        let mut taken = Taken::default();
        let columns = self.columns.iter().zip(&self.purposes);
        for ((take, (column, purpose)), cell) in self.takes.iter().zip(columns).zip(row.cells()) {
            if *take == Take::Leave || cell.is_empty() {
                continue;
            }
            if let Value::Error(fault) = cell.value {
                taken.errors.push(FieldError::new(column, fault.key()));
                continue;
            }
            // The sign that an exported list bears in its names is no part of them.
            let clean = watermark::number_in(cell.text).map(|_| watermark::without(cell.text));
            let text = clean.as_deref().unwrap_or(cell.text);
            let n_before = taken.values.len();
            self.take(*take, column, &Cell { text, ..cell }, &mut taken);
            if *purpose != Purpose::Unsaid {
                taken.label(purpose.of(row), n_before);
            }
        }
        self.settle(taken)
    }

    fn take(&self, take: Take, column: &str, cell: &Cell<'_>, taken: &mut Taken) {
        let text = cell.text.trim();
        match take {
            Take::Leave => {}
            Take::Id => taken.id = text.parse().ok(),
            Take::Kind => taken.kind = cell_words::kind_of(text),
            Take::FullName => taken.full_name = Some(text.to_owned()),
            Take::Company => taken.company = Some(text.to_owned()),
            Take::AddressPart => taken.address.push(text.to_owned()),
            Take::TaxId => self.take_legal_number(text, taken),
            Take::Agrees(channel, yes_is) => match cell_words::yes_or_no(text) {
                // Who did not refuse has not agreed by that.
                Some(false) if !yes_is => {}
                Some(is_yes) => {
                    let words = format!("{column}: {text}");
                    taken.agreements.push(Agreement { channel, is_given: is_yes == yes_is, words });
                }
                None => taken.errors.push(FieldError::new(column, "transfer-cell-consent")),
            },
            Take::Gender(no) => match cell_words::gender_of(text) {
                Some(slug) => taken.values.push((no, slug.to_owned())),
                None => taken.errors.push(FieldError::new(column, "transfer-cell-gender")),
            },
            Take::Phones(no) => Self::take_phones(no, text, taken),
            Take::Emails(no) if !text.contains('@') => taken.values.push((no, text.to_owned())),
            Take::Emails(no) => {
                let parts = text.split([',', ';', '\n', ' ']).filter(|part| !part.is_empty());
                taken.values.extend(parts.map(|part| (no, part.to_owned())));
            }
            Take::Several(no, separators) => {
                taken.values.extend(several::split(text, separators).into_iter().map(|part| (no, part)));
            }
            Take::Choice(no) => taken.values.push((no, self.answers.choice(no, text).to_owned())),
            Take::Choices(no) => {
                let parts = several::split(text, &[';', '\n']);
                let slugs = parts.iter().map(|part| self.answers.choice(no, part).to_owned());
                taken.values.extend(slugs.map(|slug| (no, slug)));
            }
            Take::Colleague(no) => match self.answers.colleague(text) {
                Some(id) => taken.values.push((no, id.to_owned())),
                None => {
                    let args = vec![("name", text.to_owned().into())];
                    let wrong = FieldError::new(column, "transfer-cell-colleague");
                    taken.errors.push(FieldError { args, ..wrong });
                }
            },
            Take::Address(no) => self.take_address(no, text, taken),
            Take::Day(no) => taken.values.push((no, day_of(cell).into_owned())),
            Take::City(no) => taken.values.push((no, address::bare_city(text).to_owned())),
            Take::One(no) => taken.values.push((no, text.to_owned())),
        }
    }

    /// Phones without the words beside them, which tell what each is for.
    fn take_phones(no: FieldNo, text: &str, taken: &mut Taken) {
        let pieces = phone::split_pieces(text);
        if pieces.is_empty() {
            taken.values.push((no, text.to_owned()));
        }
        for piece in pieces {
            let label = purposes::beside(&piece.words);
            if !label.is_empty() {
                taken.labels.push((no, piece.number.clone(), label));
            }
            taken.values.push((no, piece.number));
        }
    }

    fn take_legal_number(&self, text: &str, taken: &mut Taken) {
        let (slug, is_firm) = cell_words::legal_number(text, self.country == Country::Ru);
        let no = match slug {
            "bin" => self.places.bin,
            "iin" => self.places.iin,
            _ => self.places.inn,
        };
        taken.is_firm |= is_firm;
        taken.values.extend(no.map(|no| (no, text.to_owned())));
    }

    fn take_address(&self, no: FieldNo, text: &str, taken: &mut Taken) {
        taken.values.extend(several::split(text, &[';', '\n']).into_iter().map(|part| (no, part)));
        if let (false, Some(city)) = (self.has_city, self.places.city)
            && let Some(name) = address::split(text).city
        {
            taken.derived.push((city, name));
        }
    }

    fn settle(&self, mut taken: Taken) -> Result<TakenRow, Vec<FieldError>> {
        if self.is_strict && !taken.errors.is_empty() {
            return Err(taken.errors);
        }
        if !taken.address.is_empty() {
            self.join_address(&mut taken);
        }
        let has = |taken: &Taken, no| taken.values.iter().any(|(field, _)| *field == no);
        let has_parts = has(&taken, FAMILY) || has(&taken, GIVEN);
        let named = taken.full_name.take().filter(|_| !has_parts);
        if let Some(name) = &named {
            taken.name(name);
        }
        let is_person = has(&taken, FAMILY) || has(&taken, GIVEN);
        let employer = match taken.company.take() {
            Some(name) if is_person => Some(Employer { role: self.role_in(&taken), name }),
            Some(name) => {
                taken.kind = taken.kind.or(Some(Kind::Organization));
                if !has(&taken, LEGAL_NAME) {
                    taken.values.push((LEGAL_NAME, name));
                }
                None
            }
            None => None,
        };
        let is_firm = !is_person && (taken.is_firm || has(&taken, LEGAL_NAME));
        let kind = taken.kind.unwrap_or(if is_firm { Kind::Organization } else { Kind::Person });
        let incoming = Incoming { id: taken.id, kind, values: taken.values };
        Ok(TakenRow {
            incoming,
            whole_name: named,
            employer,
            agreements: taken.agreements,
            labels: taken.labels,
            address: self.places.address,
            derived: taken.derived,
            aside: taken.errors,
            is_strict: self.is_strict,
        })
    }

    /// What the person is in the organization: the post that the row gives them.
    fn role_in(&self, taken: &Taken) -> String {
        let post = taken.values.iter().find(|(no, _)| Some(*no) == self.places.position);
        post.map(|(_, post)| post.clone()).unwrap_or_default()
    }

    fn join_address(&self, taken: &mut Taken) {
        let city = self.places.city.and_then(|no| {
            taken.values.iter().find(|(field, _)| *field == no).map(|(_, city)| city.clone())
        });
        let joined = city.into_iter().chain(taken.address.drain(..)).collect::<Vec<_>>().join(", ");
        taken.values.extend(self.places.address.map(|no| (no, joined)));
    }
}

impl Taken {
    /// Keeps what the values from a place on are for.
    fn label(&mut self, label: String, from: usize) {
        let values = self.values.get(from..).unwrap_or_default().iter().filter(|_| !label.is_empty());
        self.labels.extend(values.map(|(no, typed)| (*no, typed.clone(), label.clone())));
    }

    /// A whole name: of an organization if it looks so, else of a person, taken apart.
    fn name(&mut self, name: &str) {
        let is_firm = match self.kind {
            Some(kind) => kind == Kind::Organization,
            None => organization::looks_like_organization(name),
        };
        if is_firm {
            self.kind = Some(Kind::Organization);
            self.values.push((LEGAL_NAME, name.to_owned()));
            return;
        }
        let parts = person::split_full_name(name);
        for (no, part) in [(FAMILY, parts.family), (GIVEN, parts.given), (PATRONYMIC, parts.patronymic)] {
            self.values.extend(part.map(|part| (no, part)));
        }
    }
}

fn take_of(to: &str, fields: &FieldSet) -> Result<Take, Unusable> {
    Ok(match to {
        LEAVE | NEW | USAGE => Take::Leave,
        ID => Take::Id,
        KIND => Take::Kind,
        FULL_NAME => Take::FullName,
        COMPANY => Take::Company,
        ADDRESS_PART => Take::AddressPart,
        TAX_ID => Take::TaxId,
        ACCEPTS_EMAIL => Take::Agrees("email", true),
        ACCEPTS_SMS => Take::Agrees("sms", true),
        REFUSES_EMAIL => Take::Agrees("email", false),
        slug => {
            let field = fields.slug(slug).filter(|field| !field.is_made() && !field.is_archived);
            take_of_field(field.ok_or_else(|| Unusable::NoField(slug.to_owned()))?)
        }
    })
}

fn take_of_field(field: &Field) -> Take {
    let no = field.no;
    match (field.slug.as_str(), field.kind.slug()) {
        ("gender", _) => Take::Gender(no),
        ("address", _) => Take::Address(no),
        ("city", _) if !field.is_many => Take::City(no),
        (_, "phone") => Take::Phones(no),
        (_, "email") => Take::Emails(no),
        (_, "tag") => Take::Several(no, &[',', ';', '\n', '|']),
        (_, "choice") => Take::Choice(no),
        (_, "many_choices") => Take::Choices(no),
        (_, "staff") if !field.is_many => Take::Colleague(no),
        (_, "date" | "yearly_date") => Take::Day(no),
        _ if field.is_many => Take::Several(no, &[';', '\n']),
        _ => Take::One(no),
    }
}

/// A day without the midnight that spreadsheets put behind it.
fn day_of<'a>(cell: &Cell<'a>) -> Cow<'a, str> {
    match cell.value {
        Value::DateTime(at) => Cow::Owned(at.date().to_string()),
        Value::Text => {
            let text = cell.text.trim();
            let midnight = text.strip_suffix("00:00:00").or_else(|| text.strip_suffix("00:00"));
            Cow::Borrowed(midnight.map_or(text, |day| day.trim_end_matches([' ', 'T'])))
        }
        _ => Cow::Borrowed(cell.text),
    }
}

#[cfg(test)]
mod tests;
