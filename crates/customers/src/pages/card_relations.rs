//! The tab of relations: who belongs to whom, those that go on first, a firm of two hundred people included.

use super::card::{Asked, Room};
use crate::customer::Kind;
use crate::error::CustomerError;
use crate::relations::{self, RelationKind, SeenRelation};
use db::Tx;
use fields::Settings;
use kernel::Level;

/// Relations shown before all are asked for, and then.
const N_SHOWN: usize = 50;
const MOST: usize = 2_000;

/// The relations as they are drawn.
pub(super) struct RelationsTab {
    pub(super) groups: Vec<Group>,
    pub(super) past: Vec<RelationLine>,
    pub(super) all: String,
    pub(super) add: String,
    pub(super) can_write: bool,
}

/// Relations of one kind seen from one side.
pub(super) struct Group {
    pub(super) title: String,
    pub(super) lines: Vec<RelationLine>,
}

/// One relation.
pub(super) struct RelationLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) icon: &'static str,
    pub(super) words: String,
    pub(super) role: String,
    pub(super) dates: Vec<String>,
    pub(super) ended: String,
    pub(super) end: String,
}

/// Reads them.
pub(super) fn of(tx: &mut Tx<'_>, room: &Room<'_>, asked: &Asked) -> Result<RelationsTab, CustomerError> {
    let is_all = asked.form.text("all") == "1";
    let limit = if is_all { MOST } else { N_SHOWN + 1 };
    let mut seen = relations::of(tx, room.act, room.card.id, limit)?;
    let has_more = !is_all && seen.len() > N_SHOWN;
    seen.truncate(if is_all { MOST } else { N_SHOWN });
    let kinds = relations::kinds(tx, room.act)?;
    let mut tab = RelationsTab {
        groups: Vec::new(),
        past: Vec::new(),
        all: if has_more { format!("{}?tab=relations&all=1", room.card.href()) } else { String::new() },
        add: format!("{}/relations/new", room.card.href()),
        can_write: room.act.may(Level::Write),
    };
    for one in &seen {
        let line = line(room, &kinds, one);
        if one.relation.ended_at.is_some() {
            tab.past.push(line);
            continue;
        }
        match tab.groups.iter_mut().find(|group| group.title == line.words) {
            Some(group) => group.lines.push(line),
            None => tab.groups.push(Group { title: line.words.clone(), lines: vec![line] }),
        }
    }
    Ok(tab)
}

fn line(room: &Room<'_>, kinds: &[RelationKind], one: &SeenRelation) -> RelationLine {
    let say = &room.visit.say;
    let kind = kinds.iter().find(|kind| kind.slug == one.relation.kind);
    let dates = one.relation.dates.iter().map(|date| {
        let on = fields::kinds::find("yearly_date").map(|kind| kind.show(&date.on, &Settings::NONE, say));
        format!("{}: {}", date.what, on.unwrap_or_else(|| date.on.clone()))
    });
    let ended = one.relation.ended_at;
    let can_end = room.act.may(Level::Write) && ended.is_none();
    RelationLine {
        name: match one.other_name.is_empty() {
            true => say.t("customers-nameless"),
            false => one.other_name.clone(),
        },
        href: format!("/customers/{}", one.other),
        icon: if one.other_kind == Kind::Person { "user-round" } else { "building-2" },
        words: kind.map(|kind| kind.words(one.is_forward, say)).unwrap_or_default(),
        role: one.relation.role.clone(),
        dates: dates.collect(),
        ended: ended
            .map(|at| say.with("customers-relation-ended", &[("when", say.date(at).into())]))
            .unwrap_or_default(),
        end: match can_end {
            true => format!("{}/relations/{}/end", room.card.href(), one.relation.id),
            false => String::new(),
        },
    }
}
