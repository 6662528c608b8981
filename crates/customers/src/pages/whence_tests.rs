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

fn facts_of_a_card(right: Right) -> String {
    let (_keep, db) = base();
    let card = person_named(&db, "Омарова");
    let keeper: Arc<dyn Provenance> = Arc::new(Keeper(right));
    let house = house_with(db, staff(1, Level::Write), Provenances::new(vec![keeper]));
    let request =
        Request::get(format!("{}?tab=facts", card.href())).header(header::COOKIE, "session=known");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bytes = runtime.block_on(async {
        let answer = house.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        to_bytes(answer.into_body(), usize::MAX).await.unwrap()
    });
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn the_source_of_a_fact_leads_to_its_file_for_whoever_may_see_it() {
    let seen = facts_of_a_card(crate::RIGHT);
    assert!(seen.contains("<a href=\"/import/7\">") && seen.contains("<dd>42</dd>"), "{seen}");
    let unseen = facts_of_a_card("transfer");
    assert!(unseen.contains("Омарова") && !unseen.contains("/import/7"), "{unseen}");
}
