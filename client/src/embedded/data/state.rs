//! States of a project.

use serde::Serialize;

use super::row::{Base, External, row};
use super::world::World;
use crate::id::{ProjectId, StateId};

/// What a state means to a project: where a work item in it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Group {
    /// Not planned yet.
    Backlog,
    /// Planned, not begun.
    Unstarted,
    /// Being worked on.
    Started,
    /// Done; a work item in it has a completion time.
    Completed,
    /// Given up.
    Cancelled,
    /// Not accepted yet; its states are hidden.
    Triage,
}

impl Group {
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("backlog", Self::Backlog),
        ("unstarted", Self::Unstarted),
        ("started", Self::Started),
        ("completed", Self::Completed),
        ("cancelled", Self::Cancelled),
        ("triage", Self::Triage),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(of, _)| *of == name).map(|(_, group)| group)
    }
}

/// A state as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct State {
    #[serde(flatten)]
    pub(crate) base: Base<StateId>,
    /// Its name, such as `In Progress`.
    pub name: String,
    pub(crate) description: String,
    pub(crate) color: String,
    pub(crate) slug: String,
    pub(crate) sequence: f64,
    /// What it means.
    pub group: Group,
    pub(crate) is_triage: bool,
    /// Whether work items that name no state get this one.
    pub default: bool,
    /// What another system calls it.
    #[serde(flatten)]
    pub external: External,
}

row!(State: StateId, states, "State");

impl World {
    /// Makes a state after all others of its project.
    pub(crate) fn new_state(&mut self, project: ProjectId, name: &str, color: &str, group: Group) -> State {
        let last = self.states_of(project).last().map_or(0.0, |state| state.sequence);
        State {
            base: self.seeded(project),
            name: name.to_owned(),
            description: String::new(),
            color: color.to_owned(),
            slug: slug(name),
            sequence: last + 15000.0,
            group,
            is_triage: group == Group::Triage,
            default: false,
            external: External::default(),
        }
    }
}

/// The name in lower case, with a hyphen for everything that is no letter or digit.
pub(crate) fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}
