//! How much work an answer costs tells nothing: one about a hidden customer runs as many statements as one about a customer
//! who is not there. Statements are counted and not time, which a busy machine makes up.

use std::net::SocketAddr;

use db::{Db, Options, n_statements};
use files::FilesUrl;
use kartoteka::compose::{self, Manner};
use kartoteka::{routes, serving};
use kernel::Setting;

use super::sampling::{Deed, Sample};
use super::sight::{MISSING, OTHER_TEAM, hidden};
use super::{Tried, all};
use crate::client::Client;

/// How often each is tried; what comes by itself meanwhile can only add.
const TRIES: usize = 5;

/// The house over a place in this very process, whose statements can be counted, without anything that works by itself.
fn house(tried: &Tried) -> (tokio::runtime::Runtime, String) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let address = runtime.block_on(async {
        let folder = tried.place.path("");
        let (setting, files) = (Setting::real(), FilesUrl::in_folder(&folder));
        let db = Db::open(&tried.place.url().parse().unwrap(), Options::default()).unwrap();
        let post = compose::post(&folder, &setting).unwrap();
        let app = compose::app(&db, &setting, (&files, post), Manner::default()).unwrap();
        let (listener, address) = serving::listen(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        tokio::spawn(serving::serve(routes::house(&app), listener, None));
        format!("http://{address}")
    });
    (runtime, address)
}

/// The fewest statements that a deed ran.
fn cost(who: &Client, sample: &Sample, deed: &Deed) -> u64 {
    let once = || {
        let before = n_statements();
        sample.attempt(who, deed);
        n_statements() - before
    };
    // The first time something may be read that is kept.
    once();
    (0..TRIES).map(|_| once()).min().unwrap_or(0)
}

#[test]
fn an_answer_about_a_hidden_customer_costs_as_much_as_one_about_nobody() {
    let tried = Tried::new();
    hidden(&tried);
    let token = tried.place.token(OTHER_TEAM, "all");
    let (runtime, address) = house(&tried);
    let who = Client::new(&address).with("authorization", &format!("Bearer {token}"));
    let deeds: Vec<Deed> = all().into_iter().filter(Deed::is_about_customer).collect();
    let (there, gone) = (tried.about(&tried.sample.customer), tried.about(MISSING));
    let told: Vec<String> = deeds
        .iter()
        .filter_map(|deed| {
            let (hidden, missing) = (cost(&who, &there, deed), cost(&who, &gone, deed));
            (hidden != missing).then(|| format!("{}: {hidden} statements and not {missing}", deed.name()))
        })
        .collect();
    assert!(told.is_empty(), "the work tells of a hidden customer:\n{}", told.join("\n"));
    assert!(deeds.iter().any(|deed| cost(&who, &gone, deed) > 1), "statements are counted");
    runtime.shutdown_background();
    tried.house.stop();
}
