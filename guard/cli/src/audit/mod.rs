//! `audit`: which calls of a workspace send a write that nothing decides on.
//!
//! ```text
//! catalogue + .config/write-guard.toml ─▶ rules ─▶ clippy's `disallowed_methods`, forced, in a folder of its own
//!   ─▶ hits (type-resolved: file, place, path) ─▶ the function around each, read with `syn` ─▶ a class each
//!   ─▶ excuses, baseline ─▶ report, exit status
//! each rule ─▶ canary, against the libraries that were compiled ─▶ dead rules
//! ```
//!
//! Clippy knows what is called, whatever it is called by. What is read with `syn` says only what the function around it is.

mod attributes;
mod bindings;
mod blind;
mod broken;
mod call;
mod callers;
mod canary;
mod chain;
mod changes;
mod check;
mod class;
mod classify;
mod constants;
mod excuse;
mod hit;
mod included;
mod origin;
mod permits;
mod project;
mod reader;
mod report;
mod rules;
mod sarif;
mod source;
mod verb;
mod ways;
mod wrapper;

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use self::check::{Lock, Scratch};
use self::class::Class;
use self::classify::Classifier;
use self::excuse::{Accepted, Baseline};
use self::project::Project;
use self::report::{Finding, Report};
use self::rules::Catalogue;
use self::source::Known;
use crate::args::{Audit, AuditFormat};
use crate::exit::{self, Exit};
use crate::terminal::Terminal;

/// What `--explain` says.
const EXPLANATION: &str = include_str!("explanation.txt");

/// Why the audit came to no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is no clippy.
    NoClippy,
    DoesNotCompile(String),
    /// Cargo compiled, and not all of it by this program.
    NotLookedInto,
    /// Something could not be read, written or run.
    Other {
        what: String,
        why: String,
    },
    Catalogue(String),
    /// A canary cannot be compiled for a reason of no rule.
    Canary(String),
    Stopped,
}

impl Failure {
    fn of(what: impl Into<String>, why: &(impl Error + ?Sized)) -> Self {
        Self::Other {
            what: what.into(),
            why: why.to_string(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoClippy => f.write_str(
                "the audit needs clippy beside the compiler, and `clippy-driver` cannot be run; with rustup, \
                 `rustup component add clippy` installs it",
            ),
            Self::DoesNotCompile(errors) => write!(
                f,
                "what does not compile cannot be audited; mend this first, or choose other packages or features\n{errors}"
            ),
            Self::NotLookedInto => f.write_str(
                "cargo took from elsewhere what it was to compile here, so nobody looked into it; see that no \
                 configuration of cargo sets a variable that begins with `WRITE_GUARD_AUDIT`, or its compiler",
            ),
            Self::Other { what, why } => write!(f, "{what}: {why}"),
            Self::Catalogue(why) => f.write_str(why),
            Self::Canary(errors) => write!(
                f,
                "the audit's rules cannot be tried, so it would prove nothing\n{errors}"
            ),
            Self::Stopped => f.write_str("stopped before there was an answer"),
        }
    }
}

/// Whether this process is to be the compiler; then it is that, and ends.
pub(crate) fn as_compiler(args: &[OsString]) -> Option<Exit> {
    let scope = std::env::var_os(wrapper::SCOPE)?;
    let (_, rest) = args.split_first()?;
    let compiler = std::path::Path::new(rest.first()?);
    let is_compiler = compiler
        .file_stem()
        .is_some_and(|stem| stem.to_string_lossy().contains("rustc"));
    is_compiler.then(|| wrapper::run(&scope, rest))
}

/// Audits, and reports on standard output.
pub(crate) fn audit(args: &Audit, terminal: Terminal) -> Result<Exit, exit::Failure> {
    let mut out = io::stdout().lock();
    if args.explain {
        out.write_all(EXPLANATION.as_bytes())
            .map_err(exit::Failure::at("write the explanation"))?;
        return Ok(Exit::DONE);
    }
    let report = match run(args) {
        Ok(report) => report,
        Err(failure) => return Err(exit::Failure::Audit(failure)),
    };
    let written = match args.format {
        AuditFormat::Human => report.write_human(&mut out, terminal),
        AuditFormat::Json => report.write_json(&mut out),
        AuditFormat::Sarif => serde_json::to_writer_pretty(&mut out, &sarif::log(&report))
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out)),
    };
    written.map_err(exit::Failure::at("write the report"))?;
    Ok(if report.tried.dead.is_empty() {
        Exit::good_if(report.failing() == 0)
    } else {
        Exit::DEAD_RULE
    })
}

fn run(args: &Audit) -> Result<Report, Failure> {
    if !has_clippy() {
        return Err(Failure::NoClippy);
    }
    let mut baseline = match &args.baseline {
        Some(path) => Baseline::read(path)?,
        None => Baseline::default(),
    };
    // Where it is told to be, or found above this folder: the one that cargo may write.
    let mut lock = workspace_root(args).map(|root| Lock::remember(&root));
    let catalogue = Catalogue::read().map_err(Failure::Catalogue)?;
    let project = Project::read(args, &catalogue);
    if let Some(lock) = &mut lock {
        lock.look();
    }
    let project = project?;
    let found: Vec<_> = project.found.iter().map(|(found, _)| found.clone()).collect();
    let rules = catalogue.rules(&found, project.added.clone());
    let scratch = Scratch::new(&project)?;
    scratch.configure(project.clippy.clone(), &rules)?;
    let mut checked = check::check(args, &project, &scratch)?;
    checked.hits = hit::distinct(std::mem::take(&mut checked.hits), &rules);
    let tried = canary::tried(&project, &checked, &scratch, &rules)?;
    let blind = if args.scope.dependencies {
        Vec::new()
    } else {
        blind::libraries(&project, &checked, &rules)
    };
    drop(lock);

    let known = Known {
        guards: project.names_of_guard(),
        features: checked.features.clone(),
        written: checked.written.clone(),
    };
    let mut classes = Classifier::new(&rules, &checked.hits, known);
    let mut findings = Vec::new();
    for hit in checked
        .hits
        .iter()
        .filter(|hit| !project.is_known_library(&hit.package))
    {
        let Some(classified) = classes.classify(hit) else {
            continue;
        };
        // What a build script wrote is gone with the folder; by this name it is the same in each run.
        let file = scratch
            .written_by_build_script(&hit.file)
            .unwrap_or_else(|| report::file_name(&hit.file, project.root()));
        let excused = excuse::reason(&classes.source(&hit.file), hit.place.line);
        let mut finding = Finding::of(&classified, file.clone());
        finding.in_baseline = excused.is_none() && baseline.accepts(&Accepted::of(&classified, &file));
        finding.excused = excused;
        finding.fails = fails(args, classified.class) && finding.excused.is_none() && !finding.in_baseline;
        findings.push(finding);
    }
    Ok(Report {
        findings,
        unknown_versions: rules
            .unknown_versions
            .iter()
            .filter(|found| tried.libraries.contains(found))
            .cloned()
            .collect(),
        left_out: if args.scope.packages.is_empty() {
            project.members_beside(&checked.selected)
        } else {
            Vec::new()
        },
        tried,
        blind,
        stale: baseline.stale(),
    })
}

fn has_clippy() -> bool {
    let asked = Command::new("clippy-driver")
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// The root of the workspace, asked without resolving it: that writes nothing.
fn workspace_root(args: &Audit) -> Option<std::path::PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["locate-project", "--workspace", "--message-format", "plain"]);
    if let Some(path) = &args.manifest_path {
        command.arg("--manifest-path").arg(path);
    }
    let output = command.stderr(Stdio::null()).output().ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    let manifest = std::path::Path::new(path.trim());
    manifest.parent().map(std::path::Path::to_owned)
}

fn fails(args: &Audit, class: Class) -> bool {
    match class {
        Class::Unguarded => true,
        Class::Unknown | Class::CallOnly => args.strict,
        Class::NotHttp => args.deny_not_http,
        Class::Guarded | Class::Door | Class::Layer | Class::Read => false,
    }
}
