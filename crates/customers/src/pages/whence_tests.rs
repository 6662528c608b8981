//! Where facts came from, as the card leads there.

use crate::CustomerId;
use crate::provenance::{Provenance, Provenances, Trace};
use crate::sheet::SourceNo;
use crate::source::SourceKind;
use crate::testing::{base, house_with, person_named, staff};
use axum::body::{Body, to_bytes};
use db::{DbError, Tx};
use http::{Request, header};
use kernel::{Level, Right};
use std::collections::HashMap;
use std::sync::Arc;
use tower::ServiceExt as _;

/// Keeps what programs bring.
struct Keeper(Right);

impl Provenance for Keeper {
    fn kind(&self) -> SourceKind {
        SourceKind::Api
    }

    fn right(&self) -> Right {
        self.0
    }

    fn traces(
        &self,
        _: &mut Tx<'_>,
        _: CustomerId,
        sources: &[SourceNo],
    ) -> Result<HashMap<SourceNo, Trace>, DbError> {
        let trace = Trace { href: "/import/7".to_owned(), record: Some(42) };
        Ok(sources.iter().map(|no| (*no, trace.clone())).collect())
    }
}

/// The card's page, and its facts as programs read them.
fn facts_of_a_card(right: Right) -> [String; 2] {
    let (_keep, db) = base();
    let card = person_named(&db, "Омарова");
    let keeper: Arc<dyn Provenance> = Arc::new(Keeper(right));
    let house = house_with(db, staff(1, Level::Write), Provenances::new(vec![keeper]));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    [format!("{}?tab=facts", card.href()), format!("/api/v1{}/facts", card.href())].map(|path| {
        let request = Request::get(path).header(header::COOKIE, "session=known");
        let asked = house.clone().oneshot(request.body(Body::empty()).unwrap());
        let bytes =
            runtime.block_on(async { to_bytes(asked.await.unwrap().into_body(), usize::MAX).await });
        String::from_utf8_lossy(&bytes.unwrap()).into_owned()
    })
}

#[test]
fn the_source_of_a_fact_leads_to_its_file_for_whoever_may_see_it() {
    let [page, told] = facts_of_a_card(crate::RIGHT);
    assert!(page.contains("<a href=\"/import/7\">") && page.contains("<dd>42</dd>"), "{page}");
    assert!(told.contains("\"source_href\":\"/import/7\",\"source_record\":42"), "{told}");
    for unseen in facts_of_a_card("transfer") {
        assert!(unseen.contains("Омарова") && !unseen.contains("/import/7"), "{unseen}");
    }
}
