//! Writes every page with every sample, and the files beside it, to a folder: `cargo run -p jubilee-web --example gallery -- FOLDER`.

use std::path::PathBuf;

use jubilee_core::Lang;
use jubilee_web::{assets, gallery};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned()));
    std::fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::all() {
        std::fs::write(folder.join("assets").join(&asset.name), &asset.content)?;
    }
    for picture in Lang::ALL.into_iter().flat_map(gallery::all) {
        let html = picture.html.map_err(std::io::Error::other)?.replace("\"/assets/", "\"assets/");
        std::fs::write(folder.join(format!("{}-{}.html", picture.name, picture.lang.code())), html)?;
    }
    Ok(())
}
