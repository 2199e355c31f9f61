//! Which crate may know which: read from cargo's own metadata and held against the house's plan (ARCHITECTURE.md).

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

/// Every crate of ours with the crates of ours that it may use. Development dependencies are free.
const PLAN: &[(&str, &[&str])] = &[
    ("jubilee-core", &[]),
    ("jubilee-bank", &["jubilee-core"]),
    ("jubilee-programme", &["jubilee-core"]),
    ("jubilee-store", &["jubilee-core"]),
    ("jubilee-texts", &["jubilee-core"]),
    ("jubilee-documents", &["jubilee-core", "jubilee-texts"]),
    ("jubilee-delivery", &["jubilee-core", "jubilee-documents", "jubilee-texts"]),
    ("jubilee-payments", &["jubilee-core"]),
    (
        "jubilee-app",
        &[
            "jubilee-bank",
            "jubilee-core",
            "jubilee-delivery",
            "jubilee-documents",
            "jubilee-payments",
            "jubilee-programme",
            "jubilee-store",
            "jubilee-texts",
        ],
    ),
    ("jubilee-web", &["jubilee-app", "jubilee-core", "jubilee-delivery", "jubilee-payments", "jubilee-texts"]),
    (
        "jubilee",
        &[
            "jubilee-app",
            "jubilee-core",
            "jubilee-delivery",
            "jubilee-payments",
            "jubilee-programme",
            "jubilee-store",
            "jubilee-texts",
            "jubilee-web",
        ],
    ),
    ("jubilee-testkit", &[]),
    ("xtask", &[]),
];

/// Fails on a dependency that the plan does not have, and on a crate that it does not name.
pub(crate) fn check() -> anyhow::Result<()> {
    let mut command = Command::new(env!("CARGO"));
    let output = crate::run::output(command.args(["metadata", "--format-version", "1", "--no-deps", "--locked"]))?;
    let metadata: Value = serde_json::from_slice(&output).context("cargo metadata is not JSON")?;
    let faults = faults(&metadata)?;
    if !faults.is_empty() {
        bail!("the dependency direction is broken:\n{}", faults.join("\n"));
    }
    Ok(())
}

fn faults(metadata: &Value) -> anyhow::Result<Vec<String>> {
    let plan: BTreeMap<&str, &[&str]> = PLAN.iter().copied().collect();
    let mut faults = Vec::new();
    for package in metadata["packages"].as_array().context("cargo metadata has no packages")? {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(allowed) = plan.get(name) else {
            faults.push(format!("  {name} is not in the plan (xtask/src/direction.rs)"));
            continue;
        };
        let dependencies = package["dependencies"].as_array().context("a package has no dependencies")?;
        for dependency in dependencies.iter().filter(|dependency| dependency["kind"] != "dev") {
            let used = dependency["name"].as_str().unwrap_or_default();
            if plan.contains_key(used) && !allowed.contains(&used) {
                faults.push(format!("  {name} uses {used}"));
            }
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::faults;

    #[test]
    fn a_dependency_against_the_direction_is_found() {
        let package = |name: &str, uses: &str, kind: Option<&str>| json!({"packages": [{"name": name, "dependencies": [{"name": uses, "kind": kind}]}]});
        assert!(faults(&package("jubilee-app", "jubilee-core", None)).unwrap().is_empty());
        assert!(faults(&package("jubilee-core", "jubilee-testkit", Some("dev"))).unwrap().is_empty());
        assert_eq!(faults(&package("jubilee-core", "jubilee-store", None)).unwrap(), ["  jubilee-core uses jubilee-store"]);
        assert_eq!(faults(&package("jubilee-new", "serde", None)).unwrap().len(), 1);
    }
}
