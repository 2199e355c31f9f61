//! Diagnostics: what is wrong in a file, where, and what to write instead; all of it at once.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use serde_json::{Value, json};

use crate::Source;
use crate::code::Code;

/// How many findings of one file are kept; of more only the number is told. Nobody corrects more before trying again, and a hostile
/// file must not make a hundred thousand.
pub const MOST_FINDINGS: usize = 100;

/// Whether a finding stops the file from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, and is probably not what was meant.
    Warning,
}

/// A place in a file, with what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes.
    pub span: Range<usize>,
    /// What is said about them; may be empty.
    pub label: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// Whether it stops the file from being used.
    pub severity: Severity,
    /// What is wrong, with the value.
    pub message: String,
    /// Where; `None` when it is about the file as a whole.
    pub mark: Option<Mark>,
    /// Other places that matter for it.
    pub also: Vec<Mark>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn error(code: Code, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let mark = Some(Mark { span, label: String::new() });
        Diagnostic { code, severity: Severity::Error, message: message.into(), mark, also: Vec::new(), help: None }
    }

    pub(crate) fn warning(code: Code, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    pub(crate) fn about_file(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { mark: None, ..Diagnostic::error(code, 0..0, message) }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Diagnostic {
        if let Some(mark) = &mut self.mark {
            mark.label = label.into();
        }
        self
    }

    pub(crate) fn also(mut self, span: Range<usize>, label: impl Into<String>) -> Diagnostic {
        self.also.push(Mark { span, label: label.into() });
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Diagnostic {
        self.help = help;
        self
    }
}

/// Collects the findings of one file while it is read.
pub(crate) struct Findings<'a> {
    pub(crate) source: &'a Source,
    /// The first byte of each line.
    lines: Vec<usize>,
    found: RefCell<Vec<Diagnostic>>,
    omitted: Cell<usize>,
    errors: Cell<usize>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(source: &'a Source) -> Findings<'a> {
        let lines = source.line_starts();
        Findings { source, lines, found: RefCell::default(), omitted: Cell::new(0), errors: Cell::new(0) }
    }

    /// The line, from 1, of a byte.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.errors.set(self.errors.get() + usize::from(diagnostic.severity == Severity::Error));
        if self.is_full() {
            self.omitted.set(self.omitted.get() + 1);
        } else {
            self.found.borrow_mut().push(diagnostic);
        }
    }

    /// Counts errors that are not kept anyway.
    pub(crate) fn omit_errors(&self, count: usize) {
        self.errors.set(self.errors.get() + count);
        self.omitted.set(self.omitted.get() + count);
    }

    /// Whether as many have been found as are kept, so that finding out more about another is wasted.
    pub(crate) fn is_full(&self) -> bool {
        self.found.borrow().len() >= MOST_FINDINGS
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.errors.get() > 0
    }

    /// All that was found, in the order of the file.
    pub(crate) fn into_diagnostics(self) -> Diagnostics {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| diagnostic.mark.as_ref().map_or(0, |mark| mark.span.start));
        let errors = self.errors.get();
        Diagnostics { files: vec![FileFindings { source: self.source.clone(), found }], omitted: self.omitted.get(), errors }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FileFindings {
    source: Source,
    found: Vec<Diagnostic>,
}

/// The findings of one file or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    files: Vec<FileFindings>,
    omitted: usize,
    errors: usize,
}

impl Diagnostics {
    /// The findings, file by file, each in the order of its file.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(|file| &file.found)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// How many errors there are, those beyond [`MOST_FINDINGS`] included.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Adds the findings of other files.
    pub(crate) fn extend(&mut self, others: Diagnostics) {
        self.files.extend(others.files);
        self.omitted += others.omitted;
        self.errors += others.errors;
    }

    /// The findings for people: each with its place, a pointer and help, and a last line with the count.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut text = String::new();
        for file in &self.files {
            for diagnostic in &file.found {
                text.push_str(&renderer.render(&groups(&file.source, diagnostic)));
                text.push_str("\n\n");
            }
        }
        text.push_str(&self.count());
        text.push('\n');
        text
    }

    /// For example `2 errors, 1 warning`.
    pub fn count(&self) -> String {
        let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let shown_warnings = self.iter().filter(|one| one.severity == Severity::Warning).count();
        let mut parts = Vec::new();
        if self.errors > 0 || shown_warnings == 0 {
            parts.push(counted(self.errors, "error"));
        }
        if shown_warnings > 0 {
            parts.push(counted(shown_warnings, "warning"));
        }
        if self.omitted > 0 {
            parts.push(format!("{} of them not shown", self.omitted));
        }
        parts.join(", ")
    }

    /// The findings for machines: `{"errors", "omitted", "diagnostics": [{code, severity, message, file, line, column, label,
    /// also, help}]}`. Lines and columns count from 1 and are `null` where a finding is about the whole file.
    pub fn to_json(&self) -> Value {
        let place = |source: &Source, mark: &Mark| {
            let (line, column) = source.position(mark.span.start);
            json!({ "line": line, "column": column, "label": mark.label })
        };
        let found = self.files.iter().flat_map(|file| file.found.iter().map(move |one| (&file.source, one)));
        let diagnostics: Vec<Value> = found
            .map(|(source, one)| {
                let main = one.mark.as_ref().map(|mark| place(source, mark)).unwrap_or_default();
                json!({
                    "code": one.code,
                    "severity": one.severity,
                    "message": one.message,
                    "file": source.name,
                    "line": main["line"],
                    "column": main["column"],
                    "label": main["label"],
                    "also": one.also.iter().map(|mark| place(source, mark)).collect::<Vec<_>>(),
                    "help": one.help,
                })
            })
            .collect();
        json!({ "errors": self.errors, "omitted": self.omitted, "diagnostics": diagnostics })
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

fn groups<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id()));
    let main = diagnostic.mark.as_ref();
    let lines = main.map(|mark| source.lines_of(&mark.span));
    let is_beside = |mark: &&Mark| lines.as_ref() == Some(&source.lines_of(&mark.span));
    if let Some(mark) = main {
        let beside = diagnostic.also.iter().filter(is_beside);
        group = group.element(snippet(source, mark, AnnotationKind::Primary, beside));
    } else {
        group = group.element(Origin::path(source.name.as_str()));
    }
    for mark in diagnostic.also.iter().filter(|mark| !is_beside(mark)) {
        group = group.element(snippet(source, mark, AnnotationKind::Context, [].iter()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

/// The lines of a mark, with the other marks there are in them. Only these lines are given to the renderer, which would otherwise go
/// through the whole file for each finding.
fn snippet<'a>(
    source: &'a Source,
    mark: &'a Mark,
    kind: AnnotationKind,
    beside: impl Iterator<Item = &'a Mark>,
) -> Snippet<'a, Annotation<'a>> {
    let lines = source.lines_of(&mark.span);
    let (line, _) = source.position(lines.start);
    let annotation = |mark: &'a Mark, kind: AnnotationKind| {
        let within = |at: usize| at.clamp(lines.start, lines.end) - lines.start;
        let label = (!mark.label.is_empty()).then_some(mark.label.as_str());
        kind.span(within(mark.span.start)..within(mark.span.end)).label(label)
    };
    Snippet::source(&source.text[lines.clone()])
        .line_start(line)
        .path(source.name.as_str())
        .annotation(annotation(mark, kind))
        .annotations(beside.map(|mark| annotation(mark, AnnotationKind::Context)))
}
