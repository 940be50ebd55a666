impl Client {
    #[guarded_write(op = "state", target = self.project, item = request.item.0, gate = self.gate, permit = permit)]
    #[tracing::instrument(skip(self))]
    pub fn update(&self, request: &Request) -> Result<Item, Error> {
        self.patch(permit, request)
    }
}
