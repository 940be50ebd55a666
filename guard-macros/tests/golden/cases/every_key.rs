#[guarded_write(
    op = "state",
    target = project,
    item = work_item,
    gate = client.gate(),
    permit = leave,
    on_block = Answer::blocked(work_item),
    crate = my::guard,
)]
fn update(client: &Client, project: &ProjectId, work_item: &Key) -> Answer {
    client.patch(leave, project, work_item)
}
