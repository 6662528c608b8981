//! Typed ids: every kind of record has its own type over UUIDv7, so that a deal's id cannot be passed for a task's.

use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// The bare number inside every id.
pub type RawId = Uuid;

/// A text that is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected a UUID such as 0197a3c0-0000-7000-8000-000000000000")]
pub struct IdError;

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// Makes a UUIDv7 for the given moment (ms); within one millisecond a process-wide counter keeps the order.
pub(crate) fn fresh(now: i64, random: &[u8; 8]) -> Uuid {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed) & 0x0fff;
    let ms = u64::try_from(now).unwrap_or(0) & 0xffff_ffff_ffff;
    let high = (ms << 16) | 0x7000 | count;
    let low = (u64::from_be_bytes(*random) & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    Uuid::from_u64_pair(high, low)
}

/// How an id looks in the API: a string of the form `uuid`.
#[doc(hidden)]
pub fn id_schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
        .into()
}

/// Declares an id type: `id_type!(/// A deal. DealId);`
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, $crate::serde::Serialize, $crate::serde::Deserialize)]
        #[serde(crate = "kernel::serde", transparent)]
        pub struct $name(pub $crate::RawId);

        impl From<$crate::RawId> for $name {
            fn from(raw: $crate::RawId) -> Self { Self(raw) }
        }
        impl From<$name> for $crate::RawId {
            fn from(id: $name) -> Self { id.0 }
        }
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { self.0.fmt(f) }
        }
        impl ::std::str::FromStr for $name {
            type Err = $crate::IdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::uuid::Uuid::try_parse(text).map(Self).map_err(|_| $crate::IdError)
            }
        }
        impl $crate::utoipa::PartialSchema for $name {
            fn schema() -> $crate::utoipa::openapi::RefOr<$crate::utoipa::openapi::schema::Schema> {
                $crate::id_schema()
            }
        }
        impl $crate::utoipa::ToSchema for $name {}
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_later_sort_later() {
        let first = fresh(1_700_000_000_000, &[1; 8]);
        let second = fresh(1_700_000_000_001, &[0; 8]);
        assert!(first < second);
        assert_eq!(first.get_version_num(), 7);
    }
}
