//! The addresses of cards and of their fields.

use super::{
    card, disclosure, edit, fact, field_admin, file, hand_over, new, note, relation, removals, reveal,
};
use web::Routes;

/// Adds them.
pub(crate) fn card_routes(routes: Routes) -> Routes {
    routes
        .get("/customers/new", new::show)
        .post("/customers/new", new::save)
        .get("/customers/check", new::check)
        .get("/customers/alike", new::show_alike)
        .get("/customers/fields", field_admin::list)
        .post("/customers/fields", field_admin::add)
        .get("/customers/fields/new", field_admin::ask_new)
        .get("/customers/fields/{no}", field_admin::ask)
        .post("/customers/fields/{no}", field_admin::arrange)
        .post("/customers/fields/{no}/place", field_admin::shift)
        .post("/customers/fields/{no}/away", field_admin::put_away)
        .get("/customers/{id}", card::show)
        .get("/customers/{id}/edit", edit::show)
        .post("/customers/{id}/edit", edit::save)
        .post("/customers/{id}/archive", fact::archive)
        .post("/customers/{id}/restore", fact::restore)
        .post("/customers/{id}/facts/still-so", fact::still_so)
        .post("/customers/{id}/facts/settle", fact::settle)
        .post("/customers/{id}/facts/answer", fact::answer)
        .post("/customers/{id}/facts/remove", fact::remove)
        .post("/customers/{id}/notes", note::write)
        .post("/customers/{id}/notes/{seq}/withdraw", note::withdraw)
        .get("/customers/removals", removals::list)
        .get("/customers/{id}/removal", removals::ask)
        .post("/customers/{id}/removal", removals::begin)
        .post("/customers/{id}/removal/drop", removals::take_back)
        .post("/customers/{id}/removal/agree", removals::agree)
        .get("/staff/{id}/hand-over", hand_over::show)
        .post("/staff/{id}/hand-over", hand_over::pass)
        .get("/customers/{id}/disclosure", disclosure::show)
        .get("/customers/{id}/reveal", reveal::ask)
        .post("/customers/{id}/reveal", reveal::show)
        .get("/customers/{id}/relations/new", relation::ask)
        .post("/customers/{id}/relations", relation::add)
        .post("/customers/{id}/relations/{relation}/end", relation::end)
        .post("/customers/{id}/relations/{relation}/resume", relation::resume)
        .post("/customers/{id}/files", file::add)
        .get("/customers/{id}/files/{file}", file::give)
        .post("/customers/{id}/files/{file}/remove", file::remove)
        .post("/customers/{id}/files/{file}/restore", file::restore)
        .get("/customers/{id}/photo", file::give_photo)
        .post("/customers/{id}/photo", file::set_photo)
}
