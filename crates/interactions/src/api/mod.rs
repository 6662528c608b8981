//! The operations under `/api/v1/interactions`, `/api/v1/interaction-kinds`, and under
//! `/api/v1/contact-cards`.

mod calls;
mod cards;
mod files;
mod forms;
mod kinds;
mod letters;
mod list;
mod mail;
mod shape;
mod tray;
mod write;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list::list_interactions, write::record_interaction))
        .routes(routes!(list::get_interaction, write::correct_interaction, write::remove_interaction))
        .routes(routes!(write::restore_interaction))
        .routes(routes!(files::list_interaction_files, files::attach_interaction_file))
        .routes(routes!(files::get_interaction_file, files::remove_interaction_file))
        .routes(routes!(files::restore_interaction_file))
        .routes(routes!(mail::list_mail_boxes, mail::add_mail_box))
        .routes(routes!(mail::change_mail_box, mail::forget_mail_box))
        .routes(routes!(mail::test_mail_box))
        .routes(routes!(tray::list_unsorted_letters))
        .routes(routes!(tray::lay_letter))
        .routes(routes!(tray::put_letter_aside))
        .routes(routes!(tray::welcome_writer))
        .routes(routes!(mail::look_into_mail_boxes))
        .routes(routes!(letters::list_undecided_letters, letters::send_letter))
        .routes(routes!(letters::get_letter_draft))
        .routes(routes!(letters::get_letter))
        .routes(routes!(letters::send_letter_again))
        .routes(routes!(letters::get_letter_html))
        .routes(routes!(calls::place_call))
        .routes(routes!(calls::get_exchange, calls::decide_exchange, calls::forget_exchange))
        .routes(routes!(calls::list_lines))
        .routes(routes!(calls::give_line))
        .routes(routes!(kinds::list_interaction_kinds, kinds::add_interaction_kind))
        .routes(routes!(kinds::get_interaction_kind, kinds::arrange_interaction_kind))
        .routes(routes!(forms::list_card_forms, forms::make_card_form))
        .routes(routes!(forms::get_card_form, forms::change_card_form))
        .routes(routes!(forms::list_card_places))
        .routes(routes!(cards::list_unfilled_cards))
        .routes(routes!(cards::list_contact_cards, cards::fill_contact_card))
        .routes(routes!(cards::get_contact_card, cards::correct_contact_card, cards::remove_contact_card))
        .routes(routes!(cards::restore_contact_card))
}
