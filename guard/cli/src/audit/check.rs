//! One compilation under clippy, in a folder of its own: which calls there are, and what was built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cargo_metadata::{CompilerMessage, Message, PackageId};
use signal_hook::consts::{SIGINT, SIGTERM};
use tempfile::TempDir;

use super::attributes::Features;
use super::hit::{self, Hit};
use super::project::{self, Project};
use super::rules::Rules;
use super::source::Place;
use super::{Failure, broken, wrapper};
use crate::args::Audit;

/// What is known after it was compiled.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) hits: Vec<Hit>,
    /// The library of each package: more than one where it was built with different features.
    pub(super) libraries: BTreeMap<PackageId, Vec<Built>>,
    /// Name and version of each package that was looked into.
    pub(super) selected: BTreeSet<String>,
    /// What each package was compiled with.
    pub(super) features: Features,
    /// Where build scripts wrote.
    pub(super) written: Vec<PathBuf>,
}

/// A library, as the compiler can use it.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) name: String,
    pub(super) file: PathBuf,
    pub(super) features: BTreeSet<String>,
}

/// The folder of one run: what is built, and what clippy is told. It is gone afterwards.
#[derive(Debug)]
pub(super) struct Scratch {
    folder: TempDir,
    /// Where it stands, if that was not there before.
    created: Option<PathBuf>,
}

impl Scratch {
    /// Beside what cargo builds, where there is room for it; elsewhere where that may not be written.
    pub(super) fn new(project: &Project) -> Result<Self, Failure> {
        let target = project.metadata.target_directory.as_std_path();
        let created = (!target.exists()).then(|| target.to_owned());
        let mut builder = tempfile::Builder::new();
        builder.prefix("write-guard-audit-");
        let beside = fs::create_dir_all(target).and_then(|()| builder.tempdir_in(target));
        match beside {
            Ok(folder) => Ok(Self { folder, created }),
            Err(refused) => builder
                .tempdir()
                .map(|folder| Self {
                    folder,
                    created: None,
                })
                .map_err(|error| {
                    let what = format!("cannot make a folder in {} ({refused})", target.display());
                    Failure::of(format!("{what}, nor among temporary ones"), &error)
                }),
        }
    }

    /// The system that a library was built for, where cargo was told one.
    pub(super) fn system_of(&self, library: &Path) -> Option<String> {
        let below = library.strip_prefix(self.target()).ok()?;
        let first = below.components().next()?.as_os_str().to_string_lossy();
        (first != "debug").then(|| first.into_owned())
    }

    /// Where cargo builds.
    fn target(&self) -> PathBuf {
        self.path().join("target")
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What a file in a build script's `OUT_DIR` is called; `None` of any other file.
    pub(super) fn written_by_build_script(&self, file: &Path) -> Option<String> {
        let below = file.strip_prefix(self.path()).ok()?;
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let out = parts.iter().position(|part| part == "out")?;
        let name = parts.get(out.saturating_add(1)..)?.join("/");
        Some(format!("OUT_DIR/{name}"))
    }

    /// Writes what clippy is told: the user's own, and the rules.
    pub(super) fn configure(&self, mut user: toml::Table, rules: &Rules) -> Result<(), Failure> {
        let mut paths: Vec<&str> = rules.all().map(|rule| rule.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        let entry = |path: &str| {
            let mut table = toml::Table::new();
            table.insert("path".to_owned(), path.into());
            toml::Value::Table(table)
        };
        let entries = paths.into_iter().map(entry).collect();
        user.insert("disallowed-methods".to_owned(), toml::Value::Array(entries));
        fs::write(self.path().join("clippy.toml"), user.to_string())
            .map_err(|error| Failure::of("cannot write what clippy is told", &error))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A compiler that was told to stop may still write.
        for _ in 0..40 {
            if fs::remove_dir_all(self.folder.path()).is_ok() || !self.folder.path().exists() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        if let Some(created) = &self.created {
            // Only if nothing else is in it by now.
            let _ = fs::remove_file(created.join("CACHEDIR.TAG"));
            let _ = fs::remove_dir(created);
        }
    }
}

/// The lock file as it was: cargo may write it, and the audit leaves nothing behind.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    before: Option<Vec<u8>>,
    /// What cargo made of it: nothing else is taken back.
    written: Option<Vec<u8>>,
}

impl Lock {
    /// Remembers that of the workspace around `manifest`.
    pub(super) fn remember(root: &Path) -> Self {
        let path = root.join("Cargo.lock");
        Self {
            before: fs::read(&path).ok(),
            written: None,
            path,
        }
    }

    /// Looks at it after cargo did.
    pub(super) fn look(&mut self) {
        self.written = fs::read(&self.path).ok();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.written != self.before && fs::read(&self.path).ok() == self.written {
            let _ = match &self.before {
                Some(before) => fs::write(&self.path, before),
                None => fs::remove_file(&self.path),
            };
        }
    }
}

/// Compiles what `args` name. Cargo shows its progress on standard error.
pub(super) fn check(args: &Audit, project: &Project, scratch: &Scratch) -> Result<Checked, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))
            .map_err(|error| Failure::of("cannot wait for signals", &error))?;
    }
    let mut child = command(args, scratch)
        .map_err(|error| Failure::of("cannot find this program", &error))?
        .spawn()
        .map_err(|error| Failure::of("cannot run cargo", &error))?;
    let Some(output) = child.stdout.take() else {
        return Err(Failure::Stopped);
    };
    let reader = std::thread::spawn(move || {
        Message::parse_stream(BufReader::new(output)).collect::<io::Result<Vec<Message>>>()
    });
    let status = loop {
        if stop.load(Ordering::SeqCst) {
            let _ = child.kill();
        }
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => std::thread::sleep(Duration::from_millis(20)),
            Err(error) => return Err(Failure::of("cannot wait for cargo", &error)),
        }
    };
    let messages = reader
        .join()
        .map_err(|_| Failure::Stopped)?
        .map_err(|error| Failure::of("cannot read what cargo says", &error))?;
    if stop.load(Ordering::SeqCst) {
        return Err(Failure::Stopped);
    }
    if !status.success() {
        return Err(Failure::DoesNotCompile(broken::errors(&messages, project)));
    }
    let mut checked = Checked::of(&messages, project);
    checked.selected = wrapper::selected(scratch.path());
    if checked.selected.is_empty() || messages.iter().any(is_from_before) {
        return Err(Failure::NotLookedInto);
    }
    Ok(checked)
}

fn command(args: &Audit, scratch: &Scratch) -> io::Result<Command> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["check", "--message-format=json", "--all-targets", "--keep-going"])
        .arg("--target-dir")
        .arg(scratch.target());
    if let Some(path) = &args.manifest_path {
        command.arg("--manifest-path").arg(path);
    }
    for package in &args.scope.packages {
        command.arg("--package").arg(package);
    }
    if args.scope.workspace {
        command.arg("--workspace");
    }
    command.args(project::features(&args.features));
    command
        .env("RUSTC_WRAPPER", std::env::current_exe()?)
        .env("RUSTC_WORKSPACE_WRAPPER", "")
        .env(
            wrapper::SCOPE,
            if args.scope.dependencies {
                wrapper::EVERYTHING
            } else {
                wrapper::SELECTED
            },
        )
        .env(wrapper::FOLDER, scratch.path())
        // What is built is thrown away; and what was built before, nobody looked into.
        .env("CARGO_BUILD_BUILD_DIR", scratch.target())
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    Ok(command)
}

impl Checked {
    fn of(messages: &[Message], project: &Project) -> Self {
        let mut checked = Self {
            hits: Vec::new(),
            libraries: BTreeMap::new(),
            selected: BTreeSet::new(),
            features: Features::default(),
            written: Vec::new(),
        };
        for message in messages {
            match message {
                Message::CompilerMessage(message) => checked.hits.extend(hit_of(message, project)),
                Message::CompilerArtifact(artifact) => {
                    if let Some(folder) = artifact.manifest_path.parent() {
                        checked.features.add(folder.as_std_path(), &artifact.features);
                    }
                    let is_library = artifact.target.is_lib() || artifact.target.is_rlib();
                    let metadata = artifact
                        .filenames
                        .iter()
                        .find(|file| file.extension() == Some("rmeta"));
                    if let Some(file) = metadata.filter(|_| is_library && !artifact.profile.test) {
                        let built = Built {
                            name: artifact.target.name.replace('-', "_"),
                            file: file.as_std_path().to_owned(),
                            features: artifact.features.iter().cloned().collect(),
                        };
                        let entry = checked.libraries.entry(artifact.package_id.clone());
                        entry.or_default().push(built);
                    }
                }
                Message::BuildScriptExecuted(script) => {
                    checked.written.push(script.out_dir.as_std_path().to_owned());
                }
                _ => {}
            }
        }
        checked
    }
}

fn hit_of(message: &CompilerMessage, project: &Project) -> Option<Hit> {
    let path = hit::path_of(&message.message)?;
    let primary = message.message.spans.iter().find(|span| span.is_primary)?;
    let (span, macro_name) = hit::written(&message.message)?;
    Some(Hit {
        file: hit::resolved(&span.file_name, &project.folders_of(&message.package_id)),
        place: Place {
            line: span.line_start,
            column: span.column_start,
        },
        end: Place {
            line: span.line_end,
            column: span.column_end,
        },
        path: path.to_owned(),
        package: project.name_of(&message.package_id),
        target: target_of(&message.target),
        root: message.target.src_path.as_std_path().to_owned(),
        is_generated: primary.expansion.is_some(),
        macro_name,
        beside: Vec::new(),
    })
}

/// Whether something was not compiled in this run.
fn is_from_before(message: &Message) -> bool {
    matches!(message, Message::CompilerArtifact(artifact) if artifact.fresh)
}

fn target_of(target: &cargo_metadata::Target) -> String {
    let kind = target.kind.first().map(ToString::to_string).unwrap_or_default();
    format!("{kind} {}", target.name)
}
