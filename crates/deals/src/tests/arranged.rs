//! What arranging leaves behind: stages that are taken out, pipelines that may not go.

use super::*;

#[test]
fn the_funnel_adds_up_after_a_stage_is_taken_out() {
    for base in Base::on_both("deals_funnel_gone") {
        let owner = base.hire("owner", None);
        let client = base.customer(&owner, "Омарова");
        let pipeline = base.pipeline();
        let reason = base.deed(&owner, arranging::loss_reasons).unwrap()[0].id;
        let lost_at = |at: usize| {
            let id = base.deal(&owner, &client, (at, 100)).id;
            base.deed(&owner, move |tx, dealing| moving::lose(tx, dealing, (id, None), (Some(reason), "")))
        };
        lost_at(0).unwrap();
        lost_at(1).unwrap();
        lost_at(1).unwrap();
        base.deal(&owner, &client, (1, 100));
        let (id, gone, heir) = (pipeline.id, pipeline.stages[1].id, pipeline.stages[2].id);
        let left = base.deed(&owner, move |tx, dealing| {
            arranging::remove_stage(tx, dealing, (id, None), (gone, Some(heir)))
        });
        let left = left.unwrap();
        let found = base
            .deed(&owner, move |tx, dealing| {
                let days = (dealing.today() - 6, dealing.today() + 1);
                funnel::of(tx, dealing, (&left, &Query::default()), days)
            })
            .unwrap();
        let by_stage: i64 = found.levels.iter().map(|level| level.n_lost).sum();
        assert_eq!((found.count.n_lost, by_stage), (3, 1));
        let wanted = funnel::Gone { n_reached: 3, n_lost: 2, losses: vec![(Some(reason), 2)] };
        assert_eq!(found.gone, wanted, "the rows add up");
    }
}

#[test]
fn a_pipeline_with_open_deals_stays_and_nobody_is_asked_for_a_stage() {
    let base = Base::new();
    let owner = base.hire("owner", None);
    let client = base.customer(&owner, "Омарова");
    let (id, _) = (base.pipeline().id, base.deal(&owner, &client, (0, 1)));
    let kept = base.deed(&owner, move |tx, dealing| arranging::remove(tx, dealing, (id, None)));
    let error = kept.unwrap_err();
    assert!(matches!(error, DealError::InUse(1)));
    assert!(format!("{:?}", web::Problem::from(error)).contains("deals-pipeline-in-use"));
}
