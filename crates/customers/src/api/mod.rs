//! The operations under `/api/v1/customers`, one file each, and what they share.

mod archiving;
mod bulk;
mod change;
mod consent_asking;
mod consent_purposes;
mod consents;
mod create;
mod disclosure;
mod duplicates;
mod facts;
mod files;
mod get;
mod hand_over;
mod knowledge;
mod list;
mod lookup;
mod many;
mod merge_runs;
mod merges;
mod notes;
mod own_fields;
mod relation_kinds;
mod relations;
mod removal;
mod retention;
mod reveals;
mod shape;
#[cfg(test)]
mod tests;
mod timeline;
mod usage;
mod views;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list::list_customers, create::create_customer))
        .routes(routes!(bulk::upsert_customers))
        .routes(routes!(lookup::lookup_customers))
        .routes(routes!(get::get_customer, change::change_customer))
        .routes(routes!(archiving::archive_customer, archiving::restore_customer))
        .routes(routes!(facts::list_facts))
        .routes(routes!(facts::list_past_facts))
        .routes(routes!(facts::confirm_fact))
        .routes(routes!(facts::settle_conflict))
        .routes(routes!(usage::set_usage))
        .routes(routes!(reveals::reveal))
        .routes(routes!(removal::list_removals))
        .routes(routes!(removal::ask_removal, removal::drop_removal))
        .routes(routes!(removal::agree_removal))
        .routes(routes!(hand_over::get_estate, hand_over::hand_over))
        .routes(routes!(timeline::list_timeline))
        .routes(routes!(knowledge::get_knowledge))
        .routes(routes!(notes::write_note))
        .routes(routes!(notes::withdraw_note))
        .routes(routes!(relations::list_relations, relations::add_relation))
        .routes(routes!(relations::end_relation))
        .routes(routes!(relations::resume_relation))
        .routes(routes!(relation_kinds::list_relation_kinds, relation_kinds::add_relation_kind))
        .routes(routes!(files::list_files, files::attach_file))
        .routes(routes!(files::get_file, files::remove_file))
        .routes(routes!(files::restore_file))
        .routes(routes!(files::get_photo, files::set_photo))
        .routes(routes!(many::change_many))
        .routes(routes!(many::get_many, many::undo_many))
        .routes(routes!(merges::list_merges, merges::merge_customers))
        .routes(routes!(merges::undo_merge))
        .routes(routes!(merges::merge_group))
        .routes(routes!(duplicates::list_duplicates))
        .routes(routes!(duplicates::search_duplicates))
        .routes(routes!(duplicates::deny_duplicate, duplicates::allow_duplicate))
        .routes(routes!(duplicates::match_customers))
        .routes(routes!(merge_runs::sample_duplicates))
        .routes(routes!(merge_runs::merge_duplicates))
        .routes(routes!(merge_runs::get_merging, merge_runs::undo_merging))
        .routes(routes!(views::list_views, views::save_view))
        .routes(routes!(views::change_view, views::remove_view))
        .routes(routes!(lookup::list_fields, own_fields::add_field))
        .routes(routes!(own_fields::arrange_field))
        .routes(routes!(own_fields::move_field))
        .routes(routes!(own_fields::archive_field, own_fields::restore_field))
        .routes(routes!(consents::list_consents, consents::record_consent))
        .routes(routes!(consent_asking::may_reach))
        .routes(routes!(disclosure::disclose))
        .routes(routes!(retention::list_rules))
        .routes(routes!(retention::put_rule, retention::remove_rule))
        .routes(routes!(retention::preview_rule))
        .routes(routes!(consent_asking::make_link))
        .routes(routes!(consent_asking::withdraw_consents))
        .routes(routes!(consent_asking::record_many))
        .routes(routes!(consent_purposes::list_purposes))
        .routes(routes!(consent_purposes::put_purpose))
        .routes(routes!(consent_purposes::list_texts, consent_purposes::write_text))
        .behind(|router| router.layer(axum::middleware::from_fn(crate::pages::lead_on)))
}
