#[guarded_write(op = "state", target = project)]
impl Client {
    fn update(&self, project: &ProjectId) -> Result<Item, Error> {
        self.patch(project)
    }
}
