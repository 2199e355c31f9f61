use std::process::ExitCode;

use jubilee_programme::LoadError;
use serde::Serialize;

use crate::arguments::Folder;
use crate::output::{counted, has_colour, json, line};

#[derive(Serialize)]
struct Report {
    programme: String,
    offers: u64,
    areas: u64,
    warnings: u64,
}

pub(crate) fn run(arguments: &Folder) -> anyhow::Result<ExitCode> {
    let checked = match jubilee_programme::load_dir(&arguments.folder) {
        Ok(checked) => checked,
        Err(LoadError::Invalid(diagnostics)) => return super::test::refuse(&diagnostics, arguments.form.json),
        Err(error) => return Err(error.into()),
    };
    let version = &checked.programme.versions[0];
    let report = Report {
        programme: checked.programme.id.clone(),
        offers: version.offers.len() as u64,
        areas: version.areas.len() as u64,
        warnings: checked.warnings.iter().count() as u64,
    };
    if arguments.form.json {
        json(&report)?;
    } else {
        if report.warnings > 0 {
            eprint!("{}", checked.warnings.render(has_colour()));
        }
        let (offers, areas) = (counted(report.offers, "offer", "offers"), counted(report.areas, "area", "areas"));
        let warnings = counted(report.warnings, "warning", "warnings");
        line(format_args!("{}: good; {offers}, {areas}, {warnings}", report.programme));
    }
    Ok(ExitCode::SUCCESS)
}
