use std::process::ExitCode;

use jubilee_programme::LoadError;
use serde::Serialize;

use crate::arguments::Folder;
use crate::output::{has_colour, json, line};

#[derive(Serialize)]
struct Report {
    programme: String,
    offers: usize,
    areas: usize,
    warnings: usize,
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
        offers: version.offers.len(),
        areas: version.areas.len(),
        warnings: checked.warnings.iter().count(),
    };
    if arguments.form.json {
        json(&report)?;
    } else {
        eprint!("{}", checked.warnings.render(has_colour()));
        let (offers, areas, warnings) = (report.offers, report.areas, report.warnings);
        line(format_args!("{}: good; {offers} offers, {areas} areas, {warnings} warnings", report.programme));
    }
    Ok(ExitCode::SUCCESS)
}
