//! What this capability itself knows: facts that stand and those that ended, relations, files, consents, the journal.

use super::{Item, Section};
use crate::act::Act;
use crate::customer::Customer;
use crate::error::CustomerError;
use crate::merging;
use crate::sheet::Fact;
use crate::{attaching, consents, listing, relations};
use db::Tx;
use kernel::Millis;
use std::collections::HashMap;
use words::Say;

/// Entries of the journal that are told, of each card.
const N_ENTRIES: usize = 10_000;
/// Relations that are told.
const N_RELATIONS: usize = 1_000;

pub(super) fn sections(
    tx: &mut Tx<'_>,
    act: &Act,
    card: &Customer,
    say: &Say,
) -> Result<Vec<Section>, CustomerError> {
    let section =
        |slug, records| Section { slug, title: say.t(&format!("customers-disclosed-{slug}")), records };
    Ok(vec![
        section("facts", facts(tx, act, card, say)?),
        section("past", past(tx, act, card, say)?),
        section("relations", tied(tx, act, card, say)?),
        section("files", files(tx, act, card, say)?),
        section("consents", said(tx, act, card, say)?),
        section("journal", journal(tx, card, say)?),
    ])
}

fn when(at: Millis, say: &Say) -> Item {
    Item::new("at", say.t("customers-disclosed-at"), say.date_time(at))
}

fn fact(act: &Act, fact: &Fact, (sources, say): (&HashMap<i64, String>, &Say)) -> Vec<Item> {
    let Some(field) = act.fields.no(fact.field) else { return Vec::new() };
    let source = sources.get(&fact.source).cloned().unwrap_or_default();
    vec![
        Item::new("field", say.t("customers-disclosed-field"), field.label(say)),
        Item::new("value", say.t("customers-disclosed-value"), field.show(&fact.value, say)),
        Item::new("source", say.t("customers-disclosed-source"), source),
        when(fact.at, say),
    ]
}

fn sources(
    tx: &mut Tx<'_>,
    act: &Act,
    facts: &[Fact],
    say: &Say,
) -> Result<HashMap<i64, String>, CustomerError> {
    let mut numbers: Vec<i64> = facts.iter().map(|fact| fact.source).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let named = listing::sources(tx, act, &numbers)?.into_iter().map(|source| {
        let kind = say.t(&format!("customers-source-{}", source.kind.slug()));
        (source.no, if source.name.is_empty() { kind } else { format!("{kind}: {}", source.name) })
    });
    Ok(named.collect())
}

fn facts(tx: &mut Tx<'_>, act: &Act, card: &Customer, say: &Say) -> Result<Vec<Vec<Item>>, CustomerError> {
    let known = sources(tx, act, card.sheet.facts(), say)?;
    Ok(card.sheet.facts().iter().map(|one| fact(act, one, (&known, say))).collect())
}

fn past(tx: &mut Tx<'_>, act: &Act, card: &Customer, say: &Say) -> Result<Vec<Vec<Item>>, CustomerError> {
    let ended = listing::past(tx, act, card, None)?;
    let facts: Vec<Fact> = ended.iter().map(|one| one.fact.clone()).collect();
    let known = sources(tx, act, &facts, say)?;
    let record = |one: &listing::PastFact| {
        let mut items = fact(act, &one.fact, (&known, say));
        items.push(Item::new("ended_at", say.t("customers-disclosed-ended"), say.date_time(one.ended_at)));
        items
    };
    Ok(ended.iter().map(record).collect())
}

fn tied(tx: &mut Tx<'_>, act: &Act, card: &Customer, say: &Say) -> Result<Vec<Vec<Item>>, CustomerError> {
    let kinds = relations::kinds(tx, act)?;
    let all = relations::of(tx, act, card.id, N_RELATIONS)?;
    let record = |seen: &relations::SeenRelation| {
        let kind = kinds.iter().find(|kind| kind.slug == seen.relation.kind);
        vec![
            Item::new(
                "kind",
                say.t("customers-disclosed-kind"),
                kind.map(|kind| kind.words(seen.is_forward, say)).unwrap_or_default(),
            ),
            Item::new("with", say.t("customers-disclosed-with"), seen.other_name.clone()),
            Item::new("role", say.t("customers-disclosed-role"), seen.relation.role.clone()),
        ]
    };
    Ok(all.iter().map(record).collect())
}

fn files(tx: &mut Tx<'_>, act: &Act, card: &Customer, say: &Say) -> Result<Vec<Vec<Item>>, CustomerError> {
    let record = |file: attaching::Attachment| {
        vec![
            Item::new("name", say.t("customers-disclosed-file"), file.name),
            Item::new("size", say.t("customers-disclosed-size"), file.size.to_string()),
            when(file.created_at, say),
        ]
    };
    Ok(attaching::of(tx, act, card.id)?.into_iter().map(record).collect())
}

fn said(tx: &mut Tx<'_>, act: &Act, card: &Customer, say: &Say) -> Result<Vec<Vec<Item>>, CustomerError> {
    let record = |entry: consents::Entry| {
        let one = entry.consent;
        let proof = one.proof.clone();
        vec![
            Item::new("purpose", say.t("customers-consent-purpose"), entry.purpose.name(say)),
            Item::new("channel", say.t("customers-channel"), say.t(&one.channel.label())),
            Item::new(
                "state",
                say.t("customers-consent-is"),
                say.t(&format!("customers-consent-is-{}", one.state.slug())),
            ),
            when(one.at(), say),
            Item::new(
                "text",
                say.t("customers-consent-text"),
                entry.text.map(|text| text.text).unwrap_or_default(),
            ),
            Item::new("form", say.t("customers-consent-form"), proof.form),
            Item::new("address", say.t("customers-disclosed-address"), proof.address),
            Item::new("note", say.t("customers-consent-note"), proof.note),
        ]
    };
    Ok(consents::history(tx, act, card.id)?.into_iter().map(record).collect())
}

fn journal(tx: &mut Tx<'_>, card: &Customer, say: &Say) -> Result<Vec<Vec<Item>>, CustomerError> {
    let mut all = Vec::new();
    for id in std::iter::once(card.id).chain(merging::absorbed(tx, card.id)?) {
        let filter = journal::Filter { limit: N_ENTRIES, ..journal::Filter::default() };
        all.extend(journal::of_subject(tx, id.0, filter)?);
    }
    all.sort_by_key(|record| std::cmp::Reverse(record.seq));
    let record = |one: journal::Record| {
        let key = format!("access-did-{}", one.verb.replace(['.', '_'], "-"));
        let words = say.known(&key).unwrap_or_else(|| one.verb.clone());
        vec![
            when(one.at, say),
            Item::new("event", say.t("customers-disclosed-verb"), words),
            Item::for_programs("verb", one.verb),
            Item::for_programs("particulars", one.payload.to_string()),
        ]
    };
    Ok(all.into_iter().map(record).collect())
}
