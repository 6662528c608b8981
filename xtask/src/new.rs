//! Lays out the crate of a new capability: its manifest, its page of prose and its place in the workspace.

use std::path::Path;

use anyhow::{Context, Result, bail};

/// Makes `crates/NAME` and says what is left to a person: the arrows and the first noun.
///
/// # Errors
/// When the name is not one lower-case word or the crate is there already.
pub fn capability(root: &Path, name: &str) -> Result<()> {
    if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_lowercase()) {
        bail!("a capability is one lower-case word from the glossary, not `{name}`");
    }
    let folder = root.join("crates").join(name);
    if folder.exists() {
        bail!("crates/{name} is there already");
    }
    std::fs::create_dir_all(folder.join("src"))?;
    std::fs::write(folder.join("Cargo.toml"), manifest(name))?;
    std::fs::write(folder.join("src/lib.rs"), first_page(name))?;
    let path = root.join("Cargo.toml");
    let workspace = std::fs::read_to_string(&path)?;
    std::fs::write(&path, with_crate(&workspace, name).context("Cargo.toml has no line for `demo`")?)?;
    println!(
        "crates/{name} is laid out. Now give it a row in xtask/arrows.txt, its words in docs/glossary.md, \
         and write the first noun; CONTRIBUTING.md has the order."
    );
    Ok(())
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion.workspace = true\nedition.workspace = true\n\
         rust-version.workspace = true\nlicense.workspace = true\npublish = false\n\n[lints]\nworkspace = true\n\n\
         [dependencies]\nkernel.workspace = true\n"
    )
}

fn first_page(name: &str) -> String {
    format!(
        "//! The capability `{name}`: its nouns, verbs, pages and everything else it knows about itself.\n"
    )
}

/// The workspace's manifest with the crate in the list of our own, above the demo company.
fn with_crate(workspace: &str, name: &str) -> Option<String> {
    let (before, after) = workspace.split_once("\ndemo = ")?;
    Some(format!("{before}\n{name} = {{ path = \"crates/{name}\" }}\ndemo = {after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_stands_among_our_own() {
        let workspace = "[workspace.dependencies]\nanalytics = 1\ndemo = 2\n";
        let with = with_crate(workspace, "deals").unwrap();
        assert_eq!(
            with,
            "[workspace.dependencies]\nanalytics = 1\ndeals = { path = \"crates/deals\" }\ndemo = 2\n"
        );
        assert_eq!(with_crate("[workspace]\n", "deals"), None);
    }

    #[test]
    fn names_are_single_words() {
        assert!(capability(Path::new("."), "Deals").is_err());
        assert!(capability(Path::new("."), "deal-board").is_err());
    }
}
