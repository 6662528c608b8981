//! Reading a file: blocks shared out to threads, and what they made of them put together in order.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread::ScopedJoinHandle;

use super::blocks::Blocks;
use super::cells::Reader;
use super::dates::{SlashOrder, slash_order};
use super::dictionary::Dictionary;
use super::fields::Cutter;
use super::format::{self, Format};
use super::gather::{Gatherer, Made};
use super::{Kind, LISTED, Table, Wanted};
use crate::{AnalyzeError, Source};

/// The format is told from so many bytes.
const SAMPLE: u64 = 1 << 20;

/// A file whose header has been read.
pub struct CsvFile {
    path: PathBuf,
    header: Vec<String>,
    format: Format,
    blocks: Blocks,
    /// The length of the file.
    bytes: u64,
}

impl Source for CsvFile {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn read(self: Box<Self>, wanted: &[Wanted]) -> Result<Table, AnalyzeError> {
        (*self).read_all(wanted)
    }
}

/// How workbooks begin: `.xlsx` and `.ods`, which are archives, and the older `.xls`.
const BINARY: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

impl CsvFile {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// [`AnalyzeError::Unreadable`], [`AnalyzeError::EmptyFile`], [`AnalyzeError::NoCsv`].
    pub fn open(path: &Path) -> Result<Self, AnalyzeError> {
        let unreadable = |cause| AnalyzeError::Unreadable { path: path.to_path_buf(), cause };
        let mut file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        let mut sample = Vec::new();
        file.by_ref().take(SAMPLE).read_to_end(&mut sample).map_err(unreadable)?;
        if BINARY.iter().any(|beginning| sample.starts_with(beginning)) {
            return Err(AnalyzeError::NoCsv { path: path.to_path_buf() });
        }
        let is_old_mac = !sample.contains(&b'\n') && sample.contains(&b'\r');
        if let Some(encoding) = format::wide(&sample) {
            file.read_to_end(&mut sample).map_err(unreadable)?;
            sample = encoding.decode_with_bom_removal(&sample).0.into_owned().into_bytes();
        } else if is_old_mac {
            file.read_to_end(&mut sample).map_err(unreadable)?;
            sample.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        if sample.starts_with(b"\xef\xbb\xbf") {
            sample.drain(..3);
        }
        let format = format::detect(&sample);
        let (header, end) = format::header(&sample, &format);
        if header.iter().all(String::is_empty) {
            return Err(AnalyzeError::EmptyFile);
        }
        let rest = Cursor::new(sample.split_off(end)).chain(file);
        let blocks = Blocks::new(Box::new(rest), format.separator);
        Ok(Self { path: path.to_path_buf(), header, format, blocks, bytes })
    }

    /// Reads the wanted columns of all rows.
    ///
    /// # Errors
    /// [`AnalyzeError::Unreadable`], [`AnalyzeError::UnclosedQuote`].
    fn read_all(mut self, wanted: &[Wanted]) -> Result<Table, AnalyzeError> {
        let first = self.next()?.unwrap_or_default();
        let fields = wanted.iter().map(|column| column.place + 1).max().unwrap_or(1);
        let cutter = Cutter { separator: self.format.separator, fields };
        let slashes = slash_orders(&cutter, &first, wanted);
        let format = self.format.clone();
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        let mut gatherer = Gatherer::new(wanted, self.expected_rows(&first));
        let (spent, returned) = channel();
        let (done, made) = channel();
        let words = std::thread::scope(|scope| {
            let mut feeds = Vec::new();
            let mut handles = Vec::new();
            for thread in 0..threads {
                let (feed, blocks) = sync_channel(2);
                let worker = Worker::new(thread, &cutter, &format, (wanted, &slashes));
                let (done, spent) = (done.clone(), spent.clone());
                handles.push(scope.spawn(move || worker.run(blocks, &done, &spent)));
                feeds.push(feed);
            }
            drop(done);
            let mut next = Some(first);
            for (index, feed) in feeds.iter().cycle().enumerate() {
                let Some(block) = next else { break };
                if feed.send((index, block)).is_err() {
                    break;
                }
                made.try_iter().for_each(|made| gatherer.take(made));
                returned.try_iter().for_each(|block| self.blocks.give_back(block));
                next = self.next()?;
            }
            drop(feeds);
            made.into_iter().for_each(|made| gatherer.take(made));
            let join = |handle: ScopedJoinHandle<'_, Vec<Dictionary>>| {
                handle.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause))
            };
            Ok::<_, AnalyzeError>(handles.into_iter().map(join).collect())
        })?;
        gatherer.finish(words, format.decimal)
    }

    /// About how many rows there will be, from the length of those in the first block.
    fn expected_rows(&self, first: &[u8]) -> usize {
        let lines = first.iter().filter(|byte| **byte == b'\n').count();
        let blocks = self.bytes as f64 / first.len().max(1) as f64;
        (lines as f64 * blocks.max(1.0) * 1.02) as usize
    }

    fn next(&mut self) -> Result<Option<Vec<u8>>, AnalyzeError> {
        self.blocks.next().map_err(|cause| AnalyzeError::Unreadable { path: self.path.clone(), cause })
    }
}

/// What slashes mean in each wanted column of days, from the first block.
fn slash_orders(cutter: &Cutter, first: &[u8], wanted: &[Wanted]) -> Vec<SlashOrder> {
    let has_slashes = wanted.iter().any(|column| column.kind == Kind::Day) && first.contains(&b'/');
    if !has_slashes {
        return vec![SlashOrder::DayFirst; wanted.len()];
    }
    let mut cells: Vec<Vec<Vec<u8>>> = vec![Vec::new(); wanted.len()];
    cutter.cut(&mut first.to_vec(), |block, spans| {
        for (column, cells) in wanted.iter().zip(&mut cells).filter(|(column, _)| column.kind == Kind::Day)
        {
            let cell = spans.get(column.place).and_then(|(a, b)| block.get(*a as usize..*b as usize));
            cells.extend(cell.map(<[u8]>::to_vec));
        }
    });
    cells.iter().map(|cells| slash_order(cells.iter().map(Vec::as_slice))).collect()
}

/// Parses the blocks it is given.
struct Worker<'a> {
    thread: usize,
    cutter: &'a Cutter,
    wanted: &'a [Wanted],
    readers: Vec<Reader<'a>>,
}

impl<'a> Worker<'a> {
    fn new(
        thread: usize,
        cutter: &'a Cutter,
        format: &Format,
        (wanted, slashes): (&'a [Wanted], &[SlashOrder]),
    ) -> Self {
        let reader = |(column, order): (&'a Wanted, &SlashOrder)| {
            Reader::new(column, format.decimal, *order, Dictionary::new(format.encoding))
        };
        Self { thread, cutter, wanted, readers: wanted.iter().zip(slashes).map(reader).collect() }
    }

    /// Works until no more blocks come; gives the words of each column.
    fn run(
        mut self,
        blocks: Receiver<(usize, Vec<u8>)>,
        done: &Sender<Made>,
        spent: &Sender<Vec<u8>>,
    ) -> Vec<Dictionary> {
        for (index, mut block) in blocks {
            if done.send(self.parse(index, &mut block)).is_err() {
                break;
            }
            // Nobody waits for it any more once the file has been read.
            let _ = spent.send(block);
        }
        self.readers.into_iter().map(|reader| reader.words).collect()
    }

    fn parse(&mut self, index: usize, block: &mut [u8]) -> Made {
        let (wanted, readers) = (self.wanted, &mut self.readers);
        let (mut records, mut dropped, mut n_dropped) = (0_u64, Vec::new(), 0_u64);
        let unclosed = self.cutter.cut(block, |block, spans| {
            for (place, column) in wanted.iter().enumerate() {
                let span = spans.get(column.place).copied().unwrap_or((0, 0));
                let cell = block.get(span.0 as usize..span.1 as usize).unwrap_or(&[]);
                let Some(reader) = readers.get_mut(place) else { break };
                if let Err(fault) = reader.take(cell, span, records as u32) {
                    if dropped.len() < LISTED {
                        dropped.push((records, reader.reason(&fault, cell)));
                    }
                    n_dropped += 1;
                    readers.iter_mut().take(place).for_each(Reader::give_back);
                    break;
                }
            }
            records += 1;
        });
        let parts = readers.iter_mut().map(|reader| reader.part(block)).collect();
        Made { thread: self.thread, index, parts, records, used: records - n_dropped, dropped, unclosed }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8], kinds: &[(&'static str, Kind)]) -> Result<Table, AnalyzeError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text).unwrap();
        let source = CsvFile::open(file.path())?;
        let wanted: Vec<Wanted> = kinds
            .iter()
            .map(|(name, kind)| Wanted::new(name, source.place(name).unwrap_or(0), name, *kind))
            .collect();
        source.read_all(&wanted)
    }

    const ALL: [(&str, Kind); 4] =
        [("customer", Kind::Text), ("date", Kind::Day), ("amount", Kind::Number), ("row", Kind::RowNumber)];

    #[test]
    fn every_row_is_used_or_accounted_for() {
        let text = "Customer;x;date;amount\nанна;;01.02.2020;1,5\n\n;;01.02.2020;2\nанна;;soon;2\nbob;;3.2.2020;\nbob;;3.2.2020;7\n";
        let table = read(text.as_bytes(), &ALL).unwrap();
        assert_eq!((table.rows, table.used), (5, 2));
        let why: Vec<(u64, &str)> = table.dropped.iter().map(|d| (d.row, d.why.as_str())).collect();
        assert_eq!(
            why,
            vec![(3, "customer is empty"), (4, "date: \"soon\" is not a date"), (5, "amount is empty")]
        );
        let (codes, words) = table.text("customer");
        assert_eq!(codes.iter().map(|code| words.word(*code)).collect::<Vec<_>>(), ["анна", "bob"]);
        assert_eq!(table.numbers("amount"), Some([1.5, 7.0].as_slice()));
        assert_eq!(table.row_numbers(), [2, 6]);
    }

    #[test]
    fn encodings_and_line_ends_do_not_matter() {
        let text = "customer,date,amount\r\n\"Әлия, \"\"Aa\"\"\",2020-01-02 10:00,3.25\r\n";
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked: Vec<u8> = b"\xef\xbb\xbf".iter().copied().chain(text.bytes()).collect();
        let old_mac = text.replace("\r\n", "\r").into_bytes();
        for bytes in [text.as_bytes().to_vec(), wide, marked, old_mac] {
            let table = read(&bytes, &ALL).unwrap();
            assert_eq!(table.text("customer").1.word(0), "Әлия, \"Aa\"");
            assert_eq!(table.days("date"), [18_263]);
        }
        let (cyrillic, ..) = encoding_rs::WINDOWS_1251.encode("customer,date,amount\nИван,2020-01-02,1\n");
        assert_eq!(read(&cyrillic, &ALL).unwrap().text("customer").1.word(0), "Иван");
    }

    #[test]
    fn many_blocks_keep_their_order_and_share_their_words() {
        let mut text = String::from("customer,date,amount\n");
        for i in 0..300_000 {
            text.push_str(&format!("customer number {},2020-01-{:02},{i}\n", i % 1000, 1 + i % 28));
        }
        let table = read(text.as_bytes(), &ALL).unwrap();
        let (codes, words) = table.text("customer");
        assert_eq!((codes.len(), words.len()), (300_000, 1000));
        for i in [0, 1, 999, 150_123, 299_999] {
            assert_eq!(words.word(codes[i]), format!("customer number {}", i % 1000));
            assert_eq!(table.numbers("amount").unwrap()[i], i as f64);
            assert_eq!(table.row_numbers()[i] as usize, i + 2);
        }
    }

    #[test]
    fn a_quote_without_an_end_names_its_row() {
        let found = read(b"customer,date,amount\na,2020-01-01,1\n\"b,2020-01-01,1\n", &ALL);
        assert!(matches!(found, Err(AnalyzeError::UnclosedQuote { row: 3 })));
        assert!(matches!(read(b"", &ALL), Err(AnalyzeError::EmptyFile)));
    }

    fn words_of(text: &[u8], heading: &'static str) -> Vec<String> {
        let table = read(text, &[(heading, Kind::Text)]).unwrap();
        let (codes, words) = table.text(heading);
        codes.iter().map(|code| words.word(*code)).collect()
    }

    proptest! {
        #[test]
        fn what_a_csv_writer_writes_is_read_back(
            rows in prop::collection::vec(("[a-zа-я0-9][a-z\",;\n' ]{0,9}[a-z0-9]", "[a-z\",\n]{0,12}"), 1..60),
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["note", "name"]).unwrap();
            for (name, note) in &rows {
                writer.write_record([note, name]).unwrap();
            }
            let names: Vec<String> = rows.into_iter().map(|(name, _)| name).collect();
            prop_assert_eq!(words_of(&writer.into_inner().unwrap(), "name"), names);
        }

        #[test]
        fn no_bytes_bring_it_down(bytes in prop::collection::vec(prop::sample::select(b"a1\",;\n\r\t \xd0\xff-./".to_vec()), 0..300)) {
            if let Ok(table) = read(&bytes, &ALL) {
                prop_assert!(table.used <= table.rows);
                prop_assert_eq!(table.days("date").len() as u64, table.used);
            }
        }
    }
}
