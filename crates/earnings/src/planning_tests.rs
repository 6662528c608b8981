//! One's own month is told whole, that of others as far as whoever looks sees.

use crate::planning;
use crate::testing::{Base, on_deal, tenge, written};
use deals::moving;
use kernel::Actor;

#[test]
fn ones_own_fact_is_counted_whole_as_commission_is() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    base.won(&seller, &base.customer(&seller, "Омарова"), "100000 KZT");
    let hers = deals::Written {
        responsible: seller.user,
        ..written(&base.customer(&owner, "Тлеуова"), "400000 KZT".parse().unwrap())
    };
    on_deal(&base, &owner, move |tx, own| {
        let deal = deals::dealing::open(tx, own, (None, None), hers)?;
        moving::win(tx, own, (deal.id, None), "")
    });
    let person = seller.user.unwrap();
    let told = |who: &Actor| {
        let progress = base
            .deed(who, move |tx, earning| planning::progress(tx, earning, (person, earning.this_month())));
        let progress = progress.unwrap();
        (progress.amount, progress.deals.0, progress.hidden)
    };
    assert_eq!(told(&seller), (tenge("500000"), 2, (1, 0)));
    assert_eq!(told(&owner), (tenge("500000"), 2, (0, 0)));
}
