//! What does not compile: what the compiler says of it, and the functions that it is in.

use std::collections::BTreeSet;

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};
use cargo_metadata::{CompilerMessage, Message};

use super::hit;
use super::project::Project;
use super::report;
use super::source::{Place, Sources};

/// The compiler's errors, as it would say them to a person, and then the function of each.
pub(super) fn errors(messages: &[Message], project: &Project) -> String {
    let errors = messages.iter().filter_map(|message| match message {
        Message::CompilerMessage(message) if is_error(&message.message) => Some(message),
        _ => None,
    });
    let mut sources = Sources::default();
    let mut said = String::new();
    let mut functions = BTreeSet::new();
    for error in errors {
        said.push_str(error.message.rendered.as_deref().unwrap_or_default());
        functions.extend(function_of(error, project, &mut sources));
    }
    said.extend(functions);
    said
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.level, DiagnosticLevel::Error | DiagnosticLevel::Ice)
}

/// A line about the function that an error is in.
fn function_of(error: &CompilerMessage, project: &Project, sources: &mut Sources) -> Option<String> {
    let (span, _) = hit::written(&error.message)?;
    let file = hit::resolved(&span.file_name, &project.folders_of(&error.package_id));
    let place = Place {
        line: span.line_start,
        column: span.column_start,
    };
    let source = sources.get(&file);
    let name = &source.function_at(place)?.name;
    let file = report::file_name(&file, project.root());
    // The one name that the guard's attribute gives to a body.
    let hint = if error.message.message.contains("cannot find value `permit`") {
        ": nothing gives it a permit; has it lost its `#[guarded_write(…, permit = permit)]`?"
    } else {
        ""
    };
    Some(format!(
        "does not compile: `{name}` ({file}:{}){hint}\n",
        span.line_start
    ))
}
