//! Erasing a person: nothing personal is left anywhere, while what was sold to them stays in the sums.
//!
//! The card stays as a nameless one with what is counted of it, so that orders keep their amounts and whose they were.
//! All else goes: facts and those that ended, cards that went into this one, relations, files, consents, duplicates, what
//! stood there before changes of many, answers kept for repeated requests, words that were searched for or typed into views, rules and exports; in the journal the
//! particulars of every entry with the salts under their digests, by which the chain still holds. Capabilities above
//! erase what is theirs through [`Erases`]. What a base cannot forget inside a transaction (files, the log of the base,
//! merged parts of the search index) is wiped by a job right after it ([`wiping`]).

mod traces;
pub mod wiping;

pub use traces::Traces;

use crate::act::Act;
use crate::changing::{SUBJECT, derive};
use crate::customer::{Customer, CustomerId};
use crate::error::CustomerError;
use crate::merging::{self, Side};
use crate::sheet::Sheet;
use crate::sight;
use crate::store::{attachments, cards, erasures};
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Level, Millis, RawId};
use serde_json::json;
use std::sync::Arc;

/// Whom capabilities above have to erase.
#[derive(Debug)]
pub struct Erased {
    /// The card that stays without a name.
    pub side: Side,
    /// By what the person is known in texts.
    pub traces: Traces,
    /// Keys of stored files to be wiped, once no record names them any more; capabilities add theirs.
    pub files: Vec<String>,
}

/// What a capability keeps of a customer, as erasing goes.
pub trait Erases: Send + Sync {
    /// Takes out everything personal and leaves what the sums need. Runs inside the transaction of the erasure.
    ///
    /// # Errors
    /// Any [`CustomerError`]; then nothing is erased.
    fn erase(&self, tx: &mut Tx<'_>, act: &Act, erased: &mut Erased) -> Result<(), CustomerError>;

    /// Whether the capability still names a stored file, which then stays.
    ///
    /// # Errors
    /// Any [`DbError`].
    fn names(&self, _tx: &mut Tx<'_>, _key: &str) -> Result<bool, DbError> {
        Ok(false)
    }
}

/// All who erase, joined by the binary; cheap to clone.
#[derive(Clone, Default)]
pub struct Erasers(Arc<[Arc<dyn Erases>]>);

impl Erasers {
    /// Those of the capabilities above.
    pub fn new(all: Vec<Arc<dyn Erases>>) -> Self {
        Self(all.into())
    }

    /// Whether anything still names a stored file.
    fn name(&self, tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
        let mut is_named = erasures::is_named(tx, key)?;
        for one in self.0.iter() {
            is_named = is_named || one.names(tx, key)?;
        }
        Ok(is_named)
    }
}

/// At whose word somebody is erased.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Who asked.
    pub asked_by: Option<RawId>,
    /// When.
    pub asked_at: Option<Millis>,
}

/// Erases a person; what is already erased stays so.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange; [`CustomerError::Missing`].
pub fn erase(
    tx: &mut Tx<'_>,
    act: &Act,
    erasers: &Erasers,
    (id, word): (CustomerId, Word),
) -> Result<(), CustomerError> {
    if !act.may(Level::Arrange) {
        return Err(CustomerError::Forbidden);
    }
    let card = sight::card(tx, act, id)?;
    let gone = merging::absorbed(tx, id)?;
    let traces = traces::of(tx, &card)?;
    let mut erased = Erased { side: Side { no: card.no, id }, traces, files: Vec::new() };
    for each in std::iter::once(&id).chain(&gone) {
        erased.files.extend(attachments::keys_of(tx, *each)?);
    }
    for one in erasers.0.iter() {
        one.erase(tx, act, &mut erased)?;
    }
    let blank = blank(tx, act, &card)?;
    for related in erasures::related(tx, id)? {
        for named in std::iter::once(&id).chain(&gone) {
            journal::forget_naming(tx, related, named.0)?;
        }
    }
    for each in std::iter::once(id).chain(gone) {
        journal::forget(tx, each.0)?;
        erasures::forget(tx, (each, card.no))?;
    }
    let is_known = |text: &str| erased.traces.are_in(text);
    erasures::forget_typed(tx, &is_known)?;
    access::exporting::forget_words(tx, &is_known)?;
    journal::forget_typed(tx, &is_known)?;
    access::reading::forget_words(tx, &|words| erased.traces.are_sought_by(words))?;
    web::forget_answers(tx, &|text| text.contains(&id.to_string()) || erased.traces.are_in(text))?;
    erasures::insert(tx, id, &word, (act.actor.user, act.setting.now()))?;
    let payload = json!({ "no": blank.no });
    let entry = Entry::now(&act.setting, "customer.erased", (SUBJECT, id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    wiping::later(tx, act, erased.files)
}

/// Leaves of a card what is counted of it, in the archive.
fn blank(tx: &mut Tx<'_>, act: &Act, card: &Customer) -> Result<Customer, CustomerError> {
    let is_counted = |no| act.fields.no(no).is_some_and(crate::field::Field::is_counted);
    let counted = card.sheet.facts().iter().filter(|fact| is_counted(fact.field)).cloned().collect();
    let now = act.setting.now();
    let blank = Customer {
        name: String::new(),
        sheet: Sheet::new(counted),
        revision: card.revision + 1,
        updated_at: now,
        archived_at: Some(now),
        ..card.clone()
    };
    let before = derive(card.kind, &card.name, &card.sheet, &act.fields);
    let after = derive(blank.kind, "", &blank.sheet, &act.fields);
    cards::update(tx, &blank, &before, &after)?;
    Ok(blank)
}

/// Whether somebody was erased, and when.
///
/// # Errors
/// Any database error.
pub fn erased_at(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Millis>, CustomerError> {
    Ok(erasures::at(tx, id)?)
}
