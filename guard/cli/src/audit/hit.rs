//! A call that a rule holds for, as clippy found it.

use std::path::{Path, PathBuf};

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticSpan};

use super::rules::{Kind, Rules};
use super::source::Place;

/// One use of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) file: PathBuf,
    pub(super) place: Place,
    /// Where what stands at `place` ends: the whole use of a macro.
    pub(super) end: Place,
    /// The path of the rule.
    pub(super) path: String,
    /// Name and version of the package, and the target in it.
    pub(super) package: String,
    pub(super) target: String,
    /// The root file of the target.
    pub(super) root: PathBuf,
    /// The macro that it comes from: then `place` is where that is used.
    pub(super) macro_name: Option<String>,
    /// Whether the tokens of the call stand in no source at `place`.
    pub(super) is_generated: bool,
    /// What else comes from the same use of a macro.
    pub(super) beside: Vec<Kind>,
}

/// The path that a diagnostic of the lint is about.
pub(super) fn path_of(diagnostic: &Diagnostic) -> Option<&str> {
    let code = diagnostic.code.as_ref()?;
    if code.code != "clippy::disallowed_methods" {
        return None;
    }
    let (_, rest) = diagnostic.message.split_once('`')?;
    rest.split_once('`').map(|(path, _)| path)
}

/// The span where the user wrote it: outside of every expansion.
pub(super) fn written(diagnostic: &Diagnostic) -> Option<(&DiagnosticSpan, Option<String>)> {
    let mut span = diagnostic.spans.iter().find(|span| span.is_primary)?;
    let mut name = None;
    while let Some(expansion) = &span.expansion {
        name = Some(expansion.macro_decl_name.clone());
        span = &expansion.span;
    }
    Some((span, name))
}

/// Where the compiler's file names begin.
pub(super) fn resolved(name: &str, folders: &[&Path]) -> PathBuf {
    let path = Path::new(name);
    if path.is_absolute() {
        return path.to_owned();
    }
    let mut candidates = folders.iter().map(|folder| folder.join(path));
    candidates
        .clone()
        .find(|candidate| candidate.is_file())
        .or_else(|| candidates.next())
        .unwrap_or_else(|| path.to_owned())
}

/// Each hit once, with what stands beside it in the same use of a macro.
pub(super) fn distinct(mut hits: Vec<Hit>, rules: &Rules) -> Vec<Hit> {
    // The same file is compiled for several targets, and a file can be in several packages.
    hits.sort_by(|one, other| {
        (&one.file, one.place, &one.path).cmp(&(&other.file, other.place, &other.path))
    });
    hits.dedup_by(|one, other| (&one.file, one.place, &one.path) == (&other.file, other.place, &other.path));
    let kinds: Vec<(PathBuf, Place, bool, Kind)> = hits
        .iter()
        .filter_map(|hit| {
            let kind = rules.of(&hit.path)?.kind;
            Some((hit.file.clone(), hit.place, hit.is_generated, kind))
        })
        .collect();
    for hit in hits.iter_mut().filter(|hit| hit.is_generated) {
        let beside = kinds.iter().filter(|(file, place, is_generated, _)| {
            // What is written there may be what the macro was given, as a name or as a whole call.
            let is_given = !is_generated && hit.place < *place && *place < hit.end;
            *file == hit.file && ((*is_generated && *place == hit.place) || is_given)
        });
        hit.beside = beside.map(|(_, _, _, kind)| *kind).collect();
    }
    hits
}
