//! Reasons in words: same phone; Наурызбай / Наурызбаи; same birthday.

use super::{Reason, columns};
use crate::field::FieldSet;
use crate::sheet::Sheet;
use words::Say;

/// Reasons that say less than this are left out, in bits.
const LEAST_BITS: f64 = 0.7;
/// Reasons named at once.
const MOST: usize = 5;

/// Why two sheets may be of one client, and what speaks against it: parts joined by semicolons, the strongest first.
pub fn why(reasons: &[Reason], sheets: (&Sheet, &Sheet), fields: &FieldSet, say: &Say) -> String {
    let is_for = |reason: &&Reason| reason.bits >= LEAST_BITS;
    let is_against = |reason: &&Reason| reason.bits <= -LEAST_BITS;
    let mut parts: Vec<String> = Vec::new();
    for reason in reasons.iter().filter(is_for).take(MOST).chain(reasons.iter().filter(is_against).take(2))
    {
        let part = part(reason, sheets, fields, say);
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("; ")
}

/// A probability as people read it; one that is nearly certain is not told as certain.
pub fn percent(probability: f64, say: &Say) -> String {
    say.percent(probability.min(0.999), 1)
}

fn part(reason: &Reason, (left, right): (&Sheet, &Sheet), fields: &FieldSet, say: &Say) -> String {
    let kind = reason.kind.replace('_', "-");
    if reason.level == "same" {
        return say.t(&format!("customers-why-{kind}-same"));
    }
    let shown = columns::fields_of(&reason.kind).iter().find_map(|no| {
        let (field, one, other) = (fields.no(*no)?, left.text(*no)?, right.text(*no)?);
        (one != other).then(|| format!("{} / {}", field.show(one, say), field.show(other, say)))
    });
    match (shown, reason.bits > 0.0) {
        (Some(shown), true) => shown,
        (Some(shown), false) => say.with("customers-why-differs", &[("values", shown.into())]),
        (None, true) => say.t(&format!("customers-why-{kind}-near")),
        (None, false) => say.t(&format!("customers-why-{kind}-other")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{GIVEN, PHONE};
    use crate::sheet::Fact;
    use crate::testing::{field_set, say};
    use words::Lang;

    const KINDS: [&str; 12] = [
        "family_name",
        "given_name",
        "patronymic",
        "phone",
        "email",
        "birth_date",
        "organization",
        "street",
        "house",
        "flat",
        "city",
        "id",
    ];

    fn reason(kind: &str, level: &str, bits: f64) -> Reason {
        Reason { kind: kind.into(), level: level.into(), bits }
    }

    #[test]
    fn reasons_are_told_the_strongest_first_with_what_speaks_against() {
        let sheet = |name: &str| {
            Sheet::new(vec![Fact::new(GIVEN, name, 1, 0), Fact::new(PHONE, "+77011234567", 1, 0)])
        };
        let reasons = [
            reason("phone", "same", 17.0),
            reason("given_name", "typo", 6.0),
            reason("house", "same", 0.1),
            reason("city", "different", -1.0),
        ];
        let sheets = (&sheet("Наурызбай"), &sheet("Наурызбаи"));
        let told = why(&reasons, sheets, &field_set(), &say(Lang::En));
        assert_eq!(told, "same phone; Наурызбай / Наурызбаи; another city");
    }

    #[test]
    fn there_are_words_for_every_reason_in_every_language() {
        let (sheet, fields) = (Sheet::default(), field_set());
        for lang in [Lang::Ru, Lang::Kk, Lang::En] {
            let say = say(lang);
            for kind in KINDS {
                for (level, bits) in [("same", 5.0), ("typo", 5.0), ("different", -5.0)] {
                    let told = why(&[reason(kind, level, bits)], (&sheet, &sheet), &fields, &say);
                    assert!(!told.is_empty() && !told.contains('⟦'), "{kind} {level}: {told}");
                }
            }
        }
    }
}
