use std::process::ExitCode;

use jubilee_app::{Explanation, Sentence};
use jubilee_core::Lang;
use jubilee_texts::t;

use super::open;
use crate::arguments::Explain;
use crate::output::{json, line};

pub(crate) async fn run(arguments: Explain, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let told = app.explain(&arguments.subscription, arguments.as_of, lang).await?;
    if arguments.form.json {
        json(&told)?;
    } else {
        print(&told, lang, app.programme().versions.len() > 1);
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the story. The version stands beside the line where there is more than one.
fn print(told: &Explanation, lang: Lang, has_versions: bool) {
    line(format_args!("{}  {} · {} · {} · {}", told.subscription, told.offer, told.member, told.as_of, told.status_name));
    for (title, sentences) in [
        (t!(lang, "explain-part-now"), &told.now),
        (t!(lang, "explain-part-story"), &told.story),
        (t!(lang, "explain-part-coming"), &told.to_come),
    ] {
        line("");
        line(title);
        if sentences.is_empty() {
            line(format_args!("  {}", t!(lang, "explain-part-empty")));
        }
        for sentence in sentences {
            say(sentence, lang, has_versions);
        }
    }
}

fn say(sentence: &Sentence, lang: Lang, has_versions: bool) {
    let on = sentence.on.map(|on| format!("{on}  ")).unwrap_or_default();
    line(format_args!("  {on}{}", sentence.text));
    let mut behind = vec![sentence.rule_title.clone()];
    if let Some(place) = &sentence.source {
        let version = sentence.version.filter(|_| has_versions).map(|number| format!(" [{number}]")).unwrap_or_default();
        // Files line their comments up; on a line of the terminal that is only noise.
        let text = place.text.split_whitespace().collect::<Vec<_>>().join(" ");
        behind.push(format!("{}:{}{version}: {text}", place.file, place.line));
    }
    if let Some(recorded_on) = sentence.recorded_on.filter(|recorded_on| Some(*recorded_on) != sentence.on) {
        behind.push(t!(lang, "explain-part-recorded", date = recorded_on));
    }
    line(format_args!("      {}", behind.join(" · ")));
}
