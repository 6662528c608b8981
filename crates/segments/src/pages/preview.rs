//! How many meet a condition while it is built, and who comes first.

use super::part::Part;
use crate::aging;
use crate::engine::Engine;
use crate::error::SegmentError;
use crate::running;
use crate::wording::Glossary;
use askama::Template;
use axum::response::Response;
use customers::listing::{self, Order, Query};
use customers::{Act, builtin};
use db::Tx;
use fields::Condition;
use kernel::{Level, PageSize};
use std::sync::Arc;
use ui::Frame;
use web::{Form, Problem, Visit};
use words::Say;

/// Names that are shown.
const N_NAMES: i64 = 8;

/// What is known of a condition at the moment.
#[derive(Debug, Default)]
pub(crate) struct Preview {
    /// How many meet it.
    pub(crate) n: i64,
    /// How many customers there are to be seen in all.
    pub(crate) n_all: i64,
    /// The first of them by name: name and address.
    pub(crate) names: Vec<(String, String)>,
    /// The condition in words.
    pub(crate) words: String,
    /// Why it cannot be understood; empty when it can.
    pub(crate) error: String,
    /// Where all of them are listed.
    pub(crate) href: String,
    /// How old the values are that it asks about; empty where they are always true.
    pub(crate) age: String,
}

impl Preview {
    /// Asks for a condition; one that cannot be understood is told in words.
    ///
    /// # Errors
    /// [`SegmentError::Forbidden`] and those of the base.
    pub(crate) fn of(
        tx: &mut Tx<'_>,
        (act, engine): (&Act, &Engine),
        (condition, glossary): (&Condition, &Glossary),
        say: &Say,
    ) -> Result<Self, SegmentError> {
        let words = glossary.tell(condition);
        let found = match engine.seen(tx, act, condition) {
            Ok(found) => found,
            Err(SegmentError::Invalid(errors)) => {
                let error = errors.iter().map(|error| error.say(say)).collect::<Vec<_>>().join(" ");
                return Ok(Self { error, words, ..Self::default() });
            }
            Err(other) => return Err(other),
        };
        let n_all = engine.seen(tx, act, &Condition::everything())?.count();
        let counted = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let n = counted(found.count());
        let among = Some(Arc::new(found));
        let query = Query { among, order: Order::Field(builtin::NAME), ..Query::default() };
        let first = listing::page(tx, act, &query, (None, PageSize::clamped(N_NAMES)))?;
        Ok(Self {
            n,
            n_all: counted(n_all),
            names: first.items.into_iter().map(|card| (card.name.clone(), card.href())).collect(),
            words,
            error: String::new(),
            href: listed(condition),
            age: aging::told(engine.reckoned(tx, act, condition)?, say),
        })
    }

    /// What part of all customers it is, in words.
    pub(crate) fn share(&self, say: &Say) -> String {
        let ratio = if self.n_all > 0 { self.n as f64 / self.n_all as f64 } else { 0.0 };
        say.with("segments-share", &[("percent", words::Arg::from(say.percent(ratio, 1)))])
    }
}

/// The list of customers who meet a condition.
pub(crate) fn listed(condition: &Condition) -> String {
    let json = condition.to_json().to_string();
    let json = percent_encoding::utf8_percent_encode(&json, percent_encoding::NON_ALPHANUMERIC);
    format!("/customers?filter={json}")
}

#[derive(Template)]
#[template(path = "pages/preview.html")]
struct PreviewFragment {
    frame: Frame,
    preview: Preview,
    share: String,
}

/// Answers while one builds.
pub(crate) async fn show(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let condition = Part::read(&form).condition().unwrap_or_else(Condition::everything);
    let say = visit.say.clone();
    let preview = running::read(&visit, move |tx, act, engine| {
        let glossary = Glossary::read(tx, act, engine.happenings(), &say)?;
        Preview::of(tx, (act, engine), (&condition, &glossary), &say)
    });
    let preview = preview.await?;
    let share = preview.share(&visit.say);
    web::page(&PreviewFragment { frame: visit.frame("segments-title"), preview, share })
}
