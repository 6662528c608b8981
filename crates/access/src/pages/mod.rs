//! The pages: first run, sign-in, one's own settings, staff and what they see, the firm, the audit.

mod alarms;
mod audit;
mod changes;
mod colleague;
mod drawing;
mod exports;
mod firm;
mod invitation;
mod language;
mod mailing;
mod me;
mod me_keys;
mod outlook;
mod secret_shown;
mod sign_in;
mod staff;
mod teams;
mod welcome;

use web::Routes;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/welcome", welcome::show)
        .post("/welcome", welcome::found)
        .get("/welcome/next", welcome::next)
        .get("/sign-in", sign_in::show)
        .post("/sign-in", sign_in::sign_in)
        .post("/sign-out", sign_in::sign_out)
        .post("/language", language::choose)
        .get("/invitation/{secret}", invitation::show)
        .post("/invitation/{secret}", invitation::take_up)
        .get("/me", me::show)
        .post("/me", me::settle)
        .post("/me/look", me::look)
        .post("/me/password", me_keys::change_password)
        .post("/me/sessions/end-others", me_keys::end_other_sessions)
        .post("/me/sessions/{id}/end", me_keys::end_session)
        .post("/me/tokens", me_keys::create_token)
        .post("/me/tokens/{id}/end", me_keys::end_token)
        .get("/staff", staff::show)
        .post("/staff", staff::add)
        .get("/staff/outlook", outlook::show)
        .get("/staff/outlook/{role}", outlook::show_one)
        .post("/staff/outlook/{role}", outlook::decide)
        .get("/staff/{id}", colleague::show)
        .post("/staff/{id}", colleague::place)
        .post("/staff/{id}/rights", colleague::give_rights)
        .post("/staff/{id}/invite", colleague::invite)
        .post("/staff/{id}/disable", colleague::disable)
        .post("/staff/{id}/enable", colleague::enable)
        .post("/teams", teams::add)
        .post("/teams/{id}", teams::rename)
        .post("/teams/{id}/remove", teams::remove)
        .get("/firm", firm::show)
        .post("/firm", firm::change)
        .get("/firm/mail", mailing::show)
        .post("/firm/mail", mailing::change)
        .post("/firm/mail/forget", mailing::forget)
        .post("/firm/mail/test", mailing::test)
        .get("/audit", audit::show)
        .get("/audit/changes", changes::show)
        .get("/audit/exports", exports::show)
        .post("/audit/exports/{id}/agree", exports::agree)
        .post("/audit/exports/{id}/refuse", exports::refuse)
        .get("/audit/alarms", alarms::show)
        .post("/audit/alarms/{id}/settle", alarms::settle)
        .post("/audit/canaries", alarms::plant)
        .post("/audit/canaries/{id}/lift", alarms::lift)
}
