//! ODS: the table is streamed into the content part of the archive as it comes.

use std::fmt::Write as _;
use std::io::Write;

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::{Column, ColumnKind, Output, RowSink, Target, WriteError, Writing, Written};
use crate::cells::{Cell, Row, Value};

/// A workbook of OpenDocument.
pub(super) struct Ods;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">"#,
    r#"<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>"#,
    r#"<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>"#,
    r#"<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>"#,
    r#"</manifest:manifest>"#,
);

/// Begins the content: styles of cells by their kind of value.
const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
    r#"xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" "#,
    r#"xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" "#,
    r#"xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" "#,
    r#"xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" "#,
    r#"xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2">"#,
    r#"<office:automatic-styles>"#,
    r#"<number:date-style style:name="N1"><number:day number:style="long"/><number:text>.</number:text>"#,
    r#"<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>"#,
    r#"</number:date-style>"#,
    r#"<number:date-style style:name="N2"><number:day number:style="long"/><number:text>.</number:text>"#,
    r#"<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>"#,
    r#"<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>"#,
    r#"<number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/>"#,
    r#"</number:date-style>"#,
    r#"<number:number-style style:name="N3"><number:number number:decimal-places="2" "#,
    r#"number:min-integer-digits="1" number:grouping="true"/></number:number-style>"#,
    r#"<style:style style:name="d" style:family="table-cell" style:data-style-name="N1"/>"#,
    r#"<style:style style:name="t" style:family="table-cell" style:data-style-name="N2"/>"#,
    r#"<style:style style:name="m" style:family="table-cell" style:data-style-name="N3"/>"#,
    r#"<style:style style:name="h" style:family="table-cell">"#,
    r#"<style:text-properties fo:font-weight="bold"/></style:style>"#,
    r#"</office:automatic-styles><office:body><office:spreadsheet>"#,
);

const TAIL: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

impl Target for Ods {
    fn slug(&self) -> &'static str {
        "ods"
    }

    fn media_type(&self) -> &'static str {
        MEDIA_TYPE
    }

    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        writing: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        let mut archive = ZipWriter::new_stream(output);
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let packed = SimpleFileOptions::default().compression_level(Some(3)).large_file(true);
        let title = if writing.title.is_empty() { "Sheet1" } else { &writing.title };
        part(&mut archive, "mimetype", stored, MEDIA_TYPE)?;
        part(&mut archive, "META-INF/manifest.xml", packed, MANIFEST)?;
        part(&mut archive, "settings.xml", packed, &settings(title))?;
        archive.start_file("content.xml", packed).map_err(fault)?;
        let mut buffer = HEAD.to_owned();
        buffer.push_str("<table:table table:name=\"");
        escape(title, &mut buffer);
        let _ = write!(
            buffer,
            "\"><table:table-column table:number-columns-repeated=\"{}\"/>",
            columns.len().max(1)
        );
        buffer.push_str("<table:table-header-rows><table:table-row>");
        for column in columns {
            buffer.push_str("<table:table-cell table:style-name=\"h\" office:value-type=\"string\">");
            words(&column.name, &mut buffer);
            buffer.push_str("</table:table-cell>");
        }
        buffer.push_str("</table:table-row></table:table-header-rows>");
        let kinds = columns.iter().map(|column| column.kind).collect();
        Ok(Box::new(OdsSink { archive, buffer, kinds, n_rows: 0 }))
    }
}

/// Freezes the first row.
fn settings(title: &str) -> String {
    let mut text = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        r#"<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
        r#"xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.2"><office:settings>"#,
        r#"<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">"#,
        r#"<config:config-item-map-entry><config:config-item-map-named config:name="Tables">"#,
        r#"<config:config-item-map-entry config:name=""#,
    ));
    escape(title, &mut text);
    text.push_str("\">");
    for (name, value) in [("VerticalSplitMode", 2), ("VerticalSplitPosition", 1), ("PositionBottom", 1)] {
        let kind = if name == "VerticalSplitMode" { "short" } else { "int" };
        let _ = write!(
            text,
            r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#
        );
    }
    text.push_str(concat!(
        "</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry>",
        "</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>",
    ));
    text
}

type Archive = ZipWriter<StreamWriter<Output>>;

fn part(
    archive: &mut Archive,
    name: &str,
    options: SimpleFileOptions,
    text: &str,
) -> Result<(), WriteError> {
    archive.start_file(name, options).map_err(fault)?;
    archive.write_all(text.as_bytes())?;
    Ok(())
}

fn fault(error: zip::result::ZipError) -> WriteError {
    WriteError::from(std::io::Error::from(error))
}

/// Text in XML; characters that XML cannot hold are left out.
fn escape(text: &str, into: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\t' | '\n' | '\r' => into.push(letter),
            other if other < ' ' || matches!(other, '\u{FFFE}' | '\u{FFFF}') => {}
            other => into.push(other),
        }
    }
}

/// Words as paragraphs, with blanks and tabs kept.
fn words(text: &str, into: &mut String) {
    let is_plain = !text.contains(['\n', '\t', '\r']) && !text.contains("  ") && text.trim() == text;
    for line in text.split('\n') {
        into.push_str("<text:p>");
        if is_plain {
            escape(line, into);
        } else {
            for part in line.trim_end_matches('\r').split_inclusive([' ', '\t']) {
                escape(part.trim_end_matches([' ', '\t']), into);
                match part.chars().last() {
                    Some(' ') => into.push_str("<text:s/>"),
                    Some('\t') => into.push_str("<text:tab/>"),
                    _ => {}
                }
            }
        }
        into.push_str("</text:p>");
    }
}

struct OdsSink {
    archive: Archive,
    buffer: String,
    kinds: Vec<ColumnKind>,
    n_rows: u64,
}

fn put(cell: Cell<'_>, kind: ColumnKind, into: &mut String) {
    let text = cell.text;
    let _ = match cell.value {
        Value::Empty => write!(into, "<table:table-cell/>"),
        Value::Number(number) if number.is_finite() => {
            let style = if kind == ColumnKind::Money { " table:style-name=\"m\"" } else { "" };
            write!(into, "<table:table-cell{style} office:value-type=\"float\" office:value=\"{text}\"/>")
        }
        Value::Bool(_) => {
            write!(
                into,
                "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"{text}\"/>"
            )
        }
        Value::Date(_) => write!(
            into,
            "<table:table-cell table:style-name=\"d\" office:value-type=\"date\" office:date-value=\"{text}\"/>"
        ),
        Value::DateTime(_) => write!(
            into,
            "<table:table-cell table:style-name=\"t\" office:value-type=\"date\" office:date-value=\"{text}\"/>"
        ),
        _ => {
            into.push_str("<table:table-cell office:value-type=\"string\">");
            words(text, into);
            write!(into, "</table:table-cell>")
        }
    };
}

impl RowSink for OdsSink {
    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        self.buffer.push_str("<table:table-row>");
        for (at, cell) in row.cells().enumerate() {
            put(cell, self.kinds.get(at).copied().unwrap_or(ColumnKind::Text), &mut self.buffer);
        }
        self.buffer.push_str("</table:table-row>");
        self.n_rows += 1;
        if self.buffer.len() > 128 << 10 {
            self.archive.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Written, WriteError> {
        self.buffer.push_str(TAIL);
        self.archive.write_all(self.buffer.as_bytes())?;
        let mut stream = self.archive.finish().map_err(fault)?;
        stream.flush()?;
        Ok(Written { n_rows: self.n_rows, n_cut: 0 })
    }
}
