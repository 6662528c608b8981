//! Who changed what, and when: the journal of the firm, read backwards.

use super::audit::{Typed, day};
use super::drawing::{Choices, Faults, drawn};
use crate::rights::AUDIT;
use crate::{Naming, User, user};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use journal::{Record, Sought};
use kernel::{Level, RawId};
use std::collections::HashMap;
use ui::Frame;
use web::{Form, Problem, Visit};
use words::Say;

/// Entries on one page.
const N_LINES: usize = 100;

/// What verbs begin with, by which they are chosen.
const KINDS: [&str; 23] = [
    "alarm.",
    "commission_rate.",
    "consent.",
    "contact_card.",
    "customer.",
    "deal.",
    "export.",
    "customers.",
    "field.",
    "firm.",
    "import.",
    "interaction.",
    "order.",
    "payment.",
    "retention.",
    "role.",
    "segment.",
    "session.",
    "statement.",
    "task.",
    "team.",
    "token.",
    "user.",
];

#[derive(Template)]
#[template(path = "pages/changes.html")]
struct ChangesPage {
    frame: Frame,
    lines: Vec<ChangeLine>,
    people: Choices,
    verbs: Choices,
    verb: String,
    typed: Typed,
    faults: Faults,
    older: String,
}

/// One entry as it is drawn.
struct ChangeLine {
    when: String,
    who: String,
    /// The verb in words; empty for one that has none.
    did: String,
    verb: String,
    about: String,
    /// What the customer is called; a general word where nothing is known of them.
    name: String,
    particulars: String,
}

/// Shows them, newest first.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Read)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let (typed, verb) = (Typed::of(&form), form.text("verb").to_owned());
    let (before, is_demo) = (form.text("before").parse().ok(), visit.app.firm().is_demo);
    let (subject, faults) = match typed.subject(&visit.say) {
        Ok(subject) => (subject, Faults::default()),
        Err(faults) => (None, faults),
    };
    let is_wrong = faults.n() > 0;
    let (asked, words, say) = (typed.clone(), verb.clone(), visit.say.clone());
    let read = visit.app.db.reading(move |tx| {
        let sought = Sought {
            actor: asked.user.parse().ok(),
            subject,
            verb: &words,
            from: day(&say, &asked.from, 0),
            until: day(&say, &asked.until, 1),
            before,
            is_in_order: !is_demo,
            limit: N_LINES + 1,
        };
        let found = if is_wrong { Vec::new() } else { journal::sought(tx, &sought)? };
        Ok::<_, db::DbError>((found, user::all(tx)?))
    });
    let (mut found, people) = read.await?;
    let has_more = found.len() > N_LINES;
    found.truncate(N_LINES);
    let last = found.last().map(|record| record.seq).filter(|_| has_more);
    let about = found.iter().filter(|one| one.subject_kind == "customer").map(|one| one.subject_id);
    let names = Naming::of(&visit, about.collect()).await?.unwrap_or_default();
    let say = &visit.say;
    let Typed { user, customer, from, until, .. } = &typed;
    let address = |seq: i64| {
        format!(
            "/audit/changes?user={user}&customer={customer}&verb={verb}&from={from}&until={until}&before={seq}"
        )
    };
    let page = ChangesPage {
        frame: visit.frame("access-audit"),
        older: last.map(address).unwrap_or_default(),
        lines: found.iter().map(|record| line(say, record, (&people, &names))).collect(),
        people: std::iter::once((String::new(), say.t("access-audit-anybody")))
            .chain(people.iter().map(|user| (user.id.to_string(), user.name.clone())))
            .collect(),
        verbs: verbs(say, &verb),
        verb,
        typed,
        faults: faults.clone(),
    };
    drawn(&page, &faults)
}

/// A verb, or what verbs begin with, as a part of a key.
fn key_of(verb: &str) -> String {
    verb.trim_end_matches('.').replace(['.', '_'], "-")
}

fn said(say: &Say, verb: &str) -> Option<String> {
    say.known(&format!("access-did-{}", key_of(verb)))
}

/// What verbs can be chosen by, and the one that was asked for.
fn verbs(say: &Say, asked: &str) -> Choices {
    let kind = |kind: &str| (kind.to_owned(), say.t(&format!("access-did-of-{}", key_of(kind))));
    let own = || (asked.to_owned(), said(say, asked).unwrap_or_else(|| asked.to_owned()));
    let is_listed = asked.is_empty() || KINDS.contains(&asked);
    std::iter::once((String::new(), say.t("access-did-of-any")))
        .chain((!is_listed).then(own))
        .chain(KINDS.into_iter().map(kind))
        .collect()
}

fn line(say: &Say, record: &Record, (people, names): (&[User], &HashMap<RawId, String>)) -> ChangeLine {
    let who = people.iter().find(|user| Some(user.id.0) == record.actor_id);
    let is_customer = record.subject_kind == "customer";
    // What was written is shown on the card to those who may see it; here only which fields were.
    let fields = record.payload.get("fields").and_then(|list| list.as_array());
    let slugs = fields.into_iter().flatten().filter_map(|one| one.get("field")?.as_str());
    ChangeLine {
        when: say.date_time(record.at),
        who: who.map_or_else(
            || say.t(&format!("access-actor-{}", record.actor_kind)),
            |user| user.name.clone(),
        ),
        did: said(say, &record.verb).unwrap_or_default(),
        verb: record.verb.clone(),
        about: if is_customer { record.subject_id.to_string() } else { String::new() },
        name: names.get(&record.subject_id).cloned().unwrap_or_else(|| say.t("access-audit-card")),
        particulars: slugs.collect::<Vec<_>>().join(", "),
    }
}
