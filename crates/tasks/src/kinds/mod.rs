//! The family of kinds of tasks: what is to be done.

mod call;
mod congratulate;
mod gift;
mod meet;
mod other;
mod visit;
mod write;

/// A kind of task.
pub trait TaskKind: Send + Sync {
    /// Its name in the base, the API and the catalogue; never goes away.
    fn slug(&self) -> &'static str;

    /// The name of its icon.
    fn icon(&self) -> &'static str;

    /// Whether the other side must be awake for it, so that the hours they allow are shown.
    fn needs_their_hours(&self) -> bool {
        false
    }

    /// Whether it goes better for knowing what the other side likes.
    fn heeds_tastes(&self) -> bool {
        false
    }

    /// The catalogue key of its name, which is also the title of a task without one.
    fn label(&self) -> String {
        format!("tasks-kind-{}", self.slug())
    }
}

/// Every kind, in the order in which screens offer them.
pub const KINDS: [&dyn TaskKind; 7] = [
    &call::Call,
    &write::Write,
    &meet::Meet,
    &visit::Visit,
    &congratulate::Congratulate,
    &gift::Gift,
    &other::Other,
];

/// The kind of anything.
pub const OTHER: &dyn TaskKind = &other::Other;

/// The kind of good wishes.
pub const CONGRATULATE: &dyn TaskKind = &congratulate::Congratulate;

/// The kind of a slug.
pub fn find(slug: &str) -> Option<&'static dyn TaskKind> {
    KINDS.into_iter().find(|kind| kind.slug() == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_none_went_away() {
        let slugs: Vec<&str> = KINDS.iter().map(|kind| kind.slug()).collect();
        assert_eq!(slugs, ["call", "write", "meet", "visit", "congratulate", "gift", "other"]);
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
