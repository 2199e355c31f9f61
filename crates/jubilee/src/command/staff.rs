use std::process::ExitCode;

use jubilee_app::StaffRole;
use jubilee_core::Lang;

use super::open;
use crate::arguments::Staff;
use crate::failure::Usage;
use crate::output::line;

pub(crate) async fn run(arguments: Staff, lang: Lang) -> anyhow::Result<ExitCode> {
    let unknown = || {
        let names = StaffRole::ALL.map(StaffRole::id).join(", ");
        Usage(format!("'{}' is not a role of staff; write one of {names}", arguments.role))
    };
    let role = StaffRole::read(&arguments.role).ok_or_else(unknown)?;
    let mut app = open(&arguments.store).await?;
    if let Some(url) = &arguments.base_url {
        app = app.reached_at(url);
    }
    let name = arguments.name.as_deref().unwrap_or(&arguments.email);
    app.appoint_staff(&arguments.email, name, lang, role).await?;
    line(format_args!("{name} is {} now.", role.id()));
    if let Some(link) = app.first_link(&arguments.email).await? {
        line("This link signs in once, within seven days:");
        line(link);
    }
    Ok(ExitCode::SUCCESS)
}
