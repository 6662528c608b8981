//! The tab of the timeline: what happened, said in words, newest first.

use super::card::{Asked, Room};
use super::timeline_words::{self, EntryLine};
use crate::error::CustomerError;
use crate::telling::Tellers;
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
    let tellers = room.visit.app.offer::<Tellers>().cloned().unwrap_or_default();
    let slug = asked.form.text("kind");
    let teller = tellers.seen_by(room.visit.actor()).find(|teller| teller.slug() == slug);
    let kind = Kind::from_slug(slug).unwrap_or_default();
    let (slug, verbs) = match teller {
        Some(teller) => (teller.slug(), teller.verbs()),
        None => (kind.slug(), kind.verbs()),
    };
    let before: Option<i64> = asked.form.filled("before").and_then(|text| text.parse().ok());
    let stretch = timeline::read_verbs(tx, room.act, room.card.id, verbs, (before, N_ENTRIES))?;
    let words = timeline_words::Words::read(tx, room, &tellers, &stretch.items)?;
    let say = &room.visit.say;
    let mut days: Vec<Day> = Vec::new();
    let may_read = |item: &&timeline::Happening| tellers.may_read(room.visit.actor(), &item.record.verb);
    for item in stretch.items.iter().filter(may_read) {
        let title = say.date(item.record.at);
        let line = words.line(item);
        match days.last_mut().filter(|day| day.title == title) {
            Some(day) => day.entries.push(line),
            None => days.push(Day { title, entries: vec![line] }),
        }
    }
    let href = |slug: &str| format!("{}?tab=timeline&kind={slug}", room.card.href());
    let own =
        Kind::ALL.iter().map(|kind| (say.t(&format!("customers-timeline-{}", kind.slug())), kind.slug()));
    let told = tellers.seen_by(room.visit.actor()).map(|teller| (say.t(teller.label()), teller.slug()));
    let kinds = own.chain(told).map(|(label, other)| (label, href(other), other == slug));
    Ok(TimelineTab {
        kinds: kinds.collect(),
        days,
        older: stretch.next.map(|seq| format!("{}&before={seq}", href(slug))).unwrap_or_default(),
        is_newest: before.is_none(),
        can_write: room.act.may(Level::Write),
        note_action: format!("{}/notes", room.card.href()),
    })
}
