use write_guard::{Blocked, guarded_write};

#[guarded_write]
fn close(project: &str) -> Result<(), Blocked> {
    send(project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close("payroll");
}
