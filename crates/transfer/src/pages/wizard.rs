//! What was found in a file: how it is read, what its columns are, and what would become of its first rows.

use super::running::{act, blocking};
use super::trying::{self, Chip, Line};
use crate::formats::{self, exports::Export};
use crate::mapping::{Broken, LEAVE, Mapping, NEW_KINDS, PLACES, RowsOf};
use crate::orders::Target;
use crate::run::{self, Preview, Run, Said};
use askama::Template;
use axum::response::Response;
use customers::duplicates::Likeness;
use customers::{Act, Rule};
use kernel::Level;
use std::collections::HashSet;
use ui::Frame;
use web::{Problem, Visit, page};
use words::Say;

/// Encodings offered, besides the one in use.
const ENCODINGS: [&str; 6] = ["UTF-8", "windows-1251", "KOI8-R", "IBM866", "UTF-16LE", "windows-1252"];
/// Separators offered, with the keys of their names.
const SEPARATORS: [(char, &str, &str); 4] = [
    (',', ",", "transfer-separator-comma"),
    (';', ";", "transfer-separator-semicolon"),
    ('\t', "tab", "transfer-separator-tab"),
    ('|', "|", "transfer-separator-bar"),
];

#[derive(Template)]
#[template(path = "pages/wizard.html")]
struct WizardPage {
    frame: Frame,
    href: String,
    may_write: bool,
    format: String,
    warnings: Vec<String>,
    encodings: Vec<(String, String)>,
    encoding: String,
    separators: Vec<(String, String)>,
    separator: String,
    tables: Vec<(String, String)>,
    table: String,
    header_row: String,
    /// What the rows are: slug and words.
    intos: Vec<(String, String)>,
    into: &'static str,
    /// Whether cells can be mended here.
    may_mend: bool,
    /// The heading over what columns can be.
    place_words: String,
    rules: Vec<(String, String)>,
    rule: &'static str,
    /// What may become of orders of clients whom nobody knows; empty where the rows are not orders.
    unknowns: Vec<(String, String)>,
    unknown: &'static str,
    /// The currency and the source that a person named.
    currency: String,
    source: String,
    /// What both are when nothing is named.
    currency_help: String,
    source_help: String,
    /// What may happen to a row with a broken cell.
    broken_ways: Vec<(String, String)>,
    broken_way: &'static str,
    columns: Vec<Column>,
    places: Vec<(String, String)>,
    /// What a field that is made may be; empty where none is made.
    new_kinds: Vec<(String, String)>,
    headings: Vec<String>,
    /// Which of the rows are shown, as in the address.
    show: String,
    chips: Vec<Chip>,
    rows: Vec<Line>,
    trouble: String,
}

/// One column with its guess.
struct Column {
    field: String,
    name: String,
    samples: String,
    to: String,
    /// The field of the form with the kind of a new field.
    kind_field: String,
    kind: String,
}

/// What reading the file again told.
struct Seen {
    detection: formats::Detection,
    samples: crate::mapping::Sampled,
    preview: Result<Preview, Said>,
    is_mendable: bool,
}

/// Draws the wizard of a run that has not begun.
pub(super) async fn draw(visit: &Visit, run: Run, show: String) -> Result<Response, Problem> {
    let act = act(visit).await?;
    let likeness = visit.app.offer::<Likeness>().cloned().unwrap_or_default();
    let (seen, run, act) = blocking(visit, move |visit| {
        let file = run::fetch(visit.app.files.as_ref(), &run)?;
        let detection = formats::detect_with(&file.source()?, &run.settings)?;
        let rows = run.mapping.into;
        let samples = match rows {
            RowsOf::Customers => run::sample(&file.source()?, &run.settings, 5)?,
            _ => crate::orders::sample(&file.source()?, &run.settings, rows, 5)?,
        };
        let is_mendable = crate::orders::is_mendable(&file.source()?, &run.settings, rows)?;
        let preview = match run::preview(&visit.app.db, &act, run.clone(), (file.source()?, likeness)) {
            Err(error) => Err(error.said().ok_or(error)?),
            Ok(preview) => Ok(preview),
        };
        Ok((Seen { detection, samples, preview, is_mendable }, run, act))
    })
    .await?;
    page(&wizard(visit, &act, run, (seen, show)))
}

fn wizard(visit: &Visit, act: &Act, run: Run, (seen, show): (Seen, String)) -> WizardPage {
    let say = &visit.say;
    let settings = &run.settings;
    let is_text = settings.encoding.is_some();
    let encoding = settings.encoding.clone().unwrap_or_default();
    let names = ENCODINGS.iter().map(|name| (*name).to_owned());
    let mut encodings: Vec<String> = if is_text { names.collect() } else { Vec::new() };
    if is_text && !encodings.iter().any(|name| name.eq_ignore_ascii_case(&encoding)) {
        encodings.insert(0, encoding.clone());
    }
    let encoding =
        encodings.iter().find(|name| name.eq_ignore_ascii_case(&encoding)).cloned().unwrap_or_default();
    let tables: Vec<String> = seen
        .detection
        .tables
        .iter()
        .map(|table| table.name.clone())
        .filter(|name| !name.is_empty())
        .collect();
    let (preview, trouble) = match seen.preview {
        Ok(preview) if preview.rows.is_empty() => (preview, without_rows(&run, say)),
        Ok(preview) => (preview, String::new()),
        Err(said) => (Preview::default(), said.say(say)),
    };
    let rows = run.mapping.into;
    let told = seen.detection.warnings.iter().map(|warning| Said::of(warning).say(say));
    let nameless =
        (rows == RowsOf::Customers && trying::are_nameless(&preview)).then(|| say.t("transfer-nameless"));
    let words = trying::Words { say, fields: &act.fields, rows };
    let terms = run.mapping.orders.clone();
    let may_write = visit.need(crate::RIGHT, Level::Write).is_ok();
    let href = format!("/import/{}", run.id);
    let same = |names: Vec<String>| names.into_iter().map(|name| (name.clone(), name)).collect();
    WizardPage {
        frame: visit.frame_titled(run.file.clone()),
        href: href.clone(),
        may_write,
        intos: super::imports::intos(visit).collect(),
        into: rows.slug(),
        may_mend: may_write && seen.is_mendable,
        place_words: say.t(if rows == RowsOf::Customers { "transfer-place" } else { "transfer-place-any" }),
        unknowns: if rows == RowsOf::Orders { unknowns(say) } else { Vec::new() },
        unknown: terms.unknown.map(orders::rates::Unknown::slug).unwrap_or_default(),
        currency: terms.currency.unwrap_or_default(),
        source: terms.source.unwrap_or_default(),
        currency_help: say.with("transfer-currency-help", &[("usual", act.manner.currency.code().into())]),
        source_help: say
            .with("transfer-order-source-help", &[("usual", crate::orders::stem(&run.file).into())]),
        format: format_words(&settings.format, seen.detection.recognized.as_ref(), say),
        warnings: told.chain(nameless).collect(),
        encodings: same(encodings),
        encoding,
        separators: settings.separator.map(|own| separators(own, say)).unwrap_or_default(),
        separator: settings.separator.map(separator_name).unwrap_or_default(),
        tables: if tables.len() > 1 { same(tables) } else { Vec::new() },
        table: settings.table.clone().unwrap_or_default(),
        header_row: settings.header_row.map(|row| row.to_string()).unwrap_or_default(),
        rules: if rows == RowsOf::Customers { rules(say) } else { Vec::new() },
        rule: rule_slug(run.mapping.rule),
        broken_ways: Broken::ALL.map(|one| (one.slug().to_owned(), broken_words(one, say))).into(),
        broken_way: run.mapping.broken_cells.slug(),
        columns: columns(&run, &seen.samples),
        places: places(act, rows, say),
        new_kinds: if rows == RowsOf::Customers { new_kinds(&run.mapping, say) } else { Vec::new() },
        headings: run.columns.clone(),
        chips: trying::chips(&preview, (&href, &show), &words),
        rows: trying::lines(preview, &run.columns, &show, &words),
        show,
        trouble,
    }
}

/// That there is nothing to bring in, as far as the heading was found.
fn without_rows(run: &Run, say: &Say) -> String {
    say.with("transfer-file-no-rows", &[("file", run.file.as_str().into())])
}

/// What kind of file it is, and whose export, where its headings tell.
fn format_words(slug: &str, export: Option<&Export>, say: &Say) -> String {
    let format = say.t(&format!("transfer-format-{slug}"));
    match export.filter(|export| export.is_of_program()) {
        Some(export) => {
            let args = [("format", format.into()), ("program", export.label.into())];
            say.with("transfer-format-of", &args)
        }
        None => format,
    }
}

fn separators(own: char, say: &Say) -> Vec<(String, String)> {
    let known = SEPARATORS.iter().map(|(_, value, key)| ((*value).to_owned(), say.t(key)));
    let other =
        (!SEPARATORS.iter().any(|(one, ..)| *one == own)).then(|| (own.to_string(), own.to_string()));
    known.chain(other).collect()
}

fn separator_name(own: char) -> String {
    let known = SEPARATORS.iter().find(|(one, ..)| *one == own).map(|(_, value, _)| (*value).to_owned());
    known.unwrap_or_else(|| own.to_string())
}

fn broken_words(one: Broken, say: &Say) -> String {
    say.t(&format!("transfer-broken-{}", one.slug().replace('_', "-")))
}

fn rule_slug(rule: Rule) -> &'static str {
    match rule {
        Rule::Newest => "newest",
        Rule::MostTrusted => "most_trusted",
        Rule::Ask => "ask",
    }
}

fn rules(say: &Say) -> Vec<(String, String)> {
    let keys = [
        ("ask", "transfer-rule-ask"),
        ("newest", "transfer-rule-newest"),
        ("most_trusted", "transfer-rule-most-trusted"),
    ];
    keys.iter().map(|(slug, key)| ((*slug).to_owned(), say.t(key))).collect()
}

/// Where a column can go: what is no field first, then the fields of the card in its order.
fn places(act: &Act, rows: RowsOf, say: &Say) -> Vec<(String, String)> {
    if rows != RowsOf::Customers {
        let targets: &[Target] = if rows == RowsOf::Orders { &Target::ALL } else { &Target::OF_PRODUCTS };
        let leave = (LEAVE.to_owned(), say.t("transfer-place-leave"));
        return std::iter::once(leave)
            .chain(targets.iter().map(|target| target_words(*target, say)))
            .collect();
    }
    let words = PLACES.iter().map(|slug| {
        (
            (*slug).to_owned(),
            say.t(&format!("transfer-place-{}", slug.trim_start_matches('@').replace('_', "-"))),
        )
    });
    let fields = act.fields.all().filter(|field| !field.is_made() && !field.is_archived);
    words.chain(fields.map(|field| (field.slug.clone(), field.label(say)))).collect()
}

/// What a new field may be: the usual kinds, and those that the mapping names besides.
fn new_kinds(mapping: &Mapping, say: &Say) -> Vec<(String, String)> {
    let named = mapping.columns.iter().filter_map(|used| used.kind.as_deref());
    let mut slugs: Vec<&str> = NEW_KINDS.into_iter().chain(named).collect();
    let mut seen = HashSet::new();
    slugs.retain(|slug| seen.insert(*slug));
    let kinds = slugs.into_iter().filter_map(fields::kinds::find);
    kinds.map(|kind| (kind.slug().to_owned(), say.t(&kind.label()))).collect()
}

/// What a column of orders or products can be: its word in mappings, and what it is called.
pub(crate) fn target_words(target: Target, say: &Say) -> (String, String) {
    let slug = target.slug();
    let words = say.t(&format!("transfer-order-place-{}", slug.replace('_', "-")));
    (slug, words)
}

fn unknowns(say: &Say) -> Vec<(String, String)> {
    let usual = (String::new(), say.t("transfer-unknown-usual"));
    let both = ["lead", "reject"].map(|slug| (slug.to_owned(), say.t(&format!("transfer-unknown-{slug}"))));
    std::iter::once(usual).chain(both).collect()
}

fn columns(run: &Run, samples: &crate::mapping::Sampled) -> Vec<Column> {
    let uses = run.mapping.columns.iter().enumerate();
    uses.map(|(at, used)| {
        let place = samples.columns.iter().position(|name| *name == used.column);
        let cells = samples.rows.iter().filter_map(|row| row.get(place?));
        let shown: Vec<&str> =
            cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).take(3).collect();
        Column {
            field: format!("to.{at}"),
            name: used.column.clone(),
            samples: shown.join(" · "),
            to: used.to.clone(),
            kind_field: format!("kind.{at}"),
            kind: used.kind.clone().unwrap_or_else(|| NEW_KINDS[0].to_owned()),
        }
    })
    .collect()
}
