//! `/analytics/{name}/rows`: the rows behind a figure, page by page.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use segments::SegmentError;
use serde_json::Value;
use ui::Frame;
use web::{Form, Problem, Visit, page, see};

use super::analysis::{encoded, field_name};
use super::drawing::name;
use crate::analyses::Window;
use crate::asking::{Asked, made};
use crate::find;
use crate::segmenting::{self, Manner, Refusal};
use crate::showing::{Entry, Tell, number_of};

/// Rows of one page.
const SIZE: usize = 50;

#[derive(Template)]
#[template(path = "pages/rows.html")]
struct RowsPage {
    frame: Frame,
    analysis_href: String,
    analysis_title: String,
    chosen: Vec<String>,
    n: u64,
    heads: Vec<(String, bool)>,
    rows: Vec<Vec<Entry>>,
    previous: String,
    next: String,
    /// Where a list is made of them, and what is proposed as its name; empty where it cannot be.
    segment_action: String,
    segment_name: String,
    /// Whether a condition says the same, so that the segment may be a live one.
    may_live: bool,
    error: String,
}

/// Draws a page of them.
pub(crate) async fn shown(
    visit: Visit,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    drawn(&visit, (&name, query.as_deref().unwrap_or_default()), String::new()).await
}

/// Makes a segment of the customers behind them.
pub(crate) async fn listed(
    visit: Visit,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    form: Form,
) -> Result<Response, Problem> {
    let analysis = find(&name).map_err(|_| Problem::missing())?;
    let query = query.unwrap_or_default();
    let asked_for = Form::from_encoded(&query);
    let asked = Asked::of(analysis, &asked_for);
    let wanted = window(&asked_for, 0, SIZE).wanted;
    let manner = if form.text("kind") == "live" { Manner::Live } else { Manner::Fixed };
    let made = segmenting::made_segment(&visit, asked, (form.text("name"), wanted), manner);
    let error = match made.await? {
        Ok(segment) => return Ok(see(&segment.href())),
        Err(Refusal::Nobody(said)) => said,
        Err(Refusal::Segments(SegmentError::Invalid(errors))) => {
            errors.iter().map(|error| error.say(&visit.say)).collect::<Vec<_>>().join(" ")
        }
        Err(Refusal::Segments(other)) => return Err(other.into()),
    };
    let mut response = drawn(&visit, (&name, &query), error).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn drawn(visit: &Visit, (name, query): (&str, &str), error: String) -> Result<Response, Problem> {
    let analysis = find(name).map_err(|_| Problem::missing())?;
    let form = Form::from_encoded(query);
    let mut asked = Asked::of(analysis, &form);
    let from = form.text("from_row").parse::<usize>().unwrap_or(0).min(100_000);
    asked.window = Some(window(&form, from, SIZE));
    let outcome =
        made(visit, asked.clone()).await?.map_err(|error| Problem::unreadable(error.say(&visit.say)))?;
    let (say, slug) = (&visit.say, analysis.slug());
    let tell = Tell {
        say,
        currency: visit.app.firm().currency,
        slug,
        given: &asked.given,
        fields: Some(&outcome.known),
    };
    let all = outcome.answer.result[analysis.rows_member()].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = all.first().and_then(Value::as_object).map(order).unwrap_or_default();
    let mut rows: Vec<Vec<Entry>> = all
        .iter()
        .map(|row| names.iter().map(|member| entry(member, &row[member], &tell)).collect())
        .collect();
    rows.iter_mut().flatten().for_each(|entry| self::name(entry, &outcome.names));
    let heads = names.iter().map(|member| {
        let is_number = all.iter().any(|row| row[member].is_number());
        (label(visit, member, &asked), is_number)
    });
    let wanted = asked.window.as_ref().map(|window| window.wanted.clone()).unwrap_or_default();
    let chosen = wanted
        .iter()
        .filter(|(member, _)| member != "customer")
        .map(|(member, value)| format!("{}: {}", label(visit, member, &asked), told(member, value, &tell)));
    let chosen: Vec<String> = chosen.collect();
    let may_list = names.iter().any(|member| member == "customer")
        && visit.actor().may(segments::RIGHT, Level::Write)
        && visit.app.offer::<segments::Engine>().is_some();
    let title = say.t(&format!("analytics-{slug}-title"));
    let segment_name =
        std::iter::once(title.clone()).chain(chosen.iter().cloned()).collect::<Vec<_>>().join(" · ");
    let here = format!("/analytics/{slug}/rows?{query}");
    let at = |from: usize| ui::address::with_query(&here, "from_row", &from.to_string());
    let has_more = (from + SIZE) < usize::try_from(outcome.n_rows).unwrap_or(0);
    page(&RowsPage {
        frame: visit.frame(&format!("analytics-{slug}-title")),
        analysis_href: format!("/analytics/{slug}?{}", encoded(&asked)),
        analysis_title: title,
        chosen,
        n: outcome.n_rows,
        heads: heads.collect(),
        rows,
        previous: if from == 0 { String::new() } else { at(from.saturating_sub(SIZE)) },
        next: if has_more { at(from + SIZE) } else { String::new() },
        segment_action: if may_list { format!("/analytics/{slug}/segment?{query}") } else { String::new() },
        may_live: segmenting::condition(&asked, &wanted).is_some(),
        segment_name: segment_name.chars().take(80).collect(),
        error,
    })
}

/// Which rows a query asks for: `where.MEMBER=VALUE`, the greatest of `sort` first.
pub(crate) fn window(query: &Form, from: usize, limit: usize) -> Window {
    let wanted = query
        .values
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("where.")?.to_owned(), value.clone())));
    let sort = query.filled("sort_rows").or(query.filled("sort")).unwrap_or("revenue").to_owned();
    Window { wanted: wanted.collect(), sort, from, limit }
}

/// The members of a row: who first, then when, what they are, how often, for how much.
fn order(row: &serde_json::Map<String, Value>) -> Vec<String> {
    let mut names: Vec<String> =
        row.iter().filter(|(_, value)| !value.is_object()).map(|(name, _)| name.clone()).collect();
    const ORDER: [&str; 36] = [
        "customer",
        "name",
        "what",
        "bucket",
        "date",
        "period",
        "cohort",
        "after",
        "r",
        "f",
        "m",
        "group",
        "class",
        "evenness",
        "type",
        "type_before",
        "manner",
        "state",
        "purchases",
        "orders",
        "frequency",
        "recency_days",
        "recency",
        "t",
        "last_on",
        "next_on",
        "act_by",
        "payments",
        "revenue",
        "monetary",
        "returns",
        "margin",
        "service",
        "contacts",
        "profit",
        "sign",
    ];
    let place = |name: &String| ORDER.iter().position(|own| own == name).unwrap_or(ORDER.len());
    names.sort_by_key(place);
    names
}

fn entry(member: &str, value: &Value, tell: &Tell<'_>) -> Entry {
    const MONEY: [&str; 8] =
        ["revenue", "margin", "monetary", "value", "profit", "money_per_purchase", "owed", "average_order"];
    const SHARES: [&str; 5] = ["ratio", "cumulative_ratio", "alive", "in_time_ratio", "variation"];
    let number = number_of(value);
    match value {
        Value::String(text) if member == "customer" => Entry::customer(text),
        Value::String(text) => told(member, text, tell).into(),
        Value::Number(_)
            if MONEY.contains(&member) || ["returns", "service", "contacts"].contains(&member) =>
        {
            tell.money(number).into()
        }
        Value::Number(_) if SHARES.contains(&member) => tell.ratio(number).into(),
        Value::Number(_) => tell.number(number, 2).into(),
        _ => String::new().into(),
    }
}

/// What a member of a row is called: a field by its own name, whatever else by the analyses' word.
fn label(visit: &Visit, member: &str, asked: &Asked) -> String {
    const OF_FIELDS: [&str; 1] = ["correlation"];
    let parameter = |name: &str| {
        let usual = asked.analysis.usual().iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        asked.given.get(name).map(String::as_str).or(usual).unwrap_or_default().to_owned()
    };
    match member {
        "row_answer" => field_name(visit, &parameter("rows")),
        "column_answer" => field_name(visit, &parameter("columns")),
        "customer" => visit.say.t("analytics-row-customer"),
        _ if OF_FIELDS.contains(&asked.analysis.slug()) => field_name(visit, member),
        _ => visit.say.t(&format!("analytics-row-{}", member.replace('_', "-"))),
    }
}

/// A word of an answer as people say it: days and periods as dates, words of closed lists by their names.
fn told(member: &str, text: &str, tell: &Tell<'_>) -> String {
    match member {
        "group" | "state" | "manner" | "bucket" | "what" | "sign" | "type" | "type_before" => {
            tell.option(text)
        }
        "class" if text.len() > 1 => tell.option(text),
        "row_answer" => tell.said(text, tell.parameter("rows", "frequency")),
        "column_answer" => tell.said(text, tell.parameter("columns", "kind")),
        "date" | "period" | "cohort" | "last_on" | "next_on" | "act_by" => tell.period(text),
        _ => text.to_owned(),
    }
}
