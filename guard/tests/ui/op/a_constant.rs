use write_guard::{Blocked, guarded_write};

const CLOSE: &str = "close";

#[guarded_write(op = CLOSE, target = project)]
fn close(project: &str) -> Result<(), Blocked> {
    send(project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close("payroll");
}
