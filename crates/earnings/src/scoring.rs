//! Scores of calls and letters by check-lists, given by somebody other than whoever held them.
//!
//! `score = weights of what was done / all weights`, in hundredths of a percent, rounded half away from zero; the mean of a month is
//! that of its scores, by when the calls and letters were. Scoring the same by the same list again replaces the score.

use crate::check_list::{self, CheckListId};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::store::scores as table;
use db::Tx;
use interactions::attaching::{self, AttachedFile, AttachedId};
use interactions::{Interaction, InteractionError, InteractionId, reading};
use kernel::{Level, Millis, RawId};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

kernel::id_type!(
    /// A score.
    ScoreId
);

/// The kind of subject in journal entries about scores.
pub const SUBJECT: journal::SubjectKind = "interaction";

/// The kinds of interactions that are scored.
pub const KINDS: [&str; 2] = ["call", "letter"];

/// The longest note, in letters.
const LONGEST_NOTE: usize = 1_000;

/// Whether one thing of a check-list was done, as it was asked then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ScoreAnswer)]
pub struct Answer {
    /// In words.
    pub text: String,
    /// How much it weighs.
    pub weight: i64,
    /// Whether it was done.
    pub is_done: bool,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Its id.
    pub id: ScoreId,
    /// Of which interaction.
    pub interaction: RawId,
    /// By which check-list.
    pub check_list: CheckListId,
    /// Who held it.
    pub person: RawId,
    /// When it was held.
    pub held_at: Millis,
    /// What was asked, and whether it was done.
    pub answers: Vec<Answer>,
    /// In hundredths of a percent, 0..=10000.
    pub score: i64,
    /// What should be said about it; may be empty.
    pub note: String,
    /// Who gave it; nobody for the console.
    pub scored_by: Option<RawId>,
    /// When.
    pub scored_at: Millis,
}

/// What somebody found.
#[derive(Debug, Clone)]
pub struct Written {
    /// Of which interaction.
    pub interaction: InteractionId,
    /// By which check-list.
    pub check_list: CheckListId,
    /// The places of what was done, from 0.
    pub done: Vec<usize>,
    /// What should be said about it.
    pub note: String,
}

/// Scores a call or a letter.
///
/// # Errors
/// [`EarningError`]: forbidden; missing, also when it or its person is not seen; own score; invalid when it is neither a call nor a
/// letter, nobody held it, or the check-list does not fit.
pub fn score(tx: &mut Tx<'_>, earning: &Earning, written: Written) -> Result<Score, EarningError> {
    earning.needs(Level::Write)?;
    let held = interaction(tx, earning, written.interaction)?;
    let person = held.responsible.ok_or(EarningError::field("interaction", "earnings-score-nobody"))?;
    if !KINDS.contains(&held.kind.as_str()) {
        return Err(EarningError::field("interaction", "earnings-score-kind"));
    }
    let list = check_list::get(tx, earning, written.check_list)?;
    if list.archived_at.is_some() || written.done.iter().any(|at| *at >= list.items.len()) {
        return Err(EarningError::field("check_list", "earnings-score-list-wrong"));
    }
    let answer = |(at, item): (usize, check_list::Item)| Answer {
        is_done: written.done.contains(&at),
        text: item.text,
        weight: item.weight,
    };
    let answers: Vec<Answer> = list.items.into_iter().enumerate().map(answer).collect();
    let score = Score {
        id: earning.setting().id(),
        interaction: held.id.0,
        check_list: list.id,
        person,
        held_at: held.at,
        score: share(&answers),
        answers,
        note: written.note.trim().chars().take(LONGEST_NOTE).collect(),
        scored_by: earning.actor().user,
        scored_at: earning.setting().now(),
    };
    table::put(tx, &score)?;
    let payload = json!({ "person": person, "check_list": list.name, "score": score.score });
    earning.tell(tx, ("interaction.scored", earning.actor()), (SUBJECT, held.id.0), &payload)?;
    Ok(score)
}

/// The interaction of an id that whoever acts may score.
///
/// # Errors
/// [`EarningError::Missing`], also when it or its person is not seen; [`EarningError::OwnScore`].
pub fn interaction(
    tx: &mut Tx<'_>,
    earning: &Earning,
    id: InteractionId,
) -> Result<Interaction, EarningError> {
    let known = match reading::get(tx, &earning.own.act, id) {
        Ok(known) => known,
        Err(InteractionError::Db(error)) => return Err(error.into()),
        Err(_) => return Err(EarningError::Missing),
    };
    match known.responsible {
        Some(person) if earning.actor().user == Some(person) => Err(EarningError::OwnScore),
        Some(person) if !earning.sees(person) => Err(EarningError::Missing),
        _ => Ok(known),
    }
}

/// The recordings of an interaction that whoever acts may score, each with where it is played.
///
/// # Errors
/// [`EarningError::Missing`].
pub fn recordings(
    tx: &mut Tx<'_>,
    earning: &Earning,
    of: &Interaction,
) -> Result<Vec<(String, String)>, EarningError> {
    let files = match attaching::of(tx, &earning.own.act, std::slice::from_ref(of)) {
        Ok(files) => files,
        Err(InteractionError::Db(error)) => return Err(error.into()),
        Err(_) => return Err(EarningError::Missing),
    };
    let href = |id: AttachedId| format!("/interactions/{}/files/{id}", of.id);
    let played = files.into_iter().filter(AttachedFile::is_recording);
    Ok(played.map(|file| (href(file.id), file.name)).collect())
}

/// The scores that an interaction has, one by each check-list at most.
///
/// # Errors
/// Any [`DbError`](db::DbError).
pub fn given(tx: &mut Tx<'_>, of: &Interaction) -> Result<Vec<Score>, EarningError> {
    Ok(table::given(tx, of.id.0)?)
}

fn share(answers: &[Answer]) -> i64 {
    let sum = |wanted: &dyn Fn(&&Answer) -> bool| -> i64 {
        answers.iter().filter(wanted).map(|one| one.weight).sum()
    };
    mean(sum(&|one| one.is_done) * 10_000, sum(&|_| true))
}

/// `sum / n`, rounded half away from zero; 0 of nothing.
pub(crate) fn mean(sum: i64, n: i64) -> i64 {
    if n == 0 {
        return 0;
    }
    let exact = Decimal::from(sum) / Decimal::from(n);
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(whole).unwrap_or(0)
}

/// The scores of somebody in a month, by when their calls and letters were.
///
/// # Errors
/// [`EarningError::Forbidden`]; [`EarningError::Missing`] when the person is not seen.
pub fn of(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (person, month): (RawId, Month),
) -> Result<Vec<Score>, EarningError> {
    earning.needs(Level::Read)?;
    if !earning.sees(person) {
        return Err(EarningError::Missing);
    }
    let (from, until) = month.days();
    Ok(table::of(tx, person, (earning.own.start_of(from), earning.own.start_of(until)))?)
}

/// The mean of scores, in hundredths of a percent; `None` of none.
pub fn mean_of(scores: &[Score]) -> Option<i64> {
    let n = i64::try_from(scores.len()).ok().filter(|n| *n > 0)?;
    Some(mean(scores.iter().map(|score| score.score).sum(), n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_the_share_of_the_weights() {
        let check = |done: &[(i64, bool)], wanted: i64| {
            let answer = |(weight, is_done): &(i64, bool)| Answer {
                text: String::new(),
                weight: *weight,
                is_done: *is_done,
            };
            assert_eq!(share(&done.iter().map(answer).collect::<Vec<_>>()), wanted, "{done:?}");
        };
        check(&[(1, true), (1, false)], 5_000);
        check(&[(2, true), (1, false)], 6_667);
        check(&[(1, false)], 0);
        check(&[(3, true), (5, true)], 10_000);
    }
}
