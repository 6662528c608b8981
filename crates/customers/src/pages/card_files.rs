//! The tab of files.

use super::card::Room;
use crate::attaching::{self, Attachment};
use crate::error::CustomerError;
use db::Tx;
use kernel::Level;

/// The files as they are drawn.
pub(super) struct FilesTab {
    pub(super) lines: Vec<FileLine>,
    pub(super) action: String,
    pub(super) photo_action: String,
    pub(super) can_write: bool,
}

/// One file.
pub(super) struct FileLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) icon: &'static str,
    pub(super) about: String,
    pub(super) remove: String,
}

/// Reads them.
pub(super) fn of(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<FilesTab, CustomerError> {
    let files = attaching::of(tx, room.act, room.card.id)?;
    let can_write = room.act.may(Level::Write);
    Ok(FilesTab {
        lines: files.iter().map(|file| line(room, file, can_write)).collect(),
        action: format!("{}/files", room.card.href()),
        photo_action: format!("{}/photo", room.card.href()),
        can_write,
    })
}

fn line(room: &Room<'_>, file: &Attachment, can_write: bool) -> FileLine {
    let say = &room.visit.say;
    let href = format!("{}/files/{}", room.card.href(), file.id);
    FileLine {
        name: file.name.clone(),
        icon: icon(&file.media_type),
        about: format!("{} · {}", say.bytes(file.size), say.date(file.created_at)),
        remove: if can_write { format!("{href}/remove") } else { String::new() },
        href,
    }
}

fn icon(media_type: &str) -> &'static str {
    match media_type.split('/').next() {
        Some("image") => "image",
        Some("audio") => "mic",
        Some("video") => "video",
        _ if media_type.contains("sheet") || media_type.contains("excel") => "file-spreadsheet",
        _ => "file-text",
    }
}
