//! Fresh PostgreSQL databases for tests, see `testbase`.

pub use testbase::{TestDatabase, url_for_test, url_from_template};
