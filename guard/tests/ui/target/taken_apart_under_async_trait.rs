use write_guard::{Blocked, guarded_write};

struct Request {
    project: String,
}

struct Client;

#[async_trait::async_trait]
trait Tracker {
    async fn close(&self, request: Request) -> Result<(), Blocked>;
}

#[async_trait::async_trait]
impl Tracker for Client {
    #[guarded_write(op = "close", target = project)]
    async fn close(&self, Request { project }: Request) -> Result<(), Blocked> {
        drop(project);
        Ok(())
    }
}

fn main() {}
