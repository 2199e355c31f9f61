//! The demo's installation: made in a temporary place, or in one that is kept and used again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use jubilee_app::demo::{self, DemoPeople};
use jubilee_app::{App, Post, Setup};
use jubilee_delivery::{Folder, Transport};

use crate::arguments::Serve;
use crate::command::time;
use crate::output::progress;

/// An open demo. The temporary place goes with it.
pub(super) struct OpenDemo {
    pub(super) app: App,
    pub(super) people: DemoPeople,
    pub(super) post: Arc<Post>,
    pub(super) member_link: String,
    pub(super) staff_link: String,
    place: Place,
}

enum Place {
    Temporary(tempfile::TempDir),
    Kept(PathBuf),
}

impl OpenDemo {
    /// Where its store is.
    pub(super) fn folder(&self) -> &Path {
        match &self.place {
            Place::Temporary(folder) => folder.path(),
            Place::Kept(folder) => folder,
        }
    }
}

/// Opens the demo, filling it first when it is new.
pub(super) async fn open(arguments: &Serve, base_url: &str) -> anyhow::Result<OpenDemo> {
    let place = match &arguments.keep {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
            Place::Kept(folder.clone())
        }
        None => Place::Temporary(tempfile::tempdir().context("cannot make a temporary folder for the demo")?),
    };
    let folder = match &place {
        Place::Temporary(folder) => folder.path().to_owned(),
        Place::Kept(folder) => folder.clone(),
    };
    let sender = "Partner Network <renewals@programme.example>".parse().context("cannot read the demo's sender")?;
    let post = Arc::new(Post { transport: Transport::Folder(Folder::new(folder.join("mail"))), sender });
    let (store, done) = (folder.join("demo.db"), folder.join("demo.ready"));
    let url = format!("sqlite:{}", store.display());
    let app = if done.exists() {
        App::upgrade(&url).await?;
        App::open(&url, time()).await?.reached_at(base_url)
    } else {
        // Furnishing that was interrupted is begun again.
        for left in ["demo.db", "demo.db-wal", "demo.db-shm"] {
            let left = folder.join(left);
            if left.exists() {
                std::fs::remove_file(&left).with_context(|| format!("cannot remove {}", left.display()))?;
            }
        }
        let app = furnish(&url, &folder, base_url, &post).await?;
        std::fs::write(&done, b"").with_context(|| format!("cannot write {}", done.display()))?;
        app
    };
    let people = DemoPeople::default();
    let member_link = demo::link(&app, &people.member).await?;
    let staff_link = demo::link(&app, &people.staff).await?;
    Ok(OpenDemo { app, people, post, member_link, staff_link, place })
}

async fn furnish(url: &str, folder: &Path, base_url: &str, post: &Post) -> anyhow::Result<App> {
    let (year, month, day) = demo::LIVE_FROM;
    let setup = Setup {
        source: jubilee_programme::shipped_mpn(),
        source_name: "programme.toml",
        live_from: jubilee_core::Day::from_ymd(year, month, day),
        is_sandbox: true,
        base_url: Some(base_url),
    };
    let app = App::init(url, &setup, time()).await?;
    let bar = progress("demo");
    let shown = bar.clone();
    let furnished = demo::furnish(&app, post, folder, &move |day, of| {
        shown.set_length(u64::from(of));
        shown.set_position(u64::from(day));
    })
    .await;
    bar.finish_and_clear();
    furnished?;
    Ok(app)
}
