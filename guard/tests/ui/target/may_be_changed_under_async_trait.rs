use write_guard::{Blocked, guarded_write};

#[async_trait::async_trait]
trait Tracker {
    async fn close(&self, project: String) -> Result<(), Blocked>;
}

struct Client;

#[async_trait::async_trait]
impl Tracker for Client {
    #[guarded_write(op = "close", target = project)]
    async fn close(&self, mut project: String) -> Result<(), Blocked> {
        project.clear();
        Ok(())
    }
}

fn main() {}
