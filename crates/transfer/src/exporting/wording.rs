//! Which list a request to take out is of, as the guard of exports keeps it: in words, and as the form that asks for it again.

use super::OrderColumn;
use crate::formats::out::target_named;
use access::ListWords;
use access::exporting::ExportRequest;
use customers::staff::Staff;
use customers::{Act, Desk};
use fields::{Condition, FieldKind, FieldName, Settings};
use serde::Deserialize;
use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use words::Say;

/// What of a list is kept with a request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Kept {
    filter: Json,
    search: String,
    archived: bool,
    mailing: Option<String>,
    /// Whose orders they are.
    customer: Json,
    /// From where the orders came.
    source: Option<String>,
    columns: Vec<String>,
}

/// What people call a field, its kind and its choices.
type Named = (String, &'static dyn FieldKind, Settings);

/// Tells lists in the language of a reader.
pub(crate) struct Wording<'w> {
    say: &'w Say,
    staff: &'w Staff,
    fields: HashMap<String, Named>,
}

/// What the house offers to whoever decides on exports.
pub fn list_words(desk: Desk) -> ListWords {
    ListWords(Arc::new(move |tx, visit, lists| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        let wording = Wording::new(&act, (&visit.say, &staff));
        Ok(lists.iter().map(|list| wording.list(list)).collect())
    }))
}

/// What is kept of a list, and of what it is.
fn read(what: &str) -> (&str, Kept) {
    let (of, rest) = what.split_once(' ').unwrap_or((what, ""));
    (of, serde_json::from_str(rest).unwrap_or_default())
}

impl<'w> Wording<'w> {
    pub(crate) fn new(act: &Act, (say, staff): (&'w Say, &'w Staff)) -> Self {
        let named = |field: &customers::Field| {
            (field.slug.clone(), (field.label(say), field.kind, field.settings_in(say).into_owned()))
        };
        Self { say, staff, fields: act.fields.all().map(named).collect() }
    }

    /// Which list it is: what it is of, its filter, its search and its columns.
    pub(crate) fn list(&self, what: &str) -> String {
        let (of, kept) = read(what);
        let head = match of {
            "customers" => "customers-list-title",
            "orders" => "orders-title",
            "statement" => "transfer-what-statement",
            _ => return what.to_owned(),
        };
        let with = |key: &str, words: String| self.say.with(key, &[("words", words.into())]);
        let mut parts = vec![self.say.t(head)];
        parts.extend(self.filter(&kept.filter).map(|words| with("transfer-what-filter", words)));
        let search = Some(kept.search).filter(|search| !search.is_empty());
        parts.extend(search.map(|search| with("transfer-what-search", search)));
        parts.extend((!kept.customer.is_null()).then(|| self.say.t("transfer-what-customer")));
        let source = kept.source.filter(|source| !source.is_empty());
        parts.extend(source.map(|source| with("transfer-what-source", source)));
        parts.extend(kept.archived.then(|| self.say.t("transfer-what-archived")));
        let channel = |slug: String| self.say.t(&format!("transfer-export-mailing-{slug}"));
        parts.extend(kept.mailing.map(|slug| with("transfer-what-mailing", channel(slug))));
        if !kept.columns.is_empty() {
            let columns: Vec<String> = kept.columns.iter().map(|slug| self.column(of, slug)).collect();
            parts.push(with("transfer-what-columns", columns.join(", ")));
        }
        parts.join(" · ")
    }

    fn column(&self, of: &str, slug: &str) -> String {
        match (of, self.fields.get(slug)) {
            ("orders", _) => OrderColumn::from_slug(slug)
                .map_or_else(|| slug.to_owned(), |column| column.label(self.say)),
            (_, Some((label, ..))) => label.clone(),
            (_, None) => {
                self.say.known(&format!("customers-list-{slug}")).unwrap_or_else(|| slug.to_owned())
            }
        }
    }

    fn filter(&self, filter: &Json) -> Option<String> {
        let condition = Condition::parse(&filter.to_string()).ok()?;
        if filter.is_null() || condition == Condition::everything() {
            return None;
        }
        let none = Settings::NONE;
        let names = |slug: &str| match self.fields.get(slug) {
            Some((label, kind, settings)) => FieldName {
                label: Cow::Owned(label.clone()),
                kind: Some(*kind).filter(|kind| kind.slug() != "staff"),
                settings,
            },
            None => FieldName { label: Cow::Owned(slug.to_owned()), kind: None, settings: &none },
        };
        // People stand there by their ids.
        let words = condition.in_words(self.say, &names);
        let called =
            |words: String, (id, name): &(kernel::RawId, String)| words.replace(&id.to_string(), name);
        Some(self.staff.people().iter().fold(words, called))
    }
}

/// Where a list that somebody agreed to is fetched, and what is sent there; nothing where it cannot be told from the request.
pub(crate) fn fetching(request: &ExportRequest) -> Option<(String, Vec<(&'static str, String)>)> {
    target_named(&request.format)?;
    let mut sent = vec![("format", request.format.clone())];
    if let Some(statement) = request.what.strip_prefix("statement ") {
        return Some((format!("/export/statements/{statement}"), sent));
    }
    let (of, kept) = read(&request.what);
    let action = match of {
        "customers" if !kept.columns.is_empty() => "/export/file",
        "orders" if !kept.columns.is_empty() && kept.customer.is_null() => "/export/orders/file",
        _ => return None,
    };
    let filter = Some(kept.filter).filter(|filter| !filter.is_null()).map(|filter| filter.to_string());
    let view = kept.archived.then(|| "archived".to_owned());
    for (name, value) in [
        ("filter", filter),
        ("q", Some(kept.search).filter(|search| !search.is_empty())),
        ("view", view),
        ("mailing", kept.mailing),
        ("source", kept.source),
    ] {
        sent.extend(value.map(|value| (name, value)));
    }
    sent.extend(kept.columns.into_iter().map(|slug| ("columns", slug)));
    Some((action.to_owned(), sent))
}
