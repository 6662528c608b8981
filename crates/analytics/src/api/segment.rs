//! `/analyses/{name}/segment`: the customers behind a figure as a segment, live or fixed.

use axum::Json;
use axum::extract::{Path, RawQuery};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, FieldError, Form, Problem, ProblemBody, Visit};

use crate::asking::Asked;
use crate::find;
use crate::segmenting::{Manner, Refusal, made_segment};

/// A segment to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListBody {
    /// What people read, at most 80 letters; unique among segments.
    #[schema(example = "Уходящие")]
    name: String,
    /// `fixed` for those who are behind the figure now, when left out; `live` for whoever meets what it stands for.
    #[serde(default)]
    kind: Kind,
}

/// Whether a segment goes on by itself.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A list.
    #[default]
    Fixed,
    /// A condition.
    Live,
}

/// The segment that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListView {
    /// The id of the segment.
    id: String,
    /// What people read.
    name: String,
}

/// Make a segment of the customers behind a figure
///
/// A fixed list of at most 100,000, or a live segment where a condition says the same as the figure: analyses with the
/// parameters of the first day, cohorts, cross-tables. The address takes the parameters of the analysis and
/// `where.MEMBER=VALUE`.
#[utoipa::path(
    post,
    path = "/analyses/{name}/segment",
    tag = "analyses",
    params(("name" = String, Path, description = "The name of the analysis", example = "rfm")),
    request_body = ListBody,
    responses(
        (status = 201, description = "The segment", body = ListView),
        (status = 403, description = "The right to read analyses or to write segments is missing", body = ProblemBody),
        (status = 404, description = "There is no such analysis", body = ProblemBody),
        (status = 422, description = "Nobody is behind the figure, no condition says it, or the name is missing, long or taken", body = ProblemBody),
    )
)]
pub(crate) async fn make_segment(
    visit: Visit,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    Body(body): Body<ListBody>,
) -> Result<(StatusCode, Json<ListView>), Problem> {
    visit.need(segments::RIGHT, kernel::Level::Write)?;
    let analysis = find(&name).map_err(|_| Problem::missing())?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let wanted = crate::pages::window(&form, 0, 1).wanted;
    let manner = match body.kind {
        Kind::Fixed => Manner::Fixed,
        Kind::Live => Manner::Live,
    };
    match made_segment(&visit, Asked::of(analysis, &form), (&body.name, wanted), manner).await? {
        Ok(segment) => {
            let view = ListView { id: segment.id.to_string(), name: segment.name };
            Ok((StatusCode::CREATED, Json(view)))
        }
        Err(Refusal::Segments(error)) => Err(error.into()),
        Err(Refusal::Nobody(said)) => {
            let error =
                FieldError { args: vec![("said", said.into())], ..FieldError::new("", "analytics-said") };
            Err(Problem::invalid(vec![error]))
        }
    }
}
