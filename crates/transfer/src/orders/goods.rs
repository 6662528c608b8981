//! Products that files name: added where they are not there yet; a file of products brings theirs up to date.

use super::columns::Target;
use super::gathering::Good;
use crate::cells::Row;
use customers::Act;
use db::Tx;
use orders::reading::Amount;
use orders::{OrderError, product};
use std::collections::BTreeMap;

/// Adds products that are not in the list yet; those that are stay as they are. Gives the new ones.
pub(super) fn add_missing(
    tx: &mut Tx<'_>,
    act: &Act,
    goods: Vec<Good>,
) -> Result<Vec<product::ProductId>, OrderError> {
    let by_code: BTreeMap<String, Good> = goods.into_iter().map(|good| (good.code.clone(), good)).collect();
    let mut said = Vec::with_capacity(by_code.len());
    for good in by_code.into_values() {
        said.push(card(tx, act, &good)?);
    }
    product::add_missing(tx, act, said)
}

/// What a row of a file of products says; `None` without a code.
pub(super) fn good(row: &Row, targets: &[Option<Target>]) -> Option<Good> {
    let texts: Vec<String> = row.cells().map(|cell| cell.text.trim().to_owned()).collect();
    let text = |target| {
        let at = targets.iter().position(|own| *own == Some(target));
        at.and_then(|at| texts.get(at)).cloned().unwrap_or_default()
    };
    let good = Good {
        code: text(Target::Code),
        name: text(Target::Product),
        category: text(Target::Category),
        supplier: text(Target::Supplier),
        unit: text(Target::Unit),
        price: text(Target::Price),
        cost: text(Target::Cost),
    };
    (!good.code.is_empty()).then_some(good)
}

/// A product as the verbs take it; an amount that cannot be understood is left out.
pub(super) fn card(tx: &mut Tx<'_>, act: &Act, good: &Good) -> Result<product::ProductCard, OrderError> {
    let base = orders::rates::rules(tx, act)?.currency;
    let amount = |text: &str| orders::reading::minor(act, &Amount(text.to_owned()), base);
    Ok(product::ProductCard {
        code: good.code.clone(),
        name: good.name.clone(),
        category: good.category.clone(),
        supplier: good.supplier.clone(),
        unit: good.unit.clone(),
        currency: base,
        price: amount(&good.price),
        cost: amount(&good.cost),
    })
}
