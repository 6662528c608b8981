//! What this house can do, in the order of the left bar.

use access::needing::TeamNeeds;
use customers::disclosing::Disclosers;
use customers::erasing::Erasers;
use customers::gating::Gates;
use customers::handing_over::Inheritance;
use customers::merging::Follows;
use customers::{CustomerPanel, HappeningTable, Happenings, Provenance, Teller};
use kernel::{Right, Setting};
use std::sync::Arc;
use web::Capability;
use words::Catalogue;

/// Every capability.
pub static ALL: &[&Capability] = &[
    &customers::CAPABILITY,
    &deals::CAPABILITY,
    &orders::CAPABILITY,
    &segments::CAPABILITY,
    &tasks::CAPABILITY,
    &interactions::CAPABILITY,
    &earnings::CAPABILITY,
    &analytics::CAPABILITY,
    &transfer::CAPABILITY,
    &access::CAPABILITY,
    &queue::CAPABILITY,
    &demo::CAPABILITY,
];

/// What happens with customers, in the order in which conditions offer it.
pub fn happenings() -> Vec<Arc<dyn HappeningTable>> {
    let mut tables = orders::happenings::tables();
    let from = Happenings::new(tables.clone());
    tables.push(Arc::new(analytics::standing::StandingTable { from }));
    tables.push(Arc::new(customers::consents::ConsentTable));
    tables.extend(interactions::happenings());
    tables.push(Arc::new(deals::DealsHappened));
    tables
}

/// The tabs that capabilities put on the card.
pub fn panels() -> Vec<Arc<dyn CustomerPanel>> {
    vec![
        Arc::new(deals::DealsPanel),
        orders::panel(),
        Arc::new(tasks::TasksPanel),
        Arc::new(interactions::InteractionsPanel),
    ]
}

/// Who says in words what capabilities wrote into the timeline, in the order in which it offers them.
pub fn tellers() -> Vec<Arc<dyn Teller>> {
    vec![
        Arc::new(deals::DealsTeller),
        Arc::new(orders::telling::OrdersTeller),
        Arc::new(tasks::TasksTeller),
        Arc::new(interactions::InteractionsTeller),
    ]
}

/// Who shows where facts came from.
pub fn provenances() -> Vec<Arc<dyn Provenance>> {
    vec![Arc::new(transfer::run::ImportTrace)]
}

/// Whose things go along when two cards become one.
pub fn followers(setting: &Setting) -> Vec<Arc<dyn Follows>> {
    vec![
        Arc::new(orders::following::FollowingOrders { setting: setting.clone() }),
        Arc::new(segments::following::FollowingLists),
        Arc::new(tasks::following::FollowingTasks),
        Arc::new(interactions::following::FollowingInteractions),
        Arc::new(deals::following::FollowingDeals { setting: setting.clone() }),
        Arc::new(earnings::going::FollowingEarnings),
    ]
}

/// Where, besides clients, it can be decided whose records a role sees.
pub const SCOPED: access::outlook::Scoped =
    access::outlook::Scoped(&[deals::RIGHT, interactions::RIGHT, tasks::RIGHT, earnings::RIGHT]);

/// The catalogue that deals name what they sell by.
pub fn goods() -> deals::goods::Goods {
    deals::goods::Goods::of(Arc::new(earnings::goods::Products))
}

/// What passes on with the clients of somebody who leaves.
pub fn inheritance() -> Inheritance {
    Inheritance::new(vec![
        Arc::new(deals::handing::InheritingDeals),
        Arc::new(tasks::handing::InheritingTasks),
    ])
}

/// Who keeps teams from being removed while they need them.
pub fn team_needs() -> TeamNeeds {
    TeamNeeds::new(vec![Arc::new(deals::needing::DealsNeedTeams), Arc::new(tasks::needing::TasksNeedTeams)])
}

/// Who takes out what is personal when a client is erased.
pub fn erasers() -> Erasers {
    Erasers::new(vec![
        Arc::new(orders::erasing::ErasingOrders),
        Arc::new(deals::erasing::ErasingDeals),
        Arc::new(interactions::erasing::ErasingInteractions),
        Arc::new(tasks::erasing::ErasingTasks),
        Arc::new(earnings::going::ErasingEarnings),
        Arc::new(segments::erasing::ErasingLists),
        Arc::new(transfer::run::ErasingRuns),
    ])
}

/// Who tells a client what is known of them.
pub fn disclosers() -> Disclosers {
    Disclosers::new(vec![
        Arc::new(deals::disclosing::DisclosingDeals),
        Arc::new(interactions::disclosing::DisclosingInteractions),
        Arc::new(orders::disclosing::DisclosingOrders),
        Arc::new(tasks::disclosing::DisclosingTasks),
    ])
}

/// Where gates may stand, and who keeps them.
pub fn gates() -> Gates {
    Gates::new(
        vec![Arc::new(deals::gates::DealPlaces), Arc::new(interactions::KindPlaces)],
        vec![Arc::new(interactions::FormGates)],
    )
}

/// Every catalogue: those of the capabilities and those of the foundations that speak.
pub fn catalogues() -> Vec<Catalogue> {
    let foundations =
        [ui::CATALOGUE, web::CATALOGUE, fields::CATALOGUE, mail::CATALOGUE, crate::speaking::CATALOGUE];
    foundations.into_iter().chain(ALL.iter().map(|capability| capability.catalogue)).collect()
}

/// Every right that a role or a token may name.
pub fn rights() -> Vec<Right> {
    access::known_rights(ALL)
}
