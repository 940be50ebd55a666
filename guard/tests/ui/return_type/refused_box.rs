use write_guard::{Blocked, guarded_write};

use std::pin::Pin;

#[guarded_write(op = "close", target = projct)]
fn close(project: &str) -> Pin<Box<dyn Future<Output = Result<(), Blocked>> + Send + '_>> {
    Box::pin(async move { send(project) })
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = async { close("payroll").await };
}
