//! The bundled styles, scripts, icons and fonts, each under an address that changes with its content.

/// One file to serve; its address never changes its content, so it may be cached for ever.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Name that pages know it by, such as `main.css`.
    pub name: &'static str,
    /// Address with the hash of the content, such as `/assets/main-1A2B3C4D.css`.
    pub url: &'static str,
    /// The content as it is.
    pub bytes: &'static [u8],
    /// The content compressed by gzip; `None` for what is compressed already (fonts).
    pub gzip: Option<&'static [u8]>,
    /// Value for `Content-Type`.
    pub mime: &'static str,
    /// Value for `ETag`, with its quotes.
    pub etag: &'static str,
}

static TABLE: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Finds the asset by the path of a request, `/assets/main-1A2B3C4D.css` or only its last part.
pub fn find(path: &str) -> Option<Asset> {
    let file = path.rsplit('/').next().unwrap_or(path);
    TABLE.iter().find(|asset| asset.url.rsplit('/').next() == Some(file)).copied()
}

/// Gives the address of an asset by the name pages know, `main.css`; an unknown name gives `/assets/` and that name.
pub fn url(name: &str) -> String {
    let known = TABLE.iter().find(|asset| asset.name == name);
    known.map_or_else(|| format!("/assets/{name}"), |asset| asset.url.to_owned())
}

/// All assets, in the order of their names.
pub fn all() -> &'static [Asset] {
    TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_the_layout_asks_for_is_bundled() {
        for name in [
            "main.css",
            "main.js",
            "boot.js",
            "icons.svg",
            "favicon.svg",
            "inter-cyrillic-wght-normal.woff2",
        ] {
            let address = url(name);
            let asset = find(&address).unwrap_or_else(|| panic!("{name} is not in dist"));
            assert_eq!(asset.name, name);
            assert!(!asset.bytes.is_empty());
        }
    }

    #[test]
    fn an_unknown_path_is_not_found() {
        assert!(find("/assets/nothing.css").is_none());
        assert_eq!(url("nothing.css"), "/assets/nothing.css");
    }

    #[test]
    fn text_is_also_kept_compressed_and_smaller() {
        for asset in all().iter().filter(|asset| asset.mime.starts_with("text/")) {
            let gzip = asset.gzip.unwrap_or_else(|| panic!("{} has no gzip", asset.name));
            assert!(gzip.len() < asset.bytes.len(), "{}", asset.name);
        }
    }
}
