trait Tracker {
    #[guarded_write(op = "state", target = project)]
    async fn update(&self, project: &ProjectId) -> Result<Item, Error>;
}
