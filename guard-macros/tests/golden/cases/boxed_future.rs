#[guarded_write(op = "state", target = project, permit = permit)]
fn update<'a>(
    client: &'a Client,
    project: &'a ProjectId,
) -> Pin<Box<dyn Future<Output = Result<Item, Error>> + Send + 'a>> {
    Box::pin(async move { client.patch(permit, project).await })
}
