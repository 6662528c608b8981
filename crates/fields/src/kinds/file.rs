//! A file that is kept beside the record.

use super::link;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// A file, stored as the id under which it is kept.
pub struct File;

impl FieldKind for File {
    fn slug(&self) -> &'static str {
        "file"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        link::id(typed)
    }

    fn control(&self) -> Control {
        Control::new("file", "").masked(Mask::Never)
    }

    fn operators(&self) -> &'static [Operator] {
        &[Operator::Known, Operator::Unknown]
    }

    fn samples(&self) -> &'static [Sample] {
        link::SAMPLES
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }
}
