//! The tables of cards that may be of one client, of what people said of them, and of the search for them.

use crate::customer::{CustomerId, CustomerNo};
use crate::duplicates::{Pair, Reason, SearchState, grouping};
use db::{DbError, Row, Tx, Value, params};
use kernel::{Millis, RawId};

/// Pairs of one group that are looked at; a group is kept far smaller by the search.
const MOST_PAIRS: usize = 2_000;

const COLUMNS: &str = "left_no, right_no, probability, reasons, group_no";

fn pair(row: &Row<'_>) -> Result<Pair, DbError> {
    Ok(Pair {
        left: row.get(0)?,
        right: row.get(1)?,
        probability: row.get(2)?,
        reasons: row.with_text(3, |text| serde_json::from_str(text).unwrap_or_default())?,
        group: row.get(4)?,
    })
}

fn reasons_text(reasons: &[Reason]) -> String {
    serde_json::to_string(reasons).unwrap_or_else(|_| "[]".into())
}

/// How the search stands.
pub(crate) fn state(tx: &mut Tx<'_>) -> Result<SearchState, DbError> {
    let state = tx.first(
        "SELECT search_no, n_records, threshold, searched_at, seen_at, seen_no FROM duplicate_searches",
        &[],
        |row| {
            Ok(SearchState {
                search_no: row.get(0)?,
                n_records: row.get(1)?,
                threshold: row.get(2)?,
                searched_at: row.get(3)?,
                seen: (row.get(4)?, row.get(5)?),
            })
        },
    )?;
    Ok(state.unwrap_or_default())
}

/// Keeps how the search stands.
pub(crate) fn keep_state(tx: &mut Tx<'_>, state: &SearchState) -> Result<(), DbError> {
    tx.execute(
        "UPDATE duplicate_searches SET search_no = $1, n_records = $2, threshold = $3, searched_at = $4,
         seen_at = $5, seen_no = $6",
        params![
            state.search_no,
            state.n_records,
            state.threshold,
            state.searched_at,
            state.seen.0,
            state.seen.1
        ],
    )
    .map(drop)
}

/// Adds the pairs of a search, none of which is there under the same search.
pub(crate) fn insert(tx: &mut Tx<'_>, search_no: i64, pairs: &[Pair]) -> Result<(), DbError> {
    let texts: Vec<String> = pairs.iter().map(|pair| reasons_text(&pair.reasons)).collect();
    tx.insert_many(
        "duplicate_pairs",
        ["left_no", "right_no", "probability", "reasons", "group_no", "search_no"],
        pairs.iter().zip(&texts).map(|(pair, reasons)| {
            [
                Value::Int(pair.left),
                Value::Int(pair.right),
                Value::Real(pair.probability),
                Value::Text(reasons),
                Value::Int(pair.group),
                Value::Int(search_no),
            ]
        }),
    )
    .map(drop)
}

/// Forgets every pair and group; a new search brings them anew.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("DELETE FROM duplicate_pairs", &[])?;
    tx.execute("DELETE FROM duplicate_groups", &[]).map(drop)
}

/// Works out all groups from the pairs.
pub(crate) fn count_groups(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("DELETE FROM duplicate_groups", &[])?;
    tx.execute(
        "INSERT INTO duplicate_groups (no, probability, n_pairs)
         SELECT group_no, max(probability), count(*) FROM duplicate_pairs GROUP BY group_no",
        &[],
    )
    .map(drop)
}

/// The pair of two cards.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    (one, other): (CustomerNo, CustomerNo),
) -> Result<Option<Pair>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM duplicate_pairs WHERE left_no = $1 AND right_no = $2");
    tx.first(&sql, params![one.min(other), one.max(other)], pair)
}

/// The pairs of a card.
pub(crate) fn of_card(tx: &mut Tx<'_>, no: CustomerNo) -> Result<Vec<Pair>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs WHERE left_no = $1
         UNION ALL SELECT {COLUMNS} FROM duplicate_pairs WHERE right_no = $1"
    );
    tx.rows(&sql, params![no], pair)
}

/// The pairs of a group, the likeliest first.
pub(crate) fn of_group(tx: &mut Tx<'_>, no: i64) -> Result<Vec<Pair>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs WHERE group_no = $1
         ORDER BY probability DESC, left_no, right_no LIMIT $2"
    );
    tx.rows(&sql, params![no, MOST_PAIRS], pair)
}

/// Puts pairs of one card in place of those it had; groups follow.
pub(crate) fn replace(tx: &mut Tx<'_>, no: CustomerNo, pairs: &[Pair]) -> Result<(), DbError> {
    let mut groups: Vec<i64> = of_card(tx, no)?.into_iter().map(|pair| pair.group).collect();
    delete_of_card(tx, no)?;
    groups.sort_unstable();
    groups.dedup();
    groups.into_iter().try_for_each(|group| regroup(tx, group))?;
    pairs.iter().try_for_each(|pair| add(tx, pair))
}

/// Adds a pair that is not there; what hangs together through it becomes one group.
pub(crate) fn add(tx: &mut Tx<'_>, pair: &Pair) -> Result<(), DbError> {
    if find(tx, (pair.left, pair.right))?.is_some() {
        return Ok(());
    }
    let mut groups = vec![pair.left];
    for card in [pair.left, pair.right] {
        groups.extend(of_card(tx, card)?.first().map(|known| known.group));
    }
    let group = groups.iter().copied().min().unwrap_or(pair.left);
    for old in groups.into_iter().filter(|old| *old != group) {
        tx.execute("UPDATE duplicate_pairs SET group_no = $2 WHERE group_no = $1", params![old, group])?;
        tx.execute("DELETE FROM duplicate_groups WHERE no = $1", params![old])?;
    }
    insert(tx, 0, &[Pair { group, ..pair.clone() }])?;
    regroup(tx, group)
}

fn delete_of_card(tx: &mut Tx<'_>, no: CustomerNo) -> Result<(), DbError> {
    tx.execute("DELETE FROM duplicate_pairs WHERE left_no = $1", params![no])?;
    tx.execute("DELETE FROM duplicate_pairs WHERE right_no = $1", params![no]).map(drop)
}

/// Takes one pair out.
pub(crate) fn drop_pair(tx: &mut Tx<'_>, (one, other): (CustomerNo, CustomerNo)) -> Result<(), DbError> {
    let Some(pair) = find(tx, (one, other))? else { return Ok(()) };
    tx.execute(
        "DELETE FROM duplicate_pairs WHERE left_no = $1 AND right_no = $2",
        params![pair.left, pair.right],
    )?;
    regroup(tx, pair.group)
}

/// Takes a card out that is gone; what it had in common with others is then said of the card that it went into.
pub(crate) fn drop_card(tx: &mut Tx<'_>, no: CustomerNo, heir: Option<CustomerNo>) -> Result<(), DbError> {
    let pairs = of_card(tx, no)?;
    if pairs.is_empty() {
        return Ok(());
    }
    replace(tx, no, &[])?;
    for pair in &pairs {
        let other = if pair.left == no { pair.right } else { pair.left };
        if let Some(heir) = heir.filter(|heir| *heir != other) {
            add(tx, &Pair { left: heir.min(other), right: heir.max(other), ..pair.clone() })?;
        }
    }
    Ok(())
}

/// Parts a group whose pairs hang together no more, and counts what is left of it.
fn regroup(tx: &mut Tx<'_>, no: i64) -> Result<(), DbError> {
    let pairs = of_group(tx, no)?;
    tx.execute("DELETE FROM duplicate_groups WHERE no = $1", params![no])?;
    for (group, members) in grouping::parted(&pairs) {
        for pair in members.iter().filter(|pair| pair.group != group) {
            tx.execute(
                "UPDATE duplicate_pairs SET group_no = $3 WHERE left_no = $1 AND right_no = $2",
                params![pair.left, pair.right, group],
            )?;
        }
        let most = members.iter().map(|pair| pair.probability).fold(0.0, f64::max);
        tx.execute("DELETE FROM duplicate_groups WHERE no = $1", params![group])?;
        tx.execute(
            "INSERT INTO duplicate_groups (no, probability, n_pairs) VALUES ($1, $2, $3)",
            params![group, most, members.len()],
        )?;
    }
    Ok(())
}

/// Groups after a place, the likeliest first: number and probability.
pub(crate) fn groups(
    tx: &mut Tx<'_>,
    after: Option<(f64, i64)>,
    limit: usize,
) -> Result<Vec<(i64, f64)>, DbError> {
    let (probability, no) = after.unwrap_or((2.0, 0));
    tx.rows(
        "SELECT no, probability FROM duplicate_groups
         WHERE probability <= $1 AND (probability < $1 OR no < $2) ORDER BY probability DESC, no DESC LIMIT $3",
        params![probability, no, limit],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// How many groups there are.
pub(crate) fn n_groups(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT count(*) FROM duplicate_groups", &[])
}

/// Pairs from a probability on, after a pair, by numbers.
pub(crate) fn above(
    tx: &mut Tx<'_>,
    at_least: f64,
    ((left, right), limit): ((CustomerNo, CustomerNo), usize),
) -> Result<Vec<Pair>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs
         WHERE probability >= $1 AND left_no >= $2 AND (left_no > $2 OR right_no > $3)
         ORDER BY left_no, right_no LIMIT $4"
    );
    tx.rows(&sql, params![at_least, left, right, limit], pair)
}

/// The numbers of the cards of all pairs from a probability on.
pub(crate) fn numbers_above(
    tx: &mut Tx<'_>,
    at_least: f64,
) -> Result<Vec<(CustomerNo, CustomerNo)>, DbError> {
    tx.rows(
        "SELECT left_no, right_no FROM duplicate_pairs WHERE probability >= $1",
        params![at_least],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Keeps a person's word on two cards, with the pair as it had been found; a later word takes the place of an earlier.
pub(crate) fn judge(
    tx: &mut Tx<'_>,
    (one, other): (CustomerId, CustomerId),
    (is_same, user, now): (bool, Option<RawId>, Millis),
    pair: Option<&Pair>,
) -> Result<(), DbError> {
    unjudge(tx, (one, other))?;
    let pair = pair.and_then(|pair| serde_json::to_string(pair).ok());
    tx.execute(
        "INSERT INTO duplicate_judgements (left_id, right_id, is_same, user_id, said_at, pair)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![one.0.min(other.0), one.0.max(other.0), is_same, user, now, &pair],
    )
    .map(drop)
}

/// Forgets a word on two cards; gives the pair as it had been found.
pub(crate) fn unjudge(
    tx: &mut Tx<'_>,
    (one, other): (CustomerId, CustomerId),
) -> Result<Option<Pair>, DbError> {
    let (left, right) = (one.0.min(other.0), one.0.max(other.0));
    let text: Option<Option<String>> = tx.first(
        "SELECT pair FROM duplicate_judgements WHERE left_id = $1 AND right_id = $2",
        params![left, right],
        |row| row.get(0),
    )?;
    tx.execute(
        "DELETE FROM duplicate_judgements WHERE left_id = $1 AND right_id = $2",
        params![left, right],
    )?;
    Ok(text.flatten().and_then(|text| serde_json::from_str(&text).ok()))
}

/// Pairs said to be of two clients since a moment.
pub(crate) fn denied_since(tx: &mut Tx<'_>, at: Millis) -> Result<Vec<(CustomerId, CustomerId)>, DbError> {
    tx.rows(
        "SELECT left_id, right_id FROM duplicate_judgements WHERE is_same = $1 AND said_at >= $2",
        params![false, at],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
}

/// Words that two cards are of two clients, or of one, oldest first.
pub(crate) fn judgements(tx: &mut Tx<'_>, is_same: bool) -> Result<Vec<(CustomerId, CustomerId)>, DbError> {
    tx.rows(
        "SELECT left_id, right_id FROM duplicate_judgements WHERE is_same = $1 ORDER BY said_at, left_id, right_id",
        params![is_same],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
}

/// The ids that a card was said not to be one with.
pub(crate) fn denied_of(tx: &mut Tx<'_>, id: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    tx.rows(
        "SELECT right_id FROM duplicate_judgements WHERE left_id = $1 AND is_same = $2
         UNION ALL SELECT left_id FROM duplicate_judgements WHERE right_id = $1 AND is_same = $2",
        params![id.0, false],
        |row| row.id(0),
    )
}

/// Forgets all that was found and said of a card that was removed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, (no, id): (CustomerNo, CustomerId)) -> Result<(), DbError> {
    drop_card(tx, no, None)?;
    tx.execute("DELETE FROM duplicate_judgements WHERE left_id = $1 OR right_id = $1", params![id.0])
        .map(drop)
}
