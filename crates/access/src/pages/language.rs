//! The language of somebody who is not signed in: a cookie.

use super::drawing::local;
use axum::response::Response;
use http::{HeaderValue, header};
use web::{Form, Problem};
use words::Lang;

/// Remembers the language for a year and goes back to the page.
pub(crate) async fn choose(form: Form) -> Result<Response, Problem> {
    let lang: Lang = form.text("lang").parse().map_err(|_| Problem::missing())?;
    let mut response = web::see(local(form.text("next")));
    let cookie = format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", lang.code());
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Problem::broken())?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
