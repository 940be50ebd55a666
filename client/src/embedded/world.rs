//! All data of a server.

use std::collections::BTreeMap;
use std::time::Instant;

use uuid::Uuid;

use super::answer::Answer;
use super::comment::Comment;
use super::project;
use super::route::{InProject, InWorkspace, Route};
use super::stamp::{Clock, Stamp};
use super::state::State;
use super::throttle::Throttle;
use super::user::User;
use super::work_item::WorkItem;

/// The key that is accepted.
pub(super) const API_KEY: &str = "plane_api_0123456789abcdef0123456789abcdef";

/// The slug of the workspace.
pub(super) const WORKSPACE: &str = "lab";

/// One workspace, one user who is its admin, and everything in it.
#[derive(Debug)]
pub(super) struct World {
    pub(super) workspace: Uuid,
    pub(super) user: User,
    pub(super) projects: Vec<project::Row>,
    pub(super) states: Vec<State>,
    pub(super) items: BTreeMap<Uuid, WorkItem>,
    pub(super) comments: BTreeMap<Uuid, Comment>,
    pub(super) throttle: Throttle,
    last_numbers: BTreeMap<Uuid, u64>,
    clock: Clock,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            workspace: Uuid::new_v4(),
            user: User::new("Ada"),
            projects: Vec::new(),
            states: Vec::new(),
            items: BTreeMap::new(),
            comments: BTreeMap::new(),
            throttle: Throttle::default(),
            last_numbers: BTreeMap::new(),
            clock: Clock::default(),
        }
    }

    pub(super) fn now(&mut self) -> Stamp {
        self.clock.now()
    }

    pub(super) fn project(&self, id: Uuid) -> Option<&project::Row> {
        self.projects.iter().find(|project| project.id == id)
    }

    /// States of a project in their order, the hidden Triage left out.
    pub(super) fn states_of(&self, project: Uuid) -> Vec<&State> {
        let states = self
            .states
            .iter()
            .filter(|state| state.project == project && !state.is_triage);
        let mut states: Vec<&State> = states.collect();
        states.sort_by(|a, b| a.sequence.total_cmp(&b.sequence));
        states
    }

    /// The state that a work item gets when it names none.
    pub(super) fn default_state(&self, project: Uuid) -> Option<&State> {
        let states = self.states_of(project);
        states
            .iter()
            .find(|state| state.default)
            .or(states.first())
            .copied()
    }

    /// The work item, if it is this project's.
    pub(super) fn item_of(&self, project: Uuid, id: Uuid) -> Option<&WorkItem> {
        self.items.get(&id).filter(|item| item.project == project)
    }

    pub(super) fn items_of(&self, project: Uuid) -> impl Iterator<Item = &WorkItem> {
        self.items.values().filter(move |item| item.project == project)
    }

    pub(super) fn item_by_key(&self, identifier: &str, number: u64) -> Option<&WorkItem> {
        let project = self
            .projects
            .iter()
            .find(|project| project.identifier == identifier)?;
        self.items_of(project.id)
            .find(|item| item.sequence_id == number && item.is_listed())
    }

    /// The next number of a project. Numbers of deleted work items do not come back.
    pub(super) fn next_number(&self, project: Uuid) -> u64 {
        self.last_numbers.get(&project).copied().unwrap_or_default() + 1
    }

    pub(super) fn number_used(&mut self, project: Uuid, number: u64) {
        let last = self.last_numbers.entry(project).or_default();
        *last = number.max(*last);
    }

    /// What the caller may not know of is forbidden, not missing; except for a project asked for by itself, and a search,
    /// which only finds nothing.
    pub(super) fn permit(&self, route: &Route) -> Result<(), Answer> {
        let Route::Workspace { slug, inner } = route else {
            return Ok(());
        };
        let here = slug == WORKSPACE;
        let permitted = match inner {
            InWorkspace::Search => true,
            InWorkspace::Projects
            | InWorkspace::Project {
                inner: InProject::Itself,
                ..
            } => here,
            InWorkspace::Project { id, .. } => here && self.project(*id).is_some(),
            InWorkspace::Key { identifier, .. } => {
                here && self
                    .projects
                    .iter()
                    .any(|project| project.identifier == *identifier)
            }
        };
        if permitted {
            Ok(())
        } else {
            Err(Answer::forbidden())
        }
    }

    /// Counts one request of the caller, and answers how many remain.
    pub(super) fn spend(&mut self) -> Result<usize, Answer> {
        self.throttle.spend(Instant::now())
    }
}

/// Whether the caller may come in at all.
pub(super) fn authenticate(key: Option<&str>) -> Result<(), Answer> {
    match key {
        Some(API_KEY) => Ok(()),
        None | Some("") => Err(Answer::unauthenticated()),
        Some(_) => Err(Answer::invalid_key()),
    }
}

/// Both halves of an external id, when both say something: only together do they name anything.
pub(super) fn external_key<'a>(source: Option<&'a str>, id: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    source
        .zip(id)
        .filter(|(source, id)| !source.is_empty() && !id.is_empty())
}
