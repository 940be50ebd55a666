use write_guard::{guarded_write};

struct Failed;

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> Result<(), Failed> {
    let _ = project;
    Ok(())
}

fn main() {
    let _ = close("payroll");
}
