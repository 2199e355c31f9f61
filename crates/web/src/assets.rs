//! The files a browser loads beside the page: one style sheet, one small script, the mark. They are part of the binary, and their
//! names carry a hash of their content, so that a browser may keep them for ever.

use std::fmt::Write as _;
use std::sync::LazyLock;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Embedded;

/// One file to serve under `/assets/<name>`.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The name with the hash, for example `jubilee-3f2a9c01d4e5.css`.
    pub name: String,
    /// The media type.
    pub media_type: &'static str,
    /// The content.
    pub content: Vec<u8>,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    Embedded::iter()
        .filter_map(|path| {
            let content = Embedded::get(&path)?.data.into_owned();
            let (stem, extension) = path.rsplit_once('.')?;
            let mut hash = String::with_capacity(12);
            for byte in Sha256::digest(&content).iter().take(6) {
                let _ = write!(hash, "{byte:02x}");
            }
            let media_type = match extension {
                "css" => "text/css; charset=utf-8",
                "js" => "text/javascript; charset=utf-8",
                "svg" => "image/svg+xml",
                _ => "application/octet-stream",
            };
            Some(Asset { name: format!("{stem}-{hash}.{extension}"), media_type, content })
        })
        .collect()
});

/// The file with this hashed name, or `None`: a name from an older version is not answered with newer content.
pub fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// All files.
pub fn all() -> &'static [Asset] {
    &ASSETS
}

/// The address of the style sheet.
pub fn stylesheet() -> String {
    address("jubilee-", "css")
}

/// The address of the script. Pages are whole without it.
pub fn script() -> String {
    address("jubilee-", "js")
}

/// The address of the mark, the picture in a browser's tab.
pub fn mark() -> String {
    address("mark-", "svg")
}

fn address(start: &str, extension: &str) -> String {
    let named = |asset: &&Asset| asset.name.starts_with(start) && asset.name.rsplit('.').next() == Some(extension);
    ASSETS.iter().find(named).map_or_else(String::new, |asset| format!("/assets/{}", asset.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_file() {
        for (address, media_type) in
            [(stylesheet(), "text/css; charset=utf-8"), (script(), "text/javascript; charset=utf-8"), (mark(), "image/svg+xml")]
        {
            let name = address.strip_prefix("/assets/").expect("an address of an asset");
            let asset = find(name).expect("the asset is there");
            assert_eq!(asset.media_type, media_type);
            assert!(!asset.content.is_empty());
        }
        assert!(find("jubilee.css").is_none(), "a name without its hash is not served");
    }
}
