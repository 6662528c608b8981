//! Lists that go out to be written to: each customer is asked of `customers::consents::may`, as every sender asks.

use crate::several;
use customers::consents::{May, may};
use customers::{Act, Customer};
use db::{Db, DbError};

/// The channels by which a list may be written to, by slug.
pub const MAILINGS: [&str; 2] = ["email", "sms"];

/// What such lists are for.
const PURPOSE: &str = "marketing";

/// The channel of a slug; `None` for an unknown one.
pub fn mailing_named(slug: &str) -> Option<&'static str> {
    MAILINGS.into_iter().find(|known| *known == slug)
}

/// The cards that may be written to, each with the addresses to which; all of them, with none, where nobody is to be.
pub(super) fn reached(
    db: &Db,
    act: &Act,
    channel: Option<&str>,
    cards: Vec<Customer>,
) -> Result<Vec<(Customer, String)>, DbError> {
    let Some(channel) = channel else {
        return Ok(cards.into_iter().map(|card| (card, String::new())).collect());
    };
    let now = act.setting.now();
    db.read(|tx| {
        let mut reached = Vec::with_capacity(cards.len());
        for card in cards {
            if let May::Allowed(points) = may(tx, card.id, PURPOSE, channel, now)? {
                let mut cell = String::new();
                for (field, point) in points {
                    // What is hidden from whoever takes the list out stays so.
                    let is_seen = card.sheet.of(field).any(|fact| fact.value == point);
                    if is_seen {
                        several::add(&point, &mut cell);
                    }
                }
                reached.push((card, cell));
            }
        }
        Ok(reached)
    })
}
