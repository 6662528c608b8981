//! The block on the right of the card: what stands, purpose by purpose.

use super::{signal, state_words};
use crate::consents;
use crate::error::CustomerError;
use crate::pages::card::Room;
use db::Tx;

/// What a card shows of consents.
pub(in crate::pages) struct ConsentBlock {
    pub(in crate::pages) lines: Vec<PurposeLine>,
    pub(in crate::pages) href: String,
}

/// A purpose with the channels of which something was said.
pub(in crate::pages) struct PurposeLine {
    pub(in crate::pages) name: String,
    pub(in crate::pages) marks: Vec<Mark>,
}

/// A channel and what stands.
pub(in crate::pages) struct Mark {
    pub(in crate::pages) icon: &'static str,
    pub(in crate::pages) signal: &'static str,
    pub(in crate::pages) words: String,
}

/// Reads it.
pub(in crate::pages) fn of(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<ConsentBlock, CustomerError> {
    let (say, now) = (&room.visit.say, room.act.setting.now());
    let mut lines: Vec<(i64, PurposeLine)> = Vec::new();
    for one in consents::standing(tx, room.act, room.card.id)? {
        if lines.last().is_none_or(|(no, _)| *no != one.purpose.no) {
            lines.push((one.purpose.no, PurposeLine { name: one.purpose.name(say), marks: Vec::new() }));
        }
        let state = one.slug(now);
        if let Some((_, line)) = lines.last_mut().filter(|_| one.last.is_some()) {
            let words = format!("{}: {}", say.t(&one.channel.label()), state_words(state, say));
            line.marks.push(Mark { icon: one.channel.icon, signal: signal(state), words });
        }
    }
    let lines = lines.into_iter().map(|(_, line)| line).collect();
    Ok(ConsentBlock { lines, href: format!("{}/consents", room.card.href()) })
}
