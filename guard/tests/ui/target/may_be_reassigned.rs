use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
fn close(mut project: String) -> Result<(), Blocked> {
    project.push('s');
    send(&project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close("payroll".to_owned());
}
