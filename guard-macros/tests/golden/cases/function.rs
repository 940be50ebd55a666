/// Moves a work item to another state.
#[must_use]
#[guarded_write(op = "state", target = project)]
pub(crate) fn update(client: &Client, project: &ProjectId) -> Result<Item, Error> {
    let path = path(project);
    client.patch(path)
}
