use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
const fn close(project: &str) -> Result<(), Blocked> {
    let _ = project;
    Ok(())
}

fn main() {
    let _ = close("payroll");
}
