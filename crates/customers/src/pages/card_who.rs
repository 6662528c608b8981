//! The left side of the card: who it is, and how to reach them.

use super::card::Room;
use super::card_deed::firm_zone;
use crate::builtin;
use crate::customer::Kind;
use crate::error::CustomerError;
use crate::field::Field;
use crate::knowing::{self, Judge};
use crate::purpose;
use crate::reaching::{self, Timing};
use crate::sheet::Fact;
use crate::veiling;
use db::Tx;
use kernel::Level;
use words::Say;

/// Who it is.
pub(super) struct Who {
    pub(super) name: String,
    pub(super) kind_icon: &'static str,
    pub(super) kind: String,
    pub(super) no: String,
    pub(super) photo: String,
    pub(super) warmth: Option<(String, String)>,
    pub(super) category: String,
    pub(super) tags: Vec<(String, String)>,
    pub(super) responsible: String,
    pub(super) archived: String,
    pub(super) can_write: bool,
    pub(super) can_arrange: bool,
    pub(super) contacts: Vec<ContactLine>,
    pub(super) percent: i64,
    pub(super) fresh_percent: i64,
}

/// A way to reach them.
pub(super) struct ContactLine {
    pub(super) icon: &'static str,
    pub(super) text: String,
    pub(super) href: String,
    pub(super) label: String,
    pub(super) when: String,
    pub(super) state: &'static str,
    pub(super) doubt: String,
}

/// Looks at a card.
pub(super) fn of(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<Who, CustomerError> {
    let (card, say, act) = (room.card, &room.visit.say, room.act);
    let photo = crate::attaching::photo(tx, act, card.id)?;
    let known = knowing::of(card, &act.fields, judge(room));
    let shown = |no| {
        let fact = card.sheet.first(no)?;
        Some((fact.value.clone(), act.fields.no(no)?.show(&fact.value, say)))
    };
    let name = if card.name.is_empty() { say.t("customers-nameless") } else { shown_name(room) };
    Ok(Who {
        name,
        kind_icon: if card.kind == Kind::Person { "user-round" } else { "building-2" },
        kind: say.t(&format!("customers-field-kind-{}", card.kind.slug())),
        no: say.with("customers-card-no", &[("no", card.no.into())]),
        photo: photo.map(|photo| format!("{}/photo?v={}", card.href(), photo.id)).unwrap_or_default(),
        warmth: shown(builtin::WARMTH),
        category: shown(builtin::CATEGORY).map(|(_, text)| text).unwrap_or_default(),
        tags: card.sheet.of(builtin::TAG).map(|fact| tag_line(&fact.value)).collect(),
        responsible: card
            .sheet
            .text(builtin::RESPONSIBLE)
            .and_then(|id| room.staff.name_of_text(id))
            .unwrap_or_default()
            .to_owned(),
        archived: card.archived_at.map(|at| archived(at, say)).unwrap_or_default(),
        can_write: act.may(Level::Write),
        can_arrange: act.may(Level::Arrange),
        contacts: contacts(room),
        percent: whole(known.completeness),
        fresh_percent: whole(known.freshness),
    })
}

/// By what knowledge is judged here.
pub(super) fn judge(room: &Room<'_>) -> Judge {
    Judge { now: room.act.setting.now(), country: room.act.manner.country }
}

fn whole(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// The name; a card that has only a phone or an address is called by it as people write it.
fn shown_name(room: &Room<'_>) -> String {
    let card = room.card;
    let by_contact = card.sheet.facts().iter().find(|fact| fact.value == card.name);
    let field =
        by_contact.and_then(|fact| room.act.fields.no(fact.field)).filter(|field| field.is_contact_point());
    field.map_or_else(|| card.name.clone(), |field| field.show(&card.name, &room.visit.say))
}

fn tag_line(tag: &str) -> (String, String) {
    let quoted = percent_encoding::utf8_percent_encode(tag, percent_encoding::NON_ALPHANUMERIC);
    (tag.to_owned(), format!("/customers?q={quoted}"))
}

fn archived(at: i64, say: &Say) -> String {
    say.with("customers-is-archived", &[("when", say.date(at).into())])
}

fn contacts(room: &Room<'_>) -> Vec<ContactLine> {
    let mut lines: Vec<(bool, ContactLine)> = Vec::new();
    for fact in room.card.sheet.facts().iter().filter(|fact| !fact.is_rival) {
        let Some(field) = room.act.fields.no(fact.field).filter(|field| field.is_contact_point()) else {
            continue;
        };
        let is_preferred = fact.usage.as_ref().is_some_and(|usage| usage.is_preferred);
        lines.push((is_preferred, contact(room, field, fact)));
    }
    lines.sort_by_key(|(is_preferred, _)| !is_preferred);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn contact(room: &Room<'_>, field: &Field, fact: &Fact) -> ContactLine {
    let say = &room.visit.say;
    let way = reaching::way(field, &fact.value);
    let usage = fact.usage.as_deref();
    let timing = reaching::timing(room.card, Some(fact), (&firm_zone(room.visit), room.act.setting.now()));
    let is_spoken = matches!(way.icon, "phone" | "send" | "message-circle");
    let is_refused = usage.is_some_and(|usage| usage.is_refused);
    let (when, state) = match (is_refused, is_spoken) {
        (true, _) => (say.t("customers-reach-refused"), "late"),
        (false, true) => when(&timing, say),
        (false, false) => (String::new(), ""),
    };
    let mut label: Vec<String> = Vec::new();
    if let Some(usage) = usage {
        label.extend(Some(purpose::shown(&usage.label, say)).filter(|text| !text.is_empty()));
        label.extend(usage.is_preferred.then(|| say.t("customers-reach-preferred")));
    }
    ContactLine {
        icon: way.icon,
        text: field.show(&fact.value, say),
        href: match veiling::is_masked(room.act, field) {
            true => super::card_facts::revealed_at(room, field).unwrap_or_default(),
            false => way.href,
        },
        label: label.join(" · "),
        when,
        state,
        doubt: fact.doubt.as_deref().map(|key| say.t(key)).unwrap_or_default(),
    }
}

/// The words for an hour: nothing is said where nobody named hours and it is day here and there.
fn when(timing: &Timing, say: &Say) -> (String, &'static str) {
    let hour = |hour: u8| format!("{hour}:00");
    let args = [
        ("time", timing.there.as_str().into()),
        ("from", hour(timing.hours.0).into()),
        ("to", hour(timing.hours.1).into()),
    ];
    let there = if timing.is_guess { "there-guessed" } else { "there" };
    match (timing.is_now, timing.is_elsewhere, timing.is_told) {
        (true, true, _) => (say.with(&format!("customers-reach-now-{there}"), &args), "now"),
        (true, false, true) => (say.t("customers-reach-now"), "now"),
        (true, false, false) => (String::new(), ""),
        (false, true, _) => (say.with(&format!("customers-reach-late-{there}"), &args), "late"),
        (false, false, _) => (say.with("customers-reach-late", &args), "late"),
    }
}
