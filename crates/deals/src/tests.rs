//! A deal goes its way: it is opened, moved, held back, won, lost and reopened; what it leaves behind is counted.

use crate::following::{FollowingDeals, forget};
use crate::funnel::{self, Cut};
use crate::gates::{self, DealPlaces};
use crate::listing::{self, Query, Sort, State};
use crate::moving::{self, Move};
use crate::testing::{Base, bowl, written};
use crate::{Deal, DealError, Line, RIGHT, Stage, arranging, board, dealing, forecast};
use arranging::StageWritten;
use customers::gating::Gated as _;
use customers::handing_over::Inherits as _;
use customers::merging::{Follows as _, Side};
use customers::{HappeningTable as _, Touched};
use kernel::{Actor, DAY_MS, Level, PageSize, Reach};

mod arranged;
mod queue;

fn to(stage: &Stage) -> Move {
    Move { stage: stage.id, before: None, note: String::new() }
}

fn shifted(base: &Base, who: &Actor, deal: &Deal, stage: &Stage) -> Result<Deal, DealError> {
    let (id, revision, to) = (deal.id, deal.revision, to(stage));
    base.deed(who, move |tx, dealing| moving::shift(tx, dealing, (id, Some(revision)), &to))
}

fn titles(base: &Base, who: &Actor, query: Query) -> Vec<String> {
    let page = base.deed(who, move |tx, dealing| {
        let page = listing::page(tx, dealing, (&query, Sort::Opened, false), (None, PageSize::DEFAULT))?;
        let total = listing::total(tx, dealing, &query)?;
        assert_eq!(total.n, i64::try_from(page.items.len()).unwrap(), "what is counted is what is listed");
        Ok(page)
    });
    page.unwrap().items.into_iter().map(|deal| deal.title).collect()
}

fn stage(name: &str) -> StageWritten {
    StageWritten {
        name: name.into(),
        probability: 30,
        rots_after_days: None,
        needs: Vec::new(),
        handing: None,
    }
}

#[test]
fn the_second_of_two_who_move_a_deal_is_told_where_it_is_now() {
    for base in Base::on_both("deals_race") {
        let owner = base.hire("owner", None);
        let client = base.customer(&owner, "Омарова");
        let (pipeline, deal) = (base.pipeline(), base.deal(&owner, &client, (0, 150_000)));
        let moved = shifted(&base, &owner, &deal, &pipeline.stages[1]).unwrap();
        assert_eq!((moved.stage, moved.revision), (pipeline.stages[1].id, 2));
        match shifted(&base, &owner, &deal, &pipeline.stages[2]) {
            Err(DealError::Outdated(now)) => assert_eq!(now.stage, pipeline.stages[1].id),
            other => panic!("{other:?}"),
        }
        let id = deal.id;
        let whole = base.deed(&owner, move |tx, dealing| listing::whole(tx, dealing, id)).unwrap();
        let steps: Vec<_> = whole.steps.iter().map(|step| (step.stage, step.left_at.is_some())).collect();
        assert_eq!(steps, [(pipeline.stages[0].id, true), (pipeline.stages[1].id, false)]);
    }
}

#[test]
fn cards_keep_the_order_in_which_they_were_put() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    let deals: Vec<Deal> = (0..4).map(|n| base.deal(&owner, &client, (0, n))).collect();
    let stage = base.pipeline().stages[0].clone();
    let put = |moved: &Deal, before: &Deal| {
        let (id, to) = (moved.id, Move { before: Some(before.id), ..to(&stage) });
        base.deed(&owner, move |tx, dealing| moving::shift(tx, dealing, (id, None), &to)).unwrap();
    };
    let order = || {
        let (pipeline, query) = (base.pipeline(), Query::default());
        let columns = base.deed(&owner, move |tx, dealing| board::of(tx, dealing, (&pipeline, &query)));
        let cards = columns.unwrap().remove(0).cards.items;
        cards.into_iter().map(|deal| deal.amount).collect::<Vec<_>>()
    };
    assert_eq!(order(), [3, 2, 1, 0], "the newest on top");
    put(&deals[3], &deals[0]);
    assert_eq!(order(), [2, 1, 3, 0]);
    // So often between the same two that the room runs out.
    for _ in 0..30 {
        put(&deals[2], &deals[0]);
        put(&deals[3], &deals[0]);
    }
    assert_eq!(order(), [1, 2, 3, 0]);
}

#[test]
fn a_deal_passes_a_stage_only_when_its_facts_are_known_and_its_cards_filled() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    let pipeline = base.pipeline();
    let (first, id) = (pipeline.stages[0].clone(), pipeline.id);
    let needing = StageWritten { needs: vec!["phone".into()], ..stage(&first.name) };
    base.deed(&owner, move |tx, dealing| {
        arranging::change_stage(tx, dealing, (id, None), (first.id, needing))
    })
    .unwrap();
    let deal = base.deal(&owner, &client, (0, 1));
    base.keeper.shut.lock().unwrap().push(format!("deals.stage:{}", pipeline.stages[1].id));
    let held = |answer: Result<Deal, DealError>| match answer {
        Err(DealError::Held(held)) => (held.facts.clone(), held.cards.len()),
        other => panic!("{other:?}"),
    };
    let held_at_2 = held(shifted(&base, &owner, &deal, &pipeline.stages[2]));
    assert_eq!(held_at_2, (vec!["phone".to_owned()], 1));
    assert_eq!(held(shifted(&base, &owner, &deal, &pipeline.stages[1])), (vec!["phone".to_owned()], 0));
    let card = client.id;
    base.deed(&owner, move |tx, dealing| {
        let phone = [customers::Edit::Set(20, vec![customers::NewValue::new("+77011234567")])];
        Ok(customers::changing::change(tx, &dealing.act, (card, None), &phone)?)
    })
    .unwrap();
    let moved = shifted(&base, &owner, &deal, &pipeline.stages[1]).unwrap();
    let won = |revision| {
        let id = deal.id;
        base.deed(&owner, move |tx, dealing| moving::win(tx, dealing, (id, Some(revision)), ""))
    };
    assert_eq!(held(won(moved.revision)), (Vec::new(), 1));
    base.keeper.shut.lock().unwrap().clear();
    base.keeper.shut.lock().unwrap().push(gates::won_place(&pipeline));
    assert_eq!(held(won(moved.revision)), (Vec::new(), 1), "winning has a gate of its own");
    shifted(&base, &owner, &moved, &pipeline.stages[0]).expect("going back needs nothing");
    let places = base.db.read(|tx| DealPlaces.places(tx)).unwrap();
    let keys: Vec<_> = places.iter().map(|place| place.key.as_str()).collect();
    assert_eq!(keys.len(), pipeline.stages.len() + 2);
    assert!(keys.contains(&gates::commission_place(&pipeline).as_str()));
    assert_eq!(places[0].label, "Продажи: Новая заявка");
}

#[test]
fn a_stage_with_deals_is_taken_out_only_with_a_word_where_they_go() {
    for base in Base::on_both("deals_stage_removed") {
        let owner = base.hire("owner", None);
        let client = base.customer(&owner, "Омарова");
        let (pipeline, deal) = (base.pipeline(), base.deal(&owner, &client, (1, 1)));
        let (id, gone, heir) = (pipeline.id, pipeline.stages[1].id, pipeline.stages[2].id);
        let remove = |to| {
            base.deed(&owner, move |tx, dealing| {
                arranging::remove_stage(tx, dealing, (id, None), (gone, to))
            })
        };
        assert!(matches!(remove(None), Err(DealError::Occupied(1))));
        assert!(matches!(remove(Some(gone)), Err(DealError::Occupied(1))), "not to itself");
        let left = remove(Some(heir)).unwrap();
        assert_eq!(left.stages.len(), pipeline.stages.len() - 1);
        let deal_id = deal.id;
        let whole = base.deed(&owner, move |tx, dealing| listing::whole(tx, dealing, deal_id)).unwrap();
        assert_eq!(whole.deal.stage, heir);
        assert_eq!(whole.steps[0].name, pipeline.stages[1].name, "the history keeps the stage");
        let seller = base.hire("seller", None);
        let by_seller = base.deed(&seller, move |tx, dealing| {
            arranging::remove_stage(tx, dealing, (id, None), (heir, None))
        });
        assert!(matches!(by_seller, Err(DealError::Forbidden)));
    }
}

#[test]
fn a_lost_deal_says_why_and_a_reopened_one_stands_where_it_stood() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    let deal = base.deal(&owner, &client, (1, 1));
    let id = deal.id;
    let lose = |reason| {
        base.deed(&owner, move |tx, dealing| moving::lose(tx, dealing, (id, None), (reason, "дорого")))
    };
    assert!(matches!(lose(None), Err(DealError::Invalid(_))));
    let reasons = base.deed(&owner, arranging::loss_reasons).unwrap();
    let lost = lose(Some(reasons[0].id)).unwrap();
    assert_eq!(lost.closure.as_ref().and_then(|one| one.reason), Some(reasons[0].id));
    assert!(matches!(shifted(&base, &owner, &lost, &base.pipeline().stages[2]), Err(DealError::NotNow)));
    let again = base.deed(&owner, move |tx, dealing| moving::reopen(tx, dealing, (id, None))).unwrap();
    assert_eq!((again.stage, again.closure), (deal.stage, None));
}

#[test]
fn a_deal_is_as_large_as_its_lines() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    let line = |name: &str, quantity, price| Line { product: None, name: name.into(), quantity, price };
    let lines = vec![line("Пиала", 12_000, 180_000), line("Доставка", 1_000, 150_000)];
    let with_lines = crate::Written { lines, ..written(&client, "Посуда", 1) };
    let made = base.deed(&owner, move |tx, dealing| dealing::open(tx, dealing, (None, None), with_lines));
    assert_eq!(made.unwrap().amount, 2_310_000);
    let nameless = written(&client, "  ", 1);
    let refused = base.deed(&owner, move |tx, dealing| dealing::open(tx, dealing, (None, None), nameless));
    assert!(matches!(refused, Err(DealError::Invalid(errors)) if errors[0].field == "title"));
}

#[test]
fn a_line_points_at_a_product_and_takes_its_name_and_price_from_it() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    let read = |product: &'static str, name: &'static str, price: &'static str| {
        base.deed(&owner, move |tx, dealing| {
            let row = crate::typed::Row { product, name, quantity: "2", price };
            crate::typed::lines(tx, dealing, &[row], kernel::Currency::KZT)
        })
    };
    let whole = read("П-1", "", "").unwrap();
    let wanted = Line { product: Some(bowl()), name: "Пиала".into(), quantity: 2_000, price: 180_000 };
    assert_eq!(whole, std::slice::from_ref(&wanted));
    let own = read("П-1", "Пиала синяя", "1500").unwrap();
    assert_eq!(own, [Line { name: "Пиала синяя".into(), price: 150_000, ..wanted.clone() }]);
    assert!(
        matches!(read("П-2", "Пиала", "1"), Err(DealError::Invalid(errors)) if errors[0].field == "lines")
    );
    let new = crate::Written { lines: vec![wanted.clone()], ..written(&client, "Посуда", 1) };
    let kept = base.deed(&owner, move |tx, dealing| {
        let deal = dealing::open(tx, dealing, (None, None), new)?;
        crate::listing::whole(tx, dealing, deal.id)
    });
    let kept = kept.unwrap();
    assert_eq!((kept.lines, kept.wares[&bowl()].code.as_str()), (vec![wanted], "П-1"));
}

#[test]
fn a_deal_is_seen_by_those_who_see_its_client_and_reach_its_responsible() {
    for base in Base::on_both("deals_sight") {
        let (owner, one, other) =
            (base.hire("owner", None), base.hire("one", None), base.hire("other", None));
        let client = base.customer(&one, "Омарова");
        let deal = base.deal(&one, &client, (0, 1));
        let id = deal.id;
        let read = |who: &Actor| base.deed(who, move |tx, dealing| dealing::get(tx, dealing, id));
        assert!(read(&one).is_ok() && read(&owner).is_ok());
        assert!(matches!(read(&other), Err(DealError::Missing)));
        assert_eq!(titles(&base, &one, Query::default()).len(), 1);
        assert_eq!(titles(&base, &other, Query::default()), [""; 0]);
        // Whoever sees everybody's deals still sees none of a hidden client.
        let sight = other.sight.clone().with(RIGHT, Reach::All);
        let wide = Actor { sight, ..other };
        assert_eq!(titles(&base, &wide, Query::default()), [""; 0]);
        assert!(matches!(read(&wide), Err(DealError::Missing)));
        let reader = Actor { rights: kernel::Rights::default().with(RIGHT, Level::Read), ..one };
        assert!(matches!(read(&reader), Err(DealError::Forbidden)), "no deals without clients");
    }
}

#[test]
fn the_forecast_weighs_each_deal_by_its_stage() {
    for base in Base::on_both("deals_forecast") {
        let owner = base.hire("owner", None);
        let client = base.customer(&owner, "Омарова");
        let stages = base.pipeline().stages;
        for (at, minor, on) in [(0, 10_000, Some("2026-03-20")), (2, 10_000, Some("2026-03-31"))]
            .into_iter()
            .chain([(2, 600, Some("2026-04-01")), (4, 50, Some("2026-02-28")), (4, 70, None)])
        {
            let closes_on = on.map(|on| dealing::day(on.parse().unwrap()));
            let one = crate::Written { closes_on, ..written(&client, "Посуда", minor) };
            let stage = stages[at].id;
            base.deed(&owner, move |tx, dealing| dealing::open(tx, dealing, (None, Some(stage)), one))
                .unwrap();
        }
        let pipeline = base.pipeline();
        let found = base
            .deed(&owner, move |tx, dealing| forecast::of(tx, dealing, (&pipeline, &Query::default())))
            .unwrap();
        let told =
            |row: &forecast::Row| (row.sum.n, row.sum.amounts[0].minor, row.weighted.amounts[0].minor);
        let months: Vec<_> =
            found.months.iter().map(|(month, row)| (month.to_string(), told(row))).collect();
        assert_eq!(
            months,
            [("2026-03-01".to_owned(), (2, 20_000, 6_000)), ("2026-04-01".to_owned(), (1, 600, 300))]
        );
        assert_eq!((told(&found.overdue), told(&found.undated)), ((1, 50, 45), (1, 70, 63)));
    }
}

#[test]
fn the_funnel_counts_how_far_deals_came_and_why_they_fell_out() {
    for base in Base::on_both("deals_funnel") {
        let owner = base.hire("owner", None);
        let client = base.customer(&owner, "Омарова");
        let pipeline = base.pipeline();
        let deals: Vec<Deal> = (0..3).map(|_| base.deal(&owner, &client, (0, 100))).collect();
        base.clock.forward(2 * DAY_MS);
        let second = shifted(&base, &owner, &deals[0], &pipeline.stages[1]).unwrap();
        base.clock.forward(2 * DAY_MS);
        let (won, lost) = (second.id, deals[1].id);
        base.deed(&owner, move |tx, dealing| moving::win(tx, dealing, (won, None), "")).unwrap();
        let reason = base.deed(&owner, arranging::loss_reasons).unwrap()[0].id;
        base.deed(&owner, move |tx, dealing| moving::lose(tx, dealing, (lost, None), (Some(reason), "")))
            .unwrap();
        let (one, query) = (pipeline.clone(), Query::default());
        let (found, parts) = base
            .deed(&owner, move |tx, dealing| {
                let days = (dealing.today() - 6, dealing.today() + 1);
                let parts = funnel::parts(tx, dealing, (&query, Cut::Month), days)?;
                Ok((funnel::of(tx, dealing, (&one, &query), days)?, parts))
            })
            .unwrap();
        assert_eq!((found.count.n, found.count.n_won, found.count.n_lost), (3, 1, 1));
        assert_eq!((found.count.days_to_win, found.before.n), (Some(4.0), 0));
        let reached: Vec<_> = found.levels.iter().map(|level| level.n_reached).collect();
        assert_eq!(reached, [3, 1, 1, 1, 1], "a won deal passed every stage");
        let first = &found.levels[0];
        assert_eq!((first.n_here, first.n_lost, first.losses.clone()), (1, 1, vec![(Some(reason), 1)]));
        assert_eq!((first.onward_ratio, first.days), (Some(1.0 / 3.0), Some(3.0)));
        assert_eq!((parts.len(), parts[0].count.n), (1, 3));
        let reached = Query { state: State::All, reached: Some(pipeline.stages[1].id), ..Query::default() };
        assert_eq!(titles(&base, &owner, reached).len(), 1, "the figure opens into its deals");
    }
}

#[test]
fn rotting_deals_are_found() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    base.deal(&owner, &client, (0, 1));
    let rotting = || titles(&base, &owner, Query { is_rotting: true, ..Query::default() }).len();
    assert_eq!(rotting(), 0);
    base.clock.forward(4 * DAY_MS);
    assert_eq!(rotting(), 1, "the first stage rots after three days");
    assert_eq!(titles(&base, &owner, Query { q: "посуда".into(), ..Query::default() }).len(), 1);
    assert_eq!(titles(&base, &owner, Query { q: "омар".into(), ..Query::default() }).len(), 1);
    assert_eq!(titles(&base, &owner, Query { q: "диван".into(), ..Query::default() }).len(), 0);
}

#[test]
fn deals_go_along_when_cards_become_one_and_come_back() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let (one, other) = (base.customer(&owner, "Омарова"), base.customer(&owner, "Омаровна"));
    base.deal(&owner, &one, (0, 1));
    let (from, to) = (Side { no: one.no, id: one.id }, Side { no: other.no, id: other.id });
    let of = |no| titles(&base, &owner, Query { customer: Some(no), ..Query::default() }).len();
    let following = FollowingDeals { setting: base.setting() };
    let again = FollowingDeals { setting: base.setting() };
    let kept = base.db.write(move |tx| following.follow(tx, from, to)).unwrap();
    assert_eq!((of(one.no), of(other.no)), (0, 1));
    base.db.write(move |tx| again.give_back(tx, from, to, &kept)).unwrap();
    assert_eq!((of(one.no), of(other.no)), (1, 0));
    let no = one.no;
    base.deed(&owner, move |tx, dealing| Ok(forget(tx, &dealing.act, &[no])?)).unwrap();
    assert_eq!(of(one.no), 0);
}

#[test]
fn conditions_read_deals_by_the_columns_they_name() {
    for base in Base::on_both("deals_happened") {
        let owner = base.hire("owner", None);
        let client = base.customer(&owner, "Омарова");
        base.deal(&owner, &client, (0, 150_000));
        let table = crate::DealsHappened;
        let names: Vec<_> = table.columns().iter().map(|column| column.slug).collect();
        let sql = format!("SELECT no, customer_no, {} FROM ({}) x", names.join(", "), table.rows());
        let rows = base.db.read(|tx| tx.rows(&sql, &[], |row| row.get::<i64>(1))).unwrap();
        assert_eq!(rows, [client.no]);
        let entries = base.db.read(|tx| journal::since(tx, 0, 100)).unwrap();
        let touched = base.db.read(|tx| table.touched(tx, &entries)).unwrap();
        assert!(matches!(touched, Touched::Customers(all) if all.contains(&client.no)));
    }
}

#[test]
fn a_lead_goes_from_team_to_team_and_each_sees_only_what_stands_in_its_stages() {
    for base in Base::on_both("deals_conveyor") {
        let owner = base.hire("owner", None);
        let (setting, console) = (base.setting(), Actor::console());
        let teams = base.db.write(move |tx| {
            let add = |tx: &mut db::Tx<'_>, name| access::team::add(tx, &setting, &console, name);
            Ok::<_, access::Refusal>((add(tx, "Привлечение")?.id.0, add(tx, "Продажи")?.id.0))
        });
        let (catch, sell) = teams.unwrap();
        let hire = |name, team| {
            let who = base.hire(name, Some(team));
            Actor { sight: kernel::Sight::reaching(Reach::Stage(team)), ..who }
        };
        let (one, two, three) = (hire("one", catch), hire("two", sell), hire("three", sell));
        let pipeline = base.pipeline();
        let (id, stages) = (pipeline.id, pipeline.stages.clone());
        for (at, team) in [(0, catch), (1, sell)] {
            let to = if at == 1 { crate::HandTo::LeastLoaded } else { crate::HandTo::Queue };
            let handing = Some(crate::Handing { team, to, needs_note: at == 1 });
            let (known, stage) = (stages[at].id, StageWritten { handing, ..stage(&stages[at].name) });
            base.deed(&owner, move |tx, dealing| {
                arranging::change_stage(tx, dealing, (id, None), (known, stage))
            })
            .unwrap();
        }
        let lead = base
            .deed(&one, |tx, dealing| {
                let values = [(customers::builtin::FAMILY, customers::NewValue::new("Лидов"))];
                Ok(customers::changing::create(tx, &dealing.act, customers::Kind::Person, &values)?)
            })
            .unwrap();
        let deal = base.deal(&one, &lead, (0, 100));
        let sees = |who: &Actor| {
            let no = lead.no;
            let query = Query { customer: Some(no), ..Query::default() };
            let client = base.deed(who, move |tx, dealing| {
                Ok(customers::listing::numbered(tx, &dealing.act, no)?.is_some())
            });
            (client.unwrap(), titles(&base, who, query).len())
        };
        assert_eq!((sees(&one), sees(&two)), ((true, 1), (false, 0)));
        let forward = |note: &str| {
            let (id, to) = (deal.id, Move { note: note.into(), ..to(&stages[1]) });
            base.deed(&one, move |tx, dealing| moving::shift(tx, dealing, (id, None), &to))
        };
        assert!(matches!(forward(" "), Err(DealError::Invalid(errors)) if errors[0].field == "note"));
        let handed = forward("Хочет посуду к весне").unwrap();
        assert_eq!(
            (handed.team, handed.responsible),
            (Some(sell), two.user),
            "the first hired of two idle ones"
        );
        assert_eq!((sees(&one), sees(&two), sees(&three)), ((false, 0), (true, 1), (true, 1)));
        let card = base
            .deed(&two, move |tx, dealing| Ok(customers::listing::get(tx, &dealing.act, lead.id)?))
            .unwrap();
        assert_eq!(
            card.sheet.text(customers::builtin::RESPONSIBLE),
            two.user.map(|id| id.to_string()).as_deref()
        );
        let id = handed.id;
        base.deed(&two, move |tx, dealing| moving::win(tx, dealing, (id, None), "")).unwrap();
        assert_eq!(sees(&two), (false, 0), "no deal stands in the team's stages any more");
    }
}

#[test]
fn a_leavers_open_deals_pass_on() {
    let base = Base::new();
    let (owner, one, other) = (base.hire("owner", None), base.hire("one", None), base.hire("other", None));
    let client = base.customer(&one, "Омарова");
    let deal = base.deal(&one, &client, (0, 1));
    let (leaver, heir) = (one.user.unwrap(), other.user.unwrap());
    let n = base.db.read(move |tx| crate::handing::InheritingDeals.count(tx, leaver)).unwrap();
    base.deed(&owner, move |tx, dealing| {
        Ok(crate::handing::InheritingDeals.pass_on(tx, &dealing.act, (leaver, heir))?)
    })
    .unwrap();
    let id = deal.id;
    let now = base.deed(&owner, move |tx, dealing| dealing::get(tx, dealing, id)).unwrap();
    assert_eq!((n, now.responsible), (1, Some(heir)));
}

#[test]
fn winning_is_not_called_losing_in_kazakh() {
    // «Ұтылды» is said of whoever lost, although the verb to win is «ұту».
    let texts = crate::CATALOGUE.kk.to_lowercase();
    assert!(!texts.contains("ұтыл"), "a person who reads it would take a won deal for a lost one");
}
