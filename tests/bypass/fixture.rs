//! A sandbox, a production project, and a client of the one.

use plane_client::{
    Builder, Error, NewWorkItem, PlaneClient, ProjectId, Sandbox, StateId, WorkItemId, WorkItemPatch,
};

pub(crate) const SANDBOX: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";
pub(crate) const PRODUCTION: &str = "7a79f0a9-5278-49cd-9007-9a338f238f9c";
pub(crate) const ITEM: &str = "0d2877db-f7af-4d62-960e-427f1c8c07d3";

/// The methods that the client writes with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Verb {
    Post,
    /// A POST that the server knows again.
    PostAgain,
    Patch,
    Delete,
}

/// A client of the server at `origin`, opted in to the sandbox.
pub(crate) fn opted_in(origin: &str) -> Builder {
    PlaneClient::builder(origin, "plane_api_0")
        .workspace("lab")
        .project(sandbox())
        .sandbox(Sandbox::new([SANDBOX]).unwrap())
}

pub(crate) fn sandbox() -> ProjectId {
    SANDBOX.parse().unwrap()
}

pub(crate) fn item() -> WorkItemId {
    ITEM.parse().unwrap()
}

pub(crate) fn state() -> StateId {
    ITEM.parse().unwrap()
}

/// Writes to `project` with this method.
pub(crate) async fn write(client: &PlaneClient, project: ProjectId, verb: Verb) -> Result<(), Error> {
    let items = client.in_project(project).work_items();
    let new = NewWorkItem::new("x");
    match verb {
        Verb::Post => items.create(&new).await.map(drop),
        Verb::PostAgain => items
            .create(&new.external_source("it").external_id("1"))
            .await
            .map(drop),
        Verb::Patch => items
            .update(item(), &WorkItemPatch::new().name("x"))
            .await
            .map(drop),
        // Nothing is read to delete a state.
        Verb::Delete => client.in_project(project).states().delete(state()).await,
    }
}

/// The first line of a request.
pub(crate) fn line(request: &[u8]) -> String {
    let text = String::from_utf8_lossy(request);
    text.lines().next().unwrap_or_default().to_owned()
}
