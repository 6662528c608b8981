//! The pages: the list of customers and what is done from it.

mod asked_field;
mod bulk;
mod bulk_progress;
mod card;
mod card_deed;
mod card_facts;
mod card_files;
mod card_form;
mod card_next;
mod card_relations;
mod card_routes;
mod card_timeline;
mod card_who;
mod consents;
mod disclosure;
mod duplicates;
mod edit;
mod fact;
mod field_admin;
pub(crate) mod file;
mod hand_over;
mod list;
mod list_routes;
mod new;
mod note;
mod palette;
mod relation;
mod removals;
mod retention;
mod reveal;
mod timeline_words;
mod typed_card;
mod views;

pub(crate) use duplicates::lead_on;
pub use list::{ShownList, offered_columns, shown_list};

use web::Routes;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    let routes = retention::routes(consents::routes(card_routes::card_routes(list_routes::list_routes(
        Routes::new(),
    ))));
    duplicates::routes(routes)
}

#[cfg(test)]
mod card_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whence_tests;
