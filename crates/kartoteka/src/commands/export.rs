//! `kartoteka export`: customers or orders as a file, also beside a running server.

use super::existing;
use crate::cli::Base;
use crate::exit::CommandError;
use clap::Args;
use customers::CustomerError;
use kernel::{Actor, Setting};
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use transfer::exporting::{Asked, ExportError, Leave, Listed, OrderColumns, OrdersWanted};
use transfer::formats::Explained as _;
use transfer::formats::out::{Target, target_named};
use words::Say;

/// Take customers or orders out into a file
#[derive(Debug, Args)]
pub struct Export {
    /// customers or orders
    #[arg(default_value = "customers")]
    what: String,
    /// csv, xlsx, ods, vcf (customers only), ndjson or parquet
    #[arg(long, default_value = "csv")]
    format: String,
    /// Where to write it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// A condition as JSON
    #[arg(long, value_name = "JSON")]
    filter: Option<String>,
    /// A segment, by name or id; with --filter those of it who meet the condition too
    #[arg(long, value_name = "NAME")]
    segment: Option<String>,
    /// A saved view that everybody sees, by name or id: its condition, order and columns
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// Words to search for
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// A field's slug, created_at or updated_at; of orders date, sum or number; with a minus for greatest first
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Slugs of columns, parted by commas; every field when left out
    #[arg(long, value_name = "FIELD,FIELD", value_delimiter = ',')]
    columns: Vec<String>,
    /// Only those who may be written to with marketing, email or sms, and a column that says where
    #[arg(long, value_name = "CHANNEL")]
    mailing: Option<String>,
    /// Orders only: all columns of lines too, each line as a row; --columns may name those wanted
    #[arg(long)]
    lines: bool,
    /// Orders only: those of this customer, by id
    #[arg(long, value_name = "ID")]
    customer: Option<String>,
    /// Orders only: those from this source; empty for one's own
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    base: Base,
}

impl Export {
    /// Writes the file.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for what cannot be understood; failures of the base or the disk.
    pub fn run(self) -> Result<(), CommandError> {
        let target = target_named(&self.format).ok_or_else(|| {
            CommandError::WrongUse("--format is csv, xlsx, ods, vcf, ndjson or parquet".into())
        })?;
        self.fits(target)?;
        let say = crate::speaking::speaker();
        let setting = Setting::real();
        let db = existing::ready(&self.base.place()?, &setting)?;
        let desk = crate::compose::desk(&db);
        let read = db.read(|tx| -> Result<_, ExportError> {
            let firm = access::firm::load(tx)?;
            let act = desk.act(tx, (&setting, &Actor::console()), &firm)?;
            let listed = self.listed(tx, &act, target)?;
            Ok((act, listed))
        });
        let (act, listed) = read.map_err(|error| self.failed(error, &say))?;
        let leave = listed.ask_leave(&db, &act, "").map_err(|error| self.failed(error, &say))?;
        let Leave::Given(mark) = leave else {
            return Err(CommandError::Failed("the export waits for a second person".into()));
        };
        let told = |error: std::io::Error| CommandError::Failed(format!("{}: {error}", self.out.display()));
        let coming = self.coming();
        let file = File::create(&coming).map_err(told)?;
        let output = Box::new(BufWriter::with_capacity(1 << 18, file));
        let written = listed.export(&db, &act, (&mark, &say), output);
        let written = written.map_err(|error| {
            if coming != self.out {
                // What is left of it is no list.
                let _gone = std::fs::remove_file(&coming);
            }
            self.failed(error, &say)
        })?;
        if coming != self.out {
            std::fs::rename(&coming, &self.out).map_err(told)?;
        }
        let n = i64::try_from(written.n_rows).unwrap_or(0);
        eprintln!("{}: {}", self.out.display(), say.n("transfer-rows", n));
        Ok(())
    }

    /// Where the list is written until it is whole, so that a command that was killed leaves no half of it under its name;
    /// what is no plain file, such as a pipe, is written as it is.
    fn coming(&self) -> PathBuf {
        if self.out.exists() && !self.out.is_file() {
            return self.out.clone();
        }
        let mut name = self.out.clone().into_os_string();
        name.push(".part");
        name.into()
    }

    /// Whether what was said speaks of what is taken out.
    fn fits(&self, target: &'static dyn Target) -> Result<(), CommandError> {
        let of_customers = [
            ("--segment", self.segment.is_some()),
            ("--view", self.view.is_some()),
            ("--mailing", self.mailing.is_some()),
            ("--format vcf", target.slug() == "vcf"),
        ];
        let of_orders = [
            ("--lines", self.lines),
            ("--customer", self.customer.is_some()),
            ("--source", self.source.is_some()),
        ];
        let (alien, other) = match self.what.as_str() {
            "customers" => (of_orders.as_slice(), "orders"),
            "orders" => (of_customers.as_slice(), "customers"),
            what => {
                let told = format!("{what}: customers and orders can be exported");
                return Err(CommandError::WrongUse(told));
            }
        };
        match alien.iter().find(|(_, is_said)| *is_said) {
            Some((name, _)) => Err(CommandError::WrongUse(format!("{name} is for {other} only"))),
            None => Ok(()),
        }
    }

    /// The list that is asked for.
    fn listed(
        &self,
        tx: &mut db::Tx<'_>,
        act: &customers::Act,
        target: &'static dyn Target,
    ) -> Result<Listed, ExportError> {
        if self.what == "orders" {
            let columns = OrderColumns::named(self.columns.clone(), self.lines)?;
            let asked = orders::listing::Asked {
                filter: self.filter.clone(),
                q: self.search.clone().unwrap_or_default(),
                customer: self.customer.clone(),
                source: self.source.clone(),
                sort: self.sort.clone(),
            };
            return Ok(OrdersWanted::of(tx, act, (asked, &columns), target)?.into());
        }
        let mut asked = self.asked();
        if let Some(name) = &self.segment {
            asked.filter = within(tx, act, name, &asked.filter)?;
        }
        Ok(asked.wanted(tx, act, target)?.into())
    }

    fn asked(&self) -> Asked {
        Asked {
            view: self.view.clone().unwrap_or_default(),
            filter: self.filter.clone().unwrap_or_default(),
            search: self.search.clone().unwrap_or_default(),
            sort: self.sort.clone().unwrap_or_default(),
            columns: self.columns.clone(),
            mailing: self.mailing.clone().unwrap_or_default(),
        }
    }

    fn failed(&self, error: ExportError, say: &Say) -> CommandError {
        match error {
            ExportError::Customers(CustomerError::Invalid(errors)) => {
                let said: Vec<_> = errors.iter().map(|e| format!("{}: {}", e.field, e.say(say))).collect();
                CommandError::BadInput(said.join("\n"))
            }
            ExportError::Customers(CustomerError::Missing) => {
                let named = |what: &str, name: &Option<String>| {
                    name.as_ref().map(|name| format!("--{what} {name}"))
                };
                let said = [("segment", &self.segment), ("view", &self.view), ("customer", &self.customer)];
                let said = said.map(|(what, name)| named(what, name));
                let said: Vec<_> = said.into_iter().flatten().collect();
                CommandError::BadInput(format!("{}: there is none", said.join(", ")))
            }
            ExportError::Customers(CustomerError::Db(error)) => error.into(),
            ExportError::Customers(other) => CommandError::Failed(other.to_string()),
            ExportError::Stopped => CommandError::Failed("stopped".to_owned()),
            ExportError::Refused(refusal) => CommandError::Failed(format!("{refusal:?}")),
            ExportError::Write(error) => {
                let args = error.args();
                let args: Vec<_> =
                    args.iter().map(|(name, text)| (*name, words::Arg::from(text.as_str()))).collect();
                CommandError::Failed(say.with(error.key(), &args))
            }
        }
    }
}

/// The condition of a segment's members, and of those who meet another one besides.
fn within(
    tx: &mut db::Tx<'_>,
    act: &customers::Act,
    name: &str,
    filter: &str,
) -> Result<String, CustomerError> {
    let segment = match name.parse() {
        Ok(id) => segments::keeping::get(tx, act, id)?,
        Err(_) => segments::keeping::named(tx, act, name)?,
    };
    // A filter that cannot be read is left as it is, to be refused with its place.
    let both = match filter {
        "" => Ok(segment.meant()),
        filter => fields::Condition::parse(filter).map(|other| segment.meant().and(other)),
    };
    Ok(both.map_or_else(|_| filter.to_owned(), |both| both.to_json().to_string()))
}
