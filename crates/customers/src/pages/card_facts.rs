//! The tab of facts: three blocks, each fact with where it comes from, how old and how sure it is, and what was before.

use super::card::Room;
use crate::act::Act;
use crate::builtin;
use crate::customer::Customer;
use crate::error::CustomerError;
use crate::field::{Block, Class, Field};
use crate::listing::{self, PastFact, Source};
use crate::provenance::{Provenances, Trace};
use crate::sheet::Fact;
use crate::source::SourceKind;
use crate::{knowing, purpose, veiling};
use db::Tx;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashMap;
use ui::{FactDetail, FactLine};
use words::Say;

/// A block of the card.
pub(super) struct FactBlock {
    pub(super) title: String,
    pub(super) lines: Vec<FactLine>,
    pub(super) unknown: Vec<FactLine>,
}

/// What the lines of a card are drawn with.
pub(super) struct Drawer<'d> {
    room: &'d Room<'d>,
    sources: Vec<Source>,
    /// Where sources are shown as a whole, by their numbers.
    traces: HashMap<i64, Trace>,
    past: Vec<PastFact>,
}

/// Where a fact came from.
pub(super) struct Whence {
    /// In words.
    pub(super) words: String,
    /// Who brought it; may be empty.
    pub(super) who: String,
    /// Where it is shown as a whole; empty when nowhere.
    pub(super) href: String,
    /// Which of its records told of the card, in words; may be empty.
    pub(super) record: String,
}

impl<'d> Drawer<'d> {
    /// Reads the sources of a card, and its earlier values if they are wanted.
    pub(super) fn read(tx: &mut Tx<'_>, room: &'d Room<'d>, has_past: bool) -> Result<Self, CustomerError> {
        let facts = room.card.sheet.facts();
        let mut numbers: Vec<i64> = facts.iter().map(|fact| fact.source).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let sources = listing::sources(tx, room.act, &numbers)?;
        let past = if has_past { listing::past(tx, room.act, room.card, None)? } else { Vec::new() };
        let keepers = room.visit.app.offer::<Provenances>().cloned().unwrap_or_default();
        let traces = keepers.of_card(tx, (&room.act.actor, room.card.id), &sources)?;
        Ok(Self { room, sources, traces, past })
    }

    fn say(&self) -> &Say {
        &self.room.visit.say
    }

    /// Where the facts of a source came from.
    pub(super) fn whence(&self, no: i64) -> Whence {
        let (words, who) = self.origin(no);
        let trace = self.traces.get(&no);
        let record = trace.and_then(|trace| trace.record);
        Whence {
            words,
            who,
            href: trace.map(|trace| trace.href.clone()).unwrap_or_default(),
            record: record.map(|no| self.say().number(no)).unwrap_or_default(),
        }
    }

    /// Where a fact came from, in words, and who brought it.
    fn origin(&self, no: i64) -> (String, String) {
        let say = self.say();
        let Some(source) = self.sources.iter().find(|source| source.no == no) else {
            return (say.t("customers-source-unknown"), String::new());
        };
        let kind = say.t(&format!("customers-source-{}", source.kind.slug()));
        let words = if source.name.is_empty() { kind } else { format!("{kind}: {}", source.name) };
        let who = source.user.and_then(|user| self.room.staff.name(user)).unwrap_or_default();
        (words, who.to_owned())
    }

    fn is_guess(&self, field: &Field, fact: &Fact) -> bool {
        let is_from_outside =
            self.sources.iter().any(|s| s.no == fact.source && s.kind == SourceKind::External);
        field.class == Class::Hypothetical || fact.until.is_some() || is_from_outside
    }

    fn line(&self, field: &Field, fact: &Fact, at: usize) -> FactLine {
        let (room, say) = (self.room, self.say());
        let now = room.act.setting.now();
        let is_stale = knowing::freshness(field, fact, now) < knowing::STALE_BELOW;
        let is_masked = veiling::is_masked(room.act, field);
        let can_write = room.act.may(kernel::Level::Write) && !field.is_made() && !is_masked;
        let class = if self.is_guess(field, fact) { Class::Hypothetical } else { field.class };
        FactLine {
            key: format!("{}-{at}", field.slug.replace('_', "-")),
            label: if at == 0 { field.label(say) } else { String::new() },
            value: shown(room, field, &fact.value),
            class: class.slug().to_owned(),
            age: if is_stale { say.ago(now, fact.fresh_at()) } else { String::new() },
            is_stale,
            is_missing: false,
            is_conflict: at == 0 && room.card.sheet.rivals(field.no).next().is_some(),
            details: self.details(field, fact),
            history: if at == 0 { self.history(field) } else { Vec::new() },
            still_so: can_write.then(|| deed(room, "still-so", field, &fact.value)),
            change: can_write.then(|| change(room, field)),
            open: if is_masked { revealed_at(room, field) } else { opened(room, field, &fact.value) },
        }
    }

    fn details(&self, field: &Field, fact: &Fact) -> Vec<FactDetail> {
        let say = self.say();
        let Whence { words, who, href, record } = self.whence(fact.source);
        let from = FactDetail { name: say.t("customers-fact-from"), words, href };
        let parts = [("customers-fact-record", record), ("customers-fact-by", who)];
        let parts = parts.into_iter().filter(|(_, words)| !words.is_empty());
        let parts = parts.map(|(name, words)| (say.t(name), words)).chain(self.doubts(field, fact));
        let plain = parts.map(|(name, words)| FactDetail::plain(name, words));
        std::iter::once(from).chain(plain).collect()
    }

    /// When it came, how sure it is, when it may be used.
    fn doubts(&self, field: &Field, fact: &Fact) -> Vec<(String, String)> {
        let say = self.say();
        let mut details = Vec::new();
        details.push((say.t("customers-fact-when"), say.date_time(fact.at)));
        details.extend(fact.confirmed_at.map(|at| (say.t("customers-fact-confirmed"), say.date_time(at))));
        if fact.sure < 100 || self.is_guess(field, fact) {
            details.push((say.t("customers-fact-sure"), say.percent(f64::from(fact.sure) / 100.0, 0)));
        }
        details.extend(fact.until.map(|at| (say.t("customers-fact-until"), say.date(at))));
        details.extend(fact.doubt.as_deref().map(|key| (say.t("customers-fact-doubt"), say.t(key))));
        if let Some(usage) = fact.usage.as_deref() {
            let hours = (usage.from_hour, usage.to_hour);
            let hours = (hours != (None, None)).then(|| {
                let (from, to) = (hours.0.unwrap_or(0), hours.1.unwrap_or(24));
                let args = [("from", format!("{from}:00").into()), ("to", format!("{to}:00").into())];
                say.with("customers-fact-hours", &args)
            });
            let parts = [Some(purpose::shown(&usage.label, say)), hours, Some(usage.zone.clone())];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            if !parts.is_empty() {
                details.push((say.t("customers-fact-usage"), parts.join(", ")));
            }
        }
        details
    }

    fn history(&self, field: &Field) -> Vec<(String, String)> {
        let say = self.say();
        let of_field = self.past.iter().filter(|past| past.fact.field == field.no).take(5);
        let told = of_field.map(|past| {
            let how = say.t(&format!("customers-ending-{}", past.ending));
            (format!("{}, {how}", say.date(past.ended_at)), shown(self.room, field, &past.fact.value))
        });
        told.collect()
    }

    fn missing(&self, field: &Field) -> FactLine {
        let change = self.room.act.may(kernel::Level::Write).then(|| change(self.room, field));
        FactLine {
            key: field.slug.replace('_', "-"),
            label: field.label(self.say()),
            value: self.say().t("customers-unknown-value"),
            class: field.class.slug().to_owned(),
            is_missing: true,
            history: self.history(field),
            change,
            ..FactLine::default()
        }
    }
}

/// Looks at the facts of a card.
pub(super) fn of(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<Vec<FactBlock>, CustomerError> {
    let drawer = Drawer::read(tx, room, true)?;
    Ok(Block::ALL.iter().map(|block| block_of(&drawer, *block)).collect())
}

fn block_of(drawer: &Drawer<'_>, block: Block) -> FactBlock {
    let sheet = &drawer.room.card.sheet;
    let title = drawer.say().t(&format!("customers-block-{}", block.slug()));
    let (mut lines, mut unknown) = (Vec::new(), Vec::new());
    let is_shown = |field: &&Field| field.block == block && (!field.is_made() || field.is_counted());
    for field in drawer.room.act.fields.all().filter(is_shown) {
        let before = lines.len();
        lines.extend(sheet.of(field.no).enumerate().map(|(at, fact)| drawer.line(field, fact, at)));
        let is_asked = !field.is_archived && !field.is_made() && field.fits(drawer.room.card.kind);
        let is_home = knowing::is_at_home(field.no, drawer.room.act.manner.country);
        if lines.len() == before && is_asked && is_home {
            unknown.push(drawer.missing(field));
        }
    }
    FactBlock { title, lines, unknown }
}

/// A value as people write it; people, clients and files are called by name.
pub(super) fn shown(room: &Room<'_>, field: &Field, value: &str) -> String {
    match field.kind.control().widget {
        "staff" => match room.staff.name_of_text(value) {
            Some(name) => name.to_owned(),
            None => room.visit.say.t("customers-actor-gone"),
        },
        "link" | "file" => room.names.get(value).cloned().unwrap_or_else(|| value.to_owned()),
        _ => field.show(value, &room.visit.say),
    }
}

/// The names of the clients and files that facts of a card point to, by their ids.
pub(super) fn names(
    tx: &mut Tx<'_>,
    act: &Act,
    card: &Customer,
) -> Result<HashMap<String, String>, CustomerError> {
    let mut names = HashMap::new();
    for fact in card.sheet.facts() {
        let widget = act.fields.no(fact.field).map_or("", |field| field.kind.control().widget);
        let name = match widget {
            "link" => match fact.value.parse() {
                Ok(id) => listing::get(tx, act, id).ok().map(|other| other.name),
                Err(_) => None,
            },
            "file" => match fact.value.parse() {
                Ok(id) => crate::attaching::get(tx, act, (card.id, id)).ok().map(|file| file.name),
                Err(_) => None,
            },
            _ => None,
        };
        names.extend(name.map(|name| (fact.value.clone(), name)));
    }
    Ok(names)
}

/// Where a deed over one value is POSTed to.
pub(super) fn deed(room: &Room<'_>, verb: &str, field: &Field, value: &str) -> String {
    let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
    format!("{}/facts/{verb}?field={}&value={value}", room.card.href(), field.slug)
}

fn change(room: &Room<'_>, field: &Field) -> String {
    format!("{}/edit?only={}", room.card.href(), field.slug)
}

/// Where a masked field is revealed, for those who may.
pub(super) fn revealed_at(room: &Room<'_>, field: &Field) -> Option<String> {
    let may = room.act.actor.may(access::REVEAL, kernel::Level::Write);
    may.then(|| format!("{}/reveal?field={}", room.card.href(), field.slug))
}

fn opened(room: &Room<'_>, field: &Field, value: &str) -> Option<String> {
    let href = match field.kind.control().widget {
        "link" => format!("/customers/{value}"),
        "file" => format!("{}/files/{value}", room.card.href()),
        _ if field.is_contact_point() && field.no != builtin::PHONE => {
            crate::reaching::way(field, value).href
        }
        _ => String::new(),
    };
    Some(href).filter(|href| !href.is_empty())
}
