//! A link to one of the staff.

use super::link;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// One of the staff, stored as the id of their user.
pub struct Staff;

impl FieldKind for Staff {
    fn slug(&self) -> &'static str {
        "staff"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        link::id(typed)
    }

    fn control(&self) -> Control {
        Control::new("staff", "").masked(Mask::Never)
    }

    fn operators(&self) -> &'static [Operator] {
        link::OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        link::SAMPLES
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }
}
