//! Statements as people see them: a list of those within reach, and one with its lines, what they are of and what holds them.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::holding::{self, HeldDeal};
use crate::month::Month;
use crate::statement::{Line, Source, State, Statement, StatementId};
use crate::store::{lines, statements};
use customers::CustomerNo;
use customers::listing::{self, Brief};
use db::Tx;
use deals::{DealId, dealing};
use kernel::{Cursor, Level, PageSize, RawId, Slice};
use std::collections::HashMap;

/// Which statements are asked for; what is `None` does not matter.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query {
    /// Of this month.
    pub month: Option<Month>,
    /// Of this person.
    pub person: Option<RawId>,
    /// In this state.
    pub state: Option<State>,
}

/// A statement in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The statement.
    pub statement: Statement,
    /// How many lines it has.
    pub n_lines: i64,
    /// How many of them cannot be counted yet.
    pub n_uncounted: i64,
    /// What the others come to, smallest units of the firm's currency.
    pub total: i64,
}

/// A line with what it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownLine {
    /// The line.
    pub line: Line,
    /// The deal's title, or the client's name; empty for those who do not see them.
    pub title: String,
    /// Where that is; empty for those who do not see it.
    pub href: String,
    /// What holds it back.
    pub held: Option<HeldDeal>,
}

/// A statement with its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The statement.
    pub statement: Statement,
    /// Its lines, the eldest first.
    pub lines: Vec<ShownLine>,
    /// What all lines that can be counted come to.
    pub total: i64,
    /// What of that is not held back.
    pub payable: i64,
}

/// The statement of an id.
///
/// # Errors
/// [`EarningError::Forbidden`]; [`EarningError::Missing`] also when it is not seen.
pub fn statement(tx: &mut Tx<'_>, earning: &Earning, id: StatementId) -> Result<Statement, EarningError> {
    earning.needs(Level::Read)?;
    let known = statements::find(tx, id)?.filter(|one| earning.sees(one.person));
    known.ok_or(EarningError::Missing)
}

/// One page of statements, the newest month first.
///
/// # Errors
/// [`EarningError::Forbidden`].
pub fn page(
    tx: &mut Tx<'_>,
    earning: &Earning,
    query: Query,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Listed>, EarningError> {
    earning.needs(Level::Read)?;
    let wanted = statements::Wanted {
        month: query.month,
        person: query.person,
        state: query.state,
        people: earning.people(),
    };
    let after = after.and_then(|cursor| Some((Month(cursor.no), cursor.key.parse().ok()?)));
    let mut items = statements::list(tx, &wanted, (after, size.get() + 1))?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let last = items.last().filter(|_| has_more).map(|(last, ..)| last);
    let next = last.map(|last| Cursor { key: last.person.to_string(), no: last.month.0 });
    let listed =
        |(statement, n_lines, n_uncounted, total)| Listed { statement, n_lines, n_uncounted, total };
    Ok(Slice { items: items.into_iter().map(listed).collect(), next })
}

/// A statement with its lines.
///
/// # Errors
/// As [`statement`].
pub fn whole(tx: &mut Tx<'_>, earning: &Earning, id: StatementId) -> Result<Shown, EarningError> {
    let statement = statement(tx, earning, id)?;
    let all = lines::of_statement(tx, id)?;
    let deals: Vec<RawId> = all.iter().filter_map(deal_of).collect();
    let titles = titles(tx, earning, &deals);
    let held = match statement.state {
        State::Paid => HashMap::new(),
        _ => holding::held(tx, earning, deals)?,
    };
    let people = people(tx, earning, &all)?;
    let shown = |line: Line| {
        let (title, href) = match &line.source {
            Source::Deal { deal, .. } => titles.get(deal).cloned().unwrap_or_default(),
            Source::Fact(_) => people
                .get(&line.customer_no)
                .map(|brief| (brief.name.clone(), format!("/customers/{}", brief.id)))
                .unwrap_or_default(),
        };
        let takes = line.amount.is_some_and(|amount| amount < 0);
        let held = deal_of(&line).filter(|_| !takes).and_then(|deal| held.get(&deal).cloned());
        ShownLine { line, title, href, held }
    };
    let lines: Vec<ShownLine> = all.into_iter().map(shown).collect();
    let total = lines.iter().filter_map(|one| one.line.amount).sum();
    let payable = lines.iter().filter(|one| one.held.is_none()).filter_map(|one| one.line.amount).sum();
    Ok(Shown { statement, lines, total, payable })
}

fn deal_of(line: &Line) -> Option<RawId> {
    match &line.source {
        Source::Deal { deal, .. } => Some(*deal),
        Source::Fact(_) => None,
    }
}

/// Titles and addresses of the deals that whoever looks sees.
fn titles(tx: &mut Tx<'_>, earning: &Earning, deals: &[RawId]) -> HashMap<RawId, (String, String)> {
    let mut known = HashMap::new();
    for id in deals {
        if let Ok(deal) = dealing::get(tx, &earning.own, DealId(*id)) {
            let href = deal.href();
            known.insert(*id, (deal.title, href));
        }
    }
    known
}

/// The clients whose facts were paid for, as whoever looks sees them.
fn people(
    tx: &mut Tx<'_>,
    earning: &Earning,
    all: &[Line],
) -> Result<HashMap<CustomerNo, Brief>, EarningError> {
    if !earning.own.act.may(Level::Read) {
        return Ok(HashMap::new());
    }
    let mut numbers: Vec<CustomerNo> =
        all.iter().filter(|line| deal_of(line).is_none()).map(|line| line.customer_no).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let briefs = listing::briefs(tx, &earning.own.act, &numbers)?;
    Ok(briefs.into_iter().map(|brief| (brief.no, brief)).collect())
}
