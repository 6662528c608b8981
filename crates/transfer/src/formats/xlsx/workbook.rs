//! The parts of a workbook besides its sheets: the list of sheets, number formats and shared strings.

use std::collections::HashMap;

use super::serial::{NumberKind, builtin, kind_of_code};
use crate::formats::faults::FileFault;
use crate::formats::limits::SHARED_BYTES;
use crate::formats::settings::Table;
use crate::formats::source::{Meter, Source};
use crate::formats::xml::{Node, Xml, attribute};
use crate::formats::zipped::{Archive, PartReader};

/// A workbook's list of sheets and where its parts lie.
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Table>,
    pub(crate) paths: Vec<String>,
    pub(crate) is_1904: bool,
    shared: Option<String>,
    styles: Option<String>,
}

/// All strings that cells share, in one text.
#[derive(Debug, Default)]
pub(crate) struct SharedStrings {
    text: String,
    ends: Vec<usize>,
}

impl SharedStrings {
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(at)?)
    }
}

fn xml(source: &Source, archive: &Archive, path: &str) -> Result<Xml<PartReader>, FileFault> {
    Ok(Xml::new(archive.part(source, path, SHARED_BYTES, &Meter::default())?))
}

/// Reads the list of sheets.
pub(crate) fn read_workbook(source: &Source, archive: &Archive) -> Result<Workbook, FileFault> {
    let main = main_part(source, archive)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let links = read_links(source, archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let mut book =
        Workbook { sheets: Vec::new(), paths: Vec::new(), is_1904: false, shared: None, styles: None };
    let by_kind = |kind: &str| links.values().find(|link| link.kind == kind).map(|link| link.path.clone());
    book.shared = by_kind("sharedStrings").filter(|path| archive.has(path));
    book.styles = by_kind("styles").filter(|path| archive.has(path));
    let mut stream = xml(source, archive, &main)?;
    while stream.step(&mut |node| {
        if let Node::Open(tag) = node {
            match tag.local_name().as_ref() {
                "workbookPr" => {
                    book.is_1904 = attribute(tag, "date1904").is_some_and(|v| v == "1" || v == "true");
                }
                "sheet" => {
                    let link = attribute(tag, "id").and_then(|id| links.get(&id));
                    if let Some(link) = link.filter(|link| link.kind == "worksheet") {
                        let name = attribute(tag, "name").unwrap_or_default();
                        let is_hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
                        book.sheets.push(Table { name, n_rows: None, is_hidden });
                        book.paths.push(link.path.clone());
                    }
                }
                _ => {}
            }
        }
        Ok(())
    })? {}
    Ok(book)
}

struct Link {
    kind: String,
    path: String,
}

fn main_part(source: &Source, archive: &Archive) -> Result<String, FileFault> {
    if archive.has("xl/workbook.xml") {
        return Ok("xl/workbook.xml".to_owned());
    }
    let links = read_links(source, archive, "_rels/.rels", "")?;
    let main = links.into_values().find(|link| link.kind == "officeDocument");
    main.map(|link| link.path).ok_or(FileFault::NoTables)
}

fn read_links(
    source: &Source,
    archive: &Archive,
    path: &str,
    folder: &str,
) -> Result<HashMap<String, Link>, FileFault> {
    let mut links = HashMap::new();
    let mut stream = xml(source, archive, path)?;
    while stream.step(&mut |node| {
        if let Node::Open(tag) = node
            && tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(kind), Some(target)) =
                (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            links.insert(id, Link { kind, path: resolve(folder, &target) });
        }
        Ok(())
    })? {}
    Ok(links)
}

/// A link's target as a path from the root of the archive.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            other => steps.push(other),
        }
    }
    steps.join("/")
}

/// The kind of number that each cell style means, by its place.
pub(crate) fn read_styles(
    source: &Source,
    archive: &Archive,
    book: &Workbook,
) -> Result<Vec<NumberKind>, FileFault> {
    let (mut codes, mut kinds) = (HashMap::new(), Vec::new());
    let Some(path) = &book.styles else { return Ok(kinds) };
    let mut is_inside = false;
    let mut stream = xml(source, archive, path)?;
    while stream.step(&mut |node| {
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (attribute(tag, "numFmtId"), attribute(tag, "formatCode"))
                    {
                        codes.insert(id, kind_of_code(&code));
                    }
                }
                "cellXfs" => is_inside = true,
                "xf" if is_inside && kinds.len() < 100_000 => {
                    let id = attribute(tag, "numFmtId").unwrap_or_default();
                    let known = codes.get(&id).copied();
                    kinds.push(known.unwrap_or_else(|| builtin(id.parse().unwrap_or(0))));
                }
                _ => {}
            },
            Node::Close("cellXfs") => is_inside = false,
            _ => {}
        }
        Ok(())
    })? {}
    Ok(kinds)
}

/// The strings that cells share; phonetic readings are left out.
pub(crate) fn read_shared(
    source: &Source,
    archive: &Archive,
    book: &Workbook,
) -> Result<SharedStrings, FileFault> {
    let mut strings = SharedStrings::default();
    let Some(path) = &book.shared else { return Ok(strings) };
    let (mut is_text, mut is_reading) = (false, false);
    let mut stream = xml(source, archive, path)?;
    while stream.step(&mut |node| {
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "t" => is_text = true,
                "rPh" => is_reading = true,
                _ => {}
            },
            Node::Close("t") => is_text = false,
            Node::Close("rPh") => is_reading = false,
            Node::Close("si") => strings.ends.push(strings.text.len()),
            Node::Text(text) if is_text && !is_reading => strings.text.push_str(text),
            _ => {}
        }
        Ok(())
    })? {}
    Ok(strings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_the_root() {
        let check = |folder, target, expected| assert_eq!(resolve(folder, target), expected);
        check("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check("xl", "../other/s.xml", "other/s.xml");
        check("", "./xl/workbook.xml", "xl/workbook.xml");
    }
}
