//! The operations under `/api/v1/earnings`.

mod check_lists;
mod progress;
mod rates;
mod scores;
mod shape;
mod statements;
mod steps;
mod terms;

pub(crate) use rates::{RateBody, day};

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(statements::list_statements))
        .routes(routes!(statements::get_statement))
        .routes(routes!(steps::submit_statement, steps::take_back_statement))
        .routes(routes!(steps::approve_statement, steps::give_back_statement))
        .routes(routes!(steps::pay_statement))
        .routes(routes!(rates::list_commission_rates, rates::add_commission_rate))
        .routes(routes!(rates::get_commission_rate))
        .routes(routes!(rates::end_commission_rate))
        .routes(routes!(check_lists::list_check_lists, check_lists::add_check_list))
        .routes(routes!(
            check_lists::get_check_list,
            check_lists::change_check_list,
            check_lists::archive_check_list
        ))
        .routes(routes!(scores::list_scores, scores::give_score))
        .routes(routes!(progress::get_progress))
        .routes(routes!(progress::decide_plan))
        .routes(routes!(terms::get_earning_terms, terms::decide_earning_terms))
}
