//! The pages of duplicates: groups of cards that may be of one client, two cards side by side, many merged at once.

mod drawn;
mod list;
mod many;
mod pair;
mod settle;

use crate::merging::{self, Followers};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use web::{Routes, Visit};

/// Adds their addresses, and leads on from the address of a card that went into another.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/duplicates", list::show)
        .post("/duplicates/search", list::search)
        .get("/duplicates/progress", list::progress)
        .get("/duplicates/many", many::show)
        .post("/duplicates/many", many::begin)
        .get("/duplicates/many/{run}", many::progress)
        .post("/duplicates/many/{run}/undo", many::undo)
        .post("/duplicates/group/merge", settle::merge_group)
        .get("/duplicates/{one}/{other}", pair::show)
        .post("/duplicates/{one}/{other}/merge", settle::merge)
        .post("/duplicates/{one}/{other}/deny", settle::deny)
        .post("/duplicates/{one}/{other}/allow", settle::allow)
        .post("/merges/{merge}/undo", settle::undo)
        .post("/merges/undo", settle::undo_group)
        .behind(|router| router.layer(from_fn(lead_on)))
}

/// Those who follow a merging in this house.
pub(super) fn followers(visit: &Visit) -> Followers {
    visit.app.offer::<Followers>().cloned().unwrap_or_default()
}

/// Answers for the address of a card that is not there by leading to the card that it went into, whatever was asked:
/// 307 keeps the method and what was sent.
pub(crate) async fn lead_on(request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let original = request.extensions().get::<axum::extract::OriginalUri>().map(|uri| uri.0.clone());
    let uri = original.unwrap_or_else(|| request.uri().clone());
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    let (Some(visit), Some((before, text, after))) = (visit, parts(uri.path())) else { return response };
    let Ok(id) = text.parse() else { return response };
    let stands = visit.app.db.reading(move |tx| merging::standing(tx, id)).await;
    match stands {
        Ok(Some(winner)) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            Redirect::temporary(&format!("{before}{winner}{after}{query}")).into_response()
        }
        _ => response,
    }
}

/// The path before a customer's id, the id, and the path after it.
fn parts(path: &str) -> Option<(&str, &str, &str)> {
    const BEFORE: &str = "/customers/";
    let at = path.find(BEFORE)? + BEFORE.len();
    let (before, rest) = path.split_at_checked(at)?;
    let end = rest.find('/').unwrap_or(rest.len());
    let (id, after) = rest.split_at_checked(end)?;
    Some((before, id, after))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn the_id_of_a_customer_is_found_in_an_address() {
        let check = |path, wanted| assert_eq!(parts(path), wanted, "{path}");
        check("/customers/x1", Some(("/customers/", "x1", "")));
        check("/api/v1/customers/x1/notes/4", Some(("/api/v1/customers/", "x1", "/notes/4")));
        check("/orders/x1", None);
    }
}
