//! Pages of earnings: statements, one with its steps, the rates and terms they are reckoned by.

mod around;
mod check_lists;
mod list;
mod people;
mod person;
mod rate_form;
mod rate_words;
mod rates;
mod score_form;
mod scores;
mod statement;
mod statement_lines;
mod steps;
#[cfg(test)]
mod tests;

use web::Routes;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/earnings", list::show)
        .get("/earnings/statements/{id}", statement::show)
        .post("/earnings/statements/{id}/submit", steps::submit)
        .post("/earnings/statements/{id}/take-back", steps::take_back)
        .post("/earnings/statements/{id}/approve", steps::approve)
        .post("/earnings/statements/{id}/give-back", steps::give_back)
        .post("/earnings/statements/{id}/pay", steps::pay)
        .get("/earnings/people", people::show)
        .get("/earnings/people/{id}", person::show)
        .post("/earnings/people/{id}/plan", person::decide)
        .get("/earnings/scores", scores::show)
        .get("/earnings/scores/new", score_form::fresh)
        .post("/earnings/scores", score_form::give)
        .get("/earnings/check-lists", check_lists::show)
        .post("/earnings/check-lists", check_lists::add)
        .get("/earnings/check-lists/{id}", check_lists::edit)
        .post("/earnings/check-lists/{id}", check_lists::change)
        .post("/earnings/check-lists/{id}/archive", check_lists::archive)
        .get("/earnings/rates", rates::show)
        .post("/earnings/rates", rates::add)
        .post("/earnings/rates/{id}/end", rates::end)
        .post("/earnings/terms", rates::decide)
}
