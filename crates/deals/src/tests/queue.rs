//! A deal waits in a team's queue: the team sees it with its client and takes it; nobody else does.

use super::*;
use access::needing::NeedsTeam as _;

/// Two sellers of two teams and one of none, each seeing what their team answers for; the second stage hands over to
/// the queue of the second team.
fn queued(base: &Base) -> (Actor, [Actor; 3], Deal) {
    let owner = base.hire("owner", None);
    let (setting, console) = (base.setting(), Actor::console());
    let teams = base.db.write(move |tx| {
        let add = |tx: &mut db::Tx<'_>, name| access::team::add(tx, &setting, &console, name);
        Ok::<_, access::Refusal>((add(tx, "Опт")?.id.0, add(tx, "Розница")?.id.0))
    });
    let (wholesale, retail) = teams.unwrap();
    let sellers =
        [base.hire("one", Some(wholesale)), base.hire("two", Some(retail)), base.hire("three", None)];
    let (client, pipeline) = (base.customer(&sellers[0], "Омарова"), base.pipeline());
    let handing = crate::arranging::handing(Some(retail), None, false);
    let (id, known, own) =
        (pipeline.id, pipeline.stages[1].id, StageWritten { handing, ..stage("Розница") });
    base.deed(&owner, move |tx, dealing| arranging::change_stage(tx, dealing, (id, None), (known, own)))
        .unwrap();
    let deal = base.deal(&sellers[0], &client, (0, 100));
    let deal = shifted(base, &sellers[0], &deal, &base.pipeline().stages[1]).unwrap();
    assert_eq!((deal.team, deal.responsible), (Some(retail), None), "it waits");
    (owner, sellers, deal)
}

fn sees(base: &Base, who: &Actor, deal: &Deal) -> (bool, usize, bool) {
    let (id, no) = (deal.id, deal.customer_no);
    let got = base.deed(who, move |tx, dealing| {
        let deal = dealing::get(tx, dealing, id)?;
        let people = listing::people(tx, dealing, std::slice::from_ref(&deal))?;
        assert!(people[&no].name.contains("Омарова"), "the queue tells whose deal it is");
        Ok(())
    });
    let card = base
        .deed(who, move |tx, dealing| Ok(customers::listing::numbered(tx, &dealing.act, no)?.is_some()));
    (got.is_ok(), titles(base, who, Query::default()).len(), card.unwrap())
}

#[test]
fn a_team_sees_what_waits_in_its_queue_and_whoever_takes_a_deal_has_its_client() {
    for base in Base::on_both("deals_queue") {
        let (owner, [one, two, three], deal) = queued(&base);
        assert_eq!(sees(&base, &two, &deal), (true, 1, false), "the client is seen through the queue only");
        assert_eq!(sees(&base, &one, &deal), (false, 0, true), "it passed to the other team");
        assert_eq!(sees(&base, &three, &deal), (false, 0, false));
        assert_eq!(sees(&base, &owner, &deal), (true, 1, true));
        let id = deal.id;
        let taken = base.deed(&two, move |tx, dealing| dealing::take(tx, dealing, id)).unwrap();
        assert_eq!(taken.responsible, two.user);
        assert_eq!(sees(&base, &two, &deal), (true, 1, true), "the client came with the deal");
        assert_eq!(sees(&base, &one, &deal), (false, 0, false));
    }
}

#[test]
fn a_deal_in_the_queue_goes_on_and_is_written_anew_but_not_for_a_client_who_is_not_seen() {
    let base = Base::new();
    let (_, [one, two, _], deal) = queued(&base);
    let other = base.customer(&one, "Тайнова");
    let (id, card) = (deal.id, deal.customer_no);
    let own = base.deed(&Actor::console(), move |tx, dealing| {
        Ok(customers::listing::numbered(tx, &dealing.act, card)?.unwrap())
    });
    let own = own.unwrap();
    let write = |client: &customers::Customer| {
        let new = written(client, "Чашки", 200);
        base.deed(&two, move |tx, dealing| dealing::change(tx, dealing, (id, None), new))
    };
    assert_eq!(write(&own).unwrap().title, "Чашки");
    assert!(matches!(write(&other), Err(DealError::Invalid(errors)) if errors[0].field == "customer"));
    let to = to(&base.pipeline().stages[2]);
    let moved = base.deed(&two, move |tx, dealing| moving::shift(tx, dealing, (id, None), &to));
    assert!(moved.is_ok(), "{moved:?}");
}

#[test]
fn a_team_stays_while_a_stage_hands_over_to_it_or_a_deal_waits_in_its_queue() {
    for base in Base::on_both("deals_team_needed") {
        let (owner, [_, two, _], deal) = queued(&base);
        let team = access::TeamId(two.team.unwrap());
        let needed = || {
            let needs = base.db.read(move |tx| crate::needing::DealsNeedTeams.needs(tx, team)).unwrap();
            needs.into_iter().map(|need| (need.key, need.args[0].1.clone())).collect::<Vec<_>>()
        };
        let by_queue = ("deals-team-needed-by-queue", 1.into());
        assert_eq!(needed(), [("deals-team-needed-by-stage", "Розница".into()), by_queue.clone()]);
        let pipeline = base.pipeline();
        let (id, known) = (pipeline.id, pipeline.stages[1].id);
        base.deed(&owner, move |tx, dealing| {
            arranging::change_stage(tx, dealing, (id, None), (known, stage("Розница")))
        })
        .unwrap();
        assert_eq!(needed(), [by_queue]);
        base.deed(&two, move |tx, dealing| dealing::take(tx, dealing, deal.id)).unwrap();
        assert_eq!(needed(), []);
    }
}
