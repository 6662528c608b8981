//! Stories of commission: won, opened again, changed, corrected, approved by another, held back, paid once.

use crate::rate::{Place, What, Whom};
use crate::statement::State;
use crate::stating;
use crate::testing::{Base, on_deal, pays, tenge, written};
use crate::{EarningError, StatementId, bonus, check_list, planning, rating, scoring, seeing};
use customers::{Edit, NewValue, changing};
use deals::{Line, moving};
use kernel::{Actor, DAY_MS, RawId};

/// Submits, approves and pays a statement.
fn paid(base: &Base, seller: &Actor, owner: &Actor, id: StatementId) {
    base.deed(seller, move |tx, earning| stating::submit(tx, earning, (id, None))).unwrap();
    base.deed(owner, move |tx, earning| stating::approve(tx, earning, (id, None))).unwrap();
    let paid = base.deed(owner, move |tx, earning| stating::pay(tx, earning, (id, None))).unwrap();
    assert_eq!(paid.state, State::Paid);
}

#[test]
fn a_won_deal_brings_commission_once_and_a_reopened_one_takes_it_back() {
    for base in Base::on_both("earnings_once") {
        let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
        base.rate(&owner, |_| {}).unwrap();
        let deal = base.won(&seller, &base.customer(&seller, "Омарова"), "100000 KZT");
        for _ in 0..2 {
            let shown = base.statement(&seller, "2026-03");
            assert_eq!(
                (shown.lines.len(), shown.total),
                (1, tenge("5000")),
                "following twice adds nothing"
            );
        }
        on_deal(&base, &seller, move |tx, own| moving::reopen(tx, own, (deal.id, None)));
        assert_eq!(base.statements(&seller), Vec::new());
        on_deal(&base, &seller, move |tx, own| moving::win(tx, own, (deal.id, None), ""));
        assert_eq!(base.statement(&seller, "2026-03").total, tenge("5000"));
        let told = base
            .db
            .read(|tx| tx.number("SELECT count(*) FROM journal WHERE verb = 'commission.reckoned'", &[]));
        assert_eq!(told.unwrap(), 3);
    }
}

#[test]
fn what_was_paid_is_corrected_by_another_line_and_never_altered() {
    for base in Base::on_both("earnings_corrected") {
        let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
        base.rate(&owner, |_| {}).unwrap();
        let customer = base.customer(&seller, "Омарова");
        let deal = base.won(&seller, &customer, "100000 KZT");
        let march = base.statement(&seller, "2026-03");
        paid(&base, &seller, &owner, march.statement.id);
        let more = written(&customer, "160000 KZT".parse().unwrap());
        let more = deals::Written { responsible: seller.user, ..more };
        on_deal(&base, &seller, move |tx, own| deals::dealing::change(tx, own, (deal.id, None), more));
        let april = base.statement(&seller, "2026-04");
        assert_eq!((april.lines.len(), april.total), (1, tenge("3000")));
        assert!(april.lines[0].line.is_correction);
        on_deal(&base, &seller, move |tx, own| moving::reopen(tx, own, (deal.id, None)));
        let april = base.statement(&seller, "2026-04");
        assert_eq!((april.lines.len(), april.total), (1, tenge("-5000")));
        let lost = move |tx: &mut db::Tx<'_>, own: &deals::Dealing| {
            let reason = deals::arranging::loss_reasons(tx, own)?[0].id;
            moving::lose(tx, own, (deal.id, None), (Some(reason), ""))
        };
        on_deal(&base, &seller, lost);
        assert_eq!(base.statement(&seller, "2026-04").total, tenge("-5000"));
        let march_now = base.statement(&seller, "2026-03");
        assert_eq!((march_now.total, march_now.lines), (tenge("5000"), march.lines));
    }
}

#[test]
fn nobody_approves_their_own_and_two_cannot_both_approve() {
    let base = Base::new();
    let (owner, second) = (base.hire("owner", None), base.hire("owner2", None));
    base.rate(&owner, |_| {}).unwrap();
    base.won(&owner, &base.customer(&owner, "Омарова"), "100000 KZT");
    let id = base.statement(&owner, "2026-03").statement.id;
    let early = base.deed(&second, move |tx, earning| stating::approve(tx, earning, (id, None)));
    assert!(matches!(early, Err(EarningError::NotNow)), "a draft is not approved");
    base.deed(&owner, move |tx, earning| stating::submit(tx, earning, (id, Some(1)))).unwrap();
    for verb in [stating::approve, stating::pay] {
        let own = base.deed(&owner, move |tx, earning| verb(tx, earning, (id, None)));
        assert!(matches!(own, Err(EarningError::OwnDeed)));
    }
    let own = base.deed(&owner, move |tx, earning| stating::give_back(tx, earning, (id, None), "x"));
    assert!(matches!(own, Err(EarningError::OwnDeed)));
    base.deed(&second, move |tx, earning| stating::approve(tx, earning, (id, Some(2)))).unwrap();
    let late = base.deed(&second, move |tx, earning| stating::approve(tx, earning, (id, Some(2))));
    assert!(matches!(late, Err(EarningError::Outdated)), "who saw it submitted");
    let late = base.deed(&second, move |tx, earning| stating::approve(tx, earning, (id, None)));
    assert!(matches!(late, Err(EarningError::NotNow)));
    let back = base.deed(&second, move |tx, earning| stating::give_back(tx, earning, (id, None), " "));
    assert!(matches!(back, Err(EarningError::Invalid(_))), "why must be said");
    let back = base.deed(&second, move |tx, earning| stating::give_back(tx, earning, (id, None), "сумма"));
    assert_eq!(back.map(|one| (one.state, one.note)).unwrap(), (State::Draft, "сумма".to_owned()));
}

#[test]
fn a_seller_sees_only_their_own_and_decides_nothing() {
    let base = Base::new();
    let (owner, one, two) = (base.hire("owner", None), base.hire("one", None), base.hire("two", None));
    base.rate(&owner, |_| {}).unwrap();
    for seller in [&one, &two] {
        base.won(seller, &base.customer(seller, "Омарова"), "100000 KZT");
    }
    assert_eq!((base.statements(&one).len(), base.statements(&owner).len()), (1, 2));
    let id = base.statement(&two, "2026-03").statement.id;
    let foreign = base.deed(&one, move |tx, earning| seeing::whole(tx, earning, id));
    assert!(matches!(foreign, Err(EarningError::Missing)));
    let foreign = base.deed(&one, move |tx, earning| stating::submit(tx, earning, (id, None)));
    assert!(matches!(foreign, Err(EarningError::Missing)));
    base.deed(&two, move |tx, earning| stating::submit(tx, earning, (id, None))).unwrap();
    let foreign = base.deed(&one, move |tx, earning| stating::approve(tx, earning, (id, None)));
    assert!(matches!(foreign, Err(EarningError::Missing)));
    assert!(matches!(base.rate(&one, |_| {}), Err(EarningError::Forbidden)));
    let terms = base.deed(&one, |tx, earning| bonus::decide(tx, earning, None, (1, 1)));
    assert!(matches!(terms, Err(EarningError::Forbidden)));
}

#[test]
fn what_is_held_back_moves_on_to_the_next_month() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    base.rate(&owner, |_| {}).unwrap();
    base.won(&seller, &base.customer(&seller, "Омарова"), "100000 KZT");
    *base.keeper.is_shut.lock().unwrap() = true;
    let shown = base.statement(&seller, "2026-03");
    assert_eq!((shown.total, shown.payable), (tenge("5000"), 0));
    let held = shown.lines[0].held.clone().unwrap();
    assert_eq!(
        (held.cards[0].name.as_str(), held.cards[0].href.as_str()),
        ("Итоги сделки", "/contact-cards/1/fill")
    );
    let id = shown.statement.id;
    let nothing = base.deed(&seller, move |tx, earning| stating::submit(tx, earning, (id, None)));
    assert!(matches!(nothing, Err(EarningError::Nothing)));
    *base.keeper.is_shut.lock().unwrap() = false;
    base.deed(&seller, move |tx, earning| stating::submit(tx, earning, (id, None))).unwrap();
    *base.keeper.is_shut.lock().unwrap() = true;
    let shut = base.deed(&owner, move |tx, earning| stating::approve(tx, earning, (id, None)));
    assert!(
        matches!(shut, Err(EarningError::Held(held)) if held.len() == 1),
        "asked again before approving"
    );
    base.deed(&seller, move |tx, earning| stating::take_back(tx, earning, (id, None))).unwrap();
    // A line that can go along is submitted, the one that is held back waits on the next statement.
    base.deed(&owner, |tx, earning| bonus::decide(tx, earning, None, (30_000, 0))).unwrap();
    let card = base.customer(&seller, "Ким");
    know(&base, &seller, &card, "Алматы");
    confirm(&base, &owner, &card, "Алматы");
    base.follow();
    base.deed(&seller, move |tx, earning| stating::submit(tx, earning, (id, None))).unwrap();
    assert_eq!(base.statement(&seller, "2026-03").total, tenge("300"));
    assert_eq!(base.statement(&seller, "2026-04").total, tenge("5000"));
}

fn know(base: &Base, who: &Actor, card: &customers::Customer, city: &'static str) {
    let id = card.id;
    let known = base.deed(who, move |tx, earning| {
        let city_no = earning.own.act.fields.slug("city").unwrap().no;
        let edits = [Edit::Set(city_no, vec![NewValue::new(city)])];
        Ok(changing::change(tx, &earning.own.act, (id, None), &edits)?)
    });
    known.unwrap();
}

fn confirm(base: &Base, who: &Actor, card: &customers::Customer, city: &'static str) {
    let id = card.id;
    let confirmed = base.deed(who, move |tx, earning| {
        let city_no = earning.own.act.fields.slug("city").unwrap().no;
        Ok(changing::confirm(tx, &earning.own.act, id, (city_no, city))?)
    });
    confirmed.unwrap();
}

#[test]
fn a_fact_is_paid_once_when_somebody_else_confirms_it() {
    for base in Base::on_both("earnings_facts") {
        let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
        let card = base.customer(&seller, "Омарова");
        know(&base, &seller, &card, "Алматы");
        confirm(&base, &owner, &card, "Алматы");
        base.deed(&owner, |tx, earning| bonus::decide(tx, earning, None, (30_000, 10_000_000))).unwrap();
        assert_eq!(base.statements(&seller), Vec::new(), "nothing before there are terms");
        confirm(&base, &seller, &card, "Алматы");
        assert_eq!(base.statements(&seller), Vec::new(), "nor by one's own word");
        base.clock.forward(DAY_MS);
        for _ in 0..2 {
            confirm(&base, &owner, &card, "Алматы");
            let shown = base.statement(&seller, "2026-03");
            assert_eq!(
                (shown.lines.len(), shown.total),
                (1, tenge("150")),
                "half, for a client of no revenue"
            );
        }
        let shown = base.statement(&seller, "2026-03");
        assert_eq!(shown.lines[0].title, "Омарова");
        assert_eq!(shown.lines[0].href, format!("/customers/{}", card.id));
        assert_eq!(base.statements(&owner).len(), 1, "whoever confirms is paid nothing");
    }
}

#[test]
fn a_currency_without_a_rate_waits_for_one() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    base.rate(&owner, |_| {}).unwrap();
    base.won(&seller, &base.customer(&seller, "Омарова"), "1000 USD");
    let listed = base.statements(&seller);
    assert_eq!((listed[0].n_uncounted, listed[0].total), (1, 0));
    let id = listed[0].statement.id;
    let shown = base.statement(&seller, "2026-03");
    assert_eq!((shown.lines[0].line.amount, shown.lines[0].line.why.as_str()), (None, "no_rate"));
    let nothing = base.deed(&seller, move |tx, earning| stating::submit(tx, earning, (id, None)));
    assert!(matches!(nothing, Err(EarningError::Nothing)));
    base.deed(&owner, |tx, earning| {
        let usd = kernel::Currency::USD;
        let from_on = earning.own.today() - 1;
        let rate = orders::rates::Rate { currency: usd, from_on, rate: "510.5".parse().unwrap() };
        Ok(orders::rates::set(tx, &earning.own.act, rate)?)
    })
    .unwrap();
    assert_eq!(base.statement(&seller, "2026-03").total, tenge("25525"));
}

#[test]
fn products_find_their_rates_and_a_margin_waits_for_a_cost() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    let bowl = base.deed(&owner, |tx, earning| {
        let card = orders::product::ProductCard {
            code: "П-1".into(),
            name: "Пиала".into(),
            category: "Посуда".into(),
            supplier: String::new(),
            unit: String::new(),
            currency: kernel::Currency::KZT,
            price: Some(100_000),
            cost: None,
        };
        Ok(orders::product::add(tx, &earning.own.act, card)?)
    });
    let bowl = bowl.unwrap();
    base.rate(&owner, |_| {}).unwrap();
    let id = bowl.id;
    base.rate(&owner, move |rate| {
        (rate.what, rate.pays) = (What::Product(id), pays(r#"{"on":"margin","percent":"10"}"#));
    })
    .unwrap();
    base.rate(&owner, |rate| {
        let fixed = pays(r#"{"on":"fixed","sum":"700 KZT"}"#);
        (rate.what, rate.pays) = (What::Category("доставка".into()), fixed);
    })
    .unwrap();
    let customer = base.customer(&seller, "Омарова");
    let line = |name: &str, quantity| Line { product: None, name: name.into(), quantity, price: 100_000 };
    let lines = vec![line("пиала", 10_000), line("Упаковка", 1_000)];
    let new = deals::Written { lines, ..written(&customer, "0 KZT".parse().unwrap()) };
    on_deal(&base, &seller, move |tx, own| {
        deals::arranging::first(tx, own)?;
        let deal = deals::dealing::open(tx, own, (None, None), new)?;
        moving::win(tx, own, (deal.id, None), "")
    });
    let shown = base.statement(&seller, "2026-03");
    let of = |shown: &seeing::Shown| {
        let mut all: Vec<_> = shown
            .lines
            .iter()
            .map(|one| (one.line.what.clone(), one.line.amount, one.line.why.clone()))
            .collect();
        all.sort();
        all
    };
    let packed = ("Упаковка".to_owned(), Some(tenge("50")), String::new());
    assert_eq!(of(&shown), [packed.clone(), ("пиала".into(), None, "no_cost".into())]);
    let costs = |cost: i64| {
        let card = orders::product::ProductCard { cost: Some(cost), ..bowl.card() };
        let id = bowl.id;
        let changed = base.deed(&owner, move |tx, earning| {
            Ok(orders::product::change(tx, &earning.own.act, (id, None), card)?)
        });
        changed.unwrap();
    };
    costs(60_000);
    let counted = [packed, ("пиала".into(), Some(tenge("400")), String::new())];
    assert_eq!(of(&base.statement(&seller, "2026-03")), counted);
    costs(90_000);
    assert_eq!(of(&base.statement(&seller, "2026-03")), counted, "what was counted stays");
}

#[test]
fn a_line_that_points_at_a_product_is_paid_by_its_rate_whatever_it_is_called() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    let bowl = base.deed(&owner, |tx, earning| {
        let card = orders::product::ProductCard {
            code: "П-1".into(),
            name: "Пиала".into(),
            category: String::new(),
            supplier: String::new(),
            unit: String::new(),
            currency: kernel::Currency::KZT,
            price: Some(100_000),
            cost: None,
        };
        Ok(orders::product::add(tx, &earning.own.act, card)?)
    });
    let id = bowl.unwrap().id;
    base.rate(&owner, move |rate| {
        (rate.what, rate.pays) = (What::Product(id), pays(r#"{"on":"revenue","percent":"20"}"#));
    })
    .unwrap();
    let customer = base.customer(&seller, "Омарова");
    let line = |product| Line { product, name: "Подарок".into(), quantity: 1_000, price: 100_000 };
    let lines = vec![line(Some(id.0)), line(None)];
    let new = deals::Written { lines, ..written(&customer, "0 KZT".parse().unwrap()) };
    on_deal(&base, &seller, move |tx, own| {
        deals::arranging::first(tx, own)?;
        let deal = deals::dealing::open(tx, own, (None, None), new)?;
        moving::win(tx, own, (deal.id, None), "")
    });
    let shown = base.statement(&seller, "2026-03");
    let all: Vec<_> = shown.lines.iter().map(|one| one.line.amount).collect();
    assert_eq!(all, [Some(tenge("200"))], "only the line that points at it");
}

#[test]
fn a_stage_pays_whoever_brought_the_deal_there() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    let hunter = base.hire("hunter", None);
    let stage =
        base.deed(&owner, |tx, earning| Ok(deals::arranging::first(tx, &earning.own)?.stages[0].id));
    let stage = stage.unwrap();
    base.rate(&owner, |_| {}).unwrap();
    base.rate(&owner, move |rate| {
        (rate.place, rate.pays) = (Place::Stage(stage), pays(r#"{"on":"fixed","sum":"1000 KZT"}"#));
    })
    .unwrap();
    let new = written(&base.customer(&hunter, "Омарова"), "100000 KZT".parse().unwrap());
    let deal = on_deal(&base, &hunter, move |tx, own| deals::dealing::open(tx, own, (None, None), new));
    let heir = seller.user;
    base.deed(&owner, move |tx, earning| {
        let known = deals::listing::whole(tx, &earning.own, deal.id)?.deal;
        let card = customers::listing::numbered(tx, &earning.own.act, known.customer_no)?.unwrap();
        let new = deals::Written { responsible: heir, ..written(&card, known.money()) };
        deals::dealing::change(tx, &earning.own, (deal.id, None), new)?;
        Ok(moving::win(tx, &earning.own, (deal.id, None), "")?)
    })
    .unwrap();
    assert_eq!(base.statement(&seller, "2026-03").total, tenge("5000"));
    let shown = base.statement(&hunter, "2026-03");
    assert_eq!(shown.total, tenge("1000"));
    assert_eq!(
        (shown.lines[0].title.as_str(), shown.lines[0].href.as_str()),
        ("", ""),
        "no longer theirs to see"
    );
}

#[test]
fn a_team_rate_is_not_for_somebody_without_a_team() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let team = base.team("Продажи");
    let (inside, outside) = (base.hire("inside", Some(team)), base.hire("outside", None));
    base.rate(&owner, move |rate| rate.whom = Whom::Team(team)).unwrap();
    for seller in [&inside, &outside] {
        base.won(seller, &base.customer(seller, "Омарова"), "100000 KZT");
    }
    assert_eq!(base.statement(&inside, "2026-03").total, tenge("5000"));
    assert_eq!(base.statements(&outside), Vec::new());
    let unknown = base.rate(&owner, |rate| rate.whom = Whom::Team(RawId::nil().into()));
    assert!(matches!(unknown, Err(EarningError::Invalid(_))));
}

#[test]
fn rates_do_not_overlap_and_an_ended_one_makes_room() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    let first = base.rate(&owner, |_| {}).unwrap();
    let day = first.from_on;
    let Err(EarningError::Invalid(errors)) = base.rate(&owner, move |rate| rate.from_on = day + 30) else {
        panic!("two rates for one day");
    };
    assert_eq!(errors[0].key, "earnings-rate-overlaps");
    base.won(&seller, &base.customer(&seller, "Омарова"), "100000 KZT");
    assert_eq!(base.statement(&seller, "2026-03").total, tenge("5000"));
    let end = move |until| {
        move |tx: &mut db::Tx<'_>, earning: &crate::Earning| {
            rating::end(tx, earning, (first.id, None), Some(until))
        }
    };
    let Err(EarningError::Invalid(errors)) = base.deed(&owner, end(day - 1)) else {
        panic!("it ended before it began");
    };
    assert_eq!((errors[0].field.as_str(), errors[0].key.as_str()), ("until_on", "earnings-rate-backwards"));
    assert_eq!(base.statement(&seller, "2026-03").total, tenge("5000"), "nothing becomes a debt");
    base.deed(&owner, end(day + 5)).unwrap();
    base.rate(&owner, move |rate| {
        (rate.from_on, rate.pays) = (day + 6, pays(r#"{"on":"revenue","percent":"7"}"#));
    })
    .unwrap();
    assert_eq!(base.statement(&seller, "2026-03").total, tenge("7000"), "won on the eleventh day after");
    let again = base.deed(&owner, end(day + 6));
    assert!(matches!(again, Err(EarningError::Invalid(_))));
}

/// A call that somebody held now with a client of theirs.
fn call(base: &Base, who: &Actor, kind: &'static str) -> interactions::InteractionId {
    let customer = Some(base.customer(who, "Омарова").id);
    let new = interactions::Written { kind: kind.into(), customer, ..interactions::Written::default() };
    let recorded = base.deed(who, move |tx, earning| {
        interactions::record(tx, &earning.own.act, new).map_err(|_| EarningError::Missing)
    });
    recorded.unwrap().interaction.id
}

#[test]
fn a_call_is_scored_by_somebody_else_and_the_mean_is_of_the_month() {
    for base in Base::on_both("earnings_scores") {
        let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
        let items = [("Назвал себя", 1), ("Уточнил нужды", 3)];
        let items = items.map(|(text, weight)| check_list::Item { text: text.into(), weight });
        let list = base.deed(&owner, move |tx, earning| {
            check_list::add(tx, earning, ("Первый звонок", items.to_vec()))
        });
        let check_list = list.unwrap().id;
        let (first, second) = (call(&base, &seller, "call"), call(&base, &seller, "call"));
        let score = |who: &Actor, interaction, done: &[usize]| {
            let done = done.to_vec();
            let written = scoring::Written { interaction, check_list, done, note: String::new() };
            base.deed(who, move |tx, earning| scoring::score(tx, earning, written))
        };
        assert!(matches!(score(&seller, first, &[0]), Err(EarningError::OwnScore)));
        assert!(matches!(score(&owner, first, &[2]), Err(EarningError::Invalid(_))), "no such item");
        let meeting = call(&base, &seller, "meeting");
        assert!(matches!(score(&owner, meeting, &[0]), Err(EarningError::Invalid(_))));
        assert_eq!(score(&owner, first, &[0]).unwrap().score, 2_500);
        assert_eq!(score(&owner, first, &[1]).unwrap().score, 7_500, "scored again, it is another");
        score(&owner, second, &[0, 1]).unwrap();
        let person = seller.user.unwrap();
        let progress = base.deed(&seller, move |tx, earning| {
            planning::progress(tx, earning, (person, earning.this_month()))
        });
        assert_eq!(progress.unwrap().score, (Some(8_750), 2));
    }
}

#[test]
fn plan_and_fact_stand_side_by_side_and_a_sum_without_a_rate_is_told() {
    let base = Base::new();
    let (owner, seller) = (base.hire("owner", None), base.hire("seller", None));
    let customer = base.customer(&seller, "Омарова");
    base.won(&seller, &customer, "100000 KZT");
    base.won(&seller, &customer, "1000 USD");
    call(&base, &seller, "call");
    let person = seller.user.unwrap();
    let wanted = planning::Plan { amount: tenge("300000"), deals: 5, interactions: 40, revision: 0 };
    let plan = |who: &Actor, revision, plan| {
        base.deed(who, move |tx, earning| {
            planning::plan(tx, earning, (person, earning.this_month()), (revision, plan))
        })
    };
    assert!(matches!(plan(&seller, None, wanted), Err(EarningError::Forbidden)));
    plan(&owner, Some(0), wanted).unwrap();
    assert!(matches!(plan(&owner, Some(0), wanted), Err(EarningError::Outdated)), "two plan at once");
    let below = planning::Plan { deals: -1, ..wanted };
    assert!(matches!(plan(&owner, None, below), Err(EarningError::Invalid(_))));
    let progress = base
        .deed(&seller, move |tx, earning| planning::progress(tx, earning, (person, earning.this_month())));
    let progress = progress.unwrap();
    assert_eq!((progress.plan.amount, progress.plan.deals, progress.plan.revision), (wanted.amount, 5, 1));
    assert_eq!((progress.amount, progress.deals, progress.interactions), (tenge("100000"), (2, 1), 1));
}
