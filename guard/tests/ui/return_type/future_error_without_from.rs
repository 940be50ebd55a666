use write_guard::{guarded_write};

struct Failed;

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> impl Future<Output = Result<(), Failed>> {
    let _ = project;
    async { Ok(()) }
}

fn main() {
    let _ = close("payroll");
}
