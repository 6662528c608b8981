//! What deals know of a person.

use crate::store::deals;
use customers::disclosing::{Discloses, Item, Section};
use customers::merging::Side;
use customers::{Act, CustomerError};
use db::Tx;
use words::Say;

/// Who discloses.
pub struct DisclosingDeals;

impl Discloses for DisclosingDeals {
    fn disclose(
        &self,
        tx: &mut Tx<'_>,
        _: &Act,
        side: Side,
        say: &Say,
    ) -> Result<Vec<Section>, CustomerError> {
        let record = |(at, title, note): (i64, String, String)| {
            vec![
                Item::new("at", say.t("customers-disclosed-at"), say.date_time(at)),
                Item::new("title", say.t("customers-disclosed-value"), title),
                Item::new("note", say.t("customers-disclosed-particulars"), note),
            ]
        };
        let records = deals::words_of(tx, side.no)?.into_iter().map(record).collect();
        Ok(vec![Section { slug: "deals", title: say.t("deals-title"), records }])
    }
}
