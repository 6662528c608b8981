//! Turning the customers behind a figure into a fixed list, to act upon them.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use customers::{CustomerNo, Desk};
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

/// Makes a list of the customers whose rows have these values.
///
/// # Errors
/// [`Problem::forbidden`] without the right; the inner error says why there is no list.
pub(crate) async fn listed(
    visit: &Visit,
    mut asked: Asked,
    (name, wanted): (&str, Vec<(String, String)>),
) -> Result<Result<Segment, Refusal>, Problem> {
    asked.window = Some(Window { wanted, sort: String::new(), from: 0, limit: MOST });
    let rows = match made(visit, asked).await? {
        Ok(made) => made.answer.result["rows"].as_array().cloned().unwrap_or_default(),
        Err(error) => return Ok(Err(Refusal::Nobody(error.say(&visit.say)))),
    };
    let mut numbers: Vec<CustomerNo> =
        rows.iter().filter_map(|row| row["customer"].as_str()?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(Err(Refusal::Nobody(visit.say.t("analytics-no-rows"))));
    }
    let engine = visit.app.offer::<Engine>().cloned().ok_or_else(Problem::broken)?;
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let draft = Draft { name: name.to_owned(), note: String::new(), members: Members::Fixed };
    let writing = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        let segment = segments::keeping::create(tx, &act, &engine, &draft)?;
        segments::keeping::enlist(tx, &act, &engine, segment.id, (&numbers, &[]))?;
        Ok::<_, SegmentError>(segment)
    });
    Ok(writing.await.map_err(Refusal::Segments))
}
