//! What stands around every look at deals: the choice of the pipeline, the tabs, the addresses.

use crate::pipeline::Pipeline;
use ui::address::with_query;
use web::Form;
use words::Say;

/// A way to look at deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Board,
    List,
    Forecast,
    Funnel,
}

impl Look {
    const ALL: [Look; 4] = [Look::Board, Look::List, Look::Forecast, Look::Funnel];

    pub(super) fn path(self) -> &'static str {
        match self {
            Look::Board => "/deals",
            Look::List => "/deals/list",
            Look::Forecast => "/deals/forecast",
            Look::Funnel => "/deals/funnel",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Look::Board => "deals-board",
            Look::List => "deals-list",
            Look::Forecast => "deals-forecast",
            Look::Funnel => "deals-funnel",
        }
    }
}

/// The tabs and the choice of a pipeline.
pub(super) struct Around {
    pub(super) path: &'static str,
    pub(super) tabs: Vec<(String, String, bool)>,
    /// Id and name; empty when there is nothing to choose.
    pub(super) pipelines: Vec<(String, String)>,
    pub(super) pipeline: String,
}

impl Around {
    pub(super) fn new(look: Look, all: &[Pipeline], chosen: Option<&Pipeline>, say: &Say) -> Self {
        let pipeline = chosen.map(|one| one.id.to_string()).unwrap_or_default();
        let tab =
            |one: Look| (say.t(one.label()), with_query(one.path(), "pipeline", &pipeline), one == look);
        let choices = all.iter().map(|one| (one.id.to_string(), one.name.clone()));
        Self {
            path: look.path(),
            tabs: Look::ALL.map(tab).to_vec(),
            pipelines: if all.len() > 1 { choices.collect() } else { Vec::new() },
            pipeline,
        }
    }
}

/// The pipeline that an address names, else the first.
pub(super) fn chosen<'p>(all: &'p [Pipeline], form: &Form) -> Option<&'p Pipeline> {
    let named = form.text("pipeline").parse().ok();
    all.iter().find(|one| Some(one.id) == named).or(all.first())
}

/// Where to go back: a path of ours, or what else is named.
pub(super) fn back<'f>(form: &'f Form, otherwise: &'f str) -> &'f str {
    let is_ours = |path: &&str| path.starts_with('/') && !path.starts_with("//");
    form.filled("back").filter(is_ours).unwrap_or(otherwise)
}
