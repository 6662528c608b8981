//! The catalogue of products as deals name it.

use customers::Act;
use db::Tx;
use deals::DealError;
use deals::goods::{Catalogue, Ware};
use kernel::{Actor, RawId};
use orders::OrderError;
use orders::product::{self, Product, ProductId};
use std::collections::HashMap;

/// The catalogue.
pub struct Products;

impl Catalogue for Products {
    fn named(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        texts: &[&str],
    ) -> Result<HashMap<String, Ware>, DealError> {
        let found = product::called(tx, &house(act), texts).map_err(reason)?;
        Ok(found.into_iter().map(|(text, one)| (text, ware(one))).collect())
    }

    fn of_ids(&self, tx: &mut Tx<'_>, act: &Act, ids: &[RawId]) -> Result<HashMap<RawId, Ware>, DealError> {
        let ids: Vec<ProductId> = ids.iter().copied().map(ProductId).collect();
        let found = product::of_ids(tx, &house(act), &ids).map_err(reason)?;
        Ok(found.into_iter().map(|(id, one)| (id.0, ware(one))).collect())
    }
}

/// The house itself: whoever sells need not see the whole catalogue.
fn house(act: &Act) -> Act {
    Act { actor: Actor::system(), ..act.clone() }
}

fn ware(product: Product) -> Ware {
    Ware { id: product.id.0, code: product.code, name: product.name, price: product.price }
}

fn reason(error: OrderError) -> DealError {
    match error {
        OrderError::Db(error) => DealError::Db(error),
        _ => DealError::Forbidden,
    }
}
