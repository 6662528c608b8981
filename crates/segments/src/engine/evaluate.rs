//! A resolved condition as a set of cards, part by part.

use super::Engine;
use crate::asked::{Leaf, Node};
use crate::store::{cards, sql};
use columns::Bits;
use customers::listing::{self, Query};
use customers::{Act, CustomerError};
use db::{DbError, Tx};
use fields::{Condition, KeyTest, Tested};
use kernel::Actor;

impl Engine {
    /// The cards that meet a resolved condition, archived ones too.
    pub(crate) fn evaluate(&self, tx: &mut Tx<'_>, act: &Act, node: &Node) -> Result<Bits, DbError> {
        let (everybody, _) = self.everybody(tx, act)?;
        let mut found = Evaluation { engine: self, act, everybody: &everybody }.of(tx, node)?;
        found.and(&everybody);
        Ok(found)
    }
}

struct Evaluation<'e> {
    engine: &'e Engine,
    act: &'e Act,
    everybody: &'e Bits,
}

impl Evaluation<'_> {
    fn of(&self, tx: &mut Tx<'_>, node: &Node) -> Result<Bits, DbError> {
        match node {
            Node::All(inner) => {
                let mut found = self.everybody.clone();
                for one in inner {
                    if found.is_empty() {
                        break;
                    }
                    found.and(&self.of(tx, one)?);
                }
                Ok(found)
            }
            Node::Any(inner) => {
                let mut found = Bits::default();
                for one in inner {
                    found.or(&self.of(tx, one)?);
                }
                Ok(found)
            }
            Node::Not(inner) => {
                let mut rest = self.everybody.clone();
                rest.minus(&self.of(tx, inner)?);
                Ok(rest)
            }
            Node::Card(tested) => self.card(tx, tested),
            Node::Named(condition) => self.named(tx, condition),
            Node::Related(kind, whom) => {
                let whom = self.of(tx, whom)?;
                let ties = cards::ties(tx, kind)?;
                let mut tied = Bits::default();
                for (one, other) in ties {
                    if whom.get(other) {
                        tied.set(one);
                    }
                }
                Ok(tied)
            }
            Node::Happened(leaf) => self.happened(tx, leaf),
            Node::Fixed(_) => self.by_sql(tx, node),
        }
    }

    fn happened(&self, tx: &mut Tx<'_>, leaf: &Leaf) -> Result<Bits, DbError> {
        match self.engine.table(tx, &leaf.table)? {
            Some(table) => Ok(table.matching(leaf, self.everybody.end())),
            None => self.by_sql(tx, &Node::Happened(Box::new(leaf.clone()))),
        }
    }

    /// By the card index in memory where it is held, else by the base.
    fn card(&self, tx: &mut Tx<'_>, tested: &Tested) -> Result<Bits, DbError> {
        let held = self.act.fields.snapshot().matching(tx, &self.act.fields, tested)?;
        match held {
            Some(found) => Ok(found),
            None => self.looked_up(tx, tested),
        }
    }

    fn looked_up(&self, tx: &mut Tx<'_>, tested: &Tested) -> Result<Bits, DbError> {
        match tested {
            Tested::All(inner) => {
                let mut found = self.everybody.clone();
                for one in inner {
                    found.and(&self.looked_up(tx, one)?);
                }
                Ok(found)
            }
            Tested::Any(inner) => {
                let mut found = Bits::default();
                for one in inner {
                    found.or(&self.looked_up(tx, one)?);
                }
                Ok(found)
            }
            Tested::Not(inner) => {
                let mut rest = self.everybody.clone();
                rest.minus(&self.looked_up(tx, inner)?);
                Ok(rest)
            }
            Tested::Field { field, test } => self.field(tx, field, test),
        }
    }

    fn field(&self, tx: &mut Tx<'_>, slug: &str, test: &KeyTest) -> Result<Bits, DbError> {
        match test {
            KeyTest::Not(inner) => {
                let mut rest = self.everybody.clone();
                rest.minus(&self.field(tx, slug, inner)?);
                Ok(rest)
            }
            KeyTest::Either(tests) => {
                let mut found = Bits::default();
                for test in tests {
                    found.or(&self.field(tx, slug, test)?);
                }
                Ok(found)
            }
            test => match self.act.fields.slug(slug) {
                Some(field) => {
                    let sql = sql::traits(field.no, test);
                    cards::set(tx, &sql.text, &sql.values())
                }
                None => Ok(Bits::default()),
            },
        }
    }

    /// By the list of customers itself, which knows names; whoever asks, the answer is the same.
    fn named(&self, tx: &mut Tx<'_>, condition: &Condition) -> Result<Bits, DbError> {
        let act = Act { actor: Actor::console(), ..self.act.clone() };
        let mut found = Bits::default();
        for is_archived in [false, true] {
            let query = Query { condition: condition.clone(), is_archived, ..Query::default() };
            let numbers = match listing::numbers(tx, &act, &query, (0, usize::MAX >> 16)) {
                Ok(numbers) => numbers,
                Err(CustomerError::Db(error)) => return Err(error),
                // It was understood when it was resolved, and the console may read.
                Err(_) => Vec::new(),
            };
            found.or(&numbers.into_iter().filter_map(|no| u32::try_from(no).ok()).collect());
        }
        Ok(found)
    }

    fn by_sql(&self, tx: &mut Tx<'_>, node: &Node) -> Result<Bits, DbError> {
        match sql::compile(tx, node, &self.act.fields)? {
            Some(sql) => cards::meeting(tx, &sql.text, &sql.values()),
            None => Ok(Bits::default()),
        }
    }
}
