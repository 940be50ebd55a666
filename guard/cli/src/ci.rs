//! What a repository runs in CI, as far as its files are known by name.

use std::fs;
use std::path::{Path, PathBuf};

/// Where GitHub finds workflows.
pub(crate) const WORKFLOWS: &str = ".github/workflows";

/// Where a repository says what runs in CI; below a folder, every file.
const PLACES: [&str; 21] = [
    WORKFLOWS,
    ".ci",
    ".circleci",
    ".forgejo/workflows",
    ".gitea/workflows",
    ".gitlab",
    ".gitlab-ci.yml",
    ".buildkite",
    ".builds",
    ".cirrus.yml",
    ".drone.yml",
    ".travis.yml",
    ".woodpecker",
    ".woodpecker.yaml",
    ".woodpecker.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    "Jenkinsfile",
    "Makefile",
    "Makefile.toml",
    "justfile",
];

/// The repository that a folder is in; without one, the folder itself.
pub(crate) fn repository(folder: &Path) -> &Path {
    let mut ancestors = folder.ancestors();
    let found = ancestors.find(|ancestor| fs::symlink_metadata(ancestor.join(".git")).is_ok());
    found.unwrap_or(folder)
}

/// The files of CI, of a workspace and of the repository it is in, without comments.
pub(crate) fn texts(workspace: &Path) -> Vec<String> {
    let repository = repository(workspace);
    let mut folders = vec![workspace];
    folders.extend((repository != workspace).then_some(repository));
    let places = folders
        .into_iter()
        .flat_map(|folder| PLACES.map(|place| folder.join(place)));
    places
        .flat_map(|place| {
            if place.is_dir() {
                files_in(&place)
            } else {
                vec![place]
            }
        })
        .filter_map(|file| fs::read_to_string(file).ok())
        .map(|text| text.lines().map(without_comment).collect::<Vec<_>>().join("\n"))
        .collect()
}

/// Whether a text of CI runs this subcommand: installed, or as a package of the workspace.
pub(crate) fn runs(text: &str, subcommand: &str) -> bool {
    let named = [
        format!("write-guard {subcommand}"),
        format!("write-guard -- {subcommand}"),
    ];
    named.iter().any(|name| text.contains(name))
}

/// A line of a shell, a Makefile or YAML.
fn without_comment(line: &str) -> &str {
    let is_comment = line.trim_start().starts_with('#');
    let said = line.split(" #").next().unwrap_or_default();
    if is_comment { "" } else { said }
}

/// The files right in a folder, in order.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}
