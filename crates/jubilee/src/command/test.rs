use std::process::ExitCode;

use jubilee_programme::{Diagnostics, LoadError};

use crate::arguments::Folder;
use crate::failure::BAD_DATA;
use crate::output::{has_colour, json, line};

pub(crate) fn run(arguments: &Folder) -> anyhow::Result<ExitCode> {
    let report = match jubilee_programme::run_dir(&arguments.folder) {
        Ok(report) => report,
        Err(LoadError::Invalid(diagnostics)) => return refuse(&diagnostics, arguments.form.json),
        Err(error) => return Err(error.into()),
    };
    if arguments.form.json {
        json(&report)?;
    } else {
        line(report.to_string().trim_end());
    }
    Ok(if report.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(BAD_DATA) })
}

/// Shows what is wrong with a programme's files.
pub(super) fn refuse(diagnostics: &Diagnostics, as_json: bool) -> anyhow::Result<ExitCode> {
    if as_json {
        json(&diagnostics.to_json())?;
    } else {
        eprint!("{}", diagnostics.render(has_colour()));
    }
    Ok(ExitCode::from(BAD_DATA))
}
