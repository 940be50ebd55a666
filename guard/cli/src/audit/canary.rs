//! Each rule used once, against the very libraries that were compiled: a rule that says nothing then is dead.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::PackageId;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

use super::Failure;
use super::check::{Checked, Scratch};
use super::hit;
use super::project::Project;
use super::rules::{Found, Rule, Rules};

/// A rule that never says anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dead {
    pub(super) path: String,
    /// The library it is about.
    pub(super) library: String,
    pub(super) why: &'static str,
}

const SILENT: &str = "clippy says nothing of a use of it";
const ABSENT: &str = "there is no such path in it";
const NOT_BUILT: &str = "its library was not built, so it could not be tried";

/// The errors of a path that is there, and needs to be told its types.
const NEEDS_TYPES: [&str; 4] = ["E0282", "E0283", "E0284", "E0790"];

/// Tries every rule.
pub(super) fn dead(
    project: &Project,
    checked: &Checked,
    scratch: &Scratch,
    rules: &Rules,
) -> Result<Vec<Dead>, Failure> {
    let mut dead = Vec::new();
    for (library, of_library) in &rules.by_library {
        let ids = project
            .found
            .iter()
            .filter(|(found, _)| found == library)
            .map(|(_, id)| id);
        for id in ids {
            dead.extend(tried(
                project,
                checked,
                scratch,
                library,
                id.as_ref(),
                of_library,
            )?);
        }
    }
    for rule in &rules.added {
        let root = rule.root();
        let library = Found {
            name: root.to_owned(),
            version: cargo_metadata::semver::Version::new(0, 0, 0),
            features: BTreeSet::new(),
        };
        let is_standard = matches!(root, "std" | "core" | "alloc");
        let id = project.with_crate(root);
        if id.is_none() && !is_standard {
            dead.push(Dead {
                path: rule.path.clone(),
                library: root.to_owned(),
                why: "no such crate is in the dependency graph",
            });
            continue;
        }
        let rule = std::slice::from_ref(rule);
        let of_rule = tried(project, checked, scratch, &library, id, rule)?;
        dead.extend(of_rule.into_iter().map(|dead| Dead {
            library: root.to_owned(),
            ..dead
        }));
    }
    Ok(dead)
}

/// The rules of one library that are dead.
fn tried(
    project: &Project,
    checked: &Checked,
    scratch: &Scratch,
    library: &Found,
    id: Option<&PackageId>,
    rules: &[Rule],
) -> Result<Vec<Dead>, Failure> {
    let why = |rule: &Rule, why| Dead {
        path: rule.path.clone(),
        library: library.to_string(),
        why,
    };
    let mut externs: BTreeMap<&str, &Path> = BTreeMap::new();
    if let Some(id) = id {
        let Some((name, file)) = checked.libraries.get(id) else {
            // In the graph for another system, or of no target that was asked for: nothing here can call it.
            let is_used = checked
                .hits
                .iter()
                .any(|hit| rules.iter().any(|rule| rule.path == hit.path));
            return Ok(if is_used {
                rules.iter().map(|rule| why(rule, NOT_BUILT)).collect()
            } else {
                Vec::new()
            });
        };
        for dependency in project.dependencies(id) {
            if let Some((name, file)) = checked.libraries.get(dependency) {
                externs.insert(name, file);
            }
        }
        externs.insert(name, file);
    }
    let mut left: Vec<&Rule> = rules.iter().collect();
    let mut dead = Vec::new();
    loop {
        let said = compiled(scratch, &externs, &left)?;
        let wrong: BTreeSet<usize> = said.errors.keys().copied().collect();
        if wrong.is_empty() {
            let is_silent =
                |(line, rule): &(usize, &&Rule)| !said.fired.contains(&(*line, rule.path.clone()));
            let silent = left
                .iter()
                .enumerate()
                .filter(|(line, rule)| is_silent(&(*line, rule)));
            dead.extend(silent.map(|(_, rule)| why(rule, SILENT)));
            return Ok(dead);
        }
        // What does not compile hides what the others say.
        let mut rest = Vec::new();
        for (line, rule) in left.iter().enumerate() {
            match said.errors.get(&line) {
                None => rest.push(*rule),
                Some(code) if rule.is_added() && NEEDS_TYPES.contains(&code.as_str()) => {}
                Some(_) => dead.push(why(rule, ABSENT)),
            }
        }
        if rest.len() == left.len() {
            return Err(Failure::Canary(said.rendered));
        }
        if rest.is_empty() {
            return Ok(dead);
        }
        left = rest;
    }
}

/// What the compiler says of a program with one canary a line.
#[derive(Debug, Default)]
struct Said {
    /// Line, from 0, and path.
    fired: BTreeSet<(usize, String)>,
    /// Line, from 0, and the error's code.
    errors: BTreeMap<usize, String>,
    rendered: String,
}

fn compiled(scratch: &Scratch, externs: &BTreeMap<&str, &Path>, rules: &[&Rule]) -> Result<Said, Failure> {
    let mut program = String::new();
    for (number, rule) in rules.iter().enumerate() {
        let item = rule.canary();
        // Writing to a string does not fail.
        let _ = writeln!(program, "pub mod canary_{number} {{ pub {item} }}");
    }
    let folder: PathBuf = scratch.path().join("canary");
    let file = folder.join("canary.rs");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&file, &program))
        .map_err(|error| Failure::of("cannot write a canary", &error))?;
    let mut command = Command::new("clippy-driver");
    command
        .args([
            "--edition",
            "2021",
            "--crate-name",
            "canary",
            "--crate-type",
            "lib",
        ])
        .args(["--emit", "metadata", "--error-format", "json", "-A", "warnings"])
        .args(["--force-warn", "clippy::disallowed_methods"])
        .arg("-o")
        .arg(folder.join("libcanary.rmeta"))
        .env("CLIPPY_CONF_DIR", scratch.path());
    let mut searched = BTreeSet::new();
    for (name, path) in externs {
        command.arg("--extern").arg(format!("{name}={}", path.display()));
        searched.extend(path.parent());
    }
    for folder in searched {
        command.arg("-L").arg(format!("dependency={}", folder.display()));
    }
    let output = command
        .arg(&file)
        .output()
        .map_err(|error| Failure::of("cannot run clippy-driver", &error))?;
    let mut said = Said::default();
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        let Ok(diagnostic) = serde_json::from_str::<Diagnostic>(line) else {
            continue;
        };
        let at = diagnostic
            .spans
            .iter()
            .find(|span| span.is_primary)
            .and_then(|span| span.line_start.checked_sub(1));
        if let (Some(path), Some(at)) = (hit::path_of(&diagnostic), at) {
            said.fired.insert((at, path.to_owned()));
        } else if diagnostic.level == DiagnosticLevel::Error {
            said.rendered
                .push_str(diagnostic.rendered.as_deref().unwrap_or_default());
            let code = diagnostic.code.map(|code| code.code).unwrap_or_default();
            if let Some(at) = at {
                said.errors.insert(at, code);
            }
        }
    }
    if !output.status.success() && said.errors.is_empty() {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::Canary(if said.rendered.is_empty() {
            text
        } else {
            said.rendered
        }));
    }
    Ok(said)
}
