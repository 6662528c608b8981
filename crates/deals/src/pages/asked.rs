//! What addresses of deals ask for: a list narrowed down, and the addresses that lead to such lists.

use crate::deal::Day;
use crate::dealing;
use crate::listing::{Query, Sort, State};
use jiff::ToSpan as _;
use jiff::civil::Date;
use ui::address::with_query;
use web::Form;

/// The parts of an address that narrow a list down.
pub(super) const PARTS: [&str; 19] = [
    "q",
    "pipeline",
    "state",
    "stage",
    "reached",
    "responsible",
    "unassigned",
    "team",
    "source",
    "reason",
    "opened_from",
    "opened_before",
    "closed_from",
    "closed_before",
    "closes_from",
    "closes_before",
    "undated",
    "rotting",
    "nowhere",
];

/// The question that an address asks; what cannot be read does not narrow.
pub(super) fn query(form: &Form) -> Query {
    let day = |name: &str| form.text(name).parse::<Date>().ok().map(dealing::day);
    let span = |name: &str| (day(&format!("{name}_from")), day(&format!("{name}_before")));
    let is_on = |name: &str| form.filled(name).is_some();
    let source = form.filled("source").map(str::to_owned);
    Query {
        state: State::from_slug(form.text("state")).unwrap_or_default(),
        pipeline: form.text("pipeline").parse().ok(),
        stage: form.text("stage").parse().ok(),
        reached: form.text("reached").parse().ok(),
        responsible: form.text("responsible").parse().ok(),
        is_unassigned: is_on("unassigned"),
        team: form.text("team").parse().ok(),
        customer: None,
        source: if is_on("nowhere") { Some(String::new()) } else { source },
        reason: form.text("reason").parse().ok(),
        opened: span("opened"),
        closed: span("closed"),
        closes: span("closes"),
        is_undated: is_on("undated"),
        is_rotting: is_on("rotting"),
        q: form.text("q").to_owned(),
    }
}

/// The order that an address asks for: `opened`, `-opened`; newest first when it does not say.
pub(super) fn order(form: &Form) -> (Sort, bool) {
    let text = form.filled("sort").unwrap_or("-opened");
    let (name, is_descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    (Sort::from_slug(name).unwrap_or_default(), is_descending)
}

/// The same address with other parts; the place in the list is left out.
pub(super) fn href(path: &str, form: &Form, changed: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for name in PARTS.into_iter().chain(["sort", "from", "to", "by"]) {
        let other = changed.iter().find(|(part, _)| *part == name).map(|(_, value)| *value);
        let value = other.unwrap_or_else(|| form.text(name));
        if !value.is_empty() {
            address = with_query(&address, name, value);
        }
    }
    for (name, value) in changed.iter().filter(|(name, _)| *name == "cursor") {
        address = with_query(&address, name, value);
    }
    address
}

/// The address of a list of deals.
pub(super) fn list(parts: &[(&str, String)]) -> String {
    let mut address = "/deals/list".to_owned();
    for (name, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
        address = with_query(&address, name, value);
    }
    address
}

/// The days of a funnel: those between `from` and `to`, both included; the last 90 when they do not say.
pub(super) fn days(form: &Form, today: Day) -> (Day, Day) {
    let day = |name: &str| form.text(name).parse::<Date>().ok().map(dealing::day);
    let last = day("to").unwrap_or(today);
    let first = day("from").unwrap_or(last - 89).min(last);
    (first, last + 1)
}

/// A day as addresses write it.
pub(super) fn written(on: Day) -> String {
    dealing::date(on).to_string()
}

/// The first day of a month and of the next one, as addresses write them.
pub(super) fn month(first: Date) -> (String, String) {
    let next = first.checked_add(1.month()).unwrap_or(first);
    (first.to_string(), next.to_string())
}
