impl Tracker for Client {
    #[guarded_write(op = "state", target = project, permit = permit)]
    async fn update(&self, project: &ProjectId) -> Result<Item, Error> {
        self.patch(permit, project).await
    }
}
