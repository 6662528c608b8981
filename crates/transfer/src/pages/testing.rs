//! What the tests of pages share: a house with a file to bring in, and its jobs.

use crate::{outgoing, run};
use http::Method;
use std::sync::Arc;
use testkit::{Answer, TestApp, Visitor};

static HOUSE: &[&web::Capability] = &[
    &customers::CAPABILITY,
    &orders::CAPABILITY,
    &crate::CAPABILITY,
    &access::CAPABILITY,
    &fields_only::FIELDS,
];

mod fields_only {
    //! The words of fields, which stand in no capability.

    pub(super) static FIELDS: web::Capability = web::Capability {
        slug: "fields",
        catalogue: fields::CATALOGUE,
        nav: &[],
        arranged: &[],
        pages: web::Routes::new,
        api: web::Operations::new,
        jobs: Vec::new,
    };
}

const CLIENTS: &str = "ФИО;Телефон;Email\r\n\
    Ахметова Айгерим;8 701 123 45 67;aigerim@dastarkhan.kz\r\n\
    Сидоров Олег;8 705 111 22 33;не почта\r\n";

pub(crate) fn house() -> TestApp {
    let app = TestApp::empty(HOUSE);
    app.write(|tx, _| customers::install(tx)).unwrap();
    app
}

pub(crate) async fn upload(visitor: &Visitor<'_>, path: &str) -> Answer {
    upload_of(visitor, (path, ""), ("clients.csv", CLIENTS)).await
}

/// Drops a file of this name on the page, saying what its rows are.
pub(crate) async fn upload_of(
    visitor: &Visitor<'_>,
    (path, into): (&str, &str),
    (name, text): (&str, &str),
) -> Answer {
    let body = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"into\"\r\n\r\n{into}\r\n\
         --cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--cut--\r\n"
    );
    visitor.send(Method::POST, path, ("multipart/form-data; boundary=cut", body)).await
}

/// Does what is due on a thread of its own, since writing blocks.
pub(crate) fn work(app: &TestApp) {
    let wipe = customers::erasing::wiping::Wipe {
        files: Some(Arc::clone(&app.app.files)),
        erasers: customers::erasing::Erasers::new(vec![Arc::new(run::ErasingRuns)]),
    };
    let wipe: Arc<dyn jobs::Job> = Arc::new(wipe);
    let all = run::jobs(&app.app.files).into_iter().chain(outgoing::jobs(&app.app)).chain([wipe]).collect();
    let due = || jobs::run_due(&app.app.db, &app.app.setting, all);
    std::thread::scope(|scope| scope.spawn(due).join().unwrap()).unwrap();
}
