//! Which rate wins, and which may not stand beside each other.

use super::*;

fn id(n: u128) -> RawId {
    RawId::from_u128(n)
}

fn rate(no: u128, whom: Whom, what: What, place: Place) -> Rate {
    Rate {
        id: RateId(id(no)),
        whom,
        what,
        place,
        pays: Pays::Revenue { percent: Decimal::from(5) },
        from_on: 10,
        until_on: Some(20),
        note: String::new(),
        revision: 1,
        created_by: None,
        created_at: 0,
    }
}

fn book() -> Vec<Rate> {
    let (person, team) = (Whom::Person(UserId(id(1))), Whom::Team(TeamId(id(7))));
    let product = || What::Product(ProductId(id(30)));
    let pipeline = Place::Pipeline(PipelineId(id(40)));
    vec![
        rate(1, Whom::All, What::All, Place::All),
        rate(2, Whom::All, What::All, pipeline),
        rate(3, Whom::All, What::Category("Посуда".into()), Place::All),
        rate(4, Whom::All, product(), Place::All),
        rate(5, team, What::All, Place::All),
        rate(6, person, What::All, Place::All),
        rate(7, Whom::All, What::All, Place::Stage(StageId(id(50)))),
    ]
}

#[test]
fn the_most_specific_rate_wins() {
    let rates = book();
    let check = |person: u128, team: Option<u128>, product: Option<(u128, &str)>, wanted: u128| {
        let sold = Sold {
            person: id(person),
            team: team.map(id),
            stage: None,
            pipeline: PipelineId(id(40)),
            product: product.map(|(no, category)| (ProductId(id(no)), category)),
            on: 15,
        };
        let won = winning(&rates, &sold).unwrap();
        assert_eq!(won.id.0, id(wanted), "{sold:?}");
    };
    check(9, None, None, 2);
    check(9, None, Some((31, "посуда")), 3);
    check(9, None, Some((30, "Посуда")), 4);
    check(9, Some(7), Some((30, "Посуда")), 5);
    check(1, Some(7), Some((30, "Посуда")), 6);
}

#[test]
fn a_rate_of_a_stage_is_only_for_whoever_brought_the_deal_there() {
    let sold = |stage: Option<u128>, on: Day| Sold {
        person: id(9),
        team: None,
        stage: stage.map(|no| StageId(id(no))),
        pipeline: PipelineId(id(41)),
        product: None,
        on,
    };
    let rates = book();
    let won = |stage, on| winning(&rates, &sold(stage, on)).map(|rate| rate.id.0);
    assert_eq!(won(Some(50), 10), Some(id(7)));
    assert_eq!(won(Some(51), 10), None);
    assert_eq!(won(None, 20), Some(id(1)));
    assert_eq!((won(None, 9), won(None, 21)), (None, None), "outside of its days");
}

#[test]
fn two_rates_for_the_same_have_no_day_in_common() {
    let check = |from_on: Day, until_on: Option<Day>, wanted: bool| {
        let known = rate(1, Whom::All, What::Category("Посуда".into()), Place::All);
        let other =
            Rate { from_on, until_on, what: What::Category("посуда".into()), ..known.clone() };
        assert_eq!(
            (known.overlaps(&other), other.overlaps(&known)),
            (wanted, wanted),
            "{from_on} {until_on:?}"
        );
    };
    check(1, Some(9), false);
    check(1, Some(10), true);
    check(20, None, true);
    check(21, None, false);
    check(1, None, true);
    let book = book();
    assert!(!book[0].overlaps(&book[1]), "for something else");
}
