//! Verbs over statements: submit, take back, approve, give back, pay. Nobody approves, gives back or pays their own.
//!
//! What is held back or cannot be counted yet does not go along when a statement is submitted: it moves on to the next draft of
//! its person. What goes along stands from then on; only a line of a later statement corrects it. Gates are asked again
//! before approving and before paying.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::following::follow_to_end;
use crate::holding::{self, HeldDeal};
use crate::seeing;
use crate::statement::{Line, Source, State, Statement, StatementId};
use crate::store::{clock, lines, statements};
use db::Tx;
use kernel::{Level, Money, RawId};
use serde_json::json;
use std::collections::HashMap;

/// The kind of subject in journal entries about statements.
pub const SUBJECT: journal::SubjectKind = "statement";

/// The longest note, in letters.
const LONGEST_NOTE: usize = 1_000;

/// Which statement, and the revision that whoever acts has seen.
pub type Seen = (StatementId, Option<i64>);

/// Submits a draft for approval: one's own, or that of somebody within reach.
///
/// # Errors
/// [`EarningError`]: forbidden, missing, outdated; not now unless it is a draft; nothing when no line may be paid yet.
pub fn submit(tx: &mut Tx<'_>, earning: &Earning, seen: Seen) -> Result<Statement, EarningError> {
    earning.needs(Level::Write)?;
    follow_to_end(tx, earning)?;
    let known = in_state(tx, earning, seen, State::Draft)?;
    let all = lines::of_statement(tx, known.id)?;
    let held = holding::held(tx, earning, all.iter().filter_map(deal_of))?;
    let (late, ready): (Vec<_>, Vec<_>) = all.iter().partition(|line| is_late(line, &held));
    if ready.is_empty() {
        return Err(EarningError::Nothing);
    }
    if !late.is_empty() {
        let next = statements::draft(tx, earning.setting(), (known.person, known.month.next()))?;
        for line in &late {
            lines::shift(tx, line.id, next.id)?;
        }
    }
    let now = earning.setting().now();
    let submitted = Some((earning.actor().user, now));
    let statement = Statement { state: State::Submitted, submitted, note: String::new(), ..known };
    keep(tx, earning, "statement.submitted", (statement, &ready))
}

/// Takes a submitted statement back into its draft: whoever may submit it.
///
/// # Errors
/// [`EarningError`]: forbidden, missing, outdated; not now unless it is submitted.
pub fn take_back(tx: &mut Tx<'_>, earning: &Earning, seen: Seen) -> Result<Statement, EarningError> {
    earning.needs(Level::Write)?;
    let known = in_state(tx, earning, seen, State::Submitted)?;
    reopen(tx, earning, ("statement.taken_back", ""), known)
}

/// Approves somebody else's statement.
///
/// # Errors
/// [`EarningError`]: forbidden, missing, outdated; own deed; not now unless it is submitted; held.
pub fn approve(tx: &mut Tx<'_>, earning: &Earning, seen: Seen) -> Result<Statement, EarningError> {
    let known = of_another(tx, earning, seen, State::Submitted)?;
    let ready = payable(tx, earning, &known)?;
    let approved = Some((earning.actor().user, earning.setting().now()));
    let statement = Statement { state: State::Approved, approved, ..known };
    keep(tx, earning, "statement.approved", (statement, &ready.iter().collect::<Vec<_>>()))
}

/// Gives somebody else's statement back into its draft, and says why.
///
/// # Errors
/// As [`approve`], also for an approved one; [`EarningError::Invalid`] without a note.
pub fn give_back(
    tx: &mut Tx<'_>,
    earning: &Earning,
    seen: Seen,
    note: &str,
) -> Result<Statement, EarningError> {
    let known = match of_another(tx, earning, seen, State::Submitted) {
        Err(EarningError::NotNow) => of_another(tx, earning, seen, State::Approved)?,
        other => other?,
    };
    let note: String = note.trim().chars().take(LONGEST_NOTE).collect();
    if note.is_empty() {
        return Err(EarningError::field("note", "earnings-note-missing"));
    }
    reopen(tx, earning, ("statement.given_back", &note), known)
}

/// Says that somebody else's statement is paid.
///
/// # Errors
/// As [`approve`]; not now unless it is approved.
pub fn pay(tx: &mut Tx<'_>, earning: &Earning, seen: Seen) -> Result<Statement, EarningError> {
    let known = of_another(tx, earning, seen, State::Approved)?;
    let ready = payable(tx, earning, &known)?;
    let paid = Some((earning.actor().user, earning.setting().now()));
    let statement = Statement { state: State::Paid, paid, ..known };
    keep(tx, earning, "statement.paid", (statement, &ready.iter().collect::<Vec<_>>()))
}

fn deal_of(line: &Line) -> Option<RawId> {
    match &line.source {
        Source::Deal { deal, .. } => Some(*deal),
        Source::Fact(_) => None,
    }
}

fn is_late(line: &Line, held: &HashMap<RawId, HeldDeal>) -> bool {
    // What takes money back is not held by what stands before giving some.
    let is_held = deal_of(line).is_some_and(|deal| held.contains_key(&deal));
    line.amount.is_none_or(|amount| amount >= 0 && is_held)
}

/// The lines of a statement, when nothing holds any of them back.
fn payable(tx: &mut Tx<'_>, earning: &Earning, known: &Statement) -> Result<Vec<Line>, EarningError> {
    let all = lines::of_statement(tx, known.id)?;
    let given = all.iter().filter(|line| line.amount.is_some_and(|amount| amount >= 0)).filter_map(deal_of);
    let held = holding::held(tx, earning, given.collect::<Vec<_>>())?;
    if held.is_empty() {
        return Ok(all);
    }
    let mut held: Vec<HeldDeal> = held.into_values().collect();
    held.sort_by_key(|one| one.deal);
    Err(EarningError::Held(held))
}

fn in_state(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (id, revision): Seen,
    state: State,
) -> Result<Statement, EarningError> {
    let known = seeing::statement(tx, earning, id)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(EarningError::Outdated);
    }
    if known.state == state { Ok(known) } else { Err(EarningError::NotNow) }
}

fn of_another(
    tx: &mut Tx<'_>,
    earning: &Earning,
    seen: Seen,
    state: State,
) -> Result<Statement, EarningError> {
    earning.needs(Level::Read)?;
    let known = seeing::statement(tx, earning, seen.0)?;
    if earning.actor().user == Some(known.person) {
        return Err(EarningError::OwnDeed);
    }
    earning.needs(Level::Arrange)?;
    in_state(tx, earning, seen, state)
}

/// Brings a statement back into its draft, whose deals are then reckoned anew.
fn reopen(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (verb, note): (&'static str, &str),
    known: Statement,
) -> Result<Statement, EarningError> {
    let all = lines::of_statement(tx, known.id)?;
    let statement =
        Statement { state: State::Draft, note: note.to_owned(), submitted: None, approved: None, ..known };
    clock::owe_statement(tx, statement.id.0)?;
    keep(tx, earning, verb, (statement, &all.iter().collect::<Vec<_>>()))
}

fn keep(
    tx: &mut Tx<'_>,
    earning: &Earning,
    verb: &'static str,
    (statement, lines): (Statement, &[&Line]),
) -> Result<Statement, EarningError> {
    let statement = Statement { revision: statement.revision + 1, ..statement };
    statements::update(tx, &statement)?;
    let total: i64 = lines.iter().filter_map(|line| line.amount).sum();
    let payload = json!({
        "person": statement.person, "month": statement.month, "lines": lines.len(),
        "total": Money::new(total, earning.currency), "note": statement.note,
    });
    earning.tell(tx, (verb, earning.actor()), (SUBJECT, statement.id.0), &payload)?;
    Ok(statement)
}
