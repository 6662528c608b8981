//! CommerceML 2 and 3, the exchange files of 1C: goods, offers, clients, orders and their lines as tables.

use std::io::BufReader;

use super::faults::FileFault;
use super::limits::ROW_BYTES;
use super::settings::{Settings, Table};
use super::source::{Meter, Source};
use super::sparse::{Record, Records, lay_out};
use super::xml::{Node, Xml, attribute};
use super::{Format, Opened};
use crate::text::{encoding_named, guess_encoding};
use crate::text_decoding::Utf8Reader;

/// The format of CommerceML files.
pub struct CommerceMl;

/// One kind of thing in the files: its table, its element, and the elements it must stand in.
struct Kind {
    table: &'static str,
    element: &'static str,
    inside: &'static [&'static str],
}

/// The tables in the order of their worth to a customer base.
const KINDS: [Kind; 5] = [
    Kind { table: "customers", element: "Контрагент", inside: &["Контрагенты"] },
    Kind {
        table: "orders",
        element: "Документ",
        inside: &["КоммерческаяИнформация", "Контейнер", "Документы"],
    },
    Kind { table: "order_lines", element: "Товар", inside: &["Товары", "Документ"] },
    Kind { table: "products", element: "Товар", inside: &["Товары", "Каталог"] },
    Kind { table: "offers", element: "Предложение", inside: &["Предложения"] },
];

/// Elements inside each other beyond which a file is no exchange file.
const DEEPEST: usize = 200;

/// An element with what is in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// Finds the elements of one kind in a stream.
struct Elements {
    stream: Xml<BufReader<Box<dyn std::io::Read + Send>>>,
    state: State,
    number: u64,
    is_over: bool,
}

#[derive(Default)]
struct State {
    kind: usize,
    path: Vec<String>,
    /// Elements open inside the wanted one, itself first.
    open: Vec<Element>,
    bytes: usize,
    ready: Option<Element>,
    /// Number and date of the document around.
    document: Vec<(String, String)>,
    last_text: String,
}

impl State {
    fn see(&mut self, node: Node<'_>) -> Result<(), FileFault> {
        match node {
            Node::Open(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                self.last_text.clear();
                let is_wanted = KINDS.get(self.kind).is_some_and(|kind| is_wanted(kind, &self.path, &name));
                if !self.open.is_empty() || is_wanted {
                    self.grow(name.len() + 64)?;
                    let mut element = Element { name: name.clone(), ..Element::default() };
                    for key in ["Код", "НаименованиеПолное", "ВремяМодификации"]
                    {
                        if let Some(text) = attribute(tag, key).filter(|text| !text.is_empty()) {
                            element.children.push(Element {
                                name: key.to_owned(),
                                text,
                                children: Vec::new(),
                            });
                        }
                    }
                    self.open.push(element);
                } else if name == "Документ" {
                    self.document.clear();
                }
                self.path.push(name);
                if self.path.len() > DEEPEST {
                    return Err(FileFault::Damaged("XML".to_owned()));
                }
            }
            Node::Text(text) => {
                self.grow(text.len())?;
                match self.open.last_mut() {
                    Some(element) => element.text.push_str(text),
                    None => self.last_text.push_str(text),
                }
            }
            Node::Close(_) => self.close(),
        }
        Ok(())
    }

    fn grow(&mut self, bytes: usize) -> Result<(), FileFault> {
        self.bytes += bytes;
        if self.bytes > 4 * ROW_BYTES { Err(FileFault::Bomb) } else { Ok(()) }
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let Some(element) = self.open.pop() else {
            let is_key = self.path.last().is_some_and(|parent| parent == "Документ");
            if is_key && matches!(name.as_str(), "Ид" | "Номер" | "Дата" | "Валюта" | "ХозОперация")
            {
                self.document.push((name, self.last_text.trim().to_owned()));
            }
            self.last_text.clear();
            self.bytes = 0;
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => {
                self.bytes = 0;
                self.ready = Some(element);
            }
        }
    }
}

/// Whether an element that opens under a path is a thing of a kind.
fn is_wanted(kind: &Kind, path: &[String], name: &str) -> bool {
    if name != kind.element {
        return false;
    }
    let parent = path.last().map(String::as_str).unwrap_or_default();
    match kind.table {
        "orders" => kind.inside.contains(&parent),
        "products" => parent == "Товары" && !path.iter().any(|name| name == "Документ"),
        _ => path.iter().rev().map(String::as_str).take(kind.inside.len()).eq(kind.inside.iter().copied()),
    }
}

impl Records for Elements {
    fn next(&mut self, record: &mut Record) -> Result<bool, FileFault> {
        while !self.is_over {
            let state = &mut self.state;
            if !self.stream.step(&mut |node| state.see(node))? {
                self.is_over = true;
                return if self.state.path.is_empty() { Ok(false) } else { Err(FileFault::Truncated) };
            }
            if let Some(element) = self.state.ready.take() {
                self.number += 1;
                record.number = self.number;
                let has_document = KINDS
                    .get(self.state.kind)
                    .is_some_and(|kind| matches!(kind.table, "order_lines" | "customers"));
                if has_document {
                    for (name, text) in &self.state.document {
                        record.add_text(&format!("Документ.{name}"), text);
                    }
                }
                for child in &element.children {
                    lay_out_element(child, "", record);
                }
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Adds an element as fields: pairs of name and value (`ЗначениеРеквизита`, `Контакт`, `АдресноеПоле`) under
/// their own names, other nests under dotted ones; the lines of a document are a table of their own.
fn lay_out_element(element: &Element, path: &str, record: &mut Record) {
    let dotted = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let text = element.text.trim();
    if path.is_empty() && element.name == "Товары" {
        return;
    }
    if let Some(value) = element.child("Значение").or_else(|| element.child("ЗначениеСвойства"))
        && let Some(name) = ["Тип", "Наименование", "Ид"].iter().find_map(|key| element.child(key))
    {
        return record.add_text(&dotted(name.text.trim()), value.text.trim());
    }
    if element.children.is_empty() {
        return record.add_text(&dotted(&element.name), text);
    }
    if !text.is_empty() {
        record.add_text(&dotted(&element.name), text);
    }
    // Lists such as `Контакты/Контакт` need only the name of the list.
    let is_list = path.rsplit('.').next().is_some_and(|parent| is_item_of(&element.name, parent));
    let inner = if is_list { path.to_owned() } else { dotted(&element.name) };
    element.children.iter().for_each(|child| lay_out_element(child, &inner, record));
}

/// Whether an element is one item of a list by its Russian plural: `Контакт` of `Контакты`.
fn is_item_of(item: &str, list: &str) -> bool {
    let stem: String = item.chars().take(5).collect();
    !list.is_empty() && item != list && list.starts_with(&stem)
}

fn encoding_of(source: &Source) -> Result<&'static encoding_rs::Encoding, FileFault> {
    let head = source.head(64 << 10)?;
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    let first = String::from_utf8_lossy(head.get(..head.len().min(200)).unwrap_or(&[])).into_owned();
    let declared =
        first.split("encoding=").nth(1).and_then(|rest| rest.split(['"', '\'']).nth(1).map(str::to_owned));
    Ok(declared.and_then(|name| encoding_named(&name)).unwrap_or_else(|| guess_encoding(&[head]).encoding))
}

fn elements(
    source: &Source,
    settings: &Settings,
    kind: usize,
    meter: &Meter,
) -> Result<Elements, FileFault> {
    let name = settings.encoding.as_deref().unwrap_or("UTF-8");
    let encoding = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?;
    let input: Box<dyn std::io::Read + Send> = Box::new(Utf8Reader::new(source.open(meter)?, encoding));
    let stream = Xml::new(BufReader::with_capacity(64 << 10, input));
    Ok(Elements { stream, state: State { kind, ..State::default() }, number: 0, is_over: false })
}

/// Number of things of each kind in the file.
fn counts(source: &Source) -> Result<[u64; KINDS.len()], FileFault> {
    let settings =
        Settings { encoding: Some(encoding_of(source)?.name().to_owned()), ..Settings::default() };
    let mut stream = elements(source, &settings, 0, &Meter::default())?.stream;
    let (mut counts, mut path) = ([0; KINDS.len()], Vec::<String>::new());
    loop {
        let step = stream.step(&mut |node| {
            match node {
                Node::Open(tag) => {
                    let name = tag.local_name().as_ref().to_owned();
                    let kinds = counts.iter_mut().zip(&KINDS);
                    kinds.for_each(|(count, kind)| *count += u64::from(is_wanted(kind, &path, &name)));
                    path.push(name);
                }
                Node::Close(_) => {
                    path.pop();
                }
                Node::Text(_) => {}
            }
            if path.len() > DEEPEST { Err(FileFault::Damaged("XML".to_owned())) } else { Ok(()) }
        });
        match step {
            Ok(true) => {}
            Ok(false) => return Ok(counts),
            // What breaks the file half-way is told when the rows before it have been given.
            Err(_) if counts.iter().any(|count| *count > 0) => return Ok(counts),
            Err(fault) => return Err(fault),
        }
    }
}

impl Format for CommerceMl {
    fn slug(&self) -> &'static str {
        "commerceml"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        let is_xml = head.iter().take(64).any(|byte| *byte == b'<') || head.starts_with(&[0xff, 0xfe]);
        let Some(encoding) = is_xml.then(|| encoding_of(source).ok()).flatten() else { return 0.0 };
        let text = encoding.decode_with_bom_removal(head).0;
        let is_root =
            |name: &str| text.contains(&format!("<{name}")) || text.contains(&format!(":{name} "));
        if is_root("КоммерческаяИнформация") || is_root("Классификатор")
        {
            1.0
        } else {
            0.0
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        if settings.encoding.is_none() {
            settings.encoding = Some(encoding_of(source)?.name().to_owned());
        }
        if settings.table.is_none() {
            let counts = counts(source)?;
            let at = counts.iter().position(|count| *count > 0).ok_or(FileFault::NoTables)?;
            settings.table = KINDS.get(at).map(|kind| kind.table.to_owned());
        }
        Ok(None)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        let counts = counts(source)?;
        let table = |(kind, count): (&Kind, u64)| {
            (count > 0).then(|| Table {
                name: kind.table.to_owned(),
                n_rows: Some(count),
                is_hidden: false,
            })
        };
        Ok(KINDS.iter().zip(counts).filter_map(table).collect())
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        let wanted = settings.table.as_deref().unwrap_or_default();
        let kind = KINDS.iter().position(|kind| kind.table == wanted);
        let kind = kind.ok_or_else(|| FileFault::NoSuchTable(wanted.to_owned()))?;
        let first = elements(source, settings, kind, &Meter::default())?;
        lay_out(
            Box::new(first),
            Box::new(elements(source, settings, kind, meter)?),
            &["Ид", "Номер", "Наименование"],
        )
    }
}
