//! The rows that a draft was tried on, as its wizard shows them: chips that count what becomes of them, and cells to mend.

use crate::mapping::RowsOf;
use crate::orders::Target;
use crate::run::{OrderWords, Preview, PreviewRow};
use customers::FieldSet;
use words::Say;

/// Rows shown at once.
const SHOWN: usize = 50;

/// What may become of a row, the worst first, with the colour of each.
const OUTCOMES: [(&str, &str); 5] =
    [("rejected", "red"), ("conflict", "amber"), ("new", "accent"), ("merged", "green"), ("unchanged", "")];

/// A chip that filters the rows.
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) n: String,
    pub(super) signal: &'static str,
    pub(super) is_current: bool,
}

/// One row with what would become of it.
pub(super) struct Line {
    pub(super) row_no: u64,
    pub(super) words: String,
    pub(super) signal: &'static str,
    pub(super) note: String,
    pub(super) is_mended: bool,
    /// The name of each cell in the form, its column's heading, and what stands there.
    pub(super) cells: Vec<(String, String, String)>,
    /// The name of the choice whose card it is, and the choices; empty when nothing is likely.
    pub(super) choice: String,
    pub(super) choices: Vec<(String, String)>,
    pub(super) chosen: String,
}

/// In what words the rows are told of.
pub(super) struct Words<'w> {
    pub(super) say: &'w Say,
    pub(super) fields: &'w FieldSet,
    pub(super) rows: RowsOf,
}

impl Words<'_> {
    /// The word for what would become of a row.
    fn outcome(&self, slug: &str) -> String {
        let of = match (self.rows, slug) {
            (RowsOf::Customers, _) | (_, "rejected" | "conflict" | "unchanged") => "outcome",
            (RowsOf::Orders, _) => "order-outcome",
            (RowsOf::Products, _) => "product-outcome",
        };
        self.say.t(&format!("transfer-{of}-{slug}"))
    }

    /// Which order a row is of, and whose.
    fn order(&self, order: &OrderWords, name: &str) -> String {
        let key = match order.n_lines {
            1 => "transfer-order-note",
            _ => "transfer-order-note-line",
        };
        let (line, n_lines) = (order.line.to_string(), order.n_lines.to_string());
        let args = [
            ("number", order.number.as_str().into()),
            ("line", line.as_str().into()),
            ("lines", n_lines.as_str().into()),
            ("name", name.into()),
        ];
        let mut note = self.say.with(key, &args);
        for (is_so, key) in [
            (order.is_new_customer, "transfer-order-note-lead"),
            (order.lacks_rate, "transfer-order-note-rate"),
        ] {
            if is_so {
                note = format!("{note}. {}", self.say.t(key));
            }
        }
        note
    }

    /// What of an order or a product is wrong: `lines/0/price` is a price.
    fn target(&self, place: &str) -> Option<Target> {
        let part = place.rsplit('/').next().unwrap_or_default();
        let is_of_goods = part != place || self.rows == RowsOf::Products;
        Target::from_slug(match part {
            "name" if is_of_goods => "product",
            "product" if is_of_goods => "code",
            "discount" if is_of_goods => "line_discount",
            part => part,
        })
    }

    /// What is wrong, after the name of the column or field it is wrong in.
    fn told(&self, place: &str, said: &crate::run::Said) -> String {
        let said = said.say(self.say);
        if self.rows != RowsOf::Customers {
            return match self.target(place) {
                Some(target) => format!("{}: {said}", super::wizard::target_words(target, self.say).1),
                None => said,
            };
        }
        match (place, self.fields.slug(place)) {
            ("", _) => said,
            (_, Some(field)) => format!("{}: {said}", field.label(self.say)),
            (column, None) => format!("{column}: {said}"),
        }
    }
}

/// Whether no new card would tell who it is of.
pub(super) fn are_nameless(preview: &Preview) -> bool {
    let mut new = preview.rows.iter().filter(|row| row.outcome == "new").peekable();
    new.peek().is_some() && new.all(|row| row.name.is_empty())
}

/// The chips over the rows: all, each outcome, each problem.
pub(super) fn chips(preview: &Preview, (href, show): (&str, &str), words: &Words<'_>) -> Vec<Chip> {
    let say = words.say;
    let chip = |slug: &str, told: String, n: usize, signal| Chip {
        href: if slug.is_empty() { href.to_owned() } else { format!("{href}?show={slug}") },
        is_current: slug == show,
        words: told,
        n: say.number(i64::try_from(n).unwrap_or(0)),
        signal,
    };
    let mut chips = vec![chip("", say.t("ui-all"), preview.rows.len(), "")];
    for (slug, signal) in OUTCOMES {
        let n = preview.rows.iter().filter(|row| is_shown(row, slug)).count();
        if n > 0 {
            chips.push(chip(slug, words.outcome(slug), n, signal));
        }
    }
    let n_likely = preview.rows.iter().filter(|row| is_shown(row, "likely")).count();
    if n_likely > 0 {
        chips.push(chip("likely", say.t("transfer-outcome-likely"), n_likely, "amber"));
    }
    let n_aside = preview.rows.iter().filter(|row| is_shown(row, "aside")).count();
    if n_aside > 0 {
        chips.push(chip("aside", say.t("transfer-outcome-aside"), n_aside, "amber"));
    }
    let mut problems: Vec<(String, String, usize)> = Vec::new();
    for (field, said) in preview.rows.iter().flat_map(|row| &row.reasons) {
        let slug = problem(field, &said.key);
        match problems.iter_mut().find(|(known, ..)| *known == slug) {
            Some((.., n)) => *n += 1,
            None => problems.push((slug, words.told(field, said), 1)),
        }
    }
    problems.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    chips.extend(problems.into_iter().take(6).map(|(slug, told, n)| chip(&slug, told, n, "red")));
    chips
}

/// What a problem is called in the address: letters that need no encoding.
fn problem(field: &str, key: &str) -> String {
    let hash = field
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{key}-{hash:08x}")
}

fn is_shown(row: &PreviewRow, show: &str) -> bool {
    match show {
        "" => true,
        "likely" => !row.likely.is_empty() || row.decided.is_some(),
        "aside" => row.outcome != "rejected" && !row.reasons.is_empty(),
        outcome if OUTCOMES.iter().any(|(slug, _)| *slug == outcome) => row.outcome == outcome,
        slug => row.reasons.iter().any(|(field, said)| problem(field, &said.key) == slug),
    }
}

/// The rows that a chip lets through.
pub(super) fn lines(preview: Preview, columns: &[String], show: &str, words: &Words<'_>) -> Vec<Line> {
    let shown = preview.rows.into_iter().filter(|row| is_shown(row, show)).take(SHOWN);
    shown.map(|row| line(row, columns, words)).collect()
}

fn line(row: PreviewRow, columns: &[String], words: &Words<'_>) -> Line {
    let say = words.say;
    let signal = OUTCOMES.iter().find(|(slug, _)| *slug == row.outcome).map_or("", |(_, signal)| *signal);
    let reasons: Vec<String> = row.reasons.iter().map(|(field, said)| words.told(field, said)).collect();
    let mut texts = row.cells;
    texts.resize(columns.len(), String::new());
    let cells = texts
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (text, column))| (format!("cell.{}.{at}", row.row_no), column.clone(), text));
    let is_nameless = words.rows == RowsOf::Customers && row.name.is_empty();
    let name = if is_nameless { say.t("customers-list-nameless") } else { row.name.clone() };
    let mut choices = Vec::new();
    if !row.likely.is_empty() || row.decided.is_some() {
        choices.push((String::new(), say.t("transfer-likely-new")));
    }
    for one in &row.likely {
        let percent = say.number((one.probability * 100.0).round() as i64);
        let args = [("name", one.name.as_str().into()), ("percent", percent.as_str().into())];
        choices.push((one.id.to_string(), say.with("transfer-likely-is", &args)));
    }
    let chosen = row.decided.map(|id| id.to_string()).unwrap_or_default();
    if !chosen.is_empty() && !choices.iter().any(|(id, _)| *id == chosen) {
        choices.push((chosen.clone(), row.name.clone()));
    }
    Line {
        row_no: row.row_no,
        words: words.outcome(row.outcome),
        signal,
        note: match (row.outcome, reasons.is_empty()) {
            ("rejected", _) => reasons.join("; "),
            (_, true) => match &row.order {
                Some(order) => words.order(order, &row.name),
                None => name,
            },
            (_, false) => {
                let without =
                    say.with("transfer-without", &[("reasons", reasons.join("; ").as_str().into())]);
                format!("{name}. {without}")
            }
        },
        is_mended: row.is_mended,
        cells: cells.collect(),
        choice: if choices.is_empty() { String::new() } else { format!("is.{}", row.row_no) },
        choices,
        chosen,
    }
}
