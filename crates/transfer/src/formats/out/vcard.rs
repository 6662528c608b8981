//! vCard 4.0: a card for each row; columns without a place in cards go out as `X-FIELD` with their heading.

use std::io::Write;

use super::{Column, Output, RowSink, Target, UNSAID, WriteError, Writing, Written};
use crate::cells::Row;
use crate::formats::exports::Meaning;
use crate::several;

/// Contact cards.
pub(super) struct VCard;

impl Target for VCard {
    fn slug(&self) -> &'static str {
        "vcf"
    }

    fn media_type(&self) -> &'static str {
        "text/vcard; charset=utf-8"
    }

    fn tells_purposes(&self) -> bool {
        true
    }

    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        _: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        Ok(Box::new(CardSink {
            output,
            buffer: String::new(),
            columns: columns.to_vec(),
            n_groups: 0,
            n_rows: 0,
        }))
    }
}

struct CardSink {
    output: Output,
    buffer: String,
    columns: Vec<Column>,
    /// Groups of lines in the card that is written.
    n_groups: usize,
    n_rows: u64,
}

/// Parts of a name and of an address, in the order of the card's components.
const NAME: [Meaning; 5] =
    [Meaning::Family, Meaning::Given, Meaning::Patronymic, Meaning::NamePrefix, Meaning::NameSuffix];
const ADDRESS: [Option<Meaning>; 7] = [
    None,
    None,
    Some(Meaning::Street),
    Some(Meaning::City),
    Some(Meaning::Region),
    Some(Meaning::PostalCode),
    Some(Meaning::Country),
];

/// Properties whose value is the cell itself.
fn property_of(meaning: Meaning) -> Option<&'static str> {
    Some(match meaning {
        Meaning::Phone => "TEL",
        Meaning::MobilePhone => "TEL;TYPE=cell",
        Meaning::Fax => "TEL;TYPE=fax",
        Meaning::Email => "EMAIL",
        Meaning::Site => "URL",
        Meaning::Messenger => "IMPP",
        Meaning::JobTitle => "TITLE",
        Meaning::Nickname => "NICKNAME",
        Meaning::Birthday => "BDAY",
        Meaning::Anniversary => "ANNIVERSARY",
        Meaning::Note => "NOTE",
        Meaning::Tags => "CATEGORIES",
        Meaning::ExternalId => "UID",
        _ => return None,
    })
}

impl CardSink {
    fn line(&mut self, name: &str, value: &str) {
        let start = self.buffer.len();
        self.buffer.push_str(name);
        self.buffer.push(':');
        self.buffer.push_str(value);
        fold(&mut self.buffer, start);
        self.buffer.push_str("\r\n");
    }

    fn of<'a>(&self, row: &'a Row, meaning: Meaning) -> &'a str {
        let at = self.columns.iter().position(|column| column.meaning == Some(meaning));
        at.map_or("", |at| row.cell(at).text)
    }

    fn card(&mut self, row: &Row) {
        self.n_groups = 0;
        self.buffer.push_str("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        let name: Vec<&str> = NAME.iter().map(|part| self.of(row, *part)).collect();
        let full = self.of(row, Meaning::FullName);
        let joined: Vec<&str> = name.iter().copied().take(3).filter(|part| !part.is_empty()).collect();
        let shown = match (full, self.of(row, Meaning::Company)) {
            ("", company) if joined.is_empty() => escaped(company),
            ("", _) => escaped(&joined.join(" ")),
            (full, _) => escaped(full),
        };
        self.line("FN", &shown);
        if name.iter().any(|part| !part.is_empty()) {
            let parts: Vec<String> = name.iter().map(|part| escaped(part)).collect();
            self.line("N", &parts.join(";"));
        }
        let address: Vec<String> = ADDRESS
            .iter()
            .map(|part| part.map_or(String::new(), |part| escaped(self.of(row, part))))
            .collect();
        if address.iter().any(|part| !part.is_empty()) {
            self.line("ADR", &address.join(";"));
        }
        let (company, unit) = (self.of(row, Meaning::Company), self.of(row, Meaning::Department));
        if !company.is_empty() || !unit.is_empty() {
            let value = if unit.is_empty() {
                escaped(company)
            } else {
                format!("{};{}", escaped(company), escaped(unit))
            };
            self.line("ORG", &value);
        }
        self.others(row);
        self.buffer.push_str("END:VCARD\r\n");
    }

    /// What the contact points of the column at this place are for, in their order.
    fn purposes(&self, row: &Row, at: usize) -> Vec<String> {
        match self.columns.get(at + 1) {
            Some(behind) if behind.meaning == Some(Meaning::PointType) => parts_of(row.cell(at + 1).text),
            _ => Vec::new(),
        }
    }

    /// A line for each contact point, with its type, or in a group with a label where there is no type for it.
    fn points(&mut self, property: &str, text: &str, purposes: Vec<String>) {
        let purposes = purposes.iter().map(String::as_str).chain(std::iter::repeat(UNSAID));
        for (value, purpose) in parts_of(text).iter().zip(purposes) {
            let value = escaped(value);
            match type_of(property, purpose) {
                _ if purpose == UNSAID || property.contains(';') => self.line(property, &value),
                Some(word) => self.line(&format!("{property};TYPE={word}"), &value),
                None => {
                    self.n_groups += 1;
                    let group = format!("item{}", self.n_groups);
                    self.line(&format!("{group}.{property}"), &value);
                    self.line(&format!("{group}.X-ABLabel"), &escaped(purpose));
                }
            }
        }
    }

    fn others(&mut self, row: &Row) {
        let is_part = |meaning: Meaning| {
            NAME.contains(&meaning)
                || ADDRESS.contains(&Some(meaning))
                || matches!(meaning, Meaning::FullName | Meaning::Company | Meaning::Department)
        };
        let mut seen = Vec::new();
        for (at, column) in self.columns.clone().iter().enumerate() {
            let text = row.cell(at).text;
            let is_first = column.meaning.is_none_or(|meaning| !seen.contains(&meaning));
            seen.extend(column.meaning);
            if text.is_empty()
                || column.meaning == Some(Meaning::PointType)
                || (is_first && column.meaning.is_some_and(is_part))
            {
                continue;
            }
            match column.meaning.and_then(property_of) {
                Some("CATEGORIES") => {
                    let tags: Vec<String> = parts_of(text).iter().map(|tag| escaped(tag)).collect();
                    self.line("CATEGORIES", &tags.join(","));
                }
                Some(property) if is_repeated(property) => {
                    self.points(property, text, self.purposes(row, at))
                }
                Some(property @ ("BDAY" | "ANNIVERSARY")) => self.line(property, &escaped(&day_of(text))),
                Some(property) => self.line(property, &escaped(text)),
                None => {
                    let label = column.name.replace(['"', '\r', '\n'], "'");
                    self.line(&format!("X-FIELD;LABEL=\"{label}\""), &escaped(text));
                }
            }
        }
    }
}

/// The type of a contact point that is for this (RFC 6350, 5.6 and 6.4.1; RFC 7852, 8.1); `None` where there is none.
fn type_of(property: &str, purpose: &str) -> Option<&'static str> {
    Some(match (property, purpose) {
        (_, "work") => "work",
        (_, "home") => "home",
        ("TEL", "mobile") => "cell",
        ("TEL", "fax") => "fax",
        ("TEL", "main") => "main-number",
        _ => return None,
    })
}

/// A day without the strokes between its parts, as cards have it (RFC 6350, 4.3.1): `19850314`, `--0314`.
fn day_of(text: &str) -> String {
    let plain = text.replace('-', "");
    let is_day = plain.bytes().all(|byte| byte.is_ascii_digit());
    match (plain.len(), text.starts_with("--")) {
        (8, false) if is_day => plain,
        (4, true) if is_day => format!("--{plain}"),
        _ => text.to_owned(),
    }
}

/// Properties that stand once for each value.
fn is_repeated(property: &str) -> bool {
    ["TEL", "EMAIL", "URL", "IMPP"].iter().any(|name| property.starts_with(name))
}

fn parts_of(cell: &str) -> Vec<String> {
    several::split(cell, &[';', '\n'])
}

fn escaped(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    plain.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Breaks a line after at most 75 bytes, between letters (RFC 6350, 3.2).
fn fold(buffer: &mut String, start: usize) {
    let mut at = start + 75;
    while at < buffer.len() {
        while !buffer.is_char_boundary(at) {
            at -= 1;
        }
        buffer.insert_str(at, "\r\n ");
        at += 3 + 74;
    }
}

impl RowSink for CardSink {
    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        self.card(row);
        self.n_rows += 1;
        if self.buffer.len() > 64 << 10 {
            self.output.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Written, WriteError> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(Written { n_rows: self.n_rows, n_cut: 0 })
    }
}
