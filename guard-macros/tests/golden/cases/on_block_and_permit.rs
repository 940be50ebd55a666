#[guarded_write(op = "notify", target = project, permit = permit, on_block = None)]
async fn notify(client: &Client, project: &ProjectId) -> Option<Item> {
    client.post(permit, project).await
}
