//! Search: cards whose search text has every word inside, the best hits first.

use super::plan::names;
use super::sql::{Sql, is_probe, like};
use super::{Total, Wanted, holds};
use crate::customer::Customer;
use crate::field::FieldSet;
use crate::store::cards;
use db::{DbError, Dialect, Tx};
use fields::Tested;
use kernel::{Cursor, PageSize, Slice};

/// Hits that are looked at, newest first; among so many the best are put first.
const LOOKED_AT: usize = 300;

/// One page of hits; its cursor counts hits passed.
pub(super) fn page(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Customer>, DbError> {
    Ok(page_with_total(tx, fields, wanted, (after, size))?.0)
}

/// One page of hits and how many there are, exact below [`LOOKED_AT`].
pub(super) fn page_with_total(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<(Slice<Customer>, Total), DbError> {
    let skipped = after.and_then(|cursor| usize::try_from(cursor.no).ok()).unwrap_or(0);
    let mut found = hits(tx, fields, wanted, LOOKED_AT)?;
    let is_exact = found.len() < LOOKED_AT;
    found.retain(|card| {
        wanted.is_among(card.no) && holds(&wanted.tested, card, fields) && wanted.is_found(card, fields)
    });
    let total = Total { n: i64::try_from(found.len()).unwrap_or(i64::MAX), is_exact };
    let has_more = found.len() > skipped + size.get();
    let items: Vec<_> = found.into_iter().skip(skipped).take(size.get()).collect();
    let next = i64::try_from(skipped + items.len()).unwrap_or(0);
    Ok((Slice { items, next: has_more.then(|| Cursor { key: "s".into(), no: next }) }, total))
}

/// The best of the newest `limit` cards that have every word and pass what the index can test.
fn hits(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    limit: usize,
) -> Result<Vec<Customer>, DbError> {
    let (words, is_archived) = (&wanted.words, wanted.is_archived);
    let parts = match &wanted.tested {
        Tested::All(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let probes = parts.iter().filter(|part| is_probe(part) && !names(part));
    let mut sql = Sql::new(format!("SELECT {}, c.search FROM customers c WHERE ", cards::COLUMNS));
    sql.push(if is_archived { "c.archived_at IS NOT NULL" } else { "c.archived_at IS NULL" });
    let trigrams = trigrams(words);
    if tx.dialect() == Dialect::Sqlite && !trigrams.is_empty() {
        sql.push(" AND c.no IN (SELECT no FROM (SELECT rowid AS no FROM search WHERE search MATCH ");
        sql.string(trigrams);
        // Tested here, so that the limit counts only what may be shown.
        for probe in probes.clone() {
            sql.push(" AND ").probe_by("search.rowid", probe, fields);
        }
        // More than asked for, since having the letters in threes is not yet having the word.
        sql.push(" ORDER BY rowid DESC LIMIT ").int(i64::try_from(limit * 4).unwrap_or(i64::MAX));
        // The index has not taken these up yet; that they have the words is tested below, as for all.
        sql.push(") UNION ALL SELECT customer_no FROM unsearched)");
    }
    for probe in probes {
        sql.push(" AND ").probe(probe, fields);
    }
    for word in words {
        sql.push(" AND c.search LIKE ").string(like(word)).push(" ESCAPE '\\'");
    }
    sql.push(" ORDER BY c.no DESC LIMIT ").int(i64::try_from(limit).unwrap_or(i64::MAX));
    let mut rows = tx.rows(&sql.text, &sql.values(), |row| {
        let card = cards::customer(row)?;
        let rank = row.with_text(9, |text| rank(text, words))?;
        Ok((rank, card))
    })?;
    rows.sort_by_key(|(rank, card)| (*rank, std::cmp::Reverse(card.no)));
    Ok(rows.into_iter().map(|(_, card)| card).collect())
}

/// 0 when the text begins with the first word, 1 when every word begins or ends one of the text's, else 2.
fn rank(text: &str, words: &[String]) -> u8 {
    if words.first().is_some_and(|word| text.starts_with(word.as_str())) {
        return 0;
    }
    let is_edge = |word: &String| {
        text.split(' ').any(|part| part.starts_with(word.as_str()) || part.ends_with(word.as_str()))
    };
    if words.iter().all(is_edge) { 1 } else { 2 }
}

/// The words as threes of letters that must all occur; empty when no word has three letters.
pub(super) fn trigrams(words: &[String]) -> String {
    let mut threes: Vec<String> = Vec::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        threes.extend(
            letters
                .windows(3)
                .map(|three| format!("\"{}\"", three.iter().collect::<String>().replace('"', "\"\""))),
        );
    }
    threes.dedup();
    threes.truncate(12);
    threes.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_looked_up_by_threes() {
        assert_eq!(trigrams(&["ivan".into(), "al".into()]), "\"iva\" AND \"van\"");
        assert_eq!(trigrams(&["al".into()]), "");
    }

    #[test]
    fn the_beginning_of_a_name_beats_its_middle() {
        let words = ["van".to_owned()];
        assert_eq!(rank("vanin ivan", &words), 0);
        assert_eq!(rank("petrov ivan", &words), 1);
        assert_eq!(rank("petrov ivanych", &words), 2);
    }
}
