// Expanded once more, with mistakes, in `guard/tests/expansion_mutants.rs`.

#[guarded_write(op = "close", target = project, item = ticket, gate = world.gate(), permit = permit)]
pub fn close(world: &World, project: &Id, ticket: &Id) -> Result<(), Blocked> {
    world.write(permit, project, ticket)
}

#[guarded_write(op = "notify", target = project, item = ticket, gate = world.gate(), on_block = world.on_block())]
pub fn notify(world: &World, project: &Id, ticket: &Id) -> bool {
    world.tell(project, ticket)
}

#[guarded_write(op = "update", target = project, item = ticket, gate = world.gate(), permit = permit)]
pub async fn update(world: &World, project: &Id, ticket: &Id) -> Result<(), Blocked> {
    world.write(permit, project, ticket)?;
    world.pause().await;
    Ok(())
}

#[guarded_write(op = "later", target = project, item = ticket, gate = world.gate(), permit = permit)]
pub fn later<'w>(world: &'w World, project: &'w Id, ticket: &'w Id) -> impl Future<Output = Result<(), Blocked>> {
    world.begin();
    async move { world.write(permit, project, ticket) }
}
