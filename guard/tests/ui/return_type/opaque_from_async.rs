use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
async fn close(project: &str) -> impl Future<Output = Result<(), Blocked>> {
    let _ = project;
    async { Ok(()) }
}

fn main() {
    let _ = async { close("payroll").await.await };
}
