//! `/analytics/{name}/file/{kind}`: an analysis as a file: its table as CSV, its picture as SVG and PNG.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse as _, Response};
use http::header;
use web::{Form, Problem, Visit};
use words::{Lang, Say};

use super::drawing::{WIDE, look, shown};
use crate::asking::{Asked, made};
use crate::find;

/// Sends it.
pub(crate) async fn sent(
    visit: Visit,
    Path((name, kind)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    written(&visit, (&name, &kind), (&form, Reader::Person)).await
}

/// Who reads a table: it decides separators and decimal marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A person with a spreadsheet, as the lists' own exports have it.
    Person,
    /// A program.
    Program,
}

/// An analysis with the parameters of a form as a file of a kind: `csv`, `svg` or `png`.
///
/// # Errors
/// [`Problem`]: no such analysis, kind or picture, or an answer that cannot be made.
pub(crate) async fn written(
    visit: &Visit,
    (name, kind): (&str, &str),
    (form, reader): (&Form, Reader),
) -> Result<Response, Problem> {
    let analysis = find(name).map_err(|_| Problem::missing())?;
    let asked = Asked::of(analysis, form);
    if !["csv", "svg", "png"].contains(&kind) {
        return Err(Problem::missing());
    }
    let made =
        made(visit, asked.clone()).await?.map_err(|error| Problem::unreadable(error.say(&visit.say)))?;
    let picture = || {
        let shown = shown(&made, &asked, (&visit.say, visit.app.firm().currency));
        let no = form.text("picture").parse::<usize>().unwrap_or(0);
        let drawing = shown.drawings.get(no).ok_or_else(Problem::missing)?;
        Ok::<_, Problem>(drawing.plot.draw(&look(&visit.say, WIDE)))
    };
    let (mime, body) = match kind {
        "csv" => {
            let json = made.to_json(&visit.say);
            (
                "text/csv; charset=utf-8",
                csv(&analysis.table(&json["result"]), reader_of(reader, &visit.say)).into_bytes(),
            )
        }
        "svg" => ("image/svg+xml", picture()?.file("Inter").into_bytes()),
        _ => ("image/png", picture()?.png().ok_or_else(Problem::broken)?),
    };
    let named = format!("attachment; filename=\"{}.{kind}\"", analysis.slug());
    let safe = (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned());
    Ok(([(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, named), safe], body)
        .into_response())
}

fn reader_of(reader: Reader, say: &Say) -> Option<Lang> {
    (reader == Reader::Person).then(|| say.lang())
}

/// Rows as RFC 4180 has them, for a spreadsheet in a language with its separator and decimal mark; what a spreadsheet would take for a formula is told from one by an apostrophe.
fn csv(rows: &[Vec<String>], lang: Option<Lang>) -> String {
    let has_comma = matches!(lang, Some(Lang::Ru | Lang::Kk));
    let separator = if has_comma { ";" } else { "," };
    let cell = |text: &String| {
        let is_number = text.parse::<f64>().is_ok();
        let is_formula = !is_number && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = match (is_formula, is_number && has_comma) {
            (true, _) => format!("'{text}"),
            (_, true) => text.replace('.', ","),
            _ => text.clone(),
        };
        if text.contains(separator) || text.contains(['"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let line =
        |row: &Vec<String>| format!("{}\r\n", row.iter().map(cell).collect::<Vec<_>>().join(separator));
    let mark = lang.map_or("", |_| "\u{feff}");
    std::iter::once(mark.to_owned()).chain(rows.iter().map(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_tamed() {
        let rows = vec![vec!["a,b".into(), "say \"x\"".into(), "=1+1".into(), "-5.5".into()]];
        assert_eq!(csv(&rows, None), "\"a,b\",\"say \"\"x\"\"\",'=1+1,-5.5\r\n");
        let rows = vec![vec!["a;b".into(), "-5.5".into()]];
        assert_eq!(csv(&rows, Some(Lang::Ru)), "\u{feff}\"a;b\";-5,5\r\n");
        assert_eq!(csv(&rows, Some(Lang::En)), "\u{feff}a;b,-5.5\r\n");
    }
}
