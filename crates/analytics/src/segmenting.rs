//! Turning the customers behind a figure into a segment, live or fixed, to act upon them.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use customers::{CustomerNo, Desk};
use fields::Condition;
use kernel::Level;
use segments::{Draft, Engine, Members, Segment, SegmentError};
use web::{Problem, Visit};

use crate::analyses::Window;
use crate::asking::{Asked, made};

/// The most customers of one list made so.
pub(crate) const MOST: usize = 100_000;

/// Why there is no list.
pub(crate) enum Refusal {
    /// What segments have against it, such as a name that is taken.
    Segments(SegmentError),
    /// Nobody is behind the figure, or the analysis cannot be made; in words.
    Nobody(String),
}

/// Whether a segment goes on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Whoever meets the condition that the figure stands for.
    Live,
    /// Those who are behind the figure now.
    Fixed,
}

/// The condition that a figure stands for; `None` where none says it.
pub(crate) fn condition(asked: &Asked, wanted: &[(String, String)]) -> Option<Condition> {
    let parameters = asked.parameters().ok()?;
    asked.analysis.condition(&parameters, wanted)
}

/// Makes a segment of the customers whose rows have these values.
///
/// # Errors
/// [`Problem::forbidden`] without the right; the inner error says why there is no segment.
pub(crate) async fn made_segment(
    visit: &Visit,
    asked: Asked,
    (name, wanted): (&str, Vec<(String, String)>),
    manner: Manner,
) -> Result<Result<Segment, Refusal>, Problem> {
    if manner == Manner::Fixed {
        return listed(visit, asked, (name, wanted)).await;
    }
    visit.need(crate::RIGHT, Level::Read)?;
    let Some(condition) = condition(&asked, &wanted) else {
        return Ok(Err(Refusal::Nobody(visit.say.t("analytics-not-live"))));
    };
    let draft = Draft { name: name.to_owned(), note: String::new(), members: Members::Live(condition) };
    Ok(created(visit, (draft, Vec::new())).await?.map_err(Refusal::Segments))
}

/// Makes a list of the customers whose rows have these values.
///
/// # Errors
/// [`Problem::forbidden`] without the right; the inner error says why there is no list.
async fn listed(
    visit: &Visit,
    mut asked: Asked,
    (name, wanted): (&str, Vec<(String, String)>),
) -> Result<Result<Segment, Refusal>, Problem> {
    let member = asked.analysis.rows_member();
    asked.window = Some(Window { wanted, sort: String::new(), from: 0, limit: MOST });
    let rows = match made(visit, asked).await? {
        Ok(made) => made.answer.result[member].as_array().cloned().unwrap_or_default(),
        Err(error) => return Ok(Err(Refusal::Nobody(error.say(&visit.say)))),
    };
    let mut numbers: Vec<CustomerNo> =
        rows.iter().filter_map(|row| row["customer"].as_str()?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(Err(Refusal::Nobody(visit.say.t("analytics-no-rows"))));
    }
    let draft = Draft { name: name.to_owned(), note: String::new(), members: Members::Fixed };
    Ok(created(visit, (draft, numbers)).await?.map_err(Refusal::Segments))
}

/// Saves it, a list with these customers on it.
async fn created(
    visit: &Visit,
    (draft, numbers): (Draft, Vec<CustomerNo>),
) -> Result<Result<Segment, SegmentError>, Problem> {
    let engine = visit.app.offer::<Engine>().cloned().ok_or_else(Problem::broken)?;
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let once = visit.clone();
    let writing = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        let segment = segments::keeping::create(tx, &act, &engine, &draft)?;
        if !numbers.is_empty() {
            segments::keeping::enlist(tx, &act, &engine, segment.id, (&numbers, &[]))?;
        }
        Ok::<_, SegmentError>(segment)
    });
    Ok(writing.await)
}
