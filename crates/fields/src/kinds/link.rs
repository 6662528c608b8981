//! A link to a customer.

use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Setting, Settings};

/// A link to another record, stored as its id.
pub struct Link;

impl FieldKind for Link {
    fn slug(&self) -> &'static str {
        "link"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        id(typed)
    }

    fn control(&self) -> Control {
        Control::new("link", "").masked(Mask::Never)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        SAMPLES
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Of(&["customer", "person", "organization"])]
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }
}

/// What ids can be compared by.
pub(super) const OPERATORS: &[Operator] =
    &[Operator::Is, Operator::AnyOf, Operator::IsNot, Operator::Known, Operator::Unknown];

/// Examples of ids.
pub(super) const SAMPLES: &[Sample] = &[
    Sample::good("0197A3C0-0000-7000-8000-000000000001", "0197a3c0-0000-7000-8000-000000000001"),
    Sample::bad("0197a3c0"),
    Sample::bad("Иванов"),
];

/// Reads an id of any record: a UUID, written in lower case with hyphens.
pub(super) fn id(typed: &str) -> Result<Reading, Unreadable> {
    let id =
        kernel::RawId::try_parse(typed.trim()).map_err(|_| Unreadable::plain("fields-id-unreadable"))?;
    Ok(Reading::sure(id.to_string()))
}
