//! A rate in words: to whom, for what, where, how much, from when until when.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::rate::{Pays, Place, Rate, What, Whom};
use customers::staff::Staff;
use db::Tx;
use deals::{Pipeline, arranging, dealing};
use kernel::{Cursor, PageSize, RawId};
use orders::product::{self, ProductQuery};
use std::sync::Arc;
use words::Say;

/// Products that a form offers by name.
const OFFERED: PageSize = PageSize::DEFAULT;

/// The names of what rates speak of.
pub(super) struct Names {
    pub(super) staff: Arc<Staff>,
    pub(super) pipelines: Vec<Pipeline>,
    pub(super) products: Vec<(RawId, String)>,
    pub(super) categories: Vec<String>,
}

impl Names {
    /// As they stand; of products those that rates name, and some more to choose from.
    pub(super) fn of(tx: &mut Tx<'_>, earning: &Earning, staff: &Arc<Staff>) -> Result<Self, EarningError> {
        let act = &earning.house.act;
        let page = product::page(tx, act, &ProductQuery::default(), (None::<&Cursor>, OFFERED))?;
        let mut products: Vec<_> = page.items.into_iter().map(|one| (one.id.0, one.name)).collect();
        for rate in crate::rating::all(tx, earning)? {
            if let What::Product(id) = rate.what
                && !products.iter().any(|(known, _)| *known == id.0)
                && let Ok(one) = product::get(tx, act, id)
            {
                products.push((id.0, one.name));
            }
        }
        let (_, categories) = product::overview(tx, act)?;
        let categories = categories.into_iter().filter(|name| !name.is_empty()).collect();
        Ok(Self {
            staff: staff.clone(),
            pipelines: arranging::all(tx, &earning.house)?,
            products,
            categories,
        })
    }

    fn name(&self, id: RawId) -> String {
        self.staff.name(id).unwrap_or_default().to_owned()
    }
}

/// To whom, for what and where.
pub(super) fn target(say: &Say, names: &Names, rate: &Rate) -> String {
    let whom = match rate.whom {
        Whom::All => say.t("earnings-whom-all"),
        Whom::Team(id) => names.name(id.0),
        Whom::Person(id) => names.name(id.0),
    };
    let what = match &rate.what {
        What::All => String::new(),
        What::Category(name) => name.clone(),
        What::Product(id) => {
            let known = names.products.iter().find(|(known, _)| *known == id.0);
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        }
    };
    let place = match rate.place {
        Place::All => String::new(),
        Place::Pipeline(id) => {
            let known = names.pipelines.iter().find(|one| one.id == id);
            known.map(|one| one.name.clone()).unwrap_or_default()
        }
        Place::Stage(id) => {
            let stage = names.pipelines.iter().find_map(|one| one.stage(id));
            let name = stage.map(|stage| stage.name.clone()).unwrap_or_default();
            say.with("earnings-place-stage", &[("name", name.into())])
        }
    };
    [whom, what, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// How much.
pub(super) fn pays(say: &Say, pays: &Pays) -> String {
    match pays {
        Pays::Revenue { percent } => {
            say.with("earnings-pays-revenue", &[("percent", say.decimal(&percent.normalize()).into())])
        }
        Pays::Margin { percent } => {
            say.with("earnings-pays-margin", &[("percent", say.decimal(&percent.normalize()).into())])
        }
        Pays::Fixed { sum } => say.with("earnings-pays-fixed", &[("sum", say.money(sum).into())]),
        Pays::Tiers { tiers } => {
            let step = |tier: &crate::rate::Tier| {
                let args = [
                    ("from", say.money_whole(&tier.from).into()),
                    ("percent", say.decimal(&tier.percent.normalize()).into()),
                ];
                say.with("earnings-pays-tier", &args)
            };
            tiers.iter().map(step).collect::<Vec<_>>().join("; ")
        }
    }
}

/// From when until when.
pub(super) fn days(say: &Say, rate: &Rate) -> String {
    let from = say.day(dealing::date(rate.from_on));
    match rate.until_on {
        Some(until) => {
            let until = say.day(dealing::date(until));
            say.with("earnings-days", &[("from", from.into()), ("until", until.into())])
        }
        None => say.with("earnings-days-open", &[("from", from.into())]),
    }
}
