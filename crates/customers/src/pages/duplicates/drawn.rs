//! Pairs and cards as the pages of duplicates draw them.

use crate::act::Act;
use crate::builtin::{BIRTHDAY, EMAIL, PHONE};
use crate::customer::Customer;
use crate::duplicates::{self, SeenPair, better_of};
use words::Say;

const CITY: i64 = 29;

/// A card in short.
pub(super) struct Short {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) no: i64,
    /// Its phone, e-mail, birthday and city, as far as they are known.
    pub(super) lines: Vec<String>,
}

/// A pair with what can be done about it.
pub(super) struct PairLine {
    /// The card that stays when nobody chooses, and the other.
    pub(super) cards: [Short; 2],
    pub(super) percent: String,
    pub(super) why: String,
    /// Where the two stand side by side; the deeds are under it.
    pub(super) at: String,
    /// The revisions that are shown, of both.
    pub(super) revisions: (i64, i64),
}

/// Cards that may all be of one client.
pub(super) struct GroupLine {
    /// Each with the revision that is shown, as `id:revision`.
    pub(super) cards: Vec<String>,
    pub(super) pairs: Vec<PairLine>,
}

pub(super) fn short(card: &Customer, act: &Act, say: &Say) -> Short {
    let line = |no: i64| {
        let (field, text) = (act.fields.no(no)?, card.sheet.text(no)?);
        Some(field.show(text, say)).filter(|shown| *shown != card.name)
    };
    let name = if card.name.is_empty() { say.t("customers-nameless") } else { card.name.clone() };
    let lines = [PHONE, EMAIL, BIRTHDAY, CITY].into_iter().filter_map(line).collect();
    Short { name, href: card.href(), no: card.no, lines }
}

pub(super) fn pair(seen: &SeenPair, act: &Act, say: &Say) -> PairLine {
    let (stays, goes) = better_of(&seen.left, &seen.right);
    PairLine {
        cards: [short(stays, act, say), short(goes, act, say)],
        percent: duplicates::percent(seen.pair.probability, say),
        why: duplicates::why(&seen.pair.reasons, (&stays.sheet, &goes.sheet), &act.fields, say),
        at: format!("/duplicates/{}/{}", stays.id, goes.id),
        revisions: (stays.revision, goes.revision),
    }
}

pub(super) fn group(pairs: &[SeenPair], act: &Act, say: &Say) -> GroupLine {
    let mut cards: Vec<String> = pairs
        .iter()
        .flat_map(|seen| [&seen.left, &seen.right])
        .map(|card| format!("{}:{}", card.id, card.revision))
        .collect();
    cards.sort_unstable();
    cards.dedup();
    GroupLine { cards, pairs: pairs.iter().map(|seen| pair(seen, act, say)).collect() }
}
