//! Calls through the exchange: whom nobody may see is called all the same, and nobody who must not be.

use super::*;
use crate::error::InteractionError;
use crate::testing::Base;
use customers::builtin::{FAMILY, PHONE};
use customers::consents::{self, Origin, Proof, State};
use kernel::Actor;
use mail::Seal;

const OFFICE: &str = "https://pbx.example.kz/call?from={from}&to={to}";

fn seal() -> Seal {
    Seal::passing(&kernel::Setting::real()).unwrap()
}

fn key_of(refused: Result<Ring, InteractionError>) -> String {
    match refused {
        Err(InteractionError::Invalid(errors)) => errors[0].key.clone(),
        Err(error) => format!("{error:?}"),
        Ok(_) => "rings".to_owned(),
    }
}

#[test]
fn whoever_does_not_see_a_number_calls_it_through_the_exchange() {
    for base in Base::on_both("calling") {
        let seal = seal();
        let (boss, seller) = (base.hire("boss", true), base.hire("seller", false));
        let seller = Actor { sight: seller.sight.clone().masking(["phone".to_owned()]), ..seller };
        let card = base.customer(seller.user, &[(FAMILY, "Ким"), (PHONE, "+77011234567")]);
        let call = Call { customer: card.id, nth: 0, is_anyway: false };
        let ask = |call: Call| {
            let seal = seal.clone();
            base.deed_of(&seller, move |tx, act| prepare(tx, act, &seal, call))
        };
        assert_eq!(key_of(ask(call)), "interactions-call-no-exchange");
        let (own, key) = (seal.clone(), "Bearer s3cret".to_owned());
        let wanted = ExchangeChange { address: OFFICE.into(), authorization: Some(key.clone()) };
        base.deed_of(&boss, move |tx, act| decide(tx, act, &own, wanted)).unwrap();
        assert_eq!(key_of(ask(call)), "interactions-call-no-line");
        let (desk, who) = (seller.user.unwrap(), boss.clone());
        base.deed_of(&who, move |tx, act| put_line(tx, act, desk, "101")).unwrap();
        assert_eq!(key_of(ask(Call { nth: 1, ..call })), "interactions-call-no-phone");
        let rings = ask(call).unwrap();
        assert_eq!(rings.address, "https://pbx.example.kz/call?from=101&to=%2B77011234567");
        assert_eq!((rings.to.as_str(), rings.from.as_str()), ("+77011234567", "101"));
        assert_eq!(rings.authorization, key);
        let offered = base.deed_of(&seller, move |tx, act| {
            let seen = customers::listing::get(tx, act, card.id)?;
            callable(tx, act, &seen)
        });
        let offered = offered.unwrap();
        assert_eq!(offered.len(), 1);
        assert!(fields::is_mask(&offered[0].seen), "{offered:?}");
        let stranger = base.hire("stranger", false);
        let unseen = base.deed_of(&stranger, move |tx, act| placed(tx, act, call));
        assert!(matches!(unseen, Err(InteractionError::Invalid(_) | InteractionError::Missing)));
        let done = base.deed_of(&seller, move |tx, act| placed(tx, act, call)).unwrap();
        assert_eq!((done.kind.as_str(), done.responsible), ("call", seller.user));
    }
}

#[test]
fn nobody_is_called_against_their_will_or_at_night() {
    let base = Base::new();
    let seal = seal();
    let boss = base.hire("boss", true);
    let card = base.customer(None, &[(FAMILY, "Ким"), (PHONE, "+77011234567")]);
    let (own, desk) = (seal.clone(), boss.user.unwrap());
    let wanted = ExchangeChange { address: "http://127.0.0.1:8088/x".into(), authorization: None };
    let arranged = base.deed_of(&boss, move |tx, act| {
        decide(tx, act, &own, wanted)?;
        put_line(tx, act, desk, "SIP/boss@office")
    });
    arranged.unwrap();
    let ask = |is_anyway: bool| {
        let (own, call) = (seal.clone(), Call { customer: card.id, nth: 0, is_anyway });
        key_of(base.deed_of(&boss, move |tx, act| prepare(tx, act, &own, call)))
    };
    assert_eq!(ask(false), "rings");
    base.clock.forward(12 * kernel::HOUR_MS);
    assert_eq!((ask(false).as_str(), ask(true).as_str()), ("interactions-call-late", "rings"));
    let refused = base.deed(move |tx, act| {
        Ok(consents::record(
            tx,
            act,
            card.id,
            ("service", "phone", State::Refused),
            Proof::of(Origin::Staff),
        )?)
    });
    refused.unwrap();
    assert!(!["rings", "interactions-call-late"].contains(&ask(true).as_str()), "{}", ask(true));
}

#[test]
fn a_secret_is_not_sent_to_another_host() {
    let base = Base::new();
    let boss = base.hire("boss", true);
    let seal = seal();
    let put = |address: &'static str, authorization: Option<&'static str>| {
        let (own, authorization) = (seal.clone(), authorization.map(str::to_owned));
        let wanted = ExchangeChange { address: address.into(), authorization };
        base.deed_of(&boss, move |tx, act| decide(tx, act, &own, wanted)).map(|one| one.has_secret())
    };
    assert!(put("https://a.kz/one", Some("Bearer x")).unwrap());
    assert!(put("https://a.kz/two", None).unwrap(), "the same host keeps it");
    assert!(!put("https://b.kz/two", None).unwrap());
    for wrong in
        ["ftp://a.kz", "https://", "https://user@a.kz/", "https://{to}.kz/", "a.kz", "https://a.kz/ b"]
    {
        assert!(matches!(put(wrong, None), Err(InteractionError::Invalid(_))), "{wrong}");
    }
    for wrong in ["Bearer тайна", "Bearer a\nHost: evil"] {
        let said = put("https://a.kz/one", Some(wrong));
        assert!(matches!(said, Err(InteractionError::Invalid(_))), "no header can hold {wrong:?}");
    }
    let seller = base.hire("seller", false);
    let read = base.deed_of(&seller, get);
    assert!(matches!(read, Err(InteractionError::Forbidden)));
}
