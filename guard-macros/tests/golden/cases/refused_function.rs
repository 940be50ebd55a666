/// Its callers still find it.
#[inline]
#[guarded_write(op = "", target = projct, permit = permit)]
#[guarded_write(op = "state", target = project)]
pub async fn update(client: &Client, project: &ProjectId) -> Result<Item, Error> {
    client.patch(permit, project).await
}
