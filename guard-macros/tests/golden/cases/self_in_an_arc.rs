impl Client {
    #[guarded_write(op = "state", target = project, permit = permit)]
    pub async fn update(self: Arc<Self>, project: ProjectId) -> Result<Item, Error> {
        self.patch(permit, project).await
    }
}
