//! Pages through HTTP: a list, a filter of one's own, a search, a card; and changes acknowledged durable.

use super::client::Client;
use super::figures::{Figure, quantile};
use super::people::{CITIES, WARMTH};
use crate::compose::{self, Manner};
use crate::exit::CommandError;
use crate::{capabilities, routes, serving};
use access::{Secret, console, roles};
use db::{Db, DbError};
use files::FilesUrl;
use kernel::Setting;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Whose token the requests bear.
const EMAIL: &str = "bench@kartoteka.example";

/// How long the house may take to read the card index into memory.
const WARMING_SECS: u64 = 120;

/// A served base.
#[derive(Clone)]
pub(super) struct House {
    app: web::App,
    snapshot: customers::Snapshot,
    address: SocketAddr,
    headers: String,
    db: Db,
}

pub(super) fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Failed(error.to_string())
}

/// Serves a base on a free port with a token of its owner.
pub(super) async fn house(db: &Db, folder: &Path) -> Result<House, CommandError> {
    let setting = Setting::real();
    let secret = db.writing({
        let setting = setting.clone();
        move |tx| {
            console::add_user(tx, &setting, (EMAIL, "Bench"), &roles::OWNER, None)?;
            console::create_token(tx, &setting, EMAIL, &["all"], &capabilities::rights())
        }
    });
    let secret = secret.await.map_err(failed)?;
    let files = FilesUrl::in_folder(folder);
    let post = compose::post(folder, &setting)?;
    let app = compose::app(db, &setting, (&files, post), Manner::default())?;
    let (listener, address) = serving::listen(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    tokio::spawn(serving::serve(routes::house(&app), listener, None));
    tokio::spawn(compose::keep_cards(app.clone()));
    tokio::spawn(compose::keep_search(app.clone()));
    let headers = headers(&secret);
    let snapshot = app.offer::<customers::Desk>().cloned().unwrap_or_default().snapshot();
    Ok(House { app, snapshot, address, headers, db: db.clone() })
}

fn headers(secret: &Secret) -> String {
    format!("Authorization: Bearer {}\r\nAccept-Language: ru\r\n", secret.reveal())
}

impl House {
    /// The same house, asked by whoever bears another token.
    pub(super) fn as_seen_by(&self, secret: &Secret) -> House {
        House { headers: headers(secret), ..self.clone() }
    }

    /// The same deed at the desk of this house, whose card index is in memory.
    pub(super) fn act(&self, act: &customers::Act) -> Result<customers::Act, CommandError> {
        let desk = self.app.offer::<customers::Desk>().cloned().unwrap_or_default();
        Ok(self.db.read(|tx| desk.act(tx, (&act.setting, &act.actor), &self.app.firm()))?)
    }

    /// What answers conditions in this house.
    pub(super) fn engine(&self) -> Result<segments::Engine, CommandError> {
        self.app.offer().cloned().ok_or_else(|| failed("nothing answers conditions"))
    }

    /// Whether the card index is in memory.
    fn is_warm(&self) -> bool {
        self.snapshot.is_there()
    }

    /// Asks `n` times over `n_clients` connections; gives the times in ms, sorted, and requests per second.
    pub(super) async fn ask(
        &self,
        n_clients: usize,
        n: usize,
        request: impl Fn(usize) -> (&'static str, String, String) + Send + Sync + 'static,
    ) -> Result<(Vec<f64>, f64), CommandError> {
        let (request, next) = (Arc::new(request), Arc::new(AtomicUsize::new(0)));
        let started = Instant::now();
        let mut clients = Vec::new();
        for _ in 0..n_clients {
            let (request, next) = (Arc::clone(&request), Arc::clone(&next));
            let mut client = Client::connect(self.address, &self.headers).await.map_err(failed)?;
            clients.push(tokio::spawn(async move {
                let mut times = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= n {
                        return Ok::<_, CommandError>(times);
                    }
                    let (method, path, body) = request(at);
                    let asked = Instant::now();
                    let answer = client.ask(method, &path, &body).await.map_err(failed)?;
                    times.push(asked.elapsed().as_secs_f64() * 1000.0);
                    if answer.status >= 300 {
                        return Err(failed(format!(
                            "{method} {path}: {} {}",
                            answer.status,
                            String::from_utf8_lossy(&answer.body)
                        )));
                    }
                }
            }));
        }
        let mut times = Vec::new();
        for client in clients {
            times.extend(client.await.map_err(failed)??);
        }
        let rate = n as f64 / started.elapsed().as_secs_f64();
        times.sort_by(f64::total_cmp);
        Ok((times, rate))
    }

    /// Median milliseconds of a bare statement.
    pub(super) async fn bare(&self, sql: String, n: usize) -> Result<f64, CommandError> {
        let times = self.db.reading(move |tx| {
            let mut times = Vec::new();
            for _ in 0..n {
                let asked = Instant::now();
                tx.rows(&sql, &[], |row| row.cell(0))?;
                times.push(asked.elapsed().as_secs_f64() * 1000.0);
            }
            times.sort_by(f64::total_cmp);
            Ok::<_, DbError>(times)
        });
        Ok(quantile(&times.await?, 0.5))
    }
}

pub(super) fn get(path: String) -> (&'static str, String, String) {
    ("GET", path, String::new())
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A list of 50 by warmth and city, in turn every pair of them and by name, by name backwards and by the last change.
pub(super) fn list_path(at: usize) -> String {
    let warmth = WARMTH.get(at % WARMTH.len()).copied().unwrap_or_default();
    let city = CITIES.get(at / 3 % CITIES.len()).copied().unwrap_or_default();
    let sort = ["name", "-name", "-changed"].get(at % 7 % 3).copied().unwrap_or_default();
    let filter =
        format!(r#"{{"all":[{{"field":"warmth","is":"{warmth}"}},{{"field":"city","is":"{city}"}}]}}"#);
    format!("/customers?filter={}&sort={sort}", encoded(&filter))
}

/// The first lists have the card index read into memory, as in any house at a million cards.
pub(super) async fn warm(house: &House) -> Result<(), CommandError> {
    let started = Instant::now();
    while started.elapsed().as_secs() < WARMING_SECS && !house.is_warm() {
        house.ask(1, 1, |at| get(list_path(at))).await?;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    Ok(())
}

/// The list of 50 with a filter on two built-in fields and a sort, alone and by many.
pub(super) async fn list(house: &House) -> Result<Vec<Figure>, CommandError> {
    warm(house).await?;
    let (times, _) = house.ask(1, 600, |at| get(list_path(at))).await?;
    let (_, rate) = house.ask(8, 6000, |at| get(list_path(at))).await?;
    let bare = house
        .bare(
            "SELECT c.no, c.id, c.kind, c.name, c.sheet FROM traits s CROSS JOIN customers c WHERE s.field_no = 1
             AND c.no = s.customer_no AND c.archived_at IS NULL
             AND EXISTS (SELECT 1 FROM traits x WHERE x.field_no = 40 AND x.key = 'hot' AND x.customer_no = c.no)
             AND EXISTS (SELECT 1 FROM traits x WHERE x.field_no = 29 AND x.key = '@' AND x.customer_no = c.no)
             ORDER BY s.key, s.customer_no LIMIT 51"
                .replace('@', &matching::fold::fold("Алматы")),
            200,
        )
        .await?;
    Ok(vec![
        Figure::new("list of 50, two built-in fields and a sort: p95", quantile(&times, 0.95), "ms")
            .must(10.0)
            .floor(bare),
        Figure::new("the same by 8 clients at once", rate, "requests/s").must(2000.0),
    ])
}

/// The same with a field of one's own, a common and a rare value.
pub(super) async fn own_field(house: &House) -> Result<Vec<Figure>, CommandError> {
    let mut figures = Vec::new();
    for (name, value) in [("common", "обычное"), ("rare", "редкое")] {
        let filter = encoded(&format!(r#"{{"field":"rarity","is":"{value}"}}"#));
        let path = format!("/customers?filter={filter}&sort=name");
        let (times, _) = house.ask(1, 200, move |_| get(path.clone())).await?;
        let scan = house
            .bare(format!("SELECT no FROM customers WHERE sheet LIKE '%{value}%' LIMIT 1000000"), 3)
            .await?;
        let work = format!("list filtered by a field of one's own, {name} value: p95");
        figures.push(
            Figure::new(&work, quantile(&times, 0.95), "ms").must(50.0).floor(scan).note("floor: a scan"),
        );
    }
    Ok(figures)
}

/// Search as you type: any three letters, any four digits.
pub(super) async fn search(house: &House) -> Result<Vec<Figure>, CommandError> {
    const LETTERS: [&str; 10] = ["ахм", "ива", "kas", "айг", "мад", "ере", "нур", "сер", "ова", "али"];
    let (letters, _) = house
        .ask(1, 300, |at| {
            get(format!("/customers?q={}", encoded(LETTERS.get(at % 10).copied().unwrap_or("ива"))))
        })
        .await?;
    let (digits, _) = house.ask(1, 300, |at| get(format!("/customers?q={:04}", at * 37 % 10_000))).await?;
    let bare = house
        .bare(
            "SELECT rowid FROM search WHERE search MATCH '\"iva\"' ORDER BY rowid DESC LIMIT 50".into(),
            50,
        )
        .await?;
    Ok(vec![
        Figure::new("search, any 3 letters: p95", quantile(&letters, 0.95), "ms").must(15.0).floor(bare),
        Figure::new("search, any 4 digits: p95", quantile(&digits, 0.95), "ms").must(15.0),
    ])
}

/// One field changed, acknowledged durable, by 16 clients at once; then a card with 200 entries of timeline.
pub(super) async fn change_and_card(house: &House) -> Result<Vec<Figure>, CommandError> {
    let ids = house.db.reading(|tx| {
        tx.rows("SELECT id FROM customers ORDER BY no LIMIT 400", &[], |row| row.get::<kernel::RawId>(0))
    });
    let ids: Arc<Vec<String>> = Arc::new(ids.await?.into_iter().map(|id| id.to_string()).collect());
    let id_at = move |at: usize| ids.get(at % ids.len().max(1)).cloned().unwrap_or_default();
    let changed = id_at.clone();
    let (_, rate) = house
        .ask(16, 6000, move |at| {
            let body = format!(r#"{{"facts":{{"preferences":"чашка {at}"}}}}"#);
            ("PATCH", format!("/api/v1/customers/{}", changed(at)), body)
        })
        .await?;
    let one = id_at(0);
    let path = format!("/api/v1/customers/{one}");
    house
        .ask(1, 200, move |at| ("PATCH", path.clone(), format!(r#"{{"facts":{{"needs":"чайник {at}"}}}}"#)))
        .await?;
    let (card, _) = house.ask(1, 300, move |_| get(format!("/customers/{one}"))).await?;
    Ok(vec![
        Figure::new("one field changed, durable, 16 clients", rate, "changes/s")
            .must(2000.0)
            .note("synchronous=FULL"),
        Figure::new("card with 200 entries of timeline: p95", quantile(&card, 0.95), "ms").must(8.0),
    ])
}
