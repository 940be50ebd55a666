impl Client {
    #[guarded_write(op = "state", target = project, permit = permit)]
    pub fn update(&mut self, project: &ProjectId) -> impl Future<Output = Result<Item, Error>> + Send + use<'_> {
        if self.is_closed() {
            return self.reopen(permit);
        }
        self.patch(permit, project)
    }
}
