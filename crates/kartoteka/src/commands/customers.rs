//! `kartoteka customers`: cards at the command line.

use super::existing;
use crate::cli::Base;
use crate::exit::CommandError;
use crate::speaking::speaker;
use clap::{Args, Subcommand};
use customers::listing::{self, Query};
use customers::{Act, Customer, CustomerError, Desk, Kind, changing, typing};
use db::{Db, Options, Tx};
use fields::Condition;
use kernel::{Actor, Cursor, PageSize, Setting};
use serde_json::{Map, Value, json};

/// List, read and add customers.
#[derive(Debug, Args)]
pub struct Customers {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List customers, a JSON object per line
    List(List),
    /// Read one customer as JSON
    Show(Show),
    /// Add a customer
    Add(Add),
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    base: Base,
    /// Words to search for
    #[arg(long, default_value = "")]
    search: String,
    /// A condition as JSON
    #[arg(long, value_name = "JSON")]
    filter: Option<String>,
    /// How many at most
    #[arg(long, default_value_t = 1000)]
    limit: usize,
}

#[derive(Debug, Args)]
struct Show {
    #[command(flatten)]
    base: Base,
    /// The customer's id
    id: String,
}

#[derive(Debug, Args)]
struct Add {
    #[command(flatten)]
    base: Base,
    /// person or organization
    #[arg(long, default_value = "person")]
    kind: String,
    /// A fact, as in family=Омарова; may be given several times
    #[arg(long = "fact", value_name = "FIELD=VALUE", required = true)]
    facts: Vec<String>,
}

impl Customers {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for a filter or a fact that cannot be understood; failures of the base.
    pub fn run(self) -> Result<(), CommandError> {
        match self.what {
            What::List(list) => list.run(),
            What::Show(show) => show.run(),
            What::Add(add) => add.run(),
        }
    }
}

impl List {
    #[expect(clippy::print_stdout, reason = "the list is the answer of the command")]
    fn run(self) -> Result<(), CommandError> {
        let db = existing::ready(&self.base.place()?, &Setting::real())?;
        let condition = match &self.filter {
            Some(text) => {
                let say = speaker();
                Condition::parse(text).map_err(|error| CommandError::BadInput(error.say(&say)))?
            }
            None => Condition::everything(),
        };
        let query = Query { condition, search: self.search, ..Query::default() };
        let (mut place, mut left): (Option<Cursor>, usize) = (None, self.limit);
        while left > 0 {
            let size = PageSize::clamped(i64::try_from(left.min(500)).unwrap_or(500));
            let (lines, next) = read(&db, |tx, act| {
                let slice = listing::page(tx, act, &query, (place.as_ref(), size))?;
                let lines: Vec<Value> = slice.items.iter().map(|card| view(card, act)).collect();
                Ok((lines, slice.next))
            })?;
            left -= lines.len().min(left);
            lines.iter().for_each(|line| println!("{line}"));
            place = next;
            if place.is_none() {
                break;
            }
        }
        Ok(())
    }
}

impl Show {
    #[expect(clippy::print_stdout, reason = "the customer is the answer of the command")]
    fn run(self) -> Result<(), CommandError> {
        let db = existing::ready(&self.base.place()?, &Setting::real())?;
        let id =
            self.id.parse().map_err(|_| CommandError::WrongUse(format!("{} is not an id", self.id)))?;
        println!("{:#}", read(&db, |tx, act| Ok(view(&listing::get(tx, act, id)?, act)))?);
        Ok(())
    }
}

impl Add {
    #[expect(clippy::print_stdout, reason = "the id is the answer of the command")]
    fn run(self) -> Result<(), CommandError> {
        let db = self.base.place()?.open(&Setting::real(), Options::default())?;
        let kind = Kind::from_slug(&self.kind)
            .ok_or_else(|| CommandError::WrongUse("--kind is person or organization".into()))?;
        let facts = self.facts;
        let made = db.write(move |tx| {
            let act = act(tx)?;
            let mut values = Vec::new();
            for fact in &facts {
                let (slug, typed) = fact.split_once('=').unwrap_or((fact, ""));
                let unknown =
                    || CustomerError::Invalid(vec![web::FieldError::new(slug, "customers-unknown-field")]);
                let field = act.fields.slug(slug).filter(|field| !field.is_made()).ok_or_else(unknown)?;
                let read =
                    typing::read(field, typed, &act.manner).map_err(|e| CustomerError::Invalid(vec![e]))?;
                values.extend(read.map(|value| (field.no, value)));
            }
            changing::create(tx, &act, kind, &values)
        });
        println!("{}", made.map_err(refused)?.id);
        Ok(())
    }
}

fn act(tx: &mut Tx<'_>) -> Result<Act, db::DbError> {
    let firm = access::firm::load(tx)?;
    Desk::default().act(tx, (&Setting::real(), &Actor::console()), &firm)
}

fn read<R>(
    db: &Db,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError>,
) -> Result<R, CommandError> {
    let answer = db.read(|tx| {
        let act = act(tx)?;
        work(tx, &act)
    });
    answer.map_err(refused)
}

fn view(card: &Customer, act: &Act) -> Value {
    let mut facts: Map<String, Value> = Map::new();
    for fact in card.sheet.facts().iter().filter(|fact| !fact.is_rival) {
        let Some(field) = act.fields.no(fact.field) else { continue };
        let value = field.kind.to_json(&fact.value);
        match facts.get_mut(&field.slug) {
            Some(Value::Array(list)) if field.is_many => list.push(value),
            _ if field.is_many => drop(facts.insert(field.slug.clone(), json!([value]))),
            _ => drop(facts.insert(field.slug.clone(), value)),
        }
    }
    json!({
        "id": card.id, "no": card.no, "kind": card.kind, "name": card.name, "facts": facts,
        "updated_at": web::moment(card.updated_at),
    })
}

fn refused(error: CustomerError) -> CommandError {
    match error {
        CustomerError::Db(error) => error.into(),
        CustomerError::Invalid(errors) => {
            let say = speaker();
            let said: Vec<_> = errors.iter().map(|e| format!("{}: {}", e.field, e.say(&say))).collect();
            CommandError::BadInput(said.join("\n"))
        }
        other => CommandError::Failed(other.to_string()),
    }
}
