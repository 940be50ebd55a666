//! Whether a repository is set up: each line is good, or says what to do.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand};
use serde::Serialize;
use serde_json::Value;
use write_guard::Diagnosis;

use crate::ci;
use crate::terminal::shown;

const OPT_IN: &str = "WRITE_GUARD_SANDBOX_WRITES";

/// Libraries that put a file's variables into the process.
const LOADERS: [&str; 5] = ["dotenv", "dotenv_codegen", "dotenvy", "dotenvy_macro", "dotenvs"];

/// What was looked at, in order.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Setup(Vec<Line>);

#[derive(Debug, Serialize)]
struct Line {
    what: &'static str,
    is_good: bool,
    told: String,
}

impl Setup {
    /// Looks at the workspace of a package, where `here` is what a program would see that is started there.
    pub(super) fn of(package: &Path, here: &Diagnosis) -> Self {
        let policy = serde_json::to_value(here).unwrap_or_default();
        let policy = policy.get("policy").cloned().unwrap_or_default();
        let command = || {
            let mut command = MetadataCommand::new();
            command.current_dir(package);
            command
        };
        let mut lines = vec![lists(&policy), protected(&policy)];
        match command().no_deps().exec() {
            Ok(workspace) => {
                // It tells what is there: it fetches nothing, and writes no lock file.
                let options = ["--offline", "--locked"].map(str::to_owned);
                let all = command().other_options(options).exec().ok();
                let root = workspace.workspace_root.as_std_path();
                let texts = ci::texts(root);
                let suite = suite(&texts);
                let opt_in = opt_in(all.as_ref().unwrap_or(&workspace));
                lines.extend([opt_in, audit(root, texts), suite, versions(all.as_ref())]);
            }
            Err(error) => lines.push(Line::to_do(
                "workspace",
                format!(
                    "cargo says of this folder: {}; ask in a workspace",
                    shown(error.to_string().trim())
                ),
            )),
        }
        Self(lines)
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for Line { what, is_good, told } in &self.0 {
            writeln!(
                out,
                "{what:<10}{} {told}",
                if *is_good { "good:" } else { "to do:" }
            )?;
        }
        Ok(())
    }
}

impl Line {
    fn good(what: &'static str, told: String) -> Self {
        Self {
            what,
            is_good: true,
            told,
        }
    }

    fn to_do(what: &'static str, told: String) -> Self {
        Self {
            what,
            is_good: false,
            told,
        }
    }
}

fn lists(policy: &Value) -> Line {
    let files = texts(policy, "files");
    if let Some(unusable) = policy.get("unusable").and_then(Value::as_str) {
        Line::to_do(
            "lists",
            format!("{unusable}; every write of a test is blocked until it is corrected"),
        )
    } else if files.is_empty() {
        let told = "`.config/write-guard.toml` is not there: `cargo write-guard init` writes it, to be filled and reviewed";
        Line::to_do("lists", told.to_owned())
    } else {
        Line::good("lists", format!("usable, in `{}`", files.join("`, `")))
    }
}

fn protected(policy: &Value) -> Line {
    match texts(policy, "protected").len() {
        0 => Line::to_do(
            "protected",
            "nothing is: name what no test may ever write to in `protected` of `.config/write-guard.toml`"
                .to_owned(),
        ),
        count => Line::good("protected", format!("{count} named")),
    }
}

/// Where the opt-in was left on: it is meant for one run, and for a test there is a `Sandbox`.
fn opt_in(metadata: &Metadata) -> Line {
    let mut left_on = Vec::new();
    if env::var_os(OPT_IN).is_some() {
        left_on.push("in this shell".to_owned());
    }
    let loaders: BTreeSet<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let loaders: Vec<&str> = LOADERS
        .into_iter()
        .filter(|loader| loaders.contains(loader))
        .collect();
    for folder in folders(metadata) {
        for file in ci::files_in(&folder) {
            let is_env = file
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(".env"));
            let sets = |text: Vec<u8>| String::from_utf8_lossy(&text).lines().any(assigns);
            if is_env && fs::read(&file).is_ok_and(sets) {
                let loaded = if loaders.is_empty() {
                    String::new()
                } else {
                    format!(", which `{}` loads", loaders.join("`, `"))
                };
                left_on.push(format!("in `{}`{loaded}", shown(&file.display().to_string())));
            }
        }
    }
    for file in configurations(metadata) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let sets = toml::from_str::<toml::Table>(&text);
        if sets.is_ok_and(|table| table.get("env").is_some_and(|env| env.get(OPT_IN).is_some())) {
            left_on.push(format!("in `{}`", shown(&file.display().to_string())));
        }
    }
    if left_on.is_empty() {
        let told = "off here, in `.env` files and in cargo's configuration";
        return Line::good("opt-in", told.to_owned());
    }
    Line::to_do(
        "opt-in",
        format!(
            "`{OPT_IN}` was left on {}: take it out, and hand a client a `Sandbox` where a test means to write",
            left_on.join(" and ")
        ),
    )
}

/// Whether a line of a `.env` file gives the opt-in a value.
fn assigns(line: &str) -> bool {
    // Some editors begin a file with a mark.
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
    let rest = line.strip_prefix(OPT_IN).map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(['=', ':']))
}

fn audit(root: &Path, mut texts: Vec<String>) -> Line {
    texts.retain(|text| ci::runs(text, "audit"));
    if texts.is_empty() {
        return Line::to_do("audit", not_in_ci("audit"));
    }
    let baselines: BTreeSet<&str> = texts.iter().flat_map(|text| baselines(text)).collect();
    let mut accepted = Vec::new();
    for baseline in &baselines {
        let lines = fs::read_to_string(root.join(baseline))
            .map(|text| text.lines().filter(|line| !line.trim().is_empty()).count());
        match lines {
            Ok(0) => {}
            Ok(count) => accepted.push(format!("`{}` accepts {count} calls: guard them", shown(baseline))),
            Err(_) => accepted.push(format!("`{}` cannot be read: take it out of CI", shown(baseline))),
        }
    }
    if accepted.is_empty() {
        return Line::good("audit", "runs in CI, and its baseline is empty".to_owned());
    }
    Line::to_do("audit", accepted.join("; "))
}

fn suite(texts: &[String]) -> Line {
    if texts.iter().any(|text| ci::runs(text, "test")) {
        return Line::good("suite", "CI runs it by `cargo write-guard test`".to_owned());
    }
    Line::to_do("suite", not_in_ci("test"))
}

fn not_in_ci(subcommand: &str) -> String {
    format!(
        "no file of CI that is known here runs `cargo write-guard {subcommand}`: `cargo write-guard init` writes a workflow, or says what to add"
    )
}

/// The files that a command line gives as `--baseline`.
fn baselines(text: &str) -> Vec<&str> {
    let after = text.split("--baseline").skip(1);
    let values = after.filter_map(|rest| rest.strip_prefix(['=', ' '])?.split_whitespace().next());
    values.map(|value| value.trim_matches(['"', '\''])).collect()
}

fn versions(metadata: Option<&Metadata>) -> Line {
    let Some(metadata) = metadata else {
        let told = "`Cargo.lock` is not there, does not fit the manifests, or names what was not fetched: `cargo check` mends that";
        return Line::to_do("versions", told.to_owned());
    };
    let of = |name: &str| -> Vec<String> {
        let packages = metadata.packages.iter();
        let versions: BTreeSet<String> = packages
            .filter(|package| package.name.as_str() == name)
            .map(|package| package.version.to_string())
            .collect();
        versions.into_iter().collect()
    };
    match &*of("write-guard") {
        [] => Line::to_do(
            "versions",
            "nothing here depends on `write-guard`: `cargo add write-guard`".to_owned(),
        ),
        [version] => Line::good("versions", format!("`write-guard` {version}, once")),
        versions => Line::to_do(
            "versions",
            format!(
                "`write-guard` {}: each has lists and a ledger of its own; `cargo tree --invert write-guard@VERSION` says who needs which, and an \
                 update brings them together",
                versions.join(", ")
            ),
        ),
    }
}

/// The folders of the packages and of the workspace, and all above: what is run in one looks for its files upwards.
fn folders(metadata: &Metadata) -> BTreeSet<PathBuf> {
    let members = metadata.workspace_packages();
    let members = members
        .iter()
        .filter_map(|package| package.manifest_path.parent());
    let root = metadata.workspace_root.as_std_path().to_owned();
    members
        .map(|folder| folder.as_std_path().to_owned())
        .chain([root])
        .flat_map(|folder| folder.ancestors().map(Path::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Cargo's configuration: beside what is run and above, and of the user.
fn configurations(metadata: &Metadata) -> BTreeSet<PathBuf> {
    let of_folders = folders(metadata).into_iter().map(|folder| folder.join(".cargo"));
    let of_user = env::var_os("CARGO_HOME").map(PathBuf::from);
    let of_user = of_user.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    of_folders
        .chain(of_user)
        .flat_map(|folder| ["config.toml", "config"].map(|name| folder.join(name)))
        .collect()
}

fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    let list = value.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}
