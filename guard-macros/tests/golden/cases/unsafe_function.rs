#[guarded_write(op = "state", target = project, permit = permit)]
pub unsafe extern "Rust" fn update(client: &Client, project: &ProjectId) -> Result<Item, Error> {
    client.patch(permit, project)
}
