#[guarded_write(op = "state", target = project, item = key.0, permit = permit)]
fn update(
    Client { http, .. }: &Client,
    (project, [first, rest @ ..]): (ProjectId, [Item; 3]),
    &Request { item: ref key, mut body }: &Request,
) -> Result<Item, Error> {
    body.push(first);
    http.patch(permit, project, key, body, rest)
}
