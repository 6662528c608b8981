//! What stands around the table: tabs of views, fields to filter by, what can be done with the look.

use super::address::Asked;
use super::chips;
use super::resolved::{ARCHIVED, Resolved};
use super::tree;
use crate::act::Act;
use crate::beyond::{Choice, Offer};
use crate::field::{Field, FieldSet};
use crate::views::{self, View};
use fields::Condition;
use kernel::{Actor, Level};
use ui::FilterField;
use ui::address::with_query;
use words::Say;

/// A tab of a view.
pub(crate) struct Tab {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) is_current: bool,
    pub(super) icon: &'static str,
}

/// What can be done with the look of the list.
pub(crate) struct Saving {
    /// Where to save it under a name.
    pub(super) new: String,
    /// Where to arrange the view shown; empty without one that may be changed.
    pub(super) arrange: String,
    /// Whether the look differs from that of the view.
    pub(super) is_changed: bool,
}

/// The condition as JSON to be changed by hand; what cannot be understood stays as it was typed.
pub(super) fn filter_text(asked: &Asked, whole: &fields::Condition, is_wrong: bool) -> String {
    if is_wrong && !asked.filter.is_empty() {
        return asked.filter.clone();
    }
    serde_json::to_string_pretty(&whole.to_json()).unwrap_or_default()
}

/// All, the saved views, the archive.
pub(super) fn tabs(views: &[View], asked: &Asked, say: &Say) -> Vec<Tab> {
    let tab = |label: String, view: &str, icon| Tab {
        href: Asked { view: view.to_owned(), ..Asked::default() }.href(),
        is_current: asked.view == view,
        label,
        icon,
    };
    let mut tabs = vec![tab(say.t("ui-all"), "", "")];
    tabs.extend(views.iter().map(|view| {
        tab(view.name.clone(), &view.id.to_string(), if view.is_shared { "users" } else { "" })
    }));
    tabs.push(tab(say.t("customers-list-archived"), ARCHIVED, "archive"));
    tabs
}

/// What may be added to the condition under one heading.
pub(crate) struct Adders {
    pub(crate) title: String,
    /// Whether it is shown without being asked for.
    pub(crate) is_open: bool,
    pub(crate) items: Vec<Adder>,
}

/// One thing that may be added to the condition.
pub(crate) struct Adder {
    pub(super) leads: Leads,
    pub(super) label: String,
    pub(super) icon: &'static str,
}

/// Where it leads. The list as it stands is long to tell and the same for most of them: it is written into a form once.
pub(super) enum Leads {
    /// To an address.
    To(String),
    /// To where a form does, with this to be added.
    By(&'static str, String),
}

/// The form that adds a field of the card here, and the one that goes on where conditions are built.
const ADDING: &str = "list-adding";
const BUILDING: &str = "list-building";

/// A form without a field to be seen: its name, where it leads, what it takes along.
pub(crate) struct Carrier {
    pub(super) id: &'static str,
    pub(super) action: String,
    pub(super) parts: Vec<(&'static str, String)>,
}

/// The forms by which things are added.
pub(super) fn carriers(asked: &Asked, whole: &Condition, page: &str) -> Vec<Carrier> {
    let mut parts = asked.parts();
    parts.extend([("q", asked.q.clone()), ("into", asked.into.clone())]);
    parts.retain(|(_, value)| !value.is_empty());
    let mut all = vec![Carrier { id: ADDING, action: "/customers".to_owned(), parts }];
    if !page.is_empty() {
        let parts = vec![("filter", whole.to_json().to_string()), ("back", asked.calm().href())];
        all.push(Carrier { id: BUILDING, action: page.to_owned(), parts });
    }
    all
}

/// What a condition may speak of: fields of the card, then what other capabilities offer, under their headings.
pub(super) fn adders(
    (fields, asked, say): (&FieldSet, &Asked, &Say),
    (whole, offers, page): (&Condition, &[Offer], &str),
) -> Vec<Adders> {
    let mut all: Vec<Adders> = Vec::new();
    for offer in offers {
        let leads = match &offer.choice {
            Choice::Add(part) => {
                let path = tree::path(&asked.into);
                let more = tree::added(whole, &path, part.clone());
                Leads::To(asked.with(|asked| asked.filter = more.to_json().to_string()))
            }
            Choice::Build(_) if page.is_empty() => continue,
            Choice::Build(add) => Leads::By(BUILDING, add.clone()),
        };
        let line = Adder { leads, label: offer.label.clone(), icon: offer.icon };
        match all.last_mut().filter(|last| last.title == offer.group) {
            Some(last) => last.items.push(line),
            None => all.push(Adders { title: offer.group.clone(), is_open: false, items: vec![line] }),
        }
    }
    // Fields are many: the other headings would stand out of sight below them.
    let items = own_adders(fields, say);
    all.push(Adders { title: say.t("customers-list-fields"), is_open: true, items });
    all
}

/// Where the whole condition is built anew; empty where there is no such page.
pub(super) fn building(page: &str, (asked, whole): (&Asked, &Condition)) -> String {
    if page.is_empty() {
        return String::new();
    }
    let change = with_query(page, "filter", &whole.to_json().to_string());
    with_query(&change, "back", &asked.calm().href())
}

/// Fields that a condition may speak of.
fn own_adders(fields: &FieldSet, say: &Say) -> Vec<Adder> {
    let line = |field: &Field| Adder {
        leads: Leads::By(ADDING, field.slug.clone()),
        label: field.label(say),
        icon: icon(field),
    };
    usable(fields).map(line).collect()
}

fn icon(field: &Field) -> &'static str {
    match field.kind.slug() {
        "phone" => "phone",
        "email" => "at-sign",
        "tag" => "tag",
        "date" | "yearly_date" => "calendar",
        "choice" | "many_choices" | "yes_no" => "list-checks",
        "staff" => "user-check",
        "integer" | "decimal" | "money" => "hash",
        "url" | "handle" => "globe",
        "address" => "map-pin",
        _ => "type",
    }
}

/// What can be done with the look of a list.
pub(super) fn saving(resolved: &Resolved, act: &Act, asked: &Asked) -> Saving {
    let at =
        percent_encoding::utf8_percent_encode(&asked.calm().query(), percent_encoding::NON_ALPHANUMERIC)
            .to_string();
    let view = resolved.view.as_ref().filter(|view| view.may_change(act));
    Saving {
        new: format!("/customers/views/new?at={at}"),
        arrange: view.map(|view| format!("/customers/views/{}?at={at}", view.id)).unwrap_or_default(),
        is_changed: resolved.is_changed || view.is_none() && resolved.look() != views::Look::default(),
    }
}

/// Where the list is taken out as a file, as it is shown; empty for whoever may not take lists out.
pub(super) fn export_href(actor: &Actor, asked: &Asked) -> String {
    if !actor.may(access::EXPORT, Level::Write) {
        return String::new();
    }
    match asked.calm().query().as_str() {
        "" => "/export".to_owned(),
        query => format!("/export?{query}"),
    }
}

/// Fields as the builder of conditions knows them.
pub(super) fn filter_fields(drawing: &chips::Drawing<'_>) -> Vec<FilterField> {
    let say = drawing.say;
    let known = |field: &Field| FilterField {
        slug: field.slug.clone(),
        label: field.label(say),
        operators: field
            .kind
            .operators()
            .iter()
            .map(|o| (o.slug().to_owned(), say.t(&o.label())))
            .collect(),
        input: if field.kind.slug() == "date" { "date" } else { "text" }.to_owned(),
        choices: drawing.answers(field),
    };
    usable(drawing.fields).map(known).collect()
}

/// Fields in use that have something to compare.
fn usable(fields: &FieldSet) -> impl Iterator<Item = &Field> {
    fields.all().filter(|field| !field.is_archived && field.kind.slug() != "file")
}
