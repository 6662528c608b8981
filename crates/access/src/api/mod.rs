//! The operations under `/api/v1`: users, teams, roles, the firm, what was read and exported, alarms, and one's own sessions, tokens and habits.

mod alarms;
mod body;
mod changes;
mod export_requests;
mod firm;
mod mailing;
mod me;
mod reads;
mod roles;
mod sessions;
mod team_add;
mod team_change;
mod team_list;
mod token_create;
mod tokens;
mod user_access;
mod user_add;
mod user_change;
mod user_list;
mod user_shown;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(user_list::list_users, user_add::add_user))
        .routes(routes!(user_list::get_user, user_change::change_user))
        .routes(routes!(user_access::give_rights))
        .routes(routes!(user_access::disable_user, user_access::enable_user))
        .routes(routes!(user_access::invite_user))
        .routes(routes!(team_list::list_teams, team_add::add_team))
        .routes(routes!(team_change::rename_team, team_change::remove_team))
        .routes(routes!(tokens::list_tokens, token_create::create_token))
        .routes(routes!(tokens::end_token))
        .routes(routes!(sessions::list_sessions, sessions::end_other_sessions))
        .routes(routes!(sessions::end_session))
        .routes(routes!(me::get_me, me::change_me))
        .routes(routes!(firm::get_firm, firm::change_firm))
        .routes(routes!(mailing::get_firm_mail, mailing::set_firm_mail, mailing::forget_firm_mail))
        .routes(routes!(mailing::test_firm_mail))
        .routes(routes!(roles::list_roles))
        .routes(routes!(roles::change_role))
        .routes(routes!(export_requests::list_exports))
        .routes(routes!(export_requests::agree_to_export, export_requests::refuse_export))
        .routes(routes!(reads::list_reads))
        .routes(routes!(changes::list_changes))
        .routes(routes!(alarms::list_alarms))
        .routes(routes!(alarms::settle_alarm))
        .routes(routes!(alarms::list_canaries))
        .routes(routes!(alarms::plant_canary, alarms::lift_canary))
}
