//! The tab of the timeline: what happened, said in words, newest first.

use super::card::{Asked, Room};
use super::timeline_words::{self, EntryLine};
use crate::error::CustomerError;
use crate::timeline::{self, Kind};
use db::Tx;
use kernel::Level;

/// Entries on one page.
const N_ENTRIES: usize = 30;

/// The timeline as it is drawn.
pub(super) struct TimelineTab {
    pub(super) kinds: Vec<(String, String, bool)>,
    pub(super) days: Vec<Day>,
    pub(super) older: String,
    pub(super) is_newest: bool,
    pub(super) can_write: bool,
    pub(super) note_action: String,
}

/// The entries of one day.
pub(super) struct Day {
    pub(super) title: String,
    pub(super) entries: Vec<EntryLine>,
}

/// Reads a page of it.
pub(super) fn of(tx: &mut Tx<'_>, room: &Room<'_>, asked: &Asked) -> Result<TimelineTab, CustomerError> {
    let kind = Kind::from_slug(asked.form.text("kind")).unwrap_or_default();
    let before: Option<i64> = asked.form.filled("before").and_then(|text| text.parse().ok());
    let stretch = timeline::read(tx, room.act, room.card.id, kind, (before, N_ENTRIES))?;
    let words = timeline_words::Words::read(tx, room, &stretch.items)?;
    let say = &room.visit.say;
    let mut days: Vec<Day> = Vec::new();
    for item in &stretch.items {
        let title = say.date(item.record.at);
        let line = words.line(item);
        match days.last_mut().filter(|day| day.title == title) {
            Some(day) => day.entries.push(line),
            None => days.push(Day { title, entries: vec![line] }),
        }
    }
    let href = |kind: Kind| format!("{}?tab=timeline&kind={}", room.card.href(), kind.slug());
    let kinds = Kind::ALL.iter().map(|other| {
        (say.t(&format!("customers-timeline-{}", other.slug())), href(*other), *other == kind)
    });
    Ok(TimelineTab {
        kinds: kinds.collect(),
        days,
        older: stretch.next.map(|seq| format!("{}&before={seq}", href(kind))).unwrap_or_default(),
        is_newest: before.is_none(),
        can_write: room.act.may(Level::Write),
        note_action: format!("{}/notes", room.card.href()),
    })
}
