//! What sends and what names the verb: the catalogue, and what a workspace adds to it.

use std::collections::BTreeSet;
use std::fmt;

use cargo_metadata::semver::{Version, VersionReq};
use serde::Deserialize;

/// The catalogue that comes with this version; that of octocrab, which has a function for each thing that can be done, by itself.
const CATALOGUE: &str = concat!(
    include_str!("catalogue.toml"),
    "\n",
    include_str!("octocrab.toml")
);

/// What a call to a path does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// It names a verb that is safe.
    Read,
    /// It names a verb that is not safe.
    Write,
    /// The verb is one of its arguments.
    Verb,
    /// The verb may be another one afterwards.
    Changed,
    /// It sends what it was given.
    Exit,
    /// It makes a client.
    Make,
    /// It asks the guard, or makes a client that does.
    Guards,
    /// It leaves the process, and is no HTTP library.
    Beside,
}

/// A path, and what a call to it does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) path: String,
    pub(super) kind: Kind,
    /// Which argument counts, without the receiver; the receiver itself if there is none.
    #[serde(default)]
    pub(super) argument: Option<usize>,
    #[serde(default)]
    pub(super) receiver: bool,
    #[serde(default)]
    pub(super) quiet: bool,
    #[serde(default = "yes")]
    pub(super) certain: bool,
    #[serde(default)]
    features: Vec<String>,
    #[serde(default)]
    versions: Option<VersionReq>,
    #[serde(default)]
    canary: Option<String>,
    /// Set where the rule is taken from the catalogue: the package it is about.
    #[serde(skip)]
    pub(super) library: String,
}

fn yes() -> bool {
    true
}

impl Rule {
    /// A program that uses the rule once.
    pub(super) fn canary(&self) -> String {
        match &self.canary {
            Some(item) if item.starts_with("fn ") => item.clone(),
            Some(statement) => format!("fn canary() {{ {statement} }}"),
            None => format!("fn canary() {{ let _ = {}; }}", self.path),
        }
    }

    /// Whether its path is there in a library that was built with these features.
    pub(super) fn applies_with(&self, features: &BTreeSet<String>) -> bool {
        self.features.iter().all(|feature| features.contains(feature))
    }

    /// Whether what it is about is an HTTP library's own way out.
    pub(super) fn sends(&self) -> bool {
        self.certain && !self.quiet && matches!(self.kind, Kind::Exit | Kind::Write)
    }

    /// Whether the workspace added it: then what it looks like in use is not known.
    pub(super) fn is_added(&self) -> bool {
        self.library.is_empty()
    }

    /// The crate that the path begins with.
    pub(super) fn root(&self) -> &str {
        self.path.split("::").next().unwrap_or_default()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Library {
    name: String,
    versions: VersionReq,
    /// The version that has every path, where those before it have some.
    #[serde(default)]
    complete: Option<Version>,
    rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalogue {
    library: Vec<Library>,
}

impl Catalogue {
    pub(super) fn read() -> Result<Self, String> {
        toml::from_str(CATALOGUE).map_err(|error| format!("the catalogue cannot be read: {error}"))
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.library.iter().any(|library| library.name == name)
    }

    /// The rules for what was `found`, and those that were `added`.
    pub(super) fn rules(&self, found: &[Found], added: Vec<Rule>) -> Rules {
        let mut rules = Rules {
            by_library: Vec::new(),
            added,
            unknown_versions: Vec::new(),
            incomplete: Vec::new(),
        };
        for library in found {
            let mut of_name = self.library.iter().filter(|known| known.name == library.name);
            let known = of_name
                .clone()
                .find(|known| known.versions.matches(&plain(&library.version)));
            let Some(known) = known.or_else(|| of_name.next()) else {
                continue;
            };
            if !known.versions.matches(&plain(&library.version)) {
                rules.unknown_versions.push(library.clone());
            }
            if known
                .complete
                .as_ref()
                .is_some_and(|complete| library.version < *complete)
            {
                rules.incomplete.push(library.clone());
            }
            let applies = |rule: &&Rule| {
                let is_of_version = |versions: &VersionReq| versions.matches(&plain(&library.version));
                rule.applies_with(&library.features) && rule.versions.as_ref().is_none_or(is_of_version)
            };
            let of_library = known.rules.iter().filter(applies).cloned().map(|mut rule| {
                rule.library.clone_from(&library.name);
                rule
            });
            rules.by_library.push((library.clone(), of_library.collect()));
        }
        rules
    }
}

/// A library as it is in the dependency graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) version: Version,
    pub(super) features: BTreeSet<String>,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

/// The rules for the libraries of one graph.
#[derive(Debug)]
pub(super) struct Rules {
    /// For each library: its rules.
    pub(super) by_library: Vec<(Found, Vec<Rule>)>,
    /// What the workspace added.
    pub(super) added: Vec<Rule>,
    /// Versions that the catalogue was not tried with; the nearest rules are used, and tried.
    pub(super) unknown_versions: Vec<Found>,
    /// Versions that are older than some of their rules.
    pub(super) incomplete: Vec<Found>,
}

impl Rules {
    pub(super) fn all(&self) -> impl Iterator<Item = &Rule> {
        let known = self.by_library.iter().flat_map(|(_, rules)| rules);
        self.added.iter().chain(known)
    }

    /// The rule for `path`; what the workspace says of it counts first.
    pub(super) fn of(&self, path: &str) -> Option<&Rule> {
        self.all().find(|rule| rule.path == path)
    }
}

/// A requirement without a pre-release matches none; what comes before a release has its rules.
fn plain(version: &Version) -> Version {
    Version::new(version.major, version.minor, version.patch)
}

/// What a workspace says of the audit, in the section `audit` of `.config/write-guard.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Added {
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_reads_and_names_each_path_once_a_version() {
        let catalogue = Catalogue::read().unwrap();
        for name in catalogue.library.iter().map(|library| &library.name) {
            for version in [
                "0.1.0", "0.2.0", "0.3.0", "0.4.50", "0.14.0", "0.53.1", "0.54.9", "1.5.0", "2.9.0", "3.5.0",
            ] {
                let found = Found {
                    name: name.clone(),
                    version: version.parse().unwrap(),
                    features: [
                        "blocking", "json", "client", "http1", "http2", "util", "net", "process",
                    ]
                    .map(str::to_owned)
                    .into(),
                };
                let rules = catalogue.rules(&[found], Vec::new());
                let mut paths: Vec<&str> = rules.all().map(|rule| rule.path.as_str()).collect();
                let count = paths.len();
                paths.sort_unstable();
                paths.dedup();
                assert_eq!(paths.len(), count, "{name}");
            }
        }
    }

    #[test]
    fn a_version_before_the_complete_one_has_not_every_path() {
        let catalogue = Catalogue::read().unwrap();
        for (version, is_incomplete) in [
            ("0.53.1", true),
            ("0.54.8", true),
            ("0.54.9", false),
            ("0.55.0", false),
        ] {
            let found = Found {
                name: "octocrab".to_owned(),
                version: version.parse().unwrap(),
                features: BTreeSet::new(),
            };
            let rules = catalogue.rules(&[found], Vec::new());
            assert_eq!(!rules.incomplete.is_empty(), is_incomplete, "{version}");
        }
    }

    #[test]
    fn a_version_that_nobody_tried_is_told_and_gets_the_nearest_rules() {
        let found = Found {
            name: "reqwest".to_owned(),
            version: "0.99.0".parse().unwrap(),
            features: BTreeSet::new(),
        };
        let rules = Catalogue::read()
            .unwrap()
            .rules(std::slice::from_ref(&found), Vec::new());
        assert_eq!(rules.unknown_versions, [found]);
        assert!(rules.of("reqwest::Client::post").is_some());
        assert!(rules.of("reqwest::blocking::Client::post").is_none());
    }
}
