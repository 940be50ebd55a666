use write_guard::{Blocked, guarded_write};

#[async_trait::async_trait]
trait Tracker: Sized {
    async fn close(&self, project: String) -> Result<(), Blocked>;
    async fn told(&self, project: String);
    async fn consuming(self) -> Result<(), Blocked>;
}

struct Client {
    project: String,
}

#[async_trait::async_trait]
impl Tracker for Client {
    #[guarded_write(op = "close", target = project)]
    async fn close(&self, mut project: String) -> Result<(), Blocked> {
        project.clear();
        Ok(())
    }

    #[guarded_write(op = "close", target = project, on_block = Box::pin(async {}))]
    async fn told(&self, mut project: String) {
        project.clear();
    }

    #[guarded_write(op = "close", target = self.project)]
    async fn consuming(mut self) -> Result<(), Blocked> {
        self.project.clear();
        Ok(())
    }
}

fn main() {}
