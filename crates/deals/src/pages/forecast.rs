//! `/deals/forecast`: what open deals may bring, month by month; every figure opens into its deals.

use super::around::{self, Around, Look};
use super::asked;
use super::lines::amounts;
use crate::forecast::{self, Row};
use crate::{arranging, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use jiff::civil::Date;
use ui::Frame;
use web::{Form, Problem, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/forecast.html")]
struct ForecastPage {
    frame: Frame,
    around: Around,
    people: Vec<(String, String)>,
    person: String,
    rows: Vec<Line>,
}

/// A month, or what has none.
struct Line {
    name: String,
    n: String,
    sum: String,
    weighted: String,
    /// Of all that is expected, smallest units of its first currency.
    value: i64,
    most: i64,
    href: String,
    is_late: bool,
}

/// Shows it.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let asked = form.clone();
    let found = running::read(&visit, move |tx, dealing, staff| {
        let pipelines = arranging::all(tx, dealing)?;
        let chosen = around::chosen(&pipelines, &asked).cloned();
        let found = match &chosen {
            Some(pipeline) => Some(forecast::of(tx, dealing, (pipeline, &asked::query(&asked)))?),
            None => None,
        };
        let this_month = crate::dealing::date(dealing.today()).first_of_month();
        Ok((pipelines, chosen, found, super::board::reached(dealing, staff), this_month))
    });
    let (pipelines, chosen, found, people, this_month) = found.await?;
    let say = &visit.say;
    let around = Around::new(Look::Forecast, &pipelines, chosen.as_ref(), say);
    let common =
        [("pipeline", around.pipeline.clone()), ("responsible", form.text("responsible").to_owned())];
    let rows = found.map(|found| rows(&found, this_month, (&common, say))).unwrap_or_default();
    web::page(&ForecastPage {
        frame: visit.frame("deals-forecast"),
        around,
        people,
        person: form.text("responsible").to_owned(),
        rows,
    })
}

fn rows(
    found: &forecast::Forecast,
    this_month: Date,
    (common, say): (&[(&str, String)], &Say),
) -> Vec<Line> {
    let value = |row: &Row| row.weighted.amounts.first().map_or(0, |money| money.minor);
    let all = found.months.iter().map(|(_, row)| row).chain([&found.overdue, &found.undated]);
    let most = all.map(value).max().unwrap_or(0).max(1);
    let href = |own: &[(&'static str, String)]| {
        let parts: Vec<(&str, String)> = common.iter().cloned().chain(own.iter().cloned()).collect();
        asked::list(&parts)
    };
    let line = |name: String, row: &Row, href: String, is_late: bool| Line {
        name,
        n: say.number(row.sum.n),
        sum: amounts(&row.sum, say),
        weighted: amounts(&row.weighted, say),
        value: value(row),
        most,
        href,
        is_late,
    };
    let mut lines = Vec::new();
    if found.overdue.sum.n > 0 {
        let before = href(&[("closes_before", this_month.to_string())]);
        lines.push(line(say.t("deals-forecast-overdue"), &found.overdue, before, true));
    }
    for (month, row) in &found.months {
        let (from, before) = asked::month(*month);
        let within = href(&[("closes_from", from), ("closes_before", before)]);
        lines.push(line(say.month(*month), row, within, false));
    }
    if found.undated.sum.n > 0 {
        let undated = href(&[("undated", "1".to_owned())]);
        lines.push(line(say.t("deals-forecast-undated"), &found.undated, undated, false));
    }
    lines
}
