//! Libraries that can send and that no rule is about: what is called of them, nobody sees.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use cargo_metadata::{DependencyKind, NodeDep, PackageId};

use super::check::Checked;
use super::project::Project;
use super::rules::{Found, Rules};

/// What leaves the process by itself, and has no rules.
const WITHOUT_RULES: [&str; 11] = [
    "lapin",
    "ldap3",
    "lettre",
    "mongodb",
    "mysql_common",
    "postgres-protocol",
    "rdkafka-sys",
    "redis",
    "sqlx-core",
    "surf",
    "tungstenite",
];

/// One of them, used by what is audited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Blind {
    /// Name and version.
    pub(super) library: String,
    /// What it sends with; the same, if that is itself.
    pub(super) through: String,
}

impl fmt::Display for Blind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.library)?;
        if self.through == self.library {
            Ok(())
        } else {
            write!(f, " (sends with {})", self.through)
        }
    }
}

/// What to do about them.
pub(super) const NEXT: &str =
    "give what sends a rule in `.config/write-guard.toml`, or audit them too with `--dependencies`";

/// The direct dependencies of the audited packages that reach what sends, were built, and have no rules.
pub(super) fn libraries(project: &Project, checked: &Checked, rules: &Rules) -> Vec<Blind> {
    let nodes = project.metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let graph: BTreeMap<&PackageId, &[NodeDep]> =
        nodes.map(|node| (&node.id, node.deps.as_slice())).collect();
    let senders = senders(project, checked, rules);
    let is_selected = |id: &PackageId| checked.selected.contains(&project.name_of(id));
    let is_ruled = |id: &PackageId| {
        let mut added = rules.added.iter();
        added.any(|rule| project.with_crate(rule.root()).contains(&id))
    };
    let mut found = BTreeSet::new();
    let selected = graph.iter().filter(|(id, _)| is_selected(id));
    for dependency in selected.flat_map(|(_, dependencies)| dependencies.iter()) {
        let id = &dependency.pkg;
        let is_seen = is_selected(id) || project.is_in_catalogue(id) || is_ruled(id);
        if is_seen || !checked.libraries.contains_key(id) {
            continue;
        }
        if let Some(through) = nearest(id, &graph, &senders, checked) {
            found.insert(Blind {
                library: project.name_of(id),
                through: project.name_of(through),
            });
        }
    }
    found.into_iter().collect()
}

/// The packages that were built with a part that sends.
fn senders<'p>(project: &'p Project, checked: &Checked, rules: &Rules) -> BTreeSet<&'p PackageId> {
    let sends = |found: &Found, id: &PackageId| {
        let mut of_library = rules.by_library.iter().filter(|(library, _)| library == found);
        let builds = checked.libraries.get(id);
        of_library.any(|(_, rules)| {
            let mut sending = rules.iter().filter(|rule| rule.sends());
            sending.any(|rule| {
                builds
                    .into_iter()
                    .flatten()
                    .any(|built| rule.applies_with(&built.features))
            })
        })
    };
    let known = project.found.iter().filter_map(|(found, id)| {
        let id = id.as_ref()?;
        sends(found, id).then_some(id)
    });
    let others = project.metadata.packages.iter().filter(|package| {
        WITHOUT_RULES.contains(&package.name.as_str()) && checked.libraries.contains_key(&package.id)
    });
    known.chain(others.map(|package| &package.id)).collect()
}

/// The sender that is fewest dependencies away.
fn nearest<'g>(
    from: &'g PackageId,
    graph: &BTreeMap<&'g PackageId, &'g [NodeDep]>,
    senders: &BTreeSet<&PackageId>,
    checked: &Checked,
) -> Option<&'g PackageId> {
    let mut left = VecDeque::from([from]);
    let mut seen = BTreeSet::from([from]);
    while let Some(id) = left.pop_front() {
        if senders.contains(id) {
            return Some(id);
        }
        let dependencies = graph.get(id).copied().unwrap_or_default().iter();
        let linked = dependencies.filter(|dependency| {
            let is_linked = |kind: &DependencyKind| *kind == DependencyKind::Normal;
            dependency.dep_kinds.iter().any(|info| is_linked(&info.kind))
        });
        for next in linked.map(|dependency| &dependency.pkg) {
            if checked.libraries.contains_key(next) && seen.insert(next) {
                left.push_back(next);
            }
        }
    }
    None
}
