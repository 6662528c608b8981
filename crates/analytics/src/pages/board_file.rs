//! `/dashboard/file/{kind}`: the dashboard of whoever looks, as a PDF of A4 pages or one PNG.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use http::header;
use kernel::Level;
use web::{Problem, Visit};

use crate::dashboard::DashboardError;
use crate::reporting::{KINDS, Reporter, file};

/// Sends it.
pub(crate) async fn sent(visit: Visit, Path(kind): Path<String>) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    if !KINDS.iter().any(|(own, _)| *own == kind) {
        return Err(Problem::missing());
    }
    let (app, actor, say) = (visit.app.clone(), visit.actor().clone(), visit.say.clone());
    let wanted = kind.clone();
    let drawing = visit.app.db.reading(move |tx| {
        let report = Reporter::of(&app).report(tx, &actor, &say)?;
        Ok::<_, DashboardError>(file(&report, &wanted))
    });
    let (media_type, bytes) = drawing.await?.ok_or_else(Problem::broken)?;
    let named = format!("attachment; filename=\"dashboard.{kind}\"");
    let safe = (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned());
    let head = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, named), safe];
    Ok((head, bytes).into_response())
}
