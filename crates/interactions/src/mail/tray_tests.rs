//! Files that came with letters of the tray stay as long as a letter that waits names them, and no longer.

use super::tests::{house, lay, look, waiting};
use customers::erasing::Erasers;
use customers::erasing::wiping::Wipe;
use http::{Method, StatusCode};
use std::sync::Arc;
use testkit::{TestApp, run};

const PRICES: &str = "--cut\n\nhello\n--cut\nContent-Type: application/pdf\n\
    Content-Disposition: attachment; filename=\"p.pdf\"\n\n%PDF-1.7 prices\n--cut--";

fn lay_prices(app: &TestApp, head: &str) {
    let kind = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"cut\"";
    lay(app, &format!("{head}\n{kind}"), PRICES);
}

/// Wipes what is due; gives how many files are kept.
fn n_kept_after_wiping(app: &TestApp) -> usize {
    let (files, erasers) = (
        Some(Arc::clone(&app.app.files)),
        Erasers::new(vec![Arc::new(crate::erasing::ErasingInteractions)]),
    );
    let wipe = Wipe { files, erasers };
    jobs::run_due(&app.app.db, &app.app.setting, vec![Arc::new(wipe)]).unwrap();
    let mut n = 0;
    let counted = app.app.files.each(&mut |_, _| {
        n += 1;
        Ok(true)
    });
    counted.unwrap();
    n
}

#[test]
fn a_file_goes_with_the_last_letter_that_it_came_with() {
    let (app, _) = house();
    lay_prices(&app, "From: one@shop.kz\nMessage-ID: <1@x>\nSubject: one");
    lay_prices(&app, "From: two@shop.kz\nMessage-ID: <2@x>\nSubject: two");
    look(&app);
    assert_eq!((waiting(&app).len(), n_kept_after_wiping(&app)), (2, 1));
    for n_left in [1, 0] {
        let (id, _) = waiting(&app).pop().unwrap();
        run(async {
            let owner = app.visitor("owner").await;
            let path = format!("/api/v1/mail-tray/{id}");
            let aside = owner.send(Method::DELETE, &path, ("", String::new())).await;
            assert_eq!(aside.status, StatusCode::NO_CONTENT, "{}", aside.body);
        });
        assert_eq!((waiting(&app).len(), n_kept_after_wiping(&app)), (n_left, n_left));
    }
}

#[test]
fn what_came_with_a_stranger_s_campaign_is_not_kept() {
    let (app, _) = house();
    lay_prices(&app, "From: news@shop.kz\nMessage-ID: <1@x>\nList-Unsubscribe: <https://x>\nSubject: sale");
    look(&app);
    assert_eq!((waiting(&app).len(), n_kept_after_wiping(&app)), (0, 0));
}
