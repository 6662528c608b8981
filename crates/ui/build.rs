//! Turns the bundled files of `dist` into a static table for `ui::assets`.
use anyhow::{Context, anyhow, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> anyhow::Result<()> {
    let home = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let dist = home.join("dist");
    let manifest_path = dist.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest_path.display());
    if !manifest_path.exists() {
        bail!(
            "the bundled styles and scripts are missing; run `make assets` in the root of the project, then build again"
        );
    }
    let manifest: BTreeMap<String, String> = serde_json::from_slice(&std::fs::read(&manifest_path)?)
        .context("crates/ui/dist/manifest.json is not readable")?;
    let mut table = String::from("&[\n");
    for (name, file) in &manifest {
        write_row(&mut table, &dist, name, file)?;
    }
    table.push_str("]\n");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("assets.rs");
    std::fs::write(out, table)?;
    Ok(())
}

fn write_row(table: &mut String, dist: &Path, name: &str, file: &str) -> anyhow::Result<()> {
    let path = dist.join(file);
    let gzip_path = dist.join(format!("{file}.gz"));
    let gzip = if gzip_path.exists() {
        format!("Some(include_bytes!({gzip_path:?}))")
    } else {
        String::from("None")
    };
    let extension = path.extension().and_then(|part| part.to_str()).unwrap_or_default();
    let mime = match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        other => return Err(anyhow!("dist holds {file}, and nobody said what a .{other} is")),
    };
    writeln!(
        table,
        "    Asset {{ name: {name:?}, url: {:?}, bytes: include_bytes!({path:?}), gzip: {gzip}, mime: {mime:?}, etag: {:?} }},",
        format!("/assets/{file}"),
        format!("\"{file}\""),
    )?;
    Ok(())
}
