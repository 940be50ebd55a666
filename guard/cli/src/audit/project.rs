//! What cargo says of the workspace, and what the workspace says of the audit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Package, PackageId};

use super::Failure;
use super::rules::{Added, Catalogue, Found, Rule};
use crate::args::{Audit, Features};

/// The reviewed file, below the root of the workspace.
const REVIEWED: &str = ".config/write-guard.toml";

/// The names under which clippy looks for its configuration.
const CLIPPY: [&str; 2] = [".clippy.toml", "clippy.toml"];

/// The workspace that is audited.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) metadata: Metadata,
    /// The libraries of the catalogue that are in the graph, and the packages they are.
    pub(super) found: Vec<(Found, Option<PackageId>)>,
    /// What the workspace adds to the catalogue.
    pub(super) added: Vec<Rule>,
    /// What the user's clippy is told, but for what the audit tells it.
    pub(super) clippy: toml::Table,
}

/// The options of cargo that choose features.
pub(super) fn features(args: &Features) -> Vec<String> {
    let mut options = Vec::new();
    if args.all {
        options.push("--all-features".to_owned());
    }
    if args.without_default {
        options.push("--no-default-features".to_owned());
    }
    for named in &args.named {
        options.extend(["--features".to_owned(), named.clone()]);
    }
    options
}

impl Project {
    pub(super) fn read(args: &Audit, catalogue: &Catalogue) -> Result<Self, Failure> {
        let mut command = MetadataCommand::new();
        if let Some(path) = &args.manifest_path {
            command.manifest_path(path);
        }
        command.other_options(features(&args.features));
        let metadata = command
            .exec()
            .map_err(|error| Failure::of("cargo cannot say what is in this workspace", &error))?;
        let root = metadata.workspace_root.as_std_path();
        Ok(Self {
            found: found(&metadata, catalogue),
            added: added(root)?,
            clippy: clippy(root)?,
            metadata,
        })
    }

    pub(super) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// Where the names of a package's files may begin.
    pub(super) fn folders_of(&self, id: &PackageId) -> Vec<&Path> {
        let package = self.metadata.packages.iter().find(|package| package.id == *id);
        let own = package.and_then(|package| package.manifest_path.parent());
        let own = own.map(cargo_metadata::camino::Utf8Path::as_std_path);
        [self.root()].into_iter().chain(own).collect()
    }

    /// The packages on which `id` depends, by the names of their crates.
    pub(super) fn dependencies(&self, id: &PackageId) -> Vec<&PackageId> {
        let nodes = self.metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        nodes
            .filter(|node| node.id == *id)
            .flat_map(|node| node.deps.iter().map(|dependency| &dependency.pkg))
            .collect()
    }

    /// What the crate of the guard is called by those who depend on it.
    pub(super) fn names_of_guard(&self) -> Vec<String> {
        let dependencies = self
            .metadata
            .packages
            .iter()
            .flat_map(|package| &package.dependencies);
        let renamed = dependencies
            .filter(|dependency| dependency.name == "write-guard")
            .filter_map(|dependency| dependency.rename.as_ref())
            .map(|name| name.replace('-', "_"));
        let mut names: Vec<String> = renamed.chain(["write_guard".to_owned()]).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether rules of the catalogue are about the package.
    pub(super) fn is_in_catalogue(&self, id: &PackageId) -> bool {
        self.found.iter().any(|(_, found)| found.as_ref() == Some(id))
    }

    /// Whether the package called so is one that the rules are about: what it does inside is what its callers are told of.
    pub(super) fn is_known_library(&self, name_and_version: &str) -> bool {
        let is_it = |id: &PackageId| self.name_of(id) == name_and_version;
        let is_known = self.found.iter().any(|(_, id)| id.as_ref().is_some_and(is_it));
        is_known && !self.metadata.workspace_members.iter().any(is_it)
    }

    /// The members of the workspace that are none of `these`, by name and version.
    pub(super) fn members_beside(&self, these: &BTreeSet<String>) -> Vec<String> {
        let members = self.metadata.workspace_members.iter().map(|id| self.name_of(id));
        members.filter(|name| !these.contains(name)).collect()
    }

    /// Name and version of a package.
    pub(super) fn name_of(&self, id: &PackageId) -> String {
        let package = self.metadata.packages.iter().find(|package| package.id == *id);
        package.map_or_else(
            || id.repr.clone(),
            |package| format!("{} {}", package.name, package.version),
        )
    }

    /// The packages whose library is the crate `root`: there may be several versions.
    pub(super) fn with_crate(&self, root: &str) -> Vec<&PackageId> {
        let packages = self.metadata.packages.iter();
        packages
            .filter(|package| crate_of(package).is_some_and(|name| name == root))
            .map(|package| &package.id)
            .collect()
    }
}

/// What the library of a package is called in code.
fn crate_of(package: &Package) -> Option<String> {
    let mut targets = package.targets.iter();
    let is_library = |target: &&cargo_metadata::Target| {
        let others = [
            target.is_bin(),
            target.is_test(),
            target.is_bench(),
            target.is_example(),
            target.is_custom_build(),
        ];
        !others.contains(&true)
    };
    targets
        .find(is_library)
        .map(|target| target.name.replace('-', "_"))
}

fn found(metadata: &Metadata, catalogue: &Catalogue) -> Vec<(Found, Option<PackageId>)> {
    let enabled: BTreeMap<&PackageId, BTreeSet<String>> = metadata
        .resolve
        .iter()
        .flat_map(|resolve| &resolve.nodes)
        .map(|node| (&node.id, node.features.iter().map(ToString::to_string).collect()))
        .collect();
    let mut found: Vec<(Found, Option<PackageId>)> = metadata
        .packages
        .iter()
        .filter(|package| catalogue.knows(package.name.as_str()))
        .filter_map(|package| {
            let library = Found {
                name: package.name.to_string(),
                version: package.version.clone(),
                features: enabled.get(&package.id)?.clone(),
            };
            Some((library, Some(package.id.clone())))
        })
        .collect();
    let standard = Found {
        name: "std".to_owned(),
        version: cargo_metadata::semver::Version::new(1, 0, 0),
        features: BTreeSet::new(),
    };
    found.push((standard, None));
    found.sort();
    found
}

/// The rules in the section `audit` of the reviewed file.
fn added(root: &Path) -> Result<Vec<Rule>, Failure> {
    let path = root.join(REVIEWED);
    let Some(mut table) = table(&path)? else {
        return Ok(Vec::new());
    };
    let Some(section) = table.remove("audit") else {
        return Ok(Vec::new());
    };
    let added: Added = section.try_into().map_err(|error| {
        Failure::of(
            format!("the section `audit` of {} cannot be used", path.display()),
            &error,
        )
    })?;
    Ok(added.rule)
}

/// The user's own configuration of clippy.
fn clippy(root: &Path) -> Result<toml::Table, Failure> {
    let folder = std::env::var_os("CLIPPY_CONF_DIR").map_or_else(|| root.to_owned(), PathBuf::from);
    for name in CLIPPY {
        if let Some(table) = table(&folder.join(name))? {
            return Ok(table);
        }
    }
    Ok(toml::Table::new())
}

fn table(path: &Path) -> Result<Option<toml::Table>, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::of(format!("cannot read {}", path.display()), &error)),
    };
    text.parse()
        .map(Some)
        .map_err(|error: toml::de::Error| Failure::of(format!("{} is no TOML", path.display()), &error))
}
