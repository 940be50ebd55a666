#[guarded_write(op = "state", target = project, on_block = false)]
fn close(client: &Client, project: &ProjectId) -> impl std::future::Future<Output = bool> + Send {
    client.close(project)
}
