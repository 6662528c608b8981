//! Bringing a file of orders in: look, gather, take in by batches, keep what was refused.

use super::columns::{Target, guess};
use super::gathering::{Gathered, Gatherer, Reject};
use super::goods;
use crate::cells::Row;
use crate::formats::{self, Settings, Source};
use crate::run::ImportError;
use customers::Act;
use db::{Db, Tx};
use orders::bulk::{self, Outcome};
use orders::returning::{self, ReturnBody};
use orders::runs::{self, OrderRun, RunCounts};
use orders::{OrderError, OrderId};
use web::FieldError;
use words::Say;

/// Orders taken in by one transaction.
const BATCH: usize = 500;

/// How a file is brought in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The currency of amounts where the file names none; the firm's when `None`.
    pub currency: Option<String>,
    /// What columns are, in place of what is guessed: heading and target.
    pub columns: Vec<(String, Option<Target>)>,
    /// Count only, and keep nothing.
    pub is_dry: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Brought {
    /// The run that it can be taken back by; `None` for a dry run and for a file of products.
    pub run: Option<OrderRun>,
    /// What became of its rows; for a file of products, of its products.
    pub counts: RunCounts,
    /// Rows that were refused, in the order of the file.
    pub rejects: Vec<Reject>,
    /// The headings of the table that rows were read from.
    pub columns: Vec<String>,
}

/// Brings a file in. The same file again changes nothing: orders are known by the file's name and their number.
///
/// # Errors
/// [`ImportError::File`] when it cannot be read; [`ImportError::Choice`] when it holds neither orders nor products.
pub fn bring(db: &Db, act: &Act, source: &Source, options: &Options) -> Result<Brought, ImportError> {
    let found = formats::detect(source)?;
    let tables: Vec<&str> = found.tables.iter().map(|table| table.name.as_str()).collect();
    let name = source.name().to_owned();
    let mut gatherer = Gatherer::new(act, stem(&name));
    let has = |table: &str| tables.contains(&table);
    let ending = |ending: &str| tables.iter().find(|table| table.ends_with(ending)).copied();
    let heads = ending("_order").or_else(|| Some("orders").filter(|table| has(table)));
    let lines = ending("_order_product").or_else(|| Some("order_lines").filter(|table| has(table)));
    let shown = if let (Some(heads), Some(lines)) = (heads, lines) {
        read(source, &in_table(&found.settings, heads), options, &mut |row, targets| {
            gatherer.add(row, targets, false);
        })?;
        read(source, &in_table(&found.settings, lines), options, &mut |row, targets| {
            gatherer.add(row, targets, true);
        })?
    } else {
        let table = ["products", "offers"].into_iter().find(|table| has(table)).or(ending("_product"));
        if table.is_none() && found.settings.format == "sql_dump" {
            let told = tables.join(", ");
            return Err(ImportError::Choice(format!(
                "neither orders nor products among the tables: {told}"
            )));
        }
        let settings =
            table.map_or_else(|| found.settings.clone(), |table| in_table(&found.settings, table));
        let columns = headings(formats::open(source, &settings)?.columns());
        let targets = targets_of(&columns, options);
        let knows = |target| targets.contains(&Some(target));
        if !knows(Target::Date) {
            return products(db, act, source, (&settings, options));
        }
        read(source, &settings, options, &mut |row, targets| gatherer.add(row, targets, true))?
    };
    let (mut gathered, rejects, n_rows) = gatherer.finish();
    for order in &mut gathered {
        let currency = &mut order.incoming.body.currency;
        *currency = currency.take().or_else(|| options.currency.clone());
    }
    let counts = RunCounts { n_rows, ..RunCounts::default() };
    let brought = Brought { run: None, counts, rejects, columns: shown };
    if options.is_dry {
        Ok(counted(brought, &gathered))
    } else {
        taken(db, act, (&name, brought), gathered)
    }
}

/// What a dry run tells: every order that can be read would be taken.
fn counted(mut brought: Brought, gathered: &[Gathered]) -> Brought {
    let rows = |order: &Gathered| i64::try_from(order.rows.len()).unwrap_or(0);
    brought.counts.n_new = gathered.iter().map(rows).sum();
    brought.counts.n_orders = i64::try_from(gathered.len()).unwrap_or(i64::MAX);
    brought.counts.n_rejected = i64::try_from(brought.rejects.len()).unwrap_or(i64::MAX);
    brought
}

fn taken(
    db: &Db,
    act: &Act,
    (name, mut brought): (&str, Brought),
    gathered: Vec<Gathered>,
) -> Result<Brought, ImportError> {
    let (deed, file) = (act.clone(), name.to_owned());
    let mut run = db.write(move |tx| runs::begin(tx, &deed, &file)).map_err(refused)?;
    let mut gathered = gathered.into_iter().peekable();
    while gathered.peek().is_some() {
        let batch: Vec<Gathered> = gathered.by_ref().take(BATCH).collect();
        let (deed, no) = (act.clone(), run.no);
        let (counts, rejects) = db.write(move |tx| batch_in(tx, &deed, no, batch)).map_err(refused)?;
        run.counts = plus(run.counts, counts);
        brought.rejects.extend(rejects);
    }
    brought.rejects.sort_by_key(|reject| reject.row);
    let rest = RunCounts {
        n_rows: brought.counts.n_rows - run.counts.n_rows,
        n_rejected: i64::try_from(brought.rejects.len()).unwrap_or(i64::MAX) - run.counts.n_rejected,
        ..RunCounts::default()
    };
    let no = run.no;
    db.write(move |tx| runs::keep(tx, no, rest, &[]))?;
    run.counts = plus(run.counts, rest);
    Ok(Brought { counts: run.counts, run: Some(run), ..brought })
}

type Batch = (RunCounts, Vec<Reject>);

fn batch_in(tx: &mut Tx<'_>, act: &Act, run: i64, batch: Vec<Gathered>) -> Result<Batch, OrderError> {
    let goods = batch.iter().flat_map(|order| order.goods.clone()).collect();
    goods::add_missing(tx, act, goods)?;
    let incoming = batch.iter().map(|order| order.incoming.clone()).collect();
    let outcomes = bulk::upsert(tx, act, incoming)?;
    let (mut counts, mut rejects, mut made) = (RunCounts::default(), Vec::new(), Vec::new());
    for (order, outcome) in batch.into_iter().zip(outcomes) {
        let n = i64::try_from(order.rows.len()).unwrap_or(0);
        counts.n_rows += n;
        counts.n_orders += i64::from(!matches!(outcome, Outcome::Rejected(_)));
        match outcome {
            Outcome::New(id) => {
                counts.n_new += n;
                gives_back(tx, act, (id, &order))?;
                made.push(id);
            }
            Outcome::Changed(_) => counts.n_changed += n,
            Outcome::Unchanged(_) => counts.n_unchanged += n,
            Outcome::Rejected(reasons) => {
                counts.n_rejected += n;
                order.refuse(&mut rejects, &reasons);
            }
        }
    }
    runs::keep(tx, run, counts, &made)?;
    Ok((counts, rejects))
}

/// Gives back the money that the file says was refunded; goods are not said to have come back with it.
fn gives_back(tx: &mut Tx<'_>, act: &Act, (id, order): (OrderId, &Gathered)) -> Result<(), OrderError> {
    let Some(amount) = order.refunded.clone() else { return Ok(()) };
    let is_nothing = amount.0.parse::<f64>().is_ok_and(|n| n <= 0.0);
    if is_nothing {
        return Ok(());
    }
    let date = order.incoming.body.date.clone();
    let body =
        ReturnBody { amount: Some(amount), date, is_restocked: Some(false), ..ReturnBody::default() };
    match returning::take_back(tx, act, id, &body) {
        Ok(_) | Err(OrderError::Invalid(_)) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Brings products up to date from a file that has no orders.
fn products(
    db: &Db,
    act: &Act,
    source: &Source,
    (settings, options): (&Settings, &Options),
) -> Result<Brought, ImportError> {
    let columns = headings(formats::open(source, settings)?.columns());
    if !targets_of(&columns, options).contains(&Some(Target::Code)) {
        let told = columns.join(", ");
        return Err(ImportError::Choice(format!(
            "neither a date of orders nor a code of products among: {told}"
        )));
    }
    let (mut goods, mut rejects, mut n_rows) = (Vec::new(), Vec::new(), 0);
    read(source, settings, options, &mut |row, targets| {
        n_rows += 1;
        match goods::good(row, targets) {
            Some(good) => goods.push((row.number, good)),
            None => rejects.push(Reject {
                row: row.number,
                cells: row.cells().map(|cell| cell.text.to_owned()).collect(),
                reasons: vec![FieldError::new("code", "orders-code-missing")],
            }),
        }
    })?;
    let counts = RunCounts { n_rows, ..RunCounts::default() };
    if options.is_dry {
        let n_rejected = i64::try_from(rejects.len()).unwrap_or(i64::MAX);
        let counts = RunCounts { n_rejected, ..counts };
        return Ok(Brought {
            counts: RunCounts { n_new: n_rows - n_rejected, ..counts },
            rejects,
            columns,
            run: None,
        });
    }
    let deed = act.clone();
    let written = db.write(move |tx| {
        let (mut counts, mut refused) = (counts, Vec::new());
        for (row, good) in goods {
            let card = goods::card(tx, &deed, &good)?;
            match orders::product::upsert(tx, &deed, card) {
                Ok(orders::product::Upserted::New) => counts.n_new += 1,
                Ok(orders::product::Upserted::Changed) => counts.n_changed += 1,
                Ok(orders::product::Upserted::Unchanged) => counts.n_unchanged += 1,
                Err(OrderError::Invalid(reasons)) => {
                    refused.push(Reject { row, cells: vec![good.code, good.name], reasons });
                }
                Err(other) => return Err(other),
            }
        }
        Ok::<_, OrderError>((counts, refused))
    });
    let (mut counts, more) = written.map_err(refused)?;
    rejects.extend(more);
    counts.n_rejected = i64::try_from(rejects.len()).unwrap_or(i64::MAX);
    Ok(Brought { counts, rejects, columns, run: None })
}

fn in_table(settings: &Settings, table: &str) -> Settings {
    Settings { table: Some(table.to_owned()), ..settings.clone() }
}

fn targets_of(columns: &[String], options: &Options) -> Vec<Option<Target>> {
    let mut targets = guess(columns);
    for (heading, target) in &options.columns {
        if let Some(slot) = columns.iter().position(|own| own == heading).and_then(|at| targets.get_mut(at))
        {
            *slot = *target;
        }
    }
    targets
}

/// Reads every row of a table; gives its headings.
fn read(
    source: &Source,
    settings: &Settings,
    options: &Options,
    take: &mut dyn FnMut(&Row, &[Option<Target>]),
) -> Result<Vec<String>, ImportError> {
    let mut reading = formats::open(source, settings)?;
    let columns = headings(reading.columns());
    let is_spaced = columns.len() > reading.columns().len();
    let targets = targets_of(&columns, options);
    let (mut row, mut parted) = (Row::new(), Row::new());
    while reading.next(&mut row)? {
        if !is_spaced {
            take(&row, &targets);
            continue;
        }
        parted.clear();
        parted.number = row.number;
        row.cell(0).text.split_whitespace().for_each(|word| parted.push_text(word));
        take(&parted, &targets);
    }
    Ok(columns)
}

/// The headings of a table; those of one whose columns are parted by blanks, of any number, are the words of its only one.
fn headings(columns: &[String]) -> Vec<String> {
    match columns {
        [only] if only.split_whitespace().count() > 2 => {
            only.split_whitespace().map(str::to_owned).collect()
        }
        _ => columns.to_vec(),
    }
}

/// The name of a file without its endings: by it the numbers of orders are told from those of other files.
fn stem(name: &str) -> &str {
    let end = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let own = name.get(end..).unwrap_or(name);
    own.split('.').next().unwrap_or(own)
}

fn plus(one: RunCounts, other: RunCounts) -> RunCounts {
    RunCounts {
        n_rows: one.n_rows + other.n_rows,
        n_new: one.n_new + other.n_new,
        n_changed: one.n_changed + other.n_changed,
        n_unchanged: one.n_unchanged + other.n_unchanged,
        n_rejected: one.n_rejected + other.n_rejected,
        n_orders: one.n_orders + other.n_orders,
    }
}

fn refused(error: OrderError) -> ImportError {
    match error {
        OrderError::Db(error) => ImportError::Db(error),
        other => ImportError::Choice(other.to_string()),
    }
}

/// Writes the rows that were refused as CSV: the number of the row, the reasons, then the cells as they stood.
///
/// # Errors
/// Any error of the writer.
pub fn write_rejects(
    brought: &Brought,
    say: &Say,
    out: &mut dyn std::io::Write,
) -> Result<(), std::io::Error> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let heads = [say.t("transfer-orders-row"), say.t("transfer-orders-reason")];
    let heads = heads.iter().chain(&brought.columns).map(|text| quoted(text)).collect::<Vec<_>>();
    writeln!(out, "{}", heads.join(","))?;
    for reject in &brought.rejects {
        let reasons: Vec<String> = reject.reasons.iter().map(|reason| reason.say(say)).collect();
        let mut cells = vec![reject.row.to_string(), quoted(&reasons.join("; "))];
        cells.extend(reject.cells.iter().map(|cell| quoted(cell)));
        writeln!(out, "{}", cells.join(","))?;
    }
    Ok(())
}
