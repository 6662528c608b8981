//! Who is what to whom: directors, buyers of cafés, friends who recommended us.

use crate::cast::CAST;
use crate::playing::{DemoError, Stage};
use customers::listing;
use customers::relations::{ImportantDate, NewRelation, relate};
use customers::{CustomerId, Kind};
use db::Tx;

/// Of the cast: who, what they are to whom, in what post; by their places in it.
const OF_THE_CAST: [(usize, &str, usize, &str); 4] = [
    (1, "head", 0, "директор"),
    (5, "works_at", 7, "закупки"),
    (8, "recommended_by", 1, ""),
    (2, "recommended_by", 1, "сосед по подъезду"),
];

impl Stage {
    /// The cast know each other; of the town, whoever stands before a firm buys for it.
    pub(crate) fn knows_each_other(&self, tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<(), DemoError> {
        let act = self.at(tx, 40)?;
        for (from, kind, to, role) in OF_THE_CAST {
            let (Some(from), Some(to)) = (ids.get(from), ids.get(to)) else { continue };
            let opening =
                ImportantDate { what: "открытие кафе".into(), on: "2014-03-22".into() };
            let dates = if kind == "head" { vec![opening] } else { Vec::new() };
            relate(tx, &act, (*from, *to), NewRelation { kind: kind.into(), role: role.into(), dates })?;
        }
        for pair in ids.get(CAST.len()..).unwrap_or_default().windows(2) {
            let &[one, other] = pair else { continue };
            let is_firm = listing::get(tx, &act, other)?.kind == Kind::Organization;
            if is_firm && listing::get(tx, &act, one)?.kind == Kind::Person {
                let new =
                    NewRelation {
                        kind: "works_at".into(), role: "закупки".into(), dates: Vec::new()
                    };
                relate(tx, &act, (one, other), new)?;
            }
        }
        Ok(())
    }
}
