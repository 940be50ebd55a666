#[guarded_write(op = "notify", target = project, on_block = ())]
fn notify(client: &Client, project: &ProjectId) {
    client.post(project);
}
