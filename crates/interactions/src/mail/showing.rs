//! A letter's HTML as it may be shown: nothing in it acts, and nothing is fetched from afar. Pictures that came within the
//! letter are shown.

use super::enclosing::bytes;
use super::tray::KeptFile;
use crate::attaching::{self, AttachedFile};
use crate::error::InteractionError;
use crate::interaction::InteractionId;
use crate::reading;
use crate::store::mail as table;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use customers::Act;
use db::Tx;
use files::Store;
use mail::{Images, shown};
use std::collections::HashMap;

/// The most bytes of pictures that are drawn within one letter.
const MOST_BYTES: u64 = 12 * 1024 * 1024;

/// The pictures that a letter may draw; none of these can act.
const PICTURES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];

/// The HTML of a letter with the pictures that came within it.
#[derive(Debug, Clone)]
pub struct Shown {
    html: String,
    pictures: Vec<AttachedFile>,
}

/// The HTML of a letter; `None` for any other interaction and for letters of plain text.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn html(tx: &mut Tx<'_>, act: &Act, id: InteractionId) -> Result<Option<Shown>, InteractionError> {
    let one = reading::get(tx, act, id)?;
    let Some(html) = table::html(tx, one.no)? else { return Ok(None) };
    let mut pictures = attaching::of(tx, act, &[one])?;
    pictures.retain(|file| file.content_id.is_some() && PICTURES.contains(&file.media_type.as_str()));
    Ok(Some(Shown { html, pictures }))
}

impl Shown {
    /// The letter with an address for each of its pictures.
    pub fn with(&self, address: impl Fn(&AttachedFile) -> Option<String>) -> String {
        let named =
            self.pictures.iter().filter_map(|file| Some((file.content_id.clone()?, address(file)?)));
        let named: HashMap<String, String> = named.collect();
        // In an address the sign may be written as its number (RFC 2392).
        shown(&self.html, Images::Own, move |id| named.get(&id.replace("%40", "@")).cloned())
    }

    /// The letter whole in itself: a page without rights of its own cannot fetch anything, not even from us. Reads from the
    /// store, and leaves out what is not there or is too much.
    pub fn whole(&self, store: &dyn Store) -> String {
        let mut left = MOST_BYTES;
        let mut drawn = HashMap::new();
        for file in &self.pictures {
            let Some(rest) = left.checked_sub(file.size) else { continue };
            let kept = KeptFile { key: file.key.to_string(), ..KeptFile::default() };
            if let Ok(bytes) = bytes(store, &kept) {
                left = rest;
                drawn
                    .insert(file.id, format!("data:{};base64,{}", file.media_type, STANDARD.encode(bytes)));
            }
        }
        self.with(|file| drawn.get(&file.id).cloned())
    }
}
