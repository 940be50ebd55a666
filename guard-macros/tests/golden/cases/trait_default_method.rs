trait Tracker {
    fn http(&self) -> &Http;

    #[guarded_write(op = "state", target = project, permit = permit)]
    fn update(&self, project: &ProjectId) -> Result<Item, Error> {
        self.http().patch(permit, project)
    }
}
