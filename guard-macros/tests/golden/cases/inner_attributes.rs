#[guarded_write(op = "state", target = project, permit = permit)]
fn update(client: &Client, project: &ProjectId) -> Result<Item, Error> {
    //! Said inside.
    #![allow(clippy::let_and_return)]
    #[rustfmt::skip]
    let item = client.patch(permit, project);
    item
}
