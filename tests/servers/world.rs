use std::fmt::Debug;

use plane_client::embedded::{Group, Plane};
use plane_client::{Builder, Error, PlaneClient, ProjectId, Sandbox, StateId, WorkItemId, WorkItemKey};
use serde_json::Value;
use uuid::Uuid;

use crate::Recorder;

/// A Plane on loopback with two projects.
#[derive(Debug)]
pub struct World {
    /// The server.
    pub plane: Plane,
    /// The project that no test may touch.
    pub production: Place,
    /// The project that a test may opt in to.
    pub sandbox: Place,
}

/// A project, and a work item of it that is being deployed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Place {
    /// The project.
    pub project: ProjectId,
    /// The work item's key.
    pub key: WorkItemKey,
    /// The work item.
    pub item: WorkItemId,
    /// The project's state `Done`.
    pub done: StateId,
}

/// A write as it arrived: method, path below the workspace's projects, body.
pub type Arrived = (String, String, Option<Value>);

impl World {
    /// Starts it.
    ///
    /// # Panics
    ///
    /// If no port can be bound.
    #[must_use]
    pub fn start() -> Self {
        let plane = Plane::start().unwrap();
        let production = Place::new(&plane, "Orchestra", "ORCH", 114);
        let sandbox = Place::new(&plane, "Orchestra sandbox", "SAND", 1);
        plane.clear();
        Self {
            plane,
            production,
            sandbox,
        }
    }

    /// A client with the live token, without a project and without an opt-in.
    pub fn client(&self) -> Builder {
        PlaneClient::builder(&self.plane.base_url(), self.plane.api_key()).workspace(self.plane.workspace())
    }

    /// The same, opted in to the sandbox.
    pub fn opting_in(&self) -> Builder {
        self.client().sandbox(self.sandbox.allowed())
    }

    /// A client without an opt-in.
    ///
    /// # Panics
    ///
    /// If the HTTP client cannot be set up.
    #[must_use]
    pub fn closed(&self) -> PlaneClient {
        self.client().build().unwrap()
    }

    /// A client that opted in to the sandbox.
    ///
    /// # Panics
    ///
    /// If the HTTP client cannot be set up.
    #[must_use]
    pub fn opted_in(&self) -> PlaneClient {
        self.opting_in().build().unwrap()
    }

    /// A client of another server, opted in to the sandbox of this one.
    pub fn opting_in_at(&self, server: &Recorder) -> Builder {
        PlaneClient::builder(&server.origin(), "plane_api_0")
            .workspace(self.plane.workspace())
            .sandbox(self.sandbox.allowed())
    }

    /// The root of the REST API, for clients that are not ours.
    #[must_use]
    pub fn root(&self) -> String {
        format!(
            "{}/api/v1/workspaces/{}",
            self.plane.base_url(),
            self.plane.workspace()
        )
    }

    /// What was written since the last call, which reads in between do not show.
    ///
    /// # Panics
    ///
    /// If something was written beside the workspace's projects.
    #[must_use]
    pub fn arrived(&self) -> Vec<Arrived> {
        let root = format!("/api/v1/workspaces/{}/projects/", self.plane.workspace());
        let writes = self.plane.writes().into_iter().map(|write| {
            let path = write.path.strip_prefix(&root).unwrap().to_owned();
            (write.method.clone(), path, write.json())
        });
        let writes = writes.collect();
        self.plane.clear();
        writes
    }

    /// Insists that not even a connection was made.
    ///
    /// # Panics
    ///
    /// If one was.
    pub fn assert_unreached(&self) {
        assert_eq!(self.plane.connections(), 0);
        assert!(self.plane.requests().is_empty() && self.plane.storage_requests().is_empty());
    }
}

impl Place {
    fn new(plane: &Plane, name: &str, identifier: &str, number: u64) -> Self {
        let project = plane.add_project(name, identifier);
        let deploy = plane.add_state(project.id(), "Deploy", Group::Started);
        let item = plane.add_work_item_numbered(project.id(), number, "Ship the release");
        plane.set_state(item.id(), deploy.id());
        Self {
            project: project.id(),
            key: format!("{identifier}-{number}").parse().unwrap(),
            item: item.id(),
            done: project.state("Done").unwrap().id(),
        }
    }

    /// What opts in to it.
    ///
    /// # Panics
    ///
    /// Never.
    #[must_use]
    pub fn allowed(&self) -> Sandbox {
        Sandbox::new([self.project.to_string()]).unwrap()
    }

    /// The path of its work item below the workspace's projects, and what follows.
    #[must_use]
    pub fn path(&self, rest: &str) -> String {
        format!("{}/work-items/{}/{rest}", self.project, self.item)
    }
}

/// The one write that arrived.
#[must_use]
pub fn one(method: &str, path: String, body: Value) -> [Arrived; 1] {
    let body = (!body.is_null()).then_some(body);
    [(method.to_owned(), path, body)]
}

/// Insists on a block for this reason.
///
/// # Panics
///
/// If it is anything else.
#[track_caller]
pub fn assert_blocked<T: Debug>(result: Result<T, Error>, code: &str) {
    match result {
        Err(Error::Blocked(blocked)) => assert_eq!(blocked.code(), code),
        other => panic!("expected a block, got {other:?}"),
    }
}

/// An id that nothing has.
#[must_use]
pub fn nobody<I: From<Uuid>>() -> I {
    Uuid::from_u128(0xDEAD).into()
}
