//! Each rule used once, against the very libraries that were compiled: a rule that says nothing then is dead.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::PackageId;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

use super::check::{Built, Checked, Scratch};
use super::hit;
use super::project::Project;
use super::rules::{Found, Rule, Rules};
use super::{Failure, wrapper};

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
const MISUSED: &str = "its use does not compile with it";
const UNTRIED: &str = "it was used, and could not be tried: its library was not seen to be built";

/// The errors of a path that is there, and needs to be told its types.
const NEEDS_TYPES: [&str; 4] = ["E0282", "E0283", "E0284", "E0790"];

/// The errors of a path that is not there.
const NOT_THERE: [&str; 7] = ["E0405", "E0412", "E0425", "E0432", "E0433", "E0599", "E0603"];

/// What was tried of the rules, and how it ended.
#[derive(Debug, Default)]
pub(super) struct Tried {
    pub(super) dead: Vec<Dead>,
    /// How many were.
    pub(super) rules: usize,
    /// The libraries they are about.
    pub(super) libraries: Vec<Found>,
}

/// Tries every rule of what this run compiled: what is in the graph for another system, or for a feature that is off, nothing here can call.
pub(super) fn tried(
    project: &Project,
    checked: &Checked,
    scratch: &Scratch,
    rules: &Rules,
) -> Result<Tried, Failure> {
    let canaries = Canaries {
        project,
        checked,
        scratch,
    };
    let mut tried = Tried::default();
    let mut paths = BTreeSet::new();
    for (library, of_library) in &rules.by_library {
        let ids = project.found.iter().filter(|(found, _)| found == library);
        let mut of_builds = Vec::new();
        for (_, id) in ids {
            of_builds.extend(canaries.builds(id.as_ref()));
        }
        if of_builds.is_empty() {
            continue;
        }
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for build in of_builds {
            let applying: Vec<&Rule> = of_library.iter().filter(|rule| build.has(rule)).collect();
            used.extend(applying.iter().map(|rule| rule.path.as_str()));
            for (rule, why) in canaries.dead(build, &applying)? {
                if why == ABSENT && rules.incomplete.contains(library) {
                    used.remove(rule.path.as_str());
                } else {
                    tried.add(rule, library.to_string(), why);
                }
            }
        }
        tried.rules = tried.rules.saturating_add(used.len());
        tried.libraries.push(library.clone());
        paths.extend(used);
    }
    for rule in &rules.added {
        canaries.try_added(rule, &mut tried)?;
        paths.insert(&rule.path);
    }
    // A call that was found is a call of something that was built: if that was not tried, what is known of it is not proven.
    for hit in &checked.hits {
        if paths.insert(&hit.path) {
            let library = rules.of(&hit.path).map(|rule| rule.library.clone());
            tried.dead.push(Dead {
                path: hit.path.clone(),
                library: library.unwrap_or_default(),
                why: UNTRIED,
            });
        }
    }
    Ok(tried)
}

impl Tried {
    /// Enters a dead rule, once for all that were built of its library.
    fn add(&mut self, rule: &Rule, library: String, why: &'static str) {
        let dead = Dead {
            path: rule.path.clone(),
            library,
            why,
        };
        if !self.dead.contains(&dead) {
            self.dead.push(dead);
        }
    }
}

/// A library as it was built; the standard one is none of these.
#[derive(Clone, Copy, Debug)]
struct Build<'b>(Option<(&'b PackageId, &'b Built)>);

impl Build<'_> {
    /// Whether the rule is about a part of the library that was built.
    fn has(self, rule: &Rule) -> bool {
        self.0.is_none_or(|(_, built)| rule.applies_with(&built.features))
    }
}

/// What canaries are compiled with.
#[derive(Clone, Copy, Debug)]
struct Canaries<'c> {
    project: &'c Project,
    checked: &'c Checked,
    scratch: &'c Scratch,
}

type DeadOnes<'r> = Vec<(&'r Rule, &'static str)>;

impl<'c> Canaries<'c> {
    /// What was built of a package; of the standard library, that.
    fn builds(self, id: Option<&'c PackageId>) -> Vec<Build<'c>> {
        let Some(id) = id else {
            return vec![Build(None)];
        };
        let built = self.checked.libraries.get(id).into_iter().flatten();
        built.map(|built| Build(Some((id, built)))).collect()
    }

    /// Tries a rule of the workspace's own. In one version of its library it may be there, and in another not.
    fn try_added(self, rule: &Rule, tried: &mut Tried) -> Result<(), Failure> {
        tried.rules = tried.rules.saturating_add(1);
        let root = rule.root();
        let is_standard = matches!(root, "std" | "core" | "alloc");
        let ids = self.project.with_crate(root);
        let builds: Vec<Build<'_>> = if ids.is_empty() && is_standard {
            self.builds(None)
        } else {
            ids.iter().flat_map(|id| self.builds(Some(id))).collect()
        };
        if ids.is_empty() && !is_standard {
            tried.add(rule, root.to_owned(), "no such crate is in the dependency graph");
        }
        let mut why = None;
        for build in builds {
            match self.dead(build, &[rule])?.first() {
                None => return Ok(()),
                Some((_, reason)) => why = Some(*reason),
            }
        }
        if let Some(why) = why {
            tried.add(rule, root.to_owned(), why);
        }
        Ok(())
    }

    /// The rules that are dead in one build.
    fn dead<'r>(self, build: Build<'_>, rules: &[&'r Rule]) -> Result<DeadOnes<'r>, Failure> {
        let Some((id, own)) = build.0 else {
            return self.dead_with(None, &BTreeMap::new(), rules);
        };
        let system = self.scratch.system_of(&own.file);
        let libraries = &self.checked.libraries;
        let dependencies = self.project.dependencies(id);
        let dependencies: Vec<&Vec<Built>> = dependencies.iter().filter_map(|id| libraries.get(id)).collect();
        // Which build of a dependency it was built with, cargo does not say.
        let ways = dependencies.iter().map(|builds| builds.len()).max().unwrap_or(1);
        let mut least: Option<Result<DeadOnes<'r>, Failure>> = None;
        for way in 0..ways {
            let of_way = |builds: &&'c Vec<Built>| builds.get(way).or_else(|| builds.last());
            let others = dependencies.iter().filter_map(of_way).chain([own]);
            let externs = others.map(|built| (built.name.as_str(), built.file.as_path()));
            let dead = self.dead_with(system.as_deref(), &externs.collect(), rules);
            if dead.as_ref().is_ok_and(Vec::is_empty) {
                return dead;
            }
            least = match (least, dead) {
                (Some(Ok(before)), Ok(dead)) if before.len() <= dead.len() => Some(Ok(before)),
                (Some(Ok(before)), Err(_)) => Some(Ok(before)),
                (_, dead) => Some(dead),
            };
        }
        least.unwrap_or_else(|| Ok(Vec::new()))
    }

    fn dead_with<'r>(
        self,
        system: Option<&str>,
        externs: &BTreeMap<&str, &Path>,
        rules: &[&'r Rule],
    ) -> Result<DeadOnes<'r>, Failure> {
        let mut left = rules.to_vec();
        let mut dead = Vec::new();
        while !left.is_empty() {
            let said = compiled(self.scratch, system, externs, &left)?;
            if said.errors.is_empty() {
                let is_silent =
                    |(line, rule): &(usize, &&'r Rule)| !said.fired.contains(&(*line, rule.path.clone()));
                let silent = left.iter().enumerate().filter(is_silent);
                dead.extend(silent.map(|(_, rule)| (*rule, SILENT)));
                break;
            }
            // What does not compile hides what the others say.
            let mut rest = Vec::new();
            for (line, rule) in left.iter().enumerate() {
                match said.errors.get(&line) {
                    None => rest.push(*rule),
                    Some(code) if rule.is_added() && NEEDS_TYPES.contains(&code.as_str()) => {}
                    Some(code) if NOT_THERE.contains(&code.as_str()) => dead.push((*rule, ABSENT)),
                    Some(_) => dead.push((*rule, MISUSED)),
                }
            }
            if rest.len() == left.len() {
                return Err(Failure::Canary(said.rendered));
            }
            left = rest;
        }
        Ok(dead)
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

fn compiled(
    scratch: &Scratch,
    system: Option<&str>,
    externs: &BTreeMap<&str, &Path>,
    rules: &[&Rule],
) -> Result<Said, Failure> {
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
        .env(wrapper::RULES, scratch.path());
    if let Some(system) = system {
        command.args(["--target", system]);
    }
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
