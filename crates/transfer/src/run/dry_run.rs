//! What would become of every row of a file, found out by doing it and giving the transaction up.

use super::batch::{Asked, Loading};
use super::loading::load;
use super::mending::Mended;
use super::own_fields::make_fields;
use super::record::{Counts, ImportError};
use crate::formats::{Settings, Source};
use crate::mapping::{Mapping, RowsOf};
use customers::Act;
use customers::bulk::Origin;
use customers::source::{SourceKind, named};
use customers::staff::Staff;
use db::{Db, DbError};

/// What would become of every row, without keeping any of it.
///
/// # Errors
/// As [`load`].
pub fn dry_run(
    db: &Db,
    act: &Act,
    source: Source,
    (settings, mapping, columns): (Settings, Mapping, Vec<String>),
) -> Result<Counts, ImportError> {
    let (base, act) = (db.clone(), act.clone());
    let ended = db.write(move |tx| -> Result<(), Undone> {
        let mut mapping = mapping;
        let act = match mapping.into {
            RowsOf::Customers => make_fields(tx, &act, &mut mapping)?,
            RowsOf::Orders | RowsOf::Products => act,
        };
        let staff = Staff::read(tx, act.setting.now()).map_err(ImportError::from)?;
        let file = named(tx, &act.setting, (SourceKind::Import, source.name(), None))
            .map_err(ImportError::from)?;
        let origin = Origin { source: file, rule: mapping.rule };
        let asked = Asked {
            settings: &settings,
            mapping: &mapping,
            columns: &columns,
            mended: &Mended::default(),
            n_skipped: 0,
        };
        let loading = Loading::asked(&base, &act, (source, origin), &staff, &asked)?;
        let mut counts = Counts::default();
        load(loading, |batch| -> Result<bool, Undone> {
            counts = counts.plus(batch.write(tx, &act, origin, None)?);
            Ok(true)
        })?;
        // Only an error leaves nothing behind.
        Err(Undone::Counted(counts))
    });
    match ended {
        Err(Undone::Counted(counts)) => Ok(counts),
        Err(Undone::Failed(error)) => Err(*error),
        Ok(()) => Ok(Counts::default()),
    }
}

/// Why a transaction that was never meant to stay was given up.
enum Undone {
    Counted(Counts),
    Failed(Box<ImportError>),
}

impl From<ImportError> for Undone {
    fn from(error: ImportError) -> Self {
        Undone::Failed(Box::new(error))
    }
}

impl From<DbError> for Undone {
    fn from(error: DbError) -> Self {
        ImportError::from(error).into()
    }
}
