//! What would become of the first rows of a file of orders or products, found out by doing it; the caller gives it up.

use super::drafting::usable;
use super::gathering::{At, Gathered, Whole};
use super::loading::Feeding;
use super::writing::{Beside, Records, Told, take_in};
use crate::mapping::RowsOf;
use crate::run::{Counts, ImportError, OrderWords, PreviewRow, Refused, Said, reasons_of};
use customers::Act;
use customers::bulk::Origin;
use customers::listing::briefs;
use db::Tx;
use orders::bulk::Outcome;
use orders::listing;
use std::collections::BTreeMap;

/// Tries the first rows; gives them in the order of the file.
///
/// # Errors
/// [`ImportError::File`], [`ImportError::Mapping`].
pub(crate) fn try_out(
    tx: &mut Tx<'_>,
    act: &Act,
    (origin, columns): (Origin, &[String]),
    feeding: &Feeding,
    n_most: usize,
) -> Result<Vec<PreviewRow>, ImportError> {
    usable(&feeding.mapping, columns).map_err(ImportError::Mapping)?;
    let mut rows = BTreeMap::new();
    if feeding.mapping.into == RowsOf::Products {
        let (products, refused, _) = feeding.products()?;
        rows.extend(refused.iter().map(|one| (one.place, refused_row(one))));
        for product in products.into_iter().take(n_most) {
            let (at, name) = (product.at.clone(), product.good.name.clone());
            let records = Records { products: vec![product], ..Records::default() };
            let counts = records.write(tx, act, origin, None)?;
            rows.insert(at.place, PreviewRow { name, ..shown(&at, outcome_of(counts)) });
        }
    } else {
        let Whole { mut orders, refused, n_rows } = feeding.gather(n_most)?;
        let is_cut = usize::try_from(n_rows).is_ok_and(|n| n >= n_most);
        if is_cut && orders.len() > 1 {
            // The last order may go on below the rows that were read.
            orders.pop();
        }
        rows.extend(refused.iter().map(|one| (one.place, refused_row(one))));
        let began = act.setting.now();
        let told = take_in(tx, act, (origin, &feeding.mapping.orders), &orders, &mut Beside::default())?;
        for (order, told) in orders.iter().zip(told) {
            of_order(tx, act, began, (order, told), &mut rows)?;
        }
    }
    Ok(rows.into_values().take(n_most).collect())
}

fn outcome_of(counts: Counts) -> &'static str {
    match (counts.n_new, counts.n_merged, counts.n_unchanged) {
        (1.., _, _) => "new",
        (_, 1.., _) => "merged",
        (_, _, 1..) => "unchanged",
        _ => "rejected",
    }
}

fn of_order(
    tx: &mut Tx<'_>,
    act: &Act,
    began: kernel::Millis,
    (order, told): (&Gathered, Told),
    rows: &mut BTreeMap<i64, PreviewRow>,
) -> Result<(), ImportError> {
    let (outcome, id) = match told {
        Ok(told) => told,
        Err(reasons) => {
            for at in &order.rows {
                rows.insert(at.place, refused_row(&at.clone().refused(&reasons)));
            }
            return Ok(());
        }
    };
    let outcome = match outcome {
        Outcome::New(_) => "new",
        Outcome::Changed(_) => "merged",
        Outcome::Unchanged(_) | Outcome::Rejected(_) => "unchanged",
    };
    let whole = listing::get(tx, act, id)?;
    let brief = briefs(tx, act, &[whole.order.customer_no])?.into_iter().next();
    let card = brief.map(|brief| customers::listing::get(tx, act, brief.id)).transpose()?;
    let is_new_customer = card.as_ref().is_some_and(|card| card.created_at >= began);
    let name = card.map(|card| card.name).unwrap_or_default();
    for (n, at) in order.rows.iter().enumerate() {
        let words = OrderWords {
            number: whole.order.number.clone(),
            line: n + 1,
            n_lines: order.rows.len(),
            is_new_customer,
            lacks_rate: whole.order.lacks_rate(),
        };
        rows.insert(at.place, PreviewRow { name: name.clone(), order: Some(words), ..shown(at, outcome) });
    }
    Ok(())
}

fn shown(at: &At, outcome: &'static str) -> PreviewRow {
    PreviewRow {
        row_no: u64::try_from(at.row_no).unwrap_or(0),
        cells: serde_json::from_str(&at.cells).unwrap_or_default(),
        outcome,
        ..PreviewRow::default()
    }
}

fn refused_row(refused: &Refused) -> PreviewRow {
    let reasons: Vec<(String, Said)> = reasons_of(&refused.reasons);
    PreviewRow {
        row_no: u64::try_from(refused.row_no).unwrap_or(0),
        cells: serde_json::from_str(&refused.cells).unwrap_or_default(),
        outcome: "rejected",
        reasons,
        ..PreviewRow::default()
    }
}
