//! How the cell of a kind becomes the texts of its fields.

use crate::{address, organization, person, phone};

pub(super) fn whole(cell: &str, out: &mut Vec<(usize, String)>) {
    out.push((0, cell.to_owned()));
}

pub(super) fn full_name(cell: &str, out: &mut Vec<(usize, String)>) {
    let name = person::split_full_name(cell);
    push_parts([name.family, name.given, name.patronymic], out);
}

pub(super) fn phones(cell: &str, out: &mut Vec<(usize, String)>) {
    let is_one =
        cell.bytes().filter(u8::is_ascii_digit).count() <= 12 && !cell.contains([';', ',', '/', '|', '\n']);
    match is_one {
        true => out.push((0, cell.to_owned())),
        false => out.extend(phone::split_many(cell).into_iter().map(|one| (0, one))),
    }
}

pub(super) fn emails(cell: &str, out: &mut Vec<(usize, String)>) {
    let pieces = cell.split([';', ',', ' ', '\n', '|']).filter(|piece| !piece.is_empty());
    out.extend(pieces.map(|piece| (0, piece.to_owned())));
}

pub(super) fn organization(cell: &str, out: &mut Vec<(usize, String)>) {
    let name = organization::normalize(cell);
    out.push((0, if name.core.is_empty() { cell.to_owned() } else { name.core }));
}

pub(super) fn address(cell: &str, out: &mut Vec<(usize, String)>) {
    let parts = address::split(cell);
    push_parts([parts.street, parts.house, parts.flat, parts.city], out);
}

fn push_parts<const N: usize>(parts: [Option<String>; N], out: &mut Vec<(usize, String)>) {
    out.extend(parts.into_iter().enumerate().filter_map(|(at, part)| Some((at, part?))));
}
