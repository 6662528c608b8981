//! Files and the photo of a card. The bytes are put into the file store first, by their content; here is what they are
//! called and whose they are.

use crate::act::Act;
use crate::changing::SUBJECT;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::store::attachments;
use db::Tx;
use files::{FileKey, StoredFile};
use journal::Entry;
use kernel::{Level, Millis, id_type};
use serde_json::json;
use web::FieldError;

id_type!(
    /// A file of a card.
    AttachmentId
);

/// The most bytes of a file.
pub const MOST_BYTES: u64 = 50 * 1024 * 1024;
/// The most bytes of a photo.
pub const MOST_PHOTO_BYTES: u64 = 8 * 1024 * 1024;

/// The pictures that a browser shows without running anything of theirs and that people take photos in.
const PHOTOS: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];

/// A file of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Whose it is.
    pub card: CustomerId,
    /// What it is called.
    pub name: String,
    /// Its type, told from the content.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// Where the store keeps it.
    pub key: FileKey,
    /// Whether it is a photo of the customer.
    pub is_photo: bool,
    /// When it was attached.
    pub created_at: Millis,
    /// When it was removed, if it was.
    pub removed_at: Option<Millis>,
}

impl Attachment {
    /// Whether a browser may show it on our pages; all others are offered for saving only.
    pub fn is_shown_inline(&self) -> bool {
        self.media_type.starts_with("image/") && files::is_safe_inline(&self.media_type)
    }
}

/// The name as it is kept: without folders and control characters, at most 200 letters, never blank.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_kept =
        |c: &char| !c.is_control() && !matches!(c, '"' | '<' | '>' | '|' | '\u{202e}' | '\u{202d}');
    let clean: String = last.trim().chars().filter(is_kept).take(200).collect();
    if clean.trim_matches(['.', ' ']).is_empty() { "file".into() } else { clean }
}

/// Attaches a stored file to a card.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn attach(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    (name, stored): (&str, &StoredFile),
) -> Result<Attachment, CustomerError> {
    let new = put(tx, act, card, (name, stored), false)?;
    tell(tx, act, "file.attached", &new)?;
    Ok(new)
}

/// Makes a stored picture the photo of a card; the one before is kept as removed.
///
/// # Errors
/// As [`attach`]; [`CustomerError::Invalid`] for anything but a PNG, JPEG, GIF or WebP picture.
pub fn set_photo(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    (name, stored): (&str, &StoredFile),
) -> Result<Attachment, CustomerError> {
    if !PHOTOS.contains(&stored.media_type) {
        return Err(CustomerError::Invalid(vec![FieldError::new("photo", "customers-photo-kind")]));
    }
    for old in attachments::of(tx, card, true)? {
        attachments::set_removed(tx, old.id, Some(act.setting.now()))?;
    }
    let new = put(tx, act, card, (name, stored), true)?;
    tell(tx, act, "photo.set", &new)?;
    Ok(new)
}

fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    (name, stored): (&str, &StoredFile),
    is_photo: bool,
) -> Result<Attachment, CustomerError> {
    needs(act, Level::Write)?;
    crate::sight::card(tx, act, card)?;
    let new = Attachment {
        id: act.setting.id(),
        card,
        name: clean_name(name),
        media_type: stored.media_type.to_owned(),
        size: stored.size,
        key: stored.key.clone(),
        is_photo,
        created_at: act.setting.now(),
        removed_at: None,
    };
    attachments::insert(tx, &new)?;
    Ok(new)
}

/// Removes a file from a card, or brings it back; the bytes stay in the store. What is already so stays so.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn remove(
    tx: &mut Tx<'_>,
    act: &Act,
    (card, id): (CustomerId, AttachmentId),
    is_removed: bool,
) -> Result<Attachment, CustomerError> {
    needs(act, Level::Write)?;
    crate::sight::must_see(tx, act, card)?;
    let file = attachments::find(tx, card, id)?.ok_or(CustomerError::Missing)?;
    if file.removed_at.is_some() == is_removed {
        return Ok(file);
    }
    let file = Attachment { removed_at: is_removed.then(|| act.setting.now()), ..file };
    attachments::set_removed(tx, id, file.removed_at)?;
    tell(tx, act, if is_removed { "file.removed" } else { "file.restored" }, &file)?;
    Ok(file)
}

/// A file of a card that was not removed.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn get(
    tx: &mut Tx<'_>,
    act: &Act,
    (card, id): (CustomerId, AttachmentId),
) -> Result<Attachment, CustomerError> {
    needs(act, Level::Read)?;
    crate::sight::must_see(tx, act, card)?;
    let file = attachments::find(tx, card, id)?.filter(|file| file.removed_at.is_none());
    file.ok_or(CustomerError::Missing)
}

/// The files of a card, newest first; photos are not among them.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn of(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<Vec<Attachment>, CustomerError> {
    needs(act, Level::Read)?;
    crate::sight::must_see(tx, act, card)?;
    Ok(attachments::of(tx, card, false)?)
}

/// How many files a card has.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn count(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<i64, CustomerError> {
    needs(act, Level::Read)?;
    crate::sight::must_see(tx, act, card)?;
    Ok(attachments::count(tx, card)?)
}

/// The photo of a card, if there is one.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn photo(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<Option<Attachment>, CustomerError> {
    needs(act, Level::Read)?;
    crate::sight::must_see(tx, act, card)?;
    Ok(attachments::of(tx, card, true)?.into_iter().next())
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, file: &Attachment) -> Result<(), CustomerError> {
    let payload = json!({ "file": file.id, "name": file.name, "size": file.size });
    let entry = Entry::now(&act.setting, verb, (SUBJECT, file.card.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

fn needs(act: &Act, level: Level) -> Result<(), CustomerError> {
    if act.may(level) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed, person_named};
    use files::{MemoryStore, Store as _};

    fn stored(bytes: &[u8]) -> StoredFile {
        MemoryStore::default().put(&mut &*bytes, 1_000).unwrap()
    }

    #[test]
    fn a_file_is_removed_and_brought_back() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова").id;
        let file = stored(b"%PDF-1.7\n");
        let file = deed(&db, move |tx, act| attach(tx, act, card, ("../договор.pdf", &file))).unwrap();
        assert_eq!((file.name.as_str(), file.is_shown_inline()), ("договор.pdf", false));
        let id = file.id;
        deed(&db, move |tx, act| remove(tx, act, (card, id), true)).unwrap();
        assert!(matches!(deed(&db, move |tx, act| get(tx, act, (card, id))), Err(CustomerError::Missing)));
        deed(&db, move |tx, act| remove(tx, act, (card, id), false)).unwrap();
        assert_eq!(deed(&db, move |tx, act| of(tx, act, card)).unwrap().len(), 1);
    }

    #[test]
    fn only_a_picture_becomes_the_photo_and_the_newest_one_counts() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова").id;
        let page = stored(b"<svg onload='steal()'>");
        let refused = deed(&db, move |tx, act| set_photo(tx, act, card, ("я.png", &page)));
        assert!(matches!(refused, Err(CustomerError::Invalid(_))));
        for name in ["первая.png", "вторая.png"] {
            let picture = stored(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
            deed(&db, move |tx, act| set_photo(tx, act, card, (name, &picture))).unwrap();
        }
        let photo = deed(&db, move |tx, act| photo(tx, act, card)).unwrap().unwrap();
        assert_eq!((photo.name.as_str(), photo.is_shown_inline()), ("вторая.png", true));
        assert_eq!(deed(&db, move |tx, act| count(tx, act, card)).unwrap(), 0);
    }

    #[test]
    fn names_lose_what_could_mislead() {
        for (given, kept) in [
            ("C:\\мои\\смета.xlsx", "смета.xlsx"),
            ("a\r\n\"b\".txt", "ab.txt"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(clean_name(given), kept);
        }
    }
}
