impl Client {
    #[guarded_write(op = "state", target = project, permit = permit)]
    pub async fn update(&mut self, project: ProjectId) -> Result<Item, Error> {
        self.writes += 1;
        self.patch(permit, project).await
    }
}
