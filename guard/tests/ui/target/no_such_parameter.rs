use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = projct)]
fn close(project: &str, _: u64, (year, month): (u16, u8)) -> Result<(), Blocked> {
    send(project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close("payroll", 114, (2026, 7));
}
