//! Gathers the files of `migrations/` into one list, so that a new file needs no line of code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../migrations");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join("sqlite"))? {
        let path = entry?.path();
        println!("cargo:rerun-if-changed={}", path.display());
        if let Some(name) = path.file_stem().and_then(|s| s.to_str()) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    let mut list = String::from("static MIGRATIONS: &[Migration] = &[\n");
    for name in names {
        let file = |folder: &str| quoted(&root.join(folder).join(format!("{name}.sql")));
        writeln!(
            list,
            "Migration {{ name: {name:?}, sqlite: include_str!({}), postgres: include_str!({}) }},",
            file("sqlite"),
            file("postgres")
        )
        .map_err(io::Error::other)?;
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("migrations.rs"), list)
}

fn quoted(path: &Path) -> String {
    format!("{:?}", path.display().to_string())
}
