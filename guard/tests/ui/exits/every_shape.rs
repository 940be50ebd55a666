//! Whatever the shape of the function, a `return` in an attribute answers nothing.

use std::pin::Pin;

use write_guard::{Blocked, IsolationGate, guarded_write};

struct Client {
    gate: Option<IsolationGate>,
}

impl Client {
    #[guarded_write(op = "close", target = project, gate = match &self.gate { Some(gate) => gate, None => return Ok(()) })]
    fn plain(&self, project: &str) -> Result<(), Blocked> {
        Ok(())
    }

    #[guarded_write(op = "close", target = project, gate = match &self.gate { Some(gate) => gate, None => return Ok(()) })]
    async fn asynchronous(&self, project: &str) -> Result<(), Blocked> {
        Ok(())
    }

    #[guarded_write(op = "close", target = project, gate = { return }, on_block = false)]
    fn with_on_block(&self, project: &str) -> bool {
        true
    }

    #[guarded_write(op = "close", target = project, gate = if let Some(gate) = &self.gate { gate } else { return Ok(()) })]
    fn future(&self, project: &str) -> impl Future<Output = Result<(), Blocked>> {
        async { Ok(()) }
    }

    #[guarded_write(op = "close", target = project, gate = self.gate.as_ref().ok_or_else(refused)?)]
    fn boxed(&self, project: &str) -> Pin<Box<dyn Future<Output = Result<(), Blocked>>>> {
        Box::pin(async { Ok(()) })
    }
}

#[async_trait::async_trait]
trait Tracker {
    fn gate(&self) -> Option<&IsolationGate>;

    #[guarded_write(op = "close", target = project, gate = match self.gate() { Some(gate) => gate, None => return Ok(()) })]
    async fn close(&self, project: &str) -> Result<(), Blocked> {
        Ok(())
    }
}

fn main() {}
