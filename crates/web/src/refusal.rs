//! What the frame refuses before a handler sees it, such as a query that cannot be read, told like any other problem.

use crate::Problem;
use axum::body::to_bytes;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};

/// The frame's own sentences are short.
const LONGEST: usize = 4 * 1024;

/// A sentence that a handler of ours chose, which is told as it is.
#[derive(Debug, Clone, Copy)]
struct Chosen;

/// A refusal in one finished sentence, for scripts that say it where somebody stands.
pub fn refusal(status: StatusCode, sentence: String) -> Response {
    let mut response = (status, sentence).into_response();
    response.extensions_mut().insert(Chosen);
    response
}

/// Gives an answer of the frame's own making the shape of a [`Problem`]; every other answer stays as it is.
pub(crate) async fn told(response: Response) -> Response {
    let is_problem = response.extensions().get::<Problem>().is_some();
    let is_chosen = response.extensions().get::<Chosen>().is_some();
    let is_refusal = response.status().is_client_error() && is_bare(response.headers());
    if is_problem || is_chosen || !is_refusal {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let words = to_bytes(body, LONGEST).await.unwrap_or_default();
    let words = String::from_utf8_lossy(&words).trim().to_owned();
    let problem = Problem::new(parts.status, key(parts.status));
    let problem = if words.is_empty() { problem } else { problem.with_detail(words) };
    let mut told = problem.into_response();
    if let Some(methods) = parts.headers.remove(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, methods);
    }
    told
}

/// Whether nobody drew a page or wrote JSON.
fn is_bare(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

fn key(status: StatusCode) -> &'static str {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => "web-problem-method",
        StatusCode::PAYLOAD_TOO_LARGE => "web-problem-too-large",
        StatusCode::NOT_FOUND => "web-problem-missing",
        _ => "web-problem-unreadable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check(response: Response, expected: Option<&str>) {
        let told = told(response).await;
        let problem = told.extensions().get::<Problem>().map(|problem| format!("{problem:?}"));
        match (problem, expected) {
            (Some(problem), Some(words)) => assert!(problem.contains(words), "{problem}"),
            (None, None) => {}
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn refusals_of_the_frame_become_problems() {
        check(
            (StatusCode::BAD_REQUEST, "limit: invalid digit").into_response(),
            Some("limit: invalid digit"),
        )
        .await;
        check(StatusCode::METHOD_NOT_ALLOWED.into_response(), Some("web-problem-method")).await;
        check(Problem::missing().into_response(), Some("web-problem-missing")).await;
        check((StatusCode::NOT_FOUND, axum::Json(1)).into_response(), None).await;
        check("all is well".into_response(), None).await;
    }

    #[tokio::test]
    async fn a_sentence_that_we_chose_is_told_as_it_is() {
        let sentence = "Сделку только что изменил кто-то другой.";
        let said = told(refusal(StatusCode::PRECONDITION_FAILED, sentence.into())).await;
        assert_eq!(said.status(), StatusCode::PRECONDITION_FAILED);
        assert!(said.extensions().get::<Problem>().is_none());
        assert_eq!(to_bytes(said.into_body(), LONGEST).await.unwrap(), sentence);
    }

    #[tokio::test]
    async fn the_methods_that_are_taken_stay_named() {
        let refused = (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET,HEAD")]).into_response();
        assert_eq!(told(refused).await.headers()[header::ALLOW], "GET,HEAD");
    }
}
