use plane_client::embedded::{Group, Plane};
use plane_client::{Builder, PlaneClient, ProjectId, Sandbox, StateId, WorkItemId, WorkItemKey};

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

    /// A client of `place` that did not opt in.
    ///
    /// # Panics
    ///
    /// If the HTTP client cannot be set up.
    #[must_use]
    pub fn closed(&self, place: &Place) -> PlaneClient {
        self.client().project(place.project).build().unwrap()
    }

    /// A client of `place` that opted in to the sandbox.
    ///
    /// # Panics
    ///
    /// If the HTTP client cannot be set up.
    #[must_use]
    pub fn opted_in(&self, place: &Place) -> PlaneClient {
        let sandbox = Sandbox::new([self.sandbox.project.to_string()]).unwrap();
        self.client()
            .project(place.project)
            .sandbox(sandbox)
            .build()
            .unwrap()
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
}

impl Place {
    fn new(plane: &Plane, name: &str, identifier: &str, number: u64) -> Self {
        let project = plane.add_project(name, identifier);
        let deploy = plane.add_state(project.id(), "Deploy", Group::Started);
        let item = plane.add_work_item_numbered(project.id(), number, "Ship the release");
        plane.set_state(item.id(), deploy.id());
        Self {
            project: project.id().into(),
            key: format!("{identifier}-{number}").parse().unwrap(),
            item: item.id().into(),
            done: project.state("Done").unwrap().id().into(),
        }
    }
}
