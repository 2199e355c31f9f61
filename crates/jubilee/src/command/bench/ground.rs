//! Where is measured and with what: a store of a given size, and the clocks of this process.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant as Stopwatch;

use anyhow::Context;
use jubilee_app::{App, Files, Setup};
use jubilee_core::Day;
use tempfile::TempDir;

use super::super::time;

/// The day on which the generated stores go live.
pub(super) const LIVE: &str = "2021-01-01";

/// The kernel counts a process's time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// A place for a store, and for the files that are imported into it.
pub(super) struct Ground {
    pub(super) engine: &'static str,
    folder: TempDir,
    url: Option<String>,
}

impl Ground {
    pub(super) fn sqlite() -> anyhow::Result<Ground> {
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        Ok(Ground { engine: "sqlite", folder, url: None })
    }

    pub(super) fn postgres(url: &str) -> anyhow::Result<Ground> {
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        Ok(Ground { engine: "postgres", folder, url: Some(url.to_owned()) })
    }

    /// A new store. Of PostgreSQL there is one, which has to be empty.
    pub(super) async fn store(&self, name: &str) -> anyhow::Result<App> {
        let file = self.folder.path().join(format!("{name}.db"));
        let url = self.url.clone().unwrap_or_else(|| format!("sqlite:{}", file.display()));
        let setup = Setup {
            source: jubilee_programme::shipped_mpn(),
            source_name: "programme.toml",
            live_from: Some(LIVE.parse()?),
            is_sandbox: true,
            base_url: None,
        };
        Ok(App::init(&url, &setup, time()).await?)
    }

    /// Files of `size` members with a user and a subscription each, of which `due` have their first reminder on the day `busy` and nobody else
    /// anything before.
    pub(super) fn files(&self, size: u32, due: u32, busy: Day) -> anyhow::Result<Imported> {
        let file = |name: &str, header: &str| -> anyhow::Result<(PathBuf, BufWriter<File>)> {
            let path = self.folder.path().join(name);
            let mut out = BufWriter::new(File::create(&path).with_context(|| format!("cannot write {}", path.display()))?);
            writeln!(out, "{header}")?;
            Ok((path, out))
        };
        // Written as they are made: the memory that is measured is the import's.
        let (members_path, mut members) = file("members.csv", "member,name,country,language,system")?;
        let (users_path, mut users) = file("users.csv", "member,email,name,roles,language")?;
        let (subscriptions_path, mut subscriptions) =
            file("subscriptions.csv", "subscription,member,offer,purchased_on,anniversary_on,areas")?;
        for n in 0..size {
            // The reminder of a subscription is due fifteen days before its anniversary.
            let anniversary = if n < due { busy.plus_days(15) } else { busy.plus_days(60 + i32::try_from(n % 200)?) };
            let bought = anniversary.plus_days(-900);
            writeln!(members, "M{n},Member {n},NL,nl,current")?;
            writeln!(users, "M{n},admin{n}@example.org,Admin {n},global-admin,nl")?;
            writeln!(subscriptions, "S{n},M{n},action-pack,{bought},{anniversary},")?;
        }
        for out in [&mut members, &mut users, &mut subscriptions] {
            out.flush()?;
        }
        Ok(Imported { members: members_path, users: users_path, subscriptions: subscriptions_path })
    }

    /// A path for a file of its own.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Files that are imported.
pub(super) struct Imported {
    members: PathBuf,
    users: PathBuf,
    subscriptions: PathBuf,
}

impl Imported {
    pub(super) async fn load(&self, app: &App) -> anyhow::Result<()> {
        let files = Files {
            members: Some(&self.members),
            users: Some(&self.users),
            subscriptions: Some(&self.subscriptions),
            ..Files::default()
        };
        app.import(files, false, &|_| {}).await?;
        Ok(())
    }
}

/// What has passed since it was started, on the wall and for all threads of this process.
pub(super) struct Watch {
    wall: Stopwatch,
    cpu: f64,
}

impl Watch {
    pub(super) fn start() -> anyhow::Result<Watch> {
        Ok(Watch { cpu: cpu_seconds()?, wall: Stopwatch::now() })
    }

    /// Seconds on the wall, and of the processors.
    pub(super) fn seconds(&self) -> anyhow::Result<(f64, f64)> {
        let wall = self.wall.elapsed().as_secs_f64();
        Ok((wall, cpu_seconds()? - self.cpu))
    }
}

fn cpu_seconds() -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("cannot read /proc/self/stat; measuring needs Linux")?;
    // The name of the program stands in brackets and may hold anything; user and system time are the 12th and 13th after it.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: Vec<f64> = after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse().ok()).collect();
    Ok(ticks.iter().sum::<f64>() / TICKS_A_SECOND)
}

/// The most memory that this process has had, in MiB.
pub(super) fn peak_mib() -> anyhow::Result<f64> {
    let status =
        std::fs::read_to_string("/proc/self/status").context("cannot read /proc/self/status; measuring needs Linux")?;
    let kib =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    Ok(kib.unwrap_or_default() / 1024.0)
}
