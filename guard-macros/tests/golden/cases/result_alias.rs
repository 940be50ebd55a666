#[guarded_write(op = "state", target = project, permit = permit)]
fn update(client: &Client, project: &ProjectId) -> api::Answer<Item> {
    client.patch(permit, project)
}
