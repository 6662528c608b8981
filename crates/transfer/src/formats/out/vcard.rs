//! vCard 4.0: a card for each row; columns without a place in cards go out as `X-FIELD` with their heading.

use std::io::Write;

use super::{Column, Output, RowSink, Target, WriteError, Writing, Written};
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

    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        _: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        Ok(Box::new(CardSink { output, buffer: String::new(), columns: columns.to_vec(), n_rows: 0 }))
    }
}

struct CardSink {
    output: Output,
    buffer: String,
    columns: Vec<Column>,
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
            if text.is_empty() || (is_first && column.meaning.is_some_and(is_part)) {
                continue;
            }
            match column.meaning.and_then(property_of) {
                Some("CATEGORIES") => {
                    let tags: Vec<String> = parts_of(text).iter().map(|tag| escaped(tag)).collect();
                    self.line("CATEGORIES", &tags.join(","));
                }
                Some(property) if is_repeated(property) => {
                    parts_of(text).iter().for_each(|value| self.line(property, &escaped(value)));
                }
                Some(property) => self.line(property, &escaped(text)),
                None => {
                    let label = column.name.replace(['"', '\r', '\n'], "'");
                    self.line(&format!("X-FIELD;LABEL=\"{label}\""), &escaped(text));
                }
            }
        }
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
