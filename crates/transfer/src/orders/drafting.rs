//! What the columns of a file of orders or products are: as in an earlier run of such a file, else guessed.

use super::columns::{Target, guess};
use super::tables::Tables;
use crate::formats::{self, Settings, Source};
use crate::mapping::{ColumnUse, LEAVE, Mapping, RowsOf, Sampled, Unusable};
use crate::run::{Found, ImportError, remembered};
use db::Db;

/// Rows from the beginning of a table that a person is shown.
const SAMPLED: usize = 50;

/// Finds out what a file is, as far as a person has not chosen it, and what its columns are.
///
/// # Errors
/// [`ImportError::File`] says why it cannot be read.
pub(crate) fn look_at(
    source: &Source,
    chosen: &Settings,
    rows: RowsOf,
    db: &Db,
) -> Result<Found, ImportError> {
    let detection = formats::detect_with(source, chosen)?;
    let tables = Tables::of(source, &detection.settings, rows)?;
    let sampled = tables.sample(source, SAMPLED)?;
    let earlier = db.read(|tx| remembered(tx, &sampled.columns, rows))?;
    let mapping = earlier.unwrap_or_else(|| guessed(&tables, rows));
    Ok(Found { detection, mapping, sampled })
}

/// What rows under these headings are: orders have a number, a day and something that is bought; goods have a code, a name
/// and a price, and nobody whom they are for; all else is customers.
pub(crate) fn told_rows(columns: &[String]) -> RowsOf {
    let targets: Vec<Target> = guess(columns).into_iter().flatten().collect();
    let has = |target: &Target| targets.contains(target);
    let bought =
        [Target::Product, Target::Code, Target::Quantity, Target::Price, Target::Amount, Target::Total];
    if has(&Target::Number) && has(&Target::Date) && bought.iter().filter(|one| has(one)).count() > 1 {
        return RowsOf::Orders;
    }
    let people = [Target::Name, Target::Family, Target::Given, Target::Phone, Target::Email, Target::Buyer];
    let is_priced = has(&Target::Price) || has(&Target::Cost);
    if has(&Target::Code) && has(&Target::Product) && is_priced && !people.iter().any(has) {
        return RowsOf::Products;
    }
    RowsOf::Customers
}

fn guessed(tables: &Tables, rows: RowsOf) -> Mapping {
    let offered = |target: &Target| rows == RowsOf::Orders || Target::OF_PRODUCTS.contains(target);
    let targets = tables.parts.iter().flat_map(|part| guess(&part.columns));
    let uses = tables.columns().into_iter().zip(targets).map(|(column, target)| ColumnUse {
        column,
        to: target.filter(offered).map_or_else(|| LEAVE.to_owned(), Target::slug),
        kind: None,
    });
    Mapping { into: rows, ..Mapping::of(uses.collect()) }
}

/// The first rows of a file, with the columns of all its tables.
///
/// # Errors
/// [`ImportError::File`].
pub(crate) fn sample(
    source: &Source,
    settings: &Settings,
    rows: RowsOf,
    n: usize,
) -> Result<Sampled, ImportError> {
    Ok(Tables::of(source, settings, rows)?.sample(source, n)?)
}

/// Whether cells of a file can be mended before it comes in: not where numbers of rows are not enough to tell them apart.
///
/// # Errors
/// [`ImportError::File`].
pub(crate) fn is_mendable(source: &Source, settings: &Settings, rows: RowsOf) -> Result<bool, ImportError> {
    Ok(rows == RowsOf::Customers || Tables::of(source, settings, rows)?.are_plain())
}

/// What each column of a file is by a mapping, in the file's order.
pub(crate) fn targets(mapping: &Mapping, columns: &[String]) -> Vec<Option<Target>> {
    let target = |column: &String| mapping.use_of(column).and_then(|used| Target::from_slug(&used.to));
    columns.iter().map(target).collect()
}

/// Whether a mapping can be used on a file with these columns.
///
/// # Errors
/// [`Unusable`] says what is wrong with it.
pub(crate) fn usable(mapping: &Mapping, columns: &[String]) -> Result<(), Unusable> {
    for used in mapping.columns.iter().filter(|used| used.to != LEAVE) {
        if !columns.contains(&used.column) {
            return Err(Unusable::NoColumn(used.column.clone()));
        }
        if Target::from_slug(&used.to).is_none() {
            return Err(Unusable::NoField(used.to.clone()));
        }
    }
    let targets = targets(mapping, columns);
    let has = |target| targets.contains(&Some(target));
    match mapping.into {
        RowsOf::Products if !has(Target::Code) => Err(Unusable::NoCode),
        RowsOf::Orders if !has(Target::Date) => Err(Unusable::NoDate),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headings: &str, rows: RowsOf) {
        let columns: Vec<String> = headings.split(';').map(str::to_owned).collect();
        assert_eq!(told_rows(&columns), rows, "{headings}");
    }

    #[test]
    fn rows_are_known_by_what_their_headings_say_together() {
        check("Номер заказа;Дата;Клиент;Телефон;Товар;Количество;Цена", RowsOf::Orders);
        check("Тапсырыс нөмірі;Күні;Сатып алушы;Тауар;Саны;Бағасы", RowsOf::Orders);
        check("order_id;created_at;customer_id;sku;quantity;price", RowsOf::Orders);
        check("Артикул;Наименование;Единица;Цена;Себестоимость", RowsOf::Products);
        check("ФИО;Телефон;Email;Город", RowsOf::Customers);
        check("Номер;Дата;ФИО;Телефон;Сумма", RowsOf::Customers);
        check("Код;Наименование;БИН;Телефон;Цена", RowsOf::Customers);
        check("Дата;Сумма", RowsOf::Customers);
    }
}
