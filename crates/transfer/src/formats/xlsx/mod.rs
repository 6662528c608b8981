//! Workbooks of Office Open XML: XLSX and XLSM, streamed so that memory holds only their shared strings.

pub(crate) mod serial;
mod sheet;
mod workbook;

use std::sync::{Arc, OnceLock};

use super::faults::FileFault;
use super::settings::{Settings, Table};
use super::sheets::{Book, open_sheet, settle_sheet};
use super::source::{Meter, Source};
use super::xml::Xml;
use super::zipped::{Archive, is_zip};
use super::{Format, Opened, Rows};
pub(crate) use sheet::push_iso;
use sheet::{Lookups, SheetRows};
use workbook::{Workbook, read_shared, read_styles, read_workbook};

/// The format of XLSX workbooks.
pub struct Xlsx;

struct OpenXml<'a> {
    source: &'a Source,
    archive: Archive,
    workbook: Workbook,
    lookups: OnceLock<Lookups>,
}

impl<'a> OpenXml<'a> {
    fn open(source: &'a Source) -> Result<OpenXml<'a>, FileFault> {
        let archive = Archive::open(source)?;
        let workbook = read_workbook(source, &archive)?;
        Ok(OpenXml { source, archive, workbook, lookups: OnceLock::new() })
    }

    fn lookups(&self) -> Result<Lookups, FileFault> {
        if let Some(ready) = self.lookups.get() {
            return Ok(ready.clone());
        }
        let fresh = Lookups {
            shared: Arc::new(read_shared(self.source, &self.archive, &self.workbook)?),
            kinds: Arc::new(read_styles(self.source, &self.archive, &self.workbook)?),
            is_1904: self.workbook.is_1904,
        };
        Ok(self.lookups.get_or_init(|| fresh).clone())
    }
}

impl Book for OpenXml<'_> {
    fn sheets(&self) -> Vec<Table> {
        self.workbook.sheets.clone()
    }

    fn rows(&self, at: usize, meter: &Meter) -> Result<Box<dyn Rows>, FileFault> {
        let path = self.workbook.paths.get(at).ok_or(FileFault::NoTables)?;
        let lookups = self.lookups()?;
        let others = self.source.length().saturating_sub(self.archive.packed_bytes(path));
        meter.set(others);
        let part = self.archive.part(self.source, path, u64::MAX, meter)?;
        Ok(Box::new(SheetRows::new(Xml::new(part), lookups)))
    }
}

impl Format for Xlsx {
    fn slug(&self) -> &'static str {
        "xlsx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xltx", "xltm"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        if !is_zip(head) {
            return 0.0;
        }
        let by_name = if self.endings().contains(&source.ending().as_str()) { 0.5 } else { 0.0 };
        match Archive::open(source) {
            Ok(archive) if archive.has("xl/workbook.xml") => 1.0,
            Ok(archive) if archive.has("[Content_Types].xml") && !archive.has("xl/workbook.bin") => 0.5,
            Ok(_) => 0.0,
            Err(_) => by_name,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        if settings.table.is_none() || settings.header_row.is_none() {
            settle_sheet(&OpenXml::open(source)?, settings)?;
        }
        Ok(None)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        Ok(OpenXml::open(source)?.sheets())
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        open_sheet(&OpenXml::open(source)?, settings, meter)
    }
}
