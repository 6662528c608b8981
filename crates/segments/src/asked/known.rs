//! What a condition may speak of: the card's fields, tables, segments, kinds of relations.

use crate::segment::Members;
use customers::relations::RelationKind;
use customers::{Act, Happenings};
use std::collections::HashMap;

/// What is known while a condition is resolved.
pub(crate) struct Known<'k> {
    pub(crate) act: &'k Act,
    pub(crate) happenings: &'k Happenings,
    /// Segments by the text of their id.
    pub(crate) segments: &'k HashMap<String, Members>,
    pub(crate) relations: &'k [RelationKind],
    /// Whether it is about to be kept, so that what nobody can meet is still to be mended.
    pub(crate) is_new: bool,
}
