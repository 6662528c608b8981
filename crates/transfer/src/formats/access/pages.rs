//! The pages of an Access file: where things stand in each version, reading, and what is locked.
//!
//! Layout after the notes of the mdbtools project (HACKING) and Jackcess, checked on real files.

use std::io::{Read, Seek, SeekFrom};

use crate::formats::faults::FileFault;
use crate::formats::source::{Meter, ReadSeek, Source};

/// The generations of the format that differ in layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generation {
    /// Access 97: pages of 2 KiB, one-byte letters.
    Jet3,
    /// Access 2000 and later: pages of 4 KiB, Unicode.
    Jet4,
}

impl Generation {
    pub(crate) fn page_size(self) -> usize {
        match self {
            Generation::Jet3 => 2048,
            Generation::Jet4 => 4096,
        }
    }
}

/// Reads single pages of a file.
pub(crate) struct Pages {
    file: Box<dyn ReadSeek>,
    pub(crate) generation: Generation,
    /// Code page of one-byte letters.
    pub(crate) code_page: u16,
    pub(crate) n_pages: u32,
    key: [u8; 4],
    meter: Meter,
    n_read: u64,
}

/// A little-endian number at a place of a page.
pub(crate) fn u16_at(page: &[u8], at: usize) -> Option<u16> {
    page.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes)
}

/// A little-endian number at a place of a page.
pub(crate) fn u32_at(page: &[u8], at: usize) -> Option<u32> {
    page.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

/// A three-byte page number at a place of a page.
pub(crate) fn u24_at(page: &[u8], at: usize) -> Option<u32> {
    let bytes = page.get(at..at + 3)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Says that a part of the file is not as it should be.
pub(crate) fn damaged(part: &str) -> FileFault {
    FileFault::Damaged(part.to_owned())
}

/// Whether the beginning of a file is that of an Access file.
pub(crate) fn is_access(head: &[u8]) -> bool {
    head.get(4..19).is_some_and(|name| name == b"Standard Jet DB" || name == b"Standard ACE DB")
}

impl Pages {
    /// Reads the first page and refuses what is locked.
    pub(crate) fn open(source: &Source, meter: &Meter) -> Result<Pages, FileFault> {
        let mut file = source.open_raw()?;
        let mut head = vec![0; 2048];
        file.read_exact(&mut head)?;
        let generation = match head.get(0x14) {
            _ if !is_access(&head) => return Err(FileFault::Unknown),
            Some(0) => Generation::Jet3,
            Some(1..=5) => Generation::Jet4,
            _ => return Err(FileFault::Version("Access".to_owned())),
        };
        let is_ace = head.get(4..19).is_some_and(|name| name == b"Standard ACE DB");
        let plain = open_header(&head, generation);
        let key =
            plain.get(0x3E - 0x18..).and_then(|rest| rest.first_chunk::<4>().copied()).unwrap_or_default();
        let is_keyed = key != [0; 4];
        if (is_keyed && is_ace) || has_password(&plain, generation) {
            return Err(FileFault::Password);
        }
        let code_page = u16_at(&plain, 0x3C - 0x18).unwrap_or(1252);
        let n_pages = u32::try_from(source.length() / generation.page_size() as u64).unwrap_or(u32::MAX);
        Ok(Pages { file, generation, code_page, n_pages, key, meter: meter.clone(), n_read: 0 })
    }

    /// Reads the page of a number.
    pub(crate) fn read(&mut self, number: u32) -> Result<Vec<u8>, FileFault> {
        let size = self.generation.page_size();
        if number >= self.n_pages {
            return Err(FileFault::Truncated);
        }
        let mut page = vec![0; size];
        self.file.seek(SeekFrom::Start(u64::from(number) * size as u64))?;
        self.file.read_exact(&mut page)?;
        if self.key != [0; 4] && number > 0 {
            let key = u32::from_le_bytes(self.key) ^ number;
            rc4(&key.to_le_bytes(), &mut page);
        }
        self.n_read += size as u64;
        self.meter.set(self.n_read);
        Ok(page)
    }

    /// The bytes of a row by its page and its place there; an overflowing row is followed.
    pub(crate) fn row(&mut self, page: u32, place: u8) -> Result<Vec<u8>, FileFault> {
        let (mut page, mut place) = (page, place);
        for _ in 0..16 {
            let bytes = self.read(page)?;
            let slot = slot_at(&bytes, self.generation, u16::from(place)).ok_or_else(|| damaged("row"))?;
            if !slot.is_pointer {
                return bytes.get(slot.start..slot.end).map(<[u8]>::to_vec).ok_or_else(|| damaged("row"));
            }
            place = *bytes.get(slot.start).ok_or_else(|| damaged("row"))?;
            page = u24_at(&bytes, slot.start + 1).ok_or_else(|| damaged("row"))?;
        }
        Err(damaged("row"))
    }
}

/// Where a row lies in its page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub start: usize,
    pub end: usize,
    /// Left by a deleted row, or the far half of an overflowing one.
    pub is_deleted: bool,
    /// Only a pointer to where the row lies.
    pub is_pointer: bool,
}

/// Number of rows of a data page.
pub(crate) fn n_rows(page: &[u8], generation: Generation) -> u16 {
    match generation {
        Generation::Jet3 => u16_at(page, 8),
        Generation::Jet4 => u16_at(page, 12),
    }
    .unwrap_or(0)
}

/// The slot of a row by its place from 0.
pub(crate) fn slot_at(page: &[u8], generation: Generation, place: u16) -> Option<Slot> {
    let table = match generation {
        Generation::Jet3 => 10,
        Generation::Jet4 => 14,
    };
    let at = table + 2 * usize::from(place);
    if place >= n_rows(page, generation) {
        return None;
    }
    let told = u16_at(page, at)?;
    let end = if place == 0 { page.len() } else { usize::from(u16_at(page, at - 2)? & 0x1FFF) };
    let start = usize::from(told & 0x1FFF);
    let is_sound = start <= end && end <= page.len();
    is_sound.then_some(Slot { start, end, is_deleted: told & 0x8000 != 0, is_pointer: told & 0x4000 != 0 })
}

/// The part of the first page from 0x18 on, which every file has under the same key.
fn open_header(head: &[u8], generation: Generation) -> Vec<u8> {
    let n = if generation == Generation::Jet3 { 126 } else { 128 };
    let mut plain = head.get(0x18..0x18 + n).unwrap_or(&[]).to_vec();
    rc4(&[0xC7, 0xDA, 0x39, 0x6B], &mut plain);
    plain
}

/// Whether a password is set: its letters are masked with the day that the file was made on.
fn has_password(plain: &[u8], generation: Generation) -> bool {
    let (n, at) = if generation == Generation::Jet3 { (20, 0x42 - 0x18) } else { (40, 0x42 - 0x18) };
    let letters = plain.get(at..at + n).unwrap_or(&[]);
    if generation == Generation::Jet3 {
        return letters.iter().any(|byte| *byte != 0);
    }
    let made =
        plain.get(0x72 - 0x18..).and_then(|rest| rest.first_chunk::<8>().copied()).unwrap_or_default();
    let mask = (f64::from_le_bytes(made) as i32).to_le_bytes();
    letters.iter().zip(mask.iter().cycle()).any(|(letter, mask)| letter ^ mask != 0)
}

/// The RC4 cipher, in place (Jet hides its header with it; it protects nothing).
fn rc4(key: &[u8], bytes: &mut [u8]) {
    let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
    let mut j = 0_u8;
    for (i, byte) in key.iter().cycle().take(256).enumerate() {
        j = j.wrapping_add(state.get(i).copied().unwrap_or(0)).wrapping_add(*byte);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    for byte in bytes {
        i = i.wrapping_add(1);
        let a = state.get(usize::from(i)).copied().unwrap_or(0);
        j = j.wrapping_add(a);
        state.swap(usize::from(i), usize::from(j));
        let b = state.get(usize::from(i)).copied().unwrap_or(0);
        *byte ^= state.get(usize::from(a.wrapping_add(b))).copied().unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cipher_gives_the_published_vector() {
        let mut bytes = b"Plaintext".to_vec();
        rc4(b"Key", &mut bytes);
        assert_eq!(bytes, [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]);
    }

    #[test]
    fn slots_outside_the_page_are_refused() {
        let mut page = vec![0; 4096];
        page[12] = 1;
        page[14..16].copy_from_slice(&0x1FFF_u16.to_le_bytes());
        assert!(slot_at(&page, Generation::Jet4, 0).is_none());
        assert!(slot_at(&page, Generation::Jet4, 1).is_none());
    }
}
