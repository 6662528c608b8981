//! Files and recordings of an interaction. The bytes are put into the file store first, by their content.

use crate::error::{InteractionError, needs};
use crate::interaction::{Interaction, InteractionId, InteractionNo};
use crate::mail::KeptFile;
use crate::reading;
use crate::store::files as table;
use customers::Act;
use customers::attaching::clean_name;
use db::Tx;
use files::{FileKey, StoredFile};
use journal::Entry;
use kernel::{Level, Millis};
use serde_json::json;

kernel::id_type!(
    /// A file of an interaction.
    AttachedId
);

/// The most bytes of a file or a recording.
pub const MOST_BYTES: u64 = customers::attaching::MOST_BYTES;

/// A file of an interaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its id.
    pub id: AttachedId,
    /// The number of the interaction it hangs on.
    pub of: InteractionNo,
    /// What it is called.
    pub name: String,
    /// Its type, told from the content.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// Where the store keeps it.
    pub key: FileKey,
    /// By what the letter's HTML names it, for a picture within a letter.
    pub content_id: Option<String>,
    /// When it was attached.
    pub created_at: Millis,
    /// When it was removed, if it was.
    pub removed_at: Option<Millis>,
}

impl AttachedFile {
    /// Whether it is a recording that a browser plays.
    pub fn is_recording(&self) -> bool {
        self.media_type.starts_with("audio/") && files::is_safe_inline(&self.media_type)
    }

    /// Whether a browser may show or play it on our pages.
    pub fn is_shown(&self) -> bool {
        let is_seen = self.media_type.starts_with("image/") || self.media_type.starts_with("audio/");
        is_seen && files::is_safe_inline(&self.media_type)
    }
}

/// Attaches a stored file to an interaction.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn attach(
    tx: &mut Tx<'_>,
    act: &Act,
    id: InteractionId,
    (name, stored): (&str, &StoredFile),
) -> Result<AttachedFile, InteractionError> {
    let media_type = stored.media_type.to_owned();
    let known = Known { key: stored.key.clone(), size: stored.size, media_type, content_id: None };
    attach_known(tx, act, id, (name, known))
}

/// A file that was stored before, as it was written down.
pub(crate) struct Known {
    pub(crate) key: FileKey,
    pub(crate) size: u64,
    pub(crate) media_type: String,
    pub(crate) content_id: Option<String>,
}

impl Known {
    /// One that came or goes with a letter; `None` when its key was spoilt.
    pub(crate) fn of(file: &KeptFile) -> Option<Self> {
        let (media_type, content_id) = (file.media_type.clone(), file.content_id.clone());
        Some(Self { key: file.key.parse().ok()?, size: file.size, media_type, content_id })
    }
}

/// Attaches a file that was stored before.
pub(crate) fn attach_known(
    tx: &mut Tx<'_>,
    act: &Act,
    id: InteractionId,
    (name, known): (&str, Known),
) -> Result<AttachedFile, InteractionError> {
    needs(act, Level::Write)?;
    let one = reading::get(tx, act, id)?;
    let new = AttachedFile {
        id: act.setting.id(),
        of: one.no,
        name: clean_name(name),
        media_type: known.media_type,
        size: known.size,
        key: known.key,
        content_id: known.content_id,
        created_at: act.setting.now(),
        removed_at: None,
    };
    table::insert(tx, &new)?;
    tell(tx, act, "interaction.file_added", (&one, &new))?;
    Ok(new)
}

/// Removes a file, or brings it back; the bytes stay in the store. What is already so stays so.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn remove(
    tx: &mut Tx<'_>,
    act: &Act,
    (of, id): (InteractionId, AttachedId),
    is_removed: bool,
) -> Result<AttachedFile, InteractionError> {
    needs(act, Level::Write)?;
    let one = reading::get(tx, act, of)?;
    let file = table::find(tx, one.no, id)?.ok_or(InteractionError::Missing)?;
    if file.removed_at.is_some() == is_removed {
        return Ok(file);
    }
    let file = AttachedFile { removed_at: is_removed.then(|| act.setting.now()), ..file };
    table::set_removed(tx, id, file.removed_at)?;
    let verb = if is_removed { "interaction.file_removed" } else { "interaction.file_restored" };
    tell(tx, act, verb, (&one, &file))?;
    Ok(file)
}

/// A file that was not removed.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn get(
    tx: &mut Tx<'_>,
    act: &Act,
    (of, id): (InteractionId, AttachedId),
) -> Result<AttachedFile, InteractionError> {
    let one = reading::get(tx, act, of)?;
    let file = table::find(tx, one.no, id)?.filter(|file| file.removed_at.is_none());
    file.ok_or(InteractionError::Missing)
}

/// The files of interactions that were read already, in the order in which they came.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn of(tx: &mut Tx<'_>, act: &Act, of: &[Interaction]) -> Result<Vec<AttachedFile>, InteractionError> {
    needs(act, Level::Read)?;
    let numbers: Vec<InteractionNo> = of.iter().map(|one| one.no).collect();
    Ok(table::of(tx, &numbers)?)
}

fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    (one, file): (&Interaction, &AttachedFile),
) -> Result<(), InteractionError> {
    let customer = reading::must_see(tx, act, one)?;
    let payload = json!({
        "interaction": one.id, "no": one.no, "customer_no": one.customer_no, "file": file.id, "name": file.name,
        "size": file.size,
    });
    let entry = Entry::now(&act.setting, verb, (customers::changing::SUBJECT, customer.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}
