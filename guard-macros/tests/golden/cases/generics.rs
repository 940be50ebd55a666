impl<'c, T: Transport> Client<'c, T> {
    #[guarded_write(op = "state", target = project, permit = permit)]
    pub fn update<'a, B, const N: usize>(&'a self, project: &'a ProjectId, body: [B; N]) -> Result<Item<'a>, Error<T>>
    where
        B: Serialize + 'a,
        'c: 'a,
    {
        self.patch(permit, project, body)
    }
}
