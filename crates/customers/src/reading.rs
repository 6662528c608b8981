//! Noting who read what of customers, for the audit.

use crate::customer::CustomerId;
use crate::listing::Query;
use access::reading::{How, ReadLog};
use web::Visit;

/// Notes that a visitor opened a card.
pub(crate) fn opened(visit: &Visit, id: CustomerId) {
    note(visit, How::Card, (Some(id.0), 1), "");
}

/// Notes that a visitor read one of the things that a capability above keeps of a customer, named by its slug.
pub fn opened_of(visit: &Visit, id: CustomerId, what: &'static str) {
    note(visit, How::Card, (Some(id.0), 1), what);
}

/// Notes that a visitor read `n` of the things that a capability above keeps of customers, of one or of many.
pub fn listed_of(visit: &Visit, id: Option<CustomerId>, (n, what): (usize, &'static str)) {
    note(visit, How::List, (id.map(|id| id.0), i64::try_from(n).unwrap_or(i64::MAX)), what);
}

/// Notes that a visitor saw a masked field in full.
pub(crate) fn revealed(visit: &Visit, id: CustomerId, field: &str) {
    note(visit, How::Reveal, (Some(id.0), 1), field);
}

/// Notes that a visitor took out everything that is known of one customer.
pub(crate) fn disclosed(visit: &Visit, id: CustomerId) {
    note(visit, How::Export, (Some(id.0), 1), "disclosure");
}

/// Notes that a visitor saw some lines of a list; with words in it, it is a search. Of a filter only its fields are
/// noted.
pub(crate) fn listed(visit: &Visit, query: &Query, n: usize) {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    let words = query.search.trim();
    let mut fields = query.condition.fields();
    fields.dedup();
    match words.is_empty() {
        true => note(visit, How::List, (None, n), &fields.join(", ")),
        false => note(visit, How::Search, (None, n), words),
    }
}

fn note(visit: &Visit, how: How, about: (Option<kernel::RawId>, i64), what: &str) {
    if let Some(log) = visit.app.offer::<ReadLog>() {
        log.note((&visit.app.setting, visit.actor()), how, about, what);
    }
}
