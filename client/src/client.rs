//! The client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use write_guard::IsolationGate;

use crate::id::{ProjectId, Slug};
use crate::path::Learned;
use crate::retry::Retry;
use crate::stage::Stage;
use crate::storage::StorageUrl;
use crate::transport::{Transport, Way};

/// A client of one Plane workspace. Cheap to clone.
#[derive(Clone)]
pub struct PlaneClient {
    pub(crate) shared: Arc<Shared>,
    pub(crate) project: Option<ProjectId>,
    /// That of its reads.
    pub(crate) way: Way,
}

/// What the clones of a client share.
pub(crate) struct Shared {
    pub(crate) transport: Transport,
    pub(crate) workspace: Slug,
    pub(crate) gate: IsolationGate,
    pub(crate) stages: HashMap<Stage, Box<str>>,
    pub(crate) retry: Retry,
    pub(crate) learned: Learned,
    /// The storages that a test process may send files to, besides the server itself.
    pub(crate) storages: Vec<StorageUrl>,
}

impl PlaneClient {
    pub(crate) fn new(shared: Shared, project: Option<ProjectId>) -> Self {
        Self {
            shared: Arc::new(shared),
            project,
            way: Way::Given,
        }
    }

    /// The same client with `project` for its own, as by [`Builder::project`](crate::Builder::project). An opt-in goes with it and opens no more than before.
    #[must_use]
    pub fn with_project(&self, project: impl Into<ProjectId>) -> Self {
        Self {
            project: Some(project.into()),
            ..self.clone()
        }
    }

    /// The same client to prove a write with.
    pub(crate) fn proving(&self) -> Self {
        Self {
            way: Way::OfWrites,
            ..self.clone()
        }
    }

    /// The client's own project.
    #[must_use]
    pub fn project(&self) -> Option<ProjectId> {
        self.project
    }

    /// The gate that every write of this client asks.
    pub(crate) fn gate(&self) -> &IsolationGate {
        &self.shared.gate
    }

    /// The gate that a file on its way to `storage` asks: its permits are for that storage if it was named, and else for
    /// the server.
    pub(crate) fn storage_gate(&self, storage: &StorageUrl) -> IsolationGate {
        let gate = self.gate().clone();
        let origin = storage.origin();
        if self.shared.storages.iter().any(|named| named.origin() == origin) {
            gate.origin(origin)
        } else {
            gate
        }
    }

    /// The name of the state that stands for `stage`.
    pub(crate) fn state_name(&self, stage: Stage) -> &str {
        self.shared
            .stages
            .get(&stage)
            .map_or(stage.default_state(), |name| name)
    }
}

impl fmt::Debug for PlaneClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlaneClient")
            .field("origin", &self.shared.transport.origin())
            .field("workspace", &self.shared.workspace)
            .field("project", &self.project)
            .finish_non_exhaustive()
    }
}
