//! What interactions know of a person.

use crate::store::disclosed;
use customers::disclosing::{Discloses, Item, Section};
use customers::merging::Side;
use customers::{Act, CustomerError};
use db::Tx;
use words::Say;

/// Who discloses.
pub struct DisclosingInteractions;

impl Discloses for DisclosingInteractions {
    fn disclose(
        &self,
        tx: &mut Tx<'_>,
        _: &Act,
        side: Side,
        say: &Say,
    ) -> Result<Vec<Section>, CustomerError> {
        let record = |one: disclosed::Told| {
            vec![
                Item::new("at", say.t("customers-disclosed-at"), say.date_time(one.at)),
                Item::new("kind", say.t("customers-disclosed-verb"), one.kind),
                Item::new("subject", say.t("customers-disclosed-value"), one.subject),
                Item::new("body", say.t("customers-disclosed-particulars"), one.body),
            ]
        };
        let records = disclosed::of(tx, side.no)?.into_iter().map(record).collect();
        Ok(vec![Section { slug: "interactions", title: say.t("interactions-title"), records }])
    }
}
