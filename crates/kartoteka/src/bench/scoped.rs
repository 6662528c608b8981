//! Lists as sellers see them, whose phones are masked and who see what their team answers for, or what stands in its stages:
//! beside the owner's same pages.

use super::figures::{Figure, quantile};
use super::pages::{self, House, failed, get, list_path};
use super::staff::{self, Seller};
use crate::exit::CommandError;
use access::{Scope, outlook, roles};
use customers::bulk::{Batch, Origin, Understood, upsert_batch};
use customers::{Act, CustomerId, Kind, NewValue, Rule, builtin, passing};
use db::{Db, DbError};

/// Of so many cards one is the team's, and another one stands in its stages.
const SHARE: i64 = 20;
/// Sellers of the team.
const SELLERS: usize = 10;
/// Cards given by one transaction.
const AT_ONCE: usize = 5_000;
/// Pages that are asked for.
const N_ASKED: usize = 600;

/// Measures over the customers of a base, of which a twentieth each is given to a team and to its stages.
pub(super) async fn measure(house: &House, db: &Db, act: &Act) -> Result<Vec<Figure>, CommandError> {
    pages::warm(house).await?;
    let sellers = hire(db, act).await?;
    tokio::task::block_in_place(|| give(db, act, &sellers))?;
    pages::warm(house).await?;
    let mut figures = Vec::new();
    for (name, path) in [
        ("filtered and sorted", list_path as fn(usize) -> String),
        ("all clients by name", |_| "/customers?sort=name".to_owned()),
    ] {
        let owner = p95(house, path).await?;
        for (seller, scope) in sellers.iter().zip(["their team's", "of the team's stages"]) {
            let reached = p95(&house.as_seen_by(&seller.secret), path).await?;
            let work = format!("list of 50 with masks, clients {scope}, {name}: p95");
            figures
                .push(Figure::new(&work, reached, "ms").must(15.0).floor(owner).note("floor: the owner's"));
            let times = Figure::new("the same beside the owner's", reached / owner.max(1e-6), "times");
            figures.push(times.must(2.0));
        }
    }
    Ok(figures)
}

async fn p95(house: &House, path: fn(usize) -> String) -> Result<f64, CommandError> {
    // What is asked for the first time is worked out; people ask again.
    house.ask(1, N_ASKED / 5, move |at| get(path(at))).await?;
    let (times, _) = house.ask(1, N_ASKED, move |at| get(path(at))).await?;
    Ok(quantile(&times, 0.95))
}

/// A team of sellers: the first sees by the team, the second by its stages; phones and e-mails are masked for all.
async fn hire(db: &Db, act: &Act) -> Result<Vec<Seller>, CommandError> {
    let (setting, actor) = (act.setting.clone(), act.actor.clone());
    db.writing(move |tx| {
        let masked = vec!["phone".to_owned(), "email".to_owned()];
        let wanted = outlook::Outlook { masked, scope: Scope::Team, ..outlook::of(tx, &roles::SELLER)? };
        outlook::decide(tx, &setting, &actor, wanted)?;
        let mut sellers = staff::team(tx, (&setting, &actor), ("scoped", SELLERS))?;
        if let Some(second) = sellers.get_mut(1) {
            staff::see(tx, (&setting, &actor), second, Scope::Stage)?;
        }
        Ok::<_, access::Refusal>(sellers)
    })
    .await
    .map_err(failed)
}

/// Gives every twentieth card to one of the sellers, and has the next one stand in their team's stages.
fn give(db: &Db, act: &Act, sellers: &[Seller]) -> Result<(), CommandError> {
    let deed = act.clone();
    let source = db.write(move |tx| customers::source::of_actor(tx, &deed.setting, &deed.actor))?;
    let of_team = db.read(|tx| {
        let sql = "SELECT id, kind FROM customers WHERE no % $1 = 0 ORDER BY no";
        tx.rows(sql, db::params![SHARE], |row| Ok((row.id::<CustomerId>(0)?, row.get::<String>(1)?)))
    });
    for (at, some) in of_team?.chunks(AT_ONCE).enumerate() {
        let mut batch = Batch::new();
        for (nth, (id, kind)) in some.iter().enumerate() {
            let seller = sellers.get((at + nth) % sellers.len().max(1)).map(|one| one.id.to_string());
            let values = vec![(builtin::RESPONSIBLE, NewValue::new(seller.unwrap_or_default()))];
            let kind = Kind::from_slug(kind).unwrap_or(Kind::Person);
            batch.add(act, source, &Understood { id: Some(*id), kind, values });
        }
        batch.sort();
        let (deed, origin) = (act.clone(), Origin { source, rule: Rule::Newest });
        db.write(move |tx| upsert_batch(tx, &deed, origin, batch)).map_err(failed)?;
    }
    let Some(team) = sellers.first().map(|seller| seller.team.0) else { return Ok(()) };
    let n_cards = db.read(|tx| tx.number("SELECT max(no) FROM customers", &[]))?;
    let staged: Vec<i64> = (1..=n_cards).filter(|no| no % SHARE == 1).collect();
    for some in staged.chunks(AT_ONCE) {
        let (deed, some) = (act.clone(), some.to_vec());
        db.write(move |tx| some.iter().try_for_each(|no| passing::mark(tx, &deed, *no, &[team])))
            .map_err(|error: DbError| failed(error))?;
    }
    Ok(())
}
