//! Which rights there are in this house, and what a role with its exceptions makes of them.

use crate::roles::Role;
use kernel::{Level, Right, Rights};
use web::Capability;

/// The right over people, teams and their rights.
pub const STAFF: Right = "staff";
/// The right over the firm's own settings.
pub const FIRM: Right = "firm";
/// The right over oneself: everybody has it, and a token only where its scopes say so.
pub const ME: Right = "me";

/// The right to take records out of the house: with [`Level::Write`] for oneself, with [`Level::Arrange`] to agree to
/// what others take.
pub const EXPORT: Right = "export";
/// The right to see a masked value in full, so many a day and with a reason.
pub const REVEAL: Right = "reveal";

/// The right over what is told of who read and exported what, over alarms and control records.
pub const AUDIT: Right = "audit";

/// Every right of the house: the name of each capability and the rights of its places; in order, each once.
pub fn known_rights(capabilities: &[&'static Capability]) -> Vec<Right> {
    let mut known = vec![ME, STAFF, FIRM, EXPORT, REVEAL, AUDIT, jobs::RIGHT];
    for capability in capabilities {
        let rights = std::iter::once(capability.slug).chain(capability.nav.iter().map(|entry| entry.right));
        for right in rights.filter(|right| *right != crate::CAPABILITY.slug) {
            if !known.contains(&right) {
                known.push(right);
            }
        }
    }
    known
}

/// The rights that the matrix shows, each with the catalogue key of its name: those that have a place in the left bar,
/// and those to export and to reveal.
pub fn shown_rights(capabilities: &[&'static Capability]) -> Vec<(Right, &'static str)> {
    let mut shown: Vec<(Right, &'static str)> = Vec::new();
    for entry in capabilities.iter().flat_map(|capability| capability.nav) {
        if !shown.iter().any(|(right, _)| *right == entry.right) {
            shown.push((entry.right, entry.label));
        }
    }
    shown.extend([(EXPORT, "access-export"), (REVEAL, "access-reveal")]);
    shown
}

/// What a person of this role may do: the role's own levels, and in place of them what was set for the person.
pub fn rights_of(role: &Role, exceptions: &[(String, Level)], known: &[Right]) -> Rights {
    let ground =
        known.iter().fold(Rights::default(), |rights, right| rights.with(right, role.level(right)));
    let agreed = exceptions.iter().fold(ground, |rights, (right, level)| rights.with(right, *level));
    agreed.with(ME, Level::Arrange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles;

    #[test]
    fn an_exception_stands_in_place_of_the_roles_level() {
        let exceptions = [("customers".to_owned(), Level::None)];
        let rights = rights_of(&roles::SELLER, &exceptions, &["customers", "tasks"]);
        assert_eq!(rights.level("customers"), Level::None);
        assert_eq!(rights.level("tasks"), Level::Write);
    }

    #[test]
    fn the_right_over_staff_is_always_known() {
        assert_eq!(known_rights(&[]), [ME, STAFF, FIRM, EXPORT, REVEAL, AUDIT, jobs::RIGHT]);
    }
}
