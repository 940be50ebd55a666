impl Request {
    #[guarded_write(op = "state", target = self.project, permit = permit)]
    pub async fn send(self) -> Result<Item, Error> {
        self.client.patch(permit, self.project).await
    }
}
