//! Files that go along with a letter: those chosen just now, and those that lie on the client's card.

use super::tray::KeptFile;
use crate::error::InteractionError;
use customers::attaching::{self as card_files, AttachmentId};
use customers::{Act, CustomerId};
use db::Tx;
use files::{FileError, Store, StoredFile};
use mail::Enclosure;
use std::io::Read as _;
use web::FieldError;

/// The most bytes that go along with one letter: most servers refuse letters above 25 MB, and in a letter files grow by a
/// third.
pub const MOST_BYTES: u64 = 18 * 1024 * 1024;

/// The most files that go along with one letter.
pub const MOST: usize = 20;

/// What is to go along.
#[derive(Debug, Clone, Default)]
pub struct Enclosed {
    /// Files that are in the store already, with their names.
    pub fresh: Vec<(String, StoredFile)>,
    /// Files of the client's card.
    pub of_card: Vec<AttachmentId>,
}

/// All that goes along, in order: what was chosen just now, then what lies on the card.
///
/// # Errors
/// [`InteractionError::Invalid`] naming `files`: too many, too large together, or not on this card.
pub(super) fn gather(
    tx: &mut Tx<'_>,
    act: &Act,
    (card, wanted): (CustomerId, &Enclosed),
) -> Result<Vec<KeptFile>, InteractionError> {
    let mut all: Vec<KeptFile> = wanted.fresh.iter().map(fresh).collect();
    if !wanted.of_card.is_empty() {
        let held = card_files::of(tx, act, card)?;
        for id in &wanted.of_card {
            let file = held.iter().find(|file| file.id == *id);
            let file =
                file.ok_or_else(|| InteractionError::at("files", "interactions-letter-file-unknown"))?;
            all.push(KeptFile {
                name: file.name.clone(),
                key: file.key.to_string(),
                size: file.size,
                media_type: file.media_type.clone(),
                content_id: None,
            });
        }
    }
    let size: u64 = all.iter().map(|file| file.size).sum();
    if size > MOST_BYTES || all.len() > MOST {
        return Err(InteractionError::Invalid(vec![too_much()]));
    }
    Ok(all)
}

/// That more is enclosed than servers take.
pub(crate) fn too_much() -> FieldError {
    let (n, most) = (MOST.to_string(), (MOST_BYTES / 1024 / 1024).to_string());
    let args = vec![("n", n.into()), ("most", most.into())];
    FieldError { args, ..FieldError::new("files", "interactions-letter-files-large") }
}

fn fresh((name, stored): &(String, StoredFile)) -> KeptFile {
    KeptFile {
        name: card_files::clean_name(name),
        key: stored.key.to_string(),
        size: stored.size,
        media_type: stored.media_type.to_owned(),
        content_id: None,
    }
}

/// The files with their bytes, as they go into a letter.
///
/// # Errors
/// [`FileError`]; [`FileError::Missing`] where one is no longer kept.
pub(super) fn enclosures(store: &dyn Store, files: &[KeptFile]) -> Result<Vec<Enclosure>, FileError> {
    let enclosure = |file: &KeptFile| {
        let bytes = bytes(store, file)?;
        Ok(Enclosure { name: file.name.clone(), media_type: file.media_type.clone(), bytes })
    };
    files.iter().map(enclosure).collect()
}

/// The bytes of one file.
///
/// # Errors
/// [`FileError`].
pub(super) fn bytes(store: &dyn Store, file: &KeptFile) -> Result<Vec<u8>, FileError> {
    let key = file.key.parse().map_err(|_| FileError::Broken(file.key.clone()))?;
    let mut bytes = Vec::new();
    let mut opened = store.open(&key, None)?.reader;
    opened.read_to_end(&mut bytes).map_err(|error| FileError::Broken(error.to_string()))?;
    Ok(bytes)
}
