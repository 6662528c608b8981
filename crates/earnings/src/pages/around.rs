//! What stands around every page of earnings: the tabs, and words for states and months.

use crate::month::Month;
use crate::statement::State;
use words::Say;

/// A tab: its words, where it leads, whether it is this one.
pub(super) type Tab = (String, &'static str, bool);

/// The tabs.
pub(super) fn tabs(say: &Say, current: &str) -> Vec<Tab> {
    let all = [
        ("earnings-statements", "/earnings"),
        ("earnings-people", "/earnings/people"),
        ("earnings-scores", "/earnings/scores"),
        ("earnings-check-lists", "/earnings/check-lists"),
        ("earnings-rates", "/earnings/rates"),
    ];
    all.into_iter().map(|(key, href)| (say.t(key), href, href == current)).collect()
}

/// A state in words, with its signal.
pub(super) fn state(say: &Say, state: State) -> (String, &'static str) {
    let signal = match state {
        State::Draft => "",
        State::Submitted => "amber",
        State::Approved => "accent",
        State::Paid => "green",
    };
    (say.t(&format!("earnings-state-{}", state.slug())), signal)
}

/// A month in words.
pub(super) fn month(say: &Say, month: Month) -> String {
    say.month(month.date())
}
