//! A Plane with a production project and a sandbox, and what a test asks of it.

use std::fmt::Debug;

use plane_client::embedded::Plane;
use plane_client::{Builder, Error, PlaneClient, ProjectId, Sandbox, WorkItemId};
use serde_json::Value;

pub(crate) struct World {
    pub(crate) plane: Plane,
    pub(crate) production: Place,
    pub(crate) sandbox: Place,
}

/// A project and one of its work items.
pub(crate) struct Place {
    pub(crate) project: ProjectId,
    pub(crate) item: WorkItemId,
}

/// A write as it arrived, its path below the workspace's projects.
pub(crate) type Arrived = (String, String, Option<Value>);

impl World {
    pub(crate) fn start() -> Self {
        let plane = Plane::start().unwrap();
        let add = |name, identifier| {
            let project = plane.add_project(name, identifier).id();
            let item = plane.add_work_item(project, "Ship the release").id();
            Place {
                project: project.into(),
                item: item.into(),
            }
        };
        let (production, sandbox) = (add("Orchestra", "ORCH"), add("Sandbox", "SAND"));
        plane.clear();
        Self {
            plane,
            production,
            sandbox,
        }
    }

    /// With the live key, and without an opt-in.
    pub(crate) fn closed(&self) -> PlaneClient {
        self.builder().build().unwrap()
    }

    /// Opted in to the sandbox.
    pub(crate) fn opted_in(&self) -> PlaneClient {
        self.opting_in().build().unwrap()
    }

    pub(crate) fn opting_in(&self) -> Builder {
        let sandbox = Sandbox::new([self.sandbox.project.to_string()]).unwrap();
        self.builder().sandbox(sandbox)
    }

    /// What was written since the last call, which reads in between do not show.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        let root = format!("/api/v1/workspaces/{}/projects/", self.plane.workspace());
        let writes = self.plane.writes().into_iter().map(|write| {
            let path = write.path().strip_prefix(&root).unwrap().to_owned();
            (write.method().to_owned(), path, write.json())
        });
        let writes = writes.collect();
        self.plane.clear();
        writes
    }

    /// Insists that not even a connection was made.
    pub(crate) fn assert_unreached(&self) {
        assert_eq!(self.plane.connections(), 0);
        assert!(self.plane.requests().is_empty() && self.plane.storage_requests().is_empty());
    }

    fn builder(&self) -> Builder {
        PlaneClient::builder(&self.plane.base_url(), self.plane.api_key()).workspace(self.plane.workspace())
    }
}

impl Place {
    /// The path of its work item below the workspace's projects, and what follows.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("{}/work-items/{}/{rest}", self.project, self.item)
    }
}

/// The one write that arrived.
pub(crate) fn one(method: &str, path: String, body: Value) -> [Arrived; 1] {
    let body = (!body.is_null()).then_some(body);
    [(method.to_owned(), path, body)]
}

/// Insists on a block for this reason.
#[track_caller]
pub(crate) fn assert_blocked<T: Debug>(result: Result<T, Error>, code: &str) {
    match result {
        Err(Error::Blocked(blocked)) => assert_eq!(blocked.code(), code),
        other => panic!("expected a block, got {other:?}"),
    }
}

/// An id that nothing has.
pub(crate) fn nobody<I: From<uuid::Uuid>>() -> I {
    uuid::Uuid::from_u128(0xDEAD).into()
}
