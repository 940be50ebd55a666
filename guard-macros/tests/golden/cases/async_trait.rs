// What `#[async_trait]` makes of an `async fn` before an attribute of the method is expanded.
impl Tracker for Client {
    #[guarded_write(op = "state", target = project, permit = permit)]
    #[allow(clippy::async_yields_async, clippy::type_complexity)]
    fn update<'life0, 'life1, 'async_trait>(
        &'life0 self,
        project: &'life1 ProjectId,
    ) -> ::core::pin::Pin<
        Box<dyn ::core::future::Future<Output = Result<Item, Error>> + ::core::marker::Send + 'async_trait>,
    >
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            let __self = self;
            let project = project;
            let __ret: Result<Item, Error> = { __self.patch(permit, project).await };
            #[allow(unreachable_code)]
            __ret
        })
    }
}
