//! The family of kinds of interactions that every base has; those of one's own stand beside them.

mod call;
mod chat;
mod complaint;
mod gift;
mod letter;
mod meeting;
mod note;
mod support;
mod visit;

/// A kind of interaction.
pub trait InteractionKind: Send + Sync {
    /// Its name in the base, the API and the catalogue; never goes away.
    fn slug(&self) -> &'static str;

    /// The name of its icon.
    fn icon(&self) -> &'static str;

    /// The outcomes that it may have, the commonest first; the firm adds its own.
    fn outcomes(&self) -> &'static [&'static str];

    /// Whether it comes from them or goes out from us.
    fn has_direction(&self) -> bool {
        true
    }

    /// Whether we were in touch with the customer by it.
    fn is_contact(&self) -> bool {
        true
    }
}

/// Every kind, in the order in which screens offer them.
pub const KINDS: [&dyn InteractionKind; 9] = [
    &call::Call,
    &letter::Letter,
    &meeting::Meeting,
    &visit::Visit,
    &chat::Chat,
    &complaint::Complaint,
    &support::Support,
    &gift::Gift,
    &note::Note,
];

/// The name of the kind that letters are of, for whatever reads and sends mail.
pub const LETTER: &str = "letter";

/// The kind of a slug; `None` for one of the firm's own.
pub fn find(slug: &str) -> Option<&'static dyn InteractionKind> {
    KINDS.into_iter().find(|kind| kind.slug() == slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn slugs_are_unique_and_none_went_away() {
        let slugs: Vec<&str> = KINDS.iter().map(|kind| kind.slug()).collect();
        let all = ["call", "letter", "meeting", "visit", "chat", "complaint", "support", "gift", "note"];
        assert_eq!(slugs, all);
        assert!(find(LETTER).is_some());
    }

    #[test]
    fn outcomes_of_a_kind_are_unique() {
        for kind in KINDS {
            let unique: BTreeSet<_> = kind.outcomes().iter().collect();
            assert_eq!(unique.len(), kind.outcomes().len(), "{}", kind.slug());
        }
    }

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kinds");
        let files = std::fs::read_dir(folder).unwrap().filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".rs").filter(|stem| *stem != "mod").map(str::to_owned)
        });
        let mut files: Vec<String> = files.collect();
        files.sort();
        let mut slugs: Vec<&str> = KINDS.iter().map(|kind| kind.slug()).collect();
        slugs.sort_unstable();
        assert_eq!(files, slugs);
    }
}
